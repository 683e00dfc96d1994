"""A Mac that says what a test wants: the seam of the macOS probe in plain values."""

from __future__ import annotations

from collections.abc import Callable

from netmon_tray.model import ConsentState
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse.corewlan import Channel, Signal, WifiFacts
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost
from support import macos_answers

BOOT = "7E1B4C2A-0000-4000-8000-000000000001"
WIFI_MAC, CABLE_MAC = "02:00:00:00:00:03", "02:00:00:00:00:05"
CAFE = WifiFacts(1, b"Cafe", "02:00:00:00:00:a1", 4, 6, Channel(44, 2, 3))


class Ear:
    """A listener that hears when a test says so."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.tell = on_change
        self.is_listening = self.hears_wifi = True

    def close(self) -> None:
        self.is_listening = False


class ScriptedMac:
    """A notebook: WiFi on en0, a USB adapter on en5. ``failing`` names the calls that fail."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.found = macos_answers.store()
        self.listed = [
            Hardware("en0", "IEEE80211", "Wi-Fi", WIFI_MAC),
            Hardware("en5", "Ethernet", "USB 10/100/1000 LAN", CABLE_MAC),
            Hardware("bridge0", "Bridge", "Thunderbolt Bridge", "02:00:00:00:00:06"),
            Hardware("ppp9", "PPP", "VPN (L2TP)"),
        ]
        self.numbers = {"en0": 4, "en5": 11, "bridge0": 7, "utun4": 15}
        self.rows: dict[int, bytes | None] = {
            4: macos_answers.interface_data("en0", rx_bytes=5_000_000_000, tx_bytes=1000),
            11: macos_answers.interface_data("en5", rx_bytes=2000, tx_bytes=3000),
            7: macos_answers.interface_data("bridge0"),
        }
        self.arp = macos_answers.neighbour(4, "198.51.100.1", "00:11:22:33:44:55")
        self.effective: str | None = "en0"
        self.told_cost: PathCost | None = PathCost(("en0", "en5"), is_expensive=False, is_constrained=False)
        self.facts: dict[str, WifiFacts | None] = {"en0": CAFE}
        self.level: Signal | None = Signal(-60, -78, 816.0)
        self.state: ConsentState | None = None
        self.failing: dict[str, str] = {}
        self.asked: list[str] = []
        self.ear: Ear | None = None
        self.is_closed = False

    def _note(self, call: str) -> None:
        self.asked.append(call)
        if call in self.failing:
            raise PartFailed(self.failing[call], f"{call} failed.")

    def uptime_s(self) -> float:
        return self.now_s

    def boot_id(self) -> str:
        return BOOT

    def is_clock_synchronised(self) -> bool:
        return True

    def store(self) -> macos_answers.Store:
        self._note("store")
        return self.found

    def hardware(self) -> list[Hardware]:
        self._note("hardware")
        return self.listed

    def interface_index(self, name: str) -> int:
        return self.numbers.get(name, 0)

    def interface_data(self, index: int) -> bytes | None:
        self._note("interface_data")
        return self.rows.get(index)

    def way_out(self) -> str | None:
        self._note("way_out")
        return self.effective

    def neighbours(self, family: int) -> bytes:
        self._note(f"neighbours {family}")
        return self.arp

    def cost(self) -> PathCost | None:
        self._note("cost")
        return self.told_cost

    def wifi(self, name: str) -> WifiFacts | None:
        self._note("wifi")
        return self.facts.get(name)

    def signal(self, name: str) -> Signal | None:
        self._note("signal")
        return self.level

    def consent(self) -> ConsentState | None:
        self._note("consent")
        return self.state

    def listen(self, on_change: Callable[[], None]) -> Ear:
        self._note("listen")
        self.ear = Ear(on_change)
        return self.ear

    def close(self) -> None:
        self.is_closed = True
