"""Steps of the history as bars: where they stand, the gaps between them, and what a pixel column shows. Pure.

Where a step is narrower than a few pixels, each pixel column shows the lowest and the highest of the steps in it, so
that a peak survives any range.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netmon_tray.gui.chart_columns import Gap
from netmon_tray.gui.chart_scale import TimeScale

BAR_PX = 3
"""Narrower steps are drawn as pixel columns."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value over a step of time."""

    start_unix_ms: int
    end_unix_ms: int
    low: float
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar in pixels: from ``left`` to ``right`` (excluded)."""

    left: int
    right: int
    low: float
    mean: float
    high: float


class BarSeries:
    """The bars of one value, in order of time, without overlaps."""

    def __init__(self) -> None:
        self.bars: Sequence[Bar] = ()

    def load(self, bars: Iterable[Bar]) -> None:
        """Take other bars."""
        self.bars = tuple(bars)

    def within(self, scale: TimeScale) -> Sequence[Bar]:
        """The bars in view."""
        start_ms, end_ms = scale.end_unix_ms - scale.range_ms, scale.end_unix_ms
        first = bisect.bisect_right(self.bars, start_ms, key=lambda bar: bar.end_unix_ms)
        last = bisect.bisect_right(self.bars, end_ms, key=lambda bar: bar.start_unix_ms)
        return self.bars[first:last]

    def at(self, at_unix_ms: int) -> Bar | None:
        """The bar over a moment; None where nothing is known."""
        place = bisect.bisect_right(self.bars, at_unix_ms, key=lambda bar: bar.start_unix_ms)
        bar = self.bars[place - 1] if place else None
        return bar if bar is not None and at_unix_ms < bar.end_unix_ms else None

    def placed(self, scale: TimeScale) -> list[PlacedBar]:
        """The bars in view as they are drawn, from left to right; several steps in one column are one bar."""
        placed: list[PlacedBar] = []
        counts: list[int] = []
        for bar in self.within(scale):
            left, right = scale.x_of(bar.start_unix_ms), scale.x_of(bar.end_unix_ms)
            if placed and placed[-1].left == left:
                counts[-1] += 1
                placed[-1] = _joined(placed[-1], bar, counts[-1])
            else:
                placed.append(PlacedBar(left, max(right, left + 1), bar.low, bar.mean, bar.high))
                counts.append(1)
        return placed

    def gaps(self, scale: TimeScale) -> tuple[Gap, ...]:
        """Where nothing is known within the chart, from left to right; what is under a pixel wide is left out."""
        gaps, known_until = [], -1
        spans = [(bar.left, bar.right) for bar in self.placed(scale)]
        for left, right in [*spans, (scale.width_px, scale.width_px)]:
            if left - known_until > 1:
                gaps.append(Gap(max(known_until, 0), left, known_until >= 0, left < scale.width_px))
            known_until = max(known_until, right)
        return tuple(gap for gap in gaps if gap.left < scale.width_px - 1)

    def peak(self, scale: TimeScale) -> float:
        """The highest value in view; 0 where there is none."""
        return max((bar.high for bar in self.within(scale)), default=0.0)


def _joined(placed: PlacedBar, bar: Bar, count: int) -> PlacedBar:
    return PlacedBar(
        placed.left,
        placed.right,
        min(placed.low, bar.low),
        placed.mean + (bar.mean - placed.mean) / count,
        max(placed.high, bar.high),
    )
