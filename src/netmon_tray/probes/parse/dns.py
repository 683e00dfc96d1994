"""Questions to a name server and its answers (RFC 1035), as few of them as it takes to tell whether it works."""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass

from netmon_tray.addresses import address_text
from netmon_tray.probes.parse.netlink import DecodeError

_HEADER = struct.Struct("!6H")
_QUESTION = struct.Struct("!HH")
_RECORD = struct.Struct("!HHIH")
_RECURSION_DESIRED = 0x0100
_RESPONSE = 0x8000
_INTERNET = 1
_POINTER = 0xC0
_MOST_LABEL_BYTES = 63
_MOST_NAME_BYTES = 253


class Kind(enum.IntEnum):
    """What is asked for (QTYPE)."""

    A = 1
    NS = 2
    AAAA = 28


class Code(enum.IntEnum):
    """How a server answers (RCODE); others exist."""

    FINE = 0
    SERVER_FAILED = 2
    """It could not find out: whoever it asks does not answer."""
    NO_SUCH_NAME = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its code, and the addresses in it."""

    code: int
    addresses: tuple[str, ...] = ()


def question(number: int, name: str, kind: Kind) -> bytes:
    """Return a question with recursion desired; "" is the root. ValueError for what is no name."""
    header = _HEADER.pack(number, _RECURSION_DESIRED, 1, 0, 0, 0)
    return header + _encoded(name) + _QUESTION.pack(kind, _INTERNET)


def reply(message: bytes, asked: bytes) -> Reply | None:
    """Read the answer to the question ``asked``; None for a message that is none to it. DecodeError where it is cut."""
    if len(message) < _HEADER.size:
        return None
    number, flags, questions, answers, _, _ = _HEADER.unpack_from(message)
    if number != int.from_bytes(asked[:2]) or not flags & _RESPONSE:
        return None
    if questions and not message.lower().startswith(asked[_HEADER.size :].lower(), _HEADER.size):
        return None
    at = _HEADER.size + (len(asked) - _HEADER.size if questions else 0)
    try:
        return Reply(flags & 0xF, tuple(_addresses(message, at, answers)))
    except (struct.error, IndexError) as error:
        raise DecodeError("the answer of a name server is cut off") from error


def _addresses(message: bytes, at: int, count: int) -> list[str]:
    found = []
    for _ in range(count):
        at = _after_name(message, at)
        kind, _class, _ttl, length = _RECORD.unpack_from(message, at)
        at += _RECORD.size
        address = address_text(message[at : at + length])
        if kind in (Kind.A, Kind.AAAA) and address is not None:
            found.append(address)
        at += length
    return found


def _after_name(message: bytes, at: int) -> int:
    """Where the name at ``at`` ends: at a zero, or with a pointer to the rest."""
    while True:
        length = message[at]
        if length & _POINTER == _POINTER:
            return at + 2
        at += 1 + length
        if not length:
            return at


def _encoded(name: str) -> bytes:
    labels = [label.encode("idna") if not label.isascii() else label.encode("ascii") for label in name.split(".")]
    if name == "":
        return b"\0"
    if len(name) > _MOST_NAME_BYTES or not all(0 < len(label) <= _MOST_LABEL_BYTES for label in labels):
        raise ValueError(f"{name!r} is no name of a host")
    return b"".join(bytes((len(label),)) + label for label in labels) + b"\0"
