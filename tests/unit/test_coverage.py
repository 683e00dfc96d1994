"""Medians by place and network, and places on plain axes."""

from __future__ import annotations

import math
import random
from statistics import median_high

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.coverage import Heard, Spot, in_metres, level_of, spots


def heard(
    level: float, covered_ms: int = 1000, *, at: tuple[float, float] = (52.52, 13.405), key: str = "wi:A"
) -> Heard:
    return Heard(*at, key, key[3:], "rssi", level, covered_ms)


def spot(latitude: float, longitude: float) -> Spot:
    return Spot(latitude, longitude, "wi:A", "A", "rssi", -60.0, -60.0, -60.0, 1.0)


def test_places_networks_and_measures_are_apart() -> None:
    ratio = Heard(52.52, 13.405, "wi:A", "A", "ratio", 0.5, 1000)
    told = spots([heard(-60), heard(-70, at=(52.51, 13.405)), heard(-80, key="wi:B"), ratio])
    assert [(one.latitude, one.network_key, one.measure, one.median) for one in told] == [
        (52.51, "wi:A", "rssi", -70),
        (52.52, "wi:A", "ratio", 0.5),
        (52.52, "wi:A", "rssi", -60),
        (52.52, "wi:B", "rssi", -80),
    ]


def test_a_median_is_by_time_and_not_by_rows() -> None:
    (one,) = spots([heard(-50, 1000), heard(-60, 1000), heard(-80, 5000)])
    assert (one.median, one.weakest, one.strongest, one.covered_s) == (-80, -80, -50, 7.0)


@given(st.lists(st.integers(-95, -30), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_it_is_the_median_of_the_seconds_in_any_order(levels: list[int], chance: random.Random) -> None:
    rows = [heard(level) for level in levels]
    chance.shuffle(rows)
    (one,) = spots(rows)
    assert one.median == median_high(levels)
    assert one.covered_s == len(levels)


def test_nothing_heard_is_no_place() -> None:
    assert spots([]) == []
    assert in_metres([]) == []


def test_metres_from_the_middle() -> None:
    told = in_metres([spot(52.0, 13.0), spot(52.01, 13.02)])
    east_m = 0.01 * 111_195 * math.cos(math.radians(52.005))
    assert told == [pytest.approx((-east_m, -555.975), abs=0.01), pytest.approx((east_m, 555.975), abs=0.01)]


def test_the_date_line_is_no_gap() -> None:
    west, east = in_metres([spot(0.0, 179.999), spot(0.0, -179.999)])
    assert east[0] - west[0] == pytest.approx(222.39, abs=0.1)


@pytest.mark.parametrize(
    ("measure", "signal", "level"), [("rssi", -60.4, -60.0), ("rsrp", -97.5, -98.0), ("ratio", 0.756, 0.76)]
)
def test_the_step_of_levels(measure: str, signal: float, level: float) -> None:
    assert level_of(measure, signal) == level
