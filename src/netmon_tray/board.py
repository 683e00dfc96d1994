"""The board of conditions: each part of the agent posts its own, and what people see is decided by health.visible."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator

from netmon_tray import audit, health
from netmon_tray.model import Condition, Sample, known


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


def network_conditions(sample: Sample) -> Iterator[Condition]:
    """What a sample says that a person should know."""
    link = sample.primary
    if link is None:
        yield health.offline()
        return
    if sample.has_portal:
        yield health.portal()
    if sample.missing_consent is not None:
        yield health.consent_missing(sample.missing_consent)
    if sample.missing_position is not None:
        yield health.position_withheld(sample.missing_position)
    assessment = audit.grade(link.network_type, link.network.security)
    if assessment.grade is audit.Grade.INSECURE:
        yield health.insecure_network(known(link.network.name), assessment.reason, assessment.action)
