"""A real ModemManager on a private bus that sees no hardware but a simulated modem."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator

from support.at_modem import SocketModem, at_modem
from support.bus import BusClient, PrivateBus, bus_client, end, wait_for

MM = "org.freedesktop.ModemManager1"
MM_PATH = "/org/freedesktop/ModemManager1"

_COMMAND = ("/usr/sbin/ModemManager", "--test-enable", "--no-auto-scan", "--test-no-udev", "--test-no-suspend-resume")
_STATE_DISABLED, _STATE_REGISTERED = 3, 8


class ModemManagerLab:
    """A running daemon with one modem, which has to be enabled by ``enable``."""

    def __init__(self, bus: PrivateBus, client: BusClient, modem: SocketModem, daemon: subprocess.Popen[bytes]) -> None:
        self.bus = bus
        self.modem = modem
        self.daemon = daemon
        self._client = client
        self.path = wait_for(self._first_modem, "the simulated modem", 30)
        wait_for(lambda: self.state() >= _STATE_DISABLED, "the modem's first state", 30)

    def enable(self) -> None:
        """Switch the modem on and wait until it is registered. polkit has to allow it."""
        self._client.call(MM, self.path, f"{MM}.Modem", "Enable", "b", True)
        wait_for(lambda: self.state() >= _STATE_REGISTERED, "the registration", 30)

    def poll_levels_every_second(self) -> None:
        """What another program on the machine may do; ours never does."""
        self._client.call(MM, self.path, f"{MM}.Modem.Signal", "Setup", "u", 1)

    def state(self) -> int:
        """MMModemState."""
        return int(self._property(f"{MM}.Modem", "State"))

    def signal_rate_s(self) -> int:
        """How often ModemManager polls the radio levels; 0 is never."""
        return int(self._property(f"{MM}.Modem.Signal", "Rate"))

    def _property(self, interface: str, name: str) -> int:
        properties = "org.freedesktop.DBus.Properties"
        value: int = self._client.call(MM, self.path, properties, "Get", "ss", interface, name)[1]
        return value

    def _first_modem(self) -> str | None:
        objects = self._client.call(MM, MM_PATH, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
        return next(iter(objects), None)


@contextlib.contextmanager
def modemmanager_lab(bus: PrivateBus) -> Iterator[ModemManagerLab]:
    """ModemManager on ``bus`` with a simulated LTE modem that is still off."""
    with contextlib.ExitStack() as stack:
        modem = stack.enter_context(at_modem(f"abstract:netmon-{os.getpid()}"))
        with (bus.folder / "modemmanager.log").open("ab") as log:
            daemon = subprocess.Popen(_COMMAND, env=bus.environment(), stdout=log, stderr=log)
        stack.callback(end, daemon)
        client = stack.enter_context(bus_client(bus))
        wait_for(lambda: client.has_owner(MM), "ModemManager", 20)
        client.call(MM, MM_PATH, f"{MM}.Test", "SetProfile", "ssas", "lab", "generic", [modem.port])
        yield ModemManagerLab(bus, client, modem, daemon)
