"""Which conditions are worth a notification: an error that appears while the app runs, once until it is over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from netmon_tray.model import Condition, Severity


class Notices:
    """Posts errors as they appear; what holds at the start is in the window and the icon, and interrupts nobody.

    ``post(title, text, tag)`` shows a notification in place of an older one with the same tag.
    """

    def __init__(self, post: Callable[[str, str, str], None]) -> None:
        self._post = post
        self._known: frozenset[str] | None = None

    def see(self, conditions: Iterable[Condition]) -> None:
        """Take the conditions as they are shown now."""
        errors = {item.code: item for item in conditions if item.severity is Severity.ERROR}
        before, self._known = self._known, frozenset(errors)
        if before is None:
            return
        for code in errors.keys() - before:
            self._post(errors[code].title, errors[code].text, code)


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
