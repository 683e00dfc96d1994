"""The drop ledger: what left the log or will never be sent, how much of it and why. Rows are added, never removed."""

from __future__ import annotations

import enum
import sqlite3
from dataclasses import dataclass

from netmon_tray.store.database import Database
from netmon_tray.store.files import age_key

MERGED_MS = 24 * 3600 * 1000
"""Retention drops a few records at a time: those of one reason and one day share a row."""


class LedgerReason(enum.StrEnum):
    """Why records are gone, or will never be sent."""

    DROPPED_BY_USER = "dropped_by_user"
    """Given up by the user; the records stay in the log until retention takes them."""
    AGE = "age"
    """Older than log.retention_days."""
    MAX_RECORDS = "max_records"
    MAX_BYTES = "max_bytes"
    DATABASE_DAMAGED = "database_damaged"
    """The database was set aside under the name in ``note``; counted is what could not be brought back."""
    WAL_LOST = "wal_lost"
    """The -wal was removed while no netmon ran, with what had last been written to it."""
    NEVER_SAVED = "never_saved"
    """Made while nothing could be written, more than memory holds."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of the ledger."""

    id: int
    since_unix_ms: int
    until_unix_ms: int
    """When the first and the last of them went."""
    reason: LedgerReason
    record_count: int | None
    """None where it can't be known (a database that can't be read)."""
    undelivered_count: int | None
    """How many of them had neither been sent nor dropped by the user before."""
    first_id: int | None
    last_id: int | None
    """All of them lie in this range; not all in the range are among them."""
    note: str | None
    recovered_count: int | None = None
    """How many records of a damaged database were brought back; None while that is still to be done."""


def read_ledger(database: Database) -> list[LedgerRow]:
    """All rows, the oldest first. Raises StoreError."""
    rows = database.read(
        "SELECT id, since_unix_ms, until_unix_ms, reason, record_count, undelivered_count, first_id, last_id, note,"
        " recovered_count FROM drop_ledger"
        " WHERE record_count IS NULL OR record_count > 0 OR reason = 'database_damaged' ORDER BY id"
    )
    return [LedgerRow(row[0], row[1], row[2], LedgerReason(row[3]), *row[4:10]) for row in rows]


def unsalvaged(database: Database) -> list[str]:
    """Names of the damaged databases of which not all that can be read was brought back, the latest first.

    Raises StoreError.
    """
    rows = database.read(
        "SELECT note FROM drop_ledger WHERE reason = 'database_damaged' AND recovered_count IS NULL"
        " AND note IS NOT NULL"
    )
    return sorted((str(note) for (note,) in rows), key=age_key, reverse=True)


def add_row(
    connection: sqlite3.Connection,
    reason: LedgerReason,
    now_unix_ms: int,
    *,
    count: int,
    first_id: int | None = None,
    last_id: int | None = None,
) -> None:
    """Add a row about ``count`` undelivered records within an open transaction."""
    connection.execute(
        "INSERT INTO drop_ledger (since_unix_ms, until_unix_ms, reason, record_count, undelivered_count, first_id,"
        " last_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now_unix_ms, now_unix_ms, reason.value, count, count, first_id, last_id),
    )


def counting_row(connection: sqlite3.Connection, reason: LedgerReason, now_unix_ms: int) -> int:
    """Return the id of the row that counts deletions of ``reason`` today, within an open transaction."""
    found = connection.execute(
        "SELECT id FROM drop_ledger WHERE id = (SELECT max(id) FROM drop_ledger WHERE reason = ?)"
        " AND since_unix_ms BETWEEN ? AND ?",
        (reason.value, now_unix_ms - MERGED_MS, now_unix_ms),
    ).fetchone()
    if found:
        connection.execute("UPDATE drop_ledger SET until_unix_ms = ? WHERE id = ?", (now_unix_ms, found[0]))
        return int(found[0])
    added = connection.execute(
        "INSERT INTO drop_ledger (since_unix_ms, until_unix_ms, reason, record_count, undelivered_count)"
        " VALUES (?, ?, ?, 0, 0)",
        (now_unix_ms, now_unix_ms, reason.value),
    )
    return int(added.lastrowid or 0)
