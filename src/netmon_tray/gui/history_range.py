"""Which time the History view shows, and in what steps: ranges that begin and end on round local times. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

from netmon_tray import units
from netmon_tray.gui.chart_scale import DAY_S, HOUR_MS, local_date, midnight_unix_ms
from netmon_tray.store.history import Span
from netmon_tray.words import Phrase, say

MINUTE_MS = 60_000
DAY_MS = DAY_S * 1000
EXACT_DAYS = 31
"""Longer ranges have too many minutes to be shown one by one."""
SHORTEST_MS = 10 * MINUTE_MS
LONGEST_MS = 3 * 366 * DAY_MS
_BAR_PX = 4
"""Steps are chosen so that a bar is at least about this wide ..."""
_USUAL_PLOT_PX = 700
"""... in a plot of this width."""
_STEP_MS = {span: int(span) * 1000 for span in Span}


class RangeName(enum.StrEnum):
    """The lengths of time that can be chosen by name."""

    HOUR = "Hour"
    DAY = "Day"
    WEEK = "Week"
    MONTH = "Month"
    YEAR = "Year"


RANGE_WORDS: dict[str, Phrase] = {
    RangeName.HOUR: say("Hour"),
    RangeName.DAY: say("Day"),
    RangeName.WEEK: say("Week"),
    RangeName.MONTH: say("Month"),
    RangeName.YEAR: say("Year"),
}
_DAYS = {RangeName.WEEK: 7, RangeName.MONTH: 30, RangeName.YEAR: 365}


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From a moment (included) until another (excluded)."""

    start_unix_ms: int
    end_unix_ms: int

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_unix_ms - self.start_unix_ms

    @property
    def days(self) -> int:
        """How many local dates it touches."""
        return (local_date(self.end_unix_ms - 1) - local_date(self.start_unix_ms)).days + 1

    def moved(self, steps: int) -> TimeRange:
        """The range as long as this one, so many lengths later (negative: earlier); whole dates stay whole dates."""
        if self._is_whole_days():
            first = local_date(self.start_unix_ms) + timedelta(self.days * steps)
            return TimeRange(midnight_unix_ms(first), midnight_unix_ms(first + timedelta(self.days)))
        return self.shifted(self.length_ms * steps)

    def ending(self, day: date) -> TimeRange:
        """The range of as many whole dates that ends when ``day`` begins."""
        return TimeRange(midnight_unix_ms(day - timedelta(self.days)), midnight_unix_ms(day))

    def shifted(self, by_ms: int) -> TimeRange:
        """The same length elsewhere."""
        return TimeRange(self.start_unix_ms + by_ms, self.end_unix_ms + by_ms)

    def zoomed(self, at_unix_ms: int, factor: float) -> TimeRange:
        """``factor`` times as long, with the same moment in the same place."""
        length_ms = round(min(max(self.length_ms * factor, SHORTEST_MS), LONGEST_MS))
        before_ms = (at_unix_ms - self.start_unix_ms) * length_ms // self.length_ms
        start_ms = at_unix_ms - before_ms
        return TimeRange(start_ms, start_ms + length_ms)

    def until(self, now_unix_ms: int) -> TimeRange:
        """The same length, but no later than what holds now; there is no history of the future."""
        latest_ms = _ceil(now_unix_ms, min(self.length_ms, DAY_MS))
        return self if self.end_unix_ms <= latest_ms else self.shifted(latest_ms - self.end_unix_ms)

    def is_over(self, now_unix_ms: int) -> bool:
        """Whether it lies in the past as a whole."""
        return self.end_unix_ms <= now_unix_ms

    def text(self) -> Phrase:
        """In words: its dates, with clock times where it is not of whole dates."""
        first, last = local_date(self.start_unix_ms), local_date(self.end_unix_ms - 1)
        if self._is_whole_days() or self.length_ms > 2 * DAY_MS:
            return units.date_range_text(first, last)
        start, end = units.round_clock_text(self.start_unix_ms), units.round_clock_text(self.end_unix_ms)
        if first == last:
            return say("{date}, {times}", date=units.date_text(last), times=units.range_text(start, end))
        return units.range_text(_moment(units.day_text(first), start), _moment(units.date_text(last), end))

    def _is_whole_days(self) -> bool:
        return all(at == midnight_unix_ms(local_date(at)) for at in (self.start_unix_ms, self.end_unix_ms))


def latest(name: RangeName, now_unix_ms: int) -> TimeRange:
    """The range of a name that ends now: with the running minute, hour or day."""
    if name in _DAYS:
        tomorrow = local_date(now_unix_ms) + timedelta(1)
        return TimeRange(midnight_unix_ms(tomorrow - timedelta(_DAYS[name])), midnight_unix_ms(tomorrow))
    step_ms, length_ms = (MINUTE_MS, HOUR_MS) if name is RangeName.HOUR else (HOUR_MS, DAY_MS)
    end_ms = _ceil(now_unix_ms, step_ms)
    return TimeRange(end_ms - length_ms, end_ms)


def name_of(shown: TimeRange) -> RangeName | None:
    """The name of a range by its length; None where it was zoomed."""
    if shown.length_ms in (HOUR_MS, DAY_MS):
        return RangeName.HOUR if shown.length_ms == HOUR_MS else RangeName.DAY
    whole = shown.moved(0) == shown
    return next((name for name, days in _DAYS.items() if whole and shown.days == days), None)


def usual_step(shown: TimeRange) -> Span:
    """The finest step whose bars can still be told apart."""
    for span in Span:
        if _STEP_MS[span] * _USUAL_PLOT_PX >= _BAR_PX * shown.length_ms:
            return span
    return Span.DAY


def offered_steps(shown: TimeRange) -> tuple[Span, ...]:
    """The steps in which a range can be shown."""
    fits = {
        Span.MINUTE: shown.length_ms <= (EXACT_DAYS + 1) * DAY_MS,
        Span.HOUR: shown.length_ms > HOUR_MS,
        Span.DAY: shown.length_ms > DAY_MS,
    }
    return tuple(span for span in Span if fits[span])


def _moment(day: str, clock: str) -> Phrase:
    return say("{date} {time}", date=day, time=clock)


def _ceil(at_unix_ms: int, step_ms: int) -> int:
    if step_ms == DAY_MS:
        return midnight_unix_ms(local_date(at_unix_ms) + timedelta(1))
    return -(-at_unix_ms // step_ms) * step_ms
