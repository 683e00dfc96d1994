"""What lies where in a damaged database: an index of its rows in a passing file that vanishes with its process."""

# ruff: noqa: S608 - statements are put together from constants of this room

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from netmon_tray.store.pages import Pages
from netmon_tray.store.remains import Kind, Remains, recognise
from netmon_tray.store.sums import COVERAGE_COLUMNS, SIGNAL_COLUMNS, TRAFFIC_COLUMNS, TRIP_COLUMNS

_CACHE_KIB = 2048


class _Kept(NamedTuple):
    """How rows of one kind are kept: by their first columns, with what is read of other tables beside them."""

    columns: str
    key_columns: int
    beside: str = ""
    joined: str = ""

    @property
    def key(self) -> str:
        return ", ".join(self.columns.split(", ")[: self.key_columns])


def _marks(columns: str) -> str:
    return ", ".join("?" for _ in columns.split(","))


_NETWORK = ", n.key, n.name, n.kind, n.first, n.last"
_BY_NETWORK = "JOIN network n ON n.id = network_id"
_BY_ACCESS_POINT = "JOIN access_point a ON a.id = access_point_id JOIN network n ON n.id = a.network"
_KEPT = {
    Kind.TRAFFIC: _Kept(TRAFFIC_COLUMNS, 3, _NETWORK, _BY_NETWORK),
    Kind.SIGNAL: _Kept(SIGNAL_COLUMNS, 4, f", a.bssid, a.mhz{_NETWORK}", _BY_ACCESS_POINT),
    Kind.EVENT: _Kept("at, kind, network, until, detail", 3),
    Kind.ROUND_TRIP: _Kept(TRIP_COLUMNS, 5, _NETWORK, _BY_NETWORK),
    Kind.COVERAGE: _Kept(COVERAGE_COLUMNS, 6, _NETWORK, _BY_NETWORK),
    Kind.SECURITY: _Kept("network, security, seen", 1),
    Kind.KNOWN_ACCESS_POINT: _Kept("network, bssid, security, vendor", 2),
    Kind.KNOWN_ROUTER: _Kept("network, address, mac, vendor", 3),
}
_TABLES = (
    "CREATE TABLE record (id INTEGER PRIMARY KEY, place INTEGER)",
    "CREATE TABLE delivery (id INTEGER PRIMARY KEY, place INTEGER, is_current INTEGER)",
    "CREATE TABLE state (id INTEGER PRIMARY KEY, state TEXT)",
    "CREATE TABLE number (state TEXT PRIMARY KEY, number INTEGER)",
    "CREATE TABLE network (id INTEGER PRIMARY KEY, key TEXT, name TEXT, kind TEXT, first INTEGER, last INTEGER)",
    "CREATE TABLE access_point (id INTEGER PRIMARY KEY, network INTEGER, bssid TEXT, mhz INTEGER)",
    *(f"CREATE TABLE {kind.name} ({kept.columns}, PRIMARY KEY ({kept.key}))" for kind, kept in _KEPT.items()),
)
_INSERTS = {
    Kind.RECORD: "INSERT OR REPLACE INTO record VALUES (?, ?)",
    Kind.DELIVERY: "INSERT OR REPLACE INTO delivery VALUES (?, ?, ?)",
    Kind.STATE: "INSERT OR REPLACE INTO state VALUES (?, ?)",
    Kind.COUNT: "INSERT OR REPLACE INTO number VALUES (?, ?)",
    Kind.NETWORK: "INSERT OR REPLACE INTO network VALUES (?, ?, ?, ?, ?, ?)",
    Kind.ACCESS_POINT: "INSERT OR REPLACE INTO access_point VALUES (?, ?, ?, ?)",
    **{kind: f"INSERT OR REPLACE INTO {kind.name} VALUES ({_marks(kept.columns)})" for kind, kept in _KEPT.items()},
}
_LASTING = frozenset({Kind.RECORD, Kind.DELIVERY})
_MISSING = """
    SELECT count(DISTINCT id), count(DISTINCT CASE WHEN state IN ('sent', 'dropped') THEN id END)
    FROM (SELECT id, state FROM state UNION ALL SELECT id, NULL FROM delivery) WHERE id NOT IN (SELECT id FROM record)
"""


class Scratch:
    """Rows by their id, of each its newest version; records and deliveries as the place where they lie.

    Both are looked for on earlier versions of a page too: a record is never changed, so that an earlier page can fill
    in for a later one that is broken. All methods raise sqlite3.Error where the passing file can't be written.
    """

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own in the system's folder for such, gone with the connection.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in ("PRAGMA journal_mode = OFF", f"PRAGMA cache_size = -{_CACHE_KIB}", *_TABLES, "BEGIN"):
            self._connection.execute(statement)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def note(self, pages: Pages, version: int) -> None:
        """Note the rows of a page; versions are noted in the order of writing."""
        rows: dict[Kind, list[tuple[Any, ...]]] = defaultdict(list)
        is_current = pages.is_current(version)
        for cell in pages.cells(version, tables_only=not is_current):
            remains = recognise(cell)
            if remains is not None and (is_current or remains.kind in _LASTING):
                rows[remains.kind].append(_noted(remains, is_current=is_current))
        for kind in _INSERTS.keys() & rows.keys():
            self._connection.executemany(_INSERTS[kind], rows[kind])

    def records(self, after_id: int, limit: int) -> list[tuple[Any, ...]]:
        """The next records: id, place, place of the delivery, whether its page is the latest one, indexed state."""
        return self._connection.execute(
            "SELECT r.id, r.place, d.place, d.is_current, s.state FROM record r"
            " LEFT JOIN delivery d ON d.id = r.id LEFT JOIN state s ON s.id = r.id"
            " WHERE r.id > ? ORDER BY r.id LIMIT ?",
            (after_id, limit),
        ).fetchall()

    def record_count(self) -> int:
        """How many records were found."""
        return int(self._connection.execute("SELECT count(*) FROM record").fetchone()[0])

    def stored_count(self) -> int | None:
        """How many records the damaged database said it had; None where that is not to be read."""
        (number,) = self._connection.execute("SELECT sum(number) FROM number").fetchone()
        return None if number is None else int(number)

    def missing(self) -> tuple[int, int]:
        """Of the records without a readable row: how many are known by their delivery, and how many were done with."""
        known, done = self._connection.execute(_MISSING).fetchone()
        return int(known), int(done)

    def rows(self, kind: Kind, after: tuple[Any, ...], limit: int) -> list[tuple[Any, ...]]:
        """The next rows behind the one with the key ``after``, from the first one on where that is empty.

        They are the columns of the table; behind those of a signal BSSID and frequency, and at the end of what belongs
        to a network its key, name, kind, first and last seen.
        """
        kept = _KEPT[kind]
        behind = f"WHERE ({kept.key}) > ({_marks(kept.key)})" if after else ""
        return self._connection.execute(
            f"SELECT {kind.name}.*{kept.beside} FROM {kind.name} {kept.joined} {behind} ORDER BY {kept.key} LIMIT ?",
            (*after, limit),
        ).fetchall()

    @staticmethod
    def key(kind: Kind, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """By what a row of ``rows`` is known."""
        return row[: _KEPT[kind].key_columns]

    def all_pages(self, pages: Pages) -> Iterator[None]:
        """Note page after page; the caller may rest in between."""
        for version in range(pages.count):
            self.note(pages, version)
            yield


def _noted(remains: Remains, *, is_current: bool) -> tuple[Any, ...]:
    """What is noted of a row."""
    columns = remains.columns
    if remains.kind is Kind.RECORD:
        return columns[0], remains.place
    if remains.kind is Kind.DELIVERY:
        return columns[0], remains.place, is_current
    if remains.kind is Kind.STATE:
        return columns[1], columns[0]
    return columns[:6] if remains.kind is Kind.NETWORK else columns
