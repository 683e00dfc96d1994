"""The primary connection of a Mac, also under a VPN, and what its links are called."""

from __future__ import annotations

import re

import pytest

from netmon_tray.model import InterfaceKind, NetworkType
from netmon_tray.probes.parse import dynamic_store
from netmon_tray.probes.parse.dynamic_store import Hardware, Ways
from support.macos_answers import CABLE_ID, VPN_ID, WIFI_ID, Store, store


def with_tunnel(name: str, made: Store | None = None) -> Store:
    """A VPN whose service has the default route."""
    return {
        **(made or store(primary=name, identity=VPN_ID)),
        f"State:/Network/Service/{VPN_ID}/IPv4": {"InterfaceName": name, "Addresses": ["10.0.0.2"]},
    }


def test_the_default_route_s_interface_is_primary() -> None:
    assert dynamic_store.ways(store()) == Ways("en0")
    assert dynamic_store.ways(store(primary="en5", identity=CABLE_ID)) == Ways("en5")
    assert dynamic_store.ways(store(primary=None)) == Ways()
    assert dynamic_store.ways({}) == Ways()


def test_ipv6_decides_where_ipv4_has_no_way() -> None:
    assert dynamic_store.ways(store(family="IPv6")) == Ways("en0")
    both = {**store(family="IPv6"), "State:/Network/Global/IPv4": {"PrimaryInterface": "en5"}}
    assert dynamic_store.ways(both) == Ways("en5")


@pytest.mark.parametrize("tunnel", ["utun4", "ipsec0", "ppp0", "gif0", "stf0", "tun0", "tap1"])
def test_under_a_vpn_the_first_service_with_a_router_carries(tunnel: str) -> None:
    """The cable comes first in the person's order and has addresses, but no way out."""
    assert dynamic_store.ways(with_tunnel(tunnel)) == Ways("en0", tunnel)


def test_under_a_vpn_a_service_without_a_router_is_better_than_none() -> None:
    made = with_tunnel("utun4")
    del made[f"State:/Network/Service/{WIFI_ID}/IPv4"]
    assert dynamic_store.ways(made) == Ways("en5", "utun4")
    del made[f"State:/Network/Service/{CABLE_ID}/IPv4"]
    assert dynamic_store.ways(made) == Ways(None, "utun4")


def test_a_connection_with_ipv6_only_carries_too() -> None:
    made = with_tunnel("utun4")
    made[f"State:/Network/Service/{WIFI_ID}/IPv6"] = made.pop(f"State:/Network/Service/{WIFI_ID}/IPv4")
    assert dynamic_store.ways(made) == Ways("en0", "utun4")


def test_a_service_that_no_order_names_may_carry() -> None:
    made = with_tunnel("utun4")
    made["Setup:/Network/Global/IPv4"] = {}
    assert dynamic_store.ways(made) == Ways("en0", "utun4")


@pytest.mark.parametrize("name", ["awdl0", "llw0", "ap1", "lo0", "anpi0"])
def test_what_is_no_connection_s_hardware_never_carries(name: str) -> None:
    made = with_tunnel("utun4")
    made[f"State:/Network/Service/{CABLE_ID}/IPv4"] = {"InterfaceName": name, "Router": "192.0.2.1"}
    assert dynamic_store.ways(made) == Ways("en0", "utun4")


def test_a_vpn_that_replaces_the_default_route_by_halves_is_known_by_the_routing_table() -> None:
    assert dynamic_store.ways(store(), effective="utun7") == Ways("en0", "utun7")
    assert dynamic_store.ways(store(), effective="en0") == Ways("en0")


def test_pppoe_is_the_cable_below_and_no_vpn() -> None:
    made = with_tunnel("ppp0")
    made[f"Setup:/Network/Service/{VPN_ID}/Interface"] = {"Type": "PPP", "SubType": "PPPoE", "DeviceName": "en5"}
    assert dynamic_store.ways(made, effective="ppp0") == Ways("en5")


def test_a_dialled_link_is_its_own_carrier_and_l2tp_is_a_vpn() -> None:
    made = with_tunnel("ppp0")
    made[f"Setup:/Network/Service/{VPN_ID}/Interface"] = {"Type": "PPP", "SubType": "PPPSerial"}
    assert dynamic_store.ways(made, effective="ppp0") == Ways("ppp0")
    made[f"Setup:/Network/Service/{VPN_ID}/Interface"] = {"Type": "PPP", "SubType": "L2TP"}
    assert dynamic_store.ways(made, effective="ppp0") == Ways("en0", "ppp0")


def test_a_service_whose_addresses_are_not_told_yet_leaves_the_primary_interface_as_it_is() -> None:
    made = store()
    del made[f"State:/Network/Service/{WIFI_ID}/IPv4"]
    assert dynamic_store.ways(made) == Ways("en0")


def test_a_connection_has_the_name_that_the_person_gave_it() -> None:
    assert dynamic_store.service_name(store(), "en5") == "USB 10/100/1000 LAN"
    assert dynamic_store.service_name(store(), "en9") is None


def test_carrier() -> None:
    made = store()
    made["State:/Network/Interface/en5/Link"]["Active"] = False
    found = [dynamic_store.has_carrier(made, name) for name in ("en0", "en5", "en9")]
    assert found == [True, False, None]


def test_values_of_another_kind_are_passed_over() -> None:
    odd: Store = {
        "State:/Network/Global/IPv4": {"PrimaryInterface": 7, "PrimaryService": None},
        "Setup:/Network/Global/IPv4": {"ServiceOrder": "x"},
        f"State:/Network/Service/{WIFI_ID}/IPv4": {"InterfaceName": ["en0"]},
    }
    assert dynamic_store.ways(odd) == Ways()
    assert [service.carrier for service in dynamic_store.services(odd)] == [None]


@pytest.mark.parametrize(
    ("kind", "display", "medium"),
    [
        ("IEEE80211", "Wi-Fi", (NetworkType.WIFI, InterfaceKind.WIFI)),
        ("Ethernet", "Ethernet", (NetworkType.ETHERNET, InterfaceKind.WIRED)),
        ("Ethernet", "iPhone USB", (NetworkType.ETHERNET, InterfaceKind.WIRED)),
        ("Ethernet", "Bluetooth PAN", (NetworkType.BLUETOOTH, InterfaceKind.BLUETOOTH)),
        ("Bluetooth", "", (NetworkType.BLUETOOTH, InterfaceKind.BLUETOOTH)),
        ("FireWire", "", (NetworkType.ETHERNET, InterfaceKind.WIRED)),
        ("WWAN", "", (NetworkType.MOBILE, InterfaceKind.WWAN)),
        ("Modem", "", (NetworkType.MOBILE, InterfaceKind.PPP)),
        ("VLAN", "", (NetworkType.ETHERNET, InterfaceKind.VLAN)),
        ("Bond", "", (NetworkType.ETHERNET, InterfaceKind.BOND)),
        ("Bridge", "", (NetworkType.ETHERNET, InterfaceKind.BRIDGE)),
        ("PPP", "", None),
        ("IPSec", "", None),
        ("6to4", "", None),
    ],
)
def test_media(kind: str, display: str, medium: tuple[NetworkType, InterfaceKind] | None) -> None:
    assert Hardware("en7", kind, display).medium == medium


def test_tethers_and_stacks() -> None:
    names = ("iPhone USB", "iPad USB", "USB 10/100/1000 LAN")
    assert [Hardware("en7", "Ethernet", name).is_tethered for name in names] == [True, True, False]
    assert [Hardware("x", kind).is_stacked for kind in ("VLAN", "Bond", "Bridge", "Ethernet", "PPP")] == [
        *(True, True, True, False, False)
    ]


def test_a_look_reads_and_hears_every_key_that_is_decoded() -> None:
    read = (*dynamic_store.KEYS, *dynamic_store.PATTERNS)
    made = {**with_tunnel("utun4"), f"State:/Network/Service/{WIFI_ID}/IPv6": {}, "State:/Network/Global/IPv6": {}}
    assert [key for key in made if not any(re.fullmatch(pattern, key) for pattern in read)] == []
    assert set(dynamic_store.PATTERNS) < set(dynamic_store.HEARD_PATTERNS)
