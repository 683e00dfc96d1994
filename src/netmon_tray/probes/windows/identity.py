"""Which links this machine has, which one is primary and how far it reaches: one full look, made into values."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from netmon_tray.model import (
    DENIED,
    UNSUPPORTED,
    Adapters,
    InterfaceKind,
    Link,
    LocationSettings,
    MissingConsent,
    NetworkType,
    Observed,
    ProbeFault,
    Reachability,
    Vpn,
)
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.parse import iphlp
from netmon_tray.probes.parse.iphlp import Hint, InterfaceRow
from netmon_tray.probes.parse.wlanapi import Connection, Quality
from netmon_tray.probes.windows import links, topology
from netmon_tray.probes.windows.profiles import RtFacts
from netmon_tray.probes.windows.seam import IP_HELPER, CallFailed, IpHelper, reported_as
from netmon_tray.probes.windows.topology import Devices, Ways
from netmon_tray.probes.windows.wifi import WirelessLook, WirelessReader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """What Windows said when everything was asked that is free to know."""

    devices: Devices = field(default_factory=Devices)
    ways: Ways = field(default_factory=Ways)
    hint: Hint | None = None
    hints: Mapping[int, Hint] = field(default_factory=dict)
    """By LUID."""
    wireless: WirelessLook = field(default_factory=WirelessLook)
    faults: tuple[ProbeFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What other sources add: WinRT's answer, and the connections that the WiFi service told of."""

    facts: RtFacts = field(default_factory=RtFacts)
    is_missing: bool = False
    """WinRT has not answered yet, or did not."""
    connections: Mapping[uuid.UUID, Observed[Connection]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A link without its counters, and what is needed to measure it again and again."""

    link: Link
    row: InterfaceRow
    quality: Quality | None = None
    """WiFi on a network: its signal is read anew at each tick."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What holds until something changes."""

    carriers: tuple[Carrier, ...] = ()
    switched_off: tuple[InterfaceRow, ...] = ()
    """Hardware that is not up; its counters still tell what it moved last."""
    primary_name: str | None = None
    vpn: Vpn | None = None
    reachability: Reachability = Reachability.UNKNOWN
    has_portal: bool = False
    hop: Hop | None = None
    missing_consent: MissingConsent | None = None
    adapters: Adapters = Adapters.PRESENT


def take_look(ip: IpHelper, wireless: WirelessReader) -> Look:
    """Ask everything. PartFailed when interfaces or routes fail; all else costs its own facts."""
    with reported_as(IP_HELPER):
        rows = {row.luid: row for row in iphlp.interfaces(ip.interfaces())}
        routes = iphlp.routes(ip.routes())
    ways = Ways(
        routes=routes,
        metrics=_told(lambda: iphlp.interface_metrics(ip.ip_interfaces())) or {},
        effective=tuple(_effective(ip, rows)),
    )
    pairs = _told(lambda: iphlp.stack(ip.stack())) or ()
    devices = Devices(rows, topology.stacked(rows.values(), pairs))
    faults: tuple[ProbeFault, ...] = ()
    radio = WirelessLook()
    try:
        radio = wireless.look()
    except PartFailed as failure:
        faults = (ProbeFault(failure.part, failure.text),)
    return Look(
        devices=devices,
        ways=ways,
        hint=_told(lambda: iphlp.hint(ip.connectivity())),
        hints=dict(_hints(ip, devices)),
        wireless=radio,
        faults=faults,
    )


def identify(look: Look, names: Names) -> Identity:
    """Decide what all of it means together; without a look nothing is known."""
    devices = look.devices
    if not devices.rows:
        return Identity()
    path = topology.primary_path(devices, look.ways)
    reachability, has_portal = topology.reachability_of(devices, look.ways, path, look.hint)
    is_denied = any(connection is DENIED for connection in names.connections.values())
    return Identity(
        carriers=tuple(_carriers(look, names, path.carrier if path else None)),
        switched_off=tuple(row for luid, row in devices.rows.items() if not row.is_up and devices.medium(luid)),
        primary_name=devices.rows[path.carrier].alias if path else None,
        vpn=topology.vpn_of(devices, look.ways, path),
        reachability=reachability,
        has_portal=has_portal,
        hop=topology.hop_of(look.ways, path),
        missing_consent=MissingConsent(names.facts.consent, LocationSettings.WINDOWS) if is_denied else None,
        adapters=_adapters(look),
    )


def _adapters(look: Look) -> Adapters:
    if look.wireless.is_switched_off:
        return Adapters.WIFI_OFF
    return Adapters.PRESENT if any(map(look.devices.medium, look.devices.rows)) else Adapters.NONE


def _carriers(look: Look, names: Names, primary: int | None) -> Iterator[Carrier]:
    for luid, row in look.devices.rows.items():
        medium = look.devices.medium(luid)
        if luid != primary and not (medium and row.is_up):
            continue
        kind = look.devices.kind(luid)
        wireless = _wireless(look, names, row) if kind is InterfaceKind.WIFI else None
        link = links.compose(
            links.Evidence(
                row=row,
                kind=kind,
                network_type=medium or NetworkType.ETHERNET,
                hint=look.hints.get(luid),
                profile=names.facts.profiles.get(row.guid),
                is_profile_missing=names.is_missing or names.facts.is_running,
                wireless=wireless,
            )
        )
        yield Carrier(link, row, wireless.quality if wireless else None)


def _wireless(look: Look, names: Names, row: InterfaceRow) -> links.Wireless | None:
    if row.guid not in look.wireless.adapters:
        return None
    return links.Wireless(
        is_connected=look.wireless.is_connected(row.guid),
        quality=look.wireless.qualities.get(row.guid),
        connection=names.connections.get(row.guid, UNSUPPORTED),
    )


def _hints(ip: IpHelper, devices: Devices) -> Iterator[tuple[int, Hint]]:
    """Yield what networks cost, of hardware that is in use."""
    for luid, row in devices.rows.items():
        if not (row.is_operational and devices.medium(luid)):
            continue
        try:
            yield luid, iphlp.hint(ip.connectivity_of(row.index))
        except (CallFailed, ValueError):
            continue


def _effective(ip: IpHelper, rows: Mapping[int, InterfaceRow]) -> Iterator[int]:
    """Yield the interfaces of Windows' choice; a family without a way to the Internet has none."""
    by_index = {row.index: luid for luid, row in rows.items()}
    for family in (iphlp.AF_INET, iphlp.AF_INET6):
        try:
            index = ip.best_interface(family)
        except CallFailed:
            continue
        if index in by_index:
            yield by_index[index]


def _told(read: Callable[[], T]) -> T | None:
    """An answer that some Windows don't have; None where it fails or cannot be read."""
    try:
        return read()
    except (CallFailed, ValueError):
        return None
