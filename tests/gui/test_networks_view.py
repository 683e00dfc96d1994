"""The Networks view on a real database: rows, one of them open, and what the user says, which holds at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray.gui.coverage_view import CoverageView
from netmon_tray.gui.networks_words import DATA, NAME, SECURITY, TIME
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.views.networks import NetworksView
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, NetworkFlags
from support import history_story
from support.fake_agent import NOW_UNIX_MS
from support.stored_view import LIMIT_MS, settle, shown
from support.zones import zone

MakeView = Callable[..., NetworksView]


@pytest.fixture(scope="module", autouse=True)
def utc() -> Iterator[None]:
    with zone("UTC"):
        yield


@pytest.fixture(scope="module")
def story(utc: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    history_story.fill(folder, NOW_UNIX_MS, days=40)
    return folder


@pytest.fixture
def folder(story: Path, tmp_path: Path) -> Path:
    """A data directory of the test's own, with the story in it."""
    shutil.copytree(story, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def make_view(qtbot: QtBot, theme: Theme, memory: QSettings, tmp_path: Path) -> MakeView:
    def make(folder: Path | None = None, width: int = 840, height: int = 704) -> NetworksView:
        return shown(qtbot, NetworksView, theme, memory, folder or tmp_path, (width, height))

    return make


def names(view: NetworksView) -> list[str]:
    return [row.name for row in view.tree.networks.rows]


def open_row(qtbot: QtBot, view: NetworksView, key: str) -> None:
    assert view.tree.open(key)
    settle(qtbot, view)


def flags(folder: Path, key: str) -> NetworkFlags:
    with Database.open(folder, writable=False) as database:
        return History(database).flags(key)


def box(view: NetworksView, text: str) -> QCheckBox:
    return next(item for item in view.tree.detail.findChildren(QCheckBox) if item.text().startswith(text))


def kept(qtbot: QtBot, folder: Path, key: str, expected: NetworkFlags) -> None:
    qtbot.waitUntil(lambda: flags(folder, key) == expected, timeout=LIMIT_MS)


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_latest_network_comes_first(make_view: MakeView, folder: Path) -> None:
    view = make_view(folder)
    assert names(view) == ["Cafe-5G", "Home", "Dock"]
    assert view._title.text() == "3 networks"
    first = view.tree.networks.index(0, NAME)
    assert view.tree.networks.data(first) == "Cafe-5G WiFi"
    grades = [view.tree.networks.data(view.tree.networks.index(row, SECURITY)) for row in range(3)]
    assert grades == ["Strong WPA3-Personal (SAE)", "Weak WPA/WPA2-Personal", "Not applicable Wired"]
    assert view._worry.text() == "1 weak"


def test_columns_sort_by_what_they_mean(make_view: MakeView, folder: Path) -> None:
    view = make_view(folder)
    view.tree.header().sectionClicked.emit(NAME)
    view.tree.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert names(view) == ["Cafe-5G", "Dock", "Home"]
    view.tree.sortByColumn(DATA, Qt.SortOrder.DescendingOrder)
    amounts = [row.total_bytes for row in view.tree.networks.rows]
    assert amounts == sorted(amounts, reverse=True)


def test_a_name_is_found_and_a_grade_chosen(make_view: MakeView, folder: Path) -> None:
    view = make_view(folder)
    QTest.keyClicks(view._find, "dOc")
    assert names(view) == ["Dock"]
    view._find.clear()
    view._grades.setCurrentIndex(view._grades.findData("weak"))
    view._grades.activated.emit(view._grades.currentIndex())
    assert names(view) == ["Home"]


def test_narrow_drops_the_data_then_the_time(make_view: MakeView, folder: Path) -> None:
    view = make_view(folder, 1100)
    assert not view.tree.isColumnHidden(DATA)
    view.resize(700, 600)
    assert view.tree.isColumnHidden(DATA)
    view.resize(560, 600)
    assert view.tree.isColumnHidden(TIME)
    assert view.tree.horizontalScrollBar().maximum() == 0


def test_without_any_network_it_says_so(make_view: MakeView) -> None:
    view = make_view()
    assert view._empty.isVisible()
    assert view._empty.card.title == "No network yet"


def test_a_database_that_cannot_be_read_is_said(make_view: MakeView, tmp_path: Path) -> None:
    (tmp_path / "netmon.db").write_bytes(b"not a database" * 1000)
    assert make_view()._empty.card.word == "Cannot be read"


# --- the open row ---------------------------------------------------------------------------------------------------


def test_one_row_is_open_by_click_and_key(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    tree = view.tree
    tree.setCurrentIndex(tree.networks.index(1, 0))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    settle(qtbot, view)
    assert tree.open_key == history_story.HOME
    QTest.keyClick(tree, Qt.Key.Key_Up)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    settle(qtbot, view)
    assert tree.open_key == history_story.CAFE
    assert not tree.isExpanded(tree.networks.index(1, 0)), "the other one is closed"
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(tree.networks.index(0, 1)).center()
    )
    assert tree.open_key is None
    assert tree.detail is None


def test_the_open_row_tells_its_access_points(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.CAFE)
    detail, grid = view.tree.detail, view.tree.detail._points
    rows = [[grid.itemAtPosition(row, column).widget().text() for column in range(4)] for row in (1, 2)]
    assert rows[0][:3] == ["02:00:5e:00:53:a1", "5 GHz", "36"]
    assert rows[1][:3] == ["02:00:5e:00:53:b2", "2.4 GHz", "6"]
    assert rows[0][3].endswith(" dBm")
    assert detail._reason.text().startswith("WPA3 with a password")
    assert detail._change.text().startswith("Unchanged since ")
    assert (
        view.tree.visualRect(view.tree.networks.index(0, 0, view.tree.networks.index(0, 0))).height() >= detail.height()
    )


def test_what_the_audit_found_is_told_with_its_day(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.HOME)
    assert view.tree.detail._change.text() == "12 Nov: Less secure than before"


def test_the_history_of_a_network_is_a_click_away(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.DOCK)
    link = next(item for item in view.tree.detail.findChildren(QPushButton) if item.text() == "Show in History")
    with qtbot.waitSignal(view.opened) as asked:
        link.click()
    assert asked.args == ["history", history_story.DOCK]


def test_another_view_can_open_a_row(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    QTest.keyClicks(view._find, "Cafe")
    view.go_to(history_story.DOCK)
    assert view.tree.open_key == history_story.DOCK
    assert view._find.text() == ""


# --- what the user says ---------------------------------------------------------------------------------------------


def test_flags_are_kept_at_once(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.CAFE)
    QTest.keyClick(box(view, "Trusted"), Qt.Key.Key_Space)
    kept(qtbot, folder, history_story.CAFE, NetworkFlags(is_trusted=True))
    assert box(view, "Metered").text() == "Metered: as the system says"
    QTest.keyClick(box(view, "Metered"), Qt.Key.Key_Space)
    kept(qtbot, folder, history_story.CAFE, NetworkFlags(is_trusted=True, is_metered=True))
    QTest.keyClick(box(view, "Metered"), Qt.Key.Key_Space)
    kept(qtbot, folder, history_story.CAFE, NetworkFlags(is_trusted=True, is_metered=False))
    QTest.keyClick(box(view, "Never upload"), Qt.Key.Key_Space)
    kept(qtbot, folder, history_story.CAFE, NetworkFlags(is_trusted=True, is_metered=False, never_upload=True))


def test_an_alias_takes_the_names_place(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.CAFE)
    alias = view.tree.detail.findChild(QLineEdit)
    alias.setFocus()
    QTest.keyClicks(alias, " Corner ")
    assert view._is_typing(), "a list that is read meanwhile does not take it away"
    QTest.keyClick(alias, Qt.Key.Key_Return)
    kept(qtbot, folder, history_story.CAFE, NetworkFlags(alias="Corner"))
    first = view.tree.networks.index(0, 0)
    qtbot.waitUntil(lambda: view.tree.networks.data(first) == "Corner WiFi", timeout=LIMIT_MS)
    assert view.tree.open_key == history_story.CAFE
    assert alias.hasFocus(), "the row stays as it is"


def test_what_could_not_be_kept_is_said_beside_it(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.CAFE)
    shutil.rmtree(folder)
    folder.write_text("in the way")
    alias = view.tree.detail.findChild(QLineEdit)
    alias.setFocus()
    QTest.keyClicks(alias, "Corner")
    QTest.keyClick(alias, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.tree.detail._fault.text()), timeout=LIMIT_MS)
    assert alias.text() == "Corner"


def test_the_open_row_survives_a_new_reading(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.HOME)
    with Database.open(folder) as database:
        History(database).note_network("wi:New", "New", "wi", NOW_UNIX_MS // 1000 + 5)
    view.set_seen(is_seen=True)
    settle(qtbot, view)
    assert names(view)[0] == "New"
    qtbot.waitUntil(lambda: view.tree.open_key == history_story.HOME and view.tree.detail is not None)


def test_what_the_command_line_says_is_shown(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    open_row(qtbot, view, history_story.CAFE)
    with Database.open(folder) as database:
        History(database).set_flags(history_story.CAFE, NetworkFlags(never_upload=True))
    view.set_seen(is_seen=True)
    settle(qtbot, view)
    assert box(view, "Never upload").isChecked()


# --- signal by place ------------------------------------------------------------------------------------------------


def by_place(qtbot: QtBot, view: NetworksView) -> CoverageView:
    view._by_place.click()
    settle(qtbot, view)
    assert view.coverage is not None
    return view.coverage


def test_places_are_walked_by_pointer_and_key(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    chart = by_place(qtbot, make_view(folder)).chart
    assert len(chart.places) > 5
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.place_at_cursor().east_m == min(place.east_m for place in chart.places)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.place_at_cursor() is not None
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.place_at_cursor() is None
    wanted = chart.places[-1]
    QTest.mouseMove(chart, chart.point_of(wanted).toPoint())
    assert chart.place_at_cursor() == wanted
    assert chart.accessibleDescription().startswith("Coverage: ")


def test_places_of_one_network_alone(make_view: MakeView, folder: Path, qtbot: QtBot) -> None:
    view = make_view(folder)
    shown = by_place(qtbot, view)
    assert [shown.networks.itemText(place) for place in range(4)] == ["All networks", "Cafe-5G", "Home", "Dock"]
    shown.networks.setCurrentIndex(2)
    shown.networks.activated.emit(2)
    settle(qtbot, view)
    assert {place.spot.network_key for place in shown.chart.places} == {history_story.HOME}
    shown._as_table.click()
    assert shown.table.rows.rowCount() == 1
    assert shown.table.rows.cells(0)[5:] == ("41.386", "2.168")
    view._by_place.click()
    assert view.tree.isVisible()


def test_without_positions_it_says_how_to_have_them(make_view: MakeView, qtbot: QtBot) -> None:
    shown = by_place(qtbot, make_view())
    assert shown._empty.isVisible()
    assert "Settings" in shown._empty.card.text


def test_a_better_signal_is_a_larger_dot(make_view: MakeView, folder: Path, qtbot: QtBot, theme: Theme) -> None:
    chart = by_place(qtbot, make_view(folder)).chart
    home = next(place for place in chart.places if place.spot.network_key == history_story.HOME)
    image, at = chart.grab().toImage(), chart.point_of(home).toPoint()
    assert image.pixelColor(at).name().upper() in theme.tokens.heat
