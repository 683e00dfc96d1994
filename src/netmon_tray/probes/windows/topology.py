"""Which interface carries this machine's traffic on Windows: stacks resolved to hardware, tunnels looked through.

Pure functions over what was read; interfaces are named by their LUID. "Carrier" is the device at the bottom of a stack,
where bytes are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netmon_tray.model import InterfaceKind, NetworkType, Reachability, Vpn
from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.parse import iphlp
from netmon_tray.probes.parse.iphlp import ConnectivityLevel, Hint, InterfaceRow, RouteRow

_MEDIA = {
    InterfaceKind.WIRED: NetworkType.ETHERNET,
    InterfaceKind.WIFI: NetworkType.WIFI,
    InterfaceKind.WWAN: NetworkType.MOBILE,
    InterfaceKind.BLUETOOTH: NetworkType.BLUETOOTH,
}
_WORDS: dict[int, Reachability] = {
    ConnectivityLevel.INTERNET: Reachability.ONLINE,
    ConnectivityLevel.CONSTRAINED: Reachability.SITE,
    ConnectivityLevel.LOCAL: Reachability.LOCAL,
    ConnectivityLevel.NONE: Reachability.LOCAL,
}
"""What Windows' own check found, on a computer that has a way out; other levels say nothing."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Every interface, what it is, and what lies under it."""

    rows: Mapping[int, InterfaceRow] = field(default_factory=dict)
    lowers: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def kind(self, luid: int) -> InterfaceKind:
        """What it is."""
        return iphlp.kind_of(self.rows[luid])

    def medium(self, luid: int) -> NetworkType | None:
        """The medium of hardware; None for everything else."""
        row = self.rows[luid]
        return _MEDIA.get(iphlp.kind_of(row)) if row.is_hardware else None

    def carrier_of(self, luid: int) -> int | None:
        """The hardware that an interface is or stands on; None where it stands on none."""
        seen: list[int] = []
        waiting = [luid]
        while waiting:
            current = waiting.pop()
            if current in seen or current not in self.rows:
                continue
            if self.medium(current) is not None:
                return current
            seen.append(current)
            waiting += self.lowers.get(current, ())
        return None


@dataclass(frozen=True, slots=True)
class Ways:
    """Where traffic goes: the routing table, and Windows' own choice for the Internet."""

    routes: tuple[RouteRow, ...] = ()
    metrics: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """By family and interface: what is added to the metric of its routes."""
    effective: tuple[int, ...] = ()
    """Interfaces by which traffic to the Internet leaves: IPv4's first."""


@dataclass(frozen=True, slots=True)
class Path:
    """The primary connection: the interface of its route, and the carrier under it."""

    top: int
    carrier: int


def primary_path(devices: Devices, ways: Ways) -> Path | None:
    """Return the primary connection, or None without one.

    The default route of the lowest cost (IPv4, then IPv6) that ends on operational hardware; a tunnel is passed over,
    because its own packets take another route: a default route, or one to its server. Where no route shows it, traffic
    can only leave by the one hardware interface that is connected. Without that a software interface counts.
    """
    candidates = [route.luid for route in _default_routes(ways)]
    if any(devices.carrier_of(luid) is None for luid in ways.effective):
        candidates += [route.luid for route in ways.routes if route.is_host and route.gateway]
    for luid in candidates:
        carrier = devices.carrier_of(luid)
        if carrier is not None and _works(devices, luid) and _works(devices, carrier):
            return Path(luid, carrier)
    tops = [luid for luid in candidates if _works(devices, luid)]
    connected = [luid for luid in devices.rows if devices.medium(luid) is not None and _works(devices, luid)]
    if not tops:
        return None
    if len(connected) == 1:
        return Path(tops[0], connected[0])
    software = [luid for luid in tops if devices.kind(luid) is InterfaceKind.VIRTUAL]
    return Path(software[0], software[0]) if software else None


def hop_of(ways: Ways, path: Path | None) -> Hop | None:
    """Return the router of the primary connection, by the route that showed its interface; None where it has none."""
    hosts = (route for route in ways.routes if route.is_host)
    for route in (*_default_routes(ways), *hosts):
        if path is not None and route.luid == path.top and route.gateway is not None:
            return Hop(route.luid, route.gateway)
    return None


def vpn_of(devices: Devices, ways: Ways, path: Path | None) -> Vpn | None:
    """Return the tunnel that traffic to the Internet enters: software, while the carrier has a route of its own."""
    for luid in ways.effective[:1]:
        is_software = luid in devices.rows and devices.carrier_of(luid) is None
        if is_software and path is not None and luid not in (path.top, path.carrier):
            return Vpn(devices.rows[luid].alias, InterfaceKind.TUNNEL)
    return None


def reachability_of(devices: Devices, ways: Ways, path: Path | None, hint: Hint | None) -> tuple[Reachability, bool]:
    """Say how far this machine reaches, and whether a login page is in the way.

    By Windows' own check, else by the routes; it is consulted only where there is a connection.
    """
    if path is None:
        has_link = any(devices.medium(luid) is not None and _works(devices, luid) for luid in devices.rows)
        return (Reachability.LOCAL if has_link else Reachability.DISCONNECTED), False
    told = _WORDS.get(hint.level) if hint else None
    by_routes = Reachability.SITE if ways.effective else Reachability.LOCAL
    return told or by_routes, hint is not None and hint.level == ConnectivityLevel.CONSTRAINED


def _default_routes(ways: Ways) -> Iterator[RouteRow]:
    for family in (iphlp.AF_INET, iphlp.AF_INET6):
        found = [route for route in ways.routes if route.family == family and route.prefix_length == 0]
        yield from sorted(found, key=lambda route: _cost(ways, route))


def _cost(ways: Ways, route: RouteRow) -> int:
    return route.metric + ways.metrics.get((route.family, route.luid), 0)


def _works(devices: Devices, luid: int) -> bool:
    return luid in devices.rows and devices.rows[luid].is_operational


def stacked(rows: Iterable[InterfaceRow], pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Turn pairs of indices (the higher first) into what lies directly under each interface."""
    by_index = {row.index: row.luid for row in rows}
    lowers: dict[int, tuple[int, ...]] = {}
    for higher, lower in pairs:
        if higher in by_index and lower in by_index:
            above = by_index[higher]
            lowers[above] = (*lowers.get(above, ()), by_index[lower])
    return lowers
