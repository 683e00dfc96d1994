"""Which links this machine has, which one is primary and how far it reaches: one full look, made into values."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from netmon_tray.model import Adapters, InterfaceKind, Link, NetworkType, ProbeFault, Reachability, Vpn
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.parse import rtnetlink
from netmon_tray.probes.parse.rtnetlink import LinkRow

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux import links, topology  # noqa: E402
from netmon_tray.probes.linux.bus_desk import BusAnswer  # noqa: E402
from netmon_tray.probes.linux.events import Associations, Joined  # noqa: E402
from netmon_tray.probes.linux.kinds import Marks, kind_of, read_marks  # noqa: E402
from netmon_tray.probes.linux.nl80211 import WirelessFacts, WirelessReader  # noqa: E402
from netmon_tray.probes.linux.rtnetlink import RouteReader  # noqa: E402
from netmon_tray.probes.linux.topology import Devices, Ways  # noqa: E402

_MEDIA = {
    InterfaceKind.WIRED: NetworkType.ETHERNET,
    InterfaceKind.WWAN: NetworkType.MOBILE,
    InterfaceKind.BLUETOOTH: NetworkType.BLUETOOTH,
}
_PPP_MEDIA = {
    "gsm": NetworkType.MOBILE,
    "cdma": NetworkType.MOBILE,
    "bluetooth": NetworkType.BLUETOOTH,
    "pppoe": NetworkType.ETHERNET,
    "adsl": NetworkType.ETHERNET,
}
"""Medium of a PPP link by NetworkManager's type of its connection; any other PPP link is a VPN's."""
_CONTAINED = frozenset({InterfaceKind.VETH, InterfaceKind.VLAN})
"""What a container is given instead of hardware."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the kernel said when everything was asked."""

    rows: Mapping[int, LinkRow] = field(default_factory=dict)
    marks: Mapping[int, Marks] = field(default_factory=dict)
    ways: Ways = field(default_factory=Ways)
    wireless: Mapping[int, WirelessFacts] = field(default_factory=dict)
    faults: tuple[ProbeFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A link without its counters, and what is needed to measure it again and again."""

    link: Link
    row: LinkRow
    station_mac: str | None = None
    """WiFi: whom to ask signal and rate about; None where the driver does not answer that."""
    generation: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What holds until something changes."""

    carriers: tuple[Carrier, ...] = ()
    switched_off: tuple[LinkRow, ...] = ()
    """What could be a carrier and is not up; its counters still tell what it moved last."""
    primary_name: str | None = None
    vpn: Vpn | None = None
    reachability: Reachability = Reachability.UNKNOWN
    has_portal: bool = False
    is_unclaimed: bool = False
    """NetworkManager runs and has no connection on the primary link."""
    hop: Hop | None = None
    adapters: Adapters = Adapters.PRESENT


def take_look(routes: RouteReader, wireless: WirelessReader, sysfs: Path) -> Look:
    """Ask the kernel everything. PartFailed when links or routes fail; WiFi's failure is a fault of its own."""
    rows = {row.index: row for row in routes.links()}
    effective = {}
    for family in (rtnetlink.AF_INET, rtnetlink.AF_INET6):
        index = routes.effective_index(family)
        if index is not None:
            effective[family] = index
    ways = Ways(routes.routes(), effective)
    facts: dict[int, WirelessFacts] = {}
    faults: tuple[ProbeFault, ...] = ()
    try:
        facts = wireless.facts()
    except PartFailed as failure:
        faults = (ProbeFault(failure.part, failure.text),)
    marks = {index: read_marks(row, sysfs) for index, row in rows.items()}
    return Look(rows, marks, ways, facts, faults)


def identify(look: Look, bus: BusAnswer, associations: Associations) -> Identity:
    """Decide what the look and the daemons' answer mean together; without a look nothing is known."""
    if not look.rows:
        return Identity()
    devices = _devices(look, bus)
    stack = topology.primary_stack(devices, look.ways)
    carriers = tuple(_carriers(look, bus, associations, devices, stack))
    reachability, has_portal = _reach(devices, look.ways, stack, bus)
    return Identity(
        carriers=carriers,
        switched_off=tuple(_switched_off(devices)),
        primary_name=devices.rows[stack[-1]].name if stack else None,
        vpn=topology.vpn_of(devices, look.ways),
        reachability=reachability,
        has_portal=has_portal,
        is_unclaimed=bool(stack) and bus.network_manager is not None and not _is_claimed(devices, stack, bus),
        hop=topology.hop_of(look.ways, stack),
        adapters=_adapters(look, devices),
    )


def _devices(look: Look, bus: BusAnswer) -> Devices:
    kinds = {
        index: kind_of(row, look.marks[index], is_wireless=index in look.wireless) for index, row in look.rows.items()
    }
    media = {}
    for index, row in look.rows.items():
        medium = _medium(row, kinds[index], look.wireless.get(index), bus)
        if medium is not None:
            media[index] = medium
    lower_names = {index: marks.lower_names for index, marks in look.marks.items() if marks.lower_names}
    return Devices(look.rows, kinds, media, lower_names)


def _medium(row: LinkRow, kind: InterfaceKind, wireless: WirelessFacts | None, bus: BusAnswer) -> NetworkType | None:
    """Return the medium of hardware, None for software devices, tunnels, and WiFi that serves or only listens."""
    if kind is InterfaceKind.WIFI:
        is_client = wireless is None or wireless.interface.is_client
        return NetworkType.WIFI if is_client and row.arphrd == rtnetlink.ARPHRD_ETHER else None
    if kind in (InterfaceKind.WIRED, InterfaceKind.PPP) and _is_modem(row.name, bus):
        return NetworkType.MOBILE
    if kind is InterfaceKind.PPP:
        connection = bus.connection(row.name)
        return _PPP_MEDIA.get(connection.connection_type or "") if connection else None
    return _MEDIA.get(kind)


def _is_modem(name: str, bus: BusAnswer) -> bool:
    """A PPP link over a phone's Bluetooth has a connection of its own, which says more than the modem."""
    connection = bus.connection(name)
    is_bluetooth = connection is not None and connection.connection_type == "bluetooth"
    return bus.modem(name) is not None and not is_bluetooth


def _carriers(
    look: Look, bus: BusAnswer, associations: Associations, devices: Devices, stack: tuple[int, ...]
) -> Iterator[Carrier]:
    for index, row in look.rows.items():
        is_primary = bool(stack) and index == stack[-1]
        if not is_primary and not (index in devices.media and row.is_up):
            continue
        names = tuple(look.rows[upper].name for upper in stack) if is_primary else (row.name,)
        wireless = look.wireless.get(index)
        link = links.compose(
            links.Evidence(
                row=row,
                kind=devices.kinds[index],
                network_type=devices.media.get(index, NetworkType.ETHERNET),
                marks=look.marks[index],
                bus=bus,
                names=names,
                wireless=wireless,
                joined=_joined(associations, index, wireless),
            )
        )
        station = wireless.station if wireless else None
        yield Carrier(
            link=link,
            row=row,
            station_mac=wireless.station_mac if wireless and station else None,
            generation=station.generation if station else None,
        )


def _switched_off(devices: Devices) -> Iterator[LinkRow]:
    """Yield hardware that is not up; a container's veth is its hardware."""
    for index, row in devices.rows.items():
        if not row.is_up and (index in devices.media or devices.kinds[index] is InterfaceKind.VETH):
            yield row


def _adapters(look: Look, devices: Devices) -> Adapters:
    """What there is to connect by; a container's devices are its hardware, whatever they lie on."""
    radios = [index for index, medium in devices.media.items() if medium is NetworkType.WIFI]
    if radios and all(look.marks[index].is_blocked for index in radios):
        return Adapters.WIFI_OFF
    can_carry = devices.media or _CONTAINED.intersection(devices.kinds.values())
    return Adapters.PRESENT if can_carry else Adapters.NONE


def _joined(associations: Associations, index: int, wireless: WirelessFacts | None) -> Joined:
    if wireless is None or wireless.bss is None:
        return Joined()
    return associations.of(index, wireless.bss.mld_mac, wireless.bss.bssid)


def _reach(devices: Devices, ways: Ways, stack: tuple[int, ...], bus: BusAnswer) -> tuple[Reachability, bool]:
    """Take NetworkManager's word for connections that are its own, and the routes' for all others.

    On a machine where another program made the connection, NetworkManager calls itself disconnected. Without a check
    of its own it takes any connection for a way out, also where a rule refuses all (a kill switch).
    """
    by_routes = topology.reachability_of(devices, ways, stack)
    daemon = bus.network_manager
    if not stack or daemon is None:
        return by_routes, False
    is_its_own = _is_claimed(devices, stack, bus)
    is_refused = by_routes is Reachability.LOCAL and daemon.reachability is Reachability.SITE
    if daemon.reachability is Reachability.ONLINE or (is_its_own and not is_refused):
        return daemon.reachability, daemon.has_portal
    return by_routes, False


def _is_claimed(devices: Devices, stack: tuple[int, ...], bus: BusAnswer) -> bool:
    return bus.connection(*(devices.rows[index].name for index in stack)) is not None
