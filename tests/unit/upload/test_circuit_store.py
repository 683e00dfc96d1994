"""When the circuit is written, and how a new run takes it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from netmon_tray.model import CircuitState
from netmon_tray.upload.circuit import Circuit, Gate, Moment
from netmon_tray.upload.circuit_store import SUCCESS_SAVED_S, CircuitStore

NOW = Moment(100.0, 1_790_000_000_000)


class State:
    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.puts = 0

    def get(self, key: str) -> str | None:
        return self.texts.get(key)

    def put(self, texts: Mapping[str, str | None]) -> None:
        self.puts += 1
        self.texts.update({key: text for key, text in texts.items() if text is not None})


def test_successes_are_written_once_a_minute_and_all_else_at_once() -> None:
    state = State()
    store = CircuitStore(state)
    circuit = Circuit(last_success_unix_ms=NOW.unix_ms)
    for second in range(int(SUCCESS_SAVED_S)):
        store.save(replace(circuit, last_success_unix_ms=NOW.unix_ms + second * 1000), NOW)
    assert state.puts == 1
    store.save(replace(circuit, last_success_unix_ms=NOW.unix_ms + int(SUCCESS_SAVED_S * 1000)), NOW)
    assert state.puts == 2
    suspicious = replace(circuit, suspects={1: 0}, in_doubt=frozenset({1}))
    store.save(suspicious, NOW)
    assert state.puts == 3
    store.save(replace(suspicious, in_doubt=frozenset()), NOW)
    assert state.puts == 4


def test_a_wait_is_taken_up_and_what_a_person_may_have_mended_is_tried_at_once() -> None:
    for kind, wait_s in ((CircuitState.THROTTLED, 60.0), (CircuitState.AUTH, 0.0)):
        state = State()
        CircuitStore(state).save(Circuit(kind, gate=Gate.after(60, NOW)), NOW)
        loaded = CircuitStore(state).load(NOW)
        assert loaded is not None
        assert (loaded.state, loaded.wait_s(NOW)) == (kind, wait_s)


def test_nothing_stored_is_nothing_to_take_up() -> None:
    assert CircuitStore(State()).load(NOW) is None
