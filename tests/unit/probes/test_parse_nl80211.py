"""WiFi facts as recorded kernels sent them, against what ``iw`` and a second program read.

MLO (WiFi 7), 6 GHz and drivers without levels are built by hand: no recording has them.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

import pytest

from netmon_tray.model import Security
from netmon_tray.probes.parse import netlink, nl80211, security
from netmon_tray.probes.parse.netlink import DecodeError, attribute
from support.recorded_kernel import CAPTURES, payloads, recording

WIFI = [
    "linux_open",
    "linux_wpa_psk_tkip",
    "linux_wpa2_psk",
    "linux_wpa3_sae",
    "linux_wpa2_wpa3_transition",
    "linux_k612_nm152_transition",
    "linux_k612_country",
]
SUPPLICANT_ALONE = [
    "linux_wep",
    "linux_wep_shared",
    "linux_wpa_wpa2_psk_mixed",
    "linux_owe",
    "linux_wpa2_eap",
    "linux_wpa3_eap",
    "linux_hidden",
]
REUSED_RADIO = [
    "linux_k612_wep",
    "linux_k612_owe",
    "linux_k612_wpa2_eap",
    "linux_k612_wpa_wpa2_psk_mixed",
    "linux_k612_name_bytes",
]
"""Networks that were there before on the same radio are remembered for half a minute, with the same BSSID."""
GROUPS = {"config", "scan", "regulatory", "mlme", "vendor", "nan"}
BSSID = "02:00:00:00:00:00"


def iw(folder: str, pattern: str) -> str:
    """The first thing that ``iw`` printed of that kind."""
    found = re.search(pattern, (CAPTURES / folder / "iw.txt").read_text())
    assert found, pattern
    return found[1]


def probed(folder: str, pattern: str) -> re.Match[str]:
    """A line that the second program printed at the moment of the recording."""
    found = re.search(pattern, (CAPTURES / folder / "nlprobe.txt").read_text())
    assert found, pattern
    return found


def u32(kind: int, value: int) -> bytes:
    return attribute(kind, struct.pack("=I", value))


def nest(kind: int, *parts: bytes) -> bytes:
    return attribute(kind, b"".join(parts))


def genl(command: int, *parts: bytes) -> bytes:
    return bytes((command, 1, 0, 0)) + b"".join(parts)


def scan_entry(*parts: bytes) -> bytes:
    return genl(34, u32(3, 4), nest(47, *parts))


def mac(text: str) -> bytes:
    return bytes.fromhex(text.replace(":", ""))


# --- recordings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", WIFI)
def test_the_family_and_its_groups(folder: str) -> None:
    family = nl80211.family(payloads(recording(folder)["ctrl_getfamily"])[0])
    assert set(family.groups) == GROUPS
    if folder != "linux_k612_country":
        line = probed(folder, r"family (\d+) .*'mlme': (\d+)")
        assert (family.identity, family.groups["mlme"]) == (int(line[1]), int(line[2]))


@pytest.mark.parametrize("folder", WIFI)
def test_interfaces(folder: str) -> None:
    found = [nl80211.interface(body) for body in payloads(recording(folder)["get_interface_dump"])]
    by_name = {entry.name: entry for entry in found if entry}
    station, idle, serving = by_name["wlan1"], by_name["wlan2"], by_name["wlan0"]
    assert station.is_client
    assert idle.is_client
    assert not serving.is_client
    channel, frequency_mhz, width_mhz = re.findall(r"channel (\d+) \((\d+) MHz\), width: (\d+)", iw_all(folder))[0]
    assert (station.frequency_mhz, station.width_mhz) == (int(frequency_mhz), int(width_mhz))
    assert (idle.frequency_mhz, idle.width_mhz) == (None, None)
    assert channel


def iw_all(folder: str) -> str:
    return (CAPTURES / folder / "iw.txt").read_text()


def test_the_interfaces_own_ssid_comes_and_goes_with_the_country_element() -> None:
    """Kernel 6.12 with wpa_supplicant: present only where the access point sends a Country element."""
    with_country, without = (
        {entry.name: entry for body in payloads(recording(folder)["get_interface_dump"]) if (entry := read(body))}
        for folder in ("linux_k612_country", "linux_k612_nm152_transition")
    )
    assert with_country["wlan1"].ssid == b"LabWPA2"
    assert without["wlan1"].ssid is None


def read(body: bytes) -> nl80211.WirelessInterface | None:
    return nl80211.interface(body)


@pytest.mark.parametrize("folder", WIFI + SUPPLICANT_ALONE)
def test_the_associated_access_point(folder: str) -> None:
    bss = nl80211.associated_bss(payloads(recording(folder)["get_scan_dump"]))
    assert bss is not None
    assert bss.bssid == iw(folder, r"Connected to (\S+)")
    assert bss.ssid is not None
    assert bss.ssid.decode() == iw(folder, r"SSID: (\S+)")
    assert bss.frequency_mhz == int(float(iw(folder, r"freq: (\S+)")))
    assert bss.signal_dbm == float(iw(folder, r"signal: (\S+)\.?\d* dBm"))
    assert bss.is_private == (folder != "linux_open")
    assert (bss.mlo_link, bss.mld_mac) == (None, None)


@pytest.mark.parametrize("folder", [folder for folder in WIFI if folder != "linux_k612_country"])
def test_the_station(folder: str) -> None:
    (body,) = payloads(recording(folder)["get_station_dump"])
    found = nl80211.station(body)
    line = probed(folder, r"STA 4 (\S+) \{'signal': (-\d+), 'signal_avg': (-\d+).*?\} tx \{'Mbps': ([\d.]+)(.*?)\}")
    assert found.mac == line[1]
    assert found.rssi_dbm == int(line[3])
    assert found.tx_bit_per_s == round(float(line[4]) * 1_000_000)
    assert found.generation == (5 if "vht_mcs" in line[5] else None)


def test_the_noise_of_the_frequency_where_no_entry_is_in_use() -> None:
    survey = payloads(recording("linux_wpa2_psk")["get_survey_dump"])
    assert nl80211.noise_dbm(survey, 5180) == int(probed("linux_wpa2_psk", r"SURVEY 5180 noise (-\d+)")[1]) == -92
    assert nl80211.noise_dbm(survey, 4242) is None
    assert nl80211.noise_dbm(survey, None) is None
    assert nl80211.noise_dbm([], 5180) is None


EXPECTED = {
    "linux_open": Security.OPEN,
    "linux_wpa_psk_tkip": Security.WPA_PSK,
    "linux_wpa2_psk": Security.WPA2_PSK,
    "linux_wpa3_sae": Security.WPA3_SAE,
    "linux_wpa2_wpa3_transition": Security.WPA2_WPA3_PSK,
    "linux_k612_nm152_transition": Security.WPA2_WPA3_PSK,
    "linux_k612_country": Security.WPA2_PSK,
    "linux_wep": Security.WEP,
    "linux_wep_shared": Security.WEP,
    "linux_wpa_wpa2_psk_mixed": Security.WPA_WPA2_PSK,
    "linux_owe": Security.OWE,
    "linux_wpa2_eap": Security.WPA2_EAP,
    "linux_wpa3_eap": Security.WPA3_EAP,
    "linux_hidden": Security.WPA2_PSK,
}


@pytest.mark.parametrize("folder", EXPECTED)
def test_the_security_of_each_recorded_access_point(folder: str) -> None:
    bss = nl80211.associated_bss(payloads(recording(folder)["get_scan_dump"]))
    assert bss is not None
    found = security.judge(security.read_elements(bss.elements), is_private=bss.is_private)
    assert found.security is EXPECTED[folder]


@pytest.mark.parametrize("folder", SUPPLICANT_ALONE)
def test_level_and_rate_as_iw_printed_them(folder: str) -> None:
    (body,) = payloads(recording(folder)["get_station_dump"])
    found = nl80211.station(body)
    assert found.rssi_dbm == int(iw(folder, r"signal: (-\d+) dBm"))
    assert found.tx_bit_per_s == round(float(iw(folder, r"tx bitrate: (\S+)")) * 1_000_000)


def test_the_recorded_hidden_network_has_two_entries_of_one_bssid() -> None:
    entries = payloads(recording("linux_hidden")["get_scan_dump"])
    bsses = [netlink.nested(netlink.attributes(entry, 4), 47) for entry in entries]
    assert len(bsses) == 2
    assert len({bss[1] for bss in bsses}) == 1
    found = nl80211.associated_bss(entries)
    assert found is not None
    assert found.ssid == b"LabHidden"


@pytest.mark.parametrize("folder", REUSED_RADIO)
def test_of_several_entries_of_one_bssid_the_associated_one_counts(folder: str) -> None:
    entries = payloads(recording(folder)["get_scan_dump"])
    bsses = [netlink.nested(netlink.attributes(entry, 4), 47) for entry in entries]
    assert len(bsses) >= len(re.findall(r"^BSS ", iw_all(folder), re.MULTILINE))  # asked later: entries expire
    assert {bss[1].hex(":") for bss in bsses} == {"02:00:00:00:01:00"}
    found = nl80211.associated_bss(entries)
    assert found is not None
    assert found.ssid is not None
    printed = "".join(chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}" for byte in found.ssid)
    assert printed == iw(folder, r"SSID: (.+)")
    channel, width_mhz = iw(folder, r"channel (\d+)"), iw(folder, r"width: (\d+)")
    link = next(
        one
        for body in payloads(recording(folder)["get_interface_dump"])
        if (one := nl80211.interface(body)) and one.name == "wlan0"
    )
    assert (link.frequency_mhz, link.width_mhz) == (2407 + 5 * int(channel), int(width_mhz))


def test_the_recorded_p2p_device_is_no_interface() -> None:
    bodies = payloads(recording("linux_wep")["get_interface_dump"])
    found = [nl80211.interface(body) for body in bodies]
    assert [entry.name if entry else None for entry in found].count(None) == 1


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_entries_are_chosen_by_status_and_never_by_bssid() -> None:
    """A hidden network has two entries of one BSSID, and an access point that was renamed has old ones."""
    hidden = attribute(1, mac(BSSID)) + attribute(6, b"\x00\x00")
    old = attribute(1, mac(BSSID)) + attribute(6, b"\x00\x03Old") + u32(9, 0)
    present = attribute(1, mac(BSSID)) + attribute(6, b"\x00\x03Lab") + u32(9, 1)
    found = nl80211.associated_bss([scan_entry(hidden), scan_entry(old), scan_entry(present)])
    assert found is not None
    assert found.ssid == b"Lab"
    assert nl80211.associated_bss([scan_entry(hidden), scan_entry(old)]) is None


def test_an_ad_hoc_network_is_joined_too() -> None:
    found = nl80211.associated_bss([scan_entry(attribute(1, mac(BSSID)), u32(9, 2))])
    assert found is not None
    assert found.bssid == BSSID


def test_of_several_links_the_strongest_is_told() -> None:
    entries = [
        scan_entry(
            attribute(1, mac(f"02:00:00:00:01:0{link}")),
            u32(2, frequency_mhz),
            attribute(7, struct.pack("=i", signal_mbm)),
            u32(9, 1),
            attribute(21, bytes((link,))),
            attribute(22, mac("02:00:00:00:0a:aa")),
        )
        for link, frequency_mhz, signal_mbm in [(0, 2437, -6100), (1, 6135, -4800), (2, 5180, -5500)]
    ]
    found = nl80211.associated_bss(entries)
    assert found is not None
    assert (found.mlo_link, found.frequency_mhz, found.signal_dbm) == (1, 6135, -48.0)
    assert (found.bssid, found.mld_mac) == ("02:00:00:00:01:01", "02:00:00:00:0a:aa")


def test_an_interface_with_several_links() -> None:
    links = [
        nest(index + 1, attribute(313, bytes((index,))), u32(38, mhz), u32(159, code))
        for index, (mhz, code) in enumerate([(2437, 1), (6135, 13)])
    ]
    found = nl80211.interface(genl(7, u32(3, 4), attribute(4, b"wlan0\0"), u32(5, 2), nest(312, *links)))
    assert found is not None
    assert found.frequency_mhz is None
    assert [(link.identity, link.frequency_mhz, link.width_mhz) for link in found.links] == [
        (0, 2437, 20),
        (1, 6135, 320),
    ]


def test_a_p2p_device_is_no_interface() -> None:
    assert nl80211.interface(genl(7, u32(5, 10), attribute(153, bytes(8)))) is None


@pytest.mark.parametrize(
    ("code", "width_mhz"),
    [(0, 20), (1, 20), (2, 40), (3, 80), (4, 160), (5, 160), (6, 5), (7, 10), (13, 320), (99, None)],
)
def test_widths(code: int, width_mhz: int | None) -> None:
    found = nl80211.interface(genl(7, u32(3, 4), u32(159, code)))
    assert found is not None
    assert found.width_mhz == width_mhz


def station(*counted: bytes) -> nl80211.Station:
    return nl80211.station(genl(19, u32(3, 4), attribute(6, mac(BSSID)), nest(21, *counted)))


def test_the_level_is_the_average_else_the_last_frame_else_the_beacon() -> None:
    average, last, beacon = attribute(13, b"\xc6"), attribute(7, b"\xc8"), attribute(30, b"\xca")
    assert station(average, last, beacon).rssi_dbm == -58
    assert station(last, beacon).rssi_dbm == -56
    assert station(beacon).rssi_dbm == -54
    assert station(attribute(13, b"\0"), last).rssi_dbm == -56
    assert station().rssi_dbm is None


def test_the_rate_in_units_of_100_kbit_per_s() -> None:
    wide = attribute(8, u32(5, 57647) + attribute(1, struct.pack("=H", 65535)))
    assert station(wide).tx_bit_per_s == 5_764_700_000
    assert station(attribute(8, attribute(1, struct.pack("=H", 867)))).tx_bit_per_s == 86_700_000
    assert station(attribute(8, u32(5, 0))).tx_bit_per_s is None
    assert station(attribute(14, u32(5, 60))).tx_bit_per_s is None


@pytest.mark.parametrize(
    ("kind", "generation"), [(2, 4), (6, 5), (7, 5), (13, 6), (14, 6), (19, 7), (20, 7), (4, None)]
)
def test_the_generation_by_the_kind_of_rate(kind: int, generation: int | None) -> None:
    assert station(attribute(8, attribute(kind, b"\x08"))).generation == generation


def test_the_newer_of_both_directions_counts() -> None:
    assert station(attribute(8, u32(5, 60)), attribute(14, attribute(13, b"\x08"))).generation == 6


def test_a_survey_entry_in_use_wins() -> None:
    entries = [
        genl(51, nest(84, u32(1, 5180), attribute(2, b"\xa1"))),
        genl(51, nest(84, u32(1, 5200), attribute(2, b"\xa5"), attribute(3, b""))),
        genl(51, nest(84, u32(1, 5220))),
    ]
    assert nl80211.noise_dbm(entries, 5180) == -91


def test_a_request_names_interface_and_station() -> None:
    payload = nl80211.request(nl80211.CMD_GET_STATION, 4, BSSID)
    found = netlink.attributes(payload, 4)
    assert (payload[0], netlink.u32(found, 3), found[6]) == (17, 4, mac(BSSID))
    assert nl80211.request(nl80211.CMD_GET_INTERFACE) == bytes((5, 0, 0, 0))


# --- notifications ---------------------------------------------------------------------------------------------------

FAMILY = 35


def heard(*bodies: bytes, family: int = FAMILY) -> list[nl80211.Association]:
    datagram = b"".join(netlink.message(family, 0, 0, body) + bytes(-len(body) % 4) for body in bodies)
    return nl80211.associations(datagram, FAMILY)


def recorded_lines() -> list[re.Match[str]]:
    text = (CAPTURES / "linux_events_connect_disconnect.txt").read_text()
    pattern = r"NL80211 cmd (\d+) ifindex (\d+) mac (\S+) status (\S+) REQ_IE (\S+) RESP_IE"
    return list(re.finditer(pattern, text))


def rebuilt(line: re.Match[str]) -> bytes:
    """A recorded notification, put together again from what its line says."""
    command, index, address, status, request = line.groups()
    parts = [u32(1, 1), u32(3, int(index))]
    if address != "None":
        parts.append(attribute(6, mac(address)))
    if status != "None":
        parts.append(attribute(72, bytes.fromhex(status)))
    if request != "None":
        parts.append(attribute(77, bytes.fromhex(request)))
    return genl(int(command), *parts)


def test_nine_recorded_connects_and_disconnects() -> None:
    events = heard(*map(rebuilt, recorded_lines()))
    told = [event for event in events if event.command in (nl80211.CMD_CONNECT, nl80211.CMD_DISCONNECT)]
    assert [event.command for event in told] == [nl80211.CMD_CONNECT, nl80211.CMD_DISCONNECT] * 9
    connects = told[::2]
    assert {event.bssid for event in connects} == {BSSID}
    assert all(event.is_success and event.index == 4 for event in connects)
    managements = [security.read_elements(event.request or b"").managements for event in connects]
    suites = [0, 0x000FAC02, 0x000FAC02, 0x000FAC08, 0x000FAC08, 0x000FAC12, 0x000FAC05, 0x0050F202, 0]
    assert managements == [frozenset({suite} if suite else ()) for suite in suites]


def test_scans_and_frame_reports_are_not_associations() -> None:
    told = {event.command for event in heard(*map(rebuilt, recorded_lines()))}
    assert told <= {37, 38, 39, 40, 46, 48}
    assert {33, 34, 35, 60} <= {int(line[1]) for line in recorded_lines()}


def test_an_authentication_frame_tells_shared_key_and_bssid() -> None:
    header = bytes(10) + bytes(6) + mac(BSSID) + bytes(2)
    for algorithm, is_shared in [(0, False), (1, True), (3, False)]:
        frame = header + algorithm.to_bytes(2, "little") + bytes(4)
        (event,) = heard(genl(nl80211.CMD_AUTHENTICATE, u32(3, 4), attribute(51, frame)))
        assert (event.bssid, event.uses_shared_key) == (BSSID, is_shared)


def test_a_failed_connect_is_told_as_such() -> None:
    (event,) = heard(genl(nl80211.CMD_CONNECT, u32(3, 4), attribute(72, struct.pack("=H", 17))))
    assert not event.is_success


def test_other_families_are_passed_over() -> None:
    assert heard(genl(nl80211.CMD_CONNECT, u32(3, 4)), family=FAMILY + 1) == []
    assert heard(genl(nl80211.CMD_CONNECT)) == []


@pytest.mark.parametrize("decode", [nl80211.family, nl80211.interface, nl80211.station])
def test_a_damaged_answer_is_told(decode: Callable[[bytes], object]) -> None:
    with pytest.raises(DecodeError):
        decode(b"\x01")
    with pytest.raises(DecodeError):
        decode(genl(1, b"\xff\xff\x01\x00"))


def test_a_family_without_a_number_is_told() -> None:
    with pytest.raises(DecodeError):
        nl80211.family(genl(1, attribute(2, b"nl80211\0")))
