"""A curve of pixel columns as a layer that is kept between frames: a new sample moves it and paints its own end.

Segments, not one polyline: Qt's raster engine strokes a 1.5 px polyline of 1,300 points in 41 ms and the same
segments in 0.7 ms; a filled polygon of that size takes 12 ms, a line per pixel column 0.3 ms (PySide6 6.11.3).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from netmon_tray.gui.chart_columns import Column, ColumnSeries, Gap, Run
from netmon_tray.gui.chart_scale import TimeScale

LINE_PX = 1.5
FILL_ALPHA = 0.16
_OVERHANG_PX = 1
"""Above and below the plot, for the half of a line that lies on its edge."""

HeightOf = Callable[[float], float]


@dataclass(slots=True)
class _Segments:
    """What one run is painted with."""

    lines: list[QLineF] = field(default_factory=list)
    fill: list[QLineF] = field(default_factory=list)


class Curve:
    """Paints one series; ``is_filled`` adds a faint fill between the line and zero.

    The layer moves by whole device pixels. Where a logical pixel is not a whole number of them it lies up to half
    a device pixel beside the axis, which nobody sees; painting an hour anew at each sample would cost 15 ms.
    """

    def __init__(self, series: ColumnSeries, *, is_filled: bool) -> None:
        self._series = series
        self._is_filled = is_filled
        self._layer = QPixmap()
        self._ratio = 1.0
        self._made_for: object = None
        self._base = 0
        """The first column at the last time when everything was painted."""
        self._moved = 0
        """Device pixels that the layer has moved by since."""
        self._final = 0
        """Columns before this one are painted as they will stay."""

    def gaps(self, scale: TimeScale) -> tuple[Gap, ...]:
        """Where nothing is known."""
        return self._series.gaps(scale)

    def peak(self, scale: TimeScale) -> float:
        """The highest value in view; 0 where there is none."""
        return self._series.peak(scale)

    def paint(
        self, painter: QPainter, plot: QRect, scale: TimeScale, colour: QColor, *, key: object, height_of: HeightOf
    ) -> None:
        """Paint into ``plot``; ``height_of`` gives pixels from its top, and ``key`` says when that changed."""
        ratio = painter.device().devicePixelRatioF()
        made_for = (key, plot.size(), ratio, self._series.generation, colour.name())
        moved = round((scale.first_column - self._base) * ratio)
        if made_for != self._made_for or not 0 <= moved - self._moved < self._layer.width():
            self._made_for, self._ratio = made_for, ratio
            self._base, self._moved = scale.first_column, 0
            self._layer = QPixmap(round(plot.width() * ratio), round((plot.height() + 2 * _OVERHANG_PX) * ratio))
            self._render(colour, height_of, from_column=self._base - 1)
        else:
            if moved != self._moved:
                self._layer.scroll(self._moved - moved, 0, self._layer.rect())
                self._moved = moved
            self._render(colour, height_of, from_column=self._final)
        painter.drawPixmap(plot.left(), plot.top() - _OVERHANG_PX, self._layer)

    def _render(self, colour: QColor, height_of: HeightOf, *, from_column: int) -> None:
        """Paint everything from a column on; what was there is wiped first."""
        self._layer.setDevicePixelRatio(1)
        left = max(0, math.floor((from_column - self._base) * self._ratio) - self._moved)
        fresh = self._layer.rect().adjusted(left, 0, 0, 0)
        if from_column < self._base:
            self._layer.fill(Qt.GlobalColor.transparent)
        with QPainter(self._layer) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(fresh, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setClipRect(fresh)
            painter.translate(-self._moved, 0)
            painter.scale(self._ratio, self._ratio)
            painter.translate(0, _OVERHANG_PX)
            for run in self._series.runs:
                if run.end >= from_column:
                    self._paint_run(painter, self._segments(run, from_column, height_of), colour)
        self._layer.setDevicePixelRatio(self._ratio)
        self._final = self._last_open_column()

    def _last_open_column(self) -> int:
        """The last column but one: from there on the next sample can still change what is painted."""
        if not self._series.runs:
            return self._base
        columns = self._series.runs[-1].columns
        return columns[-2].number if len(columns) > 1 else columns[-1].number

    def _paint_run(self, painter: QPainter, segments: _Segments, colour: QColor) -> None:
        if segments.fill:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            faint = QColor(colour)
            faint.setAlphaF(FILL_ALPHA)
            painter.setPen(QPen(faint, 1))
            painter.drawLines(segments.fill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLines(segments.lines)

    def _segments(self, run: Run, from_column: int, height_of: HeightOf) -> _Segments:
        segments = _Segments()
        end: tuple[float, float] | None = None
        for column in _from(run, from_column):
            x = column.number - self._base + 0.5
            first_y = height_of(column.first)
            if end is not None:
                segments.lines.append(QLineF(*end, x, first_y))
            if column.low != column.high:
                segments.lines.append(QLineF(x, height_of(column.high), x, height_of(column.low)))
            if self._is_filled:
                segments.fill.extend(_fill(end, x, first_y, height_of(column.high), height_of(0.0)))
            end = (x, height_of(column.last))
        if not segments.lines and end is not None:  # a single value is a short line, not nothing
            segments.lines.append(QLineF(end[0] - 0.5, end[1], end[0] + 0.5, end[1]))
        return segments


def _from(run: Run, number: int) -> Iterable[Column]:
    """The columns of a run from ``number`` on, and the two before them: line ends reach into the next column."""
    found: list[Column] = []
    before = 0
    for column in reversed(run.columns):
        found.append(column)
        before += column.number < number
        if before == 2:
            break
    return reversed(found)


def _fill(end: tuple[float, float] | None, x: float, y: float, peak_y: float, zero_y: float) -> Iterator[QLineF]:
    """One vertical line per pixel column, from the column after ``end`` to the one at ``x``."""
    if end is not None:
        for step in range(1, round(x - end[0])):
            between = end[1] + (y - end[1]) * step / (x - end[0])
            yield QLineF(end[0] + step, between, end[0] + step, zero_y)
    yield QLineF(x, peak_y, x, zero_y)
