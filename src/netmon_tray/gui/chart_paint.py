"""What the charts have in common: frame, gaps, hairlines, curves, cursor and labels, painted with QPainter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from netmon_tray.gui.chart_columns import Gap
from netmon_tray.gui.theme import Role, Theme

DOT_PX = 3.5
_LABEL_GAP_PX = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a plot stands within its widget."""

    plot: QRect

    def pixel_x(self, x: int) -> float:
        """The middle of a pixel column, in the widget's coordinates."""
        return self.plot.left() + x + 0.5


def dotted_pen(colour: QColor, dash: float, gap: float) -> QPen:
    """A one-pixel line of dots."""
    pen = QPen(colour, 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash, gap])
    return pen


def covered_spans(gaps: Iterable[Gap], width_px: int) -> list[tuple[int, int]]:
    """The parts of a plot where something is known, as (left, right) in pixels; right is exclusive."""
    spans, start = [], 0
    for gap in gaps:
        end = gap.left + 1 if gap.has_left_edge else gap.left
        if end > start:
            spans.append((start, end))
        start = gap.right
    if start < width_px:
        spans.append((start, width_px))
    return spans


def paint_gaps(
    painter: QPainter, theme: Theme, frame: Frame, gaps: Iterable[Gap], word_of: Callable[[Gap], str]
) -> None:
    """Dotted edges and, where it fits, the word for each gap; the page shows through between them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setFont(theme.font(Role.AXIS))
    metrics = painter.fontMetrics()
    plot = frame.plot
    for gap in gaps:
        painter.setPen(dotted_pen(theme.colour("ctl"), 2, 2))
        for x, is_edge in ((gap.left, gap.has_left_edge), (gap.right, gap.has_right_edge)):
            if is_edge and gap.right - gap.left > 2:
                painter.drawLine(plot.left() + x, plot.top(), plot.left() + x, plot.bottom())
        text = fitting(word_of(gap), gap.right - gap.left - 8, metrics)
        if text:
            place = QRect(plot.left() + gap.left, plot.top(), gap.right - gap.left, plot.height())
            painter.setPen(theme.colour("ink2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_sleeps(
    painter: QPainter, theme: Theme, plot: QRect, spans: Iterable[tuple[int, int]], gaps: Sequence[Gap]
) -> None:
    """The shade over the time in which the computer slept, where nothing else is known of it."""
    for start, end in spans:
        for gap in gaps:
            left, right = max(start, gap.left), min(end, gap.right)
            if left < right:
                painter.fillRect(plot.left() + left, plot.top(), right - left, plot.height(), theme.colour("side"))


def fitting(text: str, width_px: int, metrics: QFontMetrics) -> str:
    """The text on one line, on one line per word, or nothing."""
    if metrics.horizontalAdvance(text) <= width_px:
        return text
    words = text.split(" ")
    fits = max(metrics.horizontalAdvance(word) for word in words) <= width_px
    return "\n".join(words) if fits else ""


def paint_hairlines(painter: QPainter, theme: Theme, xs: Iterable[float], top: int, bottom: int) -> None:
    """The dotted lines of events through a plot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(dotted_pen(theme.colour("ctl"), 1, 3))
    for x in xs:
        painter.drawLine(int(x), top, int(x), bottom)
    painter.restore()


def paint_grid(
    painter: QPainter, theme: Theme, plot: QRect, ys: Sequence[float], spans: Sequence[tuple[int, int]]
) -> None:
    """Horizontal lines at the ticks, where something is known; the outermost two frame the whole plot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(theme.colour("line"), 1))
    for place, y in enumerate(ys):
        at = min(plot.top() + round(y), plot.bottom())
        is_frame = place in (0, len(ys) - 1)
        for left, right in ((0, plot.width()),) if is_frame else spans:
            painter.drawLine(plot.left() + left, at, plot.left() + right - 1, at)


def paint_zero(painter: QPainter, theme: Theme, plot: QRect, y: float) -> None:
    """The line between what comes down and what goes up; ``y`` is its distance from the plot's top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.colour("ctl"))
    at = plot.top() + round(y)
    painter.drawLine(plot.left(), at, plot.right(), at)


def paint_tick_labels(painter: QPainter, theme: Theme, plot: QRect, labels: Iterable[tuple[float, str]]) -> None:
    """Labels left of a plot, right-aligned, each centred on its line."""
    painter.setPen(theme.colour("ink2"))
    painter.setFont(theme.font(Role.AXIS))
    height = painter.fontMetrics().height()
    for y, text in labels:
        place = QRectF(0, plot.top() + y - height / 2, plot.left() - _LABEL_GAP_PX, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def paint_cursor(painter: QPainter, theme: Theme, plot: QRect, x: float) -> None:
    """The cursor's line through a plot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))


def paint_dot(painter: QPainter, theme: Theme, at: QPointF, colour: QColor) -> None:
    """The dot of a curve at the cursor, set off from the curve by a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("surface"), 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(at, DOT_PX + 0.75, DOT_PX + 0.75)
    painter.setBrush(Qt.BrushStyle.NoBrush)
