"""What lines of `netmon watch` add up to, and what the scenarios of tunnels write down."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Any

import pytest

from radio.lab import tunnels
from radio.lab.transfers import is_still, shown_bytes, throughput


def line(second: float, rx: float | None, tx: float = 0.0) -> dict[str, Any]:
    rates = None if rx is None else {"rx_bytes_per_s": rx, "tx_bytes_per_s": tx}
    return {"sampled_at": f"2026-11-23T10:00:{second:06.3f}+00:00", "throughput": rates}


def test_each_line_tells_of_the_time_since_the_one_before() -> None:
    lines = [line(0, 9999), line(1, 100, 7), line(3.5, 200), line(4.5, None), line(5.5, 1.4)]
    assert shown_bytes(lines, 0) == 100 + 500 + 1
    assert shown_bytes(lines, 1) == 7
    assert shown_bytes(lines[:1], 0) == 0


def test_a_line_without_throughput_is_not_still() -> None:
    assert is_still(line(0, 0.0))
    assert not is_still(line(0, 0.0, 0.1))
    assert not is_still(line(0, None))
    assert throughput(line(0, None)) is None


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tunnels.Keys:
    made = iter(["near=", "far="])
    monkeypatch.setattr(tunnels, "FOLDER", tmp_path / "tunnels")
    monkeypatch.setattr(tunnels, "run", lambda *words, text="", **_: text.upper() if "pubkey" in words else next(made))
    return tunnels.Keys()


def test_both_near_ends_of_wireguard_take_all_traffic_to_the_far_one(keys: tunnels.Keys) -> None:
    quick = configparser.ConfigParser()
    quick.read_string(tunnels.wg_quick(keys))
    assert (quick["Interface"]["PrivateKey"], quick["Peer"]["PublicKey"]) == ("near=", "FAR=")
    assert (quick["Peer"]["Endpoint"], quick["Peer"]["AllowedIPs"]) == ("10.77.0.1:51820", "0.0.0.0/0")
    profile = configparser.ConfigParser()
    profile.read_string(tunnels.wireguard_profile(keys).text())
    assert profile["wireguard"]["private-key"] == "near="
    assert dict(profile["wireguard-peer.FAR="]) == {"endpoint": "10.77.0.1:51820", "allowed-ips": "0.0.0.0/0;"}


def test_both_ends_of_openvpn_know_the_same() -> None:
    near, far = tunnels.openvpn_words("10.98.0.2", "10.98.0.1"), tunnels.openvpn_words("10.98.0.1", "10.98.0.2")
    assert set(near) == set(far)
    assert near != far
