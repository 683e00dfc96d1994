"""Steps of the history as bars: where they stand, the gaps between them, and what a pixel column shows. Pure.

Where a step is narrower than a few pixels, each pixel column shows the lowest and the highest of the steps in it, so
that a peak survives any range.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
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
        self._placed_for: TimeScale | None = None
        self._placed: list[PlacedBar] = []

    def load(self, bars: Iterable[Bar]) -> None:
        """Take other bars."""
        self.bars = tuple(bars)
        self._placed_for = None

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
        if scale != self._placed_for:
            self._placed_for, self._placed = scale, list(self._place(scale))
        return self._placed

    def _place(self, scale: TimeScale) -> Iterator[PlacedBar]:
        first, width_px, range_ms = scale.first_column, scale.width_px, scale.range_ms  # asked for thousands of times
        in_column: list[Bar] = []
        left = 0
        for bar in self.within(scale):
            its_left = bar.start_unix_ms * width_px // range_ms - first
            if in_column and its_left != left:
                yield _joined(left, in_column[-1].end_unix_ms * width_px // range_ms - first, in_column)
                in_column = []
            left = its_left
            in_column.append(bar)
        if in_column:
            yield _joined(left, in_column[-1].end_unix_ms * width_px // range_ms - first, in_column)

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


def _joined(left: int, right: int, bars: Sequence[Bar]) -> PlacedBar:
    if len(bars) == 1:
        (bar,) = bars
        return PlacedBar(left, max(right, left + 1), bar.low, bar.mean, bar.high)
    return PlacedBar(
        left,
        max(right, left + 1),
        min(bar.low for bar in bars),
        sum(bar.mean for bar in bars) / len(bars),
        max(bar.high for bar in bars),
    )
