"""What storing a record and its acknowledgement cost, against bare sqlite3 commits of the same durability."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from process import on_disk
from table import Figure, medians_side_by_side

from netmon_tray.model import ConnectionRecord, Link, RecordEvent
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.samples import wifi

TITLE = "Records stored and acknowledged"
ROUNDS = 5
RECORDS = 200
PAYLOAD = (
    '{"network_name":"Office WiFi 5GHz","network_type":"wi","network_security":"wp2","frequency":5.2,'
    '"authentication":"psk","bssid":"02:00:00:00:00:a1","inbytes":1048576,"outbytes":524288,"link_speed":866.7,'
    '"quality_metric":"rssi","quality_value":-58}'
)
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
    """Return appends and acknowledgements per second."""
    with on_disk() as folder:
        taken = medians_side_by_side(ROUNDS, [lambda: ours(folder), lambda: bare(folder)])
        acknowledged = medians_side_by_side(ROUNDS, [lambda: acknowledge(folder), lambda: bare_acknowledge(folder)])
    peer = "bare sqlite3, WAL, synchronous=FULL: "
    return [
        Figure("append (record, delivery, state)", taken[0], "/s", f"{peer}one INSERT a commit", taken[1]),
        Figure("claim and acknowledge", acknowledged[0], "/s", f"{peer}two UPDATEs, NORMAL then FULL", acknowledged[1]),
    ]


def per_second(step: Callable[[], object]) -> float:
    """Return how often a step can be done a second."""
    started = time.perf_counter()
    for _ in range(RECORDS):
        step()
    return RECORDS / (time.perf_counter() - started)


def ours(folder: Path) -> float:
    """Append through the connection log."""
    link = wifi()
    with Database.open(Path(tempfile.mkdtemp(dir=folder))) as database:
        log = ConnectionLog(database)
        return per_second(lambda: log.append(record(link), PAYLOAD, LOCAL, agent_state={"attachment": PAYLOAD}))


def acknowledge(folder: Path) -> float:
    """Claim and acknowledge through the outbox."""
    with Database.open(Path(tempfile.mkdtemp(dir=folder))) as database:
        log, outbox = ConnectionLog(database), Outbox(database)
        for _ in range(RECORDS):
            log.append(record(), PAYLOAD, LOCAL)

        def step() -> None:
            now_unix_ms = time.time_ns() // 1_000_000
            claimed = outbox.claim_oldest(now_unix_ms)
            if claimed is None:
                raise RuntimeError("nothing left to claim")
            outbox.acknowledge(claimed.id, 201, now_unix_ms)

        return per_second(step)


def bare_database(folder: Path) -> sqlite3.Connection:
    """Return a database with one table and the product's own journal and durability."""
    connection = sqlite3.connect(Path(tempfile.mkdtemp(dir=folder)) / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, payload TEXT, state INTEGER)")
    return connection


def bare(folder: Path) -> float:
    """Insert the same text, one commit each."""
    connection = bare_database(folder)
    rate = per_second(lambda: connection.execute("INSERT INTO record (payload, state) VALUES (?, 0)", (PAYLOAD,)))
    connection.close()
    return rate


def bare_acknowledge(folder: Path) -> float:
    """Change a row twice, as a claim (NORMAL) and its acknowledgement (FULL) do."""
    connection = bare_database(folder)
    for _ in range(RECORDS):
        connection.execute("INSERT INTO record (payload, state) VALUES (?, 0)", (PAYLOAD,))
    ids = iter(range(1, RECORDS + 1))

    def step() -> None:
        row = (next(ids),)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("UPDATE record SET state = 1 WHERE id = ?", row)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("UPDATE record SET state = 2 WHERE id = ?", row)

    rate = per_second(step)
    connection.close()
    return rate
