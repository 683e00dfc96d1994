"""Everything about a range of time at once: traffic, signal, round trips, what happened, and where nothing is known."""

# ruff: noqa: S608 - statements are put together from constants of this file and placeholders

from __future__ import annotations

import calendar
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripSums
from netmon_tray.store.database import Database
from netmon_tray.store.events import Events
from netmon_tray.store.history import DAY_S, Span, span_starts
from netmon_tray.store.sums import LEVEL_COLUMNS

MOST_BUCKETS = 1500
"""A day in minutes, two months in hours: more than a screen has columns."""
MOST_OF_A_KIND = 300
_ID_BITS = 24
_ID_MASK = (1 << _ID_BITS) - 1
"""The row with the largest figure is found by max() over the figure and, in these low bits, the row's id."""
_EACH_BESIDE = "CROSS JOIN"
"""Any other JOIN would store the sums before, to sort them (https://www.sqlite.org/optoverview.html#crossjoin)."""
_LEVEL_SUMS = ", ".join(f"sum(s.{column})" for column in LEVEL_COLUMNS.split(", "))


class BucketSignal(NamedTuple):
    """The signal in one bucket, over all access points that were heard by this measure."""

    measure: str
    """"rssi", "rsrp" (dBm), "sinr" (dB) or "ratio"."""
    minimum: float
    mean: float
    maximum: float
    level_ms: tuple[int, ...]
    """How long it was very weak, weak, fair, good and excellent."""
    bssid: str | None
    """Of the access point that was heard most, as is the frequency."""
    frequency_mhz: int | None


class Bucket(NamedTuple):
    """What one minute, hour or day held; a named tuple, because a chart asks for a thousand at once."""

    since_unix_s: int
    until_unix_s: int
    network_key: str
    """Of the network that was observed longest."""
    covered_s: float
    """How much of it was observed."""
    rx_bytes: int
    tx_bytes: int
    rx_roaming_bytes: int
    tx_roaming_bytes: int
    rx_peak_bytes_per_s: int
    tx_peak_bytes_per_s: int
    signals: tuple[BucketSignal, ...]
    trips: Mapping[str, TripSums]
    """Round trips by party ("gateway", "dns", or a host as the user wrote it)."""


class Gap(NamedTuple):
    """A time of which nothing is known."""

    since_unix_s: int
    until_unix_s: int


@dataclass(frozen=True, slots=True)
class TimelineRange:
    """An answer of ``Timeline``: buckets and gaps fill the range, events lie in it or reach into it."""

    span: Span
    buckets: tuple[Bucket, ...]
    gaps: tuple[Gap, ...]
    events: tuple[TimelineEvent, ...]
    """Without the kinds that happened more than ``MOST_OF_A_KIND`` times: ``event_counts`` tells of those."""
    event_counts: Mapping[TimelineKind, int]
    """How many events of each kind began in the range."""

    @property
    def is_exact(self) -> bool:
        """Whether the buckets are the minutes as they were recorded; else they are rolled up."""
        return self.span is Span.MINUTE


class Timeline:
    """Answers for any range.

    Attributes:
        localtime: seconds since 1970 to the local calendar of this machine.
    """

    def __init__(self, database: Database, localtime: Callable[[float], time.struct_time] = time.localtime) -> None:
        self._database = database
        self._events = Events(database)
        self.localtime = localtime

    def between(
        self, since_unix_ms: int, until_unix_ms: int, network_key: str | None = None, most_buckets: int = MOST_BUCKETS
    ) -> TimelineRange:
        """What is known of a range (its end excluded) in the finest span that makes at most so many buckets.

        Where the finer rows were let go already, in the span that still reaches back to its beginning. With
        ``network_key`` of that network only; gaps are then all times outside of it. Raises StoreError.
        """
        since_s, until_s = since_unix_ms // 1000, -(-until_unix_ms // 1000)
        span = self._span(since_s, until_s, most_buckets)
        starts = {
            name: span_starts(at_s, self.localtime)[span] for name, at_s in (("since", since_s), ("until", until_s))
        }
        if span is Span.DAY and until_s > since_s:
            starts["until"] = span_starts(until_s - 1, self.localtime)[span] + DAY_S
        elif span is not Span.DAY:
            starts["until"] = until_s
        buckets = self._buckets(span, {"span": int(span), "key": network_key, **starts})
        return TimelineRange(
            span,
            buckets,
            _gaps(since_s, until_s, buckets),
            *self._happened(since_unix_ms, until_unix_ms, network_key),
        )

    def _happened(
        self, since_unix_ms: int, until_unix_ms: int, network_key: str | None
    ) -> tuple[tuple[TimelineEvent, ...], Mapping[TimelineKind, int]]:
        """The events, but for kinds of which there are more than anybody could look at; and how many there are."""
        counts = self._events.counts(since_unix_ms, until_unix_ms, network_key=network_key)
        kinds = [kind for kind in TimelineKind if counts.get(kind, 0) <= MOST_OF_A_KIND]
        events = self._events.between(since_unix_ms, until_unix_ms, kinds=kinds, network_key=network_key)
        return tuple(events), counts

    def _span(self, since_s: int, until_s: int, most_buckets: int) -> Span:
        """The finest span that makes few enough buckets, unless a coarser one reaches further back into the range."""
        oldest = {
            span: self._database.read("SELECT min(start_s) FROM traffic WHERE span_s = ?", (int(span),))[0][0]
            for span in Span
        }
        for span, coarser in ((Span.MINUTE, Span.HOUR), (Span.HOUR, Span.DAY)):
            begins_s, earlier_s = oldest[span], oldest[coarser]
            if begins_s is None or earlier_s is None or until_s - since_s > most_buckets * span:
                continue
            if begins_s <= since_s or begins_s <= earlier_s + 2 * coarser:
                return span
        return Span.DAY

    def _buckets(self, span: Span, place: Mapping[str, Any]) -> tuple[Bucket, ...]:
        signals, trips = self._signals(place), self._trips(place)
        rows = self._database.read(
            "SELECT n.key, b.* FROM (SELECT t.start_s,"
            f" max((CAST(t.covered_s * 1000 AS INTEGER) << {_ID_BITS}) | t.network_id) & {_ID_MASK} AS longest,"
            " sum(t.covered_s), sum(t.rx_bytes), sum(t.tx_bytes), sum(t.rx_roaming_bytes), sum(t.tx_roaming_bytes),"
            " max(t.rx_peak_bytes_per_s), max(t.tx_peak_bytes_per_s)"
            f" FROM traffic t WHERE {_within('t', place)} GROUP BY t.start_s) b"
            f" {_EACH_BESIDE} network n ON n.id = b.longest",
            place,
        )
        return tuple(
            Bucket._make((*self._real(span, row[1]), row[0], *row[3:], signals.get(row[1], ()), trips.get(row[1], {})))
            for row in sorted(rows, key=itemgetter(1))
        )

    def _signals(self, place: Mapping[str, Any]) -> dict[int, tuple[BucketSignal, ...]]:
        """By measure: grouped by the time alone no row needs to be sorted, which would take longer than all else."""
        within = "s.span_s = :span AND s.start_s >= :since AND s.start_s < :until"
        if place["key"] is not None:
            within += (
                " AND s.access_point_id IN (SELECT a.id FROM access_point a"
                " JOIN network n ON n.id = a.network_id WHERE n.key = :key)"
            )
        found: dict[int, tuple[BucketSignal, ...]] = {}
        for (measure,) in self._database.read(
            f"SELECT DISTINCT s.measure FROM signal s WHERE {within} ORDER BY 1", place
        ):
            for row in self._database.read(
                "SELECT nullif(p.bssid, ''), p.frequency_mhz, b.* FROM (SELECT s.start_s,"
                f" max((s.number << {_ID_BITS}) | s.access_point_id) & {_ID_MASK} AS most,"
                f" min(s.minimum), sum(s.total) / sum(s.number), max(s.maximum), {_LEVEL_SUMS}"
                f" FROM signal s WHERE {within} AND s.measure = :measure GROUP BY s.start_s) b"
                f" {_EACH_BESIDE} access_point p ON p.id = b.most",
                {**place, "measure": measure},
            ):
                signal = BucketSignal._make((measure, *row[4:7], row[7:], *row[:2]))
                found[row[2]] = (*found.get(row[2], ()), signal)
        return found

    def _trips(self, place: Mapping[str, Any]) -> dict[int, dict[str, TripSums]]:
        """What several networks and tunnels share is rare, and added up here: SQLite takes longer to find none."""
        found: dict[int, dict[str, TripSums]] = defaultdict(dict)
        for row in self._database.read(
            "SELECT r.start_s, r.party, r.sent, r.lost, r.minimum_ms, r.maximum_ms, r.total_ms, r.jitter_total_ms,"
            f" r.jitter_number FROM round_trip r WHERE {_within('r', place)}",
            place,
        ):
            party, sums, parties = row[1], TripSums._make(row[2:]), found[row[0]]
            parties[party] = parties[party] + sums if party in parties else sums
        return found

    def _real(self, span: Span, start_s: int) -> tuple[int, int]:
        """When a bucket begins and ends: a day is stored by its date, and lasted from midnight to midnight here."""
        if span is not Span.DAY:
            return start_s, start_s + span
        return self._midnight(start_s), self._midnight(start_s + DAY_S)

    def _midnight(self, date_s: int) -> int:
        """The moment at which a calendar date begins here, from midnight UTC of that date."""
        guess = date_s
        for _ in range(2):  # the second time with the offset that holds then
            guess = date_s - (calendar.timegm(self.localtime(guess)) - guess)
        return guess


def _within(table: str, place: Mapping[str, Any]) -> str:
    network = f" AND {table}.network_id = (SELECT id FROM network WHERE key = :key)" if place["key"] is not None else ""
    return f"{table}.span_s = :span AND {table}.start_s >= :since AND {table}.start_s < :until{network}"


def _gaps(since_s: int, until_s: int, buckets: tuple[Bucket, ...]) -> tuple[Gap, ...]:
    """What of the range lies in no bucket."""
    edges = [
        (since_s, since_s),
        *((bucket.since_unix_s, bucket.until_unix_s) for bucket in buckets),
        (until_s, until_s),
    ]
    return tuple(Gap(end_s, begin_s) for (_, end_s), (begin_s, _) in pairwise(edges) if begin_s > end_s)
