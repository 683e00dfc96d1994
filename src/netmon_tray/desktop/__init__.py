"""The desktop around the program: its notifications, what it says by itself, and the choice of system for them."""

from __future__ import annotations

import _thread
import functools
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from netmon_tray.desktop.memory import give_back_memory
from netmon_tray.desktop.notifications import NotificationResult, Notifier, SilentNotifier, Urgency

__all__ = [
    "IS_INSTALLED_ON_WINDOWS",
    "Listener",
    "NotificationResult",
    "Notifier",
    "Urgency",
    "end_installed",
    "give_back_memory",
    "hold_session_end",
    "listen",
    "name_application",
    "notifier",
    "notify",
]

IS_INSTALLED_ON_WINDOWS = sys.platform == "win32" and getattr(sys, "frozen", False)
"""Whether this is a program of the installers' own folder, which only an upgrade needs to know."""
_SIGNALS = {
    "linux": "netmon_tray.desktop.signals",
    "win32": "netmon_tray.desktop.windows",
    "darwin": "netmon_tray.desktop.macos",
}.get(sys.platform)
_LISTENERS = {"resume": "on_resume", "keyring": "on_keyring_change", "session_end": "on_session_end"}


@functools.cache
def notifier() -> Notifier:
    """Return this process's notifier; it starts nothing before the first notification."""
    if sys.platform == "linux":
        from netmon_tray.desktop.freedesktop import FreedesktopNotifier

        return FreedesktopNotifier()
    return SilentNotifier("On this system only the tray's icon shows notifications.")


def notify(title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> NotificationResult:
    """Show a notification and wait at most 2 s for the desktop's word; false with a reason where it was not shown.

    ``title`` and ``body`` are plain text. A notification replaces the one before it with the same ``tag``.
    A thread that must not wait calls ``notifier().post`` instead.
    """
    return notifier().notify(title, body, tag=tag, urgency=urgency)


class Listener(Protocol):
    """Listens in a thread of its own until it is closed."""

    def close(self) -> None:
        """Stop listening."""


def listen(to: str, act: Callable[[], None]) -> Listener | None:
    """Have ``act`` called, from another thread, when this happens: "resume" (back from sleep), "keyring" (it was
    unlocked or its content changed) or "session_end" (also of the console; it waits for the process to end itself).
    None where this system or session does not tell; it may also never tell.
    """
    if _SIGNALS is None:
        return None
    make = getattr(import_module(_SIGNALS), _LISTENERS[to], None)
    listener: Listener | None = None if make is None else make(act)
    return listener


def hold_session_end() -> Listener | None:
    """Have the end of the session or the console end this process as SIGTERM does, which other systems send then."""
    return listen("session_end", lambda: _thread.interrupt_main(signal.SIGTERM))


def name_application(identifier: str) -> None:
    """Give this process's windows the id by which the taskbar knows them, where the system has such ids (Windows)."""
    if name := getattr(import_module(_SIGNALS), "name_application", None) if _SIGNALS else None:
        name(identifier)


def end_installed() -> bool:
    """End every netmon that was started from this program's folder, and wait for it; true where a tray was among them.

    For ``IS_INSTALLED_ON_WINDOWS`` only: there no file of a running program can be replaced.
    """
    end_running = import_module("netmon_tray.desktop.windows_programs").end_running
    tray = "netmon-tray.exe"
    return tray in end_running(Path(sys.executable).parent, frozenset({"netmon.exe", tray}))
