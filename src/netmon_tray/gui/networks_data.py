"""What the Networks view asks of the database; runs in the reader's thread. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import attachments, audit
from netmon_tray.audit import Assessment
from netmon_tray.audits import CHANGES, medium, security_of
from netmon_tray.model import NetworkType, Security, TimelineEvent, Unavailable, known
from netmon_tray.store.access_points import HeardAccessPoint, UsualSignal, access_points, usual_signals
from netmon_tray.store.history import NetworkFlags, SeenNetwork
from netmon_tray.upload import wire

if TYPE_CHECKING:
    from netmon_tray.storage import Stores


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network that was seen."""

    key: str
    name: str
    """Empty where it is hidden or left out."""
    network_type: NetworkType
    security: Security | Unavailable
    assessment: Assessment
    first_seen_unix_s: int
    last_seen_unix_s: int
    is_current: bool
    covered_s: float
    total_bytes: int
    usual: UsualSignal | None
    """None where no signal was measured."""
    flags: NetworkFlags


@dataclass(frozen=True, slots=True)
class NetworkDetail:
    """What the open row shows besides."""

    key: str
    access_points: tuple[HeardAccessPoint, ...]
    current_bssid: str | None
    changes: tuple[TimelineEvent, ...]
    """The newest first."""


def read_networks(stores: Stores) -> tuple[NetworkRow, ...]:
    """Every network seen, the latest first. Raises StoreError."""
    current_key, _ = _current(stores)
    securities, signals = stores.known.securities(), usual_signals(stores.database)
    return tuple(
        _row(each, securities.get(each.key), signals.get(each.key), is_current=each.key == current_key)
        for each in stores.history.networks()
    )


def read_detail(stores: Stores, key: str) -> NetworkDetail:
    """What the open row of a network shows. Raises StoreError."""
    current_key, bssid = _current(stores)
    events = stores.events.between(0, stores.database.clock_unix_ms() + 1, kinds=CHANGES, network_key=key)
    changes = [event for event in events if event.network_key == key]
    points = access_points(stores.database, key)
    return NetworkDetail(key, tuple(points), bssid if current_key == key else None, tuple(reversed(changes)))


def grade_counts(rows: Iterable[NetworkRow]) -> dict[audit.Grade, int]:
    """How many networks there are of each grade."""
    counts = dict.fromkeys(audit.Grade, 0)
    for row in rows:
        counts[row.assessment.grade] += 1
    return counts


def _row(seen: SeenNetwork, seen_last: Security | None, usual: UsualSignal | None, *, is_current: bool) -> NetworkRow:
    kind = medium(seen.network_type)
    security = security_of(kind, seen_last)
    return NetworkRow(
        seen.key,
        seen.name,
        kind,
        security,
        audit.grade(kind, security),
        seen.first_seen_unix_s,
        seen.last_seen_unix_s,
        is_current,
        seen.covered_s,
        seen.rx_bytes + seen.tx_bytes,
        usual,
        seen.flags,
    )


def _current(stores: Stores) -> tuple[str | None, str | None]:
    """Key of the network that is recorded now, and the access point; (None, None) without one."""
    attachment = attachments.from_text(stores.state.get("attachment"))
    if attachment is None or attachment.is_ended:
        return None, None
    return wire.network_key(attachment.link), known(attachment.link.radio.bssid)
