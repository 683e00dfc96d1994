"""What reports are made of, read from the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.audits import audited
from netmon_tray.happenings import event_text, outage_of
from netmon_tray.holder import STATE_KEY, only_sends
from netmon_tray.model import Outage, TimelineKind
from netmon_tray.reaching import as_left
from netmon_tray.reports import audit, outages, usage
from netmon_tray.round_trips import TripMinute, TripSums, by_party
from netmon_tray.store.history import DAY_S, Span
from netmon_tray.store.lock import DataDirLock

if TYPE_CHECKING:
    from netmon_tray.reports import Report
    from netmon_tray.storage import Stores

_MINUTES_FOR_MS = 2 * 86_400_000
"""Of a range no longer than this the minutes are added up, of a longer one the hours, of a much longer one the days."""


def outages_in(stores: Stores, since_unix_ms: int, until_unix_ms: int, *, is_recording: bool) -> list[Outage]:
    """The outages of a range, those that began before it and reach into it included. Raises StoreError.

    Where nobody records an open one is told as the next run will: it ended for us where it was seen last.
    """
    events = stores.events.between(since_unix_ms, until_unix_ms, kinds={TimelineKind.OUTAGE})
    told = [as_left(event, stores) if event.is_open and not is_recording else event for event in events]
    inside = [event for event in told if event.is_open or (event.until_unix_ms or 0) > since_unix_ms]
    return [outage for event in inside if (outage := outage_of(event))]


def is_recorded(stores: Stores) -> bool:
    """Whether some process follows what goes on."""
    who = DataDirLock(stores.database.path.parent).held_by()
    return who is not None and not only_sends(stores.state.get(STATE_KEY), who)


def trips_in(stores: Stores, since_unix_ms: int, until_unix_ms: int) -> dict[str, TripSums]:
    """Round trips of a range by party. Raises StoreError."""
    rows: list[TripMinute] = stores.trips.rows(
        span_for(until_unix_ms - since_unix_ms), since_unix_ms // 1000, until_unix_ms // 1000
    )
    return by_party(rows)


def span_for(length_ms: int) -> Span:
    """The rows that a range is added up from."""
    if length_ms <= _MINUTES_FOR_MS:
        return Span.MINUTE
    return Span.HOUR if length_ms <= 100 * DAY_S * 1000 else Span.DAY


def outages_report(stores: Stores, since_unix_ms: int, until_unix_ms: int, now_unix_ms: int) -> Report:
    """The outage report. Raises StoreError."""
    span = span_for(until_unix_ms - since_unix_ms)
    covered = stores.history.rows(span, since_unix_ms // 1000, until_unix_ms // 1000)
    return outages.report(
        outages.Facts(
            since_unix_ms,
            until_unix_ms,
            outages_in(stores, since_unix_ms, until_unix_ms, is_recording=is_recorded(stores)),
            sum(row.covered_s for row in covered),
            trips_in(stores, since_unix_ms, until_unix_ms),
            {seen.key: seen.flags.alias or seen.name for seen in stores.history.networks()},
            now_unix_ms,
        )
    )


def audit_report(stores: Stores, since_unix_ms: int, until_unix_ms: int, _now_unix_ms: int) -> Report:
    """The audit report: networks that were seen in the range. Raises StoreError."""
    seen = [one for one in audited(stores) if one.seen.last_seen_unix_s * 1000 >= since_unix_ms]
    told = [
        audit.Audited(
            name=one.name or one.seen.key,
            network_type=units.NETWORK_TYPE_WORDS[one.network_type],
            grade=one.assessment.word,
            security=units.security_text(one.security),
            reason=one.assessment.reason,
            action=one.assessment.action,
            is_trusted=one.seen.flags.is_trusted,
            last_seen_unix_ms=one.seen.last_seen_unix_s * 1000,
        )
        for one in seen
    ]
    changes = [
        audit.Changed(event.at_unix_ms, one.name or one.seen.key, event_text(event, one.name))
        for one in seen
        for event in one.changes
        if since_unix_ms <= event.at_unix_ms < until_unix_ms
    ]
    alarming = sum(one.is_alarming for one in seen)
    by_time = sorted(changes, key=lambda change: change.at_unix_ms)
    return audit.report(audit.Facts(since_unix_ms, until_unix_ms, told, by_time, alarming))


def usage_report(stores: Stores, since_unix_ms: int, until_unix_ms: int, _now_unix_ms: int) -> Report:
    """The usage report: whole days. Raises StoreError."""
    since_s, until_s = since_unix_ms // 1000, until_unix_ms // 1000
    return usage.report(
        usage.Facts(
            since_unix_ms,
            until_unix_ms,
            stores.history.usage("day", since_s, until_s),
            stores.history.usage("network", since_s, until_s),
        )
    )
