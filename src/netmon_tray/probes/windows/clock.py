"""Time since the start of Windows, which start it was, and whether a time service steers the clock."""

from __future__ import annotations

import ctypes
import sys

from netmon_tray.probes.parse import boot
from netmon_tray.probes.parse.boot import SystemTimeOfDayInformation
from netmon_tray.probes.windows.seam import CallFailed

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402

_SYSTEM_TIME_OF_DAY = 3
"""SYSTEM_INFORMATION_CLASS (winternl.h)."""


class SystemClock:
    """Windows' clocks; see ``seam.Clock``."""

    def __init__(self) -> None:
        self._kernel, self._base, self._native = Library("kernel32"), Library("kernelbase"), Library("ntdll")
        self._is_precise = True

    def uptime_s(self) -> float:
        """Sleep counts in both: to 100 ns on Windows 10 and newer, else to the tick of about 16 ms."""
        if self._is_precise:
            moment = ctypes.c_uint64()
            try:
                self._base.function("QueryInterruptTimePrecise")(ctypes.byref(moment))
            except CallFailed:
                self._is_precise = False
            else:
                return moment.value / 10_000_000
        ticks = self._kernel.function("GetTickCount64")
        ticks.restype = ctypes.c_uint64
        return float(ticks()) / 1000

    def boot_id(self) -> str:
        """Ask the kernel; empty where it does not tell."""
        told = SystemTimeOfDayInformation()
        size = ctypes.c_uint32(ctypes.sizeof(told))
        try:
            self._native.call(
                "NtQuerySystemInformation", ctypes.c_int32(_SYSTEM_TIME_OF_DAY), ctypes.byref(told), size, None
            )
        except CallFailed:
            return ""
        return boot.boot_id(bytes(told))

    def is_synchronised(self) -> bool:
        """GetSystemTimeAdjustment: its last answer is whether nobody adjusts the clock."""
        adjustment, increment, is_disabled = ctypes.c_uint32(), ctypes.c_uint32(), ctypes.c_int32(1)
        places = (ctypes.byref(adjustment), ctypes.byref(increment), ctypes.byref(is_disabled))
        has_answered = self._kernel.function("GetSystemTimeAdjustment")(*places)
        return bool(has_answered) and not is_disabled.value
