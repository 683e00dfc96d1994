"""Signal, events and throughput above one another on one time axis, with one cursor by pointer and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netmon_tray.gui import live_words
from netmon_tray.gui.chart import Gutters, SignalChart, ThroughputChart
from netmon_tray.gui.chart_lane import EventLane
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.units import RateUnits

PAGE_COLUMNS = 20
"""Pixel columns that Page Up and Page Down move the cursor by."""


class ChartStack(QWidget):
    """The charts of the Live view.

    Attributes:
        signal, lane, throughput: The three parts, from the top down.

    Signals:
        cursor_moved: The cursor stands elsewhere, or nowhere.
        laid_out: The plots stand elsewhere.
    """

    cursor_moved = Signal()
    laid_out = Signal()

    def __init__(self, timeline: Timeline, theme: Theme, rate_units: RateUnits) -> None:
        super().__init__()
        self._timeline, self._theme = timeline, theme
        self._gutters = Gutters()
        self._gutters.fit(theme)
        self._pointed_x: int | None = None
        self._is_radio = True
        self.signal = SignalChart(timeline, theme, self._gutters)
        self.lane = EventLane(timeline, theme, self._gutters)
        self.throughput = ThroughputChart(timeline, theme, self._gutters, rate_units)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.signal, 1)
        layout.addWidget(self.lane)
        layout.addWidget(self.throughput, 1)
        for chart in (self.signal, self.throughput):
            chart.pointed.connect(self._point)
            chart.left.connect(self._leave)
        theme.changed.connect(self._restyle)

    def set_radio(self, *, is_radio: bool) -> None:
        """Say whether the current medium has a signal at all: without one the throughput gets the whole height."""
        self._is_radio = is_radio
        self._show_signal()

    def refresh(self) -> None:
        """Show what the timeline holds now: one frame."""
        if self._pointed_x is not None:
            self._timeline.move_cursor_to(self._pointed_x)
        self._show_signal()
        self._describe()
        self.signal.move_on()
        self.lane.update()
        self.throughput.move_on()

    def forget_pointer(self) -> None:
        """Read out now again, wherever the pointer rests."""
        self._pointed_x = None
        self._timeline.leave_cursor()
        self._moved()

    def upper_plot(self) -> QRect:
        """The uppermost plot that is shown, in the coordinates of this widget."""
        chart = self.throughput if self.signal.isHidden() else self.signal
        return chart.plot().translated(chart.pos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Fit the curves to the new width."""
        self._timeline.set_width(self.throughput_width_px())
        self.laid_out.emit()

    def throughput_width_px(self) -> int:
        """Width of the plots."""
        return max(1, self.width() - self._gutters.left_px - self._gutters.right_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left, Right, Page Up, Page Down, Home and End move the cursor; Esc leaves it."""
        key = Qt.Key
        steps = {key.Key_Left: -1, key.Key_Right: 1, key.Key_PageUp: -PAGE_COLUMNS, key.Key_PageDown: PAGE_COLUMNS}
        pressed = Qt.Key(event.key())
        if pressed in steps:
            self._timeline.step_cursor(steps[pressed])
        elif pressed in (key.Key_Home, key.Key_End):
            self._timeline.cursor_to_edge(is_start=pressed == key.Key_Home)
        elif pressed == key.Key_Escape and self._timeline.cursor_unix_ms is not None:
            self._timeline.leave_cursor()
        else:
            super().keyPressEvent(event)
            return
        self._pointed_x = None
        self._moved()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Labels need another room in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._restyle()
        super().changeEvent(event)

    def _point(self, x: int) -> None:
        self._pointed_x = x
        self._timeline.move_cursor_to(x)
        self._moved()

    def _leave(self) -> None:
        if self._pointed_x is not None:
            self.forget_pointer()

    def _moved(self) -> None:
        self.signal.move_on()
        self.throughput.move_on()
        self.cursor_moved.emit()

    def _show_signal(self) -> None:
        wanted = self._is_radio or self._timeline.measure is not None
        if self.signal.isHidden() == wanted:
            self.signal.setVisible(wanted)
            self.laid_out.emit()

    def _describe(self) -> None:
        if QAccessible.isActive():
            self.describe()

    def describe(self) -> None:
        """Give each part its spoken summary; each change is an event for a screen reader, so only where one runs."""
        self.signal.setAccessibleDescription(live_words.signal_summary(self._timeline))
        self.throughput.setAccessibleDescription(
            live_words.throughput_summary(self._timeline, self.throughput.rate_units)
        )
        self.lane.setAccessibleDescription(live_words.events_summary(self._timeline))

    def _restyle(self) -> None:
        self._gutters.fit(self._theme)
        self._timeline.set_width(self.throughput_width_px())
        for part in (self.signal, self.lane, self.throughput):
            part.updateGeometry()
            part.update()
