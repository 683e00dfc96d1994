"""First run: three short panes. Nothing in them needs a permission or a server; closing it at any time is fine."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import Text
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.welcome_panes import NamesPane, RecordedPane, UploadPane
from netmon_tray.model import NetmonError
from netmon_tray.policy import read_policy
from netmon_tray.settings import Value, store_setting
from netmon_tray.words import say

SEEN_KEY = "welcome/seen"
_SIZE = (400, 456)


def is_first_run(memory: QSettings) -> bool:
    """Whether nobody has seen this window yet; whoever had the main window open before needs no welcome."""
    return not memory.value(SEEN_KEY, False, bool) and not memory.contains("window/geometry")


class Welcome(QDialog):
    """The panes, with *Back* and *Continue*.

    Signals:
        acted: Something is to be done (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._memory = bridge, theme, memory
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Welcome to netmon"))
        self.setPalette(theme.palette())
        self.setAutoFillBackground(True)
        self.resize(*_SIZE)
        self.recorded = RecordedPane(bridge, theme)
        self.names = NamesPane(bridge, theme)
        self.upload = UploadPane(bridge, theme)
        self._panes = QStackedWidget()
        for place, pane in enumerate((self.recorded, self.names, self.upload), 1):
            self._panes.addWidget(_framed(theme, pane, say("Step {n} of {all}", n=place, all=3), pane.title()))
        self._problem = Text(theme, Role.BODY, "err")
        self._problem.setWordWrap(True)
        self._problem.setVisible(False)
        self._back, self._next = QPushButton(tr("Back")), QPushButton()
        self._next.setDefault(True)
        self._back.setAutoDefault(False)
        self._back.clicked.connect(lambda: self.show_pane(self._panes.currentIndex() - 1))
        self._next.clicked.connect(self._continue)
        self.recorded.acted.connect(self.acted)
        self.upload.changed.connect(self._name_next)
        self._build()
        self.show_pane(0)

    def show_pane(self, place: int) -> None:
        """Show one of the panes, from 0."""
        self._panes.setCurrentIndex(place)
        self._back.setVisible(place > 0)
        self._name_next()
        self._next.setFocus()

    def done(self, result: int) -> None:
        """It is shown once, however it ends."""
        self._memory.setValue(SEEN_KEY, True)
        self._memory.sync()
        super().done(result)

    # --- within -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 16, 24, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self._problem, 1)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panes, 1)
        column.addWidget(_Rule(self._theme))
        column.addLayout(buttons)

    def _name_next(self) -> None:
        is_last = self._panes.currentIndex() == self._panes.count() - 1
        if not is_last:
            self._next.setText(tr("Continue"))
        elif self.upload.is_tested:
            self._next.setText(tr("Finish and send"))
        else:
            self._next.setText(tr("Finish without upload"))

    def _continue(self) -> None:
        place = self._panes.currentIndex()
        if place == 1 and self.names.asks_system():
            self.acted.emit(Action.SETTINGS)
        if place < self._panes.count() - 1:
            self.show_pane(place + 1)
            return
        self._finish()

    def _finish(self) -> None:
        """Store what was chosen; a choice that is the default is no entry in the file."""
        chosen: dict[str, Value] = {**self.names.settings(), **self.upload.settings()}
        config_file = self._bridge.agent.paths.config_file

        def store() -> Iterable[None]:
            for key, value in chosen.items():
                store_setting(config_file, key, value, read_policy().values)
            yield None

        self._next.setEnabled(False)
        self._bridge.errand(self, store, self._stored)

    def _stored(self, news: NetmonError | None) -> None:
        self._next.setEnabled(True)
        if isinstance(news, NetmonError):
            self._problem.setText(translated(news.text))
            self._problem.setVisible(True)
            return
        self._bridge.agent.look_now()
        self.accept()


class _Rule(QWidget):
    """The line above the buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The line."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("line"))


def _framed(theme: Theme, pane: QWidget, step: str, title: str) -> QScrollArea:
    """A pane below its step and title; it scrolls where large text needs more room."""
    number, name = Text(theme, Role.BODY, "ink2"), Text(theme, Role.TITLE)
    number.set_text(step)
    name.set_text(title)
    name.setWordWrap(True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(8)
    for widget in (number, name, pane):
        column.addWidget(widget)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
