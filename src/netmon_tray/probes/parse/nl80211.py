"""WiFi facts of nl80211: <linux/nl80211.h> and <linux/genetlink.h>, requests and decoded answers.

Numbers that are not named otherwise are the kernel's; attribute numbers carry the names of those headers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from netmon_tray.probes.parse import wlan
from netmon_tray.probes.parse.netlink import (
    DecodeError,
    attribute,
    attributes,
    messages,
    nested,
    s8,
    s32,
    text,
    u8,
    u16,
    u32,
)
from netmon_tray.probes.parse.rtnetlink import mac_text

GENL_ID_CTRL = 16
CTRL_CMD_GETFAMILY = 3
CMD_GET_INTERFACE, CMD_GET_STATION, CMD_GET_SCAN, CMD_GET_SURVEY = 5, 17, 32, 50
CMD_AUTHENTICATE, CMD_ASSOCIATE, CMD_DEAUTHENTICATE, CMD_DISASSOCIATE = 37, 38, 39, 40
CMD_CONNECT, CMD_ROAM, CMD_DISCONNECT, CMD_CH_SWITCH_NOTIFY = 46, 47, 48, 88

IFTYPE_ADHOC, IFTYPE_STATION, IFTYPE_P2P_CLIENT = 1, 2, 8

GROUP_MLME = "mlme"
RSSI_RANGE_DBM = range(-120, 0)
"""What a receiver can measure; drivers write 0 for "not measured"."""

_GENLMSGHDR = struct.Struct("=BBH")
_CTRL_ATTR_FAMILY_ID, _CTRL_ATTR_FAMILY_NAME, _CTRL_ATTR_MCAST_GROUPS = 1, 2, 7
_CTRL_GROUP_NAME, _CTRL_GROUP_ID = 1, 2

_IFINDEX, _IFNAME, _IFTYPE, _MAC, _STA_INFO, _WIPHY_FREQ, _BSS, _FRAME, _SSID = 3, 4, 5, 6, 21, 38, 47, 51, 52
_STATUS_CODE, _REQ_IE, _SURVEY_INFO, _CHANNEL_WIDTH, _MLO_LINKS, _MLO_LINK_ID = 72, 77, 84, 159, 312, 313

_WIDTH_MHZ = {0: 20, 1: 20, 2: 40, 3: 80, 4: 160, 5: 160, 6: 5, 7: 10, 8: 1, 9: 2, 10: 4, 11: 8, 12: 16, 13: 320}
"""enum nl80211_chan_width; 80+80 MHz counts as 160."""

_STA_SIGNAL, _STA_TX_BITRATE, _STA_SIGNAL_AVG, _STA_RX_BITRATE, _STA_BEACON_SIGNAL_AVG = 7, 8, 13, 14, 30
_RATE_BITRATE, _RATE_BITRATE32 = 1, 5
_RATE_GENERATIONS = ((7, (19, 20)), (6, (13, 14)), (5, (6, 7)), (4, (2,)))
"""WiFi generation by the rate attributes that only it has: EHT, HE, VHT, HT."""

_BSS_BSSID, _BSS_FREQUENCY, _BSS_CAPABILITY, _BSS_ELEMENTS, _BSS_SIGNAL_MBM = 1, 2, 5, 6, 7
_BSS_SIGNAL_UNSPEC, _BSS_STATUS, _BSS_BEACON_ELEMENTS, _BSS_MLO_LINK_ID, _BSS_MLD_ADDR = 8, 9, 11, 21, 22
_STATUS_ASSOCIATED, _STATUS_IBSS_JOINED = 1, 2
_CAPABILITY_PRIVACY = 0x0010

_SURVEY_FREQUENCY, _SURVEY_NOISE, _SURVEY_IN_USE = 1, 2, 3

_FRAME_BSSID, _FRAME_BODY = slice(16, 22), 24
"""Management frame, IEEE 802.11-2020, 9.3.3.1: address 3 is the BSSID, the body follows 24 bytes of header."""
_SHARED_KEY = 1
"""Authentication algorithm number, IEEE 802.11-2020, 9.4.1.1."""


@dataclass(frozen=True, slots=True)
class Family:
    """Where nl80211 is found on this boot: its numbers are given out when the module loads."""

    identity: int
    groups: dict[str, int]


@dataclass(frozen=True, slots=True)
class MloLink:
    """One radio link of a WiFi 7 multi-link association."""

    identity: int
    frequency_mhz: int | None
    width_mhz: int | None


@dataclass(frozen=True, slots=True)
class WirelessInterface:
    """An interface as cfg80211 lists it."""

    index: int
    name: str | None
    iftype: int
    ssid: bytes | None
    """Often absent on kernels from 5.19.2 on: only a last resort."""
    frequency_mhz: int | None
    width_mhz: int | None
    links: tuple[MloLink, ...] = ()

    @property
    def is_client(self) -> bool:
        """Joins networks of others, rather than making one or listening."""
        return self.iftype in (IFTYPE_ADHOC, IFTYPE_STATION, IFTYPE_P2P_CLIENT)


@dataclass(frozen=True, slots=True)
class Station:
    """What the driver counts of the access point it talks to."""

    mac: str | None
    rssi_dbm: int | None
    tx_bit_per_s: int | None
    """The receive rate is left out: before the first data frame it is absent or a management rate."""
    generation: int | None
    """4 to 7; None at the older rates, which a newer link also falls back to."""


@dataclass(frozen=True, slots=True)
class Bss:
    """A basic service set that this interface is associated with."""

    bssid: str | None
    frequency_mhz: int | None
    signal_dbm: float | None
    signal_percent: int | None
    is_private: bool
    elements: bytes
    mlo_link: int | None
    mld_mac: str | None

    @property
    def ssid(self) -> bytes | None:
        """The SSID element's bytes."""
        return wlan.first_element(self.elements, wlan.ELEMENT_SSID)


@dataclass(frozen=True, slots=True)
class Association:
    """What a notification tells of joining or leaving a network."""

    command: int
    index: int
    bssid: str | None
    is_success: bool
    request: bytes | None
    """Elements of the association request: the station lists exactly one key management there."""
    uses_shared_key: bool | None
    """Authentication frames only."""


# --- requests -------------------------------------------------------------------------------------------------------


def family_request() -> bytes:
    """Payload that asks the generic netlink controller for nl80211."""
    return _GENLMSGHDR.pack(CTRL_CMD_GETFAMILY, 1, 0) + attribute(_CTRL_ATTR_FAMILY_NAME, b"nl80211\0")


def request(command: int, index: int | None = None, mac: str | None = None) -> bytes:
    """Payload of an nl80211 command, about one interface and one station where given."""
    payload = _GENLMSGHDR.pack(command, 0, 0)
    if index is not None:
        payload += attribute(_IFINDEX, struct.pack("=I", index))
    if mac is not None:
        payload += attribute(_MAC, bytes.fromhex(mac.replace(":", "")))
    return payload


# --- answers --------------------------------------------------------------------------------------------------------


def family(payload: bytes) -> Family:
    """Decode the controller's answer."""
    found = _body(payload)
    identity = u16(found, _CTRL_ATTR_FAMILY_ID)
    if identity is None:
        raise DecodeError("a generic netlink family has no number")
    groups = {}
    for entry in nested(found, _CTRL_ATTR_MCAST_GROUPS).values():
        group = attributes(entry)
        name, number = text(group, _CTRL_GROUP_NAME), u32(group, _CTRL_GROUP_ID)
        if name is not None and number is not None:
            groups[name] = number
    return Family(identity, groups)


def interface(payload: bytes) -> WirelessInterface | None:
    """Decode one GET_INTERFACE answer; None for a device without a network interface (P2P device)."""
    found = _body(payload)
    index = u32(found, _IFINDEX)
    if index is None:
        return None
    return WirelessInterface(
        index=index,
        name=text(found, _IFNAME),
        iftype=u32(found, _IFTYPE) or 0,
        ssid=found.get(_SSID),
        frequency_mhz=u32(found, _WIPHY_FREQ),
        width_mhz=_width(found),
        links=_mlo_links(found),
    )


def station(payload: bytes) -> Station:
    """Decode one GET_STATION answer."""
    found = _body(payload)
    counted = nested(found, _STA_INFO)
    levels = (s8(counted, kind) for kind in (_STA_SIGNAL_AVG, _STA_SIGNAL, _STA_BEACON_SIGNAL_AVG))
    tx = nested(counted, _STA_TX_BITRATE)
    rx = nested(counted, _STA_RX_BITRATE)
    return Station(
        mac=mac_text(found.get(_MAC)),
        rssi_dbm=next((level for level in levels if level is not None and level in RSSI_RANGE_DBM), None),
        tx_bit_per_s=_bit_rate(tx),
        generation=max(filter(None, (_generation(tx), _generation(rx))), default=None),
    )


def associated_bss(payloads: Iterable[bytes]) -> Bss | None:
    """Pick the associated entry of a scan dump by its status, never by BSSID; of several (MLO) the strongest."""
    joined = [entry for entry in map(_joined_bss, payloads) if entry is not None]
    return max(joined, key=lambda entry: -1000.0 if entry.signal_dbm is None else entry.signal_dbm, default=None)


def noise_dbm(payloads: Iterable[bytes], frequency_mhz: int | None) -> int | None:
    """Return the noise of the survey entry in use, else of the one on that frequency; many drivers have none."""
    on_frequency = None
    for payload in payloads:
        survey = nested(_body(payload), _SURVEY_INFO)
        noise = s8(survey, _SURVEY_NOISE)
        if noise is None:
            continue
        if _SURVEY_IN_USE in survey:
            return noise
        if frequency_mhz is not None and u32(survey, _SURVEY_FREQUENCY) == frequency_mhz:
            on_frequency = noise
    return on_frequency


def associations(datagram: bytes, family_identity: int) -> list[Association]:
    """Decode the notifications about joining, leaving and switching channels out of what one ``recv`` returned."""
    found = []
    for item in messages(datagram):
        if item.kind == family_identity and item.payload[:1] and item.payload[0] in _ASSOCIATION_COMMANDS:
            event = _association(item.payload)
            if event is not None:
                found.append(event)
    return found


_ASSOCIATION_COMMANDS = frozenset(
    {
        CMD_AUTHENTICATE,
        CMD_ASSOCIATE,
        CMD_DEAUTHENTICATE,
        CMD_DISASSOCIATE,
        CMD_CONNECT,
        CMD_ROAM,
        CMD_DISCONNECT,
        CMD_CH_SWITCH_NOTIFY,
    }
)


def _body(payload: bytes) -> dict[int, bytes]:
    if len(payload) < _GENLMSGHDR.size:
        raise DecodeError("a generic netlink message is cut off")
    return attributes(payload, _GENLMSGHDR.size)


def _width(found: dict[int, bytes]) -> int | None:
    code = u32(found, _CHANNEL_WIDTH)
    return None if code is None else _WIDTH_MHZ.get(code)


def _mlo_links(found: dict[int, bytes]) -> tuple[MloLink, ...]:
    links = []
    for entry in nested(found, _MLO_LINKS).values():
        link = attributes(entry)
        identity = u8(link, _MLO_LINK_ID)
        if identity is not None:
            links.append(MloLink(identity, u32(link, _WIPHY_FREQ), _width(link)))
    return tuple(links)


def _bit_rate(rate: dict[int, bytes]) -> int | None:
    """Both attributes count units of 100 kbit/s; the 16-bit one is absent from rates that don't fit it."""
    units = u32(rate, _RATE_BITRATE32) or u16(rate, _RATE_BITRATE)
    return units * 100_000 if units else None


def _generation(rate: dict[int, bytes]) -> int | None:
    return next((number for number, kinds in _RATE_GENERATIONS if any(kind in rate for kind in kinds)), None)


def _joined_bss(payload: bytes) -> Bss | None:
    entry = nested(_body(payload), _BSS)
    if u32(entry, _BSS_STATUS) not in (_STATUS_ASSOCIATED, _STATUS_IBSS_JOINED):
        return None
    signal_mbm = s32(entry, _BSS_SIGNAL_MBM)
    return Bss(
        bssid=mac_text(entry.get(_BSS_BSSID)),
        frequency_mhz=u32(entry, _BSS_FREQUENCY),
        signal_dbm=None if signal_mbm is None else signal_mbm / 100,
        signal_percent=u8(entry, _BSS_SIGNAL_UNSPEC),
        is_private=bool((u16(entry, _BSS_CAPABILITY) or 0) & _CAPABILITY_PRIVACY),
        elements=entry.get(_BSS_ELEMENTS) or entry.get(_BSS_BEACON_ELEMENTS) or b"",
        mlo_link=u8(entry, _BSS_MLO_LINK_ID),
        mld_mac=mac_text(entry.get(_BSS_MLD_ADDR)),
    )


def _association(payload: bytes) -> Association | None:
    found = _body(payload)
    index = u32(found, _IFINDEX)
    if index is None:
        return None
    frame = found.get(_FRAME, b"")
    shared = None
    if payload[0] == CMD_AUTHENTICATE and len(frame) >= _FRAME_BODY + 2:
        shared = int.from_bytes(frame[_FRAME_BODY : _FRAME_BODY + 2], "little") == _SHARED_KEY
    return Association(
        command=payload[0],
        index=index,
        bssid=mac_text(found.get(_MAC)) or mac_text(frame[_FRAME_BSSID]),
        is_success=not u16(found, _STATUS_CODE),
        request=found.get(_REQ_IE),
        uses_shared_key=shared,
    )
