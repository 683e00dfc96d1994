"""The live charts as a table, newest first; what is copied from it has plain hyphens and tabs."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from netmon_tray.gui import live_words
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.model import LiveEvent, LivePoint
from netmon_tray.units import HYPHEN, MINUS, RateUnits

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = ("Down", "Up")
_WIDEST = {
    "Time": "00:00:00",
    "Network": "m" * 9,
    "Signal": "Very weak \N{MINUS SIGN}88 dBm",
    "Access point": "2.4 GHz, channel 165",
    "Down": "88.8 Mbit/s",
    "Up": "88.8 Mbit/s",
}
"""Column -> the text that it must hold."""
_EVENT_CHARS = 10
"""Where fewer characters would be left for the events, the table drops columns."""


class LiveTableModel(QAbstractTableModel):
    """The points in view as rows."""

    def __init__(self, timeline: Timeline, rate_units: RateUnits) -> None:
        super().__init__()
        self._timeline = timeline
        self.rate_units: RateUnits = rate_units
        self._rows: deque[LivePoint] = deque()

    def reload(self) -> None:
        """Take all points in view anew."""
        self.beginResetModel()
        self._rows = deque(reversed(self._timeline.visible_points()))
        self.endResetModel()

    def follow(self) -> None:
        """Add the points that came since, and drop those that left the view; the selection stays."""
        seen = self._timeline.visible_points()
        newest = self._rows[0].at_unix_ms if self._rows else -1
        fresh = [point for point in seen if point.at_unix_ms > newest]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._rows.extendleft(fresh)
            self.endInsertRows()
        stale = len(self._rows) - len(seen)
        if stale > 0:
            self.beginRemoveRows(QModelIndex(), len(self._rows) - stale, len(self._rows) - 1)
            for _ in range(stale):
                self._rows.pop()
            self.endRemoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """A row for each point."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """The columns of ``live_words.COLUMNS``."""
        return 0 if parent.isValid() else len(live_words.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802 - Qt's name
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return live_words.COLUMNS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.cells(index.row())[index.column()]

    def cells(self, row: int, minus: str = MINUS) -> tuple[str, ...]:
        """The texts of a row."""
        return live_words.table_cells(self._rows[row], self._events_of(row), self.rate_units, minus)

    def _events_of(self, row: int) -> tuple[LiveEvent, ...]:
        until = self._rows[row].at_unix_ms
        after = self._rows[row + 1].at_unix_ms if row + 1 < len(self._rows) else until - 1000
        return tuple(event for event in self._timeline.events if after < event.at_unix_ms <= until)

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if live_words.COLUMNS[column] in _RIGHT else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class LiveTable(QTableView):
    """The table; Ctrl+C copies the selected rows."""

    def __init__(self, timeline: Timeline, theme: Theme, rate_units: RateUnits) -> None:
        super().__init__()
        self._widths: dict[str, int] = {}
        self.rows = LiveTableModel(timeline, rate_units)
        self.setModel(self.rows)
        self.setAccessibleName("Signal and throughput as a table")
        self.setFont(theme.font(Role.BODY))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._widths = {name: self.fontMetrics().horizontalAdvance(widest) + 24 for name, widest in _WIDEST.items()}
        for name, width in self._widths.items():
            header.resizeSection(live_words.COLUMNS.index(name), width)
        header.setSectionResizeMode(live_words.COLUMNS.index("Events"), QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Drop what is not needed where there is little room."""
        header = self.horizontalHeader()
        wanted = sum(self._widths.values()) + header.fontMetrics().horizontalAdvance("m" * _EVENT_CHARS)
        for name in ("Network", "Access point"):
            self.setColumnHidden(live_words.COLUMNS.index(name), wanted > self.viewport().width())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy rows as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected rows, tabs between cells, with the names of the columns."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [live_words.COLUMNS, *(self.rows.cells(row, HYPHEN) for row in rows)]
        return "".join("\t".join(line) + "\n" for line in lines)
