"""The kernel's file locks on Windows: LockFile through msvcrt, which ends with the process."""

from __future__ import annotations

import errno
import msvcrt
import os
import sys

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

LOCK_OFFSET = 1 << 30
"""These locks are mandatory: the locked byte lies far behind the text, which stays readable for others."""


def lock(handle: int, is_shared: bool) -> None:  # noqa: ARG001, FBT001 - a byte lock of this system is exclusive
    """Lock an open file, or raise OSError where another one holds it."""
    os.lseek(handle, LOCK_OFFSET, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno:
            raise
        raise PermissionError(errno.EACCES, "another one holds it") from error  # Wine 8 refuses without a reason


def unlock(handle: int) -> None:
    """Give the lock back."""
    os.lseek(handle, LOCK_OFFSET, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
