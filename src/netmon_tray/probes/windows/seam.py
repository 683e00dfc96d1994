"""What the probe asks of Windows: copies of what the system filled in. A scripted system stands in for it in tests."""

from __future__ import annotations

import enum
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from netmon_tray.probes.faults import PartFailed

if TYPE_CHECKING:
    from netmon_tray.probes.desk import Source
    from netmon_tray.probes.windows.profiles import RtFacts

IP_HELPER, WLAN, WINRT = "iphlpapi", "wlanapi", "winrt"
"""The parts, by the names that faults bear."""

GATED_BUILD = 25976
"""From this build on (Windows 11 24H2) names of WiFi networks need consent, and asking for one may show a prompt."""


class Code(enum.IntEnum):
    """Windows error codes that mean something here (winerror.h)."""

    FILE_NOT_FOUND = 2
    """Of GetIfEntry2: there is no such interface."""
    ACCESS_DENIED = 5
    INVALID_HANDLE = 6
    NOT_SUPPORTED = 50
    INVALID_PARAMETER = 87
    MOD_NOT_FOUND = 126
    """Also: this Windows has no such library."""
    PROC_NOT_FOUND = 127
    """This Windows has no such call."""
    SERVICE_NOT_ACTIVE = 1062
    NOT_FOUND = 1168
    INVALID_STATE = 5023
    """Of WiFi: not connected."""


ABSENT = frozenset({Code.MOD_NOT_FOUND, Code.PROC_NOT_FOUND, Code.NOT_SUPPORTED})
"""This Windows does not have it: no fault, its facts are missing."""


class CallFailed(Exception):  # noqa: N818 - reads as the sentence it is
    """A call of Windows answered with an error code."""

    def __init__(self, call: str, code: int) -> None:
        super().__init__(f"{call} failed with error {code}")
        self.code = code


@contextmanager
def reported_as(part: str) -> Iterator[None]:
    """Make failed calls and unreadable answers a failure of that part."""
    try:
        yield
    except CallFailed as failure:
        raise PartFailed(part, f"{failure}.") from failure
    except ValueError as error:
        raise PartFailed(part, f"Windows gave an answer that cannot be read ({error}).") from error


class IpHelper(Protocol):
    """Calls of iphlpapi; each raises CallFailed."""

    def interfaces(self) -> bytes:
        """MIB_IF_TABLE2 of GetIfTable2."""

    def interface(self, luid: int) -> bytes:
        """MIB_IF_ROW2 of GetIfEntry2."""

    def routes(self) -> bytes:
        """MIB_IPFORWARD_TABLE2 of GetIpForwardTable2, both families."""

    def ip_interfaces(self) -> bytes:
        """MIB_IPINTERFACE_TABLE of GetIpInterfaceTable, both families."""

    def stack(self) -> bytes:
        """MIB_IFSTACK_TABLE of GetIfStackTable."""

    def best_interface(self, family: int) -> int:
        """Index of the interface by which traffic to the Internet leaves (GetBestInterfaceEx); no packet is sent."""

    def neighbours(self, family: int) -> bytes:
        """MIB_IPNET_TABLE2 of GetIpNetTable2."""

    def connectivity(self) -> bytes:
        """NL_NETWORK_CONNECTIVITY_HINT of the whole computer."""

    def connectivity_of(self, index: int) -> bytes:
        """NL_NETWORK_CONNECTIVITY_HINT of one interface."""


class Wlan(Protocol):
    """Calls of wlanapi; each raises CallFailed."""

    def adapters(self) -> bytes:
        """WLAN_INTERFACE_INFO_LIST of WlanEnumInterfaces."""

    def query(self, adapter: uuid.UUID, opcode: int) -> bytes:
        """What WlanQueryInterface answers."""


class Clock(Protocol):
    """Time since the start, and which start it was."""

    def uptime_s(self) -> float:
        """Seconds since the start, sleep included."""

    def boot_id(self) -> str:
        """A text that is the same from one start to the next; empty where it cannot be told."""

    def is_synchronised(self) -> bool:
        """Whether a time service steers the clock."""


class Notices(Protocol):
    """The system's notifications, heard in its own threads."""

    def start(self, on_change: Callable[[], None]) -> None:
        """Begin to listen; PartFailed where Windows does not let us. ``on_change`` must only post."""

    @property
    def is_listening(self) -> bool:
        """Changes of interfaces and routes are told."""

    @property
    def hears_roams(self) -> bool:
        """Changes of the access point are told too."""

    def close(self) -> None:
        """Stop listening; may be called again."""


class System(Protocol):
    """Everything of Windows that the probe uses."""

    @property
    def ip(self) -> IpHelper:
        """Interfaces and routes."""

    @property
    def wlan(self) -> Wlan:
        """WiFi."""

    @property
    def clock(self) -> Clock:
        """Time."""

    @property
    def notices(self) -> Notices:
        """Notifications."""

    @property
    def build(self) -> int:
        """Number of the Windows build."""

    def profiles(self) -> Source[RtFacts] | None:
        """What asks WinRT."""

    def close(self) -> None:
        """Close handles."""
