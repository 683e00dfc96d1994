"""Profiles of NetworkManager beside WiFi, as they are written."""

from __future__ import annotations

import configparser

import pytest

from radio.lab import managed
from radio.lab.managed import Profile, connected, port

BRIDGE = Profile("Desk bridge", "bridge", "br0", "10.78.0.20/24,10.78.0.1", sections={"bridge": {"stp": "false"}})


def read(profile: Profile) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser()
    parsed.read_string(profile.text())
    return parsed


def test_a_cable_asks_for_its_address() -> None:
    found = read(Profile("Desk cable", "ethernet", "eth0", comes_by_itself=True))
    assert dict(found["connection"]) == {
        "id": "Desk cable", "uuid": found["connection"]["uuid"], "type": "ethernet", "interface-name": "eth0",
        "autoconnect": "true",
    }  # fmt: skip
    assert dict(found["ipv4"]) == {"method": "auto"}
    assert dict(found["ipv6"]) == {"method": "disabled"}


def test_an_address_may_be_written_by_hand_and_sections_are_kept() -> None:
    found = read(BRIDGE)
    assert dict(found["ipv4"]) == {"method": "manual", "address1": "10.78.0.20/24,10.78.0.1"}
    assert found["bridge"]["stp"] == "false"


def test_a_port_has_no_address_and_names_what_it_belongs_to() -> None:
    found = read(port(BRIDGE, "eth0"))
    assert "ipv4" not in found
    assert (found["connection"]["master"], found["connection"]["slave-type"]) == ("br0", "bridge")
    assert found["connection"]["id"] != "Desk bridge"


def test_profiles_go_the_other_way_round_also_when_the_scenario_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    first, second = Profile("first", "ethernet", "eth0"), Profile("second", "vlan", "eth0.7")
    names = {profile.identity: profile.name for profile in (first, second)}
    monkeypatch.setattr(managed, "load", lambda profile: done.append(f"load {profile.name}"))
    monkeypatch.setattr(managed, "bring_up", lambda profile: done.append(f"up {profile.name}"))
    monkeypatch.setattr(managed, "run", lambda *words, **_: done.append(f"delete {names[words[-1]]}"))
    with pytest.raises(OSError, match="the cable burns"), connected(first, second):
        raise OSError("the cable burns")
    assert done == ["load first", "load second", "up first", "up second", "delete second", "delete first"]
