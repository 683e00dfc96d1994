"""The main window: made when it is first opened, freed when it is closed; remembers its size, screen and view."""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray import health, units
from netmon_tray.gui import states
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import enlargement
from netmon_tray.gui.rail import Rail
from netmon_tray.gui.state_view import Banner
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.tray_words import waiting
from netmon_tray.gui.views import VIEWS
from netmon_tray.gui.views import __name__ as views_package
from netmon_tray.gui.views.view import View
from netmon_tray.model import CircuitState
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import count, say

OPENING_SIZE = (1024, 704)
MINIMUM_SIZE = (720, 520)
NARROW_PX = 880
"""Below this width the navigation shows glyphs only; more with larger text."""
_VIEW_KEY = "window/view"


class MainWindow(QWidget):
    """Navigation, banner and the view that was chosen; each view is made when it is first visited.

    Attributes:
        rail: The navigation.
        banner: The states that hold.
        view: What is shown.

    Signals:
        acted: The action of a state card was chosen (``states.Action``).
        quit_chosen: Quit was chosen.
        closed: The window is going; nobody may hold it any longer.
    """

    acted = Signal(object)
    quit_chosen = Signal()
    closed = Signal()
    rail: Rail
    banner: Banner
    view: View

    def __init__(
        self, bridge: Bridge, theme: Theme, memory: QSettings, *, icon: QIcon, is_without_tray: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._bridge, self._theme, self._memory = bridge, theme, memory
        self._is_without_tray = is_without_tray
        self._is_seen = self._is_live = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("netmon")
        self.setWindowIcon(icon)
        self.setMinimumSize(*MINIMUM_SIZE)
        self.setPalette(theme.palette())
        self.setAutoFillBackground(True)
        self._page: QWidget | None = None
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._fill()
        self._connect()
        self._restore()
        self._give_focus()

    def go_to(self, name: str, argument: object = None) -> View:
        """Show a view, and in it what ``argument`` says (None: as it is)."""
        view = self._views.get(name) or self._make(name)
        if view is not self.view:
            self.view.set_seen(is_seen=False)
            self.view = view
            self._memory.setValue(_VIEW_KEY, name)
            self.rail.select(name)
            self._stack.setCurrentWidget(self._pages[name])
            self.view.set_seen(is_seen=self._is_seen)
            self._look()
            self.show_snapshot(self._bridge.snapshot)
        if argument is not None:
            view.go_to(argument)
        return view

    def speak(self) -> None:
        """Make everything anew, in the language that is spoken now; the view stays."""
        self.view.set_seen(is_seen=False)
        self._fill()
        self._give_focus()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The view, the footer and the banner."""
        if self._is_seen:
            self.view.show_snapshot(snapshot)
        self.rail.set_count("log", waiting(snapshot))
        self.rail.set_footer((self._recording_text(snapshot), _queue_text(snapshot)))
        is_without_tray = self._is_without_tray()
        self.rail.offer_quit(is_offered=is_without_tray)
        offline_s = states.offline_s(self._bridge.agent.events(), time.time_ns() // 1_000_000)
        cards = states.cards(snapshot, offline_s=offline_s)
        if is_without_tray and not self._memory.value("tray/dismissed", False, bool):
            cards += (states.condition_card(health.no_tray()),)
        told = self.view.card_in_view
        self.banner.show_cards(tuple(card for card in cards if told is None or card.code != told.code))

    def dismiss_tray_note(self) -> None:
        """Say no more that the desktop has no tray."""
        self._memory.setValue("tray/dismissed", True)
        self.show_snapshot(self._bridge.snapshot)

    def come_forward(self) -> None:
        """Show the window in front of all others."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # --- events -------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Someone looks."""
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self._look()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised or back; another palette or font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._look()
        elif event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.FontChange):
            self._theme.notice()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Give the view room where there is little."""
        self._narrow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where the window was, and let everything go."""
        self._memory.setValue("window/geometry", self.saveGeometry())
        self._memory.sync()
        self._bridge.agent.look(is_live=False)
        self._bridge.close_reader()
        self._is_seen = self._is_live = False
        super().closeEvent(event)
        self.closed.emit()

    # --- within -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Everything that is in the window, in the place of what was there."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget()
        self.rail, self.banner, self._stack = Rail(self._theme), Banner(self._theme), QStackedWidget()
        self._views: dict[str, View] = {}
        self._pages: dict[str, QWidget] = {}
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._place.addWidget(self._page)
        self._add_keys(self._page)
        self.banner.acted.connect(self.acted)
        self.rail.chosen.connect(self.go_to)
        self.rail.quit_chosen.connect(self.quit_chosen)
        self._narrow()
        self._show_first()
        self._page.show()

    def _add_keys(self, page: QWidget) -> None:
        ends = (("Ctrl+W", self.close), ("Ctrl+Q", self.quit_chosen.emit))  # not every platform names them
        keys: list[tuple[str, Callable[[], object]]] = [*ends]
        for place, entry in enumerate(VIEWS, 1):
            keys.append((f"Ctrl+{place}", functools.partial(self.go_to, entry.name)))
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), page).activated.connect(slot)

    def _show_first(self) -> None:
        """The view that was seen last."""
        names = [entry.name for entry in VIEWS]
        remembered = str(self._memory.value(_VIEW_KEY, ""))
        name = remembered if remembered in names else names[0]
        self.view = self._make(name)
        self.rail.select(name)
        self._stack.setCurrentWidget(self._pages[name])
        self.view.set_seen(is_seen=self._is_seen)
        self.show_snapshot(self._bridge.snapshot)

    def _make(self, name: str) -> View:
        entry = next(entry for entry in VIEWS if entry.name == name)
        module, _, kind = entry.place.rpartition(".")
        view: View = getattr(importlib.import_module(f"{views_package}.{module}"), kind)(
            self._bridge, self._theme, self._memory
        )
        view.acted.connect(self.acted)
        view.opened.connect(self.go_to)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMinimumWidth(1)  # it scrolls never sideways, and arranges itself for the width that there is
        scroll.setWidget(view)
        self._stack.addWidget(scroll)
        self._views[name], self._pages[name] = view, scroll
        return view

    def _give_focus(self) -> None:
        first = self.view.first_focus()
        (first or self.rail.current()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self._bridge.changed.connect(self.show_snapshot)
        self._theme.changed.connect(self._restyle)

    def _restore(self) -> None:
        geometry = self._memory.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*OPENING_SIZE)

    def _restyle(self) -> None:
        self.setPalette(self._theme.palette())

    def _narrow(self) -> None:
        self.rail.set_narrow(is_narrow=self.width() < NARROW_PX * enlargement(self))

    def _look(self) -> None:
        """Tell the view whether it is seen, and have samples as often as it wants them."""
        is_seen = self.isVisible() and not self.isMinimized()
        if is_seen != self._is_seen:
            self._is_seen = is_seen
            self.view.set_seen(is_seen=is_seen)
            if is_seen:
                self.view.show_snapshot(self._bridge.snapshot)
        is_live = is_seen and self.view.is_live
        if is_live != self._is_live:
            self._is_live = is_live
            self._bridge.agent.look(is_live=is_live)

    def _recording_text(self, snapshot: Snapshot) -> str:
        if snapshot.is_paused:
            return say("Paused")
        if snapshot.sample is None:  # nor is it known yet who records
            return say("Starting")
        if not snapshot.records_here:
            return say("Recorded by another netmon")
        sampling = self._bridge.agent.settings.sampling
        interval_s = sampling.live_interval_s if self._is_live else sampling.interval_s
        if interval_s == 1:
            return say("Recording every second")
        return say("Recording every {n} s", n=units.number_text(interval_s))


def _queue_text(snapshot: Snapshot) -> str:
    pending = snapshot.queue.pending
    if snapshot.upload.state is CircuitState.OFF:
        return count(pending, "{n} record kept here", "{n} records kept here") if pending else ""
    return units.waiting_text(waiting(snapshot)) if waiting(snapshot) else ""
