"""Which interface carries the traffic of a Windows machine."""

from __future__ import annotations

from typing import Any

import pytest

from netmon_tray.model import InterfaceKind, NetworkType, Reachability, Vpn
from netmon_tray.probes.parse import iphlp
from netmon_tray.probes.parse.iphlp import Hint, RouteRow
from netmon_tray.probes.windows import topology
from netmon_tray.probes.windows.topology import Devices, Path, Ways
from support import windows_buffers as buffers

WIFI, CABLE, TUNNEL, SWITCH, FILTER, DIAL_UP = 1, 2, 3, 4, 5, 6
ROWS: dict[int, dict[str, Any]] = {
    WIFI: {"alias": "Wi-Fi", "if_type": 71, "medium": 9},
    CABLE: {"alias": "Ethernet"},
    TUNNEL: {"alias": "wg0", "if_type": 53, "medium": 0, "flags": 0},
    SWITCH: {"alias": "vEthernet", "medium": 0, "flags": 0},
    FILTER: {"alias": "Ethernet-Filter", "flags": 0x03},
    DIAL_UP: {"alias": "Dial-up", "if_type": 23, "medium": 0, "flags": 0},
}

ROUTER = b"\x0a\0\0\x01"


def devices(*luids: int, pairs: tuple[tuple[int, int], ...] = (), **down: bool) -> Devices:
    rows = {
        luid: iphlp.interface(buffers.if_row(luid, luid + 10, **ROWS[luid], oper=2 if f"down{luid}" in down else 1))
        for luid in luids
    }
    indices = [(higher + 10, lower + 10) for higher, lower in pairs]
    return Devices(rows, topology.stacked(rows.values(), indices))


def default(luid: int, metric: int = 0, family: int = 2) -> RouteRow:
    return RouteRow(family, luid, 0, ROUTER, metric)


def host_route(luid: int, *, gateway: bytes | None = ROUTER) -> RouteRow:
    return RouteRow(2, luid, 32, gateway, 0)


def test_the_lowest_cost_is_the_route_s_and_the_interface_s() -> None:
    ways = Ways((default(WIFI, 10), default(CABLE, 0)), {(2, WIFI): 30, (2, CABLE): 50}, (WIFI,))
    assert topology.primary_path(devices(WIFI, CABLE), ways) == Path(WIFI, WIFI)
    cheaper = Ways(ways.routes, {(2, WIFI): 50, (2, CABLE): 30}, (CABLE,))
    assert topology.primary_path(devices(WIFI, CABLE), cheaper) == Path(CABLE, CABLE)
    assert topology.primary_path(devices(WIFI, CABLE, down2=True), cheaper) == Path(WIFI, WIFI)


def test_ipv6_counts_where_ipv4_has_none() -> None:
    ways = Ways((default(CABLE, 0, family=23), default(WIFI, 500)))
    assert topology.primary_path(devices(WIFI, CABLE), ways) == Path(WIFI, WIFI)
    assert topology.primary_path(devices(CABLE), ways) == Path(CABLE, CABLE)


def test_a_tunnel_is_looked_through_and_told() -> None:
    ways = Ways((default(TUNNEL, 0), default(WIFI, 50)), effective=(TUNNEL,))
    found = devices(WIFI, TUNNEL)
    path = topology.primary_path(found, ways)
    assert path == Path(WIFI, WIFI)
    assert topology.vpn_of(found, ways, path) == Vpn("wg0", InterfaceKind.TUNNEL)


def test_a_tunnel_that_took_the_default_route_away_has_one_to_its_server() -> None:
    routes = (default(TUNNEL), host_route(WIFI, gateway=None), host_route(CABLE))
    ways = Ways(routes, effective=(TUNNEL,))
    found = devices(WIFI, CABLE, TUNNEL)
    path = topology.primary_path(found, ways)
    assert path == Path(CABLE, CABLE)
    assert topology.vpn_of(found, ways, path) == Vpn("wg0", InterfaceKind.TUNNEL)
    assert topology.primary_path(found, Ways(routes[1:], effective=(WIFI,))) is None


def test_what_has_no_route_of_its_own_is_carried_by_the_only_hardware() -> None:
    ways = Ways((default(DIAL_UP),), effective=(DIAL_UP,))
    found = devices(CABLE, DIAL_UP)
    path = topology.primary_path(found, ways)
    assert path == Path(DIAL_UP, CABLE)
    assert topology.vpn_of(found, ways, path) is None
    assert topology.primary_path(devices(CABLE, WIFI, DIAL_UP), ways) is None


def test_a_switch_stands_on_the_hardware_under_it() -> None:
    ways = Ways((default(SWITCH),), effective=(SWITCH,))
    found = devices(WIFI, CABLE, SWITCH, FILTER, pairs=((SWITCH, FILTER), (FILTER, CABLE)))
    path = topology.primary_path(found, ways)
    assert path == Path(SWITCH, CABLE)
    assert topology.vpn_of(found, ways, path) is None
    assert found.medium(CABLE) is NetworkType.ETHERNET
    assert found.medium(FILTER) is None


def test_without_hardware_a_software_interface_counts() -> None:
    ways = Ways((default(SWITCH),), effective=(SWITCH,))
    assert topology.primary_path(devices(SWITCH), ways) == Path(SWITCH, SWITCH)
    assert topology.primary_path(devices(TUNNEL), Ways((default(TUNNEL),), effective=(TUNNEL,))) is None
    assert topology.primary_path(devices(WIFI, CABLE), Ways()) is None


def test_stacks_that_stand_on_each_other_end() -> None:
    found = devices(SWITCH, FILTER, pairs=((SWITCH, FILTER), (FILTER, SWITCH), (SWITCH, 99)))
    assert found.carrier_of(SWITCH) is None


@pytest.mark.parametrize(
    ("level", "reachability", "has_portal"),
    [
        (0, Reachability.SITE, False),
        (1, Reachability.LOCAL, False),
        (2, Reachability.LOCAL, False),
        (3, Reachability.ONLINE, False),
        (4, Reachability.SITE, True),
        (5, Reachability.SITE, False),
        (9, Reachability.SITE, False),
    ],
)
def test_how_far_windows_says_it_reaches(level: int, reachability: Reachability, has_portal: bool) -> None:
    found, ways, hint = devices(WIFI), Ways((default(WIFI),), effective=(WIFI,)), Hint(level, 1, is_roaming=False)
    assert topology.reachability_of(found, ways, Path(WIFI, WIFI), hint) == (reachability, has_portal)


def test_how_far_the_routes_say_it_reaches() -> None:
    found, path, hint = devices(WIFI), Path(WIFI, WIFI), Hint(3, 1, is_roaming=False)
    assert topology.reachability_of(found, Ways(effective=(WIFI,)), path, None)[0] is Reachability.SITE
    assert topology.reachability_of(found, Ways(), path, None)[0] is Reachability.LOCAL
    assert topology.reachability_of(found, Ways(), None, hint) == (Reachability.LOCAL, False)
    assert topology.reachability_of(devices(WIFI, down1=True), Ways(), None, hint)[0] is Reachability.DISCONNECTED
