"""What ModemManager 1.20.4 said of a modem with a real data call, while the modem was what the expectations say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.model import UNSUPPORTED, Observed
from netmon_tray.probes.parse import modemmanager as mm
from support.mm_captures import recorded_modem

LTE_HOME = mm.ModemFacts(
    path="/org/freedesktop/ModemManager1/Modem/0",
    interfaces=("ttyUSB2",),
    operator_name="LabTel",
    mccmnc="00101",
    is_roaming=False,
    technology="LTE",
    signal_ratio=0.8,
    rssi_dbm=None,
    rsrp_dbm=None,
    rsrq_db=None,
    sinr_db=None,
    cell_id=str(0x0C0FFEE),
    link_rate_bit_per_s=None,
)
ABROAD = replace(
    LTE_HOME,
    operator_name="Fjordtel",
    mccmnc="310012",
    is_roaming=True,
    rsrp_dbm=-81.0,
    rsrq_db=-10.0,
    cell_id=str(0x1D00D),
)
NOWHERE = replace(
    LTE_HOME,
    operator_name=None,
    mccmnc=None,
    is_roaming=None,
    technology=None,
    signal_ratio=None,
    cell_id=UNSUPPORTED,
    has_network=False,
)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("linux_mobile_lte", LTE_HOME),
        ("linux_mobile_roaming", ABROAD),
        ("linux_mobile_3g", replace(LTE_HOME, technology="UMTS")),
        ("linux_mobile_searching", NOWHERE),
        ("linux_mobile_denied", NOWHERE),
    ],
)
def test_a_recorded_modem(folder: str, expected: mm.ModemFacts) -> None:
    recorded = recorded_modem(folder)
    is_registered = mm.is_registered(recorded.interfaces)
    cell: Observed[str] = mm.decode_cell_id(recorded.location) if is_registered else UNSUPPORTED
    assert mm.decode_modem(recorded.path, recorded.interfaces, recorded.bearers, cell) == expected
