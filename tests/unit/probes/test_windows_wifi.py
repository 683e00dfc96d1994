"""The WiFi service of Windows is asked in the order that needs the least."""

from __future__ import annotations

import struct

import pytest

from netmon_tray.model import DENIED, UNSUPPORTED
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse.wlanapi import Connection, Opcode, Quality
from netmon_tray.probes.windows.seam import Code
from netmon_tray.probes.windows.wifi import REASK_S, Permission, WirelessLook, WirelessReader
from support import windows_buffers as buffers
from support.windows_system import ScriptedWindows

GUID = buffers.WIFI_GUID
FREE = Permission.FREE


@pytest.fixture
def windows() -> ScriptedWindows:
    return ScriptedWindows()


def test_signal_and_rate_come_without_what_needs_consent(windows: ScriptedWindows) -> None:
    look = WirelessReader(windows).look()
    assert windows.asked == ["adapters", "REALTIME_CONNECTION_QUALITY"]
    assert look.is_connected(GUID)
    assert look.qualities[GUID].rssi_dbm == -58


@pytest.mark.parametrize("code", [Code.NOT_SUPPORTED, Code.INVALID_PARAMETER])
def test_an_older_windows_has_level_and_channel(windows: ScriptedWindows, code: int) -> None:
    windows.failing["REALTIME_CONNECTION_QUALITY"] = code
    windows.told |= {Opcode.RSSI: struct.pack("<i", -71), Opcode.CHANNEL_NUMBER: struct.pack("<I", 6)}
    reader = WirelessReader(windows)
    assert reader.look().qualities[GUID] == Quality(rssi_dbm=-71, channel=6)
    windows.asked.clear()
    assert reader.quality(GUID) == Quality(rssi_dbm=-71, channel=6)
    assert windows.asked == ["RSSI", "CHANNEL_NUMBER"]
    del windows.told[Opcode.RSSI], windows.told[Opcode.CHANNEL_NUMBER]
    assert reader.quality(GUID) == Quality()


def test_an_adapter_that_is_on_no_network_is_asked_for_its_switch_alone(windows: ScriptedWindows) -> None:
    windows.wifi_states[GUID] = 4
    reader = WirelessReader(windows)
    look = reader.look()
    assert (look.is_connected(GUID), look.qualities, windows.asked) == (False, {}, ["adapters", "RADIO_STATE"])
    assert reader.quality(GUID) is None
    assert reader.connection(GUID, FREE, None, 0) is UNSUPPORTED


def test_wifi_is_switched_off_where_all_adapters_say_so(windows: ScriptedWindows) -> None:
    windows.wifi_states = {GUID: 0, buffers.CABLE_GUID: 4}
    windows.told[Opcode.RADIO_STATE] = buffers.radio_state((2, 1), (1, 2))
    reader = WirelessReader(windows)
    assert reader.look().is_switched_off
    windows.wifi_states[buffers.CABLE_GUID] = 1
    assert not reader.look().is_switched_off, "one is on a network"
    windows.wifi_states = {GUID: 0}
    windows.failing["RADIO_STATE"] = Code.ACCESS_DENIED
    assert not reader.look().is_switched_off, "not told"
    windows.wifi_states = {}
    assert not reader.look().is_switched_off, "no adapter"


@pytest.mark.parametrize("code", [Code.MOD_NOT_FOUND, Code.PROC_NOT_FOUND, Code.SERVICE_NOT_ACTIVE])
def test_without_the_service_there_is_nothing_and_no_fault(windows: ScriptedWindows, code: int) -> None:
    windows.failing["adapters"] = code
    assert WirelessReader(windows).look() == WirelessLook()


@pytest.mark.parametrize("call", ["adapters", "REALTIME_CONNECTION_QUALITY", "CURRENT_CONNECTION"])
def test_other_failures_are_the_part_s(windows: ScriptedWindows, call: str) -> None:
    def ask_everything() -> None:
        reader.look()
        reader.connection(GUID, FREE, None, 0)

    windows.failing[call] = 1722
    reader = WirelessReader(windows)
    with pytest.raises(PartFailed, match="1722") as raised:
        ask_everything()
    assert raised.value.part == "wlanapi"


def test_an_answer_that_is_cut_off_is_the_part_s(windows: ScriptedWindows) -> None:
    windows.told[Opcode.CURRENT_CONNECTION] = buffers.connection()[:-4]
    with pytest.raises(PartFailed, match="cannot be read"):
        WirelessReader(windows).connection(GUID, FREE, None, 0)


def test_a_refusal_is_remembered_until_windows_tells_another_access(windows: ScriptedWindows) -> None:
    windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
    reader = WirelessReader(windows)
    for at_s in (0.0, 10.0, REASK_S * 9):
        assert reader.connection(GUID, FREE, 2, at_s) is DENIED
    assert windows.asked == ["CURRENT_CONNECTION"]
    del windows.failing["CURRENT_CONNECTION"]
    assert isinstance(reader.connection(GUID, FREE, 4, REASK_S * 9), Connection)


def test_where_windows_does_not_tell_the_access_it_is_tried_again_after_a_while(windows: ScriptedWindows) -> None:
    windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
    reader = WirelessReader(windows)
    for at_s in (0.0, REASK_S - 1, REASK_S, REASK_S + 1):
        assert reader.connection(GUID, FREE, None, at_s) is DENIED
    assert windows.asked == ["CURRENT_CONNECTION"] * 2
    reader.forget_refusal()
    assert reader.connection(GUID, FREE, None, REASK_S + 2) is DENIED
    assert len(windows.asked) == 3


def test_nothing_is_asked_that_would_prompt_or_before_it_is_known(windows: ScriptedWindows) -> None:
    reader = WirelessReader(windows)
    assert reader.connection(GUID, Permission.WOULD_PROMPT, 3, 0) is DENIED
    assert reader.connection(GUID, Permission.NOT_YET_KNOWN, None, 0) is UNSUPPORTED
    assert windows.asked == []
