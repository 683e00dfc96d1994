"""The kernel's lock on the folder of a settings file: it leaves no file behind and ends with the process."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

assert sys.platform != "win32"  # noqa: S101 - makes the type checker read this file for its own systems


def open_for(target: Path) -> int:
    """Open what is locked while ``target`` is changed."""
    return os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)


def try_lock(handle: int) -> bool:
    """Take the lock if it is free; OSError where the file system offers none."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
