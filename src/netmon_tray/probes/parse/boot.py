"""Which start of Windows this is, from what its kernel keeps of the time (winternl.h)."""

from __future__ import annotations

import ctypes

from netmon_tray.probes.parse.layouts import Layout


class SystemTimeOfDayInformation(Layout):
    """Times in units of 100 ns since 1601; the header leaves the two biases unnamed."""

    c_name = "SYSTEM_TIMEOFDAY_INFORMATION"
    _fields_ = (
        ("BootTime", ctypes.c_int64),
        ("CurrentTime", ctypes.c_int64),
        ("TimeZoneBias", ctypes.c_int64),
        ("CurrentTimeZoneId", ctypes.c_uint32),
        ("_reserved", ctypes.c_uint32),
        ("BootTimeBias", ctypes.c_uint64),
        ("SleepTimeBias", ctypes.c_uint64),
    )


def boot_id(octets: bytes) -> str:
    """Return the time of the start as it was told at the start.

    Setting the clock moves the kernel's boot time and its bias alike (the kernel's own event traces subtract them in
    the same way), so the difference stays what it was.
    """
    read = SystemTimeOfDayInformation.read(octets)
    return f"{(read.BootTime - read.BootTimeBias) & 0xFFFF_FFFF_FFFF_FFFF:016x}"
