"""Composes a link of the model out of what the kernel and the daemons said about one interface.

Pure functions. A fact that a failed source would have given is UNSUPPORTED; one that the medium does not have is
NOT_APPLICABLE.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
    or_unsupported,
)
from netmon_tray.probes.parse import security, wlan
from netmon_tray.probes.parse.nl80211 import Bss, Station
from netmon_tray.probes.parse.rtnetlink import LinkRow

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.bus_desk import MODEM_MANAGER, NETWORK_MANAGER, BusAnswer  # noqa: E402
from netmon_tray.probes.linux.events import Joined  # noqa: E402
from netmon_tray.probes.linux.kinds import Marks  # noqa: E402
from netmon_tray.probes.linux.nl80211 import WirelessFacts  # noqa: E402

if TYPE_CHECKING:
    from netmon_tray.probes.parse.modemmanager import ModemFacts
    from netmon_tray.probes.parse.networkmanager import ConnectionFacts

_FLOOR_PERCENT = 30
"""NetworkManager's strength at -90 dBm and everything below it: no level can be computed from it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one interface."""

    row: LinkRow
    kind: InterfaceKind
    network_type: NetworkType
    marks: Marks
    bus: BusAnswer
    names: tuple[str, ...]
    """Of the interface and the devices stacked on it, topmost first: connections are made on any of them."""
    wireless: WirelessFacts | None = None
    joined: Joined = Joined()  # noqa: RUF009 - frozen

    @property
    def connection(self) -> ConnectionFacts | None:
        """NetworkManager's connection on it."""
        return self.bus.connection(*self.names)

    @property
    def modem(self) -> ModemFacts | None:
        """ModemManager's modem behind it."""
        return self.bus.modem(self.row.name)


def compose(evidence: Evidence) -> Link:
    """Make the link, without counters."""
    parts = {
        NetworkType.WIFI: _wifi,
        NetworkType.MOBILE: _mobile,
        NetworkType.BLUETOOTH: _bluetooth,
        NetworkType.ETHERNET: _ethernet,
    }
    network, radio, link_rate_bit_per_s = parts[evidence.network_type](evidence)
    return Link(_interface(evidence), evidence.network_type, network, radio, link_rate_bit_per_s)


def with_station(link: Link, station: Station | None, generation: int | None) -> Link:
    """Renew what changes from second to second on WiFi; ``generation`` is the highest that this association used."""
    technology: Observed[str] = f"WiFi {generation}" if generation else UNSUPPORTED
    radio = replace(link.radio, technology=technology)
    if station is not None and station.rssi_dbm is not None:
        radio = replace(radio, rssi_dbm=station.rssi_dbm)
    rate = station.tx_bit_per_s if station else None
    return replace(link, radio=radio, link_rate_bit_per_s=or_unsupported(rate))


def without_signal(link: Link) -> Link:
    """Drop what could not be read this time."""
    return replace(link, radio=replace(link.radio, rssi_dbm=UNSUPPORTED), link_rate_bit_per_s=UNSUPPORTED)


def _interface(evidence: Evidence) -> Interface:
    row, modem = evidence.row, evidence.modem
    is_modem = evidence.network_type is NetworkType.MOBILE and evidence.kind is InterfaceKind.WIRED
    return Interface(
        name=row.name,
        index=row.index,
        kind=InterfaceKind.WWAN if is_modem else evidence.kind,
        mac=row.mac,
        is_up=row.is_up,
        has_carrier=row.has_carrier,
        carrier_changes=row.carrier_changes,
        is_tethered=evidence.marks.is_tethered and modem is None,
    )


def _is_metered(evidence: Evidence) -> Observed[bool]:
    connection = evidence.connection
    return or_unsupported(connection.is_metered if connection else None)


def _connection_name(evidence: Evidence) -> Observed[str]:
    """NetworkManager's name, else the interface's; nothing while NetworkManager should say and does not."""
    connection = evidence.connection
    if connection is not None and connection.connection_name:
        return connection.connection_name
    return UNSUPPORTED if NETWORK_MANAGER in evidence.bus.silent else evidence.row.name


# --- media ----------------------------------------------------------------------------------------------------------


def _ethernet(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    connection = evidence.connection
    has_8021x = connection is not None and connection.has_8021x is True
    network = Network(
        name=_connection_name(evidence),
        security=Security.WIRED_EAP if has_8021x else Security.WIRED,
        authentication=Authentication.EAP if has_8021x else NOT_APPLICABLE,
        is_metered=_is_metered(evidence),
    )
    return network, Radio(), or_unsupported(evidence.marks.link_rate_bit_per_s)


def _bluetooth(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    connection, modem = evidence.connection, evidence.modem
    phone = connection.bluetooth_name if connection else None
    network = Network(
        name=phone or _connection_name(evidence),
        security=Security.WIRED,
        mccmnc=modem.mccmnc or UNSUPPORTED if modem else NOT_APPLICABLE,
        is_metered=_is_metered(evidence),
    )
    return network, Radio(), UNSUPPORTED


def _mobile(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    modem = evidence.modem
    network = Network(
        name=_operator_name(evidence),
        security=Security.CELLULAR,
        authentication=Authentication.CELLULAR,
        mccmnc=or_unsupported(modem.mccmnc if modem else None),
        is_roaming=or_unsupported(modem.is_roaming if modem else None),
        is_metered=_is_metered(evidence),
    )
    if modem is None:
        return network, _unknown_cell(), UNSUPPORTED
    return network, _cell(modem), or_unsupported(modem.link_rate_bit_per_s)


def _operator_name(evidence: Evidence) -> Observed[str]:
    """The operator's name, else the connection's; nothing while there may be an operator that we don't hear of.

    That is while ModemManager is silent, and while the modem searches under a connection that still stands: the
    connection's name would look like a change of network.
    """
    modem = evidence.modem
    if modem is None:
        return UNSUPPORTED if MODEM_MANAGER in evidence.bus.silent else _connection_name(evidence)
    return modem.operator_name or (_connection_name(evidence) if modem.has_network else UNSUPPORTED)


def _cell(modem: ModemFacts) -> Radio:
    return replace(
        _unknown_cell(),
        rssi_dbm=or_unsupported(modem.rssi_dbm),
        rsrp_dbm=or_unsupported(modem.rsrp_dbm),
        rsrq_db=or_unsupported(modem.rsrq_db),
        sinr_db=or_unsupported(modem.sinr_db),
        signal_ratio=or_unsupported(modem.signal_ratio),
        technology=or_unsupported(modem.technology),
        cell_id=modem.cell_id,
    )


def _unknown_cell() -> Radio:
    return Radio(
        rssi_dbm=UNSUPPORTED,
        rsrp_dbm=UNSUPPORTED,
        rsrq_db=UNSUPPORTED,
        sinr_db=UNSUPPORTED,
        signal_ratio=UNSUPPORTED,
        technology=UNSUPPORTED,
        cell_id=UNSUPPORTED,
    )


def _wifi(evidence: Evidence) -> tuple[Network, Radio, Observed[int]]:
    wireless = evidence.wireless
    bss = wireless.bss if wireless else None
    if wireless is not None and bss is None:
        nothing = NOT_APPLICABLE  # switched on, and on no network
        return Network(nothing, nothing, nothing, is_metered=nothing), Radio(), nothing
    judged = _judge(evidence, bss)
    network = Network(
        name=or_unsupported(_network_name(wireless)),
        security=judged.security if judged else UNSUPPORTED,
        authentication=or_unsupported(judged.authentication if judged else None),
        is_metered=_is_metered(evidence),
    )
    radio = _wifi_radio(wireless, bss, evidence.connection) if wireless and bss else _unknown_wifi(evidence.connection)
    return network, radio, UNSUPPORTED


def _network_name(wireless: WirelessFacts | None) -> str | None:
    """The associated entry's SSID; the interface's own is often missing (kernels from 5.19.2 on)."""
    if wireless is None or wireless.bss is None:
        return None
    return wlan.ssid_text(wireless.bss.ssid) or wlan.ssid_text(wireless.interface.ssid)


def _judge(evidence: Evidence, bss: Bss | None) -> security.Judgement | None:
    connection = evidence.connection
    key_management = connection.key_mgmt if connection else None
    if bss is not None and bss.elements:
        return security.judge(
            security.read_elements(bss.elements),
            is_private=bss.is_private,
            requested=security.read_elements(evidence.joined.request) if evidence.joined.request else None,
            profile_key_management=key_management,
            uses_shared_key=evidence.joined.uses_shared_key,
        )
    if connection is not None and connection.ap_flags is not None:
        return security.judge_flags(*connection.ap_flags, profile_key_management=key_management)
    return None


def _wifi_radio(wireless: WirelessFacts, bss: Bss, connection: ConnectionFacts | None) -> Radio:
    frequency_mhz, width_mhz = _tuning(wireless, bss)
    rssi_dbm = wireless.station.rssi_dbm if wireless.station else None
    if rssi_dbm is None and bss.signal_dbm is not None and bss.signal_dbm < 0:
        rssi_dbm = round(bss.signal_dbm)
    unknown = _unknown_wifi(connection if rssi_dbm is None else None)
    has_percent = rssi_dbm is None and bss.signal_percent is not None
    return replace(
        unknown,
        bssid=or_unsupported(bss.bssid),
        frequency_mhz=or_unsupported(frequency_mhz),
        channel=or_unsupported(wlan.channel_of(frequency_mhz) if frequency_mhz else None),
        width_mhz=or_unsupported(width_mhz),
        rssi_dbm=or_unsupported(rssi_dbm),
        noise_dbm=or_unsupported(wireless.noise_dbm),
        signal_ratio=(bss.signal_percent or 0) / 100 if has_percent else unknown.signal_ratio,
    )


def _tuning(wireless: WirelessFacts, bss: Bss) -> tuple[int | None, int | None]:
    """Frequency and width in MHz: of the chosen link on WiFi 7, else of the interface, which follows a switch."""
    for link in wireless.interface.links:
        if link.identity == bss.mlo_link:
            return link.frequency_mhz or bss.frequency_mhz, link.width_mhz
    return wireless.interface.frequency_mhz or bss.frequency_mhz, wireless.interface.width_mhz


def _unknown_wifi(connection: ConnectionFacts | None) -> Radio:
    """A radio that nl80211 told nothing of; NetworkManager's strength is an exact function of the level in dBm."""
    percent = connection.ap_strength_percent if connection else None
    is_exact = percent is not None and percent > _FLOOR_PERCENT
    return Radio(
        bssid=UNSUPPORTED,
        frequency_mhz=UNSUPPORTED,
        channel=UNSUPPORTED,
        width_mhz=UNSUPPORTED,
        rssi_dbm=UNSUPPORTED,
        derived_rssi_dbm=(percent or 0) - 120 if is_exact else NOT_APPLICABLE,
        noise_dbm=UNSUPPORTED,
        signal_ratio=NOT_APPLICABLE if percent is None else percent / 100,
        technology=UNSUPPORTED,
    )
