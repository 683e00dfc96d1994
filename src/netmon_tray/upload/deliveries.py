"""Writes down what became of each record. What can't be written is kept in memory, and nothing more is sent: an
acknowledgement that gets lost would send its record again for ever.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.upload.circuit import Circuit, Moment, fail
from netmon_tray.upload.verdict import RecordAction, Verdict

if TYPE_CHECKING:
    from netmon_tray.upload.doors import ClaimedRecord, OutboxDoor

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Deliveries:
    """Results on their way to the outbox, in order.

    ``trouble`` is CLOSED while the outbox works, else STORAGE with the time of the next try. ``together`` makes one
    durable transaction of what is written within it: results that came in while the disk was busy share one flush.
    """

    def __init__(
        self,
        outbox: OutboxDoor,
        clock: Callable[[], Moment],
        random: Callable[[], float],
        together: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self.trouble = Circuit()
        self._outbox = outbox
        self._clock, self._random, self._together = clock, random, together
        self._unsaved: list[Callable[[], object]] = []

    def note(self, claimed: ClaimedRecord, verdict: Verdict, now: Moment, requeue: tuple[int, ...] = ()) -> None:
        """Take what a verdict makes of a record, and what is to be taken back, to be written with the next ``save``."""
        write = self._write(claimed.id, verdict, now)
        if write is not None:
            self._unsaved.append(write)
        if requeue:
            self._unsaved.append(partial(self._outbox.requeue, list(requeue)))

    def take_back(self, claimed: ClaimedRecord) -> None:
        """A record whose sending broke off for a fault of ours: READY again, with the next ``save``."""
        self._unsaved.append(partial(self._outbox.give_back, claimed.id, maybe_sent=True, attempt=False))

    def save(self) -> None:
        """Write what is unsaved; raises the outbox's error with all of it kept."""
        if self._unsaved:
            self._save_and(lambda: None)

    def claim(
        self, now: Moment, passed_by: frozenset[int], most: int = 1, under_way: frozenset[int] = frozenset()
    ) -> list[ClaimedRecord]:
        """Write what is unsaved and, in the same breath, claim the oldest records that are due. Those to be passed by
        are claimed only where there is no other; those that are under way never, whatever the outbox thinks of them: it
        may have been brought back from a damaged one. Raises the outbox's error.
        """
        return self._save_and(lambda: list(self._claim(now, passed_by, most, under_way)))

    def _claim(
        self, now: Moment, passed_by: frozenset[int], most: int, under_way: frozenset[int]
    ) -> Iterator[ClaimedRecord]:
        for skip in (passed_by | under_way, under_way) if passed_by else (under_way,):
            while most > 0 and (claimed := self._outbox.claim_oldest(now.unix_ms, skip=skip)) is not None:
                most -= 1
                yield claimed

    def _save_and(self, act: Callable[[], T]) -> T:
        """Write all and ``act``, or nothing; what fails for no fault of the outbox is not tried for ever."""
        taken, self._unsaved = self._unsaved, []
        under_way = None
        try:
            with self._together() if taken else nullcontext():
                for under_way in taken:
                    under_way()
                under_way = None
                return act()
        except NetmonError:
            self._unsaved = taken
            raise
        except Exception:
            self._unsaved = [write for write in taken if write is not under_way]
            raise

    def failed(self, error: NetmonError) -> float:
        """Note that the outbox does not work; return the seconds until the next try."""
        now = self._clock()
        if self.trouble.is_closed:
            logger.warning("sending stopped, nothing can be noted: %s", error)
        self.trouble = fail(self.trouble, CircuitState.STORAGE, error.title, now, self._random)
        return self.trouble.wait_s(now)

    def worked(self) -> None:
        """Note that all could be written that there was to write."""
        if not self.trouble.is_closed:
            logger.info("sending goes on, results can be noted again")
            self.trouble = Circuit()

    def _write(self, record_id: int, verdict: Verdict, now: Moment) -> Callable[[], object] | None:
        if verdict.action is RecordAction.LEAVE:
            return None
        if verdict.action is RecordAction.SENT:
            return partial(self._outbox.acknowledge, record_id, verdict.status or 201, now.unix_ms)
        if verdict.action is RecordAction.REJECT:
            refused = partial(self._outbox.reject, record_id, verdict.status, verdict.error)
            return partial(refused, verdict.reason or "refused", maybe_sent=verdict.maybe_sent)
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
