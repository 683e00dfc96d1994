"""Links composed of what the kernel and the daemons said, with either of them missing."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    Authentication,
    InterfaceKind,
    Link,
    NetworkType,
    Radio,
    Reachability,
    Security,
)
from netmon_tray.probes.linux.bus_desk import MODEM_MANAGER, NETWORK_MANAGER, BusAnswer
from netmon_tray.probes.linux.events import Joined
from netmon_tray.probes.linux.kinds import Marks
from netmon_tray.probes.linux.links import Evidence, compose, with_station, without_signal
from netmon_tray.probes.linux.nl80211 import WirelessFacts, WirelessReader
from netmon_tray.probes.parse.modemmanager import ModemFacts
from netmon_tray.probes.parse.networkmanager import ConnectionFacts, NetworkManagerFacts
from netmon_tray.probes.parse.nl80211 import MloLink, Station
from support.recorded_kernel import RecordedKernel

ROWS = {row.name: row for row in RecordedKernel("linux_wpa2_psk").rows()}
REQUEST_SAE = bytes.fromhex("30140100000fac040100000fac040100000fac08c000")


def connection(name: str, **facts: Any) -> ConnectionFacts:
    unknown: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(ConnectionFacts))
    return ConnectionFacts(**(unknown | {"interface": name} | facts))


def bus(*connections: ConnectionFacts, modems: tuple[ModemFacts, ...] = (), silent: tuple[str, ...] = ()) -> BusAnswer:
    by_name = {entry.interface: entry for entry in connections}
    facts = NetworkManagerFacts(Reachability.SITE, has_portal=False, connections=by_name)
    return BusAnswer(None if NETWORK_MANAGER in silent else facts, modems, frozenset(silent))


def modem(**facts: Any) -> ModemFacts:
    unknown: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(ModemFacts))
    given = {"path": "/modem/0", "interfaces": ("wwan0",), "cell_id": UNSUPPORTED, "has_network": True}
    return ModemFacts(**(unknown | given | facts))


def cable(**changes: Any) -> Link:
    evidence: dict[str, Any] = {
        "row": ROWS["eth0"],
        "kind": InterfaceKind.WIRED,
        "network_type": NetworkType.ETHERNET,
        "marks": Marks(link_rate_bit_per_s=1_000_000_000),
        "bus": BusAnswer(),
        "names": ("eth0",),
    }
    return compose(Evidence(**(evidence | changes)))


def mobile(**changes: Any) -> Link:
    row = dataclasses.replace(ROWS["eth0"], name="wwan0")
    defaults = {"row": row, "kind": InterfaceKind.WWAN, "network_type": NetworkType.MOBILE, "names": ("wwan0",)}
    return cable(**(defaults | {"marks": Marks()} | changes))


def facts(folder: str) -> WirelessFacts:
    kernel = RecordedKernel(folder)
    return WirelessReader(kernel.open).facts()[kernel.link_index("wlan1")]


def wifi(wireless: WirelessFacts | None, **changes: Any) -> Link:
    defaults = {
        "row": ROWS["wlan1"],
        "kind": InterfaceKind.WIFI,
        "network_type": NetworkType.WIFI,
        "marks": Marks(has_phy80211=True),
        "names": ("wlan1",),
        "wireless": wireless,
    }
    return cable(**(defaults | changes))


# --- cable -----------------------------------------------------------------------------------------------------------


def test_a_cable_without_daemons_has_its_interfaces_name() -> None:
    link = cable()
    assert (link.network.name, link.network.security, link.network.authentication) == (
        "eth0",
        Security.WIRED,
        NOT_APPLICABLE,
    )
    assert (link.network.is_metered, link.radio) == (UNSUPPORTED, Radio())
    assert link.link_rate_bit_per_s == 1_000_000_000


def test_a_cable_with_802_1x_and_a_name() -> None:
    link = cable(bus=bus(connection("eth0", connection_name="Office", has_8021x=True, is_metered=False)))
    assert (link.network.name, link.network.is_metered) == ("Office", False)
    assert (link.network.security, link.network.authentication) == (Security.WIRED_EAP, Authentication.EAP)


def test_the_connection_of_the_topmost_device_names_the_network() -> None:
    answer = bus(connection("eth0", connection_name="port"), connection("br0", connection_name="Bridge"))
    assert cable(bus=answer, names=("br0", "eth0")).network.name == "Bridge"


def test_a_daemon_that_does_not_answer_costs_the_name_only() -> None:
    link = cable(bus=bus(silent=(NETWORK_MANAGER,)))
    assert (link.network.name, link.network.is_metered) == (UNSUPPORTED, UNSUPPORTED)
    assert (link.network.security, link.link_rate_bit_per_s) == (Security.WIRED, 1_000_000_000)


def test_a_tethered_phone() -> None:
    link = cable(marks=Marks(driver="rndis_host"))
    assert (link.interface.is_tethered, link.interface.kind) == (True, InterfaceKind.WIRED)
    assert link.link_rate_bit_per_s is UNSUPPORTED


def test_a_bluetooth_phone_has_its_own_name() -> None:
    answer = bus(connection("bnep0", connection_name="Phone Network", bluetooth_name="Anna's phone"))
    row = dataclasses.replace(ROWS["eth0"], name="bnep0")
    link = cable(row=row, network_type=NetworkType.BLUETOOTH, names=("bnep0",), bus=answer)
    assert (link.network.name, link.network.security) == ("Anna's phone", Security.WIRED)
    assert link.network.mccmnc is NOT_APPLICABLE


# --- mobile ----------------------------------------------------------------------------------------------------------


def test_a_modem_with_everything() -> None:
    known = modem(
        operator_name="Net One",
        mccmnc="00101",
        is_roaming=False,
        technology="LTE",
        signal_ratio=0.8,
        rsrp_dbm=-95.5,
        rsrq_db=-11.0,
        sinr_db=9.2,
        cell_id="11183",
        link_rate_bit_per_s=50_000_000,
    )
    link = mobile(bus=bus(modems=(known,)))
    assert (link.network.name, link.network.mccmnc, link.network.is_roaming) == ("Net One", "00101", False)
    assert (link.network.security, link.network.authentication) == (Security.CELLULAR, Authentication.CELLULAR)
    assert (link.radio.rsrp_dbm, link.radio.rsrq_db, link.radio.sinr_db) == (-95.5, -11.0, 9.2)
    assert (link.radio.technology, link.radio.signal_ratio, link.radio.cell_id) == ("LTE", 0.8, "11183")
    assert (link.radio.rssi_dbm, link.radio.bssid) == (UNSUPPORTED, NOT_APPLICABLE)
    assert link.link_rate_bit_per_s == 50_000_000


def test_a_modem_is_found_by_networkmanagers_path_too() -> None:
    answer = bus(connection("wwan0", modem_path="/modem/0"), modems=(modem(interfaces=(), mccmnc="00101"),))
    assert mobile(bus=answer).network.mccmnc == "00101"


def test_a_refused_cell_stays_refused() -> None:
    assert mobile(bus=bus(modems=(modem(cell_id=DENIED),))).radio.cell_id is DENIED


def test_a_mobile_link_without_modemmanager() -> None:
    link = mobile(bus=bus(connection("wwan0", connection_name="My plan")))
    assert (link.network.name, link.network.mccmnc) == ("My plan", UNSUPPORTED)
    assert (link.radio.rsrp_dbm, link.radio.cell_id, link.link_rate_bit_per_s) == (UNSUPPORTED,) * 3
    unnamed = mobile(bus=bus(connection("wwan0", connection_name="My plan"), modems=(modem(),)))
    assert unnamed.network.name == "My plan"
    silent = mobile(bus=bus(connection("wwan0", connection_name="My plan"), silent=(MODEM_MANAGER,)))
    assert silent.network.name is UNSUPPORTED


def test_a_modem_that_searches_under_its_connection_is_not_called_by_the_connections_name() -> None:
    """Else the log would tell of a change of network, and of another one when the operator is back."""
    searching = modem(has_network=False)
    link = mobile(bus=bus(connection("wwan0", connection_name="My plan"), modems=(searching,)))
    assert (link.network.name, link.network.mccmnc) == (UNSUPPORTED, UNSUPPORTED)


def test_a_modem_that_looks_like_a_cable() -> None:
    row = dataclasses.replace(ROWS["eth0"], name="wwan0")
    link = mobile(
        row=row, kind=InterfaceKind.WIRED, marks=Marks(driver="cdc_ncm"), bus=bus(modems=(modem(mccmnc="00101"),))
    )
    assert (link.interface.kind, link.interface.is_tethered) == (InterfaceKind.WWAN, False)


# --- WiFi ------------------------------------------------------------------------------------------------------------


def test_a_recorded_wifi_link() -> None:
    link = wifi(facts("linux_wpa2_psk"))
    assert (link.network.name, link.network.security) == ("LabWPA2", Security.WPA2_PSK)
    assert link.network.authentication is Authentication.PSK
    radio = link.radio
    assert (radio.bssid, radio.frequency_mhz, radio.channel, radio.width_mhz) == ("02:00:00:00:00:00", 5180, 36, 80)
    assert (radio.rssi_dbm, radio.noise_dbm, radio.derived_rssi_dbm) == (-27, -92, NOT_APPLICABLE)


@pytest.mark.parametrize("folder", ["linux_wpa2_wpa3_transition", "linux_k612_nm152_transition"])
def test_a_transition_network_by_what_was_negotiated(folder: str) -> None:
    wireless = facts(folder)
    assert wifi(wireless).network.authentication is Authentication.PSK
    link = wifi(wireless, joined=Joined(request=REQUEST_SAE))
    assert (link.network.security, link.network.authentication) == (Security.WPA2_WPA3_PSK, Authentication.SAE)


def test_wifi_that_is_on_no_network() -> None:
    wireless = facts("linux_wpa2_psk")
    link = wifi(dataclasses.replace(wireless, bss=None, station=None))
    assert (link.network.name, link.network.security, link.link_rate_bit_per_s) == (NOT_APPLICABLE,) * 3
    assert link.radio == Radio()


def test_wifi_without_nl80211_has_networkmanagers_word() -> None:
    answer = bus(connection("wlan1", ap_flags=(1, 0, 392), ap_strength_percent=93, connection_name="Home profile"))
    link = wifi(None, bus=answer)
    assert (link.network.security, link.network.authentication) == (Security.WPA2_PSK, Authentication.PSK)
    assert link.network.name is UNSUPPORTED  # a profile's name is not the network's
    assert (link.radio.rssi_dbm, link.radio.derived_rssi_dbm, link.radio.signal_ratio) == (UNSUPPORTED, -27, 0.93)
    assert link.radio.bssid is UNSUPPORTED


@pytest.mark.parametrize(("percent", "derived"), [(31, -89), (100, -20), (30, NOT_APPLICABLE), (0, NOT_APPLICABLE)])
def test_a_level_is_derived_only_above_the_floor(percent: int, derived: object) -> None:
    answer = bus(connection("wlan1", ap_strength_percent=percent))
    assert wifi(None, bus=answer).radio.derived_rssi_dbm == derived


def test_wifi_about_which_nobody_knows_anything() -> None:
    link = wifi(None)
    assert (link.network.security, link.network.authentication, link.radio.rssi_dbm) == (UNSUPPORTED,) * 3


def test_the_level_of_the_scan_entry_where_the_driver_has_no_station() -> None:
    wireless = facts("linux_wpa2_psk")
    link = wifi(dataclasses.replace(wireless, station=None))
    assert link.radio.rssi_dbm == -27
    assert wireless.bss is not None
    percent_only = dataclasses.replace(wireless.bss, signal_dbm=None, signal_percent=64)
    link = wifi(dataclasses.replace(wireless, station=None, bss=percent_only))
    assert (link.radio.rssi_dbm, link.radio.signal_ratio) == (UNSUPPORTED, 0.64)


def test_the_interfaces_own_ssid_is_the_last_resort() -> None:
    wireless = facts("linux_k612_country")
    assert wireless.bss is not None
    nameless = dataclasses.replace(wireless.bss, elements=b"\x30\x02\x01\x00")
    assert wifi(dataclasses.replace(wireless, bss=nameless)).network.name == "LabWPA2"


def test_an_entry_without_elements_is_not_taken_for_wep() -> None:
    wireless = facts("linux_wpa2_psk")
    assert wireless.bss is not None
    bare = dataclasses.replace(wireless, bss=dataclasses.replace(wireless.bss, elements=b""))
    assert wifi(bare).network.security is UNSUPPORTED
    assert wifi(bare, bus=bus(connection("wlan1", ap_flags=(1, 0, 1160)))).network.security is Security.WPA3_SAE


def test_the_tuning_of_the_chosen_link_of_several() -> None:
    wireless = facts("linux_wpa2_psk")
    assert wireless.bss is not None
    links = (MloLink(0, 2437, 20), MloLink(1, 6135, 320))
    several = dataclasses.replace(
        wireless,
        interface=dataclasses.replace(wireless.interface, frequency_mhz=None, width_mhz=None, links=links),
        bss=dataclasses.replace(wireless.bss, mlo_link=1, frequency_mhz=6135),
    )
    radio = wifi(several).radio
    assert (radio.frequency_mhz, radio.channel, radio.width_mhz) == (6135, 37, 320)


def test_the_interface_knows_of_a_channel_switch_before_the_scan_entry() -> None:
    wireless = facts("linux_wpa2_psk")
    switched = dataclasses.replace(wireless, interface=dataclasses.replace(wireless.interface, frequency_mhz=5745))
    assert wifi(switched).radio.channel == 149


def test_a_new_reading_of_the_station() -> None:
    link = wifi(facts("linux_wpa2_psk"))
    moved = with_station(link, Station("02:00:00:00:00:00", -61, 286_800_000, 6), 6)
    assert (moved.radio.rssi_dbm, moved.radio.technology, moved.link_rate_bit_per_s) == (-61, "WiFi 6", 286_800_000)
    assert moved.radio.bssid == link.radio.bssid
    old = with_station(link, Station("02:00:00:00:00:00", None, None, None), None)
    assert (old.radio.rssi_dbm, old.radio.technology, old.link_rate_bit_per_s) == (-27, UNSUPPORTED, UNSUPPORTED)
    gone = without_signal(moved)
    assert (gone.radio.rssi_dbm, gone.link_rate_bit_per_s, gone.network) == (UNSUPPORTED, UNSUPPORTED, link.network)
