"""The connection log: immutable records, each stored together with its delivery state."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from netmon_tray.model import (
    ConnectionRecord,
    Delivery,
    DeliveryState,
    LoggedRecord,
    RecordEvent,
    WithheldReason,
)
from netmon_tray.store.agent_state import write_state
from netmon_tray.store.database import Database
from netmon_tray.store.log_query import AFTER_ALL, BEFORE_ALL, COLUMNS, LOG_FIRST, Key, LogFilter

PAGE_ROWS = 500
"""Records are read in pages of their own, so that no long read keeps the -wal from being emptied."""

REPEATED = 1000
"""As many records may be appended anew after an error, all of which may have reached the disk."""
NEXT_ID = (
    "SELECT 1 + max(ifnull((SELECT max(id) FROM connection_log), 0), ifnull((SELECT max(last_id) FROM drop_ledger), 0))"
)
INSERT_RECORD = (
    "INSERT INTO connection_log (id, record_uuid, attachment_uuid, event, at_unix_ms, payload, local)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)

_NO_STATE: Mapping[str, str | None] = MappingProxyType({})
_to_json = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_FOREVER = 2**62


class ConnectionLog:
    """Appends records and reads them back with their delivery."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._epoch: int | None = None
        self._openings: int | None = None
        self._next_id = 1
        self._stored: dict[str, int] = {}

    def append(
        self,
        record: ConnectionRecord,
        payload: str,
        local: Mapping[str, object],
        withheld: WithheldReason | None = None,
        agent_state: Mapping[str, str | None] = _NO_STATE,
    ) -> int:
        """Store a record, its delivery state and what the agent must remember with it: in one flush, or not at all.

        ``payload`` is the exact text for the Gate. A record that is stored already (its append failed, yet had
        reached the disk) keeps its row. Returns the record's id. Raises StoreError; ValueError for a ``local`` that
        JSON can't tell.
        """
        row = (
            record.record_uuid,
            record.attachment_uuid,
            record.event.value,
            record.at_unix_ms,
            payload,
            _to_json(local),
        )
        state = DeliveryState.WITHHELD if withheld else DeliveryState.READY
        with self._database.transaction(durable=True) as connection:
            if self._epoch != self._database.epoch:
                self._look_up(connection)
            record_id = self._stored.get(record.record_uuid)
            if record_id is None:
                record_id = self._insert(connection, row)
                connection.execute(
                    "INSERT INTO delivery (record_id, state, reason) VALUES (?, ?, ?)",
                    (record_id, state.value, withheld.value if withheld else None),
                )
            write_state(connection, agent_state)
        return record_id

    def _logged(self, row: tuple[Any, ...]) -> LoggedRecord:
        try:
            event, state = RecordEvent(row[3]), DeliveryState(row[7])
        except ValueError:
            self._database.doubt()
        return LoggedRecord(
            id=row[0],
            record_uuid=row[1],
            attachment_uuid=row[2],
            event=event,
            at_unix_ms=row[4],
            payload=row[5],
            local=_facts(row[6]),
            delivery=Delivery(
                state=state,
                attempts=row[8],
                maybe_sent=row[9],
                not_before_unix_ms=row[10],
                reason=row[11],
                last_status=row[12],
                last_error=row[13],
                sent_at_unix_ms=row[14],
            ),
        )

    def _insert(self, connection: sqlite3.Connection, row: tuple[object, ...]) -> int:
        """Store a row under the next id; where another process took that meanwhile, under the one after its last."""
        try:
            connection.execute(INSERT_RECORD, (self._next_id, *row))
        except sqlite3.IntegrityError:
            self._look_up(connection)
            connection.execute(INSERT_RECORD, (self._next_id, *row))
        self._next_id += 1
        return self._next_id - 1

    def _look_up(self, connection: sqlite3.Connection) -> None:
        """Find out the next id, and which records are there although their append may have reported an error."""
        (next_id,) = connection.execute(NEXT_ID).fetchone()
        # A file that took the place of another may know nothing of ids that an answer of the server is awaited for.
        is_same_file = self._openings in (None, self._database.openings)
        self._next_id = int(next_id) if is_same_file else max(int(next_id), self._next_id)
        self._openings = self._database.openings
        last = connection.execute("SELECT record_uuid, id FROM connection_log ORDER BY id DESC LIMIT ?", (REPEATED,))
        self._stored = dict(last.fetchall())
        self._epoch = self._database.epoch

    def get(self, record_id: int) -> LoggedRecord | None:
        """The record of that id, None where there is none (any more). Raises StoreError."""
        rows = self._database.read(f"SELECT {COLUMNS} {LOG_FIRST} WHERE c.id = ?", (record_id,))
        return self._logged(rows[0]) if rows else None

    def records(
        self,
        *,
        since_unix_ms: int | None = None,
        until_unix_ms: int | None = None,
        state: DeliveryState | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> Iterator[LoggedRecord]:
        """Walk over the log: in the order of happening, or by their time where a time range is given.

        ``since`` is part of the range, ``until`` is not. Raises StoreError.
        """
        which = LogFilter((state,) if state else (), since_unix_ms, until_unix_ms)
        return self.walk(which, limit=limit, newest_first=newest_first)

    def walk(self, which: LogFilter, *, limit: int | None = None, newest_first: bool = True) -> Iterator[LoggedRecord]:
        """Walk over the records of a list in its order. Memory stays that of one page. Raises StoreError."""
        newest, oldest = AFTER_ALL, BEFORE_ALL
        left = _FOREVER if limit is None else limit
        while left > 0:
            wanted = min(left, PAGE_ROWS)
            page = self.between(which, newest, oldest, wanted, newest_first=newest_first)
            yield from page
            if len(page) < wanted:
                return
            left -= len(page)
            last = which.key_of(page[-1].id, page[-1].at_unix_ms)
            newest, oldest = (last, oldest) if newest_first else (newest, last)

    def between(
        self, which: LogFilter, newest: Key, oldest: Key, rows: int, *, newest_first: bool = True
    ) -> list[LoggedRecord]:
        """The first records that stand between two places of a list, neither of them part of it. Raises StoreError."""
        sql = which.page_sql(newest_first=newest_first)
        found = self._database.read(sql, {**which.parameters(newest, oldest), "rows": rows})
        return [self._logged(row) for row in found]


def _facts(text: str) -> dict[str, object]:
    """The local part of a record; empty where a flipped bit has made it unreadable."""
    try:
        plain = json.loads(text)
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}
