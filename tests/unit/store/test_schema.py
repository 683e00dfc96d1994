"""What the schema itself refuses, whoever asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.store_records import PAYLOAD, fill

STATES = ("pending", "sending", "sent", "rejected", "withheld", "dropped")
LAWFUL = {
    "pending": {"sending", "sent", "withheld", "dropped"},
    "sending": {"pending", "sent", "rejected"},
    "sent": {"pending"},
    "rejected": {"pending", "dropped"},
    "withheld": {"pending", "dropped"},
    "dropped": set(),
}
INSERT = (
    "INSERT OR REPLACE INTO connection_log (id, record_uuid, attachment_uuid, event, at_unix_ms, payload, local)"
    " VALUES (?, 'u', 'a', 'maintained', 0, '{}', '{}')"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


def run(database: Database, *statements: str) -> None:
    with database.transaction(durable=False) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(database: Database, *statements: str) -> str:
    """Run the statements in one transaction that must fail; return what the schema said."""
    with pytest.raises(RuntimeError) as told:
        run(database, *statements)
    assert isinstance(told.value.__cause__, sqlite3.IntegrityError)
    return str(told.value)


@pytest.mark.parametrize("column", ["record_uuid", "attachment_uuid", "event", "at_unix_ms", "payload", "local"])
def test_no_column_of_a_record_is_ever_changed(database: Database, column: str) -> None:
    fill(database, 1)
    before = database.read("SELECT * FROM connection_log")
    assert "never changed" in refused(database, f"UPDATE connection_log SET {column} = 'established'")
    assert database.read("SELECT * FROM connection_log") == before


def test_a_record_without_a_delivery_can_not_be_committed(database: Database) -> None:
    assert "FOREIGN KEY" in refused(database, INSERT.replace("?", "1"))
    assert database.read("SELECT count(*) FROM connection_log") == [(0,)]


def test_a_delivery_is_not_deleted_under_its_record(database: Database) -> None:
    fill(database, 1)
    refused(database, "DELETE FROM delivery")
    assert database.read("SELECT count(*) FROM delivery") == [(1,)]


def test_a_record_goes_by_retention_only(database: Database) -> None:
    fill(database, 2)
    assert "by retention only" in refused(database, "DELETE FROM connection_log WHERE id = 1")
    assert "by retention only" in refused(database, INSERT.replace("?", "1"))
    assert database.read("SELECT payload FROM connection_log") == [(PAYLOAD,)] * 2


def test_retention_can_not_take_what_is_being_sent_nor_the_newest(database: Database) -> None:
    fill(database, 2)
    Outbox(database).claim_oldest(0)
    columns = "since_unix_ms, until_unix_ms, reason, record_count, undelivered_count"
    row = f"INSERT INTO drop_ledger ({columns}) VALUES (0, 0, 'age', 0, 0)"
    opened = "INSERT INTO retention_pass (ledger_id) VALUES (1)"
    assert "being sent" in refused(database, row, opened, "DELETE FROM connection_log WHERE id = 1")
    assert "newest" in refused(database, row, opened, "DELETE FROM connection_log WHERE id = 2")
    assert database.read("SELECT count(*) FROM connection_log") == [(2,)]
    assert Outbox(database).ledger() == []


def test_the_ledger_is_never_shortened(database: Database) -> None:
    Outbox(database).note_never_saved(3, 0)
    assert "never shortened" in refused(database, "DELETE FROM drop_ledger")
    assert [row.record_count for row in Outbox(database).ledger()] == [3]


@pytest.mark.parametrize("old", STATES)
@pytest.mark.parametrize("new", STATES)
def test_the_states_follow_one_law(database: Database, old: str, new: str) -> None:
    with database.transaction(durable=False) as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute(INSERT, (1,))
        connection.execute("INSERT INTO delivery (record_id, state) VALUES (1, ?)", (old,))
    change = f"UPDATE delivery SET state = '{new}'"
    if new == old or new in LAWFUL[old]:
        with database.transaction(durable=False) as connection:
            connection.execute(change)
    else:
        assert "no such change" in refused(database, change)
        new = old
    assert database.read("SELECT state, number FROM delivery_count WHERE number <> 0") == [(new, 1)]


def test_a_state_that_nobody_knows_is_refused(database: Database) -> None:
    fill(database, 1)
    refused(database, "UPDATE delivery SET state = 'lost'")
