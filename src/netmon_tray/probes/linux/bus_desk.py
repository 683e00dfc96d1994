"""Asks NetworkManager and ModemManager in a thread of its own, so that a slow daemon never holds up a sample."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from netmon_tray.model import ProbeFault
from netmon_tray.probes.faults import PartFailed

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

if TYPE_CHECKING:
    from netmon_tray.probes.parse.modemmanager import ModemFacts
    from netmon_tray.probes.parse.networkmanager import ConnectionFacts, NetworkManagerFacts

NETWORK_MANAGER, MODEM_MANAGER = "networkmanager", "modemmanager"
_SOCKETS = (Path("/run/dbus/system_bus_socket"), Path("/var/run/dbus/system_bus_socket"))
_JOIN_TIMEOUT_S = 0.5


@dataclass(frozen=True, slots=True)
class BusAnswer:
    """What the daemons said; a machine without a system bus has the empty answer."""

    network_manager: NetworkManagerFacts | None = None
    """None where NetworkManager does not run, or (see ``silent``) did not answer."""
    modems: tuple[ModemFacts, ...] = ()
    silent: frozenset[str] = frozenset()
    """Parts that should have answered and have not, or not yet."""
    faults: tuple[ProbeFault, ...] = ()

    def connection(self, *names: str) -> ConnectionFacts | None:
        """Return what NetworkManager knows of the first of these interfaces that it has a connection on."""
        known = self.network_manager.connections if self.network_manager else {}
        return next((known[name] for name in names if name in known), None)

    def modem(self, name: str) -> ModemFacts | None:
        """Return the modem behind an interface."""
        connection = self.connection(name)
        path = connection.modem_path if connection else None
        for modem in self.modems:
            if modem.path == path or name in modem.interfaces:
                return modem
        return None


UNANSWERED = BusAnswer(silent=frozenset({NETWORK_MANAGER, MODEM_MANAGER}))
"""While a first or changed answer is still being waited for."""


class Readers(Protocol):
    """The two questions, as the thread asks them."""

    def network_manager(self) -> NetworkManagerFacts | None:
        """Read NetworkManager; PartFailed where it does not answer."""

    def modems(self) -> tuple[ModemFacts, ...]:
        """Read ModemManager; PartFailed where it does not answer."""

    def close(self) -> None:
        """Close the connection to the bus."""


class Listener(Protocol):
    """A thread that hears the daemons' own notifications."""

    def start(self) -> None:
        """Begin to listen."""

    def close(self) -> None:
        """End the thread."""


class Daemons(Protocol):
    """Where NetworkManager and ModemManager are asked and heard; both None on a machine without a system bus."""

    def readers(self) -> Readers | None:
        """Make what asks them."""

    def listener(self, on_change: Callable[[], None]) -> Listener | None:
        """Make what hears them; ``on_change`` is called from its thread."""


class SystemDaemons:
    """The daemons on the system bus. Without a bus nothing of D-Bus is loaded."""

    def readers(self) -> Readers | None:
        """Make the readers of both daemons, on one connection."""
        if not _has_system_bus():
            return None
        from netmon_tray.probes.linux.dbus import SystemBus
        from netmon_tray.probes.linux.modemmanager import ModemManagerReader
        from netmon_tray.probes.linux.networkmanager import NetworkManagerReader

        bus = SystemBus()
        return _SystemReaders(NetworkManagerReader(bus).read, ModemManagerReader(bus).read, bus.close)

    def listener(self, on_change: Callable[[], None]) -> Listener | None:
        """Make the listener of both daemons."""
        if not _has_system_bus():
            return None
        from netmon_tray.probes.linux.dbus import ChangeListener

        return ChangeListener(on_change)


@dataclass(frozen=True, slots=True)
class _SystemReaders:
    network_manager: Callable[[], NetworkManagerFacts | None]
    modems: Callable[[], tuple[ModemFacts, ...]]
    close: Callable[[], None]


def _has_system_bus() -> bool:
    return bool(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")) or any(path.exists() for path in _SOCKETS)


class BusDesk:
    """Questions are put with ``ask`` and their answer fetched with ``answer``; the thread starts with the first one.

    ``on_news`` is called from the thread when an answer differs from the one before, or was missed, and nobody waits
    for it.
    """

    def __init__(self, on_news: Callable[[], None], daemons: Daemons) -> None:
        self._on_news = on_news
        self._daemons = daemons
        self._readers: Readers | None = None
        self._changed = threading.Condition()
        self._asked = self._answered = self._missed = 0
        self._is_awaited = False
        self._is_closing = False
        self._latest = BusAnswer()
        self._thread: threading.Thread | None = None

    @property
    def latest(self) -> BusAnswer:
        """The last answer, however old."""
        return self._latest

    def ask(self, *, is_awaited: bool) -> int:
        """Put the question and return its number; returns at once. On a machine without a bus it is answered already.

        ``is_awaited`` says that ``answer`` will be called for it: then it is news only if that call gave up before.
        """
        with self._changed:
            if self._readers is None:
                self._readers = self._daemons.readers()
            if self._readers is None:
                return self._asked
            self._asked += 1
            self._is_awaited = is_awaited
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="netmon-bus-desk", daemon=True)
                self._thread.start()
            return self._asked

    def answer(self, timeout_s: float) -> BusAnswer | None:
        """Return the answer to the last question, waiting at most that long; None where it is still out."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while self._answered < self._asked:
                if not self._changed.wait(max(0.0, deadline - time.monotonic())):
                    self._is_awaited = False
                    return None
            return self._latest

    def answer_since(self, question: int) -> BusAnswer | None:
        """Return the last answer if it is one to this question or to a later one, and wait for nothing.

        None where there is none yet: it is news then when it comes, whatever it says.
        """
        with self._changed:
            if self._answered >= question:
                return self._latest
            self._missed = question
            return None

    def close(self) -> None:
        """End the thread. One that hangs in a call is left behind: it is a daemon, and ends with that call."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_TIMEOUT_S)

    def _run(self) -> None:
        while (question := self._next_question()) is not None and self._readers is not None:
            answer = _read(self._readers)
            if self._publish(question, answer):
                self._on_news()
        if self._readers is not None:
            self._readers.close()

    def _next_question(self) -> int | None:
        with self._changed:
            while self._asked == self._answered and not self._is_closing:
                self._changed.wait()
            return None if self._is_closing else self._asked

    def _publish(self, question: int, answer: BusAnswer) -> bool:
        with self._changed:
            was_missed = self._answered < self._missed <= question
            is_news = (was_missed or answer != self._latest) and not self._is_awaited and not self._is_closing
            self._latest, self._answered = answer, question
            self._changed.notify_all()
            return is_news


def _read(readers: Readers) -> BusAnswer:
    """Ask both daemons; one that fails leaves the other's answer whole."""
    faults: list[ProbeFault] = []
    network_manager: NetworkManagerFacts | None = None
    modems: tuple[ModemFacts, ...] = ()
    silent: set[str] = set()
    try:
        network_manager = readers.network_manager()
    except PartFailed as failure:
        faults.append(ProbeFault(failure.part, failure.text))
        silent.add(NETWORK_MANAGER)
    try:
        modems = readers.modems()
    except PartFailed as failure:
        faults.append(ProbeFault(failure.part, failure.text))
        silent.add(MODEM_MANAGER)
    return BusAnswer(network_manager, modems, frozenset(silent), tuple(faults))
