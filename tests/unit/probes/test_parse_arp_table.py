"""The neighbour table of macOS: entries made by hand at the offsets of Apple's headers."""

from __future__ import annotations

import contextlib
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.probes.parse import arp_table
from support.macos_answers import neighbour

MAC = "00:11:22:33:44:55"
TABLE = b"".join(
    (
        neighbour(4, "198.51.100.9", "00:11:22:33:44:99", device="en0"),
        neighbour(5, "198.51.100.1", "00:11:22:33:44:66"),
        neighbour(4, "198.51.100.2", None),
        neighbour(4, "198.51.100.1", MAC, device="en0"),
        neighbour(4, "fe80::1", "00:11:22:33:44:77"),
        neighbour(4, "2001:db8::1", "00:11:22:33:44:88"),
    )
)


def packed(text: str) -> bytes:
    return socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text)


@pytest.mark.parametrize(
    ("index", "address", "mac"),
    [
        (4, "198.51.100.1", MAC),
        (5, "198.51.100.1", "00:11:22:33:44:66"),
        (4, "fe80::1", "00:11:22:33:44:77"),
        (4, "2001:db8::1", "00:11:22:33:44:88"),
        (4, "198.51.100.2", None),
        (6, "198.51.100.1", None),
        (4, "198.51.100.7", None),
    ],
)
def test_the_entry_of_an_address_on_an_interface(index: int, address: str, mac: str | None) -> None:
    assert arp_table.mac_of(TABLE, index, packed(address)) == mac


def test_a_table_that_is_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match="cut off"):
        arp_table.mac_of(TABLE[:-1], 9, packed("198.51.100.1"))
    assert arp_table.mac_of(b"", 4, packed("198.51.100.1")) is None


@given(cut=st.integers(0, len(TABLE)), place=st.integers(0, len(TABLE) - 1), octet=st.integers(0, 255))
def test_damage_is_refused_or_read_past(cut: int, place: int, octet: int) -> None:
    damaged = bytearray(TABLE)
    damaged[place] = octet
    with contextlib.suppress(ValueError):
        arp_table.mac_of(bytes(damaged[:cut]), 4, packed("198.51.100.1"))
