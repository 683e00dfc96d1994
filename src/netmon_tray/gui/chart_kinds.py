"""The two charts: signal on a fixed scale with named bands, and traffic mirrored about zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from netmon_tray.gui import chart_paint
from netmon_tray.gui.chart import Drawing, Gutters, TimeChart
from netmon_tray.gui.chart_scale import SIGNAL_SCALES, DelayScale, MirroredScale, SignalScale, delay_scale
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.time_view import TimeView
from netmon_tray.gui.translation import tr
from netmon_tray.words import say

TrafficScale = Callable[[float, float, int], MirroredScale]
"""The peak of what came down, of what went up, and the height in pixels -> the scale on which both fit."""


@dataclass(frozen=True, slots=True)
class DelayKit:
    """What the chart of round trips is made of."""

    drawing: Drawing
    title: Callable[[], str]
    at_cursor: Callable[[], float | None]
    """The round trip at the cursor, in milliseconds."""


class _LineChart(TimeChart):
    """One line in ink, with its dot at the cursor."""

    def _paint_line(
        self, painter: QPainter, plot: QRect, drawing: Drawing, scale: SignalScale | DelayScale, at_cursor: float | None
    ) -> None:
        ink = self._theme.colour("ink")

        def height_of(value: float) -> float:
            return scale.y_of(value, plot.height())

        drawing.paint(painter, plot, self._view.scale, ink, key=scale, height_of=height_of)
        x = self._paint_cursor(painter, plot)
        if x is not None and at_cursor is not None:
            chart_paint.paint_dot(painter, self._theme, QPointF(x, plot.top() + height_of(at_cursor)), ink)


class SignalChart(_LineChart):
    """Signal on the fixed scale of its measure."""

    def __init__(
        self, view: TimeView, theme: Theme, gutters: Gutters, drawing: Drawing, title: Callable[[SignalScale], str]
    ) -> None:
        super().__init__(view, theme, gutters)
        self._drawing, self._title = drawing, title
        self.setAccessibleName(tr("Signal chart"))

    def scale(self) -> SignalScale:
        """The scale of what is shown; WiFi's while there is nothing."""
        return SIGNAL_SCALES[self._view.measure or "rssi"]

    def title(self) -> str:
        """What is shown, and its unit."""
        return self._title(self.scale())

    def paint_plot(self, painter: QPainter, plot: QRect) -> None:
        """Bands, grid, gaps, hairlines, curve, cursor."""
        scale = self.scale()
        gaps = self._drawing.gaps(self._view.scale)
        spans = chart_paint.covered_spans(gaps, plot.width())
        self._paint_bands(painter, plot, scale, spans)
        ticks = [(scale.y_of(tick.value, plot.height()), tick.label) for tick in scale.ticks()]
        chart_paint.paint_grid(painter, self._theme, plot, [y for y, _ in ticks], spans)
        if self._is_whole:
            chart_paint.paint_tick_labels(painter, self._theme, plot, ticks)
        self._paint_back(painter, plot, gaps)
        self._paint_line(painter, plot, self._drawing, scale, self._view.cursor_signal())

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


class DelayChart(_LineChart):
    """Round trips from zero up."""

    def __init__(self, view: TimeView, theme: Theme, gutters: Gutters, delay: DelayKit) -> None:
        super().__init__(view, theme, gutters)
        self._delay = delay
        self.setAccessibleName(tr("Round trip chart"))

    def scale(self) -> DelayScale:
        """The scale on which the peak in view fits."""
        return delay_scale(self._delay.drawing.peak(self._view.scale), height_px=self.plot().height())

    def title(self) -> str:
        """To whom, and the unit."""
        return self._delay.title()

    def paint_plot(self, painter: QPainter, plot: QRect) -> None:
        """Grid, gaps, bars, cursor."""
        scale = self.scale()
        gaps = self._delay.drawing.gaps(self._view.scale)
        ticks = [(scale.y_of(tick.value, plot.height()), tick.label) for tick in scale.ticks()]
        self._paint_ground(painter, plot, ticks, gaps)
        self._paint_back(painter, plot, gaps)
        self._paint_line(painter, plot, self._delay.drawing, scale, self._delay.at_cursor())


class TrafficChart(TimeChart):
    """What comes down above zero and what goes up below it, on one linear scale, with the time axis below."""

    def __init__(
        self,
        view: TimeView,
        theme: Theme,
        gutters: Gutters,
        drawings: tuple[Drawing, Drawing],
        scale_of: TrafficScale,
        title: Callable[[MirroredScale], str],
    ) -> None:
        super().__init__(view, theme, gutters, gap_above_px=8, has_axis=True)
        self._down, self._up = drawings
        self._scale_of, self._title = scale_of, title
        self.setAccessibleName(tr("Throughput chart"))

    def scale(self) -> MirroredScale:
        """The scale on which the peaks in view fit."""
        time_scale = self._view.scale
        return self._scale_of(self._down.peak(time_scale), self._up.peak(time_scale), self.plot().height())

    def title(self) -> str:
        """What is shown, and its unit."""
        return self._title(self.scale())

    def paint_plot(self, painter: QPainter, plot: QRect) -> None:
        """Grid, gaps, hairlines, both sides, zero line, cursor."""
        scale = self.scale()
        gaps = self._down.gaps(self._view.scale)
        ticks = [(scale.y_of(tick.value, plot.height()), tick.label) for tick in scale.ticks()]
        self._paint_ground(painter, plot, ticks, gaps)
        self._paint_back(painter, plot, gaps)
        if self._is_whole:
            self._paint_sides(painter, plot, scale)
        for drawing, token, side in ((self._down, "down", 1), (self._up, "up", -1)):
            drawing.paint(
                painter,
                plot,
                self._view.scale,
                self._theme.colour(token),
                key=scale,
                height_of=lambda value, side=side: scale.y_of(side * value, plot.height()),  # type: ignore[misc]
            )
        chart_paint.paint_zero(painter, self._theme, plot, scale.y_of(0, plot.height()))
        self._paint_dots(painter, plot, scale)

    def _paint_sides(self, painter: QPainter, plot: QRect, scale: MirroredScale) -> None:
        painter.setFont(self._theme.font(Role.CAPTION))
        for text, token, middle in ((say("↓ Down"), "down", scale.top / 2), (say("↑ Up"), "up", scale.bottom / 2)):
            painter.setPen(self._theme.colour(token))
            self._paint_side(painter, plot, scale.y_of(middle, plot.height()), text)

    def _paint_dots(self, painter: QPainter, plot: QRect, scale: MirroredScale) -> None:
        x, traffic = self._paint_cursor(painter, plot), self._view.cursor_traffic()
        if x is None or traffic is None:
            return
        for value, token in ((traffic[0], "down"), (-traffic[1], "up")):
            at = QPointF(x, plot.top() + scale.y_of(value, plot.height()))
            chart_paint.paint_dot(painter, self._theme, at, self._theme.colour(token))
