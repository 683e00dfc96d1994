"""The networks on the screen: a QTreeView of which one row is open and holds a widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from netmon_tray.gui.labels import GLYPH_PX, glyph_pixmap
from netmon_tray.gui.network_detail import NetworkDetailView
from netmon_tray.gui.networks_data import NetworkRow
from netmon_tray.gui.networks_model import Index, NetworksModel
from netmon_tray.gui.networks_words import DATA, LAST_SEEN, MEDIAN, NAME, SECURITY, TIME
from netmon_tray.gui.states import GRADE_GLYPHS
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated

ROW_PX = 40
_CELL_PX = 6
_SPACE_PX = 5
_WIDEST = {LAST_SEEN: "Yesterday, 00:00", TIME: "00 h 00 min", DATA: "000 GB", MEDIAN: "Very weak \N{MINUS SIGN}88 dBm"}
"""Column -> the text that it must hold."""
_LEAST_NAME, _LEAST_SECURITY = "n" * 16, "n" * 20


class _Cells(QStyledItemDelegate):
    """Paints a cell as its pieces: the strong one, then the lighter one; grades with their glyph."""

    def __init__(self, theme: Theme, tree: NetworksTree) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Rows of one height; a child as tall as its widget."""
        if index.parent().isValid():
            return self._tree.networks.detail_size
        return QSize(0, max(ROW_PX, option.fontMetrics.height() + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; a child's widget paints itself."""
        if index.parent().isValid():
            return
        cell: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_tinted = self._theme.tokens.has_tints or not is_chosen
        if is_chosen:
            painter.fillRect(cell, option.palette.color(QPalette.ColorRole.Highlight))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, self._theme.colour("line"))
        left = _CELL_PX
        if index.column() == SECURITY:
            glyph, token = GRADE_GLYPHS[self._tree.networks.row_at(index).assessment.grade]
            colour = self._theme.colour(token if is_tinted else "on_accent")
            place = self._place(option, left, GLYPH_PX)
            place.moveTop(cell.top() + (cell.height() - GLYPH_PX) // 2)
            painter.drawPixmap(place.topLeft(), glyph_pixmap(glyph, colour, self._tree.devicePixelRatioF()))
            left += GLYPH_PX + _CELL_PX
        self._paint_parts(painter, option, index, left, is_tinted=is_tinted)

    def _paint_parts(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, left: int, *, is_tinted: bool
    ) -> None:
        for part in self._tree.networks.parts(index):
            painter.setFont(self._theme.font(Role.STRONG if part.is_strong else Role.BODY))
            painter.setPen(self._theme.colour(part.colour if is_tinted else "on_accent"))
            room = option.rect.width() - _CELL_PX - left
            if room <= 0:
                return
            metrics = painter.fontMetrics()
            whole = translated(part.text)
            text = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
            if text != whole and index.column() == NAME and not part.is_strong:
                return  # half of the medium's short word says nothing
            side = Qt.AlignmentFlag.AlignTrailing if index.column() >= TIME else Qt.AlignmentFlag.AlignLeading
            aligned = QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(self._place(option, left, room), aligned, text)
            left += metrics.horizontalAdvance(text) + _SPACE_PX

    @staticmethod
    def _place(option: QStyleOptionViewItem, left: int, width: int) -> QRect:
        cell: QRect = option.rect
        return QStyle.visualRect(option.direction, cell, QRect(cell.left() + left, cell.top(), width, cell.height()))


class NetworksTree(QTreeView):
    """The tree; ``make_detail`` makes the widget of the row that is opened.

    Attributes:
        networks: The model.
        open_key: The network whose row is open; None while all are closed.
        detail: The widget in the open row.

    Signals:
        opened: A row was opened (the network's key).
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, make_detail: Callable[[NetworkRow], NetworkDetailView]) -> None:
        super().__init__()
        self._theme, self._make_detail = theme, make_detail
        self.networks = NetworksModel()
        self.open_key: str | None = None
        self.detail: NetworkDetailView | None = None
        self._needs = (1, 1)
        """What names and security need."""
        self.setModel(self.networks)
        self.setItemDelegate(_Cells(theme, self))
        self._set_up()
        self._restyle()
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        self.clicked.connect(self._toggle)
        self.networks.modelAboutToBeReset.connect(self._let_go)
        self.networks.modelReset.connect(self._reopen)
        self.networks.modelReset.connect(self._measure)
        theme.changed.connect(self._restyle)

    def open(self, key: str) -> bool:
        """Open the row of a network; whether it is shown at all."""
        place = self.networks.place_of(key)
        if place is None:
            return False
        index = self.networks.index(place, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.setExpanded(index, True)
        self.scrollTo(index)
        return True

    def fit_detail(self) -> None:
        """Give the open row the height that its widget needs now."""
        if self.detail is None:
            return
        width = self.viewport().width() - 2 * self.indentation()
        self.detail.set_width(width)
        needed = self.detail.heightForWidth(width) if self.detail.hasHeightForWidth() else -1
        size = QSize(width, max(needed, self.detail.minimumSizeHint().height()))
        if size != self.networks.detail_size:
            self.networks.detail_size = size
            self.scheduleDelayedItemsLayout()

    # --- events -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Drop the data, then the time, where it is narrow."""
        super().resizeEvent(event)
        self._fit_columns()
        self.fit_detail()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return and Space open and close the row, as a click does; the arrows do what they do in any tree."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    # --- within -------------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setAccessibleName(tr("Networks"))
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSortIndicator(LAST_SEEN, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def _restyle(self) -> None:
        palette = self._theme.palette()
        if self._theme.tokens.has_tints:
            palette.setColor(QPalette.ColorRole.Highlight, self._theme.colour("soft"))
            palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.colour("ink"))
        self.setPalette(palette)
        self._measure()

    def _fit_columns(self) -> None:
        metrics, header = self.fontMetrics(), self.header()
        widths = {column: metrics.horizontalAdvance(text) + 2 * _CELL_PX + 6 for column, text in _WIDEST.items()}
        least = [metrics.horizontalAdvance(text) for text in (_LEAST_NAME, _LEAST_SECURITY)]
        room = self.viewport().width() - sum(least)
        for column in (DATA, TIME):
            is_hidden = sum(widths.values()) > room
            self.setColumnHidden(column, is_hidden)
            if is_hidden:
                del widths[column]
        widths = {column: max(width, header.sectionSizeHint(column)) for column, width in widths.items()}
        widths[NAME] = self._name_width(self.viewport().width() - sum(widths.values()))
        for column, width in widths.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(SECURITY, QHeaderView.ResizeMode.Stretch)

    def _name_width(self, room: int) -> int:
        """How much of the room that name and security have together the names get: as both need it."""
        name, security = self._needs
        if name + security <= room:
            return name + (room - name - security) // 2
        return int(room * name / (name + security))

    def _measure(self) -> None:
        """How wide names and security are where nothing is cut off."""
        strong, light = (QFontMetrics(self._theme.font(role)) for role in (Role.STRONG, Role.BODY))

        def width(row: int, column: int) -> int:
            parts = self.networks.parts(self.networks.index(row, column))
            return sum(
                (strong if part.is_strong else light).horizontalAdvance(translated(part.text)) + _SPACE_PX
                for part in parts
            )

        rows = range(self.networks.rowCount())
        name = max((width(row, NAME) for row in rows), default=0) + self.indentation() + 2 * _CELL_PX
        security = max((width(row, SECURITY) for row in rows), default=0) + GLYPH_PX + 3 * _CELL_PX
        least = (self.fontMetrics().horizontalAdvance(text) for text in (_LEAST_NAME, _LEAST_SECURITY))
        self._needs = max(name, next(least)), max(security, next(least))
        self._fit_columns()

    def _toggle(self, index: QModelIndex) -> None:
        top = index.siblingAtColumn(0)
        if top.isValid() and not top.parent().isValid():
            self.setExpanded(top, not self.isExpanded(top))

    def _on_expanded(self, index: QModelIndex) -> None:
        row = self.networks.row_at(index)
        before = self.networks.place_of(self.open_key) if self.open_key is not None else None
        if before is not None and before != index.row():
            self.setExpanded(self.networks.index(before, 0), False)
        self.open_key = row.key
        self._put_detail(index, row)
        self.opened.emit(row.key)

    def _put_detail(self, index: QModelIndex, row: NetworkRow) -> None:
        child = self.networks.index(0, 0, index)
        self.setFirstColumnSpanned(0, index, True)
        self.detail = self._make_detail(row)
        self.detail.setAutoFillBackground(True)
        self.setIndexWidget(child, self.detail)
        self.fit_detail()

    def _on_collapsed(self, index: QModelIndex) -> None:
        if self.networks.row_at(index).key == self.open_key:
            self.open_key, self.detail = None, None
            self.setIndexWidget(self.networks.index(0, 0, index), None)  # type: ignore[arg-type]

    def _let_go(self) -> None:
        self.detail = None

    def _reopen(self) -> None:
        """What was open before the model was made anew is open again."""
        key, self.open_key = self.open_key, None
        if key is not None:
            QTimer.singleShot(0, self, lambda: self.open(key))
