"""What macOS answers, made by hand: rows of the interface table at literal offsets, and a Mac's dynamic store."""

from __future__ import annotations

import socket
import struct
from typing import Any

from support.windows_buffers import Buffer

UP, RUNNING = 0x1, 0x40
Store = dict[str, dict[str, Any]]


def interface_data(
    name: str = "en0",
    *,
    rx_bytes: int = 0,
    tx_bytes: int = 0,
    rx_packets: int | None = None,
    tx_packets: int | None = None,
    baud_rate: int = 1_000_000_000,
    flags: int = UP | RUNNING,
) -> bytes:
    """struct ifmibdata at the offsets of probes.md 4.4; everything else is a pattern."""
    row = Buffer(180).put(0, "16s", name.encode()).put(20, "I", flags).put(68, "Q", baud_rate)
    row.put(76, "Q", rx_bytes // 100 if rx_packets is None else rx_packets)
    row.put(92, "Q", tx_bytes // 100 if tx_packets is None else tx_packets)
    return row.put(116, "Q", rx_bytes).put(124, "Q", tx_bytes).octets


def route_answer(*, index: int, pid: int, sequence: int, flags: int = 0x843, error: int = 0, kind: int = 4) -> bytes:
    """struct rt_msghdr and an address after it."""
    head = Buffer(92).put(0, "HBBH", 108, 5, kind, index).put(8, "ii", flags, 0x17)
    return head.put(16, "iii", pid, sequence, error).octets + struct.pack("<BB14x", 16, 2)


def neighbour(index: int, address: str, mac: str | None, *, device: str = "") -> bytes:
    """One entry of the neighbour table: struct rt_msghdr, whose address, and the hardware address behind it."""
    if ":" in address:
        packed = bytearray(socket.inet_pton(socket.AF_INET6, address))
        if packed[:2] == b"\xfe\x80":
            packed[3] = index  # as the kernel has it
        target = struct.pack("<BBHI16sI", 28, 30, 0, 0, bytes(packed), 0)
    else:
        target = struct.pack("<BBH4s8x", 16, 2, 0, socket.inet_pton(socket.AF_INET, address))
    octets = bytes.fromhex(mac.replace(":", "")) if mac else b""
    data = device.encode() + octets
    link = struct.pack("<BBHBBBB", 8 + len(data), 18, index, 6, len(device), len(octets), 0) + data
    link += bytes(-len(link) % 4)
    head = Buffer(92).put(0, "HBBH", 92 + len(target) + len(link), 5, 4, index)
    return head.octets + target + link


WIFI_ID, CABLE_ID, VPN_ID = "A0A0A0A0-0001", "B0B0B0B0-0002", "C0C0C0C0-0003"


def store(*, primary: str | None = "en0", identity: str = WIFI_ID, family: str = "IPv4") -> Store:
    """A notebook with WiFi on en0 and a USB adapter on en5, both connected; ``primary`` has the default route."""
    made: Store = {
        "Setup:/Network/Global/IPv4": {"ServiceOrder": [CABLE_ID, VPN_ID, WIFI_ID]},
        f"Setup:/Network/Service/{CABLE_ID}": {"UserDefinedName": "USB 10/100/1000 LAN"},
        f"Setup:/Network/Service/{CABLE_ID}/Interface": {
            "DeviceName": "en5",
            "Hardware": "Ethernet",
            "Type": "Ethernet",
            "UserDefinedName": "USB 10/100/1000 LAN",
        },
        f"Setup:/Network/Service/{WIFI_ID}": {"UserDefinedName": "Wi-Fi"},
        f"Setup:/Network/Service/{WIFI_ID}/Interface": {
            "DeviceName": "en0",
            "Hardware": "AirPort",
            "Type": "Ethernet",
            "UserDefinedName": "Wi-Fi",
        },
        f"Setup:/Network/Service/{VPN_ID}": {"UserDefinedName": "Work"},
        f"State:/Network/Service/{CABLE_ID}/IPv4": {"InterfaceName": "en5", "Addresses": ["192.0.2.7"]},
        f"State:/Network/Service/{WIFI_ID}/IPv4": {
            "InterfaceName": "en0",
            "Addresses": ["198.51.100.5"],
            "Router": "198.51.100.1",
        },
        "State:/Network/Interface/en0/Link": {"Active": True},
        "State:/Network/Interface/en5/Link": {"Active": True},
    }
    if primary:
        made[f"State:/Network/Global/{family}"] = {"PrimaryInterface": primary, "PrimaryService": identity}
    return made
