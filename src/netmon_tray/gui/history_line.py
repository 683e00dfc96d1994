"""What the charts of the History view show: steps with their sums, events, range and cursor. Pure; a ``TimeView``."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from netmon_tray import units
from netmon_tray.gui.bar_series import Bar, BarSeries
from netmon_tray.gui.chart_scale import TimeScale, local_date
from netmon_tray.gui.history_range import TimeRange
from netmon_tray.gui.time_view import TimeSpan, Told
from netmon_tray.store.history import Span
from netmon_tray.words import Phrase, say


@dataclass(frozen=True, slots=True)
class Step:
    """What was recorded within one step of time, over all networks that are shown."""

    start_unix_ms: int
    end_unix_ms: int
    rx_bytes: int
    tx_bytes: int
    covered_s: float
    """How much of it was observed."""
    rx_peak_bytes_per_s: float = 0.0
    """The highest rate between two samples; 0 where none is known."""
    tx_peak_bytes_per_s: float = 0.0
    signal: tuple[float, float, float] | None = None
    """Lowest, mean and highest, in the unit of the answer's measure; None where none was measured."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Round trips to one party, step by step."""

    party: str
    """"gateway", "dns", or a host as the user wrote it."""
    steps: tuple[Bar, ...]
    """Lowest, mean and highest in milliseconds."""
    lost_ratio: float
    """Of all questions in the range."""


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """What the database says of a range."""

    span: Span
    shown: TimeRange
    steps: tuple[Step, ...] = ()
    measure: str | None = None
    marks: tuple[Told, ...] = ()
    outages: tuple[TimeSpan, ...] = ()
    sleeps: tuple[TimeSpan, ...] = ()
    delays: Delays | None = None
    """The round trips that tell most; None where none were measured."""
    networks: tuple[tuple[str, str], ...] = ()
    """Key and name of every network seen, the latest first."""
    known_since_unix_ms: int | None = None
    """When the first step of all begins; None where nothing was ever recorded."""


@dataclass(slots=True)
class HistoryLine:
    """An answer with one view on it; the range in view may already be another one than that of the answer."""

    shown: TimeRange
    answer: HistoryAnswer
    cursor_unix_ms: int | None = None
    signal: BarSeries = field(default_factory=BarSeries)
    down: BarSeries = field(default_factory=BarSeries)
    up: BarSeries = field(default_factory=BarSeries)
    delay: BarSeries = field(default_factory=BarSeries)
    _width_px: int = 1

    def load(self, answer: HistoryAnswer) -> None:
        """Show another answer; the cursor stays at its moment where there is one."""
        self.answer = answer
        bars = [step for step in answer.steps if step.signal is not None]
        self.signal.load(Bar(step.start_unix_ms, step.end_unix_ms, *step.signal) for step in bars if step.signal)
        self.delay.load(answer.delays.steps if answer.delays else ())
        for series, amounts in ((self.down, "rx_bytes"), (self.up, "tx_bytes")):
            series.load(
                Bar(step.start_unix_ms, step.end_unix_ms, amount, amount, amount)
                for step in answer.steps
                for amount in (getattr(step, amounts),)
            )

    # --- the view -----------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> TimeScale:
        """Time to pixels, as it is now."""
        return TimeScale(self._width_px, self.shown.length_ms, self.shown.end_unix_ms - 1)

    @property
    def has_values(self) -> bool:
        """Whether anything recorded is in view."""
        return bool(self.down.within(self.scale))

    @property
    def knows_before_view(self) -> bool:
        """Whether anything was recorded before the left edge."""
        since = self.answer.known_since_unix_ms
        return since is not None and since < self.shown.start_unix_ms

    @property
    def measure(self) -> str | None:
        """The measure of the signal."""
        return self.answer.measure

    def marks(self) -> Sequence[Told]:
        """What happened."""
        return self.answer.marks

    def outages(self) -> Sequence[TimeSpan]:
        """The spans without a connection."""
        return self.answer.outages

    def sleeps(self) -> Sequence[TimeSpan]:
        """The spans in which the computer slept; not beside days, each of which has a night."""
        return () if self.answer.span is Span.DAY else self.answer.sleeps

    def set_width(self, width_px: int) -> None:
        """Fit to a width in pixels."""
        self._width_px = max(1, width_px)

    def range_of(self, first: int, last: int) -> TimeRange:
        """The time between two pixel columns, both included, grown to whole steps."""
        scale = self.scale
        step_ms = int(self.answer.span) * 1000 if self.answer.span is not Span.DAY else 1
        start_ms = scale.time_at(first) // step_ms * step_ms
        return TimeRange(start_ms, -(-scale.time_at(last) // step_ms) * step_ms)

    def visible_steps(self) -> list[Step]:
        """The steps in view, oldest first."""
        start_ms, end_ms = self.shown.start_unix_ms, self.shown.end_unix_ms
        return [step for step in self.answer.steps if start_ms <= _middle_ms(step) < end_ms]

    # --- the cursor ---------------------------------------------------------------------------------------------------

    @property
    def cursor_x(self) -> int | None:
        """Where the cursor stands, in pixels from the left; None without one, or outside of the view."""
        if self.cursor_unix_ms is None:
            return None
        x = self.scale.x_of(self.cursor_unix_ms)
        return x if 0 <= x < self._width_px else None

    def step_at_cursor(self) -> Step | None:
        """The step under the cursor; None without a cursor, and where nothing was recorded."""
        if self.cursor_unix_ms is None:
            return None
        place = bisect.bisect_right(self.answer.steps, self.cursor_unix_ms, key=lambda step: step.start_unix_ms)
        step = self.answer.steps[place - 1] if place else None
        return step if step is not None and self.cursor_unix_ms < step.end_unix_ms else None

    def cursor_text(self) -> str:
        """The cursor's step: a date, or a date and a time of day."""
        step = self.step_at_cursor()
        at_ms = step.start_unix_ms if step else self.cursor_unix_ms
        return step_text(self.answer.span, at_ms if at_ms is not None else self.shown.end_unix_ms)

    def cursor_signal(self) -> float | None:
        """The mean signal at the cursor."""
        step = self.step_at_cursor()
        return step.signal[1] if step and step.signal else None

    def cursor_traffic(self) -> tuple[float, float] | None:
        """Bytes that came down and went up in the step at the cursor."""
        step = self.step_at_cursor()
        return (step.rx_bytes, step.tx_bytes) if step else None

    def cursor_delay(self) -> float | None:
        """The mean round trip in the step at the cursor, in milliseconds."""
        bar = self.delay.at(self.cursor_unix_ms) if self.cursor_unix_ms is not None else None
        return bar.mean if bar else None

    def move_cursor_to(self, x: int) -> None:
        """Put the cursor on the step at ``x``, or on the bare time where nothing is known there."""
        self.cursor_unix_ms = self.scale.time_at(min(max(x, 0), self._width_px - 1))
        step = self.step_at_cursor()
        if step is not None:
            self.cursor_unix_ms = _middle_ms(step)

    def step_cursor(self, columns: int) -> None:
        """Move the cursor to a step at least ``columns`` pixel columns away (negative: to the left)."""
        seen = self.visible_steps()
        if not seen:
            return
        if self.cursor_x is None or self.cursor_unix_ms is None:
            self.cursor_unix_ms = _middle_ms(seen[-1])
            return
        scale, side = self.scale, 1 if columns > 0 else -1
        goal = self.cursor_x + columns
        ordered = seen if columns > 0 else seen[::-1]
        beyond = (step for step in ordered if (scale.x_of(_middle_ms(step)) - goal) * side >= 0)
        self.cursor_unix_ms = _middle_ms(next(beyond, ordered[-1]))

    def cursor_to_edge(self, *, is_start: bool) -> None:
        """Put the cursor on the first or the last step in view."""
        seen = self.visible_steps()
        if seen:
            self.cursor_unix_ms = _middle_ms(seen[0 if is_start else -1])

    def leave_cursor(self) -> None:
        """Have no cursor."""
        self.cursor_unix_ms = None


def step_text(span: Span, at_unix_ms: int) -> Phrase:
    """The words for a step of the history: "22 Nov 2026", "22 Nov 14:05"."""
    day = local_date(at_unix_ms)
    if span is Span.DAY:
        return units.date_text(day)
    return say("{date} {time}", date=units.day_text(day), time=units.round_clock_text(at_unix_ms))


def _middle_ms(step: Step) -> int:
    return (step.start_unix_ms + step.end_unix_ms) // 2
