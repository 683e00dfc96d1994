"""The system's lock on a small file beside the settings file, because folders cannot be locked here."""

from __future__ import annotations

import errno
import msvcrt
import os
import sys
from pathlib import Path

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system


def open_for(target: Path) -> int:
    """Open what is locked while ``target`` is changed; the file stays, since removing it would let two hold it."""
    return os.open(target.with_name(f".{target.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_NOINHERIT, 0o600)


def try_lock(handle: int) -> bool:
    """Take the lock if it is free."""
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno not in (errno.EACCES, 0):  # Wine 8 refuses without a reason
            raise
        return False
    return True
