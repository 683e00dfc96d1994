"""Places on plain axes: true distances, round ticks, and a single place with surroundings."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.coverage import Spot
from netmon_tray.gui import coverage_words
from netmon_tray.gui.coverage_plane import Plane, placed, plane


def spot(latitude: float, longitude: float, median: float = -58.0, covered_s: float = 60.0) -> Spot:
    return Spot(latitude, longitude, "wi:Cafe", "Cafe", "rssi", median, -80.0, -40.0, covered_s)


def test_one_scale_for_both_axes() -> None:
    places = placed([spot(41.38, 2.17), spot(41.39, 2.17)])
    shown = plane(places, 400, 300)
    south, north = sorted(places, key=lambda each: each.north_m)
    assert shown.y_of(south.north_m) - shown.y_of(north.north_m) == pytest.approx(1112 / shown.metres_per_px, rel=0.01)
    assert shown.x_of(0) == 200
    assert all(0 <= shown.y_of(each.north_m) <= 300 for each in places)


def test_a_single_place_has_surroundings() -> None:
    shown = plane(placed([spot(41.38, 2.17)]), 400, 300)
    assert shown.metres_per_px * 300 >= 100
    assert shown.unit() == "m"


def test_far_places_are_told_in_kilometres() -> None:
    shown = plane(placed([spot(41.0, 2.0), spot(41.4, 2.4)]), 400, 300)
    assert shown.unit() == "km"
    assert all("." not in label for _, label in shown.ticks(300))


@given(st.floats(0.001, 1000), st.integers(200, 3000))
def test_ticks_are_round_and_apart(metres_per_px: float, length_px: int) -> None:
    shown = Plane(length_px, length_px, metres_per_px)
    places = [shown.x_of(metres) for metres, _ in shown.ticks(length_px)]
    assert all(right - left >= 69 for left, right in itertools.pairwise(places))
    assert all(0 <= place <= length_px for place in places)


def test_the_longest_stays_are_drawn_first() -> None:
    shown = placed([spot(41.38, 2.17, covered_s=10), spot(41.39, 2.17, covered_s=900)])
    assert [place.spot.covered_s for place in shown] == [900, 10]


def test_it_is_told_in_words() -> None:
    assert coverage_words.summary([spot(41.38, 2.17), spot(41.39, 2.17, -84.0)]) == (
        "Coverage: 2 places; weakest Cafe Very weak \N{MINUS SIGN}84 dBm."
    )
    assert coverage_words.cells(spot(41.38, -2.17), "-")[5:] == ("41.38", "-2.17")
    assert coverage_words.summary([]) == "Coverage: no places."
