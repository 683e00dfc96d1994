"""Scales and ticks: round clock times, steps that fit, labels that never repeat."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray import units
from netmon_tray.gui.chart_scale import (
    SIGNAL_SCALES,
    TICK_GAP_PX,
    TimeScale,
    amount_scale,
    common_measure,
    rate_scale,
    time_ticks,
)
from support.zones import zone

END_UNIX_MS = 1_795_356_860_000
"""2026-11-22 14:14:20 UTC."""
MBIT = 1_000_000 / 8


@pytest.fixture(autouse=True)
def utc() -> Iterator[None]:
    with zone("UTC"):
        yield


# --- time -----------------------------------------------------------------------------------------------------------


def test_the_end_is_the_last_column_and_the_start_lies_just_before_the_first() -> None:
    scale = TimeScale(664, 900_000, END_UNIX_MS)
    assert scale.x_of(END_UNIX_MS) == 663
    assert scale.x_of(END_UNIX_MS - 900_000) == -1
    assert scale.x_of(END_UNIX_MS + 10_000) > 663


@given(
    width=st.integers(1, 4000),
    range_ms=st.sampled_from([60_000, 300_000, 900_000, 3_600_000]),
    age_ms=st.integers(0, 3_600_000),
    step_ms=st.integers(0, 120_000),
)
def test_a_chart_moves_by_whole_pixels_and_keeps_its_shape(
    width: int, range_ms: int, age_ms: int, step_ms: int
) -> None:
    before = TimeScale(width, range_ms, END_UNIX_MS)
    after = TimeScale(width, range_ms, END_UNIX_MS + step_ms)
    moved = before.x_of(END_UNIX_MS - age_ms) - after.x_of(END_UNIX_MS - age_ms)
    assert moved == before.x_of(END_UNIX_MS) - after.x_of(END_UNIX_MS)
    assert moved >= 0


@given(width=st.integers(1, 4000), range_ms=st.sampled_from([60_000, 900_000, 3_600_000]), x=st.integers(0, 3999))
def test_the_time_of_a_column_lies_in_that_column(width: int, range_ms: int, x: int) -> None:
    scale = TimeScale(width, range_ms, END_UNIX_MS)
    assert scale.x_of(scale.time_at(x % width)) == x % width


@pytest.mark.parametrize(
    ("range_ms", "expected"),
    [
        (60_000, ["14:13:30", "14:13:40", "14:13:50", "14:14:00", "14:14:10", "14:14:20"]),
        (900_000, ["14:00", "14:02", "14:04", "14:06", "14:08", "14:10", "14:12", "14:14"]),
        (3_600_000, ["13:20", "13:30", "13:40", "13:50", "14:00", "14:10"]),
    ],
)
def test_time_ticks_stand_on_round_clock_times(range_ms: int, expected: list[str]) -> None:
    ticks = time_ticks(TimeScale(664, range_ms, END_UNIX_MS))
    assert [tick.label for tick in ticks] == expected


def test_time_ticks_are_round_in_a_zone_of_odd_minutes() -> None:
    ticks = time_ticks(TimeScale(664, 3_600_000, END_UNIX_MS), utc_offset_s=5 * 3600 + 45 * 60)
    assert all((tick.at_unix_ms // 60_000 + 345) % 10 == 0 for tick in ticks)


@given(
    width=st.integers(80, 3000),
    range_ms=st.sampled_from([60_000, 300_000, 900_000, 3_600_000]),
    gap_px=st.integers(TICK_GAP_PX, 200),
    end=st.integers(0, 4_000_000_000_000),
)
def test_time_ticks_keep_their_distance(width: int, range_ms: int, gap_px: int, end: int) -> None:
    ticks = time_ticks(TimeScale(width, range_ms, end), gap_px=gap_px)
    assert all(0 <= tick.x < width for tick in ticks)
    assert all(right.x - left.x >= gap_px - 1 for left, right in itertools.pairwise(ticks))


# --- throughput -----------------------------------------------------------------------------------------------------


def test_the_picture_of_the_design() -> None:
    scale = rate_scale(37 * MBIT, 8 * MBIT, rate_units="bits", height_px=205)
    assert scale.unit.text == "Mbit/s"
    assert [tick.label for tick in scale.ticks()] == ["↓ 40", "↓ 30", "↓ 20", "↓ 10", "0", "↑ 10"]
    assert scale.y_of(0, 205) == pytest.approx(164)


def test_zero_moves_up_when_more_goes_up_than_comes_down() -> None:
    scale = rate_scale(1 * MBIT, 45 * MBIT, rate_units="bits", height_px=205)
    assert [tick.label for tick in scale.ticks()][:3] == ["↓ 10", "0", "↑ 10"]


def test_a_unit_is_chosen_for_the_end_of_the_axis() -> None:
    assert rate_scale(0.95 * MBIT, 0, rate_units="bits", height_px=120).unit.text == "Mbit/s"
    assert rate_scale(80_000, 0, rate_units="bytes", height_px=205).unit.text == "kB/s"


def test_an_idle_link_does_not_look_busy() -> None:
    scale = rate_scale(30, 10, rate_units="bits", height_px=205)
    assert scale.top * 8 >= 100_000


@given(
    down=st.floats(0, 1.25e10),
    up=st.floats(0, 1.25e10),
    rate_units=st.sampled_from(["bits", "bytes"]),
    height_px=st.integers(120, 1200),
)
def test_both_peaks_fit_and_no_label_repeats(down: float, up: float, rate_units: str, height_px: int) -> None:
    scale = rate_scale(down, up, rate_units=rate_units, height_px=height_px)  # type: ignore[arg-type]
    labels = [tick.label for tick in scale.ticks()]
    assert len(set(labels)) == len(labels)
    assert 3 <= len(labels) <= 9
    assert scale.top >= down * (1 - 1e-6)
    assert -scale.bottom >= up * (1 - 1e-6)
    assert scale.y_of(down, height_px) >= -0.01
    assert scale.y_of(-up, height_px) <= height_px + 0.01


# --- signal ---------------------------------------------------------------------------------------------------------


def test_wifi_stands_on_its_fixed_scale_with_named_bands() -> None:
    scale = SIGNAL_SCALES["rssi"]
    assert [tick.label for tick in scale.ticks()] == [f"{units.MINUS}{value}" for value in (30, 50, 60, 70, 80, 90)]
    assert [band.word for band in scale.bands()] == ["Excellent", "Good", "Fair", "Weak", "Very weak"]
    assert [(band.low, band.high) for band in scale.bands()][:2] == [(-50, -30), (-60, -50)]
    assert [band.is_shaded for band in scale.bands()] == [True, False, True, False, True]


@pytest.mark.parametrize("measure", SIGNAL_SCALES)
def test_every_scale_is_filled_by_its_bands(measure: str) -> None:
    scale = SIGNAL_SCALES[measure]
    bands = scale.bands()
    assert bands[0].high == scale.top
    assert bands[-1].low == scale.bottom
    assert all(upper.low == lower.high for upper, lower in itertools.pairwise(bands))
    assert {tick.value for tick in scale.ticks()} == {scale.top, *(band.low for band in bands)}


def test_a_share_is_told_in_percent() -> None:
    assert [tick.label for tick in SIGNAL_SCALES["ratio"].ticks()] == ["100", "80", "60", "40", "20", "0"]


def test_what_lies_beyond_the_scale_is_drawn_at_its_edge() -> None:
    scale = SIGNAL_SCALES["rssi"]
    assert scale.y_of(-20, 200) == 0
    assert scale.y_of(-100, 200) == 200
    assert scale.y_of(-60, 240) == 120


def test_the_newest_measure_that_has_a_scale_decides() -> None:
    assert common_measure(["rssi", None, "rsrp", None]) == "rsrp"
    assert common_measure(["rsrp", "sinr"]) == "rsrp"
    assert common_measure([None]) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (7, ["16 Nov", "17 Nov", "18 Nov", "19 Nov", "20 Nov", "21 Nov", "22 Nov"]),
        (366, ["Dec", "2026", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]),
    ],
)
def test_long_ranges_have_dates(days: int, expected: list[str]) -> None:
    ticks = time_ticks(TimeScale(900, days * 86_400_000, END_UNIX_MS))
    assert [tick.label for tick in ticks] == expected


def test_dates_begin_at_midnight_over_a_change_of_clocks() -> None:
    with zone("Europe/Madrid"):
        ticks = time_ticks(TimeScale(900, 7 * 86_400_000, 1_793_145_600_000))  # 2026-10-28 00:00 UTC
        assert [time.localtime(tick.at_unix_ms / 1000).tm_hour for tick in ticks] == [0] * 7


def test_amounts_have_a_scale_of_their_own() -> None:
    scale = amount_scale(6.4e9, 1.4e9, height_px=160)
    assert scale.unit.text == "GB"
    assert [tick.label for tick in scale.ticks()] == ["↓ 8", "↓ 6", "↓ 4", "↓ 2", "0", "↑ 2"]
