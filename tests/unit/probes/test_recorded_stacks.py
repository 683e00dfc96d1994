"""Moments of an emulated machine with cables, stacked links and tunnels, as its kernel answered and `ip` saw them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmon_tray.model import UNSUPPORTED, InterfaceKind, NetworkType, Observed, Reachability, Security, Vpn
from netmon_tray.probes.linux.bus_desk import BusAnswer
from netmon_tray.probes.linux.events import Associations
from netmon_tray.probes.linux.identity import Identity, identify, take_look
from netmon_tray.probes.linux.nl80211 import WirelessReader
from netmon_tray.probes.linux.rtnetlink import RouteReader
from support.recorded_kernel import CAPTURES, RecordedKernel, make_sysfs, probed_links

ETHERNET, WIFI = NetworkType.ETHERNET, NetworkType.WIFI
SITE, LOCAL = Reachability.SITE, Reachability.LOCAL
GIGABIT = 1_000_000_000
"""What e1000's driver says; virtio's says nothing."""


@dataclass(frozen=True)
class Moment:
    """What was set up when it was recorded."""

    primary: str
    network_type: NetworkType = ETHERNET
    vpn: Vpn | None = None
    reachability: Reachability = SITE
    link_rate_bit_per_s: Observed[int] = UNSUPPORTED


TUN, WIREGUARD = Vpn("tun0", InterfaceKind.TUNNEL), Vpn("wg0", InterfaceKind.WIREGUARD)
MOMENTS = {
    "linux_vlan": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_bridge": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_bond": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_bond_failed_over": Moment("eth2"),
    "linux_k612_vlan": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_k612_bridge": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_k612_bond": Moment("eth0", link_rate_bit_per_s=GIGABIT),
    "linux_wireguard": Moment("wlan0", WIFI, WIREGUARD),
    "linux_wireguard_nm": Moment("wlan0", WIFI, WIREGUARD),
    "linux_openvpn_def1": Moment("wlan0", WIFI, TUN),
    "linux_openvpn_instead": Moment("wlan0", WIFI, TUN),
    "linux_policy_route": Moment("wlan0", WIFI),
    "linux_kill_switch": Moment("wlan0", WIFI, reachability=LOCAL),
}


def looked_at(folder: str, sysfs: Path) -> Identity:
    kernel = RecordedKernel(folder)
    look = take_look(RouteReader(kernel.open), WirelessReader(kernel.open), make_sysfs(sysfs, folder))
    return identify(look, BusAnswer(), Associations())


@pytest.mark.parametrize("folder", MOMENTS)
def test_the_connection_is_the_hardware_at_the_bottom(folder: str, tmp_path: Path) -> None:
    found, expected = looked_at(folder, tmp_path), MOMENTS[folder]
    assert (found.primary_name, found.vpn, found.reachability) == (
        expected.primary, expected.vpn, expected.reachability,
    )  # fmt: skip
    (link,) = (carrier.link for carrier in found.carriers if carrier.link.interface.name == found.primary_name)
    assert link.network_type is expected.network_type
    if expected.network_type is ETHERNET:
        assert link.interface.kind is InterfaceKind.WIRED
        assert link.link_rate_bit_per_s == expected.link_rate_bit_per_s
        assert link.network.security is Security.WIRED
    else:
        assert link.network.security is Security.WPA2_PSK


LINKS = [(folder, name) for folder in MOMENTS for name in probed_links(folder)]


@pytest.mark.parametrize(("folder", "name"), LINKS)
def test_each_link_is_as_ip_and_sysfs_had_it(folder: str, name: str) -> None:
    (row,) = (row for row in RecordedKernel(folder).rows() if row.name == name)
    link = probed_links(folder)[name]
    kind = None if link["kind"] == "None" else link["kind"][2:-5]
    assert (row.index, row.arphrd, row.kind) == (int(link["index"]), int(link["arphrd"]), kind)
    assert (row.flags, row.operstate) == (int(link["flags"], 16), int(link["oper"]))
    for index, printed in ((row.parent_index, link["link"]), (row.master_index, link["master"])):
        assert index == (None if printed == "None" else int(printed))
    assert (row.parent_device is not None) == (link["device"] == "True")


def test_the_bond_says_which_cable_it_uses() -> None:
    for folder, name in (("linux_bond", "eth0"), ("linux_bond_failed_over", "eth2")):
        kernel = RecordedKernel(folder)
        (bond,) = (row for row in kernel.rows() if row.kind == "bond")
        printed = json.loads((CAPTURES / folder / "ip_link.json").read_text())
        (active,) = (link["linkinfo"]["info_data"]["active_slave"] for link in printed if link["ifname"] == "bond0")
        assert (active, bond.active_slave_index) == (name, kernel.link_index(name))


def test_a_slave_is_told_by_the_address_that_it_was_made_with() -> None:
    """A bond gives all its slaves one address; their counters are kept apart by what is theirs."""
    slaves = [row for row in RecordedKernel("linux_bond").rows() if row.master_index is not None]
    assert len({row.mac for row in slaves}) == 1
    assert len({row.permanent_mac for row in slaves}) == 2
