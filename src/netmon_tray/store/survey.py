"""A quick look into a damaged database that was set aside: what the agent can't be without from its first moment on.

Its own texts (a pause, the attachment, the key of hashed names), what the user said about networks (a network whose
records must never be uploaded), what the audit knows of them (so that it takes no other for granted), the drop ledger,
and which ids are taken. All else follows by and by, see salvage.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.pages import Pages
from netmon_tray.store.remains import MEMORY, Kind, Remains, recognise

SURVEY_S = 1.0
"""How long the look may take: enough for some hundred megabytes."""
MOST_PER_PAGE = 64
"""Records on a page, where none was seen."""
_SMALL = frozenset({Kind.TEXT, Kind.NETWORK, Kind.LEDGER, *MEMORY})
ADD_MEMORY = {
    Kind.SECURITY: "INSERT OR IGNORE INTO network_security (network_key, security, seen_unix_s) VALUES (?, ?, ?)",
    Kind.KNOWN_ACCESS_POINT: (
        "INSERT OR IGNORE INTO known_access_point (network_key, bssid, security, vendor) VALUES (?, ?, ?, ?)"
    ),
    Kind.KNOWN_ROUTER: "INSERT OR IGNORE INTO known_router (network_key, address, mac, vendor) VALUES (?, ?, ?, ?)",
}
"""What is there already is newer and stays."""


@dataclass(slots=True)
class Survey:
    """What was found: columns as ``Kind`` names them, of each row its newest version."""

    texts: dict[str, str] = field(default_factory=dict)
    networks: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    ledger: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    memory: list[Remains] = field(default_factory=list)
    """What the audit knows."""
    last_id: int = 0
    """No record of that database has a larger id."""
    densest: int = 0
    """The most records that were seen on one page."""

    def take(self, found: Remains, *, is_current: bool) -> None:
        """Keep a row, unless a newer version of it was seen before."""
        if found.kind is Kind.TEXT and is_current:  # an older page may have what was forgotten since
            self.texts.setdefault(*found.columns)
        elif found.kind in MEMORY and is_current:
            self.memory.append(found)
        elif found.kind is Kind.NETWORK:
            self.networks.setdefault(found.columns[1], found.columns)
        elif found.kind is Kind.LEDGER:
            self.ledger.setdefault(found.columns[0], found.columns)
            self.last_id = max(self.last_id, found.columns[7] or 0)
        elif found.kind in (Kind.RECORD, Kind.DELIVERY):
            self.last_id = max(self.last_id, found.columns[0])


def survey(path: Path, limit_s: float = SURVEY_S) -> Survey:
    """Look into the database at ``path`` and its -wal for at most ``limit_s``; what can't be read is left out."""
    found = Survey()
    deadline_s = time.monotonic() + limit_s
    try:
        pages = Pages(path)
    except OSError:
        return found
    try:
        for looked_at, version in enumerate(pages.newest_first()):
            if looked_at % 64 == 0 and time.monotonic() > deadline_s:
                found.last_id += (pages.count - looked_at) * (found.densest or MOST_PER_PAGE)
                break
            _look_at(pages, version, found)
    except OSError:
        pass  # the disk itself fails there: what was found counts
    finally:
        pages.close()
    return found


def _look_at(pages: Pages, version: int, found: Survey) -> None:
    """Read a page of a small table whole, and of any other its last row, which has the highest id."""
    end = next((remains for cell in pages.cells(version, only_ends=True) if (remains := recognise(cell))), None)
    if end is None:
        return
    if end.kind is Kind.RECORD:
        found.densest = max(found.densest, min(MOST_PER_PAGE, pages.cell_count(version)))
    if end.kind not in _SMALL:
        found.take(end, is_current=True)
        return
    for cell in pages.cells(version):
        remains = recognise(cell)
        if remains is not None:
            found.take(remains, is_current=pages.is_current(version))


def bring_back(connection: sqlite3.Connection, found: Survey) -> None:
    """Write it into the fresh database, within an open transaction; what is there already is newer and stays."""
    connection.executemany("INSERT OR IGNORE INTO agent_state (key, value) VALUES (?, ?)", found.texts.items())
    connection.executemany(
        "INSERT INTO network (key, name, network_type, first_seen_unix_s, last_seen_unix_s, alias, is_trusted,"
        " is_metered, never_upload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " first_seen_unix_s = min(first_seen_unix_s, excluded.first_seen_unix_s),"
        " last_seen_unix_s = max(last_seen_unix_s, excluded.last_seen_unix_s),"
        " alias = ifnull(alias, excluded.alias), is_trusted = max(is_trusted, excluded.is_trusted),"
        " is_metered = ifnull(is_metered, excluded.is_metered),"
        " never_upload = max(never_upload, excluded.never_upload)",
        [columns[1:10] for columns in found.networks.values()],
    )
    for remains in found.memory:
        connection.execute(ADD_MEMORY[remains.kind], remains.columns)
    known = {note for (note,) in connection.execute("SELECT note FROM drop_ledger WHERE note IS NOT NULL")}
    connection.executemany(
        "INSERT INTO drop_ledger (since_unix_ms, until_unix_ms, reason, record_count, undelivered_count, first_id,"
        " last_id, note, recovered_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (*columns[1:9], columns[9] if len(columns) > 9 else None)
            for _, columns in sorted(found.ledger.items())
            if columns[3] != LedgerReason.DATABASE_DAMAGED or columns[8] not in known
        ],
    )
