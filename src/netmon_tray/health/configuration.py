"""Conditions of the settings, of the policy and of the clock."""

from __future__ import annotations

from collections.abc import Sequence

from netmon_tray.health.sentences import sentence
from netmon_tray.model import Condition, Severity
from netmon_tray.units import round_duration_text

SETTINGS_BROKEN = "settings_broken"


def settings_broken(place: str, text: str) -> Condition:
    """The settings file could not be read at all."""
    return Condition(
        SETTINGS_BROKEN,
        Severity.WARNING,
        "The settings file cannot be read",
        f"{place}: {sentence(text)} The defaults are used until it is mended.",
    )


def settings_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys (key, sentence) are not valid; each of them alone falls back."""
    return _invalid("settings_invalid", "The setting", "The settings", problems)


def policy_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys of the organisation's policy are not valid; each of them alone is ignored."""
    return _invalid("policy_invalid", "The policy for", "The policies for", problems)


def _invalid(code: str, one: str, many: str, problems: Sequence[tuple[str, str]]) -> Condition:
    keys = [key for key, _ in problems]
    title = f"{one} {keys[0]} is not valid" if len(keys) == 1 else f"{many} {', '.join(keys)} are not valid"
    text = " ".join(f"{key}: {sentence(problem)}" for key, problem in problems)
    return Condition(code, Severity.WARNING, title, text)


def clock_wrong(ahead_s: float) -> Condition:
    """The wall clock is ``ahead_s`` ahead of the server's; negative: behind."""
    direction = "ahead of" if ahead_s > 0 else "behind"
    return Condition(
        "clock_wrong",
        Severity.WARNING,
        "This computer's clock is wrong",
        f"It is {round_duration_text(abs(ahead_s))} {direction} the server's. Records carry its time, and secure "
        "connections may fail over it; nothing is removed for its age meanwhile. Set it, or turn on automatic time.",
        visible_after_s=5,
    )


def policy_ignored(place: str, text: str) -> Condition:
    """The organisation's policy exists and cannot be trusted or read."""
    return Condition(
        "policy_ignored",
        Severity.WARNING,
        "The organisation's policy is ignored",
        f"{place}: {sentence(text)} Your own settings hold until it is mended.",
    )
