"""Counters and flags of a macOS interface: what sysctl(3) answers for net.link.generic.ifdata.<index>.general.

``struct ifmibdata`` of <net/if_mib.h> holds ``struct if_data64`` of <net/if_var.h>, which is packed to 4 bytes. Their
size and offsets were compiled from Apple's published kernel source (xnu-11417.101.15, bsd/net), which no check here can
repeat. This is the way that counts with 64 bits: NET_RT_IFLIST2, which psutil reads, and getifaddrs(3) are cut to 32
bits for programs that are not Apple's (probes.md 4.4).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

IFF_UP, IFF_RUNNING = 0x1, 0x40
"""<net/if.h>: switched on; ready to carry."""

SIZE_BYTES = 180
_LAYOUT = struct.Struct("<16s5I16x8xII12Q16x")
"""Name, listeners, flags, send queue (3), filler; type to unused1, mtu, metric, baudrate to noproto, times."""

_STUCK_PACKETS = 64
"""So many packets are more than a kibibyte, to which a kernel could round what it tells: bytes must have moved."""


@dataclass(frozen=True, slots=True)
class InterfaceData:
    """An interface as its row of the table tells it."""

    name: str
    """Empty while the interface is being removed."""
    flags: int
    baud_rate_bit_per_s: int
    """What the driver says it links at; 0 where it says nothing."""
    rx_packets: int
    tx_packets: int
    rx_bytes: int
    tx_bytes: int

    @property
    def is_up(self) -> bool:
        """Switched on."""
        return bool(self.flags & IFF_UP)

    @property
    def is_running(self) -> bool:
        """Its driver is ready to carry; not the same as a carrier (a cable may be out)."""
        return bool(self.flags & IFF_RUNNING)


def decode(answer: bytes) -> InterfaceData:
    """Decode an answer; ValueError for one of another size, which is another structure."""
    if len(answer) != SIZE_BYTES:
        raise ValueError(f"the kernel's row of an interface has {len(answer)} bytes instead of {SIZE_BYTES}")
    name, _, flags, _, _, _, _, _, baud_rate, rx_packets, _, tx_packets, _, _, rx_bytes, tx_bytes, *_ = _LAYOUT.unpack(
        answer
    )
    return InterfaceData(
        name=name.partition(b"\0")[0].decode("ascii", "backslashreplace"),
        flags=flags,
        baud_rate_bit_per_s=baud_rate,
        rx_packets=rx_packets,
        tx_packets=tx_packets,
        rx_bytes=rx_bytes,
        tx_bytes=tx_bytes,
    )


class ReceiveWatch:
    """Notices an interface whose received bytes stand still while packets arrive (macOS 27.0, WiFi, btop#1850).

    Its count is then no measurement, and 0 would be a lie. Owned by one thread.
    """

    def __init__(self) -> None:
        self._moved: dict[tuple[str, int], tuple[int, int]] = {}
        """By name and index: the bytes, and how many packets there were when they last moved."""

    def is_stuck(self, index: int, data: InterfaceData) -> bool:
        """Take a reading and tell whether its received bytes can't be true. Both counts begin at 0 with the interface.

        Once told, it holds until the bytes move.
        """
        key = (data.name, index)
        rx_bytes, rx_packets = self._moved.get(key, (0, 0))
        if data.rx_bytes != rx_bytes or data.rx_packets < rx_packets:
            self._moved[key] = (data.rx_bytes, data.rx_packets)
            return False
        return data.rx_packets - rx_packets >= _STUCK_PACKETS
