"""The audit report: how each network that was seen is secured, and what of it changed in a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.reports import Column, Page, Report, Table, range_text

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
    columns = tuple(map(Column, ("Network", "Type", "Grade", "Security", "Seen last")))
    cells = [
        (
            one.name,
            one.network_type,
            f"{one.grade} (trusted)" if one.is_trusted else one.grade,
            one.security,
            units.date_time_text(one.last_seen_unix_ms),
        )
        for one in facts.networks
    ]
    changes = [(units.date_time_text(one.at_unix_ms), one.network, one.text) for one in facts.changes]
    reasons = dict.fromkeys(f"{one.grade}: {one.reason} {one.action}".strip() for one in facts.networks)
    return Page(
        "Security of the networks that were used",
        range_text(facts.since_unix_ms, facts.until_unix_ms),
        (
            ("Networks", f"{len(facts.networks):,}"),
            ("Insecure, not trusted", f"{facts.alarming:,}"),
            ("Changes", f"{len(facts.changes):,}"),
        ),
        (
            Table("Networks", columns, tuple(cells), "None was seen in this time."),
            Table(
                "Changes",
                tuple(map(Column, ("When", "Network", "What changed"))),
                tuple(changes),
                "None in this time.",
            ),
        ),
        notes=tuple(reasons),
    )
