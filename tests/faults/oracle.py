"""Invariants I1 and I2 of upload-queue.md, computed from what was promised, what arrived and what lies on the disk."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from netmon_tray.model import DeliveryState, LoggedRecord
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the records of one installation."""

    promised: int
    """Records whose append returned."""
    arrived: int
    """Different records that the Gate took."""
    lost: tuple[str, ...]
    """Promised, yet neither taken nor on the disk nor counted in the ledger (as many as the ledger does not count)."""
    duplicated: int
    """How often the Gate took a record that it had."""
    unexplained: tuple[str, ...]
    """Taken more often than the record's own ``maybe_sent`` admits."""
    invented: tuple[str, ...]
    """Called sent on the disk, yet never taken."""
    altered: tuple[str, ...]
    """Taken with another content than the log shows."""

    @property
    def is_sound(self) -> bool:
        """Nothing lost, nothing twice without a reason, nothing claimed or changed."""
        return not (self.lost or self.unexplained or self.invented or self.altered)


def judge(
    promised: list[str], journal: Path, data_dir: Path, *, admitted_copies: int = 0, is_damaged: bool = False
) -> Judgement:
    """Judge an installation whose agent has ended.

    ``admitted_copies`` of each record need no reason. ``is_damaged``: somebody changed bytes of the database, so that a
    record may be there under a name that nobody promised.
    """
    taken = taken_by_gate(journal)
    times = Counter(key for key, _ in taken)
    with Database.open(data_dir, writable=False) as database:
        stored = {record.record_uuid: record for record in ConnectionLog(database).records()}
        ledger = Outbox(database).ledger()
    gone = [name for name in promised if name not in times and name not in stored]
    strangers = (set(stored) | set(times)) - set(promised) if is_damaged else set()
    is_uncountable = any(row.record_count is None for row in ledger)  # a file that tells nothing at all
    counted_out = len(gone) if is_uncountable else sum(row.record_count or 0 for row in ledger) + len(strangers)
    return Judgement(
        promised=len(promised),
        arrived=len(times),
        lost=tuple(gone[counted_out:]),
        duplicated=sum(times.values()) - len(times),
        unexplained=tuple(
            name for name, count in times.items() if count - 1 - admitted_copies > _admitted(stored.get(name))
        ),
        invented=tuple(
            name for name, record in stored.items() if record.delivery.state is DeliveryState.SENT and name not in times
        ),
        altered=tuple({name for name, record in taken if name in stored and _differs(stored[name], record)}),
    )


def taken_by_gate(journal: Path) -> list[tuple[str, dict[str, object]]]:
    """What the Gate wrote down before it answered, in its order: name and content of each record."""
    if not journal.exists():
        return []
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [(line["key"], line["record"]) for line in lines]


def _admitted(record: LoggedRecord | None) -> int:
    """How many extra copies the record's row admits; one that retention took with its row admits one."""
    return 1 if record is None else record.delivery.maybe_sent


def _differs(stored: LoggedRecord, taken: dict[str, object]) -> bool:
    logged: object = json.loads(stored.payload)
    return logged != taken
