"""The main window: made when it is first opened, freed when it is closed; remembers its size, screen and range."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netmon_tray import health, units
from netmon_tray.gui import states
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.rail import Rail
from netmon_tray.gui.state_view import Banner
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.tray_words import waiting
from netmon_tray.gui.views.live import DEFAULT_RANGE, LiveView
from netmon_tray.model import CircuitState
from netmon_tray.snapshot import Snapshot

OPENING_SIZE = (1024, 704)
MINIMUM_SIZE = (720, 520)
NARROW_PX = 880
"""Below this width the navigation shows glyphs only; more with larger text."""
USUAL_LINE_PX = 18
"""Height of a line at which the layout's figures hold."""


class MainWindow(QWidget):
    """Navigation, banner and view.

    Attributes:
        live: The Live view.
        banner: The states that hold.

    Signals:
        acted: The action of a state card was chosen (``states.Action``).
        quit_chosen: Quit was chosen.
        closed: The window is going; nobody may hold it any longer.
    """

    acted = Signal(object)
    quit_chosen = Signal()
    closed = Signal()

    def __init__(
        self, bridge: Bridge, theme: Theme, memory: QSettings, *, icon: QIcon, is_without_tray: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._bridge, self._theme, self._memory = bridge, theme, memory
        self._is_without_tray = is_without_tray
        self._is_seen = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("netmon")
        self.setWindowIcon(icon)
        self.setMinimumSize(*MINIMUM_SIZE)
        self.setPalette(theme.palette())
        self.setAutoFillBackground(True)
        self.rail = Rail(theme)
        self.rail.select("live")
        self.banner = Banner(theme)
        self.live = LiveView(bridge, theme, str(memory.value("live/range", DEFAULT_RANGE)))
        self._build()
        self._connect()
        self._restore()
        self.live.charts.traffic.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_snapshot(bridge.snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Footer and banner."""
        self.rail.set_footer((self._recording_text(snapshot), _queue_text(snapshot)))
        is_without_tray = self._is_without_tray()
        self.rail.offer_quit(is_offered=is_without_tray)
        cards = states.cards(snapshot, offline_s=self.live.offline_s())
        if is_without_tray and not self._memory.value("tray/dismissed", False, bool):
            cards += (states.condition_card(health.no_tray()),)
        told = self.live.card_in_view
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
        elif event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.ApplicationFontChange):
            self._theme.notice()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Give the view room where there is little."""
        enlarged = self.fontMetrics().height() / USUAL_LINE_PX
        self.rail.set_narrow(is_narrow=self.width() < NARROW_PX * max(1.0, enlarged))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where the window was, and let everything go."""
        self._memory.setValue("window/geometry", self.saveGeometry())
        self._memory.sync()
        self._bridge.agent.look(is_live=False)
        self._is_seen = False
        super().closeEvent(event)
        self.closed.emit()

    # --- within -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.live)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addWidget(scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(page, 1)
        for keys, slot in (("Ctrl+W", self.close), ("Ctrl+Q", self.quit_chosen.emit)):  # not every platform names them
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _connect(self) -> None:
        self._bridge.changed.connect(self.show_snapshot)
        self._theme.changed.connect(self._restyle)
        self.banner.acted.connect(self.acted)
        self.live.acted.connect(self.acted)
        self.live.range_changed.connect(lambda name: self._memory.setValue("live/range", name))
        self.rail.quit_chosen.connect(self.quit_chosen)

    def _restore(self) -> None:
        geometry = self._memory.value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*OPENING_SIZE)

    def _restyle(self) -> None:
        self.setPalette(self._theme.palette())

    def _look(self) -> None:
        is_seen = self.isVisible() and not self.isMinimized()
        if is_seen != self._is_seen:
            self._is_seen = is_seen
            self._bridge.agent.look(is_live=is_seen)

    def _recording_text(self, snapshot: Snapshot) -> str:
        if snapshot.is_paused:
            return "Paused"
        if not snapshot.records_here:
            return "Recorded by another netmon"
        interval_s = self._bridge.agent.settings.sampling.live_interval_s
        pace = "second" if interval_s == 1 else f"{units.number_text(interval_s)} s"
        return f"Recording every {pace}"


def _queue_text(snapshot: Snapshot) -> str:
    pending = snapshot.queue.pending
    if snapshot.upload.state is CircuitState.OFF:
        return f"{units.count_text(pending, 'record')} kept here" if pending else ""
    return units.waiting_text(waiting(snapshot)) if waiting(snapshot) else ""
