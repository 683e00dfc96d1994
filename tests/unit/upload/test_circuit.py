"""How the channel behaves in time: gates, back-off, broken contracts, isolated records. No clock runs here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.model import CircuitState as State
from netmon_tray.store.outbox import Claimed
from netmon_tray.upload.circuit import (
    ISOLATION_S,
    MOST_SUSPECTS,
    ROWS,
    WINDOW,
    Circuit,
    Decision,
    Gate,
    Moment,
    decide,
    fail,
    opened,
    status,
)
from netmon_tray.upload.outcome import BodyKind, FaultKind, Reply, TransportFault
from netmon_tray.upload.verdict import RecordAction, judge

T0 = Moment(1000.0, 1_790_000_000_000)
FAILING = [state for state in ROWS if state not in (State.OFF, State.CLOSED, State.PAUSED, State.METERED)]


def later(seconds: float, moment: Moment = T0) -> Moment:
    return Moment(moment.monotonic_s + seconds, moment.unix_ms + round(seconds * 1000))


def most() -> float:
    return 1.0


def least() -> float:
    return 0.0


class Channel:
    """A circuit that is fed outcomes, with the longest waits there are."""

    def __init__(self, circuit: Circuit | None = None) -> None:
        self.circuit = circuit or Circuit()
        self.now = T0
        self.last: Decision | None = None

    def meet(
        self, outcome: int | FaultKind | Reply, record_id: int = 1, *, client_errors: int = 0, is_late: bool = False
    ) -> Decision:
        met: Reply | TransportFault
        if isinstance(outcome, int):
            met = Reply(outcome, BodyKind.JSON, "{}")
        else:
            met = TransportFault(outcome, "words") if isinstance(outcome, FaultKind) else outcome
        claimed = Claimed(record_id, f"uuid-{record_id}", "{}", client_errors=client_errors)
        verdict = judge(met, claimed, has_route=True, now_unix_s=T0.unix_ms / 1000)
        self.last = decide(self.circuit, verdict, record_id, self.now, most, is_late=is_late)
        self.circuit = self.last.circuit
        return self.last

    @property
    def wait_s(self) -> float:
        return self.circuit.wait_s(self.now)


def waits(outcome: int | FaultKind | Reply, count: int) -> list[float]:
    channel, found = Channel(), []
    for number in range(count):
        channel.meet(outcome, record_id=number + 1)
        found.append(round(channel.wait_s, 3))
    return found


# --- the table ------------------------------------------------------------------------------------------------------


def test_every_state_has_words() -> None:
    assert set(ROWS) == set(State)
    assert not any(row.words.endswith(".") for row in ROWS.values())


def test_every_failing_state_waits_and_no_other_does() -> None:
    assert all((row.cap_s > 0) is (state in FAILING) for state, row in ROWS.items())


@pytest.mark.parametrize("state", FAILING)
def test_waits_grow_to_the_cap_and_stay_there(state: State) -> None:
    circuit, before = Circuit(), 0.0
    for _ in range(40):
        circuit = fail(circuit, state, "", T0, most)
        assert before <= circuit.wait_s(T0) <= ROWS[state].cap_s
        before = circuit.wait_s(T0)
    assert before == ROWS[state].cap_s


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (503, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]),
        (FaultKind.REFUSED, [5, 10, 20, 40]),
        (401, [60, 300, 900, 3600, 3600]),
        (404, [300, 600, 1800, 3600, 3600]),
        (406, [900, 900, 900]),
        (FaultKind.GARBAGE, [30, 60, 120, 240, 300, 300]),
        (FaultKind.TLS, [60, 120, 240, 480, 900, 900]),
        (FaultKind.PROXY, [60, 120, 240, 480, 900, 900]),
        (402, [3600, 3600]),
        (429, [60, 60, 60, 60, 80, 160, 320, 640, 900]),
    ],
)
def test_waits_of_each_kind_of_failure(outcome: int | FaultKind, expected: list[float]) -> None:
    assert waits(outcome, len(expected)) == expected


@given(st.floats(0, 1), st.sampled_from(FAILING), st.integers(0, 50))
def test_jitter_never_makes_a_busy_loop(share: float, state: State, failures: int) -> None:
    circuit = Circuit(tries={state: failures})
    wait_s = fail(circuit, state, "", T0, lambda: share).wait_s(T0)
    assert 1.0 <= wait_s <= ROWS[state].cap_s
    if not ROWS[state].is_full_jitter:
        assert wait_s >= 0.9 * ROWS[state].base_s


def test_full_jitter_spreads_over_the_whole_step() -> None:
    tried = Circuit(tries={State.BACKOFF: 4})
    spread = [fail(tried, State.BACKOFF, "", T0, lambda s=s: s).wait_s(T0) for s in (0.0, 0.25, 0.5, 1.0)]  # type: ignore[misc]
    assert spread == [1.0, 20.0, 40.0, 80.0]


def test_a_channel_that_changes_its_mind_gains_nothing() -> None:
    channel, found = Channel(), []
    for outcome in (503, FaultKind.GARBAGE, 503, FaultKind.GARBAGE, 503):
        channel.meet(outcome)
        found.append(channel.wait_s)
    assert found == [5, 30, 10, 60, 20]


def test_a_success_forgets_all_failures() -> None:
    channel = Channel()
    for outcome in (503, 503, 401, FaultKind.TLS, 201):
        channel.meet(outcome)
    assert (channel.circuit.state, channel.wait_s, channel.circuit.tries) == (State.CLOSED, 0.0, {})
    assert channel.circuit.last_success_unix_ms == T0.unix_ms
    channel.meet(503)
    assert channel.wait_s == 5


@pytest.mark.parametrize("outcome", [400, 413, 422, 409])
def test_a_server_that_judges_a_record_works(outcome: int) -> None:
    channel = Channel()
    channel.meet(503, record_id=7)
    channel.meet(outcome, record_id=8)
    assert channel.circuit.is_closed


def test_a_fault_of_our_own_neither_opens_nor_closes_anything() -> None:
    channel = Channel()
    channel.meet(FaultKind.LOCAL)
    assert channel.circuit.is_closed
    channel.meet(503)
    before = channel.circuit
    channel.meet(FaultKind.LOCAL)
    assert channel.circuit is before


def test_a_cancelled_request_changes_nothing() -> None:
    channel = Channel()
    before = channel.circuit
    assert channel.meet(FaultKind.CANCELLED).record.action is RecordAction.LEAVE
    assert channel.circuit is before


def test_since_tells_when_the_state_began() -> None:
    channel = Channel()
    channel.meet(503)
    began = channel.circuit.since_unix_ms
    channel.now = later(100)
    channel.meet(503)
    assert channel.circuit.since_unix_ms == began == T0.unix_ms
    channel.meet(401)
    assert channel.circuit.since_unix_ms == later(100).unix_ms


# --- what a server asks for -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status_code", "asked", "expected"),
    [
        (429, "120", 120.0),
        (429, "2", 5.0),
        (429, "nonsense", 5.0),
        (503, "120", 120.0),
        (503, "1", 5.0),
        (503, "x", 5.0),
    ],
)
def test_retry_after(status_code: int, asked: str, expected: float) -> None:
    assert waits(Reply(status_code, BodyKind.JSON, "", asked), 1) == [expected]


def test_nobody_shortens_what_a_server_asked_for() -> None:
    for reply in (Reply(429), Reply(402), Reply(503, retry_after="600")):
        channel = Channel()
        channel.meet(reply)
        assert opened(channel.circuit, T0) is channel.circuit


@pytest.mark.parametrize("outcome", [503, 401, FaultKind.TLS, FaultKind.GARBAGE, 404])
def test_other_gates_open_when_somebody_asks(outcome: int | FaultKind) -> None:
    channel = Channel()
    channel.meet(outcome)
    assert opened(channel.circuit, T0).wait_s(T0) == 0.0
    assert opened(channel.circuit, T0, jitter_s=1.5).wait_s(T0) == 1.5
    assert opened(channel.circuit, T0, jitter_s=7200.0) is channel.circuit


# --- gates and clocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jump_ms", [-10 * 365 * 86_400_000, -3_600_000, 0])
def test_a_clock_set_back_does_not_lengthen_a_wait(jump_ms: int) -> None:
    gate = Gate.after(60, T0)
    after_30_s = later(30)
    assert gate.wait_s(Moment(after_30_s.monotonic_s, after_30_s.unix_ms + jump_ms)) == 30.0


def test_a_sleep_that_the_monotonic_clock_does_not_count_ends_a_wait() -> None:
    assert Gate.after(60, T0).wait_s(Moment(T0.monotonic_s + 1, T0.unix_ms + 3_600_000)) == 0.0


@given(st.floats(0, 7200), st.integers(-(10**12), 10**12), st.floats(0, 10**6))
def test_no_clock_makes_a_gate_last_longer_than_it_was_made_for(wait_s: float, jump_ms: int, passed_s: float) -> None:
    left_s = Gate.after(wait_s, T0).wait_s(Moment(T0.monotonic_s + passed_s, T0.unix_ms + jump_ms))
    assert 0.0 <= left_s <= max(0.0, wait_s - passed_s) + 0.001


# --- the broken contract --------------------------------------------------------------------------------------------


def test_five_rejections_in_a_row_are_taken_back() -> None:
    channel = Channel()
    actions = [channel.meet(400, record_id=number).record.action for number in range(1, 5)]
    assert actions == [RecordAction.REJECT] * 4
    fifth = channel.meet(400, record_id=5)
    assert (fifth.record.action, fifth.requeue) == (RecordAction.READY, (1, 2, 3, 4))
    assert (channel.circuit.state, channel.wait_s) == (State.CONTRACT, 900)


def test_four_in_a_row_are_not() -> None:
    channel = Channel()
    for number, outcome in enumerate([400, 400, 400, 400, 201] * 2, start=1):
        decision = channel.meet(outcome, record_id=number)
        assert decision.requeue == ()
        assert channel.circuit.is_closed


def test_more_than_a_fifth_of_the_last_fifty_are_taken_back() -> None:
    channel = Channel()
    outcomes = [400 if number % 4 == 0 else 201 for number in range(1, 51)]
    rejected: list[int] = []
    for number, outcome in enumerate(outcomes, start=1):
        decision = channel.meet(outcome, record_id=number)
        if outcome == 400:
            rejected.append(number)
        if decision.requeue:
            break
    assert len(rejected) == 11
    assert decision.requeue == tuple(rejected[:-1])
    assert channel.circuit.state is State.CONTRACT


def test_a_fifth_of_the_last_fifty_are_not() -> None:
    channel = Channel()
    for number in range(1, 301):
        decision = channel.meet(400 if number % 5 == 0 else 201, record_id=number)
        assert decision.requeue == ()
    assert channel.circuit.is_closed
    assert len(channel.circuit.recent) == WINDOW


def test_while_the_contract_is_broken_no_record_is_rejected_and_each_probe_takes_another() -> None:
    channel = Channel()
    for number in range(1, 6):
        channel.meet(400, record_id=number)
    assert channel.circuit.passed_by == {1, 2, 3, 4, 5}
    for number in range(6, 10):
        assert channel.meet(400, record_id=number).record.action is RecordAction.READY
        assert (channel.circuit.state, channel.wait_s) == (State.CONTRACT, 900)
    assert channel.circuit.passed_by == set(range(1, 10))


def test_once_another_record_passes_the_refused_ones_are_judged_for_themselves() -> None:
    """Five bad records at the head of the queue must not hold up the good ones behind them again and again."""
    channel = Channel()
    for number in range(1, 6):
        channel.meet(400, record_id=number)
    channel.meet(201, record_id=6)
    assert (channel.circuit.is_closed, channel.circuit.passed_by) == (True, frozenset())
    for number in range(1, 6):
        decision = channel.meet(400, record_id=number)
        assert (decision.record.action, decision.requeue) == (RecordAction.REJECT, ())
        assert channel.circuit.is_closed
    assert channel.circuit.suspects == {}


def test_rejections_of_any_kind_count() -> None:
    channel = Channel()
    for number, outcome in enumerate([413, 422, 413], start=1):
        channel.meet(outcome, record_id=number)
    channel.meet(FaultKind.LOCAL, record_id=4, client_errors=2)
    assert channel.meet(400, record_id=5).requeue == (1, 2, 3, 4)


# --- the isolated record --------------------------------------------------------------------------------------------


def test_after_a_500_the_next_probe_takes_the_next_record() -> None:
    channel = Channel()
    decision = channel.meet(500, record_id=1)
    assert decision.record.action is RecordAction.READY
    assert (decision.record.attempt, decision.record.maybe_sent, decision.record.record_wait_s) == (True, True, None)
    assert channel.circuit.state is State.BACKOFF
    assert channel.circuit.passed_by == {1}


def test_when_another_record_passes_the_first_is_isolated() -> None:
    channel = Channel()
    channel.meet(500, record_id=1)
    channel.meet(201, record_id=2)
    assert channel.circuit.passed_by == frozenset()
    isolated = channel.meet(500, record_id=1).record
    assert channel.circuit.is_closed
    assert (isolated.action, isolated.record_wait_s, isolated.reason) == (RecordAction.READY, 300.0, "server-error")


def test_an_isolated_record_is_rejected_after_ten_tries_over_two_days() -> None:
    channel = Channel()
    channel.meet(500, record_id=1)
    spent_s, tries = 0.0, 0
    while True:
        tries += 1
        channel.meet(201, record_id=1 + tries)
        record = channel.meet(500, record_id=1).record
        assert channel.circuit.is_closed
        if record.action is RecordAction.REJECT:
            break
        spent_s += record.record_wait_s or 0.0
    assert (tries, record.reason) == (len(ISOLATION_S) + 1, "server-error") == (10, "server-error")
    assert 1.5 * 86_400 < spent_s < 2.5 * 86_400
    assert channel.circuit.suspects == {}


@pytest.mark.parametrize("outcome", [500, 502, FaultKind.TIMEOUT])
def test_alone_in_the_queue_an_isolated_record_is_an_ordinary_probe(outcome: int | FaultKind) -> None:
    """The server may fail for all: that it does so for days must not reject the only record there is."""
    channel = Channel()
    channel.meet(500, record_id=1)
    channel.meet(201, record_id=2)
    assert channel.meet(outcome, record_id=1).record.reason == "server-error"
    for _ in range(30):
        record = channel.meet(outcome, record_id=1).record
        assert (record.action, record.record_wait_s, record.reason) == (RecordAction.READY, None, None)
        assert channel.circuit.state is State.BACKOFF
        assert channel.circuit.suspects == {1: 1}
    channel.meet(201, record_id=3)
    again = channel.meet(outcome, record_id=1).record
    assert (again.record_wait_s, channel.circuit.suspects) == (ISOLATION_S[1], {1: 2})


def test_one_success_speaks_against_each_record_that_failed_before_it_and_once() -> None:
    channel = Channel()
    for record_id in (1, 2):
        channel.meet(500, record_id=record_id)
    channel.meet(201, record_id=3)
    waits = [channel.meet(500, record_id=record_id).record.record_wait_s for record_id in (1, 2, 1)]
    assert waits == [300.0, 300.0, None]


def test_an_isolated_record_that_passes_is_forgotten() -> None:
    channel = Channel()
    for outcome, record_id in ((500, 1), (201, 2), (500, 1), (201, 1)):
        channel.meet(outcome, record_id=record_id)
    assert (channel.circuit.suspects, channel.circuit.state) == ({}, State.CLOSED)


@pytest.mark.parametrize("outcome", [502, 503, 504, FaultKind.TIMEOUT, FaultKind.CLOSED, FaultKind.TORN])
def test_a_gateways_error_or_a_silence_speaks_against_a_record_only_the_second_time(outcome: int | FaultKind) -> None:
    channel = Channel()
    channel.meet(outcome, record_id=1)
    assert channel.circuit.passed_by == frozenset()
    channel.meet(outcome, record_id=1)
    assert channel.circuit.passed_by == {1}


def test_an_outage_in_between_breaks_the_row() -> None:
    channel = Channel()
    for outcome in (FaultKind.TIMEOUT, 429, FaultKind.TIMEOUT):
        channel.meet(outcome, record_id=1)
    assert channel.circuit.suspects == {}


@pytest.mark.parametrize(
    "outcome", [Reply(503, retry_after="30"), 429, FaultKind.DNS, FaultKind.REFUSED, FaultKind.TLS]
)
def test_a_server_that_is_away_speaks_against_no_record(outcome: int | FaultKind | Reply) -> None:
    channel = Channel()
    for _ in range(5):
        channel.meet(outcome, record_id=1)
    assert channel.circuit.suspects == {}


def test_suspects_are_bounded_and_the_oldest_go() -> None:
    channel = Channel()
    for number in range(1, MOST_SUSPECTS + 11):
        channel.meet(500, record_id=number)
    assert list(channel.circuit.suspects) == list(range(11, MOST_SUSPECTS + 11))


# --- requests that were under way when the channel failed ------------------------------------------------------------


@pytest.mark.parametrize("outcome", [500, 502, 503, 404, 200, FaultKind.TIMEOUT, FaultKind.REFUSED])
def test_what_fails_side_by_side_is_one_failure(outcome: int | FaultKind) -> None:
    channel = Channel()
    channel.meet(outcome, record_id=1)
    alone = channel.circuit
    for record_id in (2, 3, 4):
        assert channel.meet(outcome, record_id, is_late=True).record.action is RecordAction.READY
    assert channel.wait_s == alone.wait_s(T0)
    assert (channel.circuit.state, channel.circuit.tries) == (alone.state, alone.tries)


@pytest.mark.parametrize("outcome", [500, 503, 401, 404, 200, 407, FaultKind.TIMEOUT, FaultKind.TLS, FaultKind.GARBAGE])
def test_a_late_success_closes_what_failed_meanwhile(outcome: int | FaultKind) -> None:
    channel = Channel()
    channel.meet(outcome, 1)
    assert channel.meet(201, 2, is_late=True).record.action is RecordAction.SENT
    assert (channel.circuit.state, channel.wait_s, channel.circuit.tries) == (State.CLOSED, 0.0, {})


@pytest.mark.parametrize("asked", [Reply(503, retry_after="600"), Reply(429, retry_after="600"), Reply(402)])
def test_a_late_success_leaves_a_server_the_rest_that_it_asked_for(asked: Reply) -> None:
    channel = Channel()
    channel.meet(asked, 1)
    wait_s = channel.wait_s
    channel.meet(201, 2, is_late=True)
    assert (channel.circuit.is_closed, channel.wait_s) == (False, wait_s)
    channel.now = later(wait_s)
    channel.meet(201, 3, is_late=True)
    assert channel.circuit.is_closed


def test_a_late_success_delivers_and_does_not_open_the_gate() -> None:
    channel = Channel()
    channel.meet(429)
    decided = channel.meet(201, 2, is_late=True)
    assert decided.record.action is RecordAction.SENT
    assert channel.circuit.state is State.THROTTLED
    assert channel.wait_s == 60.0
    assert channel.circuit.last_success_unix_ms == T0.unix_ms


def test_a_late_wait_that_is_longer_holds() -> None:
    channel = Channel()
    channel.meet(503)
    channel.meet(Reply(429, retry_after="900"), 2, is_late=True)
    assert (channel.circuit.state, channel.wait_s) == (State.THROTTLED, 900.0)
    channel.meet(Reply(503, retry_after="20"), 3, is_late=True)
    assert (channel.circuit.state, channel.wait_s) == (State.THROTTLED, 900.0)
    assert channel.circuit.tries == {State.BACKOFF: 1}


def test_a_late_500_is_held_against_its_record() -> None:
    channel = Channel()
    channel.meet(500, 1)
    channel.meet(500, 2, is_late=True)
    channel.meet(FaultKind.TIMEOUT, 3, is_late=True)
    assert channel.circuit.passed_by == {1, 2}


def test_a_late_rejection_stands_and_closes_nothing() -> None:
    channel = Channel()
    channel.meet(503)
    assert channel.meet(400, 2, is_late=True).record.action is RecordAction.REJECT
    assert (channel.circuit.state, channel.circuit.recent) == (State.BACKOFF, (2,))
    channel.meet(500, 3, is_late=True)
    assert channel.meet(400, 3, is_late=True).record.action is RecordAction.REJECT
    assert (channel.circuit.recent, dict(channel.circuit.suspects)) == ((2,), {})


def test_a_late_rejection_by_a_broken_contract_is_taken_back() -> None:
    channel = Channel()
    for record_id in range(1, 6):
        channel.meet(400, record_id)
    wait_s = channel.wait_s
    assert channel.meet(400, 6, is_late=True).record.action is RecordAction.READY
    assert 6 in channel.circuit.passed_by
    assert channel.wait_s == wait_s


def test_a_failure_on_the_network_before_says_nothing_of_this_one() -> None:
    channel = Channel()
    channel.meet(201, 1)
    channel.meet(FaultKind.TIMEOUT, 2, is_late=True)
    channel.meet(FaultKind.TIMEOUT, 2, is_late=True)
    assert channel.circuit.is_closed
    assert channel.circuit.suspects == {}


# --- words ----------------------------------------------------------------------------------------------------------


def test_a_failing_channel_is_told_with_its_reason_what_to_do_and_when_it_tries_again() -> None:
    channel = Channel()
    channel.meet(Reply(401, BodyKind.JSON, '{"detail": "Invalid token."}'))
    told = status(channel.circuit, T0)
    assert told.text == (
        'The server refused the token. HTTP 401: {"detail": "Invalid token."}. Set a new one: netmon token set'
    )
    assert (told.state, told.next_try_at_unix_ms) == (State.AUTH, T0.unix_ms + 60_000)


@pytest.mark.parametrize("state", [State.OFF, State.PAUSED, State.CLOSED])
def test_a_quiet_channel_has_no_next_try(state: State) -> None:
    told = status(Circuit(state), T0)
    assert (told.next_try_at_unix_ms, told.text) == (None, f"{ROWS[state].words}. {ROWS[state].advice}".strip())


# --- anything that may happen ---------------------------------------------------------------------------------------

OUTCOMES = st.one_of(
    st.sampled_from(list(FaultKind)),
    st.builds(
        Reply,
        st.integers(100, 599),
        st.sampled_from(list(BodyKind)),
        retry_after=st.one_of(st.none(), st.text(max_size=5), st.integers(0, 10**6).map(str)),
    ),
)


@given(st.lists(st.tuples(OUTCOMES, st.integers(1, 8), st.floats(0, 4000)), max_size=60))
def test_whatever_happens_the_channel_is_closed_or_waits_and_a_201_closes_it(
    events: list[tuple[FaultKind | Reply, int, float]],
) -> None:
    channel = Channel()
    for outcome, record_id, passed_s in events:
        channel.now = later(passed_s, channel.now)
        before = channel.circuit
        channel.meet(outcome, record_id)
        if channel.circuit is not before:
            assert channel.circuit.is_closed is (channel.circuit.gate is None)
            assert channel.circuit.is_closed or 1.0 <= channel.wait_s <= 3600.0
        assert record_id not in (channel.last.requeue if channel.last else ())
    channel.meet(201, 9)
    assert channel.circuit.is_closed


def test_a_circuit_is_a_value() -> None:
    first = Circuit(suspects={1: 0})
    second = replace(first, suspects={1: 0})
    assert first == second
