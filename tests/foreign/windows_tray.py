"""The tray app under Windows: its window, one of it per data directory, and the end of the session."""

from __future__ import annotations

import json

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_agent import wait
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import windows

CALL = "import sys; from netmon_tray.gui import main; sys.exit(main())"
END_SESSION = """
import ctypes, json, sys
from ctypes import wintypes
user = ctypes.WinDLL("user32")
ENUM = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
user.SendMessageTimeoutW.argtypes = (
    wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM, wintypes.UINT, wintypes.UINT, wintypes.LPVOID
)
WM_QUERYENDSESSION, WM_ENDSESSION, SMTO_NORMAL = 0x11, 0x16, 0
wanted, found = int(sys.argv[1]), []

def see(window, _):
    process = wintypes.DWORD()
    user.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(process))
    if process.value == wanted:
        found.append(window)
    return True

user.EnumWindows(ENUM(see), 0)
answers = []
for message, flag, limit_ms in ((WM_QUERYENDSESSION, 0, 5000), (WM_ENDSESSION, 1, 500)):
    for window in found:
        answer = ctypes.c_size_t(99)
        user.SendMessageTimeoutW(window, message, flag, 0, SMTO_NORMAL, limit_ms, ctypes.byref(answer))
        if message == WM_QUERYENDSESSION:
            answers.append(answer.value)
print(json.dumps(answers))
"""
"""What the system sends to each window of a process when the user logs off; prints how they answered the question."""


@check("windows-tray", "the tray app: window, one per data directory, the end of the session", How.WINE)
def tray() -> list[str]:
    """Start it, start it again, log off."""
    found = Findings()
    with windows(has_screen=True) as machine:
        screen = machine.screen
        assert screen is not None
        netmon = WindowsNetmon(machine, machine.place)
        netmon.program = [*machine.python, "-c", CALL, "--demo", "--data-dir", machine.path(netmon.data_dir)]
        with netmon.running() as app:
            wait(lambda: _holder(netmon) and not screen.has_window("netmon"), "it records, without a window")
            found.expect(netmon("--show").stdout == "", "a second start says nothing and ends well")
            wait(lambda: screen.has_window("netmon"), "the first one's window, raised by the second start")
            answers = json.loads(machine.run("-c", END_SESSION, _holder(netmon)).stdout)
            found.expect(answers and set(answers) == {1}, "every window agrees to the end of the session", answers)
            code = app.wait()
            found.expect(code == 0, "a clean end", (code, app.errors))
        log = WindowsNetmon(machine, machine.place).json("log")
        found.expect(log and log[-1]["event"] == "terminated", "the connection's end is recorded", log[-1:])
    return found.troubles


def _holder(netmon: WindowsNetmon) -> str:
    """The process that records, as it wrote itself into the lock; nothing before."""
    lock = netmon.data_dir / "agent.lock"
    return lock.read_text(encoding="ascii").partition(" ")[0] if lock.exists() else ""
