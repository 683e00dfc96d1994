"""Scenarios of cables: Ethernet alone and beside WiFi, links stacked on it, transfers of known size."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from radio.lab import cables, managed
from radio.lab.access_point import AccessPoint
from radio.lab.connection import (
    LIMIT_S,
    await_life,
    check_connection,
    check_facts,
    fresh,
    interface_of,
    life,
    line_after,
    moved,
    on,
    own,
    wifi,
    wired,
)
from radio.lab.ground import AP, GATEWAY, WIRED_GATEWAY
from radio.lab.managed import Profile
from radio.lab.recording import record
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import station

if TYPE_CHECKING:
    from radio.lab.lab import Lab

CABLE = Profile("Desk cable", "ethernet", "eth0", comes_by_itself=True)
VLAN = Profile(
    "Office VLAN", "vlan", "eth0.7", "10.79.0.20/24,10.79.0.1", sections={"vlan": {"id": "7", "parent": "eth0"}}
)
VLAN_GATEWAY = "10.79.0.1"
BRIDGE = Profile("Desk bridge", "bridge", "br0", "10.78.0.20/24,10.78.0.1", sections={"bridge": {"stp": "false"}})
BOND = Profile(
    "Desk bond",
    "bond",
    "bond0",
    "10.78.0.20/24,10.78.0.1",
    sections={"bond": {"mode": "active-backup", "miimon": "100"}},
)
SECOND_ADDRESS, SECOND_GATEWAY = "10.78.1.20/24", "10.78.1.1"
"""Over the bond's other cable, whose far end is another link."""
GRACE_S = 5.0
"""A carrier that is back within this time never went away."""


# --- one cable ------------------------------------------------------------------------------------------------------


@scenario("ethernet", needs="networkmanager")
def ethernet(lab: Lab) -> None:
    """Ethernet alone: its facts, and its cable out for less and for more than five seconds"""
    begun = fresh(lab, "eth0")
    lab.enter(managed.connected(CABLE))
    lab.at_end(lambda: cables.plug("eth0"))
    lab.live_until(on("eth0"), LIMIT_S)
    await_life(lab, begun, "established eth0")
    check_connection(lab, lab.status(), wired("eth0", CABLE.name))
    out_s = blink(lab)
    lab.check_between("cable out, seconds", 0, round(out_s, 1), GRACE_S)
    lab.check("events after it", "established eth0", life(own(lab.records(begun))))
    pulled_at_unix_s = time.time()
    cables.pull("eth0")
    await_life(lab, begun, "established eth0", "terminated eth0")
    lab.check("connection, cable out", None, interface_of(lab.live()))
    cables.plug("eth0")
    lab.live_until(on("eth0"), LIMIT_S)
    records = await_life(lab, begun, "established eth0", "terminated eth0", "established eth0")
    ended = next(record for record in records if record["event"] == "terminated")
    lab.check_between("ended, seconds after the cable", -1, round(unix_s(ended) - pulled_at_unix_s, 1), GRACE_S)
    lab.check_uploaded(records)


def blink(lab: Lab) -> float:
    """Pull the cable, wait for the product to see it, and plug it in again; return for how long it was out."""
    started = time.monotonic()
    cables.pull("eth0")
    lab.live_until(on(None), LIMIT_S, "no connection while the cable is out")
    cables.plug("eth0")
    lasted = time.monotonic() - started
    lab.live_until(on("eth0"), LIMIT_S)
    return lasted


def unix_s(record: dict[str, str]) -> float:
    """When a record was made."""
    return datetime.fromisoformat(record["at"]).timestamp()


# --- beside WiFi ----------------------------------------------------------------------------------------------------


@scenario("wifi-beside-ethernet", needs="networkmanager")
def beside(lab: Lab) -> None:
    """WiFi with Ethernet beside it: the default route moves by metric and by cable, both ways"""
    begun = lab.mark()
    air = lab.enter(AccessPoint(ssid=b"LabBeside"))
    lab.enter(station(lab).joined(air.network))
    arrive(lab, "wlan0")
    lab.transfer("wlan0", GATEWAY, up_bytes=60_000)
    lab.enter(managed.connected(CABLE))
    lab.at_end(lambda: cables.plug("eth0"))
    arrive(lab, "eth0")
    check_facts(lab, line_after(lab), wired("eth0", CABLE.name), "on the cable")
    lab.transfer("eth0", WIRED_GATEWAY, up_bytes=200_000)
    lab.transfer("wlan0", GATEWAY, up_bytes=150_000)
    set_metric(900)
    arrive(lab, "wlan0")
    set_metric(cables.METRIC)
    arrive(lab, "eth0")
    cables.pull("eth0")
    arrive(lab, "wlan0")
    check_facts(lab, line_after(lab), wifi(air), "on WiFi again")
    cables.plug("eth0")
    arrive(lab, "eth0")
    moves = ["established wlan0"]
    for interface, other in (("eth0", "wlan0"), ("wlan0", "eth0")) * 2 + (("eth0", "wlan0"),):
        moves += [f"terminated {other}", f"established {interface}"]
    records = own(lab.records(begun))
    lab.check("moves", ", ".join(moves), life(records))
    lab.check_between("bytes sent in WiFi's records", 60_000, moved(records, "wlan0")[1], 80_000)
    lab.check_between("bytes sent in Ethernet's records", 200_000, moved(records, "eth0")[1], 240_000)
    lab.check_uploaded(records)


def arrive(lab: Lab, interface: str) -> None:
    """Wait until the agent records this interface: its newest record that is no end is on it."""

    def is_there() -> bool:
        newest = lab.product.accepted()[-1:]
        return bool(newest) and newest[0]["record"]["network_type"] == {"eth0": "et", "wlan0": "wi"}[interface]

    lab.live_until(on(interface), LIMIT_S, f"the connection on {interface}")
    lab.eventually(is_there, LIMIT_S, f"a record on {interface}")


def set_metric(metric: int) -> None:
    """Give the cable's routes another rank."""
    run("nmcli", "device", "modify", "eth0", "ipv4.route-metric", str(metric))


# --- links on a cable -----------------------------------------------------------------------------------------------


@scenario("vlan", needs="networkmanager")
def vlan(lab: Lab) -> None:
    """A VLAN on Ethernet: the cable is the connection, the VLAN gives it its name, bytes are counted once"""
    with far_vlan():
        stacked(lab, "eth0", VLAN, VLAN_GATEWAY)


@contextlib.contextmanager
def far_vlan() -> Iterator[None]:
    """The other end of the VLAN."""
    run("ip", "link", "add", "link", "eth1", "name", "eth1.7", "type", "vlan", "id", "7", netns=AP)
    try:
        run("ip", "addr", "add", f"{VLAN_GATEWAY}/24", "dev", "eth1.7", netns=AP)
        run("ip", "link", "set", "eth1.7", "up", netns=AP)
        yield
    finally:
        run("ip", "link", "del", "eth1.7", netns=AP)


@scenario("bridge", needs="networkmanager")
def bridge(lab: Lab) -> None:
    """A bridge over Ethernet: the port with the cable is the connection"""
    stacked(lab, "eth0", BRIDGE, WIRED_GATEWAY, managed.port(BRIDGE, "eth0"))


def stacked(lab: Lab, interface: str, upper: Profile, peer: str, *ports: Profile) -> None:
    """Bring up what stands on a cable, and compare."""
    begun = fresh(lab, interface)
    with managed.connected(upper, *ports):
        lab.live_until(on(interface), LIMIT_S)
        await_life(lab, begun, f"established {interface}")
        check_connection(lab, lab.status(), wired(interface, upper.name))
        record(lab.results / "recordings" / f"linux_{upper.kind}")
        before = lab.counters(interface)
        lab.transfer(upper.interface, peer, up_bytes=300_000, down_bytes=200_000)
        after = lab.counters(interface)
    records = await_life(lab, begun, f"established {interface}", f"terminated {interface}")
    for direction, was, now, told in zip(("received", "sent"), before, after, moved(records), strict=True):
        lab.check_between(f"bytes {direction}, once", now - was, told, now - was + 4_000)
    lab.check_uploaded(records)


@scenario("bond", needs="wpa-supplicant")
def bond(lab: Lab) -> None:
    """A bond of two cables made by hand: its active one is the connection, and another when its cable is pulled"""
    begun = fresh(lab, "eth0")
    run("ip", "addr", "add", f"{SECOND_GATEWAY}/24", "dev", "eth3", netns=AP)
    lab.at_end(lambda: run("ip", "addr", "flush", "dev", "eth3", netns=AP))
    lab.at_end(lambda: cables.plug("eth0"))
    with bonded("eth0", "eth2"):
        lab.live_until(on("eth0"), LIMIT_S)
        await_life(lab, begun, "established eth0")
        check_connection(lab, lab.status(), wired("eth0"))
        record(lab.results / "recordings" / "linux_bond")
        sent = {"eth0": transferred(lab, "eth0", WIRED_GATEWAY, 300_000)}
        cables.pull("eth0")
        lab.live_until(on("eth2"), LIMIT_S)
        await_life(lab, begun, "established eth0", "terminated eth0", "established eth2")
        check_facts(lab, lab.live(), wired("eth2"), "on the other cable")
        record(lab.results / "recordings" / "linux_bond_failed_over")
        sent["eth2"] = transferred(lab, "eth2", SECOND_GATEWAY, 100_000)
    records = await_life(lab, begun, "established eth0", "terminated eth0", "established eth2", "terminated eth2")
    for interface, size_bytes in sent.items():
        lab.check_between(f"bytes sent, {interface}", size_bytes, moved(records, interface)[1], size_bytes + 4_000)
    lab.check_uploaded(records)


def transferred(lab: Lab, interface: str, peer: str, up_bytes: int) -> int:
    """Send over the bond and return what the link under it counted."""
    before = lab.counters(interface)[1]
    lab.transfer("bond0", peer, up_bytes=up_bytes)
    return lab.counters(interface)[1] - before


@contextlib.contextmanager
def bonded(*interfaces: str) -> Iterator[None]:
    """Have a bond of links, the first one active, with addresses and a default route."""
    run("ip", "link", "add", "bond0", "type", "bond", "mode", "active-backup", "miimon", "100")
    try:
        run("ip", "link", "set", "bond0", "up")
        for interface in interfaces:
            run("ip", "addr", "flush", "dev", interface)
            run("ip", "link", "set", interface, "down")
            run("ip", "link", "set", interface, "master", "bond0")
            cables.await_carrier(interface, is_on=True)
        cables.connect("bond0")
        run("ip", "addr", "add", SECOND_ADDRESS, "dev", "bond0")
        yield
    finally:
        run("ip", "link", "del", "bond0")
