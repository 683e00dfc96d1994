"""The public JSON of a link, and the codec of what the program keeps of itself."""

from __future__ import annotations

import json

import pytest

from netmon_tray import codec
from netmon_tray.facts import link_facts
from netmon_tray.model import DENIED, InterfaceKind, Link, Network, NetworkType, Position, Radio, Vpn
from support.samples import wifi, wired

STATUS_KEYS = {
    "interface", "network_type", "network_name", "security", "network_security", "authentication", "bssid",
    "frequency_ghz", "channel", "rssi_dbm", "noise_dbm", "rsrp_dbm", "sinr_db", "link_speed_mbit_s", "mccmnc",
    "cell_id", "roaming", "latitude", "longitude", "vpn", "metered", "unavailable",
}  # fmt: skip


def test_a_wifi_link_by_its_public_names() -> None:
    facts = link_facts(wifi(), gate_security="wp2", vpn=Vpn("wg0", InterfaceKind.WIREGUARD))
    assert set(facts) >= STATUS_KEYS
    assert facts["network_name"] == "Cafe"
    assert facts["frequency_ghz"] == 5.18
    assert facts["link_speed_mbit_s"] == 866.7
    assert facts["vpn"] == {"interface": "wg0", "kind": "wireguard"}
    assert facts["unavailable"]["cell_id"] == "not_applicable"
    assert json.loads(json.dumps(facts)) == facts


def test_what_is_withheld_is_null_with_its_reason() -> None:
    link = Link(wifi().interface, NetworkType.WIFI, Network(name=DENIED), Radio(bssid=DENIED))
    facts = link_facts(link, gate_security=None, position=DENIED)
    assert facts["network_name"] is None
    assert facts["bssid"] is None
    assert {facts["unavailable"][name] for name in ("network_name", "bssid", "latitude", "longitude")} == {"denied"}


def test_a_position_and_a_cable() -> None:
    facts = link_facts(wired(), gate_security="opn", position=Position(40.7, -74.0, 30.0))
    assert (facts["latitude"], facts["longitude"]) == (40.7, -74.0)
    assert facts["bssid"] is None
    assert "latitude" not in facts["unavailable"]


@pytest.mark.parametrize("link", [wifi(), wired(), Link(wifi().interface, NetworkType.WIFI, Network(name=DENIED))])
def test_a_link_survives_the_codec(link: Link) -> None:
    assert codec.from_plain(Link, json.loads(json.dumps(codec.to_plain(link)))) == link


def test_the_codec_refuses_wrong_types() -> None:
    plain = codec.to_plain(wired())
    plain["interface"]["index"] = "2"
    with pytest.raises(TypeError):
        codec.from_plain(Link, plain)
