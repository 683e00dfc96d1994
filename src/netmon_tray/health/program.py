"""Conditions of the program itself."""

from __future__ import annotations

from netmon_tray.health.sentences import sentence
from netmon_tray.model import Condition, Severity

_WORKERS = {
    "netmon-sampler": ("Recording has stopped", "Nothing is recorded until the program is restarted."),
    "netmon-uploader": ("Sending has stopped", "Records are kept; they are sent after a restart of the program."),
}


def worker_died(thread_name: str, text: str) -> Condition:
    """A worker thread ended by an error of ours."""
    title, effect = _WORKERS.get(thread_name, ("A part of the program has stopped", "Restart the program."))
    return Condition(
        f"worker_died_{thread_name}", Severity.ERROR, title, f"{sentence(text)} {effect} The log has the details."
    )


def other_agent(who: str | None) -> Condition:
    """Another process holds the data directory and records; this one only looks."""
    named = f" ({who})" if who else ""
    return Condition(
        "other_agent",
        Severity.INFO,
        "Another process records",
        f"Another netmon{named} records into the same data directory; this one shows what it stores "
        "and takes over when it ends.",
    )


def no_tray() -> Condition:
    """The desktop shows no tray icons."""
    return Condition(
        "no_tray",
        Severity.INFO,
        "This desktop has no tray",
        "netmon stays in its window. Closing it keeps recording.",
        visible_after_s=10,
    )
