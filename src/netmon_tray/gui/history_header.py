"""The row of controls above the History view: range, dates, step, network."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QMenu, QPushButton, QWidget, QWidgetAction

from netmon_tray.gui import history_words
from netmon_tray.gui.chart_scale import local_date
from netmon_tray.gui.history_range import RANGE_WORDS, TimeRange, name_of, offered_steps
from netmon_tray.gui.range_buttons import RangeButtons
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.store.history import Span
from netmon_tray.words import say

_NETWORK_PX = 200
_ARROW_PX = 28
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
"""Dates that begin with a figure would otherwise be torn apart in a right-to-left window."""


class HistoryHeader(QObject):
    """The controls, to be laid out by the view.

    Signals:
        named: A range was chosen by its name (str).
        moved: Earlier or later by a length of the range (int: -1 or 1).
        dated: The range is to end with a date (``date``).
        stepped: Another step was chosen (``Span``).
        network_chosen: One network was chosen by its key (str), or all of them (None).
    """

    named = Signal(str)
    moved = Signal(int)
    dated = Signal(object)
    stepped = Signal(object)
    network_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ranges = RangeButtons(theme, RANGE_WORDS, "")
        self._earlier = QPushButton("\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
        self._later = QPushButton("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")
        self._dates = QPushButton()
        self._menu = QMenu(parent)
        self._calendar: QCalendarWidget | None = None
        self._last = date.min
        self._dates.setMenu(self._menu)
        self.steps, self.networks = QComboBox(), QComboBox()
        self.networks.setMaximumWidth(_NETWORK_PX)
        self.networks.addItem(tr("All networks"), None)
        self._name_controls()
        self._connect()

    def controls(self) -> tuple[QWidget, ...]:
        """In order, those of the time first; the steps stand elsewhere."""
        return (self._ranges, self._earlier, self._dates, self._later, self.networks)

    def show_range(self, shown: TimeRange, span: Span, now_unix_ms: int) -> None:
        """Say what is shown, and offer what fits it."""
        self._last = local_date(shown.end_unix_ms - 1)
        self._dates.setText(f"{_LEFT_TO_RIGHT}{translated(shown.text())}")
        self._ranges.choose(name_of(shown))
        self._later.setEnabled(shown.is_over(now_unix_ms))
        with QSignalBlocker(self.steps):
            self.steps.clear()
            for offered in offered_steps(shown):
                self.steps.addItem(translated(history_words.STEP_NAMES[offered]), offered)
            self.steps.setCurrentIndex(self.steps.findData(span))

    def show_networks(self, networks: tuple[tuple[str, str], ...], chosen: str | None) -> None:
        """Offer the networks, by key and name."""
        with QSignalBlocker(self.networks):
            self.networks.clear()
            self.networks.addItem(tr("All networks"), None)
            for key, name in networks:
                self.networks.addItem(name, key)
            self.networks.setCurrentIndex(max(0, self.networks.findData(chosen)))

    def _name_controls(self) -> None:
        names = {
            self._earlier: say("Earlier"),
            self._later: say("Later"),
            self.steps: say("Steps"),
            self.networks: say("Network"),
        }
        for control, words in names.items():
            control.setAccessibleName(translated(words))
            control.setToolTip(translated(words))
        for arrow in (self._earlier, self._later):
            arrow.setFixedWidth(_ARROW_PX)

    def _connect(self) -> None:
        self._ranges.chosen.connect(self.named)
        self._earlier.clicked.connect(lambda: self.moved.emit(-1))
        self._later.clicked.connect(lambda: self.moved.emit(1))
        self._menu.aboutToShow.connect(self._show_calendar)
        self.steps.activated.connect(lambda index: self.stepped.emit(self.steps.itemData(index)))
        self.networks.activated.connect(lambda index: self.network_chosen.emit(self.networks.itemData(index)))

    def _show_calendar(self) -> None:
        """The calendar is made when it is first opened: it is the dearest of the controls."""
        if self._calendar is None:
            self._calendar = QCalendarWidget()
            for chosen in (self._calendar.clicked, self._calendar.activated):
                chosen.connect(self._take_date)
            action = QWidgetAction(self._menu)
            action.setDefaultWidget(self._calendar)
            self._menu.addAction(action)
        self._calendar.setMaximumDate(QDate.currentDate())
        self._calendar.setSelectedDate(QDate(self._last.year, self._last.month, self._last.day))

    def _take_date(self, chosen: QDate) -> None:
        self._menu.close()
        self.dated.emit(date(chosen.year(), chosen.month(), chosen.day()))
