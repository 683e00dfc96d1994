"""Lowest, mean and peak of the range that the History view shows, and what these figures are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from netmon_tray.gui.history_words import SummaryRow
from netmon_tray.gui.labels import Glyph, Text
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.words import say

_HEADINGS = (say("Lowest"), say("Mean"), say("Peak"))


class HistorySummary(QWidget):
    """A small table of labels."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = Text(theme, Role.STRONG)
        self._title.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        for place, heading in enumerate(_HEADINGS, 1):
            self._label(0, place, is_heading=True).set_text(heading)
        self._precision = Text(theme, Role.STRONG, "ink2")
        self._made_of = Text(theme, Role.AXIS, "ink2")
        self._made_of.setWordWrap(True)
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addWidget(Glyph(theme, "note", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._precision)
        words.addWidget(self._made_of)
        note.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addLayout(note)
        column.addStretch(1)

    def show_rows(self, title: str, rows: Sequence[SummaryRow], precision: str, made_of: str) -> None:
        """Show the figures of a range."""
        self._title.set_text(title)
        self._precision.set_text(precision)
        self._made_of.set_text(made_of)
        for number in range(1, max(self._grid.rowCount(), len(rows) + 1)):
            row = rows[number - 1] if number <= len(rows) else None
            cells = (row.name, row.lowest, row.mean, row.peak) if row else ("",) * 4
            for column, cell in enumerate(cells):
                label = self._label(number, column)
                label.setVisible(row is not None)
                label.set_text(cell)
                if row is not None and column:
                    figure = tr("{name}, {what}: {figure}", name=row.name, what=_HEADINGS[column - 1], figure=cell)
                    label.setAccessibleName(figure)

    def _label(self, row: int, column: int, *, is_heading: bool = False) -> Text:
        item = self._grid.itemAtPosition(row, column)
        if item is not None and isinstance(found := item.widget(), Text):
            return found
        label = Text(self._theme, Role.BODY, "ink2" if is_heading else "ink")
        side = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
        self._grid.addWidget(label, row, column, side)
        return label
