"""radio.lab.access_point: what hostapd is told."""

from __future__ import annotations

import pytest

from radio.lab.access_point import CHANNELS, PASSPHRASE, WEP_KEY, AccessPoint, Security, frequency_mhz


def settings(access_point: AccessPoint) -> dict[str, str]:
    lines = access_point.configuration().splitlines()
    told = dict(line.split("=", 1) for line in lines)
    assert len(told) == len(lines), "a key stands twice"
    return told


@pytest.mark.parametrize("ssid", [b"Lab", "Café ☕ 学校".encode(), b"\xff\x00\n=#", b"a" * 32])
def test_a_name_of_any_bytes_is_written_so_that_no_byte_means_anything(ssid: bytes) -> None:
    told = settings(AccessPoint(ssid=ssid))
    assert "ssid" not in told
    assert bytes.fromhex(told["ssid2"]) == ssid


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        (Security.OPEN, {}),
        (Security.OWE, {"wpa": "2", "wpa_key_mgmt": "OWE", "ieee80211w": "2"}),
        (Security.WEP, {"auth_algs": "1", "wep_key0": f'"{WEP_KEY}"'}),
        (Security.WEP_SHARED, {"auth_algs": "2", "wep_key0": f'"{WEP_KEY}"'}),
        (Security.WPA_PSK, {"wpa": "1", "wpa_key_mgmt": "WPA-PSK", "wpa_pairwise": "TKIP"}),
        (Security.WPA_WPA2_PSK, {"wpa": "3", "wpa_pairwise": "TKIP", "rsn_pairwise": "CCMP"}),
        (Security.WPA2_PSK, {"wpa": "2", "wpa_key_mgmt": "WPA-PSK", "wpa_passphrase": PASSPHRASE}),
        (Security.WPA2_WPA3_PSK, {"wpa": "2", "wpa_key_mgmt": "WPA-PSK SAE", "ieee80211w": "1"}),
        (Security.WPA3_SAE, {"wpa": "2", "wpa_key_mgmt": "SAE", "ieee80211w": "2", "sae_password": PASSPHRASE}),
        (Security.WPA2_EAP, {"wpa": "2", "wpa_key_mgmt": "WPA-EAP", "eap_server": "1"}),
        (Security.WPA3_EAP, {"wpa": "2", "wpa_key_mgmt": "WPA-EAP-SHA256", "ieee80211w": "2"}),
    ],
)
def test_each_security_has_its_own_lines(security: Security, expected: dict[str, str]) -> None:
    told = settings(AccessPoint(ssid=b"Lab", security=security))
    assert expected.items() <= told.items()
    assert ("wpa" in told) == ("wpa" in expected)
    assert ("wep_key0" in told) == ("wep_key0" in expected)


@pytest.mark.parametrize("security", [Security.WEP, Security.WEP_SHARED, Security.WPA_PSK])
def test_what_80211n_forbids_is_offered_without_it(security: Security) -> None:
    told = settings(AccessPoint(ssid=b"Lab", security=security, generation=6))
    assert not {"ieee80211n", "ieee80211ac", "ieee80211ax"} & set(told)


@pytest.mark.parametrize(
    ("band", "channel", "width_mhz", "expected"),
    [
        ("2.4", 1, 20, {"hw_mode": "g"}),
        ("2.4", 6, 40, {"hw_mode": "g", "ht_capab": "[HT40+]"}),
        ("2.4", 11, 40, {"hw_mode": "g", "ht_capab": "[HT40-]"}),
        ("5", 36, 20, {"hw_mode": "a", "vht_oper_chwidth": "0"}),
        ("5", 36, 40, {"ht_capab": "[HT40+]", "vht_oper_chwidth": "0"}),
        ("5", 40, 40, {"ht_capab": "[HT40-]", "vht_oper_chwidth": "0"}),
        ("5", 48, 80, {"ht_capab": "[HT40-]", "vht_oper_chwidth": "1", "vht_oper_centr_freq_seg0_idx": "42"}),
    ],
)
def test_a_width_takes_the_half_that_lies_beside_the_channel(
    band: str, channel: int, width_mhz: int, expected: dict[str, str]
) -> None:
    told = settings(AccessPoint(ssid=b"Lab", band=band, channel=channel, width_mhz=width_mhz))
    assert expected.items() <= told.items()
    assert ("ht_capab" in told) == (width_mhz > 20)
    assert ("vht_oper_centr_freq_seg0_idx" in told) == (width_mhz == 80)


@pytest.mark.parametrize(
    ("generation", "band", "offered"),
    [
        (4, "2.4", {"ieee80211n"}),
        (6, "2.4", {"ieee80211n", "ieee80211ax"}),
        (4, "5", {"ieee80211n"}),
        (5, "5", {"ieee80211n", "ieee80211ac"}),
        (6, "5", {"ieee80211n", "ieee80211ac", "ieee80211ax"}),
    ],
)
def test_a_generation_brings_its_forerunners(generation: int, band: str, offered: set[str]) -> None:
    channel = CHANNELS[band][0]
    told = settings(AccessPoint(ssid=b"Lab", band=band, channel=channel, generation=generation))
    assert {key for key in told if key.startswith("ieee80211") and told[key] == "1"} - {"ieee80211d"} == offered


@pytest.mark.parametrize(
    ("band", "announces_country", "country", "announced"),
    [("2.4", False, None, None), ("2.4", True, "US", "1"), ("5", False, "US", "0"), ("5", True, "US", "1")],
)
def test_a_country_is_set_where_the_kernel_wants_one_and_told_only_when_asked(
    band: str, announces_country: bool, country: str | None, announced: str | None
) -> None:
    channel = CHANNELS[band][0]
    told = settings(AccessPoint(ssid=b"Lab", band=band, channel=channel, announces_country=announces_country))
    assert (told.get("country_code"), told.get("ieee80211d")) == (country, announced)


def test_a_width_goes_before_a_generation_that_the_emulated_radio_has_at_20_mhz_only() -> None:
    assert "ieee80211ax" not in settings(AccessPoint(ssid=b"Lab", width_mhz=40, generation=6))


def test_a_channel_that_the_station_does_not_scan_is_refused() -> None:
    with pytest.raises(ValueError, match="channel 13"):
        AccessPoint(ssid=b"Lab", channel=13)


def test_what_a_station_has_to_know() -> None:
    network = AccessPoint(ssid=b"Lab \xff", band="5", channel=36, security=Security.OWE, is_hidden=True).network
    assert (network.ssid, network.security, network.is_hidden) == (b"Lab \xff", Security.OWE, True)
    assert network.name == "Profile of Lab _"
    assert network.frequency_mhz == 5180


def test_centres_of_channels() -> None:
    assert [frequency_mhz("2.4", channel) for channel in (1, 6, 11)] == [2412, 2437, 2462]
    assert [frequency_mhz("5", channel) for channel in (36, 44, 149)] == [5180, 5220, 5745]
