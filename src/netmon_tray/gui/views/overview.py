"""Overview: the network, what moves, how it protects, how quick it is, what it cost, what failed and what waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from netmon_tray import units
from netmon_tray.gui import states
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.card import Card
from netmon_tray.gui.history_range import RangeName
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.tray_words import waiting, without_link
from netmon_tray.gui.upload_words import Remedy
from netmon_tray.gui.views import overview_words
from netmon_tray.gui.views.overview_cards import (
    HeroCard,
    LatencyCard,
    OutagesCard,
    SecurityCard,
    ThroughputCard,
    UsageCard,
    WordsCard,
)
from netmon_tray.gui.views.overview_data import Today, today
from netmon_tray.gui.views.view import View
from netmon_tray.model import Link, NetmonError, NetworkType
from netmon_tray.sampler import Tick
from netmon_tray.snapshot import Snapshot
from netmon_tray.storage import Stores
from netmon_tray.upload.wire import network_key
from netmon_tray.words import say

ASKED_EVERY_S = 10.0
"""What today has brought is read anew this often, and when somebody comes to look."""
_WIDE_PX, _PAIRED_PX = 700, 580
"""From these widths on, in text of the usual size: as designed, and in pairs; else one below the other."""
_USUAL_LINE_PX = 16
_COLUMNS = 12
_LAYOUTS: tuple[tuple[int, ...], ...] = ((12, 8, 4, 3, 3, 3, 3), (12, 12, 12, 6, 6, 6, 6), (12,) * 7)
"""Columns that each card takes: wide, in pairs, one below the other (visual.md)."""


class OverviewView(View):
    """Seven cards, each a button that leads to its view."""

    name = "overview"
    is_live = True

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__(bridge, theme, memory)
        self.hero = HeroCard(theme)
        self.throughput = ThroughputCard(theme, bridge.agent.settings.ui.units)
        self.security = SecurityCard(theme, say("Security"))
        self.latency = LatencyCard(theme, say("Latency"))
        self.usage = UsageCard(theme)
        self.outages = OutagesCard(theme, say("Outages today"))
        self.upload = WordsCard(theme, say("Upload"))
        self._remedy: Remedy | None = None
        self._today: Today | None = None
        self._asked_s = float("-inf")
        self._is_following = self._is_seen = False
        self._layout: int | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 24, 24, 24)
        self._grid.setSpacing(16)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._connect()
        self._arrange()
        self._load()

    def cards(self) -> tuple[Card, ...]:
        """All of them, in the order in which they stand."""
        return (self.hero, self.throughput, self.security, self.latency, self.usage, self.outages, self.upload)

    # --- what it shows ------------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over what is now."""
        now_unix_ms = _now_unix_ms()
        link = snapshot.sample.primary if snapshot.sample else None
        self._show_hero(snapshot, link, now_unix_ms)
        self.throughput.show_rates(snapshot.throughput, self.bridge.agent.settings.ui.units)
        if link is None:
            verdict = overview_words.Verdict("dash", "ink2", without_link(snapshot), "", "ink2")
            self.security.show_security(verdict, None, can_be_trusted=False)
        else:
            verdict, action = overview_words.security(snapshot, link)
            is_trusted = self._today is None or self._today.is_trusted
            offers_trust = not is_trusted and self._network_key(link) is not None
            self.security.show_security(verdict, action, can_be_trusted=offers_trust)
        verdict, self._remedy = overview_words.upload(snapshot, now_unix_ms)
        self.upload.offer(self._remedy.value if self._remedy else None)
        self.upload.show_verdict(verdict)
        if self._today is not None:
            self._show_latency(snapshot, self._today)
        self._ask()

    def set_seen(self, *, is_seen: bool) -> None:
        """Read what today has brought when someone looks."""
        self._is_seen = is_seen
        if is_seen:
            self._load()
            self._ask_now()

    def first_focus(self) -> QWidget:
        """The first card."""
        return self.hero

    # --- events -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Arrange the cards for the width."""
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger text needs another arrangement."""
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
        super().changeEvent(event)

    def _on_tick(self, tick: Tick) -> None:
        if not self._is_following:
            self._load()
            self._is_following = True
            return
        for spark in (self.hero.spark, self.throughput.spark):
            spark.add(tick.point, tick.events)

    # --- within -------------------------------------------------------------------------------------------------------

    def _show_hero(self, snapshot: Snapshot, link: Link | None, now_unix_ms: int) -> None:
        if link is not None and not snapshot.is_paused:
            self.card_in_view = None
            self.hero.show_hero(overview_words.hero(snapshot, link, self.bridge.agent.events(), now_unix_ms))
            return
        offline_s = states.offline_s(self.bridge.agent.events(), now_unix_ms)
        interval_s = self.bridge.agent.settings.sampling.live_interval_s
        self.card_in_view = states.empty_card(snapshot, first_values_s=2 * interval_s, offline_s=offline_s)
        self.hero.show_state(self.card_in_view)

    def _ask_now(self) -> None:
        self._asked_s = float("-inf")
        self._ask()

    def _load(self) -> None:
        points, events = self.bridge.agent.points(), self.bridge.agent.events()
        for spark in (self.hero.spark, self.throughput.spark):
            spark.load(points, events)

    def _show_unread(self, error: NetmonError) -> None:
        verdict = overview_words.Verdict("dash", "ink2", say("Not available"), error.title, "ink2")
        for card in (self.latency, self.outages):
            card.show_verdict(verdict)
        self.usage.show_unread(error.title)

    def _show_latency(self, snapshot: Snapshot, known: Today) -> None:
        """Of the last minute; while another process asks, as it was stored last."""
        trips = snapshot.standing.round_trips or known.trips
        rows = overview_words.latency_rows(trips)
        self.latency.show_latency(overview_words.latency(trips, rows), rows)

    def _ask(self) -> None:
        if self._is_seen and time.monotonic() - self._asked_s >= ASKED_EVERY_S:
            self._asked_s = time.monotonic()
            rules, now_unix_ms = self.bridge.agent.settings.quota, _now_unix_ms()
            key = self._current_key()
            self.bridge.reader.ask(
                self, lambda stores: today(stores, rules, now_unix_ms, key), self._take_today, key="today"
            )

    def _current_key(self) -> str | None:
        sample = self.bridge.snapshot.sample
        return self._network_key(sample.primary) if sample and sample.primary else None

    def _network_key(self, link: Link) -> str | None:
        """The network's name in the history; None where it is not called so there, or needs no trust."""
        is_named = self.bridge.agent.settings.privacy.network_name == "full"
        return network_key(link) if is_named and link.network_type is NetworkType.WIFI else None

    def _trust(self) -> None:
        key = self._current_key()
        if key is None:
            return

        def step(stores: Stores) -> bool:
            return stores.history.set_flags(key, replace(stores.history.flags(key), is_trusted=True))

        self.bridge.errand(self, lambda: [self.bridge.agent.note(step)], lambda _: self._ask_now())

    def _take_today(self, found: Today | NetmonError) -> None:
        if isinstance(found, NetmonError):
            if self._today is None:  # else what was read before stays
                self._show_unread(found)
            return
        now_unix_ms = _now_unix_ms()
        self._today = found
        self.usage.show_usage(found, units.MONTHS[time.localtime(now_unix_ms / 1000).tm_mon - 1])
        outages = overview_words.outages(found.events, found.midnight_unix_ms, now_unix_ms)
        self.outages.show_outages(outages, found.midnight_unix_ms, now_unix_ms)
        self.show_snapshot(self.bridge.snapshot)

    def _connect(self) -> None:
        self.bridge.ticked.connect(self._on_tick)
        places: tuple[tuple[Card, str, Callable[[], object]], ...] = (
            (self.hero, "live", lambda: None),
            (self.throughput, "live", lambda: None),
            (self.security, "networks", self._current_key),
            (self.latency, "history", lambda: RangeName.DAY),
            (self.usage, "history", lambda: RangeName.MONTH),
            (self.outages, "history", lambda: RangeName.DAY),
            (self.upload, "log", lambda: "waiting" if waiting(self.bridge.snapshot) else None),
        )
        for card, view, argument in places:
            card.clicked.connect(lambda _=False, view=view, argument=argument: self.opened.emit(view, argument()))
        self.hero.action.clicked.connect(self._act_on_hero)
        self.security.acted.connect(self.acted)
        self.security.trusted.connect(self._trust)
        self.upload.action.clicked.connect(self._mend_upload)

    def _act_on_hero(self) -> None:
        if self.card_in_view is not None and self.card_in_view.action is not None:
            self.acted.emit(self.card_in_view.action)

    def _mend_upload(self) -> None:
        if self._remedy is Remedy.SEND:
            self.bridge.send_now()
        elif self._remedy in (Remedy.RESUME, Remedy.LOGIN):
            self.acted.emit(Action.RESUME if self._remedy is Remedy.RESUME else Action.LOGIN)
        else:
            self.opened.emit("settings", "upload")

    def _arrange(self) -> None:
        enlarged = max(1.0, self.fontMetrics().height() / _USUAL_LINE_PX)
        width = self.width() / enlarged
        layout = 0 if width >= _WIDE_PX else 1 if width >= _PAIRED_PX else 2
        if layout == self._layout:
            return
        self._layout = layout
        row = column = 0
        for place in range(self._grid.rowCount()):
            self._grid.setRowStretch(place, 0)
        for card, columns in zip(self.cards(), _LAYOUTS[layout], strict=True):
            self._grid.removeWidget(card)
            if column + columns > _COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(card, row, column, 1, columns)
            self._grid.setRowStretch(row, 0 if row == 0 else 1)
            column += columns


def _now_unix_ms() -> int:
    return time.time_ns() // 1_000_000
