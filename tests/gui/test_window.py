"""The main window: who looks, what is remembered, what is told, and that it is freed on closing."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from netmon_tray import health
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import Text
from netmon_tray.gui.rail import NARROW_PX
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.views import VIEWS, Entry
from netmon_tray.gui.views.view import View
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import say
from support.fake_agent import WAITING, FakeAgent, FakeSnapshot
from support.windows import live_of

OpenWindow = Callable[..., MainWindow]


def looks(agent: FakeAgent) -> list[object]:
    return [asked[1] for asked in agent.asked if asked[0] == "look"]


def footer(window: MainWindow) -> list[str]:
    return [line.text() for line in window.rail._footer if line.text()]


def settle() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_agent_hurries_while_someone_looks(open_window: OpenWindow, agent: FakeAgent) -> None:
    window = open_window()
    assert looks(agent) == [True]
    window.hide()
    assert looks(agent) == [True, False]
    window.show()
    window.close()
    assert looks(agent)[-2:] == [True, False]


def test_nobody_looks_at_a_minimised_window(open_window: OpenWindow, agent: FakeAgent) -> None:
    window = open_window()
    window.setWindowState(Qt.WindowState.WindowMinimized)
    assert looks(agent) == [True, False]
    window.come_forward()
    assert not window.isMinimized()
    assert looks(agent) == [True, False, True]


def test_it_is_freed_on_closing(open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent) -> None:
    window = open_window()
    charts = weakref.ref(live_of(window).charts)
    gone = []
    window.destroyed.connect(lambda: gone.append(True))
    with qtbot.waitSignal(window.closed):
        window.close()
    settle()
    del window
    gc.collect()
    assert gone == [True]
    bridge.refresh()  # nothing of it listens any more
    assert charts() is None or not _is_alive(charts())


def _is_alive(widget: QWidget | None) -> bool:
    try:
        return widget is not None and bool(widget.objectName() or True)
    except RuntimeError:
        return False


def test_size_and_range_are_remembered(open_window: OpenWindow, memory: QSettings) -> None:
    window = open_window(1100, 800)
    next(item for item in live_of(window).findChildren(QPushButton) if item.text() == "1 h").click()
    window.close()
    settle()
    again = open_window(1100, 800)
    assert memory.contains("window/geometry")
    assert live_of(again).timeline.range_ms == 3_600_000
    assert (again.width(), again.height()) == (1100, 800)


def test_broken_memory_is_no_obstacle(open_window: OpenWindow, memory: QSettings) -> None:
    memory.setValue("window/geometry", "nonsense")
    memory.setValue("live/range", "a fortnight")
    window = open_window()
    assert live_of(window).timeline.range_ms == 300_000
    assert [item.text() for item in live_of(window)._ranges.buttons() if item.isChecked()] == ["5 min"]


def test_the_smallest_size_is_that_of_the_design(open_window: OpenWindow) -> None:
    window = open_window(300, 200)
    assert (window.width(), window.height()) == (720, 520)


def test_navigation_shows_glyphs_only_where_it_is_narrow(open_window: OpenWindow) -> None:
    window = open_window()
    (live,) = [item for item in window.rail.findChildren(QToolButton) if item.text() == "Live"]
    assert window.rail.width() >= 184
    assert live.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    window.resize(800, 600)
    QTest.qWait(1)
    assert window.rail.width() == NARROW_PX
    assert live.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert live.toolTip() == "Live"
    assert live.accessibleName() == "Live"


@pytest.mark.parametrize("name", [entry.name for entry in VIEWS])
def test_no_view_is_wider_than_its_window(open_window: OpenWindow, qtbot: QtBot, name: str) -> None:
    window = open_window(1400, 800)
    view = window.go_to(name)
    window.resize(720, 520)
    qtbot.waitUntil(lambda: view.width() <= 720 - window.rail.width())


def test_twice_the_text_still_fits(open_window: OpenWindow, qapp: QApplication, theme: Theme) -> None:
    before = QFont(qapp.font())
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        window = open_window(720, 520)
        page = live_of(window)
        inside = [item for item in page.findChildren(QPushButton) if item.isVisible()]
        assert inside
        for item in inside:
            right = item.mapTo(page, item.rect().topRight()).x()
            assert right <= page.width(), item.text()
        assert page.width() <= window.width() - window.rail.width()
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["Recording every second"]),
        (dict(WAITING), ["Recording every second", "3 records waiting"]),
        (
            {"queue": QueueCounts(pending=2), "upload": UploadStatus(CircuitState.OFF, 0, "")},
            ["Recording every second", "2 records kept here"],
        ),
        ({"is_paused": True}, ["Paused"]),
        ({"records_here": False}, ["Recorded by another netmon"]),
        ({"records_here": False, "sample": None}, ["Starting"]),
    ],
)
def test_the_footer_says_what_the_app_is_doing(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, changes: dict[str, object], expected: list[str]
) -> None:
    window = open_window()
    agent.change(**changes)
    bridge.refresh()
    assert footer(window) == expected


# --- the banner -----------------------------------------------------------------------------------------------------


def test_the_gravest_state_is_told_and_the_others_on_request(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge
) -> None:
    window = open_window()
    assert not window.banner.isVisible()
    agent.change(conditions=(health.disk_full(), health.portal(), health.offline()))
    bridge.refresh()
    visible = [view for view in window.banner._views if view.isVisible()]
    assert [view.card.title for view in visible if view.card] == ["The disk is full"]
    window.banner._more.click()
    assert sum(view.isVisible() for view in window.banner._views) == 3
    agent.change(conditions=())
    bridge.refresh()
    assert not window.banner.isVisible()


def test_a_cards_action_is_passed_on(open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, qtbot: QtBot) -> None:
    window = open_window()
    agent.change(conditions=(health.portal(),))
    bridge.refresh()
    with qtbot.waitSignal(window.acted) as asked:
        QTest.keyClick(window.banner._views[0]._button, Qt.Key.Key_Space)
    assert asked.args == [Action.LOGIN]


def test_without_a_tray_it_says_so_once(open_window: OpenWindow, memory: QSettings) -> None:
    window = open_window(has_tray=False)
    assert [card.title for card in window.banner.cards] == ["This desktop has no tray"]
    window.dismiss_tray_note()
    assert window.banner.cards == ()
    window.close()
    settle()
    assert open_window(has_tray=False).banner.cards == ()


def test_without_a_tray_the_window_has_a_way_to_quit(open_window: OpenWindow, qtbot: QtBot) -> None:
    with_tray = open_window()
    assert not with_tray.rail._quit.isVisible()
    with_tray.close()
    settle()
    window = open_window(has_tray=False)
    with qtbot.waitSignal(window.quit_chosen):
        QTest.keyClick(window.rail._quit, Qt.Key.Key_Space)


def test_keys_close_and_quit(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.activateWindow()
    with qtbot.waitSignal(window.quit_chosen):
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)


def test_the_keyboard_reaches_everything(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    live_of(window).first_focus().setFocus()
    reached: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    texts = {item.text() for item in reached if isinstance(item, (QPushButton, QToolButton))}
    assert {"5 min", "Pause", "Show as table"} <= texts
    assert any(window.rail.isAncestorOf(item) for item in reached)
    assert {live_of(window).charts.signal, live_of(window).charts.traffic} <= set(reached)


def test_every_control_has_a_name(open_window: OpenWindow) -> None:
    window = open_window(has_tray=False)
    controls = [item for item in window.findChildren(QWidget) if item.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [
        item
        for item in controls
        if item.isVisible() and not (item.accessibleName() or getattr(item, "text", lambda: "")())
    ]
    assert nameless == []


def test_dark_and_light_are_followed_while_it_is_open(open_window: OpenWindow, theme: Theme) -> None:
    window = open_window()
    light = window.grab().toImage().pixelColor(600, 4)
    theme.apply("dark")
    dark = window.grab().toImage().pixelColor(600, 4)
    assert light.lightness() > 200
    assert dark.lightness() < 50
    for line in window.rail._footer:
        assert line.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ink2")


def test_the_snapshot_may_be_anything_at_opening(open_window: OpenWindow, agent: FakeAgent, bridge: Bridge) -> None:
    agent.state = replace(FakeSnapshot(), sample=None, throughput=None, since_unix_ms=None)
    bridge.refresh()
    assert open_window().isVisible()


# --- several views --------------------------------------------------------------------------------------------------


class Quiet(View):
    """A view that asks for nothing."""

    name = "quiet"

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__(bridge, theme, memory)
        self.told: list[object] = []

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.told.append("snapshot")

    def set_seen(self, *, is_seen: bool) -> None:
        self.told.append(is_seen)

    def go_to(self, argument: object) -> None:
        self.told.append(argument)


@pytest.fixture
def two_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the Live view there is a quiet one."""
    entries = (*(entry for entry in VIEWS if entry.name == "live"), Entry("quiet", say("Quiet"), "note", "live.Quiet"))
    monkeypatch.setattr("netmon_tray.gui.views.live.Quiet", Quiet, raising=False)
    for module in ("window", "rail"):
        monkeypatch.setattr(f"netmon_tray.gui.{module}.VIEWS", entries)


def seen(window: MainWindow) -> list[str]:
    return [view.name for view in window.findChildren(View) if view.isVisible()]


def test_a_view_is_made_when_it_is_first_visited(two_views: None, open_window: OpenWindow) -> None:
    window = open_window()
    assert [view.name for view in window.findChildren(View)] == ["live"]
    quiet = window.go_to("quiet")
    assert seen(window) == ["quiet"]
    window.go_to("live")
    assert seen(window) == ["live"]
    assert window.go_to("quiet") is quiet


def test_only_a_live_view_wants_live_samples(two_views: None, open_window: OpenWindow, agent: FakeAgent) -> None:
    window = open_window()
    window.go_to("quiet")
    assert looks(agent) == [True, False]
    window.go_to("live")
    assert looks(agent) == [True, False, True]


def test_a_view_hears_what_concerns_it(two_views: None, open_window: OpenWindow, bridge: Bridge) -> None:
    window = open_window()
    quiet = window.go_to("quiet", "a place in it")
    assert isinstance(quiet, Quiet)
    assert quiet.told == [True, "snapshot", "a place in it"]
    window.go_to("live")
    bridge.refresh()
    assert quiet.told[3:] == [False]
    live_of(window).opened.emit("quiet", "another place")
    assert quiet.told[4:] == [True, "snapshot", "another place"]
    window.hide()
    assert quiet.told[7:] == [False]


def test_the_view_is_remembered(two_views: None, open_window: OpenWindow, agent: FakeAgent) -> None:
    window = open_window()
    window.go_to("quiet")
    window.close()
    settle()
    agent.asked.clear()
    assert seen(open_window()) == ["quiet"]
    assert looks(agent) == []


def test_the_keyboard_chooses_views(two_views: None, open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert seen(window) == ["quiet"]
    window.rail.current().setFocus()
    QTest.keyClick(window.rail.current(), Qt.Key.Key_Up)
    assert seen(window) == ["live"]
    QTest.keyClick(window.rail.current(), Qt.Key.Key_Down)
    assert seen(window) == ["quiet"]
    assert QApplication.focusWidget() is window.rail.current()


def test_the_rail_is_entered_at_the_view_that_is_shown(two_views: None, open_window: OpenWindow) -> None:
    window = open_window()
    window.rail.current().setFocus()
    window.go_to("quiet")
    buttons = window.rail.findChildren(QToolButton)
    assert [item.text() for item in buttons if item.focusPolicy() & Qt.FocusPolicy.TabFocus] == ["Quiet"]


def test_a_larger_font_reaches_labels_that_are_shown(
    qapp: QApplication, open_window: OpenWindow, theme: Theme, qtbot: QtBot
) -> None:
    label = Text(theme, Role.BODY, parent=open_window())
    before, height = QFont(qapp.font()), label.fontMetrics().height()
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        qtbot.waitUntil(lambda: label.fontMetrics().height() > 1.7 * height)
    finally:
        qapp.setFont(before)
    qtbot.waitUntil(lambda: label.fontMetrics().height() == height)


def test_another_language_makes_everything_anew(two_views: None, open_window: OpenWindow) -> None:
    window = open_window()
    before = window.go_to("quiet")
    window.speak()
    settle()
    assert not _is_alive(before)
    assert seen(window) == ["quiet"]
    assert [button.text() for button in window.rail.findChildren(QToolButton)] == ["Live", "Quiet"]


@pytest.mark.parametrize("entry", VIEWS, ids=lambda entry: entry.name)
def test_each_view_is_as_it_is_registered(open_window: OpenWindow, entry: Entry) -> None:
    view = open_window().go_to(entry.name)
    assert view.name == entry.name
