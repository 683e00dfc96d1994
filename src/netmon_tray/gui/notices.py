"""Which conditions are worth a notification: errors and alerts that come up while the app runs, once until over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence

from netmon_tray.model import Condition, Severity
from netmon_tray.words import count, joined, sentence

GATHERED_S = 3.0
"""What lasts shorter is not told, and what comes up within it is told together."""
QUIET_S = 600.0
"""What was told comes up again no sooner, however often it comes and goes."""
SNOOZE_S = 3600.0
SEVERAL = "several"
"""Tag of a notification that tells of more than one thing."""


class Notices:
    """Posts errors and alerts as they appear; what holds at the start is in the window and interrupts nobody.

    ``post(title, text, tag)`` shows a notification in place of an older one with the same tag. An alert that began
    before ``started_unix_ms`` is one of an earlier run, though it may come up a moment after the start; one that goes
    and comes back with the same beginning is the same. ``is_silent`` posts nothing: on the first run everything is new.
    """

    def __init__(
        self,
        post: Callable[[str, str, str], None],
        started_unix_ms: int | None = None,
        *,
        is_silent: bool = False,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._post, self._is_silent, self._clock_s = post, is_silent, clock_s
        self._started_unix_ms = time.time_ns() // 1_000_000 if started_unix_ms is None else started_unix_ms
        self._known: frozenset[str] | None = None
        self._due_s: dict[str, float] = {}
        """What is to be told, and when."""
        self._told: dict[str, tuple[float, int | None]] = {}
        """When each was told last, and since when it held then."""
        self._snoozed_until_s = self._posted_s = float("-inf")

    @property
    def is_snoozed(self) -> bool:
        """Whether nothing is told for a while."""
        return self._clock_s() < self._snoozed_until_s

    @property
    def can_be_snoozed(self) -> bool:
        """Whether something was told of late, so that somebody may have had enough of it."""
        return not self.is_snoozed and self._clock_s() - self._posted_s < QUIET_S

    def snooze(self, length_s: float) -> None:
        """Tell nothing for so long: what comes up meanwhile is in the window and the icon. 0 ends it."""
        self._snoozed_until_s = self._clock_s() + length_s

    def see(self, conditions: Iterable[Condition]) -> None:
        """Take the conditions as they are shown now."""
        worth = {item.code: item for item in conditions if item.severity is Severity.ERROR or item.is_alert}
        before, self._known = self._known, frozenset(worth)
        if before is None:
            return
        now_s = self._clock_s()
        for code in worth.keys() - before:
            if self._is_new(worth[code]):
                told_s, _ = self._told.get(code, (float("-inf"), None))
                self._due_s[code] = max(now_s + GATHERED_S, told_s + QUIET_S)
        self._due_s = {code: due_s for code, due_s in self._due_s.items() if code in worth}
        if any(due_s <= now_s for due_s in self._due_s.values()):
            self._tell([worth[code] for code, due_s in self._due_s.items() if due_s <= now_s + GATHERED_S], now_s)

    def _is_new(self, item: Condition) -> bool:
        since_unix_ms = item.since_unix_ms
        if since_unix_ms is None:
            return True
        _, told = self._told.get(item.code, (0.0, None))
        return since_unix_ms >= self._started_unix_ms and told != since_unix_ms

    def _tell(self, items: Sequence[Condition], now_s: float) -> None:
        for item in items:
            self._told[item.code] = (now_s, item.since_unix_ms)
            del self._due_s[item.code]
        if self._is_silent or self.is_snoozed:
            return
        self._posted_s = now_s
        if len(items) == 1:
            self._post(items[0].title, items[0].text, items[0].code)
            return
        title = count(len(items), "{n} thing needs attention", "{n} things need attention")
        self._post(title, joined(sentence(item.title) for item in items), SEVERAL)


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
