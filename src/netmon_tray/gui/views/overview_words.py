"""What the overview's cards say: each as a value, made from a snapshot and from what today has brought. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netmon_tray import audit, units
from netmon_tray.audit import Grade
from netmon_tray.gui import upload_words
from netmon_tray.gui.states import GRADE_GLYPHS, Action
from netmon_tray.gui.tray_words import assess, network_name, waiting
from netmon_tray.gui.upload_words import Remedy
from netmon_tray.live import signal_of
from netmon_tray.model import CircuitState, Link, LiveEvent, LiveEventKind, TimelineEvent, TimelineKind, known
from netmon_tray.quota import Quota
from netmon_tray.round_trips import TripSums
from netmon_tray.snapshot import Snapshot
from netmon_tray.targets import DNS, GATEWAY
from netmon_tray.units import MINUS
from netmon_tray.words import Phrase, count, joined, say, sentence

RECENT_MS = 900_000
"""What the hero card shows of the past."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The large words of a card with their glyph, and the sentence below them."""

    glyph: str
    tone: str
    word: str
    text: str
    word_tone: str = "ink"


@dataclass(frozen=True, slots=True)
class Hero:
    """Which network this is."""

    caption: str
    title: str
    signal: str
    """In a word; empty where the medium has none."""
    level: str
    radio: str
    event: str
    """The last thing that happened to the connection; empty where nothing did of late."""


def hero(snapshot: Snapshot, link: Link, events: Sequence[LiveEvent], now_unix_ms: int) -> Hero:
    """The network, its signal and what happened to it."""
    medium = units.NETWORK_TYPE_WORDS[link.network_type]
    caption: str = medium
    if snapshot.since_unix_ms is not None:
        since = units.short_moment_text(snapshot.since_unix_ms, now_unix_ms)
        caption = say("{medium}, connected since {time}", medium=medium, time=since)
    name = network_name(link)
    title = say("You are on {network}", network=name) if name != medium else say("You are connected")
    measure, value = signal_of(link)
    word, level = "", ""
    if measure is not None and value is not None:
        level = units.signal_text(measure, value, minus=MINUS)
        spoken = units.signal_word(measure, value)
        word = say("{word} signal", word=spoken) if spoken else say("Signal")
    return Hero(caption, title, word, level, _radio(link), _last_event(events, now_unix_ms))


def _radio(link: Link) -> str:
    frequency, channel, rate = (
        known(fact) for fact in (link.radio.frequency_mhz, link.radio.channel, link.link_rate_bit_per_s)
    )
    parts: list[str] = []
    if frequency:
        parts.append(units.band_text(frequency))
    if channel is not None:
        parts.append(say("channel {n}", n=str(channel)))
    where = joined(parts, ", ") if parts else ""
    return joined((where, say("link {rate}", rate=units.link_rate_text(rate)) if rate else ""), " · ")


_TOLD = frozenset({LiveEventKind.ROAM, LiveEventKind.CHANNEL_SWAP, LiveEventKind.SECURITY, LiveEventKind.SLEEP})


def _last_event(events: Sequence[LiveEvent], now_unix_ms: int) -> str:
    told = [event for event in events if event.kind in _TOLD and now_unix_ms - event.at_unix_ms <= RECENT_MS]
    if not told:
        return ""
    return say("{what} at {time}", what=told[-1].text, time=units.round_clock_text(told[-1].at_unix_ms))


# --- security -------------------------------------------------------------------------------------------------------

_AUDITED = "audit_"
"""Codes of conditions that tell of a network which is not as it was begin so."""


def security(snapshot: Snapshot, link: Link) -> tuple[Verdict, Action | None]:
    """How well the network protects, why, and the one thing to do about it."""
    found = next((item for item in snapshot.conditions if item.code.startswith(_AUDITED)), None)
    assessment = assess(link)
    glyph, tone = GRADE_GLYPHS[assessment.grade]
    word = audit.GRADE_WORDS[assessment.grade]
    if found is not None:
        return Verdict("attention", "warn", word, joined((sentence(found.title), found.text)), tone), None
    needs_help = assessment.grade in (Grade.INSECURE, Grade.WEAK)
    return Verdict(glyph, tone, word, assessment.reason, tone), Action.SECURITY_HELP if needs_help else None


# --- latency --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LatencyRow:
    """How long one party takes to answer."""

    name: str
    value: str


_LOSSY_RATIO = 0.03
"""Above this calls break up (ITU-T G.1028 holds 3 % for the limit of an acceptable call)."""
_VERDICTS: tuple[tuple[float, Phrase, Phrase], ...] = (
    (50, say("Quick"), say("Fine for calls and games.")),
    (150, say("Good"), say("Fine for calls; fast games may feel it.")),
    (400, say("Slow"), say("Talk in calls overlaps.")),
    (float("inf"), say("Very slow"), say("Even pages open with a delay.")),
)
"""Up to so many milliseconds there and back; ITU-T G.114: below 150 ms one way a call feels natural, from 400 not."""
_NEAR_VERDICT = say("Only the router was asked.")


def latency(trips: Mapping[str, TripSums], rows: Sequence[LatencyRow]) -> Verdict:
    """How quick the connection is, by the farthest party that answers."""
    asked = [sums for party, sums in _from_far(trips) if sums.sent]
    answered = [sums for sums in asked if sums.mean_ms is not None]
    if not asked:
        text = say("Nobody was asked in the last minute.")
        return Verdict("dash", "ink2", say("Not measured"), text, "ink2")
    if not answered:
        return Verdict("attention", "warn", say("No answer"), say("Nobody answered in the last minute."), "warn")
    farthest = answered[0]
    loss = max(sums.loss_ratio or 0.0 for sums in answered)
    if loss > _LOSSY_RATIO:
        text = say("{share} of packets were lost in the last minute.", share=units.percent_text(loss))
        return Verdict("attention", "warn", say("Unsteady"), text, "warn")
    mean_ms = farthest.mean_ms or 0.0
    word, meaning = next((word, meaning) for most_ms, word, meaning in _VERDICTS if mean_ms <= most_ms)
    is_slow = mean_ms > _VERDICTS[1][0]
    lost = say("No packet lost.") if not loss else ""
    only_near = _NEAR_VERDICT if len(rows) == 1 and GATEWAY in trips else ""
    glyph, tone = ("attention", "warn") if is_slow else ("fine", "ok")
    return Verdict(glyph, tone, word, joined((only_near or meaning, lost)))


def latency_rows(trips: Mapping[str, TripSums]) -> tuple[LatencyRow, ...]:
    """Router, name lookup and the first named host, the nearest first."""
    names = {GATEWAY: say("Router"), DNS: say("Name lookup")}
    shown = [(party, sums) for party, sums in reversed(_from_far(trips)) if sums.sent][:3]
    return tuple(LatencyRow(names.get(party, party), _ms(sums)) for party, sums in shown)


def _from_far(trips: Mapping[str, TripSums]) -> list[tuple[str, TripSums]]:
    order = {GATEWAY: 2, DNS: 1}
    return sorted(trips.items(), key=lambda entry: order.get(entry[0], 0))


def _ms(sums: TripSums) -> str:
    return say("no answer") if sums.mean_ms is None else units.round_trip_text(sums.mean_ms)


# --- outages --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outages:
    """The outages of today."""

    verdict: Verdict
    spans: tuple[tuple[int, int], ...]
    """Beginning and end of each, within the day, in Unix milliseconds."""


def outages(events: Sequence[TimelineEvent], midnight_unix_ms: int, now_unix_ms: int) -> Outages:
    """How many, how long, and which part of the day."""
    spans = tuple(
        (max(event.at_unix_ms, midnight_unix_ms), now_unix_ms if event.until_unix_ms is None else event.until_unix_ms)
        for event in events
        if event.kind is TimelineKind.OUTAGE
    )
    roams = sum(event.kind is TimelineKind.ROAM for event in events)
    roamed = count(roams, "{n} change of access point.", "{n} changes of access point.") if roams else ""
    if not spans:
        text = joined((say("Nothing has failed since midnight, as far as it was watched."), roamed))
        return Outages(Verdict("fine", "ok", say("None"), text), spans)
    lost_s = sum(max(0, end - start) for start, end in spans) / 1000
    lasts = any(event.kind is TimelineKind.OUTAGE and event.until_unix_ms is None for event in events)
    length = say("{time} in all.", time=units.duration_text(lost_s))
    now = say("One goes on.") if lasts else ""
    word = count(len(spans), "{n} outage", "{n} outages")
    verdict = Verdict("attention" if lasts else "", "err", word, joined((length, now, roamed)))
    return Outages(verdict, spans)


# --- upload ---------------------------------------------------------------------------------------------------------


def upload(snapshot: Snapshot, now_unix_ms: int) -> tuple[Verdict, Remedy | None]:
    """How much waits, why, and the one thing that helps."""
    stands = upload_words.standing(snapshot, now_unix_ms)
    if snapshot.upload.state is CircuitState.OFF:
        kept = snapshot.queue.pending
        word = count(kept, "{n} kept here", "{n} kept here") if kept else say("Off")
        return Verdict(stands.glyph, stands.tone, word, joined((sentence(stands.state), stands.text))), stands.remedy
    number = waiting(snapshot)
    if not number:
        word = say("All sent") if snapshot.queue.sent else say("Nothing to send")
        remedy = None if stands.remedy is Remedy.SEND else stands.remedy
        return Verdict(stands.glyph, stands.tone, word, joined((sentence(stands.state), stands.text))), remedy
    word = count(number, "{n} waiting", "{n} waiting")
    is_well = snapshot.upload.state is CircuitState.CLOSED
    glyph, tone = ("clock", "warn") if is_well else (stands.glyph, stands.tone)
    return Verdict(glyph, tone, word, joined((sentence(stands.state), stands.text))), stands.remedy


# --- usage ----------------------------------------------------------------------------------------------------------


def quota_text(quota: Quota) -> tuple[str, str]:
    """How much of the quota is used, and the colour token to say it in."""
    share = say(
        "{share} of {limit} used, until {day}.",
        share=units.percent_text(quota.used_ratio),
        limit=units.byte_text(quota.limit_bytes),
        day=units.day_text(quota.period.reset),
    )
    if quota.used_bytes >= quota.limit_bytes:
        return joined((say("The quota is used up."), share)), "err"
    if quota.projected_bytes is not None and quota.projected_bytes > quota.limit_bytes:
        return joined((share, say("Likely to end at {amount}.", amount=units.byte_text(quota.projected_bytes)))), "warn"
    return share, "warn" if quota.used_bytes >= quota.warned_bytes else "ink2"
