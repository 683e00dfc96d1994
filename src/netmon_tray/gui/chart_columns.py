"""Points -> pixel columns: first, lowest, highest and last value of each, in unbroken runs. Pure, without Qt.

A peak survives because a column keeps its extremes; a gap stays a gap because a run ends there. Both are kept
between frames, so that a new point costs one column and not the whole hour.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.model import LivePoint

ValueOf = Callable[[LivePoint], float | None]


@dataclass(slots=True)
class Column:
    """What was measured within one pixel column."""

    number: int
    first: float
    low: float
    high: float
    last: float

    def add(self, value: float) -> None:
        """Take one more value in."""
        self.low = min(self.low, value)
        self.high = max(self.high, value)
        self.last = value


@dataclass(slots=True)
class Run:
    """Columns without a break between them."""

    serial: int
    """Number of this run within its series, never used twice."""
    columns: deque[Column] = field(default_factory=deque)

    @property
    def start(self) -> int:
        """Number of the first column."""
        return self.columns[0].number

    @property
    def end(self) -> int:
        """Number of the last column."""
        return self.columns[-1].number


@dataclass(frozen=True, slots=True)
class Gap:
    """Where nothing is known: from the last known column to the next, in pixels from the left edge."""

    left: int
    right: int
    has_left_edge: bool
    """False where the gap goes on beyond the left edge of the chart."""
    has_right_edge: bool


class ColumnSeries:
    """One value of the live points in pixel columns; ``value_of`` gives None where it was not measured.

    Attributes:
        runs: What is known, oldest first.
        generation: Changes when the columns were made anew.
    """

    def __init__(self, value_of: ValueOf) -> None:
        self._value_of = value_of
        self._shape = (0, 0)
        self._is_broken = True
        self._serial = 0
        self._added = 0
        self._peak_of: object = None
        self._peak = 0.0
        self.generation = 0
        self.runs: deque[Run] = deque()

    def rebuild(self, points: Iterable[LivePoint], scale: TimeScale) -> None:
        """Start again from all points, for a new width or range."""
        self._shape = (scale.width_px, scale.range_ms)
        self._is_broken = True
        self.generation += 1
        self.runs.clear()
        for point in points:
            self.add(point, scale)
        self.trim(scale)

    def fits(self, scale: TimeScale) -> bool:
        """Whether the columns were made for this width and range."""
        return self._shape == (scale.width_px, scale.range_ms)

    def add(self, point: LivePoint, scale: TimeScale) -> None:
        """Take in a point that is newer than all before it."""
        value = self._value_of(point)
        if value is None:
            self._is_broken = True
            return
        self._added += 1
        number = scale.column_of(point.at_unix_ms)
        if self._is_broken or point.starts_after_gap or not self.runs:
            self._serial += 1
            self.runs.append(Run(self._serial))
            self._is_broken = False
        columns = self.runs[-1].columns
        if columns and columns[-1].number >= number:
            columns[-1].add(value)
        else:
            columns.append(Column(number, value, value, value, value))

    def trim(self, scale: TimeScale) -> None:
        """Forget what lies left of the chart, but for the one column from which the line enters it."""
        first = scale.first_column
        while self.runs and self.runs[0].end < first and (len(self.runs) > 1 or self._is_broken):
            self.runs.popleft()
        if self.runs:
            columns = self.runs[0].columns
            while len(columns) > 1 and columns[1].number <= first:
                columns.popleft()

    def gaps(self, scale: TimeScale) -> tuple[Gap, ...]:
        """Where nothing is known within the chart, from left to right; what is under a pixel wide is left out."""
        first, width = scale.first_column, scale.width_px
        spans = [(run.start - first, run.end - first) for run in self.runs]
        edges = [(-1, -1), *spans, (width, width)]
        gaps = []
        for (_, left), (right, _) in itertools.pairwise(edges):
            if right - left > 1 and right > 0 and left < width - 1:
                gaps.append(Gap(max(left, 0), min(right, width), left >= 0, right < width))
        return tuple(gaps)

    def peak(self, scale: TimeScale) -> float:
        """The highest value in view; 0 where there is none."""
        asked = (scale, self._added)
        if asked != self._peak_of:
            first = scale.first_column
            highs = [column.high for run in self.runs for column in run.columns if column.number >= first]
            self._peak_of, self._peak = asked, max(highs, default=0.0)
        return self._peak

    def extremes(self, scale: TimeScale) -> tuple[float, float] | None:
        """Lowest and highest value in view, or None."""
        first = scale.first_column
        seen = [column for run in self.runs for column in run.columns if column.number >= first]
        return (min(column.low for column in seen), max(column.high for column in seen)) if seen else None
