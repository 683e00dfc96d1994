"""Pixel columns: peaks survive, gaps stay gaps, and what is kept between frames equals what is made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.gui.chart_columns import ColumnSeries, Gap
from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.model import LivePoint, Throughput

T0 = 1_795_356_000_000


def point(second: float, down: float | None, *, after_gap: bool = False) -> LivePoint:
    rates = None if down is None else Throughput(down, 0.0)
    return LivePoint(T0 + int(second * 1000), rates, None, None, starts_after_gap=after_gap)


def series() -> ColumnSeries:
    return ColumnSeries(lambda item: item.throughput.rx_bytes_per_s if item.throughput else None)


def made(points: list[LivePoint], scale: TimeScale) -> ColumnSeries:
    columns = series()
    columns.rebuild(points, scale)
    return columns


def shape(columns: ColumnSeries) -> list[list[tuple[int, float, float, float, float]]]:
    return [[(c.number, c.first, c.low, c.high, c.last) for c in run.columns] for run in columns.runs]


def test_a_single_peak_of_an_hour_survives() -> None:
    scale = TimeScale(600, 3_600_000, T0 + 3_600_000)
    points = [point(second, 900.0 if second == 1801 else 5.0) for second in range(3601)]
    columns = made(points, scale)
    assert columns.peak(scale) == 900.0
    assert [c.high for run in columns.runs for c in run.columns].count(900.0) == 1


def test_a_column_keeps_its_first_lowest_highest_and_last_value() -> None:
    scale = TimeScale(60, 3_600_000, T0 + 3_600_000)
    columns = made([point(second, value) for second, value in ((1, 5), (2, 1), (3, 9), (4, 3))], scale)
    (column,) = columns.runs[0].columns
    assert (column.first, column.low, column.high, column.last) == (5, 1, 9, 3)


def test_what_was_not_measured_is_a_gap_from_the_last_value_to_the_next() -> None:
    scale = TimeScale(100, 100_000, T0 + 100_000)
    points = [point(second, None if 40 <= second < 60 else 1.0) for second in range(1, 101)]
    assert made(points, scale).gaps(scale) == (Gap(38, 59, has_left_edge=True, has_right_edge=True),)


def test_a_point_after_a_gap_begins_a_new_run() -> None:
    scale = TimeScale(100, 100_000, T0 + 100_000)
    points = [point(1, 1.0), point(2, 1.0), point(90, 1.0, after_gap=True), point(100, 1.0)]
    columns = made(points, scale)
    assert [len(run.columns) for run in columns.runs] == [2, 2]
    assert columns.gaps(scale) == (Gap(1, 89, has_left_edge=True, has_right_edge=True),)


def test_what_lies_before_the_first_value_has_no_left_edge() -> None:
    scale = TimeScale(100, 100_000, T0 + 100_000)
    assert made([point(70, 1.0), point(100, 1.0)], scale).gaps(scale) == (
        Gap(0, 69, has_left_edge=False, has_right_edge=True),
    )


def test_a_gap_that_lasts_has_no_right_edge() -> None:
    scale = TimeScale(100, 100_000, T0 + 100_000)
    points = [point(1, 1.0), point(50, 1.0), point(51, None), point(100, None)]
    assert made(points, scale).gaps(scale) == (Gap(49, 100, has_left_edge=True, has_right_edge=False),)


def test_nothing_at_all_is_one_gap() -> None:
    scale = TimeScale(100, 100_000, T0)
    assert series().gaps(scale) == (Gap(0, 100, has_left_edge=False, has_right_edge=False),)
    assert series().peak(scale) == 0.0
    assert series().extremes(scale) is None


def test_the_line_still_enters_from_the_left() -> None:
    """One column outside the chart stays, else the line would begin in the middle of nowhere."""
    points = [point(second, float(second)) for second in range(0, 200, 7)]
    scale = TimeScale(100, 100_000, points[-1].at_unix_ms)
    columns = made(points, scale)
    numbers = [column.number for column in columns.runs[0].columns]
    assert numbers[0] < scale.first_column <= numbers[1]
    assert columns.gaps(scale) == ()


def test_the_peak_is_that_of_what_is_in_view() -> None:
    points = [point(second, 50.0 if second == 10 else 2.0) for second in range(300)]
    columns = series()
    for end, expected in ((100, 50.0), (250, 2.0)):
        scale = TimeScale(100, 100_000, T0 + end * 1000)
        columns.rebuild([item for item in points if item.at_unix_ms <= scale.end_unix_ms], scale)
        assert columns.peak(scale) == expected


@given(
    st.lists(
        st.tuples(st.integers(200, 9_000), st.one_of(st.none(), st.floats(0, 1e9)), st.booleans()),
        min_size=1,
        max_size=120,
    )
)
def test_columns_kept_between_frames_equal_columns_made_anew(steps: list[tuple[int, float | None, bool]]) -> None:
    at_ms, points = 0, []
    kept = series()
    kept.rebuild([], TimeScale(90, 60_000, T0))
    for step_ms, value, after_gap in steps:
        at_ms += step_ms
        points.append(point(at_ms / 1000, value, after_gap=after_gap))
        scale = TimeScale(90, 60_000, points[-1].at_unix_ms)
        kept.add(points[-1], scale)
        kept.trim(scale)
        assert shape(kept) == shape(made(points, scale))
        assert kept.gaps(scale) == made(points, scale).gaps(scale)
        assert kept.peak(scale) == made(points, scale).peak(scale)
