"""The History view on a real database: ranges, zoom, steps, networks, calendar, table, export, and empty states."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QCalendarWidget, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray.gui import history_words
from netmon_tray.gui.chart_export import ExportButton
from netmon_tray.gui.history_range import RangeName, TimeRange, latest
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.views.history import HistoryView
from netmon_tray.store.history import Span
from support import history_story
from support.fake_agent import NOW_UNIX_MS
from support.stored_view import settle, shown
from support.zones import zone

MakeView = Callable[..., HistoryView]


@pytest.fixture(scope="module", autouse=True)
def utc() -> Iterator[None]:
    with zone("UTC"):
        yield


@pytest.fixture(scope="module")
def told(utc: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with half a year in it."""
    folder = tmp_path_factory.mktemp("history")
    history_story.fill(folder, NOW_UNIX_MS)
    return folder


@pytest.fixture
def make_view(qtbot: QtBot, theme: Theme, memory: QSettings, tmp_path: Path) -> MakeView:
    def make(folder: Path | None = None, width: int = 840, height: int = 704) -> HistoryView:
        return shown(qtbot, HistoryView, theme, memory, folder or tmp_path, (width, height))

    return make


def button(view: HistoryView, text: str) -> QPushButton:
    return next(item for item in view.findChildren(QPushButton) if item.text() == text)


def press(qtbot: QtBot, view: HistoryView, text: str) -> None:
    QTest.mouseClick(button(view, text), Qt.MouseButton.LeftButton)
    settle(qtbot, view)


def test_it_opens_with_the_last_month_by_day(make_view: MakeView, told: Path) -> None:
    view = make_view(told)
    assert view.line.shown == latest(RangeName.MONTH, NOW_UNIX_MS)
    assert view.line.answer.span is Span.DAY
    assert len(view.line.visible_steps()) == 28, "the program did not run on two days"
    assert not view._empty.isVisible()
    assert view.charts.traffic.scale().unit.text == "GB"


@pytest.mark.parametrize(
    ("name", "span", "steps"), [("Hour", Span.MINUTE, 59), ("Week", Span.HOUR, 63), ("Year", Span.DAY, 161)]
)
def test_ranges_have_their_steps(
    make_view: MakeView, told: Path, qtbot: QtBot, memory: QSettings, name: str, span: Span, steps: int
) -> None:
    view = make_view(told)
    press(qtbot, view, name)
    assert view.line.answer.span is span
    assert len(view.line.visible_steps()) == steps
    assert memory.value("history/range") == name


def test_earlier_and_later(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    shown = view.line.shown
    assert not view._header._later.isEnabled()
    QTest.keyClick(view._header._earlier, Qt.Key.Key_Space)
    settle(qtbot, view)
    assert view.line.shown.end_unix_ms == shown.start_unix_ms
    assert view._header._later.isEnabled()
    assert view.line.answer.shown == view.line.shown
    QTest.keyClick(view._header._later, Qt.Key.Key_Space)
    assert view.line.shown == shown


def test_a_step_can_be_chosen_and_lasts_while_it_fits(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    steps = view._header.steps
    assert [steps.itemText(place) for place in range(steps.count())] == ["By minute", "By hour", "By day"]
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Up)
    settle(qtbot, view)
    assert view.line.answer.span is Span.HOUR
    assert view._summary._precision.text() == "Aggregated"
    QTest.keyClick(view._header._earlier, Qt.Key.Key_Space)
    settle(qtbot, view)
    assert view.line.answer.span is Span.HOUR
    press(qtbot, view, "Hour")
    assert view.line.answer.span is Span.MINUTE
    assert view._summary._precision.text() == "Exact"


def test_one_network_alone(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    everything = sum(step.rx_bytes for step in view.line.visible_steps())
    networks = view._header.networks
    assert {networks.itemText(place) for place in range(networks.count())} == {
        "All networks",
        "Home",
        "Cafe-5G",
        "Dock",
    }
    view.go_to(history_story.DOCK)
    settle(qtbot, view)
    assert networks.currentText() == "Dock"
    assert 0 < sum(step.rx_bytes for step in view.line.visible_steps()) < everything
    assert view.line.measure is None
    assert view.charts.signal.isHidden(), "a cable has no signal"
    assert "Dock" in view._summary._title.text()


# --- zoom -----------------------------------------------------------------------------------------------------------


def test_wheel_drag_and_keys_zoom(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    month = view.line.shown
    view.charts.zoomed.emit(200, 3.0)
    settle(qtbot, view)
    assert view.line.shown.length_ms == pytest.approx(month.length_ms * 0.8**3, rel=0.001)
    assert not any(item.isChecked() for item in view._header._ranges.buttons())
    press(qtbot, view, "Month")
    view.charts.selected.emit(0, 100)
    settle(qtbot, view)
    assert view.line.shown.start_unix_ms == pytest.approx(month.start_unix_ms, abs=4_000_000)
    assert view.line.answer.span is Span.HOUR
    before = view.line.shown
    view.charts.panned.emit(-50)
    assert view.line.shown.start_unix_ms < before.start_unix_ms
    assert view.line.shown.length_ms == before.length_ms


def test_a_day_of_the_calendar_is_shown(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    cell = view.heat.cell(date(2026, 11, 18))
    QTest.mouseClick(view.heat, Qt.MouseButton.LeftButton, pos=cell.center())
    settle(qtbot, view)
    assert view.line.shown.text() == "18 Nov 2026"
    view.heat.setFocus()
    QTest.keyClick(view.heat, Qt.Key.Key_Left)
    QTest.keyClick(view.heat, Qt.Key.Key_Down)
    assert view.heat.selected == date(2026, 11, 12)
    assert view.heat.accessibleDescription().startswith("12 Nov 2026: ")
    QTest.keyClick(view.heat, Qt.Key.Key_Return)
    assert view.line.shown.text() == "12 Nov 2026"
    QTest.keyClick(view.heat, Qt.Key.Key_End)
    QTest.keyClick(view.heat, Qt.Key.Key_Down)
    assert view.heat.selected == date(2026, 11, 22), "the future has no days"


def test_a_date_can_be_chosen(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    view._header._show_calendar()
    calendar = view.findChild(QCalendarWidget) or view._header._calendar
    calendar.clicked.emit(QDate(2026, 10, 31))
    assert view.line.shown.text() == "2 \N{EN DASH} 31 Oct 2026"


# --- round trips ----------------------------------------------------------------------------------------------------


def test_round_trips_to_the_farthest_stand_on_the_axis(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    assert view.charts.delay.isVisible()
    assert view.charts.delay.title() == "Round trip, ms: host.example"
    assert len(view.line.delay.bars) == 4
    rows = {row.name: row for row in history_words.summary_rows(view.line, "bits")}
    assert rows["host.example, ms"].lowest == "20"
    QTest.keyClick(view.charts.delay, Qt.Key.Key_End)
    assert "round trip" in view._read_out.accessibleName()
    view.charts.describe()
    assert view.charts.delay.accessibleDescription().endswith("2 % lost.")
    QTest.keyClick(view.charts.delay, Qt.Key.Key_Escape)
    picture = view.charts.delay.grab().toImage()
    plot, scale = view.charts.delay.plot(), view.charts.delay.scale()
    bar = view.line.delay.placed(view.line.scale)[-1]
    middle = plot.top() + round(scale.y_of((bar.low + bar.high) / 2, plot.height()))
    x = plot.left() + (bar.left + bar.right) // 2
    assert picture.pixelColor(x, middle) != picture.pixelColor(x, plot.bottom() - 3)


def test_without_round_trips_there_is_no_chart_of_them(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    press(qtbot, view, "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
    assert view.charts.delay.isHidden()


# --- what it says ---------------------------------------------------------------------------------------------------


def test_the_cursor_reads_both_charts(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    view.charts.traffic.setFocus()
    QTest.keyClick(view.charts.traffic, Qt.Key.Key_Home)
    assert view._read_out.accessibleName().startswith("24 Oct 2026: ")
    QTest.keyClick(view.charts.traffic, Qt.Key.Key_Right)
    assert view._read_out.accessibleName().startswith("25 Oct 2026: ")
    assert "dBm" in view._read_out.accessibleName()
    plot = view.charts.signal.plot()
    QTest.mouseMove(view.charts.signal, QPoint(plot.right() - 3, plot.center().y()))
    assert view._read_out.accessibleName().startswith("22 Nov 2026: ")
    QTest.keyClick(view.charts.signal, Qt.Key.Key_Escape)
    assert view.line.cursor_unix_ms is None


def test_each_part_has_a_spoken_summary(make_view: MakeView, told: Path) -> None:
    view = make_view(told)
    view.charts.describe()
    assert view.charts.signal.accessibleDescription().startswith(
        "Signal, 24 Oct \N{EN DASH} 22 Nov 2026: lowest minus "
    )
    assert " in all; most at " in view.charts.traffic.accessibleDescription()
    assert "5 outages" in view.charts.lane.accessibleDescription()
    assert view.heat.accessibleDescription().startswith("Usage per day since ")


def test_the_table_has_the_steps_newest_first(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    press(qtbot, view, "Show as table")
    assert view.table.rows.rowCount() == len(view.line.visible_steps())
    assert view.table.rows.cells(0)[0] == "22 Nov 2026"
    assert view.table.rows.cells(0)[6].endswith(" ms")
    assert view.table.rows.cells(8)[6] == "not available"
    view.table.selectRow(0)
    assert "\N{MINUS SIGN}" not in view.table.selected_text()
    press(qtbot, view, "Week")
    assert view.table.rows.cells(0)[0].startswith("22 Nov ")
    press(qtbot, view, "Show as charts")
    assert view.charts.isVisible()


def test_picture_and_values_can_be_saved(make_view: MakeView, told: Path, tmp_path: Path) -> None:
    view = make_view(told)
    export = view.findChild(ExportButton)
    assert export._stem() == "netmon-2026-10-24-2026-11-22"
    export.save_picture(tmp_path / "history.png")
    assert not QImage(str(tmp_path / "history.png")).isNull()
    export.save_values(tmp_path / "history.csv")
    header, *rows = csv.reader((tmp_path / "history.csv").read_text().splitlines())
    assert header == list(history_words.CSV_COLUMNS)
    assert [row[8] for row in rows if row[8]] == ["host.example"] * 4
    assert sum(int(row[6]) for row in rows) == sum(step.rx_bytes for step in view.line.visible_steps())


# --- empty, broken, narrow ------------------------------------------------------------------------------------------


def test_without_any_history_it_says_so(make_view: MakeView) -> None:
    view = make_view()
    assert view._empty.card.title == "No history yet"
    assert view._empty.isVisible()


def test_an_empty_range_says_where_the_history_begins(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    view.go_to(TimeRange(NOW_UNIX_MS - 400 * 86_400_000, NOW_UNIX_MS - 390 * 86_400_000))
    settle(qtbot, view)
    assert view._empty.card.title == "No records here"
    assert "begins on" in view._empty.card.text


def test_a_database_that_cannot_be_read_is_said(make_view: MakeView, tmp_path: Path) -> None:
    (tmp_path / "netmon.db").write_bytes(b"not a database" * 1000)
    view = make_view()
    assert view._empty.card.word == "Cannot be read"
    assert view._empty.isVisible()


def test_below_the_charts_it_is_stacked_where_it_is_narrow(make_view: MakeView, told: Path) -> None:
    view = make_view(told)
    assert view._below.direction() == QBoxLayout.Direction.LeftToRight
    view.resize(600, 900)
    assert view._below.direction() == QBoxLayout.Direction.TopToBottom
    assert view.minimumSizeHint().width() <= 720 - 48, "nothing is cut off in the smallest window"


def test_gaps_and_bars_are_painted(make_view: MakeView, told: Path, theme: Theme) -> None:
    view = make_view(told)
    chart = view.charts.traffic
    plot, image = chart.plot(), chart.grab().toImage()
    (gap,) = [gap for gap in view.line.down.gaps(view.line.scale) if gap.has_left_edge and gap.has_right_edge]
    assert image.pixelColor(plot.left() + gap.right - 12, plot.top() + 4) == theme.colour("window")
    tallest = max(view.line.down.placed(view.line.scale), key=lambda bar: bar.high)
    zero = plot.top() + round(chart.scale().y_of(0, plot.height()))
    middle = plot.left() + (tallest.left + tallest.right) // 2
    assert image.pixelColor(middle, zero - 10) == theme.colour("down")
    assert image.pixelColor(middle, zero + 2) == theme.colour("up")


def test_the_running_minute_is_read_again(make_view: MakeView, told: Path, qtbot: QtBot) -> None:
    view = make_view(told)
    press(qtbot, view, "Hour")
    view._unix_ms = lambda: NOW_UNIX_MS + 61_000
    view.show_snapshot(view.bridge.snapshot)
    settle(qtbot, view)
    assert view.line.shown == latest(RangeName.HOUR, NOW_UNIX_MS + 61_000)
    assert view.line.answer.shown == view.line.shown
