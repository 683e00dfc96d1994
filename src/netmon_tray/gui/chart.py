"""The time chart of Live and History: a plot over a time axis, pointed at, zoomed by wheel and drag, and painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from netmon_tray.gui import chart_axis, chart_paint
from netmon_tray.gui.chart_columns import Gap
from netmon_tray.gui.chart_paint import Frame
from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.time_view import TimeView
from netmon_tray.gui.translation import tr, translated
from netmon_tray.units import SIGNAL_WORDS

PLOT_MINIMUM_PX = 120
WHEEL_STEP = 120
"""Of ``QWheelEvent.angleDelta``: one notch of a wheel (Qt's documentation)."""
_LABEL_GAP_PX = 12
_BELOW_PX = 8


class Drawing(Protocol):
    """What is painted into a plot: a curve of samples, or bars of steps."""

    def gaps(self, scale: TimeScale) -> tuple[Gap, ...]:
        """Where nothing is known."""

    def peak(self, scale: TimeScale) -> float:
        """The highest value in view; 0 where there is none."""

    def paint(
        self,
        painter: QPainter,
        plot: QRect,
        scale: TimeScale,
        colour: QColor,
        *,
        key: object,
        height_of: Callable[[float], float],
    ) -> None:
        """Paint into ``plot``; ``height_of`` gives pixels from its top, and ``key`` says when that changed."""


@dataclass(slots=True)
class Gutters:
    """Space left and right of the plots, shared by everything that stands above one another."""

    left_px: int = 52
    right_px: int = 76

    def fit(self, theme: Theme) -> None:
        """Give the labels the room that they need in the present font."""
        metrics = QFontMetrics(theme.font(Role.AXIS))
        widest = max(metrics.horizontalAdvance(translated(word)) for word in SIGNAL_WORDS)
        labels = max(metrics.horizontalAdvance("↓ 0.00"), metrics.horizontalAdvance(tr("Events")))
        self.left_px = max(52, labels + _LABEL_GAP_PX)
        self.right_px = max(76, widest + _LABEL_GAP_PX)


class TimeChart(QWidget):
    """A plot over the shared time axis, with a title above it.

    Signals:
        pointed: The pointer is over a pixel column of the plot (int).
        left: The pointer went away.
        zoomed: The wheel was turned over a pixel column (int), by so many notches (float, positive: closer).
        panned: The wheel was turned sideways, by so many pixels (int, positive: later).
        selected: A part of the time was marked by dragging, from and until a pixel column (int, int).
    """

    pointed = Signal(int)
    left = Signal()
    zoomed = Signal(int, float)
    panned = Signal(int)
    selected = Signal(int, int)

    def __init__(
        self, view: TimeView, theme: Theme, gutters: Gutters, *, gap_above_px: int = 0, has_axis: bool = False
    ) -> None:
        super().__init__()
        self._view, self._theme, self._gutters = view, theme, gutters
        self._gap_above_px, self._has_axis = gap_above_px, has_axis
        self._has_hairlines = True
        self._painted_scale: object = None
        self._is_whole = True
        self._pressed_x: int | None = None
        self.marked: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language

    def leave_out_hairlines(self) -> None:
        """Draw no lines of events through the plot: among bars they would only confuse."""
        self._has_hairlines = False

    def title(self) -> str:
        """What stands above the plot."""
        raise NotImplementedError

    def scale(self) -> object:
        """The scale of values; a frame in which it changed is painted as a whole."""
        raise NotImplementedError

    def paint_plot(self, painter: QPainter, plot: QRect) -> None:
        """Paint what is between title and axis."""
        raise NotImplementedError

    # --- geometry -----------------------------------------------------------------------------------------------------

    def plot(self) -> QRect:
        """The plot within the widget."""
        above, below = self._margins_px()
        width = self.width() - self._gutters.left_px - self._gutters.right_px
        return QRect(self._gutters.left_px, above, max(1, width), max(1, self.height() - above - below))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A plot of readable height."""
        labels_px = 6 * QFontMetrics(self._theme.font(Role.AXIS)).height()  # six ticks, none over another
        plot_px = max(PLOT_MINIMUM_PX, labels_px)
        return QSize(self._gutters.left_px + self._gutters.right_px + plot_px, sum(self._margins_px()) + plot_px)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As little as is readable: the layout gives the rest."""
        return self.minimumSizeHint()

    def _margins_px(self) -> tuple[int, int]:
        above = self._gap_above_px + QFontMetrics(self._theme.font(Role.CAPTION)).height() + 5
        label_px = QFontMetrics(self._theme.font(Role.AXIS)).height()
        return above, chart_axis.axis_height_px(label_px) if self._has_axis else max(_BELOW_PX, label_px // 2 + 1)

    # --- painting -----------------------------------------------------------------------------------------------------

    def move_on(self) -> None:
        """Have one frame painted: what moves with time, and the labels only where the scale is another one."""
        if self.scale() != self._painted_scale:
            self.update()
            return
        plot = self.plot()
        moving = QRegion(plot.left() - 1, 0, plot.width() + 2, self.height())
        if self._has_axis:
            moving += QRect(0, plot.bottom() + 1, self.width(), self.height() - plot.bottom() - 1)
        self.update(moving)

    def mark(self, columns: tuple[int, int] | None) -> None:
        """Show a part of the time as marked."""
        self.marked = columns
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Title, plot, what is marked, cursor, axis, focus."""
        with QPainter(self) as painter:
            plot = self._begin(painter, event)
            self.paint_plot(painter, plot)
            if self.marked is not None:
                self._paint_marked(painter, plot, *self.marked)
            if self._has_axis:
                self._paint_axis(painter, plot)
            self._paint_focus(painter, plot)

    def _begin(self, painter: QPainter, event: QPaintEvent) -> QRect:
        plot = self.plot()
        self._painted_scale = self.scale()
        self._is_whole = event.region().intersects(QRect(0, plot.top(), plot.left() - 2, plot.height()))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.setFont(self._theme.font(Role.CAPTION))
        painter.setPen(self._theme.colour("ink"))
        place = QRect(plot.left(), self._gap_above_px, self.width() - plot.left(), plot.top() - self._gap_above_px - 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, translated(self.title()))
        return plot

    def _paint_ground(
        self, painter: QPainter, plot: QRect, ticks: Sequence[tuple[float, str]], gaps: Iterable[Gap]
    ) -> None:
        """The plot's own colour where something is known, the grid, and its labels."""
        spans = chart_paint.covered_spans(gaps, plot.width())
        for left, right in spans:
            painter.fillRect(plot.left() + left, plot.top(), right - left, plot.height(), self._theme.colour("surface"))
        chart_paint.paint_grid(painter, self._theme, plot, [y for y, _ in ticks], spans)
        labels = ticks if self._is_whole else ticks[-1:]  # the lowest label may reach into the axis, which moves
        chart_paint.paint_tick_labels(painter, self._theme, plot, labels)

    def _paint_back(self, painter: QPainter, plot: QRect, gaps: Iterable[Gap]) -> None:
        """Sleep, gaps and the hairlines of events, under the curves."""
        frame, scale, gaps = Frame(plot), self._view.scale, tuple(gaps)
        sleeps = [place for span in self._view.sleeps() if (place := span.within(scale)) is not None]
        chart_paint.paint_sleeps(painter, self._theme, plot, sleeps, gaps)
        chart_paint.paint_gaps(painter, self._theme, frame, gaps, lambda gap: self._gap_word(gap, sleeps))
        if not self._has_hairlines:
            return
        marks = (frame.pixel_x(scale.x_of(event.at_unix_ms)) for event in self._view.marks())
        top = 0 if self._has_axis else plot.top()
        chart_paint.paint_hairlines(
            painter, self._theme, marks, top, plot.bottom() if self._has_axis else self.height()
        )

    def _paint_cursor(self, painter: QPainter, plot: QRect) -> float | None:
        """Paint the cursor's line; return where it stands."""
        x = self._view.cursor_x
        if x is None:
            return None
        chart_paint.paint_cursor(painter, self._theme, plot, plot.left() + x + 0.5)
        return plot.left() + x + 0.5

    def _paint_axis(self, painter: QPainter, plot: QRect) -> None:
        x = self._view.cursor_x
        cursor = None if x is None else (x, translated(self._view.cursor_text()))
        chart_axis.paint_axis(painter, self._theme, plot, self._view.scale, cursor, self.width())

    def _paint_marked(self, painter: QPainter, plot: QRect, one: int, other: int) -> None:
        left, right = sorted((one, other))
        colour = QColor(self._theme.colour("accent"))
        painter.fillRect(QRect(plot.left() + left, plot.top(), 1, plot.height()), colour)
        painter.fillRect(QRect(plot.left() + right, plot.top(), 1, plot.height()), colour)
        colour.setAlphaF(0.16)
        painter.fillRect(QRect(plot.left() + left, plot.top(), right - left, plot.height()), colour)

    def _paint_focus(self, painter: QPainter, plot: QRect) -> None:
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            option.rect = plot.adjusted(-2, -2, 2, 2)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _paint_side(self, painter: QPainter, plot: QRect, y: float, text: str) -> None:
        height = painter.fontMetrics().height()
        place = QRectF(plot.right() + 1 + _LABEL_GAP_PX, plot.top() + y - height / 2, self.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, translated(text))

    def _gap_word(self, gap: Gap, sleeps: Iterable[tuple[int, int]]) -> str:
        if not self._view.has_values:
            return ""  # the card in the middle of the plot says more
        if any(left <= (gap.left + gap.right) // 2 <= right for left, right in sleeps):
            return tr("Asleep")
        is_before_start = not gap.has_left_edge and not self._view.knows_before_view
        return tr("Not running") if is_before_start else tr("No data")

    # --- pointer ------------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor under the pointer; with the button down mark the time from where it was pressed."""
        x = self._column_at(event.position().toPoint())
        if self._pressed_x is not None and abs(x - self._pressed_x) >= QApplication.startDragDistance():
            self.mark((self._pressed_x, min(max(x, 0), self.plot().width() - 1)))
        if 0 <= x < self.plot().width():
            self.pointed.emit(x)
        else:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Point, which a touch does as well, and perhaps begin to drag."""
        x = self._column_at(event.position().toPoint())
        is_inside = 0 <= x < self.plot().width()
        self._pressed_x = x if is_inside and event.button() == Qt.MouseButton.LeftButton else None
        self.mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Show what was marked."""
        marked, self._pressed_x = self.marked, None
        if marked is not None:
            self.mark(None)
            self.selected.emit(*sorted(marked))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom about the pointer, or move through time sideways; beside the plot the page scrolls as ever."""
        x = self._column_at(event.position().toPoint())
        turned = event.angleDelta()
        is_over_plot = self.plot().contains(event.position().toPoint())
        if not is_over_plot or turned.isNull():
            event.ignore()
        elif abs(turned.x()) > abs(turned.y()):
            self.panned.emit(-(event.pixelDelta().x() or turned.x() // 2))
        else:
            self.zoomed.emit(x, turned.y() / WHEEL_STEP)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The pointer went away."""
        self.left.emit()

    def cancel(self) -> bool:
        """Let go of what is being marked; whether there was anything."""
        was_marked, self._pressed_x = self.marked is not None, None
        self.mark(None)
        return was_marked

    def _column_at(self, place: QPoint) -> int:
        return place.x() - self.plot().left()
