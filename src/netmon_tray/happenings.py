"""Records and samples -> what happened, as the timeline keeps it; and the words for it.

Whoever stores an event gives the links as privacy settings allow them to be stored.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from netmon_tray.live import signal_of
from netmon_tray.model import (
    Change,
    ConnectionRecord,
    Link,
    LiveEvent,
    LiveEventKind,
    Outage,
    OutageCause,
    OutageEnd,
    RecordEvent,
    Sample,
    TimelineEvent,
    TimelineKind,
    Vpn,
    known,
)
from netmon_tray.outages import OUTAGE_WORDS
from netmon_tray.words import say

_SIGNAL = frozenset({"measure", "signal"})
_CHANGES = {
    Change.ROAM: TimelineKind.ROAM,
    Change.CHANNEL_SWAP: TimelineKind.CHANNEL_SWAP,
    Change.SECURITY: TimelineKind.SECURITY_CHANGE,
    Change.NAME: TimelineKind.NAME_CHANGE,
}
_LIVE_KINDS = {
    TimelineKind.ESTABLISHED: LiveEventKind.CONNECTED,
    TimelineKind.TERMINATED: LiveEventKind.DISCONNECTED,
    TimelineKind.ROAM: LiveEventKind.ROAM,
    TimelineKind.CHANNEL_SWAP: LiveEventKind.CHANNEL_SWAP,
    TimelineKind.SECURITY_CHANGE: LiveEventKind.SECURITY,
    TimelineKind.NAME_CHANGE: LiveEventKind.NAME,
    TimelineKind.VPN_ON: LiveEventKind.VPN_ON,
    TimelineKind.VPN_OFF: LiveEventKind.VPN_OFF,
    TimelineKind.PORTAL: LiveEventKind.PORTAL,
    TimelineKind.OUTAGE: LiveEventKind.OUTAGE,
    TimelineKind.SLEEP: LiveEventKind.SLEEP,
}


def of_record(
    record: ConnectionRecord, before: Link | None = None, network_key: str | None = None
) -> tuple[TimelineEvent, ...]:
    """What a connection record tells: nothing for a heartbeat; ``before`` is the link that a change began from."""
    at_unix_ms, link = record.at_unix_ms, record.link
    if record.event is RecordEvent.ESTABLISHED:
        return (TimelineEvent(at_unix_ms, TimelineKind.ESTABLISHED, network_key, detail=_link_detail(link)),)
    if record.event is RecordEvent.TERMINATED:
        detail: dict[str, object] = {"since_unix_ms": record.attachment_since_unix_ms}
        return (TimelineEvent(at_unix_ms, TimelineKind.TERMINATED, network_key, detail=detail),)
    detail = _link_detail(link)
    if before is not None:
        detail["before"] = _link_detail(before)
    return tuple(TimelineEvent(at_unix_ms, _CHANGES[change], network_key, detail=detail) for change in record.changes)


def of_samples(before: Sample | None, now: Sample, *, is_gap: bool) -> tuple[TimelineEvent, ...]:
    """What changed between two samples outside of the connection's own life."""
    if before is None:
        return ()
    events = []
    if is_gap:  # by the clock that sleeps too and is never set
        began_unix_ms = now.at_unix_ms - round((now.uptime_s - before.uptime_s) * 1000)
        events.append(TimelineEvent(began_unix_ms, TimelineKind.SLEEP, until_unix_ms=now.at_unix_ms))
    if _vpn_name(before.vpn) != _vpn_name(now.vpn):
        kind = TimelineKind.VPN_ON if now.vpn else TimelineKind.VPN_OFF
        events.append(TimelineEvent(now.at_unix_ms, kind, detail=_vpn_detail(now.vpn or before.vpn)))
    if now.has_portal and not before.has_portal:
        events.append(TimelineEvent(now.at_unix_ms, TimelineKind.PORTAL))
    return tuple(events)


def of_outage(outage: Outage) -> TimelineEvent:
    """An outage as the timeline keeps it."""
    told = {"cause": outage.cause, "end": outage.end, "vpn": outage.vpn}
    detail = {name: fact for name, fact in told.items() if fact is not None}
    at_unix_ms, until_unix_ms = outage.since_unix_ms, outage.until_unix_ms
    return TimelineEvent(at_unix_ms, TimelineKind.OUTAGE, outage.network_key, until_unix_ms, detail)


def outage_of(event: TimelineEvent) -> Outage | None:
    """The outage that an event keeps; None where it tells of no cause that is known here."""
    try:
        end = event.detail.get("end")
        return Outage(
            OutageCause(str(event.detail.get("cause"))),
            event.at_unix_ms,
            event.until_unix_ms,
            None if end is None else OutageEnd(str(end)),
            event.network_key,
            str(event.detail["vpn"]) if "vpn" in event.detail else None,
        )
    except ValueError:
        return None


def live_events(events: Iterable[TimelineEvent], name: str) -> tuple[LiveEvent, ...]:
    """The marks that the Live view draws for events on the network ``name``; sleep is marked where it ends."""
    return tuple(
        LiveEvent(event.until_unix_ms or event.at_unix_ms, _LIVE_KINDS[event.kind], event_text(event, name))
        for event in events
    )


def outage_marks(outages: Iterable[Outage]) -> tuple[LiveEvent, ...]:
    """The marks for outages that began or were over; one that only ceased to be followed has no end to mark."""
    marks = []
    for outage in outages:
        if outage.until_unix_ms is None:
            marks.append(LiveEvent(outage.since_unix_ms, LiveEventKind.OUTAGE, OUTAGE_WORDS[outage.cause]))
        elif outage.end is OutageEnd.RECOVERED and outage.cause is not OutageCause.LINK:  # that has a mark already
            over = say("Everything answers again")
            marks.append(LiveEvent(outage.until_unix_ms, LiveEventKind.CONNECTED, over))
    return tuple(marks)


def event_text(event: TimelineEvent, network_name: str) -> str:
    """An event in a few words; ``network_name`` is what people call its network."""
    channel, outage = event.detail.get("channel"), outage_of(event)
    return {
        TimelineKind.ESTABLISHED: say("Connected to {name}", name=network_name),
        TimelineKind.TERMINATED: say("Disconnected from {name}", name=network_name),
        TimelineKind.ROAM: say("Roam"),
        TimelineKind.CHANNEL_SWAP: say("Channel changed") if channel is None else say("Channel {n}", n=channel),
        TimelineKind.SECURITY_CHANGE: say("Security changed"),
        TimelineKind.NAME_CHANGE: say("Now {name}", name=network_name),
        TimelineKind.VPN_ON: say("VPN on"),
        TimelineKind.VPN_OFF: say("VPN off"),
        TimelineKind.PORTAL: say("Login page"),
        TimelineKind.OUTAGE: OUTAGE_WORDS[outage.cause] if outage else say("Outage"),
        TimelineKind.SLEEP: say("Back from sleep"),
        TimelineKind.PAUSE: say("Paused"),
        TimelineKind.AUDIT_PASSWORD_LOST: say("Lost its password"),
        TimelineKind.AUDIT_WEAKER: say("Less secure than before"),
        TimelineKind.AUDIT_ACCESS_POINT: say("Unknown access point"),
        TimelineKind.AUDIT_ROUTER: say("Another router"),
    }[event.kind]


def _link_detail(link: Link) -> dict[str, object]:
    """Of a link what tells a roam or a change of security, in the model's names; what is not known is left out."""
    measure, signal = signal_of(link)
    security = known(link.network.security)
    told: dict[str, object] = {
        "bssid": known(link.radio.bssid),
        "frequency_mhz": known(link.radio.frequency_mhz),
        "channel": known(link.radio.channel),
        "measure": measure,
        "signal": signal,
        "security": security.value if security else None,
        "is_roaming": known(link.network.is_roaming),
    }
    is_told = signal is not None and math.isfinite(signal)
    return {name: fact for name, fact in told.items() if fact is not None and (is_told or name not in _SIGNAL)}


def _vpn_detail(vpn: Vpn | None) -> dict[str, object]:
    return {"interface": vpn.interface, "kind": vpn.kind.value} if vpn else {}


def _vpn_name(vpn: Vpn | None) -> str | None:
    return vpn.interface if vpn else None
