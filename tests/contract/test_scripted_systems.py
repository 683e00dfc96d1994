"""The story of ``--demo`` and the Windows probe on a scripted Windows keep the contract, whatever breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract.probe_contract import HostProbeContract, assert_in_bounds, assert_no_placeholder
from netmon_tray import codec
from netmon_tray.model import Sample
from netmon_tray.probes import HostProbe
from netmon_tray.probes.scripted import ScriptedHost
from netmon_tray.probes.windows.host import WindowsHost
from netmon_tray.probes.windows.seam import Code
from support.windows_system import ScriptedWindows

CALLS = (
    *("interfaces", "interface", "routes", "ip_interfaces", "stack", "best_interface", "connectivity"),
    *("connectivity_of", "adapters", "REALTIME_CONNECTION_QUALITY", "CURRENT_CONNECTION"),
)


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
