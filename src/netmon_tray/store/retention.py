"""Keeping the log within its limits: what goes first, in short transactions, each counted in the drop ledger."""

# ruff: noqa: S608 - statements are put together from constants of this file and placeholders

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from netmon_tray.store.database import Database
from netmon_tray.store.ledger import LedgerReason, counting_row

BATCH_RECORDS = 1000
"""At most this many records go in one transaction (upload-queue.md)."""
BATCHES = 10
"""And this many transactions in one call, so that a sampler that calls it is not held up for long."""
CREDIBLE_UNIX_MS = 1_577_836_800_000
"""2020-01-01: a record from before was made by a clock that was not set yet, its age means nothing."""
DAY_MS = 24 * 3600 * 1000
FREE_SHARE = 4
FREE_PAGES = 2048
SHRINK_PAGES = 1000
"""Space goes back to the disk when a quarter of the file and 8 MiB are free, 4 MiB in one transaction."""

_DONE = ("sent", "dropped")
_UNDELIVERED = ("pending", "rejected", "withheld")


class LogLimits(Protocol):
    """The part of the settings that is asked here; 0 means no limit."""

    @property
    def retention_days(self) -> int:
        """Age in days."""

    @property
    def max_records(self) -> int:
        """Number of records."""

    @property
    def max_bytes(self) -> int:
        """Bytes of the whole database, free pages not counted."""


@dataclass(frozen=True, slots=True)
class Expired:
    """What one call of ``expire`` did."""

    record_count: int = 0
    undelivered_count: int = 0
    has_more: bool = False
    """The limits are not met yet: call again soon."""


@dataclass(frozen=True, slots=True)
class _Excess:
    reason: LedgerReason
    record_ids: Sequence[int]


class Retention:
    """Applies the limits to the log: SENT first, then the oldest heartbeats, then the oldest.

    INFLIGHT records stay, and so does the newest record of all, because the next id is counted on from it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def expire(
        self, limits: LogLimits, now_unix_ms: int, *, clock_is_trusted: bool = True, keep_pending: bool = True
    ) -> Expired:
        """Delete what exceeds ``limits``, at most ``BATCHES`` times ``BATCH_RECORDS``.

        Age counts only by a trusted clock. ``keep_pending``: waiting records do not age (uploads are on; being
        offline for a year kills nothing), only number and size make them go. Raises StoreError.
        """
        record_count = undelivered_count = 0
        aged = _aged_states(keep_pending=keep_pending) if clock_is_trusted else ()
        for _ in range(BATCHES):
            excess = self._excess(limits, now_unix_ms, aged)
            if excess is None:
                self._shrink()
                return Expired(record_count, undelivered_count)
            deleted, undelivered = self._delete(excess, now_unix_ms)
            record_count += deleted
            undelivered_count += undelivered
        return Expired(record_count, undelivered_count, has_more=True)

    def _excess(self, limits: LogLimits, now_unix_ms: int, aged_states: Sequence[str]) -> _Excess | None:
        """The next batch to delete and why, None when all limits are met."""
        if limits.retention_days > 0 and aged_states:
            cutoff_unix_ms = now_unix_ms - limits.retention_days * DAY_MS
            record_ids = self._older_than(cutoff_unix_ms, aged_states)
            if record_ids:
                return _Excess(LedgerReason.AGE, record_ids)
        total = self._total()
        if limits.max_records > 0 and total > limits.max_records:
            return self._first_to_go(LedgerReason.MAX_RECORDS, total - limits.max_records)
        if limits.max_bytes > 0 and total:
            size_bytes = self._database.size_bytes()
            if size_bytes > limits.max_bytes:
                share = (size_bytes - limits.max_bytes) / size_bytes
                return self._first_to_go(LedgerReason.MAX_BYTES, 1 + int(total * share))
        return None

    def _older_than(self, cutoff_unix_ms: int, states: Sequence[str]) -> list[int]:
        ((last_id,),) = self._database.read(
            "SELECT max(id) FROM connection_log WHERE at_unix_ms >= ? AND at_unix_ms < ?"
            " AND id < (SELECT max(id) FROM connection_log)",
            (CREDIBLE_UNIX_MS, cutoff_unix_ms),
        )
        if last_id is None:
            return []
        return self._oldest(
            states, "c.at_unix_ms >= ? AND c.at_unix_ms < ?", (CREDIBLE_UNIX_MS, cutoff_unix_ms), BATCH_RECORDS, last_id
        )

    def _first_to_go(self, reason: LedgerReason, number: int) -> _Excess | None:
        wanted = min(number, BATCH_RECORDS)
        record_ids = self._oldest(_DONE, "1", (), wanted)
        if len(record_ids) < wanted:
            record_ids += self._oldest(_UNDELIVERED, "c.event = 'maintained'", (), wanted - len(record_ids))
        if len(record_ids) < wanted:
            record_ids += self._oldest(_UNDELIVERED, "c.event <> 'maintained'", (), wanted - len(record_ids))
        return _Excess(reason, record_ids) if record_ids else None

    def _oldest(
        self, states: Sequence[str], condition: str, parameters: Sequence[int], limit: int, last_id: int = 2**62
    ) -> list[int]:
        """Ids of the first records in ``states`` that meet ``condition``: a walk along the index of each state."""
        found = [
            row[0]
            for state in states
            for row in self._database.read(
                "SELECT d.record_id FROM delivery d CROSS JOIN connection_log c ON c.id = d.record_id"
                f" WHERE d.state = ? AND d.record_id <= ? AND d.record_id < (SELECT max(id) FROM connection_log)"
                f" AND {condition} ORDER BY d.record_id LIMIT ?",
                (state, last_id, *parameters, limit),
            )
        ]
        return sorted(found)[:limit]

    def _total(self) -> int:
        return int(self._database.read("SELECT sum(number) FROM delivery_count")[0][0])

    def _delete(self, excess: _Excess, now_unix_ms: int) -> tuple[int, int]:
        """Delete one batch; the trigger of the schema counts each record in the ledger row."""
        marks = ",".join("?" * len(excess.record_ids))
        with self._database.transaction(durable=False) as connection:
            ledger_id = counting_row(connection, excess.reason, now_unix_ms)
            counted = "SELECT record_count, undelivered_count FROM drop_ledger WHERE id = ?"
            before = connection.execute(counted, (ledger_id,)).fetchone()
            connection.execute("INSERT INTO retention_pass (ledger_id) VALUES (?)", (ledger_id,))
            connection.execute(
                f"DELETE FROM connection_log WHERE id IN ({marks}) AND id < (SELECT max(id) FROM connection_log)"
                " AND (SELECT state FROM delivery WHERE record_id = id) <> 'sending'",
                excess.record_ids,
            )
            connection.execute("DELETE FROM retention_pass")
            after = connection.execute(counted, (ledger_id,)).fetchone()
        return after[0] - before[0], after[1] - before[1]

    def _shrink(self) -> None:
        ((pages, free),) = self._database.read(
            "SELECT (SELECT page_count FROM pragma_page_count), (SELECT freelist_count FROM pragma_freelist_count)"
        )
        if free > FREE_PAGES and free > pages // FREE_SHARE:
            with self._database.transaction(durable=False) as connection:
                for _ in range(min(free, SHRINK_PAGES)):
                    # sqlite3 takes one step of a statement without columns, and one step frees one page.
                    connection.execute("PRAGMA incremental_vacuum(1)")


def _aged_states(*, keep_pending: bool) -> tuple[str, ...]:
    return (*_DONE, *(state for state in _UNDELIVERED if state != "pending" or not keep_pending))
