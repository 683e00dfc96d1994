"""The macOS probe on a scripted Mac: what a sample holds, what a tick costs, and what a failing part costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    Adapters,
    Authentication,
    ConsentState,
    CounterKey,
    Gateway,
    Interface,
    InterfaceCounters,
    InterfaceKind,
    Link,
    LocationSettings,
    MissingConsent,
    Network,
    NetworkType,
    ProbeFault,
    Radio,
    Reachability,
    Security,
    Vpn,
)
from netmon_tray.probes.gateways import INTERVAL_S
from netmon_tray.probes.macos.host import MacHost
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost
from support.macos_answers import CABLE_ID, UP, VPN_ID, WIFI_ID, interface_data, neighbour, store
from support.scripted_mac import BOOT, CABLE_MAC, CAFE, WIFI_MAC, ScriptedMac

WIFI = Link(
    Interface("en0", 4, InterfaceKind.WIFI, WIFI_MAC, is_up=True, has_carrier=True),
    NetworkType.WIFI,
    Network("Cafe", Security.WPA2_PSK, Authentication.PSK, is_metered=False),
    Radio(
        bssid="02:00:00:00:00:a1",
        frequency_mhz=5220,
        channel=44,
        width_mhz=80,
        rssi_dbm=-60,
        noise_dbm=-78,
        technology="WiFi 6",
    ),
    816_000_000,
    InterfaceCounters(CounterKey(BOOT, 4, "en0", WIFI_MAC), 5_000_000_000, 1000),
)
CABLE = Link(
    Interface("en5", 11, InterfaceKind.WIRED, CABLE_MAC, is_up=True, has_carrier=True),
    NetworkType.ETHERNET,
    Network("USB 10/100/1000 LAN", Security.WIRED),
    Radio(),
    1_000_000_000,
    InterfaceCounters(CounterKey(BOOT, 11, "en5", CABLE_MAC), 2000, 3000),
)


@pytest.fixture
def mac() -> ScriptedMac:
    return ScriptedMac()


@pytest.fixture
def host(mac: ScriptedMac) -> MacHost:
    return MacHost(mac)


# --- what a sample holds --------------------------------------------------------------------------------------------


def test_the_router_and_its_hardware_address(mac: ScriptedMac, host: MacHost) -> None:
    assert host.sample().gateway == Gateway("198.51.100.1", "00:11:22:33:44:55")
    mac.arp = neighbour(4, "198.51.100.1", "00:11:22:33:44:66")
    mac.now_s += INTERVAL_S
    assert host.sample().gateway == Gateway("198.51.100.1", "00:11:22:33:44:66")
    mac.arp = mac.arp[:-1]
    mac.now_s += INTERVAL_S
    sample = host.sample()
    assert (sample.gateway, sample.faults) == (Gateway("198.51.100.1", UNSUPPORTED), ())
    for router, told in (("fe80::7%en0", Gateway("fe80::7", UNSUPPORTED)), ("none", None)):
        mac.arp, mac.found[f"State:/Network/Service/{WIFI_ID}/IPv4"]["Router"] = b"", router
        host.mark_stale()
        assert host.sample().gateway == told


def test_wifi_and_cable(host: MacHost) -> None:
    sample = host.sample()
    assert sample.links == (WIFI, CABLE)
    assert sample.primary == WIFI
    assert (sample.vpn, sample.reachability, sample.faults, sample.missing_consent) == (
        None,
        Reachability.SITE,
        (),
        None,
    )
    assert (sample.boot_id, sample.uptime_s, sample.has_portal, sample.switched_off) == (BOOT, 1000.0, False, ())


@pytest.mark.parametrize("state", [ConsentState.NOT_ASKED, ConsentState.REFUSED, ConsentState.FORBIDDEN])
def test_without_consent_only_name_and_access_point_are_missing(
    mac: ScriptedMac, host: MacHost, state: ConsentState
) -> None:
    mac.facts["en0"], mac.state = replace(CAFE, ssid=None, bssid=None), state
    sample = host.sample()
    assert sample.primary == replace(
        WIFI, network=replace(WIFI.network, name=DENIED), radio=replace(WIFI.radio, bssid=DENIED)
    )
    assert sample.missing_consent == MissingConsent(state, LocationSettings.MACOS)


def test_a_name_that_is_withheld_although_allowed_is_told_as_unknown(mac: ScriptedMac, host: MacHost) -> None:
    """Seen on macOS 14.4 in plain interpreters."""
    mac.facts["en0"] = replace(CAFE, ssid=None, bssid=None)
    missing = host.sample().missing_consent
    assert missing is not None
    assert missing.state is ConsentState.UNKNOWN


def test_the_permission_is_looked_up_only_where_something_is_withheld(mac: ScriptedMac, host: MacHost) -> None:
    host.sample()
    mac.found["State:/Network/Interface/en0/Link"]["Active"] = False
    mac.facts["en0"] = replace(CAFE, ssid=None, bssid=None)
    host.mark_stale()
    sample = host.sample()
    assert "consent" not in mac.asked
    assert sample.missing_consent is None


def test_wifi_that_the_person_switched_off(mac: ScriptedMac, host: MacHost) -> None:
    assert host.sample().adapters is Adapters.PRESENT
    mac.facts["en0"] = replace(CAFE, ssid=None, bssid=None, is_powered=False)
    host.mark_stale()
    assert host.sample().adapters is Adapters.WIFI_OFF
    mac.facts["en0"] = None
    host.mark_stale()
    assert host.sample().adapters is Adapters.PRESENT, "not told"


def test_under_a_vpn_the_connection_below_is_primary(mac: ScriptedMac, host: MacHost) -> None:
    mac.found = store(primary="utun4", identity=VPN_ID)
    mac.effective = "utun4"
    sample = host.sample()
    assert (sample.primary_name, sample.vpn) == ("en0", Vpn("utun4", InterfaceKind.TUNNEL))
    assert [link.interface.name for link in sample.links] == ["en0", "en5"]


def test_a_vpn_by_two_halves_is_seen_by_the_routing_table(mac: ScriptedMac, host: MacHost) -> None:
    mac.effective = "ppp0"
    sample = host.sample()
    assert (sample.primary_name, sample.vpn) == ("en0", Vpn("ppp0", InterfaceKind.PPP))


@pytest.mark.parametrize(
    ("cost", "is_metered"),
    [
        (PathCost(("utun4", "en0"), is_expensive=True, is_constrained=False), True),
        (PathCost(("en0",), is_expensive=False, is_constrained=True), True),
        (PathCost(("en0",), is_expensive=False, is_constrained=False), False),
        (PathCost(("utun4",), is_expensive=True, is_constrained=False), UNSUPPORTED),
        (None, UNSUPPORTED),
    ],
)
def test_what_the_primary_connection_costs(
    mac: ScriptedMac, host: MacHost, cost: PathCost | None, is_metered: object
) -> None:
    mac.told_cost = cost
    wifi, cable = host.sample().links
    assert (wifi.network.is_metered, cable.network.is_metered) == (is_metered, UNSUPPORTED)


def test_offline(mac: ScriptedMac, host: MacHost) -> None:
    mac.found, mac.effective = store(primary=None), None
    assert (host.sample().primary, host.sample().reachability) == (None, Reachability.LOCAL)
    for name in ("en0", "en5"):
        mac.found[f"State:/Network/Interface/{name}/Link"]["Active"] = False
    host.mark_stale()
    sample = host.sample()
    assert sample.reachability is Reachability.DISCONNECTED
    wifi, cable = sample.links
    assert (wifi.network, wifi.radio, wifi.link_rate_bit_per_s) == (
        Network(*(NOT_APPLICABLE,) * 3, is_metered=NOT_APPLICABLE),
        Radio(),
        NOT_APPLICABLE,
    )
    assert (cable.interface.has_carrier, cable.link_rate_bit_per_s) == (False, UNSUPPORTED)


def test_what_is_switched_off_keeps_its_counters(mac: ScriptedMac, host: MacHost) -> None:
    mac.rows[11] = interface_data("en5", rx_bytes=2000, tx_bytes=3000, flags=0)
    sample = host.sample()
    assert [link.interface.name for link in sample.links] == ["en0"]
    assert sample.switched_off == (CABLE.counters,)


def test_internet_sharing_is_no_connection(mac: ScriptedMac, host: MacHost) -> None:
    mac.found = store(primary="en5", identity=CABLE_ID)
    mac.facts["en0"] = replace(CAFE, interface_mode=3, ssid=None)
    sample = host.sample()
    assert [link.interface.name for link in sample.links] == ["en5"]
    assert sample.missing_consent is None


def test_a_bridge_or_vlan_is_a_link_only_where_the_connection_is_made_on_it(mac: ScriptedMac, host: MacHost) -> None:
    mac.found = store(primary="bridge0", identity="none")
    sample = host.sample()
    assert sample.primary is not None
    assert (sample.primary.interface.kind, sample.primary.network.name) == (InterfaceKind.BRIDGE, "Thunderbolt Bridge")


def test_an_interface_that_no_list_names_may_carry(mac: ScriptedMac, host: MacHost) -> None:
    mac.found = store(primary="vmnet8", identity="none")
    mac.numbers["vmnet8"], mac.rows[30] = 30, interface_data("vmnet8")
    sample = host.sample()
    assert sample.primary is not None
    assert (sample.primary.interface.kind, sample.primary.network.name) == (InterfaceKind.OTHER, "vmnet8")


def test_a_dialled_connection_is_mobile(mac: ScriptedMac, host: MacHost) -> None:
    mac.found = store(primary="ppp0", identity=VPN_ID)
    mac.found[f"State:/Network/Service/{VPN_ID}/IPv4"] = {"InterfaceName": "ppp0"}
    mac.found[f"Setup:/Network/Service/{VPN_ID}/Interface"] = {"SubType": "PPPSerial"}
    mac.numbers["ppp0"], mac.rows[31], mac.effective = 31, interface_data("ppp0"), "ppp0"
    sample = host.sample()
    assert sample.primary is not None
    assert sample.vpn is None
    assert (sample.primary.network_type, sample.primary.interface.kind) == (NetworkType.MOBILE, InterfaceKind.PPP)
    assert sample.primary.network == Network(
        "Work", Security.CELLULAR, Authentication.CELLULAR, mccmnc=UNSUPPORTED, is_roaming=UNSUPPORTED
    )


def test_a_tethered_phone_and_a_bluetooth_network(mac: ScriptedMac, host: MacHost) -> None:
    mac.listed = [Hardware("en5", "Ethernet", "iPhone USB", CABLE_MAC), Hardware("en0", "Ethernet", "Bluetooth PAN")]
    tether, pan = host.sample().links
    assert (tether.network_type, tether.interface.is_tethered) == (NetworkType.ETHERNET, True)
    assert (pan.network_type, pan.link_rate_bit_per_s) == (NetworkType.BLUETOOTH, UNSUPPORTED)


def test_a_link_state_that_configd_does_not_tell_is_the_driver_s(mac: ScriptedMac, host: MacHost) -> None:
    del mac.found["State:/Network/Interface/en5/Link"]
    assert host.sample().links[1].interface.has_carrier
    mac.rows[11] = interface_data("en5", flags=UP)
    assert not host.sample().links[1].interface.has_carrier


# --- what a tick asks -----------------------------------------------------------------------------------------------


def asked(mac: ScriptedMac, host: MacHost) -> list[str]:
    mac.asked.clear()
    host.sample()
    return mac.asked


def test_a_tick_asks_for_counters_and_signal_only(mac: ScriptedMac, host: MacHost) -> None:
    host.subscribe(lambda: None)
    host.sample()
    assert asked(mac, host) == ["interface_data", "signal", "interface_data"]
    mac.now_s += 59.9
    assert "store" not in asked(mac, host)
    mac.now_s += 0.1
    assert "store" in asked(mac, host)


def test_a_probe_that_does_not_listen_looks_every_five_seconds(mac: ScriptedMac, host: MacHost) -> None:
    host.sample()
    mac.now_s += 4.9
    assert "store" not in asked(mac, host)
    mac.now_s += 0.1
    assert "store" in asked(mac, host)


def test_a_mac_that_hears_nothing_of_wifi_looks_while_it_is_on_one(mac: ScriptedMac, host: MacHost) -> None:
    host.subscribe(lambda: None)
    host.sample()
    assert mac.ear is not None
    mac.ear.hears_wifi = False
    mac.now_s += 5
    assert "store" in asked(mac, host)
    mac.facts["en0"] = None
    host.mark_stale()
    host.sample()
    mac.now_s += 5
    assert "store" not in asked(mac, host)


def test_an_undecided_permission_is_looked_up_every_five_seconds(mac: ScriptedMac, host: MacHost) -> None:
    mac.facts["en0"], mac.state = replace(CAFE, ssid=None), ConsentState.NOT_ASKED
    host.subscribe(lambda: None)
    host.sample()
    mac.now_s += 5
    mac.facts["en0"], mac.state = CAFE, None
    assert host.sample().primary == WIFI
    mac.now_s += 5
    assert "store" not in asked(mac, host)


def test_a_change_that_macos_tells_is_looked_at_and_passed_on(mac: ScriptedMac, host: MacHost) -> None:
    heard: list[int] = []
    host.subscribe(lambda: heard.append(1))
    host.subscribe(lambda: heard.append(2))
    assert mac.asked == ["listen"]
    host.sample()
    mac.found = store(primary="en5", identity=CABLE_ID)
    assert host.sample().primary_name == "en0"
    assert mac.ear is not None
    mac.ear.tell()
    assert heard == [1, 2]
    assert host.sample().primary_name == "en5"


@pytest.mark.parametrize(
    "row", [None, interface_data("en9"), interface_data("en5", flags=0), interface_data("", flags=0)]
)
def test_a_tick_that_meets_another_state_looks_at_once(mac: ScriptedMac, host: MacHost, row: bytes | None) -> None:
    host.sample()
    mac.rows[11] = row
    assert [link.interface.name for link in host.sample().links] == ["en0"]


# --- what fails costs its own fields --------------------------------------------------------------------------------


def test_a_machine_that_refuses_notifications_is_looked_at(mac: ScriptedMac, host: MacHost) -> None:
    mac.failing["listen"] = "systemconfiguration"
    host.subscribe(lambda: None)
    host.subscribe(lambda: None)
    assert mac.asked == ["listen"]
    assert host.sample().faults == (
        ProbeFault("systemconfiguration", "Changes are found by looking only. listen failed."),
    )


@pytest.mark.parametrize("call", ["store", "hardware"])
def test_without_configd_the_last_look_stands_for_a_minute(mac: ScriptedMac, host: MacHost, call: str) -> None:
    host.sample()
    mac.failing[call] = "systemconfiguration"
    mac.now_s += 60
    sample = host.sample()
    assert (sample.primary, sample.faults) == (WIFI, (ProbeFault("systemconfiguration", f"{call} failed."),))
    mac.now_s += 5
    sample = host.sample()
    assert (sample.links, sample.reachability) == ((), Reachability.UNKNOWN)
    mac.failing.clear()
    mac.now_s += 5
    assert (host.sample().primary, host.sample().faults) == (WIFI, ())


def test_without_corewlan_the_rest_is_told(mac: ScriptedMac, host: MacHost) -> None:
    mac.failing["wifi"] = "corewlan"
    sample = host.sample()
    assert sample.primary == replace(
        WIFI,
        network=Network(authentication=UNSUPPORTED, is_metered=False),
        radio=Radio(*(UNSUPPORTED,) * 5, noise_dbm=UNSUPPORTED, technology=UNSUPPORTED),
        link_rate_bit_per_s=UNSUPPORTED,
    )
    assert sample.faults == (ProbeFault("corewlan", "wifi failed."),)


def test_a_signal_that_fails_costs_signal_and_rate(mac: ScriptedMac, host: MacHost) -> None:
    expected = replace(
        WIFI, radio=replace(WIFI.radio, rssi_dbm=UNSUPPORTED, noise_dbm=UNSUPPORTED), link_rate_bit_per_s=UNSUPPORTED
    )
    mac.failing["signal"] = "corewlan"
    sample = host.sample()
    assert (sample.primary, sample.faults) == (expected, (ProbeFault("corewlan", "signal failed."),))
    mac.failing.clear()
    mac.level = None
    assert host.sample().primary == expected


def test_without_a_routing_table_the_store_decides(mac: ScriptedMac, host: MacHost) -> None:
    mac.failing["way_out"] = "sysctl"
    sample = host.sample()
    assert (sample.primary, sample.faults) == (WIFI, (ProbeFault("sysctl", "way_out failed."),))


def test_a_cost_that_cannot_be_asked_is_missing(mac: ScriptedMac, host: MacHost) -> None:
    mac.failing["cost"] = "network"
    sample = host.sample()
    assert sample.primary == replace(WIFI, network=replace(WIFI.network, is_metered=UNSUPPORTED))
    assert sample.faults == (ProbeFault("network", "cost failed."),)


def test_a_permission_that_cannot_be_asked_is_unknown(mac: ScriptedMac, host: MacHost) -> None:
    mac.facts["en0"] = replace(CAFE, ssid=None)
    mac.failing["consent"] = "corelocation"
    sample = host.sample()
    assert sample.missing_consent == MissingConsent(ConsentState.UNKNOWN, LocationSettings.MACOS)
    assert sample.faults == (ProbeFault("corelocation", "consent failed."),)


def test_counters_that_fail_at_a_tick_are_missing(mac: ScriptedMac, host: MacHost) -> None:
    host.sample()
    mac.failing["interface_data"] = "sysctl"
    sample = host.sample()
    assert [link.counters for link in sample.links] == [None, None]
    assert sample.faults == (ProbeFault("sysctl", "interface_data failed."),)


def test_a_row_of_another_size_is_a_fault(mac: ScriptedMac, host: MacHost) -> None:
    host.sample()
    mac.rows[4] = b"\0" * 200
    sample = host.sample()
    assert sample.links == (replace(WIFI, counters=None), CABLE)
    (fault,) = sample.faults
    assert fault.part == "sysctl"
    assert "200 bytes" in fault.text


def test_received_bytes_that_stand_still_are_missing_and_not_zero(mac: ScriptedMac, host: MacHost) -> None:
    """macOS 27.0, WiFi."""
    mac.rows[4] = interface_data("en0", rx_bytes=0, rx_packets=9000, tx_bytes=80_000)
    sample = host.sample()
    assert sample.links == (replace(WIFI, counters=None), CABLE)
    assert [fault.part for fault in sample.faults] == ["sysctl"]
    assert "does not count what en0 receives" in sample.faults[0].text
    mac.rows[4] = interface_data("en0", rx_bytes=500, rx_packets=9001, tx_bytes=80_000)
    assert host.sample().links[0].counters == InterfaceCounters(CounterKey(BOOT, 4, "en0", WIFI_MAC), 500, 80_000)


# --- the rest -------------------------------------------------------------------------------------------------------


def test_the_clock_and_the_end(mac: ScriptedMac, host: MacHost) -> None:
    assert host.is_clock_synchronised()
    host.subscribe(lambda: None)
    host.close()
    assert mac.is_closed
    assert mac.ear is not None
    assert not mac.ear.is_listening


def test_a_service_without_addresses_names_its_hardware(mac: ScriptedMac, host: MacHost) -> None:
    del mac.found[f"State:/Network/Service/{CABLE_ID}/IPv4"]
    del mac.found[f"Setup:/Network/Service/{WIFI_ID}"]
    wifi, cable = host.sample().links
    assert (wifi.network.name, cable.network.name) == ("Cafe", "USB 10/100/1000 LAN")
