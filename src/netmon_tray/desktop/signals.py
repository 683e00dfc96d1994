"""What the system or the session says by itself on a Linux machine's message buses: back from sleep, a keyring changed.

logind: https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html (PrepareForSleep).
Secret Service API draft 0.2: the service tells of collections and items that are unlocked, made or changed.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable
from typing import Any

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.desktop.freedesktop import session_bus_address  # noqa: E402 - the checker knows it on that system only

SYSTEM_BUS = "unix:path=/var/run/dbus/system_bus_socket"
_SLEEP = (
    "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Manager',"
    "member='PrepareForSleep',path='/org/freedesktop/login1'"
)
_SECRETS = "type='signal',sender='org.freedesktop.secrets',path_namespace='/org/freedesktop/secrets'"
_SIGNAL = 4
"""Message type of the D-Bus specification."""
_FOREIGN = (OSError, ValueError, KeyError, IndexError, TypeError, AssertionError, RuntimeError, struct.error)
"""What jeepney raises for a bus that is none, breaks off or speaks nonsense."""


class BusListener:
    """Calls ``on_signal`` with the values of each signal that ``rule`` lets through, from a daemon thread.

    Where there is no such bus, and when it ends, the thread ends quietly: whoever listens has another way to find out.
    """

    def __init__(self, address: str, rule: str, on_signal: Callable[[tuple[Any, ...]], None]) -> None:
        self._address, self._rule, self._on_signal = address, rule, on_signal
        self._connection: Any = None
        self._is_closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="netmon-bus-signals", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        with self._lock:
            self._is_closed = True
            if self._connection is not None:
                with contextlib.suppress(OSError):
                    self._connection.sock.shutdown(socket.SHUT_RDWR)

    def _run(self) -> None:
        if not _is_there(self._address):
            return
        from jeepney.io.blocking import open_dbus_connection

        with contextlib.suppress(*_FOREIGN), open_dbus_connection(bus=self._address) as connection:
            with self._lock:
                if self._is_closed:
                    return
                self._connection = connection
            try:
                self._listen(connection)
            finally:
                with self._lock:
                    self._connection = None

    def _listen(self, connection: Any) -> None:
        from jeepney.wrappers import DBusAddress, new_method_call

        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        connection.send(new_method_call(bus, "AddMatch", "s", (self._rule,)))
        while True:
            message = connection.receive()
            if message.header.message_type.value == _SIGNAL and _is_of_a_service(message):
                self._on_signal(message.body)


def _is_of_a_service(message: Any) -> bool:
    """The bus itself greets every connection with a signal of its own."""
    path = next((value for field, value in message.header.fields.items() if field.name == "path"), "")
    return path != "/org/freedesktop/DBus"


def _is_there(address: str) -> bool:
    """Whether somebody listens at a bus's address; to load the library for nobody costs 2.6 MB."""
    for part in address.split(";"):
        kind, _, rest = part.partition(":")
        path = dict(item.partition("=")[::2] for item in rest.split(",")).get("path") if kind == "unix" else None
        if path is None:
            return True  # another kind of address: let the library try
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(path)
            return True
    return False


def on_resume(act: Callable[[], None]) -> BusListener:
    """Call ``act`` each time that the machine comes back from sleep, where logind says so."""

    def heed(body: tuple[Any, ...]) -> None:
        if body == (False,):
            act()

    return BusListener(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or SYSTEM_BUS, _SLEEP, heed)


def on_keyring_change(act: Callable[[], None]) -> BusListener | None:
    """Call ``act`` when the session's keyring tells of a change; None outside of a session."""
    address = session_bus_address()
    return None if address is None else BusListener(address, _SECRETS, lambda _: act())
