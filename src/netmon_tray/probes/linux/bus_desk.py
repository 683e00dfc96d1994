"""Asks NetworkManager and ModemManager in a thread of its own, so that a slow daemon never holds up a sample."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from netmon_tray.model import ProbeFault
from netmon_tray.probes.desk import Desk
from netmon_tray.probes.faults import PartFailed

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

if TYPE_CHECKING:
    from netmon_tray.probes.parse.modemmanager import ModemFacts
    from netmon_tray.probes.parse.networkmanager import ConnectionFacts, NetworkManagerFacts

NETWORK_MANAGER, MODEM_MANAGER = "networkmanager", "modemmanager"
_SOCKETS = (Path("/run/dbus/system_bus_socket"), Path("/var/run/dbus/system_bus_socket"))


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


class BusDesk(Desk[BusAnswer]):
    """The desk of both daemons; a machine without a system bus is answered at once."""

    def __init__(self, on_news: Callable[[], None], daemons: Daemons) -> None:
        super().__init__("netmon-bus-desk", on_news, lambda: _source(daemons), BusAnswer())


@dataclass(frozen=True, slots=True)
class _BusSource:
    readers: Readers

    def read(self) -> BusAnswer:
        return _read(self.readers)

    def close(self) -> None:
        self.readers.close()


def _source(daemons: Daemons) -> _BusSource | None:
    readers = daemons.readers()
    return None if readers is None else _BusSource(readers)


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
