"""The table of the log, with the state's glyph and colour; it holds its place while records come and go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QTableView,
)

from netmon_tray import units
from netmon_tray.gui.labels import GLYPH_PX, glyph_pixmap
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.views.log_model import EVENT, NETWORK, STATE, TIME, Held, LogModel
from netmon_tray.gui.views.log_row import EVENT_WORDS, LogRow, Mark, delivery_mark, log_row
from netmon_tray.model import DeliveryState, LoggedRecord, RecordEvent

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 36
_CELL_PX = 8
"""Left and right of what stands in a cell."""
_NETWORK_FROM_PX = 520
"""Below this width the network is left to the detail."""
_HELD_ROWS = 1000
"""So many chosen rows stay chosen when the list is taken anew: of more, the first."""
_WIDEST_TIME = "28 Nov 08:08"


class _Cells(QStyledItemDelegate):
    """Paints the cells: the event with its lighter part, the state in its colour, also where the row is chosen.

    By itself, since Qt's own painting asks the model eight times for each cell: 6 ms for each frame that scrolls.
    """

    def __init__(self, theme: Theme, table: LogTable) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One cell; empty while its row is being read."""
        cell: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_tinted = self._theme.tokens.has_tints or not is_chosen
        if is_chosen:
            painter.fillRect(cell, option.palette.color(QPalette.ColorRole.Highlight))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, self._theme.colour("line"))
        row = self._table.rows.row_at(index.row())
        if row is None:
            return
        left = 0
        if index.column() == STATE:
            left = self._paint_glyph(painter, option, self._table.rows.mark(row), is_tinted=is_tinted)
        for text, token in self._texts(row, index.column()):
            painter.setPen(self._theme.colour(token if is_tinted else "on_accent"))
            left += self._paint_text(painter, option, text, left)
        if option.state & QStyle.StateFlag.State_HasFocus:
            frame = QStyleOptionFocusRect()
            frame.initFrom(self._table)
            frame.rect = cell
            self._table.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, self._table)

    def _texts(self, row: LogRow, column: int) -> tuple[tuple[str, str], ...]:
        """Texts and their colours, one after the other."""
        if column == EVENT:
            return (translated(EVENT_WORDS[row.event]) + " ", "ink"), (self._light(row), "ink2")
        token = self._table.rows.mark(row).tone if column == STATE else "ink"
        return ((self._table.rows.text(row, column), token),)

    def _light(self, row: LogRow) -> str:
        """What stands beside the event: what changed, and on which network something began where no column says so."""
        if row.event is RecordEvent.ESTABLISHED and self._table.isColumnHidden(NETWORK):
            return row.network
        return translated(row.detail)

    def _paint_glyph(self, painter: QPainter, option: QStyleOptionViewItem, mark: Mark, *, is_tinted: bool) -> int:
        place = self._place(option, 0, GLYPH_PX)
        place.moveTop(option.rect.top() + (option.rect.height() - GLYPH_PX) // 2)
        colour = self._theme.colour(mark.tone if is_tinted else "on_accent")
        painter.drawPixmap(place.topLeft(), glyph_pixmap(mark.glyph, colour, self._table.devicePixelRatioF()))
        return GLYPH_PX + _CELL_PX

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, text: str, left: int) -> int:
        metrics: QFontMetrics = option.fontMetrics
        room = option.rect.width() - 2 * _CELL_PX - left
        if text and room > 0:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            leading = Qt.AlignmentFlag.AlignLeft  # a painter of a mirrored widget takes it for the right by itself
            painter.drawText(self._place(option, left, room), leading | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(text)

    @staticmethod
    def _place(option: QStyleOptionViewItem, left: int, width: int) -> QRect:
        cell: QRect = option.rect
        logical = QRect(cell.left() + _CELL_PX + left, cell.top(), width, cell.height())
        return QStyle.visualRect(option.direction, cell, logical)


class LogTable(QTableView):
    """The table.

    Attributes:
        rows: The model.

    Signals:
        chosen: One record was chosen (``LogRow``), or none any more (None).
    """

    chosen = Signal(object)

    def __init__(self, rows: LogModel, theme: Theme) -> None:
        super().__init__()
        self.rows, self._theme = rows, theme
        self._chosen: LogRow | None = None
        self._wants: int | None = None
        """A row that was chosen and is still being read."""
        self._is_settling = self._is_wanted = False
        self.setModel(rows)
        self.setItemDelegate(_Cells(theme, self))
        self._set_up()
        self._restyle()
        theme.changed.connect(self._restyle)
        rows.surveyed.connect(self._settle)
        rows.dataChanged.connect(self._on_read)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.verticalScrollBar().rangeChanged.connect(self._look)

    # --- what is chosen and in view -----------------------------------------------------------------------------------

    def held(self) -> Held:
        """What must not move while the list is taken anew."""
        top = self.rowAt(0) if self.verticalScrollBar().value() > 0 else 0
        marked = itertools.islice(self._marked(), _HELD_ROWS)
        return Held(self.rows.row_at(top) if top > 0 else None, self._chosen, tuple(marked))

    def chosen_ids(self) -> list[int]:
        """The ids of all chosen records that have been read."""
        return [row.id for row in self._marked()]

    def want(self, record: LoggedRecord) -> None:
        """Choose this record when the list is taken anew."""
        self._chosen = log_row(record)
        self._is_wanted = True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy the chosen rows as text, tabs between the cells."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._chosen_text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More rows may be in view, and there is room for more columns or less."""
        super().resizeEvent(event)
        self.setColumnHidden(NETWORK, self.viewport().width() < _NETWORK_FROM_PX * self._enlarged())
        self._look()

    def _chosen_text(self) -> str:
        lines = [[units.date_time_text(row.at_unix_ms), *self.rows.texts(row)[1:]] for row in self._marked()]
        return "".join("\t".join(line) + "\n" for line in lines)

    # --- within -------------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setAccessibleName(tr("Records, newest first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(EVENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(NETWORK, QHeaderView.ResizeMode.Stretch)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(Role.BODY))
        palette = self._theme.palette()
        if self._theme.tokens.has_tints:
            palette.setColor(QPalette.ColorRole.Highlight, self._theme.colour("soft"))
            palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.colour("ink"))
        self.setPalette(palette)
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(_ROW_PX, metrics.height() + 16))
        words = (translated(delivery_mark(state, is_uploading=False).word) for state in DeliveryState)
        widest_word = max(map(metrics.horizontalAdvance, words))
        header = self.horizontalHeader()
        header.resizeSection(TIME, metrics.horizontalAdvance(_WIDEST_TIME) + 2 * _CELL_PX)
        header.resizeSection(STATE, widest_word + GLYPH_PX + 3 * _CELL_PX)

    def _enlarged(self) -> float:
        return max(1.0, self.fontMetrics().height() / 18)

    def _look(self) -> None:
        top = max(0, self.rowAt(0))
        bottom = self.rowAt(self.viewport().height() - 1)
        self.rows.look_at(range(top, (self.rows.rowCount() if bottom < 0 else bottom + 1)))

    def _marked(self) -> Iterator[LogRow]:
        """All chosen records that have been read, from the top."""
        for part in sorted(self.selectionModel().selection().toList(), key=QItemSelectionRange.top):
            yield from self.rows.read_rows(range(part.top(), part.bottom() + 1))

    def _settle(self, top: int, chosen: int | None, marked: Sequence[int]) -> None:
        """After the list was taken anew: the same records stand where they stood."""
        self._is_settling = True
        if top:
            self.scrollTo(self.rows.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        else:
            self.scrollToTop()
        self._wants = None
        if chosen is not None:
            self._mark([chosen] if self._is_wanted else [chosen, *marked])
            if self._is_wanted:
                self.scrollTo(self.rows.index(chosen, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
            self._is_wanted = False
        self._is_settling = False
        self._look()

    def _mark(self, rows: Sequence[int]) -> None:
        """Choose these, the first one as the current one."""
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.rows.index(row, 0), self.rows.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_settling and current.isValid():
            self._wants = current.row()
            self._on_read()

    def _on_read(self) -> None:
        row = None if self._wants is None else self.rows.row_at(self._wants)
        if row is not None:
            self._wants = None
            self._chosen = row
            self.chosen.emit(row)
