"""Ranges of the History view: they begin and end on round local times, and steps fit them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from netmon_tray.gui.chart_scale import midnight_unix_ms
from netmon_tray.gui.history_range import RangeName, TimeRange, latest, name_of, offered_steps, usual_step
from netmon_tray.store.history import Span
from support.zones import zone

NOW = 1_793_000_000_000
"""2026-10-26 07:33:20 UTC, the day after the clocks went back in Madrid."""
DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def madrid() -> Iterator[None]:
    with zone("Europe/Madrid"):
        yield


@pytest.mark.parametrize(
    ("name", "expected", "step"),
    [
        (RangeName.HOUR, "26 Oct 2026, 07:34 \N{EN DASH} 08:34", Span.MINUTE),
        (RangeName.DAY, "25 Oct 09:00 \N{EN DASH} 26 Oct 2026 09:00", Span.HOUR),
        (RangeName.WEEK, "20 \N{EN DASH} 26 Oct 2026", Span.HOUR),
        (RangeName.MONTH, "27 Sep \N{EN DASH} 26 Oct 2026", Span.DAY),
        (RangeName.YEAR, "27 Oct 2025 \N{EN DASH} 26 Oct 2026", Span.DAY),
    ],
)
def test_a_range_by_name_ends_now(name: RangeName, expected: str, step: Span) -> None:
    shown = latest(name, NOW)
    assert shown.text() == expected
    assert shown.start_unix_ms < NOW <= shown.end_unix_ms
    assert name_of(shown) is name
    assert usual_step(shown) is step
    assert step in offered_steps(shown)


def test_whole_days_stay_whole_over_a_change_of_clocks() -> None:
    before = latest(RangeName.WEEK, NOW).moved(-1)
    assert before == TimeRange(midnight_unix_ms(date(2026, 10, 13)), midnight_unix_ms(date(2026, 10, 20)))
    week = before.moved(1)
    assert week.length_ms == 7 * DAY_MS + 3_600_000, "the night was an hour longer"
    assert name_of(week) is RangeName.WEEK


def test_zooming_keeps_the_moment_in_its_place() -> None:
    shown = latest(RangeName.MONTH, NOW)
    at = shown.start_unix_ms + shown.length_ms // 4
    closer = shown.zoomed(at, 0.5)
    assert closer.length_ms == pytest.approx(shown.length_ms / 2, abs=2)
    assert at - closer.start_unix_ms == pytest.approx(closer.length_ms / 4, abs=2)
    assert name_of(closer) is None


def test_zoom_has_ends() -> None:
    shown = latest(RangeName.MONTH, NOW)
    assert shown.zoomed(NOW, 1e-9).length_ms == 600_000
    assert shown.zoomed(NOW, 1e9).length_ms == 3 * 366 * DAY_MS


def test_there_is_no_history_of_the_future() -> None:
    shown = latest(RangeName.HOUR, NOW)
    later = shown.moved(3)
    assert later.until(NOW).length_ms == shown.length_ms
    assert later.until(NOW).end_unix_ms < NOW + 3_600_000 + 1
    assert shown.moved(-2).until(NOW) == shown.moved(-2)


def test_minutes_are_offered_for_a_month_at_most() -> None:
    assert Span.MINUTE in offered_steps(latest(RangeName.MONTH, NOW))
    assert offered_steps(latest(RangeName.YEAR, NOW)) == (Span.HOUR, Span.DAY)
    assert offered_steps(latest(RangeName.HOUR, NOW)) == (Span.MINUTE,)


def test_a_range_can_end_with_a_date() -> None:
    shown = latest(RangeName.WEEK, NOW).ending(date(2026, 10, 1))
    assert shown.text() == "24 \N{EN DASH} 30 Sep 2026"
