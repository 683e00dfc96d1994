"""Calls of macOS's kernel by ctypes: sysctl(3), the routing socket and ntp_adjtime(2). None needs a permission."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import sys
import time
from collections.abc import Sequence

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.macos.seam import KERNEL
from netmon_tray.probes.parse import ifmib, pf_route

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

_CTL_NET, _PF_LINK, _NETLINK_GENERIC, _IFMIB_IFDATA, _IFDATA_GENERAL = 4, 18, 0, 2, 1
"""<sys/sysctl.h>, <sys/socket.h> and <net/if_mib.h>."""
_PF_ROUTE, _NET_RT_FLAGS, _RTF_LLINFO = 17, 2, 0x400
"""<sys/socket.h> and <net/route.h>."""
_NEIGHBOURS_BYTES = 256 * 1024
"""Over a thousand entries. A longer table is refused with ENOMEM."""
_GONE = (errno.ENOENT, errno.ENXIO)
_UUID_BYTES = 64
_TIMEX_BYTES, _STATUS_OFFSET = 256, 40
"""More than struct timex takes; of its status, after modes, offset, freq, maxerror and esterror (<sys/timex.h>)."""
_STA_UNSYNC, _TIME_ERROR = 0x0040, 5
_ANSWER_BYTES = 2048
_ANSWER_S = 0.5

_system = ctypes.CDLL(None, use_errno=True)
_system.sysctl.argtypes = (
    ctypes.POINTER(ctypes.c_int),
    ctypes.c_uint,
    ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_size_t),
    ctypes.c_void_p,
    ctypes.c_size_t,
)
_system.sysctlbyname.argtypes = (
    ctypes.c_char_p,
    ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_size_t),
    ctypes.c_void_p,
    ctypes.c_size_t,
)


def uptime_s() -> float:
    """Seconds since the start, sleep included: Apple's Libc reads mach_continuous_time for this clock."""
    return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)


def boot_id() -> str:
    """kern.bootsessionuuid, empty where there is none; kern.boottime would move with the wall clock."""
    room, size = ctypes.create_string_buffer(_UUID_BYTES), ctypes.c_size_t(_UUID_BYTES)
    refused = _system.sysctlbyname(b"kern.bootsessionuuid", room, ctypes.byref(size), None, 0)
    return "" if refused else room.value.decode("ascii", "replace")


def interface_data(index: int) -> bytes | None:
    """net.link.generic.ifdata.<index>.general; None where there is no such interface. PartFailed."""
    return _sysctl((_CTL_NET, _PF_LINK, _NETLINK_GENERIC, _IFMIB_IFDATA, index, _IFDATA_GENERAL), ifmib.SIZE_BYTES)


def _sysctl(names: Sequence[int], room_bytes: int) -> bytes | None:
    """Read a value of at most ``room_bytes``, which is cut there where it is longer: the decoder then refuses it."""
    path = (ctypes.c_int * len(names))(*names)
    room, size = ctypes.create_string_buffer(room_bytes + 1), ctypes.c_size_t(room_bytes + 1)
    if _system.sysctl(path, len(names), room, ctypes.byref(size), None, 0):
        number = ctypes.get_errno()
        if number in _GONE:
            return None
        raise PartFailed(KERNEL, f"Interfaces cannot be read ({os.strerror(number)}).")
    return room.raw[: size.value]


def neighbours(family: int) -> bytes:
    """NET_RT_FLAGS with RTF_LLINFO: who is behind which address of the connected networks. PartFailed."""
    return _sysctl((_CTL_NET, _PF_ROUTE, 0, family, _NET_RT_FLAGS, _RTF_LLINFO), _NEIGHBOURS_BYTES) or b""


def way_out() -> str | None:
    """The interface that the routing table chooses for the Internet, IPv4 first; None without a way. PartFailed."""
    for sequence, family in enumerate((pf_route.AF_INET, pf_route.AF_INET6), start=1):
        try:
            index = _ask_route(family, sequence)
            if index:
                return socket.if_indextoname(index)
        except OSError as error:
            raise PartFailed(KERNEL, f"The routing table does not answer ({error.strerror or error}).") from error
    return None


def _ask_route(family: int, sequence: int) -> int:
    """Index of the interface, 0 for no way; OSError where the kernel does not answer."""
    deadline_s = time.monotonic() + _ANSWER_S
    with socket.socket(socket.AF_ROUTE, socket.SOCK_RAW, family) as routing:
        routing.settimeout(_ANSWER_S)
        try:
            routing.send(pf_route.request(family, sequence))
        except OSError as error:
            if error.errno in (errno.ESRCH, errno.EAFNOSUPPORT, errno.ENETUNREACH):
                return 0  # that is how it says that there is no way
            raise
        while time.monotonic() < deadline_s:
            index = pf_route.answer(routing.recv(_ANSWER_BYTES), os.getpid(), sequence)
            if index is not None:
                return index
    raise TimeoutError("no answer")


def is_clock_synchronised() -> bool:
    """Ask ntp_adjtime(2), which any user may read with; False where it does not tell."""
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    state = _system.ntp_adjtime(timex)
    status = int.from_bytes(timex.raw[_STATUS_OFFSET : _STATUS_OFFSET + 4], sys.byteorder)
    return 0 <= state < _TIME_ERROR and not status & _STA_UNSYNC
