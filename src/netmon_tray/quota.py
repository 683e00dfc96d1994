"""How much of a quota is used: its period, what counts, and where it will end (pure)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

PROJECTED_FROM = 0.1
"""Share of a period that must be over before its end is told: a first busy hour says nothing of a month."""


class QuotaRules(Protocol):
    """The part of the settings that is asked here."""

    @property
    def bytes(self) -> int:
        """How many bytes a period may have; 0 where there is no quota."""

    @property
    def period(self) -> str:
        """ "month", "week" or "day"."""

    @property
    def reset_day(self) -> int:
        """Day of the month, or of the week from 1 for Monday, on which a period begins."""

    @property
    def counts(self) -> str:
        """ "all", "wifi", "mobile" or "roaming"."""

    @property
    def network(self) -> str:
        """Only this network, by its name, alias or key; empty for all."""

    @property
    def warn_percent(self) -> int:
        """From this share on it is told."""


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days from ``first`` up to ``reset``, which is the first of the next period."""

    first: date
    reset: date


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota as it stands."""

    period: Period
    limit_bytes: int
    used_bytes: int
    warned_bytes: int
    """From here on it is told."""
    projected_bytes: int | None
    """Used at the end of the period, if it goes on like this; None while that is too early to tell."""

    @property
    def used_ratio(self) -> float:
        """Share of the limit; above 1 where it is used up."""
        return self.used_bytes / self.limit_bytes


def period_of(rules: QuotaRules, today: date) -> Period:
    """The period that a day lies in. A reset day that a month lacks is its last day."""
    if rules.period == "day":
        return Period(today, today + timedelta(days=1))
    if rules.period == "week":
        first = today - timedelta(days=(today.isoweekday() - min(rules.reset_day, 7)) % 7)
        return Period(first, first + timedelta(days=7))
    this = _reset_day(rules, today.year, today.month)
    last, next_ = _month(today, -1), _month(today, 1)
    return Period(this, _reset_day(rules, *next_)) if today >= this else Period(_reset_day(rules, *last), this)


def quota_of(rules: QuotaRules, used_bytes: int, now: datetime) -> Quota:
    """The quota at a moment of the local calendar, of which so many bytes are used since its period began."""
    period = period_of(rules, now.date())
    whole = datetime.combine(period.reset, time()) - datetime.combine(period.first, time())
    passed = (now - datetime.combine(period.first, time())) / whole
    projected = round(used_bytes / passed) if passed >= PROJECTED_FROM else None
    return Quota(period, rules.bytes, used_bytes, rules.bytes * rules.warn_percent // 100, projected)


def _reset_day(rules: QuotaRules, year: int, month: int) -> date:
    return date(year, month, min(rules.reset_day, calendar.monthrange(year, month)[1]))


def _month(day: date, step: int) -> tuple[int, int]:
    """Year and month so many months later."""
    number = day.year * 12 + day.month - 1 + step
    return number // 12, number % 12 + 1
