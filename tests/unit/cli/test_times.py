"""Moments and lengths of time as people type them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from netmon_tray.cli.times import parse_length, parse_moment

NOON_UNIX_MS = 1_795_348_800_000
"""2026-11-22 12:00 UTC, 13:00 in Berlin."""
HOUR_MS = 3_600_000


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30),
        ("1.5", 1.5),
        ("90s", 90),
        ("15min", 900),
        ("15 m", 900),
        ("2H", 7200),
        (" 3d ", 259_200),
        ("1w", 604_800),
    ],
)
def test_lengths(text: str, seconds: float) -> None:
    assert parse_length(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "0", "0s", "-5", "+5", "5y", "h", "1h30", "1e3", "nan", "inf", "5300w", "٣", "9" * 400, "1..5"]
)
def test_what_is_no_length_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"length of time|more than nothing"):
        parse_length(text)


@pytest.mark.parametrize(
    ("text", "at_unix_ms"),
    [
        ("now", NOON_UNIX_MS),
        ("2h", NOON_UNIX_MS - 2 * HOUR_MS),
        ("3d", NOON_UNIX_MS - 72 * HOUR_MS),
        ("today", NOON_UNIX_MS - 13 * HOUR_MS),
        ("Yesterday", NOON_UNIX_MS - 37 * HOUR_MS),
        ("2026-11-22", NOON_UNIX_MS - 13 * HOUR_MS),
        ("2026-11-22T12:00", NOON_UNIX_MS - HOUR_MS),
        ("2026-11-22 12:00", NOON_UNIX_MS - HOUR_MS),
        ("2026-11-22T12:00Z", NOON_UNIX_MS),
        ("2026-11-22T12:00:00.500+00:00", NOON_UNIX_MS + 500),
        ("2026-11-22T13:00+01:00", NOON_UNIX_MS),
    ],
)
def test_moments(text: str, at_unix_ms: int) -> None:
    assert parse_moment(text, NOON_UNIX_MS) == at_unix_ms


def test_today_on_the_day_the_clock_goes_forward() -> None:
    """2026-03-29 has 23 hours in Berlin: noon is 11 hours after midnight."""
    noon = parse_moment("2026-03-29T12:00", NOON_UNIX_MS)
    assert noon - parse_moment("today", noon) == 11 * HOUR_MS
    assert noon - parse_moment("yesterday", noon) == 35 * HOUR_MS


def test_the_day_before_the_first_of_a_month() -> None:
    first = parse_moment("2026-03-01T12:00", NOON_UNIX_MS)
    assert parse_moment("yesterday", first) == parse_moment("2026-02-28", NOON_UNIX_MS)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "tomorrow", "-2h", "12:00", "2026-13-01", "2026-11-22T25:00", "99999-01-01", "0001-01-01T00:00", "2x"],
)
def test_what_is_no_moment_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="takes forms such as"):
        parse_moment(text, NOON_UNIX_MS)
