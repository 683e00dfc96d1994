"""Damage that SQLite does not tell of; what the ledger is told of damage, and what must be had back at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.store.files import damaged_databases, side_files

if TYPE_CHECKING:
    from netmon_tray.store.remains import Remains

WAL_CHECK_S = 5.0
"""For the checksums of a -wal: 0.4 s for 8 MiB, where ours are emptied. One that takes longer is believed."""


def hides_records(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the -wal has records, or acknowledgements, behind its first damaged frame.

    SQLite takes such a -wal for one that ends there, as after a power cut. But what was stored durably was on the
    disk before anything came behind it: where that is hidden now, the file was damaged later.
    ``connection`` reads what SQLite sees. Raises sqlite3.Error, OSError.
    """
    from netmon_tray.store import pages, remains, wal  # late: only after an unclean end

    with side_files(path)[0].open("rb") as file:
        sound = wal.sound_frames(file, WAL_CHECK_S)
    if sound is None:
        return False
    with closing(pages.Pages(path, wal_only=True)) as hidden:
        versions = hidden.behind(sound)
        if not versions:
            return False
        (last_id,) = connection.execute("SELECT ifnull(max(id), 0) FROM connection_log").fetchone()
        for version in versions:
            for found in map(remains.recognise, hidden.cells(version)):
                if found is not None and _is_news(connection, found, last_id):
                    return True
    return False


def _is_news(connection: sqlite3.Connection, found: Remains, last_id: int) -> bool:
    from netmon_tray.store.remains import Kind

    if found.kind is Kind.RECORD:
        return bool(found.columns[0] > last_id)
    if found.kind is Kind.DELIVERY:
        record_id, state = found.columns[:2]
    elif found.kind is Kind.STATE:
        state, record_id = found.columns[:2]
    else:
        return False
    row = connection.execute("SELECT state FROM delivery WHERE record_id = ?", (record_id,)).fetchone()
    return bool(state == "sent" and row is not None and row[0] != "sent")


def note_damage(connection: sqlite3.Connection, path: Path, now_unix_ms: int) -> None:
    """Tell the ledger of every damaged database that it does not know: also of one set aside just before a crash.

    In the same transaction comes back what the agent can't be without. The row stays open (no ``recovered_count``)
    until the rest was brought back; its ``last_id`` lets new ids begin above those of the damaged database.
    Raises sqlite3.Error.
    """
    for aside in reversed(damaged_databases(path)):  # what the latest one remembers goes before what earlier ones do
        known = connection.execute(
            "SELECT 1 FROM drop_ledger WHERE reason = 'database_damaged' AND note = ?", (aside.name,)
        ).fetchone()
        if not known:
            _note_one(connection, aside, now_unix_ms)


def note_lost_wal(connection: sqlite3.Connection, path: Path, now_unix_ms: int) -> None:
    """Tell the ledger that the -wal was removed while no netmon ran: how many records were in it, nobody knows."""
    connection.execute(
        "INSERT INTO drop_ledger (since_unix_ms, until_unix_ms, reason, note) VALUES (?, ?, 'wal_lost', ?)",
        (now_unix_ms, now_unix_ms, f"{path.name}-wal"),
    )


def _note_one(connection: sqlite3.Connection, aside: Path, now_unix_ms: int) -> None:
    from netmon_tray.store import survey  # late: most databases are never damaged

    found = survey.survey(aside)
    connection.execute("BEGIN IMMEDIATE")
    try:
        survey.bring_back(connection, found)
        connection.execute(
            "INSERT INTO drop_ledger (since_unix_ms, until_unix_ms, reason, last_id, note)"
            " VALUES (?, ?, 'database_damaged', ?, ?)",
            (now_unix_ms, now_unix_ms, found.last_id or None, aside.name),
        )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
