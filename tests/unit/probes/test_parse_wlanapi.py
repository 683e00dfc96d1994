"""WiFi of Windows, from bytes at the offsets of its headers."""

from __future__ import annotations

import struct

import pytest

from netmon_tray.probes.parse import wlanapi
from netmon_tray.probes.parse.wlanapi import Quality
from support import windows_buffers as buffers


def test_adapters_by_their_guid() -> None:
    listed = buffers.table([buffers.adapter_row(), buffers.adapter_row(buffers.CABLE_GUID, 4)])
    assert wlanapi.adapters(listed) == {buffers.WIFI_GUID: 1, buffers.CABLE_GUID: 4}
    with pytest.raises(ValueError, match="cannot hold 2 rows"):
        wlanapi.adapters(listed[:-1])


def test_a_connection_is_read_to_the_byte() -> None:
    read = wlanapi.connection(buffers.connection(b"Caf\xc3\xa9", is_8021x=1, auth=6, cipher=8))
    assert (read.ssid, read.bssid) == (b"Caf\xc3\xa9", "02:00:5e:00:53:a1")
    assert (read.phy, read.signal_percent, read.tx_bit_per_s) == (8, 80, 866_700_000)
    assert (read.has_8021x, read.authentication, read.cipher) == (True, 6, 8)
    with pytest.raises(ValueError, match="small"):
        wlanapi.connection(buffers.connection()[:-1])


@pytest.mark.parametrize("shift", [-4, -1, 1, 4])
def test_a_connection_that_is_shifted_reads_something_else(shift: int) -> None:
    octets = buffers.connection()
    shifted = bytes(604) + octets + bytes(604)
    assert wlanapi.connection(shifted[604 + shift : 1208 + shift]) != wlanapi.connection(octets)


def test_a_name_that_is_longer_than_names_are_is_none() -> None:
    assert wlanapi.connection(buffers.connection(b"x" * 32)).ssid == b"x" * 32
    assert wlanapi.connection(buffers.connection(b"x" * 32, ssid_length=33)).ssid == b""
    assert wlanapi.connection(buffers.connection(b"", bssid=bytes(6))).bssid is None


def test_the_quality_of_one_link() -> None:
    octets = buffers.quality((5745, 80, -58))
    assert len(octets) == 296
    assert wlanapi.quality(octets) == Quality(-58, 80, 5745, 80, None, 1_201_000_000, 6)
    with pytest.raises(ValueError, match="small"):
        wlanapi.quality(octets[:-1])
    with pytest.raises(ValueError, match="small"):
        wlanapi.quality(buffers.quality((5745, 80, -58), count=2))


def test_of_several_links_the_one_that_is_heard_best() -> None:
    read = wlanapi.quality(buffers.quality((2437, 20, -70), (6135, 160, -55), (5180, 80, 0), phy=11))
    assert (read.frequency_mhz, read.width_mhz, read.rssi_dbm, read.generation) == (6135, 160, -55, 7)


@pytest.mark.parametrize(
    ("radios", "is_off"),
    [
        ([(1, 1)], False),
        ([(2, 1)], True),
        ([(1, 2)], True),
        ([(2, 2), (1, 1)], False),
        ([(0, 0)], False),
        ([], False),
    ],
)
def test_an_adapter_is_off_where_all_its_radios_are(radios: list[tuple[int, int]], is_off: bool) -> None:
    octets = buffers.radio_state(*radios)
    assert len(octets) == 772
    assert wlanapi.is_radio_off(octets) is is_off


def test_a_radio_state_that_is_cut_off_is_no_answer() -> None:
    with pytest.raises(ValueError, match="cannot hold 2 rows"):
        wlanapi.is_radio_off(buffers.radio_state((1, 1), (1, 1))[:27])


def test_what_no_adapter_can_mean_is_left_out() -> None:
    read = wlanapi.quality(buffers.quality((5_745_000, 0, 0), phy=4, percent=150, tx_kbit=0))
    assert read == Quality(None, None, 5745, None, None, None, None)
    assert wlanapi.quality(buffers.quality((0, 80, -128))) == Quality(None, 80, None, 80, None, 1_201_000_000, 6)
    assert wlanapi.quality(buffers.quality()) == Quality(None, 80, None, None, None, 1_201_000_000, 6)


def test_level_and_channel_of_older_windows() -> None:
    assert wlanapi.rssi_dbm(struct.pack("<i", -61)) == -61
    assert [wlanapi.rssi_dbm(struct.pack("<i", level)) for level in (0, 5, -121)] == [None, None, None]
    assert (wlanapi.channel(struct.pack("<I", 149)), wlanapi.channel(bytes(4))) == (149, None)
    for read in (wlanapi.rssi_dbm, wlanapi.channel):
        with pytest.raises(ValueError, match="small"):
            read(b"\0\0\0")


def test_the_level_behind_a_percentage_is_not_known_at_its_ends() -> None:
    assert [wlanapi.level_of(percent) for percent in (0, 1, 50, 80, 99, 100, 101)] == [
        *(None, -100, -75, -60, -50, None, None),
    ]


@pytest.mark.parametrize(
    ("number", "phy", "mhz"),
    [
        (1, 7, 2412),
        (13, 6, 2472),
        (14, 5, 2484),
        (36, 8, 5180),
        (165, 4, 5825),
        (36, 10, None),
        (1, 11, None),
        (20, 7, None),
    ],
)
def test_a_channel_is_a_frequency_where_6_ghz_is_out_of_the_question(number: int, phy: int, mhz: int | None) -> None:
    assert wlanapi.frequency_of(number, phy) == mhz


@pytest.mark.parametrize(
    ("source", "code", "concerns"),
    [
        *((0x08, code, code in (10, 13, 14, 21)) for code in range(28)),
        *((0x10, code, code in (4, 6, 7, 10)) for code in range(18)),
        (0x20, 10, False),
    ],
)
def test_which_notifications_change_the_connection(source: int, code: int, concerns: bool) -> None:
    for is_64_bit in (True, False):
        told = wlanapi.notification(buffers.notification(source, code, is_64_bit=is_64_bit))
        assert (told.source, told.code, told.concerns_identity) == (source, code, concerns)


def test_a_notification_that_is_cut_off() -> None:
    with pytest.raises(ValueError, match="cut off"):
        wlanapi.notification(buffers.notification(8, 10)[:23])
