"""SIGINT, SIGTERM and SIGHUP as a Qt signal, without polling: Python's wake-up descriptor and a socket notifier.

Windows sends no such signals when a session ends; there the desktop makes one of that.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from netmon_tray import desktop

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class StopSignals(QObject):
    """Asks for a clean end at the first signal; a second one ends the process at once.

    Python runs signal handlers between two of its own instructions, and Qt's event loop is one long call: without
    the descriptor a signal would wait for the next event.

    Signals:
        asked: The process was asked to end.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
        self._before = {number: signal.signal(number, self._handle) for number in numbers}
        self._session_end = desktop.hold_session_end()

    def close(self) -> None:
        """Give the signals back to whom they belonged."""
        if self._session_end is not None:
            self._session_end.close()
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        self.asked.emit()

    def _drain(self) -> None:
        """Empty the socket; having come here was what let ``_handle`` run."""
        with contextlib.suppress(OSError):  # nothing there, or closed meanwhile
            self._reader.recv(64)
