"""SSID text, channels and information elements."""

from __future__ import annotations

import pytest

from netmon_tray.probes.parse import wlan


@pytest.mark.parametrize(
    ("ssid", "text"),
    [
        (b"LabWPA2", "LabWPA2"),
        ("Café ☕".encode(), "Café ☕"),
        (b"caf\xe9", r"caf\xe9"),
        (b"a\x1b[31mb\n", r"a\x1b[31mb\x0a"),
        ("a\x9bb".encode(), r"a\x9bb"),
        (b"x" * 32, "x" * 32),
        (b" ", " "),
        (b"", None),
        (b"\0" * 9, None),
        (b"x" * 33, None),
        (None, None),
    ],
)
def test_ssid_text(ssid: bytes | None, text: str | None) -> None:
    assert wlan.ssid_text(ssid) == text


@pytest.mark.parametrize(
    ("frequency_mhz", "channel"),
    [
        (2412, 1),
        (2437, 6),
        (2472, 13),
        (2484, 14),
        (4920, 184),
        (5180, 36),
        (5745, 149),
        (5885, 177),
        (5935, 2),
        (5955, 1),
        (5975, 5),
        (6415, 93),
        (7115, 233),
        (58320, 1),
        (60480, 2),
        (5181, None),
        (2400, None),
        (0, None),
        (7120, None),
    ],
)
def test_channel_of(frequency_mhz: int, channel: int | None) -> None:
    assert wlan.channel_of(frequency_mhz) == channel


def test_elements_end_where_one_is_cut_off() -> None:
    run = b"\x00\x03Lab\x30\x14\x01\x00"
    assert list(wlan.elements(run)) == [(0, b"Lab")]
    assert wlan.first_element(run, 0) == b"Lab"
    assert wlan.first_element(run, 48) is None
    assert list(wlan.elements(b"\x00")) == []
