"""The Live view's memory: what is in view, the pause, the cursor, and clocks that are set back."""

from __future__ import annotations

import pytest

from netmon_tray.gui.timeline import Timeline
from netmon_tray.model import LiveEvent, LiveEventKind, LivePoint, Throughput

T0 = 1_795_356_000_000


def point(second: float, *, signal: float | None = -58.0, measure: str | None = "rssi", down: float = 1.0) -> LivePoint:
    return LivePoint(T0 + int(second * 1000), Throughput(down, 0.5), signal, measure if signal is not None else None)


def timeline(*seconds: float, range_ms: int = 60_000, width_px: int = 600) -> Timeline:
    made = Timeline(range_ms, T0)
    made.set_width(width_px)
    made.load([point(second) for second in seconds], [])
    return made


def test_it_ends_at_the_newest_point_and_moves_with_each() -> None:
    shown = timeline(*range(10))
    assert shown.scale.end_unix_ms == T0 + 9000
    shown.add(point(10), ())
    assert shown.scale.end_unix_ms == T0 + 10_000
    assert shown.latest == point(10)


def test_before_the_first_point_it_ends_now() -> None:
    shown = timeline()
    assert shown.scale.end_unix_ms == T0
    assert not shown.has_values
    assert shown.point_at_cursor() is None


def test_a_pause_stands_still_and_loses_nothing() -> None:
    shown = timeline(*range(10))
    shown.set_paused(is_paused=True)
    for second in range(10, 20):
        shown.add(point(second), ())
    assert shown.scale.end_unix_ms == T0 + 9000
    assert shown.latest == point(9)
    shown.set_paused(is_paused=False)
    assert shown.scale.end_unix_ms == T0 + 19_000
    assert len(shown.visible_points()) == 20


def test_an_hour_is_kept_and_no_more() -> None:
    shown = timeline(*range(0, 3600, 5), range_ms=3_600_000)
    for second in range(3600, 7200, 5):
        shown.add(point(second), ())
    assert shown.points[0].at_unix_ms >= T0 + (7195 - 3615) * 1000
    assert len(shown.visible_points()) == 720


def test_a_clock_set_back_begins_the_view_anew() -> None:
    shown = timeline(*range(100))
    shown.add(point(40), ())
    assert [item.at_unix_ms for item in shown.points] == [T0 + 40_000]
    assert shown.scale.end_unix_ms == T0 + 40_000


def test_what_was_remembered_before_the_clock_was_set_back_is_left_out() -> None:
    shown = timeline(50, 51, 52, 10, 11)
    assert [item.at_unix_ms - T0 for item in shown.points] == [10_000, 11_000]


def test_another_medium_takes_its_own_scale() -> None:
    shown = timeline(1, 2, 3)
    assert shown.measure == "rssi"
    shown.add(point(4, signal=-95.0, measure="rsrp"), ())
    assert shown.measure == "rsrp"
    assert len(shown.signal.runs) == 1
    assert shown.signal.gaps(shown.scale)[0].right == shown.scale.x_of(T0 + 4000)


def test_a_cable_forgets_the_signal_when_it_has_left_the_view() -> None:
    shown = timeline(1, 2, 3)
    for second in range(4, 80):
        shown.add(point(second, signal=None), ())
    assert shown.measure is None
    assert shown.has_values


def test_an_outage_keeps_the_measure() -> None:
    shown = timeline(1, 2, 3)
    shown.add(LivePoint(T0 + 4000, None, None, None), ())
    assert shown.measure == "rssi"


# --- the cursor -----------------------------------------------------------------------------------------------------


def test_the_pointer_finds_the_nearest_point() -> None:
    shown = timeline(*range(60))
    shown.move_cursor_to(shown.scale.x_of(T0 + 30_000) + 3)
    assert shown.point_at_cursor() == point(30)
    assert shown.cursor_x == shown.scale.x_of(T0 + 30_000)


def test_where_nothing_is_known_the_cursor_stands_on_the_bare_time() -> None:
    shown = timeline(50, 51, 52)
    shown.move_cursor_to(10)
    assert shown.point_at_cursor() is None
    assert shown.cursor_x == 10


def test_it_does_not_read_across_a_gap() -> None:
    shown = Timeline(60_000, T0)
    shown.set_width(600)
    after = LivePoint(T0 + 50_000, Throughput(1, 1), -58.0, "rssi", starts_after_gap=True)
    shown.load([point(1), point(2), after], [])
    shown.move_cursor_to(shown.scale.x_of(T0 + 25_000))
    assert shown.point_at_cursor() is None


def test_keys_move_it_from_point_to_point() -> None:
    shown = timeline(*range(0, 60, 5))
    shown.step_cursor(-1)
    assert shown.point_at_cursor() == point(50)
    shown.step_cursor(-1)
    assert shown.point_at_cursor() == point(45)
    shown.step_cursor(1)
    assert shown.point_at_cursor() == point(50)


def test_the_first_step_to_the_right_stands_on_now() -> None:
    shown = timeline(*range(10))
    shown.step_cursor(1)
    assert shown.point_at_cursor() == point(9)


def test_keys_pass_points_that_share_a_pixel() -> None:
    shown = timeline(*range(3600), range_ms=3_600_000, width_px=100)
    shown.step_cursor(-1)
    before = shown.cursor_x
    shown.step_cursor(-1)
    assert before is not None
    assert shown.cursor_x == before - 1


@pytest.mark.parametrize(("is_start", "second"), [(True, 0), (False, 9)])
def test_home_and_end(is_start: bool, second: int) -> None:
    shown = timeline(*range(10))
    shown.cursor_to_edge(is_start=is_start)
    assert shown.point_at_cursor() == point(second)


def test_the_edges_hold() -> None:
    shown = timeline(*range(10))
    shown.cursor_to_edge(is_start=True)
    shown.step_cursor(-1)
    assert shown.point_at_cursor() == point(0)
    shown.cursor_to_edge(is_start=False)
    shown.step_cursor(1)
    assert shown.point_at_cursor() == point(9)


def test_without_points_keys_do_nothing() -> None:
    shown = timeline()
    shown.step_cursor(-1)
    shown.cursor_to_edge(is_start=True)
    assert shown.cursor_unix_ms is None


def test_a_cursor_that_left_the_view_starts_at_now_again() -> None:
    shown = timeline(*range(10))
    shown.cursor_to_edge(is_start=True)
    for second in range(10, 100):
        shown.add(point(second), ())
    assert shown.cursor_x is None
    shown.step_cursor(-1)
    assert shown.point_at_cursor() == point(98)


def test_a_change_of_network_is_one_mark() -> None:
    shown = timeline(1, 2)
    both = (
        LiveEvent(T0 + 3000, LiveEventKind.DISCONNECTED, "Disconnected from A"),
        LiveEvent(T0 + 3000, LiveEventKind.CONNECTED, "Connected to B"),
    )
    shown.add(point(3), both)
    assert [event.text for event in shown.marks()] == ["Connected to B"]


# --- zoom -----------------------------------------------------------------------------------------------------------


def test_zooming_while_it_moves_keeps_now_at_the_edge() -> None:
    shown = timeline(*range(100))
    shown.zoom(10, 0.5)
    assert (shown.range_ms, shown.scale.end_unix_ms) == (30_000, T0 + 99_000)


def test_zooming_a_still_view_keeps_the_moment_under_the_pointer() -> None:
    shown = timeline(*range(100))
    shown.set_paused(is_paused=True)
    before = shown.scale.time_at(300)
    shown.zoom(300, 0.5)
    assert abs(shown.scale.time_at(300) - before) <= 100


def test_zoom_ends_at_ten_seconds_and_at_an_hour() -> None:
    shown = timeline(*range(100))
    shown.zoom(300, 1e-6)
    assert shown.range_ms == 10_000
    shown.zoom(300, 1e9)
    assert shown.range_ms == 3_600_000


def test_what_is_marked_fills_the_view() -> None:
    shown = timeline(*range(100))
    shown.set_paused(is_paused=True)
    start, end = shown.scale.time_at(100), shown.scale.time_at(400)
    shown.show_columns(100, 400)
    assert abs(shown.scale.end_unix_ms - end) <= 100
    assert abs(shown.scale.end_unix_ms - shown.range_ms - start) <= 100


def test_a_still_view_moves_no_further_than_there_are_points() -> None:
    shown = timeline(*range(100))
    shown.set_paused(is_paused=True)
    shown.pan(-100)
    assert shown.scale.end_unix_ms == T0 + 89_000
    shown.pan(10_000)
    assert shown.scale.end_unix_ms == T0 + 99_000


def test_sleep_reaches_from_the_last_point_before_it_to_the_first_after() -> None:
    shown = timeline(*range(10))
    shown.add(point(40), (LiveEvent(T0 + 40_000, LiveEventKind.SLEEP, "Back from sleep"),))
    (span,) = shown.sleeps()
    assert (span.start_unix_ms, span.end_unix_ms) == (T0 + 9000, T0 + 40_000)
