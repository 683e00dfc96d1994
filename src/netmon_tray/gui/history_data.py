"""What the History view asks of the database; runs in the reader's thread. Without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netmon_tray import happenings
from netmon_tray.gui.bar_series import Bar
from netmon_tray.gui.chart_scale import DAY_S, SIGNAL_SCALES, midnight_unix_ms
from netmon_tray.gui.heat_days import UsageDay
from netmon_tray.gui.history_line import Delays, HistoryAnswer, Step
from netmon_tray.gui.history_range import TimeRange
from netmon_tray.gui.time_view import TimeSpan, Told
from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripMinute, TripSums, by_party
from netmon_tray.store.history import Minute, SeenNetwork, SignalMinute, Span

if TYPE_CHECKING:
    from netmon_tray.storage import Stores

_EPOCH = date(1970, 1, 1)
_TOLD_IN_A_LONG_RANGE = frozenset(TimelineKind) - {
    TimelineKind.ESTABLISHED,
    TimelineKind.TERMINATED,
    TimelineKind.SLEEP,
    TimelineKind.PAUSE,
}
"""Connections begin and end each day: over weeks only what is out of the ordinary is a mark."""
_LONG_RANGE_MS = 2 * DAY_S * 1000
_NEAR = {"dns": 1, "gateway": 2}
"""Parties that are not the internet, in the order in which they stand in for it."""
_SPANS = frozenset({TimelineKind.OUTAGE, TimelineKind.SLEEP})


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event of the timeline with its words."""

    at_unix_ms: int
    kind: str
    text: str


@dataclass(slots=True)
class _Sums:
    """A step of time as it grows, network by network."""

    rx_bytes: int = 0
    tx_bytes: int = 0
    covered_s: float = 0.0
    rx_peak_bytes_per_s: float = 0.0
    tx_peak_bytes_per_s: float = 0.0
    signals: list[SignalMinute] = field(default_factory=list)


def read_history(stores: Stores, span: Span, shown: TimeRange, network_key: str | None) -> HistoryAnswer:
    """The steps and events of a range, of one network or of all. Raises StoreError."""
    since_s, until_s = shown.start_unix_ms // 1000, -(-shown.end_unix_ms // 1000)
    rows = stores.history.rows(span, since_s, until_s, network_key)
    events = stores.events.between(shown.start_unix_ms, shown.end_unix_ms, network_key=network_key)
    networks = stores.history.networks()
    measure = _common_measure(rows)
    return HistoryAnswer(
        span=span,
        shown=shown,
        steps=_steps(span, rows, measure),
        measure=measure,
        marks=_marks(events, {each.key: shown_name(each) for each in networks}, shown),
        outages=tuple(_lasting(events, TimelineKind.OUTAGE)),
        sleeps=tuple(_lasting(events, TimelineKind.SLEEP)),
        delays=_delays(span, stores.trips.rows(span, since_s, until_s, network_key=network_key)),
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


# --- steps ----------------------------------------------------------------------------------------------------------


def _steps(span: Span, rows: Iterable[Minute], measure: str | None) -> tuple[Step, ...]:
    sums: dict[int, _Sums] = {}
    for row in rows:
        step = sums.setdefault(row.minute_unix_s, _Sums())
        step.rx_bytes += row.rx_bytes
        step.tx_bytes += row.tx_bytes
        step.covered_s += row.covered_s
        step.rx_peak_bytes_per_s = max(step.rx_peak_bytes_per_s, row.rx_peak_bytes_per_s)
        step.tx_peak_bytes_per_s = max(step.tx_peak_bytes_per_s, row.tx_peak_bytes_per_s)
        step.signals += [signal for signal in row.signals if signal.measure == measure]
    return tuple(_step(span, start_s, step) for start_s, step in sums.items())


def _step(span: Span, start_s: int, step: _Sums) -> Step:
    start_ms, end_ms = _bounds(span, start_s)
    signal = None
    if step.signals:
        count = sum(each.count for each in step.signals)
        mean = sum(each.mean * each.count for each in step.signals) / count
        signal = (min(each.minimum for each in step.signals), mean, max(each.maximum for each in step.signals))
    return Step(
        start_ms,
        end_ms,
        step.rx_bytes,
        step.tx_bytes,
        step.covered_s,
        step.rx_peak_bytes_per_s,
        step.tx_peak_bytes_per_s,
        signal,
    )


def _bounds(span: Span, start_s: int) -> tuple[int, int]:
    """When a step begins and ends; a day is stored by its date, and lasts from midnight to midnight here."""
    if span is not Span.DAY:
        return start_s * 1000, (start_s + int(span)) * 1000
    day = _EPOCH + timedelta(start_s // DAY_S)
    return midnight_unix_ms(day), midnight_unix_ms(day + timedelta(1))


def _common_measure(rows: Sequence[Minute]) -> str | None:
    """The measure with the most samples: two media in one range cannot share a scale."""
    counts: Counter[str] = Counter()
    for row in rows:
        for signal in row.signals:
            if signal.measure in SIGNAL_SCALES:
                counts[signal.measure] += signal.count
    return max(counts, key=lambda measure: counts[measure], default=None)


def _delays(span: Span, rows: Sequence[TripMinute]) -> Delays | None:
    """The round trips to whatever is farthest away: a host that the user named, else the name server or the router."""
    answered = dict(by_party(rows))
    told = [party for party in answered if answered[party].number]
    party = min(told, key=lambda party: _NEAR.get(party, 0), default=None)
    if party is None:
        return None
    sums: dict[int, TripSums] = {}
    for row in rows:
        if row.party == party:
            sums[row.minute_unix_s] = sums.get(row.minute_unix_s, TripSums()) + row.sums
    steps = tuple(
        Bar(*_bounds(span, start_s), each.minimum_ms, each.mean_ms, each.maximum_ms)
        for start_s, each in sums.items()
        if each.minimum_ms is not None and each.mean_ms is not None and each.maximum_ms is not None
    )
    return Delays(party, steps, answered[party].loss_ratio or 0.0)


# --- events ---------------------------------------------------------------------------------------------------------


def _marks(events: Iterable[TimelineEvent], names: dict[str, str], shown: TimeRange) -> tuple[Told, ...]:
    told = _TOLD_IN_A_LONG_RANGE if shown.length_ms > _LONG_RANGE_MS else frozenset(TimelineKind)
    return tuple(
        _Mark(event.at_unix_ms, event.kind.value, happenings.event_text(event, names.get(event.network_key or "", "")))
        for event in events
        if event.kind in told - _SPANS
    )


def _lasting(events: Iterable[TimelineEvent], kind: TimelineKind) -> Iterable[TimeSpan]:
    return (TimeSpan(event.at_unix_ms, event.until_unix_ms) for event in events if event.kind is kind)
