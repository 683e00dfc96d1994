"""Whether something shows tray icons, found out without waiting for a desktop that hangs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
ANSWER_MS = 2_000


class TrayHost(QObject):
    """The desktop's tray, as far as it is known.

    ``ask`` is Qt's own question: over D-Bus it waits up to 25 s for the tray's service, each time, and so does making
    an icon. So with a ``bus`` Qt is let near that service only after it, or the bus in its stead, has just answered a
    question of ours that nobody waits for.

    Attributes:
        is_known: Whether there was an answer; always without a bus.

    Signals:
        found_out: There is an answer where there was none.
        changed: A host came or went.
    """

    found_out = Signal()
    changed = Signal()

    def __init__(
        self,
        bus: QDBusConnection | None,
        parent: QObject | None = None,
        *,
        ask: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._bus, self._ask = bus, ask
        self._is_there = False
        self.is_known = bus is None
        self._call: QDBusPendingCallWatcher | None = None

    def is_there(self) -> bool:
        """Whether there is one; with a bus as of the last answer, and ``changed`` tells where the next differs."""
        if self._bus is None:
            self._is_there = self._ask()
        elif self._call is None:
            self._call = self._asked(self._bus)
        return self._is_there

    def doubt(self) -> None:
        """Another service has come: nothing is known of it until it answers."""
        self.is_known = self._bus is None

    def _asked(self, bus: QDBusConnection) -> QDBusPendingCallWatcher:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        question = QDBusMessage.createMethodCall(WATCHER, WATCHER_PATH, "org.freedesktop.DBus.Properties", "Get")
        question.setArguments([WATCHER, "IsStatusNotifierHostRegistered"])
        question.setAutoStartService(False)
        call = QDBusPendingCallWatcher(bus.asyncCall(question, ANSWER_MS), self)
        call.finished.connect(self._heed)
        return call

    def _heed(self, call: QDBusPendingCallWatcher) -> None:
        from PySide6.QtDBus import QDBusError

        self._call = None
        call.deleteLater()
        kinds = QDBusError.ErrorType
        if call.error().type() in (kinds.NoReply, kinds.Timeout, kinds.TimedOut, kinds.Disconnected):
            return
        before, self._is_there = self._is_there, self._ask()
        if not self.is_known:
            self.is_known = True
            self.found_out.emit()
        if self._is_there != before:
            self.changed.emit()
