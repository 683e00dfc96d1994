"""The neighbour table of macOS: sysctl NET_RT_FLAGS with RTF_LLINFO, IPv4 (ARP) and IPv6 (NDP) alike.

Each entry is a ``struct rt_msghdr`` of <net/route.h> (see ``pf_route``) with two addresses behind it, padded to four
bytes: whose it is (sockaddr_in, sockaddr_in6), and ``struct sockaddr_dl`` of <net/if_dl.h> with the hardware address.
As arp(8) and ndp(8) of Apple's published network_cmds read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from netmon_tray.probes.parse.pf_route import AF_INET, AF_INET6, HEADER_BYTES

_AF_LINK = 18
_INDEX_AT = 4
_ADDRESS_AT = {AF_INET: (4, 8), AF_INET6: (8, 24)}
_LINK_LOCAL = b"\xfe\x80"


def mac_of(table: bytes, interface: int, address: bytes) -> str | None:
    """Return the hardware address behind ``address`` (4 or 16 bytes); None where none is known. ValueError."""
    for entry in _entries(table):
        index = int.from_bytes(entry[_INDEX_AT : _INDEX_AT + 2], "little")
        target, link = _sockaddr(entry, HEADER_BYTES), b""
        if index == interface and _address(target) == address:
            link = _sockaddr(entry, HEADER_BYTES + _padded(len(target)))
            return _mac(link)
    return None


def _entries(table: bytes) -> Iterator[bytes]:
    offset = 0
    while offset < len(table):
        length = int.from_bytes(table[offset : offset + 2], "little")
        if length < HEADER_BYTES or offset + length > len(table):
            raise ValueError("a neighbour is cut off")
        yield table[offset : offset + length]
        offset += length


def _sockaddr(entry: bytes, offset: int) -> bytes:
    """The first byte of each is its length."""
    length = entry[offset] if offset < len(entry) else 0
    if length < 2 or offset + length > len(entry):
        raise ValueError("an address of a neighbour is cut off")
    return entry[offset : offset + length]


def _padded(length: int) -> int:
    return (length + 3) & ~3


def _address(target: bytes) -> bytes | None:
    """The kernel writes the interface into link-local addresses (bytes 2 and 3): there it is no part of them."""
    first, last = _ADDRESS_AT.get(target[1], (0, 0))
    address = target[first:last]
    if target[1] == AF_INET6 and address.startswith(_LINK_LOCAL):
        address = _LINK_LOCAL + bytes(2) + address[4:]
    return address or None


def _mac(link: bytes) -> str | None:
    """Behind a header of 8 bytes a name of ``link[5]`` bytes, then ``link[6]`` of the address: 0 while it is sought."""
    if link[1] != _AF_LINK or len(link) < 8:
        return None
    address = link[8 + link[5] : 8 + link[5] + link[6]]
    return address.hex(":") if len(address) == 6 and any(address) else None
