"""Successive samples -> the life of an attachment, and the connection records that tell it.

An attachment is one interface on one network for one period. Only the primary connection has one. Its
records' byte deltas add up to what the interface's counters truly moved, over resets, sleep and restarts
of the program (decisions.md 1 to 3).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from netmon_tray import codec
from netmon_tray.logins import as_joined
from netmon_tray.model import (
    Change,
    ConnectionRecord,
    Link,
    Network,
    NetworkType,
    Radio,
    RecordEvent,
    Sample,
    Throughput,
    Unavailable,
    Vpn,
    known,
)
from netmon_tray.rates import Reading, ceiling_bytes_per_s, move

F = TypeVar("F", Network, Radio)

LOSS_GRACE_S = 5.0
"""A carrier or route that is back within this time never went away (decisions.md 1)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment as it stands: kept in the database beside its last record, so that a restart can go on."""

    uuid: str
    since_unix_ms: int
    link: Link
    """As last seen."""
    remembered: Link
    """Like ``link``, but a fact that went missing keeps its last known value: what changes are judged by."""
    reading: Reading | None
    """What the next counters are compared with; None until the counters could be read."""
    recorded_uptime_s: float
    """When its last record was made."""
    seen_unix_ms: int
    vpn: Vpn | None = None
    rx_unrecorded_bytes: int = 0
    tx_unrecorded_bytes: int = 0
    rx_bytes: int = 0
    """Moved since ``since_unix_ms``."""
    tx_bytes: int = 0
    is_ended: bool = False
    """Cleanly terminated: only its counters still matter."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A record with the attachment as it is right after it: both are stored in one transaction."""

    record: ConnectionRecord
    state: Attachment | None
    before: Link | None = None
    """Of a change, the link that it began from, where this run of the program saw it."""
    is_disguised: bool = False
    """Both come from storage, where they stand as privacy settings allowed: not to be disguised again."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one sample meant."""

    derived: tuple[Derived, ...]
    throughput: Throughput | None
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Bytes that moved on a link since the sample before."""

    link: Link
    rx_bytes: int
    tx_bytes: int


def to_text(attachment: Attachment | None, disguise: Callable[[Link], Link]) -> str:
    """Serialize an attachment for the database, its links as privacy settings allow them to be stored."""
    if attachment is not None:
        link, remembered = disguise(attachment.link), disguise(attachment.remembered)
        attachment = replace(attachment, link=link, remembered=remembered)
    return json.dumps(codec.to_plain(attachment), separators=(",", ":"))


def from_text(text: str | None) -> Attachment | None:
    """Read an attachment back; None for none and for what an other version wrote differently."""
    try:
        plain = json.loads(text) if text else None
        return codec.from_plain(Attachment, plain) if plain else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


class AttachmentTracker:
    """Follows the primary connection from sample to sample.

    ``saved`` is the attachment that the last run of the program left; it is settled by the first sample.
    ``new_uuid`` returns a fresh UUID text. ``disguise`` is how links are stored: what was saved is compared
    with the disguised present, everything else with true values.
    """

    def __init__(
        self,
        *,
        heartbeat_s: float,
        new_uuid: Callable[[], str],
        saved: Attachment | None = None,
        disguise: Callable[[Link], Link] = lambda link: link,
    ) -> None:
        self.heartbeat_s = heartbeat_s
        self._disguise = disguise
        self._new_uuid = new_uuid
        self._saved = saved
        self._current: Attachment | None = None
        self._lost_since: Sample | None = None
        self._moved: list[Moved] = []

    @property
    def current(self) -> Attachment | None:
        """The attachment as it stands, or None while there is none."""
        return self._current

    @property
    def kept(self) -> Attachment | None:
        """What the database should keep: the current attachment, else one that a first sample has yet to settle."""
        return self._current or self._saved

    @property
    def is_waiting_for_return(self) -> bool:
        """The connection is gone for less than the grace time: worth a look soon."""
        return self._lost_since is not None

    def named(self, sample: Sample) -> Sample:
        """Return the sample with the attachment's link under the name that it has, also while nobody tells it."""
        if self._current is None:
            return sample
        return replace(sample, links=tuple(_named(self._current, link) for link in sample.links))

    def observe(self, sample: Sample, *, gap_s: float) -> Observation:
        """Take the next sample; ``gap_s`` is the longest interval that still makes a throughput."""
        link = sample.primary
        if link is not None and not link.interface.has_carrier:
            link = None
        if link is not None:
            link = self._as_joined(sample, link)
        self._moved = []
        derived = self._settle_saved(sample, link)
        if link is None:
            derived += self._lose(sample)
            return Observation(tuple(derived), None, tuple(self._moved))
        if self._current is not None and self._is_other(self._current, link):
            derived += self._terminate(sample, at_unix_ms=self._end_time(sample))
        self._lost_since = None
        throughput = None
        if self._current is None:
            derived.append(self._establish(sample, link))
        else:
            throughput = self._count(sample, link, gap_s)
            derived += self._follow(sample, link)
        return Observation(tuple(derived), throughput, tuple(self._moved))

    def end(self, sample: Sample | None, *, keeps_counters: bool = True) -> Observation:
        """Terminate now (clean stop, pause), with the counters of a last ``sample`` where there is one.

        With ``keeps_counters`` the next attachment goes on from this one's counters if nothing changed
        (decisions.md 1); a pause leaves out what moved in it.
        """
        self._moved = []
        if self._current is None:
            return Observation(() if keeps_counters else self._give_up_saved(), None, ())
        at_unix_ms = self._end_time(sample) if sample else self._current.seen_unix_ms
        (derived,) = self._terminate(sample, at_unix_ms=at_unix_ms)
        self._saved = derived.state if keeps_counters else None
        return Observation((replace(derived, state=self._saved),), None, tuple(self._moved))

    @classmethod
    def close_saved(cls, saved: Attachment, new_uuid: Callable[[], str]) -> tuple[Derived, ...]:
        """End an attachment of an earlier run when it was last seen; nothing where it was ended cleanly."""
        if saved.is_ended:
            return ()
        tracker = cls(heartbeat_s=0.0, new_uuid=new_uuid)
        tracker._current = saved
        return tuple(replace(item, is_disguised=True) for item in tracker.end(None).derived)

    def _give_up_saved(self) -> tuple[Derived, ...]:
        """A pause also ends what an earlier run left open: nothing that moves in it may ever be counted."""
        saved, self._saved = self._saved, None
        ended = self.close_saved(saved, self._new_uuid) if saved else ()
        return tuple(replace(item, state=None) for item in ended)

    # --- a restart of the program ---------------------------------------------------------------------------------

    def _settle_saved(self, sample: Sample, link: Link | None) -> list[Derived]:
        """Decide what the last run's attachment was, now that a first look is here."""
        saved = self._saved
        if saved is None or (link is None and saved.is_ended):
            return []
        self._saved = None
        seen = self._disguise(link) if link is not None else None
        is_same = seen is not None and _is_same_life(saved, sample, seen)
        if saved.is_ended:
            return [self._establish(sample, link, saved.reading)] if link is not None and is_same else []
        self._current = saved
        if link is None or seen is None or not is_same:
            self._current = None
            return list(self.close_saved(saved, self._new_uuid))
        changes = _changes(saved.remembered, seen)
        self._current = replace(saved, link=link, remembered=link)
        return [self._record(RecordEvent.CHANGED, sample, sample.at_unix_ms, changes)] if changes else []

    def _as_joined(self, sample: Sample, link: Link) -> Link:
        """Keep how the network was joined; what an earlier run saw of that is stored disguised."""
        if self._current is not None:
            return as_joined(link, self._current.remembered)
        seen = self._disguise(link)
        if self._saved is None or not _is_same_life(self._saved, sample, seen):
            return link
        joined = as_joined(seen, self._saved.remembered).network
        network = replace(link.network, security=joined.security, authentication=joined.authentication)
        return replace(link, network=network)

    # --- the life of an attachment --------------------------------------------------------------------------------

    def _establish(self, sample: Sample, link: Link, base: Reading | None = None) -> Derived:
        """Begin an attachment; with ``base``, bytes that moved since that reading belong to its first record."""
        reading = Reading(link.counters, sample.uptime_s) if link.counters else None
        self._current = Attachment(
            uuid=self._new_uuid(),
            since_unix_ms=sample.at_unix_ms,
            link=link,
            remembered=link,
            reading=base or reading,
            recorded_uptime_s=sample.uptime_s,
            seen_unix_ms=sample.at_unix_ms,
            vpn=sample.vpn,
        )
        if base is not None:
            self._count(sample, link, gap_s=0)
        return self._record(RecordEvent.ESTABLISHED, sample, sample.at_unix_ms)

    def _count(self, sample: Sample, link: Link, gap_s: float) -> Throughput | None:
        """Add what the counters moved since the last look to the attachment."""
        now = self._current
        if now is None or link.counters is None:
            return None
        if now.reading is None:
            self._current = replace(now, reading=Reading(link.counters, sample.uptime_s))
            return None
        ceiling = max(ceiling_bytes_per_s(now.link), ceiling_bytes_per_s(link))
        reading, moved = move(now.reading, link.counters, sample.uptime_s, ceiling_bytes_per_s=ceiling, gap_s=gap_s)
        self._current = replace(
            now,
            reading=reading,
            rx_unrecorded_bytes=now.rx_unrecorded_bytes + moved.rx_bytes,
            tx_unrecorded_bytes=now.tx_unrecorded_bytes + moved.tx_bytes,
            rx_bytes=now.rx_bytes + moved.rx_bytes,
            tx_bytes=now.tx_bytes + moved.tx_bytes,
        )
        self._moved.append(Moved(_named(now, link), moved.rx_bytes, moved.tx_bytes))
        return moved.throughput

    def _count_last(self, sample: Sample) -> None:
        """Add what the interface moved until it was no longer the connection, also when it was switched off."""
        now = self._current
        counters = sample.counters(now.link.interface) if now else None
        if now is not None and counters is not None:
            self._count(sample, replace(now.link, counters=counters), gap_s=0)

    def _follow(self, sample: Sample, link: Link) -> list[Derived]:
        """Record a change, or the heartbeat when it is due."""
        now = self._current
        if now is None:
            return []
        changes = _changes(now.remembered, link)
        self._current = replace(
            now, link=link, remembered=_remember(now.remembered, link), seen_unix_ms=sample.at_unix_ms, vpn=sample.vpn
        )
        if changes:
            derived = self._record(RecordEvent.CHANGED, sample, sample.at_unix_ms, changes)
            return [replace(derived, before=now.remembered)]
        if sample.uptime_s - now.recorded_uptime_s >= self.heartbeat_s:
            return [self._record(RecordEvent.MAINTAINED, sample, sample.at_unix_ms)]
        return []

    def _lose(self, sample: Sample) -> list[Derived]:
        if self._current is None:
            self._lost_since = None
            return []
        if self._lost_since is None:
            self._lost_since = sample
        self._count_last(sample)
        if sample.uptime_s - self._lost_since.uptime_s <= LOSS_GRACE_S:
            return []
        return self._terminate(sample, at_unix_ms=self._end_time(sample))

    def _end_time(self, sample: Sample | None) -> int:
        """A connection that was lost ended when it was lost, not when that was certain."""
        moment = self._lost_since or sample
        return moment.at_unix_ms if moment else 0

    def _terminate(self, sample: Sample | None, *, at_unix_ms: int) -> list[Derived]:
        ended = self._current
        if ended is None:
            return []
        if sample:
            self._count_last(sample)
        derived = self._record(RecordEvent.TERMINATED, sample, at_unix_ms)
        ended = self._current
        self._current, self._lost_since = None, None
        kept = replace(ended, is_ended=True) if ended else None
        return [Derived(derived.record, kept)]

    def _record(
        self, event: RecordEvent, sample: Sample | None, at_unix_ms: int, changes: tuple[Change, ...] = ()
    ) -> Derived:
        """Make a record of the current attachment and start its byte sums anew."""
        now = self._current
        if now is None:
            raise RuntimeError("a record needs an attachment")
        record = ConnectionRecord(
            record_uuid=self._new_uuid(),
            attachment_uuid=now.uuid,
            event=event,
            at_unix_ms=at_unix_ms,
            link=now.link,
            rx_bytes=now.rx_unrecorded_bytes,
            tx_bytes=now.tx_unrecorded_bytes,
            changes=changes,
            attachment_since_unix_ms=now.since_unix_ms,
            vpn=now.vpn,
            position=sample.position if sample else Unavailable.UNSUPPORTED,
        )
        recorded_uptime_s = sample.uptime_s if sample else now.recorded_uptime_s
        self._current = replace(now, rx_unrecorded_bytes=0, tx_unrecorded_bytes=0, recorded_uptime_s=recorded_uptime_s)
        return Derived(record, self._current)

    @staticmethod
    def _is_other(now: Attachment, link: Link) -> bool:
        """Tell whether the primary link is another interface or another network than the attachment's."""
        if link.interface.name != now.link.interface.name or link.network_type != now.link.network_type:
            return True
        return _is_other_network(now.remembered, link)


def _named(attachment: Attachment, link: Link) -> Link:
    """The link with the attachment's last known name and operator, where it is the attachment's and has none."""
    if link.interface.name != attachment.link.interface.name or known(link.network.name) is not None:
        return link
    return replace(link, network=_fill(attachment.remembered.network, link.network))


def _is_other_network(before: Link, after: Link) -> bool:
    """A WiFi network is its name; every other medium is the network that its interface is attached to."""
    was, now = known(before.network.name), known(after.network.name)
    return after.network_type is NetworkType.WIFI and was is not None and now is not None and was != now


def _same_boot(saved: Attachment, sample: Sample) -> bool:
    return saved.reading is not None and saved.reading.counters.key.boot_id == sample.boot_id


def _is_same_life(saved: Attachment, sample: Sample, link: Link) -> bool:
    """Tell whether the connection of the last run never went away (decisions.md 1)."""
    if saved.reading is None or link.counters is None or not _same_boot(saved, sample):
        return False
    return (
        saved.reading.counters.key == link.counters.key
        and saved.link.network_type is link.network_type
        and saved.link.interface.carrier_changes == link.interface.carrier_changes
        and not _is_other_network(saved.remembered, link)
    )


def _changes(before: Link, after: Link) -> tuple[Change, ...]:
    """Material differences between two looks at one attachment; a fact that went missing is no difference."""
    found = []
    if _differs(before.radio.bssid, after.radio.bssid) or _is_cell_roam(before, after):
        found.append(Change.ROAM)
    elif _differs(before.radio.frequency_mhz, after.radio.frequency_mhz):
        found.append(Change.CHANNEL_SWAP)
    if _appears_or_differs(before.network.security, after.network.security) or _differs(
        before.network.authentication, after.network.authentication
    ):
        found.append(Change.SECURITY)
    if _appears_or_differs(before.network.name, after.network.name):
        found.append(Change.NAME)
    return tuple(found)


def _is_cell_roam(before: Link, after: Link) -> bool:
    return (
        _differs(before.radio.cell_id, after.radio.cell_id)
        or _differs(before.network.mccmnc, after.network.mccmnc)
        or _differs(before.network.is_roaming, after.network.is_roaming)
    )


def _differs(before: object, after: object) -> bool:
    both_known = not isinstance(before, Unavailable) and not isinstance(after, Unavailable)
    return both_known and before != after


def _appears_or_differs(before: object, after: object) -> bool:
    return not isinstance(after, Unavailable) and before != after


def _remember(before: Link, after: Link) -> Link:
    """``after``, with last known values where it has none; a new BSSID starts its radio facts anew."""
    network = _fill(before.network, after.network)
    if _differs(before.radio.bssid, after.radio.bssid):
        return replace(after, network=network)
    return replace(after, network=network, radio=_fill(before.radio, after.radio))


def _fill(before: F, after: F) -> F:
    missing = {
        field.name: getattr(before, field.name)
        for field in fields(after)
        if isinstance(getattr(after, field.name), Unavailable)
    }
    return replace(after, **missing)
