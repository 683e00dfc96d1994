"""Records -> the Gate's JSON, to the byte."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    Authentication,
    ConnectionRecord,
    Interface,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    Observed,
    Position,
    Radio,
    RecordEvent,
    Security,
    Unavailable,
    WithheldReason,
)
from netmon_tray.upload import wire
from netmon_tray.upload.redactor import Redactor
from support.gate_schema import problems
from support.samples import T0_UNIX_MS, wifi, wired


def record(
    link: Link, *, rx_bytes: int = 1_048_576, tx_bytes: int = 524_288, position: Observed[Position] = NOT_APPLICABLE
) -> ConnectionRecord:
    return ConnectionRecord(
        record_uuid="5f0f6c1e-0000-4000-8000-000000000001",
        attachment_uuid="5f0f6c1e-0000-4000-8000-000000000002",
        event=RecordEvent.MAINTAINED,
        at_unix_ms=T0_UNIX_MS + 123,
        link=link,
        rx_bytes=rx_bytes,
        tx_bytes=tx_bytes,
        position=position,
    )


def text(link: Link, *, decimals: int = 3, timestamp: bool = False, **more: object) -> str:
    made = wire.payload(
        record(link, **more),  # type: ignore[arg-type]
        coordinate_decimals=decimals,
        include_timestamp=timestamp,
    )
    assert made.withheld is None
    return made.text


def fields(link: Link, **more: object) -> dict[str, object]:
    value: dict[str, object] = json.loads(text(link, **more))  # type: ignore[arg-type]
    return value


def mobile(radio: Radio | None = None, **network: object) -> Link:
    facts: dict[str, object] = {
        "name": "Verizon LTE",
        "security": Security.CELLULAR,
        "authentication": Authentication.CELLULAR,
        "mccmnc": "310012",
        "is_roaming": False,
    }
    return Link(
        interface=Interface("wwan0", 5, InterfaceKind.WWAN, None, is_up=True, has_carrier=True),
        network_type=NetworkType.MOBILE,
        network=Network(**(facts | network)),  # type: ignore[arg-type]
        radio=radio or Radio(sinr_db=15.2, rssi_dbm=-67, rsrp_dbm=-95.0, cell_id="12345678", technology="LTE"),
        link_rate_bit_per_s=150_000_000,
    )


def bluetooth(**network: object) -> Link:
    return Link(
        interface=Interface("bnep0", 6, InterfaceKind.BLUETOOTH, None, is_up=True, has_carrier=True),
        network_type=NetworkType.BLUETOOTH,
        network=Network(**({"name": "Pixel"} | network)),  # type: ignore[arg-type]
    )


def with_network(link: Link, **changes: object) -> Link:
    return replace(link, network=replace(link.network, **changes))  # type: ignore[arg-type]


def with_radio(link: Link, **changes: object) -> Link:
    return replace(link, radio=replace(link.radio, **changes))  # type: ignore[arg-type]


# --- the exact text, medium by medium -------------------------------------------------------------------------------


def test_wifi() -> None:
    assert text(wifi("Office WiFi 5GHz")) == (
        '{"network_name":"Office WiFi 5GHz","network_type":"wi","network_security":"wp2","frequency":5.18,'
        '"authentication":"psk","bssid":"02:00:00:00:00:a1","inbytes":1048576,"outbytes":524288,"link_speed":866.7,'
        '"quality_metric":"rssi","quality_value":-58.0}'
    )


def test_mobile() -> None:
    assert text(mobile()) == (
        '{"network_name":"Verizon LTE","network_type":"mo","network_security":"3gp","network_mccmnc":"310012",'
        '"authentication":"3gp","cellid":"12345678","roaming":false,"inbytes":1048576,"outbytes":524288,'
        '"link_speed":150.0,"quality_metric":"sinr","quality_value":15.2}'
    )


def test_ethernet() -> None:
    assert text(wired()) == (
        '{"network_name":"Office","network_type":"et","network_security":"opn","inbytes":1048576,"outbytes":524288,'
        '"link_speed":1000.0}'
    )


def test_ethernet_behind_802_1x() -> None:
    assert text(with_network(wired(), security=Security.WIRED_EAP)) == (
        '{"network_name":"Office","network_type":"et","network_security":"opn","authentication":"eap",'
        '"inbytes":1048576,"outbytes":524288,"link_speed":1000.0}'
    )


def test_bluetooth() -> None:
    assert text(bluetooth()) == (
        '{"network_name":"Pixel","network_type":"bl","network_security":"opn","inbytes":1048576,"outbytes":524288}'
    )


def test_a_phones_modem_over_bluetooth() -> None:
    assert text(bluetooth(mccmnc="26201", is_roaming=True)) == (
        '{"network_name":"Pixel","network_type":"bl","network_security":"opn","network_mccmnc":"26201","roaming":true,'
        '"inbytes":1048576,"outbytes":524288}'
    )


def test_position_and_time() -> None:
    made = text(wired(), timestamp=True, position=Position(40.7127837, -74.0059413, 12.0), decimals=4)
    assert made == (
        '{"network_name":"Office","network_type":"et","network_security":"opn","latitude":"40.7128",'
        '"longitude":"-74.0059","inbytes":1048576,"outbytes":524288,"link_speed":1000.0,'
        '"timestamp":"2026-09-21T14:13:20.123Z"}'
    )


def test_characters_beyond_ascii_are_sent_as_they_are() -> None:
    assert '"network_name":"Café \\"5G\\" ☕"' in text(wifi('Café "5G" ☕'))


# --- security -------------------------------------------------------------------------------------------------------

MAPPING = [
    (Security.OPEN, "opn", "open"),
    (Security.OWE, "wp2", "owe"),
    (Security.OWE_TRANSITION, "opn", "open"),
    (Security.WEP, "wep", "open"),
    (Security.WEP_SHARED, "wep", "shared"),
    (Security.DYNAMIC_WEP, "wep", "eap"),
    (Security.WPA_NONE, "wpa", "psk"),
    (Security.WPA_PSK, "wpa", "psk"),
    (Security.WPA_EAP, "wpa", "eap"),
    (Security.WPA_WPA2_PSK, "wp2", "psk"),
    (Security.WPA_WPA2_EAP, "wp2", "eap"),
    (Security.WPA2_PSK, "wp2", "psk"),
    (Security.WPA2_WPA3_PSK, "wp2", "psk"),
    (Security.WPA3_SAE, "wp2", "sae"),
    (Security.WPA2_EAP, "wp2", "eap"),
    (Security.WPA3_EAP, "wp2", "eap"),
    (Security.WPA3_EAP_192, "wp2", "eap"),
    (Security.FILS, "wp2", "eap"),
    (Security.DPP, "wp2", "dpp"),
    (Security.OSEN, "wp2", "eap"),
    (Security.CCKM, "wp2", "eap"),
    (Security.RSN_OTHER, "wp2", None),
]
UNMAPPABLE = [Security.WAPI_PSK, Security.WAPI_CERT, Security.CELLULAR, Security.WIRED, Security.WIRED_EAP]


def test_the_mapping_knows_every_security() -> None:
    assert {row[0] for row in MAPPING} | set(UNMAPPABLE) == set(Security)


@pytest.mark.parametrize(("security", "code", "authentication"), MAPPING)
def test_security_of_a_wifi_network(security: Security, code: str, authentication: str | None) -> None:
    link = with_network(wifi(), security=security, authentication=UNSUPPORTED)
    sent = fields(link)
    assert (sent["network_security"], sent.get("authentication")) == (code, authentication)
    assert wire.gate_security(link) == code


def test_what_the_system_says_of_the_authentication_wins() -> None:
    link = with_network(wifi(), security=Security.WPA2_WPA3_PSK, authentication=Authentication.SAE)
    assert fields(link)["authentication"] == "sae"


def test_an_unknown_rsn_network_has_no_authentication() -> None:
    link = with_network(wifi(), security=Security.RSN_OTHER, authentication=Authentication.PSK)
    assert "authentication" not in fields(link)


@pytest.mark.parametrize("security", UNMAPPABLE)
def test_a_wifi_network_without_a_code_is_withheld(security: Security) -> None:
    link = with_network(wifi(), security=security)
    made = wire.payload(record(link), coordinate_decimals=3, include_timestamp=False)
    assert made.withheld is WithheldReason.NOT_MAPPABLE
    assert {"network_security", "authentication"} & set(json.loads(made.text)) == set()
    assert wire.gate_security(link) is None


@pytest.mark.parametrize("why", list(Unavailable))
def test_a_wifi_network_of_unknown_security_is_withheld(why: Unavailable) -> None:
    made = wire.payload(record(with_network(wifi(), security=why)), coordinate_decimals=3, include_timestamp=False)
    assert made.withheld is WithheldReason.SECURITY_UNKNOWN
    assert json.loads(made.text)["network_name"] == "Cafe"


@pytest.mark.parametrize("link", [wired(), bluetooth(), mobile()], ids=["et", "bl", "mo"])
def test_the_other_media_need_no_known_security(link: Link) -> None:
    code = "3gp" if link.network_type is NetworkType.MOBILE else "opn"
    assert fields(with_network(link, security=UNSUPPORTED, authentication=UNSUPPORTED))["network_security"] == code


# --- the other fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("radio", "expected"),
    [
        (Radio(sinr_db=15.2, rssi_dbm=-67, rsrp_dbm=-95.0), ("sinr", 15.2)),
        (Radio(sinr_db=UNSUPPORTED, rssi_dbm=-67, rsrp_dbm=-95.0), ("rssi", -67.0)),
        (Radio(rsrp_dbm=-95.5), ("rsrp", -95.5)),
        (Radio(sinr_db=99.0, rssi_dbm=5, rsrp_dbm=-95.5), ("rsrp", -95.5)),
        (Radio(sinr_db=float("nan"), rssi_dbm=-67), ("rssi", -67.0)),
        (Radio(signal_ratio=0.8, derived_rssi_dbm=-60), (None, None)),
    ],
)
def test_quality_of_a_mobile_link(radio: Radio, expected: tuple[str | None, float | None]) -> None:
    sent = fields(mobile(radio))
    assert (sent.get("quality_metric"), sent.get("quality_value")) == expected


def test_a_percentage_never_becomes_dbm_for_the_gate() -> None:
    link = with_radio(wifi(), rssi_dbm=UNSUPPORTED, derived_rssi_dbm=-60, signal_ratio=0.8)
    assert {"quality_metric", "quality_value"} & set(fields(link)) == set()


@pytest.mark.parametrize(("mhz", "ghz"), [(2412, 2.412), (5180, 5.18), (5200, 5.2), (5955, 5.955), (58_320, 58.32)])
def test_frequency_keeps_three_decimals(mhz: int, ghz: float) -> None:
    assert f'"frequency":{ghz!r},' in text(wifi(mhz=mhz))


@pytest.mark.parametrize(
    ("bit_per_s", "expected"),
    [(866_700_000, 866.7), (54_000_000, 54.0), (33_333_333, 33.333), (0, None), (-1_000_000, None), (100, None)],
)
def test_link_speed(bit_per_s: int, expected: float | None) -> None:
    assert fields(replace(wired(), link_rate_bit_per_s=bit_per_s)).get("link_speed") == expected


@pytest.mark.parametrize(
    ("bssid", "expected"),
    [
        ("02:00:00:00:00:A1", "02:00:00:00:00:a1"),
        ("00:00:00:00:00:00", None),
        ("<redacted>", None),
        (DENIED, None),
    ],
)
def test_bssid(bssid: Observed[str], expected: str | None) -> None:
    assert fields(with_radio(wifi(), bssid=bssid)).get("bssid") == expected


@pytest.mark.parametrize(
    ("mccmnc", "expected"),
    [("310012", "310012"), ("31012", "31012"), ("00101", "00101"), ("3100", None), ("", None), ("٣١٠٠١٢", None)],
)
def test_operator_codes_are_never_padded_or_guessed(mccmnc: str, expected: str | None) -> None:
    assert fields(mobile(mccmnc=mccmnc)).get("network_mccmnc") == expected


@pytest.mark.parametrize(
    ("cell_id", "expected"),
    [("12345678", "12345678"), ("0", None), ("268435455", None), ("4294967295", None), ("8BE3", None), ("", None)],
)
def test_cell_identity(cell_id: str, expected: str | None) -> None:
    assert fields(mobile(Radio(cell_id=cell_id))).get("cellid") == expected


def test_roaming_is_said_only_where_an_operator_said_so() -> None:
    assert "roaming" not in fields(mobile(is_roaming=UNSUPPORTED))
    assert "roaming" not in fields(with_network(wifi(), is_roaming=False))
    assert fields(mobile(is_roaming=True))["roaming"] is True


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Office", "Office"),
        (" leading", " leading"),
        ("   ", None),
        ("", None),
        ("a\x00b", "a\\x00b"),
        ("\ud800x", "\\ud800x"),
        (DENIED, None),
    ],
)
def test_network_name(name: Observed[str], expected: str | None) -> None:
    assert fields(with_network(wired(), name=name)).get("network_name") == expected


@pytest.mark.parametrize(
    ("position", "decimals", "expected"),
    [
        (Position(40.7127837, -74.0059413, 5), 3, ("40.713", "-74.006")),
        (Position(40.7127837, -74.0059413, 5), 0, ("41", "-74")),
        (Position(-0.0001, 0.0, 5), 2, ("0.00", "0.00")),
        (Position(-89.99999, 179.99999, 5), 3, ("-90.000", "180.000")),
        (Position(float("nan"), 0.0, 5), 3, (None, None)),
        (Position(91.0, 0.0, 5), 3, (None, None)),
        (DENIED, 3, (None, None)),
    ],
)
def test_position(position: Observed[Position], decimals: int, expected: tuple[str | None, str | None]) -> None:
    sent = fields(wired(), decimals=decimals, position=position)
    assert (sent.get("latitude"), sent.get("longitude")) == expected


def test_bytes_beyond_32_bits_are_sent_whole() -> None:
    assert fields(wired(), rx_bytes=2**53 + 1, tx_bytes=0)["inbytes"] == 2**53 + 1


# --- privacy --------------------------------------------------------------------------------------------------------


def test_what_is_hidden_is_not_in_the_text() -> None:
    hidden = text(Redactor("off", "off").link(wifi("Cafe")))
    hashed = text(Redactor("hash", "hash", b"k" * 32).link(wifi("Cafe")))
    assert "network_name" not in hidden
    assert "bssid" not in hidden
    assert "Cafe" not in hashed
    assert "00:00:00:a1" not in hashed
    assert problems(json.loads(hashed)) == {}


def test_names_for_the_history() -> None:
    assert wire.network_key(wifi("Cafe")) == "wi:Cafe"
    assert wire.network_key(with_network(wired(name="enp3s0"), name=DENIED)) == "et:enp3s0"
    assert wire.network_key(mobile(name=UNSUPPORTED)) == "mo:310012"
    assert wire.network_key(with_network(wifi(), name=DENIED)) == "wi:"
    assert (wire.shown_name(wifi("Cafe")), wire.shown_bssid(wifi())) == ("Cafe", "02:00:00:00:00:a1")
    assert wire.shown_bssid(wired()) is None


# --- whatever a probe may say ---------------------------------------------------------------------------------------


def observed(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.sampled_from(list(Unavailable)), values)


NETWORKS = st.builds(
    Network,
    name=observed(st.text(max_size=40)),
    security=observed(st.sampled_from(list(Security))),
    authentication=observed(st.sampled_from(list(Authentication))),
    mccmnc=observed(st.one_of(st.text(max_size=7), st.from_regex(r"[0-9]{4,7}", fullmatch=True))),
    is_roaming=observed(st.booleans()),
    is_metered=observed(st.booleans()),
)
RADIOS = st.builds(
    Radio,
    bssid=observed(st.one_of(st.text(max_size=20), st.just("02:00:00:AB:cd:ef"))),
    frequency_mhz=observed(st.integers(-1, 100_000)),
    rssi_dbm=observed(st.integers(-200, 100)),
    derived_rssi_dbm=observed(st.integers(-200, 100)),
    rsrp_dbm=observed(st.floats()),
    sinr_db=observed(st.floats()),
    signal_ratio=observed(st.floats(0, 1)),
    cell_id=observed(st.text(max_size=12)),
)
LINKS = st.builds(
    Link,
    interface=st.just(Interface("x0", 1, InterfaceKind.OTHER, None, is_up=True, has_carrier=True)),
    network_type=st.sampled_from(list(NetworkType)),
    network=NETWORKS,
    radio=RADIOS,
    link_rate_bit_per_s=observed(st.integers(-1, 10**12)),
)
POSITIONS = observed(st.builds(Position, st.floats(), st.floats(), st.floats()))
BYTES = st.integers(-1, 2**63)


@settings(max_examples=150)
@given(link=LINKS, position=POSITIONS, rx_bytes=BYTES, tx_bytes=BYTES, decimals=st.integers(0, 6), timed=st.booleans())
def test_whatever_is_measured_the_server_takes_it_or_it_is_withheld(
    link: Link, position: Observed[Position], rx_bytes: int, tx_bytes: int, decimals: int, timed: bool
) -> None:
    made = wire.payload(
        record(link, rx_bytes=rx_bytes, tx_bytes=tx_bytes, position=position),
        coordinate_decimals=decimals,
        include_timestamp=timed,
    )
    sent = json.loads(made.text.encode())
    found = problems(sent, takes_timestamp=timed)
    if made.withheld is None:
        assert found == {}
    else:
        assert link.network_type is NetworkType.WIFI
        assert set(found) == {"network_security"}
    assert None not in sent.values()
