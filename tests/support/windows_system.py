"""A Windows that answers from a script, byte by byte, behind the seam of the probe."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse.wlanapi import Opcode
from netmon_tray.probes.windows.profiles import RtFacts
from netmon_tray.probes.windows.seam import GATED_BUILD, CallFailed, Code
from support import windows_buffers as buffers

WIFI, CABLE, LOOPBACK, TUNNEL, SWITCH = 0x47_0001, 0x06_0002, 0x18_0003, 0x35_0004, 0x06_0005
"""LUIDs of the script."""
_AT_FIRST: dict[int, dict[str, Any]] = {
    LOOPBACK: {"index": 1, "alias": "Loopback", "if_type": 24, "medium": 0, "flags": 0, "mac": b""},
    WIFI: {"index": 12, "alias": "Wi-Fi", "guid": buffers.WIFI_GUID, "if_type": 71, "medium": 9, "rate": 6_000_000},
    CABLE: {"index": 7, "alias": "Ethernet", "oper": 2, "media": 2},
}
VPN: dict[str, Any] = {"index": 30, "alias": "wg0", "if_type": 53, "medium": 0, "flags": 0, "mac": b""}
V_SWITCH: dict[str, Any] = {"index": 40, "alias": "vEthernet (External)", "medium": 0, "flags": 0}


class ScriptedWindows:
    """A laptop on WiFi with a cable that is not plugged in; tests change it as they like.

    ``failing`` makes a call fail with a code, ``asked`` lists the calls. It is its own iphlpapi, wlanapi, clock,
    notifications and WinRT.
    """

    def __init__(self) -> None:
        self.build = GATED_BUILD
        self.rows: dict[int, dict[str, Any]] = {luid: dict(row) for luid, row in _AT_FIRST.items()}
        self.route_rows = [buffers.route_row(WIFI), buffers.route_row(LOOPBACK, prefix_length=32, loopback=1)]
        self.ip_rows = [buffers.ip_interface_row(WIFI, metric=50), buffers.ip_interface_row(CABLE, metric=25)]
        self.neighbour_rows = [buffers.neighbour_row(WIFI)]
        self.pairs: list[tuple[int, int]] = []
        self.best = {2: 12}
        self.hint = buffers.hint(3)
        self.hints = {12: buffers.hint(3), 7: buffers.hint(1)}
        self.wifi_states = {buffers.WIFI_GUID: 1}
        self.told: dict[int, bytes] = {
            Opcode.REALTIME_CONNECTION_QUALITY: buffers.quality((5180, 80, -58)),
            Opcode.CURRENT_CONNECTION: buffers.connection(b"Cafe"),
        }
        self.facts = RtFacts(access=4)
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.failing: dict[str, int] = {}
        self.asked: list[str] = []
        self.now_s = 1000.0
        self.is_listening = self.hears_roams = False
        self.tell: Callable[[], None] = lambda: None
        self.closed = 0

    # --- the parts ----------------------------------------------------------------------------------------------------

    @property
    def ip(self) -> ScriptedWindows:
        return self

    wlan = clock = notices = ip

    def profiles(self) -> ScriptedWindows:
        return self

    def close(self) -> None:
        self.closed += 1
        self.is_listening = self.hears_roams = False

    def _ask(self, call: str) -> None:
        self.asked.append(call)
        if call in self.failing:
            raise CallFailed(call, self.failing[call])

    # --- iphlpapi -----------------------------------------------------------------------------------------------------

    def interfaces(self) -> bytes:
        self._ask("interfaces")
        return buffers.table(buffers.if_row(luid, **row) for luid, row in self.rows.items())

    def interface(self, luid: int) -> bytes:
        self._ask("interface")
        if luid not in self.rows:
            raise CallFailed("interface", Code.FILE_NOT_FOUND)
        return buffers.if_row(luid, **self.rows[luid])

    def routes(self) -> bytes:
        self._ask("routes")
        return buffers.table(self.route_rows)

    def ip_interfaces(self) -> bytes:
        self._ask("ip_interfaces")
        return buffers.table(self.ip_rows)

    def stack(self) -> bytes:
        self._ask("stack")
        rows = [buffers.Buffer(8).put(0, "II", *pair).octets for pair in self.pairs]
        return buffers.table(rows, first_at=4)

    def best_interface(self, family: int) -> int:
        self._ask("best_interface")
        if family not in self.best:
            raise CallFailed("best_interface", 1231)
        return self.best[family]

    def neighbours(self, family: int) -> bytes:
        self._ask(f"neighbours {family}")
        return buffers.table(self.neighbour_rows)

    def connectivity(self) -> bytes:
        self._ask("connectivity")
        return self.hint

    def connectivity_of(self, index: int) -> bytes:
        self._ask("connectivity_of")
        return self.hints.get(index, buffers.hint(0, 0))

    # --- wlanapi ------------------------------------------------------------------------------------------------------

    def adapters(self) -> bytes:
        self._ask("adapters")
        return buffers.table(buffers.adapter_row(guid, state) for guid, state in self.wifi_states.items())

    def query(self, adapter: uuid.UUID, opcode: int) -> bytes:
        name = Opcode(opcode).name
        self._ask(name)
        if self.wifi_states.get(adapter) != 1 and opcode != Opcode.RADIO_STATE:
            raise CallFailed(name, Code.INVALID_STATE)
        if opcode not in self.told:
            raise CallFailed(name, Code.INVALID_PARAMETER)
        return self.told[opcode]

    # --- clock --------------------------------------------------------------------------------------------------------

    def uptime_s(self) -> float:
        return self.now_s

    def boot_id(self) -> str:
        return "01db000000000000"

    def is_synchronised(self) -> bool:
        return True

    # --- notifications and WinRT --------------------------------------------------------------------------------------

    def start(self, on_change: Callable[[], None]) -> None:
        if "start" in self.failing:
            raise PartFailed("iphlpapi", "NotifyRouteChange2 failed with error 5.")
        self.tell = on_change
        self.is_listening = self.hears_roams = True

    def read(self) -> RtFacts:
        self.asked.append("winrt")
        self.may_answer.wait(5)
        return self.facts
