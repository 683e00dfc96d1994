"""Conditions of the program itself."""

from __future__ import annotations

from netmon_tray.model import Condition, Severity
from netmon_tray.words import joined, say, sentence

_WORKERS = {
    "netmon-sampler": (say("Recording has stopped"), say("Nothing is recorded until the program is restarted.")),
    "netmon-uploader": (
        say("Sending has stopped"),
        say("Records are kept; they are sent after a restart of the program."),
    ),
}

_ANY_WORKER = (say("A part of the program has stopped"), say("Restart the program."))


def worker_died(thread_name: str, text: str) -> Condition:
    """A worker thread ended by an error of ours."""
    title, effect = _WORKERS.get(thread_name, _ANY_WORKER)
    return Condition(
        f"worker_died_{thread_name}",
        Severity.ERROR,
        title,
        joined([sentence(text), effect, say("The log has the details.")]),
    )


def other_agent(who: str | None) -> Condition:
    """Another process holds the data directory and records; this one only looks."""
    if who:
        first = say("Another netmon ({who}) records into the same data directory.", who=who)
    else:
        first = say("Another netmon records into the same data directory.")
    return Condition(
        "other_agent",
        Severity.INFO,
        say("Another process records"),
        joined([first, say("This one shows what it stores and takes over when it ends.")]),
    )


def no_tray() -> Condition:
    """The desktop shows no tray icons."""
    return Condition(
        "no_tray",
        Severity.INFO,
        say("This desktop has no tray"),
        say("netmon stays in its window. Closing it keeps recording."),
        visible_after_s=10,
    )
