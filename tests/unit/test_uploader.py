"""The uploader, step by step: what is sent when, and what becomes of it. Outbox, server and clocks are in memory."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from netmon_tray.model import CircuitState, DeliveryState, NetmonError, QueueCounts
from netmon_tray.settings import Settings
from netmon_tray.store.errors import StoreError
from netmon_tray.upload.address import Address, ProxyAddressError, parse_address
from netmon_tray.upload.channel import HURRY_S, LATE_AT_MOST
from netmon_tray.upload.circuit import Circuit, Gate, Moment
from netmon_tray.upload.circuit_text import STATE_KEY, from_text, stored_status, to_text
from netmon_tray.upload.metered import SMALL_BACKLOG
from netmon_tray.upload.outcome import BodyKind, FaultKind, Reply, TransportFault
from netmon_tray.upload.token import ProblemKind, Source, Token, TokenProblem
from netmon_tray.uploader import FORCED_SPACING_S, IDLE_S, KEYRING_S, Uploader

CANARY = "canary-5eb1d9c0"
START = Moment(1000.0, 1_790_000_000_000)
READY, INFLIGHT, SENT, REJECTED = (
    DeliveryState.READY,
    DeliveryState.INFLIGHT,
    DeliveryState.SENT,
    DeliveryState.REJECTED,
)
FULL = StoreError("full", "The disk is full.")
OK = Reply(201)
PENDING = object()
"""A request that does not end before the test lets it."""


@dataclass
class Row:
    id: int
    record_uuid: str
    payload: str
    state: DeliveryState = READY
    attempts: int = 0
    conflicts: int = 0
    client_errors: int = 0
    maybe_sent: int = 0
    not_before_unix_ms: int | None = None
    reason: str | None = None
    last_status: int | None = None
    last_error: str | None = None


class Outbox:
    """Rows by number; ``error`` makes every call fail, ``failing`` only those named."""

    def __init__(self, count: int = 0) -> None:
        self.rows: dict[int, Row] = {}
        self.error: StoreError | None = None
        self.failing: set[str] = set()
        self.calls: list[str] = []
        for _ in range(count):
            self.add()

    def add(self) -> Row:
        number = len(self.rows) + 1
        self.rows[number] = Row(number, f"uuid-{number}", f'{{"n":{number}}}')
        return self.rows[number]

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if self.error and (not self.failing or name in self.failing):
            raise self.error

    def recover(self, now_unix_ms: int) -> int:
        self._called("recover")
        for row in self.rows.values():
            if row.state is INFLIGHT:
                row.state, row.maybe_sent = READY, row.maybe_sent + 1
        return 0

    def _due(self, now_unix_ms: int) -> list[Row]:
        ready = [row for row in self.rows.values() if row.state is READY]
        return [row for row in ready if (row.not_before_unix_ms or 0) <= now_unix_ms]

    def counts(self) -> QueueCounts:
        self._called("counts")
        return QueueCounts(pending=self.states().count(READY))

    def next_due_unix_ms(self, now_unix_ms: int) -> int | None:
        self._called("next_due")
        if self._due(now_unix_ms):
            return now_unix_ms
        later = [row.not_before_unix_ms for row in self.rows.values() if row.state is READY and row.not_before_unix_ms]
        return min(later, default=None)

    def claim_oldest(self, now_unix_ms: int, *, skip: frozenset[int] = frozenset()) -> Row | None:
        self._called("claim")
        for row in self._due(now_unix_ms):
            if row.id not in skip:
                row.state = INFLIGHT
                return replace(row)
        return None

    def acknowledge(self, record_id: int, status: int, at_unix_ms: int) -> bool:
        self._called("acknowledge")
        row = self.rows[record_id]
        row.state, row.last_status = SENT, status
        return True

    def give_back(
        self,
        record_id: int,
        *,
        status: int | None = None,
        error: str | None = None,
        maybe_sent: bool,
        attempt: bool,
        not_before_unix_ms: int | None = None,
        reason: str | None = None,
    ) -> bool:
        self._called("give_back")
        row = self.rows[record_id]
        assert row.state is INFLIGHT
        row.state, row.last_status, row.last_error, row.reason = READY, status, error, reason
        row.attempts, row.maybe_sent = row.attempts + attempt, row.maybe_sent + maybe_sent
        row.not_before_unix_ms = not_before_unix_ms
        row.conflicts += reason == "conflict"
        row.client_errors += reason == "client-error"
        return True

    def reject(
        self, record_id: int, status: int | None, error: str | None, reason: str, *, maybe_sent: bool = False
    ) -> bool:
        self._called("reject")
        row = self.rows[record_id]
        row.maybe_sent += maybe_sent
        row.state, row.last_status, row.last_error, row.reason = REJECTED, status, error, reason
        return True

    def requeue(self, record_ids: list[int]) -> int:
        self._called("requeue")
        for record_id in record_ids:
            assert self.rows[record_id].state is REJECTED
            self.rows[record_id].state = READY
        return len(record_ids)

    def states(self) -> list[DeliveryState]:
        return [row.state for row in self.rows.values()]


@dataclass
class State:
    texts: dict[str, str] = field(default_factory=dict)
    puts: int = 0
    error: StoreError | None = None

    def get(self, key: str) -> str | None:
        return self.texts.get(key)

    def put(self, texts: Mapping[str, str | None]) -> None:
        if self.error:
            raise self.error
        self.puts += 1
        self.texts.update({key: text for key, text in texts.items() if text is not None})


@dataclass
class Tokens:
    found: Token | TokenProblem = field(default_factory=lambda: Token(CANARY, Source.KEYRING))
    prompts: list[bool] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    hurried_s: float | None = None

    def hurry(self, limit_s: float) -> None:
        self.hurried_s = limit_s

    def read(self, origin: str, *, may_prompt: bool = True) -> Token | TokenProblem:
        self.origins.append(origin)
        self.prompts.append(may_prompt)
        return self.found


class Flight:
    """A request that is over once it has an outcome."""

    def __init__(self, answer: object, on_over: Callable[[], None]) -> None:
        self._outcome: Reply | TransportFault | None = None
        self._on_over = on_over
        self.hurried_s: float | None = None
        if answer is not PENDING:
            assert isinstance(answer, (Reply, TransportFault))
            self._outcome = answer

    def land(self, outcome: Reply | TransportFault) -> None:
        self._outcome = self._outcome or outcome
        self._on_over()

    def look(self) -> float | None:
        return 1.0 if self._outcome is None else None

    def outcome(self) -> Reply | TransportFault:
        assert self._outcome is not None
        return self._outcome

    def hurry(self, limit_s: float) -> None:
        self.hurried_s = limit_s

    def cancel(self) -> None:
        self.land(TransportFault(FaultKind.CANCELLED, ""))


class Client:
    """Answers at once by the script, then by ``default``; PENDING stays under way. ``sent`` is what left."""

    def __init__(self) -> None:
        self.script: deque[object] = deque()
        self.default: object = OK
        self.sent: list[tuple[str, str, str]] = []
        self.flights: list[Flight] = []
        self.closed = 0
        self.idle_left_s: float | None = None
        self.base_url = "https://gate.example/api/v1"

    @property
    def address(self) -> Address:
        return parse_address(self.base_url)

    def begin(self, payload: str, record_uuid: str, token: str, on_over: Callable[[], None]) -> Flight:
        self.sent.append((payload, record_uuid, token))
        answer = self.script.popleft() if self.script else self.default
        if isinstance(answer, BaseException):
            raise answer
        if callable(answer):
            answer = answer()
        self.flights.append(Flight(answer, on_over))
        return self.flights[-1]

    def close_idle(self, now_s: float) -> float | None:
        return self.idle_left_s

    def close(self) -> None:
        self.closed += 1

    def cancel(self) -> None:
        for flight in self.flights:
            flight.cancel()


def settings(**upload: object) -> Settings:
    chosen: dict[str, object] = {"enabled": True, "max_records_per_s": float("inf")} | upload
    return replace(Settings(), upload=replace(Settings().upload, **chosen))  # type: ignore[arg-type]


class Bench:
    """An uploader with everything round it, and a clock that moves only by hand."""

    def __init__(self, count: int = 0, **upload: object) -> None:
        self.now = START
        self.outbox, self.state, self.tokens, self.client = Outbox(count), State(), Tokens(), Client()
        self.has_route = True
        self.is_metered = False
        self.clients_made = 0
        self.client_error: NetmonError | None = None
        self.faults: list[Exception | None] = []
        self.times: list[tuple[int, int]] = []
        self.written: list[list[str]] = []
        """What the outbox was told within each durable transaction."""
        self.settings = settings(**upload)
        self.uploader = self.make()

    def make(self) -> Uploader:
        return Uploader(
            self.outbox,
            self.state,
            settings=self.settings,
            together=self._together,
            tokens=self.tokens,
            client_factory=self._make_client,
            has_route=lambda: self.has_route,
            is_metered=lambda: self.is_metered,
            clock=lambda: self.now,
            random=lambda: 1.0,
            on_fault=self.faults.append,
            on_server_time=lambda server, ours: self.times.append((server, ours)),
        )

    def _make_client(self, _settings: Settings) -> Client:
        if self.client_error:
            raise self.client_error
        self.clients_made += 1
        return self.client

    @contextmanager
    def _together(self) -> Iterator[None]:
        before = len(self.outbox.calls)
        yield
        self.written.append(self.outbox.calls[before:])

    def step(self) -> float:
        return self.uploader.step(self.now)

    def settle(self) -> None:
        """Step once, and have what came of it written without another request."""
        self.step()
        self.uploader.set_paused(is_paused=True)
        self.step()

    def pass_time(self, seconds: float) -> None:
        self.now = Moment(self.now.monotonic_s + seconds, self.now.unix_ms + round(seconds * 1000))

    def drain(self, most: int = 100) -> None:
        """Step as long as something is due at once."""
        for _ in range(most):
            wait_s = self.step()
            if wait_s > 1:
                return
            self.pass_time(wait_s)
        raise AssertionError(f"not idle after {most} steps")

    @property
    def told(self) -> CircuitState:
        return self.uploader.status().state

    @property
    def sent(self) -> list[str]:
        return [record_uuid for _, record_uuid, _ in self.client.sent]


# --- sending --------------------------------------------------------------------------------------------------------


def test_records_are_sent_oldest_first_one_at_a_time_as_they_were_stored() -> None:
    bench = Bench(3)
    bench.drain()
    assert bench.client.sent == [(f'{{"n":{n}}}', f"uuid-{n}", CANARY) for n in (1, 2, 3)]
    assert bench.outbox.states() == [SENT] * 3
    assert bench.step() == IDLE_S


def test_a_record_is_in_flight_before_its_first_byte_leaves() -> None:
    bench = Bench(1)
    seen: list[DeliveryState] = []

    def answer() -> Reply:
        seen.extend(bench.outbox.states())
        return OK

    bench.client.script.append(answer)
    bench.step()
    assert seen == [INFLIGHT]


@pytest.mark.parametrize(
    "answer", [Reply(200, BodyKind.JSON, "{}"), Reply(202), Reply(204), Reply(302), Reply(500), Reply(409)]
)
def test_nothing_but_201_delivers(answer: Reply) -> None:
    bench = Bench(1)
    bench.client.script.append(answer)
    bench.settle()
    assert bench.outbox.states() == [READY]


def test_what_was_in_flight_at_the_last_end_is_sent_again() -> None:
    bench = Bench(1)
    bench.outbox.rows[1].state = INFLIGHT
    bench.drain()
    assert bench.outbox.rows[1].maybe_sent == 1
    assert bench.outbox.states() == [SENT]
    assert bench.outbox.calls.count("recover") == 1


def test_a_rejected_record_does_not_hold_up_the_next() -> None:
    bench = Bench(2)
    bench.client.script.append(Reply(400, BodyKind.JSON, '{"bssid": ["why"]}'))
    bench.drain()
    first = bench.outbox.rows[1]
    assert bench.outbox.states() == [REJECTED, SENT]
    assert (first.last_status, first.last_error, first.reason) == (400, 'HTTP 400: {"bssid": ["why"]}', "refused")


def test_the_pace_is_kept() -> None:
    bench = Bench(3, max_records_per_s=4.0)
    assert bench.step() == 0.25
    bench.pass_time(0.1)
    assert bench.step() == pytest.approx(0.15)
    assert bench.sent == ["uuid-1"]
    bench.pass_time(0.15)
    bench.step()
    assert bench.sent == ["uuid-1", "uuid-2"]


def test_an_isolated_record_is_waited_for_to_the_second() -> None:
    bench = Bench(1)
    bench.outbox.rows[1].not_before_unix_ms = bench.now.unix_ms + 45_000
    assert bench.step() == 45.0
    bench.pass_time(45)
    bench.settle()
    assert bench.outbox.states() == [SENT]


def test_an_answer_is_written_with_the_next_claim_in_one_flush() -> None:
    bench = Bench(3, parallelism=1)
    bench.drain()
    assert bench.written == [["acknowledge", "claim"]] * 3
    assert bench.outbox.states() == [SENT] * 3


# --- several at once ------------------------------------------------------------------------------------------------


def in_flight(count: int, most: int = 4, **upload: object) -> Bench:
    """A bench with a backlog, of which ``most`` records are under way side by side."""
    bench = Bench(count, parallelism=most, **upload)
    bench.client.script.extend([OK] * 12)
    bench.client.default = PENDING
    while len(bench.client.flights) < 12 + most:
        bench.step()
    return bench


def test_a_backlog_is_sent_more_and_more_at_once_up_to_the_limit() -> None:
    bench = Bench(60)
    bench.client.default = PENDING
    seen = []
    while bench.outbox.states() != [SENT] * 60:
        bench.step()
        under_way = [flight for flight in bench.client.flights if flight.look() is not None]
        seen.append(len(under_way))
        if under_way:
            under_way[0].land(OK)
    assert seen[0] == 1
    assert max(seen) == 4
    assert seen[:12] == sorted(seen[:12])
    assert sorted(bench.sent) == sorted(f"uuid-{n}" for n in range(1, 61))


def test_in_steady_state_there_is_one_at_a_time() -> None:
    bench = Bench(20)
    bench.drain()
    bench.client.default = PENDING
    bench.outbox.add()
    bench.outbox.add()
    bench.step()
    assert len([flight for flight in bench.client.flights if flight.look() is not None]) == 1


def test_the_setting_limits_it() -> None:
    assert len([flight for flight in in_flight(40, most=2).client.flights if flight.look() is not None]) == 2


def test_what_lands_while_others_are_under_way_makes_room_for_one() -> None:
    bench = in_flight(40)
    bench.client.flights[13].land(OK)
    bench.step()
    assert len(bench.client.sent) == 17
    assert bench.outbox.states().count(INFLIGHT) == 4
    assert bench.outbox.rows[14].state is SENT


def test_what_is_under_way_does_not_leave_again_when_the_outbox_calls_it_ready() -> None:
    """So it does where it was brought back from a damaged database in the middle of the sending."""
    bench = in_flight(16)
    for row in bench.outbox.rows.values():
        row.state = READY if row.state is INFLIGHT else row.state
    bench.client.flights[13].land(OK)
    assert bench.step() > 0, "nor is it looked at again and again"
    assert len(bench.sent) == 16
    for flight in bench.client.flights:
        flight.land(OK)
    bench.drain()
    assert bench.outbox.states() == [SENT] * 16
    assert len(bench.sent) == 16


def test_four_failures_at_once_are_one_and_only_one_probe_follows() -> None:
    bench = in_flight(40)
    for flight in bench.client.flights[12:]:
        flight.land(Reply(503))
    wait_s = bench.step()
    assert wait_s == 5.0
    assert (bench.told, bench.outbox.states().count(INFLIGHT)) == (CircuitState.BACKOFF, 0)
    bench.pass_time(wait_s)
    bench.step()
    bench.step()
    assert len(bench.client.sent) == 17
    bench.client.flights[-1].land(Reply(503))
    assert bench.step() == 10.0


@pytest.mark.parametrize(("answer", "width"), [(Reply(503), 2), (Reply(429, retry_after="5"), 1)])
def test_after_an_outage_half_as_many_go_at_once_and_after_a_429_one(answer: Reply, width: int) -> None:
    bench = in_flight(60)
    for flight in bench.client.flights[12:]:
        flight.land(answer)
    bench.step()
    assert bench.uploader._channel._pace.width(4) == width


def test_a_late_success_delivers_but_does_not_end_what_a_server_asked_for() -> None:
    bench = in_flight(40)
    bench.client.flights[12].land(Reply(429, retry_after="600"))
    bench.step()
    for flight in bench.client.flights[13:]:
        flight.land(OK)
    assert bench.step() == 600.0
    assert bench.outbox.states().count(SENT) == 15
    assert bench.told is CircuitState.THROTTLED


def test_a_probe_leaves_although_older_requests_still_hang() -> None:
    bench = in_flight(40)
    bench.client.flights[12].land(TransportFault(FaultKind.TIMEOUT, "No answer."))
    bench.pass_time(bench.step())
    bench.pass_time(5)
    bench.step()
    assert len(bench.client.sent) == 17
    bench.client.flights[16].land(OK)
    bench.step()
    assert bench.told is CircuitState.CLOSED


def test_a_refused_token_is_replaced_once_for_all_that_are_under_way() -> None:
    bench = in_flight(40)
    bench.tokens.found = Token("a-new-token-1", Source.KEYRING)
    for flight in bench.client.flights[12:]:
        flight.land(Reply(401, BodyKind.JSON))
    bench.step()
    assert bench.told is CircuitState.CLOSED
    assert bench.tokens.prompts == [True, False]
    assert {token for _, _, token in bench.client.sent[16:]} == {"a-new-token-1"}


def test_on_another_network_what_was_under_way_gets_a_few_seconds_and_judges_nothing() -> None:
    bench = in_flight(40)
    bench.uploader.network_changed()
    bench.step()
    assert [flight.hurried_s for flight in bench.client.flights[12:]] == [HURRY_S] * 4
    assert bench.client.closed == 1
    for flight in bench.client.flights[12:]:
        flight.land(TransportFault(FaultKind.TIMEOUT, "No answer."))
    bench.step()
    assert bench.told is CircuitState.CLOSED
    assert len(bench.client.sent) > 16


def test_a_network_that_never_rests_does_not_hide_that_nobody_answers() -> None:
    bench = Bench(40)
    bench.client.default = PENDING
    begun_s: list[int] = []
    for second in range(120):
        bench.uploader.network_changed()
        bench.step()
        begun_s += [second] * (len(bench.client.flights) - len(begun_s))
        for flight, begun in zip(bench.client.flights, begun_s, strict=True):
            if second - begun >= HURRY_S:
                flight.land(TransportFault(FaultKind.TIMEOUT, "No answer."))
        bench.pass_time(1)
    assert bench.told is CircuitState.BACKOFF
    assert len(begun_s) <= LATE_AT_MOST + 1 + 120 / FORCED_SPACING_S


def test_an_answer_of_the_server_before_delivers_and_says_nothing_of_the_new_one() -> None:
    bench = in_flight(40)
    bench.client.base_url = "https://other.example"
    bench.uploader.apply(settings(base_url="https://other.example"))
    bench.client.flights[12].land(OK)
    bench.client.flights[13].land(Reply(404))
    bench.step()
    assert bench.told is CircuitState.CLOSED
    assert bench.outbox.rows[13].state is SENT
    assert bench.outbox.states().count(INFLIGHT) == 4


@pytest.mark.parametrize(
    ("answer", "state"), [(OK, SENT), (Reply(400, BodyKind.JSON), REJECTED), (Reply(429, retry_after="900"), READY)]
)
def test_what_the_server_before_answers_neither_opens_nor_closes_the_way_to_the_new_one(
    answer: Reply, state: DeliveryState
) -> None:
    bench = in_flight(40)
    bench.client.base_url = "https://other.example"
    bench.uploader.apply(settings(base_url="https://other.example"))
    bench.client.default = Reply(404)
    bench.client.flights[12].land(OK)
    bench.step()
    assert bench.told is CircuitState.ENDPOINT
    circuit = bench.uploader._channel.circuit
    bench.client.flights[13].land(answer)
    bench.step()
    assert bench.uploader._channel.circuit == circuit
    assert bench.outbox.rows[14].state is state


def test_a_delivery_that_is_heard_of_after_the_channel_failed_closes_it() -> None:
    bench = in_flight(40)
    bench.client.flights[12].land(Reply(503))
    bench.step()
    assert bench.told is CircuitState.BACKOFF
    for flight in bench.client.flights[13:15]:
        flight.land(OK)
    bench.step()
    assert bench.told is CircuitState.CLOSED
    assert len(bench.client.sent) > 16


def test_with_a_full_disk_what_lands_is_kept_and_nothing_more_leaves() -> None:
    bench = in_flight(40)
    bench.outbox.error, bench.outbox.failing = FULL, {"acknowledge"}
    for flight in bench.client.flights[12:]:
        flight.land(OK)
        bench.step()
    assert (bench.told, len(bench.client.sent)) == (CircuitState.STORAGE, 16)
    bench.outbox.error = None
    bench.pass_time(60)
    bench.step()
    assert [bench.outbox.rows[number].state for number in range(13, 17)] == [SENT] * 4


def test_while_requests_are_under_way_somebody_looks_every_second() -> None:
    assert in_flight(40).step() == 1.0


def test_a_stop_waits_for_what_is_under_way_and_begins_nothing_where_it_is_not_to_drain() -> None:
    bench = in_flight(40)
    bench.uploader._stop_at_s, bench.uploader._drains = bench.now.monotonic_s + 10, False
    bench.client.flights[12].land(OK)
    bench.step()
    assert (len(bench.client.sent), bench.uploader._is_stopped()) == (16, False)
    for flight in bench.client.flights[13:]:
        flight.land(OK)
    bench.step()
    assert bench.uploader._is_stopped()
    assert bench.outbox.states().count(SENT) == 16


# --- the server's time --------------------------------------------------------------------------------------------


def test_only_a_deliverys_date_is_the_servers_time() -> None:
    """A login page or a proxy may answer too: only a 201 has come from the server itself."""
    bench = Bench(3)
    date = "Sun, 22 Nov 2026 22:00:00 GMT"
    bench.client.script.extend([Reply(200, BodyKind.HTML, date=date), Reply(503, date=date)])
    for _ in range(2):
        bench.pass_time(bench.step())
    bench.step()
    bench.step()
    assert bench.times == []
    bench.client.default = Reply(201, date=date)
    bench.drain()
    bench.outbox.add()
    bench.drain()
    assert [server for server, _ in bench.times] == [1_795_384_800_000]
    assert bench.outbox.states() == [SENT] * 4


# --- metered networks ---------------------------------------------------------------------------------------------


def metered(count: int, on_metered: str = "small") -> Bench:
    bench = Bench(count, on_metered=on_metered)
    bench.is_metered = True
    return bench


def test_on_a_metered_network_a_backlog_waits_and_what_is_made_leaves() -> None:
    bench = metered(30)
    bench.drain()
    assert bench.sent == []
    for number in (1, 2, 3):
        bench.outbox.add()
        bench.drain()
        assert len(bench.sent) == number
    assert bench.sent == ["uuid-1", "uuid-2", "uuid-3"]
    assert bench.told is CircuitState.CLOSED
    assert "and 30 older ones wait for another one (upload.on_metered)" in bench.uploader.status().text
    bench.is_metered = False
    bench.drain()
    assert bench.outbox.states() == [SENT] * 33
    assert "metered" not in bench.uploader.status().text


def test_a_few_records_are_no_backlog_but_leave_one_at_a_time() -> None:
    bench = metered(SMALL_BACKLOG)
    bench.client.default = PENDING
    for number in range(SMALL_BACKLOG):
        bench.step()
        bench.step()
        assert len(bench.client.sent) == number + 1
        bench.client.flights[-1].land(OK)
    bench.step()
    assert bench.outbox.states() == [SENT] * SMALL_BACKLOG


def test_what_an_outage_leaves_behind_is_a_backlog_too() -> None:
    bench = metered(1)
    bench.client.script.append(Reply(503))
    bench.step()
    for _ in range(20):
        bench.outbox.add()
    bench.pass_time(5)
    bench.drain()
    assert bench.told is CircuitState.CLOSED
    assert bench.outbox.states().count(SENT) == 1


def test_somebody_who_wants_them_sent_has_them_sent() -> None:
    bench = metered(30)
    bench.drain()
    bench.uploader.probe_now()
    bench.drain()
    assert bench.outbox.states() == [SENT] * 30


def test_a_new_token_is_no_wish_to_send_a_backlog() -> None:
    bench = metered(30)
    bench.drain()
    bench.uploader.token_changed()
    bench.drain()
    assert bench.sent == []


@pytest.mark.parametrize(("on_metered", "sent"), [("never", 0), ("always", 30)])
def test_never_is_never_and_always_always(on_metered: str, sent: int) -> None:
    bench = metered(30, on_metered)
    bench.drain()
    bench.outbox.add()
    bench.uploader.probe_now()
    bench.drain()
    assert len(bench.sent) == (sent + 1 if sent else 0)
    assert bench.told is (CircuitState.CLOSED if sent else CircuitState.METERED)


def test_a_network_where_nothing_is_sent_ends_no_wait_and_is_told_to_others() -> None:
    bench = metered(1, "never")
    bench.step()
    stored = stored_status(bench.state.texts[STATE_KEY], bench.now)
    assert (stored.state, stored.text) == (CircuitState.METERED, bench.uploader.status().text)
    bench.is_metered = False
    bench.drain()
    assert bench.told is CircuitState.CLOSED
    assert stored_status(bench.state.texts[STATE_KEY], bench.now).state is CircuitState.CLOSED
    assert bench.outbox.states() == [SENT]


# --- nothing is loaded without need ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["off", "paused", "empty"])
def test_without_anything_to_send_neither_token_nor_client_is_asked_for(reason: str) -> None:
    bench = Bench(0 if reason == "empty" else 3, enabled=reason != "off")
    bench.uploader.set_paused(is_paused=reason == "paused")
    for _ in range(3):
        assert bench.step() == IDLE_S
    assert (bench.clients_made, bench.tokens.prompts) == (0, [])
    assert {"claim", "acknowledge"} & set(bench.outbox.calls) == set()


def test_the_token_is_read_once_for_many_records() -> None:
    bench = Bench(5)
    bench.drain()
    assert (bench.clients_made, bench.tokens.prompts) == (1, [True])
    assert bench.tokens.origins == ["https://gate.example"]


# --- off, paused, settings ------------------------------------------------------------------------------------------


def test_off_and_paused_lie_over_the_circuit() -> None:
    bench = Bench(1, enabled=False)
    told = [bench.told]
    bench.uploader.apply(settings())
    told.append(bench.told)
    bench.uploader.set_paused(is_paused=True)
    told.append(bench.told)
    assert told == [CircuitState.OFF, CircuitState.CLOSED, CircuitState.PAUSED]
    bench.step()
    assert bench.sent == []
    bench.uploader.set_paused(is_paused=False)
    bench.drain()
    assert bench.sent == ["uuid-1"]


def test_a_paused_uploader_closes_its_connection() -> None:
    bench = Bench(1)
    bench.drain()
    bench.uploader.set_paused(is_paused=True)
    bench.step()
    assert bench.client.closed == 1


def test_another_server_gets_another_client_its_own_token_and_no_inherited_wait() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(401, BodyKind.JSON))
    bench.step()
    assert bench.told is CircuitState.AUTH
    bench.client.base_url = "https://other.example"
    bench.uploader.apply(settings(base_url="https://other.example"))
    bench.drain()
    assert bench.clients_made == 2
    assert bench.tokens.origins[-1] == "https://other.example"
    assert bench.outbox.states() == [SENT]


def test_a_setting_of_no_concern_leaves_the_client() -> None:
    bench = Bench(2)
    bench.step()
    bench.uploader.apply(replace(settings(), log=replace(Settings().log, heartbeat_s=60)))
    bench.drain()
    assert (bench.clients_made, bench.client.closed) == (1, 0)


def test_turning_upload_on_again_tries_at_once() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(404))
    bench.step()
    bench.uploader.apply(settings(enabled=False))
    bench.step()
    bench.uploader.apply(settings())
    bench.drain()
    assert bench.outbox.states() == [SENT]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NetmonError("The address is none.", "Mend it."), CircuitState.ENDPOINT),
        (ProxyAddressError("The proxy is none.", "Mend it."), CircuitState.PROXY),
    ],
)
def test_an_address_that_is_none_is_told_and_nothing_is_claimed(error: NetmonError, state: CircuitState) -> None:
    bench = Bench(1)
    bench.client_error = error
    wait_s = bench.step()
    assert (bench.told, bench.outbox.states()) == (state, [READY])
    assert error.title in bench.uploader.status().text
    assert wait_s > 1


# --- the token ------------------------------------------------------------------------------------------------------


def test_without_a_token_nothing_is_claimed_and_the_reason_is_told() -> None:
    bench = Bench(1)
    bench.tokens.found = TokenProblem(ProblemKind.LOCKED, "The keyring is locked. Unlock it.")
    assert bench.step() == 60.0
    status = bench.uploader.status()
    assert (status.state, bench.outbox.states()) == (CircuitState.NO_TOKEN, [READY])
    assert status.text == "There is no token to send with. The keyring is locked. Unlock it."
    assert status.next_try_at_unix_ms == bench.now.unix_ms + 60_000


def test_only_the_first_look_and_a_wish_may_open_a_prompt() -> None:
    bench = Bench(1)
    bench.tokens.found = TokenProblem(ProblemKind.LOCKED, "The keyring is locked.")
    for _ in range(3):
        bench.pass_time(bench.step())
    assert bench.tokens.prompts == [True, False, False]
    bench.uploader.probe_now()
    bench.step()
    assert bench.tokens.prompts[-1] is True


def test_a_ring_that_is_unlocked_is_noticed_by_itself() -> None:
    bench = Bench(1)
    bench.tokens.found = TokenProblem(ProblemKind.LOCKED, "The keyring is locked.")
    wait_s = bench.step()
    bench.tokens.found = Token(CANARY, Source.KEYRING)
    bench.pass_time(wait_s)
    bench.drain()
    assert (bench.outbox.states(), bench.told) == ([SENT], CircuitState.CLOSED)


def test_a_refused_token_is_read_again_once_and_a_changed_one_tried_at_once() -> None:
    bench = Bench(1)

    def refuse() -> Reply:
        bench.tokens.found = Token("a-new-token-1", Source.KEYRING)
        return Reply(401, BodyKind.JSON)

    bench.client.script.append(refuse)
    bench.drain()
    assert [token for _, _, token in bench.client.sent] == [CANARY, "a-new-token-1"]
    assert bench.told is CircuitState.CLOSED


def test_a_token_that_stays_refused_waits_longer_each_time() -> None:
    bench = Bench(1)
    bench.client.default = Reply(401, BodyKind.JSON)
    waits = []
    for _ in range(5):
        waits.append(bench.step())
        bench.pass_time(waits[-1])
    assert waits == [60, 300, 900, 3600, 3600]
    assert len(bench.client.sent) == 5
    assert bench.outbox.rows[1].attempts == 0


def test_a_token_set_by_hand_is_tried_at_once() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(403, BodyKind.JSON))
    bench.step()
    bench.tokens.found = Token("a-new-token-1", Source.KEYRING)
    bench.uploader.probe_now()
    bench.drain()
    assert bench.client.sent[-1][2] == "a-new-token-1"
    assert bench.outbox.states() == [SENT]


# --- failing and recovering -----------------------------------------------------------------------------------------


def test_a_failing_channel_sends_one_probe_each_time_its_gate_opens() -> None:
    bench = Bench(3)
    bench.client.default = Reply(503)
    for number in range(1, 6):
        wait_s = bench.step()
        bench.step()
        bench.uploader.wake()
        bench.step()
        assert len(bench.client.sent) == number
        bench.pass_time(wait_s)
    bench.client.default = OK
    bench.drain()
    assert bench.outbox.states() == [SENT] * 3


def test_a_record_that_breaks_the_server_does_not_hold_up_the_others() -> None:
    bench = Bench(3)

    def answer() -> Reply:
        is_poison = bench.client.sent[-1][1] == "uuid-1"
        return Reply(500) if is_poison else OK

    bench.client.script.extend([answer] * 20)
    bench.pass_time(bench.step())
    bench.step()
    bench.drain()
    assert bench.sent == ["uuid-1", "uuid-2", "uuid-1", "uuid-3"]
    assert bench.outbox.states() == [READY, SENT, SENT]
    assert bench.outbox.rows[1].reason == "server-error"
    assert bench.outbox.rows[1].not_before_unix_ms == bench.now.unix_ms + 300_000
    assert bench.told is CircuitState.CLOSED


@pytest.mark.parametrize("answer", [Reply(502), Reply(503), TransportFault(FaultKind.TIMEOUT, "No answer.")])
def test_a_record_that_only_a_gateway_fails_at_holds_up_the_others_for_two_tries(
    answer: Reply | TransportFault,
) -> None:
    bench = Bench(3)
    bench.client.script.extend([lambda: answer if bench.client.sent[-1][1] == "uuid-1" else OK] * 20)
    for _ in range(2):
        bench.pass_time(bench.step())
    bench.step()
    bench.drain()
    assert bench.sent == ["uuid-1", "uuid-1", "uuid-2", "uuid-1", "uuid-3"]
    assert (bench.outbox.states(), bench.told) == ([READY, SENT, SENT], CircuitState.CLOSED)


def test_the_only_record_is_probed_with_even_if_it_is_suspect() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(500))
    bench.pass_time(bench.step())
    bench.drain()
    assert bench.outbox.states() == [SENT]


def test_a_broken_contract_takes_the_streak_back() -> None:
    bench = Bench(8)
    bench.client.default = Reply(400, BodyKind.JSON)
    for _ in range(5):
        bench.step()
    assert bench.outbox.states() == [READY] * 8
    assert bench.told is CircuitState.CONTRACT
    bench.pass_time(900)
    bench.step()
    assert bench.sent[-1] == "uuid-6"


def test_without_a_route_a_server_that_cannot_be_reached_is_no_news() -> None:
    bench = Bench(1)
    bench.has_route = False
    bench.client.script.append(TransportFault(FaultKind.REFUSED, "refused"))
    bench.step()
    assert bench.told is CircuitState.OFFLINE


def test_a_server_on_this_computer_needs_no_route() -> None:
    bench = Bench(1)
    bench.has_route = False
    bench.client.base_url = "http://127.0.0.1:8000"
    bench.client.script.append(TransportFault(FaultKind.REFUSED, "refused"))
    bench.step()
    assert bench.told is CircuitState.BACKOFF


def test_an_outage_is_told_once_and_its_end_once(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(1)
    bench.client.script.extend([Reply(503)] * 4)
    with caplog.at_level(logging.INFO):
        for _ in range(5):
            bench.pass_time(bench.step())
    said = [record.getMessage() for record in caplog.records]
    assert said == ["sending failed: backoff: HTTP 503: nothing more", "sending recovered after 4 failures"]


# --- wishes from outside --------------------------------------------------------------------------------------------


def test_a_wake_opens_no_gate() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(503))
    bench.step()
    bench.uploader.wake()
    bench.step()
    assert len(bench.client.sent) == 1


def test_send_now_opens_it() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(503))
    bench.step()
    bench.uploader.probe_now()
    bench.drain()
    assert bench.outbox.states() == [SENT]


def test_send_now_does_not_open_what_a_server_asked_for() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(429, retry_after="600"))
    bench.step()
    bench.uploader.probe_now()
    assert bench.step() == 600.0


def test_many_wishes_make_few_requests_but_are_not_put_off_by_one_another() -> None:
    bench = Bench(1)
    bench.client.default = Reply(503)
    bench.step()
    for _ in range(600):
        bench.uploader.probe_now()
        bench.step()
        bench.pass_time(0.1)
    assert 60 / FORCED_SPACING_S <= len(bench.client.sent) <= 2 + 60 / FORCED_SPACING_S


def test_another_network_is_tried_within_seconds() -> None:
    bench = Bench(1)
    bench.client.script.extend([Reply(200, BodyKind.HTML)] * 4)
    for _ in range(4):
        bench.pass_time(bench.step())
    bench.client.script.append(Reply(200, BodyKind.HTML))
    assert bench.step() > 60
    bench.uploader.network_changed()
    assert bench.step() <= 2.0


# --- the disk -------------------------------------------------------------------------------------------------------


def test_an_acknowledgement_that_cannot_be_written_is_kept_and_nothing_more_is_sent() -> None:
    bench = Bench(2)
    bench.outbox.error, bench.outbox.failing = FULL, {"acknowledge"}
    waits = [bench.step()]
    for _ in range(6):
        bench.pass_time(waits[-1])
        waits.append(bench.step())
    assert waits == [0, 5, 10, 20, 40, 60, 60]
    assert (bench.sent, bench.told) == (["uuid-1"], CircuitState.STORAGE)
    assert "The disk is full." in bench.uploader.status().text
    bench.outbox.error = None
    bench.pass_time(60)
    bench.drain()
    assert bench.sent == ["uuid-1", "uuid-2"]
    assert bench.outbox.states() == [SENT, SENT]
    assert bench.told is CircuitState.CLOSED


@pytest.mark.parametrize("call", ["recover", "next_due", "claim"])
def test_a_store_that_fails_before_the_claim_sends_nothing(call: str) -> None:
    bench = Bench(1)
    bench.outbox.error, bench.outbox.failing = FULL, {call}
    assert bench.step() == 5.0
    assert (bench.sent, bench.told) == ([], CircuitState.STORAGE)
    bench.outbox.error = None
    bench.pass_time(5)
    bench.drain()
    assert bench.outbox.states() == [SENT]


def test_a_pause_does_not_keep_results_from_being_written() -> None:
    bench = Bench(1)
    bench.outbox.error, bench.outbox.failing = FULL, {"acknowledge"}
    wait_s = bench.step()
    bench.uploader.set_paused(is_paused=True)
    bench.outbox.error = None
    bench.pass_time(wait_s)
    bench.step()
    assert bench.outbox.states() == [SENT]


def test_a_store_that_cannot_be_read_at_the_start_is_not_asked_with_every_wake() -> None:
    bench = Bench(1)
    bench.outbox.error = FULL
    for _ in range(10):
        bench.uploader.wake()
        bench.step()
    assert bench.outbox.calls == ["recover"]
    bench.uploader.probe_now()
    bench.outbox.error = None
    bench.drain()
    assert bench.outbox.states() == [SENT]


def test_a_full_disk_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(1)
    bench.outbox.error = FULL
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            bench.pass_time(bench.step())
        bench.outbox.error = None
        bench.drain()
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "The disk is full." in said[0]


def test_a_disk_that_can_only_be_read_is_tried_less_and_less_often_and_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing waits, but the circuit is to be stored: that reading works is no sign that writing does."""
    bench = Bench()
    bench.state.error = FULL
    waits = []
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            waits.append(bench.step())
            bench.pass_time(waits[-1])
    assert waits == [5, 10, 20, 40]
    assert (bench.told, len(caplog.records)) == (CircuitState.STORAGE, 1)
    bench.state.error = None
    bench.step()
    assert bench.told is CircuitState.CLOSED


# --- over a restart -------------------------------------------------------------------------------------------------


def test_a_wait_is_kept_over_a_restart() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(503, retry_after="600"))
    bench.step()
    bench.pass_time(100)
    bench.uploader = bench.make()
    assert bench.step() == 500.0
    assert bench.told is CircuitState.BACKOFF
    assert len(bench.client.sent) == 1


def test_what_is_known_of_records_is_kept_over_a_restart() -> None:
    bench = Bench(3)
    bench.client.script.append(Reply(500))
    bench.pass_time(bench.step())
    bench.uploader = bench.make()
    bench.step()
    assert bench.sent == ["uuid-1", "uuid-2"]


def test_the_circuit_is_not_stored_with_every_success() -> None:
    bench = Bench(50)
    bench.drain()
    assert bench.state.puts == 1
    stored = from_text(bench.state.texts[STATE_KEY], bench.now)
    assert stored.last_success_unix_ms == START.unix_ms
    bench.pass_time(61)
    bench.outbox.add()
    bench.drain()
    assert bench.state.puts == 2


def test_a_broken_stored_circuit_costs_nothing() -> None:
    bench = Bench(1)
    bench.state.texts[STATE_KEY] = "{broken"
    bench.drain()
    assert bench.outbox.states() == [SENT]


def test_a_stored_state_is_told_from_the_first_step_on() -> None:
    bench = Bench()
    bench.state.texts[STATE_KEY] = to_text(Circuit(CircuitState.TLS, gate=Gate.after(60, START)), START)
    bench.step()
    assert bench.told is CircuitState.TLS


def test_a_setting_that_was_mended_while_nothing_ran_is_tried_at_once() -> None:
    bench = Bench(1)
    bench.client.script.append(Reply(404))
    bench.step()
    bench.uploader = bench.make()
    bench.drain()
    assert bench.outbox.states() == [SENT]


# --- the connection -------------------------------------------------------------------------------------------------


def test_the_thread_wakes_to_close_an_idle_connection() -> None:
    bench = Bench(1)
    bench.step()
    bench.client.idle_left_s = 9.5
    assert bench.step() == 9.5


# --- the thread -----------------------------------------------------------------------------------------------------


@pytest.fixture
def threaded() -> Bench:
    """A bench on the true clock, whose thread the test starts."""
    bench = Bench()
    bench.uploader = Uploader(
        bench.outbox,
        bench.state,
        settings=bench.settings,
        tokens=bench.tokens,
        client_factory=bench._make_client,
        random=lambda: 1.0,
        on_fault=bench.faults.append,
    )
    return bench


def test_stopping_sends_what_waits_while_the_channel_works(threaded: Bench, eventually: Callable[..., object]) -> None:
    threaded.uploader.start()
    eventually(lambda: "next_due" in threaded.outbox.calls)
    for _ in range(3):
        threaded.outbox.add()
    threaded.uploader.stop(10)
    assert threaded.outbox.states() == [SENT] * 3
    assert not threaded.uploader._thread.is_alive()
    assert threaded.client.closed >= 1


def test_stopping_does_not_ask_a_failing_server_once_more(threaded: Bench, eventually: Callable[..., object]) -> None:
    threaded.client.default = Reply(503)
    threaded.outbox.add()
    threaded.uploader.start()
    eventually(lambda: threaded.outbox.rows[1].last_status == 503)
    threaded.uploader.stop(10)
    assert len(threaded.client.sent) == 1


def test_a_keyring_is_hardly_waited_for_at_the_end(threaded: Bench) -> None:
    threaded.uploader.start()
    threaded.uploader.stop(10)
    assert threaded.tokens.hurried_s == KEYRING_S


def test_the_last_seconds_of_a_stop_are_for_what_is_under_way() -> None:
    bench = in_flight(40)
    begun = len(bench.client.sent)
    bench.uploader._stop_at_s = bench.now.monotonic_s + 3.4
    for flight in bench.client.flights[-4:]:
        flight.land(OK)
    bench.step()
    assert len(bench.client.sent) == begun
    assert bench.uploader._is_stopped()


def test_a_stop_is_no_occasion_to_probe_even_where_the_gate_is_open() -> None:
    bench = Bench(1)
    bench.client.default = Reply(503)
    bench.pass_time(bench.step())
    bench.uploader._stop_at_s = bench.now.monotonic_s + 10
    bench.step()
    assert len(bench.client.sent) == 1


def test_stopping_cuts_a_request_that_does_not_end_and_leaves_its_record_in_flight(
    threaded: Bench, eventually: Callable[..., object]
) -> None:
    threaded.client.default = PENDING
    threaded.outbox.add()
    threaded.uploader.start()
    eventually(lambda: threaded.client.sent)
    threaded.uploader.stop(0.6)
    eventually(lambda: not threaded.uploader._thread.is_alive())
    assert threaded.client.flights[0].look() is None
    assert threaded.outbox.states() == [INFLIGHT]


def test_an_error_nobody_foresaw_is_logged_once_told_and_outlived(
    threaded: Bench, eventually: Callable[..., object], caplog: pytest.LogCaptureFixture
) -> None:
    threaded.client.script.extend([KeyError("canary-in-an-error"), KeyError("again")])
    threaded.outbox.add()
    with caplog.at_level(logging.INFO):
        threaded.uploader.start()
        eventually(lambda: len(threaded.faults) == 1)
        assert threaded.uploader.status().state is CircuitState.BACKOFF
        assert "canary" not in threaded.uploader.status().text
        threaded.uploader.probe_now()
        eventually(lambda: len(threaded.client.sent) == 2)
        threaded.uploader.stop(5)
    assert [type(error) for error in threaded.faults] == [KeyError]
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
    assert (threaded.outbox.rows[1].state, threaded.outbox.rows[1].maybe_sent) == (READY, 2)


def test_the_end_of_such_an_error_is_told(threaded: Bench, eventually: Callable[..., object]) -> None:
    threaded.client.script.append(KeyError("x"))
    threaded.outbox.add()
    threaded.uploader.start()
    eventually(lambda: len(threaded.faults) == 1)
    threaded.uploader.probe_now()
    eventually(lambda: threaded.outbox.states() == [SENT])
    eventually(lambda: threaded.faults[1:] == [None])
    threaded.uploader.stop(5)


# --- secrecy --------------------------------------------------------------------------------------------------------


def test_the_token_is_in_nothing_that_is_stored_told_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench(2)
    outcomes: list[object] = [Reply(401, BodyKind.JSON, "no"), Reply(503), Reply(400, BodyKind.JSON, "no"), OK]
    bench.client.script.extend(outcomes)
    with caplog.at_level(logging.DEBUG):
        for _ in outcomes:
            bench.pass_time(bench.step())
    everything = [caplog.text, repr(bench.state.texts), repr(bench.outbox.rows), repr(bench.uploader.status())]
    assert [text for text in everything if CANARY in text] == []


def test_an_uploader_that_never_ran_can_be_stopped() -> None:
    Bench().uploader.stop(1)
