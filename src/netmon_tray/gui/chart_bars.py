"""Bars of steps painted into a plot: solid ones from zero, and ranges from lowest to highest with the mean on them."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from netmon_tray.gui.bar_series import BAR_PX, BarSeries, PlacedBar
from netmon_tray.gui.chart_columns import Gap
from netmon_tray.gui.chart_curve import LINE_PX, HeightOf
from netmon_tray.gui.chart_scale import TimeScale

_SOLID_SHARE = 0.66
"""Of the width of a step."""
_RANGE_SHARE = 0.25
_MEAN_SHARE = 0.55
_MEAN_PX = 2
_RANGE_ALPHA = 0.26


class _Bars:
    """What both kinds of bars are."""

    def __init__(self, series: BarSeries) -> None:
        self._series = series

    def gaps(self, scale: TimeScale) -> tuple[Gap, ...]:
        """Where nothing is known."""
        return self._series.gaps(scale)

    def peak(self, scale: TimeScale) -> float:
        """The highest value in view; 0 where there is none."""
        return self._series.peak(scale)


class SolidBars(_Bars):
    """An amount from zero to its height."""

    def paint(
        self, painter: QPainter, plot: QRect, scale: TimeScale, colour: QColor, *, key: object, height_of: HeightOf
    ) -> None:
        """Paint into ``plot``; ``height_of`` gives pixels from its top."""
        del key  # nothing is kept between frames
        zero = round(height_of(0.0))
        least = -1 if height_of(1.0) < height_of(0.0) else 1  # the least amount is seen
        rects = []
        for bar in self._series.placed(scale):
            if bar.high > 0:
                left, width = _across(bar, _SOLID_SHARE)
                length = round(height_of(bar.high)) - zero or least
                rects.append(QRect(left, min(zero, zero + length), width, abs(length)))
        _begin(painter, plot)
        _fill(painter, rects, colour)
        painter.restore()


class RangeBars(_Bars):
    """Lowest to highest, faint, with a mark at the mean."""

    def paint(
        self, painter: QPainter, plot: QRect, scale: TimeScale, colour: QColor, *, key: object, height_of: HeightOf
    ) -> None:
        """Paint into ``plot``; ``height_of`` gives pixels from its top."""
        del key
        placed = self._series.placed(scale)
        _begin(painter, plot)
        faint = QColor(colour)
        faint.setAlphaF(_RANGE_ALPHA)
        _fill(painter, [_range(bar, height_of) for bar in placed], faint)
        _fill(painter, [_mean(bar, height_of) for bar in placed if bar.right - bar.left >= BAR_PX], colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLines(_mean_line(placed, height_of))
        painter.restore()


def _begin(painter: QPainter, plot: QRect) -> None:
    painter.save()
    painter.setClipRect(plot.adjusted(0, -1, 0, 1))
    painter.translate(plot.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _across(bar: PlacedBar, share: float) -> tuple[int, int]:
    """Left edge and width: a share of a wide step, all of a narrow one."""
    step = bar.right - bar.left
    if step < BAR_PX:
        return bar.left, step
    width = max(2, round(step * share))
    return bar.left + (step - width) // 2, width


def _fill(painter: QPainter, rects: list[QRect], colour: QColor) -> None:
    """All of them at once: a call for each takes ten times as long (PySide6 6.11.3)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(rects)


def _range(bar: PlacedBar, height_of: HeightOf) -> QRect:
    left, width = _across(bar, _RANGE_SHARE)
    top = round(height_of(bar.high))
    return QRect(left, top, width, max(1, round(height_of(bar.low)) - top))


def _mean(bar: PlacedBar, height_of: HeightOf) -> QRect:
    left, width = _across(bar, _MEAN_SHARE)
    return QRect(left, round(height_of(bar.mean)) - _MEAN_PX // 2, width, _MEAN_PX)


def _mean_line(placed: list[PlacedBar], height_of: HeightOf) -> list[QLineF]:
    """Of narrow steps: from each column to the next that adjoins it; one that stands alone is a dot."""
    lines = []
    before: PlacedBar | None = None
    for bar in placed:
        if bar.right - bar.left >= BAR_PX:
            before = None
            continue
        x, y = (bar.left + bar.right) / 2, height_of(bar.mean)
        joins = before is not None and bar.left - before.right <= 1
        start = ((before.left + before.right) / 2, height_of(before.mean)) if joins and before else (x - 0.25, y)
        lines.append(QLineF(*start, x, y))
        before = bar
    return lines
