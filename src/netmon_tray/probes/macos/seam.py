"""What the probe asks of macOS, in plain values. A scripted system stands in for it in tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from netmon_tray.model import ConsentState
from netmon_tray.probes.parse.corewlan import Signal, WifiFacts
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost, Store

CONFIGURATION, KERNEL, WLAN = "systemconfiguration", "sysctl", "corewlan"
LOCATION, PATH = "corelocation", "network"
"""The parts, by the names that faults bear."""


class Listener(Protocol):
    """Hears macOS in threads of its own."""

    @property
    def is_listening(self) -> bool:
        """Changes of connections are told."""

    @property
    def hears_wifi(self) -> bool:
        """Changes of the access point are told too."""

    def close(self) -> None:
        """Stop listening; may be called again."""


class System(Protocol):
    """Everything of macOS that the probe uses. Where not said otherwise a call raises PartFailed of its part."""

    def uptime_s(self) -> float:
        """Seconds since the start, sleep included; raises nothing."""

    def boot_id(self) -> str:
        """A text that is the same from one start to the next; empty where it cannot be told; raises nothing."""

    def is_clock_synchronised(self) -> bool:
        """Whether a time service steers the clock; raises nothing."""

    def store(self) -> Store:
        """Every key of the dynamic store that ``dynamic_store`` names."""

    def hardware(self) -> Sequence[Hardware]:
        """Every interface that the network settings may use."""

    def interface_index(self, name: str) -> int:
        """Its number; 0 where it has gone; raises nothing."""

    def interface_data(self, index: int) -> bytes | None:
        """Its row of the kernel's table; None where it has gone."""

    def way_out(self) -> str | None:
        """The interface that traffic to the Internet takes; None without a way."""

    def neighbours(self, family: int) -> bytes:
        """The table of neighbours of that family (``arp_table``)."""

    def cost(self) -> PathCost | None:
        """What the present way to the Internet costs; None where macOS has not told it yet."""

    def wifi(self, name: str) -> WifiFacts | None:
        """What CoreWLAN knows of a WiFi interface; None where it knows none of that name."""

    def signal(self, name: str) -> Signal | None:
        """Its present signal; None likewise."""

    def consent(self) -> ConsentState | None:
        """Why the location is withheld; None where it is not. Asks nobody."""

    def listen(self, on_change: Callable[[], None]) -> Listener:
        """Hear of changes; ``on_change`` is called from other threads and must only post."""

    def close(self) -> None:
        """Let go of everything; raises nothing."""
