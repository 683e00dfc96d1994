"""The desktop around the program: its notifications, what it says by itself, and the choice of system for them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from netmon_tray.desktop.notifications import NotificationResult, Notifier, SilentNotifier, Urgency

__all__ = ["Listener", "NotificationResult", "Notifier", "Urgency", "listen", "notifier", "notify"]

_SIGNALS = {"linux": "netmon_tray.desktop.signals"}.get(sys.platform)


@functools.cache
def notifier() -> Notifier:
    """Return this process's notifier; it starts nothing before the first notification."""
    if sys.platform == "linux":
        from netmon_tray.desktop.freedesktop import FreedesktopNotifier

        return FreedesktopNotifier()
    return SilentNotifier("This version of netmon-tray shows notifications on Linux only.")


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
    """Have ``act`` called, from another thread, when this happens: "resume" (back from sleep) or "keyring" (it was
    unlocked or its content changed). None where this system or session does not tell; it may also never tell.
    """
    if _SIGNALS is None:
        return None
    signals: Any = import_module(_SIGNALS)
    make = {"resume": signals.on_resume, "keyring": signals.on_keyring_change}[to]
    listener: Listener | None = make(act)
    return listener
