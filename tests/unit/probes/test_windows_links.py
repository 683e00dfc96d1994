"""Links of Windows: each fact from its source, and what is missing says why."""

from __future__ import annotations

from typing import Any

import pytest

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    Authentication,
    InterfaceKind,
    Link,
    NetworkType,
    Observed,
    Radio,
    Security,
)
from netmon_tray.probes.parse import iphlp, wlanapi
from netmon_tray.probes.parse.iphlp import Hint
from netmon_tray.probes.parse.wlanapi import Connection, Quality
from netmon_tray.probes.windows import links
from netmon_tray.probes.windows.links import Evidence, Wireless
from netmon_tray.probes.windows.profiles import RtProfile
from support import windows_buffers as buffers

QUALITY = wlanapi.quality(buffers.quality((5180, 80, -58)))


def link(network_type: NetworkType, row: dict[str, Any] | None = None, **evidence: Any) -> Link:
    read = iphlp.interface(buffers.if_row(77, 12, **{"alias": "Adapter", "rate": 1_000_000_000} | (row or {})))
    return links.compose(Evidence(read, iphlp.kind_of(read), network_type, **evidence))


def wifi(connection: Observed[Connection], quality: Quality | None = QUALITY, **evidence: Any) -> Link:
    wireless = Wireless(is_connected=True, quality=quality, connection=connection)
    return link(NetworkType.WIFI, {"if_type": 71, "medium": 9}, wireless=wireless, **evidence)


def told(**fields: Any) -> Connection:
    return wlanapi.connection(buffers.connection(**fields))


def test_wifi_with_consent() -> None:
    made = wifi(told(ssid=b"Caf\xc3\xa9"), hint=Hint(3, 2, is_roaming=False))
    assert (made.network.name, made.network.security) == ("Café", Security.WPA3_SAE)
    assert (made.network.authentication, made.network.is_metered) == (Authentication.SAE, True)
    assert made.radio == Radio(
        bssid="02:00:5e:00:53:a1",
        frequency_mhz=5180,
        channel=36,
        width_mhz=80,
        rssi_dbm=-58,
        noise_dbm=UNSUPPORTED,
        technology="WiFi 6",
    )
    assert made.link_rate_bit_per_s == 1_201_000_000
    assert (made.interface.name, made.interface.index, made.interface.kind) == ("Adapter", 77, InterfaceKind.WIFI)


def test_wifi_without_consent_keeps_everything_that_is_free() -> None:
    made = wifi(DENIED)
    network, radio = made.network, made.radio
    assert (network.name, network.security, network.authentication, radio.bssid) == (DENIED,) * 4
    assert (radio.rssi_dbm, radio.frequency_mhz, radio.channel, radio.technology) == (-58, 5180, 36, "WiFi 6")
    assert made.link_rate_bit_per_s == 1_201_000_000


def test_the_security_is_also_winrt_s_and_the_name_of_a_profile_is_no_network_s() -> None:
    made = wifi(DENIED, profile=RtProfile(name="Cafe", authentication=8, encryption=6))
    assert (made.network.name, made.radio.bssid) == (DENIED, DENIED)
    assert (made.network.security, made.network.authentication) == (Security.WPA2_PSK, Authentication.PSK)
    unknown = wifi(DENIED, profile=RtProfile(authentication=1, encryption=1))
    assert unknown.network.security is DENIED


def test_the_connection_goes_before_winrt() -> None:
    made = wifi(told(auth=7), profile=RtProfile(authentication=11, encryption=6))
    assert made.network.security is Security.WPA2_PSK


def test_older_windows_has_a_channel_whose_frequency_the_radio_decides() -> None:
    old = Quality(rssi_dbm=-71, channel=6)
    for phy, mhz, technology in ((7, 2437, "WiFi 4"), (10, UNSUPPORTED, "WiFi 6")):
        made = wifi(told(phy=phy), old)
        assert (made.radio.frequency_mhz, made.radio.channel, made.radio.technology) == (mhz, 6, technology)
        assert made.link_rate_bit_per_s == 866_700_000
    assert wifi(DENIED, old).radio.frequency_mhz is UNSUPPORTED


def test_a_level_made_of_a_percentage_is_told_as_that() -> None:
    made = wifi(told(signal_percent=80), Quality())
    assert (made.radio.rssi_dbm, made.radio.derived_rssi_dbm, made.radio.signal_ratio) == (UNSUPPORTED, -60, 0.8)
    full = wifi(told(signal_percent=100), Quality())
    assert (full.radio.derived_rssi_dbm, full.radio.signal_ratio) == (NOT_APPLICABLE, 1.0)
    free = wifi(DENIED, Quality(signal_percent=40))
    assert (free.radio.rssi_dbm, free.radio.derived_rssi_dbm, free.radio.signal_ratio) == (UNSUPPORTED, -80, 0.4)
    none = wifi(told(signal_percent=150), Quality())
    assert (none.radio.derived_rssi_dbm, none.radio.signal_ratio) == (NOT_APPLICABLE, NOT_APPLICABLE)


def test_an_unreadable_name_is_missing_and_not_made_up() -> None:
    made = wifi(told(ssid=b"", bssid=bytes(6)))
    assert (made.network.name, made.radio.bssid) == (UNSUPPORTED, UNSUPPORTED)


def test_wifi_on_no_network_and_wifi_that_nobody_tells_of() -> None:
    row = {"if_type": 71, "medium": 9, "oper": 2}
    off = link(NetworkType.WIFI, row, wireless=Wireless(is_connected=False))
    assert (off.network.name, off.network.security, off.radio, off.link_rate_bit_per_s) == (
        *(NOT_APPLICABLE, NOT_APPLICABLE, Radio(), NOT_APPLICABLE),
    )
    silent = link(NetworkType.WIFI, row)
    assert (silent.network.name, silent.network.security, silent.radio.rssi_dbm) == (UNSUPPORTED,) * 3
    assert silent.link_rate_bit_per_s == 1_000_000_000


def test_a_tick_renews_signal_and_rate() -> None:
    made = wifi(told())
    now = links.with_quality(made, Quality(rssi_dbm=-70, tx_bit_per_s=6_000_000))
    assert (now.radio.rssi_dbm, now.link_rate_bit_per_s, now.radio.channel) == (-70, 6_000_000, 36)
    assert links.with_quality(made, Quality()).radio.rssi_dbm == -58
    gone = links.without_signal(made)
    assert (gone.radio.rssi_dbm, gone.link_rate_bit_per_s) == (UNSUPPORTED, UNSUPPORTED)


def test_a_cable() -> None:
    made = link(NetworkType.ETHERNET, profile=RtProfile(name="corp.example"))
    assert (made.network.name, made.network.security) == ("corp.example", Security.WIRED)
    assert (made.network.authentication, made.network.is_metered) == (NOT_APPLICABLE, UNSUPPORTED)
    assert (made.radio, made.link_rate_bit_per_s) == (Radio(), 1_000_000_000)
    assert link(NetworkType.ETHERNET).network.name == "Adapter"
    assert link(NetworkType.ETHERNET, is_profile_missing=True).network.name is UNSUPPORTED
    assert not made.interface.is_tethered
    phone = link(NetworkType.ETHERNET, {"description": "Remote NDIS Compatible Device #2"})
    assert phone.interface.is_tethered


def test_a_phone_over_bluetooth() -> None:
    made = link(NetworkType.BLUETOOTH, {"medium": 10})
    assert (made.network.name, made.network.security) == ("Adapter", Security.WIRED)
    assert (made.radio, made.link_rate_bit_per_s) == (Radio(), UNSUPPORTED)


@pytest.mark.parametrize(
    ("registration", "mccmnc", "is_roaming"),
    [(3, "310260", False), (4, UNSUPPORTED, True), (5, UNSUPPORTED, True), (0, UNSUPPORTED, UNSUPPORTED)],
)
def test_mobile_tells_the_serving_network_only_at_home(
    registration: int, mccmnc: Observed[str], is_roaming: Observed[bool]
) -> None:
    profile = RtProfile(
        "Operator", registration=registration, data_class=0x24, home_provider_id="310260", signal_bars=3
    )
    made = link(NetworkType.MOBILE, {"if_type": 243, "medium": 8}, profile=profile)
    assert (made.network.name, made.network.mccmnc, made.network.is_roaming) == ("Operator", mccmnc, is_roaming)
    assert (made.network.security, made.network.authentication) == (Security.CELLULAR, Authentication.CELLULAR)
    assert (made.radio.technology, made.radio.signal_ratio, made.interface.kind) == ("LTE", 0.6, InterfaceKind.WWAN)
    assert (made.radio.rsrp_dbm, made.radio.cell_id, made.radio.bssid) == (UNSUPPORTED, UNSUPPORTED, NOT_APPLICABLE)


def test_mobile_without_winrt_is_nulls() -> None:
    made = link(NetworkType.MOBILE, {"if_type": 243})
    assert (made.network.name, made.network.mccmnc, made.network.is_roaming) == (UNSUPPORTED,) * 3
    assert (made.radio.technology, made.radio.signal_ratio) == (UNSUPPORTED, UNSUPPORTED)
    roaming = link(NetworkType.MOBILE, {"if_type": 243}, hint=Hint(3, 3, is_roaming=True))
    assert (roaming.network.is_roaming, roaming.network.is_metered) == (True, True)


@pytest.mark.parametrize(("told_id", "bars"), [("", 6), ("3102", -1), ("3102600", 6), ("abcde", None)])
def test_what_is_no_operator_and_no_bars(told_id: str, bars: int | None) -> None:
    profile = RtProfile(registration=3, home_provider_id=told_id, signal_bars=bars)
    assert (profile.mccmnc, profile.signal_ratio) == (None, None)


@pytest.mark.parametrize(("bits", "word"), [(0xC4, "5G"), (0x60, "5G"), (0x2F, "LTE"), (0x04, "UMTS"), (0, None)])
def test_the_best_technology(bits: int, word: str | None) -> None:
    assert RtProfile(data_class=bits).technology == word
