"""The tray app: holds bridge, tray and window together, and does what menu, cards and other starts ask for."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon, QPixmapCache, QSessionManager
from PySide6.QtWidgets import QApplication, QMessageBox

from netmon_tray import desktop
from netmon_tray.gui import tray_words
from netmon_tray.gui.bridge import AgentFace, Bridge
from netmon_tray.gui.notices import SNOOZE_S, Notices, poster
from netmon_tray.gui.stop_signals import StopSignals
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.translation import Languages, translated
from netmon_tray.gui.tray import Command, NullTray, SystemTray, make_tray
from netmon_tray.paths import APP_NAME, BUNDLE_ID
from netmon_tray.probes import ask_consent
from netmon_tray.snapshot import Snapshot

if TYPE_CHECKING:
    from netmon_tray.gui.sends_dialog import SendsDialog
    from netmon_tray.gui.states import Action
    from netmon_tray.gui.welcome import Welcome
    from netmon_tray.gui.window import MainWindow
    from netmon_tray.model import NetworkType

logger = logging.getLogger(__name__)

HOST_GRACE_MS = 2_000
"""A panel that starts together with the app at login may take this long before it counts as absent."""
MINUTE_MS = 60_000
_SNOOZED_KEY = "notices/snoozed_until_unix_ms"
"""In the window's memory; there from the first run on."""
_DARK_PANELS = frozenset({"GNOME", "Unity", "X-Cinnamon"})
MakeTray = Callable[[Callable[[], tray_words.MenuState], QObject], SystemTray | NullTray]


def make_application() -> QApplication:
    """The one QApplication; it goes on when its window is closed."""
    desktop.name_application(BUNDLE_ID)
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APP_NAME)
    application.setApplicationDisplayName("netmon")
    application.setDesktopFileName(APP_NAME)
    application.setQuitOnLastWindowClosed(False)
    return application


class TrayApp(QObject):
    """The app.

    Attributes:
        bridge: The agent's news.
        tray: The icon.
        theme: Colours and fonts.
        window: The main window while it is open, else None.

    Signals:
        ending: The app stops; the agent is about to be stopped.
    """

    ending = Signal()

    def __init__(
        self,
        application: QApplication,
        agent: AgentFace,
        data_dir: Path,
        *,
        tray: MakeTray = make_tray,
        post: Callable[[str, str, str], None] | None = None,
        welcomes: bool = False,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        """``welcomes``: the first window that is opened here comes with the panes of the first run."""
        super().__init__(application)
        self._application, self._agent, self._unix_ms = application, agent, unix_ms
        self._memory = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)
        self._languages = Languages(application, agent.settings.ui.language)
        self.theme = Theme(application, agent.settings.ui.theme)
        self._last_medium: NetworkType | None = None
        self._is_stopped = False
        self.bridge = Bridge(agent, self)
        self._notices = self._make_notices()
        self.window: MainWindow | None = None
        self._sends: SendsDialog | None = None
        self._welcome: Welcome | None = None
        self._welcomes = welcomes
        self._security_help: QMessageBox | None = None
        self.tray = tray(self._menu_state, self)
        if isinstance(self.tray, SystemTray):
            self.tray.commanded.connect(self.do)
            self.tray.host_changed.connect(self.bridge.refresh)
        self._post = post or poster(self.tray.post)
        self.bridge.changed.connect(self._show_tray)
        self.bridge.changed.connect(lambda snapshot: self._notices.see(snapshot.conditions))
        self.theme.changed.connect(self._show_tray)
        self._languages.changed.connect(self._speak)
        self._signals = StopSignals(self)
        self._signals.asked.connect(application.quit)
        application.commitDataRequest.connect(self._on_session_end)
        application.aboutToQuit.connect(self.stop)

    def start(self, *, shows_window: bool) -> None:
        """Start the agent and show the icon; the window too where asked for, or where no tray shows the icon."""
        self._agent.start()
        self._show_tray()
        if shows_window:
            self.open_window()
        else:
            QTimer.singleShot(HOST_GRACE_MS, self, self._open_without_host)

    def run(self) -> int:
        """Run until the app ends; return the exit code."""
        code = self._application.exec()
        self.stop()
        return code

    def stop(self) -> None:
        """Take icon and window away, then stop the agent within its budget; once."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self.bridge.close()
        self.ending.emit()
        self.tray.close()
        for window in (self._welcome, self.window, self._sends):
            if window is not None:
                window.close()
        self._application.sync()  # gone from the screen before the agent takes its time
        self._agent.stop()
        self._signals.close()

    def open_window(self) -> MainWindow:
        """Show the window, made anew where it was closed."""
        if self.window is None:
            from netmon_tray.gui.window import MainWindow

            self.window = MainWindow(
                self.bridge,
                self.theme,
                self._memory,
                icon=app_icon(),
                is_without_tray=lambda: not self.tray.has_host(),
            )
            self.window.acted.connect(self.act)
            self.window.quit_chosen.connect(self._application.quit)
            self.window.closed.connect(self._forget_window)
            self.window.destroyed.connect(lambda: QTimer.singleShot(0, _give_back))  # not while it is being destroyed
        self.window.come_forward()
        if self._welcomes:
            self._welcomes = False
            QTimer.singleShot(0, self, self._show_welcome)
        return self.window

    def raise_window(self, activation_token: str = "") -> None:
        """Another start asks for the window."""
        if activation_token:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation_token  # Qt's Wayland plugin takes it from here
        self.open_window()

    def do(self, command: Command) -> None:
        """Do what the menu asks for."""
        minutes = {Command.PAUSE_15_MIN: 15, Command.PAUSE_1_H: 60}.get(command)
        if minutes is not None:
            self.bridge.pause(self._unix_ms() + minutes * MINUTE_MS)
            return
        doing: dict[Command, Callable[[], object]] = {
            Command.OPEN: self.open_window,
            Command.LIVE: self._show_live,
            Command.COPY: self._copy_details,
            Command.SEND: self.bridge.send_now,
            Command.PAUSE_OPEN_ENDED: lambda: self.bridge.pause(None),
            Command.RESUME: self.bridge.resume,
            Command.LOGIN: lambda: QDesktopServices.openUrl(QUrl(self._agent.portal_url())),
            Command.SECURITY_HELP: self._show_security_help,
            Command.SNOOZE: lambda: self._snooze(SNOOZE_S),
            Command.UNSNOOZE: lambda: self._snooze(0.0),
            Command.SETTINGS: lambda: self.open_window().go_to("settings"),
            Command.WHAT_IS_SENT: self._show_sends,
            Command.QUIT: self._application.quit,
        }
        doing[command]()

    def act(self, action: Action) -> None:
        """Do what a state card offers."""
        from netmon_tray.gui.states import Action

        paths = self._agent.paths
        doing: dict[Action, Callable[[], object]] = {
            Action.LOGIN: lambda: self.do(Command.LOGIN),
            Action.RESUME: lambda: self.do(Command.RESUME),
            Action.SECURITY_HELP: lambda: self.do(Command.SECURITY_HELP),
            Action.SENDS: lambda: self.do(Command.WHAT_IS_SENT),
            Action.DISMISS_TRAY: self._dismiss_tray_note,
            Action.SETTINGS: self._open_settings,
            Action.TOKEN: lambda: self.open_window().go_to("settings", "upload"),
            Action.WAITING: lambda: self.open_window().go_to("log", "waiting"),
            Action.REJECTED: lambda: self.open_window().go_to("log", "rejected"),
            Action.PRIVACY: lambda: self.open_window().go_to("settings", "privacy"),
            Action.DIAGNOSIS: lambda: self.open_window().go_to("diagnosis"),
            Action.FOLDER: lambda: _open_folder(paths.data_dir),
            Action.CONFIG: lambda: _open_folder(paths.config_file.parent),
        }
        doing[action]()

    # --- within -------------------------------------------------------------------------------------------------------

    def _dismiss_tray_note(self) -> None:
        if self.window is not None:
            self.window.dismiss_tray_note()

    def _show_live(self) -> None:
        self.open_window().go_to("live", "now")

    def _show_tray(self, _news: object = None) -> None:
        self.theme.apply(self._agent.settings.ui.theme)
        self._languages.apply(self._agent.settings.ui.language)
        snapshot: Snapshot = self.bridge.snapshot
        link = snapshot.sample.primary if snapshot.sample else None
        if link is not None:
            self._last_medium = link.network_type
        self.tray.show(
            tray_words.face(snapshot, self._last_medium, self._unix_ms()),
            tray_words.tooltip(snapshot, self._agent.settings.ui.units),
            is_dark_panel=self.theme.is_system_dark or _has_dark_panel(os.environ.get("XDG_CURRENT_DESKTOP", "")),
        )

    def _menu_state(self) -> tray_words.MenuState:
        state = tray_words.menu_state(self.bridge.snapshot)
        notices = self._notices
        return replace(state, can_be_snoozed=notices.can_be_snoozed, is_snoozed=notices.is_snoozed)

    def _make_notices(self) -> Notices:
        """Silent on the first run here; a snooze goes on over a restart."""
        notices = Notices(
            lambda title, text, tag: self._post(translated(title), translated(text), tag),
            is_silent=not self._memory.contains(_SNOOZED_KEY),
        )
        stored = str(self._memory.value(_SNOOZED_KEY, "0"))
        until_unix_ms = int(stored) if stored.isdecimal() else 0
        notices.snooze(min(max(0.0, (until_unix_ms - self._unix_ms()) / 1000), SNOOZE_S))
        self._memory.setValue(_SNOOZED_KEY, until_unix_ms)
        return notices

    def _snooze(self, length_s: float) -> None:
        self._notices.snooze(length_s)
        self._memory.setValue(_SNOOZED_KEY, self._unix_ms() + round(length_s * 1000))

    def _speak(self) -> None:
        self.tray.speak()
        if self.window is not None:
            self.window.speak()

    def _open_without_host(self) -> None:
        if not self._is_stopped and not self.tray.has_host():
            self.open_window()

    def _forget_window(self) -> None:
        self.window = None

    def _copy_details(self) -> None:
        from netmon_tray.gui.details import details_text

        QGuiApplication.clipboard().setText(translated(details_text(self.bridge.refresh())))

    def _show_sends(self) -> None:
        from netmon_tray.gui.sends_dialog import SendsDialog

        if self._sends is None:
            self._sends = SendsDialog(self.bridge, self.theme)
            self._sends.setWindowIcon(app_icon())
            self._sends.acted.connect(self.act)
            self._sends.destroyed.connect(self._forget_sends)
        self._sends.show()
        self._sends.raise_()
        self._sends.activateWindow()

    def _show_welcome(self) -> None:
        from netmon_tray.gui.welcome import Welcome, is_first_run

        if self.window is None or not is_first_run(self._memory):
            return
        self._welcome = Welcome(self.bridge, self.theme, self._memory, self.window)
        self._welcome.setWindowIcon(app_icon())
        self._welcome.acted.connect(self.act)
        self._welcome.destroyed.connect(self._forget_welcome)
        self._welcome.show()

    def _forget_welcome(self) -> None:
        self._welcome = None

    def _forget_sends(self) -> None:
        self._sends = None

    def _show_security_help(self) -> None:
        snapshot = self.bridge.snapshot
        link = snapshot.sample.primary if snapshot.sample else None
        if link is None:
            return
        from netmon_tray.gui.security_help import show_security_help

        self._security_help = show_security_help(link, app_icon(), self.window)

    def _open_settings(self) -> None:
        """Have the system ask for what is missing where it can; else open the page of its settings that says so."""
        link = next((item.link for item in self.bridge.snapshot.conditions if item.link), None)
        if link is not None and not ask_consent():
            QDesktopServices.openUrl(QUrl(link))

    def _on_session_end(self, session: QSessionManager) -> None:
        """The autostart entry brings the app back, not the session: else it would start twice and raise its window."""
        session.setRestartHint(QSessionManager.RestartHint.RestartNever)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _give_back() -> None:
    """Let go of what the window leaves behind: pictures that the style keeps, cycles, and memory that is free."""
    QPixmapCache.clear()
    gc.collect()
    desktop.give_back_memory()


def _has_dark_panel(desktops: str) -> bool:
    """Whether the desktop's panel is dark whatever its colour scheme (the names are those of the menu spec)."""
    return not _DARK_PANELS.isdisjoint(desktops.split(":"))


def app_icon() -> QIcon:
    """The app's own icon, for its windows."""
    from netmon_tray.gui.labels import app_pixmap

    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        icon.addPixmap(app_pixmap(size))
    return icon
