"""The painted charts: they move by whole pixels, gaps are gaps, and one cursor reads both by pointer and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from netmon_tray.gui.chart import TimeChart
from netmon_tray.gui.chart_curve import Curve
from netmon_tray.gui.chart_stack import ChartStack
from netmon_tray.gui.live_kit import live_kit
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.model import LiveEvent, LiveEventKind, LivePoint, Throughput
from support.fake_agent import NOW_UNIX_MS, story, story_point

MakeCharts = Callable[..., ChartStack]


@pytest.fixture
def timeline() -> Timeline:
    made = Timeline(900_000, NOW_UNIX_MS)
    made.load(*story())
    return made


@pytest.fixture
def charts(qtbot: QtBot, theme: Theme, timeline: Timeline) -> ChartStack:
    made = ChartStack(timeline, theme, live_kit(timeline, lambda: "bits"))
    qtbot.addWidget(made)
    made.resize(792, 540)
    with qtbot.waitExposed(made):
        made.show()
    return made


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def colours(image: QImage, x: int, top: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for y in range(top, bottom)}


def largest_difference(one: QImage, other: QImage) -> int:
    """Of any channel of any pixel; the edges of lines differ by a shade or two with the place they are painted at."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(left - right) for left, right in pairs)


def at(timeline: Timeline, ago_s: float) -> int:
    return timeline.scale.x_of(NOW_UNIX_MS - int(ago_s * 1000))


# --- painting -------------------------------------------------------------------------------------------------------


def test_the_picture_moves_by_whole_pixels_once_per_sample(charts: ChartStack, timeline: Timeline) -> None:
    plot = charts.traffic.plot().adjusted(1, 1, -1, -1)
    before = picture(charts.traffic)
    first = timeline.scale.first_column
    for second in range(1, 8):
        timeline.add(story_point(900 + second, NOW_UNIX_MS + second * 1000), ())
    moved = timeline.scale.first_column - first
    charts.refresh()
    after = picture(charts.traffic)
    assert moved > 0
    rows = range(plot.top(), plot.bottom() - 1)
    settled = range(plot.left() + moved + 2, plot.right() - 3)  # the last column was still growing
    different = [(x, y) for x in settled for y in rows if before.pixelColor(x, y) != after.pixelColor(x - moved, y)]
    assert different == []


def test_what_is_kept_between_frames_equals_a_fresh_picture(
    charts: ChartStack, timeline: Timeline, theme: Theme, qtbot: QtBot
) -> None:
    for second in range(1, 40):
        timeline.add(story_point(900 + second, NOW_UNIX_MS + second * 1000), ())
        charts.refresh()
        charts.repaint()
    fresh = ChartStack(timeline, theme, live_kit(timeline, lambda: "bits"))
    qtbot.addWidget(fresh)
    fresh.resize(charts.size())
    with qtbot.waitExposed(fresh):
        fresh.show()
    inner = charts.signal.plot().adjusted(2, 0, 0, 0)  # further left the older picture still knows more
    for kept, new in ((charts.signal, fresh.signal), (charts.traffic, fresh.traffic)):
        assert largest_difference(picture(kept).copy(inner), picture(new).copy(inner)) <= 4


def test_the_page_shows_through_a_gap(charts: ChartStack, timeline: Timeline, theme: Theme) -> None:
    plot = charts.signal.plot()
    image = picture(charts.signal)
    window = theme.colour("window").name()
    in_gap = plot.left() + at(timeline, 445)
    beside = plot.left() + at(timeline, 200)
    assert colours(image, in_gap, plot.top() + 2, plot.top() + 60) == {window}
    assert window not in colours(image, beside, plot.top() + 2, plot.bottom() - 1)


def test_a_gap_has_dotted_edges(charts: ChartStack, timeline: Timeline, theme: Theme) -> None:
    plot = charts.traffic.plot()
    gap = timeline.down.gaps(timeline.scale)[0]
    image = picture(charts.traffic)
    column = [image.pixelColor(plot.left() + gap.right, y).name() for y in range(plot.top(), plot.top() + 40)]
    assert theme.colour("ctl").name() in column
    assert len(set(column)) > 1


def test_bands_of_a_signal_are_shaded_in_turn(charts: ChartStack, theme: Theme) -> None:
    plot = charts.signal.plot()
    image = picture(charts.signal)
    x = plot.right() - 60
    heights = [
        plot.top() + round(charts.signal.scale().y_of(value, plot.height())) for value in (-40, -54, -65, -75, -85)
    ]
    seen = [image.pixelColor(x, y).name() for y in heights]
    band, surface = theme.colour("band").name(), theme.colour("surface").name()
    assert seen == [band, surface, band, surface, band]


def test_down_is_above_zero_and_up_below(charts: ChartStack, timeline: Timeline, theme: Theme) -> None:
    plot = charts.traffic.plot()
    zero = plot.top() + round(charts.traffic.scale().y_of(0, plot.height()))
    image = picture(charts.traffic)

    def near(colour: QColor, top: int, bottom: int) -> bool:
        return any(
            image.pixelColor(x, y) == colour for x in range(plot.left(), plot.right()) for y in range(top, bottom)
        )

    assert near(theme.colour("down"), plot.top(), zero - 4)
    assert not near(theme.colour("down"), zero + 4, plot.bottom())
    assert near(theme.colour("up"), zero + 2, plot.bottom())
    assert not near(theme.colour("up"), plot.top(), zero - 2)


def test_a_single_value_is_visible(qtbot: QtBot, theme: Theme) -> None:
    timeline = Timeline(60_000, NOW_UNIX_MS)
    timeline.load([LivePoint(NOW_UNIX_MS, Throughput(1e6, 1e5), -58.0, "rssi")], [])
    charts = ChartStack(timeline, theme, live_kit(timeline, lambda: "bits"))
    qtbot.addWidget(charts)
    charts.resize(792, 540)
    with qtbot.waitExposed(charts):
        charts.show()
    plot = charts.traffic.plot()
    image = picture(charts.traffic)
    y = plot.top() + round(charts.traffic.scale().y_of(1e6, plot.height()))
    shown = [image.pixelColor(plot.right(), row) for row in range(y - 1, y + 2)]
    assert any(pixel.blue() - pixel.red() > 100 for pixel in shown)


@pytest.mark.parametrize("size", [(300, 348), (792, 540), (2400, 1300)])
def test_every_size_can_be_painted(charts: ChartStack, size: tuple[int, int]) -> None:
    charts.resize(*size)
    assert not picture(charts).isNull()


def test_a_cable_has_no_signal_chart(charts: ChartStack, timeline: Timeline) -> None:
    timeline.load([LivePoint(NOW_UNIX_MS, Throughput(1e6, 1e5), None, None, "Office LAN")], [])
    charts.set_radio(is_radio=False)
    assert charts.signal.isHidden()
    charts.set_radio(is_radio=True)
    assert not charts.signal.isHidden()


# --- the cursor -----------------------------------------------------------------------------------------------------


def test_the_pointer_reads_both_charts(charts: ChartStack, timeline: Timeline, theme: Theme, qtbot: QtBot) -> None:
    for chart in (charts.signal, charts.traffic):
        plot = chart.plot()
        with qtbot.waitSignal(charts.cursor_moved):
            QTest.mouseMove(chart, QPoint(plot.left() + 200, plot.center().y()))
        assert timeline.cursor_x == 200
        accent = theme.colour("accent").name()
        for shown in (charts.signal, charts.traffic):
            column = colours(picture(shown), shown.plot().left() + 200, shown.plot().top() + 2, shown.plot().top() + 30)
            assert accent in column


def test_beside_the_plot_now_is_read_again(charts: ChartStack, timeline: Timeline) -> None:
    chart = charts.traffic
    QTest.mouseMove(chart, chart.plot().center())
    assert timeline.cursor_unix_ms is not None
    QTest.mouseMove(chart, QPoint(2, chart.plot().center().y()))
    assert timeline.cursor_unix_ms is None


def test_a_resting_pointer_keeps_its_pixel_while_time_passes(charts: ChartStack, timeline: Timeline) -> None:
    chart = charts.traffic
    QTest.mouseMove(chart, QPoint(chart.plot().left() + 300, chart.plot().center().y()))
    before = timeline.cursor_unix_ms
    for second in range(1, 30):
        timeline.add(story_point(900 + second, NOW_UNIX_MS + second * 1000), ())
    charts.refresh()
    assert timeline.cursor_x == 300
    assert before is not None
    assert timeline.cursor_unix_ms is not None
    assert timeline.cursor_unix_ms > before


def test_keys_move_the_cursor(charts: ChartStack, timeline: Timeline, qtbot: QtBot) -> None:
    keys = Qt.Key
    charts.traffic.setFocus()
    QTest.keyClick(charts.traffic, keys.Key_Home)
    assert timeline.cursor_x == 0
    QTest.keyClick(charts.traffic, keys.Key_Right)
    assert timeline.cursor_x == 1
    QTest.keyClick(charts.traffic, keys.Key_PageDown)
    assert timeline.cursor_x == 21
    QTest.keyClick(charts.traffic, keys.Key_Left)
    assert timeline.cursor_x == 20
    QTest.keyClick(charts.signal, keys.Key_End)
    assert timeline.cursor_unix_ms == NOW_UNIX_MS
    QTest.keyClick(charts.signal, keys.Key_PageUp)
    assert timeline.cursor_x == timeline.scale.width_px - 21
    QTest.keyClick(charts.signal, keys.Key_Escape)
    assert timeline.cursor_unix_ms is None


def test_a_cursor_set_by_key_stays_at_its_moment(charts: ChartStack, timeline: Timeline, qtbot: QtBot) -> None:
    QTest.keyClick(charts.traffic, Qt.Key.Key_End)
    timeline.add(story_point(905, NOW_UNIX_MS + 5000), ())
    charts.refresh()
    assert timeline.cursor_unix_ms == NOW_UNIX_MS


# --- for those who do not see it ------------------------------------------------------------------------------------


def test_each_part_has_a_name_and_a_summary(charts: ChartStack) -> None:
    charts.describe()
    assert charts.signal.accessibleName() == "Signal chart"
    assert charts.signal.accessibleDescription().startswith("Signal, last 15 min: now Good")
    assert charts.traffic.accessibleDescription().startswith("Throughput, last 15 min: now 10.2 Mbit/s down")
    assert "Roam" in charts.lane.accessibleDescription()


def test_time_runs_to_the_right_in_every_language(qtbot: QtBot, theme: Theme, timeline: Timeline) -> None:
    images = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        charts = ChartStack(timeline, theme, live_kit(timeline, lambda: "bits"))
        qtbot.addWidget(charts)
        charts.setLayoutDirection(direction)
        charts.resize(792, 540)
        with qtbot.waitExposed(charts):
            charts.show()
        images.append(picture(charts.traffic))
    assert images[0] == images[1]


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75, 2.0])
def test_a_curve_moves_on_screens_of_any_scale(qtbot: QtBot, theme: Theme, ratio: float) -> None:
    """A kept layer lies within a device pixel of a fresh one, also where a logical pixel is no whole number of them."""
    timeline = Timeline(900_000, NOW_UNIX_MS)
    timeline.set_width(400)
    timeline.load(*story())
    kept = Curve(timeline.down, is_filled=True)
    for second in range(1, 60):
        timeline.add(story_point(900 + second, NOW_UNIX_MS + second * 1000), ())
        moved = painted(kept, timeline, theme, ratio)
    fresh = painted(Curve(timeline.down, is_filled=True), timeline, theme, ratio)
    tops = [[top_of(image, x) for x in range(8, image.width() - 8)] for image in (moved, fresh)]
    elsewhere = [
        place
        for place, top in enumerate(tops[0])
        if not min(near := tops[1][max(0, place - 2) : place + 3]) - 2 <= top <= max(near) + 2
    ]
    assert len(elsewhere) <= len(tops[0]) / 50, "but for the tips of narrow troughs"


def painted(curve: Curve, timeline: Timeline, theme: Theme, ratio: float) -> QImage:
    pixmap = QPixmap(round(400 * ratio), round(200 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor("white"))
    with QPainter(pixmap) as painter:
        plot = QRect(0, 0, 400, 200)
        colour = theme.colour("down")
        curve.paint(painter, plot, timeline.scale, colour, key=1, height_of=lambda rate: 190 - rate / 40_000)
    return pixmap.toImage()


def top_of(image: QImage, x: int) -> int:
    """The highest row in which a column has the line's colour."""
    return next((y for y in range(image.height()) if image.pixelColor(x, y).red() < 140), image.height())


def test_what_is_painted_in_part_is_what_would_be_painted_as_a_whole(
    charts: ChartStack, timeline: Timeline, qtbot: QtBot
) -> None:
    """A frame repaints only what moves; nothing beside it may be wiped or left behind."""
    for second in range(1, 30):
        timeline.add(story_point(900 + second, NOW_UNIX_MS + second * 1000), ())
        if second == 20:
            QTest.mouseMove(charts.traffic, QPoint(charts.traffic.plot().left() + 5, 100))
        if second == 24:
            QTest.mouseMove(charts.traffic, QPoint(1, 100))
        charts.refresh()
        QApplication.processEvents()
    on_screen = charts.screen().grabWindow(charts.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = picture(charts).convertToFormat(QImage.Format.Format_RGB32)
    different = [
        (x, y)
        for x in range(whole.width())
        for y in range(whole.height())
        if on_screen.pixelColor(x, y) != whole.pixelColor(x, y)
    ]
    assert different == []


# --- zoom -----------------------------------------------------------------------------------------------------------


def drag(chart: QWidget, first_x: int, last_x: int) -> None:
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(first_x, 100))
    QTest.mouseMove(chart, QPoint((first_x + last_x) // 2, 100))
    QTest.mouseMove(chart, QPoint(last_x, 100))


def turn(chart: TimeChart, place: QPoint, notches: QPoint) -> bool:
    """Turn the wheel; return whether the chart took it."""
    event = QWheelEvent(
        QPointF(place),
        QPointF(chart.mapToGlobal(place)),
        QPoint(),
        notches * 120,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    chart.wheelEvent(event)
    return event.isAccepted()


def test_dragging_marks_a_part_to_show(charts: ChartStack, qtbot: QtBot) -> None:
    left = charts.signal.plot().left()
    drag(charts.signal, left + 100, left + 300)
    assert charts.signal.marked == (100, 300)
    with qtbot.waitSignal(charts.selected) as chosen:
        QTest.mouseRelease(charts.signal, Qt.MouseButton.LeftButton, pos=QPoint(left + 300, 100))
    assert chosen.args == [100, 300]
    assert charts.signal.marked is None


def test_a_click_marks_nothing_and_escape_lets_go(charts: ChartStack, qtbot: QtBot) -> None:
    left = charts.signal.plot().left()
    with qtbot.assertNotEmitted(charts.selected):
        QTest.mouseClick(charts.signal, Qt.MouseButton.LeftButton, pos=QPoint(left + 50, 100))
        drag(charts.signal, left + 100, left + 300)
        QTest.keyClick(charts.signal, Qt.Key.Key_Escape)
        QTest.mouseRelease(charts.signal, Qt.MouseButton.LeftButton, pos=QPoint(left + 300, 100))


def test_the_wheel_zooms_over_the_plot_and_scrolls_beside_it(charts: ChartStack, qtbot: QtBot) -> None:
    plot = charts.traffic.plot()
    with qtbot.waitSignal(charts.zoomed) as zoomed:
        assert turn(charts.traffic, QPoint(plot.left() + 40, plot.top() + 20), QPoint(0, 2))
    assert zoomed.args == [40, 2.0]
    with qtbot.waitSignal(charts.panned) as panned:
        assert turn(charts.traffic, QPoint(plot.left() + 40, plot.top() + 20), QPoint(1, 0))
    assert panned.args == [-60]
    assert not turn(charts.traffic, QPoint(3, plot.top() + 20), QPoint(0, 2))


def test_keys_zoom_and_move(charts: ChartStack, qtbot: QtBot) -> None:
    QTest.keyClick(charts.traffic, Qt.Key.Key_Home)
    with qtbot.waitSignal(charts.zoomed) as zoomed:
        QTest.keyClicks(charts.traffic, "+")
    assert zoomed.args == [0, 2.0]
    with qtbot.waitSignal(charts.panned) as panned:
        QTest.keyClick(charts.traffic, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert panned.args == [-40]


def test_sleep_is_shaded_and_named(charts: ChartStack, timeline: Timeline, theme: Theme) -> None:
    wake_ms = NOW_UNIX_MS + 300_000
    asleep = LiveEvent(wake_ms, LiveEventKind.SLEEP, "Back from sleep")
    timeline.add(replace(story_point(900, wake_ms), starts_after_gap=True), (asleep,))
    charts.refresh()
    (gap,) = [gap for gap in timeline.signal.gaps(timeline.scale) if gap.right > timeline.scale.x_of(wake_ms) - 3]
    (sleep,) = [place for span in timeline.sleeps() if (place := span.within(timeline.scale))]
    assert charts.signal._gap_word(gap, [sleep]) == "Asleep"
    x = charts.signal.plot().left() + (gap.left + gap.right) // 2
    assert picture(charts.signal).pixelColor(x, charts.signal.plot().top() + 8) == theme.colour("side")
