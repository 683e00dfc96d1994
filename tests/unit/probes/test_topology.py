"""Which interface is the primary one and which tunnel lies above it: recorded topologies, then stacks by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.model import Adapters, InterfaceKind, NetworkType, Reachability, Vpn
from netmon_tray.probes.linux import topology
from netmon_tray.probes.linux.bus_desk import BusAnswer
from netmon_tray.probes.linux.events import Associations
from netmon_tray.probes.linux.identity import Look, identify, take_look
from netmon_tray.probes.linux.nl80211 import WirelessReader
from netmon_tray.probes.linux.rtnetlink import RouteReader
from netmon_tray.probes.linux.topology import Devices, Ways, primary_stack, reachability_of, stack_of, vpn_of
from netmon_tray.probes.parse.rtnetlink import LinkRow, Route
from support.recorded_kernel import RecordedKernel, make_sysfs

TUN, WIREGUARD = InterfaceKind.TUNNEL, InterfaceKind.WIREGUARD

TOPOLOGIES = {
    "base": ("eth0", None),
    "def1": ("eth0", Vpn("tun0", TUN)),
    "wgquick": ("eth0", Vpn("wg0", WIREGUARD)),
    "tunmetric": ("eth0", Vpn("tun0", TUN)),
    "multipath": ("eth0", None),
    "unreach": ("eth0", None),
    "v6only": ("eth0", None),
}


@pytest.mark.parametrize("name", TOPOLOGIES)
def test_recorded_topologies(name: str, tmp_path: Path) -> None:
    kernel = RecordedKernel(f"linux_topology/{name}")
    look = take_look(RouteReader(kernel.open), WirelessReader(kernel.open), make_sysfs(tmp_path, "linux_topology"))
    found = identify(look, BusAnswer(), Associations())
    assert (found.primary_name, found.vpn) == TOPOLOGIES[name]
    assert found.reachability is Reachability.SITE


def test_what_a_machine_could_be_connected_by(tmp_path: Path) -> None:
    kernel = RecordedKernel("linux_topology/base")
    look = take_look(RouteReader(kernel.open), WirelessReader(kernel.open), make_sysfs(tmp_path, "linux_topology"))
    assert adapters_of(look) is Adapters.PRESENT
    blocked = {index: dataclasses.replace(one, is_blocked=one.has_phy80211) for index, one in look.marks.items()}
    assert adapters_of(dataclasses.replace(look, marks=blocked)) is Adapters.WIFI_OFF
    one_on = {**blocked, **{index: look.marks[index] for index, row in look.rows.items() if row.name == "wlan1"}}
    assert adapters_of(dataclasses.replace(look, marks=one_on)) is Adapters.PRESENT
    loopback = {index: row for index, row in look.rows.items() if row.name in ("lo", "tun0", "br0")}
    assert adapters_of(dataclasses.replace(look, rows=loopback)) is Adapters.NONE
    contained = {index: row for index, row in look.rows.items() if row.name in ("lo", "veth0")}
    assert adapters_of(dataclasses.replace(look, rows=contained)) is Adapters.PRESENT
    assert adapters_of(Look()) is Adapters.PRESENT, "not told"


def adapters_of(look: Look) -> Adapters:
    return identify(look, BusAnswer(), Associations()).adapters


# --- by hand ---------------------------------------------------------------------------------------------------------

ROW = RecordedKernel("linux_topology").rows()[1]
MEDIA = {InterfaceKind.WIRED: NetworkType.ETHERNET, InterfaceKind.WIFI: NetworkType.WIFI}
V4, V6 = 2, 10


class Machine:
    """Devices by name, built up by hand."""

    def __init__(self) -> None:
        self.rows: dict[int, LinkRow] = {}
        self.kinds: dict[int, InterfaceKind] = {}
        self.media: dict[int, NetworkType] = {}
        self.lower_names: dict[int, tuple[str, ...]] = {}

    def add(self, name: str, kind: InterfaceKind, medium: NetworkType | None = None, **changes: Any) -> int:
        index = len(self.rows) + 1
        self.rows[index] = dataclasses.replace(ROW, index=index, name=name, **changes)
        self.kinds[index] = kind
        if medium or kind in MEDIA:
            self.media[index] = medium or MEDIA[kind]
        return index

    @property
    def devices(self) -> Devices:
        return Devices(self.rows, self.kinds, self.media, self.lower_names)

    def primary(self, *routes: Route, effective: Mapping[int, int] | None = None) -> list[str]:
        stack = primary_stack(self.devices, Ways(routes, effective or {}))
        return [self.rows[index].name for index in stack]

    def stack(self, index: int) -> list[str]:
        return [self.rows[lower].name for lower in stack_of(self.devices, index)]


@pytest.fixture
def machine() -> Machine:
    return Machine()


def default(*hops: int, metric: int = 100, family: int = V4, table: int = 254) -> Route:
    return Route(family, 0, 1, table, metric, hops=hops, gateways=(b"\x0a\0\0\x01",) * len(hops))


def test_the_lowest_metric_wins_and_ipv4_comes_before_ipv6(machine: Machine) -> None:
    cable, radio = machine.add("eth0", InterfaceKind.WIRED), machine.add("wlan0", InterfaceKind.WIFI)
    assert machine.primary(default(radio, metric=600), default(cable)) == ["eth0"]
    assert machine.primary(default(cable, metric=1, family=V6), default(radio, metric=600)) == ["wlan0"]
    assert machine.primary(default(radio, family=V6)) == ["wlan0"]


def test_a_device_that_is_down_is_passed_over(machine: Machine) -> None:
    cable = machine.add("eth0", InterfaceKind.WIRED, operstate=2)
    radio = machine.add("wlan0", InterfaceKind.WIFI)
    assert machine.primary(default(cable), default(radio, metric=600)) == ["wlan0"]


def test_ipv6_on_hardware_when_ipv4_is_in_a_tunnel_alone(machine: Machine) -> None:
    tunnel, cable = machine.add("tun0", TUN), machine.add("eth0", InterfaceKind.WIRED)
    assert machine.primary(default(tunnel), default(cable, family=V6)) == ["eth0"]


def test_vlan_on_bond_takes_the_active_slave(machine: Machine) -> None:
    cable = machine.add("eth0", InterfaceKind.WIRED, master_index=3)
    radio = machine.add("wlan0", InterfaceKind.WIFI, master_index=3)
    bond = machine.add("bond0", InterfaceKind.BOND, active_slave_index=radio)
    vlan = machine.add("bond0.7", InterfaceKind.VLAN, parent_index=bond)
    assert machine.primary(default(vlan)) == ["bond0.7", "bond0", "wlan0"]
    machine.rows[bond] = dataclasses.replace(machine.rows[bond], active_slave_index=cable)
    assert machine.primary(default(vlan)) == ["bond0.7", "bond0", "eth0"]


def test_a_bridge_takes_the_port_with_carrier_and_hardware_before_machines_on_it(machine: Machine) -> None:
    bridge = machine.add("br0", InterfaceKind.BRIDGE)
    machine.add("vnet0", TUN, master_index=bridge)
    machine.add("veth0", InterfaceKind.VETH, master_index=bridge)
    machine.add("eth0", InterfaceKind.WIRED, master_index=bridge, has_carrier=False, operstate=2)
    machine.add("eth1", InterfaceKind.WIRED, master_index=bridge)
    assert machine.primary(default(bridge)) == ["br0", "eth1"]


def test_a_vlan_port_of_a_bridge_leads_on_to_hardware(machine: Machine) -> None:
    bridge = machine.add("br0", InterfaceKind.BRIDGE)
    cable = machine.add("eth0", InterfaceKind.WIRED)
    machine.add("eth0.5", InterfaceKind.VLAN, parent_index=cable, master_index=bridge)
    assert machine.primary(default(bridge)) == ["br0", "eth0.5", "eth0"]


def test_a_stack_that_only_sysfs_explains(machine: Machine) -> None:
    ring = machine.add("hsr0", InterfaceKind.BOND)
    machine.add("eth0", InterfaceKind.WIRED)
    machine.lower_names[ring] = ("eth0",)
    assert machine.primary(default(ring)) == ["hsr0", "eth0"]


def test_a_bond_without_an_active_slave_takes_one_with_carrier(machine: Machine) -> None:
    bond = machine.add("team0", InterfaceKind.BOND)
    machine.add("eth0", InterfaceKind.WIRED, master_index=bond, has_carrier=False)
    machine.add("eth1", InterfaceKind.WIRED, master_index=bond)
    assert machine.stack(bond) == ["team0", "eth1"]


def test_a_containers_veth_counts_where_nothing_else_carries(machine: Machine) -> None:
    pair = machine.add("eth0", InterfaceKind.VETH, parent_index=41, is_parent_elsewhere=True)
    assert machine.primary(default(pair)) == ["eth0"]
    cable = machine.add("enp3s0", InterfaceKind.WIRED)
    assert machine.primary(default(pair), default(cable, metric=600)) == ["enp3s0"]


def test_a_containers_macvlan_has_its_parent_elsewhere(machine: Machine) -> None:
    """The parent's index belongs to the other namespace: the device of that index here is another one."""
    other = machine.add("dummy0", InterfaceKind.VIRTUAL)
    device = machine.add("eth0", InterfaceKind.VLAN, parent_index=other, is_parent_elsewhere=True)
    assert machine.primary(default(device)) == ["eth0"]


def test_the_pair_of_a_veth_is_not_what_carries_it(machine: Machine) -> None:
    machine.add("eth0", InterfaceKind.WIRED)
    pair = machine.add("veth0", InterfaceKind.VETH, parent_index=1)
    assert machine.stack(pair) == ["veth0"]


def test_a_bridge_without_ports_is_software_too(machine: Machine) -> None:
    bridge = machine.add("br0", InterfaceKind.BRIDGE)
    assert machine.primary(default(bridge)) == ["br0"]


def test_stacks_in_a_circle_end(machine: Machine) -> None:
    """No kernel builds one; damaged answers can."""
    machine.add("br0", InterfaceKind.BRIDGE, master_index=2)
    machine.add("br1", InterfaceKind.BRIDGE, master_index=1)
    machine.add("v0", InterfaceKind.VLAN, parent_index=3)
    assert machine.stack(1) == ["br0", "br1"]
    assert machine.stack(3) == ["v0"]
    assert machine.stack(99) == []


def test_a_route_to_a_device_that_is_gone(machine: Machine) -> None:
    machine.add("eth0", InterfaceKind.WIRED)
    assert machine.primary(default(42)) == []


def test_a_default_route_in_another_table_is_found_by_the_kernels_own_answer(machine: Machine) -> None:
    cable = machine.add("eth0", InterfaceKind.WIRED)
    assert machine.primary(default(cable, table=100)) == []
    assert machine.primary(effective={V4: cable}) == ["eth0"]


def test_a_tunnel_that_replaced_the_default_route_shows_its_carrier_by_the_servers_route(machine: Machine) -> None:
    tunnel, cable = machine.add("tun0", TUN), machine.add("eth0", InterfaceKind.WIRED)
    to_server = Route(V4, 32, 1, 254, 0, hops=(cable,), gateways=(b"\x0a\0\0\x01",))
    assert machine.primary(default(tunnel), to_server, effective={V4: tunnel}) == ["eth0"]
    assert machine.primary(to_server) == []


def test_dial_up_is_a_tunnel_unless_a_modem_or_a_line_is_behind_it(machine: Machine) -> None:
    dial_up, cable = machine.add("ppp0", InterfaceKind.PPP), machine.add("eth0", InterfaceKind.WIRED)
    ways = Ways((default(dial_up, metric=1), default(cable)), {V4: dial_up})
    assert machine.primary(*ways.routes) == ["eth0"]
    assert vpn_of(machine.devices, ways) == Vpn("ppp0", InterfaceKind.PPP)
    machine.media[dial_up] = NetworkType.MOBILE
    assert machine.primary(*ways.routes) == ["ppp0"]
    assert vpn_of(machine.devices, ways) is None


def test_ipv6_decides_about_the_vpn_only_where_ipv4_has_no_way(machine: Machine) -> None:
    """A 6in4 tunnel beside plain IPv4 is no VPN."""
    tunnel, cable = machine.add("sit1", TUN), machine.add("eth0", InterfaceKind.WIRED)
    assert vpn_of(machine.devices, Ways((), {V4: cable, V6: tunnel})) is None
    assert vpn_of(machine.devices, Ways((), {V6: tunnel})) == Vpn("sit1", TUN)
    assert vpn_of(machine.devices, Ways((), {V4: 42})) is None
    assert vpn_of(machine.devices, Ways()) is None


def test_how_far_the_routes_reach(machine: Machine) -> None:
    cable = machine.add("eth0", InterfaceKind.WIRED)
    stack = (cable,)
    assert reachability_of(machine.devices, Ways((), {V4: cable}), stack) is Reachability.SITE
    assert reachability_of(machine.devices, Ways(), stack) is Reachability.LOCAL  # a kill switch refuses all
    assert reachability_of(machine.devices, Ways(), ()) is Reachability.LOCAL
    machine.rows[cable] = dataclasses.replace(machine.rows[cable], has_carrier=False, operstate=2)
    assert reachability_of(machine.devices, Ways(), ()) is Reachability.DISCONNECTED
    machine.add("veth0", InterfaceKind.VETH)  # of a container on this machine, which has lost its cable
    assert reachability_of(machine.devices, Ways(), ()) is Reachability.DISCONNECTED


def test_how_far_a_container_reaches(machine: Machine) -> None:
    machine.add("eth0", InterfaceKind.VETH)
    assert reachability_of(machine.devices, Ways(), ()) is Reachability.LOCAL
    assert topology.reachability_of(Machine().devices, Ways(), ()) is Reachability.DISCONNECTED
