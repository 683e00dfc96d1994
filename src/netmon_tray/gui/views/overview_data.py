"""What the overview asks of the database: bytes of today and this month, events of today, the last round trips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock
from typing import TYPE_CHECKING

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripSums, by_party
from netmon_tray.store.history import Span
from netmon_tray.store.round_trips import TripHistory
from netmon_tray.store.usage import quota_now

if TYPE_CHECKING:
    from netmon_tray.quota import Quota, QuotaRules
    from netmon_tray.storage import Stores
    from netmon_tray.store.history import Usage

TRIPS_S = 180
"""Round trips are stored at the end of their minute: so far back the last whole one is among them."""
_KINDS = (TimelineKind.OUTAGE, TimelineKind.ROAM)


@dataclass(frozen=True, slots=True)
class Moved:
    """Bytes of a period."""

    rx_bytes: int = 0
    tx_bytes: int = 0

    @property
    def total_bytes(self) -> int:
        """Both directions."""
        return self.rx_bytes + self.tx_bytes


@dataclass(frozen=True, slots=True)
class Today:
    """What today has brought."""

    midnight_unix_ms: int
    day: Moved = Moved()
    month: Moved = Moved()
    quota: Quota | None = None
    events: tuple[TimelineEvent, ...] = ()
    trips: Mapping[str, TripSums] = field(default_factory=dict)
    is_trusted: bool = False
    """The user's word for the network that one is on."""


def today(stores: Stores, rules: QuotaRules, now_unix_ms: int, network_key: str | None) -> Today:
    """Read it; some milliseconds. ``network_key`` is the network that one is on. Raises StoreError."""
    now_unix_s = now_unix_ms // 1000
    local = stores.history.localtime(now_unix_s)
    day = date(local.tm_year, local.tm_mon, local.tm_mday)
    midnight_unix_ms = int(datetime.combine(day, clock()).timestamp()) * 1000
    days = {row.period: row for row in stores.history.usage_of_days("day", day.replace(day=1), day)}
    trips = TripHistory(stores.database).rows(Span.MINUTE, now_unix_s - TRIPS_S, now_unix_s + 60)
    return Today(
        midnight_unix_ms,
        _moved(row for period, row in days.items() if period == day.isoformat()),
        _moved(days.values()),
        quota_now(stores.history, rules, now_unix_ms),
        tuple(stores.events.between(midnight_unix_ms, now_unix_ms + 1, kinds=_KINDS)),
        by_party(trips),
        network_key is not None and stores.history.flags(network_key).is_trusted,
    )


def _moved(rows: Iterable[Usage]) -> Moved:
    rx_bytes = tx_bytes = 0
    for row in rows:
        rx_bytes += row.rx_bytes
        tx_bytes += row.tx_bytes
    return Moved(rx_bytes, tx_bytes)
