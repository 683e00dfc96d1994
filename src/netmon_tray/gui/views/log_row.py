"""A record as one row of the log's table, in words; small enough to keep thousands of. Pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.exports import payload_of
from netmon_tray.gui.tray_words import one_line
from netmon_tray.model import DELIVERY_WORDS, Change, Delivery, DeliveryState, LoggedRecord, RecordEvent
from netmon_tray.words import joined, say


@dataclass(frozen=True, slots=True)
class LogRow:
    """What the table shows of a record."""

    id: int
    at_unix_ms: int
    event: RecordEvent
    detail: str
    """What happened, beside the event: "roam to 2.4 GHz"; empty where the event says it all."""
    network: str
    """Empty where no name is known."""
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as it is shown: never by its colour alone."""

    glyph: str
    tone: str
    word: str


EVENT_WORDS: dict[RecordEvent, str] = {
    RecordEvent.ESTABLISHED: say("Established"),
    RecordEvent.MAINTAINED: say("Maintained"),
    RecordEvent.CHANGED: say("Changed"),
    RecordEvent.TERMINATED: say("Terminated"),
}
_GLYPHS: dict[DeliveryState, tuple[str, str]] = {
    DeliveryState.READY: ("clock", "warn"),
    DeliveryState.INFLIGHT: ("arrow-up", "accent"),
    DeliveryState.SENT: ("check", "ok"),
    DeliveryState.REJECTED: ("rejected", "err"),
    DeliveryState.WITHHELD: ("disk", "ink2"),
    DeliveryState.DROPPED: ("nothing", "ink2"),
}
_KEPT = Mark("disk", "ink2", say("Kept here"))
"""While sending is off nothing waits (decisions.md 9)."""


def log_row(record: LoggedRecord) -> LogRow:
    """The row of a record."""
    name = payload_of(record).get("network_name") or record.local.get("network_name") or ""
    return LogRow(record.id, record.at_unix_ms, record.event, _detail(record), one_line(str(name)), record.delivery)


def delivery_mark(state: DeliveryState, *, is_uploading: bool) -> Mark:
    """Glyph, colour token and word of a delivery state."""
    if state is DeliveryState.READY and not is_uploading:
        return _KEPT
    return Mark(*_GLYPHS[state], DELIVERY_WORDS[state])


def _detail(record: LoggedRecord) -> str:
    changes = record.local.get("changes")
    if not isinstance(changes, list):
        return ""
    return joined([_change(str(change), record) for change in changes], ", ")


def _change(change: str, record: LoggedRecord) -> str:
    ghz, channel = record.local.get("frequency_ghz"), record.local.get("channel")
    if change == Change.ROAM:
        return say("roam to {band}", band=units.band_text(round(ghz * 1000))) if isinstance(ghz, float) else say("roam")
    if change == Change.CHANNEL_SWAP:
        return say("now channel {channel}", channel=channel) if isinstance(channel, int) else say("channel swap")
    return {Change.SECURITY.value: say("security"), Change.NAME.value: say("name")}.get(change, "")
