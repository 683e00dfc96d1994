"""A process that is killed while it leads a database to its own version, and one that meets a version it can't know."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.files import BACKUP_DIR_NAME, DATABASE_NAME
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.schema import SCHEMA_VERSION
from support.netmon_process import Netmon
from support.store_records import fill, make_earlier

Start = Callable[..., "subprocess.Popen[str]"]
RECORDS = 20


def steps(start: Start, folder: Path) -> int:
    """How many statements lead a database of the first version to ours."""
    make_earlier(folder, 1, RECORDS)
    text, _ = start("migrate", folder, "0").communicate(timeout=30)
    return int(text.split()[1])


def version_of(path: Path) -> int:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_a_kill_at_any_step_of_a_migration_costs_nothing(tmp_path: Path, start: Start) -> None:
    versions = []
    earlier = tmp_path / "earlier"
    make_earlier(earlier, 1, RECORDS)
    number = steps(start, tmp_path / "whole")
    assert number > 5
    for step in range(1, number + 1):
        place = tmp_path / str(step)
        shutil.copytree(earlier, place)
        killed = start("migrate", place, str(step))
        killed.communicate(timeout=30)
        assert killed.returncode == -9
        versions.append(version_of(place / DATABASE_NAME))
        with Database.open(place) as database:
            assert database.was_set_aside is None
            assert database.read("PRAGMA user_version") == [(SCHEMA_VERSION,)]
            assert [record.id for record in ConnectionLog(database).records()] == list(range(RECORDS, 0, -1))
            assert AgentState(database).get("attachment") == "{}" * 2000
            assert Outbox(database).counts().pending == RECORDS
            assert fill(database, 1) == [RECORDS + 1]
        copies = sorted(copy.suffix for copy in (place / BACKUP_DIR_NAME).iterdir())
        assert set(copies) == {".db"}, "what a killed copy left behind is gone"
    assert versions == sorted(versions), "once it is reached it stays"
    assert versions.count(SCHEMA_VERSION) <= 2, "it is reached whole, with the last statements"


@pytest.mark.parametrize("command", [("run", "--duration", "3"), ("log",), ("queue", "keep-local")])
def test_a_newer_database_is_told_and_left_as_it_is(tmp_path: Path, command: tuple[str, ...]) -> None:
    netmon = Netmon(tmp_path)
    with Database.open(netmon.data_dir) as database:
        fill(database, 3)
    connection = sqlite3.connect(netmon.data_dir / DATABASE_NAME)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = (netmon.data_dir / DATABASE_NAME).read_bytes()
    done = netmon(*command, code=1)
    assert "newer" in done.stdout + done.stderr
    assert (netmon.data_dir / DATABASE_NAME).read_bytes() == before
    assert not list(netmon.data_dir.glob("*damaged*"))
