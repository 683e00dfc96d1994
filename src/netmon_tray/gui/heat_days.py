"""Usage per day on a calendar: which day stands where, and how strongly it is marked. Pure, without Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from netmon_tray import units
from netmon_tray.words import Phrase, count, say

WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
LEVELS = 5
_NICE = (1, 2, 5)
_USUAL_SHARE = 0.9
"""Of the days lie below the strongest level."""


@dataclass(frozen=True, slots=True)
class UsageDay:
    """What came down and went up on a calendar day."""

    day: date
    rx_bytes: int
    tx_bytes: int

    @property
    def total_bytes(self) -> int:
        """Both."""
        return self.rx_bytes + self.tx_bytes


@dataclass(frozen=True, slots=True)
class HeatDays:
    """The days that are known, up to today."""

    days: Mapping[date, UsageDay]
    today: date
    steps: tuple[int, int, int, int]
    """The most bytes of each level but the last."""
    first: date | None = None
    """The first day that is known."""

    @classmethod
    def of(cls, usage: Iterable[UsageDay], today: date) -> HeatDays:
        """Choose levels that fit the usage."""
        days = {each.day: each for each in usage if each.day <= today}
        amounts = sorted(day.total_bytes for day in days.values() if day.total_bytes)
        usual = amounts[math.ceil(len(amounts) * _USUAL_SHARE) - 1] if amounts else 8_000_000_000
        step = _nice_above(usual / 8)
        return cls(days, today, (step, 2 * step, 4 * step, 8 * step), min(days, default=None))

    def level(self, day: date) -> int | None:
        """0 for nothing, 1 to ``LEVELS`` for what moved; None where the program did not run."""
        known = self.days.get(day)
        if known is None:
            return None
        return sum(known.total_bytes > step for step in (0, *self.steps))

    def is_missing(self, day: date) -> bool:
        """Whether the program did not run on a day of its life."""
        return self.first is not None and self.first <= day <= self.today and day not in self.days

    def legend(self) -> tuple[str, ...]:
        """The words for level 0 to ``LEVELS``: "0", "up to 0.5", "1", "2", "4", "over 4 GB"."""
        unit = units.byte_unit(self.steps[-1])
        figures = [units.number_text(step / unit.size, decimals=3) for step in self.steps]
        most = say("over {amount} {unit}", amount=figures[-1], unit=unit.text)
        return ("0", say("up to {amount}", amount=figures[0]), *figures[1:], most)

    def text(self, day: date) -> Phrase:
        """One day in words."""
        known, said = self.days.get(day), units.date_text(day)
        if known is None:
            why = say("not running") if self.is_missing(day) else say("not available")
            return say("{date}: {what}", date=said, what=why)
        return say(
            "{date}: {total} (down {down}, up {up})",
            date=said,
            total=units.byte_text(known.total_bytes),
            down=units.byte_text(known.rx_bytes),
            up=units.byte_text(known.tx_bytes),
        )

    def summary(self, first: date) -> Phrase:
        """The calendar from a day on, in sentences, for those who hear it."""
        seen = [day for day in self.days.values() if day.day >= first]
        if not seen:
            return say("Usage per day: nothing recorded.")
        most = max(seen, key=lambda day: day.total_bytes)
        return say(
            "Usage per day since {date}: {total} on {days}, most on {peak} with {most}.",
            date=units.date_text(first),
            total=units.byte_text(sum(day.total_bytes for day in seen)),
            days=count(len(seen), "{n} day", "{n} days"),
            peak=units.date_text(most.day),
            most=units.byte_text(most.total_bytes),
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks as columns, Monday on top; the last column is that of today."""

    today: date
    weeks: int

    @property
    def first(self) -> date:
        """The Monday of the first column."""
        return self.today - timedelta(self.today.weekday() + 7 * (self.weeks - 1))

    def place(self, day: date) -> tuple[int, int] | None:
        """Column and row of a day; None outside of the calendar."""
        number = (day - self.first).days
        return divmod(number, 7) if number >= 0 and day <= self.today else None

    def day_at(self, column: int, row: int) -> date | None:
        """The day at a place; None outside of the calendar."""
        day = self.first + timedelta(column * 7 + row)
        return day if 0 <= column < self.weeks and 0 <= row < 7 and day <= self.today else None

    def days(self) -> Iterator[date]:
        """All days, in order."""
        for number in range((self.today - self.first).days + 1):
            yield self.first + timedelta(number)

    def months(self) -> Iterator[tuple[int, str]]:
        """Column and word of each month that begins in the calendar."""
        for column in range(self.weeks):
            days = [self.first + timedelta(column * 7 + row) for row in range(7)]
            first = next((day for day in days if day.day == 1), None)
            if first is not None:
                yield column, units.month_text(first)


def _nice_above(value: float) -> int:
    """The least of 1, 2, 5 times a power of ten that is not below ``value``."""
    power = 10 ** math.floor(math.log10(max(value, 1)))
    return next(int(nice * power) for nice in (*_NICE, 10) if nice * power >= value)
