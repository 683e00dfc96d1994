"""Asks ModemManager for the operator, the radio levels and the cell of each modem; one question where there is none.

It never changes what a modem does (no ``Setup`` of signal or location polling): it reads what ModemManager has.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from netmon_tray.model import DENIED, UNSUPPORTED, Observed, Unavailable
from netmon_tray.probes.parse import modemmanager as mm
from netmon_tray.probes.parse.dbus_values import Objects, Properties, paths

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.dbus import Inquiry, SystemBus  # noqa: E402
from netmon_tray.probes.linux.dbus_connection import BusError, Trouble  # noqa: E402

PART = "modemmanager"

_POLKIT = (
    "org.freedesktop.PolicyKit1",
    "/org/freedesktop/PolicyKit1/Authority",
    "org.freedesktop.PolicyKit1.Authority",
)
_POLKIT_ACTION = "org.freedesktop.ModemManager1.Location"
REFUSED_RETRY_S = 300.0
"""After polkit's no, which may be a yes once the session is the active one again."""
SILENT_RETRY_S = 30.0
"""After a question that nobody answered in time: polkit takes a while to start on a busy machine."""

_Interfaces: TypeAlias = Mapping[str, Properties]


class ModemManagerReader:
    """Reads ModemManager; where the cell was refused or held back, it is asked for again only later, if at all.

    ``monotonic_s`` is for tests.
    """

    def __init__(self, bus: SystemBus, *, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._monotonic_s = monotonic_s
        self._cell_refusal: Unavailable | None = None
        self._cell_refused_until_s = 0.0

    def read(self) -> tuple[mm.ModemFacts, ...]:
        """Look once, 2 s at the most. Empty without a modem or without ModemManager; PartFailed without an answer."""
        inquiry = Inquiry(self._bus, mm.SERVICE, "ModemManager", PART)
        try:
            modems = _modems(inquiry)
            bearers = {modem: _bearers(inquiry, interfaces) for modem, interfaces in modems.items()}
            # The cell comes last: it alone may have to wait for a person, and then costs nothing but itself.
            cells = {modem: self._cell_id(inquiry, modem, interfaces) for modem, interfaces in modems.items()}
        except BusError as fault:
            if inquiry.is_absent(fault):
                return ()
            raise inquiry.failure(fault) from fault
        return tuple(mm.decode_modem(modem, modems[modem], bearers[modem], cells[modem]) for modem in modems)

    def _cell_id(self, inquiry: Inquiry, modem: str, interfaces: _Interfaces) -> Observed[str]:
        if mm.LOCATION not in interfaces or not mm.is_registered(interfaces):
            return UNSUPPORTED
        if self._cell_refusal is not None and self._monotonic_s() < self._cell_refused_until_s:
            return self._cell_refusal
        self._cell_refusal = None
        may_prompt = False
        try:
            is_authorized = self._is_authorized(inquiry)
            if is_authorized is False:
                return self._refuse(DENIED, REFUSED_RETRY_S)
            may_prompt = is_authorized is None
            return mm.decode_cell_id(inquiry.ask(modem, mm.LOCATION, "GetLocation")[0])
        except BusError as fault:
            refusals = {Trouble.DENIED: (DENIED, REFUSED_RETRY_S), Trouble.TIMEOUT: (UNSUPPORTED, SILENT_RETRY_S)}
            refusal, retry_s = refusals.get(fault.trouble, (UNSUPPORTED, 0.0))
            # Where somebody may have been prompted, asking again would open the next dialogue.
            return self._refuse(refusal, math.inf if may_prompt and retry_s else retry_s)

    def _refuse(self, refusal: Unavailable, retry_s: float) -> Unavailable:
        self._cell_refusal = refusal
        self._cell_refused_until_s = self._monotonic_s() + retry_s
        return refusal

    def _is_authorized(self, inquiry: Inquiry) -> bool | None:
        """Ask polkit, which does not prompt when asked so, before ModemManager does; None where it is not on the bus.

        ModemManager lets polkit prompt for every call, with or without ALLOW_INTERACTIVE_AUTHORIZATION (its question
        to polkit carries flag 1 either way; seen on 1.20.4): a program that polls must not make a password dialogue
        appear.
        """
        subject = ("system-bus-name", {"name": ("s", self._bus.unique_name or "")})
        question: tuple[Any, ...] = (subject, _POLKIT_ACTION, {}, 0, "")
        try:
            ((is_authorized, *_),) = inquiry.ask_other(*_POLKIT, "CheckAuthorization", "(sa{sv})sa{ss}us", question)
        except BusError as fault:
            if fault.trouble is Trouble.NO_SERVICE:
                return None
            raise
        return bool(is_authorized)


def _modems(inquiry: Inquiry) -> dict[str, _Interfaces]:
    (objects,) = inquiry.ask(mm.ROOT_PATH, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
    found: Objects = objects
    return {path: interfaces for path, interfaces in found.items() if mm.MODEM in interfaces}


def _bearers(inquiry: Inquiry, interfaces: _Interfaces) -> list[Properties]:
    return [inquiry.properties(bearer, mm.BEARER) for bearer in paths(interfaces[mm.MODEM], "Bearers")]
