"""The networks as a tree of two levels: a row for each, and below it one child that holds what the open row shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt

from netmon_tray.audit import Grade
from netmon_tray.gui import networks_words
from netmon_tray.gui.networks_data import NetworkRow
from netmon_tray.gui.networks_words import DATA, LAST_SEEN, MEDIAN, NAME, SECURITY, TIME
from netmon_tray.gui.translation import translated

Index = QModelIndex | QPersistentModelIndex
_TOP = 0
"""Internal id of a row; that of its child is the row's number and one."""
_GRADES = list(Grade)
_NO_INDEX = QModelIndex()


class NetworksModel(QAbstractItemModel):
    """Sorted and filtered by itself: a few dozen rows.

    Attributes:
        rows: The networks that pass the filter, in order.
        detail_size: How large the child of the open row is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[NetworkRow] = []
        self.detail_size = QSize()
        self.now_unix_ms = 0
        self._all: tuple[NetworkRow, ...] = ()
        self._wanted, self._grade = "", ""
        self._column, self._order = LAST_SEEN, Qt.SortOrder.DescendingOrder

    def show_rows(self, rows: tuple[NetworkRow, ...], now_unix_ms: int) -> None:
        """Show other networks; where they stand as before, the rows stay and with them what is open and focused."""
        self._all, self.now_unix_ms = rows, now_unix_ms
        arranged = self._arranged()
        if [row.key for row in arranged] != [row.key for row in self.rows]:
            self._arrange()
        elif arranged:
            self.rows = arranged
            self.dataChanged.emit(self.index(0, 0), self.index(len(arranged) - 1, self.columnCount() - 1))

    def filter(self, wanted: str, grade: str) -> None:
        """Show only networks whose name or key has ``wanted`` in it, and of one grade (its value; empty: of all)."""
        self._wanted, self._grade = wanted.casefold(), grade
        self._arrange()

    def place_of(self, key: str) -> int | None:
        """Where a network stands; None where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def row_at(self, index: Index) -> NetworkRow:
        """The network of a row, or of its child."""
        return self.rows[index.row() if index.internalId() == _TOP else index.internalId() - 1]

    def _arrange(self) -> None:
        self.beginResetModel()
        self.rows = self._arranged()
        self.endResetModel()

    def _arranged(self) -> list[NetworkRow]:
        passing = [row for row in self._all if self._passes(row)]
        key = partial(_sort_key, self._column)
        return sorted(passing, key=key, reverse=self._order == Qt.SortOrder.DescendingOrder)

    def _passes(self, row: NetworkRow) -> bool:
        texts = (networks_words.shown_name(row), row.name, row.key)
        return self._grade in ("", row.assessment.grade.value) and any(
            self._wanted in text.casefold() for text in texts
        )

    # --- Qt's questions -----------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """A row, or the child of one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The row of a child."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """The networks; one child each."""
        if not parent.isValid():
            return len(self.rows)
        return 1 if parent.internalId() == _TOP and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: ARG002, N802 - Qt's name and signature
        """The same for rows and children, of which the first is spanned."""
        return len(networks_words.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802 - Qt's name
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(networks_words.COLUMNS[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if section >= TIME else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, for those who hear it: what is seen is painted by the delegate."""
        if index.internalId() != _TOP:
            return self.detail_size if role == Qt.ItemDataRole.SizeHintRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(translated(part.text) for part in self.parts(index))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A child is no row that could be chosen."""
        if index.internalId() != _TOP:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._column, self._order = column, order
        self._arrange()

    def parts(self, index: Index) -> Sequence[networks_words.Part]:
        """The pieces of a cell."""
        return networks_words.cell(self.row_at(index), index.column(), self.now_unix_ms)


def _sort_key(column: int, row: NetworkRow) -> tuple[object, ...]:
    keys: dict[int, object] = {
        NAME: networks_words.shown_name(row).casefold(),
        SECURITY: _GRADES.index(row.assessment.grade),
        LAST_SEEN: (row.is_current, row.last_seen_unix_s),
        TIME: row.covered_s,
        DATA: row.total_bytes,
        MEDIAN: row.usual.median if row.usual is not None else float("-inf"),
    }
    return keys[column], row.key
