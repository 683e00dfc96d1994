"""Places on plain axes in metres: one scale for both, so that distances are true, and round ticks. Pure, without Qt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.coverage import Spot, in_metres
from netmon_tray.words import Phrase, say

LEAST_EXTENT_M = 100.0
"""A single place is no point without surroundings."""
TICK_GAP_PX = 70
_MARGIN = 1.15
_NICE = (1, 2, 5, 10)
_FAR_M = 5000


@dataclass(frozen=True, slots=True)
class PlacedSpot:
    """A spot with its place on the plane."""

    spot: Spot
    east_m: float
    north_m: float


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres to pixels of a plot; the middle of all spots is in its middle."""

    width_px: int
    height_px: int
    metres_per_px: float

    def x_of(self, east_m: float) -> float:
        """Pixels from the left."""
        return self.width_px / 2 + east_m / self.metres_per_px

    def y_of(self, north_m: float) -> float:
        """Pixels from the top."""
        return self.height_px / 2 - north_m / self.metres_per_px

    @property
    def step_m(self) -> float:
        """Between two ticks."""
        least = TICK_GAP_PX * self.metres_per_px
        power = 10.0 ** math.floor(math.log10(least))
        return next(nice * power for nice in _NICE if nice * power >= least * (1 - 1e-9))

    def ticks(self, length_px: int) -> Iterator[tuple[float, str]]:
        """Metres from the middle with their labels, along an axis of a length."""
        most = int(length_px / 2 * self.metres_per_px / self.step_m)
        for number in range(-most, most + 1):
            metres = number * self.step_m
            yield metres, self._label(metres)

    def unit(self) -> Phrase:
        """What the labels count."""
        return say("km") if self.step_m >= _FAR_M / 5 else say("m")

    def _label(self, metres: float) -> str:
        figure = metres / 1000 if self.step_m >= _FAR_M / 5 else metres
        return units.number_text(figure, decimals=2, minus=units.MINUS)


def placed(shown: Sequence[Spot]) -> tuple[PlacedSpot, ...]:
    """Spots on the plane, the shortest stays last, so that they are drawn on top."""
    places = [PlacedSpot(spot, *place) for spot, place in zip(shown, in_metres(shown), strict=True)]
    return tuple(sorted(places, key=lambda each: -each.spot.covered_s))


def plane(places: Sequence[PlacedSpot], width_px: int, height_px: int) -> Plane:
    """The plane on which all of them fit."""
    wide = max([LEAST_EXTENT_M, *(2 * abs(each.east_m) for each in places)]) * _MARGIN
    tall = max([LEAST_EXTENT_M, *(2 * abs(each.north_m) for each in places)]) * _MARGIN
    return Plane(width_px, height_px, max(wide / max(width_px, 1), tall / max(height_px, 1)))
