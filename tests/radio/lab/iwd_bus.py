"""iwd's D-Bus interface as far as the station needs it, with the developer's part that scans a single channel."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from jeepney import DBusErrorResponse

from support.bus import BusClient

_IWD = "net.connman.iwd"
_OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"


class IwdError(Exception):
    """iwd did not do it; the text has its reason."""


class IwdBus:
    """One device of iwd, asked over a connection to the system bus; a context manager."""

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
        """The daemon runs and the device is a station that can scan."""
        return self._bus.has_owner(_IWD) and bool(self._station())

    def scan(self, frequencies_mhz: list[int]) -> None:
        """Begin to scan these channels."""
        self._ask(self._station(), "StationDebug", "Scan", "aq", frequencies_mhz)

    def find(self, name: str) -> str:
        """Return the network of that name among those that were found; empty where it is not."""
        for path, interfaces in self._objects().items():
            network = interfaces.get(f"{_IWD}.Network", {})
            if network.get("Name", ("s", ""))[1] == name:
                return path
        return ""

    def connect(self, network: str) -> None:
        """Connect to a network that was found; returns once it is."""
        self._ask(network, "Network", "Connect")

    def roam(self, bssid: str) -> None:
        """Change to another access point of the network."""
        self._ask(self._station(), "StationDebug", "Roam", "ay", bytes.fromhex(bssid.replace(":", "")))

    def disconnect(self) -> None:
        """Leave the network, where there is one."""
        try:
            self._ask(self._station(), "Station", "Disconnect")
        except IwdError:  # not connected, or the daemon is gone
            return

    def _objects(self) -> dict[str, dict[str, dict[str, Any]]]:
        try:
            found: dict[str, dict[str, dict[str, Any]]] = self._bus.call(
                _IWD, "/", _OBJECT_MANAGER, "GetManagedObjects"
            )
        except DBusErrorResponse:
            return {}
        return found

    def _station(self) -> str:
        for path, interfaces in self._objects().items():
            device = interfaces.get(f"{_IWD}.Device", {})
            if f"{_IWD}.StationDebug" in interfaces and device.get("Name", ("s", ""))[1] == self._interface:
                return path
        return ""

    def _ask(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> None:
        if not path:
            raise IwdError(f"iwd does not have what {member} is for")
        try:
            self._bus.call(_IWD, path, f"{_IWD}.{interface}", member, signature, *body)
        except (DBusErrorResponse, TimeoutError) as error:
            raise IwdError(f"{member}: {error}") from error
