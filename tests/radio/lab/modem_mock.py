"""What no AT modem makes ModemManager say: python-dbusmock in its place, with a modem that carries eth0."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radio.lab import cables
from radio.lab.modem import (
    MM,
    MM_PATH,
    MODEM,
    POLKIT_RULES,
    SYSTEM_BUS,
    SystemBusClient,
    allow_location,
    end_modemmanager,
)
from radio.lab.scenario import Way, way
from support.bus import PrivateBus
from support.dbusmock_services import MockService, mock_modemmanager

if TYPE_CHECKING:
    from radio.lab.lab import Lab

INTERFACE = "eth0"
GSM, UMTS, HSPA_PLUS, LTE, NR = 1 << 1, 1 << 5, 1 << 9, 1 << 14, 1 << 15
"""MMModemAccessTechnology."""
HOME, ROAMING, ROAMING_SMS_ONLY = 1, 5, 7
"""MMModem3gppRegistrationState."""
CONNECTED = 11
"""MMModemState."""
GROUPS = ("Gsm", "Umts", "Lte", "Nr5g")


@dataclass(frozen=True, slots=True)
class Mobile:
    """What the mock says."""

    operator_code: str
    operator_name: str = "Mock Mobile"
    technology: int = LTE
    levels: dict[str, dict[str, float]] = field(default_factory=dict)
    """By ModemManager's group."""
    percent: int = 62
    registration: int = HOME
    uplink_bit_per_s: int = 0
    cell: str = "2BAF"
    """Hexadecimal."""


class _MachineBus(PrivateBus):
    """The machine's own bus where a private one is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = SYSTEM_BUS

    def environment(self, **more: str) -> dict[str, str]:
        """The mock takes its name on this bus."""
        return {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address, **more}


@way("mock-modem")
class MockModem(Way):
    """A mock ModemManager whose modem's bearer is the cable at eth0, and nobody else."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._running = contextlib.ExitStack()

    def start(self) -> None:
        """Put the mock in ModemManager's place and give eth0 an address."""
        bus = SystemBusClient()
        self._running.callback(bus.close)
        end_modemmanager(bus)
        agent = self._lab.product.agent
        allow_location(agent.id if agent else os.getpid(), is_allowed=True)
        self._running.callback(POLKIT_RULES.unlink, missing_ok=True)
        self._mock = self._running.enter_context(mock_modemmanager(_MachineBus(self._lab.results)))
        self._path = self._add_modem(self._mock)
        self.say(Mobile("90100"))
        cables.connect(INTERFACE)
        self._running.callback(cables.disconnect, INTERFACE)

    def stop(self) -> None:
        """Take both away."""
        self._running.close()

    def say(self, mobile: Mobile) -> None:
        """Change what the mock says; what belongs together is told of together, as ModemManager does."""
        answer = f"ret = {{dbus.UInt32(1): dbus.String('001,01,0,{mobile.cell},1A2B', variant_level=1)}}"
        self._mock.call("AddMethod", "sssss", f"{MODEM}.Location", "GetLocation", "", "a{uv}", answer, path=self._path)
        rates = {"uplink-speed": ("t", mobile.uplink_bit_per_s), "downlink-speed": ("t", 0)}
        self._update(self._bearer, f"{MM}.Bearer", {"Stats": ("a{sv}", rates)})
        levels = {group: mobile.levels.get(group, {}) for group in GROUPS}
        told = {group: ("a{sv}", {name: ("d", level) for name, level in of.items()}) for group, of in levels.items()}
        self._update(self._path, f"{MODEM}.Signal", told)
        quality = {"SignalQuality": ("(ub)", (mobile.percent, True)), "AccessTechnologies": ("u", mobile.technology)}
        self._update(self._path, MODEM, quality)
        names = {"OperatorName": ("s", mobile.operator_name), "OperatorCode": ("s", mobile.operator_code)}
        self._update(self._path, f"{MODEM}.Modem3gpp", {**names, "RegistrationState": ("u", mobile.registration)})

    def _update(self, path: str, interface: str, properties: dict[str, tuple[str, Any]]) -> None:
        self._mock.call("UpdateProperties", "sa{sv}", interface, properties, path=path)

    def _add_modem(self, mock: MockService) -> str:
        """Add dbusmock's own modem and what it lacks; return its path."""
        path, _ = mock.call("AddSimpleModem")
        self._bearer = f"{MM_PATH}/Bearer/0"
        mock.set(path, MODEM, "State", "i", CONNECTED)
        more = {"Ports": ("a(su)", [(INTERFACE, 2)]), "Bearers": ("ao", [self._bearer])}
        mock.add_properties(path, MODEM, more)
        mock.add_properties(path, f"{MODEM}.Modem3gpp", {"RegistrationState": ("u", HOME)})
        mock.add_properties(path, f"{MODEM}.Signal", {group: ("a{sv}", {}) for group in GROUPS})
        mock.add_properties(path, f"{MODEM}.Location", {"Capabilities": ("u", 1)})
        shown = {"Interface": ("s", INTERFACE), "Connected": ("b", True), "Stats": ("a{sv}", {})}
        mock.call("AddObject", "ssa{sv}a(ssss)", self._bearer, f"{MM}.Bearer", shown, [])
        return str(path)
