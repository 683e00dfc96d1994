"""What is found in the place of the database: damaged, newer, foreign, forgotten files; nothing is ever deleted."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray.store import lock, opening
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME, damaged_databases
from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.schema import SCHEMA_VERSION
from support.samples import T0_UNIX_MS
from support.store_records import fill, foreign_connection

RECORDS = 40


def made(data_dir: Path) -> Path:
    with Database.open(data_dir) as database:
        fill(database, RECORDS)
    return data_dir / DATABASE_NAME


def killed(data_dir: Path) -> Path:
    """The files as an agent that was killed leaves them: most of the records are in the -wal."""
    with Database.open(data_dir / "alive") as database:
        fill(database, RECORDS)
        shutil.copytree(data_dir / "alive", data_dir / "killed")
    shutil.rmtree(data_dir / "alive")
    return data_dir / "killed" / DATABASE_NAME


def left_open(data_dir: Path) -> Path:
    """The files after an unclean end: the records are in the database, one more row in the -wal."""
    path = made(data_dir / "alive")
    with foreign_connection(path.parent) as writer:
        writer.execute("INSERT INTO agent_state (key, value) VALUES ('k', 'in the -wal')")
        shutil.copytree(path.parent, data_dir / "left")
    return data_dir / "left" / DATABASE_NAME


def contents(data_dir: Path, *, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in data_dir.iterdir() if file.is_file() and file.name not in but}


def overwrite(path: Path, offset: int, piece: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(piece)


def damage_a_page(path: Path, name: str) -> None:
    """Damage that no look at the header or the schema shows."""
    with sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.close()
    overwrite(path, (root - 1) * 4096, random.Random(5).randbytes(4096))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a text file": lambda path: path.write_text("Dear diary, " * 500, "utf-8"),
    "a short text": lambda path: path.write_bytes(b"x"),
    "zeros": lambda path: path.write_bytes(bytes(20_000)),
    "a torn header": lambda path: path.write_bytes(path.read_bytes()[:60]),
    "a broken header": lambda path: overwrite(path, 0, b"SQLite format 4"),
    "a broken schema": lambda path: overwrite(path, 100, random.Random(7).randbytes(3000)),
    "noise behind the header": lambda path: overwrite(path, 100, random.Random(7).randbytes(50_000)),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_set_aside_and_a_fresh_one_opens(tmp_path: Path, name: str) -> None:
    path = made(tmp_path)
    DAMAGES[name](path)
    damaged = path.read_bytes()
    with Database.open(tmp_path, clock_unix_ms=lambda: T0_UNIX_MS) as database:
        assert database.was_set_aside is not None
        assert database.was_set_aside.read_bytes() == damaged
        (row,) = Outbox(database).ledger()
        assert (row.reason, row.note) == (LedgerReason.DATABASE_DAMAGED, database.was_set_aside.name)
        assert row.since_unix_ms == T0_UNIX_MS
        fill(database, 1)
        assert Outbox(database).counts().pending == 1
    with Database.open(tmp_path) as again:
        assert again.was_set_aside is None
        assert len(Outbox(again).ledger()) == 1


def test_a_damaged_database_is_noted_and_ids_go_on(tmp_path: Path) -> None:
    path = made(tmp_path)
    damage_a_page(path, "request_open")
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is None, "nothing is known of the damage yet"
        assert not database.verify()
        fill(database, 1)
        assert database.was_set_aside is not None
        (row,) = Outbox(database).ledger()
        assert (row.reason, row.record_count, row.last_id) == (LedgerReason.DATABASE_DAMAGED, None, RECORDS)
        assert row.recovered_count is None, "that is still to be done"
        assert [record.id for record in ConnectionLog(database).records()] == [RECORDS + 1]


def test_the_three_files_move_together_and_open_together(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    before = contents(path.parent)
    damage_a_page(path, "connection_log")
    with Database.open(path.parent) as database:
        aside = database.was_set_aside
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == before[f"{DATABASE_NAME}-wal"]
    aside.write_bytes(before[DATABASE_NAME])
    with sqlite3.connect(aside) as connection:
        assert connection.execute("SELECT count(*) FROM connection_log").fetchone() == (RECORDS,)
        assert connection.execute("SELECT value FROM agent_state").fetchone() == ("in the -wal",)
    connection.close()


def test_two_damages_of_one_second_have_two_names(tmp_path: Path) -> None:
    for _ in range(3):
        (tmp_path / DATABASE_NAME).write_text("no database", "utf-8")
        Database.open(tmp_path).close()
    assert len(damaged_databases(tmp_path / DATABASE_NAME)) == 3
    with Database.open(tmp_path) as database:
        assert len(Outbox(database).ledger()) == 3


def test_damaged_databases_come_in_the_order_of_their_age(tmp_path: Path) -> None:
    names = [f"netmon-damaged-{name}.db" for name in ("20251231T235959Z", "20260101T000000Z", "20260101T000000Z-2")]
    names += ["netmon-damaged-20260101T000000Z-10.db", "netmon-damaged-20260102T000000Z.db"]
    for name in names:
        (tmp_path / f"{name}-wal").touch()
    assert [path.name for path in damaged_databases(tmp_path / DATABASE_NAME)] == names


def test_damage_beside_another_agent_is_told_and_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path)
    path.write_text("no database", "utf-8")
    agent = DataDirLock(tmp_path)
    agent.try_acquire()
    before = contents(tmp_path)
    monkeypatch.setattr(lock, "_held_here", set())  # as in another process, where the held lock is not our own
    for writable in (True, False):
        with pytest.raises(StoreError) as told:
            Database.open(tmp_path, writable=writable, busy_timeout_ms=50)
        assert told.value.kind == "corrupt"
    assert contents(tmp_path) == before
    agent.release()


def test_a_reader_tells_of_damage_and_moves_nothing(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.write_text("no database", "utf-8")
    before = contents(tmp_path)
    with pytest.raises(StoreError) as told:
        Database.open(tmp_path, writable=False)
    assert told.value.kind == "corrupt"
    assert contents(tmp_path) == before


def test_damage_met_while_running_is_an_error_once_and_mended_by_the_next_write(tmp_path: Path) -> None:
    path = made(tmp_path)
    damage_a_page(path, "connection_log")
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is None
        with pytest.raises(StoreError) as told:
            fill(database, 1)
        assert told.value.kind == "corrupt"
        fill(database, 1)
        assert database.was_set_aside is not None
        assert Outbox(database).counts().pending == 1
        assert [row.reason for row in Outbox(database).ledger()] == [LedgerReason.DATABASE_DAMAGED]


def test_damage_met_by_one_process_is_looked_into_by_the_next(tmp_path: Path) -> None:
    damage_a_page(made(tmp_path), "connection_log")
    with Database.open(tmp_path) as database, pytest.raises(StoreError):
        list(ConnectionLog(database).records())
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is not None
        assert list(ConnectionLog(database).records()) == []
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is None


def test_a_false_suspicion_costs_a_look_and_nothing_else(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.with_name(f"{DATABASE_NAME}-suspect").touch()
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is None
        assert Outbox(database).counts().pending == RECORDS
    assert not path.with_name(f"{DATABASE_NAME}-suspect").exists()


def test_an_unclean_end_has_every_page_checked(tmp_path: Path) -> None:
    path = left_open(tmp_path)
    damage_a_page(path, "connection_log")
    with Database.open(path.parent) as database:
        assert database.was_set_aside is not None


def test_a_large_database_opens_at_once_and_is_checked_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = killed(tmp_path)
    monkeypatch.setattr(opening, "CHECK_AT_ONCE_BYTES", 1000)
    with Database.open(path.parent) as database:
        assert database.is_unverified
        assert database.verify()
        assert not database.is_unverified
        assert Outbox(database).counts().pending == RECORDS


def test_records_in_the_wal_of_a_killed_agent_are_all_there(tmp_path: Path) -> None:
    path = killed(tmp_path)
    with Database.open(path.parent) as database:
        assert database.was_set_aside is None
        assert Outbox(database).counts().pending == RECORDS


def test_a_forgotten_wal_is_not_mixed_into_a_fresh_database(tmp_path: Path) -> None:
    path = killed(tmp_path)
    wal = path.with_name(f"{DATABASE_NAME}-wal").read_bytes()
    path.unlink()
    with Database.open(path.parent) as database:
        assert Outbox(database).counts().pending == 0
        assert [row.reason for row in Outbox(database).ledger()] == [LedgerReason.DATABASE_DAMAGED]
    (aside,) = path.parent.glob("*damaged*-wal")
    assert aside.read_bytes() == wal


def test_a_crash_between_setting_aside_and_the_ledger_is_made_up_for(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.rename(path.with_name("netmon-damaged-20260101T000000Z.db"))
    with Database.open(tmp_path) as database:
        (row,) = Outbox(database).ledger()
        assert (row.record_count, row.last_id) == (None, RECORDS)
        assert fill(database, 1) == [RECORDS + 1]


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("unclean", [True, False])
def test_a_newer_database_is_not_touched(tmp_path: Path, *, writable: bool, unclean: bool) -> None:
    path = made(tmp_path / "data")
    with foreign_connection(path.parent) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        if unclean:
            shutil.copytree(path.parent, tmp_path / "copy")
            path = tmp_path / "copy" / DATABASE_NAME
    before = contents(path.parent)
    assert (f"{DATABASE_NAME}-wal" in before) == unclean
    with pytest.raises(StoreError) as told:
        Database.open(path.parent, writable=writable)
    assert told.value.kind == "newer"
    assert "newer netmon-tray" in told.value.title
    assert told.value.advice
    index = f"{DATABASE_NAME}-shm"  # SQLite's index of the -wal: rebuilt by every reader, holds nothing of its own
    assert contents(path.parent, but=(index,)) == {name: found for name, found in before.items() if name != index}


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE_NAME) as connection:
        connection.execute("PRAGMA application_id = 252006673")
        connection.execute("CREATE TABLE song (title)")
    connection.close()
    before = contents(tmp_path)
    with pytest.raises(StoreError) as told:
        Database.open(tmp_path)
    assert (told.value.kind, contents(tmp_path)) == ("cantopen", before)


def test_a_folder_in_place_of_the_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).mkdir()
    for writable in (True, False):
        with pytest.raises(StoreError) as told:
            Database.open(tmp_path, writable=writable)
        assert told.value.kind == "cantopen"


def test_busy_and_unreadable_are_never_taken_for_damage(tmp_path: Path) -> None:
    path = made(tmp_path)
    with foreign_connection(tmp_path) as foreign:
        foreign.execute("PRAGMA locking_mode = EXCLUSIVE")
        foreign.execute("BEGIN EXCLUSIVE")
        foreign.execute("UPDATE delivery_count SET number = number")
        for writable in (True, False):
            with pytest.raises(StoreError) as told:
                Database.open(tmp_path, writable=writable, busy_timeout_ms=20)
            assert told.value.kind == "busy"
        foreign.execute("ROLLBACK")
    assert damaged_databases(path) == []
    with Database.open(tmp_path) as database:
        assert Outbox(database).counts().pending == RECORDS
