"""Which links a Mac has, which one is primary and what is withheld: one full look, made into values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from netmon_tray.model import (
    NOT_APPLICABLE,
    UNSUPPORTED,
    Adapters,
    Authentication,
    ConsentState,
    Interface,
    InterfaceKind,
    Link,
    LocationSettings,
    MissingConsent,
    Network,
    NetworkType,
    Observed,
    ProbeFault,
    Radio,
    Reachability,
    Security,
    Vpn,
)
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.macos.seam import KERNEL, System
from netmon_tray.probes.parse import corewlan, dynamic_store, ifmib
from netmon_tray.probes.parse.corewlan import WifiFacts
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost, Store, Ways
from netmon_tray.probes.parse.ifmib import InterfaceData

T = TypeVar("T")

_UNLISTED = (NetworkType.ETHERNET, InterfaceKind.OTHER)
_DIALLED = (NetworkType.MOBILE, InterfaceKind.PPP)


@dataclass(frozen=True, slots=True)
class Device:
    """An interface with its number and its row of the kernel's table at the time of the look."""

    hardware: Hardware
    index: int
    data: InterfaceData


@dataclass(frozen=True, slots=True)
class Look:
    """What macOS said when everything was asked."""

    store: Store = field(default_factory=dict)
    devices: tuple[Device, ...] = ()
    ways: Ways = Ways()  # noqa: RUF009 - frozen
    cost: PathCost | None = None
    wifi: Mapping[str, WifiFacts | None] = field(default_factory=dict)
    """By interface; one that is missing did not answer."""
    consent: ConsentState | None = None
    """Asked only where a network's name is withheld."""
    faults: tuple[ProbeFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A link without what moves, and the device to measure it again and again."""

    link: Link
    device: Device
    is_on_wifi: bool = False
    """Associated: it has a signal."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What holds until something changes."""

    carriers: tuple[Carrier, ...] = ()
    switched_off: tuple[Device, ...] = ()
    primary_name: str | None = None
    vpn: Vpn | None = None
    reachability: Reachability = Reachability.UNKNOWN
    hop: Hop | None = None
    missing_consent: MissingConsent | None = None
    adapters: Adapters = Adapters.PRESENT


# --- looking --------------------------------------------------------------------------------------------------------


def take_look(system: System) -> Look:
    """Ask everything. PartFailed when SystemConfiguration or the kernel's table fail; the rest fails for itself."""
    faults: list[ProbeFault] = []
    store, hardware = system.store(), system.hardware()
    ways = dynamic_store.ways(store, _asked(system.way_out, faults))
    cost = _asked(system.cost, faults)
    listed = {one.name: one for one in hardware if one.medium and (not one.is_stacked or one.name == ways.primary)}
    if ways.primary and ways.primary not in listed:
        listed[ways.primary] = Hardware(ways.primary, "")
    devices = tuple(_devices(system, listed))
    wifi = dict(_wifi(system, devices, faults))
    joined = (wifi.get(device.hardware.name) for device in devices if _has_carrier(store, device))
    is_withheld = any(facts is not None and facts.is_client and corewlan.is_withheld(facts) for facts in joined)
    consent = _consent(system, faults) if is_withheld else None
    return Look(store, devices, ways, cost, wifi, consent, tuple(faults))


def read_device(system: System, name: str, index: int) -> InterfaceData | None:
    """The kernel's row of an interface; None where it has gone, or its number is another's by now. PartFailed."""
    row = system.interface_data(index)
    try:
        data = ifmib.decode(row) if row is not None else None
    except ValueError as error:
        raise PartFailed(KERNEL, f"Its answer cannot be read: {error}.") from error
    return data if data is not None and data.name == name else None


def _devices(system: System, listed: Mapping[str, Hardware]) -> Iterator[Device]:
    for name, hardware in listed.items():
        index = system.interface_index(name)
        data = read_device(system, name, index) if index else None
        if data is not None:
            yield Device(hardware, index, data)


def _asked(question: Callable[[], T | None], faults: list[ProbeFault]) -> T | None:
    try:
        return question()
    except PartFailed as failure:
        faults.append(ProbeFault(failure.part, failure.text))
        return None


def _wifi(
    system: System, devices: tuple[Device, ...], faults: list[ProbeFault]
) -> Iterator[tuple[str, WifiFacts | None]]:
    for device in devices:
        name, medium = device.hardware.name, device.hardware.medium
        if medium is None or medium[0] is not NetworkType.WIFI:
            continue
        try:
            yield name, system.wifi(name)
        except PartFailed as failure:
            faults.append(ProbeFault(failure.part, failure.text))


def _consent(system: System, faults: list[ProbeFault]) -> ConsentState:
    """Why names are withheld; UNKNOWN where the system says that they are not."""
    return _asked(system.consent, faults) or ConsentState.UNKNOWN


# --- deciding -------------------------------------------------------------------------------------------------------


def identify(look: Look) -> Identity:
    """Decide what a look means; without one nothing is known."""
    if not look.devices:
        return Identity()
    carriers = tuple(_carrier(look, device) for device in look.devices if _is_link(look, device))
    names = [carrier.link.interface.name for carrier in carriers]
    primary = look.ways.primary if look.ways.primary in names else None
    return Identity(
        carriers=carriers,
        switched_off=tuple(device for device in look.devices if not device.data.is_up),
        primary_name=primary,
        vpn=_vpn(look.ways.tunnel) if look.ways.tunnel else None,
        reachability=_reachability(primary, carriers),
        hop=_hop(look, primary) if primary else None,
        missing_consent=MissingConsent(look.consent, LocationSettings.MACOS) if look.consent else None,
        adapters=_adapters(look),
    )


def _adapters(look: Look) -> Adapters:
    told = [facts for facts in look.wifi.values() if facts is not None]
    is_off = bool(told) and not any(facts.is_powered for facts in told)
    return Adapters.WIFI_OFF if is_off else Adapters.PRESENT


def _hop(look: Look, primary: str) -> Hop | None:
    index = next((device.index for device in look.devices if device.hardware.name == primary), 0)
    router = dynamic_store.router(look.store, primary)
    try:
        return Hop.of(index, router) if router else None
    except OSError:
        return None  # no address, whatever configd calls it


def _vpn(name: str) -> Vpn:
    return Vpn(name, InterfaceKind.PPP if name.startswith("ppp") else InterfaceKind.TUNNEL)


def _is_link(look: Look, device: Device) -> bool:
    """Switched on, and no access point of our own."""
    facts = look.wifi.get(device.hardware.name)
    return device.data.is_up and (facts is None or facts.is_client)


def _reachability(primary: str | None, carriers: tuple[Carrier, ...]) -> Reachability:
    """How far the routes reach, which is never further than the site: macOS makes its own check for nobody else."""
    if primary:
        return Reachability.SITE
    has_link = any(carrier.link.interface.has_carrier for carrier in carriers)
    return Reachability.LOCAL if has_link else Reachability.DISCONNECTED


def _has_carrier(store: Store, device: Device) -> bool:
    active = dynamic_store.has_carrier(store, device.hardware.name)
    return device.data.is_running if active is None else active


def _carrier(look: Look, device: Device) -> Carrier:
    name = device.hardware.name
    network_type, kind = device.hardware.medium or (_DIALLED if dynamic_store.is_tunnel(name) else _UNLISTED)
    interface = Interface(
        name=name,
        index=device.index,
        kind=kind,
        mac=device.hardware.mac,
        is_up=device.data.is_up,
        has_carrier=_has_carrier(look.store, device),
        is_tethered=device.hardware.is_tethered,
    )
    network, radio, link_rate_bit_per_s = _facts(look, device, network_type, has_carrier=interface.has_carrier)
    is_metered = look.cost.is_metered(name) if look.cost and name == look.ways.primary else None
    if is_metered is not None:
        network = replace(network, is_metered=is_metered)
    is_on_wifi = interface.has_carrier and look.wifi.get(name) is not None
    return Carrier(Link(interface, network_type, network, radio, link_rate_bit_per_s), device, is_on_wifi)


def _facts(
    look: Look, device: Device, network_type: NetworkType, *, has_carrier: bool
) -> tuple[Network, Radio, Observed[int]]:
    name = device.hardware.name
    if network_type is NetworkType.WIFI:
        return _wifi_facts(look, name, has_carrier=has_carrier)
    named = dynamic_store.service_name(look.store, name) or device.hardware.display_name or name
    if network_type is NetworkType.MOBILE:
        cell = Radio(rssi_dbm=UNSUPPORTED, technology=UNSUPPORTED, cell_id=UNSUPPORTED)
        operator = Network(
            named, Security.CELLULAR, Authentication.CELLULAR, mccmnc=UNSUPPORTED, is_roaming=UNSUPPORTED
        )
        return operator, cell, UNSUPPORTED
    rate = device.data.baud_rate_bit_per_s if network_type is NetworkType.ETHERNET and has_carrier else 0
    return Network(named, Security.WIRED), Radio(), rate or UNSUPPORTED


def _wifi_facts(look: Look, name: str, *, has_carrier: bool) -> tuple[Network, Radio, Observed[int]]:
    if not has_carrier:
        return (*corewlan.unassociated(), NOT_APPLICABLE)
    facts = look.wifi.get(name)
    if facts is None:
        return Network(authentication=UNSUPPORTED), corewlan.UNKNOWN, UNSUPPORTED
    return corewlan.network(facts), corewlan.radio(facts), UNSUPPORTED
