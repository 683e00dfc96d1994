"""The history charts as a table, newest first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHeaderView

from netmon_tray.gui import history_words
from netmon_tray.gui.copy_table import CopyTable, Index, RowsModel
from netmon_tray.gui.history_line import HistoryLine, Step
from netmon_tray.gui.theme import Theme
from netmon_tray.units import MINUS
from netmon_tray.words import say


class HistoryTableModel(RowsModel):
    """The steps in view as rows."""

    def __init__(self, line: HistoryLine) -> None:
        super().__init__(history_words.COLUMNS, range(1, len(history_words.COLUMNS)))
        self._line = line
        self._rows: list[Step] = []

    def reload(self) -> None:
        """Take the steps in view anew."""
        self.beginResetModel()
        self._rows = self._line.visible_steps()[::-1]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """A row for each step."""
        return 0 if parent.isValid() else len(self._rows)

    def cells(self, row: int, minus: str = MINUS) -> tuple[str, ...]:
        """The texts of a row."""
        return history_words.table_cells(self._line, self._rows[row], minus)


class HistoryTable(CopyTable):
    """The table; all columns share the width."""

    rows: HistoryTableModel

    def __init__(self, line: HistoryLine, theme: Theme) -> None:
        super().__init__(HistoryTableModel(line), theme, say("Signal and usage as a table"))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
