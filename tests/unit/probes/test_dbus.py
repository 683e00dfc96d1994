"""The bus layer without a bus: addresses, filters, and what a machine without D-Bus pays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import netmon_tray
from netmon_tray.probes.linux.dbus import SystemBus, is_change, match_rules
from netmon_tray.probes.linux.dbus_connection import BusError, Trouble, bus_sockets, method_call
from netmon_tray.probes.linux.modemmanager import ModemManagerReader
from netmon_tray.probes.linux.networkmanager import NetworkManagerReader

NM = "org.freedesktop.NetworkManager"
MM = "org.freedesktop.ModemManager1"


@pytest.mark.parametrize(
    ("address", "sockets"),
    [
        ("unix:path=/run/dbus/system_bus_socket", ["/run/dbus/system_bus_socket"]),
        ("unix:path=/tmp/a%20b,guid=0123", ["/tmp/a b"]),
        ("unix:abstract=/tmp/dbus-x,guid=0123", ["\0/tmp/dbus-x"]),
        ("tcp:host=localhost,port=1;unix:path=/b", ["/b"]),
        ("unix:path=/a;unix:path=/b", ["/a", "/b"]),
        ("unix:tmpdir=/tmp", []),
        ("autolaunch:", []),
        ("nonsense", []),
        ("unix:path=,;;", []),
    ],
)
def test_addresses(address: str, sockets: list[str]) -> None:
    assert bus_sockets(address) == sockets


def test_the_environment_names_the_bus_and_else_the_well_known_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/elsewhere")
    assert bus_sockets() == ["/elsewhere"]
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS")
    assert bus_sockets() == ["/var/run/dbus/system_bus_socket"]


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense"])
def test_a_machine_without_a_bus_has_no_networkmanager_and_no_modems(address: str) -> None:
    bus = SystemBus(address)
    assert NetworkManagerReader(bus).read() is None
    assert ModemManagerReader(bus).read() == ()


def test_a_socket_path_longer_than_the_kernel_takes_is_a_failed_bus(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    (folder / "bus").touch()
    with pytest.raises(BusError) as caught:
        SystemBus(f"unix:path={folder}/bus").call(NM, "/", NM, "x")
    assert caught.value.trouble is Trouble.BUS_FAILED


def test_jeepney_is_not_imported_where_there_is_no_bus() -> None:
    code = (
        "import json, sys\n"
        "from netmon_tray.probes.linux.dbus import ChangeListener, SystemBus\n"
        "from netmon_tray.probes.linux.modemmanager import ModemManagerReader\n"
        "from netmon_tray.probes.linux.networkmanager import NetworkManagerReader\n"
        "bus = SystemBus('unix:path=/nonexistent/bus')\n"
        "answers = [NetworkManagerReader(bus).read(), ModemManagerReader(bus).read()]\n"
        "print(json.dumps([answers, sorted(name for name in sys.modules if 'jeepney' in name)]))\n"
    )
    environment = {"PYTHONPATH": str(Path(netmon_tray.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20, env=environment
    )
    assert json.loads(done.stdout) == [[None, []], []]


def test_a_question_starts_no_service_and_opens_no_password_prompt() -> None:
    no_auto_start, allow_interactive_authorization = 0x2, 0x4
    flags = method_call(NM, "/x", NM, "GetIt").header.flags
    assert flags & no_auto_start
    assert not flags & allow_interactive_authorization


def signal(member: str, *body: Any) -> Any:
    return SimpleNamespace(header=SimpleNamespace(fields={3: member}), body=body)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (signal("PropertiesChanged", NM, {"Metered": ("u", 1)}, []), True),
        (signal("PropertiesChanged", f"{MM}.Bearer", {"Stats": ("a{sv}", {})}, []), False),
        (signal("PropertiesChanged", f"{MM}.Bearer", {"Stats": ("a{sv}", {}), "Connected": ("b", True)}, []), True),
        (signal("PropertiesChanged", f"{MM}.Bearer", {}, ["Interface"]), True),
        (signal("NameOwnerChanged", NM, "", ":1.7"), True),
        (signal("InterfacesAdded", "/modem", {}), True),
        (signal("InterfacesRemoved", "/modem", []), True),
        (signal("NameAcquired", ":1.7"), False),
        (SimpleNamespace(header=SimpleNamespace(fields={}), body=()), False),
    ],
)
def test_which_signals_are_a_change(message: Any, expected: bool) -> None:
    assert is_change(message) is expected


def test_what_changes_all_the_time_is_not_subscribed_to() -> None:
    rules = match_rules()
    assert any(f"arg0='{NM}.Connection.Active'" in rule for rule in rules)
    assert not any("AccessPoint" in rule or "Statistics" in rule or "Wireless" in rule for rule in rules)
    assert sum("NameOwnerChanged" in rule for rule in rules) == 2
