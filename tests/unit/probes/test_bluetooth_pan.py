"""A phone's network over Bluetooth: a recorded moment of it, and what the kernel told while it came and went.

BlueZ and NetworkManager of Debian 12 made it, over emulated controllers. The recording holds the phone's end too, as it
comes up and is taken away to the far side.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.model import (
    NOT_APPLICABLE,
    UNSUPPORTED,
    InterfaceKind,
    Link,
    NetworkType,
    Radio,
    Reachability,
    Security,
)
from netmon_tray.probes.linux.bus_desk import BusAnswer
from netmon_tray.probes.linux.events import Associations
from netmon_tray.probes.linux.identity import identify, take_look
from netmon_tray.probes.linux.nl80211 import WirelessReader
from netmon_tray.probes.linux.rtnetlink import RouteReader
from netmon_tray.probes.parse import netlink, networkmanager, rtnetlink
from netmon_tray.probes.parse.rtnetlink import LinkRow
from netmon_tray.upload.wire import gate_security
from support.nm_captures import recorded_objects
from support.recorded_kernel import CAPTURES, RecordedKernel, make_sysfs

FOLDER = "linux_bluetooth_pan"
INTERFACE = "bnep1"
PHONE = "Ana's Téléphone"


def link_of(sysfs: Path, bus: BusAnswer) -> Link:
    """The primary link of the recording, which must be the one over Bluetooth."""
    kernel = RecordedKernel(FOLDER)
    look = take_look(RouteReader(kernel.open), WirelessReader(kernel.open), sysfs)
    found = identify(look, bus, Associations())
    assert (found.primary_name, found.reachability) == (INTERFACE, Reachability.SITE)
    (link,) = (carrier.link for carrier in found.carriers if carrier.link.interface.name == INTERFACE)
    return link


@pytest.fixture
def answer() -> BusAnswer:
    """What NetworkManager said."""
    return BusAnswer(networkmanager.decode_facts(recorded_objects(FOLDER), {}))


def test_the_phone_has_its_name_from_networkmanager(answer: BusAnswer, tmp_path: Path) -> None:
    link = link_of(make_sysfs(tmp_path, FOLDER), answer)
    assert (link.network_type, link.interface.kind) == (NetworkType.BLUETOOTH, InterfaceKind.BLUETOOTH)
    assert (link.network.name, link.network.is_metered) == (PHONE, True)
    assert (link.network.security, gate_security(link)) == (Security.WIRED, "opn")
    assert (link.network.authentication, link.network.mccmnc) == (NOT_APPLICABLE, NOT_APPLICABLE)
    assert (link.radio, link.link_rate_bit_per_s) == (Radio(), UNSUPPORTED)


@pytest.mark.parametrize("has_sysfs", [True, False])
def test_without_networkmanager_the_kernel_tells_the_type(has_sysfs: bool, tmp_path: Path) -> None:
    link = link_of(make_sysfs(tmp_path, FOLDER) if has_sysfs else tmp_path, BusAnswer())
    assert (link.network_type, link.interface.kind) == (NetworkType.BLUETOOTH, InterfaceKind.BLUETOOTH)
    assert (link.network.name, link.network.is_metered) == (INTERFACE, UNSUPPORTED)


def test_a_networkmanager_that_is_silent_costs_the_name_alone(tmp_path: Path) -> None:
    link = link_of(make_sysfs(tmp_path, FOLDER), BusAnswer(silent=frozenset({"networkmanager"})))
    assert (link.network_type, link.network.name) == (NetworkType.BLUETOOTH, UNSUPPORTED)


# --- notifications --------------------------------------------------------------------------------------------------


def told(name: str) -> Iterator[tuple[int, LinkRow]]:
    """(kind of message, link) of each notification of a device; those of a bridge about its port are left out."""
    for event in json.loads((CAPTURES / FOLDER / "events.json").read_text())["events"]:
        for message in netlink.messages(bytes.fromhex(event["hex"])):
            is_bridge = message.payload[:1] == b"\x07"  # AF_BRIDGE
            if message.kind in (rtnetlink.RTM_NEWLINK, rtnetlink.RTM_DELLINK) and not is_bridge:
                row = rtnetlink.link_row(message.payload)
                if row.name == name:
                    yield message.kind, row


def test_the_link_appears_comes_up_and_is_deleted() -> None:
    """Its state is "unknown" to the kernel all the time: bnep never says more than that it is switched on."""
    life = [(kind, row.is_up) for kind, row in told(INTERFACE)]
    new, deleted = rtnetlink.RTM_NEWLINK, rtnetlink.RTM_DELLINK
    assert list(dict.fromkeys(life)) == [(new, False), (new, True), (deleted, False)]
    assert life[-2:] == [(new, False), (deleted, False)]


def test_the_ends_of_a_connection_are_told_apart() -> None:
    (here,) = {(row.index, row.mac) for _, row in told(INTERFACE)}
    (there,) = {(row.index, row.mac) for _, row in told("bnep0")}
    assert here != there
    assert here[0] == RecordedKernel(FOLDER).link_index(INTERFACE)
