"""Rows read off the pages, beside what SQLite reads; and files that are none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmon_tray.store.database import Database
from netmon_tray.store.pages import Cell, Pages
from netmon_tray.store.remains import Kind, recognise
from netmon_tray.store.survey import survey
from support.store_damage import RECORDS, fill_lively

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9000),
    st.binary(max_size=9000),
)
ROWS = st.lists(st.tuples(VALUES, VALUES), max_size=12)


def rows_on_pages(path: Path) -> list[Cell]:
    with closing(Pages(path)) as pages:
        return [cell for version in range(pages.count) for cell in pages.cells(version)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, page_bytes=st.sampled_from([512, 1024, 4096, 65536]), first=st.integers(-5, 2**40))
def test_every_kind_of_value_on_every_kind_of_page(
    tmp_path: Path, rows: list[tuple[object, object]], page_bytes: int, first: int
) -> None:
    path = tmp_path / "some.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_bytes}")
        connection.execute("CREATE TABLE numbered (id INTEGER PRIMARY KEY, a, b)")
        connection.execute("CREATE TABLE named (id INTEGER, a, b, PRIMARY KEY (id)) WITHOUT ROWID")
        for index, row in enumerate(rows):
            for table in ("numbered", "named"):
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (first + index, *row))
        expected = connection.execute("SELECT id, a, b FROM numbered ORDER BY id").fetchall()
    found = rows_on_pages(path)
    numbered = sorted((c.rowid, *c.values[1:]) for c in found if c.rowid is not None and len(c.values) == 3)
    assert [row[0] for row in numbered] == [row[0] for row in expected]
    assert {repr(row) for row in numbered} == {repr(row) for row in expected}
    assert {repr(c.values) for c in found if c.rowid is None} == {repr(row) for row in expected}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=20_000), wal=st.binary(max_size=9000), kind=st.sampled_from([b"\x0d", b"\x0a", b"\x02"])
)
def test_no_content_of_a_file_raises_or_goes_on_for_ever(
    tmp_path: Path, content: bytes, wal: bytes, kind: bytes
) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"SQLite format 3\0\x02\x00" + bytes(82) + kind + content)
    (tmp_path / "some.db-wal").write_bytes(wal)
    for cell in rows_on_pages(path):
        recognise(cell)
    assert survey(path).texts is not None


def test_overflow_pages_that_lead_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))
        connection.commit()
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 4] = (3).to_bytes(4, "big")
    path.write_bytes(content)
    assert sum(len(str(cell.values)) for cell in rows_on_pages(path)) > 90_000


def test_every_table_of_the_schema_is_recognised(tmp_path: Path) -> None:
    """A migration that gives a table another shape has to be told to ``remains``."""
    with Database.open(tmp_path) as database:
        fill_lively(database)
        tables = {
            Kind.RECORD: "connection_log",
            Kind.DELIVERY: "delivery",
            Kind.STATE: "delivery",
            Kind.COUNT: "delivery_count",
            Kind.LEDGER: "drop_ledger",
            Kind.NETWORK: "network",
            Kind.ACCESS_POINT: "access_point",
            Kind.TEXT: "agent_state",
            Kind.TRAFFIC: "traffic",
            Kind.SIGNAL: "signal",
            Kind.EVENT: "event",
            Kind.ROUND_TRIP: "round_trip",
            Kind.COVERAGE: "coverage",
            Kind.SECURITY: "network_security",
            Kind.KNOWN_ACCESS_POINT: "known_access_point",
            Kind.KNOWN_ROUTER: "known_router",
        }
        expected = {kind: database.read(f"SELECT count(*) FROM {table}")[0][0] for kind, table in tables.items()}
    with closing(Pages(database.path)) as pages:
        found = [recognise(cell) for version in range(pages.count) for cell in pages.cells(version)]
    assert {kind: sum(1 for row in found if row and row.kind is kind) for kind in Kind} == expected


def test_a_row_from_before_a_column_was_added_has_it_at_its_default() -> None:
    traffic = recognise(Cell(0, None, (60, 1_790_000_000, 1, 10, 2, 59.5)))
    signal = recognise(Cell(0, None, (60, 1_790_000_000, 1, "rssi", -60, -50, -110.0, 2)))
    point = recognise(Cell(0, 7, (None, 1, "02:00:00:00:00:a1")))
    assert traffic is not None
    assert traffic.columns == (60, 1_790_000_000, 1, 10, 2, 59.5, 0, 0, 0, 0, 0)
    assert signal is not None
    assert signal.columns == (60, 1_790_000_000, 1, "rssi", -60, -50, -110.0, 2, 0, 0, 0, 0, 0)
    assert point is not None
    assert point.columns == (7, 1, "02:00:00:00:00:a1", None)


def test_a_survey_that_runs_out_of_time_leaves_room_for_the_ids_that_it_has_not_seen(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        fill_lively(database)
    assert survey(database.path).last_id == RECORDS
    assert survey(database.path, limit_s=0.0).last_id > RECORDS


def test_what_is_no_file_has_no_pages(tmp_path: Path) -> None:
    assert rows_on_pages(tmp_path / "nothing.db") == []
    assert rows_on_pages(tmp_path) == []


@pytest.mark.parametrize("rowid", [0, -1, 2**62])
def test_a_number_that_no_record_has_is_no_record(rowid: int) -> None:
    row = (None, "u", "a", "maintained", 5, "{}", "{}")
    assert recognise(Cell(0, 7, row)) is not None
    assert recognise(Cell(0, rowid, row)) is None
