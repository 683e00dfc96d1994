"""Which conditions are worth a notification: errors and alerts that come up while the app runs, once until over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

from netmon_tray.model import Condition, Severity


class Notices:
    """Posts errors and alerts as they appear; what holds at the start is in the window and interrupts nobody.

    ``post(title, text, tag)`` shows a notification in place of an older one with the same tag. An alert that began
    before ``started_unix_ms`` is one of an earlier run, though it may come up a moment after the start; one that goes
    and comes back with the same beginning is the same.
    """

    def __init__(self, post: Callable[[str, str, str], None], started_unix_ms: int | None = None) -> None:
        self._post = post
        self._started_unix_ms = time.time_ns() // 1_000_000 if started_unix_ms is None else started_unix_ms
        self._known: frozenset[str] | None = None
        self._told: dict[str, int | None] = {}

    def see(self, conditions: Iterable[Condition]) -> None:
        """Take the conditions as they are shown now."""
        told = {item.code: item for item in conditions if item.severity is Severity.ERROR or item.is_alert}
        before, self._known = self._known, frozenset(told)
        if before is None:
            return
        for code in told.keys() - before:
            if self._is_new(told[code]):
                self._post(told[code].title, told[code].text, code)
            self._told[code] = told[code].since_unix_ms

    def _is_new(self, item: Condition) -> bool:
        since_unix_ms = item.since_unix_ms
        if since_unix_ms is None:
            return True
        return since_unix_ms >= self._started_unix_ms and self._told.get(item.code) != since_unix_ms


def poster(by_tray: Callable[[str, str], None]) -> Callable[[str, str, str], None]:
    """How this system shows notifications: by a service of the desktop, or ``by_tray`` (title, text).

    Windows and macOS make a notification of their own kind of what a tray icon says. To send one without an icon takes
    an identity that an installer registers, and a package of bindings; nothing here is said while no icon is there.
    """
    if sys.platform != "linux":
        return lambda title, text, _tag: by_tray(title, text)
    return post_to_desktop


def post_to_desktop(title: str, text: str, tag: str) -> None:
    """Hand a notification to the desktop's service without waiting for it."""
    from netmon_tray.desktop import notifier  # the bus is only reached for when there is something to say

    notifier().post(title, text, tag=tag)
