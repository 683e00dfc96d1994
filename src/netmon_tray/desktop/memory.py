"""Memory that the C library keeps for later, given back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import sys


def give_back_memory() -> None:
    """Have glibc return what was freed (malloc_trim, https://man7.org/linux/man-pages/man3/malloc_trim.3.html).

    After a window with its pictures went, glibc would hold some megabytes for as long as the tray runs. Other C
    libraries do this by themselves, or have no such function: nothing happens there.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
