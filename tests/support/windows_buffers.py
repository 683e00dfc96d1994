"""Answers of Windows' iphlpapi and wlanapi, written byte by byte at the offsets of its 64-bit headers.

The offsets are literal and independent of the program's own declarations; what a test does not set is a pattern, so
that a decoder which reads a byte beside its field shows it.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterable

PATTERN = 0xA5
ALL_ONES = 0xFFFF_FFFF_FFFF_FFFF
WIFI_GUID = uuid.UUID("11112222-3333-4444-8555-666677778888")
CABLE_GUID = uuid.UUID("9999aaaa-bbbb-4ccc-8ddd-eeeeffff0000")


class Buffer:
    """Bytes of a structure, a pattern at first."""

    def __init__(self, size: int) -> None:
        self._octets = bytearray([PATTERN]) * size

    def put(self, at: int, form: str, *values: int | bytes) -> Buffer:
        struct.pack_into("<" + form, self._octets, at, *values)
        return self

    def text(self, at: int, units: int, value: str) -> Buffer:
        encoded = value.encode("utf-16-le") + b"\0\0"
        assert len(encoded) <= 2 * units
        return self.put(at, f"{len(encoded)}s", encoded)

    @property
    def octets(self) -> bytes:
        return bytes(self._octets)


def table(rows: Iterable[bytes], first_at: int = 8) -> bytes:
    """A counted table; the padding before its rows is a pattern too."""
    listed = list(rows)
    return struct.pack("<I", len(listed)) + bytes([PATTERN]) * (first_at - 4) + b"".join(listed)


def if_row(
    luid: int,
    index: int,
    *,
    guid: uuid.UUID = CABLE_GUID,
    alias: str = "Ethernet",
    description: str = "Some adapter",
    mac: bytes = b"\x02\x00\x00\x00\x00\x02",
    permanent_mac: bytes = b"\x02\x00\x00\x00\x00\x01",
    if_type: int = 6,
    medium: int = 14,
    flags: int = 0x05,
    oper: int = 1,
    admin: int = 1,
    media: int = 1,
    rate: int = 1_000_000_000,
    rx_bytes: int = 0,
    tx_bytes: int = 0,
) -> bytes:
    """A MIB_IF_ROW2."""
    made = Buffer(1352).put(0, "Q", luid).put(8, "I", index).put(12, "16s", guid.bytes_le)
    made.text(28, 257, alias).text(542, 257, description)
    made.put(1056, "I", len(mac)).put(1060, "32s", mac).put(1092, "32s", permanent_mac)
    made.put(1128, "I", if_type).put(1140, "I", medium).put(1152, "B", flags)
    made.put(1156, "I", oper).put(1160, "I", admin).put(1164, "I", media)
    made.put(1192, "Q", rate).put(1208, "Q", rx_bytes).put(1280, "Q", tx_bytes)
    return made.octets


def route_row(
    luid: int,
    *,
    family: int = 2,
    prefix_length: int = 0,
    gateway: bytes = b"\x0a\0\0\x01",
    metric: int = 0,
    loopback: int = 0,
) -> bytes:
    """A MIB_IPFORWARD_ROW2."""
    made = Buffer(104).put(0, "Q", luid).put(12, "H", family).put(40, "B", prefix_length)
    made.put(44, "28s", struct.pack("<HH", family, 0) + (gateway if family == 2 else bytes(4) + gateway))
    return made.put(84, "I", metric).put(92, "B", loopback).octets


def neighbour_row(
    luid: int,
    *,
    family: int = 2,
    address: bytes = b"\x0a\0\0\x01",
    mac: bytes = b"\x00\x0c\x29\0\0\x01",
    state: int = 4,
) -> bytes:
    """A MIB_IPNET_ROW2."""
    made = Buffer(88).put(0, "28s", struct.pack("<HH", family, 0) + (address if family == 2 else bytes(4) + address))
    made.put(32, "Q", luid).put(40, f"{len(mac)}s", mac)
    return made.put(72, "I", len(mac)).put(76, "I", state).octets


def ip_interface_row(luid: int, *, family: int = 2, metric: int = 25) -> bytes:
    """A MIB_IPINTERFACE_ROW."""
    return Buffer(168).put(0, "H", family).put(8, "Q", luid).put(148, "I", metric).octets


def hint(level: int, cost: int = 1, roaming: int = 0) -> bytes:
    """A NL_NETWORK_CONNECTIVITY_HINT."""
    return Buffer(12).put(0, "ii", level, cost).put(8, "BBB", 0, 0, roaming).octets


def adapter_row(guid: uuid.UUID = WIFI_GUID, state: int = 1) -> bytes:
    """A WLAN_INTERFACE_INFO."""
    return Buffer(532).put(0, "16s", guid.bytes_le).text(16, 256, "A radio").put(528, "I", state).octets


def radio_state(*radios: tuple[int, int]) -> bytes:
    """A WLAN_RADIO_STATE: what Windows and what a switch of the machine say of each radio, with room for 64."""
    made = Buffer(4 + 64 * 12).put(0, "I", len(radios))
    for number, (by_software, by_hardware) in enumerate(radios):
        made.put(4 + 12 * number, "III", number, by_software, by_hardware)
    return made.octets


def connection(
    ssid: bytes = b"Cafe",
    *,
    ssid_length: int | None = None,
    bssid: bytes = b"\x02\x00\x5e\x00\x53\xa1",
    phy: int = 8,
    signal_percent: int = 80,
    tx_kbit: int = 866_700,
    is_8021x: int = 0,
    auth: int = 9,
    cipher: int = 4,
) -> bytes:
    """A WLAN_CONNECTION_ATTRIBUTES."""
    made = Buffer(604).put(0, "II", 1, 1).text(8, 256, "A profile")
    made.put(520, "I", len(ssid) if ssid_length is None else ssid_length).put(524, f"{len(ssid)}s", ssid)
    made.put(556, "I", 1).put(560, "6s", bssid).put(568, "II", phy, 0)
    made.put(576, "III", signal_percent, 433_300, tx_kbit)
    return made.put(588, "IIII", 1, is_8021x, auth, cipher).octets


def quality(
    *links: tuple[int, int, int], phy: int = 10, percent: int = 80, tx_kbit: int = 1_201_000, count: int | None = None
) -> bytes:
    """A WLAN_REALTIME_CONNECTION_QUALITY; ``links`` are (centre, width, level in dBm)."""
    head = Buffer(24).put(
        0, "IIIIII", phy, percent, 433_300, tx_kbit, len(links) > 1, count if count is not None else len(links)
    )
    made = [
        Buffer(272).put(0, "B", number).put(4, "IIi", centre, width, dbm).put(16, "I", 0).octets
        for number, (centre, width, dbm) in enumerate(links)
    ]
    return head.octets + b"".join(made)


def notification(source: int, code: int, *, is_64_bit: bool = True) -> bytes:
    """A WLAN_NOTIFICATION_DATA."""
    return Buffer(40 if is_64_bit else 32).put(0, "II", source, code).octets
