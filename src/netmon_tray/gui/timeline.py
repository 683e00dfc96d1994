"""What the Live view shows of the last hour: points, marks, range, pause and cursor. Pure; a ``TimeView``."""

from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Iterable

from netmon_tray.gui.chart_columns import ColumnSeries
from netmon_tray.gui.chart_scale import TimeScale, common_measure
from netmon_tray.gui.lane_layout import lapses, told
from netmon_tray.gui.time_view import TimeSpan
from netmon_tray.live import SPAN_MS
from netmon_tray.model import LiveEvent, LiveEventKind, LivePoint
from netmon_tray.units import clock_text
from netmon_tray.words import say

RANGE_WORDS = {"1 min": say("1 min"), "5 min": say("5 min"), "15 min": say("15 min"), "1 h": say("1 h")}
RANGES_MS: dict[str, int] = {"1 min": 60_000, "5 min": 300_000, "15 min": 900_000, "1 h": 3_600_000}

SHORTEST_RANGE_MS = 10_000
CLOCK_JITTER_MS = 1000
"""A point that is older than the last by no more than this is left out; beyond it, the clock was set back."""


class Timeline:
    """Points and marks with one view on them.

    Attributes:
        range_ms: Length of time in view.
        is_paused: The view stands still; points are still taken in.
        cursor_unix_ms: The moment that is read out, or None for now.
        signal, down, up: The curves in pixel columns, for the width given last.
        measure: The measure of the signal curve; None where nothing in view has one.
    """

    def __init__(self, range_ms: int, now_unix_ms: int = 0) -> None:
        """``now_unix_ms`` is where the axis ends until the first point is there."""
        self.range_ms = range_ms
        self.is_paused = False
        self.cursor_unix_ms: int | None = None
        self.measure: str | None = None
        self.signal = ColumnSeries(self._signal_of)
        self.down = ColumnSeries(lambda point: point.throughput.rx_bytes_per_s if point.throughput else None)
        self.up = ColumnSeries(lambda point: point.throughput.tx_bytes_per_s if point.throughput else None)
        self.points: deque[LivePoint] = deque()
        self.events: deque[LiveEvent] = deque()
        self._end_unix_ms = now_unix_ms
        self._width_px = 1

    # --- what comes in ------------------------------------------------------------------------------------------------

    def load(self, points: Iterable[LivePoint], events: Iterable[LiveEvent]) -> None:
        """Begin with what the agent remembers; only what came since the clock was last set back."""
        self.points = deque()
        for point in points:
            if self.points and point.at_unix_ms < self.points[-1].at_unix_ms:
                self.points.clear()
            self.points.append(point)
        self.events = deque(events)
        if self.points:
            self._end_unix_ms = self.points[-1].at_unix_ms
        self._rebuild()

    def add(self, point: LivePoint, events: Iterable[LiveEvent]) -> None:
        """Take in one sample; after the clock was set back the view begins anew."""
        if self.points and point.at_unix_ms < self.points[-1].at_unix_ms - CLOCK_JITTER_MS:
            self.load((point,), events)
            return
        self.events.extend(events)
        if self.points and point.at_unix_ms <= self.points[-1].at_unix_ms:
            return
        self.points.append(point)
        self._forget()
        if self.is_paused:
            return
        self._end_unix_ms = point.at_unix_ms
        scale = self.scale
        if point.signal_measure not in (None, self.measure) or not self.down.fits(scale):
            self._rebuild()
            return
        for series in (self.signal, self.down, self.up):
            series.add(point, scale)
            series.trim(scale)
        if not self.signal.runs:
            self.measure = None

    # --- the view -----------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> TimeScale:
        """Time to pixels, as it is now."""
        return TimeScale(self._width_px, self.range_ms, self._end_unix_ms)

    @property
    def has_values(self) -> bool:
        """Whether anything measured is in view."""
        return bool(self.down.runs or self.signal.runs)

    @property
    def latest(self) -> LivePoint | None:
        """The newest point in view."""
        place = self._place_after(self._end_unix_ms)
        return self.points[place - 1] if place else None

    def set_width(self, width_px: int) -> None:
        """Fit the curves to a width in pixels."""
        if width_px != self._width_px:
            self._width_px = max(1, width_px)
            self._rebuild()

    def set_range(self, range_ms: int) -> None:
        """Show another length of time."""
        self.range_ms = range_ms
        self._rebuild()

    def set_paused(self, *, is_paused: bool) -> None:
        """Let the view stand still, or go on at now."""
        self.is_paused = is_paused
        if not is_paused and self.points:
            self._end_unix_ms = self.points[-1].at_unix_ms
        self._rebuild()

    def zoom(self, x: int, factor: float) -> None:
        """Show ``factor`` times as much: about the moment at ``x`` while paused, else up to now as before."""
        range_ms = round(min(max(self.range_ms * factor, SHORTEST_RANGE_MS), SPAN_MS))
        if self.is_paused:
            at_unix_ms = self.scale.time_at(x)
            after_ms = (self._end_unix_ms - at_unix_ms) * range_ms // self.range_ms
            self._end_unix_ms = self._in_memory(at_unix_ms + after_ms)
        self.set_range(range_ms)

    def pan(self, columns: int) -> None:
        """Move a paused view by pixel columns (positive: later), as far as there are points."""
        if self.is_paused:
            self._end_unix_ms = self._in_memory(self._end_unix_ms + columns * self.range_ms // self._width_px)
            self._rebuild()

    def show_columns(self, first: int, last: int) -> None:
        """Show the part between two pixel columns; the view has to be paused."""
        scale = self.scale
        start_ms, end_ms = scale.time_at(first), scale.time_at(last)
        self._end_unix_ms = self._in_memory(end_ms)
        self.set_range(max(end_ms - start_ms, SHORTEST_RANGE_MS))

    @property
    def knows_before_view(self) -> bool:
        """Whether anything was sampled before the left edge, if only to find that there was nothing."""
        scale = self.scale
        return bool(self.points) and scale.x_of(self.points[0].at_unix_ms) <= 0

    def marks(self) -> tuple[LiveEvent, ...]:
        """The events in view, oldest first, as the lane tells them."""
        scale = self.scale
        return tuple(event for event in told(self.events) if 0 <= scale.x_of(event.at_unix_ms) < scale.width_px)

    def outages(self) -> tuple[TimeSpan, ...]:
        """The spans without a connection."""
        return lapses(self.events)

    def sleeps(self) -> tuple[TimeSpan, ...]:
        """The spans from the last point before a sleep to the first after it."""
        spans = []
        for event in self.events:
            place = self._place_after(event.at_unix_ms - 1)
            if event.kind is LiveEventKind.SLEEP and place:
                spans.append(TimeSpan(self.points[place - 1].at_unix_ms, event.at_unix_ms))
        return tuple(spans)

    def visible_points(self) -> tuple[LivePoint, ...]:
        """The points in view, oldest first."""
        scale = self.scale
        times = [point.at_unix_ms for point in self.points]
        start = bisect.bisect_right(times, scale.end_unix_ms - scale.range_ms)
        return tuple(self.points)[start : self._place_after(scale.end_unix_ms)]

    # --- the cursor ---------------------------------------------------------------------------------------------------

    @property
    def cursor_x(self) -> int | None:
        """Where the cursor stands, in pixels from the left; None without one, or outside of the view."""
        if self.cursor_unix_ms is None:
            return None
        x = self.scale.x_of(self.cursor_unix_ms)
        return x if 0 <= x < self._width_px else None

    def point_at_cursor(self) -> LivePoint | None:
        """The point nearest to the cursor (the newest in view without one); None where there is none near it."""
        if self.cursor_unix_ms is None:
            return self.latest
        return self._nearest(self.cursor_unix_ms)

    def cursor_text(self) -> str:
        """The time of day at the cursor."""
        return clock_text(self.cursor_unix_ms if self.cursor_unix_ms is not None else self._end_unix_ms)

    def cursor_signal(self) -> float | None:
        """The signal at the cursor, in the unit of ``measure``."""
        point = self.point_at_cursor()
        return self._signal_of(point) if point else None

    def cursor_traffic(self) -> tuple[float, float] | None:
        """Bytes per second that came down and went up at the cursor."""
        point = self.point_at_cursor()
        rates = point.throughput if point else None
        return (rates.rx_bytes_per_s, rates.tx_bytes_per_s) if rates else None

    def move_cursor_to(self, x: int) -> None:
        """Put the cursor on the point nearest to ``x``, or on the bare time where nothing is known there."""
        at_unix_ms = self.scale.time_at(min(max(x, 0), self._width_px - 1))
        near = self._nearest(at_unix_ms)
        self.cursor_unix_ms = near.at_unix_ms if near else at_unix_ms

    def step_cursor(self, columns: int) -> None:
        """Move the cursor by points that stand at least ``columns`` pixel columns away (negative: to the left)."""
        seen = self.visible_points()
        if not seen:
            return
        at_unix_ms = self.cursor_unix_ms if self.cursor_x is not None else None
        if at_unix_ms is None:
            at_unix_ms = seen[-1].at_unix_ms
            if columns > 0:
                self.cursor_unix_ms = at_unix_ms
                return
        scale = self.scale
        goal = scale.column_of(at_unix_ms) + columns
        ordered = seen if columns > 0 else seen[::-1]
        side = 1 if columns > 0 else -1
        beyond = (point for point in ordered if (scale.column_of(point.at_unix_ms) - goal) * side >= 0)
        self.cursor_unix_ms = next(beyond, ordered[-1]).at_unix_ms

    def cursor_to_edge(self, *, is_start: bool) -> None:
        """Put the cursor on the first or the last point in view."""
        seen = self.visible_points()
        if seen:
            self.cursor_unix_ms = seen[0 if is_start else -1].at_unix_ms

    def leave_cursor(self) -> None:
        """Read out now again."""
        self.cursor_unix_ms = None

    # --- within -------------------------------------------------------------------------------------------------------

    def _in_memory(self, end_unix_ms: int) -> int:
        """The same end of the view, or the nearest that is between the oldest point and the newest."""
        if not self.points:
            return self._end_unix_ms
        return min(max(end_unix_ms, self.points[0].at_unix_ms), self.points[-1].at_unix_ms)

    def _nearest(self, at_unix_ms: int) -> LivePoint | None:
        """The nearest point within three pixel columns or within the distance to its own neighbour."""
        place = self._place_after(at_unix_ms)
        around = [self.points[index] for index in (place - 1, place) if 0 <= index < len(self.points)]
        near = min(around, key=lambda point: abs(point.at_unix_ms - at_unix_ms), default=None)
        if near is None:
            return None
        scale = self.scale
        is_bridged = len(around) == 2 and not around[1].starts_after_gap
        is_close = abs(scale.column_of(near.at_unix_ms) - scale.column_of(at_unix_ms)) <= 3
        return near if is_bridged or is_close else None

    def _place_after(self, at_unix_ms: int) -> int:
        return bisect.bisect_right(self.points, at_unix_ms, key=lambda point: point.at_unix_ms)

    def _signal_of(self, point: LivePoint) -> float | None:
        return point.signal if point.signal_measure == self.measure else None

    def _rebuild(self) -> None:
        scale = self.scale
        self.measure = common_measure(point.signal_measure for point in self.visible_points())
        seen = [point for point in self.points if point.at_unix_ms <= scale.end_unix_ms]
        for series in (self.signal, self.down, self.up):
            series.rebuild(seen, scale)

    def _forget(self) -> None:
        oldest = min(self._end_unix_ms, self.points[-1].at_unix_ms) - SPAN_MS - 10_000
        while self.points and self.points[0].at_unix_ms < oldest:
            self.points.popleft()
        while self.events and self.events[0].at_unix_ms < oldest:
            self.events.popleft()
