"""The Live view: signal, events and throughput of the last minutes, moving once per sample."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray.gui import states
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.chart_export import ExportButton
from netmon_tray.gui.chart_stack import ChartStack
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import ElidedText, Text, glyph_icon
from netmon_tray.gui.live_kit import csv_rows, live_kit
from netmon_tray.gui.live_words import read_out
from netmon_tray.gui.range_buttons import CONTROL_PX, RangeButtons
from netmon_tray.gui.read_out import ReadOutRow
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.timeline import RANGE_WORDS, RANGES_MS, Timeline
from netmon_tray.gui.translation import tr
from netmon_tray.gui.tray_words import network_name, without_link
from netmon_tray.gui.views.live_table import LiveTable
from netmon_tray.gui.views.view import View
from netmon_tray.model import NetworkType
from netmon_tray.snapshot import Snapshot

if TYPE_CHECKING:
    from netmon_tray.sampler import Tick
    from netmon_tray.units import RateUnits

DEFAULT_RANGE = "5 min"
_RANGE_KEY = "live/range"
_RADIO = frozenset({NetworkType.WIFI, NetworkType.MOBILE})
_TITLE_MINIMUM_PX = 140
_NARROW_PX = 700
ZOOM_PER_NOTCH = 0.8
"""What a notch of the wheel makes of the length of time in view."""


class LiveView(View):
    """Header, read-out row, charts or table.

    Attributes:
        timeline: What is shown.
        charts: The charts.
    """

    name = "live"
    is_live = True

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        memory: QSettings,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        super().__init__(bridge, theme, memory)
        self._unix_ms = unix_ms
        rate_units: RateUnits = bridge.agent.settings.ui.units
        remembered = str(memory.value(_RANGE_KEY, DEFAULT_RANGE))
        range_name = remembered if remembered in RANGES_MS else DEFAULT_RANGE
        self.timeline = Timeline(RANGES_MS[range_name], unix_ms())
        self.timeline.load(bridge.agent.points(), bridge.agent.events())
        self.charts = ChartStack(self.timeline, theme, live_kit(self.timeline, lambda: self._rate_units))
        self.table: LiveTable | None = None
        self._is_following = False
        self._is_seen = False
        self._rate_units = rate_units
        self._title = ElidedText(theme, Role.TITLE)
        self._ranges = RangeButtons(theme, RANGE_WORDS, range_name)
        self._pause = QPushButton(tr("Pause"))
        self._as_table = QPushButton(tr("Show as table"))
        self._export = ExportButton(self.charts, lambda: csv_rows(self.timeline), lambda: "netmon-live")
        self._note = Text(theme, Role.AXIS, "ink2")
        self._row = ReadOutRow(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.charts)
        self._empty = StateCardView(theme, is_banner=False, parent=self.charts)
        self._empty.setVisible(False)
        self._build()
        self._connect()
        self._restyle()
        self.show_snapshot(bridge.snapshot)

    # --- what it shows ------------------------------------------------------------------------------------------------

    def go_to(self, argument: object) -> None:  # noqa: ARG002 - there is but one place to go to
        """Go on at now, with nothing pointed at."""
        if self.timeline.is_paused:
            self._pause.setChecked(False)
        self.charts.forget_pointer()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over the network's name, the state and the units."""
        self._follow_units(self.bridge.agent.settings.ui.units)
        link = snapshot.sample.primary if snapshot.sample else None
        if link is not None:
            self._title.set_text(network_name(link))
            self.charts.set_radio(is_radio=link.network_type in _RADIO)
        else:
            self._title.set_text(without_link(snapshot))
        self._show_empty(snapshot)

    def first_focus(self) -> QWidget:
        """The charts, where the arrow keys move the cursor."""
        return self.charts.traffic

    def set_seen(self, *, is_seen: bool) -> None:
        """Draw again what came while nobody looked."""
        self._is_seen = is_seen
        if is_seen:
            self._reload()

    # --- events -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Put the controls below the name where they do not fit beside it."""
        self._lay_header()
        self._row.set_narrow(is_narrow=self.width() < _NARROW_PX)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font needs another layout."""
        if event.type() == QEvent.Type.FontChange:
            self._lay_header()
        super().changeEvent(event)

    def _on_tick(self, tick: Tick) -> None:
        if self._is_following:
            self.timeline.add(tick.point, tick.events)
        else:  # the agent may still have been filling its memory when the view was made
            self.timeline.load(self.bridge.agent.points(), self.bridge.agent.events())
            self._is_following = True
        if self._is_seen and not self.timeline.is_paused:
            self._refresh()

    def _refresh(self) -> None:
        self.charts.refresh()
        self._show_row()
        if self.table is not None and self._stack.currentWidget() is self.table:
            self.table.rows.follow()

    def _show_row(self) -> None:
        self._row.show_values(read_out(self.timeline, self._rate_units))

    def _set_range(self, name: str) -> None:
        self.timeline.set_range(RANGES_MS[name])
        self._reload()
        self.memory.setValue(_RANGE_KEY, name)

    def _zoom(self, x: int, notches: float) -> None:
        self.timeline.zoom(x, ZOOM_PER_NOTCH**notches)
        self._show_zoom()

    def _pan(self, columns: int) -> None:
        self._pause.setChecked(True)
        self.timeline.pan(columns)
        self._show_zoom()

    def _show_marked(self, first: int, last: int) -> None:
        """Show what was marked by dragging; it would run away unless the view stood still."""
        self._pause.setChecked(True)
        self.timeline.show_columns(first, last)
        self._show_zoom()

    def _show_zoom(self) -> None:
        name = next((name for name, range_ms in RANGES_MS.items() if range_ms == self.timeline.range_ms), None)
        self._ranges.choose(name)
        self._reload()

    def _tell(self, text: str, is_fault: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._note.set_token("err" if is_fault else "ink2")
        self._note.set_text(text)
        self._note.setVisible(True)

    def _set_paused(self, is_paused: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.timeline.set_paused(is_paused=is_paused)
        self._pause.setText(tr("Go on") if is_paused else tr("Pause"))
        self._restyle()
        self._reload()

    def _reload(self) -> None:
        self._refresh()
        if self.table is not None:
            self.table.rows.reload()
        self._show_empty(self.bridge.snapshot)

    def _set_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_table and self.table is None:
            self.table = LiveTable(self.timeline, self.theme, self._rate_units)
            self._stack.addWidget(self.table)
        if self.table is not None:
            self.table.rows.reload()
            self._stack.setCurrentWidget(self.table if is_table else self.charts)
        self._as_table.setText(tr("Show as charts") if is_table else tr("Show as table"))

    # --- within -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for button in (self._pause, self._as_table):
            button.setCheckable(True)
            button.setMinimumHeight(CONTROL_PX)
        self._pause.setMinimumWidth(self._pause.sizeHint().width() + 24)
        self._controls = QWidget()
        controls = FlowLayout(self._controls, spacing_px=8)
        for part in (self._ranges, self._pause, self._as_table, self._export):
            controls.addWidget(part)
        self._header = QGridLayout()
        self._header.setSpacing(8)
        self._header.setColumnStretch(0, 1)
        self._header.addWidget(self._title, 0, 0)
        self._header.addWidget(self._controls, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(self._header)
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        self._note.setWordWrap(True)
        self._note.setVisible(False)
        column.addWidget(self._note)

    def _connect(self) -> None:
        self.bridge.ticked.connect(self._on_tick)
        self._ranges.chosen.connect(self._set_range)
        self._pause.toggled.connect(self._set_paused)
        self._as_table.toggled.connect(self._set_table)
        self.charts.cursor_moved.connect(self._show_row)
        self.charts.laid_out.connect(self._place_empty)
        self.charts.zoomed.connect(self._zoom)
        self.charts.panned.connect(self._pan)
        self.charts.selected.connect(self._show_marked)
        self._export.told.connect(self._tell)
        self._empty.acted.connect(self.acted)
        self.theme.changed.connect(self._restyle)
        self._show_row()

    def _restyle(self) -> None:
        name = "resume" if self.timeline.is_paused else "pause"
        self._pause.setIcon(glyph_icon(name, self.theme.colour("ink"), self.devicePixelRatioF()))
        self._pause.setIconSize(QSize(12, 12))

    def _lay_header(self) -> None:
        needed = _TITLE_MINIMUM_PX + self._controls.sizeHint().width() + 24 * 2
        place = (1, 0) if needed > self.width() else (0, 1)
        index = self._header.indexOf(self._controls)
        if self._header.getItemPosition(index)[:2] != place:  # type: ignore[index]
            self._header.removeWidget(self._controls)
            self._header.addWidget(self._controls, *place)

    def _follow_units(self, rate_units: RateUnits) -> None:
        if rate_units == self._rate_units:
            return
        self._rate_units = rate_units
        if self.table is not None:
            self.table.rows.rate_units = rate_units
        self._reload()

    def _show_empty(self, snapshot: Snapshot) -> None:
        card = None
        if not self.timeline.has_values:
            sampling = self.bridge.agent.settings.sampling
            offline_s = states.offline_s(self.timeline.events, self._unix_ms())
            card = states.empty_card(snapshot, first_values_s=2 * sampling.live_interval_s, offline_s=offline_s)
            self._empty.show_card(card)
            self._place_empty()
        self._empty.setVisible(card is not None)
        self.card_in_view = card

    def _place_empty(self) -> None:
        self._empty.adjustSize()
        place = self._empty.rect()
        place.moveCenter(self.charts.upper_plot().center())
        self._empty.move(max(0, place.left()), max(0, place.top()))
