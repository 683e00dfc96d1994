"""Parts of the overview's cards: a rate with its direction, names with their values, the day as a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui.labels import Glyph, Text
from netmon_tray.gui.theme import Role, Theme

_BAR_PX = 10
_DAY_MS = 86_400_000


class Rate(QWidget):
    """One direction: caption with its arrow, large figure, unit."""

    def __init__(self, theme: Theme, arrow: str, token: str, name: str) -> None:
        super().__init__()
        caption = Text(theme, Role.BODY, token)
        caption.set_text(name)
        self._figure, self._unit = Text(theme, Role.FIGURE), Text(theme, Role.LEAD_LIGHT, "ink2")
        head, row = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(Glyph(theme, arrow, token))
        head.addWidget(caption, 1)
        row.setSpacing(6)
        row.addWidget(self._figure)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(row)

    def show_rate(self, figure: str, unit: str) -> None:
        """Show a rate; a missing one is said in words."""
        self._figure.set_text(figure)
        self._figure.setVisible(bool(figure))
        self._unit.set_text(unit)


class Pairs(QWidget):
    """Names at one side, values at the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._labels: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show these, one below the other."""
        while len(self._labels) < len(pairs):
            labels = (Text(self._theme, Role.BODY, "ink2"), Text(self._theme))
            for column, label in enumerate(labels):
                self._grid.addWidget(label, len(self._labels), column)
            self._labels.append(labels)
        for place, labels in enumerate(self._labels):
            for column, label in enumerate(labels):
                label.setVisible(place < len(pairs))
                if place < len(pairs):
                    label.set_text(pairs[place][column])


class DayBar(QWidget):
    """The day from midnight to midnight: what is over, and the outages in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._midnight_unix_ms = self._now_unix_ms = 0
        self._spans: tuple[tuple[int, int], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_day(self, midnight_unix_ms: int, now_unix_ms: int, spans: tuple[tuple[int, int], ...]) -> None:
        """Show a day."""
        self._midnight_unix_ms, self._now_unix_ms, self._spans = midnight_unix_ms, now_unix_ms, spans
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A bar with the times of its ends below it."""
        return QSize(100, _BAR_PX + 6 + self._text_px())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Bar, outages, times."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language
            bar = QRect(0, 2, self.width() - 1, _BAR_PX - 4)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(bar)
            painter.fillRect(
                bar.left(), bar.top(), self._x(self._now_unix_ms), bar.height(), self._theme.colour("line")
            )
            for start, end in self._spans:
                left = self._x(start)
                width = max(3, self._x(end) - left)
                painter.fillRect(min(left, self.width() - width), 0, width, _BAR_PX, self._theme.colour("err"))
            self._paint_times(painter)

    def _paint_times(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        painter.setPen(self._theme.colour("ink2"))
        below = QRect(0, _BAR_PX + 4, self.width(), self._text_px())
        first = units.round_clock_text(self._spans[-1][0]) if self._spans else ""
        for text, side in (
            ("0:00", Qt.AlignmentFlag.AlignLeft),
            (first, Qt.AlignmentFlag.AlignHCenter),
            ("24:00", Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, text)

    def _x(self, at_unix_ms: int) -> int:
        share = (at_unix_ms - self._midnight_unix_ms) / _DAY_MS
        return round(min(max(share, 0.0), 1.0) * (self.width() - 1))

    def _text_px(self) -> int:
        return self.fontMetrics().height()
