"""NetworkManager's recorded objects, decoded, must say what nmcli said at the same moment."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from netmon_tray.model import Reachability
from netmon_tray.probes.parse import networkmanager as nm
from support.nm_captures import CAPTURES, nmcli_access_point, recorded_objects

WIFI_CAPTURES = sorted(path.parent.name for path in CAPTURES.glob("*/nmcli_wifi.txt"))

PROFILES = {
    "linux_k612_wep": ("wlan0", "Profile of LabWep"),
    "linux_k612_owe": ("wlan0", "Profile of LabOwe"),
    "linux_k612_wpa2_eap": ("wlan0", "Profile of LabEnterprise"),
    "linux_k612_wpa_wpa2_psk_mixed": ("wlan0", "Profile of LabMixed"),
    "linux_k612_name_bytes": ("wlan0", "Profile of Lab __ caf_ __1m"),
}
"""Interface and profile of the recorded connection; in all other recordings "lab" on wlan1."""

ACTIVE_PATH = "/org/freedesktop/NetworkManager/ActiveConnection/1"
DEVICE_PATH = "/org/freedesktop/NetworkManager/Devices/1"
PROFILE_PATH = "/org/freedesktop/NetworkManager/Settings/1"
POINT_PATH = "/org/freedesktop/NetworkManager/AccessPoint/1"


def objects(
    manager: dict[str, Any] | None = None,
    active: dict[str, Any] | None = None,
    device: dict[str, Any] | None = None,
    **more: dict[str, Any],
) -> dict[str, dict[str, dict[str, Any]]]:
    """One activated connection on one device; each argument changes or adds properties."""
    base_manager = {
        "ActiveConnections": ("ao", [ACTIVE_PATH]),
        "PrimaryConnection": ("o", ACTIVE_PATH),
        "Metered": ("u", 0),
        "Connectivity": ("u", 4),
        "ConnectivityCheckAvailable": ("b", True),
        "ConnectivityCheckEnabled": ("b", True),
        "State": ("u", 70),
    }
    base_active = {
        "Connection": ("o", PROFILE_PATH),
        "Id": ("s", "Office"),
        "Type": ("s", "802-3-ethernet"),
        "Devices": ("ao", [DEVICE_PATH]),
        "State": ("u", 2),
        "Vpn": ("b", False),
    }
    base_device = {
        "Interface": ("s", "eth0"),
        "IpInterface": ("s", "eth0"),
        "DeviceType": ("u", 1),
        "Metered": ("u", 0),
        "ActiveConnection": ("o", ACTIVE_PATH),
        "Udi": ("s", "/sys/devices/pci0000:00/0000:00:03.0/net/eth0"),
    }
    return {
        nm.MANAGER_PATH: {nm.MANAGER: base_manager | (manager or {})},
        ACTIVE_PATH: {nm.ACTIVE: base_active | (active or {})},
        DEVICE_PATH: {nm.DEVICE: base_device | (device or {}), **more},
    }


def facts_of(**changes: Any) -> nm.ConnectionFacts:
    (facts,) = nm.decode_facts(objects(**changes), {}).connections.values()
    return facts


@pytest.mark.parametrize("folder", WIFI_CAPTURES)
def test_recorded_wifi_connections_read_as_nmcli_shows_them(folder: str) -> None:
    facts = nm.decode_facts(recorded_objects(folder), {})
    interface, name = PROFILES.get(folder, ("wlan1", "lab"))
    wifi = facts.connections[interface]
    strength, flags = nmcli_access_point(folder)
    assert wifi.connection_name == name
    assert wifi.connection_type == "802-11-wireless"
    assert wifi.ap_strength_percent == strength
    assert wifi.ap_flags is not None
    assert wifi.ap_flags[1:] == flags
    assert wifi.ap_flags[0] == (0 if folder == "linux_open" else 1)
    assert wifi.is_metered is False
    assert wifi.key_mgmt is None
    assert wifi.has_8021x is None


@pytest.mark.parametrize("folder", [name for name in WIFI_CAPTURES if (CAPTURES / name / "nmcli_dev.txt").exists()])
def test_recorded_connection_names_and_costs_are_those_of_nmcli(folder: str) -> None:
    connections = nm.decode_facts(recorded_objects(folder), {}).connections
    device, expected = "", {}
    for line in (CAPTURES / folder / "nmcli_dev.txt").read_text().splitlines():
        label, _, said = line.partition(":")
        if label == "GENERAL.DEVICE":
            device = said.strip()
        elif label in ("GENERAL.CONNECTION", "GENERAL.METERED"):
            expected.setdefault(device, {})[label] = said.strip()
    for device, shown in expected.items():
        if shown["GENERAL.CONNECTION"] in ("--", "lo"):
            assert device not in connections
        else:
            assert connections[device].connection_name == shown["GENERAL.CONNECTION"]
            assert connections[device].is_metered == {"y": True, "n": False}[shown["GENERAL.METERED"][0]]


@pytest.mark.parametrize("folder", [*WIFI_CAPTURES, "linux_topology"])
def test_a_network_that_nobody_checked_is_not_called_online(folder: str) -> None:
    """NetworkManager says "full" and "global" without a check; the recordings are all of that kind."""
    manager = recorded_objects(folder)[nm.MANAGER_PATH][nm.MANAGER]
    assert (manager["Connectivity"][1], manager["ConnectivityCheckEnabled"][1]) == (4, False)
    assert nm.decode_facts(recorded_objects(folder), {}).reachability is Reachability.SITE


def test_the_recorded_topology_names_every_managed_device_by_its_own_connection() -> None:
    connections = nm.decode_facts(recorded_objects("linux_topology"), {}).connections
    assert {name: (fact.connection_name, fact.connection_type) for name, fact in connections.items()} == {
        "eth0": ("Wired connection 1", "802-3-ethernet"),
        "br0": ("br0", "bridge"),
        "bond0": ("bond0", "bond"),
        "dummy0": ("dummy0", "dummy"),
        "mv0": ("mv0", "macvlan"),
        "wg0": ("wg0", "wireguard"),
    }


@pytest.mark.parametrize(
    ("connectivity", "state", "checked", "reach", "has_portal"),
    [
        (4, 70, True, Reachability.ONLINE, False),
        (4, 70, False, Reachability.SITE, False),
        (2, 60, True, Reachability.SITE, True),
        (3, 60, True, Reachability.SITE, False),
        (1, 50, True, Reachability.LOCAL, False),
        (1, 20, True, Reachability.DISCONNECTED, False),
        (0, 10, False, Reachability.DISCONNECTED, False),
        (0, 40, False, Reachability.DISCONNECTED, False),
        (0, 0, False, Reachability.UNKNOWN, False),
    ],
)
def test_reachability(connectivity: int, state: int, checked: bool, reach: Reachability, has_portal: bool) -> None:
    manager = {
        "Connectivity": ("u", connectivity),
        "State": ("u", state),
        "ConnectivityCheckEnabled": ("b", checked),
    }
    facts = nm.decode_facts(objects(manager), {})
    assert (facts.reachability, facts.has_portal) == (reach, has_portal)


@pytest.mark.parametrize(
    ("device", "manager", "metered"),
    [(1, 2, True), (3, 2, True), (2, 1, False), (4, 1, False), (0, 1, True), (0, 3, True), (0, 4, False), (0, 0, None)],
)
def test_the_device_knows_the_cost_better_than_the_manager(device: int, manager: int, metered: bool | None) -> None:
    facts = facts_of(manager={"Metered": ("u", manager)}, device={"Metered": ("u", device)})
    assert facts.is_metered is metered


def test_the_managers_cost_is_that_of_the_primary_connection_only() -> None:
    manager = {"Metered": ("u", 1), "PrimaryConnection": ("o", "/org/freedesktop/NetworkManager/ActiveConnection/7")}
    assert facts_of(manager=manager).is_metered is None


def test_a_vpn_does_not_rename_the_device_underneath() -> None:
    """A VPN plugin's active connection lists the device that carries it."""
    seen = objects(manager={"ActiveConnections": ("ao", ["/vpn", ACTIVE_PATH])})
    seen["/vpn"] = {
        nm.ACTIVE: {
            "Id": ("s", "Work VPN"),
            "Type": ("s", "vpn"),
            "Vpn": ("b", True),
            "State": ("u", 2),
            "Devices": ("ao", [DEVICE_PATH]),
        }
    }
    assert not nm.carries_traffic(seen["/vpn"][nm.ACTIVE])
    assert nm.decode_facts(seen, {}).connections["eth0"].connection_name == "Office"


def test_a_connection_that_is_going_down_gives_way_to_the_next_one() -> None:
    seen = objects(
        manager={"ActiveConnections": ("ao", [ACTIVE_PATH, "/next"])},
        active={"State": ("u", 3)},
        device={"ActiveConnection": ("o", "/next")},
    )
    seen["/next"] = {nm.ACTIVE: seen[ACTIVE_PATH][nm.ACTIVE] | {"Id": ("s", "Home"), "State": ("u", 1)}}
    assert nm.decode_facts(seen, {}).connections["eth0"].connection_name == "Home"


def test_a_connection_that_is_going_down_keeps_its_name_to_the_end() -> None:
    """Its routes still stand then, and a name that goes away would be a change of the network."""
    assert facts_of(active={"State": ("u", 3)}).connection_name == "Office"
    assert nm.decode_facts(objects(active={"State": ("u", 4)}), {}).connections == {}


def test_a_device_belongs_to_the_connection_that_it_names_itself() -> None:
    seen = objects(
        manager={"ActiveConnections": ("ao", [ACTIVE_PATH, "/other"])}, device={"ActiveConnection": ("o", "/other")}
    )
    seen["/other"] = {nm.ACTIVE: seen[ACTIVE_PATH][nm.ACTIVE] | {"Id": ("s", "Other")}}
    assert nm.decode_facts(seen, {}).connections["eth0"].connection_name == "Other"


def test_a_modem_is_found_under_both_of_its_names() -> None:
    modem = "/org/freedesktop/ModemManager1/Modem/0"
    facts = nm.decode_facts(
        objects(
            active={"Type": ("s", "gsm"), "Id": ("s", "Mobile")},
            device={
                "Interface": ("s", "cdc-wdm0"),
                "IpInterface": ("s", "wwan0"),
                "DeviceType": ("u", 8),
                "Udi": ("s", modem),
            },
        ),
        {},
    )
    assert set(facts.connections) == {"wwan0", "cdc-wdm0"}
    assert facts.connections["wwan0"] == facts.connections["cdc-wdm0"]
    assert facts.connections["wwan0"].interface == "wwan0"
    assert facts.connections["wwan0"].modem_path == modem


def test_the_udi_of_other_devices_is_no_modem() -> None:
    assert facts_of().modem_path is None


@pytest.mark.parametrize(
    ("capabilities", "profile_type", "expected"),
    [(1, None, "dun"), (2, None, "nap"), (3, None, None), (3, "dun", "dun"), (3, "panu", "nap"), (1, "panu", "nap")],
)
def test_bluetooth(capabilities: int, profile_type: str | None, expected: str | None) -> None:
    bluetooth = {nm.BLUETOOTH: {"Name": ("s", "Pocket phone"), "BtCapabilities": ("u", capabilities)}}
    seen = objects(active={"Type": ("s", "bluetooth")}, device={"DeviceType": ("u", 5)}, **bluetooth)
    profiles = {PROFILE_PATH: nm.ProfileFacts(bluetooth_type=profile_type)} if profile_type else {}
    facts = nm.decode_facts(seen, profiles).connections["eth0"]
    assert (facts.bluetooth_name, facts.bluetooth_profile) == ("Pocket phone", expected)


def test_the_access_point_is_the_one_in_use_not_the_one_that_was_asked_for() -> None:
    """SpecificObject keeps the first access point after a roam; ActiveAccessPoint follows."""
    points = {
        "/first": {nm.ACCESS_POINT: {"Flags": ("u", 1), "WpaFlags": ("u", 0), "RsnFlags": ("u", 392)}},
        POINT_PATH: {
            nm.ACCESS_POINT: {
                "Flags": ("u", 1),
                "WpaFlags": ("u", 0),
                "RsnFlags": ("u", 1160),
                "Strength": ("y", 61),
            }
        },
    }
    seen = objects(
        active={"Type": ("s", "802-11-wireless"), "SpecificObject": ("o", "/first")},
        device={"DeviceType": ("u", 2)},
        **{nm.WIRELESS: {"ActiveAccessPoint": ("o", POINT_PATH)}},
    )
    facts = nm.decode_facts(seen | points, {}).connections["eth0"]
    assert (facts.ap_flags, facts.ap_strength_percent) == ((1, 0, 1160), 61)


def test_a_profile_is_reduced_to_key_management_and_the_presence_of_8021x() -> None:
    settings = {
        "connection": {"id": ("s", "Office"), "permissions": ("as", ["user:alice:"])},
        "802-11-wireless-security": {"key-mgmt": ("s", "wpa-eap"), "leap-username": ("s", "alice")},
        "802-1x": {"eap": ("as", ["peap"]), "identity": ("s", "alice@example.org"), "ca-cert": ("ay", b"/home/alice")},
    }
    profile = nm.decode_profile(settings)
    assert profile == nm.ProfileFacts(key_mgmt="wpa-eap", has_8021x=True)
    assert "alice" not in str(dataclasses.asdict(profile))


@pytest.mark.parametrize(("settings", "has_8021x"), [({"802-1x": {}}, True), ({"802-3-ethernet": {}}, False)])
def test_8021x_on_a_cable(settings: dict[str, dict[str, Any]], has_8021x: bool) -> None:
    profiles = {PROFILE_PATH: nm.decode_profile(settings)}
    assert nm.decode_facts(objects(), profiles).connections["eth0"].has_8021x is has_8021x


def test_an_unread_profile_leaves_8021x_unknown_rather_than_absent() -> None:
    assert facts_of().has_8021x is None


def test_objects_that_went_while_we_looked_leave_gaps_and_nothing_else() -> None:
    seen = objects(active={"Type": ("s", "802-11-wireless")}, device={"DeviceType": ("u", 2)})
    del seen[DEVICE_PATH][nm.DEVICE]
    assert nm.decode_facts(seen, {}).connections == {}
    assert nm.decode_facts({}, {}) == nm.NetworkManagerFacts(Reachability.UNKNOWN, has_portal=False)


def test_values_of_a_wrong_type_are_not_taken_for_facts() -> None:
    facts = facts_of(active={"Id": ("u", 7), "Type": ("s", "  ")}, device={"Metered": ("s", "yes")})
    assert (facts.connection_name, facts.connection_type, facts.is_metered) == (None, None, None)


@pytest.mark.parametrize(
    ("active", "device", "expected"),
    [
        ({"State": ("u", 1)}, {"Interface": ("s", "00:AA:01:01:00:01"), "IpInterface": ("s", "")}, True),
        ({"State": ("u", 1)}, {"Interface": ("s", "00:AA:01:01:00:01"), "IpInterface": ("s", "bnep0")}, False),
        ({"State": ("u", 1), "Devices": ("ao", [])}, {}, True),
        ({"State": ("u", 3)}, {"IpInterface": ("s", "")}, False),
        ({"State": ("u", 1), "Vpn": ("b", True)}, {"IpInterface": ("s", "")}, False),
        ({}, {}, False),
    ],
)
def test_a_connection_without_an_interface_for_its_traffic_is_being_placed(
    active: dict[str, Any], device: dict[str, Any], *, expected: bool
) -> None:
    assert nm.decode_facts(objects(active=active, device=device), {}).is_placing is expected
