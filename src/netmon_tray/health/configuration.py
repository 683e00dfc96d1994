"""Conditions of the settings, of the policy and of the clock."""

from __future__ import annotations

from collections.abc import Sequence

from netmon_tray.model import Condition, Severity
from netmon_tray.units import round_duration_text
from netmon_tray.words import joined, say, sentence

SETTINGS_BROKEN = "settings_broken"


def settings_broken(place: str, text: str) -> Condition:
    """The settings file could not be read at all."""
    return Condition(
        SETTINGS_BROKEN,
        Severity.WARNING,
        say("The settings file cannot be read"),
        joined([joined([place, sentence(text)], ": "), say("The defaults are used until it is mended.")]),
    )


def settings_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys (key, sentence) are not valid; each of them alone falls back."""
    keys = ", ".join(key for key, _ in problems)
    if len(problems) == 1:
        return _invalid("settings_invalid", say("The setting {key} is not valid", key=keys), problems)
    return _invalid("settings_invalid", say("The settings {keys} are not valid", keys=keys), problems)


def policy_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys of the organisation's policy are not valid; each of them alone is ignored."""
    keys = ", ".join(key for key, _ in problems)
    if len(problems) == 1:
        return _invalid("policy_invalid", say("The policy for {key} is not valid", key=keys), problems)
    return _invalid("policy_invalid", say("The policies for {keys} are not valid", keys=keys), problems)


def _invalid(code: str, title: str, problems: Sequence[tuple[str, str]]) -> Condition:
    text = joined(joined([key, sentence(problem)], ": ") for key, problem in problems)
    return Condition(code, Severity.WARNING, title, text)


def clock_wrong(ahead_s: float) -> Condition:
    """The wall clock is ``ahead_s`` ahead of the server's; negative: behind."""
    apart = round_duration_text(abs(ahead_s))
    if ahead_s > 0:
        first = say("It is {duration} ahead of the server's.", duration=apart)
    else:
        first = say("It is {duration} behind the server's.", duration=apart)
    return Condition(
        "clock_wrong",
        Severity.WARNING,
        say("This computer's clock is wrong"),
        joined(
            [
                first,
                say(
                    "Records carry its time, and secure connections may fail over it; nothing is removed for its age "
                    "meanwhile. Set it, or turn on automatic time."
                ),
            ]
        ),
        visible_after_s=5,
    )


def policy_ignored(place: str, text: str) -> Condition:
    """The organisation's policy exists and cannot be trusted or read."""
    return Condition(
        "policy_ignored",
        Severity.WARNING,
        say("The organisation's policy is ignored"),
        joined([joined([place, sentence(text)], ": "), say("Your own settings hold until it is mended.")]),
    )
