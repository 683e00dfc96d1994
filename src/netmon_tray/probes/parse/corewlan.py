# ruff: noqa: N815 - Apple's own names, so that no other constant can be meant
"""WiFi facts of macOS: the integers of CoreWLAN turned into the model's words.

The numbers are literals of <CoreWLAN/CoreWLANTypes.h> on purpose: pyobjc also exports an older set of nearly the same
names (kCWSecurityMode..., kCWPHYMode11A) whose values differ. The foreign checks hold them against its metadata.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    ConsentState,
    Network,
    Observed,
    Radio,
    Security,
    or_unsupported,
)
from netmon_tray.probes.parse import security, wlan


class CWSecurity(enum.IntEnum):
    """Of CWInterface.security; kCWSecurityUnknown (the largest NSInteger) is none of these."""

    kCWSecurityNone = 0
    kCWSecurityWEP = 1
    kCWSecurityWPAPersonal = 2
    kCWSecurityWPAPersonalMixed = 3
    kCWSecurityWPA2Personal = 4
    kCWSecurityPersonal = 5
    kCWSecurityDynamicWEP = 6
    kCWSecurityWPAEnterprise = 7
    kCWSecurityWPAEnterpriseMixed = 8
    kCWSecurityWPA2Enterprise = 9
    kCWSecurityEnterprise = 10
    kCWSecurityWPA3Personal = 11
    kCWSecurityWPA3Enterprise = 12
    kCWSecurityWPA3Transition = 13
    kCWSecurityOWE = 14
    kCWSecurityOWETransition = 15


class CWPHYMode(enum.IntEnum):
    """Of CWInterface.activePHYMode."""

    kCWPHYModeNone = 0
    kCWPHYMode11a = 1
    kCWPHYMode11b = 2
    kCWPHYMode11g = 3
    kCWPHYMode11n = 4
    kCWPHYMode11ac = 5
    kCWPHYMode11ax = 6
    kCWPHYMode11be = 7


class CWInterfaceMode(enum.IntEnum):
    """Of CWInterface.interfaceMode."""

    kCWInterfaceModeNone = 0
    kCWInterfaceModeStation = 1
    kCWInterfaceModeIBSS = 2
    kCWInterfaceModeHostAP = 3


class CWChannelBand(enum.IntEnum):
    """Of CWChannel.channelBand."""

    kCWChannelBandUnknown = 0
    kCWChannelBand2GHz = 1
    kCWChannelBand5GHz = 2
    kCWChannelBand6GHz = 3


class CWChannelWidth(enum.IntEnum):
    """Of CWChannel.channelWidth."""

    kCWChannelWidthUnknown = 0
    kCWChannelWidth20MHz = 1
    kCWChannelWidth40MHz = 2
    kCWChannelWidth80MHz = 3
    kCWChannelWidth160MHz = 4


class CWEventType(enum.IntEnum):
    """Of CWWiFiClient.startMonitoringEventWithType:error:, those that may change a connection."""

    CWEventTypePowerDidChange = 1
    CWEventTypeSSIDDidChange = 2
    CWEventTypeBSSIDDidChange = 3
    CWEventTypeLinkDidChange = 5
    CWEventTypeModeDidChange = 7


class CLAuthorizationStatus(enum.IntEnum):
    """Of CLLocationManager.authorizationStatus."""

    kCLAuthorizationStatusNotDetermined = 0
    kCLAuthorizationStatusRestricted = 1
    kCLAuthorizationStatusDenied = 2
    kCLAuthorizationStatusAuthorizedAlways = 3
    kCLAuthorizationStatusAuthorizedWhenInUse = 4


_SECURITIES: dict[int, Security] = {
    CWSecurity.kCWSecurityNone: Security.OPEN,
    CWSecurity.kCWSecurityWEP: Security.WEP,
    CWSecurity.kCWSecurityWPAPersonal: Security.WPA_PSK,
    CWSecurity.kCWSecurityWPAPersonalMixed: Security.WPA_WPA2_PSK,
    CWSecurity.kCWSecurityWPA2Personal: Security.WPA2_PSK,
    CWSecurity.kCWSecurityPersonal: Security.WPA2_PSK,
    CWSecurity.kCWSecurityDynamicWEP: Security.DYNAMIC_WEP,
    CWSecurity.kCWSecurityWPAEnterprise: Security.WPA_EAP,
    CWSecurity.kCWSecurityWPAEnterpriseMixed: Security.WPA_WPA2_EAP,
    CWSecurity.kCWSecurityWPA2Enterprise: Security.WPA2_EAP,
    CWSecurity.kCWSecurityEnterprise: Security.WPA2_EAP,
    CWSecurity.kCWSecurityWPA3Personal: Security.WPA3_SAE,
    CWSecurity.kCWSecurityWPA3Enterprise: Security.WPA3_EAP,
    CWSecurity.kCWSecurityWPA3Transition: Security.WPA2_WPA3_PSK,
    CWSecurity.kCWSecurityOWE: Security.OWE,
    CWSecurity.kCWSecurityOWETransition: Security.OWE_TRANSITION,
}
"""probes.md 6.1. macOS does not tell on which half of an OWE pair it is: the open one is said, which is never better
than the truth. Nor does it tell 192-bit WPA3 apart."""

_GENERATIONS: dict[int, int] = {
    CWPHYMode.kCWPHYMode11n: 4,
    CWPHYMode.kCWPHYMode11ac: 5,
    CWPHYMode.kCWPHYMode11ax: 6,
    CWPHYMode.kCWPHYMode11be: 7,
}
_LOWEST_DBM = -120
_LAST_CHANNEL = 233
"""Of the 6 GHz band."""
_WIDTHS_MHZ: dict[int, int] = {
    CWChannelWidth.kCWChannelWidth20MHz: 20,
    CWChannelWidth.kCWChannelWidth40MHz: 40,
    CWChannelWidth.kCWChannelWidth80MHz: 80,
    CWChannelWidth.kCWChannelWidth160MHz: 160,
}
_CONSENTS: dict[int, ConsentState | None] = {
    CLAuthorizationStatus.kCLAuthorizationStatusNotDetermined: ConsentState.NOT_ASKED,
    CLAuthorizationStatus.kCLAuthorizationStatusRestricted: ConsentState.FORBIDDEN,
    CLAuthorizationStatus.kCLAuthorizationStatusDenied: ConsentState.REFUSED,
    CLAuthorizationStatus.kCLAuthorizationStatusAuthorizedAlways: None,
    CLAuthorizationStatus.kCLAuthorizationStatusAuthorizedWhenInUse: None,
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A CWChannel."""

    number: int
    band: int
    width: int

    @property
    def frequency_mhz(self) -> int | None:
        """Of the primary 20 MHz; None without a band, since numbers repeat between bands."""
        if self.band == CWChannelBand.kCWChannelBand2GHz:
            mhz = 2484 if self.number == 14 else 2407 + 5 * self.number
        elif self.band == CWChannelBand.kCWChannelBand5GHz:
            mhz = 5000 + 5 * self.number
        elif self.band == CWChannelBand.kCWChannelBand6GHz:
            mhz = 5935 if self.number == 2 else 5950 + 5 * self.number
        else:
            return None
        return mhz if wlan.channel_of(mhz) == self.number else None


@dataclass(frozen=True, slots=True)
class Signal:
    """What changes from second to second; 0 where CoreWLAN has nothing to tell."""

    rssi_dbm: int
    noise_dbm: int
    transmit_rate_mbit_per_s: float

    @property
    def link_rate_bit_per_s(self) -> Observed[int]:
        """The rate of the last frame sent."""
        rate = round(self.transmit_rate_mbit_per_s * 1e6)
        return rate if rate > 0 else UNSUPPORTED


@dataclass(frozen=True, slots=True)
class WifiFacts:
    """A CWInterface as it answers, except for its signal."""

    interface_mode: int
    ssid: bytes | None
    bssid: str | None
    security: int
    phy_mode: int
    channel: Channel | None
    is_powered: bool = True
    """Not switched off by the person."""

    @property
    def is_client(self) -> bool:
        """Not an access point of our own (Internet Sharing)."""
        return self.interface_mode != CWInterfaceMode.kCWInterfaceModeHostAP


def consent_of(status: int, *, is_switched_on: bool) -> ConsentState | None:
    """Why the location is withheld from this program; None where it is not."""
    return _CONSENTS.get(status, ConsentState.UNKNOWN) if is_switched_on else ConsentState.FORBIDDEN


def is_withheld(facts: WifiFacts) -> bool:
    """Whether the name of the network that one is on is kept from us: a hidden network has a name once it is joined."""
    return not facts.ssid


def network(facts: WifiFacts) -> Network:
    """The network that an associated interface is on."""
    known = _SECURITIES.get(facts.security)
    judged = security.judgement(known) if known else None
    name: Observed[str] = DENIED if is_withheld(facts) else or_unsupported(wlan.ssid_text(facts.ssid))
    return Network(
        name=name,
        security=judged.security if judged else UNSUPPORTED,
        authentication=or_unsupported(judged.authentication if judged else None),
    )


UNKNOWN = Radio(
    bssid=UNSUPPORTED,
    frequency_mhz=UNSUPPORTED,
    channel=UNSUPPORTED,
    width_mhz=UNSUPPORTED,
    rssi_dbm=UNSUPPORTED,
    noise_dbm=UNSUPPORTED,
    technology=UNSUPPORTED,
)
"""The radio of an associated interface of which CoreWLAN tells nothing."""


def radio(facts: WifiFacts) -> Radio:
    """The radio of an associated interface, its signal still to come."""
    channel = facts.channel
    generation = _GENERATIONS.get(facts.phy_mode)
    return replace(
        UNKNOWN,
        bssid=DENIED if is_withheld(facts) else or_unsupported(mac_text(facts.bssid)),
        frequency_mhz=or_unsupported(channel.frequency_mhz if channel else None),
        channel=or_unsupported(channel.number if channel and 0 < channel.number <= _LAST_CHANNEL else None),
        width_mhz=or_unsupported(_WIDTHS_MHZ.get(channel.width) if channel else None),
        technology=f"WiFi {generation}" if generation else UNSUPPORTED,
    )


def with_signal(before: Radio, signal: Signal) -> Radio:
    """The same radio with what was measured now; 0 dBm is CoreWLAN's word for none."""
    return replace(before, rssi_dbm=_level(signal.rssi_dbm), noise_dbm=_level(signal.noise_dbm))


def _level(dbm: int) -> Observed[int]:
    """A level that can be one (probes.md 6.5)."""
    return dbm if _LOWEST_DBM <= dbm < 0 else UNSUPPORTED


def mac_text(address: str | None) -> str | None:
    """Return an address as six pairs of lower-case digits, however macOS shortened it; None for none."""
    parts = (address or "").split(":")
    try:
        octets = bytes(int(part, 16) for part in parts)
    except ValueError:
        return None
    return octets.hex(":") if len(octets) == 6 and any(octets) else None


def unassociated() -> tuple[Network, Radio]:
    """WiFi that is switched on, and on no network."""
    nothing = NOT_APPLICABLE
    return Network(nothing, nothing, nothing, is_metered=nothing), Radio()
