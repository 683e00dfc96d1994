"""The live charts as a table, newest first; what is copied from it has plain hyphens and tabs."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from netmon_tray.gui import live_words
from netmon_tray.gui.copy_table import CopyTable, Index, RowsModel
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.model import LiveEvent, LivePoint
from netmon_tray.units import MINUS, RateUnits
from netmon_tray.words import say

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


class LiveTableModel(RowsModel):
    """The points in view as rows."""

    def __init__(self, timeline: Timeline, rate_units: RateUnits) -> None:
        super().__init__(live_words.COLUMNS, [live_words.COLUMNS.index(name) for name in _RIGHT])
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """A row for each point."""
        return 0 if parent.isValid() else len(self._rows)

    def cells(self, row: int, minus: str = MINUS) -> tuple[str, ...]:
        """The texts of a row."""
        return live_words.table_cells(self._rows[row], self._events_of(row), self.rate_units, minus)

    def _events_of(self, row: int) -> tuple[LiveEvent, ...]:
        until = self._rows[row].at_unix_ms
        after = self._rows[row + 1].at_unix_ms if row + 1 < len(self._rows) else until - 1000
        return tuple(event for event in self._timeline.events if after < event.at_unix_ms <= until)


class LiveTable(CopyTable):
    """The table, which drops what is not needed where there is little room."""

    rows: LiveTableModel

    def __init__(self, timeline: Timeline, theme: Theme, rate_units: RateUnits) -> None:
        self._widths: dict[str, int] = {}
        super().__init__(LiveTableModel(timeline, rate_units), theme, say("Signal and throughput as a table"))
        header = self.horizontalHeader()
        self._widths = {name: self.fontMetrics().horizontalAdvance(widest) + 24 for name, widest in _WIDEST.items()}
        for name, width in self._widths.items():
            header.resizeSection(live_words.COLUMNS.index(name), width)
        header.setSectionResizeMode(live_words.COLUMNS.index("Events"), QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Drop columns."""
        header = self.horizontalHeader()
        wanted = sum(self._widths.values()) + header.fontMetrics().horizontalAdvance("m" * _EVENT_CHARS)
        for name in ("Network", "Access point"):
            self.setColumnHidden(live_words.COLUMNS.index(name), wanted > self.viewport().width())
        super().resizeEvent(event)
