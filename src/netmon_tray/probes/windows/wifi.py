"""Asks Windows' WiFi service, in the order that needs the least: signal and rate first, what needs consent last.

Opcode 19 tells signal, frequency and rate to everyone; older builds have the level and the channel number instead.
Opcode 7 tells name, access point and security, and is refused (ERROR_ACCESS_DENIED) without consent. It is not asked
while asking would put a prompt on the screen, and not again after a refusal until there is a reason to.
"""

from __future__ import annotations

import enum
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from netmon_tray.model import DENIED, UNSUPPORTED, Observed
from netmon_tray.probes.parse import wlanapi
from netmon_tray.probes.parse.wlanapi import AdapterState, Connection, Opcode, Quality
from netmon_tray.probes.windows.seam import ABSENT, WLAN, CallFailed, Code, Wlan, reported_as

_ON_A_NETWORK = frozenset({AdapterState.CONNECTED, AdapterState.AD_HOC_NETWORK_FORMED})
_NO_SERVICE = ABSENT | {Code.SERVICE_NOT_ACTIVE}
_NOT_OFFERED = frozenset({Code.NOT_SUPPORTED, Code.INVALID_PARAMETER})
_NOT_CONNECTED = frozenset({Code.INVALID_STATE, Code.NOT_FOUND})
REASK_S = 600.0
"""Where Windows does not tell when the consent changes: how long a refusal stands before it is asked again."""


class Permission(enum.Enum):
    """Whether opcode 7 may be asked."""

    FREE = enum.auto()
    NOT_YET_KNOWN = enum.auto()
    WOULD_PROMPT = enum.auto()


@dataclass(frozen=True, slots=True)
class WirelessLook:
    """The adapters and, of those on a network, what is free to know."""

    adapters: dict[uuid.UUID, int] = field(default_factory=dict)
    qualities: dict[uuid.UUID, Quality] = field(default_factory=dict)
    silent: frozenset[uuid.UUID] = frozenset()
    """Adapters whose radio is switched off."""

    @property
    def is_switched_off(self) -> bool:
        """Whether there is WiFi, and all of it is switched off."""
        return bool(self.adapters) and self.silent == self.adapters.keys()

    def is_connected(self, adapter: uuid.UUID) -> bool:
        """Whether it is on a network."""
        return self.adapters.get(adapter) in _ON_A_NETWORK


class WirelessReader:
    """Reads adapters, signal and connections; every method raises PartFailed."""

    def __init__(self, wlan: Wlan) -> None:
        self._wlan = wlan
        self._lacks_quality = False
        self._refused: tuple[int | None, float] | None = None
        """What Windows said of our access when opcode 7 was refused, and when that was."""

    def look(self) -> WirelessLook:
        """Read the adapters and the signal of those on a network; empty where there is no WiFi service."""
        self._lacks_quality = False
        with reported_as(WLAN):
            listed = _unless(self._wlan.adapters, _NO_SERVICE)
            if listed is None:
                return WirelessLook()
            adapters = wlanapi.adapters(listed)
        connected = [adapter for adapter, state in adapters.items() if state in _ON_A_NETWORK]
        qualities = {adapter: self.quality(adapter) for adapter in connected}
        found = {adapter: quality for adapter, quality in qualities.items() if quality is not None}
        silent = frozenset(adapter for adapter in adapters.keys() - set(connected) if self._is_silent(adapter))
        return WirelessLook(adapters, found, silent)

    def quality(self, adapter: uuid.UUID) -> Quality | None:
        """Read signal and rate; None where the adapter is no longer on a network."""
        with reported_as(WLAN):
            try:
                return self._told_quality(adapter)
            except CallFailed as failure:
                if failure.code in _NOT_CONNECTED:
                    return None
                raise

    def connection(
        self, adapter: uuid.UUID, permission: Permission, access: int | None, now_s: float
    ) -> Observed[Connection]:
        """Read name, access point and security, where that is allowed. ``access`` is what Windows says of ours."""
        if permission is Permission.NOT_YET_KNOWN:
            return UNSUPPORTED
        if permission is Permission.WOULD_PROMPT or self._is_refusal_standing(access, now_s):
            return DENIED
        with reported_as(WLAN):
            try:
                told = wlanapi.connection(self._wlan.query(adapter, Opcode.CURRENT_CONNECTION))
            except CallFailed as failure:
                if failure.code == Code.ACCESS_DENIED:
                    self._refused = access, now_s
                    return DENIED
                if failure.code in _NOT_CONNECTED:
                    return UNSUPPORTED
                raise
        self._refused = None
        return told

    def forget_refusal(self) -> None:
        """Ask again at the next look: the person may have changed their mind."""
        self._refused = None

    def _is_refusal_standing(self, access: int | None, now_s: float) -> bool:
        if self._refused is None:
            return False
        then, at_s = self._refused
        return then == access and (access is not None or now_s - at_s < REASK_S)

    def _is_silent(self, adapter: uuid.UUID) -> bool:
        """Whether the radio is switched off; one of which that is not told counts as switched on."""
        try:
            return wlanapi.is_radio_off(self._wlan.query(adapter, Opcode.RADIO_STATE))
        except (CallFailed, ValueError):
            return False

    def _told_quality(self, adapter: uuid.UUID) -> Quality:
        if not self._lacks_quality:
            told = _unless(lambda: self._wlan.query(adapter, Opcode.REALTIME_CONNECTION_QUALITY), _NOT_OFFERED)
            if told is not None:
                return wlanapi.quality(told)
            self._lacks_quality = True
        level = _unless(lambda: self._wlan.query(adapter, Opcode.RSSI), _NOT_OFFERED)
        channel = _unless(lambda: self._wlan.query(adapter, Opcode.CHANNEL_NUMBER), _NOT_OFFERED)
        return Quality(
            rssi_dbm=wlanapi.rssi_dbm(level) if level else None, channel=wlanapi.channel(channel) if channel else None
        )


def _unless(call: Callable[[], bytes], absent: frozenset[int]) -> bytes | None:
    """Make a call; None where it fails with one of these codes."""
    try:
        return call()
    except CallFailed as failure:
        if failure.code in absent:
            return None
        raise
