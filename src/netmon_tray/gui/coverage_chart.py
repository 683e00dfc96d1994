"""The scatter of places, painted: the better the signal, the larger and stronger the dot; walked by key as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netmon_tray import units
from netmon_tray.coverage import Spot
from netmon_tray.gui import coverage_words
from netmon_tray.gui.coverage_plane import PlacedSpot, Plane, placed, plane
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated

_DOT_PX = (3.0, 4.0, 5.5, 7.0, 8.5)
"""Radius by level, from very weak to excellent."""
_REACH_PX = 14
"""How near the pointer has to be."""
_LEFT_PX, _BELOW_PX, _TOP_PX = 58, 26, 24


class CoverageChart(QWidget):
    """The chart.

    Attributes:
        places: What is drawn.
        chosen: The place that is read out, by its number; None for none.

    Signals:
        moved: Another place is read out.
    """

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.places: tuple[PlacedSpot, ...] = ()
        self.chosen: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # east is right in every language
        self.setAccessibleName(tr("Signal by place"))
        theme.changed.connect(self.update)

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """Show other places."""
        self.places, self.chosen = placed(spots), None
        self.setAccessibleDescription(translated(coverage_words.summary(spots)))
        self.moved.emit()
        self.update()

    def place_at_cursor(self) -> PlacedSpot | None:
        """What is read out."""
        return None if self.chosen is None else self.places[self.chosen]

    def plot(self) -> QRect:
        """The plot within the widget; the legend stands below."""
        line_px = QFontMetrics(self._theme.font(Role.AXIS)).height()
        below = _BELOW_PX + 2 * line_px
        return QRect(_LEFT_PX, _TOP_PX, max(1, self.width() - _LEFT_PX - 8), max(1, self.height() - _TOP_PX - below))

    def plane(self) -> Plane:
        """Metres to pixels, as it is now."""
        plot = self.plot()
        return plane(self.places, plot.width(), plot.height())

    def point_of(self, place: PlacedSpot) -> QPointF:
        """Where a place stands in the widget."""
        shown, plot = self.plane(), self.plot()
        return QPointF(plot.left() + shown.x_of(place.east_m), plot.top() + shown.y_of(place.north_m))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few ticks."""
        return QSize(320, 280)

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Title, grid, dots, the one that is read out, legend."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            plot, shown = self.plot(), self.plane()
            painter.setFont(self._theme.font(Role.CAPTION))
            painter.setPen(self._theme.colour("ink"))
            title = tr("Median signal by place, {unit} from the middle; north is up", unit=shown.unit())
            painter.drawText(plot.left(), painter.fontMetrics().ascent(), title)
            painter.fillRect(plot, self._theme.colour("surface"))
            self._paint_grid(painter, plot, shown)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place in self.places:
                level = units.signal_level(place.spot.measure, place.spot.median) or 0
                self._paint_dot(painter, self.point_of(place), level)
            cursor = self.place_at_cursor()
            if cursor is not None:
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(self.point_of(cursor), _REACH_PX - 2, _REACH_PX - 2)
            self._paint_legend(painter, plot)

    def _paint_grid(self, painter: QPainter, plot: QRect, shown: Plane) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for metres, label in shown.ticks(plot.height()):
            y = plot.top() + round(shown.y_of(metres))
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(plot.left(), y, plot.right(), y)
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(QRect(0, y - metrics.height() // 2, plot.left() - 8, metrics.height()), side, label)
        for metres, label in shown.ticks(plot.width()):
            x = plot.left() + round(shown.x_of(metres))
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(x, plot.top(), x, plot.bottom())
            painter.setPen(self._theme.colour("ink2"))
            width = metrics.horizontalAdvance(label)
            painter.drawText(QRectF(x - width / 2, plot.bottom() + 4, width + 1, metrics.height()), label)

    def _paint_dot(self, painter: QPainter, at: QPointF, level: int) -> None:
        painter.setPen(QPen(self._theme.colour("surface"), 1))
        painter.setBrush(QColor(self._theme.tokens.heat[level]))
        painter.drawEllipse(at, _DOT_PX[level], _DOT_PX[level])

    def _paint_legend(self, painter: QPainter, plot: QRect) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        metrics = painter.fontMetrics()
        x, y = float(plot.left()), plot.bottom() + _BELOW_PX + metrics.height()
        for level, word in enumerate(units.SIGNAL_WORDS):
            self._paint_dot(painter, QPointF(x + 9, y - metrics.height() / 3), level)
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(QPointF(x + 22, y), translated(word))
            x += 22 + metrics.horizontalAdvance(translated(word)) + 14

    # --- pointer and keyboard -----------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Read out the nearest place."""
        self._choose(self._nearest(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The pointer went away."""
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and Right walk from west to east, Up and Down from south to north, Home and End to the edges."""
        key = Qt.Key
        eastward = sorted(range(len(self.places)), key=lambda number: self.places[number].east_m)
        northward = sorted(range(len(self.places)), key=lambda number: self.places[number].north_m)
        pressed = Qt.Key(event.key())
        walks = {key.Key_Left: (eastward, -1), key.Key_Right: (eastward, 1)}
        walks |= {key.Key_Up: (northward, 1), key.Key_Down: (northward, -1)}
        if pressed in walks and self.places:
            order, step = walks[pressed]
            at = order.index(self.chosen) + step if self.chosen is not None else 0
            self._choose(order[min(max(at, 0), len(order) - 1)])
        elif pressed in (key.Key_Home, key.Key_End) and self.places:
            self._choose(eastward[0 if pressed == key.Key_Home else -1])
        elif pressed == key.Key_Escape and self.chosen is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _nearest(self, at: QPoint) -> int | None:
        distances = [(self.point_of(place) - QPointF(at)).manhattanLength() for place in self.places]
        nearest = min(reversed(range(len(distances))), key=distances.__getitem__, default=None)  # the topmost of them
        return nearest if nearest is not None and distances[nearest] <= _REACH_PX else None

    def _choose(self, number: int | None) -> None:
        if number != self.chosen:
            self.chosen = number
            self.moved.emit()
            self.update()
