"""Which interface carries this machine's traffic: stacks resolved to hardware, tunnels looked through.

Pure functions over what was read. "Carrier" is the device at the bottom of a stack, where bytes are counted once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netmon_tray.model import InterfaceKind, NetworkType, Reachability, Vpn
from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.parse import rtnetlink
from netmon_tray.probes.parse.rtnetlink import LinkRow, Route

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.kinds import STACKED, TUNNELS  # noqa: E402

_FAMILIES = (rtnetlink.AF_INET, rtnetlink.AF_INET6)
_SOFTWARE = STACKED | {InterfaceKind.VETH, InterfaceKind.VIRTUAL, InterfaceKind.OTHER}
"""What a container has instead of hardware: it counts as a cable where nothing else carries."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Every device, what it is, and the medium of those that are hardware."""

    rows: Mapping[int, LinkRow]
    kinds: Mapping[int, InterfaceKind]
    media: Mapping[int, NetworkType]
    """Hardware only: a PPP link has one when a modem or a DSL line is behind it, else it is a tunnel."""
    lower_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What sysfs lists under a stacked device, for kinds that don't tell netlink (hsr)."""

    def is_tunnel(self, index: int) -> bool:
        """Carries traffic inside another connection's."""
        kind = self.kinds.get(index)
        return kind in TUNNELS or (kind is InterfaceKind.PPP and index not in self.media)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where traffic goes: table main, and the kernel's own answer with all rules applied."""

    routes: tuple[Route, ...] = ()
    effective: Mapping[int, int] = field(default_factory=dict)
    """Interface index by address family; a family without a way to the Internet is missing."""


def primary_stack(devices: Devices, ways: Ways) -> tuple[int, ...]:
    """Return the devices of the primary connection from its route down to its carrier; empty without one.

    The first default route (IPv4 by metric, then IPv6) that ends on operational hardware; a tunnel is passed over,
    because its own packets take one of the others. Without hardware on any route, software devices count.
    """
    candidates = [stack_of(devices, index) for index in _candidates(devices, ways) if not devices.is_tunnel(index)]
    usable = [stack for stack in candidates if stack and all(devices.rows[index].is_operational for index in stack)]
    for stack in usable:
        if stack[-1] in devices.media:
            return stack
    return next((stack for stack in usable if devices.kinds[stack[-1]] in _SOFTWARE), ())


def hop_of(ways: Ways, stack: tuple[int, ...]) -> Hop | None:
    """Return the router of the primary connection, by the route that its stack was found by; None where it has none."""
    for entry in _main_routes(ways):
        for index, address in zip(entry.hops, entry.gateways, strict=True):
            if stack and index == stack[0] and address is not None:
                return Hop(index, address)
    return None


def stack_of(devices: Devices, index: int) -> tuple[int, ...]:
    """Return the device and what lies under it, down to the carrier.

    Empty for a device that was not listed: it may have come or gone between two answers of the kernel.
    """
    stack: list[int] = []
    current: int | None = index if index in devices.rows else None
    while current is not None and current not in stack:
        stack.append(current)
        current = _lower(devices, current)
    return tuple(stack)


def vpn_of(devices: Devices, ways: Ways) -> Vpn | None:
    """Return the tunnel that traffic to the Internet enters first; IPv6 decides only where IPv4 has no way."""
    index = ways.effective.get(rtnetlink.AF_INET) or ways.effective.get(rtnetlink.AF_INET6)
    if index is None or index not in devices.rows or not devices.is_tunnel(index):
        return None
    return Vpn(devices.rows[index].name, devices.kinds[index])


def reachability_of(devices: Devices, ways: Ways, stack: tuple[int, ...]) -> Reachability:
    """Say how far the routes reach, which is never further than the site: ONLINE needs someone's check.

    A primary connection whose way out is refused (a VPN's kill switch) reaches its own subnet only.
    """
    if stack:
        return Reachability.SITE if ways.effective else Reachability.LOCAL
    cables = [row for row in devices.rows.values() if row.index in devices.media]
    if not cables:
        cables = [row for row in devices.rows.values() if devices.kinds[row.index] is InterfaceKind.VETH]
    has_link = any(row.is_operational and row.has_carrier for row in cables)
    return Reachability.LOCAL if has_link else Reachability.DISCONNECTED


def _candidates(devices: Devices, ways: Ways) -> Iterator[int]:
    """Yield the devices that may be the primary connection, the likeliest first.

    After the default routes of table main come the kernel's own answer (a default route in another table) and, for
    a tunnel that replaced the default route, the route to its server.
    """
    for family in _FAMILIES:
        yield from _hops(rtnetlink.default_routes(ways.routes, family))
    yield from ways.effective.values()
    if any(map(devices.is_tunnel, ways.effective.values())):
        yield from _hops(rtnetlink.server_routes(ways.routes))


def _main_routes(ways: Ways) -> Iterator[Route]:
    for family in _FAMILIES:
        yield from rtnetlink.default_routes(ways.routes, family)
    yield from rtnetlink.server_routes(ways.routes)


def _hops(routes: Iterable[Route]) -> Iterator[int]:
    for entry in routes:
        yield from entry.hops


def _lower(devices: Devices, index: int) -> int | None:
    row, kind = devices.rows[index], devices.kinds[index]
    if kind is InterfaceKind.VLAN:
        return None if row.is_parent_elsewhere or row.parent_index not in devices.rows else row.parent_index
    if kind not in (InterfaceKind.BRIDGE, InterfaceKind.BOND):
        return None
    if row.active_slave_index in devices.rows:
        return row.active_slave_index
    lowers = [lower.index for lower in devices.rows.values() if lower.master_index == index]
    if not lowers:
        names = devices.lower_names.get(index, ())
        lowers = [lower.index for lower in devices.rows.values() if lower.name in names]
    carrying = [lower for lower in lowers if not devices.is_tunnel(lower)]
    return min(carrying, key=lambda lower: _rank(devices, lower), default=None)


def _rank(devices: Devices, index: int) -> tuple[int, bool, int]:
    """Hardware before stacks before software, then what has carrier, then the older device."""
    row = devices.rows[index]
    likelihood = 0 if index in devices.media else 1 if devices.kinds[index] in STACKED else 2
    return (likelihood, not (row.is_operational and row.has_carrier), index)
