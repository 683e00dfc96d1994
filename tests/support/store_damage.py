"""A database with something of everything in it, ways to damage it, and what may come back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netmon_tray.audit import Router
from netmon_tray.model import RecordEvent, Security, TimelineEvent, TimelineKind, WithheldReason
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.coverage import Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.events import Events
from netmon_tray.store.history import History, Minute, NetworkFlags, SignalMinute
from netmon_tray.store.known_networks import AccessPoint, KnownNetworks
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.round_trips import TripHistory
from netmon_tray.store.salvage import Progress, Salvage
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, record

PAGE_BYTES = 4096
RECORDS = 240
Row = tuple[Any, ...]
LOG = "SELECT * FROM connection_log ORDER BY id"
DELIVERIES = "SELECT * FROM delivery ORDER BY record_id"


def fill_lively(database: Database, number: int = RECORDS) -> None:
    """Records in every state, some with long texts; history, flags, texts and a ledger."""
    log, outbox, history, events = ConnectionLog(database), Outbox(database), History(database), Events(database)
    trips, coverage, known = TripHistory(database), Coverage(database), KnownNetworks(database)
    for index in range(number):
        long = {"note": "x" * 6000} if index % 40 == 7 else {}
        withheld = WithheldReason.SECURITY_UNKNOWN if index % 9 == 4 else None
        event = list(RecordEvent)[index % 4]
        log.append(record(index, event), PAYLOAD, LOCAL | long | {"number": index}, withheld, {"attachment": "{}"})
    for index in range(number // 2):
        claimed = outbox.claim_oldest(T0_UNIX_MS)
        if claimed is None:
            break
        if index % 17 == 3:
            outbox.reject(claimed.id, 400, "no", "invalid")
        elif index % 17 == 5:
            outbox.give_back(claimed.id, status=500, error="later", maybe_sent=True, attempt=True, reason="isolated",
                             not_before_unix_ms=T0_UNIX_MS + 60_000)  # fmt: skip
        elif index % 17 != 6:
            outbox.acknowledge(claimed.id, 201, T0_UNIX_MS + index)
    outbox.drop([number - 1, number - 3], T0_UNIX_MS)
    outbox.note_never_saved(3, T0_UNIX_MS)
    for minute in range(0, 400, 4):
        heard = SignalMinute("02:00:00:00:00:a1", "rssi", -60, -58, -50, 12, (0, 0, 0, 60_000, 0), 5180)
        history.add_minute(Minute(T0_UNIX_MS // 1000 + minute * 60, "wi:Cafe", "Cafe", "wi", 1000, 10, (heard,)))
        history.add_minute(Minute(T0_UNIX_MS // 1000 + minute * 60, "et:Office", "Office", "et", 7, 3))
        events.add(TimelineEvent(T0_UNIX_MS + minute * 60_000, TimelineKind.ROAM, "wi:Cafe", detail={"signal": -60}))
        party = ("gateway", "dns", "example.org")[minute % 3]
        lost = TripSums(4, 4) if minute % 20 == 0 else TripSums(12, minute % 2, 1.5, 80.0, 60.25 + minute, 9.5, 11)
        trips.add([TripMinute(T0_UNIX_MS // 1000 + minute * 60, "wi:Cafe", party, minute % 8 == 0, lost)])
        levels = {(52.52, -13.405 + minute / 1000, "rssi", -60.0 - level): 20_000 for level in range(4)}
        coverage.add(T0_UNIX_MS // 1000, "wi:Cafe", levels)
    events.add(TimelineEvent(T0_UNIX_MS, TimelineKind.SLEEP, until_unix_ms=T0_UNIX_MS + 9))
    events.add(TimelineEvent(T0_UNIX_MS, TimelineKind.OUTAGE))
    known.note_security("wi:Cafe", Security.WPA2_PSK, T0_UNIX_MS // 1000)
    known.note_security("et:Office", Security.WIRED, T0_UNIX_MS // 1000)
    router = Router("192.0.2.1", "00:00:5e:00:53:01", "00:00:5e")
    known.add("wi:Cafe", AccessPoint("02:00:00:00:00:a1", Security.WPA2_PSK, ""), router)
    known.add("wi:Cafe", AccessPoint("", Security.WPA3_SAE, "00:00:5e"), None)
    history.set_flags("wi:Cafe", NetworkFlags(alias="Corner", is_trusted=True, never_upload=True))
    AgentState(database).put({"pause": "until", "privacy_key": "00ff", "circuit": "{}" * 900})


def make_lively(folder: Path) -> None:
    """The files of such a database, below "closed" after a clean end, below "killed" with much in the -wal."""
    with Database.open(folder / "closed") as database:
        fill_lively(database)
        shutil.copytree(folder / "closed", folder / "killed")


def rows_of(path: Path, sql: str) -> list[Row]:
    """Rows of a sound database, read beside the program."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def salvaged(database: Database) -> Progress:
    """Bring all back without a rest, and tell how it went."""
    told: list[Progress] = []
    assert Salvage(database, rest=lambda _s: False, on_progress=told.append).run()
    return told[-1]


def expected_delivery(row: Row) -> Row:
    """What a delivery is after it was brought back: what was in flight may have been sent."""
    return (row[0], "pending", row[2], row[3] + 1, *row[4:]) if row[1] == "sending" else row


def pages_of(path: Path, name: str) -> list[int]:
    """Numbers of the pages of a table or index, from the root down."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    try:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    finally:
        connection.close()
    content = path.read_bytes()
    found, left = [], [int(root)]
    while left:
        number = left.pop()
        found.append(number)
        page = content[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        if page[0] in (0x05, 0x02):
            cells = int.from_bytes(page[3:5], "big")
            offsets = [int.from_bytes(page[12 + 2 * i : 14 + 2 * i], "big") for i in range(cells)]
            left += [int.from_bytes(page[at : at + 4], "big") for at in offsets] + [int.from_bytes(page[8:12], "big")]
    return found


def overwrite(path: Path, offset: int, piece: bytes) -> None:
    """Write over a part of a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(piece)


def zero_pages(path: Path, numbers: list[int]) -> None:
    """Lose whole pages."""
    for number in numbers:
        overwrite(path, (number - 1) * PAGE_BYTES, bytes(PAGE_BYTES))


def lose_in_wal(path: Path, number: int) -> None:
    """Lose every version of a page in the -wal beside a database."""
    wal = path.with_name(f"{path.name}-wal")
    content = wal.read_bytes()
    for offset in range(32, len(content), 24 + PAGE_BYTES):
        if int.from_bytes(content[offset : offset + 4], "big") == number:
            overwrite(wal, offset + 24, bytes(PAGE_BYTES))


def flip_bits(path: Path, seed: int, number: int) -> None:
    """Turn single bits round anywhere in a file."""
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(number):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def noise(seed: int, length: int) -> bytes:
    """Bytes without a meaning."""
    return random.Random(seed).randbytes(length)


HEADS: dict[str, Callable[[Path], object]] = {
    "a broken header": lambda path: overwrite(path, 0, b"SQLite format 4"),
    "a wrong page size": lambda path: overwrite(path, 16, b"\x20\x00"),
    "a broken schema": lambda path: overwrite(path, 100, noise(7, 3900)),
    "noise in place of the first page": lambda path: overwrite(path, 0, noise(8, PAGE_BYTES)),
    "zeros in place of the first page": lambda path: overwrite(path, 0, bytes(PAGE_BYTES)),
}
"""Damage that hides every row from SQLite, and costs none of them."""
