"""Windows as it is: the real libraries behind the seam."""

from __future__ import annotations

import sys
from collections.abc import Callable

from netmon_tray.probes.desk import Source
from netmon_tray.probes.windows.profiles import RtFacts

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.clock import SystemClock  # noqa: E402
from netmon_tray.probes.windows.iphlpapi import IpHelperLibrary, IpNotices  # noqa: E402
from netmon_tray.probes.windows.winrt_reader import WinRtReader  # noqa: E402
from netmon_tray.probes.windows.wlan_library import WlanLibrary  # noqa: E402


class NativeNotices:
    """Notifications of iphlpapi and of wlanapi; see ``seam.Notices``."""

    def __init__(self, interfaces: IpNotices, wlan: WlanLibrary) -> None:
        self._interfaces, self._wlan = interfaces, wlan

    def start(self, on_change: Callable[[], None]) -> None:
        """Begin to listen; PartFailed where Windows does not let us hear of interfaces and routes."""
        self._wlan.listen(on_change)
        self._interfaces.start(on_change)

    @property
    def is_listening(self) -> bool:
        """Changes of interfaces and routes are told."""
        return self._interfaces.is_listening

    @property
    def hears_roams(self) -> bool:
        """Changes of the access point are told too."""
        return self._wlan.hears_roams

    def close(self) -> None:
        """Stop listening."""
        self._interfaces.close()
        self._wlan.close()


class NativeSystem:
    """Everything of Windows that the probe uses; see ``seam.System``."""

    def __init__(self) -> None:
        self.ip = IpHelperLibrary()
        self.wlan = WlanLibrary()
        self.clock = SystemClock()
        self.notices = NativeNotices(IpNotices(self.ip.library), self.wlan)
        self.build = sys.getwindowsversion().build

    def profiles(self) -> Source[RtFacts]:
        """What asks WinRT."""
        return WinRtReader()

    def close(self) -> None:
        """Close the handle to the WiFi service."""
        self.wlan.close()
