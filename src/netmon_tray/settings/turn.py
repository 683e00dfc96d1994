"""Turns at changing a settings file: reading it, changing one key and writing it belong together."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from netmon_tray.model import NetmonError
from netmon_tray.words import say

LIMIT_S = 5.0
"""A change takes milliseconds; whoever holds its turn for longer was stopped in the middle of it."""
_POLL_S = 0.01

_system = import_module(
    {"win32": "netmon_tray.settings.turn_windows"}.get(sys.platform, "netmon_tray.settings.turn_posix")
)
_open: Callable[[Path], int] = _system.open_for
_try_lock: Callable[[int], bool] = _system.try_lock


@contextlib.contextmanager
def turn(target: Path, limit_s: float = LIMIT_S) -> Iterator[None]:
    """Wait for the turn at changing ``target``, whose folder is made where it is missing.

    NetmonError where another process does not give it up within ``limit_s``. A file system without locks is no
    reason to change nothing: there the last writer wins.
    """
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = _open(target)
    except OSError:  # told by the writing itself, which will fail for the same reason
        yield
        return
    try:
        _wait(handle, target, limit_s)
        yield
    finally:
        os.close(handle)  # which gives the lock back


def _wait(handle: int, target: Path, limit_s: float) -> None:
    deadline_s = time.monotonic() + limit_s
    with contextlib.suppress(OSError):
        while not _try_lock(handle):
            if time.monotonic() >= deadline_s:
                raise NetmonError(
                    say("Another netmon is changing {target} and does not come to an end.", target=target),
                    say("Nothing was changed."),
                )
            time.sleep(_POLL_S)
