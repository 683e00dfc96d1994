"""Counters: resets, glitches, gaps and the ceiling."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.model import UNSUPPORTED, Throughput
from netmon_tray.rates import Movement, Reading, ceiling_bytes_per_s, gap_limit_s, move
from support.samples import counters, wifi, wired

GIGABIT = 1.5e9 / 8


def step(base: Reading, rx: int, tx: int, at_s: float, gap_s: float = 25.0) -> tuple[Reading, Movement]:
    return move(base, counters(rx, tx), at_s, ceiling_bytes_per_s=GIGABIT, gap_s=gap_s)


def test_bytes_and_rate_between_two_readings() -> None:
    _, moved = step(Reading(counters(1000, 500), 10.0), 6000, 1500, 15.0)
    assert moved == Movement(5000, 1000, Throughput(1000.0, 200.0))


def test_a_decrease_that_comes_back_was_a_glitch() -> None:
    held, moved = step(Reading(counters(10_000, 10_000), 0.0), 0, 10_100, 5.0)
    assert moved == Movement(0, 100, None)
    assert held.counters.rx_bytes == 10_000
    _, moved = step(held, 10_400, 10_200, 10.0)
    assert (moved.rx_bytes, moved.tx_bytes) == (400, 100)


def test_a_decrease_that_stays_is_a_reset_and_the_new_value_is_counted() -> None:
    held, _ = step(Reading(counters(10_000, 10_000), 0.0), 100, 10_000, 5.0)
    after, moved = step(held, 700, 10_000, 10.0)
    assert moved.rx_bytes == 700
    assert not after.rx_is_held
    _, moved = step(after, 900, 10_000, 15.0)
    assert moved.rx_bytes == 200


def test_never_borrows_two_to_the_32() -> None:
    held, _ = step(Reading(counters(2**32 - 10, 0), 0.0), 20, 0, 5.0)
    _, moved = step(held, 30, 0, 10.0)
    assert moved.rx_bytes == 30


def test_a_new_device_counts_from_zero_and_a_renamed_one_goes_on() -> None:
    base = Reading(counters(10_000, 10_000), 0.0)
    _, new_device = move(base, counters(300, 20, index=9), 5.0, ceiling_bytes_per_s=GIGABIT, gap_s=25)
    _, renamed = move(base, counters(10_300, 10_020, name="lan0"), 5.0, ceiling_bytes_per_s=GIGABIT, gap_s=25)
    assert (new_device.rx_bytes, new_device.tx_bytes) == (300, 20)
    assert (renamed.rx_bytes, renamed.tx_bytes) == (300, 20)


def test_a_gap_hides_the_rate_and_keeps_the_bytes() -> None:
    _, moved = step(Reading(counters(0, 0), 0.0), 5000, 0, 3600.0)
    assert moved == Movement(5000, 0, None)


def test_the_impossible_is_dropped_and_the_next_reading_is_sound() -> None:
    after, moved = step(Reading(counters(0, 0), 0.0), 10**13, 10, 5.0)
    assert moved == Movement(0, 10, None)
    _, moved = step(after, 10**13 + 50, 20, 10.0)
    assert moved == Movement(50, 10, Throughput(10.0, 2.0))


def test_a_short_interval_may_hold_what_a_slow_driver_published_late() -> None:
    _, moved = step(Reading(counters(0, 0), 0.0), int(GIGABIT * 1.9), 0, 0.1)
    assert moved.rx_bytes == int(GIGABIT * 1.9)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (wired(), 1.5e9 / 8),
        (replace(wired(), link_rate_bit_per_s=UNSUPPORTED), 100e9 / 8),
        (wifi(), 100e9 / 8),
    ],
)
def test_only_a_cable_s_rate_is_trusted_as_ceiling(link: object, expected: float) -> None:
    assert ceiling_bytes_per_s(link) == expected


def test_gap_limit() -> None:
    assert gap_limit_s(1) == 10
    assert gap_limit_s(5) == 25


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=30))
def test_what_is_counted_never_exceeds_what_was_shown(readings: list[int]) -> None:
    base, total = Reading(counters(readings[0], 0), 0.0), 0
    for at_s, value in enumerate(readings[1:], start=1):
        base, moved = move(base, counters(value, 0), at_s * 5.0, ceiling_bytes_per_s=1e12, gap_s=25)
        assert moved.rx_bytes >= 0
        total += moved.rx_bytes
    rises = sum(max(0, b - a) for a, b in itertools.pairwise(readings))
    assert total <= rises + sum(readings[1:])


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_a_counter_that_only_grows_is_counted_to_the_byte(steps: list[int]) -> None:
    base, value, total = Reading(counters(77, 0), 0.0), 77, 0
    for at_s, moved_bytes in enumerate(steps, start=1):
        value += moved_bytes
        base, moved = move(base, counters(value, 0), float(at_s), ceiling_bytes_per_s=1e12, gap_s=25)
        total += moved.rx_bytes
    assert total == value - 77
