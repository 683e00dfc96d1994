"""radio.lab.profiles: what NetworkManager, wpa_supplicant and iwd are told of a network."""

from __future__ import annotations

import configparser
from dataclasses import replace
from pathlib import Path

import pytest

from radio.lab import profiles
from radio.lab.access_point import PASSPHRASE, WEP_KEY, AccessPoint, Security, WifiNetwork

NAMES = (b"Lab", "Café ☕ 学校".encode(), b"\xff;\x00\n[a]")


def network(security: Security = Security.WPA2_PSK, ssid: bytes = b"Lab") -> WifiNetwork:
    return AccessPoint(ssid=ssid, security=security).network


def keyfile(one: WifiNetwork) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.read_string(profiles.keyfile(one))
    return parsed


@pytest.mark.parametrize("ssid", NAMES)
def test_a_profile_has_the_ssid_as_bytes_and_a_name_of_its_own(ssid: bytes) -> None:
    told = keyfile(network(ssid=ssid))
    assert bytes(int(number) for number in told["wifi"]["ssid"].rstrip(";").split(";")) == ssid
    assert told["connection"]["id"].encode() != ssid
    assert told["connection"]["autoconnect"] == "false"


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        (Security.OWE, {"key-mgmt": "owe"}),
        (Security.WEP, {"key-mgmt": "none", "auth-alg": "open", "wep-key0": WEP_KEY, "wep-key-type": "1"}),
        (Security.WEP_SHARED, {"key-mgmt": "none", "auth-alg": "shared", "wep-key0": WEP_KEY, "wep-key-type": "1"}),
        (Security.WPA_PSK, {"key-mgmt": "wpa-psk", "psk": PASSPHRASE}),
        (Security.WPA2_PSK, {"key-mgmt": "wpa-psk", "psk": PASSPHRASE}),
        (Security.WPA2_WPA3_PSK, {"key-mgmt": "wpa-psk", "psk": PASSPHRASE}),
        (Security.WPA3_SAE, {"key-mgmt": "sae", "psk": PASSPHRASE}),
        (Security.WPA2_EAP, {"key-mgmt": "wpa-eap"}),
    ],
)
def test_a_profile_says_how_to_log_in(security: Security, expected: dict[str, str]) -> None:
    assert dict(keyfile(network(security))["wifi-security"]) == expected


def test_an_open_network_has_no_security_section() -> None:
    assert not keyfile(network(Security.OPEN)).has_section("wifi-security")


def test_a_login_proves_the_server_too() -> None:
    told = keyfile(network(Security.WPA2_EAP))["802-1x"]
    assert (told["eap"], told["phase2-auth"]) == ("peap;", "mschapv2")
    assert told["ca-cert"] == str(profiles.AUTHORITY)
    assert told["domain-match"]


def test_another_password_is_another_profile() -> None:
    one = network()
    assert profiles.profile_uuid(one) == profiles.profile_uuid(network())
    assert profiles.profile_uuid(one) != profiles.profile_uuid(replace(one, passphrase="something else"))


def test_network_manager_asks_nobody_unless_it_is_told_whom() -> None:
    assert "enabled=false" in profiles.network_manager(Path("/run/x"))
    asked = profiles.network_manager(Path("/run/x"), "http://10.77.0.1/check")
    assert "enabled=true\nuri=http://10.77.0.1/check" in asked
    assert "path=/run/x\n" in asked


@pytest.mark.parametrize("ssid", NAMES)
def test_wpa_supplicant_gets_the_ssid_as_bytes(ssid: bytes) -> None:
    lines = profiles.supplicant(Path("/run/x"), network(ssid=ssid)).splitlines()
    assert f"ssid={ssid.hex()}" in lines


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        (Security.OPEN, {"key_mgmt=NONE"}),
        (Security.WEP_SHARED, {"key_mgmt=NONE", "auth_alg=SHARED", f'wep_key0="{WEP_KEY}"'}),
        (Security.WPA2_WPA3_PSK, {"key_mgmt=WPA-PSK SAE", "ieee80211w=1", f'psk="{PASSPHRASE}"'}),
        (Security.WPA2_EAP, {"key_mgmt=WPA-EAP", "eap=PEAP", f'ca_cert="{profiles.AUTHORITY}"'}),
    ],
)
def test_wpa_supplicant_is_told_how_to_log_in(security: Security, expected: set[str]) -> None:
    assert expected <= set(profiles.supplicant(Path("/run/x"), network(security)).splitlines())


def test_wpa_supplicant_without_a_network_still_scans_few_channels() -> None:
    told = profiles.supplicant(Path("/run/x"))
    assert "freq_list=2412 2437 2462 5180 5200 5220 5240\n" in told
    assert "network=" not in told


@pytest.mark.parametrize(
    ("ssid", "security", "expected"),
    [
        (b"Lab", Security.WPA2_PSK, "Lab.psk"),
        (b"Lab x_y-z", Security.WPA3_SAE, "Lab x_y-z.psk"),
        (b"Lab/../x", Security.OPEN, "=4c61622f2e2e2f78.open"),
        (b"\xff", Security.WPA2_EAP, "=ff.8021x"),
    ],
)
def test_iwd_finds_a_network_by_the_name_of_its_file(ssid: bytes, security: Security, expected: str) -> None:
    assert profiles.iwd_file_name(network(security, ssid)) == expected


def test_iwd_is_told_how_to_log_in() -> None:
    assert f"Passphrase={PASSPHRASE}\n" in profiles.iwd(network())
    assert "[Security]" not in profiles.iwd(network(Security.OPEN))
    assert "EAP-PEAP-Phase2-Method=MSCHAPV2" in profiles.iwd(network(Security.WPA2_EAP))
    with pytest.raises(ValueError, match="WEP"):
        profiles.iwd(network(Security.WEP))
