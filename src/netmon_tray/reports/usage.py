"""The usage report: bytes of each day and of each network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from netmon_tray import units
from netmon_tray.reports import Column, Page, Report, Table, range_text
from netmon_tray.words import say

HEADING = ("day", "rx_bytes", "tx_bytes", "covered_s")


class Sums(Protocol):
    """A period or a network with what it carried (``store.history.Usage``)."""

    @property
    def period(self) -> str:
        """The day, or the network's key."""

    @property
    def rx_bytes(self) -> int:
        """Received."""

    @property
    def tx_bytes(self) -> int:
        """Sent."""

    @property
    def covered_s(self) -> float:
        """How much of it was observed."""

    @property
    def network_name(self) -> str | None:
        """What people call the network; None of a day."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the days that a range touches."""

    since_unix_ms: int
    until_unix_ms: int
    days: Sequence[Sums]
    networks: Sequence[Sums]


def report(facts: Facts) -> Report:
    """The report in all its forms."""
    document = {
        "report": "usage",
        "since": units.iso_utc(facts.since_unix_ms),
        "until": units.iso_utc(facts.until_unix_ms),
        "days": [{"day": one.period, **_sums(one)} for one in facts.days],
        "networks": [{"network": one.network_name or one.period, **_sums(one)} for one in facts.networks],
    }
    return Report(document, HEADING, tuple((one.period, *_sums(one).values()) for one in facts.days), _page(facts))


def _sums(one: Sums) -> dict[str, int]:
    return {"rx_bytes": one.rx_bytes, "tx_bytes": one.tx_bytes, "covered_s": round(one.covered_s)}


def _page(facts: Facts) -> Page:
    down, up = sum(one.rx_bytes for one in facts.days), sum(one.tx_bytes for one in facts.days)
    figures = [
        (say("Received"), units.byte_text(down)),
        (say("Sent"), units.byte_text(up)),
        (say("Together"), units.byte_text(down + up)),
        (say("Observed"), units.duration_text(sum(one.covered_s for one in facts.days))),
    ]
    return Page(
        say("Usage of the network"),
        range_text(facts.since_unix_ms, facts.until_unix_ms),
        tuple(figures),
        (_table(say("By network"), say("Network"), facts.networks), _table(say("By day"), say("Day"), facts.days)),
        notes=(
            say(
                "Days are those of this computer's calendar, and whole: a day that the range touches is counted in "
                "full."
            ),
        ),
    )


def _table(heading: str, first: str, rows: Sequence[Sums]) -> Table:
    columns = (
        Column(first),
        *(Column(word, is_figure=True) for word in (say("Down"), say("Up"), say("Together"), say("Observed"))),
    )
    return Table(heading, columns, tuple(map(_cells, rows)), say("Nothing was recorded in this time."))


def _cells(one: Sums) -> tuple[str, ...]:
    return (
        one.network_name or one.period,
        units.byte_text(one.rx_bytes),
        units.byte_text(one.tx_bytes),
        units.byte_text(one.rx_bytes + one.tx_bytes),
        units.duration_text(one.covered_s),
    )
