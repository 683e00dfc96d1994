"""What came of one request: a reply of some server, or the fault that kept one from coming."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass

MAX_BODY_BYTES = 64 * 1024
"""Of a longer body the rest is not read (upload-queue.md, Transport)."""
MAX_TEXT_BYTES = 2048
"""What is kept of the server's words with a rejected record (upload-queue.md, Delivery states)."""


class BodyKind(enum.Enum):
    """What a body is, by itself where it can be told and by its Content-Type where it was cut."""

    JSON = "json"
    HTML = "html"
    OTHER = "other"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Reply:
    """A status line that arrived, with what arrived after it."""

    status: int
    kind: BodyKind = BodyKind.EMPTY
    text: str = ""
    """Plain text without control characters, the token taken out."""
    retry_after: str | None = None
    date: str | None = None
    is_same_origin: bool = False
    """Of a redirect: whether it stays at the configured origin."""
    via_proxy: bool = False


class FaultKind(enum.Enum):
    """Why no status line came."""

    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CONNECT_TIMEOUT = "connect_timeout"
    TLS = "tls"
    PROXY = "proxy"
    CLOSED = "closed"
    """Reset or end of the connection after the request began to leave."""
    TIMEOUT = "timeout"
    """The total limit passed after the request began to leave."""
    TORN = "torn"
    """The connection ended within the status line."""
    GARBAGE = "garbage"
    """Something answered that is not HTTP."""
    LOCAL = "local"
    """The request could not be made at all: a fault of ours, nothing was sent."""
    CANCELLED = "cancelled"
    """We are stopping."""


@dataclass(frozen=True, slots=True)
class TransportFault:
    """A request without an answer."""

    kind: FaultKind
    text: str
    """A sentence for people, without secrets."""


def body_kind(content_type: str, body: bytes, *, is_complete: bool, is_encoded: bool = False) -> BodyKind:
    """Tell what a body is. ``is_encoded``: compressed although we asked for it as it is, so it can't be looked into."""
    media_type = content_type.split(";", 1)[0].strip().lower()
    is_declared = media_type == "application/json" or media_type.endswith("+json")
    can_be_read = is_complete and not is_encoded
    if _is_json(body, any_value=is_declared) if can_be_read else is_declared:
        return BodyKind.JSON
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if media_type in ("text/html", "application/xhtml+xml") or start.startswith(b"<"):
        return BodyKind.HTML
    return BodyKind.OTHER if start else BodyKind.EMPTY


def plain_text(body: bytes) -> str:
    """Decode a body for people and logs: control characters become spaces."""
    text = body.decode("utf-8", "replace")
    return "".join(character if character.isprintable() else " " for character in text).strip()


def shortened(text: str, most_bytes: int = MAX_TEXT_BYTES) -> str:
    """Cut a text to so many bytes of UTF-8, at a character's border."""
    encoded = text.encode("utf-8", "replace")
    return text if len(encoded) <= most_bytes else encoded[: most_bytes - 3].decode("utf-8", "ignore") + "..."


def _is_json(body: bytes, *, any_value: bool) -> bool:
    """Undeclared, only an object or a list counts: "123" or "true" is also what a plain text may say."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return any_value or isinstance(value, (dict, list))
