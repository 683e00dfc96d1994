"""The database file as a place to write to and read from: transactions, errors, modes, several readers."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.lock import LOCK_NAME, DataDirLock
from netmon_tray.store.outbox import Outbox
from support.store_records import fill, foreign_connection

ADD = "INSERT INTO agent_state (key, value) VALUES (?, 'x')"
KEYS = "SELECT key FROM agent_state ORDER BY key"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "data", busy_timeout_ms=50) as database:
        yield database


def add_and_fail(database: Database, *keys: tuple[str]) -> None:
    """Write the last of the keys in a transaction, the others in transactions within it, and fail at the end."""
    with database.transaction(durable=True) as outer:
        for key in keys[:-1]:
            with database.transaction(durable=False) as inner:
                inner.execute(ADD, key)
        outer.execute(ADD, keys[-1])
        raise ZeroDivisionError


def test_everything_made_is_private(database: Database) -> None:
    fill(database, 1)
    data_dir = database.path.parent
    assert data_dir.stat().st_mode & 0o777 == 0o700
    modes = {file.name: file.stat().st_mode & 0o777 for file in data_dir.iterdir()}
    assert modes == dict.fromkeys([DATABASE_NAME, f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm", LOCK_NAME], 0o600)


def test_loose_modes_are_tightened_but_not_those_of_a_folder_in_use(tmp_path: Path) -> None:
    empty, shared = tmp_path / "empty", tmp_path / "shared"
    for folder in (empty, shared):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    (shared / "letter.txt").write_text("mine", "utf-8")
    for folder in (empty, shared):
        Database.open(folder).close()
        (folder / DATABASE_NAME).chmod(0o644)
        Database.open(folder).close()
        assert (folder / DATABASE_NAME).stat().st_mode & 0o777 == 0o600
    assert (empty.stat().st_mode & 0o777, shared.stat().st_mode & 0o777) == (0o700, 0o755)


@pytest.mark.parametrize("name", ["a b", "100%", "what?#", "über", "'quoted\"", "-wal"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    with Database.open(tmp_path / name) as database:
        fill(database, 1)
    with Database.open(tmp_path / name, writable=False) as reader:
        assert Outbox(reader).counts().pending == 1
    assert (tmp_path / name / DATABASE_NAME).exists()


def test_the_promised_pragmas_are_set(database: Database) -> None:
    with database.transaction(durable=True) as connection:
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "fullfsync", "auto_vacuum")
        }
    expected = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "fullfsync": 1}
    assert asked == expected | {"auto_vacuum": 2}
    with database.transaction(durable=False) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)


def test_a_block_is_written_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(database, ("a",))
    assert database.read(KEYS) == []
    with database.transaction(durable=True) as connection:
        connection.execute(ADD, ("a",))
        assert database.read(KEYS) == [], "readers see what is committed"
    assert database.read(KEYS) == [("a",)]


def test_an_inner_block_joins_the_outer_one(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(database, ("inner",), ("outer",))
    assert database.read(KEYS) == []
    with database.transaction(durable=True):
        fill(database, 2)
        AgentState(database).put({"k": "v"})
    assert Outbox(database).counts().pending == 2
    with (
        pytest.raises(ValueError, match="durable"),
        database.transaction(durable=False),
        database.transaction(durable=True),
    ):
        pass
    with database.transaction(durable=True) as connection:
        connection.execute(ADD, ("after",))


def test_an_error_of_the_caller_leaves_as_it_is(database: Database) -> None:
    with pytest.raises(FileNotFoundError), database.transaction(durable=True):
        Path("/nowhere/at/all").read_bytes()


def test_a_broken_rule_is_a_fault_of_the_program_and_the_next_write_works(database: Database) -> None:
    with pytest.raises(RuntimeError, match="refused a statement"), database.transaction(durable=True) as connection:
        connection.execute("INSERT INTO delivery (record_id, state) VALUES (1, 'pending')")
    with pytest.raises(RuntimeError, match="syntax"):
        database.read("SELEC")
    fill(database, 1)
    assert Outbox(database).counts().pending == 1


def test_a_foreign_write_lock_is_busy_and_passes(database: Database) -> None:
    with foreign_connection(database.path.parent) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as told:
            fill(database, 1)
        assert (told.value.kind, bool(told.value.advice)) == ("busy", True)
        assert Outbox(database).counts().pending == 0, "reading goes on"
        foreign.execute("ROLLBACK")
    fill(database, 1)
    assert Outbox(database).counts().pending == 1


def test_a_lock_that_is_held_for_long_is_waited_for_once(tmp_path: Path) -> None:
    with Database.open(tmp_path, busy_timeout_ms=400) as database, foreign_connection(tmp_path) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        waits = []
        for _ in range(4):
            started_s = time.monotonic()
            with pytest.raises(StoreError):
                fill(database, 1)
            waits.append(time.monotonic() - started_s)
        assert waits[0] >= 0.4
        assert max(waits[1:]) < 0.4
        foreign.execute("ROLLBACK")
        fill(database, 1)
        foreign.execute("BEGIN IMMEDIATE")
        started_s = time.monotonic()
        with pytest.raises(StoreError):
            fill(database, 1)
        assert time.monotonic() - started_s >= 0.4, "another one is waited for anew"


def test_a_short_foreign_write_is_waited_for(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database, foreign_connection(tmp_path) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        writing = threading.Thread(target=fill, args=(database, 1))
        writing.start()
        foreign.execute(ADD, ("foreign",))
        foreign.execute("COMMIT")
        writing.join(10)
        assert Outbox(database).counts().pending == 1


def test_many_threads_share_one_database(database: Database) -> None:
    threads = [threading.Thread(target=fill, args=(database, 20)) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert 0 <= Outbox(database).counts().pending <= 80
    for thread in threads:
        thread.join(10)
    assert [record.id for record in ConnectionLog(database).records(newest_first=False)] == list(range(1, 81))


def test_data_version_tells_of_others_only(database: Database) -> None:
    before = database.data_version()
    fill(database, 1)
    assert database.data_version() == before, "own writes are no news"
    with Database.open(database.path.parent) as other:
        AgentState(other).ask("send")
    assert database.data_version() != before


def test_a_reader_notices_each_write(database: Database) -> None:
    with Database.open(database.path.parent, writable=False) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        fill(database, 1)
        assert reader.data_version() != before


def test_a_reader_can_not_write(database: Database) -> None:
    with Database.open(database.path.parent, writable=False) as reader:
        with pytest.raises(StoreError) as told:
            fill(reader, 1)
        assert told.value.kind == "cantopen"


def test_a_reader_of_nothing_finds_nothing_makes_nothing_and_sees_what_comes(tmp_path: Path) -> None:
    place = tmp_path / "data"
    with Database.open(place, writable=False) as reader:
        assert Outbox(reader).counts().pending == 0
        assert list(ConnectionLog(reader).records()) == []
        assert not place.exists()
        with Database.open(place) as database:
            fill(database, 2)
            assert Outbox(reader).counts().pending == 2


def test_after_closing_nothing_works_and_a_clean_end_leaves_one_file(tmp_path: Path) -> None:
    database = Database.open(tmp_path)
    fill(database, 1)
    assert Outbox(database).counts().pending == 1
    database.close()
    database.close()
    with pytest.raises(StoreError):
        fill(database, 1)
    with pytest.raises(StoreError):
        Outbox(database).counts()
    assert sorted(file.name for file in tmp_path.iterdir()) == [LOCK_NAME, DATABASE_NAME]


def test_a_folder_that_was_removed_is_made_anew(database: Database) -> None:
    fill(database, 3)
    assert Outbox(database).counts().pending == 3
    shutil.rmtree(database.path.parent)
    fill(database, 1)
    assert Outbox(database).counts().pending == 1
    assert database.path.exists()


def test_a_file_that_was_replaced_is_opened_anew(database: Database, tmp_path: Path) -> None:
    with Database.open(tmp_path / "other") as other:
        fill(other, 5)
    fill(database, 1)
    assert Outbox(database).counts().pending == 1
    for leftover in database.path.parent.glob(f"{DATABASE_NAME}-*"):
        leftover.unlink()
    shutil.move(tmp_path / "other" / DATABASE_NAME, database.path)
    assert Outbox(database).counts().pending == 5
    fill(database, 1)
    assert Outbox(database).counts().pending == 6


def test_size_counts_what_is_stored(database: Database) -> None:
    empty_bytes = database.size_bytes()
    with database.transaction(durable=True) as connection:
        connection.execute("INSERT INTO agent_state (key, value) VALUES ('k', ?)", ("x" * 100_000,))
    assert 95_000 <= database.size_bytes() - empty_bytes < 120_000
    with database.transaction(durable=True) as connection:
        connection.execute("DELETE FROM agent_state")
    assert database.size_bytes() == pytest.approx(empty_bytes, abs=8192)


def test_what_was_deleted_is_overwritten(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        AgentState(database).put({"attachment": "SSID-of-a-former-flat"})
        AgentState(database).put({"attachment": None})
    assert b"SSID-of-a-former-flat" not in (tmp_path / DATABASE_NAME).read_bytes()


def test_the_agent_and_its_window_share_a_directory_that_the_agent_holds(tmp_path: Path) -> None:
    lock = DataDirLock(tmp_path)
    assert lock.try_acquire()
    with Database.open(tmp_path, writable=False) as window:
        with Database.open(tmp_path) as database:
            fill(database, 1)
            assert Outbox(window).counts().pending == 1
        wal = tmp_path / f"{DATABASE_NAME}-wal"
        assert wal.stat().st_size == 0, "a clean end, though the window still looks"
        assert Outbox(window).counts().pending == 1
    lock.release()


def test_a_window_in_the_middle_of_reading_holds_up_no_end(tmp_path: Path) -> None:
    lock = DataDirLock(tmp_path)
    assert lock.try_acquire()
    database = Database.open(tmp_path, busy_timeout_ms=60_000)
    fill(database, 1)
    with foreign_connection(tmp_path) as window:
        window.execute("BEGIN")
        window.execute(KEYS).fetchall()
        fill(database, 1)
        database.close()
        window.execute("COMMIT")
    lock.release()
    with Database.open(tmp_path) as database:
        assert Outbox(database).counts().pending == 2


def test_a_statement_that_hangs_does_not_hold_up_the_close(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netmon_tray.store.database.HANGS_S", 0.01)
    begun, may_end = threading.Event(), threading.Event()
    was_let_go: list[bool] = []

    def hang() -> None:
        with database.transaction(durable=True) as connection:
            connection.execute(ADD, ("late",))
            begun.set()
            was_let_go.append(may_end.wait(10))

    writer = threading.Thread(target=hang)
    writer.start()
    assert begun.wait(10)
    database.close()
    may_end.set()
    writer.join(10)
    assert was_let_go == [True]
    with Database.open(database.path.parent, writable=False) as again:
        assert ("late",) in again.read(KEYS)
