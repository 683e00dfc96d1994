"""The -wal is as long from the start as it gets: no commit changes its length, and nothing of the filling is seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from netmon_tray.storage import Storage
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.opening import WAL_CHECKPOINT_PAGES, WAL_KEPT_BYTES
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.wal_length import SPARE_BYTES, WHOLE_BYTES, lengthen_wal
from support.store_records import LOCAL, PAYLOAD, fill, record

Wait = Callable[..., object]
FRAME_BYTES = 24 + 4096


def length(data_dir: Path) -> int:
    return (data_dir / f"{DATABASE_NAME}-wal").stat().st_size


def test_the_agent_has_the_whole_length_before_it_needs_it(tmp_path: Path, eventually: Wait) -> None:
    storage = Storage(tmp_path)
    storage.open()
    eventually(lambda: length(tmp_path) >= WHOLE_BYTES)
    storage.close()
    assert not (tmp_path / f"{DATABASE_NAME}-wal").exists()


def test_appends_do_not_change_it_and_the_database_is_as_it_was(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        fill(database, 3)
        size_before = database.size_bytes()
        lengthen_wal(database)
        assert database.size_bytes() == size_before
        assert database.read("SELECT count(*) FROM agent_state") == [(0,)]
        whole = length(tmp_path)
        for _ in range(100):
            ConnectionLog(database).append(record(), PAYLOAD, LOCAL)
        assert length(tmp_path) == whole
    with Database.open(tmp_path) as database:
        assert Outbox(database).counts().pending == 103
        assert database.read("PRAGMA integrity_check") == [("ok",)]


def test_it_is_not_lengthened_twice(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        lengthen_wal(database)
        whole = length(tmp_path)
        assert WHOLE_BYTES <= whole <= WAL_KEPT_BYTES
        lengthen_wal(database)
        assert length(tmp_path) == whole


def test_what_a_killed_agent_committed_in_it_is_found(tmp_path: Path) -> None:
    """A copy of the three files is what a process leaves that was killed."""
    place, copy = tmp_path / "place", tmp_path / "copy"
    with Database.open(place) as database:
        fill(database, 5)
        lengthen_wal(database)
        fill(database, 7)
        shutil.copytree(place, copy)
    with Database.open(copy) as database:
        assert database.was_set_aside is None
        assert Outbox(database).counts().pending == 12


def test_a_disk_that_fills_up_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=SPARE_BYTES - 1))
    with Database.open(tmp_path) as database:
        fill(database, 1)
        before = length(tmp_path)
        lengthen_wal(database)
        assert length(tmp_path) == before


def test_the_whole_length_holds_what_a_checkpoint_waits_for() -> None:
    assert WAL_CHECKPOINT_PAGES * FRAME_BYTES <= WHOLE_BYTES
