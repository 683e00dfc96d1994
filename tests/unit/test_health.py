"""The catalogue of conditions, and which of them are shown."""

from __future__ import annotations

import inspect
import itertools
from datetime import date

import pytest

from netmon_tray import health
from netmon_tray.model import (
    CircuitState,
    Condition,
    ConsentState,
    LocationSettings,
    MissingConsent,
    OutageCause,
    Severity,
    TimelineKind,
    UploadStatus,
)
from netmon_tray.quota import Period, Quota

MONTH = Period(date(2026, 11, 1), date(2026, 12, 1))
EXAMPLES = [
    health.portal(),
    health.insecure_network("Cafe", "No encryption.", "Use a VPN."),
    health.insecure_network(None, "No encryption.", ""),
    health.network_changed(
        TimelineKind.AUDIT_ROUTER, "Another router", "It changed.", "Leave it.", since_unix_ms=0, is_alert=True
    ),
    *(health.outage(cause, 1_790_000_000_000) for cause in OutageCause),
    health.outage_over(125, 1_790_000_000_000),
    health.weak_signal(1_790_000_000_000),
    health.queue_stuck(1, 90_000, 1_790_000_000_000),
    health.queue_stuck(2, 90_000, 1_790_000_000_000),
    *(
        health.quota(Quota(MONTH, 10**10, used_bytes, 8 * 10**9, None), 1_790_000_000_000)
        for used_bytes in (8 * 10**9, 11 * 10**9)
    ),
    health.offline(),
    *(health.consent_missing(MissingConsent(*case)) for case in itertools.product(ConsentState, LocationSettings)),
    *(
        health.position_withheld(MissingConsent(*case))
        for case in itertools.product(ConsentState, (*LocationSettings, None))
    ),
    health.probe_fault("rtnetlink", "timed out"),
    health.probe_fault("iphlpapi", "timed out"),
    health.probe_fault("something-new", "gone."),
    health.disk_full(),
    health.disk_full(3),
    health.disk_readonly("/data"),
    health.database_newer("Its version is 9"),
    health.database_unusable("It is locked."),
    health.database_moved_aside("/data/x", 12),
    health.database_moved_aside("/data/x", 12, is_done=True),
    health.database_moved_aside("/data/x", 12, is_done=True, lost_records=1, uncertain_records=2),
    health.database_moved_aside("/data/x", 12, is_done=True, lost_records=0, uncertain_records=1),
    health.database_wal_lost("/data/x-wal"),
    health.records_dropped(1),
    health.records_dropped(2),
    health.records_rejected(1),
    health.records_rejected(2),
    health.settings_broken("/s.toml", "line 3"),
    health.settings_invalid([("log.heartbeat_s", "must be from 10 to 86400")]),
    health.policy_invalid([("ui.units", "must be text"), ("ui.theme", "must be text")]),
    health.policy_ignored("/etc/x", "it does not belong to root"),
    health.clock_wrong(10_800),
    health.clock_wrong(-86_400 * 400),
    health.worker_died("netmon-sampler", "ValueError: x"),
    health.worker_died("other", "ValueError: x"),
    health.other_agent("netmon (process 7)"),
    health.other_agent(None),
    health.no_tray(),
]


@pytest.mark.parametrize("condition", EXAMPLES, ids=lambda item: item.code)
def test_every_condition_says_what_is_and_what_happens_in_sentences(condition: Condition) -> None:
    assert condition.title
    assert condition.text.endswith(".")
    assert ".." not in condition.text
    assert "  " not in condition.text
    assert condition.code == condition.code.lower()


def test_a_consent_that_nobody_gave_asks_for_attention_and_one_refused_does_not() -> None:
    told = {
        state: health.consent_missing(MissingConsent(state, LocationSettings.WINDOWS)).severity
        for state in ConsentState
    }
    assert {state for state, severity in told.items() if severity is Severity.WARNING} == {
        ConsentState.NOT_ASKED,
        ConsentState.UNKNOWN,
    }
    links = [health.consent_missing(MissingConsent(ConsentState.REFUSED, place)).link for place in LocationSettings]
    assert links == [
        "ms-settings:privacy-location",
        "x-apple.systempreferences:com.apple.preference.security?Privacy_LocationServices",
    ]


@pytest.mark.parametrize("state", list(CircuitState))
def test_every_state_of_the_channel_is_a_condition_or_needs_none(state: CircuitState) -> None:
    condition = health.upload(UploadStatus(state, 0, "The server is busy", rest="HTTP 503"))
    if state in (CircuitState.CLOSED, CircuitState.OFF, CircuitState.PAUSED, CircuitState.METERED):
        assert condition is None
    else:
        assert condition is not None
        assert condition.code == f"upload_{state.value}"
        assert condition.title == "The server is busy"
        assert condition.text == "HTTP 503. Nothing is lost."


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("full", health.DISK_FULL),
        ("readonly", health.DISK_READONLY),
        ("newer", health.DATABASE_NEWER),
        ("busy", health.DATABASE_UNUSABLE),
        ("corrupt", health.DATABASE_UNUSABLE),
        ("io", health.DATABASE_UNUSABLE),
    ],
)
def test_storage_troubles_by_their_kind(kind: str, code: str) -> None:
    assert health.storage(kind, "It broke.", "/data", 3).code == code


def test_several_invalid_settings_are_one_condition_that_names_each() -> None:
    condition = health.settings_invalid([("log.heartbeat_s", "must be from 10"), ("ui.units", "must be text")])
    assert condition.title == "The settings log.heartbeat_s, ui.units are not valid"
    assert "log.heartbeat_s: must be from 10." in condition.text


def test_what_explains_another_condition_exists() -> None:
    codes = {item.code for item in EXAMPLES}
    statuses = [health.upload(UploadStatus(state, 0, "x")) for state in CircuitState]
    causes = {cause for item in statuses if item for cause in item.depends_on}
    assert causes
    assert causes <= codes


def test_a_condition_shows_after_it_has_held_for_its_time() -> None:
    slow = Condition("slow", Severity.WARNING, "t", "x.", visible_after_s=10)
    assert health.visible([(slow, 100.0)], 109.9) == ()
    assert health.visible([(slow, 100.0)], 110.0) == (slow,)


def test_a_condition_hides_behind_what_explains_it_while_that_is_shown() -> None:
    cause = Condition("cause", Severity.INFO, "t", "x.", visible_after_s=10)
    effect = Condition("effect", Severity.ERROR, "t", "x.", depends_on=("cause",))
    assert health.visible([(cause, 0.0), (effect, 0.0)], 5.0) == (effect,)
    assert health.visible([(cause, 0.0), (effect, 0.0)], 10.0) == (cause,)
    assert health.visible([(effect, 0.0)], 10.0) == (effect,)


def test_what_a_hidden_condition_would_explain_is_shown() -> None:
    first = Condition("first", Severity.INFO, "t", "x.")
    second = Condition("second", Severity.INFO, "t", "x.", depends_on=("first",))
    third = Condition("third", Severity.INFO, "t", "x.", depends_on=("second",))
    assert health.visible([(third, 0.0), (second, 0.0), (first, 0.0)], 1.0) == (third, first)


def test_a_circle_of_explanations_does_not_hide_everything() -> None:
    one = Condition("one", Severity.INFO, "t", "x.", depends_on=("two",))
    two = Condition("two", Severity.INFO, "t", "x.", depends_on=("one",))
    assert len(health.visible([(one, 0.0), (two, 0.0)], 1.0)) == 1


def test_the_most_severe_come_first_and_equals_keep_their_order() -> None:
    made = [
        Condition("a", Severity.INFO, "t", "x."),
        Condition("b", Severity.ERROR, "t", "x."),
        Condition("c", Severity.WARNING, "t", "x."),
        Condition("d", Severity.ERROR, "t", "x."),
    ]
    shown = health.visible([(item, 0.0) for item in made], 1.0)
    assert [item.code for item in shown] == ["b", "d", "c", "a"]


def test_the_examples_cover_the_catalogue() -> None:
    """A new function of the catalogue belongs into EXAMPLES, or it is told apart above."""
    makers = {
        name
        for name, item in inspect.getmembers(health, inspect.isfunction)
        if item.__module__ == health.__name__
        and not name.startswith("_")
        and name not in ("visible", "storage", "upload")
    }
    source = inspect.getsource(inspect.getmodule(test_the_examples_cover_the_catalogue))  # type: ignore[arg-type]
    assert {name for name in makers if f"health.{name}(" not in source} == set()
