"""Asks the person, once, whether this program may know where the computer is: with it macOS tells networks' names."""

from __future__ import annotations

import sys
from typing import Any

from netmon_tray.model import ConsentState

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.faults import PartFailed  # noqa: E402
from netmon_tray.probes.macos.native import NativeSystem  # noqa: E402
from netmon_tray.probes.macos.objects import asking  # noqa: E402
from netmon_tray.probes.macos.seam import LOCATION  # noqa: E402

_managers: list[Any] = []
"""The question goes with its asker: it is kept while the process lives."""


def ask() -> bool:
    """Have macOS put its question; False where it was put before or the person has decided.

    Only from the thread whose run loop is the program's main one. A program without a bundle and a signature may get
    no question at all (probes.md 4.3), which nobody is told of.
    """
    try:
        if _managers or NativeSystem().consent() is not ConsentState.NOT_ASKED:
            return False
        with asking(LOCATION):
            from CoreLocation import CLLocationManager

            manager = CLLocationManager.alloc().init()
            manager.requestWhenInUseAuthorization()
            _managers.append(manager)
            return True
    except PartFailed:
        return False
