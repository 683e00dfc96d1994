"""What icon, tooltip and menu say, and in which order one thing goes before another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from netmon_tray import health, units
from netmon_tray.gui import tray_words
from netmon_tray.gui.tray_words import Badge, Face, Glyph
from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    Adapters,
    CircuitState,
    Interface,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    QueueCounts,
    Radio,
    Security,
    UploadStatus,
)
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot, sample, wifi_link, wired_link

MINUTES_15 = NOW_UNIX_MS + 900_000


def face(snapshot: FakeSnapshot, last: NetworkType | None = None) -> Face:
    return tray_words.face(snapshot, last, NOW_UNIX_MS)


def seen(*links: Link, **fields: Any) -> FakeSnapshot:
    return replace(FakeSnapshot(), sample=sample(*links), **fields)


def mobile_link(rsrp_dbm: float) -> Link:
    interface = Interface("wwan0", 4, InterfaceKind.WWAN, None, is_up=True, has_carrier=True)
    return Link(interface, NetworkType.MOBILE, Network("Lab LTE", Security.CELLULAR), Radio(rsrp_dbm=rsrp_dbm))


# --- the icon -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rssi_dbm", "level"), [(-40, 4), (-58, 3), (-65, 2), (-78, 1), (-85, 0)])
def test_arcs_follow_the_signal(rssi_dbm: int, level: int) -> None:
    assert face(seen(wifi_link(rssi_dbm=rssi_dbm))) == Face(Glyph.WIFI, level)


def test_bars_follow_the_mobile_signal() -> None:
    assert face(seen(mobile_link(-95))) == Face(Glyph.MOBILE, 2)


def test_a_cable_and_an_unknown_signal_show_the_whole_glyph() -> None:
    assert face(seen(wired_link())) == Face(Glyph.ETHERNET)
    hidden = replace(wifi_link(), radio=Radio(rssi_dbm=DENIED))
    assert face(seen(hidden)).level == tray_words.FULL_LEVEL


def test_before_the_first_sample_there_is_no_medium() -> None:
    assert face(replace(FakeSnapshot(), sample=None)) == Face(Glyph.NONE)


def test_without_a_connection_the_last_medium_is_struck_through() -> None:
    assert face(seen(), NetworkType.WIFI) == Face(Glyph.WIFI, badge=Badge.OFFLINE)
    assert face(seen()) == Face(Glyph.NONE)


def test_one_badge_in_the_order_of_what_matters() -> None:
    worst = seen(
        wifi_link(security=Security.OPEN),
        conditions=(health.disk_full(),),
        is_paused=True,
        **WAITING,
    )
    assert face(worst).badge is Badge.ATTENTION
    insecure = replace(worst, conditions=(health.insecure_network("Cafe", "Open.", "Use a VPN."),))
    assert face(insecure).badge is Badge.INSECURE
    trusted = replace(worst, conditions=())
    assert face(trusted).badge is Badge.PAUSED
    offline = replace(trusted, sample=sample())
    assert face(offline, NetworkType.WIFI).badge is Badge.OFFLINE
    paused = replace(trusted, sample=sample(wifi_link()))
    assert face(paused).badge is Badge.PAUSED
    assert face(replace(paused, is_paused=False)).badge is Badge.WAITING
    assert face(seen(wifi_link())).badge is None


def test_what_has_a_sign_of_its_own_needs_no_attention() -> None:
    assert face(seen(wifi_link(), conditions=(health.offline(),))).badge is None
    insecure = health.insecure_network("Cafe", "Open.", "Use a VPN.")
    assert face(seen(wifi_link(), conditions=(insecure,))).badge is Badge.INSECURE


def test_a_record_on_its_way_does_not_make_the_icon_blink() -> None:
    closed = UploadStatus(CircuitState.CLOSED, 0, "")
    fresh = QueueCounts(pending=1, oldest_pending_at_unix_ms=NOW_UNIX_MS - 2_000)
    assert face(seen(wifi_link(), queue=fresh, upload=closed)).badge is None
    stuck = replace(fresh, oldest_pending_at_unix_ms=NOW_UNIX_MS - 60_000)
    assert face(seen(wifi_link(), queue=stuck, upload=closed)).badge is Badge.WAITING


def test_records_that_are_just_kept_are_not_waiting() -> None:
    off = UploadStatus(CircuitState.OFF, 0, "Sending is off.")
    snapshot = seen(wifi_link(), queue=QueueCounts(pending=7), upload=off)
    assert face(snapshot).badge is None
    assert tray_words.menu_state(snapshot).waiting is None
    assert "waiting" not in tray_words.tooltip(snapshot, "bits")


# --- the tooltip ----------------------------------------------------------------------------------------------------


def test_the_tooltip_of_the_design() -> None:
    snapshot = seen(wifi_link(), **WAITING)
    assert tray_words.tooltip(snapshot, "bits") == (
        "Cafe-5G · WiFi · \N{MINUS SIGN}58 dBm good\ndown 12.4  up 1.1 Mbit/s · 3 waiting to send"
    )


def test_the_tooltip_in_bytes_and_on_a_cable() -> None:
    assert tray_words.tooltip(seen(wired_link()), "bytes") == "Office LAN · Ethernet\ndown 1.6  up 0.14 MB/s"


@pytest.mark.parametrize(
    ("adapters", "words"),
    [
        (Adapters.PRESENT, "Not connected"),
        (Adapters.WIFI_OFF, "WiFi is switched off"),
        (Adapters.NONE, "No network adapter"),
    ],
)
def test_without_a_connection_the_tooltip_says_what_there_is(adapters: Adapters, words: str) -> None:
    snapshot = replace(seen(), sample=replace(sample(), adapters=adapters))
    assert tray_words.tooltip(snapshot, "bits").splitlines()[0] == words
    assert tray_words.header(snapshot) == words


def test_a_network_without_a_name_is_its_medium() -> None:
    link = replace(wifi_link(), network=Network(DENIED))
    assert tray_words.tooltip(seen(link), "bits").startswith("WiFi · \N{MINUS SIGN}58 dBm good\n")
    assert tray_words.header(seen(link)) == "WiFi · good signal · security unknown"


def test_the_tooltip_says_why_the_icon_wants_attention() -> None:
    assert tray_words.tooltip(seen(wifi_link(), conditions=(health.portal(),)), "bits").endswith(
        "\nThis network wants a login"
    )


def test_the_tooltip_of_a_pause_and_of_no_connection() -> None:
    paused = seen(wifi_link(), is_paused=True, pause_until_unix_ms=MINUTES_15)
    assert tray_words.tooltip(paused, "bits") == (
        f"Paused until {units.round_clock_text(MINUTES_15)}\nNothing is recorded or sent"
    )
    offline = replace(seen(), throughput=None, **WAITING)
    assert tray_words.tooltip(offline, "bits") == "Not connected\n3 waiting to send"


def test_a_throughput_that_was_not_measured_is_not_zero() -> None:
    assert "down" not in tray_words.tooltip(seen(wifi_link(), throughput=None), "bits")


# --- the menu -------------------------------------------------------------------------------------------------------


def test_the_header_of_the_design() -> None:
    assert tray_words.header(seen(wifi_link())) == "Cafe-5G · good signal · strong security"
    assert tray_words.header(seen(wired_link())) == "Office LAN"
    assert tray_words.header(seen()) == "Not connected"
    assert tray_words.header(replace(FakeSnapshot(), sample=None)) == "Starting"


def test_the_menu_follows_the_state() -> None:
    plain = tray_words.menu_state(seen(wifi_link()))
    assert (plain.waiting, plain.is_paused, plain.resumes, plain.has_portal, plain.is_insecure) == (
        None,
        False,
        None,
        False,
        False,
    )
    behind_portal = replace(FakeSnapshot(), sample=sample(wifi_link(security=Security.OPEN), has_portal=True))
    assert tray_words.menu_state(behind_portal).has_portal
    assert tray_words.menu_state(behind_portal).is_insecure
    assert tray_words.menu_state(seen(wifi_link(), **WAITING)).waiting == "3 records waiting"


def test_a_pause_says_when_it_ends() -> None:
    until = tray_words.menu_state(seen(wifi_link(), is_paused=True, pause_until_unix_ms=MINUTES_15))
    assert until.resumes == f"Resumes {units.round_clock_text(MINUTES_15)}"
    assert tray_words.menu_state(seen(wifi_link(), is_paused=True)).resumes is None


# --- foreign names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["two\nlines", "bell\x07", "\u202egnp.exe", "tab\there"])
def test_a_network_cannot_break_the_line_or_turn_it_around(name: str) -> None:
    shown = tray_words.header(seen(wifi_link(name=name)))
    assert not any(ord(mark) < 32 or 0x202A <= ord(mark) <= 0x202E for mark in shown)
    assert tray_words.tooltip(seen(wifi_link(name=name)), "bits").count("\n") == 1


def test_bluetooth_needs_no_security_word() -> None:
    interface = Interface("bnep0", 5, InterfaceKind.BLUETOOTH, None, is_up=True, has_carrier=True)
    link = Link(interface, NetworkType.BLUETOOTH, Network("Phone", NOT_APPLICABLE))
    assert tray_words.header(seen(link)) == "Phone"
    assert face(seen(link)).glyph is Glyph.BLUETOOTH
