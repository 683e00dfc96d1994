"""The Live view: range, pause, table, read-out, header, and what stands in empty charts."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray import health
from netmon_tray.gui import live_words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.chart_export import ExportButton
from netmon_tray.gui.live_kit import CSV_COLUMNS
from netmon_tray.gui.states import Action
from netmon_tray.gui.views.live import LiveView
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import Adapters, LiveEvent, LiveEventKind, LivePoint, Throughput
from support.fake_agent import (
    NOW_UNIX_MS,
    FakeAgent,
    FakeSnapshot,
    sample,
    story_point,
    wifi_link,
    wired_link,
)
from support.windows import live_of

OpenWindow = Callable[..., MainWindow]


def button(view: LiveView, text: str) -> QPushButton:
    return next(item for item in view.findChildren(QPushButton) if item.text() == text)


def tick(qtbot: QtBot, bridge: Bridge, agent: FakeAgent, second: int, *events: LiveEvent) -> None:
    with qtbot.waitSignal(bridge.changed):
        agent.tick(story_point(900 + second, NOW_UNIX_MS + second * 1000), *events)


def test_it_opens_with_what_the_agent_remembers(open_window: OpenWindow) -> None:
    view = live_of(open_window())
    assert view.timeline.latest is not None
    assert view.timeline.latest.at_unix_ms == NOW_UNIX_MS
    assert view.timeline.range_ms == 300_000


def test_a_sample_moves_it(open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent) -> None:
    view = live_of(open_window())
    for second in (1, 2):
        tick(qtbot, bridge, agent, second)
    assert view.timeline.scale.end_unix_ms == NOW_UNIX_MS + 2000


def test_what_came_while_it_was_made_is_not_lost(
    open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent
) -> None:
    """The agent fills its memory in its own thread: the view looks again at the first sample."""
    view = live_of(open_window())
    agent._points.append(story_point(901, NOW_UNIX_MS + 1000))
    tick(qtbot, bridge, agent, 2)
    assert [point.at_unix_ms - NOW_UNIX_MS for point in list(view.timeline.points)[-3:]] == [0, 1000, 2000]


def test_a_range_can_be_chosen_by_pointer_and_key(open_window: OpenWindow, qtbot: QtBot) -> None:
    view = live_of(open_window())
    QTest.mouseClick(button(view, "1 min"), Qt.MouseButton.LeftButton)
    assert view.timeline.range_ms == 60_000
    QTest.keyClick(button(view, "1 min"), Qt.Key.Key_Right)
    assert view.timeline.range_ms == 300_000
    assert button(view, "5 min").isChecked()
    assert not button(view, "1 min").isChecked()


def test_a_paused_view_stands_still_and_says_so(
    open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent
) -> None:
    view = live_of(open_window())
    tick(qtbot, bridge, agent, 1)
    QTest.keyClick(button(view, "Pause"), Qt.Key.Key_Space)
    tick(qtbot, bridge, agent, 2)
    assert view.timeline.scale.end_unix_ms == NOW_UNIX_MS + 1000
    assert live_words.read_out(view.timeline, "bits").label == "Paused at"
    QTest.mouseClick(button(view, "Go on"), Qt.MouseButton.LeftButton)
    assert view.timeline.scale.end_unix_ms == NOW_UNIX_MS + 2000


def test_going_to_now_ends_pause_and_cursor(open_window: OpenWindow) -> None:
    view = live_of(open_window())
    button(view, "Pause").setChecked(True)
    view.charts._point(10)
    view.go_to("now")
    assert not view.timeline.is_paused
    assert view.timeline.cursor_unix_ms is None


def test_what_is_marked_is_shown_and_stands_still(open_window: OpenWindow) -> None:
    view = live_of(open_window())
    start, end = view.timeline.scale.time_at(100), view.timeline.scale.time_at(300)
    view.charts.selected.emit(100, 300)
    assert button(view, "Go on").isChecked()
    assert abs(view.timeline.range_ms - (end - start)) <= 1000
    assert [item.text() for item in view._ranges.buttons() if item.isChecked()] == []
    QTest.mouseClick(button(view, "Go on"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(view, "5 min"), Qt.MouseButton.LeftButton)
    assert view.timeline.range_ms == 300_000
    assert button(view, "5 min").isChecked()


def test_the_wheel_shows_more_or_less(open_window: OpenWindow) -> None:
    view = live_of(open_window())
    view.charts.zoomed.emit(300, 1.0)
    assert view.timeline.range_ms == 240_000
    assert live_words.range_text(view.timeline) == "4 min"
    assert view._ranges.buttons()[0].focusPolicy() == Qt.FocusPolicy.StrongFocus, "still a tab stop"


# --- export ---------------------------------------------------------------------------------------------------------


def test_the_charts_can_be_saved_as_picture_and_as_values(open_window: OpenWindow, tmp_path: Path) -> None:
    view = live_of(open_window())
    export = view.findChild(ExportButton)
    size = view.charts.size()
    export.save_picture(tmp_path / "live.png")
    assert QImage(str(tmp_path / "live.png")).size() == size
    export.save_values(tmp_path / "live.csv")
    header, *rows = csv.reader((tmp_path / "live.csv").read_text().splitlines())
    assert header == list(CSV_COLUMNS)
    assert len(rows) == len(view.timeline.visible_points())
    assert rows[-1][:2] == ["2026-11-22T14:14:20.000Z", "Cafe-5G"]
    assert any(row[-1] == "VPN on" for row in rows)
    assert view._note.text() == f"Saved as {tmp_path / 'live.csv'}"


def test_a_place_that_cannot_be_written_is_said(open_window: OpenWindow, tmp_path: Path) -> None:
    view = live_of(open_window())
    view.findChild(ExportButton).save_values(tmp_path / "missing" / "live.csv")
    assert "cannot be written" in view._note.text()
    assert "another place" in view._note.text()


def test_the_export_asks_for_a_place(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    export = live_of(window).findChild(ExportButton)
    export.menu().actions()[1].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "csv"
    with qtbot.waitSignal(export.told):
        dialog.fileSelected.emit(str(tmp_path / "chosen.csv"))
    assert (tmp_path / "chosen.csv").is_file()


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_table_has_the_charts_points_newest_first(
    open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent
) -> None:
    view = live_of(open_window())
    QTest.mouseClick(button(view, "Show as table"), Qt.MouseButton.LeftButton)
    table = view.table
    assert table is not None
    assert table.isVisible()
    rows = table.rows.rowCount()
    assert rows == len(view.timeline.visible_points())
    top = table.rows.cells(0)
    for second in (1, 2):
        tick(qtbot, bridge, agent, second)
    assert table.rows.rowCount() == rows
    assert table.rows.cells(2) == top
    QTest.mouseClick(button(view, "Show as charts"), Qt.MouseButton.LeftButton)
    assert view.charts.isVisible()


def test_the_selection_stays_on_its_row(
    open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent
) -> None:
    view = live_of(open_window())
    tick(qtbot, bridge, agent, 1)
    button(view, "Show as table").setChecked(True)
    table = view.table
    assert table is not None
    table.selectRow(3)
    tick(qtbot, bridge, agent, 2)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [4]


def test_events_stand_in_the_row_of_their_moment(
    open_window: OpenWindow, qtbot: QtBot, bridge: Bridge, agent: FakeAgent
) -> None:
    view = live_of(open_window())
    tick(qtbot, bridge, agent, 1)
    button(view, "Show as table").setChecked(True)
    tick(qtbot, bridge, agent, 2, LiveEvent(NOW_UNIX_MS + 1500, LiveEventKind.ROAM, "Roam"))
    assert view.table is not None
    assert view.table.rows.cells(0)[4] == "Roam"
    assert view.table.rows.cells(1)[4] == ""


def test_rows_are_copied_with_plain_hyphens(open_window: OpenWindow, qtbot: QtBot) -> None:
    view = live_of(open_window())
    button(view, "Show as table").setChecked(True)
    table = view.table
    assert table is not None
    table.selectRow(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    header, row = QGuiApplication.clipboard().text().splitlines()
    assert header.split("\t") == list(live_words.COLUMNS)
    assert "Good -56 dBm" in row.split("\t")
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex() != QModelIndex()


def test_a_narrow_table_drops_columns_and_never_scrolls_sideways(open_window: OpenWindow) -> None:
    view = live_of(open_window(720, 520))
    button(view, "Show as table").setChecked(True)
    table = view.table
    assert table is not None
    assert table.isColumnHidden(live_words.COLUMNS.index("Access point"))
    assert table.horizontalScrollBar().maximum() == 0


# --- header and states ----------------------------------------------------------------------------------------------


def test_the_controls_go_below_the_name_where_it_is_narrow(open_window: OpenWindow) -> None:
    window = open_window()
    view = live_of(window)
    assert view._controls.y() < view._title.geometry().bottom()
    window.resize(720, 520)
    QTest.qWait(1)
    assert view._controls.y() > view._title.geometry().bottom()


@pytest.mark.parametrize(
    ("snapshot", "title"),
    [
        (FakeSnapshot(), "Cafe-5G"),
        (FakeSnapshot(sample=sample(wifi_link(name="<b>bold</b>"))), "<b>bold</b>"),
        (FakeSnapshot(sample=sample()), "Not connected"),
        (FakeSnapshot(sample=None), "Starting"),
    ],
)
def test_the_title_is_the_network(
    open_window: OpenWindow, bridge: Bridge, agent: FakeAgent, snapshot: FakeSnapshot, title: str
) -> None:
    view = live_of(open_window())
    agent.state = snapshot
    bridge.refresh()
    assert view._title.text() == title
    assert view._title.textFormat() == Qt.TextFormat.PlainText


@pytest.fixture
def empty_agent(agent: FakeAgent) -> FakeAgent:
    agent._points.clear()
    agent._events.clear()
    return agent


@pytest.mark.parametrize(
    ("snapshot", "code"),
    [
        (FakeSnapshot(throughput=None), "first_minute"),
        (FakeSnapshot(sample=replace(sample(), adapters=Adapters.NONE), throughput=None), "no_adapter"),
        (FakeSnapshot(sample=replace(sample(wifi_link()), primary_name=None), throughput=None), health.OFFLINE),
        (FakeSnapshot(is_paused=True, throughput=None), "paused"),
    ],
)
def test_empty_charts_say_why(
    empty_agent: FakeAgent, open_window: OpenWindow, bridge: Bridge, snapshot: FakeSnapshot, code: str
) -> None:
    empty_agent.state = snapshot
    bridge.refresh()
    window = open_window()
    view = live_of(window)
    assert view.card_in_view is not None
    assert view.card_in_view.code == code
    assert view._empty.isVisible()
    assert code not in [card.code for card in window.banner.cards]
    plot = view.charts.upper_plot()
    assert abs(view._empty.geometry().center().x() - plot.center().x()) <= 1


def test_the_first_values_take_the_cards_place(
    empty_agent: FakeAgent, open_window: OpenWindow, bridge: Bridge, qtbot: QtBot
) -> None:
    view = live_of(open_window())
    assert view._empty.isVisible()
    for second in (1, 2):
        tick(qtbot, bridge, empty_agent, second)
    assert not view._empty.isVisible()
    assert view.card_in_view is None


def test_the_cards_action_is_passed_on(
    empty_agent: FakeAgent, open_window: OpenWindow, bridge: Bridge, qtbot: QtBot
) -> None:
    empty_agent.state = FakeSnapshot(is_paused=True)
    bridge.refresh()
    window = open_window()
    with qtbot.waitSignal(window.acted) as asked:
        QTest.mouseClick(button(live_of(window), "Resume now"), Qt.MouseButton.LeftButton)
    assert asked.args == [Action.RESUME]


def test_a_cable_gets_the_whole_height(open_window: OpenWindow, bridge: Bridge, agent: FakeAgent) -> None:
    agent._points[:] = [LivePoint(NOW_UNIX_MS, Throughput(1e6, 1e5), None, None, "Office LAN")]
    agent.state = FakeSnapshot(sample=sample(wired_link()))
    bridge.refresh()
    view = live_of(open_window())
    assert view.charts.signal.isHidden()
    assert live_words.read_out(view.timeline, "bits").signal.light == "not applicable"
