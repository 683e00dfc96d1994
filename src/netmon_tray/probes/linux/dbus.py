"""The system bus: questions that can neither hang nor start a service, and a thread that hears of changes."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse import modemmanager, networkmanager
from netmon_tray.probes.parse.dbus_values import Properties

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.dbus_connection import (  # noqa: E402
    BUS,
    CALL_TIMEOUT_S,
    UNREADABLE,
    BusConnection,
    BusError,
    Trouble,
    answer_body,
    member,
    method_call,
    remaining,
)

FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 300.0
"""A machine that has no bus is asked for one every five minutes."""

_PROPERTIES = "org.freedesktop.DBus.Properties"


class SystemBus:
    """The system bus for questions: connects on the first one and again after the bus was restarted.

    ``address`` is for tests; left out, the environment decides at each connection. Safe to use from several threads,
    which then wait for each other.
    """

    def __init__(self, address: str | None = None, *, call_timeout_s: float = CALL_TIMEOUT_S) -> None:
        self.call_timeout_s = call_timeout_s
        self._address = address
        self._connection: BusConnection | None = None
        self._lock = threading.Lock()

    @property
    def unique_name(self) -> str | None:
        """Our own name on the bus; None while there is no connection."""
        connection = self._connection
        return connection.unique_name if connection else None

    def call(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        deadline: float | None = None,
    ) -> tuple[Any, ...]:
        """Call a method that only reads and return its answer's body; BusError where there is none.

        Never starts a service and never has a person asked for a password. ``deadline`` (monotonic seconds) can only
        shorten the time limit.
        """
        limit = time.monotonic() + self.call_timeout_s
        deadline = limit if deadline is None else min(limit, deadline)
        with self._lock:
            reply = self._exchange((service, path, interface, member, signature, body), deadline)
        return answer_body(reply, service)

    def close(self) -> None:
        """Close the connection; the next question would open a new one."""
        with self._lock:
            self._drop()

    def _exchange(self, question: tuple[Any, ...], deadline: float) -> Any:
        if self._connection is not None:
            try:
                return self._ask(self._connection, question, deadline)
            except ConnectionError:
                self._drop()  # the bus was restarted since the last question: once more, on a new connection
        self._connection = BusConnection(self._address, remaining(deadline))
        try:
            return self._ask(self._connection, question, deadline)
        except ConnectionError as error:
            self._drop()
            raise BusError(Trouble.BUS_FAILED, f"the system bus closed the connection ({error})") from error

    def _ask(self, connection: BusConnection, question: tuple[Any, ...], deadline: float) -> Any:
        try:
            return connection.call(method_call(*question), deadline)
        except TimeoutError:
            self._drop()  # also takes back what a service may still be working on
            raise BusError(Trouble.TIMEOUT, f"no answer within {self.call_timeout_s:g} s") from None
        except UNREADABLE as error:
            self._drop()
            raise BusError(Trouble.OTHER, f"an unreadable answer ({error})") from error

    def _drop(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


class Inquiry:
    """The questions of one look at one service: they share one time limit, and objects may go while we look."""

    def __init__(self, bus: SystemBus, service: str, title: str, part: str) -> None:
        self._bus = bus
        self._service = service
        self._title = title
        self._part = part
        self._deadline = time.monotonic() + bus.call_timeout_s
        self._was_answered = False

    def ask(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """Call a method of the service; BusError where it does not answer."""
        answer = self._bus.call(self._service, path, interface, member, signature, body, deadline=self._deadline)
        self._was_answered = True
        return answer

    def ask_other(
        self, service: str, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        """Call a method of another service within the same time limit."""
        return self._bus.call(service, path, interface, member, signature, body, deadline=self._deadline)

    def properties(self, path: str, interface: str) -> Properties:
        """All properties of an interface; none where the object has gone since an earlier answer named it."""
        try:
            (answer,) = self.ask(path, _PROPERTIES, "GetAll", "s", (interface,))
        except BusError as fault:
            if fault.trouble is Trouble.NO_OBJECT and self._was_answered:
                return {}
            raise
        return answer if isinstance(answer, Mapping) else {}

    def is_absent(self, fault: BusError) -> bool:
        """Whether the fault only says that the service does not run: no bus, no such name, no objects, from the start.

        A daemon that is starting has its name some milliseconds before its objects (seen on NetworkManager 1.42).
        """
        return fault.trouble in (Trouble.NO_BUS, Trouble.NO_SERVICE, Trouble.NO_OBJECT) and not self._was_answered

    def failure(self, fault: BusError) -> PartFailed:
        """The fault in the words of a probe's part."""
        sentences = {
            Trouble.TIMEOUT: f"{self._title} did not answer within {self._bus.call_timeout_s:g} s.",
            Trouble.VANISHED: f"{self._title} stopped while it was being asked.",
            Trouble.NO_SERVICE: f"{self._title} stopped while it was being asked.",
            Trouble.DENIED: f"{self._title} does not answer this user: access denied.",
        }
        text = sentences.get(fault.trouble, f"{self._title} could not be asked: {fault.text}.")
        return PartFailed(self._part, text)


class ChangeListener:
    """A daemon thread that calls ``on_change`` when NetworkManager or ModemManager report something that matters.

    It blocks on the socket and does not wake up while nothing is reported. Signal strengths of access points and
    byte counters of devices, which change all the time, are not subscribed to. After the bus was lost it comes back
    by itself (1 s, 2 s, ... 5 min) and calls ``on_change`` once, for what may have happened in between.
    """

    def __init__(
        self, on_change: Callable[[], None], address: str | None = None, *, first_retry_s: float = FIRST_RETRY_S
    ) -> None:
        self._on_change = on_change
        self._address = address
        self._first_retry_s = first_retry_s
        self._closing = threading.Event()
        self._connection: BusConnection | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="netmon-dbus-events", daemon=True)

    def start(self) -> None:
        """Start listening; ``on_change`` is called from the thread, once after the subscription stands."""
        self._thread.start()

    def close(self) -> None:
        """End the thread; returns at once unless a bus is hanging in its greeting (then after 2 s)."""
        self._closing.set()
        with self._lock:
            if self._connection:
                self._connection.interrupt()
        if self._thread.is_alive():
            self._thread.join(CALL_TIMEOUT_S + 1)

    def _run(self) -> None:
        delay_s = self._first_retry_s
        while not self._closing.is_set():
            if self._listen():
                delay_s = self._first_retry_s
            self._closing.wait(delay_s)
            delay_s = min(2 * delay_s, LONGEST_RETRY_S)

    def _listen(self) -> bool:
        """Listen until the connection ends; True if there was one."""
        try:
            connection = BusConnection(self._address)
        except BusError:
            return False
        try:
            if self._adopt(connection):
                for _ in self._changes(connection):
                    self._on_change()
        finally:
            self._disown(connection)
        return True

    @staticmethod
    def _changes(connection: BusConnection) -> Iterator[None]:
        """Yield when the subscription stands, and then once for each batch of changes."""
        deadline = time.monotonic() + CALL_TIMEOUT_S
        try:
            for rule in match_rules():
                connection.call(method_call(*BUS, "AddMatch", "s", (rule,)), deadline)
            yield
            while True:
                messages = [connection.receive(), *connection.received()]
                if any(map(is_change, messages)):
                    yield
        except (OSError, *UNREADABLE):
            return

    def _adopt(self, connection: BusConnection) -> bool:
        with self._lock:
            self._connection = connection
            return not self._closing.is_set()

    def _disown(self, connection: BusConnection) -> None:
        with self._lock:
            self._connection = None
            connection.close()


def match_rules() -> list[str]:
    """The bus's filters for the changes that can alter what the readers answer.

    ``arg0`` of PropertiesChanged is the interface. Device.Wireless and AccessPoint are left out: their bit rate,
    scan results and strengths change every few seconds, and nl80211 tells of a roam.
    """
    network, modem = networkmanager, modemmanager
    heard = [
        (network.SERVICE, network.MANAGER_PATH, (network.MANAGER, network.ACTIVE, network.DEVICE)),
        (modem.SERVICE, modem.ROOT_PATH, (modem.MODEM, modem.MODEM_3GPP, modem.SIGNAL, modem.BEARER)),
    ]
    rules = []
    for service, root, interfaces in heard:
        rules.append(f"type='signal',sender='{BUS[0]}',member='NameOwnerChanged',arg0='{service}'")
        changed = f"type='signal',sender='{service}',interface='{_PROPERTIES}',member='PropertiesChanged'"
        rules.extend(f"{changed},path_namespace='{root}',arg0='{interface}'" for interface in interfaces)
    objects = "org.freedesktop.DBus.ObjectManager"
    return [*rules, f"type='signal',sender='{modem.SERVICE}',interface='{objects}',path='{modem.ROOT_PATH}'"]


def is_change(message: Any) -> bool:
    """Whether a signal tells of more than a bearer's running byte counters (every 30 s while connected)."""
    if member(message) != "PropertiesChanged":
        return member(message) in ("NameOwnerChanged", "InterfacesAdded", "InterfacesRemoved")
    interface, changed, invalidated = message.body
    return interface != modemmanager.BEARER or bool((changed.keys() | set(invalidated)) - {"Stats"})
