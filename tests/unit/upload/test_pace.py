"""How a backlog is sent: the width grows with successes and falls with failures, and the rate is never exceeded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.upload.pace import HICCUP_S, Pace

MOST = 4


def widths_after(successes: int, pace: Pace) -> list[int]:
    found = []
    for _ in range(successes):
        pace.succeeded(MOST)
        found.append(pace.width(MOST))
    return found


def test_the_width_grows_by_about_one_for_each_round_of_successes() -> None:
    assert widths_after(12, Pace()) == [2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4]


def test_a_failure_halves_it_and_a_server_that_asks_for_rest_gets_one_at_a_time() -> None:
    pace = Pace()
    widths_after(20, pace)
    pace.failed()
    assert pace.width(MOST) == 2
    widths_after(20, pace)
    pace.rested()
    assert pace.width(MOST) == 1
    pace.failed()
    assert pace.width(MOST) == 1


def test_a_smaller_limit_holds_at_once() -> None:
    pace = Pace()
    widths_after(20, pace)
    assert pace.width(2) == 2


def test_starts_keep_their_distance() -> None:
    pace = Pace()
    assert pace.starts(100.0, 10) == 1
    pace.started(100.0, 10)
    assert (pace.starts(100.05, 10), round(pace.wait_s(100.05), 6)) == (0, 0.05)
    assert pace.starts(100.1, 10) == 1


def test_a_hiccup_does_not_lower_the_rate_and_a_pause_saves_up_no_more_than_one() -> None:
    pace = Pace()
    pace.started(0.0, 1000)
    assert pace.starts(0.0045, 1000) == 4
    for _ in range(4):
        pace.started(0.0045, 1000)
    assert pace.starts(0.0045, 1000) == 0
    assert pace.starts(60.0, 10) == 1
    assert pace.starts(60.0, 1000) == 11
    for _ in range(11):
        pace.started(60.0, 1000)
    assert pace.wait_s(60.0) == pytest.approx(0.011)


@given(
    per_s=st.floats(0.1, 1000),
    pauses_s=st.lists(st.floats(0, 2) | st.floats(0, 0.02), min_size=1, max_size=60),
)
def test_no_second_sees_more_starts_than_allowed(per_s: float, pauses_s: list[float]) -> None:
    """But for what a hiccup put off into it."""
    pace, now_s, starts = Pace(), 0.0, []
    for pause_s in pauses_s:
        now_s += max(pause_s, pace.wait_s(now_s))
        for _ in range(pace.starts(now_s, per_s)):
            pace.started(now_s, per_s)
            starts.append(now_s)
    most = per_s * (1 + HICCUP_S) + 1 + 1e-6
    assert all(sum(start <= other < start + 1 for other in starts) <= most for start in starts)
