"""Few notifications: new errors only, each once until it is over."""

from __future__ import annotations

import pytest

from netmon_tray.gui.notices import Notices, post_to_desktop, poster
from netmon_tray.model import Condition, Severity


def condition(code: str, severity: Severity = Severity.ERROR) -> Condition:
    return Condition(code, severity, f"Title of {code}", "Text.")


def test_only_errors_that_appear_are_posted_and_each_once() -> None:
    posted: list[str] = []
    notices = Notices(lambda _title, _text, tag: posted.append(tag))
    notices.see([condition("disk_full")])
    assert posted == []
    notices.see([condition("disk_full"), condition("portal", Severity.WARNING)])
    assert posted == []
    for _ in range(3):
        notices.see([condition("disk_full"), condition("upload_auth")])
    assert posted == ["upload_auth"]
    notices.see([])
    notices.see([condition("upload_auth")])
    assert posted == ["upload_auth", "upload_auth"]


def alert(code: str, since_unix_ms: int | None) -> Condition:
    return Condition(code, Severity.INFO, "Title", "Text.", is_alert=True, since_unix_ms=since_unix_ms)


def test_an_alert_is_told_once_over_restarts_and_interruptions() -> None:
    posted: list[str] = []
    notices = Notices(lambda _title, _text, tag: posted.append(tag), started_unix_ms=1000)
    notices.see([])
    notices.see([alert("outage", 999), alert("weak_signal", 1000), alert("queue_stuck", None)])
    assert sorted(posted) == ["queue_stuck", "weak_signal"], "the outage was told by the run before"
    notices.see([])
    notices.see([alert("weak_signal", 1000)])
    assert len(posted) == 2, "it is the same"
    notices.see([])
    notices.see([alert("weak_signal", 2000)])
    assert posted[2:] == ["weak_signal"]


def test_a_notification_carries_the_condition_s_words() -> None:
    posted: list[tuple[str, str, str]] = []
    notices = Notices(lambda *words: posted.append(words))
    notices.see([])
    notices.see([condition("upload_auth")])
    assert posted == [("Title of upload_auth", "Text.", "upload_auth")]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_than_on_linux_the_icon_tells(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    told: list[tuple[str, str]] = []
    poster(lambda title, text: told.append((title, text)))("No storage", "The disk is full.", "storage")
    assert told == [("No storage", "The disk is full.")]


def test_a_linux_desktop_has_a_service_for_it() -> None:
    assert poster(lambda _title, _text: None) is post_to_desktop
