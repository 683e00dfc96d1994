"""Records as they are appended and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmon_tray.model import Delivery, DeliveryState, LoggedRecord, RecordEvent, WithheldReason
from netmon_tray.store import connection_log
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, fill, record


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


@pytest.fixture
def log(database: Database) -> ConnectionLog:
    return ConnectionLog(database)


def ids(found: Iterator[LoggedRecord]) -> list[int]:
    return [record.id for record in found]


def test_a_record_comes_back_as_it_was_made(log: ConnectionLog) -> None:
    made = record(3, RecordEvent.CHANGED)
    local = {"security": "wpa2-psk", "name": "Café \udc80 \x00", "rssi_dbm": -58, "vpn": None, "changes": ["roam"]}
    payload = '{"network_name": "Caf\u00e9 \\u0000",  "inbytes":1}'
    record_id = log.append(made, payload, local)
    expected = LoggedRecord(
        id=record_id,
        record_uuid=made.record_uuid,
        attachment_uuid=made.attachment_uuid,
        event=RecordEvent.CHANGED,
        at_unix_ms=made.at_unix_ms,
        payload=payload,
        local=local,
        delivery=Delivery(DeliveryState.READY),
    )
    assert log.get(record_id) == expected
    assert list(log.records()) == [expected]
    assert log.get(record_id + 1) is None


def test_a_withheld_record_waits_for_nothing(log: ConnectionLog, database: Database) -> None:
    record_id = log.append(record(), PAYLOAD, LOCAL, WithheldReason.SECURITY_UNKNOWN)
    found = log.get(record_id)
    assert found is not None
    assert found.delivery == Delivery(DeliveryState.WITHHELD, reason="security_unknown")
    assert Outbox(database).claim_oldest(T0_UNIX_MS) is None
    assert Outbox(database).counts().pending == 0


def test_the_agents_state_is_stored_with_the_record(log: ConnectionLog, database: Database) -> None:
    log.append(record(), PAYLOAD, LOCAL, None, {"attachment": "{}", "circuit": None})
    assert AgentState(database).get("attachment") == "{}"
    log.append(record(), PAYLOAD, LOCAL, None, {"attachment": None})
    assert AgentState(database).get("attachment") is None


def test_what_can_not_be_told_in_json_stores_nothing(log: ConnectionLog, database: Database) -> None:
    with pytest.raises(ValueError, match="JSON"):
        log.append(record(), PAYLOAD, {"rssi_dbm": float("nan")}, None, {"attachment": "{}"})
    assert ids(log.records()) == []
    assert AgentState(database).get("attachment") is None


def refuse(database: Database, step: Callable[[], object] = lambda: None) -> None:
    """Have a transaction fail after a step in it."""
    with pytest.raises(ZeroDivisionError), database.transaction(durable=True):
        raise ZeroDivisionError(step())


def test_appends_that_are_repeated_after_an_error_store_one_row_each(log: ConnectionLog, database: Database) -> None:
    """A disk can report an error after all had reached it."""
    fill(database, 1)
    made = [record(index) for index in range(3)]
    with database.transaction(durable=True):
        first = [log.append(one, PAYLOAD, LOCAL) for one in made]
    refuse(database)
    assert [log.append(one, PAYLOAD, LOCAL) for one in [*made, record()]] == [*first, 5]
    assert [ConnectionLog(database).append(one, PAYLOAD, LOCAL) for one in made] == first, "opened anew"
    assert ids(log.records(newest_first=False)) == [1, 2, 3, 4, 5]


def test_an_append_that_failed_gives_its_id_back(log: ConnectionLog, database: Database) -> None:
    fill(database, 1)
    log.append(record(), PAYLOAD, LOCAL)
    refuse(database, lambda: log.append(record(), PAYLOAD, LOCAL))
    assert log.append(record(), PAYLOAD, LOCAL) == 3


def test_two_logs_never_give_the_same_id(log: ConnectionLog, tmp_path: Path) -> None:
    with Database.open(tmp_path) as other_database:
        other = ConnectionLog(other_database)
        taken = [appender.append(record(), PAYLOAD, LOCAL) for appender in (log, other, other, log, log, other)]
    assert taken == [1, 2, 3, 4, 5, 6]


def test_ids_go_on_when_the_file_is_lost_in_the_middle_of_the_work(log: ConnectionLog, database: Database) -> None:
    """An answer that is awaited for record 2 must never be taken for one about another record."""
    assert [log.append(record(), PAYLOAD, LOCAL) for _ in range(3)] == [1, 2, 3]
    database.path.unlink()
    for leftover in database.path.parent.glob(f"{database.path.name}-*"):
        leftover.unlink()
    assert log.append(record(), PAYLOAD, LOCAL) == 4
    assert ids(log.records()) == [4]


def test_order_limit_and_pages(log: ConnectionLog, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_log, "PAGE_ROWS", 3)
    fill(database, 10)
    assert ids(log.records()) == list(range(10, 0, -1))
    assert ids(log.records(newest_first=False)) == list(range(1, 11))
    for limit in (0, 1, 3, 4, 9, 10, 11):
        assert ids(log.records(limit=limit)) == list(range(10, 0, -1))[:limit]
        assert ids(log.records(limit=limit, newest_first=False)) == list(range(1, 11))[:limit]


def test_a_range_of_time_and_a_state(log: ConnectionLog, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_log, "PAGE_ROWS", 2)
    fill(database, 10)
    outbox = Outbox(database)
    for _ in range(4):
        claimed = outbox.claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)
    since, until = T0_UNIX_MS + 2 * 300_000, T0_UNIX_MS + 7 * 300_000
    assert ids(log.records(since_unix_ms=since, until_unix_ms=until)) == [7, 6, 5, 4, 3]
    assert ids(log.records(since_unix_ms=since, until_unix_ms=until, newest_first=False)) == [3, 4, 5, 6, 7]
    assert ids(log.records(since_unix_ms=since, state=DeliveryState.SENT)) == [4, 3]
    assert ids(log.records(until_unix_ms=since)) == [2, 1]
    assert ids(log.records(state=DeliveryState.SENT)) == [4, 3, 2, 1]
    assert ids(log.records(state=DeliveryState.READY, limit=3, newest_first=False)) == [5, 6, 7]
    assert ids(log.records(state=DeliveryState.DROPPED)) == []


def test_records_of_one_moment_are_all_found(log: ConnectionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_log, "PAGE_ROWS", 2)
    for _ in range(7):
        log.append(record(at_unix_ms=T0_UNIX_MS), PAYLOAD, LOCAL)
    log.append(record(at_unix_ms=0), PAYLOAD, LOCAL)
    assert ids(log.records(since_unix_ms=T0_UNIX_MS)) == [7, 6, 5, 4, 3, 2, 1]
    assert ids(log.records(until_unix_ms=T0_UNIX_MS)) == [8]


def test_reading_goes_on_while_records_come(log: ConnectionLog, database: Database) -> None:
    fill(database, 3)
    walk = log.records(newest_first=False)
    assert next(walk).id == 1
    fill(database, 1)
    assert ids(walk)[:2] == [2, 3]


def test_ids_are_never_given_twice(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        fill(database, 5)

        class Nothing:
            retention_days = 0
            max_records = 1
            max_bytes = 0

        Outbox(database).expire(Nothing(), T0_UNIX_MS)
        assert ids(ConnectionLog(database).records()) == [5]
        assert fill(database, 1) == [6]


def test_the_payload_is_kept_byte_for_byte(tmp_path: Path) -> None:
    payload = '{"b": 1.0, "a" : "\u2603",\t"n": null}'
    with Database.open(tmp_path) as database:
        ConnectionLog(database).append(record(), payload, LOCAL)
    with Database.open(tmp_path) as database:
        claimed = Outbox(database).claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        assert claimed.payload == payload
        assert json.loads(claimed.payload)["a"] == "\u2603"
