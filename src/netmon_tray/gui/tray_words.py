"""What the tray says: icon, tooltip and menu as values, made from a snapshot. Pure, without Qt."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import audit, health, units
from netmon_tray.audit import Grade
from netmon_tray.live import signal_of
from netmon_tray.model import CircuitState, Condition, Link, NetworkType, Severity, known
from netmon_tray.words import Phrase, joined, say

if TYPE_CHECKING:
    from netmon_tray.snapshot import Snapshot
    from netmon_tray.units import RateUnits

FRESH_MS = 10_000
"""A record that has waited less than this is on its way: the icon does not change for it."""
_ITS_OWN_SIGN = frozenset({health.OFFLINE, health.INSECURE_NETWORK})
"""Conditions that have a badge of their own."""
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
_BIDI = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Glyph(enum.StrEnum):
    """The medium; the values are the masters' names."""

    WIFI = "wifi"
    ETHERNET = "ethernet"
    MOBILE = "mobile"
    BLUETOOTH = "bluetooth"
    NONE = "none"


class Badge(enum.StrEnum):
    """The one thing that the icon adds to the medium; in the order of precedence."""

    ATTENTION = "attention"
    INSECURE = "insecure"
    OFFLINE = "offline"
    PAUSED = "paused"
    WAITING = "waiting"


_GLYPHS = {
    NetworkType.WIFI: Glyph.WIFI,
    NetworkType.ETHERNET: Glyph.ETHERNET,
    NetworkType.MOBILE: Glyph.MOBILE,
    NetworkType.BLUETOOTH: Glyph.BLUETOOTH,
}
FULL_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Face:
    """What the icon shows."""

    glyph: Glyph = Glyph.NONE
    level: int = FULL_LEVEL
    """Arcs or bars reached, 0 to 4; all where the medium has none or the signal is not known."""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class MenuState:
    """What the menu offers at the moment it opens."""

    header: str
    waiting: str | None
    """"3 records waiting", or None where there is nothing to send."""
    is_paused: bool
    resumes: str | None
    """"Resumes 15:40", or None without an end."""
    has_portal: bool
    is_insecure: bool
    can_be_snoozed: bool = False
    is_snoozed: bool = False


def face(snapshot: Snapshot, last_medium: NetworkType | None, now_unix_ms: int) -> Face:
    """The icon; ``last_medium`` is shown struck through while there is no connection."""
    link = _primary(snapshot)
    medium = link.network_type if link else last_medium
    glyph = _GLYPHS[medium] if medium else Glyph.NONE
    return Face(glyph, _level(link), _badge(snapshot, glyph, now_unix_ms))


def tooltip(snapshot: Snapshot, rate_units: RateUnits) -> str:
    """Two short lines: the network, then what moves and what waits."""
    if snapshot.is_paused:
        return joined([pause_text(snapshot), say("Nothing is recorded or sent")], "\n")
    link = _primary(snapshot)
    first = _network_line(link) if link else without_link(snapshot)
    troubles = attention(snapshot)
    second = troubles[0].title if troubles else _traffic_line(snapshot, rate_units)
    return joined([first, second], "\n")


def menu_state(snapshot: Snapshot) -> MenuState:
    """The menu's changing entries."""
    until_unix_ms = snapshot.pause_until_unix_ms
    return MenuState(
        header=header(snapshot),
        waiting=units.waiting_text(waiting(snapshot)) if waiting(snapshot) else None,
        is_paused=snapshot.is_paused,
        resumes=None if until_unix_ms is None else say("Resumes {time}", time=units.round_clock_text(until_unix_ms)),
        has_portal=snapshot.sample is not None and snapshot.sample.has_portal,
        is_insecure=is_insecure(snapshot),
    )


def header(snapshot: Snapshot) -> str:
    """The network, its signal and its security in words: "Cafe-5G · good signal · strong security"."""
    link = _primary(snapshot)
    if link is None:
        return without_link(snapshot)
    measure, value = signal_of(link)
    level = None if measure is None or value is None else units.signal_level(measure, value)
    signal = "" if level is None else _SIGNAL_PHRASES[level]
    return joined([network_name(link), signal, _SECURITY_PHRASES[assess(link).grade]], " · ")


_SIGNAL_PHRASES = (
    say("very weak signal"),
    say("weak signal"),
    say("fair signal"),
    say("good signal"),
    say("excellent signal"),
)
"""By level, 0 to 4."""
_SIGNAL_WORDS = (say("very weak"), say("weak"), say("fair"), say("good"), say("excellent"))
"""Likewise, behind a figure."""
_SECURITY_PHRASES = {
    Grade.STRONG: say("strong security"),
    Grade.GOOD: say("good security"),
    Grade.WEAK: say("weak security"),
    Grade.INSECURE: say("insecure"),
    Grade.UNKNOWN: say("security unknown"),
    Grade.NOT_APPLICABLE: "",
}


def without_link(snapshot: Snapshot) -> str:
    """What stands for the network's name where there is none."""
    return say("Starting") if snapshot.sample is None else health.UNCONNECTED[snapshot.sample.adapters]


def pause_text(snapshot: Snapshot) -> str:
    """ "Paused until 15:40", or "Paused" without an end."""
    until_unix_ms = snapshot.pause_until_unix_ms
    if until_unix_ms is None:
        return say("Paused")
    return say("Paused until {time}", time=units.round_clock_text(until_unix_ms))


def network_name(link: Link) -> str:
    """The network's name on one line, or its medium where the name is not known."""
    name = known(link.network.name)
    return one_line(name) if name else units.NETWORK_TYPE_WORDS[link.network_type]


def one_line(text: str) -> str:
    """Foreign text without line breaks, control characters and marks that turn the reading direction."""
    return text.cleaned(one_line) if isinstance(text, Phrase) else text.translate(_CONTROL | _BIDI)


def waiting(snapshot: Snapshot) -> int:
    """How many records wait to be sent; 0 while sending is off (then they are just kept)."""
    if snapshot.upload.state is CircuitState.OFF:
        return 0
    return snapshot.queue.pending + snapshot.queue.sending


def attention(snapshot: Snapshot) -> tuple[Condition, ...]:
    """The conditions that deserve the "!"."""
    lost = lost_connection(snapshot)
    return tuple(
        item
        for item in snapshot.conditions
        if item.severity is not Severity.INFO and item.code not in _ITS_OWN_SIGN and item is not lost
    )


def lost_connection(snapshot: Snapshot) -> Condition | None:
    """The outage that is told in place of "Offline"; None while there is a connection, or none was lost."""
    if snapshot.sample is None or snapshot.sample.primary is not None:
        return None
    return next((item for item in snapshot.conditions if item.code == health.OUTAGE), None)


def assess(link: Link) -> audit.Assessment:
    """How well the link's network protects."""
    return audit.grade(link.network_type, link.network.security)


def is_insecure(snapshot: Snapshot) -> bool:
    """Whether the current network was graded insecure."""
    link = _primary(snapshot)
    return link is not None and assess(link).grade is Grade.INSECURE


def _primary(snapshot: Snapshot) -> Link | None:
    return snapshot.sample.primary if snapshot.sample else None


def _badge(snapshot: Snapshot, glyph: Glyph, now_unix_ms: int) -> Badge | None:
    if attention(snapshot):
        return Badge.ATTENTION
    if any(item.code == health.INSECURE_NETWORK for item in snapshot.conditions):  # not where the user trusts it
        return Badge.INSECURE
    if snapshot.sample is not None and snapshot.sample.primary is None and glyph is not Glyph.NONE:
        return Badge.OFFLINE
    if snapshot.is_paused:
        return Badge.PAUSED
    return Badge.WAITING if _is_stuck(snapshot, now_unix_ms) else None


def _is_stuck(snapshot: Snapshot, now_unix_ms: int) -> bool:
    if not waiting(snapshot):
        return False
    oldest_unix_ms = snapshot.queue.oldest_pending_at_unix_ms
    is_fresh = oldest_unix_ms is not None and now_unix_ms - oldest_unix_ms < FRESH_MS
    return not (snapshot.upload.state is CircuitState.CLOSED and is_fresh)


def _level(link: Link | None) -> int:
    measure, value = signal_of(link) if link else (None, None)
    if measure is None or value is None:
        return FULL_LEVEL
    level = units.signal_level(measure, value)
    return FULL_LEVEL if level is None else level


def _network_line(link: Link) -> str:
    medium = units.NETWORK_TYPE_WORDS[link.network_type]
    name = network_name(link)
    parts = [name] if name == medium else [name, medium]
    measure, value = signal_of(link)
    if measure is not None and value is not None:
        text, level = units.signal_text(measure, value, minus=units.MINUS), units.signal_level(measure, value)
        parts.append(text if level is None else joined([text, _SIGNAL_WORDS[level]]))
    return joined(parts, " · ")


def _traffic_line(snapshot: Snapshot, rate_units: RateUnits) -> str:
    parts = []
    if snapshot.throughput is not None:
        rates = snapshot.throughput
        down, up, unit = units.rate_pair(rates.rx_bytes_per_s, rates.tx_bytes_per_s, rate_units)
        parts.append(say("down {down}  up {up} {unit}", down=down, up=up, unit=unit))
    if waiting(snapshot):
        parts.append(say("{n} waiting to send", n=waiting(snapshot)))
    return joined(parts, " · ")
