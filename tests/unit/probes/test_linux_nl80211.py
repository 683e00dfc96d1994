"""Questions about WiFi: which are asked, and what drivers that answer only some of them cost."""

from __future__ import annotations

import errno

import pytest

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux.nl80211 import WirelessReader
from support.recorded_kernel import RecordedKernel

BSSID = "02:00:00:00:00:00"


def reader(kernel: RecordedKernel) -> WirelessReader:
    return WirelessReader(kernel.open)


def test_a_machine_without_wifi_is_asked_one_question() -> None:
    kernel = RecordedKernel("linux_wpa2_psk")
    kernel.answers["ctrl_getfamily"].errno = errno.ENOENT
    assert reader(kernel).facts() == {}
    assert kernel.asked == ["ctrl_getfamily"]


def test_each_interface_with_its_access_point() -> None:
    kernel = RecordedKernel("linux_wpa2_psk")
    found = reader(kernel).facts()
    joined = found[kernel.link_index("wlan1")]
    assert joined.bss is not None
    assert joined.bss.ssid == b"LabWPA2"
    assert joined.station is not None
    assert (joined.station_mac, joined.station.rssi_dbm, joined.noise_dbm) == (BSSID, -27, -92)
    assert found[kernel.link_index("wlan2")].bss is None
    assert found[kernel.link_index("wlan0")].bss is None


def test_an_interface_that_serves_is_not_asked_for_its_scan() -> None:
    kernel = RecordedKernel("linux_wpa2_psk")
    reader(kernel).facts()
    assert kernel.asked.count("get_scan_dump") == 2  # wlan1 and wlan2, not wlan0


def test_a_driver_without_survey_has_no_noise() -> None:
    kernel = RecordedKernel("linux_open")
    joined = reader(kernel).facts()[kernel.link_index("wlan1")]
    assert joined.noise_dbm is None
    assert joined.station is not None


def test_a_driver_that_only_lists_stations() -> None:
    kernel = RecordedKernel("linux_open")
    kernel.answers["get_station_dump"].errno = errno.EOPNOTSUPP
    wireless = reader(kernel)
    assert wireless.facts()[kernel.link_index("wlan1")].station is None
    assert "get_station_dump" in kernel.asked


def test_a_station_that_is_gone_is_none() -> None:
    kernel = RecordedKernel("linux_open")
    wireless = reader(kernel)
    wireless.facts()
    index = kernel.link_index("wlan1")
    assert wireless.station(index, BSSID) is not None
    assert wireless.station(index, "02:00:00:00:00:99") is None


def test_silence_is_a_failed_part() -> None:
    kernel = RecordedKernel("linux_open")
    kernel.silent.add("get_interface_dump")
    with pytest.raises(PartFailed) as failure:
        reader(kernel).facts()
    assert failure.value.part == "nl80211"
