"""From every earlier version to ours, whole or not at all, with a copy kept from before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store import migration, opening
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import BACKUP_DIR_NAME, DATABASE_NAME
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.migration import apply_migrations, is_our_schema
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.schema import MIGRATIONS, SCHEMA_VERSION
from support.store_records import fill, foreign_connection, make_earlier

NEXT = (*MIGRATIONS, ("CREATE TABLE later (a)", "INSERT INTO later (a) VALUES (1)"))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema_of(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of tomorrow: the same code with one migration more."""
    monkeypatch.setattr(migration.apply_migrations, "__defaults__", (NEXT,))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", len(NEXT))


@pytest.mark.parametrize("version", range(SCHEMA_VERSION))
def test_every_earlier_version_leads_to_the_same_schema(connection: sqlite3.Connection, version: int) -> None:
    apply_migrations(connection, MIGRATIONS[:version])
    assert version_of(connection) == version
    apply_migrations(connection)
    assert version_of(connection) == SCHEMA_VERSION
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    apply_migrations(fresh)
    assert schema_of(connection) == schema_of(fresh)
    fresh.close()


def test_each_statement_is_a_single_one(connection: sqlite3.Connection) -> None:
    for statement in (statement for statements in MIGRATIONS for statement in statements):
        connection.execute(statement)  # sqlite3 refuses more than one statement at a time


def test_a_failing_version_leaves_the_one_before(connection: sqlite3.Connection) -> None:
    broken = (*MIGRATIONS, ("CREATE TABLE later (a)", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError):
        apply_migrations(connection, broken)
    assert version_of(connection) == SCHEMA_VERSION
    assert not connection.in_transaction
    assert ("table", "later") not in [row[:2] for row in schema_of(connection)]
    apply_migrations(connection, NEXT)
    assert version_of(connection) == len(NEXT)


def test_a_version_that_breaks_a_reference_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    orphan = (*MIGRATIONS, ("INSERT INTO delivery (record_id, state) VALUES (7, 'pending')",))
    with pytest.raises(sqlite3.IntegrityError, match="reference"):
        apply_migrations(connection, orphan)
    assert version_of(connection) == SCHEMA_VERSION
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_an_earlier_version_after_an_unclean_end_is_no_damage(tmp_path: Path, version: int) -> None:
    make_earlier(tmp_path / "alive", version, 5)
    with foreign_connection(tmp_path / "alive") as writer:
        writer.execute("INSERT INTO agent_state (key, value) VALUES ('k', 'in the -wal')")
        shutil.copytree(tmp_path / "alive", tmp_path / "left")
    with Database.open(tmp_path / "left") as database:
        assert database.was_set_aside is None
        assert Outbox(database).counts().pending == 5
        assert AgentState(database).get("k") == "in the -wal"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_schema_with_another_word_in_it_is_not_ours(connection: sqlite3.Connection, version: int) -> None:
    apply_migrations(connection, until_version=version)
    assert is_our_schema(connection)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, '''pending''', '''qending''')")
    assert not is_our_schema(connection)


@pytest.mark.usefixtures("next_version")
@pytest.mark.parametrize("writable", [True, False])
def test_records_live_on_and_a_copy_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, writable: bool) -> None:
    with monkeypatch.context() as before:
        before.setattr(migration.apply_migrations, "__defaults__", (MIGRATIONS,))
        before.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION)
        with Database.open(tmp_path) as database:
            fill(database, 3)
    with Database.open(tmp_path, writable=writable) as database:
        assert len(list(ConnectionLog(database).records())) == 3
        assert database.read("SELECT a FROM later") == [(1,)]
    (copy,) = (tmp_path / BACKUP_DIR_NAME).iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    kept = sqlite3.connect(copy)
    assert version_of(kept) == SCHEMA_VERSION
    assert kept.execute("SELECT count(*) FROM delivery").fetchone() == (3,)
    kept.close()


def test_the_two_newest_copies_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(["20260101T000000Z", "20260102T000000Z", "20270101T000000Z"])
    monkeypatch.setattr(migration, "timestamp", lambda: next(moments))
    with Database.open(tmp_path) as database, database.transaction(durable=False) as connection:
        connection.execute("COMMIT")
        for version in (9, 10, 11):
            migration.back_up(connection, tmp_path, version)
        connection.execute("BEGIN")
    copies = sorted(copy.name for copy in (tmp_path / BACKUP_DIR_NAME).iterdir())
    assert copies == ["netmon-20260102T000000Z-v10.db", "netmon-20270101T000000Z-v11.db"]


@pytest.mark.usefixtures("next_version")
def test_the_database_is_not_changed_under_an_agent_of_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(migration.apply_migrations, "__defaults__", (MIGRATIONS,))
        before.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION)
        Database.open(tmp_path).close()
    agent = DataDirLock(tmp_path)
    agent.try_acquire()
    monkeypatch.setattr("netmon_tray.store.lock._held_here", set())  # as seen from another process
    found = (tmp_path / DATABASE_NAME).read_bytes()
    with pytest.raises(StoreError) as told:
        Database.open(tmp_path, busy_timeout_ms=20)
    assert told.value.kind == "busy"
    assert (tmp_path / DATABASE_NAME).read_bytes() == found
    agent.release()
    with Database.open(tmp_path) as database:
        assert Outbox(database).counts().pending == 0
