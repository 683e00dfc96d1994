"""Plays a check in a process of its own, bounded in time, and ends whatever it left running."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
"""linux/prctl.h: a daemon below us whose parent ended becomes our child, so that nothing is out of sight."""
_END_S = 10.0


def adopt_orphans() -> None:
    """Have every process that one below this one leaves behind belong to this one. Raises OSError."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel hands over no orphans")


def played(play: Callable[[], list[str]], limit_s: float) -> list[str]:
    """Return the troubles of a check: its own, that it took too long, how it broke off, or what it left running."""
    forked = multiprocessing.get_context("fork")
    receiver, sender = forked.Pipe(duplex=False)
    process = forked.Process(target=_tell, args=(play, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(limit_s):
            return [f"it did not end within {limit_s:g} s"]
        troubles: list[str] = receiver.recv()
        process.join(_END_S)
        return [*troubles, *(f"left running: {name}" for name in end_descendants())]
    except EOFError:
        process.join(_END_S)
        return [f"its process ended with {process.exitcode} before it told anything"]
    finally:
        end_descendants()
        receiver.close()


def _tell(play: Callable[[], list[str]], sender: Connection) -> None:
    try:
        troubles = play()
    except Exception as error:  # noqa: BLE001 - a check that breaks off is told, and the others go on
        troubles = [f"{type(error).__name__}: {error}"]
    sender.send(troubles)


def end_descendants() -> list[str]:
    """End every process below this one, also those that only come to light when their parent ends; return their names.

    Needs ``adopt_orphans``.
    """
    names: list[str] = []
    deadline_s = time.monotonic() + _END_S
    while (children := _children()) and time.monotonic() < deadline_s:
        for number, name in children.items():
            names.append(name)
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
    return names


def _children() -> dict[int, str]:
    """The processes whose parent is this one, ended ones left out: number and name (proc(5), stat)."""
    found: dict[int, str] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = file.read_text(errors="replace").split(" (", 1)
        except OSError:  # it has just ended
            continue
        name, _, fields = rest.rpartition(") ")
        state, parent, *_ = fields.split()
        if int(parent) != os.getpid():
            continue
        if state != "Z" or os.waitpid(int(number), os.WNOHANG) == (0, 0):  # its other threads may go on, as Wine's do
            found[int(number)] = name
    return found
