"""The usage calendar: levels, places, words, and days on which the program did not run."""

from __future__ import annotations

from datetime import date, timedelta

from netmon_tray.gui.heat_days import Calendar, HeatDays, UsageDay

TODAY = date(2026, 11, 22)
"""A Sunday."""
GB = 1_000_000_000


def heat(*gigabytes: float) -> HeatDays:
    """The last days, the newest last."""
    first = TODAY - timedelta(len(gigabytes) - 1)
    days = [UsageDay(first + timedelta(at), int(amount * GB), 0) for at, amount in enumerate(gigabytes)]
    return HeatDays.of(days, TODAY)


def test_levels_follow_what_is_usual() -> None:
    shown = heat(*[1.0] * 7, 3.9, 3.9, 40.0)
    assert shown.legend() == ("0", "up to 0.5", "1", "2", "4", "over 4 GB")
    assert shown.level(TODAY) == 5
    assert shown.level(TODAY - timedelta(9)) in (1, 2)


def test_nothing_moved_is_not_the_same_as_not_running() -> None:
    days = [UsageDay(TODAY, 0, 0), UsageDay(TODAY - timedelta(2), 5 * GB, GB)]
    shown = HeatDays.of(days, TODAY)
    assert shown.level(TODAY) == 0
    assert shown.level(TODAY - timedelta(1)) is None
    assert shown.is_missing(TODAY - timedelta(1))
    assert not shown.is_missing(TODAY - timedelta(3)), "before the program was there"
    assert shown.text(TODAY - timedelta(1)) == "21 Nov 2026: not running"
    assert shown.text(TODAY - timedelta(2)) == "20 Nov 2026: 6.00 GB (down 5.00 GB, up 1.00 GB)"


def test_weeks_are_columns_and_today_is_in_the_last() -> None:
    calendar = Calendar(TODAY, 26)
    assert calendar.place(TODAY) == (25, 6)
    assert calendar.place(TODAY + timedelta(1)) is None
    assert calendar.day_at(25, 6) == TODAY
    assert calendar.day_at(0, 0) == calendar.first
    assert calendar.place(calendar.first - timedelta(1)) is None
    assert len(list(calendar.days())) == 26 * 7


def test_a_week_that_goes_on_ends_today() -> None:
    calendar = Calendar(date(2026, 11, 25), 2)
    assert calendar.day_at(1, 2) == date(2026, 11, 25)
    assert calendar.day_at(1, 3) is None


def test_months_stand_above_the_week_of_their_first_day() -> None:
    calendar = Calendar(TODAY, 9)
    months = {word: column for column, word in calendar.months()}
    assert months == {"Oct": calendar.place(date(2026, 10, 1))[0], "Nov": calendar.place(date(2026, 11, 1))[0]}


def test_it_is_told_in_a_sentence() -> None:
    said = heat(1.0, 2.0).summary(TODAY - timedelta(30))
    assert said == "Usage per day since 23 Oct 2026: 3.00 GB on 2 days, most on 22 Nov 2026 with 2.00 GB."
    assert HeatDays.of([], TODAY).summary(TODAY) == "Usage per day: nothing recorded."
