"""What was answered and what was not -> outages: what failed, from when to when (pure).

A cause must hold for several rounds before an outage begins, and everything must be answered for several before it
ends; both count from the first of those rounds. Lengths are taken from a clock that nobody sets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmon_tray.model import Outage, OutageCause, OutageEnd, RoundTrips, Silence
from netmon_tray.round_trips import TripMinute
from netmon_tray.targets import DNS, GATEWAY
from netmon_tray.words import say

OUTAGE_WORDS = {
    OutageCause.LINK: say("The connection was lost"),
    OutageCause.GATEWAY: say("The router does not answer"),
    OutageCause.DNS: say("Names are not resolved"),
    OutageCause.INTERNET: say("The internet does not answer"),
}
"""What a person reads of each cause: in the window, on the command line and in reports."""
FAILED_ROUNDS = 3
ANSWERED_ROUNDS = 2
SETTLED_S = {False: 5.0, True: 2.0}
"""By whether all is answered: so long it must have held as well, for events of the system hasten rounds on."""
_UNASKED = frozenset({Silence.FORBIDDEN, Silence.UNRESOLVED, Silence.HIJACKED})
"""Nobody was asked, so nobody failed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be stored of rounds: outages that began or ended, in their order, and minutes that are over."""

    outages: tuple[Outage, ...] = ()
    minutes: tuple[TripMinute, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one round showed; None where nothing can be told."""

    at_unix_ms: int
    uptime_s: float
    has_link: bool = True
    """False where the connection was lost, not where it was switched off."""
    gateway: bool | None = None
    dns: bool | None = None
    is_dns_beyond: bool = False
    """The name server lies behind the gateway: its answer shows that the gateway works."""
    internet: bool | None = None
    """Whether any host that the user named answers."""
    has_portal: bool = False
    network_key: str | None = None
    vpn: str | None = None


def cause_of(seen: Evidence) -> OutageCause | None:
    """What failed, the nearest part first; nothing behind a login page, which keeps everybody out by design."""
    if not seen.has_link:
        return OutageCause.LINK
    if seen.has_portal:
        return None
    passes_gateway = bool(seen.internet) or (bool(seen.dns) and seen.is_dns_beyond)
    if seen.gateway is False and not passes_gateway:
        return OutageCause.GATEWAY
    if seen.internet is False:
        return OutageCause.INTERNET
    return OutageCause.DNS if seen.dns is False else None


class Answered:
    """Who answered before, on which network: only the silence of those is a failure.

    A router that never answers an echo has not failed, and a target that never answered may not exist. Name servers
    are there to answer; and that there is no way to somebody is a statement of the system's, not silence.
    """

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def note(self, network_key: str, party: str) -> None:
        """This party answers there."""
        self._known.add((network_key, party))

    def counts(self, network_key: str, party: str, trips: RoundTrips) -> bool:
        """Whether a round with this party may be added up: its losses are losses."""
        if trips.rtts_ms:
            self.note(network_key, party)
        return bool(trips.sent) and (party == DNS or (network_key, party) in self._known)

    def verdict(self, network_key: str, party: str, trips: RoundTrips | None) -> bool | None:
        """Whether the party works; None where that can't be told."""
        if trips is None or trips.silence in _UNASKED:
            return None
        if trips.silence is None:
            return True
        is_sure = self.counts(network_key, party, trips) or (party == GATEWAY and trips.silence is Silence.UNREACHABLE)
        return False if is_sure else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be so from a moment on, and how often it was seen since."""

    cause: OutageCause | None
    since_unix_ms: int
    since_s: float
    rounds: int


class OutageTracker:
    """Follows rounds in their order; every call returns the outages that began, changed or ended with it.

    Attributes:
        current: the outage that goes on.
    """

    def __init__(self) -> None:
        self.current: Outage | None = None
        self._since_s = 0.0
        self._last_s: float | None = None
        self._candidate: _Candidate | None = None

    @property
    def is_deciding(self) -> bool:
        """Whether the last rounds differ from what is held so far: ask again soon."""
        return self._candidate is not None

    def observe(self, seen: Evidence) -> tuple[Outage, ...]:
        """Take one round."""
        self._last_s = seen.uptime_s
        told = self.close(OutageEnd.MOVED) if self._is_elsewhere(seen) else ()
        cause = cause_of(seen)
        if cause == (self.current.cause if self.current else None):
            self._candidate = None
            return told
        before = self._candidate
        if before is None or before.cause != cause:
            before = _Candidate(cause, seen.at_unix_ms, seen.uptime_s, 0)
        self._candidate = replace(before, rounds=before.rounds + 1)
        is_settled = seen.uptime_s - before.since_s >= SETTLED_S[cause is None]
        if self._candidate.rounds < (ANSWERED_ROUNDS if cause is None else FAILED_ROUNDS) or not is_settled:
            return told
        return (*told, *self._switch(self._candidate, seen))

    def close(self, end: OutageEnd) -> tuple[Outage, ...]:
        """Nothing is known after the last round: what goes on ends there."""
        self._candidate = None
        return self._ended(self._last_s, end)

    def _is_elsewhere(self, seen: Evidence) -> bool:
        """Whether what goes on is of another network, as far as both are known."""
        before, now = self.current.network_key if self.current else None, seen.network_key
        return before is not None and now is not None and before != now

    def _switch(self, to: _Candidate, seen: Evidence) -> tuple[Outage, ...]:
        end = OutageEnd.RECOVERED if to.cause is None else OutageEnd.OTHER_CAUSE
        told = self._ended(to.since_s, end)
        self._candidate = None
        if to.cause is None:
            return told
        self.current = Outage(to.cause, to.since_unix_ms, network_key=seen.network_key, vpn=seen.vpn)
        self._since_s = to.since_s
        return (*told, self.current)

    def _ended(self, at_s: float | None, end: OutageEnd) -> tuple[Outage, ...]:
        if self.current is None:
            return ()
        lasted_ms = round(1000 * max(0.0, (at_s or self._since_s) - self._since_s))
        ended = replace(self.current, until_unix_ms=self.current.since_unix_ms + lasted_ms, end=end)
        self.current = None
        return (ended,)
