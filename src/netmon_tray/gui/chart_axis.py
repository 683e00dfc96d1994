"""The time axis below the plots: round clock times, and the chip with the moment at the cursor."""

from __future__ import annotations

import time

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from netmon_tray.gui.chart_scale import TICK_GAP_PX, TimeScale, time_ticks
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated

TICK_PX = 5
_CHIP_TOP_PX = 5
_CHIP_PADDING_PX = 5


def axis_height_px(label_height_px: int) -> int:
    """Space below the plot."""
    return _CHIP_TOP_PX + label_height_px + 6


def utc_offset_s(at_unix_ms: int) -> int:
    """How far local time is ahead of UTC at a moment."""
    return time.localtime(at_unix_ms / 1000).tm_gmtoff


def paint_axis(
    painter: QPainter, theme: Theme, plot: QRect, scale: TimeScale, cursor: tuple[int, str] | None, widget_width: int
) -> None:
    """Ticks with their labels; ``cursor`` is (x, words for its moment) and hides the labels under its chip."""
    painter.setFont(theme.font(Role.AXIS))
    metrics = painter.fontMetrics()
    top = plot.bottom() + _CHIP_TOP_PX + 1
    chip = _chip(painter, theme, plot, cursor, widget_width) if cursor else None
    gap_px = max(TICK_GAP_PX, metrics.horizontalAdvance("00 Mmm") + 16)
    ticks = time_ticks(scale, gap_px=gap_px, utc_offset_s=utc_offset_s(scale.end_unix_ms))
    if any(tick.label.count(":") > 1 for tick in ticks):  # labels with seconds want more room
        gap_px = max(TICK_GAP_PX, metrics.horizontalAdvance("00:00:00") + 16)
        ticks = time_ticks(scale, gap_px=gap_px, utc_offset_s=utc_offset_s(scale.end_unix_ms))
    for tick in ticks:
        x, label = plot.left() + tick.x, translated(tick.label)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.colour("ctl"), 1))
        painter.drawLine(x, plot.bottom() + 1, x, plot.bottom() + TICK_PX)
        width = metrics.horizontalAdvance(label)
        place = QRectF(x - width / 2, top, width, metrics.height())
        if chip is None or not chip.adjusted(-6, -20, 6, 20).intersects(place):
            painter.setPen(theme.colour("ink2"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label)
    if chip is not None and cursor is not None:
        _paint_chip(painter, theme, chip, cursor[1])


def _chip(painter: QPainter, theme: Theme, plot: QRect, cursor: tuple[int, str], widget_width: int) -> QRectF:
    painter.save()
    painter.setFont(theme.font(Role.CAPTION))
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(cursor[1]) + 2 * _CHIP_PADDING_PX
    painter.restore()
    left = min(max(plot.left() + cursor[0] + 0.5 - width / 2, 0), widget_width - width)
    return QRectF(left, plot.bottom() + _CHIP_TOP_PX, width, metrics.height() + 3)


def _paint_chip(painter: QPainter, theme: Theme, chip: QRectF, text: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(chip, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(theme.colour("on_accent"))
    painter.setFont(theme.font(Role.CAPTION))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
