"""What storing a record and its acknowledgement cost, against bare sqlite3 commits of the same durability."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from process import on_disk
from table import Figure

from netmon_tray.model import ConnectionRecord, Link, RecordEvent
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.wal_length import lengthen_wal
from support.samples import wifi

TITLE = "Records stored and acknowledged"

RECORDS = 3000
FRESH = 250
"""A day's records, more or less: both files still grow."""
PAYLOAD = (
    '{"network_name":"Office WiFi 5GHz","network_type":"wi","network_security":"wp2","frequency":5.2,'
    '"authentication":"psk","bssid":"02:00:00:00:00:a1","inbytes":1048576,"outbytes":524288,"link_speed":866.7,'
    '"quality_metric":"rssi","quality_value":-58}'
)
BARE = "bare sqlite3, WAL, synchronous=FULL"
STATE = PAYLOAD * 5
"""About as long as an attachment."""
LOCAL = {"security": "wpa2-psk", "interface": "wlan0", "channel": 40}


def record(link: Link | None = None) -> ConnectionRecord:
    """Return a new record of a WiFi link."""
    return ConnectionRecord(
        record_uuid=str(uuid.uuid4()),
        attachment_uuid="0d1c2b3a-0000-4000-8000-000000000001",
        event=RecordEvent.MAINTAINED,
        at_unix_ms=time.time_ns() // 1_000_000,
        link=link or wifi(),
        rx_bytes=1_048_576,
        tx_bytes=524_288,
    )


def measure() -> list[Figure]:
    """Return how long an append and an acknowledgement take, step by step in turns with the bare commit."""
    with on_disk() as folder:
        fresh, fresh_bare = appends(folder, FRESH)
        appended, inserted = appends(folder, RECORDS)
        delivered, updated = deliveries(folder)
    inserts, updates = f"{BARE}: one INSERT a commit", f"{BARE}: two UPDATEs, NORMAL then FULL"
    append, most = "append (record, delivery, state)", "<= 1.3x"
    return [
        Figure(f"{append}, median", quantile(appended, 0.5), "ms", inserts, quantile(inserted, 0.5), most),
        Figure(f"{append}, 99th percentile", quantile(appended, 0.99), "ms", inserts, quantile(inserted, 0.99), most),
        Figure(
            f"the first {FRESH} appends, median", quantile(fresh, 0.5), "ms", inserts, quantile(fresh_bare, 0.5), most
        ),
        Figure("claim and acknowledge, median", quantile(delivered, 0.5), "ms", updates, quantile(updated, 0.5)),
    ]


def quantile(taken_ms: list[float], share: float) -> float:
    """Return the time that this share of all stayed below."""
    return sorted(taken_ms)[int(share * (len(taken_ms) - 1))]


def in_turns(steps: list[Callable[[], object]], number: int = RECORDS) -> list[list[float]]:
    """Return the milliseconds of each step, done in turns so that a busy disk hits all of them alike."""
    taken: list[list[float]] = [[] for _ in steps]
    for turn in range(number):
        for step, times in list(zip(steps, taken, strict=True))[:: 1 if turn % 2 else -1]:
            started = time.perf_counter()
            step()
            times.append(1000 * (time.perf_counter() - started))
    return taken


def appends(folder: Path, number: int) -> list[list[float]]:
    """Append through the connection log, and insert the same text into a bare table."""
    with (
        Database.open(Path(tempfile.mkdtemp(dir=folder))) as database,
        closing(bare_database(folder)) as connection,
    ):
        lengthen_wal(database)  # as the agent does
        log, records = ConnectionLog(database), made()
        states = iter(range(RECORDS))
        return in_turns(
            [
                lambda: log.append(next(records), PAYLOAD, LOCAL, agent_state={"attachment": f"{STATE}{next(states)}"}),
                lambda: connection.execute("INSERT INTO record (payload, state) VALUES (?, 0)", (PAYLOAD,)),
            ],
            number,
        )


def deliveries(folder: Path) -> list[list[float]]:
    """Claim and acknowledge through the outbox, and change a row of a bare table twice with the same durability."""
    with (
        Database.open(Path(tempfile.mkdtemp(dir=folder))) as database,
        closing(bare_database(folder)) as connection,
    ):
        lengthen_wal(database)
        log, outbox, records = ConnectionLog(database), Outbox(database), made()
        with database.transaction(durable=True):
            for one in records:
                log.append(one, PAYLOAD, LOCAL)
        rows = [(PAYLOAD,)] * (RECORDS)
        connection.executemany("INSERT INTO record (payload, state) VALUES (?, 0)", rows)
        ids = iter(range(1, RECORDS + 1))
        return in_turns([lambda: deliver(outbox), lambda: bare_deliver(connection, next(ids))])


def made() -> Iterator[ConnectionRecord]:
    """Return records that were made before the clock runs."""
    link = wifi()
    return iter([record(link) for _ in range(RECORDS)])


def deliver(outbox: Outbox) -> None:
    """Claim the next record and acknowledge it."""
    now_unix_ms = time.time_ns() // 1_000_000
    claimed = outbox.claim_oldest(now_unix_ms)
    if claimed is None:
        raise RuntimeError("nothing left to claim")
    outbox.acknowledge(claimed.id, 201, now_unix_ms)


def bare_deliver(connection: sqlite3.Connection, row_id: int) -> None:
    """Change a row twice, as a claim (NORMAL) and its acknowledgement (FULL) do."""
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("UPDATE record SET state = 1 WHERE id = ?", (row_id,))
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("UPDATE record SET state = 2 WHERE id = ?", (row_id,))


def bare_database(folder: Path) -> sqlite3.Connection:
    """Return a database with one table and the product's own journal and durability."""
    connection = sqlite3.connect(Path(tempfile.mkdtemp(dir=folder)) / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, payload TEXT, state INTEGER)")
    return connection
