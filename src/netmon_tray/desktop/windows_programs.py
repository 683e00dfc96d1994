"""Ends the programs of one folder before an installer replaces its files.

Asking to end is what Windows' own Restart Manager does for an update (WM_ENDSESSION with ENDSESSION_CLOSEAPP):
https://learn.microsoft.com/en-us/windows/win32/rstmgr/guidelines-for-applications
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from pathlib import Path

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.desktop.windows import SESSION_END_CLASS  # noqa: E402 - below the assertion for the type checker

ASKED_S = 30.0
"""So long a program that was asked may take to end: its own budget is 10 s."""
FORCED_S = 5.0

_WM_ENDSESSION, _ENDSESSION_CLOSEAPP = 0x16, 0x01
_PROCESS_TERMINATE, _PROCESS_QUERY_LIMITED_INFORMATION, _SYNCHRONIZE = 0x0001, 0x1000, 0x00100000
_WAIT_OBJECT_0 = 0
_MOST_PROCESSES = 8192
_LONGEST_PATH = 32768

_kernel = ctypes.WinDLL("kernel32")
_kernel.OpenProcess.restype = ctypes.c_void_p
_kernel.OpenProcess.argtypes = (ctypes.c_uint32, ctypes.c_int32, ctypes.c_uint32)
_kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
_kernel.TerminateProcess.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
_kernel.WaitForSingleObject.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
_kernel.QueryFullProcessImageNameW.argtypes = (
    ctypes.c_void_p,
    ctypes.c_uint32,
    ctypes.c_wchar_p,
    ctypes.POINTER(ctypes.c_uint32),
)


def end_running(folder: Path, names: frozenset[str]) -> frozenset[str]:
    """End every process whose program is one of ``names`` in ``folder``, this one left out; return who had run.

    Each is asked and given 30 s. One that is still there, or sits in another user's session where nobody can ask it,
    is ended by force, which loses no record. One that belongs to somebody whose processes are out of reach stays.
    """
    running = dict(_running(folder, names))
    _ask(set(running))
    deadline_s = time.monotonic() + ASKED_S
    for process, _ in running.values():
        left_s = max(0.0, deadline_s - time.monotonic())
        if _kernel.WaitForSingleObject(process, int(left_s * 1000)) != _WAIT_OBJECT_0:
            _kernel.TerminateProcess(process, 1)
            _kernel.WaitForSingleObject(process, int(FORCED_S * 1000))
        _kernel.CloseHandle(process)
    return frozenset(name for _, name in running.values())


def _running(folder: Path, names: frozenset[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Number, handle and name of each such process."""
    numbers = (ctypes.c_uint32 * _MOST_PROCESSES)()
    filled_bytes = ctypes.c_uint32()
    _kernel.K32EnumProcesses(numbers, ctypes.sizeof(numbers), ctypes.byref(filled_bytes))
    rights = _PROCESS_TERMINATE | _PROCESS_QUERY_LIMITED_INFORMATION | _SYNCHRONIZE
    for number in numbers[: filled_bytes.value // ctypes.sizeof(ctypes.c_uint32)]:
        process = _kernel.OpenProcess(rights, 0, number)
        if not process:
            continue
        program = _image(process)
        is_wanted = program.name.lower() in names and _is_same(program.parent, folder)
        if is_wanted and number != _kernel.GetCurrentProcessId():
            yield number, (process, program.name.lower())
        else:
            _kernel.CloseHandle(process)


def _image(process: int) -> Path:
    """The program that a process was started from; an empty path where it is not told."""
    text = ctypes.create_unicode_buffer(_LONGEST_PATH)
    length = ctypes.c_uint32(_LONGEST_PATH)
    is_told = _kernel.QueryFullProcessImageNameW(process, 0, text, ctypes.byref(length))
    return Path(text.value if is_told else "")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _ask(numbers: set[int]) -> None:
    """Tell the windows that hear of the session's end, of these processes, that their program shall close."""
    user = ctypes.WinDLL("user32")
    user.FindWindowExW.restype = ctypes.c_void_p
    user.FindWindowExW.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_wchar_p)
    window = user.FindWindowExW(None, None, SESSION_END_CLASS, None)
    while window:
        owner = ctypes.c_uint32()
        user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(owner))
        if owner.value in numbers:
            user.PostMessageW(ctypes.c_void_p(window), _WM_ENDSESSION, 1, _ENDSESSION_CLOSEAPP)
        window = user.FindWindowExW(None, window, SESSION_END_CLASS, None)
