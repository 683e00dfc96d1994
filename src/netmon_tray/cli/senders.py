"""Who sends for ``netmon queue send``: this process, as the agent for that time, or the one that records."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from netmon_tray import holder
from netmon_tray.cli.progress import Progress
from netmon_tray.cli.view import pause_text
from netmon_tray.model import CircuitState, NetmonError, known
from netmon_tray.pause import Pause
from netmon_tray.probes import host_probe
from netmon_tray.storage import stored_upload
from netmon_tray.store.lock import DataDirLock
from netmon_tray.upload.circuit_text import STATE_KEY
from netmon_tray.upload.wire import network_key
from netmon_tray.uploader import Uploader

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.storage import Stores

ANSWER_EXTRA_S = 10.0
"""A running agent hears of a wish at its next sample; beyond that and this it does not answer."""
SETTLE_S = 12.0
"""Connecting may take 10 s: until then the agent's stored state may still be the one from before the wish."""
STALL_S = 90.0
"""Twice what one request may take: an agent whose working channel moves nothing for so long is stopped itself."""
HOLDER_LOOK_S = 1.0
_SEND_VERBS = frozenset({"send_now", "token"})


class Sender(Protocol):
    """Sends, or has it done.

    Attributes:
        is_relieved: somebody else is to send from now on; known after a ``look``.
    """

    is_relieved: bool

    def look(self) -> Progress:
        """How far it is. Raises NetmonError."""

    def end(self, *, drains: bool) -> None:
        """Send no more; with ``drains`` what a working channel can still take within some seconds."""


class Here:
    """This process sends. It grants what others ask of an agent, and gives way to one that wants to record."""

    def __init__(self, context: Context, stores: Stores) -> None:
        pause = Pause.from_text(stores.state.get("pause"))
        if pause.is_on and not pause.is_over(context.now_unix_ms()):
            raise NetmonError(f"netmon is {pause_text(pause)}: nothing is sent.", "Resume it in the tray's menu first.")
        self.is_relieved = False
        self._context, self._stores = context, stores
        self._is_metered = context.settings.upload.on_metered == "never" and _is_metered_now(stores)
        stores.state.put({holder.STATE_KEY: holder.to_text(started_unix_ms=context.now_unix_ms(), only_sends=True)})
        self._uploader = Uploader(
            stores.outbox,
            stores.state,
            settings=context.settings,
            together=lambda: stores.database.transaction(durable=True),
            environ=context.environ,
            is_metered=lambda: self._is_metered,
        )
        self._uploader.probe_now()
        self._uploader.start()

    def look(self) -> Progress:
        """How far it is; relieved by a process that wants to record here."""
        for request in self._stores.state.open_requests():
            if request.verb == holder.HAND_OVER:
                self._stores.state.finish(request.id, "done")
                self.is_relieved = True
            if request.verb in _SEND_VERBS:  # whatever else is wished waits for an agent that records
                self._stores.state.finish(request.id, "done")
                self._uploader.probe_now()
        outbox = self._stores.outbox
        due_unix_ms = outbox.next_due_unix_ms(self._context.now_unix_ms())
        return Progress(outbox.counts(), self._uploader.status(), due_unix_ms)

    def end(self, *, drains: bool) -> None:
        """Stop the thread; what is under way comes to its end."""
        self._uploader.stop(drains=drains)


class Asked:
    """The process that holds the data directory sends, because it is asked to."""

    def __init__(self, context: Context, stores: Stores) -> None:
        self.is_relieved = False
        self._context, self._stores = context, stores
        self._circuit_before = stores.state.get(STATE_KEY)
        self._sent_before = stores.outbox.counts().sent
        self._request = stores.state.ask("send_now")
        self._asked_s = self._moved_s = time.monotonic()
        self._answered_s: float | None = None
        self._looked_s = self._asked_s
        self._last: tuple[object, ...] = ()

    def look(self) -> Progress:
        """How far it is; relieved where that process is gone."""
        now_s, now_unix_ms = time.monotonic(), self._context.now_unix_ms()
        self.is_relieved = self._is_gone(now_s)
        if self._answered_s is None and self._stores.state.outcome(self._request) is not None:
            self._answered_s = now_s
        circuit, counts = self._stores.state.get(STATE_KEY), self._stores.outbox.counts()
        has_moved = circuit != self._circuit_before or counts.sent != self._sent_before
        progress = Progress(
            counts,
            stored_upload(self._stores.state, self._context.settings, now_unix_ms),
            self._stores.outbox.next_due_unix_ms(now_unix_ms),
            is_answered=self._answered_s is not None,
            is_settled=has_moved or (self._answered_s is not None and now_s - self._answered_s > SETTLE_S),
        )
        self._expect_answer(progress, (circuit, counts.sent, counts.rejected, counts.pending, counts.sending), now_s)
        return progress

    def end(self, *, drains: bool) -> None:
        """The other process goes on as it likes."""

    def _is_gone(self, now_s: float) -> bool:
        if now_s - self._looked_s < HOLDER_LOOK_S:
            return False
        self._looked_s = now_s
        return DataDirLock(self._context.paths.data_dir).held_by() is None

    def _expect_answer(self, progress: Progress, seen: tuple[object, ...], now_s: float) -> None:
        """Tell a process that hears and does nothing from one that sends."""
        if seen != self._last or progress.status.state is not CircuitState.CLOSED:
            self._last, self._moved_s = seen, now_s
        limit_s = self._context.settings.sampling.interval_s + ANSWER_EXTRA_S
        is_deaf = self._answered_s is None and now_s - self._asked_s > limit_s
        if is_deaf or now_s - self._moved_s > STALL_S:
            raise NetmonError(
                "The running netmon does not answer.", "It sends by itself when it can; `netmon status` tells more."
            )


def _is_metered_now(stores: Stores) -> bool:
    """Whether the network is metered, by the user's word or else by the system's; not known is no."""
    try:
        probe = host_probe()
    except NetmonError:
        return False
    try:
        link = probe.sample().primary
    finally:
        probe.close()
    if link is None:
        return False
    said = stores.history.flags(network_key(link)).is_metered
    return bool(known(link.network.is_metered) if said is None else said)
