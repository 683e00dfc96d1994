"""Where the signal is how good: medians by place and network, on plain axes in metres.

A place is the cell that a position's decimals make; nothing here knows a map.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

METRES_PER_DEGREE = 111_195.0
"""Of latitude, and of longitude at the equator: a 360th of the circumference of a sphere of 6,371 km."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A level that was heard at a place on a network, and for how long."""

    latitude: float
    longitude: float
    network_key: str
    network_name: str
    measure: str
    """"rssi", "rsrp" (dBm) or "ratio"."""
    level: float
    covered_ms: int


@dataclass(frozen=True, slots=True)
class Spot:
    """What a network is like at a place."""

    latitude: float
    longitude: float
    network_key: str
    network_name: str
    measure: str
    median: float
    """Half of the time the signal was this good or better."""
    weakest: float
    strongest: float
    covered_s: float


def spots(heard: Iterable[Heard]) -> list[Spot]:
    """One for each place, network and measure, from south to north and west to east; the order of ``heard`` is free."""
    by_place: dict[tuple[float, float, str, str, str], dict[float, int]] = defaultdict(lambda: defaultdict(int))
    for one in heard:
        place = (one.latitude, one.longitude, one.network_key, one.network_name, one.measure)
        by_place[place][one.level] += one.covered_ms
    return [
        Spot(*place, _median(times), min(times), max(times), sum(times.values()) / 1000)
        for place, times in sorted(by_place.items())
    ]


def in_metres(shown: Iterable[Spot]) -> list[tuple[float, float]]:
    """East and north of each spot from the middle of all of them: true to a per mille within 50 km."""
    places = [(spot.latitude, spot.longitude) for spot in shown]
    if not places:
        return []
    south, north = min(latitude for latitude, _ in places), max(latitude for latitude, _ in places)
    middle = (south + north) / 2
    west = places[0][1]
    offsets = [_turn(longitude - west) for _, longitude in places]
    centre = (min(offsets) + max(offsets)) / 2
    east_m = METRES_PER_DEGREE * math.cos(math.radians(middle))
    return [
        ((offset - centre) * east_m, (latitude - middle) * METRES_PER_DEGREE)
        for (latitude, _), offset in zip(places, offsets, strict=True)
    ]


def level_of(measure: str, signal: float) -> float:
    """The step in which levels are counted: a whole dBm, a hundredth of a ratio."""
    return round(signal, 2) if measure == "ratio" else float(round(signal))


def _median(times: dict[float, int]) -> float:
    """The strongest level that held, or was exceeded, for half of the time."""
    half, passed = sum(times.values()) / 2, 0
    for level in sorted(times, reverse=True):
        passed += times[level]
        if passed >= half:
            return level
    return min(times)


def _turn(degrees: float) -> float:
    """A difference of longitudes the short way round."""
    return (degrees + 180) % 360 - 180
