"""The outage report: what a provider can be shown of a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.model import Outage, OutageCause, OutageEnd
from netmon_tray.reports import Axis, Bar, Column, Page, Report, Table, range_text
from netmon_tray.reports.axis import ticks
from netmon_tray.round_trips import TripSums
from netmon_tray.words import Number, joined, number, say

HEADING = ("since", "until", "duration_s", "cause", "end", "network", "vpn")
END_WORDS = {
    OutageEnd.RECOVERED: say("answered again"),
    OutageEnd.OTHER_CAUSE: say("something else failed"),
    OutageEnd.SLEPT: say("this computer slept"),
    OutageEnd.MOVED: say("another network was joined"),
    OutageEnd.SWITCHED_OFF: say("it was switched off"),
    OutageEnd.PAUSED: say("recording was paused"),
    OutageEnd.STOPPED: say("the program was stopped"),
    OutageEnd.CRASHED: say("last seen then; the program ended"),
}
CAUSE_NAMES = {
    OutageCause.LINK: say("Link"),
    OutageCause.GATEWAY: say("Gateway"),
    OutageCause.DNS: say("DNS"),
    OutageCause.INTERNET: say("Internet"),
}
_COLUMNS = (
    Column(say("Began")),
    Column(say("Ended")),
    Column(say("Lasted"), is_figure=True),
    Column(say("Failed")),
    Column(say("Network")),
    Column(say("How it ended")),
)
_TRIP_COLUMNS = (
    Column(say("Asked")),
    *(
        Column(word, is_figure=True)
        for word in (say("Questions"), say("Lost"), say("Mean"), say("Longest"), say("Jitter"))
    ),
)
_WHAT_FAILED = say(
    "An outage is claimed after three rounds of questions without an answer, and counted from the first of them. "
    "Link: this computer had no connection. Gateway: the router did not answer. DNS: the router answered, the name "
    "server did not. Internet: the router answered, no host that was named in the settings did."
)
_WHAT_COUNTS = say(
    "Sleep, pauses and times in which nothing was recorded are no outages. What is counted as available is the time "
    "that was observed, less the outages of gateway, DNS and internet."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a range."""

    since_unix_ms: int
    until_unix_ms: int
    outages: Sequence[Outage]
    observed_s: float
    """How much of it this computer was connected and watched."""
    round_trips: Mapping[str, TripSums]
    network_names: Mapping[str, str]
    """By key."""
    now_unix_ms: int

    def lasted_s(self, outage: Outage) -> float:
        """How long it lasted within the range; one that goes on lasts until now."""
        until_unix_ms = self.now_unix_ms if outage.until_unix_ms is None else outage.until_unix_ms
        begin, end = max(outage.since_unix_ms, self.since_unix_ms), min(until_unix_ms, self.until_unix_ms)
        return max(0, end - begin) / 1000

    def network(self, outage: Outage) -> str:
        """What people call the network."""
        return self.network_names.get(outage.network_key or "", outage.network_key or "")

    @property
    def availability_ratio(self) -> float | None:
        """Share of the observed time without an outage but the link's own; None where nothing was observed."""
        lost_s = sum(self.lasted_s(one) for one in self.outages if one.cause is not OutageCause.LINK)
        return max(0.0, 1 - lost_s / self.observed_s) if self.observed_s > 0 else None


def report(facts: Facts) -> Report:
    """The report in all its forms."""
    return Report(_document(facts), HEADING, tuple(_row(facts, one) for one in facts.outages), _page(facts))


# --- for programs -----------------------------------------------------------------------------------------------------


def outage_document(facts: Facts, outage: Outage) -> dict[str, object]:
    """An outage as the public interface names it."""
    return dict(zip(HEADING, _row(facts, outage), strict=True))


def _row(facts: Facts, outage: Outage) -> tuple[object, ...]:
    return (
        units.iso_utc(outage.since_unix_ms),
        None if outage.until_unix_ms is None else units.iso_utc(outage.until_unix_ms),
        round(facts.lasted_s(outage), 1),
        outage.cause.value,
        outage.end.value if outage.end else None,
        facts.network(outage) or None,
        outage.vpn,
    )


def trips_document(sums: TripSums) -> dict[str, object]:
    """Round trips as the public interface names them."""
    return {
        "sent": sums.sent,
        "lost": sums.lost,
        "loss_ratio": _rounded(sums.loss_ratio, 4),
        "rtt_ms": _rounded(sums.mean_ms, 2),
        "minimum_rtt_ms": _rounded(sums.minimum_ms, 2),
        "maximum_rtt_ms": _rounded(sums.maximum_ms, 2),
        "jitter_ms": _rounded(sums.jitter_ms, 2),
    }


def _document(facts: Facts) -> dict[str, object]:
    causes = {}
    for cause in OutageCause:
        lengths = [facts.lasted_s(one) for one in facts.outages if one.cause is cause]
        longest_s = round(max(lengths, default=0.0), 1)
        causes[cause.value] = {"count": len(lengths), "total_s": round(sum(lengths), 1), "longest_s": longest_s}
    return {
        "report": "outages",
        "since": units.iso_utc(facts.since_unix_ms),
        "until": units.iso_utc(facts.until_unix_ms),
        "observed_s": round(facts.observed_s),
        "availability_ratio": _rounded(facts.availability_ratio, 6),
        "causes": causes,
        "round_trips": {party: trips_document(sums) for party, sums in facts.round_trips.items()},
        "outages": [outage_document(facts, one) for one in facts.outages],
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


# --- for people -------------------------------------------------------------------------------------------------------


def _page(facts: Facts) -> Page:
    return Page(
        say("Outages of a network connection"),
        range_text(facts.since_unix_ms, facts.until_unix_ms),
        tuple(_figures(facts)),
        (
            Table(
                say("Outages"), _COLUMNS, tuple(_cells(facts, one) for one in facts.outages), say("None in this time.")
            ),
            Table(
                say("Round trips"),
                _TRIP_COLUMNS,
                tuple(trip_cells(party, sums) for party, sums in facts.round_trips.items()),
                say("None were measured."),
            ),
        ),
        _axis(facts),
        (_WHAT_FAILED, _WHAT_COUNTS),
    )


def _figures(facts: Facts) -> list[tuple[str, str]]:
    lost_s = sum(map(facts.lasted_s, facts.outages))
    ratio = facts.availability_ratio
    longest_s = max(map(facts.lasted_s, facts.outages), default=None)
    return [
        (say("Outages"), number(len(facts.outages))),
        (say("Together"), units.duration_text(lost_s)),
        (say("Longest"), say("none") if longest_s is None else units.duration_text(longest_s)),
        (say("Observed"), units.duration_text(facts.observed_s)),
        (say("Available"), say("not known") if ratio is None else joined([Number(f"{ratio * 100:.3f}"), "%"])),
    ]


def _cells(facts: Facts, outage: Outage) -> tuple[str, ...]:
    return (
        units.date_time_text(outage.since_unix_ms),
        "" if outage.until_unix_ms is None else units.moment_text(outage.until_unix_ms, outage.since_unix_ms),
        units.duration_text(facts.lasted_s(outage)),
        CAUSE_NAMES[outage.cause],
        _network_cell(facts, outage),
        END_WORDS[outage.end] if outage.end else say("goes on"),
    )


def _network_cell(facts: Facts, outage: Outage) -> str:
    network = facts.network(outage)
    return say("{network} (VPN {tunnel})", network=network, tunnel=outage.vpn) if outage.vpn else network


def trip_cells(party: str, sums: TripSums) -> tuple[str, ...]:
    """A line of the table of round trips."""
    return (
        {"gateway": say("Gateway"), "dns": say("Name server")}.get(party, party),
        number(sums.sent),
        "" if sums.loss_ratio is None else units.loss_text(sums.loss_ratio),
        "" if sums.mean_ms is None else units.rtt_text(sums.mean_ms),
        "" if sums.maximum_ms is None else units.rtt_text(sums.maximum_ms),
        "" if sums.jitter_ms is None else units.rtt_text(sums.jitter_ms),
    )


def _axis(facts: Facts) -> Axis:
    bars = [
        Bar(
            one.cause.value,
            max(one.since_unix_ms, facts.since_unix_ms),
            round(max(one.since_unix_ms, facts.since_unix_ms) + 1000 * facts.lasted_s(one)),
        )
        for one in facts.outages
    ]
    return Axis(
        facts.since_unix_ms,
        facts.until_unix_ms,
        tuple((cause.value, word) for cause, word in CAUSE_NAMES.items()),
        tuple(bars),
        ticks(facts.since_unix_ms, facts.until_unix_ms),
    )
