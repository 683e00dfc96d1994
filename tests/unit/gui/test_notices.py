"""Few notifications: new errors only, each once until it is over."""

from __future__ import annotations

from netmon_tray.gui.notices import Notices
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


def test_a_notification_carries_the_condition_s_words() -> None:
    posted: list[tuple[str, str, str]] = []
    notices = Notices(lambda *words: posted.append(words))
    notices.see([])
    notices.see([condition("upload_auth")])
    assert posted == [("Title of upload_auth", "Text.", "upload_auth")]
