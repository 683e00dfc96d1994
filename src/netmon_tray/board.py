"""The board of conditions: each part of the agent posts its own, and what people see is decided by health.visible."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator

from netmon_tray import audit, health
from netmon_tray.model import Condition, Link, Sample


class ConditionBoard:
    """Conditions by the part that posted them; safe to use from any thread.

    ``monotonic_s`` is the clock by which a condition must hold before it is shown.
    """

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._lock = threading.Lock()
        self._posted: dict[str, tuple[Condition, ...]] = {}
        self._since_s: dict[str, float] = {}

    def post(self, part: str, conditions: Iterable[Condition | None]) -> None:
        """Replace all conditions of ``part``; one that stays keeps the time since which it holds."""
        with self._lock:
            self._posted[part] = tuple(item for item in conditions if item is not None)
            codes = {item.code for items in self._posted.values() for item in items}
            now_s = self._monotonic_s()
            self._since_s = {code: self._since_s.get(code, now_s) for code in codes}

    def shown(self) -> tuple[Condition, ...]:
        """Return what to tell people now, most severe first."""
        with self._lock:
            held = [(item, self._since_s[item.code]) for items in self._posted.values() for item in items]
        return health.visible(held, self._monotonic_s())


def network_conditions(
    sample: Sample,
    network_name: str | None,
    *,
    is_trusted: bool = False,
    is_alert: bool = False,
    since_unix_ms: int | None = None,
) -> Iterator[Condition]:
    """What a sample says that a person should know.

    ``network_name`` is what may be said of it, ``is_trusted`` the user's word that they know how it is secured, and
    ``is_alert`` whether an insecure one is worth a notification, told since ``since_unix_ms``.
    """
    link = sample.primary
    if link is None:
        yield health.offline(sample.adapters)
        return
    if sample.has_portal:
        yield health.portal()
    if sample.missing_consent is not None:
        yield health.consent_missing(sample.missing_consent)
    if sample.missing_position is not None:
        yield health.position_withheld(sample.missing_position)
    if is_insecure(link) and not is_trusted:
        assessment = audit.grade(link.network_type, link.network.security)
        yield health.insecure_network(
            network_name, assessment.reason, assessment.action, is_alert=is_alert, since_unix_ms=since_unix_ms
        )


def is_insecure(link: Link) -> bool:
    """Whether the network of a link is graded so."""
    return audit.grade(link.network_type, link.network.security).grade is audit.Grade.INSECURE
