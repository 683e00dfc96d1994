"""What the overview's cards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from netmon_tray.gui.states import Action
from netmon_tray.gui.upload_words import Remedy
from netmon_tray.gui.views import overview_words
from netmon_tray.model import (
    CircuitState,
    Condition,
    LiveEvent,
    LiveEventKind,
    QueueCounts,
    Security,
    Severity,
    TimelineEvent,
    TimelineKind,
    UploadStatus,
)
from netmon_tray.quota import Period, Quota
from netmon_tray.round_trips import TripSums
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot, wifi_link, wired_link

MIDNIGHT = NOW_UNIX_MS - 14 * 3_600_000


def told(hero: overview_words.Hero) -> tuple[str, ...]:
    return (hero.title, hero.signal, hero.level, hero.radio, hero.event)


# --- hero -----------------------------------------------------------------------------------------------------------


def test_the_network_in_words() -> None:
    roam = LiveEvent(NOW_UNIX_MS - 60_000, LiveEventKind.ROAM, "Roam")
    hero = overview_words.hero(FakeSnapshot(), wifi_link(), [roam], NOW_UNIX_MS)
    assert hero.caption.startswith("WiFi, connected since ")
    assert told(hero)[:4] == (
        "You are on Cafe-5G",
        "Good signal",
        "\N{MINUS SIGN}58 dBm",
        "5 GHz, channel 36 · link 866.7 Mbit/s",
    )
    assert hero.event.startswith("Roam at ")


def test_a_cable_has_no_signal_and_old_events_are_over() -> None:
    roam = LiveEvent(NOW_UNIX_MS - 1_000_000, LiveEventKind.ROAM, "Roam")
    hero = overview_words.hero(FakeSnapshot(), wired_link(), [roam], NOW_UNIX_MS)
    assert told(hero) == ("You are on Office LAN", "", "", "link 1 Gbit/s", "")


# --- security -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("security", "word", "action"),
    [
        (Security.WPA3_SAE, "Strong", None),
        (Security.WPA2_PSK, "Good", None),
        (Security.WPA_PSK, "Weak", Action.SECURITY_HELP),
        (Security.OPEN, "Insecure", Action.SECURITY_HELP),
        (Security.RSN_OTHER, "Unknown", None),
    ],
)
def test_a_grade_with_its_reason(security: Security, word: str, action: Action | None) -> None:
    verdict, offered = overview_words.security(FakeSnapshot(), wifi_link(security=security))
    assert (verdict.word, offered) == (word, action)
    assert verdict.text
    assert verdict.glyph


def test_what_the_audit_found_goes_before_the_reason() -> None:
    found = Condition("audit_router", Severity.WARNING, "The router is another one", "Leave it.")
    verdict, _ = overview_words.security(FakeSnapshot(conditions=(found,)), wifi_link())
    assert (verdict.word, verdict.text) == ("Strong", "The router is another one. Leave it.")


# --- latency --------------------------------------------------------------------------------------------------------


def sums(mean_ms: float, sent: int = 10, lost: int = 0) -> TripSums:
    return TripSums(sent, lost, mean_ms, mean_ms, mean_ms * (sent - lost))


@pytest.mark.parametrize(
    ("trips", "word", "text"),
    [
        (
            {"gateway": sums(3), "dns": sums(11), "example.net": sums(24)},
            "Quick",
            "Fine for calls and games. No",
        ),
        ({"gateway": sums(3), "example.net": sums(120)}, "Good", "Fine for calls; fast games"),
        ({"gateway": sums(3), "dns": sums(300)}, "Slow", "Talk in calls"),
        ({"dns": sums(900)}, "Very slow", "Even pages"),
        ({"gateway": sums(3)}, "Quick", "Only the router was asked. No packet lost."),
        ({"gateway": sums(3), "dns": sums(11, 10, 2)}, "Unsteady", "20 % of packets were lost"),
        ({"dns": TripSums(10, 10)}, "No answer", "Nobody answered"),
        ({}, "Not measured", "Nobody was asked"),
    ],
)
def test_how_quick_it_is(trips: dict[str, TripSums], word: str, text: str) -> None:
    verdict = overview_words.latency(trips, overview_words.latency_rows(trips))
    assert verdict.word == word
    assert verdict.text.startswith(text)


def test_who_was_asked_the_nearest_first() -> None:
    trips = {"example.net": sums(24), "dns": TripSums(5, 5), "gateway": sums(3.4)}
    rows = [(row.name, row.value) for row in overview_words.latency_rows(trips)]
    assert rows == [("Router", "3.4 ms"), ("Name lookup", "no answer"), ("example.net", "24 ms")]


# --- outages --------------------------------------------------------------------------------------------------------


def outage(start_s: int, end_s: int | None) -> TimelineEvent:
    until = None if end_s is None else MIDNIGHT + end_s * 1000
    return TimelineEvent(MIDNIGHT + start_s * 1000, TimelineKind.OUTAGE, "wi:Cafe", until)


def test_the_outages_of_today() -> None:
    roam = TimelineEvent(MIDNIGHT + 5000, TimelineKind.ROAM, "wi:Cafe")
    seen = overview_words.outages([outage(-50, 30), roam, outage(1000, 1045)], MIDNIGHT, NOW_UNIX_MS)
    assert seen.verdict.word == "2 outages"
    assert seen.verdict.text == "1 min 15 s in all. 1 change of access point."
    assert seen.spans[0][0] == MIDNIGHT
    assert "One goes on." in overview_words.outages([outage(50, None)], MIDNIGHT, NOW_UNIX_MS).verdict.text
    assert overview_words.outages([], MIDNIGHT, NOW_UNIX_MS).verdict.word == "None"


# --- upload and quota -----------------------------------------------------------------------------------------------


def upload(state: CircuitState, **queue: int) -> tuple[str, Remedy | None]:
    snapshot = replace(FakeSnapshot(), upload=UploadStatus(state, 0, ""), queue=QueueCounts(**queue))
    verdict, remedy = overview_words.upload(snapshot, NOW_UNIX_MS)
    assert verdict.text
    return verdict.word, remedy


def test_how_much_waits() -> None:
    assert upload(CircuitState.BACKOFF, pending=3) == ("3 waiting", Remedy.SEND)
    assert upload(CircuitState.CLOSED, sent=9) == ("All sent", None)
    assert upload(CircuitState.CLOSED) == ("Nothing to send", None)
    assert upload(CircuitState.OFF, pending=4) == ("4 kept here", Remedy.SETTINGS)
    assert upload(CircuitState.OFF) == ("Off", Remedy.SETTINGS)
    assert upload(CircuitState.AUTH, pending=118) == ("118 waiting", Remedy.NEW_TOKEN)
    assert overview_words.upload(FakeSnapshot(**WAITING), NOW_UNIX_MS)[0].word == "3 waiting"


@pytest.mark.parametrize(
    ("used", "projected", "tone", "text"),
    [
        (10, 20, "ink2", "10 % of 100 GB used, until 1 Dec."),
        (85, None, "warn", "85 % of"),
        (30, 120, "warn", "30 % of 100 GB used, until 1 Dec. Likely to end at 120 GB."),
        (100, 150, "err", "The quota is used up. 100 % of"),
    ],
)
def test_a_quota(used: int, projected: int | None, tone: str, text: str) -> None:
    gb = 1_000_000_000
    period = Period(date(2026, 11, 1), date(2026, 12, 1))
    quota = Quota(period, 100 * gb, used * gb, 80 * gb, None if projected is None else projected * gb)
    shown, its_tone = overview_words.quota_text(quota)
    assert shown.startswith(text)
    assert its_tone == tone
