"""ModemManager's properties, made by hand after its interface documentation (no modem was at hand to record)."""

from __future__ import annotations

import math
from typing import Any

import pytest

from netmon_tray.model import DENIED, UNSUPPORTED
from netmon_tray.probes.parse import modemmanager as mm

PATH = "/org/freedesktop/ModemManager1/Modem/0"
LTE, NR = 1 << 14, 1 << 15


def modem(**changes: Any) -> dict[str, dict[str, Any]]:
    """A registered LTE modem; keywords replace bare values of any of its interfaces' properties."""
    interfaces: dict[str, dict[str, Any]] = {
        mm.MODEM: {
            "State": ("i", 11),
            "AccessTechnologies": ("u", LTE),
            "SignalQuality": ("(ub)", (78, True)),
            "Ports": ("a(su)", [("cdc-wdm0", 6), ("ttyUSB0", 3), ("wwan0", 2)]),
            "Bearers": ("ao", ["/org/freedesktop/ModemManager1/Bearer/0"]),
        },
        mm.MODEM_3GPP: {
            "OperatorCode": ("s", "310260"),
            "OperatorName": ("s", "Example Mobile"),
            "RegistrationState": ("u", 1),
        },
        mm.SIGNAL: {"Rate": ("u", 5), "Lte": ("a{sv}", levels(rssi=-71.0, rsrp=-98.0, rsrq=-11.0, snr=12.4))},
    }
    for name, value in changes.items():
        owner = next((properties for properties in interfaces.values() if name in properties), interfaces[mm.SIGNAL])
        owner[name] = (owner.get(name, ("a{sv}",))[0], value)
    return interfaces


def levels(**values: float) -> dict[str, tuple[str, float]]:
    return {name: ("d", value) for name, value in values.items()}


def facts_of(bearers: tuple[dict[str, Any], ...] = (), **changes: Any) -> mm.ModemFacts:
    return mm.decode_modem(PATH, modem(**changes), bearers, UNSUPPORTED)


def bearer(interface: str = "wwan0", *, connected: bool = True, **rates: int) -> dict[str, Any]:
    counted = {name.replace("_", "-"): ("t", value) for name, value in rates.items()}
    return {"Interface": ("s", interface), "Connected": ("b", connected), "Stats": ("a{sv}", counted)}


def test_a_registered_lte_modem() -> None:
    seen = mm.decode_modem(PATH, modem(), [bearer(uplink_speed=50_000_000, downlink_speed=150_000_000)], DENIED)
    assert seen == mm.ModemFacts(
        path=PATH,
        interfaces=("wwan0",),
        operator_name="Example Mobile",
        mccmnc="310260",
        is_roaming=False,
        technology="LTE",
        signal_ratio=0.78,
        rssi_dbm=-71,
        rsrp_dbm=-98.0,
        rsrq_db=-11.0,
        sinr_db=12.4,
        cell_id=DENIED,
        link_rate_bit_per_s=50_000_000,
    )


@pytest.mark.parametrize(
    ("code", "mccmnc"),
    [("00101", "00101"), ("310260", "310260"), ("31012", "31012"), ("", None), ("3102", None), ("3102601", None),
     ("31O26", None), ("٣١٠٢٦", None)],
)  # fmt: skip
def test_operator_codes_are_kept_as_given_or_not_at_all(code: str, mccmnc: str | None) -> None:
    assert facts_of(OperatorCode=code).mccmnc == mccmnc


@pytest.mark.parametrize(
    ("registration", "roaming"),
    [(0, None), (1, False), (2, None), (3, None), (4, None), (5, True), (6, False), (7, True), (8, None), (9, False),
     (10, True), (11, None)],
)  # fmt: skip
def test_roaming_by_registration_state(registration: int, roaming: bool | None) -> None:
    assert facts_of(RegistrationState=registration).is_roaming is roaming


@pytest.mark.parametrize(
    ("access", "word"),
    [(0, None), (1 << 1, "GSM"), (1 << 3 | 1 << 1, "GPRS"), (1 << 4, "EDGE"), (1 << 5, "UMTS"),
     (1 << 6 | 1 << 5, "HSDPA"), (1 << 8, "HSPA"), (1 << 9 | 1 << 5, "HSPA+"), (1 << 10, "1xRTT"), (1 << 12, "EV-DO"),
     (LTE, "LTE"), (LTE | NR, "5G"), (1 << 16, "LTE-M"), (1 << 17, "NB-IoT"), (1 << 30, None)],
)  # fmt: skip
def test_technology_is_the_best_one_in_use(access: int, word: str | None) -> None:
    assert facts_of(AccessTechnologies=access).technology == word


def test_5g_has_no_rssi_and_does_not_borrow_that_of_lte() -> None:
    seen = facts_of(AccessTechnologies=LTE | NR, Nr5g=levels(rsrp=-104.0, rsrq=-12.0, snr=7.5))
    assert (seen.rssi_dbm, seen.rsrp_dbm, seen.rsrq_db, seen.sinr_db) == (None, -104.0, -12.0, 7.5)


def test_3g_gives_rssi_and_does_not_pass_rscp_off_as_something_else() -> None:
    seen = facts_of(AccessTechnologies=1 << 5, Lte={}, Umts=levels(rssi=-83.0, rscp=-91.0, ecio=-8.0))
    assert (seen.rssi_dbm, seen.rsrp_dbm, seen.rsrq_db, seen.sinr_db) == (-83, None, None, None)


def test_2g_gives_rssi() -> None:
    assert facts_of(AccessTechnologies=1 << 1, Lte={}, Gsm=levels(rssi=-89.6)).rssi_dbm == -90


def test_evdo_calls_its_ratio_sinr() -> None:
    seen = facts_of(AccessTechnologies=1 << 12, Lte={}, Evdo=levels(rssi=-75.0, sinr=9.0))
    assert (seen.rssi_dbm, seen.sinr_db) == (-75, 9.0)


def test_levels_left_from_the_technology_before_are_not_those_of_the_present_one() -> None:
    """ModemManager 1.20.4 told of 3G while its LTE levels stood until it asked the modem again."""
    seen = facts_of(AccessTechnologies=1 << 5)
    assert (seen.rssi_dbm, seen.rsrp_dbm, seen.rsrq_db, seen.sinr_db) == (None, None, None, None)


def test_levels_count_where_no_technology_is_told() -> None:
    assert facts_of(AccessTechnologies=0).rsrp_dbm == -98.0


@pytest.mark.parametrize(
    ("registration", "has_network"),
    [(0, False), (1, True), (2, False), (3, False), (4, True), (5, True), (6, True), (8, True)],
)
def test_a_modem_that_searches_or_is_denied_has_no_network(registration: int, has_network: bool) -> None:
    """ModemManager 1.20.4 keeps the levels of the lost one, and its code and name for a moment."""
    seen = facts_of(RegistrationState=registration)
    expected = (-98.0, "310260", "Example Mobile") if has_network else (None, None, None)
    assert seen.has_network is has_network
    assert (seen.rsrp_dbm, seen.mccmnc, seen.operator_name) == expected


@pytest.mark.parametrize("impossible", [-32768.0, -1.7976931348623157e308, math.nan, math.inf, 99.0])
def test_levels_that_no_receiver_can_measure_are_unknown(impossible: float) -> None:
    seen = facts_of(Lte=levels(rssi=impossible, rsrp=impossible, rsrq=impossible, snr=impossible))
    assert (seen.rssi_dbm, seen.rsrp_dbm, seen.rsrq_db, seen.sinr_db) == (None, None, None, None)


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [("rssi_dbm", -120.0, 0.0), ("rsrp_dbm", -156.0, -31.0), ("rsrq_db", -43.0, 20.0), ("sinr_db", -23.0, 40.0)],
)
def test_the_bounds_of_each_level_are_possible_and_a_step_beyond_is_not(
    name: str, lowest: float, highest: float
) -> None:
    key = {"rssi_dbm": "rssi", "rsrp_dbm": "rsrp", "rsrq_db": "rsrq", "sinr_db": "snr"}[name]
    read = {value: getattr(facts_of(Lte=levels(**{key: value})), name)
            for value in (lowest, highest, lowest - 1, highest + 1)}  # fmt: skip
    assert read == {lowest: lowest, highest: highest, lowest - 1: None, highest + 1: None}


@pytest.mark.parametrize(
    ("quality", "ratio"),
    [
        ((78, True), 0.78),
        ((100, False), 1.0),
        ((1, True), 0.01),
        ((0, True), None),
        ((0, False), None),
        ((101, True), None),
    ],
)
def test_a_percentage_of_zero_means_that_nothing_was_measured(quality: tuple[int, bool], ratio: float | None) -> None:
    assert facts_of(SignalQuality=quality).signal_ratio == ratio


def test_interfaces_are_those_of_connected_bearers_and_then_the_network_ports() -> None:
    seen = facts_of((bearer("ppp0"), bearer("wwan9", connected=False)), Ports=[("wwan0", 2), ("ttyUSB0", 3)])
    assert seen.interfaces == ("ppp0", "wwan0")


@pytest.mark.parametrize(
    ("rates", "expected"),
    [({"uplink_speed": 0, "downlink_speed": 150}, 150), ({"uplink_speed": 50}, 50), ({}, None)],
)
def test_the_rate_of_a_bearer(rates: dict[str, int], expected: int | None) -> None:
    assert facts_of((bearer(**rates),)).link_rate_bit_per_s == expected


def test_a_disconnected_bearer_has_no_rate() -> None:
    assert facts_of((bearer(connected=False, uplink_speed=50),)).link_rate_bit_per_s is None


@pytest.mark.parametrize(
    ("location", "cell"),
    [
        ("310,260,8BE3,2BAF,0", "11183"),
        ("001,01,0,C0FFEE,1A2B", "12648430"),
        ("310,260,0,fffffffff,1A2B", "68719476735"),
        ("310,260,8BE3,0,0", UNSUPPORTED),
        ("310,260,8BE3,FFFFFFF,0", UNSUPPORTED),
        ("310,260,8BE3,FFFFFFFF,0", UNSUPPORTED),
        ("310,260,8BE3,,0", UNSUPPORTED),
        ("310,260,8BE3,0x2BAF,0", UNSUPPORTED),
        ("310,260", UNSUPPORTED),
        ("", UNSUPPORTED),
    ],
)
def test_the_cell_of_a_location(location: str, cell: object) -> None:
    assert mm.decode_cell_id({1: ("s", location)}) == cell


def test_a_location_without_a_cell() -> None:
    assert mm.decode_cell_id({}) is UNSUPPORTED
    assert mm.decode_cell_id({2: ("a{sv}", {"latitude": ("d", 1.0)})}) is UNSUPPORTED


@pytest.mark.parametrize(("state", "registered"), [(-1, False), (3, False), (7, False), (8, True), (11, True)])
def test_only_a_registered_modem_has_a_cell(state: int, registered: bool) -> None:
    assert mm.is_registered({mm.MODEM: {"State": ("i", state)}}) is registered


def test_a_connected_modem_that_lost_its_network_has_no_cell() -> None:
    assert mm.is_registered(modem(RegistrationState=1))
    assert not mm.is_registered(modem(RegistrationState=2))


def test_a_modem_without_sim_says_nothing_and_breaks_nothing() -> None:
    seen = mm.decode_modem(PATH, {mm.MODEM: {"State": ("i", -1)}}, [], UNSUPPORTED)
    assert seen == mm.ModemFacts(PATH, (), *[None] * 9, cell_id=UNSUPPORTED, link_rate_bit_per_s=None)
