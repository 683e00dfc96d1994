"""Asks CoreLocation for one position at a time, where this program may know it."""

from __future__ import annotations

import sys

from netmon_tray.model import DENIED, LocationSettings, MissingConsent, ProbeFault
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse import position
from netmon_tray.probes.parse.position import LIMIT_S, Whereabouts

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.macos.native import NativeSystem  # noqa: E402
from netmon_tray.probes.macos.objects import asking  # noqa: E402
from netmon_tray.probes.macos.seam import LOCATION  # noqa: E402


def source() -> CoreLocationSource:
    """The service of this Mac."""
    return CoreLocationSource()


class CoreLocationSource:
    """A source of positions, for the one thread that asks it; the limit is for tests.

    Asking while nobody has decided would put macOS' own question on the screen, so the permission is looked at before.
    """

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s

    def read(self) -> Whereabouts:
        """Ask once; nothing where macOS finds no position in time."""
        try:
            state = NativeSystem().consent()
            if state is not None:
                return Whereabouts(DENIED, missing=MissingConsent(state, LocationSettings.MACOS))
            with asking(LOCATION):
                from netmon_tray.probes.macos.position_request import request

                found = request(self._limit_s)
        except PartFailed as failure:
            return Whereabouts(faults=(ProbeFault(failure.part, failure.text),))
        return Whereabouts() if found is None else position.placed(*found)

    def close(self) -> None:
        """Nothing is kept."""
