"""Few notifications: new errors only, each once until it is over."""

from __future__ import annotations

import pytest

from netmon_tray.gui.notices import (
    GATHERED_S,
    QUIET_S,
    SEVERAL,
    SNOOZE_S,
    Notices,
    post_to_desktop,
    poster,
)
from netmon_tray.model import Condition, Severity


def condition(code: str, severity: Severity = Severity.ERROR) -> Condition:
    return Condition(code, severity, f"Title of {code}", "Text.")


class Desk:
    """Notices with a clock of the test's own."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.now_s = 1000.0
        self.posted: list[tuple[str, str, str]] = []
        self.notices = Notices(
            lambda *words: self.posted.append(words),
            started_unix_ms=1000,
            is_silent=is_silent,
            clock_s=lambda: self.now_s,
        )

    def see(self, *conditions: Condition, after_s: float = 0.0) -> None:
        """Have these hold, and look again when what is to be told has been gathered."""
        self.now_s += after_s
        for _ in range(2):
            self.notices.see(conditions)
            self.now_s += GATHERED_S

    @property
    def tags(self) -> list[str]:
        return [tag for _, _, tag in self.posted]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_only_errors_that_appear_are_posted_and_each_once(desk: Desk) -> None:
    desk.see(condition("disk_full"))
    desk.see(condition("disk_full"), condition("portal", Severity.WARNING))
    assert desk.tags == []
    for _ in range(3):
        desk.see(condition("disk_full"), condition("upload_auth"))
    assert desk.tags == ["upload_auth"]


def test_what_comes_and_goes_is_not_told(desk: Desk) -> None:
    desk.see()
    desk.notices.see([condition("upload_auth")])
    desk.now_s += 1
    desk.see()
    assert desk.tags == []


def test_what_comes_again_soon_is_told_once_it_has_been_quiet(desk: Desk) -> None:
    desk.see()
    desk.see(condition("upload_auth"))
    desk.see()
    desk.see(condition("upload_auth"))
    assert desk.tags == ["upload_auth"]
    desk.see(condition("upload_auth"), after_s=QUIET_S)
    assert desk.tags == ["upload_auth", "upload_auth"], "it holds still"
    desk.see(condition("upload_auth"), after_s=QUIET_S)
    assert len(desk.tags) == 2


def test_several_at_once_are_one_notification(desk: Desk) -> None:
    desk.see()
    desk.notices.see([condition("upload_auth")])
    desk.now_s += 1
    desk.see(condition("upload_auth"), condition("disk_full"))
    ((title, text, tag),) = desk.posted
    assert (title, tag) == ("2 things need attention", SEVERAL)
    assert text == "Title of upload_auth. Title of disk_full."


def test_a_snooze_keeps_quiet_and_ends(desk: Desk) -> None:
    desk.see()
    assert not desk.notices.can_be_snoozed, "nothing was told yet"
    desk.see(condition("upload_auth"))
    assert desk.notices.can_be_snoozed
    desk.notices.snooze(SNOOZE_S)
    assert (desk.notices.is_snoozed, desk.notices.can_be_snoozed) == (True, False)
    desk.see(condition("upload_auth"), condition("disk_full"))
    assert desk.tags == ["upload_auth"]
    desk.see(after_s=SNOOZE_S)
    desk.see(condition("disk_full"), after_s=QUIET_S)
    assert desk.tags == ["upload_auth", "disk_full"]
    desk.notices.snooze(SNOOZE_S)
    desk.notices.snooze(0.0)
    assert not desk.notices.is_snoozed


def test_the_first_run_interrupts_nobody() -> None:
    desk = Desk(is_silent=True)
    desk.see()
    desk.see(condition("upload_auth"))
    assert desk.posted == []


def alert(code: str, since_unix_ms: int | None) -> Condition:
    return Condition(code, Severity.INFO, "Title", "Text.", is_alert=True, since_unix_ms=since_unix_ms)


def test_an_alert_is_told_once_over_restarts_and_interruptions(desk: Desk) -> None:
    desk.see()
    desk.see(alert("outage", 999))
    assert desk.tags == [], "the outage was told by the run before"
    desk.see(alert("weak_signal", 1000))
    desk.see(after_s=QUIET_S)
    desk.see(alert("weak_signal", 1000))
    assert desk.tags == ["weak_signal"], "it is the same"
    desk.see(after_s=QUIET_S)
    desk.see(alert("weak_signal", 2000))
    assert desk.tags == ["weak_signal", "weak_signal"]


def test_a_notification_carries_the_condition_s_words(desk: Desk) -> None:
    desk.see()
    desk.see(condition("upload_auth"))
    assert desk.posted == [("Title of upload_auth", "Text.", "upload_auth")]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_than_on_linux_the_icon_tells(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    told: list[tuple[str, str]] = []
    poster(lambda title, text: told.append((title, text)))("No storage", "The disk is full.", "storage")
    assert told == [("No storage", "The disk is full.")]


def test_a_linux_desktop_has_a_service_for_it() -> None:
    assert poster(lambda _title, _text: None) is post_to_desktop
