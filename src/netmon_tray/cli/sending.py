"""``netmon queue send``: send what waits, now; by this process where none records, else by asking the one that does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import ERROR, FINE, INTERRUPTED
from netmon_tray.cli.agents import ending_signals
from netmon_tray.cli.progress import Bar, Progress
from netmon_tray.cli.render import write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import queue_document, upload_document
from netmon_tray.model import CircuitState, NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.cli.senders import Sender
    from netmon_tray.storage import Stores
    from netmon_tray.store.lock import DataDirLock

POLL_S = 0.2
TAKE_OVER_S = 15.0
"""A process that wants to record takes the directory at its next look, at the latest by then."""


def send(context: Context) -> int:
    """Send until nothing waits or the server does not take any more; exit code 0 only in the first case."""
    from netmon_tray.store.lock import DataDirLock

    if not context.settings.upload.enabled:
        raise NetmonError("The upload is off.", "Turn it on with: netmon settings set upload.enabled true")
    lock = DataDirLock(context.paths.data_dir)
    lock.try_acquire()
    try:
        with opened(context.paths.data_dir, writable=True) as stores, ending_signals() as wait:
            before = stores.outbox.counts()
            last = _send_by_turns(context, stores, lock, wait)
            is_interrupted = wait(0)
    finally:
        lock.release()
    return _tell(context, last, last.counts.sent - before.sent, is_interrupted=is_interrupted)


def _send_by_turns(
    context: Context, stores: Stores, lock: DataDirLock, wait: Callable[[float | None], bool]
) -> Progress:
    """Send here as long as nobody else holds the directory, else have the holder do it, until it is over."""
    from netmon_tray.cli.senders import Asked, Here

    bar = Bar()
    while True:
        is_ours = lock.try_acquire()
        sender: Sender = Here(context, stores) if is_ours else Asked(context, stores)
        last = follow(sender, bar, wait, context.now_unix_ms)
        if not sender.is_relieved:
            bar.clear()
            return replace(last, counts=stores.outbox.counts())
        lock.release()
        if is_ours:
            _await_holder(lock, wait)


def follow(sender: Sender, bar: Bar, wait: Callable[[float | None], bool], now_unix_ms: Callable[[], int]) -> Progress:
    """Look until it is over, until a signal comes, or until somebody else is to send; return the last look."""
    is_over = False
    try:
        while True:
            progress = sender.look()
            bar.draw(progress)
            is_over = progress.is_over(now_unix_ms())
            if is_over or sender.is_relieved or wait(POLL_S):
                return progress
    finally:
        sender.end(drains=is_over)


def _await_holder(lock: DataDirLock, wait: Callable[[float | None], bool]) -> None:
    """Give the process that wants to record the time to take what was let go."""
    deadline_s = time.monotonic() + TAKE_OVER_S
    while lock.held_by() is None and time.monotonic() < deadline_s and not wait(POLL_S):
        pass


def _tell(context: Context, last: Progress, sent: int, *, is_interrupted: bool) -> int:
    code = ERROR if last.left else FINE
    if is_interrupted:
        code = INTERRUPTED
    if context.wants_json:
        write_json({"sent": sent, "queue": queue_document(last.counts), "upload": upload_document(last.status)})
        return code
    lines = [
        f"{units.count_text(sent, 'record')} sent; {units.waiting_text(last.left) if last.left else 'none waits'}."
    ]
    if last.left and last.status.state is not CircuitState.CLOSED:
        lines.append(units.upload_text(last.status, context.now_unix_ms()))
    elif last.left and last.is_isolated(context.now_unix_ms()):
        when = units.moment_text(last.next_due_unix_ms or 0, context.now_unix_ms())
        lines.append(f"The server failed at them alone; they are tried again at {when}.")
    write_lines(lines)
    return code
