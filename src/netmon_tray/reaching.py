"""What the agent does with round trips: it has them asked, stored and told, and knows from them how far one reaches."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmon_tray import happenings, health
from netmon_tray.model import (
    Condition,
    OutageCause,
    OutageEnd,
    Reachability,
    Sample,
    Silence,
    TimelineEvent,
    TimelineKind,
)
from netmon_tray.reacher import Asker, Reacher, Surroundings
from netmon_tray.store.errors import StoreError
from netmon_tray.targets import DNS, GATEWAY

if TYPE_CHECKING:
    from netmon_tray.model import LiveEvent
    from netmon_tray.outages import Told
    from netmon_tray.settings import Settings
    from netmon_tray.snapshot import Standing
    from netmon_tray.storage import Stores

SEEN_KEY = "outage_seen_unix_ms"
"""agent_state key: when an outage was last seen to go on."""
SEEN_EVERY_MS = 60_000
RECENT_MS = 300_000
"""For so long an acknowledged record shows that the internet is reached (decisions.md 16)."""


@dataclass(frozen=True, slots=True)
class Views:
    """What the rest of the agent knows, asked whenever it is needed."""

    surroundings: Callable[[], Surroundings | None]
    """None while nothing is recorded."""
    proven_unix_ms: Callable[[], int | None]
    """When the server last took a record over this connection."""
    settings: Callable[[], Settings]


class Reaching:
    """Owns the thread that asks. ``on_change`` is called when an outage begins or ends, from that thread."""

    def __init__(
        self,
        views: Views,
        *,
        asker: Asker | None = None,
        on_change: Callable[[], None],
        on_fault: Callable[[Exception | None], None],
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._views = views
        self._now_unix_ms = now_unix_ms
        self._way: tuple[object, ...] = ()
        self._seen_unix_ms = 0
        self._marks: tuple[LiveEvent, ...] = ()
        self.reacher = Reacher(
            views.settings(), views.surroundings, asker=asker, on_change=on_change, on_fault=on_fault
        )

    @property
    def standing(self) -> Standing:
        """How far this machine reaches, as the last rounds showed."""
        return self.reacher.standing

    def take(self, everything: bool = False) -> Told:  # noqa: FBT001, FBT002 - the recorder asks so
        """Give out what is to be stored, each once; what began or ended is marked on the time axis as well."""
        told = self.reacher.take(everything)
        self._marks += happenings.outage_marks(told.outages)
        return told

    def take_marks(self) -> tuple[LiveEvent, ...]:
        """Give out the marks since the last call."""
        marks, self._marks = self._marks, ()
        return marks

    # --- in the sampling thread ---------------------------------------------------------------------------------------

    def begin(self, stores: Stores) -> None:
        """Go on where the last run stopped: an outage that it left open ended for us where it was seen last."""
        left = stores.events.open(TimelineKind.OUTAGE)
        if left is not None:
            stores.events.add(as_left(left, stores))
        self.reacher.learn(stores.trips.answered())

    def heed_tick(self, sample: Sample, stores: Stores | None) -> None:
        """Have it asked at once where the way out is another; note that an outage still goes on."""
        gateway, tunnel = sample.gateway, sample.vpn
        way = (sample.primary_name, gateway and gateway.address, tunnel and tunnel.interface)
        if way != self._way:
            self._way = way
            self.reacher.look_now()
        now_unix_ms = self._now_unix_ms()
        is_due = abs(now_unix_ms - self._seen_unix_ms) >= SEEN_EVERY_MS
        if self.standing.outage is not None and is_due and stores is not None:
            self._seen_unix_ms = now_unix_ms
            with contextlib.suppress(StoreError):  # told where records are saved
                stores.state.put({SEEN_KEY: str(now_unix_ms)})

    def tell_outage(self, see: Callable[[OutageCause | None, int | None], None]) -> None:
        """Tell what was decided last, and since when it is so; without a time where nobody asks any more."""
        standing = self.standing
        if standing.outage is not None:
            see(standing.outage.cause, standing.outage.since_unix_ms)
        elif standing.at_unix_ms:
            see(None, standing.clear_since_unix_ms or standing.at_unix_ms)
        elif standing.is_set_aside:
            see(None, None)

    def revise(self, sample: Sample) -> Sample:
        """Add to a sample what was found out by asking; the system's own check is never overruled."""
        standing = self.standing
        if sample.primary is None:
            return sample
        if sample.has_portal or standing.has_portal:
            return replace(sample, has_portal=True)
        return as_proven(sample) if standing.is_online or self._has_proof() else sample

    def _has_proof(self) -> bool:
        proven_unix_ms = self._views.proven_unix_ms()
        return proven_unix_ms is not None and 0 <= self._now_unix_ms() - proven_unix_ms < RECENT_MS

    # --- for people ---------------------------------------------------------------------------------------------------

    def conditions(self) -> Iterator[Condition]:
        """What people should know of it."""
        return standing_conditions(self.standing)


def as_proven(sample: Sample) -> Sample:
    """A sample of a machine that reaches the internet; the system's own check is never overruled."""
    if sample.reachability in (Reachability.UNKNOWN, Reachability.LOCAL, Reachability.SITE):
        return replace(sample, reachability=Reachability.ONLINE)
    return sample


def as_left(left: TimelineEvent, stores: Stores) -> TimelineEvent:
    """An outage that nobody follows any more, with what is known of its end. Raises StoreError."""
    text = stores.state.get(SEEN_KEY) or ""
    seen_unix_ms = int(text) if text.isdecimal() else 0
    detail = {**left.detail, "end": OutageEnd.CRASHED}
    return replace(left, until_unix_ms=max(left.at_unix_ms, seen_unix_ms), detail=detail)


def standing_conditions(standing: Standing) -> Iterator[Condition]:
    """What people should know of how far this machine reaches."""
    if standing.answers_everything and not standing.has_portal:
        yield health.forged_names()
    for party, silence in standing.silences.items():
        is_target = party not in (GATEWAY, DNS)
        if is_target and silence in (Silence.UNRESOLVED, Silence.HIJACKED) and standing.outage is None:
            yield health.target_unknown(party)
        elif silence is Silence.FORBIDDEN:
            yield health.asking_forbidden(party)
