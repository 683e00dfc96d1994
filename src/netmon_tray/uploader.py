"""The uploading thread: outbox -> Gate -> outbox, oldest first; a backlog several at a time (upload-queue.md)."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from netmon_tray.model import CircuitState, UploadStatus
from netmon_tray.store.errors import StoreError
from netmon_tray.upload.access import Access
from netmon_tray.upload.channel import Channel
from netmon_tray.upload.circuit import Circuit, Moment, opened, status, told
from netmon_tray.upload.circuit_store import CircuitStore
from netmon_tray.upload.client import GateClient
from netmon_tray.upload.deliveries import Deliveries
from netmon_tray.upload.metered import Metering
from netmon_tray.upload.server_clock import Dates
from netmon_tray.upload.token import TokenSource

if TYPE_CHECKING:
    from netmon_tray.settings import Settings
    from netmon_tray.upload.doors import ClientDoor, OutboxDoor, StateDoor, TokenDoor

logger = logging.getLogger(__name__)

IDLE_S = 300.0
"""Without anything to do the outbox is looked at this often; new records wake the thread anyway."""
FORCED_SPACING_S = 5.0
"""Between two probes that were asked for from outside: a flapping link must not become a request loop."""
NETWORK_JITTER_S = 2.0
"""All laptops of an office meet a returning network in the same moment."""
KEYRING_S = 1.0
"""A keyring that does not answer within this at the end waits for a person, and nobody waits for the program."""
LAST_WORDS_S = 0.5
"""Of the budget of a stop, what is kept for a request that has to be cut."""
ANSWER_S = 3.0
"""Before that nothing new is begun for so long: a record whose request is cut may be there already, and goes again."""


def make_client(settings: Settings) -> ClientDoor:
    """Make the client that the settings describe; raises NetmonError."""
    upload = settings.upload
    return GateClient(upload.base_url, ca_file=upload.ca_file, proxy=upload.proxy)


def _random() -> float:
    """A number from 0 to 1. (The module random costs more to load than it would do here.)"""
    return int.from_bytes(os.urandom(7), "big") / 2**56


class Uploader:
    """Delivers records until told to stop.

    ``step`` begins what requests there is room for and says when it is to be called again; the thread only does so,
    and whenever a request comes to its end. Everything that a step needs comes from outside: the store's two doors,
    ``together`` (one durable transaction of theirs), ``tokens``, ``client_factory``, ``clock`` and ``random``.
    ``has_route`` and ``is_metered`` tell of the network that the computer is on. ``on_fault`` is called from the thread
    with the error of a step that nobody foresaw, and with None once that is over; ``on_server_time`` with the time that
    a server tells with a delivery, and that of our wall clock, every few minutes; it may raise StoreError.
    """

    def __init__(
        self,
        outbox: OutboxDoor,
        state: StateDoor,
        *,
        settings: Settings,
        together: Callable[[], AbstractContextManager[object]] = nullcontext,
        environ: Mapping[str, str] | None = None,
        tokens: TokenDoor | None = None,
        client_factory: Callable[[Settings], ClientDoor] = make_client,
        has_route: Callable[[], bool] = lambda: True,
        is_metered: Callable[[], bool] = lambda: False,
        clock: Callable[[], Moment] = Moment.now,
        random: Callable[[], float] = _random,
        on_fault: Callable[[Exception | None], None] = lambda _error: None,
        on_server_time: Callable[[int, int], None] = lambda _server_unix_ms, _now_unix_ms: None,
    ) -> None:
        self._outbox, self._settings = outbox, settings
        self._clock, self._random, self._on_fault = clock, random, on_fault
        self._new_settings: Settings | None = None
        self._is_paused = False
        self._since_unix_ms = clock().unix_ms
        self._wake = threading.Event()
        self._stored = CircuitStore(state)
        self._is_loaded = False
        self._access = Access(TokenSource(environ) if tokens is None else tokens, client_factory)
        self._deliveries = Deliveries(outbox, clock, random, together)
        self._dates = Dates(on_server_time)
        self._metering = Metering(is_metered)
        self._channel = Channel(
            self._access,
            self._deliveries,
            settings=settings,
            now=clock(),
            random=random,
            has_route=has_route,
            on_over=self._wake.set,
            on_date=lambda date: self._dates.note(date, self._clock()),
        )
        self._wants_token_anew = False
        self._may_prompt = False
        self._has_new_network = False
        self._forced_jitter_s: float | None = None
        self._forced_at_s = float("-inf")
        self._has_more = False
        self._crash: str | None = None
        self._stop_at_s: float | None = None
        self._drains = True
        self._thread = threading.Thread(target=self._run, name="netmon-uploader", daemon=True)

    # --- from other threads: nothing here waits for a disk or a server ------------------------------------------------

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something new to send; a closed gate stays closed."""
        self._wake.set()

    def probe_now(self) -> None:
        """Somebody wants it sent now, also what a metered network would keep back: read the token anew, if need be by
        a keyring's prompt, and try at once, unless a server asked us to wait.
        """
        self._may_prompt = True
        self._metering.wish()
        self.token_changed()

    def token_changed(self) -> None:
        """There may be another token, or a keyring was unlocked: read it anew and try at once."""
        self._wants_token_anew = True
        self._force(0.0)

    def try_soon(self) -> None:
        """What failed before may pass now: try within seconds."""
        self._force(NETWORK_JITTER_S * self._random())

    def network_changed(self) -> None:
        """Another network, the same one back, or the machine woke: what failed before may pass within seconds, and
        connections from before may be dead without a sign.
        """
        self._has_new_network = True
        self.try_soon()

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
        if overlay is None and self._deliveries.trouble.is_closed:
            return told(self._channel.circuit, self._metering.hold(), now)
        over = self._deliveries.trouble if overlay is None else Circuit(overlay, self._since_unix_ms)
        return replace(status(over, now), last_success_at_unix_ms=self._channel.circuit.last_success_unix_ms)

    def stop(self, budget_s: float = 10.0, *, drains: bool = True) -> None:
        """End the thread within ``budget_s``. Requests under way are waited for; with the circuit CLOSED it also goes
        on sending that long (decisions.md 2), unless it is not to drain.
        """
        if self._thread.ident is None:
            return
        self._drains = drains
        self._stop_at_s = self._clock().monotonic_s + budget_s
        self._wake.set()
        self._access.hurry(KEYRING_S)
        self._thread.join(max(0.0, budget_s - LAST_WORDS_S))
        client = self._access.client
        if self._thread.is_alive() and client is not None:
            client.cancel()
            self._thread.join(LAST_WORDS_S)

    def _force(self, jitter_s: float) -> None:
        waiting_s = self._forced_jitter_s
        self._forced_jitter_s = jitter_s if waiting_s is None else min(waiting_s, jitter_s)
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
        self._leave()

    def _is_stopped(self) -> bool:
        """After a stop: as soon as nothing is under way or to be sent, or there is no time left for it."""
        can_go_on = self._has_more and self._may_send(self._clock()) and self._deliveries.trouble.is_closed
        return not (can_go_on or not self._channel.is_quiet) or not self._has_time_left(self._clock())

    def _leave(self) -> None:
        """Nothing leaves any more; what is still under way stays in flight, unless its answer has just come."""
        self._channel.cancel()
        now = self._clock()
        self._channel.collect(now)
        try:
            self._deliveries.save()
            if self._is_loaded:
                self._stored.save(self._channel.circuit, now, self._metering.hold())
        except StoreError as error:
            logger.warning("the last results could not be noted: %s", error)
        self._access.close()

    def _crashed(self, error: Exception) -> float:
        """Say it once, take the records back and go on with back-off; the error's own text may hold anything."""
        self._has_more = False
        if self._crash != type(error).__name__:
            self._crash = type(error).__name__
            logger.error("sending met an error that nobody foresaw", exc_info=error)
            self._on_fault(error)
        now = self._clock()
        while self._channel.in_hand:
            self._deliveries.take_back(self._channel.in_hand.pop())
        detail = f"An error of the program itself ({type(error).__name__})"
        self._channel.fail(CircuitState.BACKOFF, detail, now, is_logged=True)
        return self._channel.circuit.wait_s(now)

    def _survived(self) -> None:
        """A step looked for work and came to its end."""
        if self._crash is not None:
            self._crash = None
            logger.info("sending works again")
            self._on_fault(None)

    # --- one step -----------------------------------------------------------------------------------------------------

    def step(self, now: Moment) -> float:
        """Do what is due, without waiting for a server; return the seconds until something is due again."""
        self._has_more = False
        self._take_settings(now)
        self._take_network()
        self._collect(now)
        if self._forced_jitter_s is not None:
            self._deliveries.trouble = opened(self._deliveries.trouble, now)
        wait_s = self._deliveries.trouble.wait_s(now)
        try:
            if wait_s <= 0 or self._stop_at_s is not None:
                wait_s = self._work(now)
                self._stored.save(self._channel.circuit, self._clock(), self._metering.hold())
                self._deliveries.worked()
        except StoreError as error:
            self._has_more = False
            wait_s = self._deliveries.failed(error)
        return self._until_next_look(wait_s)

    def _work(self, now: Moment) -> float:
        """Bring what is unsaved to the store, whatever the settings say; then send, if they say so."""
        self._load(now)
        self._dates.hand_on(now)
        self._metering.follow(self._settings.upload.on_metered, now)
        self._channel.is_narrow = self._metering.is_small
        if self._overlay() is not None or self._metering.forbids_all:
            self._deliveries.save()
            if self._channel.is_quiet:
                self._access.close()
            return IDLE_S
        self._take_force(now)
        is_allowed = self._metering.may_send(
            is_closed=self._channel.circuit.is_closed, pending=lambda: self._outbox.counts().pending
        )
        wait_s = self._send_if_due(now) if is_allowed else IDLE_S
        if wait_s > 0:  # else the next claim comes at once, and takes what is unsaved into its own transaction
            self._deliveries.save()
        return wait_s

    def _collect(self, now: Moment) -> None:
        if self._channel.collect(now):
            self._survived()

    def _until_next_look(self, wait_s: float) -> float:
        """Look after what is under way, or else after idle connections, and after the time of a stop."""
        now_s = self._clock().monotonic_s
        left_s = self._channel.look()
        if left_s is None:
            left_s = self._access.close_idle(now_s)
        waits = [wait_s, wait_s if left_s is None else left_s]
        if self._stop_at_s is not None:
            waits.append(max(0.0, self._stop_at_s - LAST_WORDS_S - now_s))
        return min(waits)

    # --- what came from outside ---------------------------------------------------------------------------------------

    def _take_settings(self, now: Moment) -> None:
        settings, self._new_settings = self._new_settings, None
        if settings is None:
            return
        if settings.upload.enabled is not self._settings.upload.enabled:
            self._since_unix_ms = now.unix_ms
            self._channel.circuit = opened(self._channel.circuit, now)
        self._settings = settings
        self._channel.take_settings(settings, now)

    def _take_network(self) -> None:
        has_new_network, self._has_new_network = self._has_new_network, False
        if has_new_network:
            self._channel.change_network()

    def _take_force(self, now: Moment) -> None:
        jitter_s, self._forced_jitter_s = self._forced_jitter_s, None
        if jitter_s is None:
            return
        if self._channel.circuit.gate is not None:
            if self._forced_at_s <= now.monotonic_s:  # else one is due already: more wishes do not put it off
                self._forced_at_s = max(now.monotonic_s + jitter_s, self._forced_at_s + FORCED_SPACING_S)
            jitter_s = self._forced_at_s - now.monotonic_s
            self._channel.circuit = opened(self._channel.circuit, now, jitter_s=jitter_s)
        if self._wants_token_anew:
            self._wants_token_anew = False
            may_prompt, self._may_prompt = self._may_prompt, False
            self._access.forget_token(may_prompt=may_prompt)

    def _load(self, now: Moment) -> None:
        """Once: take up what the last run left in flight, and how the channel stood."""
        if self._is_loaded:
            return
        self._outbox.recover(now.unix_ms)
        self._channel.circuit = self._stored.load(now) or self._channel.circuit
        self._is_loaded = True

    # --- sending ------------------------------------------------------------------------------------------------------

    def _send_if_due(self, now: Moment) -> float:
        wait_s = self._channel.until_room(now)
        if wait_s > 0:
            self._has_more = self._channel.circuit.is_closed  # what only keeps the pace may still go at a stop
            return wait_s
        if not self._may_send(now):
            return IDLE_S
        if not self._access.is_open:
            self._deliveries.save()
            due_s = self._until_due(now)
            if due_s > 0:
                return due_s
            obstacle = self._access.open(self._settings)
            if obstacle is not None:
                self._channel.fail(obstacle.state, obstacle.detail, self._clock())
                return self._channel.circuit.wait_s(self._clock())
        if not self._channel.send_oldest(now):
            return self._until_due(now) or IDLE_S
        self._collect(self._clock())  # what could not even be begun is over already
        self._has_more = self._channel.circuit.is_closed
        return self._channel.until_room(self._clock())

    def _may_send(self, now: Moment) -> bool:
        """After a stop was asked for only a working channel goes on, as long as there is time."""
        if self._stop_at_s is None:
            return True
        return self._drains and self._channel.circuit.is_closed and self._has_time_left(now, ANSWER_S)

    def _has_time_left(self, now: Moment, kept_s: float = 0.0) -> bool:
        return self._stop_at_s is None or now.monotonic_s < self._stop_at_s - LAST_WORDS_S - kept_s

    def _until_due(self, now: Moment) -> float:
        """Seconds until there is something to claim."""
        due_unix_ms = self._outbox.next_due_unix_ms(now.unix_ms)
        if due_unix_ms is None:
            self._survived()
        return IDLE_S if due_unix_ms is None else min(IDLE_S, max(0.0, (due_unix_ms - now.unix_ms) / 1000))
