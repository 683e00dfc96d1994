"""What a device is: the recorded devices, and by hand those that no recording has (modems, phones, PPP, teams)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.model import InterfaceKind
from netmon_tray.probes.linux.kinds import Marks, kind_of, read_marks
from netmon_tray.probes.parse import rtnetlink
from support.recorded_kernel import RecordedKernel, make_sysfs

RECORDED = {
    "lo": InterfaceKind.LOOPBACK,
    "eth0": InterfaceKind.WIRED,
    "wlan0": InterfaceKind.WIFI,
    "wlan1": InterfaceKind.WIFI,
    "wlan2": InterfaceKind.WIFI,
    "hwsim0": InterfaceKind.OTHER,
    "br0": InterfaceKind.BRIDGE,
    "veth0": InterfaceKind.VETH,
    "veth1": InterfaceKind.VETH,
    "bond0": InterfaceKind.BOND,
    "dummy0": InterfaceKind.VIRTUAL,
    "ifb9": InterfaceKind.VIRTUAL,
    "eth0.10": InterfaceKind.VLAN,
    "mv0": InterfaceKind.VLAN,
    "tun0": InterfaceKind.TUNNEL,
    "tap0": InterfaceKind.TUNNEL,
    "vx0": InterfaceKind.TUNNEL,
    "tunl0": InterfaceKind.TUNNEL,
    "ipip0": InterfaceKind.TUNNEL,
    "gre0": InterfaceKind.TUNNEL,
    "gre0x": InterfaceKind.TUNNEL,
    "gretap0": InterfaceKind.TUNNEL,
    "erspan0": InterfaceKind.TUNNEL,
    "sit0": InterfaceKind.TUNNEL,
    "sit0x": InterfaceKind.TUNNEL,
    "wg0": InterfaceKind.WIREGUARD,
}
ROWS = {row.name: row for row in RecordedKernel("linux_topology").rows()}


def row(**changes: Any) -> rtnetlink.LinkRow:
    """The recorded eth0, changed by hand."""
    return dataclasses.replace(ROWS["eth0"], **changes)


@pytest.mark.parametrize("name", RECORDED)
def test_every_recorded_device(name: str, tmp_path: Path) -> None:
    sysfs = make_sysfs(tmp_path, "linux_topology")
    assert kind_of(ROWS[name], read_marks(ROWS[name], sysfs)) is RECORDED[name]


@pytest.mark.parametrize("name", RECORDED)
def test_netlink_alone_tells_every_recorded_device(name: str) -> None:
    """In a container /sys may be absent or another namespace's; nl80211 then tells WiFi."""
    is_wireless = name.startswith("wlan")
    assert kind_of(ROWS[name], Marks(), is_wireless=is_wireless) is RECORDED[name]


@pytest.mark.parametrize(
    ("changes", "marks", "expected"),
    [
        ({}, Marks(device_type="wwan"), InterfaceKind.WWAN),
        ({"kind": "wwan"}, Marks(), InterfaceKind.WWAN),
        ({"arphrd": 519}, Marks(), InterfaceKind.WWAN),
        ({"arphrd": 65534}, Marks(device_type="wwan"), InterfaceKind.WWAN),
        ({}, Marks(device_type="bluetooth", has_device=True), InterfaceKind.BLUETOOTH),
        ({"arphrd": 512}, Marks(), InterfaceKind.PPP),
        ({"arphrd": 512}, Marks(device_type="ppp"), InterfaceKind.PPP),
        ({"kind": "ppp", "arphrd": 512}, Marks(), InterfaceKind.PPP),
        ({"kind": "team"}, Marks(), InterfaceKind.BOND),
        ({"kind": "hsr"}, Marks(), InterfaceKind.BOND),
        ({"kind": "vrf"}, Marks(), InterfaceKind.BRIDGE),
        ({"kind": "macvtap"}, Marks(), InterfaceKind.VLAN),
        ({"kind": "ipvlan"}, Marks(), InterfaceKind.VLAN),
        ({"kind": "nlmon"}, Marks(), InterfaceKind.VIRTUAL),
        ({"kind": "geneve"}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "xfrm"}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "vti"}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "ip6tnl"}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "ovpn"}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "newtunnel", "arphrd": 65534}, Marks(), InterfaceKind.TUNNEL),
        ({"kind": "newthing"}, Marks(), InterfaceKind.OTHER),
        ({"kind": "ipoib", "arphrd": 32}, Marks(), InterfaceKind.WIRED),
        ({"parent_device": None}, Marks(), InterfaceKind.OTHER),
        ({"parent_device": None}, Marks(has_device=True), InterfaceKind.WIRED),
        ({"parent_device": "hci0:42"}, Marks(), InterfaceKind.BLUETOOTH),
        ({"parent_device": "hci0"}, Marks(), InterfaceKind.WIRED),
        ({"arphrd": 280}, Marks(), InterfaceKind.OTHER),
        ({"arphrd": 65534, "parent_device": None}, Marks(), InterfaceKind.TUNNEL),
    ],
)
def test_by_hand(changes: dict[str, object], marks: Marks, expected: InterfaceKind) -> None:
    assert kind_of(row(**changes), marks) is expected


@pytest.mark.parametrize("driver", ["ipheth", "rndis_host", "cdc_ether", "cdc_ncm"])
def test_a_phone_on_usb_is_a_tethered_cable(driver: str, tmp_path: Path) -> None:
    device = tmp_path / "eth0" / "device"
    device.mkdir(parents=True)
    (tmp_path / "eth0" / "ifindex").write_text("2\n")
    (device / "driver").symlink_to(f"../../../bus/usb/drivers/{driver}")
    marks = read_marks(row(), tmp_path)
    assert marks.is_tethered
    assert kind_of(row(), marks) is InterfaceKind.WIRED


def test_a_card_is_not_tethered(tmp_path: Path) -> None:
    device = tmp_path / "eth0" / "device"
    device.mkdir(parents=True)
    (tmp_path / "eth0" / "ifindex").write_text("2\n")
    (device / "driver").symlink_to("../../bus/pci/drivers/e1000e")
    assert not read_marks(row(), tmp_path).is_tethered


@pytest.mark.parametrize(
    ("speed", "rate"), [("1000", 1_000_000_000), ("-1", None), ("0", None), ("", None), ("x", None)]
)
def test_the_rate_of_a_cable(speed: str, rate: int | None, tmp_path: Path) -> None:
    (tmp_path / "eth0").mkdir()
    (tmp_path / "eth0" / "ifindex").write_text("2\n")
    (tmp_path / "eth0" / "speed").write_text(f"{speed}\n")
    assert read_marks(row(), tmp_path).link_rate_bit_per_s == rate


def test_software_devices_have_no_rate(tmp_path: Path) -> None:
    """The recorded veth, tun and bridge claim 10000 Mbit/s."""
    sysfs = make_sysfs(tmp_path, "linux_topology")
    assert all(read_marks(ROWS[name], sysfs).link_rate_bit_per_s is None for name in ROWS)
    assert (sysfs / "veth0" / "speed").read_text() == "10000\n"


def test_the_lower_devices_of_a_stack(tmp_path: Path) -> None:
    sysfs = make_sysfs(tmp_path, "linux_topology")
    assert read_marks(ROWS["bond0"], sysfs).lower_names == ("dummy0",)
    assert read_marks(ROWS["br0"], sysfs).lower_names == ("veth0",)


def test_another_namespaces_device_of_the_same_name_is_not_believed(tmp_path: Path) -> None:
    sysfs = make_sysfs(tmp_path, "linux_topology")
    (sysfs / "wlan1" / "ifindex").write_text("77\n")
    assert read_marks(ROWS["wlan1"], sysfs) == Marks()


@pytest.mark.parametrize(("soft", "hard", "is_blocked"), [("0", "0", False), ("1", "0", True), ("0", "1", True)])
def test_a_radio_that_rfkill_blocks(tmp_path: Path, soft: str, hard: str, is_blocked: bool) -> None:
    switch = make_sysfs(tmp_path, "linux_topology") / "wlan0" / "phy80211" / "rfkill3"
    switch.mkdir()
    (switch / "soft").write_text(f"{soft}\n")
    (switch / "hard").write_text(f"{hard}\n")
    assert read_marks(ROWS["wlan0"], tmp_path).is_blocked is is_blocked
    assert not read_marks(ROWS["wlan1"], tmp_path).is_blocked
