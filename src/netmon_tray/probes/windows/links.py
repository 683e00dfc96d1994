"""Composes a link of the model out of what Windows said about one interface.

Pure functions. A fact that a failed source would have given is UNSUPPORTED, one that needs consent is DENIED, and one
that the medium does not have is NOT_APPLICABLE.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from netmon_tray.model import (
    NOT_APPLICABLE,
    UNSUPPORTED,
    Authentication,
    Interface,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    Observed,
    Radio,
    Security,
    Unavailable,
    or_unsupported,
)
from netmon_tray.probes.parse import dot11, wlan, wlanapi
from netmon_tray.probes.parse.iphlp import Hint, InterfaceRow
from netmon_tray.probes.parse.security import Judgement
from netmon_tray.probes.parse.wlanapi import Connection, Quality
from netmon_tray.probes.windows.profiles import RtProfile

_TETHERS = ("Remote NDIS", "Apple Mobile Device Ethernet")
"""How the drivers of phones that share their connection over USB describe themselves."""


@dataclass(frozen=True, slots=True)
class Wireless:
    """What the WiFi service knows of one adapter."""

    is_connected: bool
    quality: Quality | None = None
    connection: Observed[Connection] = UNSUPPORTED


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one interface."""

    row: InterfaceRow
    kind: InterfaceKind
    network_type: NetworkType
    hint: Hint | None = None
    profile: RtProfile | None = None
    is_profile_missing: bool = False
    """WinRT should tell the connection: without a profile it has not, or not yet."""
    wireless: Wireless | None = None
    """None where the WiFi service does not run or does not know the adapter."""


def compose(evidence: Evidence) -> Link:
    """Make the link, without counters."""
    parts = {
        NetworkType.WIFI: _wifi,
        NetworkType.MOBILE: _mobile,
        NetworkType.BLUETOOTH: _bluetooth,
        NetworkType.ETHERNET: _ethernet,
    }
    network, radio, link_rate_bit_per_s = parts[evidence.network_type](evidence)
    return Link(interface_of(evidence.row, evidence.kind), evidence.network_type, network, radio, link_rate_bit_per_s)


def interface_of(row: InterfaceRow, kind: InterfaceKind) -> Interface:
    """The interface; its index is the LUID, which the next adapter that is plugged in cannot inherit."""
    return Interface(
        name=row.alias,
        index=row.luid,
        kind=kind,
        mac=row.mac,
        is_up=row.is_up,
        has_carrier=row.has_carrier,
        is_tethered=row.description.startswith(_TETHERS),
    )


def with_quality(link: Link, quality: Quality) -> Link:
    """Renew what changes from second to second on WiFi."""
    rate = quality.tx_bit_per_s or link.link_rate_bit_per_s
    if quality.rssi_dbm is None:
        return replace(link, link_rate_bit_per_s=rate)
    return replace(link, radio=replace(link.radio, rssi_dbm=quality.rssi_dbm), link_rate_bit_per_s=rate)


def without_signal(link: Link) -> Link:
    """Drop what could not be read this time."""
    radio = replace(link.radio, rssi_dbm=UNSUPPORTED, derived_rssi_dbm=NOT_APPLICABLE, signal_ratio=NOT_APPLICABLE)
    return replace(link, radio=radio, link_rate_bit_per_s=UNSUPPORTED)


def _is_metered(evidence: Evidence) -> Observed[bool]:
    return or_unsupported(evidence.hint.is_metered if evidence.hint else None)


def _connection_name(evidence: Evidence) -> Observed[str]:
    """WinRT's name of the connection, else the interface's; nothing while WinRT should say and does not."""
    if evidence.profile is not None and evidence.profile.name:
        return evidence.profile.name
    return UNSUPPORTED if evidence.is_profile_missing else evidence.row.alias


# --- media ----------------------------------------------------------------------------------------------------------


def _ethernet(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    name, metered = _connection_name(evidence), _is_metered(evidence)
    network = Network(name=name, security=Security.WIRED, is_metered=metered)
    return network, Radio(), or_unsupported(evidence.row.tx_bit_per_s)


def _bluetooth(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    name, metered = _connection_name(evidence), _is_metered(evidence)
    return Network(name=name, security=Security.WIRED, is_metered=metered), Radio(), UNSUPPORTED


def _mobile(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    """The operator's levels and cell are for its own programs (a restricted capability): not to be had."""
    profile = evidence.profile or RtProfile()
    is_roaming = profile.is_roaming
    if is_roaming is None and evidence.hint is not None and evidence.hint.is_roaming:
        is_roaming = True
    network = Network(
        name=or_unsupported(profile.name),
        security=Security.CELLULAR,
        authentication=Authentication.CELLULAR,
        mccmnc=or_unsupported(profile.mccmnc),
        is_roaming=or_unsupported(is_roaming),
        is_metered=_is_metered(evidence),
    )
    radio = Radio(
        rssi_dbm=UNSUPPORTED,
        rsrp_dbm=UNSUPPORTED,
        rsrq_db=UNSUPPORTED,
        sinr_db=UNSUPPORTED,
        signal_ratio=or_unsupported(profile.signal_ratio),
        technology=or_unsupported(profile.technology),
        cell_id=UNSUPPORTED,
    )
    return network, radio, or_unsupported(evidence.row.tx_bit_per_s)


def _wifi(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    wireless = evidence.wireless or Wireless(is_connected=True)
    if not wireless.is_connected:
        nothing = NOT_APPLICABLE  # switched on, and on no network
        return Network(nothing, nothing, nothing, is_metered=nothing), Radio(), nothing
    quality, told = wireless.quality or Quality(), wireless.connection
    judged = _judge(evidence, told)
    network = Network(
        name=told if isinstance(told, Unavailable) else or_unsupported(wlan.ssid_text(told.ssid)),
        security=judged if isinstance(judged, Unavailable) else judged.security,
        authentication=judged if isinstance(judged, Unavailable) else or_unsupported(judged.authentication),
        is_metered=_is_metered(evidence),
    )
    known = None if isinstance(told, Unavailable) else told
    rate = quality.tx_bit_per_s or (known.tx_bit_per_s if known else None) or evidence.row.tx_bit_per_s
    return network, _wifi_radio(quality, told), or_unsupported(rate)


def _judge(evidence: Evidence, told: Observed[Connection]) -> Observed[Judgement]:
    """By the connection, else by WinRT, which tells it to everyone."""
    if not isinstance(told, Unavailable):
        return dot11.judge(told.authentication, told.cipher, has_8021x=told.has_8021x)
    profile = evidence.profile
    return (dot11.judge_rt(profile.authentication, profile.encryption) if profile else None) or told


def _percent(quality: Quality, known: Connection | None) -> int | None:
    if quality.signal_percent is None and known is not None:
        return known.signal_percent
    return quality.signal_percent


def _wifi_radio(quality: Quality, told: Observed[Connection]) -> Radio:
    known = None if isinstance(told, Unavailable) else told
    frequency_mhz = quality.frequency_mhz
    if frequency_mhz is None and quality.channel is not None and known is not None:
        frequency_mhz = wlanapi.frequency_of(quality.channel, known.phy)
    channel = wlan.channel_of(frequency_mhz) if frequency_mhz else quality.channel
    generation = quality.generation or (wlanapi.generation_of(known.phy) if known else None)
    percent = _percent(quality, known) if quality.rssi_dbm is None else None
    level = wlanapi.level_of(percent) if percent is not None else None
    return Radio(
        bssid=told if isinstance(told, Unavailable) else or_unsupported(told.bssid),
        frequency_mhz=or_unsupported(frequency_mhz),
        channel=or_unsupported(channel),
        width_mhz=or_unsupported(quality.width_mhz),
        rssi_dbm=or_unsupported(quality.rssi_dbm),
        derived_rssi_dbm=NOT_APPLICABLE if level is None else level,
        noise_dbm=UNSUPPORTED,
        signal_ratio=NOT_APPLICABLE if percent is None else percent / 100,
        technology=f"WiFi {generation}" if generation else UNSUPPORTED,
    )
