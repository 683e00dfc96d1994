"""Writes down what became of each record. What can't be written is kept in memory, and nothing more is sent: an
acknowledgement that gets lost would send its record again for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.upload.circuit import Circuit, Moment, fail
from netmon_tray.upload.verdict import RecordAction, Verdict

if TYPE_CHECKING:
    from netmon_tray.upload.doors import ClaimedRecord, OutboxDoor

logger = logging.getLogger(__name__)


class Deliveries:
    """Results on their way to the outbox, in order.

    ``trouble`` is CLOSED while the outbox works, else STORAGE with the time of the next try.
    """

    def __init__(self, outbox: OutboxDoor, clock: Callable[[], Moment], random: Callable[[], float]) -> None:
        self.trouble = Circuit()
        self._outbox = outbox
        self._clock, self._random = clock, random
        self._unsaved: list[Callable[[], object]] = []

    def keep(self, claimed: ClaimedRecord, verdict: Verdict, now: Moment, requeue: tuple[int, ...] = ()) -> None:
        """Write what a verdict makes of a record, and take ``requeue`` back. What the outbox refuses is kept."""
        write = self._write(claimed.id, verdict, now)
        if write is not None:
            self._unsaved.append(write)
        if requeue:
            self._unsaved.append(partial(self._outbox.requeue, list(requeue)))
        self.save()

    def take_back(self, claimed: ClaimedRecord) -> None:
        """A record whose sending broke off for a fault of ours: READY again, with the next ``save``."""
        self._unsaved.append(partial(self._outbox.give_back, claimed.id, maybe_sent=True, attempt=False))

    def save(self) -> None:
        """Write what could not be written before; raises the outbox's error with the rest kept."""
        while self._unsaved:
            write = self._unsaved.pop(0)
            try:
                write()
            except NetmonError:
                self._unsaved.insert(0, write)
                raise
            self.worked()

    def failed(self, error: NetmonError) -> float:
        """Note that the outbox does not work; return the seconds until the next try."""
        now = self._clock()
        if self.trouble.is_closed:
            logger.warning("sending stopped, nothing can be noted: %s", error)
        self.trouble = fail(self.trouble, CircuitState.STORAGE, error.title, now, self._random)
        return self.trouble.wait_s(now)

    def worked(self) -> None:
        """Note that the outbox works."""
        if not self.trouble.is_closed:
            logger.info("sending goes on, results can be noted again")
            self.trouble = Circuit()

    def _write(self, record_id: int, verdict: Verdict, now: Moment) -> Callable[[], object] | None:
        if verdict.action is RecordAction.LEAVE:
            return None
        if verdict.action is RecordAction.SENT:
            return partial(self._outbox.acknowledge, record_id, verdict.status or 201, now.unix_ms)
        if verdict.action is RecordAction.REJECT:
            reason = verdict.reason or "refused"
            return partial(self._outbox.reject, record_id, verdict.status, verdict.error, reason)
        wait_s = verdict.record_wait_s
        return partial(
            self._outbox.give_back,
            record_id,
            status=verdict.status,
            error=verdict.error,
            maybe_sent=verdict.maybe_sent,
            attempt=verdict.attempt,
            not_before_unix_ms=None if wait_s is None else now.unix_ms + round(wait_s * 1000),
            reason=verdict.reason,
        )
