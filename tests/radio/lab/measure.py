"""What others say of the same link: `iw`, the kernel's counters, a transfer of known size."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from radio.lab.shell import run

PUMP_PORT = 7007
_SO_BINDTODEVICE = 25
"""asm-generic/socket.h"""


@dataclass(frozen=True, slots=True)
class IwLink:
    """What `iw dev X link` and `iw dev X info` say."""

    ssid: str
    """As iw writes it: bytes that are not printable ASCII as \\xNN."""
    bssid: str
    frequency_mhz: int
    signal_dbm: int | None
    tx_mbit_per_s: float | None
    channel: int | None
    width_mhz: int | None


def iw_link(interface: str) -> IwLink | None:
    """Return what `iw` says, or None where it says "Not connected"."""
    return parse_iw(run("iw", "dev", interface, "link"), run("iw", "dev", interface, "info"))


def parse_iw(link: str, info: str) -> IwLink | None:
    """Read the two answers of `iw`."""
    joined = re.search(r"Connected to ([0-9a-f:]{17})", link)
    frequency = re.search(r"freq: (\d+)", link)
    if not joined or not frequency:
        return None
    ssid = re.search(r"^\s*SSID: (.*)$", link, re.MULTILINE)
    signal = re.search(r"signal: (-?\d+) dBm", link)
    rate = re.search(r"tx bitrate: ([\d.]+) MBit/s", link)
    channel = re.search(r"channel (\d+) \((\d+) MHz\), width: (\d+) MHz", info)
    return IwLink(
        ssid=ssid[1] if ssid else "",
        bssid=joined[1],
        frequency_mhz=int(frequency[1]),
        signal_dbm=int(signal[1]) if signal else None,
        tx_mbit_per_s=float(rate[1]) if rate else None,
        channel=int(channel[1]) if channel else None,
        width_mhz=int(channel[3]) if channel else None,
    )


def counters(interface: str) -> tuple[int, int]:
    """Return (rx_bytes, tx_bytes) as the kernel counts them."""
    folder = Path("/sys/class/net", interface, "statistics")
    return int((folder / "rx_bytes").read_text()), int((folder / "tx_bytes").read_text())


def transfer(interface: str, peer: str, *, down_bytes: int = 0, up_bytes: int = 0, over_s: float = 0.0) -> None:
    """Move this many bytes of payload with the pump at ``peer`` over ``interface``, evenly over ``over_s`` seconds.

    Raises:
        OSError: the peer cannot be reached, or went away.
    """
    if down_bytes:
        _receive(interface, peer, down_bytes, over_s)
    if up_bytes:
        _send(interface, peer, up_bytes, over_s)


def _connect(interface: str, peer: str, order: str) -> socket.socket:
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.settimeout(20)
    connection.setsockopt(socket.SOL_SOCKET, _SO_BINDTODEVICE, interface.encode())
    connection.connect((peer, PUMP_PORT))
    connection.sendall(f"{order}\n".encode())
    return connection


def _receive(interface: str, peer: str, size_bytes: int, over_s: float) -> None:
    with _connect(interface, peer, f"down {size_bytes} {over_s}") as connection:
        left = size_bytes
        while left:
            got = len(connection.recv(65_536))
            if not got:
                raise ConnectionError(f"{peer} closed with {left} bytes left")
            left -= got


def _send(interface: str, peer: str, size_bytes: int, over_s: float) -> None:
    with _connect(interface, peer, f"up {size_bytes} 0") as connection:
        send_paced(connection, size_bytes, over_s)
        if connection.recv(1) != b"k":
            raise ConnectionError(f"{peer} did not get all {size_bytes} bytes")


def send_paced(connection: socket.socket, size_bytes: int, over_s: float) -> None:
    """Send so many bytes, in pieces spread over the time."""
    piece = b"n" * 16_384
    started = time.monotonic()
    sent = 0
    while sent < size_bytes:
        due = started + over_s * sent / size_bytes
        time.sleep(max(0.0, due - time.monotonic()))
        part = piece[: size_bytes - sent]
        connection.sendall(part)
        sent += len(part)
