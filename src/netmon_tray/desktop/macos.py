"""What macOS says by itself: back from sleep. It ends a session with SIGTERM, and a program with a window by Qt's quit.

IOKit tells each process that asks it, in a run loop of its own, so that the command line hears it too; NSWorkspace
tells only programs whose main thread runs Cocoa's loop. Messages: <IOKit/IOMessage.h> (xnu-11417.101.15); calls:
<IOKit/pwr_mgt/IOPMLib.h> (IOKitUser-100222.0.4).
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

CAN_SYSTEM_SLEEP, SYSTEM_WILL_SLEEP, SYSTEM_HAS_POWERED_ON = 0xE000_0270, 0xE000_0280, 0xE000_0300
_FRAMEWORKS = "/System/Library/Frameworks"
_START_S, _JOIN_S, _STOP_AGAIN_S = 2.0, 1.0, 0.05

_Callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)


class _ResumeListener:
    """Hears of each end of a sleep in a daemon thread. Raises OSError where macOS lets nobody hear."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._kit = ctypes.CDLL(f"{_FRAMEWORKS}/IOKit.framework/IOKit")
        self._foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        self._declare()
        self._callback = _Callback(self._hear)  # IOKit keeps no reference
        self._root = 0
        self._loop: int | None = None
        self._has_begun = threading.Event()
        self._thread = threading.Thread(target=self._run, name="netmon-resume", daemon=True)
        self._thread.start()
        if not self._has_begun.wait(_START_S) or not self._root:
            raise OSError("the power manager does not answer")

    def close(self) -> None:
        """End the thread."""
        deadline_s = time.monotonic() + _JOIN_S
        while self._thread.is_alive() and time.monotonic() < deadline_s:
            self._foundation.CFRunLoopStop(self._loop)  # again, as one that comes before the loop runs is lost
            self._thread.join(_STOP_AGAIN_S)

    def _declare(self) -> None:
        """Tell ctypes what is a pointer: it takes everything for a C int."""
        kit, foundation = self._kit, self._foundation
        kit.IORegisterForSystemPower.argtypes = (
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            _Callback,
            ctypes.POINTER(ctypes.c_uint32),
        )
        kit.IORegisterForSystemPower.restype = ctypes.c_uint32
        kit.IODeregisterForSystemPower.argtypes = (ctypes.POINTER(ctypes.c_uint32),)
        kit.IOAllowPowerChange.argtypes = (ctypes.c_uint32, ctypes.c_ssize_t)
        kit.IONotificationPortGetRunLoopSource.argtypes = (ctypes.c_void_p,)
        kit.IONotificationPortGetRunLoopSource.restype = ctypes.c_void_p
        kit.IONotificationPortDestroy.argtypes = (ctypes.c_void_p,)
        kit.IOServiceClose.argtypes = (ctypes.c_uint32,)
        foundation.CFRunLoopGetCurrent.restype = ctypes.c_void_p
        foundation.CFRunLoopAddSource.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
        foundation.CFRunLoopStop.argtypes = (ctypes.c_void_p,)

    def _run(self) -> None:
        port, notifier = ctypes.c_void_p(), ctypes.c_uint32()
        self._root = self._kit.IORegisterForSystemPower(
            None, ctypes.byref(port), self._callback, ctypes.byref(notifier)
        )
        if not self._root:
            self._has_begun.set()
            return
        self._loop = self._foundation.CFRunLoopGetCurrent()
        source = self._kit.IONotificationPortGetRunLoopSource(port)
        mode = ctypes.c_void_p.in_dll(self._foundation, "kCFRunLoopDefaultMode")
        self._foundation.CFRunLoopAddSource(self._loop, source, mode)
        self._has_begun.set()
        self._foundation.CFRunLoopRun()
        self._kit.IODeregisterForSystemPower(ctypes.byref(notifier))
        self._kit.IOServiceClose(self._root)
        self._kit.IONotificationPortDestroy(port)

    def _hear(self, _context: int | None, _service: int, message: int, argument: int | None) -> None:
        """A sleep waits up to 30 s for everybody who was asked: it is answered at once, and never refused."""
        if message in (CAN_SYSTEM_SLEEP, SYSTEM_WILL_SLEEP):
            self._kit.IOAllowPowerChange(self._root, argument or 0)
        elif message == SYSTEM_HAS_POWERED_ON:
            self._act()


def on_resume(act: Callable[[], None]) -> _ResumeListener | None:
    """Call ``act`` each time that the machine comes back from sleep; None where macOS does not tell."""
    try:
        return _ResumeListener(act)
    except (OSError, AttributeError):
        return None
