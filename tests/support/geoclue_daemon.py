"""A real GeoClue on a private bus, in a network namespace without a way out, that knows where it is by NMEA sentences.

The receiver is a Unix socket of the test's; who may know is decided by an agent of the test's. Needs root and GeoClue.
"""

from __future__ import annotations

import contextlib
import functools
import operator
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_method_call

from support.bus import Answer, PrivateBus, RefusalError, ScriptedService, bus_client, end, scripted_service, wait_for

GEOCLUE = "org.freedesktop.GeoClue2"
EXACT = 8
_AGENT = f"{GEOCLUE}.Agent"
_AGENT_ID = "gnome-shell"
"""One of those that GeoClue's configuration allows to be an agent."""
_BETWEEN_SENTENCES_S = 0.1


def sentence(latitude: float, longitude: float, *, at_s: float | None = None) -> bytes:
    """The GGA sentence of a receiver that has a fix, with its checksum; ``at_s`` is the time in it (now)."""
    clock = time.strftime("%H%M%S", time.gmtime(at_s))
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    place = f"{_degrees(abs(latitude), 2)},{north},{_degrees(abs(longitude), 3)},{east}"
    body = f"GPGGA,{clock}.00,{place},1,08,1.0,40.0,M,0.0,M,,"
    return f"${body}*{functools.reduce(operator.xor, body.encode()):02X}\r\n".encode()


def _degrees(value: float, digits: int) -> str:
    whole = int(value)
    return f"{whole:0{digits}d}{(value - whole) * 60:07.4f}"


class Receiver:
    """A receiver of satellites: tells ``place`` to whoever connects, again and again."""

    def __init__(self, path: Path) -> None:
        self.place: tuple[float, float] | None = (52.52009, 13.40495)
        self.path = path
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="nmea receiver", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listening.close()

    def _serve(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(OSError):
                connection, _ = self._listening.accept()
                with connection:
                    self._tell(connection)

    def _tell(self, connection: socket.socket) -> None:
        while not self._closing.wait(_BETWEEN_SENTENCES_S):
            if self.place is not None:
                connection.sendall(sentence(*self.place))


class GeoClueLab:
    """A running daemon; ``level`` is the accuracy that the person allows at most, 0 is a location switched off."""

    def __init__(self, bus: PrivateBus, receiver: Receiver) -> None:
        self.bus = bus
        self.receiver = receiver
        self.level = EXACT

    @contextlib.contextmanager
    def agent(self) -> Iterator[ScriptedService]:
        """The desktop's agent, which GeoClue asks who may know."""
        with scripted_service(self.bus, "org.netmon.TestAgent", self._answer) as service:
            manager = DBusAddress(f"/{GEOCLUE.replace('.', '/')}/Manager", GEOCLUE, f"{GEOCLUE}.Manager")
            service.send(new_method_call(manager, "AddAgent", "s", (_AGENT_ID,)))
            wait_for(lambda: "GetAll" in service.members(), "GeoClue's look at the agent")
            yield service

    def _answer(self, message: Message) -> Answer:
        member = message.header.fields[HeaderFields.member]
        if member == "GetAll":
            return "a{sv}", ({"MaxAccuracyLevel": ("u", self.level)},)
        if member == "AuthorizeApp":
            return "bu", (True, self.level)
        raise RefusalError("org.freedesktop.DBus.Error.UnknownMethod", member)


def daemon_command(receiver: Receiver) -> list[str]:
    """GeoClue without any network: it asks the web for a place where it has no other source."""
    return ["/usr/bin/unshare", "--net", "/usr/libexec/geoclue", "--timeout=0", f"--nmea-socket={receiver.path}"]


@contextlib.contextmanager
def geoclue_lab(bus: PrivateBus) -> Iterator[GeoClueLab]:
    """GeoClue on ``bus`` with a receiver that has a fix; without an agent."""
    if os.geteuid() != 0:
        pytest.fail("This test starts a GeoClue in a network namespace of its own: it has to run as root.")
    with contextlib.ExitStack() as stack:
        receiver = Receiver(bus.folder / "nmea.sock")
        stack.callback(receiver.close)
        command = daemon_command(receiver)
        with (bus.folder / "geoclue.log").open("ab") as log:
            daemon = subprocess.Popen(command, env=bus.environment(), stdout=log, stderr=log)
        stack.callback(end, daemon)
        client = stack.enter_context(bus_client(bus))
        wait_for(lambda: client.has_owner(GEOCLUE), "GeoClue", 20)
        yield GeoClueLab(bus, receiver)
