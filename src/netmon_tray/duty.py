"""What this process is to its data directory: the one that records, an onlooker, or the heir of one that only sends."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import attachments, holder
from netmon_tray.attachments import AttachmentTracker
from netmon_tray.pause import Pause
from netmon_tray.sampler import Role
from netmon_tray.store.errors import StoreError

if TYPE_CHECKING:
    from netmon_tray.attachments import Attachment
    from netmon_tray.recorder import Recorder
    from netmon_tray.storage import Storage, Stores

STORAGE_RETRY_S = 30.0
"""Between two tries to open a database that could not be opened."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What else is done when this process begins to record; see ``Duty``."""

    prepare: Callable[[Stores], None]
    """May raise StoreError: nothing was begun yet, and all of it is done again."""
    take_role: Callable[[Role], None]
    begin: Callable[[Stores, Pause], None]
    """With the pause of the last run; raises nothing."""
    ask_to_give_way: Callable[[], None]
    """Of the process that holds the data directory."""


class Duty:
    """Belongs to the sampling thread, which calls ``tend`` with each sample; its attributes may be read from any.

    Attributes:
        is_recording: whether this process records, be it into its memory while nothing can be saved.
    """

    def __init__(
        self, storage: Storage, recorder: Recorder, heartbeat_s: Callable[[], float], beginning: Beginning
    ) -> None:
        self.is_recording = False
        self._storage, self._recorder = storage, recorder
        self._heartbeat_s, self._beginning = heartbeat_s, beginning
        self._asked_holder: str | None = None
        self._next_try_s = 0.0

    @property
    def is_taking_over(self) -> bool:
        """Whether a process that only sends was asked for the data directory, and has not given way yet."""
        return self._asked_holder is not None and self._asked_holder == self._storage.holder

    def onlooker(self) -> Role:
        """The role before anything else is known."""
        return Role(self._tracker(None), None)

    def tend(self) -> None:
        """Open what is not open yet, take over a lock that was freed, and begin what then becomes possible."""
        if self._storage.is_ready or time.monotonic() < self._next_try_s:
            return
        self._storage.open()
        self._ask_to_take_over()
        try:
            if self._storage.is_ready and self._storage.stores is not None:
                self._begin(self._storage.stores)
        except StoreError as error:
            self._storage.fail(error)
        if self._storage.problem is not None:
            self._next_try_s = time.monotonic() + STORAGE_RETRY_S
            self._record(None)  # in memory, until it can be saved

    def _ask_to_take_over(self) -> None:
        """A process that only sends gives way to one that records."""
        stores, who = self._storage.stores, self._storage.holder
        if self._storage.is_agent or stores is None or who == self._asked_holder:
            return
        with contextlib.suppress(StoreError):
            if holder.only_sends(stores.state.get(holder.STATE_KEY), who):
                self._asked_holder = who
                self._beginning.ask_to_give_way()

    def _begin(self, stores: Stores) -> None:
        """Go on where the last run of this data directory stopped."""
        self._beginning.prepare(stores)
        saved = attachments.from_text(stores.state.get("attachment"))
        pause = Pause.from_text(stores.state.get("pause"))
        stores.state.put({holder.STATE_KEY: holder.to_text(started_unix_ms=time.time_ns() // 1_000_000)})
        # From here on nothing fails: what is taken up is taken up once.
        self._recorder.attach(stores)
        if self.is_recording and saved is not None:
            self._recorder.record_first(AttachmentTracker.close_saved(saved, _new_uuid))
        self._record(saved)
        self._beginning.begin(stores, pause)

    def _record(self, saved: Attachment | None) -> None:
        if not self.is_recording:
            self.is_recording = True
            self._beginning.take_role(Role(self._tracker(saved), self._recorder))

    def _tracker(self, saved: Attachment | None) -> AttachmentTracker:
        return AttachmentTracker(
            heartbeat_s=self._heartbeat_s(), new_uuid=_new_uuid, saved=saved, disguise=self._recorder.disguise
        )


def _new_uuid() -> str:
    return str(uuid.uuid4())
