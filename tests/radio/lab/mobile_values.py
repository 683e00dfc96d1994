"""Scenarios of mobile values that no AT modem gives ModemManager: 5G levels, signal to noise, bearer rates, mocked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from radio.lab.connection import check_connection
from radio.lab.mobile import Story, check_sent
from radio.lab.modem_mock import (
    GSM,
    HOME,
    HSPA_PLUS,
    INTERFACE,
    LTE,
    NR,
    ROAMING,
    ROAMING_SMS_ONLY,
    UMTS,
    Mobile,
    MockModem,
)
from radio.lab.scenario import scenario

if TYPE_CHECKING:
    from radio.lab.lab import Lab
    from radio.lab.product import Document

NR_LEVELS = {"rsrp": -104.0, "rsrq": -12.0, "snr": 7.5}
LTE_LEVELS = {"rssi": -71.0, "rsrp": -98.0, "rsrq": -11.0, "snr": 12.4}
WIDE_CELL = "FEDCBA987"
START = Mobile("90101", "Start")
UNKNOWN = dict.fromkeys(("rssi", "rsrp", "rsrq", "snr"), -32768.0)
"""What drivers write where they measured nothing."""


@scenario("mobile-5g-levels", needs="mock-modem")
def fifth_generation(lab: Lab) -> None:
    """[mock] 5G alone and beside LTE: its own levels, no RSSI, none of LTE's; a cell of 36 bits"""
    alone = Mobile("00101", technology=NR, levels={"Nr5g": NR_LEVELS}, cell=WIDE_CELL)
    lab.note("ModemManager 1.20 overlooks 5G in an AT modem's reports and asks it for no 5G level: hence the mock")
    expected: Document = {"rssi_dbm": None, "rsrp_dbm": -104.0, "rsrq_db": -12.0, "sinr_db": 7.5, "technology": "5G"}
    story = begin(lab)
    check(lab, story, "alone", alone, expected, ("sinr", 7.5))
    beside = replace(alone, operator_code="001010", technology=LTE | NR, levels={"Nr5g": NR_LEVELS, "Lte": LTE_LEVELS})
    check(lab, story, "beside LTE", beside, expected, ("sinr", 7.5))
    story.check(*["changed"] * 2)


@scenario("mobile-lte-levels", needs="mock-modem")
def lte(lab: Lab) -> None:
    """[mock] LTE with all levels, with some of them, with those of drivers that measured nothing, with rates"""
    story = begin(lab)
    some = {name: LTE_LEVELS[name] for name in ("rssi", "rsrp")}
    whole: Document = {"rssi_dbm": -71, "rsrp_dbm": -98.0, "rsrq_db": -11.0, "sinr_db": 12.4, "technology": "LTE"}
    none = dict.fromkeys(("rssi_dbm", "rsrp_dbm", "rsrq_db", "sinr_db"))
    rated = Mobile("310012", levels={"Lte": LTE_LEVELS}, uplink_bit_per_s=50_000_000)
    check(lab, story, "all", rated, {**whole, "link_speed_mbit_s": 50.0}, ("sinr", 12.4))
    few = Mobile("310013", levels={"Lte": some})
    check(
        lab, story, "some", few, {**none, "rssi_dbm": -71, "rsrp_dbm": -98.0, "link_speed_mbit_s": None}, ("rssi", -71)
    )
    check(lab, story, "unknown", Mobile("310014", levels={"Lte": UNKNOWN}), none, (None, None))
    story.check(*["changed"] * 3)


@scenario("mobile-older-levels", needs="mock-modem")
def older(lab: Lab) -> None:
    """[mock] 3G and 2G: RSSI, and RSCP is not passed off as something else"""
    story = begin(lab)
    none = dict.fromkeys(("rsrp_dbm", "rsrq_db", "sinr_db"))
    umts = Mobile("26201", technology=UMTS | HSPA_PLUS, levels={"Umts": {"rssi": -83.0, "rscp": -91.0, "ecio": -8.0}})
    check(lab, story, "3G", umts, {**none, "rssi_dbm": -83, "technology": "HSPA+"}, ("rssi", -83))
    gsm = Mobile("26202", technology=GSM, levels={"Gsm": {"rssi": -89.0}})
    check(lab, story, "2G", gsm, {**none, "rssi_dbm": -89, "technology": "GSM"}, ("rssi", -89))
    story.check(*["changed"] * 2)


@scenario("mobile-percent-only", needs="mock-modem")
def percent_only(lab: Lab) -> None:
    """[mock] Only a percentage, which is shown and never sent as dBm; none at all; roaming with its names"""
    story = begin(lab)
    none = dict.fromkeys(("rssi_dbm", "rsrp_dbm", "rsrq_db", "sinr_db"))
    check(lab, story, "42 %", Mobile("23415", percent=42), {**none, "signal_ratio": 0.42}, (None, None))
    check(lab, story, "0 %", Mobile("23416", percent=0), {**none, "signal_ratio": None}, (None, None))
    named = Mobile("46000", "中国移动 <b>4G</b>", registration=ROAMING)
    check(lab, story, "roaming", named, {"roaming": True}, (None, None))
    by_message = Mobile("46001", registration=ROAMING_SMS_ONLY)
    check(lab, story, "roaming for messages only", by_message, {"roaming": True}, (None, None))
    story.check(*["changed"] * 4)


def check(
    lab: Lab, story: Story, case: str, mobile: Mobile, expected: Document, quality: tuple[str | None, float | None]
) -> None:
    """Have the mock say this; write the rows of the connection and of the record that it leads to."""
    mock_of(lab).say(mobile)
    line = lab.live_until(lambda said: code_of(said) == mobile.operator_code, what=f"{case} in the live view")
    is_roaming = mobile.registration != HOME
    network: Document = {
        "interface": INTERFACE,
        "interface_kind": "wwan",
        "network_type": "mo",
        "network_name": mobile.operator_name,
        "network_security": "3gp",
        "authentication": "3gp",
        "mccmnc": mobile.operator_code,
        "cell_id": str(int(mobile.cell, 16)),
        "roaming": is_roaming,
        "signal_ratio": mobile.percent / 100 or None,
    }
    check_connection(lab, line, network | expected, f" ({case})")
    sent: Document = {
        "network_type": "mo",
        "network_name": mobile.operator_name,
        "network_security": "3gp",
        "authentication": "3gp",
        "network_mccmnc": mobile.operator_code,
        "cellid": str(int(mobile.cell, 16)),
        "roaming": is_roaming,
        "quality_metric": quality[0],
        "quality_value": quality[1],
    }
    check_sent(lab, story.payload_of(mobile.operator_code), sent, f" ({case})")


def begin(lab: Lab) -> Story:
    """Have a network that no scenario has, and the product know it.

    Its cell too: a question that polkit left unanswered on a busy machine is put again half a minute later.
    """
    mock_of(lab).say(START)
    begun = Story(lab)
    lab.live_until(lambda said: code_of(said) == START.operator_code and said["connection"]["cell_id"])
    begun.payload_of(START.operator_code)
    return Story(lab)


def mock_of(lab: Lab) -> MockModem:
    """The way of this scenario, which must be the mock."""
    if not isinstance(lab.way, MockModem):
        raise TypeError(f"{type(lab.way).__name__} is no mock")
    return lab.way


def code_of(said: Document) -> str | None:
    """The serving network of a line."""
    return (said["connection"] or {}).get("mccmnc")
