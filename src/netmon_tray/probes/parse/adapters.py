"""Name servers as GetAdaptersAddresses of iphlpapi fills them in (iptypes.h).

The decoder takes bytes with the address that they stood at, for they point at one another; no pointer is followed out
of them. ValueError for one that would lead there.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TypeVar

from netmon_tray.addresses import address_text, is_link_local
from netmon_tray.probes.parse.iphlp import AF_INET, AF_INET6, OPER_STATUS_UP
from netmon_tray.probes.parse.layouts import Guid, Layout

NOTHING_BUT_NAME_SERVERS = 0x27
"""Flags of GetAdaptersAddresses: no addresses of the adapters themselves, and no name that people see."""
_NEVER_SET = "fec0:0:0:ffff:"
"""Windows names these for every adapter that nobody has told of a server of IPv6 (RFC 3879 has done away with them)."""
_MOST = 1024
"""Adapters, or servers of one: a list that goes on has bent back into itself."""


class SocketAddress(Layout):
    """A pointer to an address."""

    c_name = "SOCKET_ADDRESS"
    _fields_ = (("lpSockaddr", ctypes.c_uint64), ("iSockaddrLength", ctypes.c_int32), ("_end", ctypes.c_uint32))


class IpAdapterDnsServerAddress(Layout):
    """A name server of an adapter."""

    c_name = "IP_ADAPTER_DNS_SERVER_ADDRESS"
    _fields_ = (
        ("Length", ctypes.c_uint32),
        ("_reserved", ctypes.c_uint32),
        ("Next", ctypes.c_uint64),
        ("Address", SocketAddress),
    )


class IpAdapterAddresses(Layout):
    """An adapter with the beginnings of its lists."""

    c_name = "IP_ADAPTER_ADDRESSES"
    _fields_ = (
        ("Length", ctypes.c_uint32),
        ("IfIndex", ctypes.c_uint32),
        ("Next", ctypes.c_uint64),
        ("AdapterName", ctypes.c_uint64),
        ("FirstUnicastAddress", ctypes.c_uint64),
        ("FirstAnycastAddress", ctypes.c_uint64),
        ("FirstMulticastAddress", ctypes.c_uint64),
        ("FirstDnsServerAddress", ctypes.c_uint64),
        ("DnsSuffix", ctypes.c_uint64),
        ("Description", ctypes.c_uint64),
        ("FriendlyName", ctypes.c_uint64),
        ("PhysicalAddress", ctypes.c_uint8 * 8),
        ("PhysicalAddressLength", ctypes.c_uint32),
        ("Flags", ctypes.c_uint32),
        ("Mtu", ctypes.c_uint32),
        ("IfType", ctypes.c_uint32),
        ("OperStatus", ctypes.c_uint32),
        ("Ipv6IfIndex", ctypes.c_uint32),
        ("ZoneIndices", ctypes.c_uint32 * 16),
        ("FirstPrefix", ctypes.c_uint64),
        ("TransmitLinkSpeed", ctypes.c_uint64),
        ("ReceiveLinkSpeed", ctypes.c_uint64),
        ("FirstWinsServerAddress", ctypes.c_uint64),
        ("FirstGatewayAddress", ctypes.c_uint64),
        ("Ipv4Metric", ctypes.c_uint32),
        ("Ipv6Metric", ctypes.c_uint32),
        ("Luid", ctypes.c_uint64),
        ("Dhcpv4Server", SocketAddress),
        ("CompartmentId", ctypes.c_uint32),
        ("NetworkGuid", Guid),
        ("ConnectionType", ctypes.c_uint32),
        ("TunnelType", ctypes.c_uint32),
        ("Dhcpv6Server", SocketAddress),
        ("Dhcpv6ClientDuid", ctypes.c_uint8 * 130),
        ("Dhcpv6ClientDuidLength", ctypes.c_uint32),
        ("Dhcpv6Iaid", ctypes.c_uint32),
        ("FirstDnsSuffix", ctypes.c_uint64),
    )


L = TypeVar("L", IpAdapterAddresses, IpAdapterDnsServerAddress)


def name_servers(octets: bytes, place: int) -> tuple[str, ...]:
    """Read a list of IP_ADAPTER_ADDRESSES that stood at ``place``: the servers of working adapters, each once.

    Those of the adapter that Windows prefers come first; a link-local one has its zone.
    """
    adapters = [one for one in _listed(octets, place, place, IpAdapterAddresses) if one.OperStatus == OPER_STATUS_UP]
    adapters.sort(key=lambda one: min(one.Ipv4Metric, one.Ipv6Metric))
    found: dict[str, None] = {}
    for adapter in adapters:
        for server in _listed(octets, place, adapter.FirstDnsServerAddress, IpAdapterDnsServerAddress):
            address = _address(octets, _at(octets, place, server.Address.lpSockaddr))
            if address is not None and not address.startswith(_NEVER_SET):
                found[address] = None
    return tuple(found)


def _listed(octets: bytes, place: int, first: int, kind: type[L]) -> Iterator[L]:
    pointer, left = first, _MOST
    while pointer and left:
        one = kind.read(octets, _at(octets, place, pointer))
        yield one
        pointer, left = one.Next, left - 1


def _at(octets: bytes, place: int, pointer: int) -> int:
    if not 0 <= pointer - place < len(octets):
        raise ValueError("a pointer that leads out of the buffer")
    return pointer - place


def _address(octets: bytes, at: int) -> str | None:
    """SOCKADDR_IN has the address at byte 4, SOCKADDR_IN6 at byte 8, with its zone behind it."""
    family = int.from_bytes(octets[at : at + 2], "little")
    if family == AF_INET:
        return address_text(octets[at + 4 : at + 8])
    text = address_text(octets[at + 8 : at + 24]) if family == AF_INET6 else None
    if text is None or not is_link_local(text):
        return text
    return f"{text}%{int.from_bytes(octets[at + 24 : at + 28], 'little')}"
