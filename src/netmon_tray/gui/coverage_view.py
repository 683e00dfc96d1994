"""The coverage of places within the Networks view: scatter or table, of all networks or of one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray.coverage import Spot
from netmon_tray.gui import coverage_words
from netmon_tray.gui.chart_export import ExportButton
from netmon_tray.gui.copy_table import CopyTable, Index, RowsModel
from netmon_tray.gui.coverage_chart import CoverageChart
from netmon_tray.gui.labels import ElidedText, Text
from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.states import StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.units import MINUS
from netmon_tray.words import say


class _Rows(RowsModel):
    """The spots as rows, as the reader gives them."""

    def __init__(self) -> None:
        super().__init__(coverage_words.COLUMNS, range(1, len(coverage_words.COLUMNS)))
        self.spots: tuple[Spot, ...] = ()

    def show_spots(self, spots: tuple[Spot, ...]) -> None:
        """Show other spots."""
        self.beginResetModel()
        self.spots = spots
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """A row for each spot."""
        return 0 if parent.isValid() else len(self.spots)

    def cells(self, row: int, minus: str = MINUS) -> tuple[str, ...]:
        """The texts of a row."""
        return coverage_words.cells(self.spots[row], minus)


class CoverageView(QWidget):
    """Controls, read-out, chart or table.

    Attributes:
        chart, table: The two ways to see it.

    Signals:
        network_chosen: One network was chosen by its key (str), or all of them (None).
    """

    network_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chart = CoverageChart(theme)
        self._rows = _Rows()
        self.table = CopyTable(self._rows, theme, say("Signal by place as a table"))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.networks = QComboBox()
        self.networks.setAccessibleName(tr("Network"))
        self.networks.addItem(tr("All networks"), None)
        self._as_table = QPushButton(tr("Show as table"))
        self._as_table.setCheckable(True)
        self._read_out = ElidedText(theme, Role.BODY, "ink2")
        self._note = Text(theme, Role.AXIS, "ink2")
        self._note.setWordWrap(True)
        self._note.setVisible(False)
        self._export = ExportButton(
            self.chart, lambda: coverage_words.csv_rows(self._rows.spots), lambda: "netmon-coverage"
        )
        self._stack = QStackedWidget()
        self._empty = StateCardView(theme, is_banner=False, parent=self)
        self._empty.setVisible(False)
        self._build()
        self._show_read_out()

    def show_spots(self, spots: tuple[Spot, ...]) -> None:
        """Show other spots."""
        self.chart.show_spots(spots)
        self._rows.show_spots(spots)
        self._empty.show_card(_NO_PLACES)
        self._empty.setVisible(not spots)
        self._stack.setVisible(bool(spots))

    def show_networks(self, networks: tuple[tuple[str, str], ...]) -> None:
        """Offer the networks, by key and name."""
        with QSignalBlocker(self.networks):
            chosen = self.networks.currentData()
            self.networks.clear()
            self.networks.addItem(tr("All networks"), None)
            for key, name in networks:
                self.networks.addItem(name, key)
            self.networks.setCurrentIndex(max(0, self.networks.findData(chosen)))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._read_out, 1)
        for part in (self.networks, self._as_table, self._export):
            part.setMinimumHeight(CONTROL_PX)
            row.addWidget(part)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        column.addStretch(0)
        self.chart.moved.connect(self._show_read_out)
        self._as_table.toggled.connect(self._set_table)
        self._export.told.connect(self._tell)
        self.networks.activated.connect(lambda index: self.network_chosen.emit(self.networks.itemData(index)))

    def _show_read_out(self) -> None:
        self._read_out.set_text(coverage_words.read_out(self.chart.place_at_cursor()))

    def _set_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._stack.setCurrentWidget(self.table if is_table else self.chart)
        self._as_table.setText(tr("Show as chart") if is_table else tr("Show as table"))

    def _tell(self, text: str, is_fault: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._note.set_token("err" if is_fault else "ink2")
        self._note.set_text(text)
        self._note.setVisible(True)


_NO_PLACES = StateCard(
    "coverage",
    "pin",
    "ink2",
    say("No places"),
    say("No positions are recorded"),
    say("The signal is kept by place once recording of the location is allowed, in Settings, Privacy."),
)
