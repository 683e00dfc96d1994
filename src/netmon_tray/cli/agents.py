"""The agent as the foreground commands run it: built from a call's options, ended by a signal."""

from __future__ import annotations

import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from netmon_tray import launch, log
from netmon_tray.cli.context import Context
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.settings import Loaded

OPEN_LIMIT_S = 10.0
"""A database that is not open by then (a migration, a slow disk) is waited for while the agent already samples."""
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


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
def ending_signals(on_end: Callable[[], None]) -> Iterator[None]:
    """Call ``on_end`` at the first Ctrl-C, SIGTERM or SIGHUP; a second one ends the process at once.

    A signal that this process was started to ignore (nohup) stays ignored.
    """
    known = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    numbers = [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]

    def handle(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        on_end()

    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
