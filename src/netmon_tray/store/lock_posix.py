"""The kernel's file locks on Linux and macOS: flock(2), which belongs to the opened file and ends with the process."""

from __future__ import annotations

import fcntl
import sys

assert sys.platform != "win32"  # noqa: S101 - makes the type checker read this file for its own system


def lock(handle: int, is_shared: bool) -> None:  # noqa: FBT001 - called by position in two places
    """Lock an open file, or raise OSError where another one holds it."""
    fcntl.flock(handle, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def unlock(handle: int) -> None:
    """Give the lock back."""
    fcntl.flock(handle, fcntl.LOCK_UN)
