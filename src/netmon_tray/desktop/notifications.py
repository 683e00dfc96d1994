"""What a notification is on every desktop, and the notifier of a system that shows none."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol


class Urgency(enum.IntEnum):
    """How much a notification may disturb; the values are those of the Desktop Notifications Specification."""

    LOW = 0
    NORMAL = 1
    CRITICAL = 2
    """Stays until the person closes it."""


@dataclass(frozen=True, slots=True)
class NotificationResult:
    """Whether the desktop took a notification; true or false by itself."""

    is_shown: bool
    reason: str = ""
    """Why not, in a sentence."""

    def __bool__(self) -> bool:
        return self.is_shown


class Notifier(Protocol):
    """Shows notifications; safe to use from every thread."""

    def notify(self, title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> NotificationResult:
        """Show plain text and wait at most 2 s for the desktop's word; a ``tag`` replaces its last notification."""

    def post(self, title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> None:
        """Show plain text without waiting for an outcome."""

    def close(self) -> None:
        """End the thread; what was shown stays."""


class SilentNotifier:
    """The notifier of a system on which this version shows none."""

    def __init__(self, reason: str) -> None:
        self._refusal = NotificationResult(is_shown=False, reason=reason)

    def notify(
        self,
        title: str,  # noqa: ARG002 - the protocol's signature
        body: str,  # noqa: ARG002
        *,
        tag: str = "",  # noqa: ARG002
        urgency: Urgency = Urgency.NORMAL,  # noqa: ARG002
    ) -> NotificationResult:
        """Show nothing and say why."""
        return self._refusal

    def post(self, title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> None:
        """Show nothing."""

    def close(self) -> None:
        """There is nothing to end."""
