"""Counters of macOS from bytes at the kernel's own offsets, and a count that stands still where it should not."""

from __future__ import annotations

import pytest

from netmon_tray.probes.parse import ifmib
from netmon_tray.probes.parse.ifmib import InterfaceData, ReceiveWatch
from support.macos_answers import RUNNING, UP, interface_data


def test_every_field_stands_at_its_offset() -> None:
    row = interface_data(
        "en5",
        rx_bytes=30_277_303_935,
        tx_bytes=0xFFFF_FFFF_FFFF_FFFF,
        rx_packets=0x1_0000_0001,
        tx_packets=7,
        baud_rate=10_000_000_000,
    )
    assert ifmib.decode(row) == InterfaceData(
        name="en5",
        flags=UP | RUNNING,
        baud_rate_bit_per_s=10_000_000_000,
        rx_packets=0x1_0000_0001,
        tx_packets=7,
        rx_bytes=30_277_303_935,
        tx_bytes=0xFFFF_FFFF_FFFF_FFFF,
    )


@pytest.mark.parametrize(
    ("flags", "is_up", "is_running"), [(0, False, False), (UP, True, False), (RUNNING, False, True)]
)
def test_flags(flags: int, is_up: bool, is_running: bool) -> None:
    row = ifmib.decode(interface_data(flags=flags))
    assert (row.is_up, row.is_running) == (is_up, is_running)


def test_a_name_may_fill_its_field_and_one_that_is_going_is_empty() -> None:
    assert ifmib.decode(interface_data("a" * 16)).name == "a" * 16
    assert ifmib.decode(bytes(180)).name == ""


@pytest.mark.parametrize("size", [0, 179, 181, 360])
def test_another_size_is_another_structure(size: int) -> None:
    with pytest.raises(ValueError, match=f"{size} bytes instead of 180"):
        ifmib.decode(bytes(size))


def reading(rx_bytes: int, rx_packets: int) -> InterfaceData:
    return ifmib.decode(interface_data(rx_bytes=rx_bytes, rx_packets=rx_packets))


def verdicts(*readings: tuple[int, int]) -> list[bool]:
    watch = ReceiveWatch()
    return [watch.is_stuck(4, reading(*one)) for one in readings]


def test_packets_without_bytes_are_no_measurement_until_the_bytes_move() -> None:
    assert verdicts((0, 0), (0, 63), (0, 64), (0, 900), (1500, 901), (1500, 964), (1500, 965)) == [
        *(False, False, True, True, False, False, True)
    ]


def test_it_is_told_by_the_first_reading_already() -> None:
    assert verdicts((0, 70_000)) == [True]
    assert verdicts((5, 70_000)) == [False]


def test_an_idle_interface_is_not_stuck_and_a_reset_begins_anew() -> None:
    assert verdicts((9000, 90), (9000, 90), (9000, 90)) == [False] * 3
    assert verdicts((9000, 9000), (9000, 9), (9000, 72), (9000, 73)) == [False, False, False, True]


def test_interfaces_are_watched_apart() -> None:
    watch = ReceiveWatch()
    assert not watch.is_stuck(4, reading(1500, 1))
    assert not watch.is_stuck(5, reading(1500, 900))
    assert not watch.is_stuck(4, reading(1500, 64))
    assert watch.is_stuck(4, reading(1500, 65))
