"""The tray icon as pixmaps: one glyph per medium and at most one badge cut out of it, in one colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from netmon_tray.gui.svg_shapes import Master, Shape, load_master
from netmon_tray.gui.tray_words import Badge, Face

PANEL_INK = {False: "#232629", True: "#F1F3F5"}
"""Colour on a light panel and on a dark one (visual.md)."""

SIZES: dict[int, tuple[int, int]] = {
    16: (16, 0),
    22: (22, 0),
    24: (22, 1),
    32: (32, 0),
    44: (22, 0),
    48: (22, 2),
    64: (32, 0),
}
"""Pixels -> the master that keeps its edges on whole pixels there, and the margin around it in pixels."""

_UNREACHED = 0.35
_GAP = 1.3
"""Units of the 16 grid between glyph and badge."""
_SLASH_GAP = 0.7
"""The slash runs along the arcs: a wider gap would leave slivers of them."""


def tray_icon(face: Face, *, is_dark_panel: bool) -> QIcon:
    """Paint the icon in every size that a panel asks for."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(tray_pixmap(face, size, is_dark_panel=is_dark_panel))
    icon.setIsMask(True)  # macOS then paints it in the colour of its menu bar; elsewhere it says nothing
    return icon


def tray_pixmap(face: Face, size: int, *, is_dark_panel: bool) -> QPixmap:
    """Paint the icon in one of ``SIZES``."""
    master_size, margin = SIZES[size]
    glyph = load_master(f"tray/{face.glyph}-{master_size}")
    ink = QColor(PANEL_INK[is_dark_panel])
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(margin, margin)
        scale = (size - 2 * margin) / master_size
        painter.scale(scale, scale)
        _paint_glyph(painter, glyph, face, ink)
        if face.badge is not None:
            badge = load_master(f"tray/badge-{face.badge}-{master_size}")
            gap = _SLASH_GAP if face.badge is Badge.OFFLINE else _GAP
            for shape in badge.shapes:
                shape.cut_out(painter, gap * master_size / 16)
            for shape in badge.shapes:
                shape.paint(painter, ink)
    return pixmap


def _paint_glyph(painter: QPainter, glyph: Master, face: Face, ink: QColor) -> None:
    """Paint what is not reached first and fade it as one, so that overlapping shapes do not show through."""
    reached = [shape for shape in glyph.shapes if _is_reached(shape, face)]
    for shape in glyph.shapes:
        if shape not in reached:
            shape.paint(painter, ink)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(QRectF(0, 0, glyph.size, glyph.size), QColor.fromRgbF(0, 0, 0, _UNREACHED))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    for shape in reached:
        shape.paint(painter, ink)


def _is_reached(shape: Shape, face: Face) -> bool:
    if face.badge is Badge.OFFLINE:
        return False
    name, _, step = shape.part.partition("-")
    return name != "level" or int(step) <= face.level
