"""The text of "Copy network details"."""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.gui.details import details_text
from netmon_tray.model import DENIED, InterfaceKind, Network, Vpn
from support.fake_agent import FakeSnapshot, sample, wifi_link, wired_link


def lines(snapshot: FakeSnapshot) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in details_text(snapshot).splitlines())


def test_a_wifi_network() -> None:
    found = lines(FakeSnapshot())
    assert found["Network"] == "Cafe-5G"
    assert found["Medium"] == "WiFi"
    assert found["Security"] == "WPA3-Personal (SAE) (Strong)"
    assert found["Signal (RSSI)"] == "-58 dBm"
    assert found["Frequency"] == "5.18 GHz"
    assert found["Link"] == "866.7 Mbit/s"
    assert found["Reaches"] == "the internet"
    assert any(name.startswith("Since ") and "1.84 GB received" in value for name, value in found.items())


def test_what_is_copied_has_plain_hyphens() -> None:
    assert "\N{MINUS SIGN}" not in details_text(FakeSnapshot())


def test_a_cable_has_no_radio_lines() -> None:
    found = lines(replace(FakeSnapshot(), sample=sample(wired_link())))
    assert found["Interface"] == "eth0"
    assert not {"Access point", "Frequency", "Signal (RSSI)", "Operator code"} & set(found)


def test_what_is_hidden_says_so() -> None:
    link = replace(wifi_link(), network=Network(DENIED, is_metered=DENIED))
    found = lines(replace(FakeSnapshot(), sample=sample(link)))
    assert found["Network"] == "hidden by the system"
    assert found["Metered"] == "hidden by the system"


def test_a_vpn_is_told() -> None:
    through = replace(sample(wifi_link()), vpn=Vpn("wg0", InterfaceKind.WIREGUARD))
    assert lines(replace(FakeSnapshot(), sample=through))["VPN"] == "wg0"


def test_without_a_connection() -> None:
    assert details_text(replace(FakeSnapshot(), sample=sample())) == "Network: not connected\n"
    assert details_text(replace(FakeSnapshot(), sample=None)) == "Network: not connected\n"


def test_a_network_cannot_forge_a_line() -> None:
    text = details_text(replace(FakeSnapshot(), sample=sample(wifi_link(name="x\nSecurity: strong"))))
    assert text.count("\nSecurity: ") == 1
