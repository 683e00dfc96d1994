"""A kept netlink socket: asks the kernel one thing at a time and returns the answers' payloads."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse.netlink import (
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    DecodeError,
    Message,
    error_code,
    message,
    messages,
)

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

NETLINK_ROUTE, NETLINK_GENERIC = 0, 16
SOL_NETLINK = 270
_NETLINK_ADD_MEMBERSHIP, _NETLINK_GET_STRICT_CHK = 1, 12

TIMEOUT_S = 1.0
"""The kernel answers in microseconds; a second without an answer means that none will come."""
DUMP_TRIES = 4
"""A dump that was overtaken by a change is asked again; links that never stand still so long are a fault."""
_RECEIVE_BYTES = 65536
"""The kernel makes datagrams of at most 32 KiB for a dump."""


class NetlinkRefused(OSError):  # noqa: N818 - reads as the sentence it is
    """The kernel answered with an error; ``errno`` says which."""


class NetlinkSocket(Protocol):
    """What is used of ``socket.socket``, so that recordings can answer in its place."""

    def send(self, data: bytes, /) -> int:
        """Send one datagram."""

    def recvfrom(self, size: int, /) -> tuple[bytes, tuple[int, int]]:
        """Receive one datagram and its sender's (port, groups)."""

    def close(self) -> None:
        """Close."""


OpenNetlink = Callable[[int], NetlinkSocket]


def open_netlink(protocol: int) -> socket.socket:
    """Open a socket to the kernel for requests, with the one time limit that every answer has."""
    opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
    try:
        opened.bind((0, 0))
        opened.settimeout(TIMEOUT_S)
        _check_strictly(opened)
    except OSError:
        opened.close()
        raise
    return opened


def join_group(member: socket.socket, group: int) -> None:
    """Subscribe to the notifications of one group; any user may."""
    member.setsockopt(SOL_NETLINK, _NETLINK_ADD_MEMBERSHIP, group)


def _check_strictly(opened: socket.socket) -> None:
    """Let the kernel filter dumps by what the request says; kernels before 4.20 send everything instead."""
    try:
        opened.setsockopt(SOL_NETLINK, _NETLINK_GET_STRICT_CHK, 1)
    except OSError as error:
        if error.errno != errno.ENOPROTOOPT:
            raise


class Netlink:
    """Requests of one netlink protocol over one socket, opened on first use and anew after a failure.

    Every method may raise OSError (the socket failed or timed out), NetlinkRefused (the kernel's own error) and
    DecodeError (an answer that makes no sense).
    """

    def __init__(self, protocol: int, open_socket: OpenNetlink = open_netlink) -> None:
        self._protocol = protocol
        self._open_socket = open_socket
        self._socket: NetlinkSocket | None = None
        self._sequence = 0

    def ask(self, kind: int, payload: bytes) -> bytes:
        """Ask for one object and return its payload."""
        self._send(kind, NLM_F_REQUEST, payload)
        for item in self._answers():
            if item.kind == NLMSG_ERROR:
                code = error_code(item)
                raise NetlinkRefused(code or errno.ENODATA, os.strerror(code or errno.ENODATA))
            return item.payload
        raise DecodeError("an answer without a message")

    def dump(self, kind: int, payload: bytes) -> list[bytes]:
        """Ask for all objects and return their payloads; asks again while changes overtake the dump."""
        for _ in range(DUMP_TRIES):
            found = self._dump_once(kind, payload)
            if found is not None:
                return found
        raise NetlinkRefused(errno.EAGAIN, "the answer changed while it was read, several times over")

    def close(self) -> None:
        """Close the socket; the next question opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _dump_once(self, kind: int, payload: bytes) -> list[bytes] | None:
        self._send(kind, NLM_F_REQUEST | NLM_F_DUMP, payload)
        found: list[bytes] = []
        was_overtaken = False
        for item in self._answers():
            was_overtaken |= bool(item.flags & NLM_F_DUMP_INTR)
            if item.kind in (NLMSG_DONE, NLMSG_ERROR):
                if code := error_code(item):
                    raise NetlinkRefused(code, os.strerror(code))
                return None if was_overtaken else found
            found.append(item.payload)
        raise DecodeError("a dump without an end")

    def _send(self, kind: int, flags: int, payload: bytes) -> None:
        if self._socket is None:
            self._socket = self._open_socket(self._protocol)
        self._sequence = (self._sequence + 1) & 0xFFFFFFFF
        with self._closing_on_failure():
            self._socket.send(message(kind, flags, self._sequence, payload))

    def _answers(self) -> Iterator[Message]:
        """Yield the messages that answer the last request; late answers to an earlier one are passed over."""
        while self._socket is not None:
            with self._closing_on_failure():
                datagram, (port, _groups) = self._socket.recvfrom(_RECEIVE_BYTES)
                found = list(messages(datagram)) if port == 0 else []
            for item in found:
                if item.sequence == self._sequence:
                    yield item

    @contextmanager
    def _closing_on_failure(self) -> Iterator[None]:
        """Drop the socket on trouble: what is left in it would answer the wrong question."""
        try:
            yield
        except (OSError, DecodeError):
            self.close()
            raise


@contextmanager
def reported_as(part: str) -> Iterator[None]:
    """Turn everything that may go wrong with netlink into the failure of one part of the probe."""
    try:
        yield
    except TimeoutError as error:
        raise PartFailed(part, f"The kernel did not answer within {TIMEOUT_S:g} s.") from error
    except DecodeError as error:
        raise PartFailed(part, f"The kernel's answer was not understood: {error}.") from error
    except OSError as error:
        raise PartFailed(part, f"The kernel did not answer: {error.strerror or error}.") from error
