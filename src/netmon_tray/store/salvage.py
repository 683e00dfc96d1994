"""Bringing back what is readable of damaged databases that were set aside, beside the work of the fresh one.

Each batch is one short transaction that also holds how far the work came: a process that is killed goes on there.
Records keep their ids, so that the order of sending and what people know them by stay. The damaged files are only
read.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from typing import Any

from netmon_tray.model import OutageEnd, TimelineKind, WithheldReason
from netmon_tray.store import answers
from netmon_tray.store.agent_state import write_state
from netmon_tray.store.connection_log import INSERT_RECORD, NEXT_ID
from netmon_tray.store.database import Database
from netmon_tray.store.errors import translated_files
from netmon_tray.store.events import ADD_EVENT
from netmon_tray.store.ledger import unsalvaged
from netmon_tray.store.pages import Pages
from netmon_tray.store.remains import Kind, Remains, recognise
from netmon_tray.store.scratch import Scratch
from netmon_tray.store.sums import (
    ADD_COVERAGE,
    ADD_NETWORK,
    ADD_SIGNAL,
    ADD_TRAFFIC,
    ADD_TRIP,
    access_point_id,
)
from netmon_tray.store.survey import ADD_MEMORY

STATE_KEY = "salvage"
"""agent_state key of how far the work came."""
BATCH_ROWS = 100
"""In one transaction: whoever wants to append meanwhile waits for some milliseconds."""
BURST_S = 0.02
REST_S = 0.005
MOST_REST_S = 1.0
"""After each burst as long as it took: whoever wants the interpreter, the write lock or the disk gets them."""
LIMIT_S = 3600.0
"""A million records of 2 GB take some minutes; a file that takes longer than this was made to."""

_INSERT_DELIVERY = (
    "INSERT INTO delivery (record_id, state, attempts, maybe_sent, not_before_unix_ms, reason, last_status,"
    " last_error, sent_at_unix_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
"""Refusals without a clear reason are counted anew: that costs a try or two."""
_LOST_DELIVERY: tuple[Any, ...] = (None, 0, 0, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on a damaged database came, as people are told and as it is stored."""

    name: str
    """The file's name in the data directory."""
    recovered: int = 0
    """Records brought back."""
    broken: int = 0
    """Records that were found and can't be read."""
    uncertain: int = 0
    """Of those brought back, how many are withheld because nobody knows whether they were sent."""
    phase: str = "records"
    """"records", then one after the other of the history and of what is known of networks, then "done"."""
    after: tuple[Any, ...] = (0,)
    """The last one that was brought back in this phase; nothing before the first one of it."""
    unreadable: int | None = None
    """How many records are lost; None while that is not known yet."""

    @property
    def is_done(self) -> bool:
        """Nothing is left to be done."""
        return self.phase == "done"


class Salvage:
    """Works off every damaged database that the ledger knows, the latest first: its states are the newest.

    ``rest`` is called with seconds to rest, and says whether to stop; ``on_progress`` after each batch.
    """

    def __init__(
        self,
        database: Database,
        *,
        rest: Callable[[float], bool],
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._database = database
        self._rest = rest
        self._on_progress = on_progress
        self._limit_s = limit_s

    def run(self) -> bool:
        """Bring everything back; False when told to stop before. Raises StoreError; then call it again later."""
        while names := unsalvaged(self._database):
            if not self._work_off(names[0]):
                return False
        return True

    def _work_off(self, name: str) -> bool:
        path = self._database.path.with_name(name)
        with translated_files(path), closing(Pages(path)) as pages, closing(Scratch()) as scratch:
            return self._finish_in_time(_Work(self._database, pages, scratch, self._stored_progress(name)))

    def _finish_in_time(self, work: _Work) -> bool:
        self._on_progress(work.progress)
        deadline_s = time.monotonic() + self._limit_s
        begun_s = time.monotonic()
        for _ in work.steps():
            now_s = time.monotonic()
            if now_s >= deadline_s:
                work.give_up()
                break
            if now_s >= begun_s + BURST_S:
                if self._rest(min(MOST_REST_S, max(REST_S, now_s - begun_s))):
                    return False
                self._on_progress(work.progress)
                begun_s = time.monotonic()
        self._on_progress(work.progress)
        return True

    def _stored_progress(self, name: str) -> Progress:
        """How far an earlier run came with that database."""
        rows = self._database.read("SELECT value FROM agent_state WHERE key = ?", (STATE_KEY,))
        try:
            plain = json.loads(rows[0][0]) if rows else {}
            stored = Progress(**{**plain, "after": tuple(plain["after"])}) if plain else None
        except (ValueError, TypeError, KeyError):
            stored = None
        is_known = stored is not None and stored.name == name and stored.phase in ("records", *_PHASES)
        return stored if stored is not None and is_known else Progress(name)


class _Work:
    """One damaged database: look through its pages, then bring back records and history."""

    def __init__(self, database: Database, pages: Pages, scratch: Scratch, progress: Progress) -> None:
        self.progress = progress
        self._database, self._pages, self._scratch = database, pages, scratch

    def steps(self) -> Iterable[None]:
        """Do the work; a caller who goes on after each step may rest in between."""
        yield from self._scratch.all_pages(self._pages)
        while self.progress.phase == "records":
            self._bring_records()
            yield
        while not self.progress.is_done:
            self._bring_history(self.progress.phase)
            yield

    def give_up(self) -> None:
        """End it as far as it came: how much is lost is not known then."""
        self._close(replace(self.progress, phase="done", unreadable=None), undelivered=None)

    def _bring_records(self) -> None:
        found = self._scratch.records(int(self.progress.after[0]), BATCH_ROWS)
        if not found:
            self._keep(replace(self.progress, phase=_PHASES[0], after=()))
            return
        progress = self.progress
        with self._database.transaction(durable=False) as connection:
            stored = dict(
                connection.execute(
                    "SELECT id, record_uuid FROM connection_log WHERE id BETWEEN ? AND ?", (found[0][0], found[-1][0])
                )
            )
            taken = answers.kept(connection)
            for record_id, place, *evidence in found:
                record = self._remains(place, Kind.RECORD)
                if record is None or not _is_whole(record.columns):
                    progress = replace(progress, broken=progress.broken + 1)
                    continue
                delivery = self._delivery(*evidence, taken=taken.get(record_id))
                progress = replace(
                    progress,
                    recovered=progress.recovered + 1,
                    uncertain=progress.uncertain + (delivery[4] == WithheldReason.DELIVERY_UNKNOWN),
                )
                if stored.get(record_id) != record.columns[1]:
                    _insert(connection, record.columns, delivery, is_taken=record_id in stored)
            progress = replace(progress, after=(found[-1][0],))
            _store(connection, progress)
        self.progress = progress

    def _delivery(
        self, place: int | None, is_current: int | None, indexed_state: str | None, *, taken: answers.Taken | None
    ) -> tuple[Any, ...]:
        """The delivery of a record: by its own row, by the index of states where that is lost; else not known.

        What was in flight may have been sent. Where the row itself is lost nobody knows whether it was: the record
        says so, and one of which not even the state is known stays here, because a duplicate is not to be made without
        somebody's word.
        """
        row = self._remains(place, Kind.DELIVERY) if place is not None else None
        columns = row.columns[1:9] if row is not None else _LOST_DELIVERY
        if taken is not None:
            known = (columns[1] + 1, columns[2] + (not is_current))
            return ("sent", *known, None, None, taken.status, None, taken.at_unix_ms)
        if is_current and columns[0] != "sending":
            return columns
        if not is_current:  # from an earlier version of its page, if at all: the state may have changed since
            state = indexed_state or (columns[0] if columns[0] not in ("pending", "sending") else None)
            if state is None or (state == "withheld" and columns[0] != state):
                return ("withheld", 0, 1, None, WithheldReason.DELIVERY_UNKNOWN.value, None, None, None)
            columns = columns if columns[0] == state else (state, *_LOST_DELIVERY[1:])
        state = "pending" if columns[0] == "sending" else columns[0]
        return (state, columns[1], columns[2] + 1, *columns[3:])

    def _remains(self, place: int, kind: Kind) -> Remains | None:
        cell = self._pages.cell(place)
        remains = recognise(cell) if cell is not None else None
        return remains if remains is not None and remains.kind is kind else None

    def _bring_history(self, phase: str) -> None:
        """Add the next rows to those of the fresh database, which may have gone on with the same hour or day."""
        kind, add = _PARTS[phase]
        rows = self._scratch.rows(kind, self.progress.after, BATCH_ROWS)
        if rows:
            with self._database.transaction(durable=False) as connection:
                for row in rows:
                    add(connection, row)
                after = replace(self.progress, after=self._scratch.key(kind, rows[-1]))
                _store(connection, after)
            self.progress = after
        elif phase == _PHASES[-1]:
            self._finish()
        else:
            self._keep(replace(self.progress, phase=_PHASES[_PHASES.index(phase) + 1], after=()))

    def _finish(self) -> None:
        """Tell the ledger what came back and what did not: not known where the number of all is lost too."""
        stored = self._scratch.stored_count()
        if stored is None:
            self.give_up()
            return
        missing, done_with = self._scratch.missing()
        lost = max(missing, stored - self._scratch.record_count()) + self.progress.broken
        self._close(replace(self.progress, phase="done", unreadable=lost), undelivered=lost - min(lost, done_with))

    def _close(self, progress: Progress, *, undelivered: int | None) -> None:
        with self._database.transaction(durable=True) as connection:
            connection.execute(
                "UPDATE drop_ledger SET recovered_count = ?, record_count = ?, undelivered_count = ?, until_unix_ms = ?"
                " WHERE reason = 'database_damaged' AND note = ?",
                (
                    progress.recovered,
                    progress.unreadable,
                    undelivered,
                    self._database.clock_unix_ms(),
                    progress.name,
                ),
            )
            write_state(connection, {STATE_KEY: None})
            answers.forget(connection)
        self.progress = progress

    def _keep(self, progress: Progress) -> None:
        with self._database.transaction(durable=False) as connection:
            _store(connection, progress)
        self.progress = progress


def _store(connection: sqlite3.Connection, progress: Progress) -> None:
    write_state(connection, {STATE_KEY: json.dumps(asdict(progress))})


def _is_whole(columns: tuple[Any, ...]) -> bool:
    """Whether both texts of a record are still the JSON that they were."""
    try:
        return all(isinstance(json.loads(text), dict) for text in columns[5:7])
    except (ValueError, RecursionError):
        return False


def _insert(
    connection: sqlite3.Connection, record: tuple[Any, ...], delivery: tuple[Any, ...], *, is_taken: bool
) -> None:
    """Store a record under its own id, or under a new one where another record took that meanwhile."""
    record_id = record[0]
    if is_taken:
        (record_id,) = connection.execute(NEXT_ID).fetchone()
    connection.execute(INSERT_RECORD, (record_id, *record[1:7]))
    connection.execute(_INSERT_DELIVERY, (record_id, *delivery))


def _network_id(connection: sqlite3.Connection, network: tuple[Any, ...]) -> int:
    found = connection.execute("SELECT id FROM network WHERE key = ?", network[:1]).fetchone()
    if found is None:
        connection.execute(ADD_NETWORK, network)
        return _network_id(connection, network)
    return int(found[0])


def _add_traffic(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    connection.execute(ADD_TRAFFIC, (*row[:2], _network_id(connection, row[-5:]), *row[3:-5]))


def _add_signal(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    bssid, frequency_mhz = row[-7:-5]
    number = access_point_id(connection, _network_id(connection, row[-5:]), bssid, frequency_mhz)
    connection.execute(ADD_SIGNAL, (*row[:2], number, *row[3:-7]))


def _add_event(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    """One that the fresh database has too is left as it is there; what still went on is settled as after a restart.

    But an outage: whoever follows one now began after this one was left, and would be told that it still goes on.
    """
    at_unix_ms, kind, _, until_unix_ms, _ = row
    if kind == TimelineKind.OUTAGE and until_unix_ms is None:
        row = (*row[:3], at_unix_ms, _with_end(row[4]))
    connection.execute(f"{ADD_EVENT} ON CONFLICT DO NOTHING", row)


def _with_end(detail: str) -> str:
    try:
        return json.dumps({**json.loads(detail), "end": OutageEnd.CRASHED}, separators=(",", ":"))
    except (ValueError, TypeError, RecursionError):
        return detail


def _add_trip(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    _network_id(connection, row[-5:])
    connection.execute(ADD_TRIP, (*row[:2], *row[3:-5], row[-5]))


def _add_coverage(connection: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    _network_id(connection, row[-5:])
    connection.execute(ADD_COVERAGE, (*row[1:-5], row[-5]))


def _adding(kind: Kind) -> Callable[[sqlite3.Connection, tuple[Any, ...]], object]:
    return lambda connection, row: connection.execute(ADD_MEMORY[kind], row)


_PARTS: dict[str, tuple[Kind, Callable[[sqlite3.Connection, tuple[Any, ...]], object]]] = {
    "securities": (Kind.SECURITY, _adding(Kind.SECURITY)),
    "access points": (Kind.KNOWN_ACCESS_POINT, _adding(Kind.KNOWN_ACCESS_POINT)),
    "routers": (Kind.KNOWN_ROUTER, _adding(Kind.KNOWN_ROUTER)),
    "traffic": (Kind.TRAFFIC, _add_traffic),
    "signals": (Kind.SIGNAL, _add_signal),
    "events": (Kind.EVENT, _add_event),
    "trips": (Kind.ROUND_TRIP, _add_trip),
    "coverage": (Kind.COVERAGE, _add_coverage),
}
"""What follows the records, in this order; first what a survey that ran out of time has left of the audit's memory."""
_PHASES = tuple(_PARTS)
