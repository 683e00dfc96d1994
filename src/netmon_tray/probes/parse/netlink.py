"""Framing of netlink: messages and attributes of <linux/netlink.h>, read from and written to bytes.

Everything here takes bytes as the kernel sent them, in the byte order of the machine. ``DecodeError`` is the one
error that any decoder of this package raises, whatever the bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

NLMSG_ERROR = 2
NLMSG_DONE = 3
NLM_F_REQUEST = 0x1
NLM_F_DUMP_INTR = 0x10
"""The dump is not of one moment: a change came in between, and it must be asked again."""
NLM_F_DUMP = 0x300

_HEADER = struct.Struct("=IHHII")
_ATTRIBUTE = struct.Struct("=HH")
_TYPE_MASK = 0x3FFF
"""NLA_TYPE_MASK: the two upper bits say "nested" and "network byte order"."""
_U16, _U32, _S32, _U64 = struct.Struct("=H"), struct.Struct("=I"), struct.Struct("=i"), struct.Struct("=Q")


class DecodeError(ValueError):
    """Bytes that are not what their protocol says they are: cut off, or of another length than their kind."""


class Message(NamedTuple):
    """One netlink message without its header."""

    kind: int
    flags: int
    sequence: int
    payload: bytes


def messages(datagram: bytes) -> Iterator[Message]:
    """Split what one ``recv`` returned into its messages."""
    offset, end = 0, len(datagram)
    while offset < end:
        if offset + _HEADER.size > end:
            raise DecodeError("a netlink header is cut off")
        length, kind, flags, sequence, _port = _HEADER.unpack_from(datagram, offset)
        if length < _HEADER.size or offset + length > end:
            raise DecodeError("a netlink message is cut off")
        yield Message(kind, flags, sequence, datagram[offset + _HEADER.size : offset + length])
        offset += (length + 3) & ~3


def message(kind: int, flags: int, sequence: int, payload: bytes) -> bytes:
    """Frame a request."""
    return _HEADER.pack(_HEADER.size + len(payload), kind, flags, sequence, 0) + payload


def error_code(refusal: Message) -> int:
    """Return the positive errno of an NLMSG_ERROR or NLMSG_DONE message; 0 is an acknowledgement."""
    if len(refusal.payload) < _S32.size:
        return 0
    return -int(_S32.unpack_from(refusal.payload)[0])


def attributes(payload: bytes, offset: int = 0) -> dict[int, bytes]:
    """Read a run of attributes; of a repeated one the last counts. Fewer bytes than a header at the end are padding."""
    found: dict[int, bytes] = {}
    end = len(payload)
    while offset + 4 <= end:
        length, kind = _ATTRIBUTE.unpack_from(payload, offset)
        if length < 4 or offset + length > end:
            raise DecodeError("an attribute is cut off")
        found[kind & _TYPE_MASK] = payload[offset + 4 : offset + length]
        offset += (length + 3) & ~3
    return found


def attribute(kind: int, value: bytes) -> bytes:
    """Write one attribute, padded to four bytes."""
    return _ATTRIBUTE.pack(4 + len(value), kind) + value + bytes(-len(value) % 4)


def nested(found: dict[int, bytes], kind: int) -> dict[int, bytes]:
    """Read the attributes inside an attribute; empty where it is absent."""
    return attributes(found[kind]) if kind in found else {}


def u8(found: dict[int, bytes], kind: int) -> int | None:
    """Read an unsigned byte, or None where it is absent."""
    value = found.get(kind)
    if value is None:
        return None
    if len(value) < 1:
        raise DecodeError("an attribute of 1 byte is empty")
    return value[0]


def s8(found: dict[int, bytes], kind: int) -> int | None:
    """Read a signed byte, or None where it is absent."""
    value = u8(found, kind)
    return None if value is None else value - ((value & 0x80) << 1)


def u16(found: dict[int, bytes], kind: int) -> int | None:
    """Read 16 bits, or None where the attribute is absent."""
    return _number(found, kind, _U16)


def u32(found: dict[int, bytes], kind: int) -> int | None:
    """Read 32 bits, or None where the attribute is absent."""
    return _number(found, kind, _U32)


def s32(found: dict[int, bytes], kind: int) -> int | None:
    """Read 32 signed bits, or None where the attribute is absent."""
    return _number(found, kind, _S32)


def text(found: dict[int, bytes], kind: int) -> str | None:
    """Read a NUL-terminated name, or None where it is absent.

    Interface names may hold any byte but NUL, "/" and white space; what is no UTF-8 becomes backslash escapes.
    """
    value = found.get(kind)
    return None if value is None else value.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")


def _number(found: dict[int, bytes], kind: int, form: struct.Struct) -> int | None:
    value = found.get(kind)
    if value is None:
        return None
    if len(value) < form.size:
        raise DecodeError(f"an attribute of {form.size} bytes has {len(value)}")
    return int(form.unpack_from(value)[0])
