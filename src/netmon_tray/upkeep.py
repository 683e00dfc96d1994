"""What the agent does besides recording and sending: it keeps the log within its limits, and stores what other
processes tell of it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from netmon_tray import health
from netmon_tray.log import Repeating
from netmon_tray.model import Condition, Link, QueueCounts, known
from netmon_tray.store.errors import StoreError
from netmon_tray.store.trusted_clock import TOLERANCE_MS, TrustedClock
from netmon_tray.upload.server_clock import ServerClock, asleep_too_s

if TYPE_CHECKING:
    from netmon_tray.pause import Pause
    from netmon_tray.recorder import Recorder
    from netmon_tray.settings import Settings
    from netmon_tray.storage import Storage, Stores
    from netmon_tray.store.agent_state import AgentState

logger = logging.getLogger(__name__)

DAY_MS = 86_400_000
UPKEEP_S = 600.0
"""Between two rounds of retention and roll-up."""


class Upkeep:
    """Done at each tick, in the sampling thread.

    ``is_clock_synchronised`` is the system's own opinion of its clock.

    Attributes:
        queue: how many records are in each delivery state, as of the last tick.
        is_metered: whether the network costs by the byte, by the user's word or else by the system's.
        is_trusted: whether the user said that they know how the network is secured.
    """

    def __init__(self, storage: Storage, is_clock_synchronised: Callable[[], bool]) -> None:
        self.queue = QueueCounts()
        self.is_metered = self.is_trusted = False
        self._storage = storage
        self._server_clock = ServerClock(asleep_too_s, _now_unix_ms)
        self._is_clock_synchronised = is_clock_synchronised
        self._dropped_unsent = 0
        self._next_upkeep_s = 0.0
        self._stored_texts: dict[str, str] = {}
        self._log = Repeating(logger, "upkeep")

    def tend(self, settings: Settings, pause: Pause, shown: tuple[Condition, ...]) -> None:
        """Refresh what is told of the queue; as the agent, store its state and now and then apply retention."""
        stores = self._storage.stores
        if stores is None:
            return
        try:
            self.queue = stores.outbox.counts()
            if self._storage.is_agent:
                self._store_state(stores.state, pause, shown)
                self._retain(stores, settings)
        except StoreError as error:
            self._log.failed(str(error))
        else:
            self._log.recovered()

    def follow_network(self, link: Link | None, network_key: str | None) -> bool:
        """Note what the user said about the network; whether it is metered that was not, or the other way round."""
        before, stores = self.is_metered, self._storage.stores
        told = known(link.network.is_metered) if link is not None else None
        self.is_trusted = False
        if stores is not None and network_key is not None:
            with contextlib.suppress(StoreError):
                said = stores.history.flags(network_key)
                told = told if said.is_metered is None else said.is_metered
                self.is_trusted = said.is_trusted
        self.is_metered = bool(told)
        return self.is_metered != before

    def note_time(self, server_unix_ms: int, now_unix_ms: int) -> None:
        """A server said what time it is at ``now_unix_ms`` of ours (from the uploading thread). Raises StoreError."""
        self._server_clock.note(server_unix_ms)
        stores = self._storage.stores
        if stores is not None:
            TrustedClock(stores.state).note(server_unix_ms, now_unix_ms)

    def conditions(self, recorder: Recorder, *, is_taking_over: bool) -> Iterator[Condition]:
        """What people should know of the storage and of the clock."""
        problem = self._storage.problem or recorder.problem
        place = self._storage.data_dir
        if problem is not None:
            yield health.storage(problem.kind, problem.title, str(place), recorder.unsaved_records)
        stores, salvage = self._storage.stores, self._storage.salvage
        if salvage is not None:
            yield health.database_moved_aside(
                str(place / salvage.name),
                salvage.recovered,
                is_done=salvage.is_done,
                lost_records=salvage.unreadable,
                uncertain_records=salvage.uncertain,
            )
        if stores is not None and stores.database.has_lost_wal:
            yield health.database_wal_lost(f"{stores.database.path}-wal")
        if self._dropped_unsent:
            yield health.records_dropped(self._dropped_unsent)
        if stores is not None and not self._storage.is_agent and not is_taking_over:
            yield health.other_agent(self._storage.holder)
        ahead_ms = self._server_clock.ahead_ms()
        if ahead_ms is not None and abs(ahead_ms) > TOLERANCE_MS:
            yield health.clock_wrong(ahead_ms / 1000)

    def _store_state(self, state: AgentState, pause: Pause, shown: tuple[Condition, ...]) -> None:
        told = [
            {"code": item.code, "severity": item.severity.value, "title": item.title, "text": item.text}
            for item in shown
        ]
        texts = {"conditions": json.dumps(told), "pause": pause.to_text()}
        if texts != self._stored_texts:
            state.put(texts)
            self._stored_texts = texts

    def _retain(self, stores: Stores, settings: Settings) -> None:
        if time.monotonic() < self._next_upkeep_s:
            return
        stores.database.heed_suspicion()
        now_unix_ms = _now_unix_ms()
        is_trusted = TrustedClock(stores.state).is_trusted(now_unix_ms, is_synchronised=self._is_clock_synchronised())
        expired = stores.outbox.expire(
            settings.log, now_unix_ms, clock_is_trusted=is_trusted, keep_pending=settings.upload.enabled
        )
        if is_trusted:
            stores.history.rollup(now_unix_ms // 1000, settings.history)
            stores.events.expire(now_unix_ms - settings.history.hour_days * DAY_MS)
            stores.known.expire((now_unix_ms - settings.history.hour_days * DAY_MS) // 1000)
            stores.coverage.expire((now_unix_ms - settings.log.retention_days * DAY_MS) // 1000)
        self._dropped_unsent += expired.undelivered_count
        self._next_upkeep_s = time.monotonic() + (0.0 if expired.has_more else UPKEEP_S)


def _now_unix_ms() -> int:
    return time.time_ns() // 1_000_000
