"""Round trips as they are added up: what is kept of a minute, and what people see of the last one (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from netmon_tray.model import RoundTrips

MINUTE_MS = 60_000


class TripSums(NamedTuple):
    """Sums of round trips over some time, in milliseconds; they add up in any order.

    A named tuple, because a day of the history has thousands.
    """

    sent: int = 0
    lost: int = 0
    minimum_ms: float | None = None
    maximum_ms: float | None = None
    total_ms: float = 0.0
    jitter_total_ms: float = 0.0
    """Of the differences between one round trip and the next, without their signs (RFC 3550 section 6.4.1)."""
    jitter_number: int = 0

    @property
    def number(self) -> int:
        """How many were answered: each is a measured round trip."""
        return self.sent - self.lost

    @property
    def mean_ms(self) -> float | None:
        """Mean round trip; None where nothing was answered."""
        return self.total_ms / self.number if self.number else None

    @property
    def jitter_ms(self) -> float | None:
        """Mean difference of neighbouring round trips; None with fewer than two."""
        return self.jitter_total_ms / self.jitter_number if self.jitter_number else None

    @property
    def loss_ratio(self) -> float | None:
        """Share of questions without an answer; None where none was asked."""
        return self.lost / self.sent if self.sent else None

    def __add__(self, other: TripSums) -> TripSums:  # type: ignore[override]  # two of them are never joined
        return TripSums(
            self.sent + other.sent,
            self.lost + other.lost,
            _of_both(min, self.minimum_ms, other.minimum_ms),
            _of_both(max, self.maximum_ms, other.maximum_ms),
            self.total_ms + other.total_ms,
            self.jitter_total_ms + other.jitter_total_ms,
            self.jitter_number + other.jitter_number,
        )


def _of_both(choose: Callable[[float, float], float], one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)


@dataclass(frozen=True, slots=True)
class TripMinute:
    """What one minute's questions to one party gave, over one network; also a row of an hour or a day."""

    minute_unix_s: int
    """Where it begins; for a day midnight UTC of its calendar date."""
    network_key: str
    party: str
    """"gateway", "dns", or a host as the user wrote it."""
    is_tunnelled: bool
    """A VPN was above the connection."""
    sums: TripSums


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question was asked from."""

    network_key: str
    is_tunnelled: bool = False


@dataclass(slots=True)
class TripLog:
    """Adds rounds up by minute, network and party."""

    _sums: dict[tuple[int, Place, str], TripSums] = field(default_factory=dict)
    _last_ms: dict[tuple[Place, str], float] = field(default_factory=dict)
    """Each party's last round trip, for the jitter."""

    def add(self, at_unix_ms: int, place: Place, party: str, trips: RoundTrips) -> None:
        """Take what one round of questions gave."""
        key = (at_unix_ms // MINUTE_MS, place, party)
        self._sums[key] = self._sums.get(key, TripSums()) + self._sums_of(place, party, trips)

    def break_off(self) -> None:
        """The next round trips are no neighbours of the last ones."""
        self._last_ms.clear()

    def finished(self, now_unix_ms: int, *, everything: bool = False) -> list[TripMinute]:
        """Give out the minutes that are over (with ``everything`` the running one too), each once."""
        running = now_unix_ms // MINUTE_MS
        done = [key for key in self._sums if everything or key[0] != running]
        return [_minute(key, self._sums.pop(key)) for key in done]

    def _sums_of(self, place: Place, party: str, trips: RoundTrips) -> TripSums:
        sums = TripSums(sent=trips.lost, lost=trips.lost)
        for rtt_ms in trips.rtts_ms:
            before_ms = self._last_ms.get((place, party))
            self._last_ms[place, party] = rtt_ms
            one = TripSums(sent=1, minimum_ms=rtt_ms, maximum_ms=rtt_ms, total_ms=rtt_ms)
            if before_ms is not None:
                one = one._replace(jitter_total_ms=abs(rtt_ms - before_ms), jitter_number=1)
            sums += one
        return sums


class Recently:
    """The rounds of the last minute by party: what people see now."""

    def __init__(self) -> None:
        self._rounds: list[tuple[float, str, RoundTrips]] = []

    def add(self, at_s: float, trips: Mapping[str, RoundTrips]) -> None:
        """Take a round, and forget what is older than a minute."""
        self._rounds = [one for one in self._rounds if at_s - one[0] < MINUTE_MS / 1000]
        self._rounds += [(at_s, party, one) for party, one in trips.items()]

    def clear(self) -> None:
        """Forget everything: it was of another connection."""
        self._rounds.clear()

    def sums(self) -> dict[str, TripSums]:
        """What the last minute gave, by party in the order of the last round."""
        log, nowhere = TripLog(), Place("")
        for _, party, trips in self._rounds:
            log.add(0, nowhere, party, trips)
        return {minute.party: minute.sums for minute in log.finished(0, everything=True)}


def by_party(rows: Iterable[TripMinute]) -> dict[str, TripSums]:
    """The sums of each party, in the order in which they first appear."""
    found: dict[str, TripSums] = {}
    for row in rows:
        found[row.party] = found.get(row.party, TripSums()) + row.sums
    return found


def _minute(key: tuple[int, Place, str], sums: TripSums) -> TripMinute:
    minute, place, party = key
    return TripMinute(minute * 60, place.network_key, party, place.is_tunnelled, sums)
