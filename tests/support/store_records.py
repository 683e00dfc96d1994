"""Short ways to fill a real database in tests of the store."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netmon_tray.model import (
    ConnectionRecord,
    Delivery,
    DeliveryState,
    LoggedRecord,
    RecordEvent,
    WithheldReason,
)
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.migration import apply_migrations
from netmon_tray.store.schema import MIGRATIONS
from support.samples import T0_UNIX_MS, wifi

PAYLOAD = '{"network_name":"Cafe","network_type":"wi","network_security":"wp2","inbytes":1,"outbytes":2}'
LOCAL: dict[str, object] = {"security": "wpa2-psk", "interface": "wlan0"}
LOGGED = LoggedRecord(
    id=7,
    record_uuid="0b5a2f66-0000-4000-8000-000000000001",
    attachment_uuid="0b5a2f66-0000-4000-8000-000000000002",
    event=RecordEvent.CHANGED,
    at_unix_ms=T0_UNIX_MS,
    payload='{"network_name":"Cafe","network_type":"wi","network_security":"wp2","roaming":false,'
    '"inbytes":1048576,"outbytes":7,"quality_value":-58.0}',
    local={
        "interface": "wlan0",
        "network_type": "wi",
        "security": "wpa3-sae",
        "channel": 36,
        "changes": ["channel_swap"],
        "vpn": {"interface": "wg0", "kind": "wireguard"},
    },
    delivery=Delivery(DeliveryState.REJECTED, attempts=1, last_status=400, last_error="frequency: too long"),
)
"""A record as it is read back: the server refused it."""


def record(
    number: int = 0, event: RecordEvent = RecordEvent.MAINTAINED, *, at_unix_ms: int | None = None
) -> ConnectionRecord:
    """A record of its own UUID, five minutes after the one of the number before."""
    return ConnectionRecord(
        record_uuid=str(uuid.uuid4()),
        attachment_uuid="0d1c2b3a-0000-4000-8000-000000000001",
        event=event,
        at_unix_ms=T0_UNIX_MS + number * 300_000 if at_unix_ms is None else at_unix_ms,
        link=wifi(),
        rx_bytes=1,
        tx_bytes=2,
    )


def fill(
    database: Database,
    number: int,
    event: RecordEvent = RecordEvent.MAINTAINED,
    *,
    withheld: WithheldReason | None = None,
) -> list[int]:
    """Append records and return their ids."""
    log = ConnectionLog(database)
    return [log.append(record(index, event), PAYLOAD, LOCAL, withheld) for index in range(number)]


@contextmanager
def foreign_connection(data_dir: Path) -> Iterator[sqlite3.Connection]:
    """A connection of another program to the same file."""
    connection = sqlite3.connect(data_dir / DATABASE_NAME, isolation_level=None, timeout=0)
    try:
        yield connection
    finally:
        connection.close()


def make_earlier(data_dir: Path, version: int, number: int) -> Path:
    """A database as an earlier version of the program left it, with records and something to remember."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / DATABASE_NAME
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    apply_migrations(connection, MIGRATIONS[:version])
    connection.execute("BEGIN")
    for index in range(number):
        made = record(index)
        connection.execute(
            "INSERT INTO connection_log (id, record_uuid, attachment_uuid, event, at_unix_ms, payload, local)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (index + 1, made.record_uuid, made.attachment_uuid, made.event, made.at_unix_ms, PAYLOAD, "{}"),
        )
        connection.execute("INSERT INTO delivery (record_id, state) VALUES (?, 'pending')", (index + 1,))
    connection.execute("INSERT INTO agent_state (key, value) VALUES ('attachment', ?)", ("{}" * 2000,))
    connection.execute("COMMIT")
    connection.close()
    return path
