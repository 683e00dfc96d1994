"""Scenarios of a phone that lends its connection over Bluetooth (PAN): alone, beside WiFi, switched off and on."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jeepney import DBusErrorResponse

from radio.lab.access_point import AccessPoint
from radio.lab.connection import await_life, check_connection, fresh, interface_of, moved, on, quiet, wifi
from radio.lab.ground import STATION
from radio.lab.measure import counters
from radio.lab.notifications import Notifications
from radio.lab.phone import ADDRESS, GATEWAY, LAPTOP, PHONE, Phone, device_of, wait_for
from radio.lab.product import Document
from radio.lab.recording import record
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import FOLDER, station
from support.bus import BusClient

if TYPE_CHECKING:
    from radio.lab.lab import Lab

NM, ROOT = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
PROFILE_ID = "2c4e3f0e-5a0b-4a8e-9d51-0b1f6d1c7a42"
PROFILE = f"""[connection]
id=Phone on the road
uuid={PROFILE_ID}
type=bluetooth
autoconnect=false
[bluetooth]
bdaddr={PHONE.address}
type=panu
[ipv4]
method=manual
address1={ADDRESS},{GATEWAY}
[ipv6]
method=disabled
"""
"""Its name must not show: the phone's own name tells more."""
DOWN_BYTES, UP_BYTES = 120_000, 60_000
OVERHEAD = 1.12
"""Headers of TCP, IP and Ethernet on full frames, and the acknowledgements of the other direction."""


# --- with NetworkManager --------------------------------------------------------------------------------------------


@scenario("bluetooth-phone", needs="networkmanager")
def phone_alone(lab: Lab) -> None:
    """A phone's network over Bluetooth is the only one: facts, bytes to the byte, the phone switched off"""
    recordings = lab.results / "recordings" / "linux_bluetooth_pan"
    begun = fresh(lab)
    phone = lab.enter(Phone(logs(lab, "bluetooth-phone")))
    with Notifications(recordings / "events.json"):
        interface = bring_up(phone)
        lab.live_until(on(interface), what="the connection over Bluetooth")
        arrive(lab)
        said, base = at_rest(lab, interface)
        check_connection(lab, said, bluetooth(interface, phone.name, is_metered=is_metered()))
        move_bytes(lab, interface)
        record(recordings)
        record_networkmanager(recordings)
        kernel = quiet(interface)
        phone.switch_off()
        records = await_life(lab, begun, *both_ends(interface))
    lab.check("bytes of the records (rx, tx)", difference(kernel, base), moved(records, interface))
    check_payload(lab, records[-1]["payload"], phone.name)
    lab.check_uploaded(records)
    lab.note("Bluetooth's signal and rate are not asked: Linux tells them only to those who hold the link itself.")
    lab.note("A phone carried out of range is not played: btvirt has no link supervision. It is switched off instead.")


@scenario("bluetooth-beside-wifi", needs="networkmanager")
def beside_wifi(lab: Lab) -> None:
    """WiFi comes and goes beside a phone's network over Bluetooth: the default route moves there and back"""
    begun = fresh(lab)
    air = lab.enter(AccessPoint(ssid=b"LabBesidePhone"))
    phone = lab.enter(Phone(logs(lab, "bluetooth-beside-wifi")))
    interface = bring_up(phone)
    lab.live_until(on(interface), what="the connection over Bluetooth")
    arrive(lab)
    with station(lab).joined(air.network):
        said = lab.live_until(named(STATION, air.ssid.decode()), what="WiFi as the connection")
        check_connection(lab, said, wifi(air), " on WiFi")
        lab.check("type of the link beside it", "bl", types_of(said).get(interface))
        arrive(lab, "wi")
    said = lab.live_until(named(interface, phone.name), what="the connection over Bluetooth, again")
    check_connection(lab, said, bluetooth(interface, phone.name), " on Bluetooth again")
    arrive(lab)
    here, there = both_ends(interface), both_ends(STATION)
    lab.check_uploaded(await_life(lab, begun, *here, *there, here[0]))


# --- without --------------------------------------------------------------------------------------------------------


@scenario("bluetooth-kernel-alone", needs="wpa-supplicant")
def kernel_alone(lab: Lab) -> None:
    """A phone's network without NetworkManager, named by its interface; the phone switched off, and on again"""
    begun = fresh(lab)
    phone = lab.enter(Phone(logs(lab, "bluetooth-kernel-alone")))
    interface = phone.connect()
    said = lab.live_until(on(interface), what="the connection over Bluetooth")
    check_connection(lab, said, bluetooth(interface, interface))
    arrive(lab)
    phone.switch_off()
    lab.check("connection, phone switched off", None, interface_of(lab.live_until(on(None))))
    await_life(lab, begun, *both_ends(interface))
    phone.switch_on()
    again = phone.connect()
    said = lab.live_until(on(again), what="the connection over Bluetooth, again")
    check_connection(lab, said, bluetooth(again, again), " again")
    records = await_life(lab, begun, *both_ends(interface), f"established {again}")
    check_payload(lab, records[-1]["payload"], again)
    lab.check_uploaded(records)


# --- parts ----------------------------------------------------------------------------------------------------------


def logs(lab: Lab, name: str) -> Path:
    """The folder of a scenario's files."""
    return lab.results / "scenarios" / name


def bring_up(phone: Phone) -> str:
    """Have NetworkManager connect to the phone; return the name of the interface."""
    file = FOLDER / "profiles" / "phone.nmconnection"
    file.write_text(PROFILE)
    file.chmod(0o600)
    with contextlib.closing(BusClient("SYSTEM")) as bus:
        bus.call(NM, f"{ROOT}/Settings", f"{NM}.Settings", "LoadConnections", "as", [str(file)])
        made = bus.call(NM, f"{ROOT}/Settings", f"{NM}.Settings", "GetConnectionByUuid", "s", PROFILE_ID)
        wait_for(lambda: is_begun(bus, made), "NetworkManager connecting to the phone")
    phone.take_end()
    interface = str(wait_for(lambda: device_of(LAPTOP), "this computer's end of the connection"))
    wait_for(lambda: run("ip", "route", "show", "default", "dev", interface), "NetworkManager's default route")
    return interface


def is_begun(bus: BusClient, profile: str) -> bool:
    """Tell NetworkManager to connect; False while it has not heard of the phone from BlueZ."""
    try:
        bus.call(NM, ROOT, NM, "ActivateConnection", "ooo", profile, "/", "/")
    except DBusErrorResponse:
        return False
    return True


def both_ends(interface: str) -> tuple[str, str]:
    """The events of a connection from its begin to its end."""
    return f"established {interface}", f"terminated {interface}"


def types_of(said: Document) -> dict[str, str]:
    """The type of each link, by its interface."""
    return {link["interface"]: link["network_type"] for link in said["links"]}


def is_metered() -> bool:
    """Whether NetworkManager takes the phone for metered: "yes", or "yes (guessed)"."""
    return run("nmcli", "-g", "GENERAL.METERED", "device", "show", PHONE.address).startswith("yes")


def bluetooth(interface: str, name: str, *, is_metered: bool | None = None) -> Document:
    """What is expected of the link; ``is_metered`` where it is known."""
    expected: Document = {
        "interface": interface,
        "interface_kind": "bluetooth",
        "network_type": "bl",
        "network_name": name,
        "security": "wired",
        "network_security": "opn",
        "authentication": None,
        "mccmnc": None,
        "roaming": None,
        "link_speed_mbit_s": None,
        "bssid": None,
        "rssi_dbm": None,
        "vpn": None,
    }
    return expected if is_metered is None else expected | {"metered": is_metered}


def named(interface: str, name: str) -> Callable[[Document], bool]:
    """Tell lines whose connection is this one."""

    def is_it(said: Document) -> bool:
        connection = said["connection"] or {}
        return (connection.get("interface"), connection.get("network_name")) == (interface, name)

    return is_it


def arrive(lab: Lab, network_type: str = "bl") -> None:
    """Wait until the Gate has a record of this type as its newest: the agent has seen the connection too."""

    def is_there() -> bool:
        newest = lab.product.accepted()[-1:]
        return bool(newest) and newest[0]["record"]["network_type"] == network_type

    lab.eventually(is_there, what=f"a record of type {network_type}")


def move_bytes(lab: Lab, interface: str) -> None:
    """Move bytes both ways, and write the rows that compare their numbers with the kernel's counters."""
    before = counters(interface)
    lab.transfer(interface, GATEWAY, down_bytes=DOWN_BYTES, up_bytes=UP_BYTES)
    rx_bytes, tx_bytes = difference(quiet(interface), before)
    acknowledged = OVERHEAD - 1
    lab.check_between("kernel's rx_bytes", DOWN_BYTES, rx_bytes, DOWN_BYTES * OVERHEAD + UP_BYTES * acknowledged)
    lab.check_between("kernel's tx_bytes", UP_BYTES, tx_bytes, UP_BYTES * OVERHEAD + DOWN_BYTES * acknowledged)


def at_rest(lab: Lab, interface: str) -> tuple[Document, tuple[int, int]]:
    """Return `netmon status` while nothing moves, and what the kernel had counted when the connection began."""

    def told() -> tuple[Document, tuple[int, int]] | None:
        kernel = quiet(interface)
        said = lab.status()
        connection = said["connection"] or {}
        base = difference(kernel, (connection["rx_bytes"], connection["tx_bytes"]))
        return (said, base) if counters(interface) == kernel else None

    found = lab.eventually(told, what=f"a status while {interface} is quiet")
    assert found is not None
    return found


def difference(later: tuple[int, int], earlier: tuple[int, int]) -> tuple[int, int]:
    """Bytes between two moments."""
    return later[0] - earlier[0], later[1] - earlier[1]


def record_networkmanager(folder: Path) -> None:
    """Write NetworkManager's objects, in the form of tests/captures."""
    with contextlib.closing(BusClient("SYSTEM")) as bus:
        objects = bus.call(NM, "/org/freedesktop", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
    text = json.dumps([objects], default=lambda value: {"bytes": bytes(value).hex()})
    (folder / "nm.json").write_text(f"{text}\n")


def check_payload(lab: Lab, payload: Document, name: str) -> None:
    """Write the rows of what the Gate is told."""
    lab.check("Gate: network", f"bl, {name}", f"{payload['network_type']}, {payload['network_name']}")
    lab.check("Gate: network_security", "opn", payload["network_security"])
    kept_out = ("authentication", "bssid", "frequency", "quality_metric", "quality_value", "network_mccmnc", "cellid")
    lab.check("Gate: left out", "all", ", ".join(key for key in kept_out if key in payload) or "all")
