"""Asks macOS: SystemConfiguration and CoreWLAN through pyobjc, the kernel through ctypes."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

from netmon_tray.model import ConsentState
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.macos.seam import CONFIGURATION, LOCATION, PATH, WLAN, Listener
from netmon_tray.probes.parse import corewlan, dynamic_store
from netmon_tray.probes.parse.corewlan import Channel, Signal, WifiFacts
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost, Store

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.macos import kernel  # noqa: E402
from netmon_tray.probes.macos.objects import asking, plain  # noqa: E402

_NAME = "netmon-tray"


class NativeSystem:
    """The Mac that this process runs on; see ``seam.System`` for the methods."""

    def __init__(self) -> None:
        self._session: Any = None
        self._path: Any = None
        self._on_change: Callable[[], None] = lambda: None

    def uptime_s(self) -> float:
        """Ask the kernel's clock."""
        return kernel.uptime_s()

    def boot_id(self) -> str:
        """Ask the kernel which start this is."""
        return kernel.boot_id()

    def is_clock_synchronised(self) -> bool:
        """Ask the kernel's clock discipline."""
        return kernel.is_clock_synchronised()

    def store(self) -> Store:
        """Read all keys of one moment."""
        with asking(CONFIGURATION):
            import SystemConfiguration

            if self._session is None:
                self._session = SystemConfiguration.SCDynamicStoreCreate(None, _NAME, None, None)
            keys, patterns = list(dynamic_store.KEYS), list(dynamic_store.PATTERNS)
            found = SystemConfiguration.SCDynamicStoreCopyMultiple(self._session, keys, patterns)
            if found is None:
                self._session = None
                raise PartFailed(CONFIGURATION, "The dynamic store does not answer.")
            return {key: value for key, value in plain(found).items() if isinstance(value, dict)}

    def hardware(self) -> Sequence[Hardware]:
        """List what SCNetworkInterface knows."""
        with asking(CONFIGURATION):
            import SystemConfiguration

            listed = SystemConfiguration.SCNetworkInterfaceCopyAll() or ()
            return tuple(
                Hardware(
                    name=str(name),
                    kind=str(SystemConfiguration.SCNetworkInterfaceGetInterfaceType(one) or ""),
                    display_name=str(SystemConfiguration.SCNetworkInterfaceGetLocalizedDisplayName(one) or ""),
                    mac=corewlan.mac_text(SystemConfiguration.SCNetworkInterfaceGetHardwareAddressString(one)),
                )
                for one in listed
                if (name := SystemConfiguration.SCNetworkInterfaceGetBSDName(one))
            )

    def interface_index(self, name: str) -> int:
        """Ask the kernel for its number."""
        try:
            return socket.if_nametoindex(name)
        except OSError:
            return 0

    def interface_data(self, index: int) -> bytes | None:
        """Ask the kernel for its row."""
        return kernel.interface_data(index)

    def way_out(self) -> str | None:
        """Ask the routing table."""
        return kernel.way_out()

    def neighbours(self, family: int) -> bytes:
        """Ask the kernel for its table."""
        return kernel.neighbours(family)

    def cost(self) -> PathCost | None:
        """Ask the monitor of Network.framework, which is made with the first question."""
        with asking(PATH):
            from netmon_tray.probes.macos.path_monitor import PathMonitor

            if self._path is None:
                self._path = PathMonitor(self._tell)
            latest: PathCost | None = self._path.latest()
            return latest

    def _tell(self) -> None:
        self._on_change()

    def wifi(self, name: str) -> WifiFacts | None:
        """Ask CoreWLAN for everything but the signal."""
        with asking(WLAN):
            interface = _wifi_interface(name)
            if interface is None:
                return None
            ssid, bssid, channel = interface.ssidData(), interface.bssid(), interface.wlanChannel()
            return WifiFacts(
                interface_mode=int(interface.interfaceMode()),
                ssid=bytes(ssid) if ssid is not None else None,
                bssid=str(bssid) if bssid is not None else None,
                security=int(interface.security()),
                phy_mode=int(interface.activePHYMode()),
                channel=_channel(channel) if channel is not None else None,
                is_powered=bool(interface.powerOn()),
            )

    def signal(self, name: str) -> Signal | None:
        """Ask CoreWLAN for the signal."""
        with asking(WLAN):
            interface = _wifi_interface(name)
            if interface is None:
                return None
            return Signal(
                rssi_dbm=int(interface.rssiValue()),
                noise_dbm=int(interface.noiseMeasurement()),
                transmit_rate_mbit_per_s=float(interface.transmitRate()),
            )

    def consent(self) -> ConsentState | None:
        """Ask for the state of the permission; this shows no prompt."""
        with asking(LOCATION):
            from CoreLocation import CLLocationManager

            is_switched_on = bool(CLLocationManager.pyobjc_classMethods.locationServicesEnabled())
            status = int(
                CLLocationManager.alloc().init().authorizationStatus()
            )  # a kept one would be told in a run loop
            return corewlan.consent_of(status, is_switched_on=is_switched_on)

    def listen(self, on_change: Callable[[], None]) -> Listener:
        """Hear of changes of the dynamic store, of WiFi and of what the connection costs."""
        self._on_change = on_change
        with asking(CONFIGURATION):
            from netmon_tray.probes.macos.events import Events

            return Events(on_change)

    def close(self) -> None:
        """Let the session with configd go, and the monitor."""
        self._session, path, self._path = None, self._path, None
        if path is not None:
            path.close()


def _wifi_interface(name: str) -> Any:
    from CoreWLAN import CWWiFiClient

    return CWWiFiClient.sharedWiFiClient().interfaceWithName_(name)


def _channel(channel: Any) -> Channel:
    return Channel(int(channel.channelNumber()), int(channel.channelBand()), int(channel.channelWidth()))
