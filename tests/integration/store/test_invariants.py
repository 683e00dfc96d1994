"""I1 of upload-queue.md under random sequences of everything that happens to records, ends of the process included."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from netmon_tray.model import DeliveryState, RecordEvent, WithheldReason
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.outbox import ISOLATED_SPACING_MS, Outbox
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, record

RETENTION = (LedgerReason.AGE, LedgerReason.MAX_RECORDS, LedgerReason.MAX_BYTES)
FATES = ("acknowledge", "give back", "isolate", "reject")
READY, INFLIGHT, SENT, REJECTED, WITHHELD, DROPPED = DeliveryState


@dataclass
class Limits:
    retention_days: int = 0
    max_records: int = 0
    max_bytes: int = 0


class Life(RuleBasedStateMachine):
    """The store beside a plain dictionary of what each record's state must be."""

    def __init__(self) -> None:
        super().__init__()
        self.data_dir = Path(mkdtemp(prefix="netmon-life-"))
        self.database = Database.open(self.data_dir)
        self.now_unix_ms = T0_UNIX_MS
        self.appended = 0
        self.states: dict[int, DeliveryState] = {}
        self.waiting_until: dict[int, int] = {}
        self.outbox = Outbox(self.database)
        self.isolated_at_unix_ms = -ISOLATED_SPACING_MS
        self.isolations = 0

    def those(self, *states: DeliveryState) -> list[int]:
        return [number for number, state in self.states.items() if state in states]

    @rule(event=st.sampled_from(RecordEvent), withheld=st.sampled_from([None, None, *WithheldReason]))
    def append(self, event: RecordEvent, withheld: WithheldReason | None) -> None:
        made = record(event=event, at_unix_ms=self.now_unix_ms)
        number = ConnectionLog(self.database).append(made, PAYLOAD, LOCAL, withheld)
        assert number == self.appended + 1
        self.appended += 1
        self.states[number] = WITHHELD if withheld else READY

    @rule(fate=st.sampled_from([*FATES, None]))
    def claim(self, fate: str | None) -> None:
        expected = self.next()
        claimed = self.outbox.claim_oldest(self.now_unix_ms)
        assert (claimed.id if claimed else None) == expected
        if claimed:
            self.states[claimed.id] = INFLIGHT
            if claimed.id in self.waiting_until:
                self.isolated_at_unix_ms = self.now_unix_ms
            self.end(claimed.id, fate)

    def next(self) -> int | None:
        """The oldest; or an isolated one, where none is under way and none of them was for a minute."""
        ready = self.those(READY)
        oldest = min((number for number in ready if number not in self.waiting_until), default=None)
        is_lane_taken = any(number in self.waiting_until for number in self.those(INFLIGHT))
        was_just_now = self.now_unix_ms - self.isolated_at_unix_ms < ISOLATED_SPACING_MS
        if is_lane_taken or (was_just_now and oldest is not None):
            return oldest
        due = [number for number in ready if self.waiting_until.get(number, 2**62) <= self.now_unix_ms]
        return min(due, key=self.waiting_until.__getitem__, default=oldest)

    @rule(fate=st.sampled_from(FATES))
    def answer(self, fate: str) -> None:
        for number in self.those(INFLIGHT)[:1]:
            self.end(number, fate)

    def end(self, number: int, fate: str | None) -> None:
        if fate == "acknowledge":
            assert self.outbox.acknowledge(number, 201, self.now_unix_ms)
            self.states[number] = SENT
            self.waiting_until.pop(number, None)
        elif fate == "reject":
            assert self.outbox.reject(number, 400, "no", "invalid")
            self.states[number] = REJECTED
            self.waiting_until.pop(number, None)
        elif fate is not None:
            until = self.now_unix_ms + 60_000 + self.isolations if fate == "isolate" else None
            assert self.outbox.give_back(number, maybe_sent=True, attempt=True, not_before_unix_ms=until)
            self.states[number] = READY
            self.waiting_until.pop(number, None)
            if until:
                self.isolations += 1
                self.waiting_until[number] = until

    @rule(numbers=st.sets(st.integers(1, 20)))
    def retry(self, numbers: set[int]) -> None:
        self.outbox.retry(numbers)
        for number in numbers & set(self.those(REJECTED, READY)):
            self.states[number] = READY
            self.waiting_until.pop(number, None)

    @rule(numbers=st.sets(st.integers(1, 20), max_size=3))
    def drop(self, numbers: set[int]) -> None:
        expected = numbers & set(self.those(READY, REJECTED, WITHHELD))
        assert self.outbox.drop(numbers, self.now_unix_ms) == len(expected)
        for number in expected:
            self.states[number] = DROPPED
            self.waiting_until.pop(number, None)

    @rule()
    def keep_local(self) -> None:
        waiting = self.those(READY)
        assert self.outbox.withhold_pending(WithheldReason.KEPT_LOCAL) == len(waiting)
        for number in waiting:
            self.states[number] = WITHHELD
            self.waiting_until.pop(number, None)

    @rule()
    def release(self) -> None:
        withheld = self.those(WITHHELD)
        assert self.outbox.release_withheld() == len(withheld)
        self.states.update(dict.fromkeys(withheld, READY))

    @rule(
        limits=st.builds(Limits, retention_days=st.integers(0, 3), max_records=st.integers(0, 12)),
        keep_pending=st.booleans(),
    )
    def expire(self, limits: Limits, *, keep_pending: bool) -> None:
        in_flight = self.those(INFLIGHT)
        result = self.outbox.expire(limits, self.now_unix_ms, keep_pending=keep_pending)
        left = {found.id for found in ConnectionLog(self.database).records()}
        gone = set(self.states) - left
        assert result.record_count == len(gone)
        assert not gone & set(in_flight)
        if limits.max_records:
            assert len(left) <= max(limits.max_records, len(in_flight) + 1)
        for number in gone:
            del self.states[number]
            self.waiting_until.pop(number, None)

    @rule(seconds=st.sampled_from([0, 30, 61, 3600, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.now_unix_ms += seconds * 1000

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.start_again()

    @rule()
    def crash(self) -> None:
        """The files as they lie on the disk at this moment are all that the next process finds."""
        place = Path(mkdtemp(prefix="netmon-life-"))
        shutil.copytree(self.data_dir, place, dirs_exist_ok=True)
        self.database.close()
        shutil.rmtree(self.data_dir)
        self.data_dir = place
        self.start_again()

    def start_again(self) -> None:
        self.database = Database.open(self.data_dir)
        self.outbox = Outbox(self.database)
        self.isolated_at_unix_ms = -ISOLATED_SPACING_MS
        in_flight = self.those(INFLIGHT)
        assert self.outbox.recover(self.now_unix_ms) == len(in_flight)
        self.states.update(dict.fromkeys(in_flight, READY))

    @invariant()
    def every_record_is_there_or_counted(self) -> None:
        found = {logged.id: logged.delivery.state for logged in ConnectionLog(self.database).records()}
        assert found == self.states
        counted = sum(row.record_count or 0 for row in self.outbox.ledger() if row.reason in RETENTION)
        assert len(found) + counted == self.appended

    @invariant()
    def the_counts_are_those_of_the_rows(self) -> None:
        counts = self.outbox.counts()
        assert [
            counts.pending,
            counts.sending,
            counts.sent,
            counts.rejected,
            counts.withheld,
            counts.dropped,
        ] == [len(self.those(state)) for state in DeliveryState]
        assert (counts.oldest_pending_at_unix_ms is None) == (counts.pending == 0)

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.data_dir)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
