"""What ``status`` and ``watch`` show: one value, told as the JSON document of the public interface or as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from netmon_tray import audit, units
from netmon_tray.cli.render import condition_lines, pairs
from netmon_tray.facts import link_facts
from netmon_tray.health import UNCONNECTED
from netmon_tray.live import signal_of
from netmon_tray.model import (
    CircuitState,
    Condition,
    Link,
    Outage,
    QueueCounts,
    Sample,
    Throughput,
    Unavailable,
    UploadStatus,
    known,
)
from netmon_tray.outages import OUTAGE_WORDS
from netmon_tray.pause import Pause
from netmon_tray.reports.outages import trips_document
from netmon_tray.round_trips import TripSums
from netmon_tray.units import RateUnits
from netmon_tray.upload.wire import gate_security


@dataclass(frozen=True, slots=True)
class OutagesToday:
    """Outages since midnight, of this machine's calendar."""

    number: int
    lasted_s: float
    """Within today."""
    current: Outage | None = None
    """What goes on."""


@dataclass(frozen=True, slots=True)
class View:
    """The network at one moment, with what the agent has stored of it."""

    sample: Sample
    throughput: Throughput | None
    queue: QueueCounts | None
    """None where the database cannot be read."""
    upload: UploadStatus | None
    conditions: tuple[Condition, ...] = ()
    since_unix_ms: int | None = None
    """When the attachment was established; None where nothing records it."""
    rx_bytes: int | None = None
    tx_bytes: int | None = None
    recorded_by: str | None = None
    """Who records, in words; None where nobody does."""
    sent_by: str | None = None
    """Who only sends meanwhile."""
    pause: Pause = field(default=Pause(is_on=False))
    round_trips: Mapping[str, TripSums] = field(default_factory=dict)
    """Of the last minutes, by party; empty where nobody measures them."""
    outages: OutagesToday | None = None
    """None where the database can't be read."""
    units: RateUnits = field(default="bits")


# --- JSON -----------------------------------------------------------------------------------------------------------


def status_document(view: View) -> dict[str, object]:
    """The document of ``netmon status --json``."""
    sample, throughput = view.sample, view.throughput
    return {
        "sampled_at": units.iso_utc(sample.at_unix_ms),
        "reachability": sample.reachability.value,
        "adapters": sample.adapters.value,
        "connection": _connection(view),
        "links": [_link(link, sample) for link in sample.links],
        "throughput": None
        if throughput is None
        else {
            "rx_bytes_per_s": round(throughput.rx_bytes_per_s, 1),
            "tx_bytes_per_s": round(throughput.tx_bytes_per_s, 1),
        },
        "round_trips": {party: trips_document(sums) for party, sums in view.round_trips.items()},
        "outages": outages_document(view.outages) if view.outages else None,
        "queue": queue_document(view.queue) if view.queue else None,
        "upload": upload_document(view.upload) if view.upload else None,
        "conditions": [condition_document(item) for item in view.conditions],
    }


def _connection(view: View) -> dict[str, object] | None:
    link = view.sample.primary
    if link is None:
        return None
    moved = {"since": _when(view.since_unix_ms), "rx_bytes": view.rx_bytes, "tx_bytes": view.tx_bytes}
    return {**_link(link, view.sample), **moved}


def _link(link: Link, sample: Sample) -> dict[str, object]:
    """A link's facts; what belongs to the connection alone (tunnel, position) is with the primary one only."""
    if link.interface.name != sample.primary_name:
        return link_facts(link, gate_security=gate_security(link))
    return link_facts(link, gate_security=gate_security(link), vpn=sample.vpn, position=sample.position)


def outages_document(today: OutagesToday) -> dict[str, object]:
    """Outages of today, and what goes on."""
    now = today.current
    current = None if now is None else {"cause": now.cause.value, "since": _when(now.since_unix_ms), "vpn": now.vpn}
    return {"today": today.number, "today_s": round(today.lasted_s, 1), "current": current}


def queue_document(queue: QueueCounts) -> dict[str, object]:
    """How many records are in each delivery state."""
    return {
        "pending": queue.pending,
        "sending": queue.sending,
        "sent": queue.sent,
        "rejected": queue.rejected,
        "withheld": queue.withheld,
        "dropped": queue.dropped,
        "oldest_pending_at": _when(queue.oldest_pending_at_unix_ms),
    }


def upload_document(status: UploadStatus) -> dict[str, object]:
    """The channel to the server."""
    return {
        "state": status.state.value,
        "since": _when(status.since_unix_ms or None),
        "next_try_at": _when(status.next_try_at_unix_ms),
        "last_success_at": _when(status.last_success_at_unix_ms),
        "text": status.text,
    }


def condition_document(condition: Condition) -> dict[str, object]:
    """A condition as the public interface names it."""
    return {
        "code": condition.code,
        "severity": condition.severity.value,
        "title": condition.title,
        "text": condition.text,
        "link": condition.link,
    }


def _when(at_unix_ms: int | None) -> str | None:
    return None if at_unix_ms is None else units.iso_utc(at_unix_ms)


# --- text -----------------------------------------------------------------------------------------------------------


def status_lines(view: View) -> list[str]:
    """The same for a person, aligned, what needs attention at the end."""
    link = view.sample.primary
    rows = (
        [("Network", UNCONNECTED[view.sample.adapters]), *_reach_rows(view.sample), *_trip_rows(view)]
        if link is None
        else list(_link_rows(link, view))
    )
    rows += list(_agent_rows(view))
    notes = condition_lines(view.conditions)
    return [*pairs(rows), *([""] if notes else []), *notes]


def _link_rows(link: Link, view: View) -> Iterator[tuple[str, str]]:
    name, medium = network_name(link), f"{units.NETWORK_TYPE_WORDS[link.network_type]} on {link.interface.name}"
    yield "Network", medium if name == link.interface.name else f"{name}, {medium}"
    yield from _radio_rows(link)
    rate = known(link.link_rate_bit_per_s)
    if rate:
        yield "Link rate", units.link_rate_text(rate)
    assessment = audit.grade(link.network_type, link.network.security)
    if assessment.grade is not audit.Grade.NOT_APPLICABLE:
        yield "Security", f"{assessment.word}: {units.security_text(link.network.security)}. {assessment.reason}"
    yield from _mobile_rows(link)
    metered = known(link.network.is_metered)
    if metered is not None:
        yield "Metered", "yes" if metered else "no"
    yield from _reach_rows(view.sample)
    yield from _trip_rows(view)
    yield from _traffic_rows(view)


def network_name(link: Link) -> str:
    """The network's name, or why there is none to show."""
    name = link.network.name
    if not isinstance(name, Unavailable):
        return name
    return "(name hidden by the system)" if name is Unavailable.DENIED else link.interface.name


def _radio_rows(link: Link) -> Iterator[tuple[str, str]]:
    radio = link.radio
    measure, signal = signal_of(link)
    if measure is not None and signal is not None:
        yield "Signal", signal_words(measure, signal)
    elif radio.rssi_dbm is not Unavailable.NOT_APPLICABLE:
        yield "Signal", "not available"
    frequency, channel = known(radio.frequency_mhz), known(radio.channel)
    place = [
        known(radio.bssid),
        units.frequency_text(frequency) if frequency else None,
        f"channel {channel}" if channel else None,
        known(radio.technology),
    ]
    if any(place):
        yield "Access point" if known(radio.bssid) else "Radio", ", ".join(part for part in place if part)


def signal_words(measure: str, signal: float) -> str:
    """A signal with its word in front: "Good -58 dBm"."""
    return f"{units.signal_word(measure, signal) or ''} {units.signal_text(measure, signal)}".strip()


def _mobile_rows(link: Link) -> Iterator[tuple[str, str]]:
    operator, cell, roaming = known(link.network.mccmnc), known(link.radio.cell_id), known(link.network.is_roaming)
    told = [
        f"operator {operator}" if operator else "",
        f"cell {cell}" if cell else "",
        "roaming" if roaming else "",
    ]
    if any(told):
        yield "Mobile", ", ".join(part for part in told if part)


def _reach_rows(sample: Sample) -> Iterator[tuple[str, str]]:
    yield "Reachability", "login page in the way" if sample.has_portal else sample.reachability.value
    if sample.vpn:
        yield "VPN", f"{sample.vpn.interface} ({sample.vpn.kind.value})"


def _trip_rows(view: View) -> Iterator[tuple[str, str]]:
    if view.round_trips:
        yield "Round trips", ", ".join(trip_text(party, sums) for party, sums in view.round_trips.items())
    today = view.outages
    if today is not None and (today.number or view.recorded_by):
        yield "Outages", outages_text(today, view.sample.at_unix_ms)


def trip_text(party: str, sums: TripSums) -> str:
    """Round trips to one party: "gateway 2.1 ms", "example.org 24 ms, 3 % lost", "dns silent"."""
    if sums.mean_ms is None:
        return f"{party} silent"
    lost = f" ({units.loss_text(sums.loss_ratio)} lost)" if sums.lost and sums.loss_ratio else ""
    return f"{party} {units.rtt_text(sums.mean_ms)}{lost}"


def outages_text(today: OutagesToday, now_unix_ms: int) -> str:
    """Outages in a line: "none today", "2 today, 5 min together; since 14:06:50 names are not resolved"."""
    lasted = f", {units.duration_text(today.lasted_s)} together" if today.number else ""
    text = f"{today.number or 'none'} today{lasted}"
    if today.current is None:
        return text
    since = units.moment_text(today.current.since_unix_ms, now_unix_ms)
    return f"{text}; since {since}: {OUTAGE_WORDS[today.current.cause].lower()}"


def _traffic_rows(view: View) -> Iterator[tuple[str, str]]:
    if view.throughput is not None:
        yield "Throughput", throughput_text(view.throughput, view.units)
    if view.since_unix_ms is not None:
        now_unix_ms = view.sample.at_unix_ms
        lasted = units.duration_text((now_unix_ms - view.since_unix_ms) / 1000)
        yield "Connected", f"since {units.moment_text(view.since_unix_ms, now_unix_ms)} ({lasted})"
    if view.rx_bytes is not None and view.tx_bytes is not None:
        yield "Moved", moved_text(view.rx_bytes, view.tx_bytes)


def throughput_text(throughput: Throughput, rate_units: RateUnits) -> str:
    """Both directions in one unit: "down 12.4  up 1.1 Mbit/s"."""
    down, up, unit = units.rate_pair(throughput.rx_bytes_per_s, throughput.tx_bytes_per_s, rate_units)
    return f"down {down}  up {up} {unit}"


def moved_text(rx_bytes: int, tx_bytes: int) -> str:
    """Amounts of both directions: "down 1.84 GB, up 220 MB"."""
    return f"down {units.byte_text(rx_bytes)}, up {units.byte_text(tx_bytes)}"


def _agent_rows(view: View) -> Iterable[tuple[str, str]]:
    nobody = f"nobody; {view.sent_by} is sending" if view.sent_by else "nobody"
    who = view.recorded_by or f"{nobody}: start netmon-tray, netmon run or netmon watch"
    yield "Recorded by", f"{who}, {pause_text(view.pause)}" if view.recorded_by and view.pause.is_on else who
    if view.queue is None or view.upload is None:
        yield "Records", "not available"
        return
    yield "Records", queue_text(view.queue, view.upload, view.sample.at_unix_ms)
    yield "Upload", units.upload_text(view.upload, view.sample.at_unix_ms)


def pause_text(pause: Pause) -> str:
    """A pause in words: "paused until 15:40", "paused"."""
    return "paused" if pause.until_unix_ms is None else f"paused until {units.round_clock_text(pause.until_unix_ms)}"


def queue_text(queue: QueueCounts, upload: UploadStatus, now_unix_ms: int) -> str:
    """Delivery states in a line: "3 records waiting, the oldest since 14:06:50; 2,414 sent, 1 rejected"."""
    unsent = queue.pending + queue.sending
    if upload.state is CircuitState.OFF:
        first = f"{units.count_text(unsent, 'record')} kept here" if unsent else "none kept here"
    else:
        first = units.waiting_text(unsent) if unsent else "none waiting"
        if queue.oldest_pending_at_unix_ms is not None:
            first += f", the oldest since {units.moment_text(queue.oldest_pending_at_unix_ms, now_unix_ms)}"
    others = [
        ("sent", queue.sent),
        ("rejected", queue.rejected),
        ("withheld", queue.withheld),
        ("dropped", queue.dropped),
    ]
    rest = ", ".join(f"{amount:,} {word}" for word, amount in others if amount)
    return f"{first}; {rest}" if rest else first
