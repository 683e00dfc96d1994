"""When a period of a quota begins and ends, and where it will end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.quota import Period, period_of, quota_of
from netmon_tray.settings.schema import Quota as Rules


@pytest.mark.parametrize(
    ("period", "reset_day", "today", "first", "reset"),
    [
        ("month", 1, "2026-11-29", "2026-11-01", "2026-12-01"),
        ("month", 15, "2026-11-14", "2026-10-15", "2026-11-15"),
        ("month", 15, "2026-11-15", "2026-11-15", "2026-12-15"),
        ("month", 20, "2027-01-03", "2026-12-20", "2027-01-20"),
        ("month", 31, "2026-02-28", "2026-02-28", "2026-03-31"),
        ("month", 31, "2026-03-30", "2026-02-28", "2026-03-31"),
        ("month", 30, "2028-02-29", "2028-02-29", "2028-03-30"),
        ("week", 1, "2026-11-29", "2026-11-23", "2026-11-30"),
        ("week", 7, "2026-11-29", "2026-11-29", "2026-12-06"),
        ("week", 31, "2026-11-28", "2026-11-22", "2026-11-29"),
        ("day", 9, "2026-11-29", "2026-11-29", "2026-11-30"),
    ],
)
def test_periods(period: str, reset_day: int, today: str, first: str, reset: str) -> None:
    rules = replace(Rules(), period=period, reset_day=reset_day)  # type: ignore[arg-type]
    assert period_of(rules, date.fromisoformat(today)) == Period(date.fromisoformat(first), date.fromisoformat(reset))


@given(
    today=st.dates(date(1970, 2, 1), date(2100, 1, 1)),
    period=st.sampled_from(["month", "week", "day"]),
    reset_day=st.integers(1, 31),
)
def test_each_day_lies_in_one_period_and_the_next_follows_at_once(today: date, period: str, reset_day: int) -> None:
    rules = replace(Rules(), period=period, reset_day=reset_day)  # type: ignore[arg-type]
    now = period_of(rules, today)
    assert now.first <= today < now.reset
    assert period_of(rules, now.first) == period_of(rules, now.reset - timedelta(days=1)) == now
    assert period_of(rules, now.reset).first == now.reset


def test_the_end_is_told_from_the_pace_so_far_and_not_too_early() -> None:
    rules = replace(Rules(), bytes=1000, warn_percent=75)
    quota = quota_of(rules, 500, datetime.fromisoformat("2026-11-16"))  # half of November
    assert (quota.limit_bytes, quota.warned_bytes, quota.projected_bytes, quota.used_ratio) == (1000, 750, 1000, 0.5)
    assert quota_of(rules, 500, datetime.fromisoformat("2026-11-03T23:00")).projected_bytes is None
    assert quota_of(rules, 500, datetime.fromisoformat("2026-11-04")).projected_bytes == 5000
