"""Security grades: the words of the published table, total over every code."""

from __future__ import annotations

import pytest

from netmon_tray.audit import GRADE_WORDS, Grade, grade
from netmon_tray.model import NetworkType, Security, Unavailable

PUBLISHED = {
    Grade.STRONG: {Security.WPA3_SAE, Security.WPA2_EAP, Security.WPA3_EAP, Security.WPA3_EAP_192, Security.WIRED_EAP},
    Grade.GOOD: {Security.WPA2_PSK, Security.WPA2_WPA3_PSK, Security.CELLULAR, Security.OWE},
    Grade.WEAK: {Security.WPA_PSK, Security.WPA_EAP, Security.WPA_WPA2_PSK, Security.WPA_WPA2_EAP, Security.WPA_NONE},
    Grade.INSECURE: {
        Security.OPEN, Security.WEP, Security.WEP_SHARED, Security.DYNAMIC_WEP, Security.OWE_TRANSITION,
    },
    Grade.NOT_APPLICABLE: {Security.WIRED},
}  # fmt: skip


@pytest.mark.parametrize(("expected", "security"), [(g, s) for g, found in PUBLISHED.items() for s in found])
def test_the_published_grades(expected: Grade, security: Security) -> None:
    medium = NetworkType.ETHERNET if security in (Security.WIRED, Security.WIRED_EAP) else NetworkType.WIFI
    assert grade(medium, security).grade is expected


@pytest.mark.parametrize("medium", list(NetworkType))
@pytest.mark.parametrize("security", [*Security, *Unavailable])
def test_every_combination_has_one_sentence_and_something_to_do(
    medium: NetworkType, security: Security | Unavailable
) -> None:
    assessment = grade(medium, security)
    assert assessment.word == GRADE_WORDS[assessment.grade]
    assert assessment.reason.endswith(".")
    needs_action = assessment.grade in (Grade.WEAK, Grade.INSECURE, Grade.UNKNOWN)
    assert bool(assessment.action) or not needs_action


def test_owe_says_that_nobody_proves_who_runs_it() -> None:
    assert "nobody proves who runs it" in grade(NetworkType.WIFI, Security.OWE).reason


def test_what_is_not_known_is_not_guessed() -> None:
    assert grade(NetworkType.WIFI, Unavailable.UNSUPPORTED).grade is Grade.UNKNOWN
    assert grade(NetworkType.WIFI, Unavailable.DENIED).grade is Grade.UNKNOWN
    assert grade(NetworkType.BLUETOOTH, Security.WIRED).grade is Grade.NOT_APPLICABLE
    assert "Bluetooth" in grade(NetworkType.BLUETOOTH, Security.WIRED).reason
