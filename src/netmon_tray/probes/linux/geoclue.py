"""Asks GeoClue, Linux's location service, for one position at a time.

A client is made, started and given up with its connection for each question: GNOME shows its location mark for as long
as a client is started. GeoClue asks the desktop's agent whether this program may know (by ``DESKTOP_ID``, the name of
its desktop file), and without an agent on the bus it never answers (seen on 2.7.2). So everything together has one time
limit. It is started where it does not run: it ends itself after a minute without clients.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from netmon_tray.model import DENIED, ConsentState, MissingConsent, ProbeFault
from netmon_tray.probes.parse import position
from netmon_tray.probes.parse.position import LIMIT_S, MAX_AGE_S, Whereabouts

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.dbus_connection import (  # noqa: E402
    BUS,
    UNREADABLE,
    BusConnection,
    BusError,
    Trouble,
    answer_body,
    member,
    method_call,
)

PART = "geoclue"
SERVICE = "org.freedesktop.GeoClue2"
MANAGER_PATH = "/org/freedesktop/GeoClue2/Manager"
MANAGER, CLIENT, LOCATION = f"{SERVICE}.Manager", f"{SERVICE}.Client", f"{SERVICE}.Location"
DESKTOP_ID = "netmon-tray"
EXACT = 8
"""GCLUE_ACCURACY_LEVEL_EXACT: the only level at which receivers of satellites are asked. The cut is our own."""
_PROPERTIES = "org.freedesktop.DBus.Properties"
_WITHHELD = Whereabouts(DENIED, missing=MissingConsent(ConsentState.UNKNOWN, None))
_ABSENT = (Trouble.NO_BUS, Trouble.NO_SERVICE)


def source() -> GeoClue:
    """The service on the system bus."""
    return GeoClue()


class GeoClue:
    """A source of positions; ``address`` and the limit are for tests."""

    def __init__(
        self,
        address: str | None = None,
        *,
        limit_s: float = LIMIT_S,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._address = address
        self._limit_s = limit_s
        self._unix_ms = unix_ms

    def read(self) -> Whereabouts:
        """Ask once, ``limit_s`` at the longest; without a fresh position the last one that was told, with its age."""
        deadline = time.monotonic() + self._limit_s
        try:
            connection = BusConnection(self._address, self._limit_s)
        except BusError as fault:
            return _failed(fault)
        try:
            return self._ask(_Conversation(connection, deadline))
        except BusError as fault:
            return _failed(fault)
        except TimeoutError:
            return _fault(f"GeoClue did not answer within {self._limit_s:g} s.")
        except (OSError, *UNREADABLE) as error:
            return _fault(f"GeoClue could not be asked ({type(error).__name__}).")
        finally:
            connection.close()

    def close(self) -> None:
        """Nothing is kept open."""

    def _ask(self, bus: _Conversation) -> Whereabouts:
        (client,) = bus.ask(MANAGER_PATH, MANAGER, "GetClient")
        bus.listen(client)
        for name, value in (("DesktopId", ("s", DESKTOP_ID)), ("RequestedAccuracyLevel", ("u", EXACT))):
            bus.ask(client, _PROPERTIES, "Set", "ssv", (CLIENT, name, value))
        bus.ask(client, CLIENT, "Start")
        told = Whereabouts()
        try:
            while not self._is_fresh(told):
                told = position.geoclue(bus.location(bus.next_place()), self._unix_ms())
        except TimeoutError:
            return told  # it takes part, and knows no place just now
        return told

    def _is_fresh(self, told: Whereabouts) -> bool:
        return self._unix_ms() - told.at_unix_ms <= MAX_AGE_S * 1000


class _Conversation:
    """Calls of GeoClue on one connection before one deadline."""

    def __init__(self, connection: BusConnection, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline
        self._places: list[str] = []

    def ask(
        self, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method, by which GeoClue may be started; BusError where it refuses, TimeoutError at the deadline."""
        message = method_call(SERVICE, path, interface, method, signature, body, may_start=True)
        return answer_body(self._connection.call(message, self._deadline, self._hear), SERVICE)

    def listen(self, client: str) -> None:
        """Have the bus pass on where the client is told to be."""
        rule = f"type='signal',sender='{SERVICE}',interface='{CLIENT}',path='{client}'"
        answer_body(self._connection.call(method_call(*BUS, "AddMatch", "s", (rule,)), self._deadline), BUS[0])

    def next_place(self) -> str:
        """Path of the next location that the client is told; TimeoutError at the deadline."""
        while not self._places:
            self._hear(self._connection.receive(self._deadline))
        return self._places.pop(0)

    def location(self, path: str) -> Mapping[str, Any]:
        """Properties of a location."""
        (properties,) = self.ask(path, _PROPERTIES, "GetAll", "s", (LOCATION,))
        return properties if isinstance(properties, Mapping) else {}

    def _hear(self, message: Any) -> None:
        if member(message) == "LocationUpdated":
            self._places.append(str(message.body[1]))


def _failed(fault: BusError) -> Whereabouts:
    if fault.trouble is Trouble.DENIED:
        return _WITHHELD
    if fault.trouble in _ABSENT:
        return _fault("This computer has no location service (GeoClue).")
    if fault.trouble is Trouble.VANISHED:
        return _fault("GeoClue stopped while it was being asked.")
    return _fault(f"GeoClue could not be asked: {fault.text}.")


def _fault(text: str) -> Whereabouts:
    return Whereabouts(faults=(ProbeFault(PART, text),))
