"""Asks WinRT's Geolocator for one position at a time, where this program may know it.

It needs no window, but a thread in an apartment (``probes.md`` 3.4), which is the asking one. Where nobody has decided
yet Windows would put a question on the screen, so the permission is looked at before.
"""

from __future__ import annotations

import datetime as dt
import sys

from netmon_tray.model import DENIED, LocationSettings, MissingConsent, ProbeFault
from netmon_tray.probes.parse import position
from netmon_tray.probes.parse.position import LIMIT_S, MAX_AGE_S, Whereabouts
from netmon_tray.probes.windows.profiles import Access, consent_of

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.winrt_reader import FOREIGN, Apartment, access_to, is_class_missing  # noqa: E402

PART = "geolocator"
_CAPABILITY = "location"
_ACCESS_DENIED = -2147024891
"""E_ACCESSDENIED: refused although no permission is missing, as a policy does."""


def source() -> GeolocatorSource:
    """The service of this Windows."""
    return GeolocatorSource()


class GeolocatorSource:
    """A source of positions, for the one thread that asks it."""

    def __init__(self) -> None:
        self._apartment = Apartment()

    def read(self) -> Whereabouts:
        """Ask once, ``LIMIT_S`` at the longest; nothing where Windows finds no position in time."""
        access: int | None = None
        try:
            self._apartment.enter()
            access = access_to(_CAPABILITY)
            return _ask() if access in (None, Access.ALLOWED) else _withheld(access)
        except FOREIGN as error:
            if getattr(error, "winerror", None) == _ACCESS_DENIED:
                return _withheld(access)
            told = "is missing" if is_class_missing(error) else f"does not answer ({type(error).__name__}: {error})"
            return Whereabouts(faults=(ProbeFault(PART, f"Windows' location service {told}."),))

    def close(self) -> None:
        """Leave the apartment."""
        self._apartment.leave()


def _withheld(access: int | None) -> Whereabouts:
    return Whereabouts(DENIED, missing=MissingConsent(consent_of(access), LocationSettings.WINDOWS))


def _ask() -> Whereabouts:
    from winrt.windows.devices.geolocation import Geolocator
    from winrt.windows.foundation import AsyncStatus

    max_age, its_limit = dt.timedelta(seconds=MAX_AGE_S), dt.timedelta(seconds=2 * LIMIT_S)
    asked = Geolocator().get_geoposition_async(max_age, its_limit)  # ours comes first: its own ends with an error
    if asked.wait(LIMIT_S) == AsyncStatus.STARTED:
        asked.cancel()
        return Whereabouts()
    coordinate = asked.get().coordinate
    place = coordinate.point.position
    at_unix_ms = round(coordinate.timestamp.timestamp() * 1000)
    return position.placed(place.latitude, place.longitude, coordinate.accuracy, at_unix_ms)
