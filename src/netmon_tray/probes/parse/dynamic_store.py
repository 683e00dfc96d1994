"""Connections of macOS as configd's dynamic store tells them: the primary one, also under a VPN, and the links' names.

Keys and words are those of <SystemConfiguration/SCSchemaDefinitions.h> and SCNetworkInterface.c, read in Apple's
published source (configd-1405.100.8). Values are plain: str, int, bool, list, dict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from netmon_tray.model import InterfaceKind, NetworkType

Store: TypeAlias = Mapping[str, Mapping[str, object]]
"""Key -> dictionary."""

KEYS = ("State:/Network/Global/IPv4", "State:/Network/Global/IPv6", "Setup:/Network/Global/IPv4")
PATTERNS = (
    "State:/Network/Service/[^/]+/IPv[46]",
    "Setup:/Network/Service/[^/]+",
    "Setup:/Network/Service/[^/]+/Interface",
    "State:/Network/Interface/[^/]+/Link",
)
"""What a look reads: keys, and regular expressions for keys."""
HEARD_PATTERNS = (*PATTERNS, "State:/Network/Interface/[^/]+/AirPort")
"""Whose changes are worth a look, beside ``KEYS``."""

_TUNNEL = re.compile(r"(utun|ipsec|ppp|gif|stf|tun|tap|feth)\d+")
_NO_CARRIER = re.compile(r"(lo|awdl|llw|anpi|ap|p2p|XHC)\d+")
_DIALLED = "PPPSerial"
_PPPOE = "PPPoE"

_MEDIA: dict[str, tuple[NetworkType, InterfaceKind]] = {
    "IEEE80211": (NetworkType.WIFI, InterfaceKind.WIFI),
    "Ethernet": (NetworkType.ETHERNET, InterfaceKind.WIRED),
    "FireWire": (NetworkType.ETHERNET, InterfaceKind.WIRED),
    "Bond": (NetworkType.ETHERNET, InterfaceKind.BOND),
    "VLAN": (NetworkType.ETHERNET, InterfaceKind.VLAN),
    "Bridge": (NetworkType.ETHERNET, InterfaceKind.BRIDGE),
    "Bluetooth": (NetworkType.BLUETOOTH, InterfaceKind.BLUETOOTH),
    "WWAN": (NetworkType.MOBILE, InterfaceKind.WWAN),
    "Modem": (NetworkType.MOBILE, InterfaceKind.PPP),
}
"""kSCNetworkInterfaceType words of what carries something itself; all others (PPP, IPSec, ...) sit on one of these."""
_STACKED = frozenset({InterfaceKind.BOND, InterfaceKind.VLAN, InterfaceKind.BRIDGE})
_TETHERS = ("iPhone", "iPad")
_PAN_NAME = "Bluetooth PAN"


@dataclass(frozen=True, slots=True)
class Hardware:
    """An interface as SCNetworkInterface lists it."""

    name: str
    """BSD name."""
    kind: str
    """Its kSCNetworkInterfaceType word."""
    display_name: str = ""
    """In the person's language, but for names of products."""
    mac: str | None = None

    @property
    def medium(self) -> tuple[NetworkType, InterfaceKind] | None:
        """What it carries over; None for what sits on another interface, or is not known."""
        if self.kind == "Ethernet" and self.display_name == _PAN_NAME:
            return _MEDIA["Bluetooth"]
        return _MEDIA.get(self.kind)

    @property
    def is_stacked(self) -> bool:
        """Bond, VLAN or bridge: a link only where the connection is made on it, since its members are listed too."""
        medium = self.medium
        return medium is not None and medium[1] in _STACKED

    @property
    def is_tethered(self) -> bool:
        """A phone's USB tether."""
        return self.display_name.startswith(_TETHERS)


@dataclass(frozen=True, slots=True)
class Service:
    """A connection as the network settings list it."""

    identity: str
    interface: str | None
    """That its addresses are on; None while it has none."""
    name: str | None
    """What the person calls it."""
    subtype: str | None
    device: str | None
    """What a PPP connection is made over."""
    router: str | None
    """Its address, without a zone."""

    @property
    def carrier(self) -> str | None:
        """The interface whose bytes are this connection's; None for a VPN, and where it has no addresses."""
        if self.interface is None:
            return None
        if self.subtype == _PPPOE:
            return self.device
        if self.subtype == _DIALLED:
            return self.interface
        return self.interface if carries(self.interface) else None


@dataclass(frozen=True, slots=True)
class Ways:
    """Which connection carries this machine's traffic."""

    primary: str | None = None
    """Interface; under a VPN the one that the tunnel's own packets take."""
    tunnel: str | None = None
    """The VPN's interface, where traffic enters one."""


@dataclass(frozen=True, slots=True)
class PathCost:
    """What the present way to the Internet costs, and the interfaces that it takes or could take."""

    interfaces: tuple[str, ...]
    is_expensive: bool
    """A mobile network or a phone's hotspot."""
    is_constrained: bool
    """The person wants little traffic there (Low Data Mode)."""

    def is_metered(self, interface: str) -> bool | None:
        """Whether traffic of that interface costs; None where the way is not told to take it."""
        return (self.is_expensive or self.is_constrained) if interface in self.interfaces else None


def is_tunnel(interface: str) -> bool:
    """Carries traffic inside another connection's, by its name."""
    return _TUNNEL.fullmatch(interface) is not None


def carries(interface: str) -> bool:
    """May be a connection's own hardware, by its name."""
    return not is_tunnel(interface) and _NO_CARRIER.fullmatch(interface) is None


def services(store: Store) -> tuple[Service, ...]:
    """Return the connections in the person's order, those that no order names last."""
    order = _words(store.get("Setup:/Network/Global/IPv4", {}).get("ServiceOrder"))
    found = {key.split("/")[3] for key in store if "/Network/Service/" in key}
    rest = sorted(found.difference(order))
    return tuple(_service(store, identity) for identity in (*order, *rest) if identity in found)


def ways(store: Store, effective: str | None = None) -> Ways:
    """Tell the primary connection.

    ``effective`` is the interface that the routing table chose for the Internet, where it was asked: it also knows
    VPNs that replace the default route by two halves, of which the store says nothing.
    """
    interface, identity = _global(store)
    if interface is None:
        return Ways()
    listed = services(store)
    own = next((service for service in listed if service.identity == identity), None)
    if own is not None and own.interface is not None:
        carrier = own.carrier
    else:
        carrier = interface if carries(interface) else None
    tunnel = next((name for name in (effective, interface) if name and _is_vpn(name, listed)), None)
    return Ways(carrier or _underlay(listed), tunnel)


def service_name(store: Store, interface: str) -> str | None:
    """Return what the person calls the connection on an interface."""
    named = (service for service in services(store) if interface in (service.interface, service.device))
    return next((service.name for service in named if service.name), None)


def router(store: Store, interface: str) -> str | None:
    """Return the address of the router behind an interface; None where its connection has none."""
    return next(
        (service.router for service in services(store) if service.router and service.carrier == interface), None
    )


def has_carrier(store: Store, interface: str) -> bool | None:
    """Whether a cable or radio link is there; None where the store doesn't tell."""
    active = store.get(f"State:/Network/Interface/{interface}/Link", {}).get("Active")
    return None if active is None else bool(active)


def _is_vpn(interface: str, listed: Sequence[Service]) -> bool:
    """A tunnel whose traffic another connection carries; a PPPoE or dial-up link is its own connection."""
    return is_tunnel(interface) and not any(service.carrier for service in listed if service.interface == interface)


def _underlay(listed: Sequence[Service]) -> str | None:
    """The connection under a VPN: the first with addresses and a router, else the first with addresses."""
    carrying = sorted((service for service in listed if service.carrier), key=lambda service: service.router is None)
    return carrying[0].carrier if carrying else None


def _global(store: Store) -> tuple[str | None, str | None]:
    """Interface and service of the default route: IPv6 decides only where IPv4 has none."""
    for family in ("IPv4", "IPv6"):
        found = store.get(f"State:/Network/Global/{family}", {})
        interface = _word(found.get("PrimaryInterface"))
        if interface:
            return interface, _word(found.get("PrimaryService"))
    return None, None


def _service(store: Store, identity: str) -> Service:
    states = [store.get(f"State:/Network/Service/{identity}/{family}", {}) for family in ("IPv4", "IPv6")]
    setup = store.get(f"Setup:/Network/Service/{identity}/Interface", {})
    return Service(
        identity=identity,
        interface=next((word for state in states if (word := _word(state.get("InterfaceName")))), None),
        name=_word(store.get(f"Setup:/Network/Service/{identity}", {}).get("UserDefinedName")),
        subtype=_word(setup.get("SubType")),
        device=_word(setup.get("DeviceName")),
        router=next((word.partition("%")[0] for state in states if (word := _word(state.get("Router")))), None),
    )


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, str) and value else None


def _words(value: object) -> tuple[str, ...]:
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, (list, tuple)) else ()
