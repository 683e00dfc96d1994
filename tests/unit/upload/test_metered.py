"""What a metered network is used for: as much leaves as is made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.upload.metered import SMALL_BACKLOG, Allowance


def test_a_small_backlog_is_none() -> None:
    allowance = Allowance()
    assert [allowance.may_send(pending) for pending in (SMALL_BACKLOG, 1, 0)] == [True, True, False]
    assert allowance.held == 0


def test_a_backlog_stays_as_large_as_it_was() -> None:
    allowance = Allowance()
    assert [allowance.may_send(pending) for pending in (11, 12, 11, 13, 12)] == [False, True, False, True, True]
    assert allowance.held == 11


def test_what_somebody_dropped_is_not_held_back_any_more() -> None:
    allowance = Allowance()
    allowance.may_send(50)
    assert not allowance.may_send(20)
    assert allowance.held == 20


def test_it_can_be_lifted_and_is_counted_anew_when_it_is_forgotten() -> None:
    allowance = Allowance()
    allowance.may_send(50)
    allowance.lift()
    assert (allowance.may_send(50), allowance.held) == (True, 0)
    allowance.forget()
    assert (allowance.may_send(49), allowance.held) == (False, 49)


@given(backlog=st.integers(0, 1000), steps=st.lists(st.booleans(), max_size=200))
def test_no_more_leaves_than_is_made_meanwhile_but_for_a_few(backlog: int, steps: list[bool]) -> None:
    allowance, pending, made, left = Allowance(), backlog, 0, 0
    for is_made in steps:
        if is_made:
            pending, made = pending + 1, made + 1
        elif allowance.may_send(pending):
            pending, left = pending - 1, left + 1
    assert left <= made + SMALL_BACKLOG
