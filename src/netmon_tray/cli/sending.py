"""``netmon queue send``: send what waits, now; by this process where none records, else by asking the one that does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import ERROR, FINE
from netmon_tray.cli.render import write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import pause_text, queue_document, upload_document, upload_text
from netmon_tray.model import CircuitState, NetmonError, QueueCounts, UploadStatus

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.storage import Stores

POLL_S = 0.2
ANSWER_EXTRA_S = 10.0
"""A running agent hears of a wish at its next sample; beyond that and this it does not answer."""
SETTLE_S = 12.0
"""Connecting may take 10 s: until then the agent's stored state may still be the one from before the wish."""
_BAR_CELLS = 24
_WILLED = frozenset({CircuitState.OFF, CircuitState.PAUSED})


@dataclass(frozen=True, slots=True)
class Progress:
    """The queue and the channel at one moment."""

    counts: QueueCounts
    status: UploadStatus
    next_due_unix_ms: int | None
    """When the next record may be claimed; None while none waits."""
    is_settled: bool = True
    """What ``status`` says is newer than the wish to send."""

    @property
    def left(self) -> int:
        """Records that are not sent yet."""
        return self.counts.pending + self.counts.sending

    def is_over(self, now_unix_ms: int) -> bool:
        """Whether nothing more will be sent soon: all is sent, the channel rests, or the rest waits in its own lane."""
        if not self.left or self.status.state in _WILLED:
            return True
        if self.status.state is not CircuitState.CLOSED:
            next_try = self.status.next_try_at_unix_ms
            return self.is_settled and next_try is not None and next_try > now_unix_ms
        is_isolated = self.next_due_unix_ms is not None and self.next_due_unix_ms > now_unix_ms + 1000
        return is_isolated and not self.counts.sending


def send(context: Context) -> int:
    """Send until nothing waits or the server does not take any more; exit code 0 only in the first case."""
    from netmon_tray.store.lock import DataDirLock

    if not context.settings.upload.enabled:
        raise NetmonError("The upload is off.", "Turn it on with: netmon settings set upload.enabled true")
    lock = DataDirLock(context.paths.data_dir)
    is_ours = lock.try_acquire()
    try:
        with opened(context.paths.data_dir, writable=True) as stores:
            before = stores.outbox.counts()
            last = _send_here(context, stores) if is_ours else _ask_agent(context, stores)
    finally:
        lock.release()
    return _tell(context, last, last.counts.sent - before.sent)


def _send_here(context: Context, stores: Stores) -> Progress:
    from netmon_tray.pause import Pause
    from netmon_tray.uploader import Uploader

    pause = Pause.from_text(stores.state.get("pause"))
    if pause.is_on and not pause.is_over(context.now_unix_ms()):
        raise NetmonError(f"netmon is {pause_text(pause)}: nothing is sent.", "Resume it in the tray's menu first.")
    uploader = Uploader(
        stores.outbox,
        stores.state,
        settings=context.settings,
        together=lambda: stores.database.transaction(durable=True),
        environ=context.environ,
    )

    def look() -> Progress:
        due = stores.outbox.next_due_unix_ms(context.now_unix_ms())
        return Progress(stores.outbox.counts(), uploader.status(), due)

    uploader.probe_now()
    uploader.start()
    try:
        return follow(look, context.now_unix_ms)
    finally:
        uploader.stop()


def _ask_agent(context: Context, stores: Stores) -> Progress:
    from netmon_tray.cli.status import stored_upload
    from netmon_tray.upload.circuit_text import STATE_KEY

    circuit_before = stores.state.get(STATE_KEY)
    sent_before = stores.outbox.counts().sent
    request = stores.state.ask("send_now")
    _await_answer(stores, request, context.settings.sampling.interval_s + ANSWER_EXTRA_S)
    answered_s = time.monotonic()

    def look() -> Progress:
        now_unix_ms = context.now_unix_ms()
        counts = stores.outbox.counts()
        has_moved = stores.state.get(STATE_KEY) != circuit_before or counts.sent != sent_before
        is_settled = has_moved or time.monotonic() - answered_s > SETTLE_S
        status = stored_upload(stores.state, context.settings, now_unix_ms)
        return Progress(counts, status, stores.outbox.next_due_unix_ms(now_unix_ms), is_settled)

    return follow(look, context.now_unix_ms)


def _await_answer(stores: Stores, request: int, limit_s: float) -> None:
    deadline_s = time.monotonic() + limit_s
    while stores.state.outcome(request) is None:
        if time.monotonic() > deadline_s:
            raise NetmonError(
                "The running netmon does not answer.", "It sends by itself when it can; `netmon status` tells more."
            )
        time.sleep(POLL_S)


def follow(look: Callable[[], Progress], now_unix_ms: Callable[[], int]) -> Progress:
    """Look until it is over, drawing a bar where standard error is a terminal."""
    first = look()
    bar = _Bar(first.counts.sent, first.left) if sys.stderr.isatty() else None
    progress = first
    while not progress.is_over(now_unix_ms()):
        if bar:
            bar.draw(progress.counts.sent)
        time.sleep(POLL_S)
        progress = look()
    if bar:
        bar.clear()
    return progress


class _Bar:
    """One line of a terminal that shows how far it is."""

    def __init__(self, sent_before: int, total: int) -> None:
        self._sent_before = sent_before
        self._total = total
        self._began_s = time.monotonic()
        self._width = 0

    def draw(self, sent: int) -> None:
        """Draw anew over the last state."""
        line = bar_line(sent - self._sent_before, self._total, time.monotonic() - self._began_s)
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave an empty line to what comes next."""
        sys.stderr.write("\r" + " " * self._width + "\r")
        sys.stderr.flush()


def bar_line(done: int, total: int, elapsed_s: float) -> str:
    """A bar with its figures: "[######------] 12 of 40 sent, 9.8 per second"."""
    share = min(1.0, done / total) if total else 1.0
    filled = round(share * _BAR_CELLS)
    rate = f", {done / elapsed_s:.1f} per second" if elapsed_s > 1 and done else ""
    return f"[{'#' * filled}{'-' * (_BAR_CELLS - filled)}] {done:,} of {units.count_text(total, 'record')} sent{rate}"


def _tell(context: Context, last: Progress, sent: int) -> int:
    code = ERROR if last.left else FINE
    if context.wants_json:
        write_json({"sent": sent, "queue": queue_document(last.counts), "upload": upload_document(last.status)})
        return code
    lines = [
        f"{units.count_text(sent, 'record')} sent; {units.waiting_text(last.left) if last.left else 'none waits'}."
    ]
    if last.left and last.status.state is not CircuitState.CLOSED:
        lines.append(upload_text(last.status, context.now_unix_ms()))
    elif last.left and last.next_due_unix_ms is not None:
        when = units.moment_text(last.next_due_unix_ms, context.now_unix_ms())
        lines.append(f"The server failed at them alone; they are tried again at {when}.")
    write_lines(lines)
    return code
