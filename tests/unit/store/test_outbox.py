"""What the uploader and people do to a delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.model import Delivery, DeliveryState, QueueCounts, WithheldReason
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.outbox import ERROR_CHARACTERS, LONGEST_WAIT_MS, Claimed, Outbox
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, fill, record

NOW = T0_UNIX_MS


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)


def delivery(database: Database, record_id: int) -> Delivery:
    found = ConnectionLog(database).get(record_id)
    assert found is not None
    return found.delivery


def claim(outbox: Outbox, now_unix_ms: int = NOW, *, skip: frozenset[int] = frozenset()) -> int | None:
    claimed = outbox.claim_oldest(now_unix_ms, skip=skip)
    return claimed.id if claimed else None


def test_the_oldest_goes_first_and_none_goes_twice(database: Database, outbox: Outbox) -> None:
    made = record()
    ConnectionLog(database).append(made, PAYLOAD, LOCAL)
    fill(database, 2)
    assert outbox.claim_oldest(NOW) == Claimed(1, made.record_uuid, PAYLOAD)
    assert [claim(outbox), claim(outbox), claim(outbox)] == [2, 3, None]
    assert outbox.counts() == QueueCounts(sending=3)


def test_skipped_records_are_passed_by(database: Database, outbox: Outbox) -> None:
    fill(database, 4)
    assert claim(outbox, skip=frozenset({1, 2})) == 3
    assert claim(outbox) == 1


def test_an_acknowledged_record_is_sent(database: Database, outbox: Outbox) -> None:
    fill(database, 1)
    claim(outbox)
    outbox.give_back(1, status=503, error="later", maybe_sent=True, attempt=True)
    claim(outbox)
    assert outbox.acknowledge(1, 201, NOW + 5)
    assert delivery(database, 1) == Delivery(
        DeliveryState.SENT, attempts=2, maybe_sent=1, last_status=201, sent_at_unix_ms=NOW + 5
    )
    assert not outbox.acknowledge(1, 201, NOW + 9), "the first answer stays"
    assert not outbox.acknowledge(99, 201, NOW)
    assert claim(outbox) is None


def test_an_acknowledgement_that_comes_after_a_recovery_counts(database: Database, outbox: Outbox) -> None:
    fill(database, 1)
    claim(outbox)
    outbox.recover(NOW)
    assert outbox.acknowledge(1, 201, NOW)
    assert delivery(database, 1).state is DeliveryState.SENT


def test_what_is_given_back_is_ready_with_what_was_learned(database: Database, outbox: Outbox) -> None:
    fill(database, 1)
    claim(outbox)
    assert outbox.give_back(1, status=None, error="x" * 5000, maybe_sent=False, attempt=False)
    found = delivery(database, 1)
    assert (found.state, found.attempts, found.maybe_sent) == (DeliveryState.READY, 0, 0)
    assert found.last_error == "x" * ERROR_CHARACTERS
    assert not outbox.give_back(1, maybe_sent=True, attempt=True), "it is not in flight"
    assert delivery(database, 1).maybe_sent == 0


def test_refusals_without_a_clear_reason_are_counted_by_kind_and_nothing_else_is(
    database: Database, outbox: Outbox
) -> None:
    fill(database, 1)
    for reason, conflicts, client_errors in (
        (None, 0, 0),
        ("conflict", 0, 0),
        ("server-error", 1, 0),
        ("client-error", 1, 0),
        ("conflict", 1, 1),
        (None, 2, 1),
    ):
        claimed = outbox.claim_oldest(NOW)
        assert claimed is not None
        assert (claimed.conflicts, claimed.client_errors) == (conflicts, client_errors)
        outbox.give_back(1, maybe_sent=False, attempt=True, not_before_unix_ms=NOW, reason=reason)
    outbox.retry([1])
    claimed = outbox.claim_oldest(NOW)
    assert claimed is not None
    assert (claimed.conflicts, claimed.client_errors) == (0, 0), "somebody mended it"


def test_an_isolated_record_waits_while_others_pass(database: Database, outbox: Outbox) -> None:
    fill(database, 2)
    claim(outbox)
    outbox.give_back(1, status=500, maybe_sent=True, attempt=True, not_before_unix_ms=NOW + 1000, reason="isolated")
    assert outbox.next_due_unix_ms(NOW) == NOW
    assert claim(outbox) == 2
    outbox.acknowledge(2, 201, NOW)
    assert claim(outbox) is None
    assert outbox.next_due_unix_ms(NOW) == NOW + 1000
    assert outbox.counts().pending == 1
    assert claim(outbox, NOW + 1000) == 1
    assert outbox.next_due_unix_ms(NOW) is None


def isolate(outbox: Outbox, number: int, not_before_unix_ms: int) -> None:
    for _ in range(number):
        claimed = outbox.claim_oldest(NOW)
        assert claimed is not None
        outbox.give_back(claimed.id, maybe_sent=True, attempt=True, not_before_unix_ms=not_before_unix_ms)


def test_isolated_records_have_one_lane_beside_the_others(database: Database, outbox: Outbox) -> None:
    fill(database, 12)
    isolate(outbox, 6, NOW + 1)
    first = [claimed.id for claimed in outbox.claim(NOW + 1, 4)]
    assert first == [1, 7, 8, 9], "one of them, and the oldest of the others"
    assert [claimed.id for claimed in outbox.claim(NOW + 90_000, 4)] == [10, 11, 12], "never two of them at once"


def test_isolated_records_come_once_a_minute_while_others_wait(database: Database, outbox: Outbox) -> None:
    fill(database, 6)
    isolate(outbox, 3, NOW + 1)
    order = []
    for at_unix_ms in (NOW + 1, NOW + 2, NOW + 30_000, NOW + 60_001, NOW + 60_002, NOW + 60_003, NOW + 60_004):
        claimed = outbox.claim_oldest(at_unix_ms)
        assert claimed is not None
        order.append(claimed.id)
        outbox.acknowledge(claimed.id, 201, NOW)
        if len(order) == 6:
            break
    assert order == [1, 4, 5, 2, 6, 3], "without others at once"


def test_while_an_isolated_record_is_under_way_the_next_is_not_due(database: Database, outbox: Outbox) -> None:
    fill(database, 2)
    isolate(outbox, 2, NOW + 1)
    assert claim(outbox, NOW + 1) == 1
    assert claim(outbox, NOW + 1) is None
    assert outbox.next_due_unix_ms(NOW + 1) is None, "to look again before it is back would be a busy loop"
    outbox.give_back(1, maybe_sent=True, attempt=True, not_before_unix_ms=NOW + 9000)
    assert outbox.next_due_unix_ms(NOW + 1) == NOW + 1
    assert claim(outbox, NOW + 1) == 2


def test_several_are_claimed_together_or_none(database: Database, outbox: Outbox) -> None:
    fill(database, 5)
    assert [claimed.id for claimed in outbox.claim(NOW, 4, skip=frozenset({2}))] == [1, 3, 4, 5]
    assert [claimed.id for claimed in outbox.claim(NOW, 4)] == [2]
    assert outbox.claim(NOW, 4) == []
    assert outbox.counts().sending == 5


def break_text(database: Database, column: str, record_id: int) -> None:
    with database.transaction(durable=False) as connection:
        connection.execute("DROP TRIGGER connection_log_is_immutable")
        connection.execute(f"UPDATE connection_log SET {column} = CAST(x'7bff7d' AS TEXT) WHERE id = ?", (record_id,))


def test_a_payload_with_a_flipped_bit_does_not_hold_up_the_rest(database: Database, outbox: Outbox) -> None:
    """One that is still text but no JSON is for the server to refuse."""
    fill(database, 3)
    break_text(database, "payload", 1)
    with pytest.raises(StoreError) as told:
        outbox.claim_oldest(NOW)
    assert told.value.kind == "io", "it passes by itself: the next try reads it"
    assert [claimed.id for claimed in outbox.claim(NOW, 4)] == [2, 3]
    found = delivery(database, 1)
    assert (found.state, found.reason) == (DeliveryState.REJECTED, "damaged")
    assert database.was_set_aside is None


def test_a_local_part_with_a_flipped_bit_costs_that_part(database: Database) -> None:
    fill(database, 3)
    break_text(database, "local", 2)
    assert [found.local != {} for found in ConnectionLog(database).records(newest_first=False)] == [True, False, True]


def test_a_word_that_the_program_never_writes_is_damage(database: Database) -> None:
    fill(database, 3)
    with database.transaction(durable=False) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER delivery_changes_lawfully")
        connection.execute("UPDATE delivery SET state = 'qending' WHERE record_id = 2")
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    with pytest.raises(StoreError) as told:
        list(ConnectionLog(database).records())
    assert told.value.kind == "corrupt"
    fill(database, 1)
    assert database.was_set_aside is not None


def test_damage_that_a_window_meets_is_looked_into_by_the_agent(database: Database) -> None:
    fill(database, 3)
    with database.transaction(durable=False) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER delivery_changes_lawfully")
        connection.execute("UPDATE delivery SET state = 'qending' WHERE record_id = 2")
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    with Database.open(database.path.parent, writable=False) as window, pytest.raises(StoreError):
        list(ConnectionLog(window).records())
    fill(database, 1)
    assert database.was_set_aside is None
    database.heed_suspicion()
    fill(database, 1)
    assert database.was_set_aside is not None


@pytest.mark.parametrize("moment", ["while running", "at the next start"])
def test_a_clock_that_was_set_back_never_lengthens_a_wait_beyond_a_day(
    database: Database, outbox: Outbox, moment: str
) -> None:
    fill(database, 1)
    claim(outbox)
    outbox.give_back(1, status=500, maybe_sent=True, attempt=True, not_before_unix_ms=NOW, reason="isolated")
    a_year_back = NOW - 365 * LONGEST_WAIT_MS
    if moment == "at the next start":
        outbox.recover(a_year_back)
        assert delivery(database, 1).not_before_unix_ms is None
    assert outbox.next_due_unix_ms(a_year_back) == a_year_back
    assert claim(outbox, NOW - LONGEST_WAIT_MS - 1) == 1


def test_after_a_crash_all_in_flight_may_have_been_sent(database: Database, outbox: Outbox) -> None:
    fill(database, 3)
    claim(outbox)
    claim(outbox)
    assert outbox.recover(NOW) == 2
    assert [delivery(database, number).maybe_sent for number in (1, 2, 3)] == [1, 1, 0]
    assert outbox.counts() == QueueCounts(pending=3, oldest_pending_at_unix_ms=T0_UNIX_MS)
    assert outbox.recover(NOW) == 0


def test_a_refused_record_is_parked_with_the_servers_text(database: Database, outbox: Outbox) -> None:
    fill(database, 2)
    claim(outbox)
    assert outbox.reject(1, 422, '{"frequency": ["why"]}', "invalid")
    assert delivery(database, 1) == Delivery(
        DeliveryState.REJECTED, attempts=1, reason="invalid", last_status=422, last_error='{"frequency": ["why"]}'
    )
    assert not outbox.reject(2, 422, None, "invalid"), "it is not in flight"
    assert claim(outbox) == 2


def test_what_is_given_up_may_have_arrived_all_the_same(database: Database, outbox: Outbox) -> None:
    fill(database, 1)
    claim(outbox)
    outbox.reject(1, 500, "no", "server-error", maybe_sent=True)
    assert (delivery(database, 1).state, delivery(database, 1).maybe_sent) == (DeliveryState.REJECTED, 1)


def test_a_streak_goes_back_and_keeps_what_was_learned(database: Database, outbox: Outbox) -> None:
    fill(database, 3)
    for number in (1, 2):
        claim(outbox)
        outbox.reject(number, 400, "no", "invalid")
    assert outbox.requeue([1, 2, 3, 99]) == 2
    assert delivery(database, 1) == Delivery(DeliveryState.READY, attempts=1, last_status=400, last_error="no")
    assert claim(outbox) == 1


def test_people_may_retry_what_is_stuck_and_nothing_else(database: Database, outbox: Outbox) -> None:
    fill(database, 5)
    claim(outbox)
    outbox.reject(1, 400, "no", "invalid")
    claim(outbox)
    outbox.give_back(2, status=500, maybe_sent=True, attempt=True, not_before_unix_ms=NOW + 9, reason="isolated")
    claim(outbox)
    outbox.acknowledge(3, 201, NOW)
    claim(outbox)
    assert outbox.retry([1, 2, 3, 4, 5, 99]) == 2
    assert delivery(database, 1) == Delivery(DeliveryState.READY, last_status=400)
    assert delivery(database, 2) == Delivery(DeliveryState.READY, maybe_sent=1, last_status=500)
    assert [delivery(database, number).state.value for number in (3, 4, 5)] == ["sent", "sending", "pending"]


def test_dropping_is_final_and_told_in_the_ledger(database: Database, outbox: Outbox) -> None:
    fill(database, 5)
    claim(outbox)
    outbox.reject(1, 400, "no", "invalid")
    claim(outbox)
    assert outbox.drop([1, 2, 3, 5, 99], NOW + 7) == 3
    assert outbox.drop([1, 2, 3], NOW + 8) == 0
    (row,) = outbox.ledger()
    assert (row.reason, row.record_count, row.undelivered_count) == (LedgerReason.DROPPED_BY_USER, 3, 3)
    assert (row.first_id, row.last_id, row.since_unix_ms) == (1, 5, NOW + 7)
    assert outbox.counts() == QueueCounts(1, 1, dropped=3, oldest_pending_at_unix_ms=T0_UNIX_MS + 3 * 300_000)
    assert outbox.retry([1]) == 0
    assert ConnectionLog(database).get(1) is not None, "the record itself stays until retention"


def test_keeping_the_backlog_local_and_sending_it_after_all(database: Database, outbox: Outbox) -> None:
    fill(database, 3)
    fill(database, 1, withheld=WithheldReason.NEVER_UPLOAD)
    claim(outbox)
    assert outbox.withhold_pending(WithheldReason.KEPT_LOCAL) == 2
    fill(database, 1)
    assert outbox.counts() == QueueCounts(1, 1, withheld=3, oldest_pending_at_unix_ms=T0_UNIX_MS)
    assert outbox.release_withheld(WithheldReason.SECURITY_UNKNOWN) == 0
    assert outbox.release_withheld(record_ids=[2, 99]) == 1
    assert outbox.release_withheld(WithheldReason.KEPT_LOCAL) == 1
    assert delivery(database, 4).reason == "never_upload"
    assert outbox.release_withheld() == 1
    assert delivery(database, 4) == Delivery(DeliveryState.READY)


def test_many_at_once(database: Database, outbox: Outbox) -> None:
    with database.transaction(durable=True):
        fill(database, 1200)
    assert outbox.withhold_pending(WithheldReason.KEPT_LOCAL) == 1200
    assert outbox.release_withheld(record_ids=range(1, 1201)) == 1200
    assert outbox.drop(range(1, 1201), NOW) == 1200
    assert sum(row.record_count or 0 for row in outbox.ledger()) == 1200


def test_records_that_were_never_saved_are_told(outbox: Outbox) -> None:
    outbox.note_never_saved(12, NOW)
    (row,) = outbox.ledger()
    assert (row.reason, row.record_count, row.undelivered_count) == (LedgerReason.NEVER_SAVED, 12, 12)
    assert (row.first_id, row.last_id) == (None, None)


def test_every_question_is_answered_by_an_index(database: Database, outbox: Outbox) -> None:
    """A plan that sorts, or walks a whole table, is slow at a million records and not at a hundred."""
    fill(database, 3)
    outbox.counts()
    asked: list[str] = []
    with database.transaction(durable=False) as writer:
        writer.set_trace_callback(asked.append)
    assert database._reader is not None
    database._reader.set_trace_callback(asked.append)
    log = ConnectionLog(database)
    claim(outbox)
    outbox.next_due_unix_ms(NOW)
    outbox.recover(NOW)
    outbox.counts()
    outbox.acknowledge(1, 201, NOW)
    for newest_first in (True, False):
        list(log.records(limit=2, newest_first=newest_first))
        list(log.records(limit=2, state=DeliveryState.READY, newest_first=newest_first))
        list(log.records(limit=2, since_unix_ms=1, newest_first=newest_first))
        list(log.records(limit=2, since_unix_ms=1, state=DeliveryState.SENT, newest_first=newest_first))
    log.get(1)
    fill(database, 1)
    plans = {
        statement: [row[3] for row in database.read(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in asked
        if re.match("SELECT|UPDATE|INSERT", statement)
    }
    assert len(plans) > 15
    slow = re.compile(r"SCAN (?!delivery_count|drop_ledger|CONSTANT)|TEMP B-TREE")
    whole_log_in_order = {"SCAN c", "SCAN connection_log"}
    for statement, plan in plans.items():
        for step in plan:
            assert not slow.search(step) or (step in whole_log_in_order and "LIMIT" in statement), (statement, plan)
