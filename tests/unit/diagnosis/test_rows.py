"""The rows of the diagnosis that can be judged without asking anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.diagnosis.linux import tray_row
from netmon_tray.diagnosis.network import position_row, sample_rows
from netmon_tray.diagnosis.rows import RowState
from netmon_tray.model import (
    DENIED,
    UNSUPPORTED,
    ConsentState,
    InterfaceKind,
    LocationSettings,
    MissingConsent,
    Network,
    Position,
    ProbeFault,
    Reachability,
    Sample,
    Security,
    Vpn,
)
from netmon_tray.settings import Settings, with_value
from support.samples import sample, wifi, wired


def states(taken: Sample) -> dict[str, tuple[RowState, str]]:
    return {row.check: (row.state, row.finding) for row in sample_rows(taken)}


def test_a_sound_sample() -> None:
    taken = replace(sample(0, wifi(), wired()), reachability=Reachability.ONLINE)
    rows = states(taken)
    assert rows["probe"] == (RowState.FINE, "It answers; up: wlan0, eth0.")
    assert rows["route"] == (RowState.FINE, "wlan0 (WiFi, Cafe)")
    assert rows["portal"][0] is RowState.FINE
    assert rows["metered"] == (RowState.NOT_TESTED, "The system does not say.")


@pytest.mark.parametrize(
    ("security", "state", "word"),
    [
        (Security.WPA3_SAE, RowState.FINE, "Strong: WPA3-Personal (SAE). "),
        (Security.WPA2_PSK, RowState.FINE, "Good: WPA2-Personal. "),
        (Security.WPA_PSK, RowState.ATTENTION, "Weak: WPA-Personal. "),
        (Security.OPEN, RowState.ATTENTION, "Insecure: Open. "),
        (Security.RSN_OTHER, RowState.NOT_TESTED, "Unknown: "),
    ],
)
def test_how_the_network_is_secured(security: Security, state: RowState, word: str) -> None:
    row = states(sample(0, wifi(security=security)))["security"]
    assert row[0] is state
    assert row[1].startswith(word)
    assert "security" not in states(sample(0))


def test_each_faulty_part_has_its_row() -> None:
    faults = (ProbeFault("nl80211", "no answer within 1 s."), ProbeFault("modemmanager", "it stopped."))
    rows = states(replace(sample(0, wired()), faults=faults))
    assert rows["probe_nl80211"] == (RowState.ATTENTION, "no answer within 1 s.")
    assert rows["probe_modemmanager"][0] is RowState.ATTENTION
    assert "probe" not in rows


def test_offline_portal_metered_and_tunnel() -> None:
    assert states(sample(0))["route"][0] is RowState.ATTENTION
    assert states(replace(sample(0, wifi()), has_portal=True))["portal"][0] is RowState.ATTENTION
    assert states(sample(0, wifi()))["portal"][0] is RowState.NOT_TESTED
    metered = replace(wifi(), network=Network(name="Cafe", security=Security.OPEN, is_metered=True))
    assert states(sample(0, metered))["metered"] == (RowState.FINE, "Yes, the system says so.")
    over = replace(sample(0, wifi()), vpn=Vpn("wg0", InterfaceKind.WIREGUARD))
    assert states(over)["route"][1] == "wlan0 (WiFi, Cafe), wg0 above it"


def test_the_location_permission_is_told_where_it_is_missing() -> None:
    def row(state: ConsentState) -> tuple[RowState, str]:
        return states(sample(0, wifi(), missing_consent=MissingConsent(state, LocationSettings.WINDOWS)))["consent"]

    assert row(ConsentState.NOT_ASKED)[0] is RowState.ATTENTION
    assert row(ConsentState.REFUSED)[0] is RowState.FINE
    assert row(ConsentState.REFUSED)[1].endswith(" ms-settings:privacy-location")
    assert "consent" not in states(sample(0, wifi()))


@pytest.mark.parametrize(
    ("seen", "state", "said"),
    [
        (
            {"position": Position(52.52, 13.405, 12.0)},
            RowState.FINE,
            "Known, and recorded with 3 decimals.",
        ),
        ({"position": UNSUPPORTED}, RowState.ATTENTION, "told none in time"),
        (
            {"position": DENIED, "missing_position": MissingConsent(ConsentState.UNKNOWN, None)},
            RowState.ATTENTION,
            "Privacy, Location",
        ),
        (
            {"position": DENIED, "missing_position": MissingConsent(ConsentState.REFUSED, LocationSettings.WINDOWS)},
            RowState.FINE,
            "ms-settings:privacy-location",
        ),
    ],
)
def test_the_position_s_row_says_how_it_stands(seen: dict[str, object], state: RowState, said: str) -> None:
    settings = with_value(Settings(), "privacy.location", True)
    row = position_row(sample(0, wifi(), **seen), settings)
    assert row.state is state
    assert said in row.finding
    assert position_row(sample(0, wifi()), Settings()).state is RowState.FINE
    assert "off" in position_row(sample(0, wifi()), Settings()).finding


def test_a_tray_that_nobody_can_ask_for_is_not_tested() -> None:
    assert tray_row({}).state is RowState.NOT_TESTED
    assert tray_row({"DISPLAY": ":9"}).state is RowState.NOT_TESTED
    row = tray_row({"DISPLAY": ":9", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"})
    assert row.state is RowState.NOT_TESTED
    assert "does not answer" in row.finding
