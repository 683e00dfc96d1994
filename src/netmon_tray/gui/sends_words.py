"""What is sent, in words: the fields of a record, what each of them tells, and what is never recorded. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.gui.tray_words import one_line
from netmon_tray.model import (
    CircuitState,
    DeliveryState,
    LoggedRecord,
    NetmonError,
    RecordEvent,
    UploadStatus,
)
from netmon_tray.settings import Settings
from netmon_tray.upload.address import parse_address
from netmon_tray.words import Phrase, joined, say

if TYPE_CHECKING:
    from netmon_tray.settings.schema import Detail

INTRO = say(
    "One record for each connection that begins, goes on, changes or ends, and nothing else: no telemetry, no update "
    "check."
)
NEVER = (
    say("addresses that you visit, and what you send or receive"),
    say("other networks in range, and other devices"),
    say("your name, keystrokes, or the screen"),
)
NO_RECORD = say("No record yet. The first one is made as soon as a connection is seen.")
READING = say("is being read")
UNREADABLE = say("cannot be read at the moment")
LEFT_OUT = say("left out: not measured")

FIELDS: tuple[tuple[str, Phrase], ...] = (
    ("network_name", say("Name of the network")),
    ("network_type", say("Medium: WiFi, mobile, Bluetooth or Ethernet")),
    ("network_security", say("Kind of encryption")),
    ("network_mccmnc", say("Number of the mobile operator")),
    ("frequency", say("Frequency, in GHz")),
    ("authentication", say("How the network lets devices in")),
    ("bssid", say("Address of the access point")),
    ("cellid", say("Number of the mobile cell")),
    ("roaming", say("Whether the mobile network is a foreign one")),
    ("latitude", say("Position: latitude")),
    ("longitude", say("Position: longitude")),
    ("inbytes", say("Bytes received since the record before")),
    ("outbytes", say("Bytes sent since the record before")),
    ("link_speed", say("Speed of the link, in Mbit/s")),
    ("quality_metric", say("What the signal is measured by")),
    ("quality_value", say("Level of the signal")),
    ("timestamp", say("Time of the event")),
)
"""In the order of the record."""

_DETAILS: Mapping[Detail, str] = {"full": "", "hash": say("as a hash"), "off": say("left out by your choice")}
_EVENTS = {
    RecordEvent.ESTABLISHED: say("established"),
    RecordEvent.MAINTAINED: say("maintained"),
    RecordEvent.CHANGED: say("changed"),
    RecordEvent.TERMINATED: say("terminated"),
}
_STATES = {
    DeliveryState.READY: say("waiting"),
    DeliveryState.INFLIGHT: say("sending"),
    DeliveryState.SENT: say("sent"),
    DeliveryState.REJECTED: say("rejected"),
    DeliveryState.WITHHELD: say("kept here, not to be sent"),
    DeliveryState.DROPPED: say("dropped"),
}


def sending_text(settings: Settings, upload: UploadStatus) -> str:
    """Whether records are sent, in a sentence."""
    if not settings.upload.enabled or upload.state is CircuitState.OFF:
        return say("Off. Records are kept on this computer and nothing is sent.")
    return joined([say("On."), one_line(upload.text)])


def where_to(base_url: str) -> str:
    """The full address that records are posted to."""
    try:
        return parse_address(base_url).records_url
    except NetmonError as error:
        return joined([base_url, say("({reason})", reason=error.title)])


def record_text(record: LoggedRecord | None, now_unix_ms: int) -> str:
    """When the newest record was made and what became of it."""
    if record is None:
        return say("none yet")
    at, state = units.moment_text(record.at_unix_ms, now_unix_ms), _STATES[record.delivery.state]
    return say("{event} at {time}, {state}", event=_EVENTS[record.event], time=at, state=state)


def field_rows(settings: Settings, payload: str | None) -> list[tuple[str, str, str]]:
    """Name, meaning and value of each field, as it is in a payload (None: there is none yet)."""
    try:
        body = json.loads(payload or "{}")
    except ValueError:
        body = {}
    return [(name, meaning, _value(name, body, settings, is_known=payload is not None)) for name, meaning in FIELDS]


def _value(name: str, body: Mapping[str, object], settings: Settings, *, is_known: bool) -> str:
    chosen = _chosen(name, settings)
    if name in body:
        return joined([one_line(str(body[name])), say("({choice})", choice=chosen) if chosen else ""])
    if chosen and not is_known:
        return chosen
    return "" if not is_known else chosen or LEFT_OUT


def _chosen(name: str, settings: Settings) -> str:
    """What the settings make of a field; empty where it is sent as it is."""
    privacy = settings.privacy
    if name == "network_name":
        return _DETAILS[privacy.network_name]
    if name == "bssid":
        return _DETAILS[privacy.bssid]
    if name in ("latitude", "longitude") and not privacy.location:
        return _DETAILS["off"]
    return _DETAILS["off"] if name == "timestamp" and not settings.upload.include_timestamp else ""
