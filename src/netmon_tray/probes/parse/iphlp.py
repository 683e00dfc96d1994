"""Interfaces, routes and connectivity as Windows' iphlpapi fills them in (netioapi.h, ifdef.h, nldef.h).

Every decoder takes bytes and raises ValueError for bytes that are too short.
"""

from __future__ import annotations

import ctypes
import enum
import uuid
from dataclasses import dataclass

from netmon_tray.model import InterfaceKind
from netmon_tray.probes.parse.layouts import Guid, Layout, uuid_of, wide_text

AF_UNSPEC = 0
AF_INET = 2
AF_INET6 = 23
"""winsock2.h."""

ADDRESS_CHARS = 32
NAME_CHARS = 257
"""IF_MAX_PHYS_ADDRESS_LENGTH and IF_MAX_STRING_SIZE + 1 (ifdef.h)."""

UNKNOWN_RATE = 0xFFFF_FFFF_FFFF_FFFF


class IfType(enum.IntEnum):
    """IANA interface types (ipifcons.h)."""

    ETHERNET = 6
    PPP = 23
    LOOPBACK = 24
    PROP_VIRTUAL = 53
    """What VPN drivers call themselves (wintun, TAP)."""
    IEEE80211 = 71
    TUNNEL = 131
    WWANPP = 243
    WWANPP2 = 244


class Medium(enum.IntEnum):
    """NDIS_PHYSICAL_MEDIUM (ntddndis.h), as far as it decides something."""

    WIRELESS_LAN = 1
    """Drivers older than Windows Vista."""
    WIRELESS_WAN = 8
    NATIVE_802_11 = 9
    BLUETOOTH = 10


class Flag(enum.IntFlag):
    """InterfaceAndOperStatusFlags of MIB_IF_ROW2, from its lowest bit on."""

    HARDWARE = 0x01
    FILTER = 0x02


OPER_STATUS_UP = 1
ADMIN_STATUS_UP = 1
MEDIA_CONNECT_STATE_UNKNOWN = 0
MEDIA_CONNECT_STATE_CONNECTED = 1
"""IF_OPER_STATUS, NET_IF_ADMIN_STATUS and NET_IF_MEDIA_CONNECT_STATE (ifdef.h)."""


NEIGHBOUR_UNREACHABLE, NEIGHBOUR_INCOMPLETE = 0, 1
"""NL_NEIGHBOR_STATE (nldef.h)."""


class ConnectivityLevel(enum.IntEnum):
    """NL_NETWORK_CONNECTIVITY_LEVEL_HINT."""

    UNKNOWN = 0
    NONE = 1
    LOCAL = 2
    INTERNET = 3
    CONSTRAINED = 4
    """A login page is in the way."""
    HIDDEN = 5


class Cost(enum.IntEnum):
    """NL_NETWORK_CONNECTIVITY_COST_HINT."""

    UNKNOWN = 0
    UNRESTRICTED = 1
    FIXED = 2
    VARIABLE = 3


# --- structures -----------------------------------------------------------------------------------------------------


class MibIfRow2(Layout):
    """An interface with its counters."""

    c_name = "MIB_IF_ROW2"
    _fields_ = (
        ("InterfaceLuid", ctypes.c_uint64),
        ("InterfaceIndex", ctypes.c_uint32),
        ("InterfaceGuid", Guid),
        ("Alias", ctypes.c_uint16 * NAME_CHARS),
        ("Description", ctypes.c_uint16 * NAME_CHARS),
        ("PhysicalAddressLength", ctypes.c_uint32),
        ("PhysicalAddress", ctypes.c_uint8 * ADDRESS_CHARS),
        ("PermanentPhysicalAddress", ctypes.c_uint8 * ADDRESS_CHARS),
        ("Mtu", ctypes.c_uint32),
        ("Type", ctypes.c_uint32),
        ("TunnelType", ctypes.c_uint32),
        ("MediaType", ctypes.c_uint32),
        ("PhysicalMediumType", ctypes.c_uint32),
        ("AccessType", ctypes.c_uint32),
        ("DirectionType", ctypes.c_uint32),
        ("InterfaceAndOperStatusFlags", ctypes.c_uint8),
        ("OperStatus", ctypes.c_uint32),
        ("AdminStatus", ctypes.c_uint32),
        ("MediaConnectState", ctypes.c_uint32),
        ("NetworkGuid", Guid),
        ("ConnectionType", ctypes.c_uint32),
        ("TransmitLinkSpeed", ctypes.c_uint64),
        ("ReceiveLinkSpeed", ctypes.c_uint64),
        ("InOctets", ctypes.c_uint64),
        ("InUcastPkts", ctypes.c_uint64),
        ("InNUcastPkts", ctypes.c_uint64),
        ("InDiscards", ctypes.c_uint64),
        ("InErrors", ctypes.c_uint64),
        ("InUnknownProtos", ctypes.c_uint64),
        ("InUcastOctets", ctypes.c_uint64),
        ("InMulticastOctets", ctypes.c_uint64),
        ("InBroadcastOctets", ctypes.c_uint64),
        ("OutOctets", ctypes.c_uint64),
        ("OutUcastPkts", ctypes.c_uint64),
        ("OutNUcastPkts", ctypes.c_uint64),
        ("OutDiscards", ctypes.c_uint64),
        ("OutErrors", ctypes.c_uint64),
        ("OutUcastOctets", ctypes.c_uint64),
        ("OutMulticastOctets", ctypes.c_uint64),
        ("OutBroadcastOctets", ctypes.c_uint64),
        ("OutQLen", ctypes.c_uint64),
    )


class SockaddrInet(Layout):
    """An IPv4 or IPv6 address; what follows the family depends on it."""

    c_name = "SOCKADDR_INET"
    _fields_ = (("si_family", ctypes.c_uint16), ("_rest", ctypes.c_uint16), ("_words", ctypes.c_uint32 * 6))


class IpAddressPrefix(Layout):
    """A destination."""

    c_name = "IP_ADDRESS_PREFIX"
    _fields_ = (("Prefix", SockaddrInet), ("PrefixLength", ctypes.c_uint8))


class MibIpForwardRow2(Layout):
    """A route."""

    c_name = "MIB_IPFORWARD_ROW2"
    _fields_ = (
        ("InterfaceLuid", ctypes.c_uint64),
        ("InterfaceIndex", ctypes.c_uint32),
        ("DestinationPrefix", IpAddressPrefix),
        ("NextHop", SockaddrInet),
        ("SitePrefixLength", ctypes.c_uint8),
        ("ValidLifetime", ctypes.c_uint32),
        ("PreferredLifetime", ctypes.c_uint32),
        ("Metric", ctypes.c_uint32),
        ("Protocol", ctypes.c_uint32),
        ("Loopback", ctypes.c_uint8),
        ("AutoconfigureAddress", ctypes.c_uint8),
        ("Publish", ctypes.c_uint8),
        ("Immortal", ctypes.c_uint8),
        ("Age", ctypes.c_uint32),
        ("Origin", ctypes.c_uint32),
    )


class MibIpNetRow2(Layout):
    """A neighbour: the hardware address behind an address."""

    c_name = "MIB_IPNET_ROW2"
    _fields_ = (
        ("Address", SockaddrInet),
        ("InterfaceIndex", ctypes.c_uint32),
        ("InterfaceLuid", ctypes.c_uint64),
        ("PhysicalAddress", ctypes.c_uint8 * ADDRESS_CHARS),
        ("PhysicalAddressLength", ctypes.c_uint32),
        ("State", ctypes.c_uint32),
        ("Flags", ctypes.c_uint8),
        ("_reachability_time", ctypes.c_uint32),
    )


class MibIpInterfaceRow(Layout):
    """An interface as one protocol (IPv4 or IPv6) sees it."""

    c_name = "MIB_IPINTERFACE_ROW"
    _fields_ = (
        ("Family", ctypes.c_uint16),
        ("InterfaceLuid", ctypes.c_uint64),
        ("InterfaceIndex", ctypes.c_uint32),
        ("MaxReassemblySize", ctypes.c_uint32),
        ("InterfaceIdentifier", ctypes.c_uint64),
        ("MinRouterAdvertisementInterval", ctypes.c_uint32),
        ("MaxRouterAdvertisementInterval", ctypes.c_uint32),
        ("AdvertisingEnabled", ctypes.c_uint8),
        ("ForwardingEnabled", ctypes.c_uint8),
        ("WeakHostSend", ctypes.c_uint8),
        ("WeakHostReceive", ctypes.c_uint8),
        ("UseAutomaticMetric", ctypes.c_uint8),
        ("UseNeighborUnreachabilityDetection", ctypes.c_uint8),
        ("ManagedAddressConfigurationSupported", ctypes.c_uint8),
        ("OtherStatefulConfigurationSupported", ctypes.c_uint8),
        ("AdvertiseDefaultRoute", ctypes.c_uint8),
        ("RouterDiscoveryBehavior", ctypes.c_uint32),
        ("DadTransmits", ctypes.c_uint32),
        ("BaseReachableTime", ctypes.c_uint32),
        ("RetransmitTime", ctypes.c_uint32),
        ("PathMtuDiscoveryTimeout", ctypes.c_uint32),
        ("LinkLocalAddressBehavior", ctypes.c_uint32),
        ("LinkLocalAddressTimeout", ctypes.c_uint32),
        ("ZoneIndices", ctypes.c_uint32 * 16),
        ("SitePrefixLength", ctypes.c_uint32),
        ("Metric", ctypes.c_uint32),
        ("NlMtu", ctypes.c_uint32),
        ("Connected", ctypes.c_uint8),
        ("SupportsWakeUpPatterns", ctypes.c_uint8),
        ("SupportsNeighborDiscovery", ctypes.c_uint8),
        ("SupportsRouterDiscovery", ctypes.c_uint8),
        ("ReachableTime", ctypes.c_uint32),
        ("TransmitOffload", ctypes.c_uint8),
        ("ReceiveOffload", ctypes.c_uint8),
        ("DisableDefaultRoutes", ctypes.c_uint8),
    )


class MibIfStackRow(Layout):
    """One interface directly above another."""

    c_name = "MIB_IFSTACK_ROW"
    _fields_ = (("HigherLayerInterfaceIndex", ctypes.c_uint32), ("LowerLayerInterfaceIndex", ctypes.c_uint32))


class NetworkConnectivityHint(Layout):
    """What Windows' own check of the internet found, and what the network costs (Windows 10 2004 and newer)."""

    c_name = "NL_NETWORK_CONNECTIVITY_HINT"
    _fields_ = (
        ("ConnectivityLevel", ctypes.c_uint32),
        ("ConnectivityCost", ctypes.c_uint32),
        ("ApproachingDataLimit", ctypes.c_uint8),
        ("OverDataLimit", ctypes.c_uint8),
        ("Roaming", ctypes.c_uint8),
    )


# --- values ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InterfaceRow:
    """One interface as GetIfEntry2 tells it."""

    luid: int
    """Its identity: kept while the adapter is switched off and on, which changes the index."""
    index: int
    guid: uuid.UUID
    alias: str
    """The name that people see and may change ("Wi-Fi", "Ethernet 2")."""
    description: str
    mac: str | None
    permanent_mac: str | None
    if_type: int
    medium: int
    is_hardware: bool
    """The driver says that it stands for a device, and it is no filter on one."""
    is_up: bool
    """Not switched off by an administrator."""
    is_operational: bool
    has_carrier: bool
    tx_bit_per_s: int | None
    rx_bytes: int
    tx_bytes: int

    @property
    def state(self) -> tuple[object, ...]:
        """What must stay the same for a look at everything to hold."""
        return (self.index, self.alias, self.is_up, self.is_operational, self.has_carrier)


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One row of the routing table."""

    family: int
    luid: int
    prefix_length: int
    gateway: bytes | None
    """4 or 16 bytes; None for what is reached directly."""
    metric: int
    """Its own; the interface's is to be added."""

    @property
    def is_host(self) -> bool:
        """It leads to one address."""
        return self.prefix_length == (32 if self.family == AF_INET else 128)


_IS_METERED: dict[int, bool] = {Cost.UNRESTRICTED: False, Cost.FIXED: True, Cost.VARIABLE: True}


@dataclass(frozen=True, slots=True)
class Hint:
    """Connectivity (``ConnectivityLevel``) and cost (``Cost``); a newer Windows may know further figures."""

    level: int
    cost: int
    is_roaming: bool

    @property
    def is_metered(self) -> bool | None:
        """None where Windows does not know."""
        return _IS_METERED.get(self.cost)


def interface(octets: bytes) -> InterfaceRow:
    """Read a MIB_IF_ROW2."""
    return _interface(MibIfRow2.read(octets))


def interfaces(table: bytes) -> tuple[InterfaceRow, ...]:
    """Read a MIB_IF_TABLE2."""
    return tuple(_interface(row) for row in MibIfRow2.read_rows(table))


def routes(table: bytes) -> tuple[RouteRow, ...]:
    """Read a MIB_IPFORWARD_TABLE2; routes to this machine itself are left out."""
    rows = MibIpForwardRow2.read_rows(table)
    return tuple(_route(row) for row in rows if not row.Loopback)


def interface_metrics(table: bytes) -> dict[tuple[int, int], int]:
    """Read a MIB_IPINTERFACE_TABLE: (family, LUID) -> what the interface adds to the metric of its routes."""
    return {(row.Family, row.InterfaceLuid): row.Metric for row in MibIpInterfaceRow.read_rows(table)}


def stack(table: bytes) -> tuple[tuple[int, int], ...]:
    """Read a MIB_IFSTACK_TABLE: pairs of interface indices, the higher one first; ends of a stack are left out."""
    rows = MibIfStackRow.read_rows(table, first_at=4)
    pairs = ((row.HigherLayerInterfaceIndex, row.LowerLayerInterfaceIndex) for row in rows)
    return tuple(pair for pair in pairs if all(pair))


def neighbour_mac(table: bytes, luid: int, address: bytes) -> str | None:
    """Read a MIB_IPNET_TABLE2: the hardware address behind ``address``; None where Windows has none."""
    for row in MibIpNetRow2.read_rows(table):
        is_known = row.State not in (NEIGHBOUR_UNREACHABLE, NEIGHBOUR_INCOMPLETE)
        if is_known and row.InterfaceLuid == luid and _address(row.Address, row.Address.si_family) == address:
            return _mac(row.PhysicalAddress, row.PhysicalAddressLength)
    return None


def hint(octets: bytes) -> Hint:
    """Read a NL_NETWORK_CONNECTIVITY_HINT."""
    read = NetworkConnectivityHint.read(octets)
    return Hint(read.ConnectivityLevel, read.ConnectivityCost, bool(read.Roaming))


def kind_of(row: InterfaceRow) -> InterfaceKind:
    """Tell what an interface is, by the numbers of its driver and never by a name."""
    if row.if_type == IfType.LOOPBACK:
        return InterfaceKind.LOOPBACK
    if row.if_type == IfType.IEEE80211 or row.medium in (Medium.NATIVE_802_11, Medium.WIRELESS_LAN):
        return InterfaceKind.WIFI if row.is_hardware else InterfaceKind.VIRTUAL
    if row.if_type in (IfType.WWANPP, IfType.WWANPP2) or row.medium == Medium.WIRELESS_WAN:
        return InterfaceKind.WWAN
    if row.if_type == IfType.PPP:
        return InterfaceKind.PPP
    if row.if_type in (IfType.TUNNEL, IfType.PROP_VIRTUAL):
        return InterfaceKind.TUNNEL
    if row.if_type != IfType.ETHERNET:
        return InterfaceKind.OTHER
    if row.medium == Medium.BLUETOOTH:
        return InterfaceKind.BLUETOOTH
    return InterfaceKind.WIRED if row.is_hardware else InterfaceKind.VIRTUAL


def _interface(row: MibIfRow2) -> InterfaceRow:
    flags = row.InterfaceAndOperStatusFlags
    rate, media = int(row.TransmitLinkSpeed), row.MediaConnectState
    is_operational = row.OperStatus == OPER_STATUS_UP
    return InterfaceRow(
        luid=row.InterfaceLuid,
        index=row.InterfaceIndex,
        guid=uuid_of(row.InterfaceGuid),
        alias=wide_text(row.Alias),
        description=wide_text(row.Description),
        mac=_mac(row.PhysicalAddress, row.PhysicalAddressLength),
        permanent_mac=_mac(row.PermanentPhysicalAddress, row.PhysicalAddressLength),
        if_type=row.Type,
        medium=row.PhysicalMediumType,
        is_hardware=bool(flags & Flag.HARDWARE) and not flags & Flag.FILTER,
        is_up=row.AdminStatus == ADMIN_STATUS_UP,
        is_operational=is_operational,
        has_carrier=media == MEDIA_CONNECT_STATE_CONNECTED or (media == MEDIA_CONNECT_STATE_UNKNOWN and is_operational),
        tx_bit_per_s=rate if 0 < rate < UNKNOWN_RATE else None,
        rx_bytes=row.InOctets,
        tx_bytes=row.OutOctets,
    )


def _route(row: MibIpForwardRow2) -> RouteRow:
    family = int(row.DestinationPrefix.Prefix.si_family)
    return RouteRow(
        family=family,
        luid=row.InterfaceLuid,
        prefix_length=row.DestinationPrefix.PrefixLength,
        gateway=_address(row.NextHop, family),
        metric=row.Metric,
    )


def _address(address: SockaddrInet, family: int) -> bytes | None:
    """SOCKADDR_IN has the address at byte 4, SOCKADDR_IN6 at byte 8; no gateway is an address of zeros."""
    octets = bytes(address)[4:8] if family == AF_INET else bytes(address)[8:24]
    return octets if any(octets) else None


def _mac(address: ctypes.Array[ctypes.c_uint8], length: int) -> str | None:
    octets = bytes(address)[:length]
    return octets.hex(":") if len(octets) == 6 and any(octets) else None
