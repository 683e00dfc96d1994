"""Echo requests and replies of ICMP (RFC 792) and ICMPv6 (RFC 4443), as datagram sockets carry them."""

from __future__ import annotations

import struct
from typing import Literal, TypeAlias

Version: TypeAlias = Literal[4, 6]

_REQUEST: dict[Version, int] = {4: 8, 6: 128}
_REPLY: dict[Version, int] = {4: 0, 6: 129}
_HEADER = struct.Struct("!BBHHH")
_SEQUENCE_AT = 6
_IP_VERSION_4 = 4
_IP_WORD_BYTES = 4


def echo_request(version: Version, identifier: int, sequence: int, token: bytes) -> bytes:
    """Return a request. Linux puts its own identifier and checksum in; macOS takes those of ICMP as they are."""
    body = _HEADER.pack(_REQUEST[version], 0, 0, identifier, sequence) + token
    if version == 6:
        return body  # its checksum covers addresses that only the kernel knows
    return _HEADER.pack(_REQUEST[version], 0, checksum(body), identifier, sequence) + token


def reply_sequence(version: Version, message: bytes, token: bytes) -> int | None:
    """Return the sequence number of a reply that carries ``token``; None for any other message.

    macOS hands on the IPv4 header in front of it.
    """
    start = 0
    if version == 4 and message and message[0] >> 4 == _IP_VERSION_4:
        start = (message[0] & 0x0F) * _IP_WORD_BYTES
    if len(message) < start + _HEADER.size:
        return None
    kind, sequence = message[start], int.from_bytes(message[start + _SEQUENCE_AT : start + _HEADER.size])
    return sequence if kind == _REPLY[version] and message[start + _HEADER.size :] == token else None


def checksum(message: bytes) -> int:
    """The Internet checksum (RFC 1071) of a message whose own checksum is zero."""
    padded = message + b"\0" * (len(message) % 2)
    total: int = sum(struct.unpack(f"!{len(padded) // 2}H", padded))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
