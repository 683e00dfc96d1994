"""What NetworkManager's D-Bus objects say of each connection: pure decoding of properties, importable on every OS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmon_tray.model import Reachability
from netmon_tray.probes.parse.dbus_values import Objects, Properties, flag, number, path, paths, text

SERVICE = "org.freedesktop.NetworkManager"
MANAGER_PATH = "/org/freedesktop/NetworkManager"
MANAGER = SERVICE
ACTIVE = SERVICE + ".Connection.Active"
DEVICE = SERVICE + ".Device"
WIRELESS = SERVICE + ".Device.Wireless"
BLUETOOTH = SERVICE + ".Device.Bluetooth"
ACCESS_POINT = SERVICE + ".AccessPoint"
PROFILE = SERVICE + ".Settings.Connection"

# NMDeviceType, NMActiveConnectionState, NMConnectivityState and NMState of NetworkManager's nm-dbus-interface.h.
_TYPE_WIFI, _TYPE_BLUETOOTH, _TYPE_MODEM = 2, 5, 8
_ACTIVATING, _ACTIVATED, _DEACTIVATING = 1, 2, 3
_CONNECTIVITY_PORTAL, _CONNECTIVITY_FULL = 2, 4
_BY_STATE = {
    10: Reachability.DISCONNECTED,  # asleep: networking is switched off
    20: Reachability.DISCONNECTED,
    30: Reachability.DISCONNECTED,  # disconnecting
    40: Reachability.DISCONNECTED,  # connecting, nothing else is up
    50: Reachability.LOCAL,
    60: Reachability.SITE,
    70: Reachability.SITE,  # "global", which is an assumption where no check runs
}


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """What NetworkManager knows of the connection on one interface; None where it does not say."""

    interface: str
    """The kernel's interface that carries the traffic (IpInterface where set, else Interface)."""
    connection_name: str | None
    connection_type: str | None
    """NetworkManager's own word: "802-11-wireless", "802-3-ethernet", "gsm", "bluetooth", ..."""
    is_metered: bool | None
    """NetworkManager's guesses count as answers."""
    has_8021x: bool | None
    """The profile has an 802-1x setting; None where the profile could not be read (it is another user's)."""
    ap_flags: tuple[int, int, int] | None
    """Flags, WpaFlags and RsnFlags of the access point in use."""
    ap_strength_percent: int | None
    """Strength of the access point in use, 0 to 100."""
    bluetooth_name: str | None
    modem_path: str | None
    """ModemManager's object path of the modem behind this connection."""
    key_mgmt: str | None
    """Key management of the Wi-Fi profile: "none", "ieee8021x", "wpa-psk", "sae", "owe", "wpa-eap", ..."""
    bluetooth_profile: str | None = None
    """"dun" (dial-up through a phone) or "nap" (personal area network)."""


@dataclass(frozen=True, slots=True)
class NetworkManagerFacts:
    """One look at NetworkManager."""

    reachability: Reachability
    has_portal: bool
    """NetworkManager's connectivity check met a captive portal."""
    connections: Mapping[str, ConnectionFacts] = field(default_factory=dict)
    """By interface name; under both names where IpInterface and Interface differ (wwan0 and cdc-wdm0)."""
    is_placing: bool = False
    """A connection is coming up, or just has, of which it does not say yet which interface will carry its traffic."""


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """The few words of a connection profile that are read; identities, names of users and servers never are."""

    key_mgmt: str | None = None
    has_8021x: bool = False
    bluetooth_type: str | None = None
    """"dun", "panu" or "nap"."""


def decode_profile(settings: Mapping[str, Properties]) -> ProfileFacts:
    """Reduce the answer of ``Settings.Connection.GetSettings`` to what an audit needs, and let go of the rest."""
    return ProfileFacts(
        key_mgmt=text(settings.get("802-11-wireless-security", {}), "key-mgmt"),
        has_8021x="802-1x" in settings,
        bluetooth_type=text(settings.get("bluetooth", {}), "type"),
    )


def decode_facts(objects: Objects, profiles: Mapping[str, ProfileFacts]) -> NetworkManagerFacts:
    """Put together what NetworkManager's objects say.

    ``objects`` must hold the manager and should hold the active connections, their devices and the access points
    in use; what is missing is None in the result. ``profiles`` is keyed by the path of the connection's settings.
    """
    manager = objects.get(MANAGER_PATH, {}).get(MANAGER, {})
    connections: dict[str, ConnectionFacts] = {}
    is_placing = False
    for active_path in paths(manager, "ActiveConnections"):
        active = objects.get(active_path, {}).get(ACTIVE, {})
        if not carries_traffic(active):
            continue
        is_placing |= number(active, "State") != _DEACTIVATING and not _has_place(objects, active)
        for device_path in paths(active, "Devices"):
            device = objects.get(device_path, {}).get(DEVICE, {})
            if not _names(device) or path(device, "ActiveConnection") not in (None, active_path):
                continue
            is_primary = active_path == path(manager, "PrimaryConnection")
            facts = _connection(objects, active, device_path, profiles, _metered(manager) if is_primary else None)
            for name in _names(device):
                connections.setdefault(name, facts)
    has_portal = number(manager, "Connectivity") == _CONNECTIVITY_PORTAL
    return NetworkManagerFacts(_reachability(manager), has_portal, connections, is_placing)


def carries_traffic(active: Properties) -> bool:
    """Whether an active connection is up, coming up or going down, on a device of its own.

    While it goes down its routes still stand for a moment: they carry no other name than its own. A VPN plugin's
    connection names the device *underneath* as its own, and the loopback is no network.
    """
    if flag(active, "Vpn") or text(active, "Type") == "loopback":
        return False
    return number(active, "State") in (_ACTIVATING, _ACTIVATED, _DEACTIVATING)


def extra_interface(device: Properties) -> str | None:
    """The D-Bus interface that says more about a device of this type, where it is worth a question."""
    return {_TYPE_WIFI: WIRELESS, _TYPE_BLUETOOTH: BLUETOOTH}.get(number(device, "DeviceType") or 0)


def has_telling_profile(active: Properties) -> bool:
    """Whether the profile of this connection can hold key management, 802.1X or a Bluetooth role."""
    return text(active, "Type") in ("802-11-wireless", "802-3-ethernet", "bluetooth")


def _connection(
    objects: Objects,
    active: Properties,
    device_path: str,
    profiles: Mapping[str, ProfileFacts],
    assumed_metered: bool | None,  # noqa: FBT001 - one of three answers, not a switch
) -> ConnectionFacts:
    interfaces = objects[device_path]
    device = interfaces.get(DEVICE, {})
    profile = profiles.get(path(active, "Connection") or "")
    metered = _metered(device)
    point = objects.get(path(interfaces.get(WIRELESS, {}), "ActiveAccessPoint") or "", {}).get(ACCESS_POINT, {})
    bluetooth = interfaces.get(BLUETOOTH, {})
    return ConnectionFacts(
        interface=_names(device)[0],
        connection_name=text(active, "Id"),
        connection_type=text(active, "Type"),
        is_metered=assumed_metered if metered is None else metered,
        has_8021x=profile.has_8021x if profile else None,
        ap_flags=_ap_flags(point),
        ap_strength_percent=_percent(point),
        bluetooth_name=text(bluetooth, "Name"),
        modem_path=path(device, "Udi") if number(device, "DeviceType") == _TYPE_MODEM else None,
        key_mgmt=profile.key_mgmt if profile else None,
        bluetooth_profile=_bluetooth_profile(bluetooth, profile),
    )


def _has_place(objects: Objects, active: Properties) -> bool:
    """Whether the interface for its traffic is known: a phone's device, say, is called by the phone's address."""
    devices = (objects.get(device_path, {}).get(DEVICE, {}) for device_path in paths(active, "Devices"))
    return any(text(device, "IpInterface") for device in devices)


def _names(device: Properties) -> tuple[str, ...]:
    found = (text(device, "IpInterface"), text(device, "Interface"))
    return tuple(dict.fromkeys(name for name in found if name))


def _metered(properties: Properties) -> bool | None:
    """NMMetered: 1 yes, 2 no, 3 guessed yes, 4 guessed no, 0 unknown."""
    return {1: True, 3: True, 2: False, 4: False}.get(number(properties, "Metered") or 0)


def _ap_flags(point: Properties) -> tuple[int, int, int] | None:
    flags, wpa, rsn = number(point, "Flags"), number(point, "WpaFlags"), number(point, "RsnFlags")
    return None if flags is None or wpa is None or rsn is None else (flags, wpa, rsn)


def _percent(point: Properties) -> int | None:
    strength = number(point, "Strength")
    return strength if strength is not None and 0 <= strength <= 100 else None


def _bluetooth_profile(bluetooth: Properties, profile: ProfileFacts | None) -> str | None:
    """NMBluetoothCapabilities are DUN 1 and NAP 2: what the phone offers; only the profile says which is used."""
    if profile and profile.bluetooth_type:
        return {"dun": "dun", "panu": "nap"}.get(profile.bluetooth_type)
    return {1: "dun", 2: "nap"}.get(number(bluetooth, "BtCapabilities") or 0)


def _reachability(manager: Properties) -> Reachability:
    """ONLINE only after a real check: without one NetworkManager calls every network with a route "full"."""
    connectivity = number(manager, "Connectivity")
    if connectivity == _CONNECTIVITY_PORTAL:
        return Reachability.SITE
    is_checked = flag(manager, "ConnectivityCheckAvailable") and flag(manager, "ConnectivityCheckEnabled")
    if connectivity == _CONNECTIVITY_FULL and is_checked:
        return Reachability.ONLINE
    return _BY_STATE.get(number(manager, "State") or 0, Reachability.UNKNOWN)
