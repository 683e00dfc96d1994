"""What the History view asks of the database; runs in the reader's thread. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from netmon_tray import happenings
from netmon_tray.gui.bar_series import Bar
from netmon_tray.gui.chart_scale import DAY_S, SIGNAL_SCALES, midnight_unix_ms
from netmon_tray.gui.heat_days import UsageDay
from netmon_tray.gui.history_line import Delays, HistoryAnswer, Step
from netmon_tray.gui.history_range import TimeRange
from netmon_tray.gui.time_view import TimeSpan, Told
from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripSums
from netmon_tray.store.history import SeenNetwork, Span
from netmon_tray.store.timeline import Bucket

if TYPE_CHECKING:
    from netmon_tray.storage import Stores

_EVERYDAY = frozenset({TimelineKind.ESTABLISHED, TimelineKind.TERMINATED, TimelineKind.PAUSE})
"""Connections begin and end each day: over weeks only what is out of the ordinary is a mark."""
_LONG_RANGE_MS = 2 * DAY_S * 1000
_SPANS = frozenset({TimelineKind.OUTAGE, TimelineKind.SLEEP})
_NEAR = {"dns": 1, "gateway": 2}
"""Parties that are not the internet, in the order in which they stand in for it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event of the timeline with its words."""

    at_unix_ms: int
    kind: str
    text: str


def read_history(stores: Stores, span: Span, shown: TimeRange, network_key: str | None) -> HistoryAnswer:
    """The steps and events of a range, of one network or of all, in steps of ``span`` where these are still kept.

    Raises StoreError.
    """
    most = -(-shown.length_ms // (int(span) * 1000))
    told = stores.timeline.between(shown.start_unix_ms, shown.end_unix_ms, network_key, most_buckets=most)
    networks = stores.history.networks()
    measure = _common_measure(told.buckets)
    return HistoryAnswer(
        span=told.span,
        shown=shown,
        steps=tuple(_step(bucket, measure) for bucket in told.buckets),
        measure=measure,
        marks=_marks(told.events, {each.key: shown_name(each) for each in networks}, shown),
        outages=tuple(_lasting(told.events, TimelineKind.OUTAGE)),
        sleeps=tuple(_lasting(told.events, TimelineKind.SLEEP)),
        delays=_delays(told.buckets),
        networks=tuple((each.key, shown_name(each)) for each in networks),
        known_since_unix_ms=min((each.first_seen_unix_s * 1000 for each in networks), default=None),
    )


def read_usage_days(stores: Stores, since: date, network_key: str | None) -> tuple[UsageDay, ...]:
    """What moved on each calendar day since a date. Raises StoreError."""
    usage = stores.history.usage("day", midnight_unix_ms(since) // 1000, None, network_key)
    return tuple(UsageDay(date.fromisoformat(each.period), each.rx_bytes, each.tx_bytes) for each in usage)


def shown_name(network: SeenNetwork) -> str:
    """The user's alias, else the name, else the key: what people call a network."""
    return network.flags.alias or network.name or network.key


def _step(bucket: Bucket, measure: str | None) -> Step:
    signal = next((each for each in bucket.signals if each.measure == measure), None)
    return Step(
        bucket.since_unix_s * 1000,
        bucket.until_unix_s * 1000,
        bucket.rx_bytes,
        bucket.tx_bytes,
        bucket.covered_s,
        bucket.rx_peak_bytes_per_s,
        bucket.tx_peak_bytes_per_s,
        (signal.minimum, signal.mean, signal.maximum) if signal else None,
    )


def _common_measure(buckets: Iterable[Bucket]) -> str | None:
    """The measure that was heard longest: two media in one range cannot share a scale."""
    heard_ms: Counter[str] = Counter()
    for signal in (each for bucket in buckets for each in bucket.signals if each.measure in SIGNAL_SCALES):
        heard_ms[signal.measure] += sum(signal.level_ms)
    return max(heard_ms, key=lambda measure: heard_ms[measure], default=None)


def _delays(buckets: Sequence[Bucket]) -> Delays | None:
    """The round trips to whatever is farthest away: a host that the user named, else the name server or the router."""
    totals: dict[str, TripSums] = {}
    for bucket in buckets:
        for each, sums in bucket.trips.items():
            totals[each] = totals.get(each, TripSums()) + sums
    answered = [each for each, sums in totals.items() if sums.number]
    party = min(answered, key=lambda each: _NEAR.get(each, 0), default=None)
    if party is None:
        return None
    found = ((bucket, bucket.trips[party]) for bucket in buckets if party in bucket.trips)
    steps = tuple(
        Bar(bucket.since_unix_s * 1000, bucket.until_unix_s * 1000, sums.minimum_ms, sums.mean_ms, sums.maximum_ms)
        for bucket, sums in found
        if sums.minimum_ms is not None and sums.mean_ms is not None and sums.maximum_ms is not None
    )
    return Delays(party, steps, totals[party].loss_ratio or 0.0)


def _marks(events: Iterable[TimelineEvent], names: dict[str, str], shown: TimeRange) -> tuple[Told, ...]:
    left_out = _SPANS | (_EVERYDAY if shown.length_ms > _LONG_RANGE_MS else frozenset())
    return tuple(
        _Mark(event.at_unix_ms, event.kind.value, happenings.event_text(event, names.get(event.network_key or "", "")))
        for event in events
        if event.kind not in left_out
    )


def _lasting(events: Iterable[TimelineEvent], kind: TimelineKind) -> Iterable[TimeSpan]:
    told = (event for event in events if event.kind is kind)
    return (TimeSpan(event.at_unix_ms, event.until_unix_ms, happenings.event_text(event, "")) for event in told)
