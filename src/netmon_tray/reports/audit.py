"""The audit report: how each network that was seen is secured, and what of it changed in a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.reports import Column, Page, Report, Table, range_text
from netmon_tray.words import joined, number, say

HEADING = ("network", "type", "grade", "security", "reason", "action", "trusted", "last_seen")
CHANGE_HEADING = ("at", "network", "change")


@dataclass(frozen=True, slots=True)
class Audited:
    """A network as the audit tells it."""

    name: str
    network_type: str
    grade: str
    security: str
    reason: str
    action: str
    is_trusted: bool
    last_seen_unix_ms: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that changed."""

    at_unix_ms: int
    network: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a range: the networks that were seen in it or after it."""

    since_unix_ms: int
    until_unix_ms: int
    networks: Sequence[Audited]
    changes: Sequence[Changed]
    alarming: int
    """How many are insecure and not trusted."""


def report(facts: Facts) -> Report:
    """The report in all its forms."""
    rows = tuple(map(_row, facts.networks))
    changes = [(units.iso_utc(one.at_unix_ms), one.network, one.text) for one in facts.changes]
    document = {
        "report": "audit",
        "since": units.iso_utc(facts.since_unix_ms),
        "until": units.iso_utc(facts.until_unix_ms),
        "insecure": facts.alarming,
        "networks": [dict(zip(HEADING, row, strict=True)) for row in rows],
        "changes": [dict(zip(CHANGE_HEADING, change, strict=True)) for change in changes],
    }
    return Report(document, HEADING, rows, _page(facts))


def _row(one: Audited) -> tuple[object, ...]:
    last_seen = units.iso_utc(one.last_seen_unix_ms)
    return (one.name, one.network_type, one.grade, one.security, one.reason, one.action, one.is_trusted, last_seen)


def _page(facts: Facts) -> Page:
    columns = tuple(map(Column, (say("Network"), say("Type"), say("Grade"), say("Security"), say("Seen last"))))
    cells = [
        (
            one.name,
            one.network_type,
            say("{grade} (trusted)", grade=one.grade) if one.is_trusted else one.grade,
            one.security,
            units.date_time_text(one.last_seen_unix_ms),
        )
        for one in facts.networks
    ]
    changes = [(units.date_time_text(one.at_unix_ms), one.network, one.text) for one in facts.changes]
    reasons = dict.fromkeys(
        say("{grade}: {text}", grade=one.grade, text=joined([one.reason, one.action])) for one in facts.networks
    )
    return Page(
        say("Security of the networks that were used"),
        range_text(facts.since_unix_ms, facts.until_unix_ms),
        (
            (say("Networks"), number(len(facts.networks))),
            (say("Insecure, not trusted"), number(facts.alarming)),
            (say("Changes"), number(len(facts.changes))),
        ),
        (
            Table(say("Networks"), columns, tuple(cells), say("None was seen in this time.")),
            Table(
                say("Changes"),
                tuple(map(Column, (say("When"), say("Network"), say("What changed")))),
                tuple(changes),
                say("None in this time."),
            ),
        ),
        notes=tuple(reasons),
    )
