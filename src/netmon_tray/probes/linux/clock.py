"""Whether the kernel's clock is kept by a time service: only such a clock may decide what is old enough to go."""

from __future__ import annotations

import ctypes
import sys

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

_STA_UNSYNC = 0x0040
"""linux/timex.h: set until a time service has steered the clock."""
_TIME_ERROR = 5
"""sys/timex.h: what adjtimex returns for a clock that is not synchronised."""
_STATUS_OFFSET = 40
"""Of ``int status`` in struct timex on 64-bit systems (modes, offset, freq, maxerror, esterror before it)."""
_TIMEX_BYTES = 256
"""More than struct timex takes (208 on 64-bit systems)."""


def is_synchronised() -> bool:
    """Ask adjtimex(2), which any user may read with; False where it does not tell."""
    if ctypes.sizeof(ctypes.c_long) != 8:
        return False
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    state = ctypes.CDLL(None, use_errno=True).adjtimex(timex)
    status = int.from_bytes(timex.raw[_STATUS_OFFSET : _STATUS_OFFSET + 4], sys.byteorder)
    return 0 <= state < _TIME_ERROR and not status & _STA_UNSYNC
