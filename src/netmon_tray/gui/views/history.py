"""The History view: signal, events and usage from an hour to years, the usage calendar, and lowest, mean and peak."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netmon_tray import units
from netmon_tray.gui import history_words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.chart_export import ExportButton
from netmon_tray.gui.chart_scale import local_date, midnight_unix_ms
from netmon_tray.gui.chart_stack import ChartStack
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.heat_days import HeatDays, UsageDay
from netmon_tray.gui.heat_map import MOST_WEEKS, HeatMap
from netmon_tray.gui.history_data import read_history, read_usage_days
from netmon_tray.gui.history_header import HistoryHeader
from netmon_tray.gui.history_kit import history_kit
from netmon_tray.gui.history_line import HistoryAnswer, HistoryLine
from netmon_tray.gui.history_range import (
    RANGE_WORDS,
    RangeName,
    TimeRange,
    latest,
    name_of,
    offered_steps,
    usual_step,
)
from netmon_tray.gui.history_summary import HistorySummary
from netmon_tray.gui.labels import ElidedText, Text
from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.states import StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.gui.views.history_table import HistoryTable
from netmon_tray.gui.views.view import View
from netmon_tray.model import NetmonError
from netmon_tray.snapshot import Snapshot
from netmon_tray.store.history import Span
from netmon_tray.words import say

ZOOM_PER_NOTCH = 0.8
"""What a notch of the wheel makes of the length of time in view."""
_RANGE_KEY = "history/range"
_NARROW_PX = 700
_CHARTS_PX = 360
"""The least height of the charts: below it the page scrolls."""
_DELAY_PX = 140
"""What the chart of round trips adds to it."""
_CHECK_MS = 60_000
"""How often a range that reaches until now is read anew."""


class HistoryView(View):
    """Header, read-out, charts or table; below them the calendar and the summary.

    ``go_to`` takes a ``TimeRange``, the name of a range, or the key of a network to show alone.

    Attributes:
        line: What is shown.
        charts: The charts.
        heat: The usage calendar.
    """

    name = "history"

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        memory: QSettings,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        super().__init__(bridge, theme, memory)
        self._unix_ms = unix_ms
        remembered = str(memory.value(_RANGE_KEY, RangeName.MONTH.value))
        name = RangeName(remembered) if remembered in RANGE_WORDS else RangeName.MONTH
        shown = latest(name, unix_ms())
        self._step: Span | None = None
        self._network_key: str | None = None
        self._usage: tuple[UsageDay, ...] = ()
        self._is_current, self._read_at_ms = True, 0
        self.line = HistoryLine(shown, HistoryAnswer(usual_step(shown), shown))
        self.charts = ChartStack(self.line, theme, history_kit(self.line))
        self.table: HistoryTable | None = None
        self.heat = HeatMap(theme, local_date(unix_ms()))
        self._build()
        self._connect()
        self._show_range()

    # --- what it shows ------------------------------------------------------------------------------------------------

    def set_seen(self, *, is_seen: bool) -> None:
        """Read anew what may have come while nobody looked."""
        if is_seen:
            self._follow_now()
            self._ask()

    def show_snapshot(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - only the clock matters
        """Read anew once a minute where the range reaches until now."""
        if self._unix_ms() - self._read_at_ms >= _CHECK_MS and not self.line.shown.is_over(self._read_at_ms):
            self._follow_now()
            self._ask()

    def go_to(self, argument: object) -> None:
        """Show a range or a network."""
        if isinstance(argument, TimeRange):
            self._set_range(argument)
        elif isinstance(argument, str) and argument in RANGE_WORDS:
            self._choose(argument)
        elif isinstance(argument, str):
            self._network_key = argument
            self._ask(with_calendar=True)

    def first_focus(self) -> QWidget:
        """The charts, where the arrow keys move the cursor."""
        return self.charts.traffic

    # --- range --------------------------------------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        self.memory.setValue(_RANGE_KEY, name)
        self._step = None
        self._set_range(latest(RangeName(name), self._unix_ms()))

    def _set_range(self, shown: TimeRange) -> None:
        self.line.shown = shown.until(self._unix_ms())
        self._is_current = not self.line.shown.is_over(self._unix_ms())
        if self._step not in offered_steps(self.line.shown):
            self._step = None
        self._show_range()
        self._ask()

    def _follow_now(self) -> None:
        """Where the range was that until now, let it be so still."""
        name = name_of(self.line.shown)
        if self._is_current and name is not None:
            self.line.shown = latest(name, self._unix_ms())
            self._show_range()

    def _zoom(self, x: int, notches: float) -> None:
        self._set_range(self.line.shown.zoomed(self.line.scale.time_at(x), ZOOM_PER_NOTCH**notches))
        self.charts.refresh()  # at once, with what is known already

    def _pan(self, columns: int) -> None:
        shown = self.line.shown
        self._set_range(shown.shifted(columns * shown.length_ms // self.charts.plot_width_px()))
        self.charts.refresh()

    def _show_marked(self, first: int, last: int) -> None:
        self._set_range(self.line.range_of(first, last).zoomed(self.line.scale.time_at(first), 1))

    def _show_day(self, day: date) -> None:
        self._set_range(TimeRange(midnight_unix_ms(day), midnight_unix_ms(day + timedelta(1))))

    def _show_until(self, day: date) -> None:
        """Show a range as long as this one that ends with a date."""
        shown, after = self.line.shown, day + timedelta(1)
        by_ms = midnight_unix_ms(after) - shown.end_unix_ms
        self._set_range(shown.shifted(by_ms) if shown.days == 1 else shown.ending(after))

    def _set_step(self, span: Span) -> None:
        self._step = span
        self._ask()

    def _set_network(self, key: str | None) -> None:
        self._network_key = key
        self._ask(with_calendar=True)

    # --- asking -------------------------------------------------------------------------------------------------------

    def _ask(self, *, with_calendar: bool = False) -> None:
        span, shown, key = self._span(), self.line.shown, self._network_key
        if with_calendar or self._unix_ms() - self._read_at_ms >= _CHECK_MS:
            since = self.heat.first_day(MOST_WEEKS)
            self.bridge.reader.ask(
                self, lambda stores: read_usage_days(stores, since, key), self._show_usage, key="usage"
            )
        self._read_at_ms = self._unix_ms()
        self.bridge.reader.ask(
            self, lambda stores: read_history(stores, span, shown, key), self._show_answer, key="history"
        )

    def _span(self) -> Span:
        return self._step or usual_step(self.line.shown)

    def _show_answer(self, answer: HistoryAnswer | NetmonError) -> None:
        if isinstance(answer, NetmonError):
            self._show_card(StateCard("history", "disk", "err", say("Cannot be read"), answer.title, answer.advice))
            return
        self.line.load(answer)
        self.charts.set_radio(is_radio=answer.measure is not None)
        self._show_delays(has_delays=answer.delays is not None)
        self.charts.refresh()
        if self.table is not None:
            self.table.rows.reload()
        self._header.show_networks(answer.networks, self._network_key)
        self._header.show_range(self.line.shown, answer.span, self._unix_ms())
        self._show_summary()
        self._show_read_out()
        self._show_card(None if self.line.has_values else _empty_card(answer))

    def _show_delays(self, *, has_delays: bool) -> None:
        if self.charts.delay is not None and self.charts.delay.isHidden() == has_delays:
            self.charts.delay.setVisible(has_delays)
            self._stack.setMinimumHeight(_CHARTS_PX + (_DELAY_PX if has_delays else 0))

    def _show_usage(self, usage: tuple[UsageDay, ...] | NetmonError) -> None:
        if not isinstance(usage, NetmonError):
            self.heat.show_days(HeatDays.of(usage, local_date(self._unix_ms())))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show_range(self) -> None:
        shown = self.line.shown
        self._header.show_range(shown, self._span(), self._unix_ms())
        self.heat.show_range(local_date(shown.start_unix_ms), local_date(shown.end_unix_ms - 1))

    def _show_summary(self) -> None:
        rows = history_words.summary_rows(self.line, self.bridge.agent.settings.ui.units)
        network = dict(self.line.answer.networks).get(self._network_key or "")
        dates = self.line.shown.text()
        self._summary.show_rows(
            say("{dates}, {network}", dates=dates, network=network)
            if network
            else say("{dates}, all networks", dates=dates),
            rows,
            history_words.precision_title(self.line.answer.span),
            history_words.precision_text(self.line),
        )

    def _show_read_out(self) -> None:
        self._read_out.set_text(history_words.read_out(self.line))

    def _show_card(self, card: StateCard | None) -> None:
        if card is not None:
            self._empty.show_card(card)
            self._place_empty()
        self._empty.setVisible(card is not None)

    def _place_empty(self) -> None:
        self._empty.adjustSize()
        place = self._empty.rect()
        place.moveCenter(self.charts.upper_plot().center())
        self._empty.move(max(0, place.left()), max(0, place.top()))

    def _set_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_table and self.table is None:
            self.table = HistoryTable(self.line, self.theme)
            self._stack.addWidget(self.table)
        if self.table is not None:
            self.table.rows.reload()
            self._stack.setCurrentWidget(self.table if is_table else self.charts)
        self._as_table.setText(tr("Show as charts") if is_table else tr("Show as table"))

    def _tell(self, text: str, is_fault: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._note.set_token("err" if is_fault else "ink2")
        self._note.set_text(text)
        self._note.setVisible(True)

    # --- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._header = HistoryHeader(self.theme, self)
        self._as_table = QPushButton(tr("Show as table"))
        self._as_table.setCheckable(True)
        self._export = ExportButton(self.charts, lambda: history_words.csv_rows(self.line), self._stem)
        header = FlowLayout(spacing_px=8, pushed_from=4)
        for part in (*self._header.controls(), self._export):
            part.setMinimumHeight(CONTROL_PX)
            header.addWidget(part)
        self._read_out = ElidedText(self.theme, Role.BODY, "ink2")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._read_out, 1)
        below.addWidget(self._header.steps)
        below.addWidget(self._as_table)
        self._note = Text(self.theme, Role.AXIS, "ink2")
        self._note.setWordWrap(True)
        self._note.setVisible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.charts)
        self._stack.setMinimumHeight(_CHARTS_PX)
        self._empty = StateCardView(self.theme, is_banner=False, parent=self.charts)
        self._empty.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(header)
        column.addLayout(below)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        column.addLayout(self._build_below())

    def _build_below(self) -> QBoxLayout:
        self._summary = HistorySummary(self.theme)
        title = Text(self.theme, Role.STRONG)
        title.set_text(say("Usage per day"))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(title)
        left.addWidget(self.heat)
        left.addStretch(1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(24)
        self._below.addLayout(left, 3)
        self._below.addWidget(self._summary, 2)
        return self._below

    def _connect(self) -> None:
        self._header.named.connect(self._choose)
        self._header.moved.connect(lambda steps: self._set_range(self.line.shown.moved(steps)))
        self._header.dated.connect(self._show_until)
        self._header.stepped.connect(self._set_step)
        self._header.network_chosen.connect(self._set_network)
        self._as_table.toggled.connect(self._set_table)
        self._export.told.connect(self._tell)
        self.heat.chosen.connect(self._show_day)
        self.charts.cursor_moved.connect(self._show_read_out)
        self.charts.laid_out.connect(self._place_empty)
        self.charts.zoomed.connect(self._zoom)
        self.charts.panned.connect(self._pan)
        self.charts.selected.connect(self._show_marked)
        self._empty.acted.connect(self.acted)

    def _stem(self) -> str:
        last = local_date(self.line.shown.end_unix_ms - 1)
        return f"netmon-{local_date(self.line.shown.start_unix_ms)}-{last}"

    # --- events -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stack what stands below where it is narrow."""
        is_narrow = self.width() < _NARROW_PX * max(1.0, self.fontMetrics().height() / 18)
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._below.direction() != wanted:
            self._below.setDirection(wanted)
            self._below.setStretch(0, 0 if is_narrow else 3)
            self._below.setStretch(1, 0 if is_narrow else 2)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another language direction or font needs another layout."""
        if event.type() == QEvent.Type.FontChange:
            self._place_empty()
        super().changeEvent(event)


def _empty_card(answer: HistoryAnswer) -> StateCard:
    if answer.known_since_unix_ms is None:
        return StateCard(
            "history",
            "clock",
            "ink2",
            say("Just started"),
            say("No history yet"),
            say("The first minute appears here once it is over."),
        )
    text = say(
        "Nothing was recorded in this range. The history begins on {date}.",
        date=units.date_text(local_date(answer.known_since_unix_ms)),
    )
    return StateCard("history", "note", "ink2", say("Empty"), say("No records here"), text)
