"""The outbox: which record is sent next, what became of it, and what the user decides about it."""

# ruff: noqa: S608 - statements are put together from constants of this file, placeholders and integers

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.model import QueueCounts, Refusal, WithheldReason
from netmon_tray.store import answers
from netmon_tray.store.database import Database
from netmon_tray.store.ledger import LedgerReason, LedgerRow, add_row, read_ledger
from netmon_tray.store.retention import Expired, LogLimits, Retention

if TYPE_CHECKING:
    import sqlite3

ERROR_CHARACTERS = 2048
"""A server's text is kept up to this length (upload-queue.md: 2 KB)."""
LONGEST_WAIT_MS = 24 * 3600 * 1000
"""No isolated record waits longer than a day: a later ``not_before`` was written by a clock since set back."""
IDS_PER_TRANSACTION = 500

ISOLATED_SPACING_MS = 60_000
"""Between two isolated records while others wait."""
BROKEN = "\ufffd"
"""What stands for bytes that are no text, once such were met in the database."""

_STUCK = "state = 'rejected' OR not_before_unix_ms IS NOT NULL"
_DUE = "(+d.not_before_unix_ms <= :now OR +d.not_before_unix_ms > :now + :longest)"
_LANE_IS_TAKEN = "EXISTS (SELECT 1 FROM delivery WHERE not_before_unix_ms IS NOT NULL AND +state = 'sending')"
_TO_CLAIM = (
    "SELECT c.id, c.record_uuid, c.payload, d.conflicts, d.client_errors"
    " FROM delivery d CROSS JOIN connection_log c ON c.id = d.record_id WHERE"
)
_OLDEST = f"{_TO_CLAIM} d.state = 'pending' AND d.not_before_unix_ms IS NULL {{}} ORDER BY d.record_id LIMIT 1"
_ISOLATED = (
    f"{_TO_CLAIM} d.not_before_unix_ms IS NOT NULL AND +d.state = 'pending' AND {_DUE} {{}} AND NOT {_LANE_IS_TAKEN}"
    " ORDER BY d.not_before_unix_ms LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A record that is now INFLIGHT and ours to send."""

    id: int
    record_uuid: str
    payload: str
    conflicts: int = 0
    """How often the server answered 409 to it."""
    client_errors: int = 0
    """How often its request could not even be made."""


class Outbox:
    """Delivery states. Claims and returns survive the end of the process, final states also a power cut.

    The schema refuses any change of state that upload-queue.md does not know. All methods raise StoreError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._retention = Retention(database)
        self._isolated_at_unix_ms = -ISOLATED_SPACING_MS

    # --- for the uploader ---

    def recover(self, now_unix_ms: int) -> int:
        """At the start of the agent: every INFLIGHT record may have been sent and is READY again; how many."""
        with self._database.transaction(durable=False) as connection:
            connection.execute(
                "UPDATE delivery SET not_before_unix_ms = NULL WHERE not_before_unix_ms > ? AND +state = 'pending'",
                (now_unix_ms + LONGEST_WAIT_MS,),
            )
            return connection.execute(
                "UPDATE delivery SET state = 'pending', maybe_sent = maybe_sent + 1 WHERE state = 'sending'"
            ).rowcount

    def claim(self, now_unix_ms: int, most: int, *, skip: frozenset[int] = frozenset()) -> list[Claimed]:
        """Make up to ``most`` READY records that are due, and not in ``skip``, INFLIGHT; committed on return, or none.

        The oldest go first. Isolated ones have a lane of their own: one of them at a time, and while others wait for
        their turn no more than one a minute. Each is due for 10 tries in two days, and may take 45 s to fail again.
        """
        claimed: list[Claimed] = []
        with self._database.transaction(durable=False) as connection:
            while len(claimed) < most and (found := self._next(connection, now_unix_ms, skip)) is not None:
                connection.execute("UPDATE delivery SET state = 'sending' WHERE record_id = ?", (found.id,))
                if self._database.has_broken_text and BROKEN in found.payload:
                    connection.execute(
                        "UPDATE delivery SET state = 'rejected', reason = 'damaged' WHERE record_id = ?", (found.id,)
                    )
                else:
                    claimed.append(found)
        return claimed

    def claim_oldest(self, now_unix_ms: int, *, skip: frozenset[int] = frozenset()) -> Claimed | None:
        """Make the next READY record INFLIGHT, see ``claim``."""
        claimed = self.claim(now_unix_ms, 1, skip=skip)
        return claimed[0] if claimed else None

    def next_due_unix_ms(self, now_unix_ms: int) -> int | None:
        """When ``claim`` will find something: ``now_unix_ms`` for at once, None while there is nothing to wait for."""
        ((has_others, is_lane_taken, soonest, latest),) = self._database.read(
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE state = 'pending' AND not_before_unix_ms IS NULL), "
            f"{_LANE_IS_TAKEN}, min(not_before_unix_ms), max(not_before_unix_ms)"
            " FROM delivery WHERE not_before_unix_ms IS NOT NULL AND +state = 'pending'"
        )
        if has_others:
            return now_unix_ms
        if is_lane_taken or soonest is None:
            return None
        return now_unix_ms if latest > now_unix_ms + LONGEST_WAIT_MS else max(int(soonest), now_unix_ms)

    def acknowledge(self, record_id: int, status: int, at_unix_ms: int) -> bool:
        """The server has it: SENT, flushed before return. False when there is no such record in flight.

        Where it may still be brought back from a damaged database it will be SENT then.
        """
        with self._database.transaction(durable=True) as connection:
            changed = connection.execute(
                "UPDATE delivery SET state = 'sent', attempts = attempts + 1, not_before_unix_ms = NULL, reason = NULL,"
                " last_status = ?, last_error = NULL, sent_at_unix_ms = ?"
                " WHERE record_id = ? AND state IN ('sending', 'pending')",
                (status, at_unix_ms, record_id),
            )
            if not changed.rowcount:
                answers.keep(connection, record_id, answers.Taken(status, at_unix_ms))
            return changed.rowcount > 0

    def give_back(
        self,
        record_id: int,
        *,
        status: int | None = None,
        error: str | None = None,
        maybe_sent: bool,
        attempt: bool,
        not_before_unix_ms: int | None = None,
        reason: str | None = None,
    ) -> bool:
        """Not delivered: INFLIGHT to READY, isolated where ``not_before_unix_ms`` is given. False when not in flight.

        ``maybe_sent``: the server may have stored it. ``attempt``: the try counts against this record.
        """
        with self._database.transaction(durable=False) as connection:
            changed = connection.execute(
                "UPDATE delivery SET state = 'pending', attempts = attempts + ?, maybe_sent = maybe_sent + ?,"
                " conflicts = conflicts + ?, client_errors = client_errors + ?,"
                " not_before_unix_ms = ?, reason = ?, last_status = ?, last_error = ?"
                " WHERE record_id = ? AND state = 'sending'",
                (
                    *(attempt, maybe_sent, reason == Refusal.CONFLICT, reason == Refusal.CLIENT_ERROR),
                    *(not_before_unix_ms, reason, status, _clipped(error), record_id),
                ),
            )
            return changed.rowcount > 0

    def reject(
        self, record_id: int, status: int | None, error: str | None, reason: str, *, maybe_sent: bool = False
    ) -> bool:
        """The server will not take it as it is: INFLIGHT to REJECTED, flushed.

        ``maybe_sent``: the server may have stored it all the same. False when not in flight: what has yet to be brought
        back from a damaged database will be READY, and refused once more.
        """
        with self._database.transaction(durable=True) as connection:
            changed = connection.execute(
                "UPDATE delivery SET state = 'rejected', attempts = attempts + 1, maybe_sent = maybe_sent + ?,"
                " not_before_unix_ms = NULL, reason = ?, last_status = ?, last_error = ?"
                " WHERE record_id = ? AND state = 'sending'",
                (maybe_sent, reason, status, _clipped(error), record_id),
            )
            return changed.rowcount > 0

    def requeue(self, record_ids: Iterable[int]) -> int:
        """A streak of refusals was the server's fault: REJECTED to READY, with what was learned kept. How many."""
        return self._change(record_ids, "state = 'pending', reason = NULL", ("rejected",))

    # --- for people ---

    def counts(self) -> QueueCounts:
        """How many records are in each state; takes no longer with more of them."""
        number = dict(self._database.read("SELECT state, number FROM delivery_count"))
        oldest = self._database.read(
            "SELECT at_unix_ms FROM connection_log WHERE id ="
            " (SELECT record_id FROM delivery WHERE state = 'pending' ORDER BY record_id LIMIT 1)"
        )
        return QueueCounts(
            pending=number["pending"],
            sending=number["sending"],
            sent=number["sent"],
            rejected=number["rejected"],
            withheld=number["withheld"],
            dropped=number["dropped"],
            oldest_pending_at_unix_ms=oldest[0][0] if oldest else None,
        )

    def retry(self, record_ids: Iterable[int]) -> int:
        """Let REJECTED and isolated records be tried anew at once; how many."""
        fresh = (
            "state = 'pending', attempts = 0, conflicts = 0, client_errors = 0, not_before_unix_ms = NULL,"
            " reason = NULL, last_error = NULL"
        )
        return self._change(record_ids, fresh, ("rejected", "pending"), _STUCK)

    def drop(self, record_ids: Iterable[int], at_unix_ms: int) -> int:
        """Give up on READY, REJECTED or WITHHELD records for good, told in the ledger; how many."""
        dropped = 0
        for some in _chunks(record_ids):
            marks = ",".join("?" * len(some))
            with self._database.transaction(durable=True) as connection:
                found = connection.execute(
                    f"SELECT record_id FROM delivery WHERE record_id IN ({marks})"
                    " AND state IN ('pending', 'rejected', 'withheld') ORDER BY record_id",
                    some,
                ).fetchall()
                if found:
                    _mark_dropped(connection, [row[0] for row in found], at_unix_ms)
                dropped += len(found)
        return dropped

    def withhold_pending(self, reason: WithheldReason) -> int:
        """Keep all that waits now in the local log only: READY to WITHHELD; how many."""
        ((last_id,),) = self._database.read("SELECT max(record_id) FROM delivery WHERE state = 'pending'")
        return self._change_all(
            "state = 'withheld', not_before_unix_ms = NULL, reason = :reason",
            "state = 'pending' AND record_id <= :last_id",
            {"reason": reason.value, "last_id": last_id or 0},
        )

    def release_withheld(self, reason: WithheldReason | None = None, record_ids: Iterable[int] | None = None) -> int:
        """Let WITHHELD records be sent after all, those of ``reason`` or with ``record_ids``, or all; how many."""
        changes = "state = 'pending', reason = NULL"
        if record_ids is not None:
            return self._change(record_ids, changes, ("withheld",))
        of_reason = " AND reason = :reason" if reason else ""
        return self._change_all(changes, f"state = 'withheld'{of_reason}", {"reason": reason.value if reason else None})

    def ledger(self) -> list[LedgerRow]:
        """What left the log or will never be sent, and why, the oldest first."""
        return read_ledger(self._database)

    def note_never_saved(self, count: int, at_unix_ms: int) -> None:
        """Tell the ledger of records that were lost before they could be stored."""
        with self._database.transaction(durable=True) as connection:
            add_row(connection, LedgerReason.NEVER_SAVED, at_unix_ms, count=count)

    def expire(
        self, limits: LogLimits, now_unix_ms: int, *, clock_is_trusted: bool = True, keep_pending: bool = True
    ) -> Expired:
        """Keep the log within its limits; see ``Retention.expire``."""
        return self._retention.expire(limits, now_unix_ms, clock_is_trusted=clock_is_trusted, keep_pending=keep_pending)

    # --- inside ---

    def _next(self, connection: sqlite3.Connection, now_unix_ms: int, skip: frozenset[int]) -> Claimed | None:
        """The record to be sent next."""
        oldest = _first_but(skip, connection, _OLDEST, {})
        if oldest is None or not 0 <= now_unix_ms - self._isolated_at_unix_ms < ISOLATED_SPACING_MS:
            due = {"now": now_unix_ms, "longest": LONGEST_WAIT_MS}
            isolated = _first_but(skip, connection, _ISOLATED, due)
            if isolated is not None:
                self._isolated_at_unix_ms = now_unix_ms
                return isolated
        return oldest

    def _change(self, record_ids: Iterable[int], changes: str, states: tuple[str, ...], condition: str = "1") -> int:
        changed = 0
        of_states = ",".join(f"'{state}'" for state in states)
        for some in _chunks(record_ids):
            marks = ",".join("?" * len(some))
            with self._database.transaction(durable=True) as connection:
                changed += connection.execute(
                    f"UPDATE delivery SET {changes}"
                    f" WHERE record_id IN ({marks}) AND state IN ({of_states}) AND ({condition})",
                    some,
                ).rowcount
        return changed

    def _change_all(self, changes: str, condition: str, parameters: dict[str, object]) -> int:
        """Change all that meet ``condition`` in short transactions, so that nobody else waits for long."""
        total = 0
        while True:
            with self._database.transaction(durable=False) as connection:
                changed = connection.execute(
                    f"UPDATE delivery SET {changes} WHERE record_id IN"
                    f" (SELECT record_id FROM delivery WHERE {condition} ORDER BY record_id LIMIT :rows)",
                    {**parameters, "rows": IDS_PER_TRANSACTION * 10},
                ).rowcount
            total += changed
            if not changed:
                return total


def _first_but(
    skip: frozenset[int], connection: sqlite3.Connection, sql: str, parameters: dict[str, int]
) -> Claimed | None:
    """The first record that is not in ``skip``: asked without it first, by a statement that stays prepared."""
    found = connection.execute(sql.format(""), parameters).fetchone()
    if found is not None and found[0] in skip:
        others = ",".join(map(str, sorted(skip)))
        found = connection.execute(sql.format(f"AND d.record_id NOT IN ({others})"), parameters).fetchone()
    return Claimed(*found) if found is not None else None


def _mark_dropped(connection: sqlite3.Connection, record_ids: list[int], at_unix_ms: int) -> None:
    add_row(
        connection,
        LedgerReason.DROPPED_BY_USER,
        at_unix_ms,
        count=len(record_ids),
        first_id=record_ids[0],
        last_id=record_ids[-1],
    )
    marks = ",".join("?" * len(record_ids))
    connection.execute(
        f"UPDATE delivery SET state = 'dropped', not_before_unix_ms = NULL WHERE record_id IN ({marks})", record_ids
    )


def _chunks(record_ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(set(record_ids))
    for start in range(0, len(every), IDS_PER_TRANSACTION):
        yield every[start : start + IDS_PER_TRANSACTION]


def _clipped(error: str | None) -> str | None:
    return None if error is None else error[:ERROR_CHARACTERS]
