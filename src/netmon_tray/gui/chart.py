"""The two live charts: signal over time on a fixed scale with named bands, and throughput mirrored about zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from netmon_tray.gui import chart_axis, chart_paint
from netmon_tray.gui.chart_columns import Gap
from netmon_tray.gui.chart_curve import Curve
from netmon_tray.gui.chart_paint import Frame
from netmon_tray.gui.chart_scale import SIGNAL_SCALES, RateScale, SignalScale, rate_scale
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.units import SIGNAL_WORDS, RateUnits

PLOT_MINIMUM_PX = 120
_LABEL_GAP_PX = 12
_BELOW_PX = 8


@dataclass(slots=True)
class Gutters:
    """Space left and right of the plots, shared by everything that stands above one another."""

    left_px: int = 52
    right_px: int = 76

    def fit(self, theme: Theme) -> None:
        """Give the labels the room that they need in the present font."""
        metrics = QFontMetrics(theme.font(Role.AXIS))
        widest = max(metrics.horizontalAdvance(word) for word in SIGNAL_WORDS)
        self.left_px = max(52, metrics.horizontalAdvance("↓ 0.00") + _LABEL_GAP_PX)
        self.right_px = max(76, widest + _LABEL_GAP_PX)


class TimeChart(QWidget):
    """What both charts are: a plot over the shared time axis, with a title above it.

    Signals:
        pointed: The pointer is over a pixel column of the plot (int).
        left: The pointer went away.
    """

    pointed = Signal(int)
    left = Signal()

    def __init__(
        self, timeline: Timeline, theme: Theme, gutters: Gutters, *, gap_above_px: int, has_axis: bool
    ) -> None:
        super().__init__()
        self._timeline, self._theme, self._gutters = timeline, theme, gutters
        self._gap_above_px, self._has_axis = gap_above_px, has_axis
        self._painted_scale: object = None
        self._is_whole = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language

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

    def _move_on(self, scale: object) -> None:
        """Have one frame painted: what moves with time, and the labels only where the scale is another one."""
        if scale != self._painted_scale:
            self.update()
            return
        plot = self.plot()
        moving = QRegion(plot.left() - 1, 0, plot.width() + 2, self.height())
        if self._has_axis:
            moving += QRect(0, plot.bottom() + 1, self.width(), self.height() - plot.bottom() - 1)
        self.update(moving)

    def _begin(self, painter: QPainter, event: QPaintEvent, scale: object, title: str) -> QRect:
        plot = self.plot()
        self._painted_scale = scale
        self._is_whole = event.region().intersects(QRect(0, plot.top(), plot.left() - 2, plot.height()))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.setFont(self._theme.font(Role.CAPTION))
        painter.setPen(self._theme.colour("ink"))
        place = QRect(plot.left(), self._gap_above_px, self.width() - plot.left(), plot.top() - self._gap_above_px - 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        return plot

    def _paint_back(self, painter: QPainter, plot: QRect, gaps: Iterable[Gap]) -> None:
        """Gaps and the hairlines of events, under the curves."""
        frame = Frame(plot)
        chart_paint.paint_gaps(painter, self._theme, frame, gaps, self._gap_word)
        marks = (frame.pixel_x(self._timeline.scale.x_of(event.at_unix_ms)) for event in self._timeline.marks())
        top = 0 if self._has_axis else plot.top()
        chart_paint.paint_hairlines(
            painter, self._theme, marks, top, plot.bottom() if self._has_axis else self.height()
        )

    def _paint_focus(self, painter: QPainter, plot: QRect) -> None:
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            option.rect = plot.adjusted(-2, -2, 2, 2)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)

    def _paint_side(self, painter: QPainter, plot: QRect, y: float, text: str) -> None:
        height = painter.fontMetrics().height()
        place = QRectF(plot.right() + 1 + _LABEL_GAP_PX, plot.top() + y - height / 2, self.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _gap_word(self, gap: Gap) -> str:
        if not self._timeline.has_values:
            return ""  # the card in the middle of the plot says more
        is_before_start = not gap.has_left_edge and not self._timeline.knows_before_view
        return "Not running" if is_before_start else "No data"

    # --- pointer ------------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor under the pointer."""
        plot = self.plot()
        x = round(event.position().x()) - plot.left()
        if 0 <= x < plot.width():
            self.pointed.emit(x)
        else:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A touch points as well."""
        self.mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The pointer went away."""
        self.left.emit()


class SignalChart(TimeChart):
    """Signal on the fixed scale of its measure."""

    def __init__(self, timeline: Timeline, theme: Theme, gutters: Gutters) -> None:
        super().__init__(timeline, theme, gutters, gap_above_px=0, has_axis=False)
        self._curve = Curve(timeline.signal, is_filled=False)
        self.setAccessibleName("Signal chart")

    def scale(self) -> SignalScale:
        """The scale of what is shown; WiFi's while there is nothing."""
        return SIGNAL_SCALES[self._timeline.measure or "rssi"]

    def move_on(self) -> None:
        """Have one frame painted."""
        self._move_on(self.scale())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Bands, grid, gaps, hairlines, curve, cursor."""
        with QPainter(self) as painter:
            self._paint(painter, event)

    def _paint(self, painter: QPainter, event: QPaintEvent) -> None:
        scale = self.scale()
        plot = self._begin(painter, event, scale, f"Signal, {scale.unit}")
        series = self._timeline.signal
        gaps = series.gaps(self._timeline.scale)
        spans = chart_paint.covered_spans(gaps, plot.width())
        self._paint_bands(painter, plot, scale, spans)
        ticks = [(scale.y_of(tick.value, plot.height()), tick.label) for tick in scale.ticks()]
        chart_paint.paint_grid(painter, self._theme, plot, [y for y, _ in ticks], spans)
        if self._is_whole:
            chart_paint.paint_tick_labels(painter, self._theme, plot, ticks)
        self._paint_back(painter, plot, gaps)
        self._curve.paint(
            painter,
            plot,
            self._timeline.scale,
            self._theme.colour("ink"),
            key=scale,
            height_of=lambda value: scale.y_of(value, plot.height()),
        )
        self._paint_cursor(painter, plot, scale)
        self._paint_focus(painter, plot)

    def _paint_bands(
        self, painter: QPainter, plot: QRect, scale: SignalScale, spans: Sequence[tuple[int, int]]
    ) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        for band in scale.bands():
            top, bottom = round(scale.y_of(band.high, plot.height())), round(scale.y_of(band.low, plot.height()))
            colour = self._theme.colour("band" if band.is_shaded else "surface")
            for left, right in spans:
                painter.fillRect(plot.left() + left, plot.top() + top, right - left, bottom - top, colour)
            if self._is_whole:
                painter.setPen(self._theme.colour("ink2"))
                self._paint_side(painter, plot, (top + bottom) / 2, band.word)

    def _paint_cursor(self, painter: QPainter, plot: QRect, scale: SignalScale) -> None:
        x = self._timeline.cursor_x
        if x is None:
            return
        chart_paint.paint_cursor(painter, self._theme, plot, plot.left() + x + 0.5)
        point = self._timeline.point_at_cursor()
        if point is not None and point.signal is not None and point.signal_measure == self._timeline.measure:
            at = QPointF(plot.left() + x + 0.5, plot.top() + scale.y_of(point.signal, plot.height()))
            chart_paint.paint_dot(painter, self._theme, at, self._theme.colour("ink"))


class ThroughputChart(TimeChart):
    """What comes down above zero and what goes up below it, on one linear scale, with the time axis below."""

    def __init__(self, timeline: Timeline, theme: Theme, gutters: Gutters, rate_units: RateUnits) -> None:
        super().__init__(timeline, theme, gutters, gap_above_px=8, has_axis=True)
        self.rate_units: RateUnits = rate_units
        self._down = Curve(timeline.down, is_filled=True)
        self._up = Curve(timeline.up, is_filled=True)
        self.setAccessibleName("Throughput chart")

    def scale(self) -> RateScale:
        """The scale on which the peaks in view fit."""
        time_scale = self._timeline.scale
        return rate_scale(
            self._timeline.down.peak(time_scale),
            self._timeline.up.peak(time_scale),
            rate_units=self.rate_units,
            height_px=self.plot().height(),
        )

    def move_on(self) -> None:
        """Have one frame painted."""
        self._move_on(self.scale())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Grid, gaps, hairlines, both curves, zero line, cursor, time axis."""
        with QPainter(self) as painter:
            self._paint(painter, event)

    def _paint(self, painter: QPainter, event: QPaintEvent) -> None:
        scale = self.scale()
        plot = self._begin(painter, event, scale, f"Throughput, {scale.unit.text}")
        gaps = self._timeline.down.gaps(self._timeline.scale)
        spans = chart_paint.covered_spans(gaps, plot.width())
        for left, right in spans:
            painter.fillRect(plot.left() + left, plot.top(), right - left, plot.height(), self._theme.colour("surface"))
        ticks = [(scale.y_of(tick.value, plot.height()), tick.label) for tick in scale.ticks()]
        chart_paint.paint_grid(painter, self._theme, plot, [y for y, _ in ticks], spans)
        labels = ticks if self._is_whole else ticks[-1:]  # the lowest label reaches into the axis, which moves
        chart_paint.paint_tick_labels(painter, self._theme, plot, labels)
        self._paint_back(painter, plot, gaps)
        if self._is_whole:
            self._paint_sides(painter, plot, scale)
        self._paint_curves(painter, plot, scale)
        self._paint_zero(painter, plot, scale)
        self._paint_cursor(painter, plot, scale)
        self._paint_focus(painter, plot)

    def _paint_curves(self, painter: QPainter, plot: QRect, scale: RateScale) -> None:
        height = plot.height()
        time_scale, colour = self._timeline.scale, self._theme.colour
        self._down.paint(
            painter, plot, time_scale, colour("down"), key=scale, height_of=lambda rate: scale.y_of(rate, height)
        )
        self._up.paint(
            painter, plot, time_scale, colour("up"), key=scale, height_of=lambda rate: scale.y_of(-rate, height)
        )

    def _paint_sides(self, painter: QPainter, plot: QRect, scale: RateScale) -> None:
        painter.setFont(self._theme.font(Role.CAPTION))
        for text, token, middle in (
            ("↓ Down", "down", scale.top_bytes_per_s / 2),
            ("↑ Up", "up", scale.bottom_bytes_per_s / 2),
        ):
            painter.setPen(self._theme.colour(token))
            self._paint_side(painter, plot, scale.y_of(middle, plot.height()), text)

    def _paint_zero(self, painter: QPainter, plot: QRect, scale: RateScale) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(self._theme.colour("ctl"))
        zero_y = plot.top() + round(scale.y_of(0, plot.height()))
        painter.drawLine(plot.left(), zero_y, plot.right(), zero_y)

    def _paint_cursor(self, painter: QPainter, plot: QRect, scale: RateScale) -> None:
        x, at_unix_ms = self._timeline.cursor_x, self._timeline.cursor_unix_ms
        cursor = None
        if x is not None and at_unix_ms is not None:
            cursor = (x, at_unix_ms)
            chart_paint.paint_cursor(painter, self._theme, plot, plot.left() + x + 0.5)
            point = self._timeline.point_at_cursor()
            rates = point.throughput if point else None
            if rates is not None:
                for rate, token in ((rates.rx_bytes_per_s, "down"), (-rates.tx_bytes_per_s, "up")):
                    at = QPointF(plot.left() + x + 0.5, plot.top() + scale.y_of(rate, plot.height()))
                    chart_paint.paint_dot(painter, self._theme, at, self._theme.colour(token))
        chart_axis.paint_axis(painter, self._theme, plot, self._timeline.scale, cursor, self.width())
