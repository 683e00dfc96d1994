"""Every form of Retry-After."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.upload.retry_after import retry_after_s

DATE = "Sun, 22 Nov 2026 22:00:00 GMT"
DATE_UNIX_S = 1_795_384_800.0
WRONG_CLOCK = 12_345.0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("1.5", 1.5),
        ("0", 1.0),
        ("0.01", 1.0),
        ("86400", 3600.0),
        ("999999999999", 3600.0),
        ("Sun, 22 Nov 2026 22:02:00 GMT", 120.0),
        ("Sunday, 22-Nov-26 22:02:00 GMT", 120.0),
        ("Sun Nov 22 22:02:00 2026", 120.0),
        ("Sun, 22 Nov 2026 21:00:00 GMT", 1.0),
        ("Sun, 22 Nov 2036 22:00:00 GMT", 3600.0),
    ],
)
def test_forms_that_are_understood(value: str, expected: float) -> None:
    assert retry_after_s(value, date=DATE, now_unix_s=WRONG_CLOCK) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "-5",
        "+5",
        "1e3",
        "1_0",
        "nan",
        "inf",
        "120, 60",
        "120s",
        "\N{ARABIC-INDIC DIGIT FIVE}",
        "Sun, 99 Nov 2026",
        "0x10",
    ],
)
def test_nonsense_says_nothing(value: str) -> None:
    assert retry_after_s(value, date=DATE, now_unix_s=WRONG_CLOCK) is None


def test_nothing_says_nothing() -> None:
    assert retry_after_s(None, date=DATE, now_unix_s=WRONG_CLOCK) is None


@pytest.mark.parametrize("date", [None, "", "yesterday"])
def test_a_date_without_a_date_beside_it_counts_from_our_clock(date: str | None) -> None:
    assert retry_after_s("Sun, 22 Nov 2026 22:02:00 GMT", date=date, now_unix_s=DATE_UNIX_S) == 120.0


@given(st.text(max_size=40), st.one_of(st.none(), st.text(max_size=40)))
def test_whatever_it_says_the_wait_is_sane(value: str, date: str | None) -> None:
    wait_s = retry_after_s(value, date=date, now_unix_s=DATE_UNIX_S)
    assert wait_s is None or 1.0 <= wait_s <= 3600.0
