"""What goes first when the log has to be kept within its limits, and that all of it is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmon_tray.model import DeliveryState, RecordEvent, WithheldReason
from netmon_tray.store import retention
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.ledger import MERGED_MS, LedgerReason
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.retention import CREDIBLE_UNIX_MS, DAY_MS, Expired
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, fill, record

NOW = T0_UNIX_MS + 30 * DAY_MS


@dataclass
class Limits:
    retention_days: int = 0
    max_records: int = 0
    max_bytes: int = 0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


def send(outbox: Outbox, number: int) -> None:
    for _ in range(number):
        claimed = outbox.claim_oldest(NOW)
        assert claimed is not None
        outbox.acknowledge(claimed.id, 201, NOW)


def left(database: Database) -> list[int]:
    return [found.id for found in ConnectionLog(database).records(newest_first=False)]


def at(database: Database, *moments_unix_ms: int) -> None:
    for moment_unix_ms in moments_unix_ms:
        ConnectionLog(database).append(record(at_unix_ms=moment_unix_ms), PAYLOAD, LOCAL)


def test_no_limit_is_no_limit(database: Database, outbox: Outbox) -> None:
    fill(database, 5)
    assert outbox.expire(Limits(), NOW) == Expired()
    assert (left(database), outbox.ledger()) == ([1, 2, 3, 4, 5], [])


def test_sent_first_then_heartbeats_then_the_rest_and_never_what_is_in_flight(
    database: Database, outbox: Outbox
) -> None:
    fill(database, 2, RecordEvent.ESTABLISHED)  # 1, 2
    fill(database, 2)  # 3, 4
    fill(database, 2, RecordEvent.CHANGED)  # 5, 6
    fill(database, 2)  # 7, 8
    fill(database, 1, withheld=WithheldReason.NEVER_UPLOAD)  # 9
    fill(database, 1, RecordEvent.TERMINATED)  # 10
    claimed = outbox.claim_oldest(NOW)
    assert claimed is not None
    assert claimed.id == 1
    for _ in range(5):  # 2..6 are claimed, 5 and 6 sent, the others come back
        outbox.claim_oldest(NOW)
    for number in (5, 6):
        outbox.acknowledge(number, 201, NOW)
    for number in (2, 3, 4):
        outbox.give_back(number, maybe_sent=False, attempt=False)
    outbox.drop([4], NOW)
    order = []
    for limit in range(9, 0, -1):
        before = set(left(database))
        outbox.expire(Limits(max_records=limit), NOW)
        order += sorted(before - set(left(database)))
    assert order == [4, 5, 6, 3, 7, 8, 9, 2]
    assert left(database) == [1, 10], "the one in flight and the newest stay"
    assert outbox.expire(Limits(max_records=1), NOW) == Expired()


def test_each_is_counted_with_reason_and_range(database: Database, outbox: Outbox) -> None:
    fill(database, 10)
    send(outbox, 3)
    assert outbox.expire(Limits(max_records=5), NOW) == Expired(record_count=5, undelivered_count=2)
    dropped = [row for row in outbox.ledger() if row.reason is LedgerReason.MAX_RECORDS]
    assert [(row.record_count, row.undelivered_count, row.first_id, row.last_id) for row in dropped] == [(5, 2, 1, 5)]
    assert outbox.counts().sent == 0
    assert outbox.counts().pending == 5


def test_those_of_a_day_share_a_row(database: Database, outbox: Outbox) -> None:
    fill(database, 10)
    for limit, moment in ((9, NOW), (8, NOW + MERGED_MS), (7, NOW + MERGED_MS + 1), (6, NOW)):
        outbox.expire(Limits(max_records=limit), moment)
    rows = [(row.since_unix_ms, row.until_unix_ms, row.record_count) for row in outbox.ledger()]
    assert rows == [(NOW, NOW + MERGED_MS, 2), (NOW + MERGED_MS + 1, NOW + MERGED_MS + 1, 1), (NOW, NOW, 1)]


def test_age_takes_what_is_done_and_leaves_what_waits(database: Database, outbox: Outbox) -> None:
    at(database, NOW - 10 * DAY_MS, NOW - 10 * DAY_MS, NOW - 10 * DAY_MS, NOW - DAY_MS, NOW)
    send(outbox, 1)
    outbox.drop([2], NOW)
    assert outbox.expire(Limits(retention_days=5), NOW).record_count == 2
    assert left(database) == [3, 4, 5]
    assert outbox.expire(Limits(retention_days=5), NOW, keep_pending=False) == Expired(1, 1)
    assert left(database) == [4, 5]


def test_age_needs_a_clock_that_is_right_now_and_was_then(database: Database, outbox: Outbox) -> None:
    at(database, 0, CREDIBLE_UNIX_MS - 1, NOW - 10 * DAY_MS, NOW)
    send(outbox, 4)
    assert outbox.expire(Limits(retention_days=5), NOW, clock_is_trusted=False) == Expired()
    assert outbox.expire(Limits(retention_days=5), NOW).record_count == 1
    assert left(database) == [1, 2, 4]


def test_size_is_brought_under_its_limit(database: Database, outbox: Outbox) -> None:
    with database.transaction(durable=True):
        fill(database, 1500)
    limit_bytes = database.size_bytes() // 2
    expired = outbox.expire(Limits(max_bytes=limit_bytes), NOW)
    assert not expired.has_more
    assert limit_bytes * 0.8 < database.size_bytes() <= limit_bytes
    assert {row.reason for row in outbox.ledger()} == {LedgerReason.MAX_BYTES}
    assert sum(row.record_count or 0 for row in outbox.ledger()) + len(left(database)) == 1500


def test_one_call_does_a_bounded_amount(database: Database, outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH_RECORDS", 3)
    monkeypatch.setattr(retention, "BATCHES", 2)
    fill(database, 10)
    assert outbox.expire(Limits(max_records=1), NOW) == Expired(6, 6, has_more=True)
    assert outbox.expire(Limits(max_records=1), NOW) == Expired(3, 3)


def test_a_batch_that_fails_leaves_records_and_ledger_as_they_were(database: Database, outbox: Outbox) -> None:
    fill(database, 5)
    with database.transaction(durable=True) as connection:
        connection.execute(
            "CREATE TEMP TRIGGER fails BEFORE DELETE ON main.connection_log WHEN OLD.id = 3"
            " BEGIN SELECT RAISE (ABORT, 'no'); END"
        )
    with pytest.raises(RuntimeError) as told:
        outbox.expire(Limits(max_records=1), NOW)
    assert isinstance(told.value.__cause__, sqlite3.IntegrityError)
    assert (left(database), outbox.ledger()) == ([1, 2, 3, 4, 5], [])
    assert database.read("SELECT count(*) FROM retention_pass") == [(0,)]


def test_space_goes_back_to_the_disk(database: Database, outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "FREE_PAGES", 20)
    with database.transaction(durable=True):
        fill(database, 1500)
    with database.transaction(durable=True) as connection:
        before = connection.execute("PRAGMA page_count").fetchone()[0]
    outbox.expire(Limits(max_records=100), NOW)
    assert database.read("PRAGMA page_count")[0][0] < before // 2


def test_the_state_of_each_deleted_record_is_uncounted(database: Database, outbox: Outbox) -> None:
    fill(database, 6)
    send(outbox, 2)
    outbox.expire(Limits(max_records=1), NOW)
    counts = outbox.counts()
    assert (counts.sent, counts.pending) == (0, 1)
    assert [found.delivery.state for found in ConnectionLog(database).records()] == [DeliveryState.READY]
