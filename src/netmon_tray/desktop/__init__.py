"""The desktop around the program: its notifications, and the one choice of system for them."""

from __future__ import annotations

import functools
import sys

from netmon_tray.desktop.notifications import NotificationResult, Notifier, SilentNotifier, Urgency

__all__ = ["NotificationResult", "Notifier", "Urgency", "notifier", "notify"]


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
