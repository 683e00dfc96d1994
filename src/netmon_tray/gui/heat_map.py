"""The usage calendar, painted: a square for each day, larger and stronger with the amount; walked by key as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLineF, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from netmon_tray.gui.heat_days import LEVELS, WEEKDAYS, Calendar, HeatDays
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.words import say

CELL_PX = 16
MOST_WEEKS = 53
_SQUARE_PX = (5, 7, 9, 11, 13)
_GAP_PX = 8


class HeatMap(QWidget):
    """The calendar with its legend.

    Signals:
        chosen: A day was chosen (``date``).
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme = theme
        self._heat = HeatDays.of((), today)
        self._shown: tuple[date, date] | None = None
        self.selected: date | None = None
        self._measured_for: QFont | None = None
        self._painted_for: object = None
        self._kept = QPixmap()
        self._label_px = self._month_px = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language
        self.setAccessibleName(tr("Usage per day"))
        theme.changed.connect(self.update)

    def show_days(self, heat: HeatDays) -> None:
        """Show other days."""
        if heat == self._heat:
            return
        self._heat = heat
        self._describe()
        self.update()

    def show_range(self, first: date, last: date) -> None:
        """Outline the days that the charts show."""
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.update()

    def calendar(self) -> Calendar:
        """As many weeks as fit."""
        weeks = (self.width() - self._left_px()) // CELL_PX
        return Calendar(self._heat.today, min(max(weeks, 1), MOST_WEEKS))

    def first_day(self, weeks: int) -> date:
        """The Monday so many weeks back."""
        return Calendar(self._heat.today, weeks).first

    def cell(self, day: date) -> QRect | None:
        """Where a day stands; None outside of the calendar."""
        return next((cell for each, cell in self._cells(self.calendar()) if each == day), None)

    def _cells(self, calendar: Calendar) -> Iterator[tuple[date, QRect]]:
        left, top = self._left_px(), self._top_px()
        for number, day in enumerate(calendar.days()):
            column, row = divmod(number, 7)
            yield day, QRect(left + column * CELL_PX, top + row * CELL_PX, CELL_PX, CELL_PX)

    # --- geometry -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Half a year."""
        return QSize(self._left_px() + 26 * CELL_PX, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few weeks, with months above and the legend below."""
        line_px = QFontMetrics(self._theme.font(Role.AXIS)).height()
        return QSize(self._left_px() + 8 * CELL_PX, self._top_px() + 7 * CELL_PX + 2 * (_GAP_PX + line_px))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Labels need another room in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._measured_for = None
            self.updateGeometry()
        super().changeEvent(event)

    def _left_px(self) -> int:
        self._measure()
        return self._label_px

    def _top_px(self) -> int:
        self._measure()
        return self._month_px

    def _measure(self) -> None:
        """Room for the labels in the present font; asked for each day that is painted, so kept."""
        font = self._theme.font(Role.AXIS)
        if font is not self._measured_for:
            metrics, self._measured_for = QFontMetrics(font), font
            self._label_px = max(metrics.horizontalAdvance(translated(word)) for word in WEEKDAYS) + _GAP_PX
            self._month_px = metrics.height() + 4

    def _day_at(self, place: QPoint) -> date | None:
        column, row = (place.x() - self._left_px()) // CELL_PX, (place.y() - self._top_px()) // CELL_PX
        return self.calendar().day_at(column, row)

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Labels, days and legend as they were painted last, the range that is shown, the selected day."""
        calendar = self.calendar()
        cells = list(self._cells(calendar))
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._layer(calendar, cells))
            self._paint_range(painter, calendar, cells)
            if self.hasFocus() and self.selected is not None and (chosen := self.cell(self.selected)) is not None:
                painter.setPen(QPen(self._theme.colour("ink"), 2))
                painter.drawRect(chosen)

    def _layer(self, calendar: Calendar, cells: Sequence[tuple[date, QRect]]) -> QPixmap:
        """What only another size, other days or other colours change: painting it takes longer than the charts."""
        ratio = self.devicePixelRatioF()
        painted_for = (self._heat, self.size(), ratio, self._theme.tokens, self._theme.font(Role.AXIS).toString())
        if painted_for != self._painted_for:
            self._painted_for = painted_for
            self._kept = QPixmap(self.size() * ratio)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(Qt.GlobalColor.transparent)
            with QPainter(self._kept) as painter:
                painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
                self._paint_labels(painter, calendar)
                for day, cell in cells:
                    if self._heat.is_missing(day):
                        self._paint_slash(painter, cell)
                    elif (level := self._heat.level(day)) is not None:
                        self._paint_level(painter, cell, level)
                self._paint_legend(painter)
        return self._kept

    def _paint_labels(self, painter: QPainter, calendar: Calendar) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        painter.setPen(self._theme.colour("ink2"))
        metrics = painter.fontMetrics()
        every = 2 if metrics.height() <= 2 * CELL_PX else 4
        for row in range(0, 7, every):
            middle = self._top_px() + row * CELL_PX + CELL_PX // 2
            place = QRect(0, middle - metrics.height() // 2, self._left_px() - _GAP_PX, metrics.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, translated(WEEKDAYS[row])
            )
        free_x = 0
        for column, month in calendar.months():
            word = translated(month)
            x, width = self._left_px() + column * CELL_PX, metrics.horizontalAdvance(word)
            if x >= free_x and x + width <= self.width():
                painter.drawText(x, metrics.ascent(), word)
                free_x = x + width + _GAP_PX

    def _paint_level(self, painter: QPainter, cell: QRect, level: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = QRectF(cell).center()
        if level == 0:
            painter.setBrush(self._theme.colour("ink2"))
            painter.drawEllipse(middle, 1.5, 1.5)
            return
        side = _SQUARE_PX[level - 1]
        painter.setBrush(QColor(self._theme.tokens.heat[level - 1]))
        painter.drawRoundedRect(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), 2, 2)

    def _paint_slash(self, painter: QPainter, cell: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ctl"), 1))
        inner = QRectF(cell).adjusted(5, 5, -5, -5)
        painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))

    def _paint_range(self, painter: QPainter, calendar: Calendar, cells: Sequence[tuple[date, QRect]]) -> None:
        """The outline of the days that the charts show: each side of a day whose neighbour is not among them."""
        if self._shown is None:
            return
        first, last = self._shown
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._theme.colour("accent"), 1.5))
        for day, cell in cells:
            if not first <= day <= last:
                continue
            box, row = QRectF(cell), day.weekday()
            left, right = day - timedelta(7), day + timedelta(7)
            sides = (
                (row == 0 or day == first, box.topLeft(), box.topRight()),
                (row == 6 or day in (last, self._heat.today), box.bottomLeft(), box.bottomRight()),
                (left < first or calendar.place(left) is None, box.topLeft(), box.bottomLeft()),
                (right > last or calendar.place(right) is None, box.topRight(), box.bottomRight()),
            )
            painter.drawLines([QLineF(start, end) for is_edge, start, end in sides if is_edge])

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        metrics = painter.fontMetrics()
        x, top = self._left_px(), self._top_px() + 7 * CELL_PX + _GAP_PX
        words = (say("not running"), *self._heat.legend())
        for level, words_of_level in zip((None, *range(LEVELS + 1)), words, strict=True):
            word = translated(words_of_level)
            width = CELL_PX + 2 + metrics.horizontalAdvance(word)
            if x + width > self.width() and x > self._left_px():
                x, top = self._left_px(), top + metrics.height()
            cell = QRect(x, top + (metrics.height() - CELL_PX) // 2, CELL_PX, CELL_PX)
            if level is None:
                self._paint_slash(painter, cell)
            else:
                self._paint_level(painter, cell, level)
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(x + CELL_PX + 2, top + metrics.ascent(), word)
            x += width + 6

    # --- pointer and keyboard -----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tell the day where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), translated(self._heat.text(day)) if day else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a day."""
        day = self._day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select(day)
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk by day and week, Home and End go to the edges, Return chooses."""
        key, calendar = Qt.Key, self.calendar()
        day = self.selected or self._heat.today
        moves = {key.Key_Up: -1, key.Key_Down: 1, key.Key_Left: -7, key.Key_Right: 7}
        pressed = Qt.Key(event.key())
        if pressed in moves:
            self.select(min(max(day + timedelta(moves[pressed]), calendar.first), self._heat.today))
        elif pressed in (key.Key_Home, key.Key_End):
            self.select(calendar.first if pressed == key.Key_Home else self._heat.today)
        elif pressed in (key.Key_Return, key.Key_Enter, key.Key_Space):
            self.select(day)
            self.chosen.emit(day)
        else:
            super().keyPressEvent(event)

    def select(self, day: date) -> None:
        """Put the selection on a day; a screen reader says it."""
        self.selected = day
        self._describe()
        self.update()

    def _describe(self) -> None:
        summary = self._heat.summary(self.calendar().first)
        chosen = say("{day}. {rest}", day=self._heat.text(self.selected), rest=summary) if self.selected else summary
        self.setAccessibleDescription(translated(chosen))
