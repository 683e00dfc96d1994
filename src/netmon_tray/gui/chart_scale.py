"""Scales and ticks of the charts: time to pixel columns, values to heights, and the labels. Pure, without Qt."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from netmon_tray import units
from netmon_tray.units import RateUnits, Unit

TICK_GAP_PX = 64
"""Time ticks stand at least this far apart (visual.md)."""
VALUE_GAP_PX = 30
"""Grid lines of the throughput chart stand at least about this far apart."""
MOST_STEPS = 8
"""However tall a chart is."""
QUIET_BIT_PER_S = 100_000
"""The throughput scale ends here at the least: a larger magnification would make an idle link look busy."""

QUIET_BYTES = 1000
"""The same for amounts."""

QUIET_MS = 10
"""The same for round trips."""

DAY_S = 86_400
HOUR_MS = 3_600_000
MOST_CLOCK_MS = 2 * DAY_S * 1000
"""Longer ranges have dates: clocks may change within them."""
_TIME_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
_DAY_STEPS = (1, 2, 4, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12)
_NICE = (1, 2, 5)


# --- time -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A range of time on a row of pixel columns.

    Columns are numbered from the epoch on, so that a moment falls into the same column however the range moves:
    a chart that moves does so by whole pixels and what it draws keeps its shape.
    """

    width_px: int
    range_ms: int
    end_unix_ms: int
    """The moment at the right edge."""

    def column_of(self, at_unix_ms: int) -> int:
        """Number of the pixel column of a moment, counted from the epoch."""
        return at_unix_ms * self.width_px // self.range_ms

    @property
    def last_column(self) -> int:
        """The column at the right edge."""
        return self.column_of(self.end_unix_ms)

    @property
    def first_column(self) -> int:
        """The column at the left edge."""
        return self.last_column - self.width_px + 1

    def x_of(self, at_unix_ms: int) -> int:
        """Pixels from the left edge; outside 0 .. width_px - 1 for a moment outside the range."""
        return self.column_of(at_unix_ms) - self.first_column

    def time_at(self, x: int) -> int:
        """The middle of the time that the column ``x`` pixels from the left stands for, in Unix milliseconds."""
        column = self.first_column + x
        return (2 * column + 1) * self.range_ms // (2 * self.width_px)


@dataclass(frozen=True, slots=True)
class TimeTick:
    """A mark on the time axis."""

    x: int
    at_unix_ms: int
    label: str


def time_ticks(scale: TimeScale, *, gap_px: int = TICK_GAP_PX, utc_offset_s: int = 0) -> tuple[TimeTick, ...]:
    """Ticks on round local clock times, or dates where the range is long, ``gap_px`` apart or more."""
    step_ms = _time_step_ms(scale, gap_px)
    if step_ms is None:
        moments = _dates(scale, gap_px)
    else:
        offset_ms = utc_offset_s * 1000
        start_ms = scale.end_unix_ms - scale.range_ms
        first_ms = -(-(start_ms + offset_ms) // step_ms) * step_ms - offset_ms
        moments = ((at, _clock_label(at, step_ms, offset_ms)) for at in range(first_ms, scale.end_unix_ms + 1, step_ms))
    ticks = (TimeTick(scale.x_of(at), at, label) for at, label in moments)
    return tuple(tick for tick in ticks if 0 <= tick.x < scale.width_px)


def _clock_label(at_unix_ms: int, step_ms: int, offset_ms: int) -> str:
    """Seconds only where the steps are short, and the date in place of midnight."""
    if step_ms < 60_000:
        return units.clock_text(at_unix_ms)
    is_midnight = (at_unix_ms + offset_ms) % (DAY_S * 1000) == 0 and step_ms >= HOUR_MS
    return units.day_text(local_date(at_unix_ms)) if is_midnight else units.round_clock_text(at_unix_ms)


def _time_step_ms(scale: TimeScale, gap_px: int) -> int | None:
    """The smallest step of clock times that keeps its distance; None where days are to be told."""
    if scale.range_ms > MOST_CLOCK_MS:
        return None
    for step_s in _TIME_STEPS_S:
        if step_s * 1000 * scale.width_px >= gap_px * scale.range_ms:
            return step_s * 1000
    return None


def _dates(scale: TimeScale, gap_px: int) -> Iterator[tuple[int, str]]:
    """Local midnights in range, each with its date; first days of months where days stand too close."""
    first, last = (local_date(at) for at in (scale.end_unix_ms - scale.range_ms, scale.end_unix_ms))
    day_px = DAY_S * 1000 * scale.width_px / scale.range_ms
    days = next((step for step in _DAY_STEPS if step * day_px >= gap_px), None)
    if days is not None:
        day = first + timedelta(-first.toordinal() % days)
        while day <= last:
            yield midnight_unix_ms(day), units.day_text(day)
            day += timedelta(days)
        return
    months = next((step for step in _MONTH_STEPS if step * 30.4 * day_px >= gap_px), _MONTH_STEPS[-1])
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % months == 0:
            day = date(number // 12, number % 12 + 1, 1)
            yield midnight_unix_ms(day), units.month_text(day)


def local_date(at_unix_ms: int) -> date:
    """The date of a moment on this machine."""
    local = time.localtime(at_unix_ms / 1000)
    return date(local.tm_year, local.tm_mon, local.tm_mday)


def midnight_unix_ms(day: date) -> int:
    """When a date begins on this machine."""
    return round(time.mktime((day.year, day.month, day.day, 0, 0, 0, 0, 0, -1))) * 1000


# --- throughput -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ValueTick:
    """A horizontal line with its label; ``value`` is in the unit of the scale that made it."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class MirroredScale:
    """One linear scale for what comes down (above zero) and what goes up (below it): bytes, or bytes per second."""

    unit: Unit
    step: float
    down_steps: int
    up_steps: int

    @property
    def top(self) -> float:
        """The upper end."""
        return self.down_steps * self.step

    @property
    def bottom(self) -> float:
        """The lower end, as a negative figure."""
        return -self.up_steps * self.step

    def y_of(self, value: float, height_px: float) -> float:
        """Pixels from the top; up is negative."""
        return (self.top - value) / (self.top - self.bottom) * height_px

    def ticks(self) -> tuple[ValueTick, ...]:
        """Ticks from the top down: "↓ 20", "↓ 10", "0", "↑ 10"; no label comes twice."""
        return tuple(self._tick(step) for step in range(self.down_steps, -self.up_steps - 1, -1))

    def _tick(self, step: int) -> ValueTick:
        value = step * self.step
        number = units.number_text(abs(value) / self.unit.size, decimals=3)
        arrow = "↓ " if step > 0 else "↑ " if step < 0 else ""
        return ValueTick(value, f"{arrow}{number}")


def rate_scale(down_peak: float, up_peak: float, *, rate_units: RateUnits, height_px: int) -> MirroredScale:
    """The scale on which both peaks fit, in bytes per second."""
    base = units.rate_unit(0, rate_units).size
    down_steps, up_steps, step = _mirrored_steps(down_peak, up_peak, base, QUIET_BIT_PER_S / 8, height_px)
    return MirroredScale(units.rate_unit(max(down_steps, up_steps) * step, rate_units), step, down_steps, up_steps)


def amount_scale(down_peak: float, up_peak: float, *, height_px: int) -> MirroredScale:
    """The scale on which both peaks fit, in bytes."""
    down_steps, up_steps, step = _mirrored_steps(down_peak, up_peak, 1, QUIET_BYTES, height_px)
    return MirroredScale(units.byte_unit(max(down_steps, up_steps) * step), step, down_steps, up_steps)


@dataclass(frozen=True, slots=True)
class DelayScale:
    """A linear scale from zero, in milliseconds."""

    step_ms: float
    steps: int

    def y_of(self, delay_ms: float, height_px: float) -> float:
        """Pixels from the top."""
        return (1 - delay_ms / (self.step_ms * self.steps)) * height_px

    def ticks(self) -> tuple[ValueTick, ...]:
        """Ticks from the top down."""
        values = (step * self.step_ms for step in range(self.steps, -1, -1))
        return tuple(ValueTick(value, units.number_text(value, decimals=3)) for value in values)


def delay_scale(peak_ms: float, *, height_px: int) -> DelayScale:
    """The scale on which a peak fits."""
    most_steps = max(2, min(MOST_STEPS, height_px // VALUE_GAP_PX))
    step = _nice_below(max(peak_ms, QUIET_MS) / most_steps)
    while _steps(max(peak_ms, QUIET_MS), step) > most_steps:
        step = _next_nice(step)
    return DelayScale(step, _steps(max(peak_ms, QUIET_MS), step))


def _mirrored_steps(
    down_peak: float, up_peak: float, base: float, quiet: float, height_px: int
) -> tuple[int, int, float]:
    """Steps above zero, below it and their size: zero where the peaks need it, round steps of 1, 2 or 5 of ``base``."""
    down = max(down_peak, 0.0 if up_peak > quiet else quiet) / base
    up = max(up_peak, 0.0) / base
    most_steps = max(2, min(MOST_STEPS, height_px // VALUE_GAP_PX))
    step = _nice_below(max(down, up) / most_steps)
    while _steps(down, step) + _steps(up, step) > most_steps:
        step = _next_nice(step)
    return _steps(down, step), _steps(up, step), step * base


def _steps(peak: float, step: float) -> int:
    return max(1, math.ceil(peak / step - 1e-9))


def _nice_below(value: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not above ``value``."""
    power = 10.0 ** math.floor(math.log10(value))
    return max((nice * power for nice in _NICE if nice * power <= value * (1 + 1e-9)), default=power)


def _next_nice(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step * (1 + 1e-9)))
    leading = round(step / power)
    following = {1: 2, 2: 5, 5: 10}
    return following[leading] * power


# --- signal ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Band:
    """A named part of a signal scale."""

    low: float
    high: float
    word: str
    is_shaded: bool


@dataclass(frozen=True, slots=True)
class SignalScale:
    """The fixed scale of one measure of signal."""

    measure: str
    unit: str
    bottom: float
    top: float
    tick_values: tuple[float, ...]

    def y_of(self, value: float, height_px: float) -> float:
        """Pixels from the top; what lies beyond the scale is drawn at its edge."""
        within = min(max(value, self.bottom), self.top)
        return (self.top - within) / (self.top - self.bottom) * height_px

    def ticks(self) -> tuple[ValueTick, ...]:
        """Ticks from the top down."""
        factor = 100 if self.measure == "ratio" else 1
        return tuple(
            ValueTick(value, units.number_text(value * factor, decimals=0, minus=units.MINUS))
            for value in self.tick_values
        )

    def bands(self) -> tuple[Band, ...]:
        """The named bands from the top down, every second one shaded."""
        edges = (self.bottom, *units.SIGNAL_BANDS[self.measure], self.top)
        bands = zip(edges[:-1], edges[1:], units.SIGNAL_WORDS, strict=True)
        return tuple(
            Band(low, high, word, place % 2 == 0) for place, (low, high, word) in enumerate(reversed(tuple(bands)))
        )


SIGNAL_SCALES: dict[str, SignalScale] = {
    "rssi": SignalScale("rssi", "dBm", -90, -30, (-30, -50, -60, -70, -80, -90)),
    "rsrp": SignalScale("rsrp", "dBm", -120, -60, (-60, -80, -90, -100, -110, -120)),
    "ratio": SignalScale("ratio", "%", 0.0, 1.0, (1.0, 0.8, 0.6, 0.4, 0.2, 0.0)),
}
"""Measure -> its fixed scale: WiFi as in visual.md, the others with the same shape about their own bands."""


def common_measure(measures: Iterable[str | None]) -> str | None:
    """The newest measure of a run (oldest first) that has a scale; None where no point had a signal."""
    newest = None
    for measure in measures:
        if measure in SIGNAL_SCALES:
            newest = measure
    return newest
