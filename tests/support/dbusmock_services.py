"""Mock NetworkManager, ModemManager, polkit and notification services by python-dbusmock, in a process of their own."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from typing import Any

from support.bus import BusClient, PrivateBus, bus_client, end, wait_for

MOCK = "org.freedesktop.DBus.Mock"
NM = "org.freedesktop.NetworkManager"
NM_PATH = "/org/freedesktop/NetworkManager"
MM = "org.freedesktop.ModemManager1"
MM_PATH = "/org/freedesktop/ModemManager1"
POLKIT = "org.freedesktop.PolicyKit1"
POLKIT_PATH = "/org/freedesktop/PolicyKit1/Authority"


def dbusmock_python() -> str:
    """The interpreter that has python-dbusmock; RuntimeError with a sentence where there is none."""
    python = os.environ.get("NETMON_DBUSMOCK_PYTHON", "")
    if not python:
        raise RuntimeError(
            "NETMON_DBUSMOCK_PYTHON is not set. It names a Python with python-dbusmock, dbus-python and PyGObject; "
            "packaging/dev.py makes one and sets it (on Debian it needs the packages python3-dbus and python3-gi)."
        )
    return python


class MockService:
    """A running mock; ``call`` and ``set`` act as the service's own inside."""

    def __init__(self, client: BusClient, name: str, path: str) -> None:
        self.client = client
        self.name = name
        self.path = path

    def call(self, member: str, signature: str = "", *body: Any, path: str | None = None) -> Any:
        """Call a method of the mock's control interface."""
        return self.client.call(self.name, path or self.path, MOCK, member, signature, *body)

    def add_properties(self, path: str, interface: str, properties: dict[str, tuple[str, Any]]) -> None:
        """Add an interface, or properties that the template lacks."""
        self.call("AddProperties", "sa{sv}", interface, properties, path=path)

    def set(self, path: str, interface: str, name: str, signature: str, value: Any) -> None:
        """Change a property; the mock emits PropertiesChanged."""
        self.client.set_property(self.name, path, interface, name, signature, value)

    def called(self, member: str, path: str | None = None) -> list[Any]:
        """Arguments of each call of a mocked method so far."""
        return [arguments for _, arguments in self.call("GetMethodCalls", "s", member, path=path)]


@contextlib.contextmanager
def mock_service(bus: PrivateBus, template: str, name: str, path: str) -> Iterator[MockService]:
    """One of dbusmock's templates on the private bus, as system and session service alike."""
    command = [dbusmock_python(), "-m", "dbusmock", "--system", "--template", template]
    with (bus.folder / f"{template}.log").open("wb") as log:
        process = subprocess.Popen(command, env=bus.environment(), stdout=log, stderr=log)
    try:
        with bus_client(bus) as client:
            wait_for(lambda: client.has_owner(name), f"the mock {template}", 20)
            yield MockService(client, name, path)
    finally:
        end(process)


@contextlib.contextmanager
def mock_networkmanager(bus: PrivateBus) -> Iterator[MockService]:
    """NetworkManager with nothing on it; the manager's properties that dbusmock lacks are added."""
    with mock_service(bus, "networkmanager", NM, "/org/freedesktop") as mock:
        missing = {
            "PrimaryConnection": ("o", "/"),
            "Metered": ("u", 0),
            "ConnectivityCheckAvailable": ("b", True),
            "ConnectivityCheckEnabled": ("b", True),
        }
        mock.add_properties(NM_PATH, NM, missing)
        yield mock


def add_wifi(mock: MockService, ssid: str, strength: int, rsn_flags: int) -> tuple[str, str]:
    """Connect wlan0 to an access point; return the paths of the active connection and of the access point."""
    device = mock.call("AddWiFiDevice", "ssi", "mock_wlan0", "wlan0", 100)
    point = mock.call("AddAccessPoint", "ssssuuuyu", device, "ap1", ssid, "02:00:00:00:00:11", 2, 5180, 866_000,
                      strength, rsn_flags)  # fmt: skip
    profile = mock.call("AddWiFiConnection", "ssss", device, "c1", ssid, "")
    active = mock.call("AddActiveConnection", "assssu", [device], profile, point, "wifi", 2)
    mock.add_properties(device, f"{NM}.Device.Wireless", {"ActiveAccessPoint": ("o", point)})
    mock.add_properties(device, f"{NM}.Device", {"Metered": ("u", 0)})
    mock.set(NM_PATH, NM, "PrimaryConnection", "o", active)
    return active, point


def add_wired(mock: MockService, settings: dict[str, dict[str, tuple[str, Any]]]) -> str:
    """Connect eth0 by a profile with these settings besides its name; return the path of the active connection."""
    device = mock.call("AddEthernetDevice", "ssi", "mock_eth0", "eth0", 100)
    connection = {
        "id": ("s", "Office cable"),
        "type": ("s", "802-3-ethernet"),
        "uuid": ("s", "7a1c3d7e-0000-4000-8000-000000000001"),
    }
    profile = mock.client.call(
        NM,
        f"{NM_PATH}/Settings",
        f"{NM}.Settings",
        "AddConnection",
        "a{sa{sv}}",
        {"connection": connection, **settings},
    )
    mock.add_properties(device, f"{NM}.Device", {"Metered": ("u", 0)})
    active: str = mock.call("AddActiveConnection", "assssu", [device], profile, "/", "wired", 2)
    return active


@contextlib.contextmanager
def mock_modemmanager(bus: PrivateBus) -> Iterator[MockService]:
    """ModemManager without a modem."""
    with mock_service(bus, "modemmanager", MM, MM_PATH) as mock:
        yield mock


def add_lte_modem(mock: MockService) -> str:
    """A connected LTE modem with everything that dbusmock's own lacks; return its path."""
    modem, _ = mock.call("AddSimpleModem")
    bearer = f"{MM_PATH}/Bearer/0"
    mock.set(modem, f"{MM}.Modem", "State", "i", 11)
    mock.add_properties(modem, f"{MM}.Modem", {"Ports": ("a(su)", [("wwan0", 2)]), "Bearers": ("ao", [bearer])})
    mock.add_properties(modem, f"{MM}.Modem.Modem3gpp", {"RegistrationState": ("u", 5)})
    levels = {name: ("d", value) for name, value in {"rssi": -71.0, "rsrp": -98.0, "rsrq": -11.0, "snr": 12.4}.items()}
    mock.add_properties(modem, f"{MM}.Modem.Signal", {"Rate": ("u", 0), "Lte": ("a{sv}", levels)})
    mock.add_properties(modem, f"{MM}.Modem.Location", {"Capabilities": ("u", 1)})
    answer = "ret = {dbus.UInt32(1): dbus.String('310,260,8BE3,2BAF,1A2B', variant_level=1)}"
    mock.call("AddMethod", "sssss", f"{MM}.Modem.Location", "GetLocation", "", "a{uv}", answer, path=modem)
    counted = {"uplink-speed": ("t", 50_000_000), "downlink-speed": ("t", 150_000_000)}
    shown = {"Interface": ("s", "wwan0"), "Connected": ("b", True), "Stats": ("a{sv}", counted)}
    mock.call("AddObject", "ssa{sv}a(ssss)", bearer, f"{MM}.Bearer", shown, [])
    return str(modem)


@contextlib.contextmanager
def mock_polkit(bus: PrivateBus) -> Iterator[MockService]:
    """polkit, which refuses everything until it is told otherwise."""
    with mock_service(bus, "polkitd", POLKIT, POLKIT_PATH) as mock:
        yield mock
