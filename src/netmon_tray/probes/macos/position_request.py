# ruff: noqa: N802 - Objective-C names its methods
"""One request to CoreLocation, in a thread that runs its run loop meanwhile: there the delegate is called."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, TypeAlias

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

import CoreFoundation  # noqa: E402
from CoreLocation import CLLocationManager  # noqa: E402
from Foundation import NSObject  # noqa: E402

_STEP_S = 0.2
"""How long the run loop runs before it is seen whether the time is over."""
Found: TypeAlias = tuple[float, float, float, int]
"""Latitude, longitude, accuracy in metres (negative: not valid), and when it was measured, ms since 1970."""


class _Listener(NSObject):  # type: ignore[misc] # pyobjc has no types
    """The delegate of CLLocationManager; an exception that left it would end the process, so it only notes."""

    on_answer: Callable[[], None]

    def locationManager_didUpdateLocations_(self, _manager: Any, _locations: Any) -> None:
        self.on_answer()

    def locationManager_didFailWithError_(self, _manager: Any, _error: Any) -> None:
        self.on_answer()


def request(limit_s: float) -> Found | None:
    """Ask where this Mac is, and wait; what macOS knew last where that fails, None where it knows nothing."""
    answers: list[None] = []
    listener = _Listener.alloc().init()
    listener.on_answer = lambda: answers.append(None)
    manager = CLLocationManager.alloc().init()
    manager.setDelegate_(listener)
    manager.requestLocation()
    deadline_s = time.monotonic() + limit_s
    while not answers and time.monotonic() < deadline_s:
        ended = CoreFoundation.CFRunLoopRunInMode(CoreFoundation.kCFRunLoopDefaultMode, _STEP_S, True)
        if ended == CoreFoundation.kCFRunLoopRunFinished:
            time.sleep(_STEP_S)  # nothing hangs in the loop yet, and it returned at once
    manager.stopUpdatingLocation()
    manager.setDelegate_(None)
    return _told(manager.location())


def _told(place: Any) -> Found | None:
    if place is None:
        return None
    latitude, longitude = place.coordinate()
    since_1970_s = CoreFoundation.CFDateGetAbsoluteTime(place.timestamp()) + (
        CoreFoundation.kCFAbsoluteTimeIntervalSince1970
    )
    return float(latitude), float(longitude), float(place.horizontalAccuracy()), round(since_1970_s * 1000)
