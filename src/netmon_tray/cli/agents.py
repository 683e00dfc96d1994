"""The agent as the foreground commands run it: built from a call's options, ended by a signal."""

from __future__ import annotations

import contextlib
import logging
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from netmon_tray import desktop, launch, log
from netmon_tray.cli.context import Context
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.settings import Loaded

OPEN_LIMIT_S = 10.0
"""A database that is not open by then (a migration, a slow disk) is waited for while the agent already samples."""
STUCK_S = 1.0
"""A line that nobody has taken by then will not be taken."""
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
RUNG_BYTES = 64
"""Each signal writes one byte; more than this at once are read in several turns."""


@contextlib.contextmanager
def started(context: Context, load: Callable[[], Loaded]) -> Iterator[Agent]:
    """Run an agent until the block ends, which stops it cleanly; ``load`` reads the settings for it.

    ``--demo`` plays into a passing directory unless ``--data-dir`` names one, and never sends.
    """
    is_demo = bool(context.arguments.demo)
    names_data_dir = bool(getattr(context.arguments, "data_dir", None))
    with launch.working_paths(context.paths, is_demo=is_demo, names_data_dir=names_data_dir) as paths:
        agent = launch.make_agent(paths, load, is_demo=is_demo)
        log.configure(logging.INFO, stream=sys.stderr, file=paths.log_file, stream_level=logging.ERROR)
        agent.start(wait_s=OPEN_LIMIT_S)
        try:
            yield agent
        finally:
            agent.stop()


def with_override(loaded: Loaded, key: str, *, value: float) -> Loaded:
    """The same settings with one value set by the command line for this run."""
    from dataclasses import replace

    from netmon_tray.settings import convert, spec_of, with_value

    try:
        fitting = convert(spec_of(key), value)
    except ValueError as error:
        raise NetmonError(f"{key} {error}.") from error
    return replace(loaded, settings=with_value(loaded.settings, key, fitting))


@contextlib.contextmanager
def ending_signals(
    on_end: Callable[[], None] = lambda: None, on_stuck: Callable[[], None] | None = None
) -> Iterator[Callable[[float | None], bool]]:
    """Call ``on_end`` at the first Ctrl-C, SIGTERM, SIGHUP or Ctrl-Break; a second one ends the process at once.

    From ``STUCK_S`` after that on ``on_stuck`` is called again and again, in the main thread: what it raises ends even
    a write that waits for a reader. A signal that this process was started to ignore (nohup) stays ignored. The block
    is given a way to wait for that first one: at most so many seconds, None for ever; True once it came.
    """
    known = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]
    has_come = False

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal has_come
        has_come = True
        signal.signal(number, signal.SIG_DFL)
        on_end()
        if on_stuck is not None:
            _ring_again_and_again(on_stuck)

    def wait(limit_s: float | None) -> bool:
        deadline_s = None if limit_s is None else time.monotonic() + limit_s
        while not has_come:
            left_s = None if deadline_s is None else deadline_s - time.monotonic()
            if left_s is not None and left_s <= 0:
                break
            if select.select([bell], [], [], left_s)[0]:
                bell.recv(RUNG_BYTES)
        return has_come

    with _signal_bell() as bell:
        before = {number: signal.signal(number, handle) for number in numbers}
        session_end = desktop.hold_session_end()
        try:
            yield wait
        finally:
            if session_end is not None:
                session_end.close()
            for number, handler in before.items():
                signal.signal(number, handler)
            if on_stuck is not None:
                _ring_again_and_again(None)


def _ring_again_and_again(act: Callable[[], None] | None) -> None:
    """Have an alarm call ``act``, or end that; a system without alarms has no signals that wait for a write either."""
    setitimer = getattr(signal, "setitimer", None)
    if setitimer is None:
        return
    alarm, timer = getattr(signal, "SIGALRM"), getattr(signal, "ITIMER_REAL")  # noqa: B009 - not on every system
    setitimer(timer, 0.0)
    signal.signal(alarm, (lambda _number, _frame: act()) if act else signal.SIG_DFL)
    if act is not None:
        setitimer(timer, STUCK_S, STUCK_S)


@contextlib.contextmanager
def _signal_bell() -> Iterator[socket.socket]:
    """A socket that becomes readable with any signal that has a handler.

    Waiting for a lock or an event is no substitute: handlers run between two steps of the main thread, which is not
    woken by a signal that came just before it blocked, or that the kernel gave to another thread.
    """
    bell, rope = socket.socketpair()
    with bell, rope:
        rope.setblocking(False)
        before = signal.set_wakeup_fd(rope.fileno(), warn_on_full_buffer=False)
        try:
            yield bell
        finally:
            signal.set_wakeup_fd(before)
