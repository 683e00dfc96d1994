"""Derived records and minutes -> the store; what can't be saved now is kept in memory and saved later.

Lives in the sampler's thread. A full or read-only disk never stops the sampling (upload-queue.md, Disk).
"""

from __future__ import annotations

import logging
import math
from collections import deque
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from netmon_tray import attachments, happenings
from netmon_tray.coverage import level_of
from netmon_tray.facts import link_facts
from netmon_tray.live import signal_of
from netmon_tray.model import TimelineEvent, TimelineKind, Unavailable, WithheldReason, known
from netmon_tray.outages import Told
from netmon_tray.storage import PRIVACY_KEY
from netmon_tray.store.errors import StoreError
from netmon_tray.store.history import Minute, SignalMinute
from netmon_tray.store.never_upload import NeverUpload
from netmon_tray.units import SIGNAL_WORDS, signal_level
from netmon_tray.upload import wire
from netmon_tray.upload.redactor import Redactor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from netmon_tray.attachments import Attachment, Derived, Moved
    from netmon_tray.model import ConnectionRecord, Link, Observed, Position, Sample
    from netmon_tray.round_trips import TripMinute
    from netmon_tray.settings import Settings
    from netmon_tray.storage import Stores
    from netmon_tray.store.coverage import Cell

logger = logging.getLogger(__name__)

RING_RECORDS = 1000
"""Records kept in memory while nothing can be saved (upload-queue.md)."""
RING_MINUTES = 1440
"""A day of minutes."""
RING_TRIPS = 5 * RING_MINUTES
"""Of as many parties."""
MINUTE_MS = 60_000
SAVED_AT_ONCE = 100
"""Of a long queue so many records go in one transaction: a disk with little room takes what it can."""
RING_EVENTS = 1000
"""Events that belong to no record, kept in memory while nothing can be saved."""
RETRY_S = 5.0
"""Between two tries to save while saving fails: a full disk must not make a busy loop (invariant I3)."""


@dataclass(slots=True)
class _Sums:
    """One minute on one network, as it grows."""

    link: Link
    rx_bytes: int = 0
    tx_bytes: int = 0
    covered_s: float = 0.0
    rx_roaming_bytes: int = 0
    tx_roaming_bytes: int = 0
    roaming_s: float = 0.0
    rx_peak_bytes_per_s: int = 0
    tx_peak_bytes_per_s: int = 0
    signals: dict[tuple[str | None, str], _Heard] = field(default_factory=dict)
    places: dict[Cell, int] = field(default_factory=dict)
    """How long each level was heard where, in milliseconds."""

    def add(self, part: Moved, covered_s: float) -> None:
        """Add what moved in ``covered_s`` seconds; over a gap nobody knows how fast."""
        self.rx_bytes += part.rx_bytes
        self.tx_bytes += part.tx_bytes
        if known(part.link.network.is_roaming):
            self.rx_roaming_bytes += part.rx_bytes
            self.tx_roaming_bytes += part.tx_bytes
        if covered_s > 0:
            self.rx_peak_bytes_per_s = max(self.rx_peak_bytes_per_s, round(part.rx_bytes / covered_s))
            self.tx_peak_bytes_per_s = max(self.tx_peak_bytes_per_s, round(part.tx_bytes / covered_s))

    def cover(self, link: Link, bssid: str | None, covered_s: float, place: Position | None) -> None:
        """Add the time that was observed, and the signal meanwhile, there."""
        covered_s = min(60.0 - self.covered_s, covered_s)
        self.covered_s += covered_s
        if known(link.network.is_roaming):
            self.roaming_s += covered_s
        measure, signal = signal_of(link)
        if measure is not None and signal is not None and math.isfinite(signal):
            heard = self.signals.setdefault((bssid, measure), _Heard())
            heard.add(measure, signal, covered_s)
            heard.frequency_mhz = known(link.radio.frequency_mhz) or heard.frequency_mhz
            if place is not None:
                cell = (place.latitude, place.longitude, measure, level_of(measure, signal))
                self.places[cell] = self.places.get(cell, 0) + round(covered_s * 1000)


@dataclass(slots=True)
class _Heard:
    """The signal of one access point in one minute, as it grows."""

    levels: list[float] = field(default_factory=list)
    band_ms: list[int] = field(default_factory=lambda: [0] * len(SIGNAL_WORDS))
    frequency_mhz: int | None = None

    def add(self, measure: str, level: float, covered_s: float) -> None:
        """Add one level, which held for that long."""
        self.levels.append(level)
        band = signal_level(measure, level)
        if band is not None:
            self.band_ms[band] += round(covered_s * 1000)

    def told(self, bssid: str | None, measure: str) -> SignalMinute:
        """As the history takes it."""
        levels = self.levels
        return SignalMinute(
            bssid,
            measure,
            min(levels),
            sum(levels) / len(levels),
            max(levels),
            len(levels),
            tuple(self.band_ms),
            self.frequency_mhz,
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A record ready to be stored: made once, so that what is retried is the same text."""

    link: Link
    """As it was seen, to know its network by every name that it can have."""
    record: ConnectionRecord
    payload: str
    local: dict[str, object]
    withheld: WithheldReason | None
    state: str
    events: tuple[TimelineEvent, ...]
    """What it puts on the time axis."""


@dataclass(frozen=True, slots=True)
class _End:
    """The end of what is open of a lasting kind."""

    kind: TimelineKind
    at_unix_ms: int


class Recorder:
    """Owns what is not saved yet.

    ``problem`` is why the last try to save failed (None when all is saved), ``lost_records`` counts records
    that fell out of the full memory ring and are not in the ledger yet. With ``keeps_local`` nothing that is
    recorded may ever be sent (``--demo``: it is made up).
    """

    def __init__(
        self,
        settings: Settings,
        redactor: Redactor,
        *,
        keeps_local: bool = False,
        reached: Callable[[bool], Told] = lambda _: Told(),
    ) -> None:
        """``reached`` gives out what rounds of questions told since the last call; True asks for all of it."""
        self.settings = settings
        self.keeps_local = keeps_local
        self.redactor = redactor
        self.problem: StoreError | None = None
        self.lost_records = 0
        self._stores: Stores | None = None
        self._rows: deque[_Row] = deque()
        self._events: deque[TimelineEvent | _End] = deque(maxlen=RING_EVENTS)
        self._sums: dict[tuple[int, str], _Sums] = {}
        self._trips: deque[TripMinute] = deque(maxlen=RING_TRIPS)
        self._reached = reached
        self._retry_at_s = 0.0

    @property
    def unsaved_records(self) -> int:
        """How many records are in memory only."""
        return len(self._rows)

    def disguise(self, link: Link) -> Link:
        """Return a link as privacy settings allow it to be stored, now."""
        return self.redactor.link(link)

    def network_key(self, link: Link | None) -> str | None:
        """Under which a link's network is kept, as it may be stored now; None without a link."""
        return None if link is None else wire.network_key(self.disguise(link))

    def attach(self, stores: Stores) -> None:
        """Take a database that was opened."""
        self._stores = stores
        self._retry_at_s = 0.0

    def together(self) -> AbstractContextManager[object]:
        """Within, all that is saved is one transaction: for what was not just sampled."""
        return self._stores.database.transaction(durable=True) if self._stores else nullcontext()

    def record(self, derived: Iterable[Derived]) -> None:
        """Queue records for saving, in their final form."""
        for item in derived:
            if len(self._rows) >= RING_RECORDS:
                self._rows.popleft()
                self.lost_records += 1
            self._rows.append(self._row(item))

    def record_first(self, derived: Iterable[Derived]) -> None:
        """Queue what ended before all that is queued already: the state kept last is that of the present."""
        for item in derived:
            self._rows.appendleft(self._row(item))

    def note(self, events: Iterable[TimelineEvent], link: Link | None) -> None:
        """Queue what happened outside of any record, while the connection was ``link``."""
        key = self.network_key(link)
        self._events.extend(replace(event, network_key=key) for event in events)

    def keep(self, told: Told) -> None:
        """Queue what rounds of questions told."""
        self._events.extend(map(happenings.of_outage, told.outages))
        self._trips.extend(told.minutes)

    def note_pause(self, at_unix_ms: int, *, is_on: bool) -> None:
        """Queue the beginning or the end of a pause."""
        pause = TimelineKind.PAUSE
        self._events.append(TimelineEvent(at_unix_ms, pause) if is_on else _End(pause, at_unix_ms))

    def count(self, sample: Sample, moved: Iterable[Moved], covered_s: float) -> None:
        """Add what moved and what was heard since the last sample to the current minute."""
        for part in moved:
            self._sums_of(sample.at_unix_ms, part.link).add(part, covered_s)
        link = sample.primary
        if link is not None:
            shown = wire.shown_bssid(self.disguise(link))
            place = known(_cut(sample.position, self.settings.privacy.coordinate_decimals))
            self._sums_of(sample.at_unix_ms, link).cover(link, shown, covered_s, place)

    def save(self, now_unix_ms: int, now_s: float, kept: Attachment | None, *, everything: bool = False) -> bool:
        """Save queued records and finished minutes; return whether records were saved.

        ``now_s`` is a monotonic time in seconds, for the retry interval; ``everything`` also saves the minute
        that is still running (before a stop).
        """
        self.keep(self._reached(everything))
        stores = self._stores
        if stores is None or (now_s < self._retry_at_s and not everything):
            self._note_end(is_end=everything)
            return False
        has_rows = bool(self._rows)
        running = now_unix_ms // MINUTE_MS
        due = [key for key in self._sums if everything or has_rows or key[0] != running]
        try:
            if has_rows or due or self._events or self._trips:
                self._write(stores, due, kept)
            self._note_lost(stores, now_unix_ms)
        except StoreError as error:
            self._note_problem(error, now_s)
            self._note_end(is_end=everything)
            return False
        self._note_success()
        return has_rows

    def _write(self, stores: Stores, due: list[tuple[int, str]], kept: Attachment | None) -> None:
        """Save records, minutes and the attachment that fits both in one transaction, which is one flush.

        The running minute goes with a record: the attachment beside it no longer counts those bytes.
        """
        while len(self._rows) > SAVED_AT_ONCE:
            with stores.database.transaction(durable=True):
                self._append(stores, islice(self._rows, SAVED_AT_ONCE))
            for _ in range(SAVED_AT_ONCE):
                self._rows.popleft()
        state = {"attachment": attachments.to_text(kept, self.disguise)}
        with stores.database.transaction(durable=True):
            self._append(stores, self._rows)
            for key in due:
                stores.history.add_minute(self._minute(key), state)
                stores.coverage.add(key[0] * 60, key[1], self._sums[key].places)
            stores.trips.add(self._trips)
            self._add_events(stores)
        self._rows.clear()
        self._events.clear()
        self._trips.clear()
        for key in due:
            del self._sums[key]

    def _append(self, stores: Stores, rows: Iterable[_Row]) -> None:
        """Append records within a transaction; those of a network that is never to be uploaded are withheld."""
        forbidden = NeverUpload(stores.database).keys()
        key = stores.state.get(PRIVACY_KEY) if forbidden else None
        for row in rows:
            withheld = row.withheld
            if withheld is None and not forbidden.isdisjoint(
                wire.network_keys(row.link, row.record.link, privacy_key=key)
            ):
                withheld = WithheldReason.NEVER_UPLOAD
            stores.log.append(row.record, row.payload, row.local, withheld, {"attachment": row.state})
            for event in row.events:
                stores.events.add(event)

    def _add_events(self, stores: Stores) -> None:
        """Store within a transaction what happened outside of records."""
        for item in self._events:
            if isinstance(item, _End):
                stores.events.end(item.kind, item.at_unix_ms)
            else:
                stores.events.add(item)

    def _note_lost(self, stores: Stores, now_unix_ms: int) -> None:
        """Have the ledger tell what fell out of the memory ring (invariant I1)."""
        if self.lost_records:
            stores.outbox.note_never_saved(self.lost_records, now_unix_ms)
            self.lost_records = 0

    def _note_problem(self, error: StoreError, now_s: float) -> None:
        if self.problem is None:
            logger.warning("records are kept in memory: %s", error)
        self.problem = error
        self._retry_at_s = now_s + RETRY_S

    def _note_end(self, *, is_end: bool) -> None:
        """Say what is lost with this process; no ledger can be written then."""
        if is_end and self._rows:
            logger.error("lost, because they could not be saved before the end: %d records", len(self._rows))

    def _note_success(self) -> None:
        if self.problem is not None:
            logger.info("records are saved again")
        self.problem = None

    def _sums_of(self, at_unix_ms: int, link: Link) -> _Sums:
        shown = self.disguise(link)
        key = (at_unix_ms // MINUTE_MS, wire.network_key(shown))
        if key not in self._sums and len(self._sums) >= RING_MINUTES:
            del self._sums[next(iter(self._sums))]
        return self._sums.setdefault(key, _Sums(shown))

    def _minute(self, key: tuple[int, str]) -> Minute:
        sums = self._sums[key]
        return Minute(
            minute_unix_s=key[0] * 60,
            network_key=key[1],
            network_name=wire.shown_name(sums.link) or "",
            network_type=sums.link.network_type.value,
            rx_bytes=sums.rx_bytes,
            tx_bytes=sums.tx_bytes,
            signals=tuple(heard.told(*place) for place, heard in sums.signals.items()),
            covered_s=sums.covered_s,
            rx_roaming_bytes=sums.rx_roaming_bytes,
            tx_roaming_bytes=sums.tx_roaming_bytes,
            roaming_s=sums.roaming_s,
            rx_peak_bytes_per_s=sums.rx_peak_bytes_per_s,
            tx_peak_bytes_per_s=sums.tx_peak_bytes_per_s,
        )

    def _row(self, item: Derived) -> _Row:
        """Give a record its final form: as privacy settings allow, with the payload's exact text."""
        disguise = (lambda link: link) if item.is_disguised else self.disguise
        decimals = self.settings.privacy.coordinate_decimals
        position = _cut(item.record.position, decimals)
        record = replace(item.record, link=disguise(item.record.link), position=position)
        body = wire.payload(
            record,
            coordinate_decimals=decimals,
            include_timestamp=self.settings.upload.include_timestamp,
        )
        local = link_facts(
            record.link, gate_security=wire.gate_security(record.link), vpn=record.vpn, position=record.position
        )
        local |= {
            "changes": [change.value for change in record.changes],
            "attachment_uuid": record.attachment_uuid,
            "since_unix_ms": record.attachment_since_unix_ms,
        }
        before = disguise(item.before) if item.before is not None else None
        return _Row(
            item.record.link,
            record,
            body.text,
            _finite(local),
            body.withheld or (WithheldReason.KEPT_LOCAL if self.keeps_local else None),
            attachments.to_text(item.state, disguise),
            happenings.of_record(record, before, wire.network_key(record.link)),
        )


def _cut(fact: Observed[Position], decimals: int) -> Observed[Position]:
    """A position as precisely as it may be kept: the log and exports tell no more of it than the server is told."""
    return fact if isinstance(fact, Unavailable) else fact.cut(decimals)


def _finite(local: dict[str, object]) -> dict[str, object]:
    """Leave out numbers that JSON has no word for: one record that can't be stored would hold up all behind it."""
    return {name: None if isinstance(fact, float) and not math.isfinite(fact) else fact for name, fact in local.items()}
