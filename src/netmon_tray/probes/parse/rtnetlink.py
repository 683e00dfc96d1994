"""Links, routes and neighbours of rtnetlink: <linux/rtnetlink.h>, <linux/if_link.h> and <linux/neighbour.h>.

Numbers that are not named otherwise are the kernel's; attribute numbers carry the names of those headers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from netmon_tray.probes.parse.netlink import DecodeError, attribute, attributes, messages, nested, text, u8, u32

RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK = 16, 17, 18
RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE = 24, 25, 26
RTM_GETNEIGH = 30
RTM_NEWRULE, RTM_DELRULE = 32, 33

RTNLGRP_LINK, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV6_RULE = 1, 7, 8, 11, 19

AF_INET, AF_INET6, AF_BRIDGE = 2, 10, 7
"""Linux's own numbers: the decoders run on recordings on every system."""

IFF_UP, IFF_LOWER_UP = 0x1, 0x10000
OPERSTATE_UNKNOWN, OPERSTATE_UP = 0, 6

ARPHRD_ETHER, ARPHRD_IEEE1394, ARPHRD_INFINIBAND = 1, 24, 32
ARPHRD_PPP, ARPHRD_RAWIP, ARPHRD_LOOPBACK = 512, 519, 772
ARPHRD_TUNNELS = frozenset({768, 769, 776, 778, 823, 65534})
"""TUNNEL, TUNNEL6, SIT, IPGRE, IP6GRE, NONE (tun and WireGuard)."""

RT_TABLE_MAIN = 254
RTN_UNICAST = 1
RTM_F_CLONED, RTM_F_LOOKUP_TABLE = 0x200, 0x1000
UNUSABLE_HOP = 0x1 | 0x10
"""RTNH_F_DEAD | RTNH_F_LINKDOWN."""

_IFINFOMSG = struct.Struct("=BxHiII")
_RTMSG = struct.Struct("=BBBBBBBBI")
_NDMSG = struct.Struct("=B3xiHBB")
"""Family, interface index, state, flags, type."""
_RTNEXTHOP = struct.Struct("=HBBi")
_STATS64 = struct.Struct("=16xQQ")
"""struct rtnl_link_stats64: rx_packets, tx_packets, then rx_bytes and tx_bytes."""

_IFLA_ADDRESS, _IFLA_IFNAME, _IFLA_LINK, _IFLA_MASTER, _IFLA_WIRELESS = 1, 3, 5, 10, 11
_IFLA_OPERSTATE, _IFLA_LINKINFO, _IFLA_STATS64, _IFLA_EXT_MASK, _IFLA_CARRIER = 16, 18, 23, 29, 33
_IFLA_CARRIER_CHANGES, _IFLA_LINK_NETNSID, _IFLA_PERM_ADDRESS, _IFLA_PARENT_DEV_NAME = 35, 37, 54, 56
_IFLA_INFO_KIND, _IFLA_INFO_DATA, _IFLA_BOND_ACTIVE_SLAVE = 1, 2, 2
_RTEXT_FILTER_SKIP_STATS = 8
_NDA_DST, _NDA_LLADDR = 1, 2
_NUD_INCOMPLETE, _NUD_FAILED = 0x01, 0x20
_RTA_DST, _RTA_OIF, _RTA_GATEWAY, _RTA_PRIORITY, _RTA_MULTIPATH, _RTA_TABLE, _RTA_VIA = 1, 4, 5, 6, 9, 15, 18

_PUBLIC_ADDRESS = {AF_INET: bytes((8, 8, 8, 8)), AF_INET6: bytes.fromhex("20014860486000000000000000008888")}
"""Any address that only a default route reaches will do; asking for its route sends no packet."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A network device as the kernel lists it."""

    index: int
    name: str
    arphrd: int
    flags: int
    operstate: int
    kind: str | None
    """IFLA_INFO_KIND: "bridge", "veth", ...; hardware has none."""
    parent_index: int | None
    """IFLA_LINK: the device underneath a vlan or macvlan, the peer of a veth."""
    is_parent_elsewhere: bool
    """The parent lives in another network namespace: its index means nothing here."""
    master_index: int | None
    active_slave_index: int | None
    mac: str | None
    permanent_mac: str | None
    has_carrier: bool
    carrier_changes: int | None
    parent_device: str | None
    """IFLA_PARENT_DEV_NAME: what it sits on ("0000:00:03.0" of PCI, "hci0:42" of Bluetooth, ...); none for software."""
    rx_bytes: int | None
    tx_bytes: int | None

    @property
    def is_up(self) -> bool:
        """Switched on by the administrator."""
        return bool(self.flags & IFF_UP)

    @property
    def is_operational(self) -> bool:
        """Switched on and able to carry packets; devices that do not say (tun, ppp) count as able."""
        return self.is_up and self.operstate in (OPERSTATE_UP, OPERSTATE_UNKNOWN)

    @property
    def state(self) -> tuple[object, ...]:
        """What, when it changes, may change which network this machine is on."""
        return (self.name, self.flags, self.operstate, self.master_index, self.mac, self.carrier_changes)


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the kernel's tables."""

    family: int
    prefix_length: int
    kind: int
    """rtm_type: RTN_UNICAST is the only one that forwards."""
    table: int
    metric: int
    hops: tuple[int, ...]
    """Interface indexes of the usable next hops, the heaviest first."""
    gateways: tuple[bytes | None, ...]
    """The router of each hop: 4 or 16 bytes, None where it needs none. IPv4 may go by a router with an IPv6 address."""


# --- requests -------------------------------------------------------------------------------------------------------


def all_links_request() -> bytes:
    """Payload of RTM_GETLINK for a dump without counters. VF lists come only when asked for, so they never do."""
    return _IFINFOMSG.pack(0, 0, 0, 0, 0) + attribute(_IFLA_EXT_MASK, struct.pack("=I", _RTEXT_FILTER_SKIP_STATS))


def link_request(index: int) -> bytes:
    """Payload of RTM_GETLINK for one device, counters included."""
    return _IFINFOMSG.pack(0, 0, index, 0, 0)


def routes_request(family: int) -> bytes:
    """Payload of RTM_GETROUTE for a dump; a kernel that checks strictly (4.20 and later) sends table main only."""
    table = attribute(_RTA_TABLE, struct.pack("=I", RT_TABLE_MAIN))
    return _RTMSG.pack(family, 0, 0, 0, RT_TABLE_MAIN, 0, 0, 0, 0) + table


def lookup_request(family: int) -> bytes:
    """Payload of RTM_GETROUTE that asks which way the Internet is, rules and all tables considered.

    IPv6 always answers with the table it found the route in, and refuses the flag when it checks strictly.
    """
    address = _PUBLIC_ADDRESS[family]
    flags = RTM_F_LOOKUP_TABLE if family == AF_INET else 0
    return _RTMSG.pack(family, 8 * len(address), 0, 0, 0, 0, 0, 0, flags) + attribute(_RTA_DST, address)


def neighbour_request(index: int, address: bytes) -> bytes:
    """Payload of RTM_GETNEIGH for one entry (kernel 5.0 and later); asking sends no packet."""
    family = AF_INET if len(address) == 4 else AF_INET6
    return _NDMSG.pack(family, index, 0, 0, 0) + attribute(_NDA_DST, address)


# --- answers --------------------------------------------------------------------------------------------------------


def link_row(payload: bytes) -> LinkRow:
    """Decode the payload of an RTM_NEWLINK message."""
    if len(payload) < _IFINFOMSG.size:
        raise DecodeError("a link message is cut off")
    _family, arphrd, index, flags, _change = _IFINFOMSG.unpack_from(payload)
    found = attributes(payload, _IFINFOMSG.size)
    information = nested(found, _IFLA_LINKINFO)
    kind = text(information, _IFLA_INFO_KIND)
    rx_bytes, tx_bytes = _counters(found)
    return LinkRow(
        index=index,
        name=text(found, _IFLA_IFNAME) or "",
        arphrd=arphrd,
        flags=flags,
        operstate=u8(found, _IFLA_OPERSTATE) or 0,
        kind=kind or None,
        parent_index=u32(found, _IFLA_LINK) or None,
        is_parent_elsewhere=_IFLA_LINK_NETNSID in found,
        master_index=u32(found, _IFLA_MASTER) or None,
        active_slave_index=_active_slave(information) if kind == "bond" else None,
        mac=mac_text(found.get(_IFLA_ADDRESS)),
        permanent_mac=mac_text(found.get(_IFLA_PERM_ADDRESS)),
        has_carrier=_has_carrier(found, flags),
        carrier_changes=u32(found, _IFLA_CARRIER_CHANGES),
        parent_device=text(found, _IFLA_PARENT_DEV_NAME) or None,
        rx_bytes=rx_bytes,
        tx_bytes=tx_bytes,
    )


def mac_text(address: bytes | None) -> str | None:
    """Write a hardware address of 6 bytes in lower case with colons; None for none, another length or all zeros."""
    if address is None or len(address) != 6 or not any(address):
        return None
    return address.hex(":")


def route(payload: bytes) -> Route:
    """Decode the payload of an RTM_NEWROUTE message."""
    if len(payload) < _RTMSG.size:
        raise DecodeError("a route message is cut off")
    family, prefix_length, _, _, table, _, _, kind, flags = _RTMSG.unpack_from(payload)
    found = attributes(payload, _RTMSG.size)
    output = u32(found, _RTA_OIF)
    if _RTA_MULTIPATH in found:
        hops = _next_hops(found[_RTA_MULTIPATH])
    else:
        hops = ((output, _gateway(found)),) if output and not flags & UNUSABLE_HOP else ()
    return Route(
        family=family,
        prefix_length=prefix_length,
        kind=kind,
        table=u32(found, _RTA_TABLE) or table,
        metric=u32(found, _RTA_PRIORITY) or 0,
        hops=tuple(index for index, _ in hops),
        gateways=tuple(gateway for _, gateway in hops),
    )


def neighbour_mac(payload: bytes) -> str | None:
    """Decode the payload of an RTM_NEWNEIGH message: its hardware address, None while it is not known."""
    if len(payload) < _NDMSG.size:
        raise DecodeError("a neighbour message is cut off")
    _family, _index, state, _flags, _kind = _NDMSG.unpack_from(payload)
    if state & (_NUD_INCOMPLETE | _NUD_FAILED):
        return None
    return mac_text(attributes(payload, _NDMSG.size).get(_NDA_LLADDR))


def default_routes(routes: Iterable[Route], family: int) -> list[Route]:
    """Return the usable default routes of table main, the preferred one (lowest metric) first."""
    chosen = [item for item in routes if item.prefix_length == 0 and _forwards(item, family)]
    return sorted(chosen, key=lambda item: item.metric)


def server_routes(routes: Iterable[Route]) -> list[Route]:
    """Return routes to single hosts through a gateway.

    A VPN that takes the default route away instead of overriding it (OpenVPN's ``redirect-gateway`` without
    ``def1``) leaves one to its server: it shows what carries the tunnel.
    """
    full_length = {AF_INET: 32, AF_INET6: 128}
    return [
        item
        for item in routes
        if any(item.gateways)
        and item.prefix_length == full_length.get(item.family)
        and any(_forwards(item, family) for family in full_length)
    ]


def concerns_identity(datagram: bytes) -> bool:
    """Tell whether a notification may change which network the machine is on; in doubt, yes.

    Left out are WEXT's own events (every WiFi scan sends some), port states of bridges, and routes that forward
    nothing (local, broadcast, multicast, cache).
    """
    try:
        return any(_concerns(item.kind, item.payload) for item in messages(datagram))
    except DecodeError:
        return True


def _concerns(kind: int, payload: bytes) -> bool:
    if kind in (RTM_NEWLINK, RTM_DELLINK):
        if len(payload) < _IFINFOMSG.size:
            raise DecodeError("a link message is cut off")
        return payload[0] != AF_BRIDGE and _IFLA_WIRELESS not in attributes(payload, _IFINFOMSG.size)
    if kind in (RTM_NEWROUTE, RTM_DELROUTE):
        if len(payload) < _RTMSG.size:
            raise DecodeError("a route message is cut off")
        route_kind, flags = _RTMSG.unpack_from(payload)[7:]
        return route_kind not in (2, 3, 4, 5) and not flags & RTM_F_CLONED
    return kind in (RTM_NEWRULE, RTM_DELRULE)


def _forwards(item: Route, family: int) -> bool:
    return item.family == family and item.kind == RTN_UNICAST and item.table == RT_TABLE_MAIN and bool(item.hops)


def _counters(found: dict[int, bytes]) -> tuple[int | None, int | None]:
    counted = found.get(_IFLA_STATS64)
    if counted is None:
        return None, None
    if len(counted) < _STATS64.size:
        raise DecodeError("the 64-bit counters are cut off")
    rx_bytes, tx_bytes = _STATS64.unpack_from(counted)
    return rx_bytes, tx_bytes


def _has_carrier(found: dict[int, bytes], flags: int) -> bool:
    carrier = u8(found, _IFLA_CARRIER)
    return bool(flags & IFF_LOWER_UP) if carrier is None else bool(carrier)


def _active_slave(information: dict[int, bytes]) -> int | None:
    return u32(nested(information, _IFLA_INFO_DATA), _IFLA_BOND_ACTIVE_SLAVE) or None


def _gateway(found: dict[int, bytes]) -> bytes | None:
    """The router's address: RTA_GATEWAY, or RTA_VIA (a family of 2 bytes before it) of the other family."""
    address = found.get(_RTA_GATEWAY) or found.get(_RTA_VIA, b"")[2:]
    if len(address) not in (0, 4, 16):
        raise DecodeError(f"a gateway of {len(address)} bytes")
    return address or None


def _next_hops(multipath: bytes) -> tuple[tuple[int, bytes | None], ...]:
    hops: list[tuple[int, int, bytes | None]] = []
    offset = 0
    while offset + _RTNEXTHOP.size <= len(multipath):
        length, flags, weight_less_one, index = _RTNEXTHOP.unpack_from(multipath, offset)
        if length < _RTNEXTHOP.size or offset + length > len(multipath):
            raise DecodeError("a next hop is cut off")
        if not flags & UNUSABLE_HOP:
            own = attributes(multipath[offset : offset + length], _RTNEXTHOP.size)
            hops.append((weight_less_one + 1, index, _gateway(own)))
        offset += (length + 3) & ~3
    return tuple((index, gateway) for _, index, gateway in sorted(hops, key=lambda hop: -hop[0]))
