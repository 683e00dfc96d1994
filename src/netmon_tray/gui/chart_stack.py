"""Signal, events and traffic above one another on one time axis, with one cursor by pointer and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netmon_tray.gui.chart import Drawing, Gutters, TimeChart
from netmon_tray.gui.chart_kinds import DelayChart, DelayKit, SignalChart, TrafficChart, TrafficScale
from netmon_tray.gui.chart_lane import EventLane
from netmon_tray.gui.chart_scale import MirroredScale, SignalScale
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.time_view import TimeView
from netmon_tray.gui.translation import translated

PAGE_COLUMNS = 20
"""Pixel columns that Page Up and Page Down move the cursor by."""
PAN_COLUMNS = 40
"""The same for Shift with the arrow keys, which move the view."""
KEY_NOTCHES = 2.0
"""Notches of a wheel that the keys + and - stand for."""


@dataclass(frozen=True, slots=True)
class ChartKit:
    """What the charts of a view are made of."""

    signal: Drawing
    down: Drawing
    up: Drawing
    signal_title: Callable[[SignalScale], str]
    traffic_title: Callable[[MirroredScale], str]
    traffic_scale: TrafficScale
    summaries: Callable[[], tuple[str, ...]]
    """Signal, traffic, events and round trips in sentences, for those who hear them."""
    delay: DelayKit | None = None
    """Round trips, where the view has them."""
    is_dense: bool = False
    """Many events in little room: a low lane of glyphs, and no lines through the plots."""


class ChartStack(QWidget):
    """The charts of a view.

    Attributes:
        signal, lane, traffic: The three parts, from the top down.
        delay: Round trips, below the signal; None where the view has none.

    Signals:
        cursor_moved: The cursor stands elsewhere, or nowhere.
        laid_out: The plots stand elsewhere.
        zoomed: About a pixel column (int), by so many notches of a wheel (float, positive: closer).
        panned: By so many pixel columns (int, positive: later).
        selected: A part was marked, from and until a pixel column (int, int).
    """

    cursor_moved = Signal()
    laid_out = Signal()
    zoomed = Signal(int, float)
    panned = Signal(int)
    selected = Signal(int, int)

    def __init__(self, view: TimeView, theme: Theme, kit: ChartKit) -> None:
        super().__init__()
        self._view, self._theme, self._kit = view, theme, kit
        self._gutters = Gutters()
        self._gutters.fit(theme)
        self._pointed_x: int | None = None
        self._is_radio = True
        self.signal = SignalChart(view, theme, self._gutters, kit.signal, kit.signal_title)
        self.lane = EventLane(view, theme, self._gutters, is_dense=kit.is_dense)
        self.traffic = TrafficChart(
            view, theme, self._gutters, (kit.down, kit.up), kit.traffic_scale, kit.traffic_title
        )
        self.delay = DelayChart(view, theme, self._gutters, kit.delay) if kit.delay else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.signal, 1)
        if self.delay is not None:
            layout.addWidget(self.delay, 1)
            self.delay.setVisible(False)
        layout.addWidget(self.lane)
        layout.addWidget(self.traffic, 1)
        for chart in self._charts():
            self._connect(chart)
            if kit.is_dense:
                chart.leave_out_hairlines()
        theme.changed.connect(self._restyle)

    def set_radio(self, *, is_radio: bool) -> None:
        """Say whether the current medium has a signal at all: without one the traffic gets the whole height."""
        self._is_radio = is_radio
        self._show_signal()

    def refresh(self) -> None:
        """Show what the view holds now: one frame."""
        if self._pointed_x is not None:
            self._view.move_cursor_to(self._pointed_x)
        self._show_signal()
        self._describe()
        self.lane.update()
        for chart in self._charts():
            chart.move_on()

    def forget_pointer(self) -> None:
        """Read out now again, wherever the pointer rests."""
        self._pointed_x = None
        self._view.leave_cursor()
        self._moved()

    def upper_plot(self) -> QRect:
        """The uppermost plot that is shown, in the coordinates of this widget."""
        chart: TimeChart = self.traffic if self.signal.isHidden() else self.signal
        return chart.plot().translated(chart.pos())

    def plot_width_px(self) -> int:
        """Width of the plots."""
        return max(1, self.width() - self._gutters.left_px - self._gutters.right_px)

    # --- events -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Fit the curves to the new width."""
        self._view.set_width(self.plot_width_px())
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows, Page, Home, End move the cursor, Esc leaves it; + and - zoom, Shift with an arrow moves the view."""
        if not (self._zoom_by_key(event) or self._move_by_key(Qt.Key(event.key()))):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Labels need another room in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._restyle()
        super().changeEvent(event)

    # --- within -------------------------------------------------------------------------------------------------------

    def _charts(self) -> tuple[TimeChart, ...]:
        return (self.signal, self.traffic) if self.delay is None else (self.signal, self.delay, self.traffic)

    def _connect(self, chart: TimeChart) -> None:
        chart.pointed.connect(self._point)
        chart.left.connect(self._leave)
        chart.zoomed.connect(self.zoomed)
        chart.panned.connect(self.panned)
        chart.selected.connect(self.selected)

    def _zoom_by_key(self, event: QKeyEvent) -> bool:
        key, is_shifted = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        sides = {Qt.Key.Key_Left: -PAN_COLUMNS, Qt.Key.Key_Right: PAN_COLUMNS}
        if event.text() in ("+", "-"):
            at_x = self._view.cursor_x
            notches = KEY_NOTCHES if event.text() == "+" else -KEY_NOTCHES
            self.zoomed.emit(self.plot_width_px() // 2 if at_x is None else at_x, notches)
        elif is_shifted and key in sides:
            self.panned.emit(sides[key])
        else:
            return False
        return True

    def _move_by_key(self, pressed: Qt.Key) -> bool:
        key = Qt.Key
        steps = {key.Key_Left: -1, key.Key_Right: 1, key.Key_PageUp: -PAGE_COLUMNS, key.Key_PageDown: PAGE_COLUMNS}
        if pressed in steps:
            self._view.step_cursor(steps[pressed])
        elif pressed in (key.Key_Home, key.Key_End):
            self._view.cursor_to_edge(is_start=pressed == key.Key_Home)
        elif pressed == key.Key_Escape and self._cancel_mark():
            return True
        elif pressed == key.Key_Escape and self._view.cursor_unix_ms is not None:
            self._view.leave_cursor()
        else:
            return False
        self._pointed_x = None
        self._moved()
        return True

    def _cancel_mark(self) -> bool:
        cancelled = [chart.cancel() for chart in self._charts()]
        return any(cancelled)

    def _point(self, x: int) -> None:
        self._pointed_x = x
        self._view.move_cursor_to(x)
        self._moved()

    def _leave(self) -> None:
        if self._pointed_x is not None:
            self.forget_pointer()

    def _moved(self) -> None:
        for chart in self._charts():
            chart.move_on()
        self.cursor_moved.emit()

    def _show_signal(self) -> None:
        wanted = self._is_radio or self._view.measure is not None
        if self.signal.isHidden() == wanted:
            self.signal.setVisible(wanted)
            self.laid_out.emit()

    def _describe(self) -> None:
        if QAccessible.isActive():
            self.describe()

    def describe(self) -> None:
        """Give each part its spoken summary; each change is an event for a screen reader, so only where one runs."""
        parts = [part for part in (self.signal, self.traffic, self.lane, self.delay) if part is not None]
        for part, summary in zip(parts, self._kit.summaries(), strict=True):
            part.setAccessibleDescription(translated(summary))

    def _restyle(self) -> None:
        self._gutters.fit(self._theme)
        self._view.set_width(self.plot_width_px())
        for part in (*self._charts(), self.lane):
            part.updateGeometry()
            part.update()
