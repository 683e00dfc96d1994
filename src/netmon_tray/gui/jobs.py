"""Work that may wait for a disk, done in a thread of its own; what came of it is told in the main thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from netmon_tray.model import NetmonError

Tell = Callable[[int], None]
"""Says from the work's thread how far it is."""


class Job(QObject):
    """One piece of work; nobody waits for it at the end of the program.

    Signals:
        progressed: How far it is, in whatever the work counts.
        done: What the work returned, or the NetmonError that it raised.
    """

    progressed = Signal(int)
    done = Signal(object)
    _told = Signal(int)
    _ended = Signal(object)

    def __init__(self, work: Callable[[Tell], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; connect the signals before."""
        threading.Thread(target=self._run, name="netmon-job", daemon=True).start()

    def _run(self) -> None:
        outcome: object
        with contextlib.suppress(RuntimeError):  # the window went, and this object with it: nobody is to be told
            try:
                outcome = self._work(self._told.emit)
            except NetmonError as error:
                outcome = error
            self._ended.emit(outcome)

    def _end(self, outcome: object) -> None:
        self.done.emit(outcome)
        self.deleteLater()
