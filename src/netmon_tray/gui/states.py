"""States that a person should know of, as cards: glyph, state word, title, sentence and one action. Pure.

Words after the design's table of states; a condition's own title and text are used as they come.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmon_tray import health, units
from netmon_tray.audit import Grade
from netmon_tray.gui.tray_words import lost_connection, network_name, one_line, pause_text, waiting
from netmon_tray.model import Adapters, Condition, LiveEvent, LiveEventKind, Severity
from netmon_tray.words import count, joined, say

if TYPE_CHECKING:
    from netmon_tray.snapshot import Snapshot

NO_TRAY = "no_tray"
INSECURE = "insecure_network"


class Action(enum.Enum):
    """What a card offers; the value is what its button says."""

    LOGIN = say("Open login page")
    RESUME = say("Resume now")
    DISMISS_TRAY = say("Don\N{RIGHT SINGLE QUOTATION MARK}t show again")
    SECURITY_HELP = say("What to do")
    SETTINGS = say("Open settings")
    """The system's, where it keeps something from the program."""
    TOKEN = say("Enter a new token")
    FOLDER = say("Show the data folder")
    CONFIG = say("Show the settings file")
    WAITING = say("Show waiting records")
    REJECTED = say("Show rejected records")
    DIAGNOSIS = say("Open Diagnosis")
    SENDS = say("What this app sends")
    PRIVACY = say("Change what is sent")


@dataclass(frozen=True, slots=True)
class StateCard:
    """One state as it is shown."""

    code: str
    glyph: str
    tone: str
    """Colour token of glyph and state word."""
    word: str
    title: str
    text: str
    action: Action | None = None


_GLYPHS = {
    health.PORTAL: "portal",
    health.DISK_FULL: "disk",
    health.DISK_READONLY: "disk",
    health.DATABASE_NEWER: "disk",
    health.DATABASE_UNUSABLE: "disk",
    health.OFFLINE: "offline",
    INSECURE: "unlock",
    NO_TRAY: "tray",
    "database_moved_aside": "disk",
    "upload_auth": "key",
    "upload_no_token": "key",
    "upload_backoff": "clock",
    "upload_throttled": "clock",
    "clock_wrong": "clock",
    **dict.fromkeys((health.CONSENT_MISSING, health.POSITION_WITHHELD), "pin"),
}
GRADE_GLYPHS: dict[Grade, tuple[str, str]] = {
    Grade.STRONG: ("shield-check", "ok"),
    Grade.GOOD: ("shield", "ink"),
    Grade.WEAK: ("shield-attention", "warn"),
    Grade.INSECURE: ("unlock", "err"),
    Grade.UNKNOWN: ("shield-unknown", "ink2"),
    Grade.NOT_APPLICABLE: ("dash", "ink2"),
}
"""Glyph and colour token of each grade (visual.md)."""
_BY_SEVERITY = {
    Severity.ERROR: ("stopped", "err", say("Stopped")),
    Severity.WARNING: ("attention", "warn", say("Needs attention")),
    Severity.INFO: ("note", "ink2", say("Good to know")),
}
_ACTIONS = {
    health.PORTAL: Action.LOGIN,
    INSECURE: Action.SECURITY_HELP,
    NO_TRAY: Action.DISMISS_TRAY,
    health.CONSENT_MISSING: Action.SETTINGS,
    health.SETTINGS_BROKEN: Action.CONFIG,
    **dict.fromkeys((health.DISK_FULL, health.DISK_READONLY, health.DATABASE_UNUSABLE), Action.FOLDER),
    **dict.fromkeys(("upload_auth", "upload_no_token"), Action.TOKEN),
    health.POSITION_WITHHELD: Action.SETTINGS,
    "database_moved_aside": Action.FOLDER,
    "records_rejected": Action.REJECTED,
}


def condition_card(condition: Condition) -> StateCard:
    """The card of a condition."""
    glyph, tone, word = _BY_SEVERITY[condition.severity]
    return StateCard(
        condition.code,
        _GLYPHS.get(condition.code, glyph),
        tone,
        word,
        one_line(condition.title),
        one_line(condition.text),
        _action(condition),
    )


def _action(condition: Condition) -> Action | None:
    """The card's button; none that leads to a page of the system's settings which no link opens."""
    action = _ACTIONS.get(condition.code)
    return None if action is Action.SETTINGS and condition.link is None else action


def cards(snapshot: Snapshot, *, offline_s: float | None = None) -> tuple[StateCard, ...]:
    """Everything to tell, the most severe first; ``offline_s`` is how long there has been no connection."""
    shown = []
    if snapshot.is_paused:
        shown.append(_paused(snapshot))
    lost = lost_connection(snapshot)
    for condition in snapshot.conditions:
        if condition.code == health.OFFLINE or condition is lost:
            shown.append(_unconnected(snapshot, offline_s))
        else:
            shown.append(condition_card(condition))
    return tuple(shown)


def empty_card(snapshot: Snapshot, *, first_values_s: float, offline_s: float | None = None) -> StateCard:
    """What stands in the middle of charts that have nothing to draw."""
    if snapshot.is_paused:
        return _paused(snapshot)
    sample = snapshot.sample
    if sample is not None and sample.primary is None:
        return _unconnected(snapshot, offline_s)
    text: str = count(
        max(1, round(first_values_s)),
        "The first values appear in about {n} second. Charts fill from the right.",
        "The first values appear in about {n} seconds. Charts fill from the right.",
    )
    if sample is not None and sample.primary is not None and not snapshot.records_here:
        text = joined([say("Looking at {network}.", network=network_name(sample.primary)), text])
    return StateCard("first_minute", "clock", "ink2", say("Just started"), say("First minute"), text)


def offline_s(events: Sequence[LiveEvent], now_unix_ms: int) -> float | None:
    """How long there has been no connection; None while there is one, or where its end was not seen."""
    changes = (LiveEventKind.CONNECTED, LiveEventKind.DISCONNECTED)
    last = next((event for event in reversed(events) if event.kind in changes), None)
    if last is None or last.kind is LiveEventKind.CONNECTED:
        return None
    return max(0.0, (now_unix_ms - last.at_unix_ms) / 1000)


def _unconnected(snapshot: Snapshot, offline_s: float | None) -> StateCard:
    """Why there is no connection; without an adapter that is all there is to say."""
    adapters = snapshot.sample.adapters if snapshot.sample else Adapters.PRESENT
    if adapters is Adapters.NONE:
        title, text = health.UNCONNECTED[adapters], health.OFFLINE_TEXTS[adapters]
        return StateCard("no_adapter", "nothing", "ink2", say("Nothing to show"), title, text, Action.DIAGNOSIS)
    title = say("Offline")
    if adapters is Adapters.WIFI_OFF:
        title = health.UNCONNECTED[adapters]
    elif offline_s is not None and offline_s >= 60:
        title = say("Offline for {duration}", duration=units.round_duration_text(offline_s))
    text = say("Recording goes on when the connection is back.")
    if waiting(snapshot):
        text = count(
            waiting(snapshot),
            "{n} record is waiting. It is sent when the connection is back.",
            "{n} records are waiting. They are sent when the connection is back.",
        )
    action = Action.WAITING if waiting(snapshot) else None
    lost = lost_connection(snapshot)
    if lost is not None:
        return replace(condition_card(lost), glyph="offline", action=action)
    return StateCard(health.OFFLINE, "offline", "ink2", say("Offline"), title, text, action)


def _paused(snapshot: Snapshot) -> StateCard:
    return StateCard(
        "paused",
        "pause",
        "warn",
        say("Paused"),
        pause_text(snapshot),
        say("Nothing is recorded or sent."),
        Action.RESUME,
    )
