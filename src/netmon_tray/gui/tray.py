"""The icon in the tray with its tooltip and menu; a null one where the platform has no tray at all."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.tray_host import WATCHER, TrayHost
from netmon_tray.gui.tray_icon import tray_icon
from netmon_tray.gui.tray_words import Face, MenuState
from netmon_tray.words import joined, say

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

LATE_HOST_MS = 1500
"""A host that has just come wants this long before it takes an icon (tried with five hosts)."""
_WORD_JOINER = "\N{WORD JOINER}"


class Command(enum.Enum):
    """What the menu asks for; the value is what its entry says."""

    OPEN = say("Open netmon")
    LIVE = say("Live")
    COPY = say("Copy network details")
    SEND = say("Send now")
    PAUSE_15_MIN = say("For 15 minutes")
    PAUSE_1_H = say("For 1 hour")
    PAUSE_OPEN_ENDED = say("Until I resume")
    RESUME = say("Resume now")
    LOGIN = say("Open login page")
    SECURITY_HELP = say("Insecure network: what to do")
    SNOOZE = say("No notifications for 1 hour")
    UNSNOOZE = say("Show notifications again")
    SETTINGS = say("Settings…")
    WHAT_IS_SENT = say("What this app sends…")
    QUIT = say("Quit")


_PAUSES = (Command.PAUSE_15_MIN, Command.PAUSE_1_H, Command.PAUSE_OPEN_ENDED)


class NullTray:
    """Stands in where the platform has no tray: nothing is shown and nothing asked for."""

    def has_host(self) -> bool:
        """There is none."""
        return False

    def show(self, face: Face, tooltip: str, *, is_dark_panel: bool) -> None:
        """Nothing to show it on."""

    def post(self, title: str, text: str) -> None:
        """Nothing to say it by."""

    def speak(self) -> None:
        """Nothing to say anew."""

    def close(self) -> None:
        """Nothing to take away."""


class TrayMenu(QMenu):
    """The menu; what changes in it is read anew each time it opens.

    Signals:
        commanded: An entry was chosen (``Command``).
    """

    commanded = Signal(object)

    def __init__(self, ask: Callable[[], MenuState]) -> None:
        super().__init__()
        self._ask = ask
        self._shown: MenuState | None = None
        self._actions: dict[Command, QAction] = {}
        self._header = self.addAction("")
        self._header.setEnabled(False)
        self.addSeparator()
        for command in (Command.OPEN, Command.LIVE, Command.COPY):
            self._add(self, command)
        self.addSeparator()
        self._send = self._add(self, Command.SEND)
        self._pause = self.addMenu(tr("Pause"))
        for command in _PAUSES:
            self._add(self._pause, command)
        self._resumes = self.addAction("")
        self._resumes.setEnabled(False)
        self._resume = self._add(self, Command.RESUME)
        self._login = self._add(self, Command.LOGIN)
        self._security = self._add(self, Command.SECURITY_HELP)
        self._snooze, self._unsnooze = self._add(self, Command.SNOOZE), self._add(self, Command.UNSNOOZE)
        self.addSeparator()
        self._add(self, Command.SETTINGS)
        self._add(self, Command.WHAT_IS_SENT)
        self.addSeparator()
        self._add(self, Command.QUIT)
        self.aboutToShow.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the state anew."""
        state = self._ask()
        if state == self._shown:
            return
        self._shown = state
        self._header.setText(_escaped(translated(state.header)))
        self._send.setText(translated(joined([state.waiting or "", Command.SEND.value], " \N{EN DASH} ")))
        self._resumes.setText(translated(state.resumes or say("Paused")))
        for action, is_offered in (
            (self._send, state.waiting is not None),
            (self._pause.menuAction(), not state.is_paused),
            (self._resumes, state.is_paused),
            (self._resume, state.is_paused),
            (self._login, state.has_portal),
            (self._security, state.is_insecure),
            (self._snooze, state.can_be_snoozed),
            (self._unsnooze, state.is_snoozed),
        ):
            action.setVisible(is_offered)

    def speak(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        for command, action in self._actions.items():
            action.setText(translated(command.value))
        self._pause.setTitle(tr("Pause"))
        self._shown = None
        self.refresh()

    def _add(self, menu: QMenu, command: Command) -> QAction:
        action = self._actions[command] = menu.addAction(translated(command.value))
        action.triggered.connect(lambda: self.commanded.emit(command))
        return action


class SystemTray(QObject):
    """The icon in the system's tray, made again when a StatusNotifier host comes late.

    Qt asks for a StatusNotifier host once, when the icon is made: one that starts afterwards (a login races with
    its panel) never shows it. An XEmbed host may come and go; Qt follows it.

    Signals:
        commanded: The menu or a click asks for something (``Command``).
        host_changed: A host came or went.
    """

    commanded = Signal(object)
    host_changed = Signal()

    def __init__(self, ask: Callable[[], MenuState], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = TrayMenu(ask)
        self.menu.commanded.connect(self.commanded)
        self._shown: tuple[Face, bool] | None = None
        self._tooltip = ""
        self._wanted: tuple[Face, str, bool] | None = None
        """What the icon shows, or will once it can be made."""
        self._icon: QSystemTrayIcon | None = None
        self._is_closed = False
        bus = _session_bus()
        self._host = TrayHost(bus, self)
        self._host.changed.connect(self.host_changed)
        self._host.found_out.connect(self._show_wanted)
        self._watcher = self._watch(bus) if bus is not None else None
        self._had_watcher = self._watcher is not None and _is_registered()

    def has_host(self) -> bool:
        """Whether something shows the icon, as far as it is known; ``host_changed`` tells of news."""
        return self._host.is_there()

    def show(self, face: Face, tooltip: str, *, is_dark_panel: bool) -> None:
        """Show an icon and a tooltip, as soon as it is known that no desktop hangs over it; nothing is painted where
        they are the same.
        """
        self._wanted = (face, tooltip, is_dark_panel)
        if not self._host.is_known:
            self._host.is_there()
            return
        self._show(face, tooltip, is_dark_panel=is_dark_panel)

    def speak(self) -> None:
        """Have the menu in the language that is spoken now."""
        self.menu.speak()

    def post(self, title: str, text: str) -> None:
        """Show a notification by the icon, in place of the one before."""
        if self._icon is not None:
            self._icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.Warning)

    def close(self) -> None:
        """Take the icon away."""
        self._is_closed = True
        if self._icon is not None:
            self._icon.hide()

    def _show_wanted(self) -> None:
        if self._wanted is not None and not self._is_closed:
            face, tooltip, is_dark_panel = self._wanted
            self._show(face, tooltip, is_dark_panel=is_dark_panel)

    def _show(self, face: Face, tooltip: str, *, is_dark_panel: bool) -> None:
        if self._icon is None:
            self._icon = self._make()
        if (face, is_dark_panel) != self._shown:
            self._shown = (face, is_dark_panel)
            self._icon.setIcon(tray_icon(face, is_dark_panel=is_dark_panel))
        tooltip = translated(tooltip)
        if tooltip != self._tooltip:
            self._tooltip = tooltip
            self._icon.setToolTip(plain(tooltip))
        if not self._icon.isVisible():
            self._icon.show()
        self.menu.refresh()

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(self.menu)
        icon.activated.connect(self._on_activated)
        return icon

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.commanded.emit(Command.OPEN)

    def _watch(self, bus: QDBusConnection) -> QDBusServiceWatcher:
        from PySide6.QtDBus import QDBusServiceWatcher

        watcher = QDBusServiceWatcher(WATCHER, bus, parent=self)
        watcher.serviceRegistered.connect(lambda _: QTimer.singleShot(LATE_HOST_MS, self, self._on_late_host))
        watcher.serviceUnregistered.connect(lambda _: self.host_changed.emit())
        return watcher

    def _on_late_host(self) -> None:
        if self._is_closed:
            return
        if not self._had_watcher and self._icon is not None:
            self._had_watcher = True
            self._icon.hide()
            self._icon.deleteLater()
            self._icon, self._shown, self._tooltip = None, None, ""
            self._host.doubt()
            self._host.is_there()
        self.host_changed.emit()


def make_tray(ask: Callable[[], MenuState], parent: QObject | None = None) -> SystemTray | NullTray:
    """The tray of this platform; a host may come later, but not on platforms that cannot have one."""
    has_tray = QGuiApplication.platformName() not in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
    return SystemTray(ask, parent) if has_tray else NullTray()


def plain(text: str) -> str:
    """The text so that Qt's tooltip does not take a network's name for markup (Qt looks for tags and ``&lt;``)."""
    return text.replace("<", f"<{_WORD_JOINER}").replace("&", f"&{_WORD_JOINER}")


def _escaped(text: str) -> str:
    """The text so that an ampersand in it is no shortcut."""
    return text.replace("&", "&&")


def _session_bus() -> QDBusConnection | None:
    """The session's bus, where this platform's trays are asked over it."""
    if QGuiApplication.platformName() not in ("xcb", "wayland"):
        return None
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None


def _is_registered() -> bool:
    from PySide6.QtDBus import QDBusConnection

    return bool(QDBusConnection.sessionBus().interface().isServiceRegistered(WATCHER).value())
