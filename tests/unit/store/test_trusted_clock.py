"""Whether records may go for their age: a server's word, and what holds without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.database import Database
from netmon_tray.store.trusted_clock import RENEWED_MS, STATE_KEY, TOLERANCE_MS, VALID_MS, TrustedClock
from support.samples import T0_UNIX_MS

NOW = T0_UNIX_MS
YEAR_MS = 365 * 24 * 3600 * 1000


@pytest.fixture
def state(tmp_path: Path) -> Iterator[AgentState]:
    with Database.open(tmp_path) as database:
        yield AgentState(database)


@pytest.fixture
def clock(state: AgentState) -> TrustedClock:
    return TrustedClock(state)


@pytest.mark.parametrize("is_synchronised", [True, False])
def test_without_a_word_the_system_is_believed(clock: TrustedClock, is_synchronised: bool) -> None:
    assert clock.is_trusted(NOW, is_synchronised=is_synchronised) is is_synchronised


@pytest.mark.parametrize(
    ("offset_ms", "is_right"), [(0, True), (-TOLERANCE_MS, True), (TOLERANCE_MS + 1, False), (-YEAR_MS, False)]
)
@pytest.mark.parametrize("is_synchronised", [True, False])
def test_a_word_decides_whatever_the_system_says(
    clock: TrustedClock, offset_ms: int, is_right: bool, is_synchronised: bool
) -> None:
    clock.note(NOW + offset_ms, NOW)
    assert clock.is_trusted(NOW + 5, is_synchronised=is_synchronised) is is_right


@pytest.mark.parametrize("jump_ms", [YEAR_MS, -YEAR_MS, VALID_MS + 1])
def test_a_clock_that_jumps_after_a_word_waits_for_the_next(clock: TrustedClock, jump_ms: int) -> None:
    clock.note(NOW, NOW)
    assert not clock.is_trusted(NOW + jump_ms, is_synchronised=True)
    clock.note(NOW + jump_ms, NOW + jump_ms)
    assert clock.is_trusted(NOW + jump_ms, is_synchronised=True)


def test_it_is_not_written_with_every_reply(clock: TrustedClock, state: AgentState) -> None:
    clock.note(NOW, NOW)
    first = state.get(STATE_KEY)
    clock.note(NOW + 2000, NOW + 1000)
    assert state.get(STATE_KEY) == first
    clock.note(NOW + RENEWED_MS, NOW + RENEWED_MS)
    assert state.get(STATE_KEY) != first
    renewed = state.get(STATE_KEY)
    clock.note(NOW + YEAR_MS, NOW + RENEWED_MS + 1)
    assert state.get(STATE_KEY) != renewed, "another word is kept at once"
    assert not clock.is_trusted(NOW + RENEWED_MS + 1, is_synchronised=True)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"at_unix_ms": "x", "offset_ms": 0}', "null", "7"])
def test_a_broken_word_is_none(clock: TrustedClock, state: AgentState, text: str) -> None:
    state.put({STATE_KEY: text})
    assert clock.is_trusted(NOW, is_synchronised=True)
