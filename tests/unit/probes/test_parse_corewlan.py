"""CoreWLAN's integers in the model's words: security, channels, generations, and what is withheld."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    Authentication,
    ConsentState,
    Network,
    Radio,
    Security,
)
from netmon_tray.probes.parse import corewlan
from netmon_tray.probes.parse.corewlan import Channel, Signal, WifiFacts

A = Authentication
NS_INTEGER_MAX = 0x7FFF_FFFF_FFFF_FFFF
FACTS = WifiFacts(1, b"Cafe", "2:0:0:0:0:A1", 4, 6, Channel(44, 2, 3))


@pytest.mark.parametrize(
    ("code", "security", "authentication"),
    [
        (0, Security.OPEN, A.OPEN),
        (1, Security.WEP, A.OPEN),
        (2, Security.WPA_PSK, A.PSK),
        (3, Security.WPA_WPA2_PSK, A.PSK),
        (4, Security.WPA2_PSK, A.PSK),
        (5, Security.WPA2_PSK, A.PSK),
        (6, Security.DYNAMIC_WEP, A.EAP),
        (7, Security.WPA_EAP, A.EAP),
        (8, Security.WPA_WPA2_EAP, A.EAP),
        (9, Security.WPA2_EAP, A.EAP),
        (10, Security.WPA2_EAP, A.EAP),
        (11, Security.WPA3_SAE, A.SAE),
        (12, Security.WPA3_EAP, A.EAP),
        (13, Security.WPA2_WPA3_PSK, A.PSK),
        (14, Security.OWE, A.OWE),
        (15, Security.OWE_TRANSITION, A.OPEN),
        (16, UNSUPPORTED, UNSUPPORTED),
        (NS_INTEGER_MAX, UNSUPPORTED, UNSUPPORTED),
    ],
)
def test_security(code: int, security: object, authentication: object) -> None:
    network = corewlan.network(replace(FACTS, security=code))
    assert (network.security, network.authentication) == (security, authentication)


@pytest.mark.parametrize(
    ("number", "band", "mhz"),
    [
        *((1, 1, 2412), (13, 1, 2472), (14, 1, 2484)),
        *((36, 2, 5180), (44, 2, 5220), (165, 2, 5825)),
        *((1, 3, 5955), (2, 3, 5935), (233, 3, 7115)),
        *((44, 0, None), (0, 2, None), (44, 9, None), (15, 1, None), (255, 3, None)),
    ],
)
def test_channels_are_told_by_number_and_band(number: int, band: int, mhz: int | None) -> None:
    assert Channel(number, band, 1).frequency_mhz == mhz


def test_the_radio_of_a_connection() -> None:
    radio = corewlan.with_signal(corewlan.radio(FACTS), Signal(-60, -78, 816.0))
    assert radio == Radio(
        bssid="02:00:00:00:00:a1",
        frequency_mhz=5220,
        channel=44,
        width_mhz=80,
        rssi_dbm=-60,
        noise_dbm=-78,
        technology="WiFi 6",
    )


@pytest.mark.parametrize(("width", "mhz"), [(0, UNSUPPORTED), (1, 20), (2, 40), (3, 80), (4, 160), (5, UNSUPPORTED)])
def test_widths(width: int, mhz: object) -> None:
    assert corewlan.radio(replace(FACTS, channel=Channel(44, 2, width))).width_mhz == mhz


@pytest.mark.parametrize(
    ("mode", "technology"),
    [(0, UNSUPPORTED), (3, UNSUPPORTED), (4, "WiFi 4"), (5, "WiFi 5"), (6, "WiFi 6"), (7, "WiFi 7"), (8, UNSUPPORTED)],
)
def test_generations_by_the_new_numbers_only(mode: int, technology: object) -> None:
    """In the older set of constants 3 is 802.11n."""
    assert corewlan.radio(replace(FACTS, phy_mode=mode)).technology == technology


def test_without_consent_everything_but_name_and_access_point_is_told() -> None:
    """As recorded without location access: probes.md 4.1."""
    facts = replace(FACTS, ssid=None, bssid=None)
    assert corewlan.is_withheld(facts)
    assert corewlan.network(facts) == Network(DENIED, Security.WPA2_PSK, A.PSK)
    radio = corewlan.with_signal(corewlan.radio(facts), Signal(-60, -78, 816.0))
    assert radio == replace(corewlan.with_signal(corewlan.radio(FACTS), Signal(-60, -78, 816.0)), bssid=DENIED)


def test_what_is_not_told_is_not_invented() -> None:
    radio = corewlan.with_signal(corewlan.radio(replace(FACTS, channel=None, bssid="")), Signal(0, 0, 0.0))
    assert radio == Radio(*(UNSUPPORTED,) * 5, noise_dbm=UNSUPPORTED, technology="WiFi 6")
    assert corewlan.radio(replace(FACTS, channel=Channel(0, 0, 0))).channel is UNSUPPORTED
    assert Signal(0, 0, 0.0).link_rate_bit_per_s is UNSUPPORTED
    assert Signal(0, 0, 866.7).link_rate_bit_per_s == 866_700_000


def test_an_undecodable_name_is_escaped_and_is_no_denial() -> None:
    assert corewlan.network(replace(FACTS, ssid=b"caf\xe9")).name == "caf\\xe9"
    assert corewlan.network(replace(FACTS, ssid=b"x" * 33)).name is UNSUPPORTED


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("aa:bb:cc:0:1:F", "aa:bb:cc:00:01:0f"),
        *((None, None), ("", None), ("0:0:0:0:0:0", None), ("aa:bb", None), ("aa:bb:cc:dd:ee:100", None)),
    ],
)
def test_addresses(address: str | None, text: str | None) -> None:
    assert corewlan.mac_text(address) == text


def test_unassociated_wifi_has_no_facts() -> None:
    network, radio = corewlan.unassociated()
    assert (network.name, network.security, radio) == (NOT_APPLICABLE, NOT_APPLICABLE, Radio())


def test_an_access_point_of_our_own_is_no_connection() -> None:
    assert [replace(FACTS, interface_mode=mode).is_client for mode in (0, 1, 2, 3)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (0, ConsentState.NOT_ASKED),
        (1, ConsentState.FORBIDDEN),
        (2, ConsentState.REFUSED),
        (3, None),
        (4, None),
        (5, ConsentState.UNKNOWN),
    ],
)
def test_consent(status: int, state: ConsentState | None) -> None:
    assert corewlan.consent_of(status, is_switched_on=True) == state
    assert corewlan.consent_of(status, is_switched_on=False) is ConsentState.FORBIDDEN
