"""The story of ``--demo`` and the probes of scripted systems keep the contract, whatever breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contract.probe_contract import HostProbeContract, assert_in_bounds, assert_no_placeholder
from netmon_tray import codec
from netmon_tray.model import ConsentState, Sample
from netmon_tray.probes import HostProbe
from netmon_tray.probes.macos.host import MacHost
from netmon_tray.probes.parse.corewlan import Channel, Signal, WifiFacts
from netmon_tray.probes.scripted import ScriptedHost
from netmon_tray.probes.windows.host import WindowsHost
from netmon_tray.probes.windows.seam import Code
from support import macos_answers
from support.scripted_mac import CAFE, ScriptedMac
from support.windows_system import ScriptedWindows

CALLS = (
    *("interfaces", "interface", "routes", "ip_interfaces", "stack", "best_interface", "connectivity"),
    *("connectivity_of", "adapters", "REALTIME_CONNECTION_QUALITY", "CURRENT_CONNECTION"),
)

MAC_CALLS = ("store", "hardware", "interface_data", "way_out", "cost", "wifi", "signal", "consent", "listen")


class TestStory(HostProbeContract):
    def make(self) -> HostProbe:
        return ScriptedHost()


class TestWindows(HostProbeContract):
    def make(self) -> HostProbe:
        return WindowsHost(ScriptedWindows())


class TestWindowsWithoutConsent(HostProbeContract):
    def make(self) -> HostProbe:
        windows = ScriptedWindows()
        windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
        return WindowsHost(windows)


class TestWindowsThatAnswersNothing(HostProbeContract):
    def make(self) -> HostProbe:
        windows = ScriptedWindows()
        windows.failing = dict.fromkeys((*CALLS, "start"), Code.PROC_NOT_FOUND)
        return WindowsHost(windows)


@pytest.fixture
def windows() -> Iterator[ScriptedWindows]:
    made = ScriptedWindows()
    yield made
    made.close()


def assert_kept(sample: Sample) -> None:
    assert codec.from_plain(Sample, codec.to_plain(sample)) == sample
    for link in sample.links:
        assert_in_bounds(link)
        assert_no_placeholder(link)


@pytest.mark.parametrize("code", [2, 5, 50, 87, 126, 1062, 1168, 1722, 5023])
@pytest.mark.parametrize("call", CALLS)
def test_no_code_of_any_call_breaks_a_sample(windows: ScriptedWindows, call: str, code: int) -> None:
    probe = WindowsHost(windows)
    probe.sample()
    windows.failing[call] = code
    probe.mark_stale()
    for _ in range(2):
        assert_kept(probe.sample())
    probe.close()


@pytest.mark.parametrize("length", [0, 1, 4, 23, 100, 2000])
@pytest.mark.parametrize("octet", [0x00, 0xA5, 0xFF])
@pytest.mark.parametrize("call", CALLS)
def test_no_answer_of_any_call_breaks_a_sample(
    windows: ScriptedWindows, call: str, octet: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bytes([octet]) * length
    if call.isupper():
        windows.told = dict.fromkeys(windows.told, answer)
    else:
        told = 0xA5A5 if call == "best_interface" else answer
        monkeypatch.setattr(windows, call, lambda *_: told)
    probe = WindowsHost(windows)
    for _ in range(2):
        assert_kept(probe.sample())
        probe.mark_stale()
    probe.close()


class TestMac(HostProbeContract):
    def make(self) -> HostProbe:
        return MacHost(ScriptedMac())


class TestMacWithoutConsent(HostProbeContract):
    def make(self) -> HostProbe:
        mac = ScriptedMac()
        mac.facts["en0"], mac.state = replace(CAFE, ssid=None, bssid=None), ConsentState.REFUSED
        return MacHost(mac)


class TestMacUnderAVpn(HostProbeContract):
    def make(self) -> HostProbe:
        mac = ScriptedMac()
        mac.found = macos_answers.store(primary="utun4", identity=macos_answers.VPN_ID)
        mac.effective = "utun4"
        return MacHost(mac)


class TestMacThatAnswersNothing(HostProbeContract):
    def make(self) -> HostProbe:
        mac = ScriptedMac()
        mac.failing = dict.fromkeys(MAC_CALLS, "systemconfiguration")
        return MacHost(mac)


@pytest.mark.parametrize("call", MAC_CALLS)
def test_no_failing_call_of_macos_breaks_a_sample(call: str) -> None:
    mac = ScriptedMac()
    mac.facts["en0"] = replace(CAFE, ssid=None)
    probe = MacHost(mac)
    probe.sample()
    mac.failing[call] = "sysctl"
    probe.mark_stale()
    for _ in range(2):
        assert_kept(probe.sample())
    probe.close()


@pytest.mark.parametrize("row", [None, b"", bytes(179), bytes(180), b"\xa5" * 180, b"\xff" * 180, bytes(400)])
def test_no_row_of_the_kernel_breaks_a_sample(row: bytes | None) -> None:
    mac = ScriptedMac()
    probe = MacHost(mac)
    probe.sample()
    mac.rows[4] = row
    for _ in range(2):
        assert_kept(probe.sample())
        probe.mark_stale()
    probe.close()


@pytest.mark.parametrize("number", [-1, 0, 1, 255, 2**31, 2**63 - 1])
def test_no_number_of_corewlan_breaks_a_sample(number: int) -> None:
    mac = ScriptedMac()
    mac.facts["en0"] = WifiFacts(1, b"Cafe", "x", number, number, Channel(number, number, number))
    mac.level = Signal(number, -number, float(-number))
    probe = MacHost(mac)
    assert_kept(probe.sample())
    mac.facts["en0"] = WifiFacts(number, b"", None, number, number, Channel(number, 2, number))
    probe.mark_stale()
    assert_kept(probe.sample())
    probe.close()


@pytest.mark.parametrize("value", [None, 7, "", "en0", [], ["x"], {}, {"Active": []}])
def test_no_value_of_the_store_breaks_a_sample(value: object) -> None:
    mac = ScriptedMac()
    mac.found = {
        key: value if isinstance(value, dict) else dict.fromkeys(found, value) for key, found in mac.found.items()
    }
    probe = MacHost(mac)
    assert_kept(probe.sample())
    probe.close()
