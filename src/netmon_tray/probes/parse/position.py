"""What a location service says -> where this computer is, checked; pure, for all three systems."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netmon_tray.model import UNSUPPORTED, MissingConsent, Observed, Position, ProbeFault
from netmon_tray.probes.parse import dbus_values

LIMIT_S = 10.0
"""Longest question to a location service (probes.md 7: it may never answer)."""
MAX_AGE_S = 120.0
"""A position that was measured longer ago than this is not where this computer is: two minutes on foot are about the
100 m of three decimals. Services hand out what they knew last, however old."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One answer of a location service; the empty one where there is nothing to tell yet."""

    position: Observed[Position] = UNSUPPORTED
    at_unix_ms: int = 0
    """When it was measured, not when it was told."""
    missing: MissingConsent | None = None
    """Why the position is DENIED."""
    faults: tuple[ProbeFault, ...] = ()


def placed(latitude: float, longitude: float, accuracy_m: float, at_unix_ms: int) -> Whereabouts:
    """A position that can be one; a latitude of 91 degrees, a NaN and an accuracy below zero (CoreLocation's word for
    an invalid position) are none.
    """
    is_sound = abs(latitude) <= 90 and abs(longitude) <= 180 and math.isfinite(accuracy_m) and accuracy_m >= 0
    return Whereabouts(Position(latitude, longitude, accuracy_m), at_unix_ms) if is_sound else Whereabouts()


def geoclue(properties: Mapping[str, Any], now_unix_ms: int) -> Whereabouts:
    """Read a ``org.freedesktop.GeoClue2.Location``; one without a Timestamp was measured now."""
    latitude, longitude, accuracy_m = (
        dbus_values.real(properties, name) for name in ("Latitude", "Longitude", "Accuracy")
    )
    if latitude is None or longitude is None or accuracy_m is None:
        return Whereabouts()
    return placed(latitude, longitude, accuracy_m, _timestamp(properties) or now_unix_ms)


def _timestamp(properties: Mapping[str, Any]) -> int:
    """Milliseconds since 1970 of seconds and microseconds; 0 where there are none."""
    told = dbus_values.value(properties, "Timestamp")
    if not isinstance(told, (tuple, list)) or len(told) != 2 or not all(isinstance(part, int) for part in told):
        return 0
    return int(told[0] * 1000 + told[1] // 1000)
