"""State cards: every state says what is, what still works, and at most one thing to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray import health, units
from netmon_tray.gui import states
from netmon_tray.gui.states import Action
from netmon_tray.model import Adapters, Condition, ConsentState, LocationSettings, MissingConsent, Severity
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot, sample, wifi_link

NONE, WIFI_OFF = Adapters.NONE, Adapters.WIFI_OFF
REFUSED = MissingConsent(ConsentState.REFUSED, LocationSettings.WINDOWS)
OFFLINE = replace(FakeSnapshot(), sample=sample(), throughput=None)


def card_for(snapshot: FakeSnapshot, **more: float) -> states.StateCard:
    return states.empty_card(snapshot, first_values_s=2, **more)


def test_the_first_minute() -> None:
    card = card_for(replace(FakeSnapshot(), sample=None))
    assert (card.word, card.title) == ("Just started", "First minute")
    assert card.text == "The first values appear in about 2 seconds. Charts fill from the right."


def test_beside_another_agent_the_first_minute_says_what_is_looked_at() -> None:
    assert card_for(replace(FakeSnapshot(), records_here=False)).text.startswith("Looking at Cafe-5G.")


def test_no_adapter_wifi_switched_off_and_offline_are_three_states() -> None:
    without, silent = (replace(OFFLINE, sample=replace(sample(), adapters=one)) for one in (NONE, WIFI_OFF))
    assert (card_for(without).title, card_for(without).action) == ("No network adapter", Action.DIAGNOSIS)
    assert card_for(silent, offline_s=250).title == "WiFi is switched off"
    assert [card.title for card in states.cards(replace(silent, conditions=(health.offline(WIFI_OFF),)))] == [
        "WiFi is switched off"
    ]
    up_without_route = replace(OFFLINE, sample=replace(sample(wifi_link()), primary_name=None))
    assert card_for(up_without_route, offline_s=250).title == "Offline for 4 min"
    assert card_for(up_without_route, offline_s=10).title == "Offline"
    assert card_for(up_without_route).title == "Offline"


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        (0, "Recording goes on when the connection is back."),
        (1, "1 record is waiting. It is sent when the connection is back."),
        (3, "3 records are waiting. They are sent when the connection is back."),
    ],
)
def test_offline_says_what_waits(pending: int, text: str) -> None:
    waiting = replace(WAITING["queue"], pending=pending)
    snapshot = replace(OFFLINE, queue=waiting, upload=WAITING["upload"], conditions=(health.offline(),))
    assert states.cards(snapshot, offline_s=250)[0].text == text


def test_a_pause_goes_before_everything_and_can_be_ended() -> None:
    until = NOW_UNIX_MS + 900_000
    paused = replace(OFFLINE, is_paused=True, pause_until_unix_ms=until, conditions=(health.disk_full(),))
    card = card_for(paused)
    assert (card.title, card.action) == (f"Paused until {units.round_clock_text(until)}", Action.RESUME)
    assert [item.code for item in states.cards(paused)] == ["paused", health.DISK_FULL]


@pytest.mark.parametrize(
    ("condition", "glyph", "word", "tone", "action"),
    [
        (health.portal(), "portal", "Needs attention", "warn", Action.LOGIN),
        (health.disk_full(), "disk", "Stopped", "err", Action.FOLDER),
        (health.no_tray(), "tray", "Good to know", "ink2", Action.DISMISS_TRAY),
        (
            health.insecure_network("Cafe", "Open.", "Use a VPN."),
            "unlock",
            "Needs attention",
            "warn",
            Action.SECURITY_HELP,
        ),
        (health.consent_missing(REFUSED), "pin", "Good to know", "ink2", Action.SETTINGS),
        (Condition("x", Severity.WARNING, "Odd", "It is."), "attention", "Needs attention", "warn", None),
        (Condition("y", Severity.ERROR, "Bad", "It is."), "stopped", "Stopped", "err", None),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_conditions_have_a_sign_a_word_and_a_colour(
    condition: Condition, glyph: str, word: str, tone: str, action: Action | None
) -> None:
    card = states.condition_card(condition)
    assert (card.glyph, card.word, card.tone, card.action) == (glyph, word, tone, action)
    assert (card.title, card.text) == (condition.title, condition.text)


def test_a_foreign_name_cannot_break_a_card() -> None:
    card = states.condition_card(health.insecure_network("two\nlines", "Open.", ""))
    assert "\n" not in card.title


def test_a_position_that_is_withheld_has_a_button_where_a_link_opens_the_settings() -> None:
    assert states.condition_card(health.position_withheld(REFUSED)).action is Action.SETTINGS
    on_linux = MissingConsent(ConsentState.UNKNOWN, None)
    assert states.condition_card(health.position_withheld(on_linux)).action is None
