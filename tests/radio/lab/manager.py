"""NetworkManager's D-Bus interface as far as the station needs it: nmcli takes a second where all is emulated."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jeepney import DBusErrorResponse

from support.bus import BusClient

_NM = "org.freedesktop.NetworkManager"
_ROOT = "/org/freedesktop/NetworkManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_GONE = 0
_ACTIVE, _ENDED = 2, 4
"""NMActiveConnectionState"""
_DISCONNECTED = 30
"""NMDeviceState"""
_LEAVE_LIMIT_S = 10.0


class ManagerError(Exception):
    """NetworkManager did not do it; the text has its reason."""


class Manager:
    """One device of NetworkManager, asked over a connection to the system bus; a context manager."""

    def __init__(self, interface: str) -> None:
        self._bus = BusClient("SYSTEM")
        self._interface = interface

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bus.close()

    @property
    def is_ready(self) -> bool:
        """The daemon runs and the device may be used, or is."""
        return self._device_state() >= _DISCONNECTED

    def activate(self, profile: Path, identity: str, limit_s: float) -> None:
        """Load a profile, connect by it and wait until that is done.

        Raises:
            ManagerError: it is refused, fails or takes longer than ``limit_s``.
        """
        try:
            self._bus.call(_NM, f"{_ROOT}/Settings", f"{_NM}.Settings", "LoadConnections", "as", [str(profile)])
            made = self._bus.call(_NM, f"{_ROOT}/Settings", f"{_NM}.Settings", "GetConnectionByUuid", "s", identity)
            active = self._bus.call(_NM, _ROOT, _NM, "ActivateConnection", "ooo", made, self._device(), "/")
        except DBusErrorResponse as error:
            raise ManagerError(str(error)) from error
        deadline = time.monotonic() + limit_s
        while (state := self._active_state(active)) != _ACTIVE:
            if state in (_GONE, _ENDED) or time.monotonic() > deadline:
                reason = self._property(self._device(), "Device", "StateReason")
                raise ManagerError(f"not connected: NMActiveConnectionState {state}, NMDeviceState and reason {reason}")
            time.sleep(0.05)

    def disconnect(self) -> None:
        """Leave, where there is something to leave; returns once it has."""
        try:
            self._bus.call(_NM, self._device(), f"{_NM}.Device", "Disconnect")
        except DBusErrorResponse:  # not connected, or the daemon is gone
            return
        deadline = time.monotonic() + _LEAVE_LIMIT_S
        while self._device_state() > _DISCONNECTED and time.monotonic() < deadline:
            time.sleep(0.05)

    def _device(self) -> str:
        return str(self._bus.call(_NM, _ROOT, _NM, "GetDeviceByIpIface", "s", self._interface))

    def _device_state(self) -> int:
        try:
            return int(self._property(self._device(), "Device", "State"))
        except DBusErrorResponse:
            return _GONE

    def _active_state(self, active: str) -> int:
        try:
            return int(self._property(active, "Connection.Active", "State"))
        except DBusErrorResponse:
            return _GONE

    def _property(self, path: str, interface: str, name: str) -> Any:
        return self._bus.call(_NM, path, _PROPERTIES, "Get", "ss", f"{_NM}.{interface}", name)[1]
