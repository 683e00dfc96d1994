"""The real ``netmon run`` on a damaged database: it records at once, and all that can be read comes back beside it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME, damaged_databases
from netmon_tray.store.ledger import LedgerReason, LedgerRow
from netmon_tray.store.outbox import Outbox
from support.netmon_process import Netmon, Running
from support.store_damage import HEADS, LOG, PAGE_BYTES, RECORDS, make_lively, noise, overwrite, rows_of, zero_pages
from support.store_records import fill

Wait = Callable[..., object]
MANY = 12_000


def zeroed(path: Path) -> None:
    """Damage that only a look at every page finds, and the trace of an unclean end."""
    zero_pages(path, [3, 4, 30, 31])
    path.with_name(f"{DATABASE_NAME}-shm").touch()


def flipped(path: Path) -> None:
    overwrite(path, 3 * PAGE_BYTES - 200, noise(1, 100))
    overwrite(path, 2 * PAGE_BYTES, b"\x00\xff")
    path.with_name(f"{DATABASE_NAME}-shm").touch()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a text file": lambda path: path.write_text("Dear diary, " * 5000, "utf-8"),
    "a truncated file": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3]),
    "zeroed pages": zeroed,
    "flipped bits": flipped,
    "noise in place of the first page": HEADS["noise in place of the first page"],
}


@pytest.fixture
def netmon(tmp_path: Path) -> Netmon:
    return Netmon(tmp_path)


def is_recording(command: Running) -> bool:
    return any(line.startswith("Recording into") for line in [*command.lines, *command.errors])


def damage_rows(netmon: Netmon) -> list[LedgerRow]:
    try:
        with Database.open(netmon.data_dir, writable=False) as database:
            return [row for row in Outbox(database).ledger() if row.reason is LedgerReason.DATABASE_DAMAGED]
    except StoreError:
        return []


def record_count(netmon: Netmon) -> int:
    """How many records there are; 0 as long as the damaged file is still in its place."""
    try:
        with Database.open(netmon.data_dir, writable=False) as database:
            return len(database.read("SELECT id FROM connection_log"))
    except StoreError:
        return 0


def is_salvaged(netmon: Netmon) -> bool:
    rows = damage_rows(netmon)
    return bool(rows) and all(row.recovered_count is not None for row in rows)


def has_come(netmon: Netmon, wanted: int) -> bool:
    return record_count(netmon) >= wanted or is_salvaged(netmon)


def uuids(netmon: Netmon) -> list[str]:
    with Database.open(netmon.data_dir, writable=False) as database:
        return [record.record_uuid for record in ConnectionLog(database).records(newest_first=False)]


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_mended_beside_the_recording(netmon: Netmon, tmp_path: Path, eventually: Wait, name: str) -> None:
    make_lively(tmp_path / "made")
    shutil.copytree(tmp_path / "made" / "closed", netmon.data_dir, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    path = netmon.data_dir / DATABASE_NAME
    before = [row[1] for row in rows_of(path, LOG)]
    for side in ("-wal", "-shm"):
        path.with_name(f"{DATABASE_NAME}{side}").unlink(missing_ok=True)
    DAMAGES[name](path)
    damaged = path.read_bytes()
    with netmon.running("run") as command:
        eventually(lambda: is_recording(command), timeout_s=30)
        eventually(lambda: is_salvaged(netmon), timeout_s=30)
        (row,) = damage_rows(netmon)
        eventually(lambda: "set aside" in netmon("status").stdout, timeout_s=30, what="the condition")
        assert command.end() == 0
    back = set(uuids(netmon)) & set(before)
    assert row.recovered_count == len(back)
    assert row.record_count in (None, RECORDS - len(back))
    if name in HEADS:
        assert len(back) == RECORDS
    (aside,) = damaged_databases(path)
    assert aside.read_bytes() == damaged, "nothing is deleted or changed"
    assert netmon("log", "--json").stdout


def test_a_kill_in_the_middle_of_it_is_made_up_for(netmon: Netmon, eventually: Wait) -> None:
    with Database.open(netmon.data_dir) as database, database.transaction(durable=True):
        fill(database, MANY)
    path = netmon.data_dir / DATABASE_NAME
    before = [row[0] for row in rows_of(path, "SELECT record_uuid FROM connection_log ORDER BY id")]
    HEADS["zeros in place of the first page"](path)
    kills = 0
    for wanted in (200, 3000, 6000):
        came = partial(has_come, netmon, wanted)
        with netmon.running("run") as command:
            eventually(came, timeout_s=60)
            command.process.kill()
            kills += not is_salvaged(netmon)
    assert kills > 0
    with netmon.running("run") as command:
        eventually(lambda: is_salvaged(netmon), timeout_s=60)
        assert command.end() == 0
    found = uuids(netmon)
    assert found[:MANY] == before
    assert len(set(found)) == len(found), "nothing twice"
    (row,) = damage_rows(netmon)
    assert (row.recovered_count, row.record_count) == (MANY, 0)


def test_damage_under_a_running_agent(netmon: Netmon, eventually: Wait) -> None:
    with netmon.running("run") as command:
        eventually(lambda: is_recording(command), timeout_s=30)
        with Database.open(netmon.data_dir) as database:
            fill(database, 500)
        connection = sqlite3.connect(netmon.data_dir / DATABASE_NAME)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        for number in range(2, 60):
            overwrite(netmon.data_dir / DATABASE_NAME, (number - 1) * PAGE_BYTES, noise(number, 60))
        # A reader from outside meets it, and the agent at the latest when it looks at the disk again.
        eventually(lambda: bool(damaged_databases(netmon.data_dir / DATABASE_NAME)), timeout_s=60)
        eventually(lambda: is_salvaged(netmon), timeout_s=30)
        assert command.process.poll() is None
        assert command.end() == 0
    assert netmon("log", "--json").stdout
