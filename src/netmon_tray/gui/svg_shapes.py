"""The SVG masters as painter paths.

Only what the masters use is read: ``<path>`` elements with absolute M, L, H, V, C and Z, filled or stroked.
QtSvg reads more and costs 1.8 MB in a tray that has 60 (measured, PySide6 6.11.3); a test holds both readings
together, pixel by pixel.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from netmon_tray.gui.resources import read_master

CURRENT_COLOUR = "currentColor"

_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) [\d.]+"')
_PATH = re.compile(r"<path\b([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_STEP = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")
_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a master."""

    part: str
    """The element's id, "" without one."""
    path: QPainterPath
    colour: str
    """``currentColor`` or a hexadecimal colour."""
    stroke_width: float
    """0 for a filled shape."""
    cap: Qt.PenCapStyle

    def paint(self, painter: QPainter, current: QColor) -> None:
        """Paint the shape; ``current`` stands for ``currentColor``."""
        colour = current if self.colour == CURRENT_COLOUR else QColor(self.colour)
        if self.stroke_width == 0:
            painter.fillPath(self.path, colour)
            return
        pen = QPen(QBrush(colour), self.stroke_width, Qt.PenStyle.SolidLine, self.cap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self.path, pen)

    def cut_out(self, painter: QPainter, gap: float) -> None:
        """Clear the shape and ``gap`` units around it from what is painted already."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        stroker = QPainterPathStroker()
        stroker.setWidth(self.stroke_width + 2 * gap)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.fillPath(stroker.createStroke(self.path), QColor(Qt.GlobalColor.black))
        if self.stroke_width == 0:
            painter.fillPath(self.path, QColor(Qt.GlobalColor.black))
        painter.restore()


@dataclass(frozen=True, slots=True)
class Master:
    """A square picture of ``size`` units."""

    size: float
    shapes: tuple[Shape, ...]


@functools.cache
def load_master(name: str) -> Master:
    """Read a master once; NetmonError where its file is missing."""
    return parse_master(read_master(name))


def parse_master(text: str) -> Master:
    """Read the text of a master; ValueError where it uses more than the masters do."""
    box = _VIEW_BOX.search(text)
    if box is None:
        raise ValueError("a master needs viewBox='0 0 size size'")
    return Master(float(box[1]), tuple(_shape(dict(_ATTRIBUTE.findall(found[1]))) for found in _PATH.finditer(text)))


def _shape(attributes: dict[str, str]) -> Shape:
    is_stroked = attributes.get("fill") == "none"
    return Shape(
        part=attributes.get("id", ""),
        path=_painter_path(attributes["d"]),
        colour=attributes["stroke" if is_stroked else "fill"],
        stroke_width=float(attributes["stroke-width"]) if is_stroked else 0.0,
        cap=_CAPS[attributes.get("stroke-linecap", "butt")],
    )


def _painter_path(text: str) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for step in _STEP.finditer(text):
        numbers = [float(number) for number in step[2].split()]
        _append(path, step[1], iter(numbers), len(numbers))
    return path


def _append(path: QPainterPath, letter: str, numbers: Iterator[float], count: int) -> None:
    at = path.currentPosition()
    match letter, count:
        case "M", 2:
            path.moveTo(next(numbers), next(numbers))
        case "L", 2:
            path.lineTo(next(numbers), next(numbers))
        case "H", 1:
            path.lineTo(next(numbers), at.y())
        case "V", 1:
            path.lineTo(at.x(), next(numbers))
        case "C", 6:
            path.cubicTo(*numbers)
        case "Z", 0:
            path.closeSubpath()
        case _:
            raise ValueError(f"a master's path cannot hold {letter} with {count} numbers")
