"""The agent's hold on its data directory: the lock that makes it the agent, the database, and why there is none."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.log import Repeating
from netmon_tray.model import UploadStatus
from netmon_tray.pause import Pause
from netmon_tray.settings import Settings
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.coverage import Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.events import Events
from netmon_tray.store.history import History
from netmon_tray.store.known_networks import KnownNetworks
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.round_trips import TripHistory
from netmon_tray.store.tending import Tending
from netmon_tray.store.timeline import Timeline
from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.circuit_text import STATE_KEY, told_status
from netmon_tray.upload.redactor import KEY_BYTES

if TYPE_CHECKING:
    from netmon_tray.store.salvage import Progress

logger = logging.getLogger(__name__)

PRIVACY_KEY = "privacy_key"
"""agent_state key of the secret under which names and BSSIDs are hashed (decisions.md 15)."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The doors into one open database."""

    database: Database
    log: ConnectionLog
    outbox: Outbox
    state: AgentState
    history: History
    events: Events
    trips: TripHistory
    timeline: Timeline
    coverage: Coverage
    known: KnownNetworks

    @classmethod
    def of(cls, database: Database) -> Stores:
        """The doors into ``database``."""
        return cls(
            database,
            ConnectionLog(database),
            Outbox(database),
            AgentState(database),
            History(database),
            Events(database),
            TripHistory(database),
            Timeline(database),
            Coverage(database),
            KnownNetworks(database),
        )


@contextlib.contextmanager
def opened(data_dir: Path, *, writable: bool = False) -> Iterator[Stores]:
    """Open the database of ``data_dir`` and close it again; StoreError where that is not possible.

    A reader of a directory where nothing was recorded yet finds an empty log and makes no file.
    """
    database = Database.open(data_dir, writable=writable)
    try:
        yield Stores.of(database)
    finally:
        database.close()


def stored_upload(state: AgentState, settings: Settings, now_unix_ms: int) -> UploadStatus:
    """The channel as the agent stored it last, under what the settings and a pause say now."""
    pause = Pause.from_text(state.get("pause"))
    is_paused = pause.is_on and not pause.is_over(now_unix_ms)
    now, is_enabled = Moment(time.monotonic(), now_unix_ms), settings.upload.enabled
    return told_status(state.get(STATE_KEY), now, is_enabled=is_enabled, is_paused=is_paused)


class Storage:
    """Opens the database for writing as the agent, or for reading beside another agent.

    ``problem`` is why nothing can be saved (None when all is well); ``holder`` names the process that records
    where it is not this one.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.stores: Stores | None = None
        self.problem: StoreError | None = None
        self.holder: str | None = None
        self.is_agent = False
        self._lock = DataDirLock(data_dir)
        self._tending: Tending | None = None
        self._key: str | None = None
        self._salvage_log = Repeating(logger, "bringing records back from a damaged database")

    @property
    def is_ready(self) -> bool:
        """This process is the agent and its database is open."""
        return self.is_agent and self.stores is not None

    @property
    def salvage(self) -> Progress | None:
        """What came back of a database that was damaged; None where there was none of late."""
        return self._tending.progress if self._tending is not None else None

    def open(self) -> None:
        """Take the lock and open the database where that is possible; without the lock open it for reading.

        Never raises: a failure is in ``problem``, and the call can be repeated.
        """
        if self.is_ready:
            return
        try:
            became_agent = not self.is_agent and self._lock.try_acquire()
            self.is_agent = self.is_agent or became_agent
            self.holder = None if self.is_agent else self._lock.held_by()
            if became_agent or self.stores is None:
                self._reopen()
        except StoreError as error:
            self.fail(error)
        else:
            self.problem = None

    def fail(self, error: StoreError) -> None:
        """Note that the store does not work, and close the database until the next :meth:`open`."""
        if self.problem is None or self.problem.kind != error.kind:
            logger.warning("%s", error)
        self.problem = error
        self._close_database()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Stores]:
        """The database for a short change by a person: the agent's own, or one that is opened for it beside an agent.

        Raises StoreError where nothing can be written.
        """
        stores = self.stores
        if self.is_agent:
            if stores is None:
                raise self.problem or StoreError("busy", "The database is not open yet.")
            yield stores
            return
        database = Database.open(self.data_dir, writable=True)
        try:
            yield Stores.of(database)
        finally:
            database.close()

    def ask(self, verb: str, argument: str = "") -> None:
        """Leave a wish for the agent in another process; raises StoreError where that can't be written."""
        with self.writing() as stores:
            stores.state.ask(verb, argument)

    def privacy_key(self) -> bytes:
        """The directory's own key for hashed names, made on first use; a passing one while there is no database."""
        if self.stores is None:
            return os.urandom(KEY_BYTES)
        try:
            key = bytes.fromhex(self.stores.state.get(PRIVACY_KEY) or "") or self._new_key(self.stores)
        except ValueError:
            key = self._new_key(self.stores)
        self._key = key.hex()
        return key

    def _new_key(self, stores: Stores) -> bytes:
        """The key that this process has used before the database lost it, or a new one."""
        key = bytes.fromhex(self._key) if self._key else os.urandom(KEY_BYTES)
        if self.is_agent:
            stores.state.put({PRIVACY_KEY: key.hex()})
        return key

    def close(self) -> None:
        """Close the database and give the lock back."""
        self._close_database()
        self._lock.release()
        self.is_agent = False

    def _close_database(self) -> None:
        if self._tending is not None:
            self._tending.close()
            self._tending = None
        if self.stores is not None:
            self.stores.database.close()
            self.stores = None

    def _note_salvage(self, error: StoreError | None) -> None:
        if error is None:
            self._salvage_log.recovered()
        else:
            self._salvage_log.failed(str(error))

    def _reopen(self) -> None:
        self._close_database()
        database = Database.open(self.data_dir, writable=self.is_agent)
        self.stores = Stores.of(database)
        if self.is_agent:
            self._tending = Tending(database, self._note_salvage)
            database.after_opening = self._tending.begin
            self._tending.begin()
