"""The thread that looks after a database beside the agent's work: it comes when needed and goes again."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray.storage import Storage
from netmon_tray.store import opening
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database, unix_ms
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.tending import TOLD_MS, Tending
from support.store_damage import HEADS, pages_of, zero_pages
from support.store_records import LOCAL, PAYLOAD, fill, record

Wait = Callable[..., object]
RECORDS = 30


def is_at_work() -> bool:
    return any(thread.name == "netmon-salvage" for thread in threading.enumerate())


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    with Database.open(tmp_path) as database:
        fill(database, RECORDS)
    HEADS["a broken header"](tmp_path / DATABASE_NAME)
    return tmp_path


def opened(data_dir: Path) -> Storage:
    storage = Storage(data_dir)
    storage.open()
    assert storage.is_ready
    return storage


def test_nothing_stays_where_nothing_is_to_be_done(tmp_path: Path, eventually: Wait) -> None:
    storage = opened(tmp_path)
    eventually(lambda: not is_at_work())
    assert storage.salvage is None
    storage.close()


def test_damage_is_salvaged_while_new_records_come(damaged: Path, eventually: Wait) -> None:
    storage = opened(damaged)
    assert storage.stores is not None
    fill(storage.stores.database, 3)
    eventually(lambda: storage.salvage is not None and storage.salvage.is_done)
    assert storage.salvage is not None
    assert (storage.salvage.recovered, storage.salvage.unreadable) == (RECORDS, 0)
    assert storage.stores.outbox.counts().pending == RECORDS + 3
    eventually(lambda: not is_at_work())
    storage.close()
    again = opened(damaged)
    eventually(lambda: again.salvage is not None, what="told again after a restart")
    assert again.salvage is not None
    assert again.salvage.recovered == RECORDS
    again.close()


def test_after_a_day_it_is_no_news(damaged: Path, eventually: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = opened(damaged)
    eventually(lambda: storage.salvage is not None and storage.salvage.is_done)
    storage.close()
    monkeypatch.setattr("netmon_tray.store.tending.unix_ms", lambda: unix_ms() + TOLD_MS)
    again = opened(damaged)
    eventually(lambda: not is_at_work())
    assert again.salvage is None
    again.close()


def test_damage_that_is_met_in_the_middle_of_the_work(tmp_path: Path, eventually: Wait) -> None:
    storage = opened(tmp_path)
    assert storage.stores is not None
    database = storage.stores.database
    eventually(lambda: not is_at_work())
    fill(database, RECORDS)
    key = storage.privacy_key()
    with database.transaction(durable=True) as connection:
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("BEGIN")
    zero_pages(database.path, pages_of(database.path, "request") + pages_of(database.path, "request_open"))
    database._close_reader()  # what is in its cache SQLite need not read
    with pytest.raises(StoreError, match="damaged"):
        storage.stores.state.open_requests()
    fill(database, 1)
    eventually(lambda: storage.salvage is not None and storage.salvage.is_done)
    assert storage.stores.outbox.counts().pending == RECORDS + 1
    assert storage.privacy_key() == key
    storage.close()


def test_damage_after_a_clean_end_is_found_at_the_next_start(tmp_path: Path, eventually: Wait) -> None:
    with Database.open(tmp_path) as database:
        fill(database, RECORDS)
    zero_pages(database.path, pages_of(database.path, "request"))
    storage = opened(tmp_path)
    eventually(lambda: storage.salvage is not None and storage.salvage.is_done)
    assert storage.stores is not None
    assert storage.stores.outbox.counts().pending == RECORDS
    storage.close()


def test_a_large_database_is_checked_beside_the_work(
    tmp_path: Path, eventually: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database.open(tmp_path) as database:
        fill(database, RECORDS)
    content = bytearray((tmp_path / DATABASE_NAME).read_bytes())
    content[-4096:] = bytes(4096)
    (tmp_path / DATABASE_NAME).write_bytes(content)
    (tmp_path / f"{DATABASE_NAME}-shm").touch()  # the end was unclean
    monkeypatch.setattr(opening, "CHECK_AT_ONCE_BYTES", 0)
    storage = opened(tmp_path)
    eventually(lambda: storage.salvage is not None and storage.salvage.is_done)
    assert storage.stores is not None
    assert 0 < storage.stores.outbox.counts().pending <= RECORDS
    storage.close()


def test_a_full_disk_puts_it_off(damaged: Path, eventually: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    failures: list[StoreError | None] = []
    tries = itertools.count()
    with Database.open(damaged) as database:
        whole = database.transaction

        def full(*, durable: bool) -> object:
            if next(tries) < 3:
                raise StoreError("full", "The disk is full.")
            return whole(durable=durable)

        monkeypatch.setattr(database, "transaction", full)
        tending = Tending(database, failures.append, retry_s=0.01)
        tending.begin()
        eventually(lambda: tending.progress is not None and tending.progress.is_done)
        eventually(lambda: None in failures)
        assert [failure.kind for failure in failures if failure] == ["full"] * 3
        assert Outbox(database).counts().pending == RECORDS
        tending.close()


def test_a_close_breaks_it_off_and_the_next_process_goes_on(damaged: Path, eventually: Wait) -> None:
    with Database.open(damaged) as database:
        tending = Tending(database, lambda _error: None)
        tending.begin()
        tending.close()
        assert not is_at_work()
    with Database.open(damaged) as database:
        tending = Tending(database, lambda _error: None)
        tending.begin()
        eventually(lambda: tending.progress is not None and tending.progress.is_done)
        assert len({found.record_uuid for found in ConnectionLog(database).records()}) == RECORDS
        assert ConnectionLog(database).append(record(), PAYLOAD, LOCAL) == RECORDS + 1
        tending.close()
