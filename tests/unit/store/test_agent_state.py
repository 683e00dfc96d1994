"""What the agent remembers, and the wishes of other processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store.agent_state import FINISHED_KEPT_MS, AgentState, Request
from netmon_tray.store.database import Database


class Clock:
    now_unix_ms = 1_790_000_000_000

    def __call__(self) -> int:
        return self.now_unix_ms


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    with Database.open(tmp_path, clock_unix_ms=clock) as database:
        yield database


def test_texts_come_back_change_and_go(database: Database) -> None:
    state = AgentState(database)
    assert state.get("circuit") is None
    state.put({"circuit": "{}", "pause_until": "17"})
    assert (state.get("circuit"), state.get("pause_until")) == ("{}", "17")
    state.put({"circuit": '{"state":"auth"}', "pause_until": None}, durable=True)
    assert (state.get("circuit"), state.get("pause_until")) == ('{"state":"auth"}', None)


def test_what_is_stored_already_is_not_written_again(database: Database, tmp_path: Path) -> None:
    state = AgentState(database)
    state.put({"circuit": "{}"})
    with Database.open(tmp_path, writable=False) as other:
        before = other.data_version()
        state.put({"circuit": "{}"})
        state.put({"absent": None})
        assert other.data_version() == before
        state.put({"circuit": "[]"})
        assert other.data_version() != before


def test_wishes_are_heard_once_and_answered_once(database: Database, clock: Clock) -> None:
    state = AgentState(database)
    first, second = state.ask("send"), state.ask("pause", "60")
    assert state.open_requests() == [
        Request(first, "send", "", clock.now_unix_ms),
        Request(second, "pause", "60", clock.now_unix_ms),
    ]
    assert state.outcome(first) is None
    state.finish(first, "done")
    state.finish(first, "another answer")
    assert [request.id for request in state.open_requests()] == [second]
    assert (state.outcome(first), state.outcome(second)) == ("done", None)


def test_answers_are_kept_for_a_day_and_open_wishes_until_answered(database: Database, clock: Clock) -> None:
    state = AgentState(database)
    answered, still_open = state.ask("send"), state.ask("pause", "60")
    state.finish(answered, "done")
    clock.now_unix_ms += FINISHED_KEPT_MS
    state.ask("send")
    assert state.outcome(answered) == "done"
    clock.now_unix_ms += 1
    state.ask("send")
    assert state.outcome(answered) is None
    assert still_open in [request.id for request in state.open_requests()]
