"""What a network device is, from its kind in netlink and, for hardware, from the marks that sysfs shows."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from netmon_tray.model import InterfaceKind
from netmon_tray.probes.parse.rtnetlink import (
    ARPHRD_ETHER,
    ARPHRD_IEEE1394,
    ARPHRD_INFINIBAND,
    ARPHRD_LOOPBACK,
    ARPHRD_PPP,
    ARPHRD_RAWIP,
    ARPHRD_TUNNELS,
    LinkRow,
)

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

SYSFS = Path("/sys/class/net")

_KINDS: dict[str, InterfaceKind] = {
    "wireguard": InterfaceKind.WIREGUARD,
    "amneziawg": InterfaceKind.WIREGUARD,
    "wwan": InterfaceKind.WWAN,
    "rmnet": InterfaceKind.WWAN,
    "ppp": InterfaceKind.PPP,
    "ipoib": InterfaceKind.WIRED,
    "dsa": InterfaceKind.WIRED,
    "veth": InterfaceKind.VETH,
    "dummy": InterfaceKind.VIRTUAL,
    "ifb": InterfaceKind.VIRTUAL,
    "nlmon": InterfaceKind.VIRTUAL,
    **dict.fromkeys(("bridge", "openvswitch", "vrf", "batadv"), InterfaceKind.BRIDGE),
    **dict.fromkeys(("bond", "team", "hsr"), InterfaceKind.BOND),
    **dict.fromkeys(("vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec"), InterfaceKind.VLAN),
    **dict.fromkeys(
        ("tun", "vxlan", "geneve", "gre", "gretap", "ip6gre", "ip6gretap", "ipip", "sit", "ip6tnl", "vti", "vti6"),
        InterfaceKind.TUNNEL,
    ),
    **dict.fromkeys(("xfrm", "erspan", "ip6erspan", "gtp", "bareudp", "ovpn", "ovpn-dco"), InterfaceKind.TUNNEL),
}
"""IFLA_INFO_KIND, as each driver under drivers/net, net/ipv4 and net/ipv6 of Linux registers it."""

_DEVICE_TYPES: dict[str, InterfaceKind] = {
    "wlan": InterfaceKind.WIFI,
    "wwan": InterfaceKind.WWAN,
    "bluetooth": InterfaceKind.BLUETOOTH,
    "ppp": InterfaceKind.PPP,
}
"""DEVTYPE of the device's uevent, for those that have no IFLA_INFO_KIND."""

_BLUETOOTH_CONNECTION = re.compile(r"hci\d+:\d+")
"""What a PAN link sits on, as net/bluetooth/hci_sysfs.c of Linux names it: tells it where sysfs is not shown."""

_CABLES = frozenset({ARPHRD_ETHER, ARPHRD_IEEE1394, ARPHRD_INFINIBAND})
_TETHER_DRIVERS = frozenset({"ipheth", "rndis_host", "cdc_ether", "cdc_ncm"})

STACKED = frozenset({InterfaceKind.BRIDGE, InterfaceKind.BOND, InterfaceKind.VLAN})
TUNNELS = frozenset({InterfaceKind.TUNNEL, InterfaceKind.WIREGUARD})


@dataclass(frozen=True, slots=True)
class Marks:
    """What sysfs shows of one device."""

    device_type: str | None = None
    has_phy80211: bool = False
    is_blocked: bool = False
    """WiFi that rfkill keeps silent: by a key, in airplane mode, or as NetworkManager's "WiFi off" does it."""
    has_device: bool = False
    driver: str | None = None
    lower_names: tuple[str, ...] = ()
    link_rate_bit_per_s: int | None = None

    @property
    def is_tethered(self) -> bool:
        """A USB driver that phones are tethered by (a few plain USB adapters use cdc_ncm as well)."""
        return self.driver in _TETHER_DRIVERS


def read_marks(row: LinkRow, sysfs: Path = SYSFS) -> Marks:
    """Read the marks of a device that netlink alone does not explain; empty for all others and where sysfs is not.

    A mounted /sys shows the network namespace it was mounted in. The index is compared, so that another
    namespace's device of the same name is not taken for this one.
    """
    folder = sysfs / row.name
    is_stacked = _KINDS.get(row.kind or "") in STACKED
    if (row.kind and not is_stacked) or _first_line(folder / "ifindex") != str(row.index):
        return Marks()
    if is_stacked:
        return Marks(lower_names=_lower_names(folder))
    return Marks(
        device_type=_device_type(folder),
        has_phy80211=(folder / "phy80211").exists(),
        is_blocked=_is_blocked(folder),
        has_device=(folder / "device").exists(),
        driver=_driver(folder),
        link_rate_bit_per_s=_link_rate(folder),
    )


def kind_of(row: LinkRow, marks: Marks, *, is_wireless: bool = False) -> InterfaceKind:
    """Tell what a device is. ``is_wireless``: nl80211 lists it. A PPP link is not resolved further here."""
    if row.arphrd == ARPHRD_LOOPBACK:
        return InterfaceKind.LOOPBACK
    if is_wireless or marks.has_phy80211:
        return InterfaceKind.WIFI
    if row.kind:
        unlisted = InterfaceKind.TUNNEL if row.arphrd in ARPHRD_TUNNELS else InterfaceKind.OTHER
        return _KINDS.get(row.kind, unlisted)
    by_type = _DEVICE_TYPES.get(marks.device_type or "")
    if by_type is not None:
        return by_type
    if _BLUETOOTH_CONNECTION.fullmatch(row.parent_device or ""):
        return InterfaceKind.BLUETOOTH
    by_hardware = {ARPHRD_PPP: InterfaceKind.PPP, ARPHRD_RAWIP: InterfaceKind.WWAN}.get(row.arphrd)
    if by_hardware is not None:
        return by_hardware
    if row.arphrd in _CABLES and (row.parent_device or marks.has_device):
        return InterfaceKind.WIRED
    return InterfaceKind.TUNNEL if row.arphrd in ARPHRD_TUNNELS else InterfaceKind.OTHER


def _first_line(file: Path) -> str | None:
    try:
        return file.read_text("utf-8", "replace").split("\n", 1)[0]
    except OSError:
        return None


def _is_blocked(folder: Path) -> bool:
    """Whether the radio of a WiFi device is blocked, by software or by a switch of the machine."""
    try:
        switches = list(folder.glob("phy80211/rfkill*"))
    except OSError:
        return False
    return any(_first_line(switch / kind) == "1" for switch in switches for kind in ("soft", "hard"))


def _device_type(folder: Path) -> str | None:
    try:
        lines = (folder / "uevent").read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    return next((line.removeprefix("DEVTYPE=") for line in lines if line.startswith("DEVTYPE=")), None)


def _driver(folder: Path) -> str | None:
    try:
        return (folder / "device" / "driver").readlink().name
    except OSError:
        return None


def _lower_names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name.removeprefix("lower_") for entry in folder.glob("lower_*")))
    except OSError:
        return ()


def _link_rate(folder: Path) -> int | None:
    """Mbit/s of a cable; -1 is unknown, reading fails on WiFi and while down, software devices make up 10000."""
    text = _first_line(folder / "speed")
    try:
        megabit = int(text or "")
    except ValueError:
        return None
    return megabit * 1_000_000 if megabit > 0 else None
