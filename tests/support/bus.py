"""A private D-Bus bus, clients of it, and services that answer, refuse, hang or vanish as a test wants.

Nothing here touches the machine's own buses: every bus is a dbus-daemon of the test's own, on a socket of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_ANSWER_LIMIT_S = 10
"""Also of the greeting: jeepney's own second is too short for a machine that is emulated or overloaded."""
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <keep_umask/>
  <listen>unix:path={folder}/bus.sock</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
  {more}
</busconfig>
"""


class PrivateBus:
    """A dbus-daemon under the test's control; ``more`` is configuration, such as a policy that denies something."""

    def __init__(self, more: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="netmon-bus-"))
        self.socket = self.folder / "bus.sock"
        self.address = f"unix:path={self.socket}"
        self._config = self.folder / "bus.conf"
        (self.folder / "services").mkdir()
        self._config.write_text(_CONFIG.format(folder=self.folder, more=more))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the daemon and wait until it takes connections."""
        command = ["dbus-daemon", f"--config-file={self._config}", "--nofork", "--nopidfile"]
        with (self.folder / "bus.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for(self._is_listening, "the private bus")

    def _is_listening(self) -> bool:
        with socket.socket(socket.AF_UNIX) as attempt:
            try:
                attempt.connect(str(self.socket))
            except OSError:
                return False
        return True

    def stop(self) -> None:
        """End the daemon; its socket goes with it."""
        if self.process:
            end(self.process)
        self.process = None
        self.socket.unlink(missing_ok=True)

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Keep the daemon alive and deaf for a while."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def add_activatable(self, name: str, command: str) -> None:
        """Have the bus start ``command`` when somebody asks for ``name`` and allows it."""
        text = f"[D-BUS Service]\nName={name}\nExec={command}\n"
        (self.folder / "services" / f"{name}.service").write_text(text)

    def environment(self, **more: str) -> dict[str, str]:
        """Variables of a process for which this is the system bus and the session bus."""
        buses = {"DBUS_SYSTEM_BUS_ADDRESS": self.address, "DBUS_SESSION_BUS_ADDRESS": self.address}
        return {**os.environ, **buses, **more}


@contextlib.contextmanager
def private_bus(more: str = "") -> Iterator[PrivateBus]:
    """A running private bus that is ended and cleaned away."""
    bus = PrivateBus(more)
    try:
        bus.start()
        yield bus
    finally:
        bus.stop()
        shutil.rmtree(bus.folder, ignore_errors=True)


class BusClient:
    """Calls methods on a private bus as any program would, services may be started by it."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(bus=address, auth_timeout=_ANSWER_LIMIT_S)

    def call(self, service: str, path: str, interface: str, member: str, signature: str = "", *body: Any) -> Any:
        """Return the values of the answer; a single one without its tuple. jeepney's DBusErrorResponse on an error."""
        message = new_method_call(DBusAddress(path, service, interface), member, signature or None, body)
        values = unwrap_msg(self._connection.send_and_get_reply(message, timeout=_ANSWER_LIMIT_S))
        return values[0] if len(values) == 1 else values

    def set_property(self, service: str, path: str, interface: str, name: str, signature: str, value: Any) -> None:
        """Set a property through the standard interface, whose owner then emits PropertiesChanged."""
        properties = "org.freedesktop.DBus.Properties"
        self.call(service, path, properties, "Set", "ssv", interface, name, (signature, value))

    def own(self, name: str) -> None:
        """Take a name on the bus."""
        unwrap_msg(self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=_ANSWER_LIMIT_S))

    def send(self, message: Message) -> None:
        """Send a signal."""
        self._connection.send(message)

    def has_owner(self, name: str) -> bool:
        """Whether somebody on the bus has this name."""
        return bool(
            unwrap_msg(self._connection.send_and_get_reply(message_bus.NameHasOwner(name), timeout=_ANSWER_LIMIT_S))[0]
        )

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()


@contextlib.contextmanager
def bus_client(bus: PrivateBus) -> Iterator[BusClient]:
    """A client that leaves the bus at the end."""
    client = BusClient(bus.address)
    try:
        yield client
    finally:
        client.close()


class RefusalError(Exception):
    """Raised by a scripted service's handler: answer with this D-Bus error."""

    def __init__(self, name: str, text: str = "no") -> None:
        super().__init__(name)
        self.name = name
        self.text = text


class VanishError(Exception):
    """Raised by a scripted service's handler: leave the bus without an answer."""


HANG = None
"""Returned by a scripted service's handler: never answer this call."""

Answer = tuple[str, tuple[Any, ...]] | None
Handler = Callable[[Message], Answer]


class ScriptedService:
    """A service on a bus whose every answer comes from a function of the test; ``calls`` keeps what was asked."""

    def __init__(self, address: str, name: str, handler: Handler) -> None:
        self.calls: list[Message] = []
        self._handler = handler
        self._connection: DBusConnection = open_dbus_connection(bus=address, auth_timeout=_ANSWER_LIMIT_S)
        unwrap_msg(self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=_ANSWER_LIMIT_S))
        self._thread = threading.Thread(target=self._serve, name=f"scripted {name}", daemon=True)
        self._thread.start()

    def send(self, message: Message) -> None:
        """Send a signal, or a call whose answer nobody waits for."""
        self._connection.send(message)

    def members(self) -> list[str]:
        """Names of the methods that were called, in order."""
        return [call.header.fields[HeaderFields.member] for call in self.calls]

    def flags(self) -> set[MessageFlag]:
        """The flags of all calls."""
        return {call.header.flags for call in self.calls}

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # stopped by the test
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self.calls.append(message)
                    self._answer(message)

    def _answer(self, message: Message) -> None:
        try:
            answer = self._handler(message)
        except RefusalError as refusal:
            self._connection.send(new_error(message, refusal.name, "s", (refusal.text,)))
        except VanishError:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        else:
            if answer is not HANG:
                self._connection.send(new_method_return(message, *answer))

    def stop(self) -> None:
        """Leave the bus."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()


@contextlib.contextmanager
def scripted_service(bus: PrivateBus, name: str, handler: Handler) -> Iterator[ScriptedService]:
    """A scripted service that leaves the bus at the end."""
    service = ScriptedService(bus.address, name, handler)
    try:
        yield service
    finally:
        service.stop()


def properties_of(objects: dict[str, dict[str, dict[str, Any]]]) -> Handler:
    """A handler that serves ``GetAll`` of these objects, as recorded or made by hand."""

    def handle(message: Message) -> Answer:
        fields = message.header.fields
        member, path = fields[HeaderFields.member], fields[HeaderFields.path]
        if member == "GetAll" and path in objects and message.body[0] in objects[path]:
            return "a{sv}", (objects[path][message.body[0]],)
        if member == "GetManagedObjects":
            return "a{oa{sa{sv}}}", (objects,)
        raise RefusalError("org.freedesktop.DBus.Error.UnknownObject", f"{path} has no {member} for {message.body}")

    return handle


def end(process: subprocess.Popen[Any], timeout_s: float = 5.0) -> None:
    """End one process that the test started: politely, then for certain."""
    process.terminate()
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout_s)


def wait_for(predicate: Callable[[], Any], what: str, timeout_s: float = 10.0) -> Any:
    """Poll until the predicate is true and return its value; for the setting up of services."""
    deadline = time.monotonic() + timeout_s
    while not (value := predicate()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} was not ready within {timeout_s} s")
        time.sleep(0.02)
    return value
