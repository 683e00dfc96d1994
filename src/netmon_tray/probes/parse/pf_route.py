"""Which interface traffic takes on macOS: RTM_GET of the routing socket (route(4)), as a request and its answer.

``struct rt_msghdr`` of <net/route.h>: its offsets were compiled from Apple's published kernel source
(xnu-11417.101.15), which also says that asking takes no privilege and that the answer names the interface. No packet is
sent and, unlike a connected socket, nothing is made that a firewall could take for a connection.
"""

from __future__ import annotations

import struct

AF_INET, AF_INET6 = 2, 30
"""<sys/socket.h> of macOS."""

RTM_VERSION, RTM_GET = 5, 4
_RTA_DST = 0x1
_RTF_REJECT, _RTF_BLACKHOLE = 0x8, 0x1000
_HEADER = struct.Struct("<HBBH2xiiiiiiI56x")
"""Length, version, type, interface index, flags, addresses, pid, sequence, errno, use, inits; then the metrics."""
HEADER_BYTES = _HEADER.size
_PUBLIC = {
    AF_INET: struct.pack("<BBH4s8x", 16, AF_INET, 0, bytes((8, 8, 8, 8))),
    AF_INET6: struct.pack("<BBHI16sI", 28, AF_INET6, 0, 0, bytes.fromhex("20014860486000000000000000008888"), 0),
}
"""sockaddr_in and sockaddr_in6. Any address that only a default route reaches will do."""


def request(family: int, sequence: int) -> bytes:
    """Ask which way the Internet is; ``sequence`` comes back with the answer."""
    address = _PUBLIC[family]
    header = _HEADER.pack(_HEADER.size + len(address), RTM_VERSION, RTM_GET, 0, 0, _RTA_DST, 0, sequence, 0, 0, 0)
    return header + address


def answer(message: bytes, pid: int, sequence: int) -> int | None:
    """Return the index of the interface, 0 for no way out; None for a message that is no answer to that request.

    A routing socket also hears of every change that others make.
    """
    if len(message) < _HEADER.size:
        return None
    _, version, kind, index, flags, _, asker, number, error, _, _ = _HEADER.unpack_from(message)
    if (version, kind, asker, number) != (RTM_VERSION, RTM_GET, pid, sequence):
        return None
    return 0 if error or flags & (_RTF_REJECT | _RTF_BLACKHOLE) else int(index)
