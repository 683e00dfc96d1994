"""Steps as bars: where they stand, what a crowded column keeps, and the gaps between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.gui.bar_series import Bar, BarSeries
from netmon_tray.gui.chart_scale import TimeScale

T0 = 1_795_356_000_000
MINUTE = 60_000
SCALE = TimeScale(600, 60 * MINUTE, T0 + 60 * MINUTE - 1)
"""Ten pixels a minute."""


def series(*minutes: int, amount: float = 1.0) -> BarSeries:
    made = BarSeries()
    made.load(Bar(T0 + at * MINUTE, T0 + (at + 1) * MINUTE, 0, amount, amount) for at in minutes)
    return made


def test_bars_stand_side_by_side() -> None:
    first, second = series(0, 1).placed(SCALE)
    assert first.right == second.left
    assert second.right - second.left == 10


def test_what_is_missing_is_a_gap() -> None:
    (gap,) = series(*range(20), *range(30, 60)).gaps(SCALE)
    assert (gap.right - gap.left, gap.has_left_edge, gap.has_right_edge) == (100, True, True)


def test_before_the_first_and_after_the_last_there_is_a_gap_too() -> None:
    left, right = series(30).gaps(SCALE)
    assert (left.has_left_edge, left.has_right_edge) == (False, True)
    assert (right.has_left_edge, right.has_right_edge) == (True, False)


def test_nothing_at_all_is_one_gap() -> None:
    (gap,) = series().gaps(SCALE)
    assert (gap.left, gap.right) == (0, 600)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=500), st.integers(1, 400))
def test_every_peak_survives_and_nothing_is_made_up(amounts: list[float], width: int) -> None:
    made = BarSeries()
    made.load(
        Bar(T0 + at * MINUTE, T0 + (at + 1) * MINUTE, amount / 2, amount, amount) for at, amount in enumerate(amounts)
    )
    scale = TimeScale(width, len(amounts) * MINUTE, T0 + len(amounts) * MINUTE - 1)
    placed = made.placed(scale)
    assert max(bar.high for bar in placed) == max(amounts) == made.peak(scale)
    assert min(bar.low for bar in placed) == min(amounts) / 2
    assert all(bar.low <= bar.mean <= bar.high * (1 + 1e-9) for bar in placed)
    assert [bar.left for bar in placed] == sorted({bar.left for bar in placed})
