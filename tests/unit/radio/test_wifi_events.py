"""What the scenarios of the air compare: levels that move between two answers of `iw`, moments, changes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from radio.lab import wifi_events
from radio.lab.lab import Lab
from radio.lab.product import Product
from radio.lab.wifi_events import around, averages, check_change, check_time, is_between, sampled_unix_s

HEARD = [(10.0, -30), (10.4, -36), (10.9, -38), (11.5, -40)]


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(Product(tmp_path, tmp_path), tmp_path)


def changed(at: str, *changes: str, attachment: str = "a") -> dict[str, Any]:
    return {"event": "changed", "at": at, "local": {"changes": list(changes), "attachment_uuid": attachment}}


def test_a_sample_lies_between_the_answers_around_it() -> None:
    assert around(HEARD, 10.65) == [-36, -38]
    assert around(HEARD, 10.85) == [-36, -38, -40]
    assert around(HEARD, 12.0) == [-40]
    assert is_between(-37, around(HEARD, 10.65))
    assert not is_between(-39, around(HEARD, 10.65))
    assert not is_between(None, around(HEARD, 10.65))


def test_the_average_is_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["\tsignal:  \t-50 dBm\n\tsignal avg:\t-37 dBm\n", "", "\tsignal avg:\t-49 [-49, -52] dBm\n"])
    clock = iter([0.0, 0.1, 0.2, 0.3, 0.4, 1.0])
    monkeypatch.setattr(wifi_events, "run", lambda *words: next(answers))
    monkeypatch.setattr(time, "time", lambda: next(clock))
    assert list(averages(1.0)) == [(0.1, -37), (0.4, -49)]


def test_a_change_is_compared_with_its_moment(lab: Lab) -> None:
    happened_unix_s = sampled_unix_s({"sampled_at": "2026-11-23T05:00:00.500+00:00"})
    check_change(lab, [changed("2026-11-23T05:00:02.000+00:00", "roam")], "roam", happened_unix_s)
    assert [(row.field, row.reported, row.verdict.value) for row in lab.rows] == [
        ("changes", "['roam']", "ok"),
        ("attachments", "1", "ok"),
        ("changed, seconds after it", "1.5", "ok"),
    ]


def test_a_missing_or_late_record_differs(lab: Lab) -> None:
    check_time(lab, "terminated", [changed("2026-11-23T05:00:02.000+00:00")], 0.0)
    check_time(lab, "changed", [changed("1970-01-01T00:00:09.000+00:00")], 0.0)
    assert [(row.reported, row.verdict.value) for row in lab.rows] == [("None", "differs"), ("9.0", "differs")]
