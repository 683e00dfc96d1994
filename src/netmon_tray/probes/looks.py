"""When a probe looks anew at what holds until something changes, what stands while looking fails, and what it measures
between two looks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from netmon_tray.model import InterfaceCounters, Link, ProbeFault
from netmon_tray.probes.faults import PartFailed

INTERVAL_S = 60.0
UNHEARD_INTERVAL_S = 5.0
"""Of a probe that does not hear of changes."""
RETRY_INTERVAL_S = 5.0
"""After a look that failed; what the last good one showed stands until it is ``INTERVAL_S`` old."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What moves from tick to tick."""

    at_unix_ms: int
    uptime_s: float
    links: tuple[Link, ...]
    switched_off: tuple[InterfaceCounters, ...]
    faults: tuple[ProbeFault, ...]
    has_changed: bool
    """A link is not as the last look saw it."""


class Look(Protocol):
    """One look; a part of it may have failed."""

    @property
    def faults(self) -> tuple[ProbeFault, ...]:
        """What did not answer."""


L = TypeVar("L", bound=Look)


class Looks(Generic[L]):
    """The last look. ``take`` looks and raises PartFailed where nothing can be told; ``nothing`` is a look at nothing.

    All belongs to one thread except ``mark_stale``.
    """

    def __init__(self, take: Callable[[], L], nothing: L) -> None:
        self._take = take
        self._nothing = self.latest = nothing
        self.faults: tuple[ProbeFault, ...] = ()
        """Of the last look, also of one that failed."""
        self._stale = threading.Event()
        self._looked_at_s: float | None = None
        self._good_at_s = 0.0

    def mark_stale(self) -> None:
        """Make ``renew`` look, whenever the last look was."""
        self._stale.set()

    @property
    def is_stale(self) -> bool:
        """``mark_stale`` was called since the last look."""
        return self._stale.is_set()

    def renew(self, now_s: float, *, is_heard: bool) -> bool:
        """Look where it is time to, and return whether it was; ``is_heard`` where changes call ``mark_stale``."""
        interval_s = RETRY_INTERVAL_S if self.faults else INTERVAL_S if is_heard else UNHEARD_INTERVAL_S
        is_due = self._looked_at_s is None or self._stale.is_set() or now_s - self._looked_at_s >= interval_s
        if is_due:
            self._stale.clear()
            self._looked_at_s = now_s
            self._look(now_s)
        return is_due

    def measured(self, renew: Callable[[], None], measure: Callable[[], Measured]) -> Measured:
        """Renew and measure; once more where a link turns out not to be as the last look saw it."""
        renew()
        found = measure()
        if found.has_changed:
            self.mark_stale()
            renew()
            found = measure()
        return found

    def _look(self, now_s: float) -> None:
        try:
            self.latest = self._take()
        except PartFailed as failure:
            self.faults = (ProbeFault(failure.part, failure.text),)
            if now_s - self._good_at_s > INTERVAL_S:
                self.latest = self._nothing
        else:
            self.faults, self._good_at_s = self.latest.faults, now_s
