"""Parts post, people see."""

from __future__ import annotations

from netmon_tray import health
from netmon_tray.board import ConditionBoard, network_conditions
from netmon_tray.model import (
    Condition,
    ConsentState,
    LocationSettings,
    MissingConsent,
    Sample,
    Security,
    Severity,
)
from support.samples import sample, wifi, wired


def condition(code: str, after_s: float = 0, *causes: str) -> Condition:
    return Condition(code, Severity.WARNING, code, "", causes, after_s)


def test_a_condition_must_hold_for_its_time_and_reposting_does_not_restart_it() -> None:
    clock = {"s": 0.0}
    board = ConditionBoard(lambda: clock["s"])
    board.post("probe", [condition("slow", 30), None])
    clock["s"] = 20
    board.post("probe", [condition("slow", 30)])
    assert board.shown() == ()
    clock["s"] = 31
    assert [item.code for item in board.shown()] == ["slow"]
    board.post("probe", [])
    board.post("probe", [condition("slow", 30)])
    assert board.shown() == ()


def test_parts_do_not_disturb_each_other_and_a_cause_hides_its_effect() -> None:
    board = ConditionBoard(lambda: 0.0)
    board.post("network", [condition("portal")])
    board.post("upload", [condition("upload_tls", 0, "portal")])
    assert [item.code for item in board.shown()] == ["portal"]
    board.post("network", [])
    assert [item.code for item in board.shown()] == ["upload_tls"]


def test_what_a_sample_says() -> None:
    def codes(seen: Sample) -> list[str]:
        return [item.code for item in network_conditions(seen, None)]

    assert codes(sample(0)) == ["offline"]
    assert codes(sample(0, wired())) == []
    assert codes(sample(0, wifi(security=Security.OPEN), has_portal=True)) == ["portal", "insecure_network"]
    missing = MissingConsent(ConsentState.REFUSED, LocationSettings.MACOS)
    assert codes(sample(0, wifi(), missing_consent=missing)) == ["consent_missing"]
    assert codes(sample(0, wifi(), missing_position=missing)) == ["position_withheld"]


def test_one_permission_that_is_missing_is_asked_for_once() -> None:
    missing = MissingConsent(ConsentState.NOT_ASKED, LocationSettings.MACOS)
    both = sample(0, wifi(), missing_consent=missing, missing_position=missing)
    shown = health.visible(((item, 0.0) for item in network_conditions(both, None)), 60.0)
    assert [item.code for item in shown] == ["consent_missing"]
