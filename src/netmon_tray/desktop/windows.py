"""What Windows says by itself: back from sleep, and the end of the console or the session.

Power: https://learn.microsoft.com/en-us/windows/win32/api/powerbase/nf-powerbase-powerregistersuspendresumenotification
Console: https://learn.microsoft.com/en-us/windows/console/handlerroutine
Session: https://learn.microsoft.com/en-us/windows/win32/shutdown/shutting-down
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
import time
from collections.abc import Callable

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

HOLD_S = 20.0
"""So long the end of the console or the session is held up at most. Windows itself gives 5 s to most."""

_DEVICE_NOTIFY_CALLBACK = 2
_PBT_APMRESUMEAUTOMATIC = 0x12
_CTRL_CLOSE_EVENT, _CTRL_LOGOFF_EVENT, _CTRL_SHUTDOWN_EVENT = 2, 5, 6
_WM_DESTROY, _WM_CLOSE, _WM_QUERYENDSESSION, _WM_ENDSESSION = 0x02, 0x10, 0x11, 0x16
SESSION_END_CLASS = "netmon-session-end"
"""Of the window that hears of the end; whoever replaces the program's files asks there too."""

_PowerCallback = ctypes.WINFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p)
_ConsoleHandler = ctypes.WINFUNCTYPE(ctypes.c_int32, ctypes.c_uint32)
_WindowProcedure = ctypes.WINFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_size_t, ctypes.c_ssize_t
)


class _PowerSubscription(ctypes.Structure):
    """DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS of powrprof.h."""

    _fields_ = (("callback", _PowerCallback), ("context", ctypes.c_void_p))


class _WindowClass(ctypes.Structure):
    """WNDCLASSW of winuser.h."""

    _fields_ = (
        ("style", ctypes.c_uint32),
        ("procedure", _WindowProcedure),
        ("class_extra", ctypes.c_int32),
        ("window_extra", ctypes.c_int32),
        ("instance", ctypes.c_void_p),
        ("icon", ctypes.c_void_p),
        ("cursor", ctypes.c_void_p),
        ("background", ctypes.c_void_p),
        ("menu_name", ctypes.c_wchar_p),
        ("class_name", ctypes.c_wchar_p),
    )


# --- sleep ----------------------------------------------------------------------------------------------------------


class _ResumeListener:
    """Hears of each end of a sleep from a thread of the system's."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._callback = _PowerCallback(self._hear)  # the system keeps no reference
        self._subscription = _PowerSubscription(self._callback, None)
        self._registration = ctypes.c_void_p()
        self._library = ctypes.WinDLL("powrprof")
        self._library.PowerRegisterSuspendResumeNotification(
            ctypes.c_uint32(_DEVICE_NOTIFY_CALLBACK), ctypes.byref(self._subscription), ctypes.byref(self._registration)
        )

    def close(self) -> None:
        """Stop listening."""
        if self._registration:
            self._library.PowerUnregisterSuspendResumeNotification(self._registration)
            self._registration = ctypes.c_void_p()

    def _hear(self, _context: int | None, kind: int, _setting: int | None) -> int:
        if kind == _PBT_APMRESUMEAUTOMATIC:
            self._act()
        return 0


def on_resume(act: Callable[[], None]) -> _ResumeListener | None:
    """Call ``act`` each time that the machine comes back from sleep; None where the system has no such call."""
    try:
        return _ResumeListener(act)
    except (OSError, AttributeError):
        return None


def on_keyring_change(_act: Callable[[], None]) -> None:
    """Credential Manager tells nobody of a change."""


# --- the end of the console or the session ---------------------------------------------------------------------------


class _SessionEnd:
    """Tells of the end and holds it up until the process is over: what was told has it end itself.

    A program without a console hears of the session's end in a window, and so does one in a console once it has loaded
    user32, which anything may do: so there are both.
    """

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._is_held = False
        self._console_handler = _ConsoleHandler(self._hear_console)
        self._kernel = ctypes.WinDLL("kernel32")
        self._kernel.SetConsoleCtrlHandler(self._console_handler, 1)
        self._user = ctypes.WinDLL("user32")
        self._user.DefWindowProcW.argtypes = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_size_t, ctypes.c_ssize_t)
        self._user.DefWindowProcW.restype = ctypes.c_ssize_t
        self._user.CreateWindowExW.restype = ctypes.c_void_p
        self._window: int | None = None
        self._is_open = threading.Event()
        self._thread = threading.Thread(target=self._run_window, name="netmon-session-end", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the end of the session to the system again."""
        if self._is_held:
            return
        self._kernel.SetConsoleCtrlHandler(self._console_handler, 0)
        self._is_open.wait()
        if self._window:
            self._user.PostMessageW(ctypes.c_void_p(self._window), _WM_CLOSE, 0, 0)
        self._thread.join(1.0)

    def _hear_console(self, kind: int) -> int:
        """Called in a thread of its own. Ctrl-C and Ctrl-Break are left to Python."""
        if kind not in (_CTRL_CLOSE_EVENT, _CTRL_LOGOFF_EVENT, _CTRL_SHUTDOWN_EVENT):
            return 0
        self._hold()
        return 1

    def _hold(self) -> None:
        """The system ends the process as soon as this returns; the process ends itself once it has stopped."""
        self._is_held = True
        self._act()
        time.sleep(HOLD_S)

    def _run_window(self) -> None:
        procedure = _WindowProcedure(self._hear_window)
        made = _WindowClass(procedure=procedure, class_name=SESSION_END_CLASS)
        try:
            self._user.RegisterClassW(ctypes.byref(made))
            self._window = self._user.CreateWindowExW(0, SESSION_END_CLASS, None, 0, 0, 0, 0, 0, None, None, None, None)
        finally:
            self._is_open.set()
        message = ctypes.create_string_buffer(64)  # MSG of winuser.h, 48 bytes
        while self._window and self._user.GetMessageW(message, None, 0, 0) > 0:
            self._user.DispatchMessageW(message)
        self._user.UnregisterClassW(SESSION_END_CLASS, None)

    def _hear_window(self, window: int, message: int, first: int, second: int) -> int:
        if message == _WM_QUERYENDSESSION:
            return 1
        if message == _WM_ENDSESSION:
            if first:
                self._hold()
            return 0
        if message == _WM_DESTROY:
            self._user.PostQuitMessage(0)
            return 0
        answer: int = self._user.DefWindowProcW(window, message, first, second)
        return answer


def name_application(identifier: str) -> None:
    """Give this process's windows the id that the Start menu's entry bears: the taskbar takes both for one."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.WinDLL("shell32").SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(identifier))


def on_session_end(act: Callable[[], None]) -> _SessionEnd | None:
    """Call ``act`` when the console is closed, or the user logs off; None where that cannot be heard."""
    try:
        return _SessionEnd(act)
    except (OSError, AttributeError):
        return None
