"""One connection to a D-Bus bus on which every wait has a limit, and the words for what goes wrong on it.

jeepney does the wire format; the socket is ours, because jeepney's own connection waits for the bus's greeting without
a limit. It is imported only once a bus has taken the connection, so a machine without one does not pay for it.
"""

from __future__ import annotations

import enum
import itertools
import os
import re
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

CALL_TIMEOUT_S = 2.0
"""Longest wait for one answer, and for all answers of one look at a service."""
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AssertionError, struct.error)
"""What jeepney raises for a message or a greeting that is none (its own errors are ValueErrors)."""
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
"""Name, object and interface of the bus itself."""

_DEFAULT_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket"
_MEMBER, _ERROR_NAME, _REPLY_SERIAL = 3, 4, 5
"""Header fields of the D-Bus specification's message format."""


class Trouble(enum.Enum):
    """Why a question got no answer."""

    NO_BUS = enum.auto()
    """This machine runs no system bus."""
    BUS_FAILED = enum.auto()
    """There is a bus, and it does not take us."""
    NO_SERVICE = enum.auto()
    """Nobody on the bus has that name; nothing was started to change this."""
    NO_OBJECT = enum.auto()
    """The service runs and has no such object, interface or property (any more)."""
    DENIED = enum.auto()
    TIMEOUT = enum.auto()
    VANISHED = enum.auto()
    """The service left the bus before it answered."""
    OTHER = enum.auto()


class BusError(Exception):
    """A question on the bus was not answered."""

    def __init__(self, trouble: Trouble, text: str) -> None:
        super().__init__(text)
        self.trouble = trouble
        self.text = text


_TROUBLE_BY_ERROR = {
    "ServiceUnknown": Trouble.NO_SERVICE,
    "NameHasNoOwner": Trouble.NO_SERVICE,
    "UnknownObject": Trouble.NO_OBJECT,
    "UnknownInterface": Trouble.NO_OBJECT,
    "UnknownMethod": Trouble.NO_OBJECT,
    "UnknownProperty": Trouble.NO_OBJECT,
    "InvalidArgs": Trouble.NO_OBJECT,
    "AccessDenied": Trouble.DENIED,
    "PermissionDenied": Trouble.DENIED,
    "NotAuthorized": Trouble.DENIED,
    "Unauthorized": Trouble.DENIED,
    "InteractiveAuthorizationRequired": Trouble.DENIED,
    "NoReply": Trouble.VANISHED,
    "Disconnected": Trouble.VANISHED,
    "Timeout": Trouble.TIMEOUT,
    "TimedOut": Trouble.TIMEOUT,
}
"""Last word of a D-Bus error's name -> what it means here; services put their own domain before the same words."""


def bus_sockets(address: str | None = None) -> list[str]:
    """The Unix sockets where the system bus may listen, in order; an abstract one begins with NUL.

    ``address`` is a D-Bus address list; without one the environment's DBUS_SYSTEM_BUS_ADDRESS, else the well-known
    place. Other transports than unix are not spoken.
    """
    listed = address or os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _DEFAULT_ADDRESS
    found = []
    for entry in listed.split(";"):
        transport, _, rest = entry.partition(":")
        options = dict(pair.partition("=")[::2] for pair in rest.split(","))
        place = options.get("path") or ("\0" + options["abstract"] if options.get("abstract") else "")
        if transport == "unix" and place:
            found.append(re.sub("%([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), place))
    return found


class BusConnection:
    """One authenticated connection to a bus.

    Making it raises BusError; using it raises OSError (ConnectionError, TimeoutError) and what ``UNREADABLE`` names.
    """

    def __init__(self, address: str | None = None, timeout_s: float = CALL_TIMEOUT_S) -> None:
        deadline = time.monotonic() + timeout_s
        self._serials = itertools.count(1)
        self._socket = _connected_socket(address, deadline)
        try:
            self._authenticate(deadline)
            from jeepney.low_level import Parser

            self._parser = Parser()
            self.unique_name: str = answer_body(self.call(method_call(*BUS, "Hello"), deadline), BUS[0])[0]
        except (OSError, BusError, *UNREADABLE) as error:
            self.close()
            raise BusError(Trouble.BUS_FAILED, f"the system bus did not let this program in ({error})") from error

    def _authenticate(self, deadline: float) -> None:
        from jeepney.auth import BEGIN, Authenticator

        dialogue = Authenticator(inc_null_byte=False)
        self._send(b"\0", deadline)
        for line in dialogue:
            self._send(line, deadline)
            dialogue.feed(self._read(deadline))
        self._send(BEGIN, deadline)

    def call(self, message: Any, deadline: float, on_other: Callable[[Any], None] = lambda _: None) -> Any:
        """Send a method call and return the message that answers it; TimeoutError after ``deadline`` (monotonic).

        ``on_other`` is given what arrives before the answer.
        """
        serial = next(self._serials)
        self._send(message.serialise(serial=serial), deadline)
        while True:
            answer = self.receive(deadline)
            if answer.header.fields.get(_REPLY_SERIAL) == serial:
                return answer
            on_other(answer)

    def receive(self, deadline: float | None = None) -> Any:
        """Return the next message; without a deadline wait as long as it takes, without waking up."""
        while (message := self._parser.get_next_message()) is None:
            self._parser.add_data(self._read(deadline))
        return message

    def received(self) -> Iterator[Any]:
        """Yield the messages that are here already."""
        return iter(self._parser.get_next_message, None)

    def interrupt(self) -> None:
        """End another thread's wait on this connection at once."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the other side was faster

    def close(self) -> None:
        """Close the socket; the bus forgets this connection and what it still asks."""
        self._socket.close()

    def _send(self, octets: bytes, deadline: float) -> None:
        self._socket.settimeout(remaining(deadline))
        self._socket.sendall(octets)

    def _read(self, deadline: float | None) -> bytes:
        self._socket.settimeout(None if deadline is None else remaining(deadline))
        octets = self._socket.recv(4096)
        if not octets:
            raise ConnectionResetError("the bus closed the connection")
        return octets


def method_call(
    service: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    body: tuple[Any, ...] = (),
    *,
    may_start: bool = False,
) -> Any:
    """Build a call that does not allow a password prompt, and starts no service (NO_AUTO_START) unless it may."""
    from jeepney.low_level import MessageFlag
    from jeepney.wrappers import DBusAddress, new_method_call

    message = new_method_call(DBusAddress(path, service, interface), member, signature or None, body)
    message.header.flags = MessageFlag(0) if may_start else MessageFlag.no_auto_start
    return message


def _connected_socket(address: str | None, deadline: float) -> socket.socket:
    places = bus_sockets(address)
    fault = BusError(Trouble.NO_BUS, "this machine has no system bus")
    for place in places:
        if not place.startswith("\0") and not os.path.exists(place):  # noqa: PTH110 - pathlib costs memory here
            continue
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(remaining(deadline))
            connection.connect(place)
        except (OSError, ValueError) as error:
            connection.close()
            fault = BusError(Trouble.BUS_FAILED, f"the system bus cannot be reached ({error})")
        else:
            return connection
    raise fault


def remaining(deadline: float) -> float:
    """Seconds until the deadline; TimeoutError once it is over (a socket's time-out of 0 would mean "do not wait")."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the time limit is over")
    return seconds


def member(message: Any) -> str | None:
    """Name of the signal (or method) that a message is."""
    name = message.header.fields.get(_MEMBER)
    return name if isinstance(name, str) else None


def answer_body(answer: Any, service: str) -> tuple[Any, ...]:
    """Return the values of an answer; BusError where it is an error message."""
    name = answer.header.fields.get(_ERROR_NAME)
    if name is None:
        return tuple(answer.body)
    trouble = _TROUBLE_BY_ERROR.get(name.rpartition(".")[2], Trouble.OTHER)
    said = answer.body[0] if answer.body and isinstance(answer.body[0], str) else name
    raise BusError(trouble, f"{service}: {said}")
