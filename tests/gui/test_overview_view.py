"""Overview: each card tells its part, leads to its view and is reached by the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.views import overview_cards
from netmon_tray.gui.views.overview import OverviewView
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import Adapters, CircuitState, Security, TimelineEvent, TimelineKind, UploadStatus
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import Minute
from netmon_tray.store.round_trips import TripHistory
from support.fake_agent import WAITING, FakeAgent, sample, story_point, wifi_link

OpenWindow = Callable[..., MainWindow]
KEY = "wi:Cafe-5G"


@pytest.fixture
def stored(agent: FakeAgent) -> int:
    """A day with traffic, an outage and round trips, as the agent stores it; its last minute."""
    now_s = int(time.time())
    minute = now_s // 60 * 60
    with Database.open(agent.paths.data_dir) as database:
        stores = Stores.of(database)
        stores.history.add_minute(Minute(minute, KEY, "Cafe-5G", "wi", 1_600_000_000, 240_000_000, (), 60.0), {})
        trips = (TripMinute(minute, KEY, "gateway", False, TripSums(20, 0, 2, 5, 60.0)),)
        TripHistory(database).add(trips)
        stores.events.add(TimelineEvent(now_s * 1000 - 1, TimelineKind.OUTAGE, KEY, now_s * 1000, {"cause": "link"}))
    return minute


@pytest.fixture
def view(open_window: OpenWindow, stored: int, qtbot: QtBot) -> OverviewView:
    shown = open_window().go_to("overview")
    assert isinstance(shown, OverviewView)
    qtbot.waitUntil(lambda: shown.latency.words.told()[0] != "")
    return shown


def test_the_cards_of_the_design(view: OverviewView) -> None:
    assert "You are on Cafe-5G" in view.hero.accessibleName()
    assert "Good signal \N{MINUS SIGN}58 dBm" in view.hero.accessibleName()
    assert view.throughput.accessibleName() == "Throughput now. 12.4 Mbit/s down. 1.1 Mbit/s up"
    assert view.security.words.told()[0] == "Strong"
    assert view.latency.words.told() == ("Quick", "Only the router was asked. No packet lost.")
    assert view.latency.accessibleName().endswith("Router 3 ms")
    assert "today 1.84 GB" in view.usage.accessibleName()
    assert view.outages.words.told()[0] == "1 outage"
    assert view.upload.words.told()[0] == "Off"


def test_each_card_leads_to_its_view(view: OverviewView, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
    went: list[tuple[str, object]] = []
    view.opened.disconnect()
    view.opened.connect(lambda name, argument: went.append((name, argument)))
    for card in view.cards():
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert went == [
        ("live", None),
        ("live", None),
        ("networks", KEY),
        ("history", "Day"),
        ("history", "Month"),
        ("history", "Day"),
        ("log", None),
    ]


def test_cards_and_their_actions_are_tab_stops(view: OverviewView, agent: FakeAgent, bridge: Bridge) -> None:
    agent.change(**WAITING)
    bridge.refresh()
    view.hero.setFocus()
    reached = []
    for _ in range(10):
        reached.append(QApplication.focusWidget())
        QTest.keyClick(view.window(), Qt.Key.Key_Tab)
    assert [card for card in view.cards() if card not in reached] == []
    assert reached.index(view.upload.action) == reached.index(view.upload) + 1
    went: list[str] = []
    view.opened.disconnect()
    view.opened.connect(lambda name, _argument: went.append(name))
    QTest.keyClick(view.upload, Qt.Key.Key_Return)
    QTest.keyClick(view.usage, Qt.Key.Key_Space)
    assert went == ["log", "history"]
    QTest.keyClick(view.upload.action, Qt.Key.Key_Space)
    assert ("send_now",) in agent.asked


@pytest.mark.parametrize(
    ("changes", "word", "action"),
    [
        ({"sample": replace(sample(), adapters=Adapters.NONE)}, "No network adapter", Action.DIAGNOSIS),
        ({"is_paused": True}, "Paused", Action.RESUME),
        ({"sample": None}, "First minute", None),
    ],
)
def test_a_state_stands_in_place_of_the_network(
    view: OverviewView, agent: FakeAgent, bridge: Bridge, changes: dict[str, object], word: str, action: Action | None
) -> None:
    agent.change(**changes)
    bridge.refresh()
    assert word in view.hero.accessibleName()
    assert view.card_in_view is not None
    asked: list[object] = []
    view.acted.disconnect()
    view.acted.connect(asked.append)
    assert view.hero.action.isHidden() is (action is None)
    if action is not None:
        QTest.mouseClick(view.hero.action, Qt.MouseButton.LeftButton)
        assert asked == [action]
    agent.change(sample=sample(wifi_link()), is_paused=False)
    bridge.refresh()
    assert view.card_in_view is None
    assert "You are on Cafe-5G" in view.hero.accessibleName()


def test_without_a_sample_nothing_is_zero(view: OverviewView, agent: FakeAgent, bridge: Bridge) -> None:
    agent.change(throughput=None)
    bridge.refresh()
    assert view.throughput.accessibleName() == "Throughput now. not available"


def test_an_insecure_network_offers_help(view: OverviewView, agent: FakeAgent, bridge: Bridge) -> None:
    agent.change(sample=sample(wifi_link(security=Security.OPEN)))
    bridge.refresh()
    asked: list[object] = []
    view.acted.disconnect()
    view.acted.connect(asked.append)
    assert view.security.words.told()[0] == "Insecure"
    QTest.mouseClick(view.security.action, Qt.MouseButton.LeftButton)
    assert asked == [Action.SECURITY_HELP]


def test_a_network_is_marked_as_trusted(view: OverviewView, agent: FakeAgent, qtbot: QtBot) -> None:
    assert view.security.action.text() == "Mark as trusted"
    QTest.mouseClick(view.security.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.security.action.isHidden)
    with Database.open(agent.paths.data_dir, writable=False) as database:
        assert Stores.of(database).history.flags(KEY).is_trusted


def test_what_moves_is_drawn(view: OverviewView, agent: FakeAgent, now_unix_ms: int, qtbot: QtBot) -> None:
    before = view.throughput.spark.timeline.points[-1]
    for step in (1, 2):
        agent.tick(story_point(step, now_unix_ms + 1000 * step))
    qtbot.waitUntil(lambda: view.throughput.spark.timeline.points[-1].at_unix_ms == now_unix_ms + 2000)
    assert view.throughput.spark.timeline.points[-1] != before


@pytest.mark.parametrize(("width", "rows"), [(1400, 3), (1024, 3), (720, 5)])
def test_cards_are_arranged_for_the_width(view: OverviewView, width: int, rows: int, qtbot: QtBot) -> None:
    view.window().resize(width, 704)
    qtbot.waitUntil(lambda: len({card.y() for card in view.cards()}) == rows)
    assert all(card.geometry().right() <= view.width() for card in view.cards())


def test_twice_the_text_is_one_column(open_window: OpenWindow, qapp: QApplication) -> None:
    before = QFont(qapp.font())
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        view = open_window().go_to("overview")
        assert isinstance(view, OverviewView)
        QTest.qWait(1)
        assert len({card.x() for card in view.cards()}) == 1
        assert all(card.geometry().right() <= view.width() for card in view.cards())
    finally:
        qapp.setFont(before)


def test_right_to_left_is_mirrored(view: OverviewView, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        QTest.qWait(1)
        assert view.security.x() < view.throughput.x()
        assert view.upload.x() < view.latency.x()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_refused_token_leads_to_its_setting(view: OverviewView, agent: FakeAgent, bridge: Bridge) -> None:
    agent.change(**{**WAITING, "upload": UploadStatus(CircuitState.AUTH, 0, "The server refused the token")})
    bridge.refresh()
    went: list[object] = []
    view.opened.disconnect()
    view.opened.connect(lambda name, argument: went.append((name, argument)))
    QTest.mouseClick(view.upload.action, Qt.MouseButton.LeftButton)
    assert went == [("settings", "upload")]


def test_a_database_that_cannot_be_read_is_said_on_its_cards(
    open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.paths.data_dir.mkdir()
    (agent.paths.data_dir / "netmon.db").write_bytes(b"no database " * 1000)
    shown = open_window().go_to("overview")
    assert isinstance(shown, OverviewView)
    qtbot.waitUntil(lambda: shown.outages.words.told()[0] == "Not available")
    assert "damaged" in shown.latency.words.told()[1]
    assert shown.usage.accessibleName().startswith("Usage. not available. ")
    assert "You are on Cafe-5G" in shown.hero.accessibleName()


def test_a_direction_without_room_for_its_word_is_its_arrow(theme: Theme, qtbot: QtBot) -> None:
    caption = overview_cards._Direction(theme)
    qtbot.addWidget(caption)
    caption.set_text("\N{DOWNWARDS ARROW} Down")
    caption.resize(200, 20)
    caption.show()
    assert (caption.text(), caption.toolTip()) == ("\N{DOWNWARDS ARROW} Down", "")
    caption.resize(14, 20)
    assert (caption.text(), caption.toolTip()) == ("\N{DOWNWARDS ARROW}", "\N{DOWNWARDS ARROW} Down")
