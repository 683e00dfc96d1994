"""Between the agent's threads and Qt: what a face needs of the agent, and its news as signals of the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from netmon_tray.model import (
    LiveEvent,
    LivePoint,
    LoggedRecord,
    NetmonError,
)
from netmon_tray.snapshot import Snapshot

if TYPE_CHECKING:
    from netmon_tray.gui.reading import Reader
    from netmon_tray.paths import Paths
    from netmon_tray.sampler import Tick
    from netmon_tray.settings import Loaded, Settings
    from netmon_tray.storage import Stores


T = TypeVar("T")


class AgentFace(Protocol):
    """What the tray app needs of the agent (``agent.Agent``); only ``stop``, ``note`` and ``latest_record`` wait."""

    @property
    def paths(self) -> Paths:
        """Where settings and records are."""

    @property
    def settings(self) -> Settings:
        """The settings as they hold now."""

    @property
    def loaded(self) -> Loaded:
        """The settings with who set each of them, and what was wrong."""

    def start(self) -> None:
        """Start sampling and uploading."""

    def stop(self) -> None:
        """End the attachment and close everything, within the agent's own budget."""

    def look(self, *, is_live: bool) -> None:
        """Sample at the live interval while someone looks."""

    def pause(self, until_unix_ms: int | None = None) -> None:
        """Record and send nothing until then; None: until someone resumes."""

    def resume(self) -> None:
        """End the pause."""

    def send_now(self) -> None:
        """Try to send at once, whatever the circuit waits for."""

    def add_observer(self, observer: Callable[[Tick], None]) -> None:
        """Call ``observer`` from the sampling thread after each sample."""

    def points(self) -> tuple[LivePoint, ...]:
        """The live points of the last hour, oldest first."""

    def events(self) -> tuple[LiveEvent, ...]:
        """The marks of the last hour, oldest first."""

    def snapshot(self) -> Snapshot:
        """Everything the faces show."""

    def look_now(self) -> None:
        """Look at everything anew, soon: the network, and the settings file."""

    def token_changed(self) -> None:
        """Try the token anew: somebody gave another."""

    def note(self, step: Callable[[Stores], T]) -> T:
        """Write what a person decided (``choices``, a network's flags), whoever records; waits for the disk.

        Raises NetmonError.
        """

    def is_clock_synchronised(self) -> bool:
        """Whether a time service keeps the clock."""

    def latest_record(self) -> LoggedRecord | None:
        """The newest row of the connection log, or None; waits for the database. Raises NetmonError."""

    def portal_url(self) -> str:
        """Address at which a captive portal shows its login page."""


class Bridge(QObject):
    """Carries the agent's news into the main thread.

    Attributes:
        agent: The agent itself, for commands.
        snapshot: The newest value of everything.

    Signals:
        ticked: One sample, as ``sampler.Tick``.
        changed: The snapshot was taken anew, as ``Snapshot``; after each tick and each command.
    """

    ticked = Signal(object)
    changed = Signal(object)
    _posted = Signal(object)
    _brought = Signal(object, object, object)

    def __init__(self, agent: AgentFace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.agent = agent
        self.snapshot: Snapshot = agent.snapshot()
        self._is_open = True
        self._reader: Reader | None = None
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._brought.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        agent.add_observer(self._post)

    def refresh(self) -> Snapshot:
        """Take the snapshot anew and tell everyone."""
        self.snapshot = self.agent.snapshot()
        self.changed.emit(self.snapshot)
        return self.snapshot

    def pause(self, until_unix_ms: int | None) -> None:
        """Pause the agent until then; None: until someone resumes."""
        self.agent.pause(until_unix_ms)
        self.refresh()

    def resume(self) -> None:
        """End the pause."""
        self.agent.resume()
        self.refresh()

    def send_now(self) -> None:
        """Have the agent try to send at once."""
        self.agent.send_now()
        self.refresh()

    def errand(
        self, owner: QObject, work: Callable[[], Iterable[T]], on_news: Callable[[T | NetmonError], None]
    ) -> None:
        """Do work that takes its time (a keyring, a server, a program) in a thread of its own.

        ``on_news`` gets each item of it in the main thread, as it comes, and the NetmonError that ended it; nothing
        once ``owner`` (the view) is gone.
        """
        thread = threading.Thread(target=self._run, args=(owner, work, on_news), name="netmon-errand", daemon=True)
        thread.start()

    @property
    def reader(self) -> Reader:
        """Answers what views ask of the database; there while a window is open that has asked."""
        if self._reader is None:
            from netmon_tray.gui.reading import Reader

            self._reader = Reader(self.agent.paths.data_dir, self)
        return self._reader

    def close_reader(self) -> None:
        """Close the window's connection to the database."""
        if self._reader is not None:
            self._reader.close()
            self._reader.deleteLater()
            self._reader = None

    def close(self) -> None:
        """Let nothing more through: what the agent still says while it stops finds no listener."""
        self._is_open = False

    def _post(self, tick: Tick) -> None:
        """Run in the sampling thread: only hand over."""
        if self._is_open:
            self._posted.emit(tick)

    def _run(self, owner: QObject, work: Callable[[], Iterable[T]], on_news: Callable[[T | NetmonError], None]) -> None:
        """Run in the errand's thread."""
        try:
            for item in work():
                if not (self._is_open and shiboken6.isValid(owner)):
                    return
                self._brought.emit(owner, on_news, item)
        except NetmonError as error:
            if self._is_open:
                self._brought.emit(owner, on_news, error)

    @Slot(object, object, object)
    def _hand_over(self, owner: QObject, on_news: Callable[[object], None], item: object) -> None:
        if self._is_open and shiboken6.isValid(owner):
            on_news(item)

    @Slot(object)
    def _deliver(self, tick: Tick) -> None:
        if not self._is_open:
            return
        if not tick.is_preview:
            self.ticked.emit(tick)
        self.refresh()
