"""The uploading thread: outbox -> Gate -> outbox, one record at a time, oldest first (upload-queue.md)."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from netmon_tray.log import Repeating
from netmon_tray.model import CircuitState, NetmonError, UploadStatus
from netmon_tray.store.errors import StoreError
from netmon_tray.upload.address import ProxyAddressError
from netmon_tray.upload.circuit import Circuit, Moment, decide, fail, opened, status
from netmon_tray.upload.circuit_text import STATE_KEY, after_restart, from_text, to_text
from netmon_tray.upload.client import GateClient
from netmon_tray.upload.deliveries import Deliveries
from netmon_tray.upload.token import Token, TokenProblem, TokenSource
from netmon_tray.upload.verdict import Verdict, judge

if TYPE_CHECKING:
    from netmon_tray.settings import Settings
    from netmon_tray.upload.doors import ClaimedRecord, ClientDoor, OutboxDoor, StateDoor, TokenDoor
    from netmon_tray.upload.outcome import Reply, TransportFault

logger = logging.getLogger(__name__)

IDLE_S = 300.0
"""Without anything to do the outbox is looked at this often; new records wake the thread anyway."""
FORCED_SPACING_S = 5.0
"""Between two probes that were asked for from outside: a flapping link must not become a request loop."""
NETWORK_JITTER_S = 2.0
"""All laptops of an office meet a returning network in the same moment."""
SUCCESS_SAVED_S = 60.0
"""How often the time of the last success is stored while nothing else changes."""
LAST_WORDS_S = 0.5
"""Of the budget of a stop, what is kept for a request that has to be cut."""


def make_client(settings: Settings) -> ClientDoor:
    """Make the client that the settings describe; raises NetmonError."""
    upload = settings.upload
    return GateClient(upload.base_url, ca_file=upload.ca_file, proxy=upload.proxy)


def _random() -> float:
    """A number from 0 to 1. (The module random costs more to load than it would do here.)"""
    return int.from_bytes(os.urandom(7), "big") / 2**56


class Uploader:
    """Delivers records until told to stop.

    ``step`` does at most one request and says when the next one is due; the thread only calls it again and again.
    Everything that a step needs comes from outside: the two doors of the store, ``tokens``, ``client_factory``,
    ``clock`` and ``random``. ``has_route`` tells whether the computer is connected at all. ``on_fault`` is called
    from the thread with the error of a step that nobody foresaw, and with None once that is over.
    """

    def __init__(
        self,
        outbox: OutboxDoor,
        state: StateDoor,
        *,
        settings: Settings,
        environ: Mapping[str, str] | None = None,
        tokens: TokenDoor | None = None,
        client_factory: Callable[[Settings], ClientDoor] = make_client,
        has_route: Callable[[], bool] = lambda: True,
        clock: Callable[[], Moment] = Moment.now,
        random: Callable[[], float] = _random,
        on_fault: Callable[[Exception | None], None] = lambda _error: None,
    ) -> None:
        self._outbox, self._state, self._settings = outbox, state, settings
        self._tokens: TokenDoor = TokenSource(environ) if tokens is None else tokens
        self._client_factory = client_factory
        self._has_route, self._clock, self._random, self._on_fault = has_route, clock, random, on_fault
        self._new_settings: Settings | None = None
        self._is_paused = False
        self._since_unix_ms = clock().unix_ms
        self._circuit = Circuit(since_unix_ms=self._since_unix_ms)
        self._is_loaded = False
        self._saved: tuple[object, ...] = ()
        self._saved_success_unix_ms = 0
        self._deliveries = Deliveries(outbox, clock, random)
        self._in_flight: ClaimedRecord | None = None
        self._client: ClientDoor | None = None
        self._token: Token | None = None
        self._may_prompt = True
        self._wants_token_anew = False
        self._forced_jitter_s: float | None = None
        self._forced_at_s = float("-inf")
        self._next_start_s = float("-inf")
        self._has_more = False
        self._crash: str | None = None
        self._channel = Repeating(logger, "sending")
        self._stop_at_s: float | None = None
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="netmon-uploader", daemon=True)

    # --- from other threads: nothing here waits for a disk or a server ------------------------------------------------

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something new to send; a closed gate stays closed."""
        self._wake.set()

    def probe_now(self) -> None:
        """Somebody wants it sent now, or has set a token: read the token anew and try at once, unless a server asked
        us to wait.
        """
        self._wants_token_anew = True
        self._force(0.0)

    def network_changed(self) -> None:
        """Another network, or the same one back: what failed on the last one may pass within seconds."""
        self._force(NETWORK_JITTER_S * self._random())

    def apply(self, settings: Settings) -> None:
        """Take changed settings, from the next step on."""
        self._new_settings = settings
        self._wake.set()

    def set_paused(self, *, is_paused: bool) -> None:
        """Pause or resume sending; a request under way is brought to its end."""
        if is_paused != self._is_paused:
            self._is_paused, self._since_unix_ms = is_paused, self._clock().unix_ms
            self._wake.set()

    def status(self) -> UploadStatus:
        """The channel as people see it."""
        now = self._clock()
        overlay = self._overlay()
        if overlay is not None:
            told = status(Circuit(overlay, self._since_unix_ms), now)
            return replace(told, last_success_at_unix_ms=self._circuit.last_success_unix_ms)
        if not self._deliveries.trouble.is_closed:
            told = status(self._deliveries.trouble, now)
            return replace(told, last_success_at_unix_ms=self._circuit.last_success_unix_ms)
        return status(self._circuit, now)

    def stop(self, budget_s: float = 10.0) -> None:
        """End the thread within ``budget_s``; with the circuit CLOSED it goes on sending that long (decisions.md 2)."""
        if self._thread.ident is None:
            return
        self._stop_at_s = self._clock().monotonic_s + budget_s
        self._wake.set()
        self._thread.join(max(0.0, budget_s - LAST_WORDS_S))
        if self._thread.is_alive() and self._client is not None:
            self._client.cancel()
            self._thread.join(LAST_WORDS_S)

    def _force(self, jitter_s: float) -> None:
        self._forced_jitter_s = jitter_s
        self._wake.set()

    def _overlay(self) -> CircuitState | None:
        """What lies over the circuit by somebody's will."""
        settings = self._new_settings or self._settings
        if not settings.upload.enabled:
            return CircuitState.OFF
        return CircuitState.PAUSED if self._is_paused else None

    # --- the thread ---------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            self._wake.clear()
            is_asked_to_stop = self._stop_at_s is not None
            try:
                wait_s = self.step(self._clock())
            except Exception as error:  # noqa: BLE001 - a worker never dies silently
                wait_s = self._crashed(error)
            if is_asked_to_stop and self._is_stopped():
                break
            self._wake.wait(wait_s)
        self._close_client()

    def _is_stopped(self) -> bool:
        """After a stop: as soon as nothing more is to be sent, may be sent, or there is no time left for it."""
        can_go_on = self._has_more and self._circuit.is_closed and self._deliveries.trouble.is_closed
        return not can_go_on or self._clock().monotonic_s >= (self._stop_at_s or 0.0) - LAST_WORDS_S

    def _crashed(self, error: Exception) -> float:
        """Say it once, take the record back and go on with back-off; the error's own text may hold anything."""
        self._has_more = False
        if self._crash != type(error).__name__:
            self._crash = type(error).__name__
            logger.error("sending met an error that nobody foresaw", exc_info=error)
            self._on_fault(error)
        now = self._clock()
        if self._in_flight is not None:
            self._deliveries.take_back(self._in_flight)
            self._in_flight = None
        detail = f"An error of the program itself ({type(error).__name__})"
        self._circuit = fail(self._circuit, CircuitState.BACKOFF, detail, now, self._random)
        return self._circuit.wait_s(now)

    def _survived(self) -> None:
        """A step looked for work and came to its end."""
        if self._crash is not None:
            self._crash = None
            logger.info("sending works again")
            self._on_fault(None)

    # --- one step -----------------------------------------------------------------------------------------------------

    def step(self, now: Moment) -> float:
        """Do what is due, one request at the most; return the seconds until something is due again."""
        self._has_more = False
        self._take_settings(now)
        if self._forced_jitter_s is not None:
            self._deliveries.trouble = opened(self._deliveries.trouble, now)
        wait_s = self._deliveries.trouble.wait_s(now)
        try:
            if wait_s <= 0 or self._stop_at_s is not None:
                wait_s = self._work(now)
                self._save_circuit(self._clock())
        except StoreError as error:
            self._has_more = False
            wait_s = self._deliveries.failed(error)
        return self._until_idle(wait_s)

    def _work(self, now: Moment) -> float:
        """Bring what is unsaved to the store, whatever the settings say; then send, if they say so."""
        self._load(now)
        self._deliveries.save()
        if self._overlay() is not None:
            self._close_client()
            return IDLE_S
        self._take_force(now)
        return self._send_if_due(now)

    def _take_settings(self, now: Moment) -> None:
        settings, self._new_settings = self._new_settings, None
        if settings is None:
            return
        before, self._settings = self._settings.upload, settings
        after = settings.upload
        if after.enabled is not before.enabled:
            self._since_unix_ms = now.unix_ms
            self._circuit = opened(self._circuit, now)
        if (after.base_url, after.ca_file, after.proxy) != (before.base_url, before.ca_file, before.proxy):
            self._close_client()
            self._client = self._token = None
            self._may_prompt = True
            self._circuit = Circuit(
                since_unix_ms=now.unix_ms,
                suspects=self._circuit.suspects,
                last_success_unix_ms=self._circuit.last_success_unix_ms,
            )

    def _load(self, now: Moment) -> None:
        """Once: take up what the last run left in flight, and how the channel stood."""
        if self._is_loaded:
            return
        self._outbox.recover(now.unix_ms)
        stored = from_text(self._state.get(STATE_KEY), now)
        if stored != Circuit():
            self._circuit = after_restart(stored)
        self._is_loaded = True

    def _take_force(self, now: Moment) -> None:
        jitter_s, self._forced_jitter_s = self._forced_jitter_s, None
        if jitter_s is None:
            return
        if self._circuit.gate is not None:
            if self._forced_at_s <= now.monotonic_s:  # else one is due already: more wishes do not put it off
                self._forced_at_s = max(now.monotonic_s + jitter_s, self._forced_at_s + FORCED_SPACING_S)
            jitter_s = self._forced_at_s - now.monotonic_s
            self._circuit = opened(self._circuit, now, jitter_s=jitter_s)
        if self._wants_token_anew:
            self._wants_token_anew = False
            self._token, self._may_prompt = None, True

    def _send_if_due(self, now: Moment) -> float:
        wait_s = max(self._circuit.wait_s(now), self._next_start_s - now.monotonic_s)
        if wait_s > 0:
            self._has_more = self._circuit.is_closed  # what only keeps the pace may still go at a stop
            return wait_s
        if self._stop_at_s is not None and not (self._circuit.is_closed and self._has_time_left(now)):
            return IDLE_S
        if self._token is None or self._client is None:
            due_s = self._until_due(now)
            if due_s > 0:
                return due_s
            if not self._is_ready(now):
                return self._circuit.wait_s(self._clock())
        return self._send_oldest(now)

    def _has_time_left(self, now: Moment) -> bool:
        """Whether a stop leaves time for one more request."""
        return self._stop_at_s is None or now.monotonic_s < self._stop_at_s - LAST_WORDS_S

    def _until_due(self, now: Moment) -> float:
        """Seconds until there is something to claim."""
        due_unix_ms = self._outbox.next_due_unix_ms(now.unix_ms)
        self._deliveries.worked()
        if due_unix_ms is None:
            self._survived()
        return IDLE_S if due_unix_ms is None else min(IDLE_S, max(0.0, (due_unix_ms - now.unix_ms) / 1000))

    def _is_ready(self, now: Moment) -> bool:
        """Have a client and a token; what is missing becomes the circuit's state."""
        try:
            client = self._client = self._client or self._client_factory(self._settings)
        except NetmonError as error:
            is_proxy = isinstance(error, ProxyAddressError)
            self._fail(CircuitState.PROXY if is_proxy else CircuitState.ENDPOINT, str(error), now)
            return False
        found = self._token or self._tokens.read(client.address.origin, may_prompt=self._may_prompt)
        self._may_prompt = False
        if isinstance(found, TokenProblem):
            self._fail(CircuitState.NO_TOKEN, found.text, self._clock())
            return False
        self._token = found
        return True

    def _fail(self, state: CircuitState, detail: str, now: Moment) -> None:
        self._circuit = fail(self._circuit, state, detail, now, self._random)
        self._channel.failed(f"{state.value}: {detail}")

    def _send_oldest(self, now: Moment) -> float:
        client, token = self._client, self._token
        passed_by = self._circuit.passed_by
        claimed = self._outbox.claim_oldest(now.unix_ms, skip=passed_by)
        if claimed is None and passed_by:
            claimed = self._outbox.claim_oldest(now.unix_ms)
        self._deliveries.worked()
        if claimed is None or client is None or token is None:
            return self._until_due(now) or IDLE_S
        self._in_flight = claimed
        self._next_start_s = now.monotonic_s + 1 / self._settings.upload.max_records_per_s
        outcome = client.post(claimed.payload, claimed.record_uuid, token.value)
        return self._settle(claimed, outcome, token, client)

    def _settle(
        self, claimed: ClaimedRecord, outcome: Reply | TransportFault, token: Token, client: ClientDoor
    ) -> float:
        """Judge the outcome and bring record and circuit to where they belong."""
        now = self._clock()
        verdict = judge(
            outcome,
            record_uuid=claimed.record_uuid,
            attempts=claimed.attempts,
            has_route=client.address.is_loopback or self._has_route(),
            now_unix_s=now.unix_ms / 1000,
        )
        if verdict.circuit is CircuitState.AUTH and self._has_other_token(token, client):
            self._keep(claimed, verdict, now)
            self._has_more = True
            return 0.0
        decision = decide(self._circuit, verdict, claimed.id, now, self._random)
        self._circuit = decision.circuit
        self._tell(verdict)
        self._keep(claimed, decision.record, now, requeue=decision.requeue)
        self._survived()
        self._has_more = self._circuit.is_closed
        return max(0.0, self._circuit.wait_s(now), self._next_start_s - now.monotonic_s)

    def _keep(self, claimed: ClaimedRecord, verdict: Verdict, now: Moment, requeue: tuple[int, ...] = ()) -> None:
        self._in_flight = None
        self._deliveries.keep(claimed, verdict, now, requeue)

    def _has_other_token(self, refused: Token, client: ClientDoor) -> bool:
        """Read the token once more; a changed one is tried at once, the same one only when the gate opens again."""
        self._token = None
        found = self._tokens.read(client.address.origin, may_prompt=False)
        if isinstance(found, Token) and found.value != refused.value:
            self._token = found
            return True
        return False

    def _tell(self, verdict: Verdict) -> None:
        """Log a failing channel once, and that it works again once."""
        if self._circuit.is_closed:
            self._channel.recovered()
        else:
            self._channel.failed(f"{self._circuit.state.value}: {verdict.error}")

    # --- what is kept of it -------------------------------------------------------------------------------------------

    def _save_circuit(self, now: Moment) -> None:
        """Store the circuit where it changed in more than the time of its last success."""
        circuit = self._circuit
        rejected = tuple(id_ for id_ in circuit.recent if id_)
        shape = (circuit.state, circuit.gate, circuit.detail, circuit.tries, circuit.suspects, rejected)
        success_unix_ms = circuit.last_success_unix_ms or 0
        is_fresh = abs(success_unix_ms - self._saved_success_unix_ms) < SUCCESS_SAVED_S * 1000
        if shape == self._saved and is_fresh:
            return
        self._state.put({STATE_KEY: to_text(circuit, now)})
        self._saved, self._saved_success_unix_ms = shape, success_unix_ms

    # --- the connection -----------------------------------------------------------------------------------------------

    def _until_idle(self, wait_s: float) -> float:
        """Close an idle connection in time."""
        left_s = self._client.close_idle(self._clock().monotonic_s) if self._client is not None else None
        return wait_s if left_s is None else min(wait_s, left_s)

    def _close_client(self) -> None:
        if self._client is not None:
            self._client.close()
