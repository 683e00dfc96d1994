"""What groups of the Settings view have beside settings: start at login, permissions, places."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from netmon_tray import __version__, health
from netmon_tray.autostart import AutostartStatus, command_of_tray, system_autostart
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import LinkButton, Note, Text
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.model import NetmonError
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import joined, say


class StartAtLogin(QWidget):
    """A check box for the entry that starts the tray at login, read from the system and written there."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self.box = QCheckBox(tr("Start at login"))
        self.box.setEnabled(False)
        self.box.clicked.connect(self._choose)
        self._note = Text(theme, Role.AXIS, "ink2")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self._note)
        self._theme = theme
        self._restyle()
        theme.changed.connect(self._restyle)
        bridge.errand(self, _read, self._take)

    def _restyle(self) -> None:
        self.box.setPalette(self._theme.control_palette())

    def _choose(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.box.setEnabled(False)
        options = self._bridge.agent.paths.options()
        self._bridge.errand(self, (lambda: _enable(options)) if is_on else _disable, self._take)

    def _take(self, news: AutostartStatus | NetmonError) -> None:
        if isinstance(news, NetmonError):
            self._note.set_text(news.text)
            self._bridge.errand(self, _read, self._show)
        else:
            self._note.set_text(news.text)
            self._show(news)

    def _show(self, news: AutostartStatus | NetmonError) -> None:
        """How it stands; after a failure below its words."""
        self.box.setEnabled(True)
        self.box.setChecked(isinstance(news, AutostartStatus) and news.is_enabled)
        self.box.setAccessibleDescription(self._note.text())


def _read() -> Iterable[AutostartStatus]:
    """Run in a thread, as the two below: files, or the registry."""
    yield system_autostart(os.environ).status()


def _enable(options: list[str]) -> Iterable[AutostartStatus]:
    yield system_autostart(os.environ).enable(command_of_tray(options))


def _disable() -> Iterable[AutostartStatus]:
    yield system_autostart(os.environ).disable()


class Permissions(QWidget):
    """Whether the system keeps names from the program, and what leaves this computer.

    Signals:
        acted: Something is to be done (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._note = Note(theme, "fine", "ok")
        self._allow = LinkButton(theme, Action.SETTINGS.value)
        self._allow.clicked.connect(lambda: self.acted.emit(Action.SETTINGS))
        sends = LinkButton(theme, Action.SENDS.value)
        sends.clicked.connect(lambda: self.acted.emit(Action.SENDS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._note, self._allow, sends):
            column.addWidget(widget)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over what the last look at the network says."""
        missing = snapshot.sample.missing_consent if snapshot.sample else None
        self._allow.setVisible(missing is not None)
        if missing is None:
            self._note.show_kind("fine", "ok")
            self._note.set_text(say("Nothing is kept from netmon: network names and access points can be recorded."))
            return
        told = health.consent_missing(missing)
        self._note.show_kind("attention", "warn")
        self._note.set_text(joined([told.title, told.text], ". "))


class Places(QWidget):
    """Version and places, and the way to the diagnosis.

    Signals:
        acted: Something is to be done (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        paths = bridge.agent.paths
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (
            say("Version {version}", version=__version__),
            say("Records: {place}", place=str(paths.data_dir)),
            say("Settings: {place}", place=str(paths.config_file)),
            say("Log: {place}", place=str(paths.log_file)),
        ):
            text = Text(theme, Role.BODY)
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.set_text(line)
            column.addWidget(text)
        for action in (Action.DIAGNOSIS, Action.FOLDER, Action.CONFIG):
            button = LinkButton(theme, action.value)
            button.clicked.connect(partial(self.acted.emit, action))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
