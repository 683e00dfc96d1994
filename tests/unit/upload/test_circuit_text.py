"""The circuit over a restart, and whatever a database may hold in its place."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmon_tray.model import CircuitState as State
from netmon_tray.upload.circuit import Circuit, Gate, Hold, Moment, fail
from netmon_tray.upload.circuit_text import after_restart, from_text, stored_status, to_text

BEFORE = Moment(50_000.0, 1_790_000_000_000)
REBOOTED = Moment(10.0, BEFORE.unix_ms + 5_000)
FULL = Circuit(
    state=State.BACKOFF,
    since_unix_ms=1_789_999_000_000,
    detail="HTTP 503: nothing more",
    gate=Gate.after(60, BEFORE),
    tries={State.BACKOFF: 3, State.AUTH: 1},
    suspects={7: 0, 3: 2},
    in_doubt=frozenset({7}),
    failed_id=7,
    recent=(0, 5, 0),
    last_success_unix_ms=1_789_998_000_000,
)


def test_a_circuit_comes_back_as_it_was() -> None:
    assert from_text(to_text(FULL, BEFORE), BEFORE) == FULL
    assert list(from_text(to_text(FULL, BEFORE), BEFORE).suspects) == [7, 3]


def test_a_circuit_of_an_earlier_version_is_taken_up() -> None:
    plain = json.loads(to_text(FULL, BEFORE))
    del plain["in_doubt"]
    assert from_text(json.dumps(plain), BEFORE) == replace(FULL, in_doubt=frozenset())


@pytest.mark.parametrize(
    ("circuit", "hold", "state", "words"),
    [
        (Circuit(), Hold(5, records=1), State.CLOSED, "and 1 older one waits for another one"),
        (Circuit(), Hold(5, records=312), State.CLOSED, "and 312 older ones wait for another one"),
        (Circuit(), Hold(5), State.CLOSED, "Records are sent as they are made."),
        (Circuit(), Hold(5, is_all=True), State.METERED, "nothing is sent over it"),
        (FULL, Hold(5, records=3), State.BACKOFF, "HTTP 503"),
        (FULL, Hold(5, is_all=True), State.METERED, "nothing is sent over it"),
    ],
)
def test_what_a_metered_network_keeps_back_is_told_to_other_processes(
    circuit: Circuit, hold: Hold, state: State, words: str
) -> None:
    seen = stored_status(to_text(circuit, BEFORE, hold), BEFORE)
    assert seen.state is state
    assert words in seen.text
    assert (seen.next_try_at_unix_ms is None) is (state is not State.BACKOFF)
    assert seen.last_success_at_unix_ms == circuit.last_success_unix_ms


@pytest.mark.parametrize("hold", ["1", "[1]", '["x", true, 1]', "{}", '[1, true, "x"]', "null"])
def test_a_hold_that_cannot_be_read_is_none(hold: str) -> None:
    text = to_text(Circuit(), BEFORE).replace('"hold":null', f'"hold":{hold}')
    assert stored_status(text, BEFORE).state is State.CLOSED


def test_a_wait_goes_on_over_a_restart_by_the_clock_that_went_on() -> None:
    circuit = from_text(to_text(FULL, BEFORE), REBOOTED)
    assert circuit.wait_s(REBOOTED) == 55.0


@pytest.mark.parametrize("jump_ms", [-3_600_000, -10 * 365 * 86_400_000])
def test_a_clock_set_back_over_a_restart_does_not_lengthen_the_wait(jump_ms: int) -> None:
    now = Moment(10.0, BEFORE.unix_ms + jump_ms)
    assert from_text(to_text(FULL, BEFORE), now).wait_s(now) == 60.0


def test_a_clock_set_ahead_over_a_restart_opens_the_gate() -> None:
    now = Moment(10.0, BEFORE.unix_ms + 365 * 86_400_000)
    assert from_text(to_text(FULL, BEFORE), now).wait_s(now) == 0.0


def test_what_a_server_asked_for_is_kept_to_over_a_restart() -> None:
    asked = fail(Circuit(), State.THROTTLED, "", BEFORE, lambda: 1.0, wait_s=600)
    circuit = after_restart(from_text(to_text(asked, BEFORE), REBOOTED))
    assert circuit.gate is not None
    assert (circuit.gate.is_asked_for, circuit.wait_s(REBOOTED)) == (True, 595.0)


@pytest.mark.parametrize("state", [State.AUTH, State.NO_TOKEN, State.PROXY, State.TLS, State.ENDPOINT])
def test_a_restart_tries_once_what_may_have_been_mended_and_then_waits_as_long_as_before(state: State) -> None:
    refused = fail(Circuit(tries={state: 2}), state, "", BEFORE, lambda: 1.0)
    circuit = after_restart(from_text(to_text(refused, BEFORE), REBOOTED))
    assert (circuit.state, circuit.wait_s(REBOOTED)) == (state, 0.0)
    assert fail(circuit, state, "", REBOOTED, lambda: 1.0).wait_s(REBOOTED) >= refused.wait_s(BEFORE)


@pytest.mark.parametrize("state", [State.BACKOFF, State.OFFLINE, State.INTERCEPTED, State.CONTRACT, State.THROTTLED])
def test_a_restart_opens_no_other_gate(state: State) -> None:
    failed = fail(Circuit(), state, "", BEFORE, lambda: 1.0)
    assert after_restart(failed) is failed


@pytest.mark.parametrize(
    "text", [None, "", "null", "[]", "{}", "nonsense", "{" * 5000, '{"state":"off"}', '{"state":"nothing known"}']
)
def test_what_is_no_circuit_becomes_a_fresh_one(text: str | None) -> None:
    assert from_text(text, BEFORE) == Circuit()


@pytest.mark.parametrize("state", [State.OFF, State.PAUSED, State.METERED, State.STORAGE])
def test_what_only_lies_over_the_channel_is_not_taken_up(state: State) -> None:
    assert from_text(to_text(Circuit(state), BEFORE), BEFORE) == Circuit()


@pytest.mark.parametrize(
    "changed",
    [
        {"tries": {"auth": -5}},
        {"tries": {"backoff": 10**9}},
        {"gate": {"remaining_s": 1e308, "opens_unix_ms": 10**30, "is_asked_for": True}},
        {"gate": {"remaining_s": "NaN", "opens_unix_ms": 0, "is_asked_for": True}},
        {"recent": [1] * 5000},
    ],
)
def test_numbers_beyond_sense_do_no_harm(changed: dict[str, object]) -> None:
    plain = json.loads(to_text(FULL, BEFORE)) | changed
    circuit = from_text(json.dumps(plain), BEFORE)
    assert 0.0 <= circuit.wait_s(BEFORE) <= 3600.0
    assert len(circuit.recent) <= 50
    assert 1.0 <= fail(circuit, State.AUTH, "", BEFORE, lambda: 1.0).wait_s(BEFORE) <= 3600.0


@settings(max_examples=50)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.sampled_from(sorted(json.loads(to_text(FULL, BEFORE)))), inner, max_size=9),
        ),
    )
)
def test_whatever_a_database_holds_a_circuit_comes_of_it(plain: object) -> None:
    circuit = from_text(json.dumps(plain), BEFORE)
    assert circuit.state in State


def test_another_process_reads_the_same_status() -> None:
    told = stored_status(to_text(FULL, BEFORE), REBOOTED)
    assert (told.state, told.since_unix_ms) == (State.BACKOFF, FULL.since_unix_ms)
    assert told.next_try_at_unix_ms == REBOOTED.unix_ms + 55_000
    assert "HTTP 503" in told.text
