"""WiFi adapters, associations and signal as Windows' wlanapi fills them in (wlanapi.h, windot11.h).

Every decoder takes bytes and raises ValueError for bytes that are too short. What a connection's name, access point
and security are stands only in ``connection`` (opcode 7), which Windows 11 24H2 gives to those who may know the
location; ``quality`` (opcode 19), ``rssi_dbm`` and ``channel`` are free for all.
"""

from __future__ import annotations

import ctypes
import enum
import uuid
from dataclasses import dataclass
from typing import NamedTuple

from netmon_tray.probes.parse.layouts import Guid, Layout, uuid_of
from netmon_tray.probes.parse.wlan import SSID_MAX_BYTES


class Opcode(enum.IntEnum):
    """WLAN_INTF_OPCODE: what WlanQueryInterface can be asked."""

    RADIO_STATE = 4
    CURRENT_CONNECTION = 7
    CHANNEL_NUMBER = 8
    REALTIME_CONNECTION_QUALITY = 19
    RSSI = 0x10000102


class AdapterState(enum.IntEnum):
    """WLAN_INTERFACE_STATE."""

    CONNECTED = 1
    AD_HOC_NETWORK_FORMED = 2


class RadioState(enum.IntEnum):
    """DOT11_RADIO_STATE."""

    UNKNOWN = 0
    ON = 1
    OFF = 2


class Phy(enum.IntEnum):
    """DOT11_PHY_TYPE, those of which a generation is known."""

    OFDM = 4
    HRDSSS = 5
    ERP = 6
    HT = 7
    VHT = 8
    HE = 10
    EHT = 11


class Source(enum.IntFlag):
    """WLAN_NOTIFICATION_SOURCE: connections, and below them the radio's own doings."""

    ACM = 0x08
    MSM = 0x10


class Acm(enum.IntEnum):
    """WLAN_NOTIFICATION_ACM: of which a change of connection follows."""

    CONNECTION_COMPLETE = 10
    INTERFACE_ARRIVAL = 13
    INTERFACE_REMOVAL = 14
    DISCONNECTED = 21


class Msm(enum.IntEnum):
    """WLAN_NOTIFICATION_MSM: likewise."""

    CONNECTED = 4
    ROAMING_END = 6
    RADIO_STATE_CHANGE = 7
    DISCONNECTED = 10


_GENERATIONS: dict[int, int] = {Phy.HT: 4, Phy.VHT: 5, Phy.HE: 6, Phy.EHT: 7}
_NOT_6_GHZ = frozenset({Phy.OFDM, Phy.HRDSSS, Phy.ERP, Phy.HT, Phy.VHT})
_KHZ_FROM = 100_000
"""The field is called MHz, its page says kHz, and adapters fill in MHz: no WiFi band is near 100 GHz or 100 MHz."""
_WIDTHS_MHZ = frozenset({5, 10, 20, 40, 80, 160, 320})


# --- structures -----------------------------------------------------------------------------------------------------


class WlanInterfaceInfo(Layout):
    """An adapter."""

    c_name = "WLAN_INTERFACE_INFO"
    _fields_ = (
        ("InterfaceGuid", Guid),
        ("strInterfaceDescription", ctypes.c_uint16 * 256),
        ("isState", ctypes.c_uint32),
    )


class WlanPhyRadioState(Layout):
    """One radio of an adapter, as the system and as a switch of the machine has it."""

    c_name = "WLAN_PHY_RADIO_STATE"
    _fields_ = (
        ("dwPhyIndex", ctypes.c_uint32),
        ("dot11SoftwareRadioState", ctypes.c_uint32),
        ("dot11HardwareRadioState", ctypes.c_uint32),
    )


class Dot11Ssid(Layout):
    """A network's name."""

    c_name = "DOT11_SSID"
    _fields_ = (("uSSIDLength", ctypes.c_uint32), ("ucSSID", ctypes.c_uint8 * 32))


class WlanAssociationAttributes(Layout):
    """How an adapter is associated; rates in kbit/s."""

    c_name = "WLAN_ASSOCIATION_ATTRIBUTES"
    _fields_ = (
        ("dot11Ssid", Dot11Ssid),
        ("dot11BssType", ctypes.c_uint32),
        ("dot11Bssid", ctypes.c_uint8 * 6),
        ("dot11PhyType", ctypes.c_uint32),
        ("uDot11PhyIndex", ctypes.c_uint32),
        ("wlanSignalQuality", ctypes.c_uint32),
        ("ulRxRate", ctypes.c_uint32),
        ("ulTxRate", ctypes.c_uint32),
    )


class WlanSecurityAttributes(Layout):
    """How a connection is secured."""

    c_name = "WLAN_SECURITY_ATTRIBUTES"
    _fields_ = (
        ("bSecurityEnabled", ctypes.c_uint32),
        ("bOneXEnabled", ctypes.c_uint32),
        ("dot11AuthAlgorithm", ctypes.c_uint32),
        ("dot11CipherAlgorithm", ctypes.c_uint32),
    )


class WlanConnectionAttributes(Layout):
    """The present connection of an adapter."""

    c_name = "WLAN_CONNECTION_ATTRIBUTES"
    _fields_ = (
        ("isState", ctypes.c_uint32),
        ("wlanConnectionMode", ctypes.c_uint32),
        ("strProfileName", ctypes.c_uint16 * 256),
        ("wlanAssociationAttributes", WlanAssociationAttributes),
        ("wlanSecurityAttributes", WlanSecurityAttributes),
    )


class WlanRateSet(Layout):
    """The rates that an access point offers."""

    c_name = "WLAN_RATE_SET"
    _fields_ = (("uRateSetLength", ctypes.c_uint32), ("usRateSet", ctypes.c_uint16 * 126))


class WlanRealtimeConnectionQualityLinkInfo(Layout):
    """One link of a connection; WiFi 7 has several."""

    c_name = "WLAN_REALTIME_CONNECTION_QUALITY_LINK_INFO"
    _fields_ = (
        ("ucLinkID", ctypes.c_uint8),
        ("ulChannelCenterFrequencyMhz", ctypes.c_uint32),
        ("ulBandwidth", ctypes.c_uint32),
        ("lRssi", ctypes.c_int32),
        ("wlanRateSet", WlanRateSet),
    )


class WlanRealtimeConnectionQuality(Layout):
    """What precedes the links."""

    c_name = "WLAN_REALTIME_CONNECTION_QUALITY"
    _fields_ = (
        ("dot11PhyType", ctypes.c_uint32),
        ("ulLinkQuality", ctypes.c_uint32),
        ("ulRxRate", ctypes.c_uint32),
        ("ulTxRate", ctypes.c_uint32),
        ("bIsMLOConnection", ctypes.c_uint32),
        ("ulNumLinks", ctypes.c_uint32),
    )


class WlanNotificationData(Layout):
    """A notification, as a 64-bit system lays it out; what ``pData`` points at is not read."""

    c_name = "WLAN_NOTIFICATION_DATA"
    _fields_ = (
        ("NotificationSource", ctypes.c_uint32),
        ("NotificationCode", ctypes.c_uint32),
        ("InterfaceGuid", Guid),
        ("dwDataSize", ctypes.c_uint32),
        ("pData", ctypes.c_uint64),
    )


NOTIFICATION_BYTES = WlanNotificationData.dwDataSize.offset
"""What is read of a notification lies before its pointer, and is the same on 32-bit systems."""


# --- values ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quality:
    """Signal and rate of a connection, on the link with the best signal; None where it was not told."""

    rssi_dbm: int | None = None
    signal_percent: int | None = None
    """0 to 100."""
    frequency_mhz: int | None = None
    width_mhz: int | None = None
    channel: int | None = None
    """Where the driver tells only this: without its band it is not a frequency."""
    tx_bit_per_s: int | None = None
    generation: int | None = None
    """4 to 7."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What counts as the place where one is, and what comes with it."""

    ssid: bytes
    bssid: str | None
    phy: int
    signal_percent: int | None
    tx_bit_per_s: int | None
    has_8021x: bool
    authentication: int
    """DOT11_AUTH_ALGORITHM."""
    cipher: int
    """DOT11_CIPHER_ALGORITHM."""


class Notification(NamedTuple):
    """Source and code of a notification."""

    source: int
    code: int

    @property
    def concerns_identity(self) -> bool:
        """Another network, access point or adapter; signal changes and scans arrive all the time and are not."""
        changes: dict[int, frozenset[int]] = {Source.ACM: frozenset(Acm), Source.MSM: frozenset(Msm)}
        return self.code in changes.get(self.source, ())


def adapters(listed: bytes) -> dict[uuid.UUID, int]:
    """Read a WLAN_INTERFACE_INFO_LIST: each adapter's GUID and its ``AdapterState``."""
    return {uuid_of(row.InterfaceGuid): row.isState for row in WlanInterfaceInfo.read_rows(listed)}


def is_radio_off(octets: bytes) -> bool:
    """Read a WLAN_RADIO_STATE: whether every radio of the adapter is switched off, in Windows or on the machine."""
    radios = WlanPhyRadioState.read_rows(octets, first_at=4)
    return bool(radios) and all(
        RadioState.OFF in (radio.dot11SoftwareRadioState, radio.dot11HardwareRadioState) for radio in radios
    )


def connection(octets: bytes) -> Connection:
    """Read a WLAN_CONNECTION_ATTRIBUTES."""
    read = WlanConnectionAttributes.read(octets)
    joined, secured = read.wlanAssociationAttributes, read.wlanSecurityAttributes
    bssid, length = bytes(joined.dot11Bssid), joined.dot11Ssid.uSSIDLength
    return Connection(
        ssid=bytes(joined.dot11Ssid.ucSSID)[:length] if length <= SSID_MAX_BYTES else b"",
        bssid=bssid.hex(":") if any(bssid) else None,
        phy=joined.dot11PhyType,
        signal_percent=joined.wlanSignalQuality if joined.wlanSignalQuality <= 100 else None,
        tx_bit_per_s=joined.ulTxRate * 1000 or None,
        has_8021x=bool(secured.bOneXEnabled),
        authentication=secured.dot11AuthAlgorithm,
        cipher=secured.dot11CipherAlgorithm,
    )


def quality(octets: bytes) -> Quality:
    """Read a WLAN_REALTIME_CONNECTION_QUALITY with its links."""
    read = WlanRealtimeConnectionQuality.read(octets)
    first, size = ctypes.sizeof(WlanRealtimeConnectionQuality), ctypes.sizeof(WlanRealtimeConnectionQualityLinkInfo)
    links = [
        WlanRealtimeConnectionQualityLinkInfo.read(octets, first + size * number) for number in range(read.ulNumLinks)
    ]
    known = Quality(
        signal_percent=read.ulLinkQuality if read.ulLinkQuality <= 100 else None,
        tx_bit_per_s=read.ulTxRate * 1000 or None,
        generation=generation_of(read.dot11PhyType),
    )
    if not links:
        return known
    best = max(links, key=lambda link: link.lRssi if _is_level(link.lRssi) else -1000)
    return Quality(
        rssi_dbm=best.lRssi if _is_level(best.lRssi) else None,
        signal_percent=known.signal_percent,
        frequency_mhz=_megahertz(best.ulChannelCenterFrequencyMhz),
        width_mhz=best.ulBandwidth if best.ulBandwidth in _WIDTHS_MHZ else None,
        tx_bit_per_s=known.tx_bit_per_s,
        generation=known.generation,
    )


def rssi_dbm(octets: bytes) -> int | None:
    """Read the LONG that the opcode RSSI answers; None for a level that no radio measures."""
    level = int(ctypes.c_int32.from_buffer_copy(octets).value)
    return level if _is_level(level) else None


def channel(octets: bytes) -> int | None:
    """Read the ULONG that the opcode CHANNEL_NUMBER answers."""
    return int(ctypes.c_uint32.from_buffer_copy(octets).value) or None


def notification(octets: bytes) -> Notification:
    """Read the beginning of a WLAN_NOTIFICATION_DATA."""
    if len(octets) < NOTIFICATION_BYTES:
        raise ValueError("a notification that is cut off")
    read = WlanNotificationData.read(octets.ljust(ctypes.sizeof(WlanNotificationData), b"\0"))
    return Notification(read.NotificationSource, read.NotificationCode)


def generation_of(phy: int) -> int | None:
    """The generation of a DOT11_PHY_TYPE: "WiFi 6" is 6."""
    return _GENERATIONS.get(phy)


def level_of(percent: int) -> int | None:
    """The level in dBm that a signal quality stands for; None at its ends, where everything beyond is the same.

    0 is -100 dBm, 100 is -50 dBm, and it is linear in between (WLAN_ASSOCIATION_ATTRIBUTES).
    """
    return round(percent / 2 - 100) if 0 < percent < 100 else None


def frequency_of(number: int, phy: int) -> int | None:
    """The frequency of a channel in MHz; None where it may be one of 6 GHz, whose channels bear the same numbers."""
    if phy not in _NOT_6_GHZ:
        return None
    if number == 14:
        return 2484
    if 1 <= number <= 13:
        return 2407 + 5 * number
    return 5000 + 5 * number if 36 <= number <= 177 else None


def _is_level(dbm: int) -> bool:
    return -120 <= dbm < 0


def _megahertz(told: int) -> int | None:
    return (told // 1000 if told >= _KHZ_FROM else told) or None
