"""One record told in full: what became of it, the exact JSON made readable, and the server's reply. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from netmon_tray import choices, units
from netmon_tray.exports import payload_of
from netmon_tray.model import Delivery, DeliveryState, LoggedRecord, WithheldReason
from netmon_tray.words import Phrase, count, joined, say

_INDENT = "  "
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_STATUS_LINE = re.compile(r"HTTP \d+: ")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said of a record."""

    title: str
    text: str
    fields: tuple[str, ...]
    """The fields of the payload that it names."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words."""

    title: Phrase
    text: str
    caption: Phrase
    """Of the JSON."""
    payload: str
    """The exact JSON with line breaks between its parts."""
    reply: Reply | None


def told(record: LoggedRecord, *, is_uploading: bool, now_unix_ms: int) -> Told:
    """Everything that the window says of a record."""
    title, text = _fate(record, is_uploading=is_uploading, now_unix_ms=now_unix_ms)
    return Told(title, text, _CAPTIONS[record.delivery.state], readable(record.payload), reply(record))


def readable(payload: str) -> str:
    """JSON with a line for each part; not a character of its values is changed. Text that is no JSON stays as it is."""
    try:
        json.loads(payload)
    except ValueError:
        return payload
    return "".join(_pieces(payload))


def _pieces(payload: str) -> Iterator[str]:
    depth, before = 0, ""
    for part in _TOKEN.findall(payload):
        if part in "}]":
            depth -= 1
            if before not in ("{", "["):
                yield "\n" + _INDENT * depth
        elif before in ("{", "[", ","):
            yield "\n" + _INDENT * depth
        depth += part in ("{", "[")
        yield ": " if part == ":" else part
        before = part


def reply(record: LoggedRecord) -> Reply | None:
    """The server's last words about a record that it did not take, or what failed on the way; None without any."""
    delivery = record.delivery
    if not delivery.last_error or delivery.state is DeliveryState.SENT:
        return None
    text = _STATUS_LINE.sub("", delivery.last_error, count=1)
    if delivery.last_status is None:
        return Reply(say("What failed"), text, ())
    fields = named_fields(text, tuple(payload_of(record)))
    title: str = say("Server\N{RIGHT SINGLE QUOTATION MARK}s reply: {status}", status=_status(delivery.last_status))
    if fields:
        title = say("{reply}, about {fields}", reply=title, fields=", ".join(fields))
    return Reply(title, text, fields)


def named_fields(text: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``fields`` that a reply names: by the keys and places of its JSON, else by its words."""
    try:
        words = set(_names(json.loads(text)))
    except ValueError:
        words = set()
    if words.isdisjoint(fields):
        words = set(re.findall(r"\w+", text))
    return tuple(field for field in fields if field in words)


def _names(part: object) -> Iterator[str]:
    """Keys, and what stands under "loc" and "field": as services name the fields that they refuse."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            if key in ("loc", "field"):
                yield from [value] if isinstance(value, str) else map(str, value) if isinstance(value, list) else ()
            yield from _names(value)
    elif isinstance(part, list):
        for item in part:
            yield from _names(item)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


_CAPTIONS: dict[DeliveryState, Phrase] = {
    DeliveryState.READY: say("What will be sent"),
    DeliveryState.INFLIGHT: say("What is being sent"),
    DeliveryState.SENT: say("What was sent"),
    DeliveryState.REJECTED: say("What was sent"),
    DeliveryState.WITHHELD: say("What would be sent"),
    DeliveryState.DROPPED: say("What would have been sent"),
}
_KEPT: dict[str, Phrase] = {
    WithheldReason.SECURITY_UNKNOWN.value: say(
        "The security of its network was not known and is never guessed, so that it has no form that can be sent."
    ),
    WithheldReason.NOT_MAPPABLE.value: say("The server has no code for the security of its network."),
    WithheldReason.NEVER_UPLOAD.value: say(
        "Records of its network are never uploaded. This one is sent if you say so."
    ),
    WithheldReason.KEPT_LOCAL.value: say("You chose to keep what waited then. It is sent if you say so."),
    WithheldReason.DELIVERY_UNKNOWN.value: say(
        "It was brought back from a damaged database that no longer tells whether it was sent. Sent again it may be "
        "stored twice."
    ),
}
_REFUSED: dict[str, Phrase] = {
    "too-large": say("It is too large for the server."),
    "conflict": say("The server says that it conflicts with another record."),
    "client-error": say("Its request could not even be made."),
    "server-error": say("The server failed at it, and at no other, for two days."),
    "damaged": say("Its stored text is damaged."),
}
_UNLESS = say("It is not sent again unless you retry.")


def _fate(record: LoggedRecord, *, is_uploading: bool, now_unix_ms: int) -> tuple[Phrase, str]:
    delivery = record.delivery
    match delivery.state:
        case DeliveryState.SENT:
            return say("Sent"), _sent(delivery, now_unix_ms)
        case DeliveryState.REJECTED:
            return _rejected(delivery)
        case DeliveryState.WITHHELD:
            return say("Kept on this computer"), _KEPT.get(delivery.reason or "", "")
        case DeliveryState.DROPPED:
            return say("Given up"), say("It is never sent. It stays in the log until its time is over.")
        case DeliveryState.INFLIGHT:
            return say("Being sent"), say("The server has not answered yet.")
        case DeliveryState.READY:
            return _waiting(delivery, is_uploading=is_uploading, now_unix_ms=now_unix_ms)


def _sent(delivery: Delivery, now_unix_ms: int) -> str:
    if delivery.sent_at_unix_ms is None:
        return say("The server has it.")
    text = say("The server took it at {time}.", time=units.moment_text(delivery.sent_at_unix_ms, now_unix_ms))
    if not delivery.maybe_sent:
        return text
    more = count(
        delivery.maybe_sent,
        "One earlier try may have reached it too.",
        "{n} earlier tries may have reached it too.",
    )
    return joined((text, more))


def _rejected(delivery: Delivery) -> tuple[Phrase, str]:
    reason = _REFUSED.get(delivery.reason or "")
    title = say("Not sent") if delivery.last_status is None else say("Rejected by the server")
    tried = count(delivery.attempts, "Tried once.", "Tried {n} times.") if delivery.attempts else ""
    return title, joined((tried, reason or "", _UNLESS))


def _waiting(delivery: Delivery, *, is_uploading: bool, now_unix_ms: int) -> tuple[Phrase, str]:
    if not is_uploading:
        return say("Kept here"), say("Sending is off. It is sent once you turn it on.")
    if delivery.not_before_unix_ms is not None:
        when = units.moment_text(delivery.not_before_unix_ms, now_unix_ms)
        failed = say("The server failed at this record while it took others. It is tried again at {time}.", time=when)
        return say("Waiting by itself"), failed
    if delivery.attempts or delivery.maybe_sent:
        return say("Waiting"), say("It was tried and not taken. It is tried again in its turn.")
    return say("Waiting"), say("It is sent in its turn.")


def can_be_sent_again(record: LoggedRecord, *, is_uploading: bool) -> bool:
    """Whether sending it anew is offered."""
    return choices.can_be_sent_again(record) and (is_uploading or record.delivery.state is not DeliveryState.READY)
