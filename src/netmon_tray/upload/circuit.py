"""The channel to the Gate: its state, when it may be tried again, and what an outcome makes of both.

Everything here is a value: ``decide`` takes a circuit and a verdict and returns the next circuit, so that no
clock, no file and no thread is needed to know how the uploader behaves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from netmon_tray.model import CircuitState, UploadStatus
from netmon_tray.upload.verdict import Blame, RecordAction, Verdict
from netmon_tray.words import count, joined, say, sentence

LEAST_WAIT_S = 1.0
"""Full jitter may come out as nothing; a failing channel is never asked again at once."""
STREAK = 5
"""So many rejections in a row mean that the contract broke, not the records."""
WINDOW = 50
MOST_REJECTED = 10
"""More rejections than this in the last WINDOW answers (20 %) mean the same."""
MOST_SUSPECTS = 64
ISOLATION_S = (300.0, 900.0, 2700.0, 7200.0, 14_400.0, 28_800.0, 28_800.0, 43_200.0, 43_200.0)
"""Waits between the ten tries of an isolated record: about two days in all (upload-queue.md, Delivery states)."""


@dataclass(frozen=True, slots=True)
class Row:
    """How a state behaves and what people read of it."""

    words: str
    advice: str
    base_s: float = 0.0
    """First wait; doubled with each failure in this state."""
    cap_s: float = 0.0
    steps_s: tuple[float, ...] = ()
    """The waits themselves, where they do not double; the last one stays."""
    is_full_jitter: bool = False
    """Any wait up to the step, instead of the last tenth of it."""


ROWS: Mapping[CircuitState, Row] = MappingProxyType(
    {
        CircuitState.OFF: Row(say("Upload is off: records are kept here"), say("Turn on upload.enabled to send them.")),
        CircuitState.CLOSED: Row(say("Records are sent as they are made"), ""),
        CircuitState.BACKOFF: Row(
            say("The server does not answer as it should"),
            say("It is asked again by itself."),
            5,
            900,
            is_full_jitter=True,
        ),
        CircuitState.OFFLINE: Row(
            say("There is no connection to send over"),
            say("Sending goes on with the next one."),
            5,
            300,
            is_full_jitter=True,
        ),
        CircuitState.INTERCEPTED: Row(
            say("Something else answers in the server's place"),
            say("Open the network's login page in a browser, or ask who runs this network."),
            30,
            300,
        ),
        CircuitState.AUTH: Row(
            say("The server refused the token"), say("Set a new one: netmon token set"), 60, 3600, (60, 300, 900, 3600)
        ),
        CircuitState.NO_TOKEN: Row(say("There is no token to send with"), "", 60, 900),
        CircuitState.PROXY: Row(
            say("The proxy does not let records through"), say("Check upload.proxy and what the proxy allows."), 60, 900
        ),
        CircuitState.TLS: Row(
            say("No secure connection to the server could be made"),
            say("Check its certificate; a private authority goes into upload.ca_file."),
            60,
            900,
        ),
        CircuitState.ENDPOINT: Row(
            say("The server does not know this address"),
            say("Check upload.base_url."),
            300,
            3600,
            (300, 600, 1800, 3600),
        ),
        CircuitState.CONTRACT: Row(
            say("The server does not take the records as they are"),
            say("Look for an update of netmon-tray, or ask who runs the server."),
            900,
            900,
        ),
        CircuitState.THROTTLED: Row(
            say("The server asked to wait"), say("Sending goes on by itself."), 5, 900, (), True
        ),
        CircuitState.STORAGE: Row(
            say("Sending stopped because its results can't be saved"),
            say("Free or repair the disk: it goes on by itself."),
            5,
            60,
        ),
        CircuitState.PAUSED: Row(say("Sending is paused"), say("It goes on with recording.")),
        CircuitState.METERED: Row(
            say("This network is metered: nothing is sent over it"),
            say("Sending goes on over another one (upload.on_metered)."),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of both clocks."""

    monotonic_s: float
    unix_ms: int

    @classmethod
    def now(cls) -> Moment:
        """Read them."""
        return cls(time.monotonic(), time.time_ns() // 1_000_000)


@dataclass(frozen=True, slots=True)
class Gate:
    """When the channel may be used again, by either clock: the earlier one holds, so no clock jump lengthens a wait."""

    opens_monotonic_s: float
    opens_unix_ms: int
    is_asked_for: bool = False
    """A server asked for this wait: nobody's impatience shortens it."""

    @classmethod
    def after(cls, wait_s: float, now: Moment, *, is_asked_for: bool = False) -> Gate:
        """A gate that opens in so many seconds."""
        return cls(now.monotonic_s + wait_s, now.unix_ms + round(wait_s * 1000), is_asked_for)

    def wait_s(self, now: Moment) -> float:
        """Seconds until it opens; 0 when it is open."""
        return max(0.0, min(self.opens_monotonic_s - now.monotonic_s, (self.opens_unix_ms - now.unix_ms) / 1000))


@dataclass(frozen=True, slots=True)
class Circuit:
    """The channel's state. CLOSED sends freely; every other state sends one probe each time its gate opens."""

    state: CircuitState = CircuitState.CLOSED
    since_unix_ms: int = 0
    detail: str = ""
    """The latest words of the server or the fault."""
    gate: Gate | None = None
    tries: Mapping[CircuitState, int] = field(default_factory=dict)
    """Failures in each state since the last success: a channel that changes its mind gains nothing."""
    suspects: Mapping[int, int] = field(default_factory=dict)
    """Records that failed while the channel did -> how often each was isolated since, oldest first. Probes pass
    them by; once another record got through, what they meet is their own fault."""
    in_doubt: frozenset[int] = frozenset()
    """Suspects whose latest failure may have been the server's: no other record got through since."""
    failed_id: int | None = None
    """The record of the latest failure, if that may have been its own."""
    recent: tuple[int, ...] = ()
    """The last answers: 0 for an accepted record, the id of a rejected one."""
    last_success_unix_ms: int | None = None

    def wait_s(self, now: Moment) -> float:
        """Seconds until the next request may leave."""
        return self.gate.wait_s(now) if self.gate else 0.0

    @property
    def is_closed(self) -> bool:
        """Whether records flow freely."""
        return self.state is CircuitState.CLOSED

    @property
    def passed_by(self) -> frozenset[int]:
        """Records that the next probe should not use."""
        return frozenset() if self.is_closed else frozenset(self.suspects)


@dataclass(frozen=True, slots=True)
class Decision:
    """The next circuit, what becomes of the record, and which rejected records are taken back."""

    circuit: Circuit
    record: Verdict
    requeue: tuple[int, ...] = ()


def decide(
    circuit: Circuit,
    verdict: Verdict,
    record_id: int,
    now: Moment,
    random: Callable[[], float],
    *,
    is_late: bool = False,
) -> Decision:
    """Decide what follows from a record's verdict; ``random`` gives numbers from 0 to 1.

    ``is_late``: the request began before the channel failed or the network changed, side by side with others. That it
    fails tells of its record, but not of the channel as it is now: four at a time are no four failures.
    """
    if verdict.action is RecordAction.LEAVE:
        return Decision(circuit, verdict)
    if is_late:
        return _decide_late(circuit, verdict, record_id, now, random)
    if verdict.action is RecordAction.SENT:
        return Decision(_succeed(circuit, record_id, now), verdict)
    if verdict.action is RecordAction.REJECT:
        return _decide_rejection(circuit, verdict, record_id, now, random)
    if verdict.circuit is CircuitState.CLOSED:
        return Decision(_answered(circuit, verdict, now), verdict)
    if circuit.is_closed and _is_at_fault(circuit, verdict, record_id):
        return _isolate(circuit, verdict, record_id)
    failed = fail(circuit, verdict.circuit, verdict.error, now, random, wait_s=verdict.wait_s)
    return Decision(_suspect_if_blamed(failed, verdict, record_id), verdict)


def fail(
    circuit: Circuit,
    state: CircuitState,
    detail: str,
    now: Moment,
    random: Callable[[], float],
    *,
    wait_s: float | None = None,
) -> Circuit:
    """Put the circuit into a failing state; ``wait_s`` is what a server asked for."""
    tries = circuit.tries.get(state, 0)
    return replace(
        circuit,
        state=state,
        since_unix_ms=circuit.since_unix_ms if state is circuit.state else now.unix_ms,
        detail=detail,
        gate=Gate.after(
            _wait_s(state, tries, random, wait_s),
            now,
            is_asked_for=wait_s is not None or state is CircuitState.THROTTLED,
        ),
        tries={**circuit.tries, state: tries + 1},
    )


def opened(circuit: Circuit, now: Moment, *, jitter_s: float = 0.0) -> Circuit:
    """Let the next probe leave in ``jitter_s``, if that is sooner; what a server asked for is kept to."""
    if circuit.gate is None or circuit.gate.is_asked_for or circuit.wait_s(now) <= jitter_s:
        return circuit
    return replace(circuit, gate=Gate.after(jitter_s, now))


def status(circuit: Circuit, now: Moment) -> UploadStatus:
    """Tell the circuit in words."""
    row = ROWS[circuit.state]
    next_try = now.unix_ms + round(circuit.wait_s(now) * 1000) if circuit.gate else None
    rest = joined([sentence(circuit.detail), row.advice])
    return UploadStatus(
        circuit.state,
        circuit.since_unix_ms,
        row.words,
        next_try,
        circuit.last_success_unix_ms,
        rest,
        circuit.detail,
    )


@dataclass(frozen=True, slots=True)
class Hold:
    """What a metered network keeps back: everything, or ``records`` that waited before."""

    since_unix_ms: int
    is_all: bool = False
    records: int = 0


def told(circuit: Circuit, hold: Hold | None, now: Moment) -> UploadStatus:
    """Tell the circuit in words, with what is kept back although it works."""
    seen = status(circuit, now)
    if hold is not None and hold.is_all:
        row = ROWS[CircuitState.METERED]
        return replace(
            seen,
            state=CircuitState.METERED,
            since_unix_ms=hold.since_unix_ms,
            title=row.words,
            rest=row.advice,
            next_try_at_unix_ms=None,
        )
    if hold is not None and hold.records and circuit.is_closed:
        held = count(
            hold.records,
            "This network is metered: records are sent as they are made, and {n} older one waits for another one "
            "(upload.on_metered)",
            "This network is metered: records are sent as they are made, and {n} older ones wait for another one "
            "(upload.on_metered)",
        )
        return replace(seen, title=held, rest="")
    return seen


def _wait_s(state: CircuitState, tries: int, random: Callable[[], float], asked_s: float | None) -> float:
    """Seconds to wait after the failure number ``tries`` (from 0) in this state."""
    row = ROWS[state]
    if row.steps_s:
        step_s = row.steps_s[min(tries, len(row.steps_s) - 1)]
    else:
        step_s = min(row.cap_s, row.base_s * 2.0 ** min(tries, 30))
    share = random() if row.is_full_jitter else 0.9 + 0.1 * random()
    wait_s = max(LEAST_WAIT_S, step_s * share)
    if asked_s is None:
        return wait_s
    return max(asked_s, wait_s if state is CircuitState.THROTTLED else row.base_s)


def _close(circuit: Circuit, now: Moment) -> Circuit:
    """The server answered as it should, whatever it thought of the record."""
    return replace(
        circuit,
        state=CircuitState.CLOSED,
        since_unix_ms=circuit.since_unix_ms if circuit.is_closed else now.unix_ms,
        detail="",
        gate=None,
        tries={},
        in_doubt=frozenset(),
        failed_id=None,
    )


def _answered(circuit: Circuit, verdict: Verdict, now: Moment) -> Circuit:
    """A fault of our own says nothing of the channel: only a status does."""
    return circuit if verdict.status is None else _close(circuit, now)


def _succeed(circuit: Circuit, record_id: int, now: Moment) -> Circuit:
    return _delivered(_close(circuit, now), record_id, now)


def _delivered(circuit: Circuit, record_id: int, now: Moment) -> Circuit:
    return replace(
        circuit,
        suspects=_without(circuit.suspects, record_id),
        recent=(*circuit.recent, 0)[-WINDOW:],
        last_success_unix_ms=now.unix_ms,
    )


def _decide_late(
    circuit: Circuit, verdict: Verdict, record_id: int, now: Moment, random: Callable[[], float]
) -> Decision:
    if verdict.action is RecordAction.SENT:
        is_resting = circuit.gate is not None and circuit.gate.is_asked_for and circuit.wait_s(now) > 0
        return Decision(_delivered(circuit if is_resting else _close(circuit, now), record_id, now), verdict)
    if verdict.action is RecordAction.REJECT and circuit.state is CircuitState.CONTRACT:
        return Decision(_suspect(circuit, record_id), _taken_back(verdict))
    if verdict.action is RecordAction.REJECT:
        return Decision(_rejected(circuit, record_id), verdict)
    if verdict.blame is Blame.RECORD:
        circuit = _suspect(circuit, record_id)
    if verdict.wait_s is not None and verdict.wait_s > circuit.wait_s(now):
        failed = fail(circuit, verdict.circuit, verdict.error, now, random, wait_s=verdict.wait_s)
        circuit = replace(failed, tries=circuit.tries)
    return Decision(circuit, verdict)


def _decide_rejection(
    circuit: Circuit, verdict: Verdict, record_id: int, now: Moment, random: Callable[[], float]
) -> Decision:
    """Reject the record, unless so many are that the contract must have broken: then none is."""
    if circuit.state is CircuitState.CONTRACT:
        failed = fail(circuit, CircuitState.CONTRACT, verdict.error, now, random)
        return Decision(_suspect(failed, record_id), _taken_back(verdict))
    noted = _rejected(circuit, record_id)
    streak = () if record_id in circuit.suspects else _broken_streak(noted.recent)
    if not streak:
        return Decision(_answered(noted, verdict, now), verdict)
    failed = fail(replace(circuit, recent=()), CircuitState.CONTRACT, verdict.error, now, random)
    for suspect_id in streak:
        failed = _suspect(failed, suspect_id)
    return Decision(failed, _taken_back(verdict), tuple(id_ for id_ in streak if id_ != record_id))


def _rejected(circuit: Circuit, record_id: int) -> Circuit:
    """Note a rejection; that of a suspect was to be expected and says nothing of the contract."""
    if record_id in circuit.suspects:
        return replace(circuit, suspects=_without(circuit.suspects, record_id))
    return replace(circuit, recent=(*circuit.recent, record_id)[-WINDOW:])


def _broken_streak(recent: tuple[int, ...]) -> tuple[int, ...]:
    """The rejected records that show a broken contract; empty where there are too few."""
    last = recent[-STREAK:]
    if len(last) == STREAK and all(last):
        return last
    rejected = tuple(id_ for id_ in recent if id_)
    return rejected if len(rejected) > MOST_REJECTED else ()


def _taken_back(verdict: Verdict) -> Verdict:
    return replace(verdict, action=RecordAction.READY, circuit=CircuitState.CONTRACT, reason=None)


def _is_at_fault(circuit: Circuit, verdict: Verdict, record_id: int) -> bool:
    """Whether a suspect failed while others pass: alone in the queue, it may be the server that fails for all."""
    return verdict.blame is not Blame.NONE and record_id in circuit.suspects and record_id not in circuit.in_doubt


def _isolate(circuit: Circuit, verdict: Verdict, record_id: int) -> Decision:
    """Others pass, this one fails: it waits in its own slow lane, and after ten tries it is rejected."""
    tries = circuit.suspects[record_id]
    if tries >= len(ISOLATION_S):
        rest = replace(circuit, suspects=_without(circuit.suspects, record_id))
        return Decision(rest, replace(verdict, action=RecordAction.REJECT, reason="server-error", attempt=True))
    isolated = replace(verdict, reason="server-error", attempt=True, record_wait_s=ISOLATION_S[tries])
    return Decision(_suspect(circuit, record_id, tries + 1), isolated)


def _suspect_if_blamed(circuit: Circuit, verdict: Verdict, record_id: int) -> Circuit:
    is_again = circuit.failed_id == record_id
    circuit = replace(circuit, failed_id=None if verdict.blame is Blame.NONE else record_id)
    is_known = record_id in circuit.suspects
    if verdict.blame is Blame.RECORD or (verdict.blame is Blame.MAYBE and (is_again or is_known)):
        return _suspect(circuit, record_id)
    return circuit


def _suspect(circuit: Circuit, record_id: int, tries: int | None = None) -> Circuit:
    """Hold it against a record that it failed; ``tries``: how often it was isolated, if that changed."""
    tries = circuit.suspects.get(record_id, 0) if tries is None else tries
    suspects = dict([*_without(circuit.suspects, record_id).items(), (record_id, tries)][-MOST_SUSPECTS:])
    return replace(circuit, suspects=suspects, in_doubt=(circuit.in_doubt | {record_id}) & suspects.keys())


def _without(suspects: Mapping[int, int], record_id: int) -> dict[int, int]:
    return {id_: tries for id_, tries in suspects.items() if id_ != record_id}
