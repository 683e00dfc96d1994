"""The places of the scripted host: made-up networks, and what a made-up machine hears and moves in them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from netmon_tray.model import (
    NOT_APPLICABLE,
    Authentication,
    CounterKey,
    Gateway,
    Interface,
    InterfaceCounters,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    Position,
    Radio,
    RoundTrips,
    Security,
    Silence,
    known,
)
from netmon_tray.targets import DNS, GATEWAY

BOOT_ID = "00000000-0000-4000-8000-00000000demo"
BYTES_PER_MBIT = 1_000_000 / 8
WLAN = Interface("wlan0", 3, InterfaceKind.WIFI, "02:00:5e:00:53:01", is_up=True, has_carrier=True)
CABLE = Interface("eth0", 2, InterfaceKind.WIRED, "02:00:5e:00:53:02", is_up=True, has_carrier=True)
MODEM = Interface("wwan0", 4, InterfaceKind.WWAN, None, is_up=True, has_carrier=True)
_FAINT_DBM = {"rssi": -76, "rsrp": -112}
"""Below, hardly anything moves."""


@dataclass(frozen=True, slots=True)
class Place:
    """A network to be in, with its access points or cells in the order in which the story names them."""

    interface: Interface
    network_type: NetworkType
    network: Network
    radios: tuple[Radio, ...]
    link_rate_bit_per_s: int
    rx_mbit_per_s: float
    """What is received on an ordinary moment."""
    tx_mbit_per_s: float
    origin: tuple[float, float] = (52.5200, 13.4050)
    """Latitude and longitude of its first access point."""
    router_mac: str | None = None
    """None where the way out has no address of its own, as in a mobile network."""
    near_ms: float = 2.2
    """How long the next hop takes to answer."""

    @property
    def gateway(self) -> Gateway | None:
        """The router."""
        return Gateway("192.0.2.1", self.router_mac) if self.router_mac else None

    def trips(self, number: int, at_s: float, party: str) -> RoundTrips:
        """How long a party takes to answer at a moment: long and unevenly where the signal is faint."""
        if party == GATEWAY and self.router_mac is None:
            return RoundTrips(1, silence=Silence.TIMEOUT)
        way_ms = self.near_ms + {GATEWAY: 0.0, DNS: 9.0}.get(party, 21.0)
        slow_ms = 70 + 55 * wander(at_s * 5.3) if self._is_faint(number) else 0.0
        return RoundTrips(1, (way_ms * (1 + 0.2 * wander(at_s * 3.1)) + slow_ms,))

    def position(self, number: int) -> Position:
        """Where one is by the access point of that number: each a street further."""
        south, west = self.origin
        return Position(south + 0.0012 * number, west + 0.0021 * number, accuracy_m=25.0)

    def link(self, number: int, at_s: float, counters: InterfaceCounters) -> Link:
        """The link by the access point of that number, whose signal wanders with time."""
        radio = self.radios[number]
        wandering = round(2.4 * wander(at_s * 1.7) + 3.0 * math.sin(at_s / 1300 + number))
        if isinstance(radio.rssi_dbm, int):
            radio = replace(radio, rssi_dbm=radio.rssi_dbm + wandering)
        if isinstance(radio.rsrp_dbm, float):
            radio = replace(radio, rsrp_dbm=radio.rsrp_dbm + wandering)
        return Link(self.interface, self.network_type, self.network, radio, self.link_rate_bit_per_s, counters)

    def traffic_mbit_per_s(self, number: int, at_s: float) -> tuple[float, float]:
        """What is received and sent at a moment: at times a lot, and hardly anything where the signal is faint."""
        burst = max(0.0, math.sin(at_s / 410) * math.sin(at_s / 97 + 1)) ** 3
        share = (0.06 if self._is_faint(number) else 1.0) * (0.35 + 0.3 * (1 + wander(at_s)) + 6 * burst)
        return self.rx_mbit_per_s * share, self.tx_mbit_per_s * share

    def _is_faint(self, number: int) -> bool:
        radio = self.radios[number]
        rssi_dbm, rsrp_dbm = known(radio.rssi_dbm), known(radio.rsrp_dbm)
        return (rssi_dbm is not None and rssi_dbm < _FAINT_DBM["rssi"]) or (
            rsrp_dbm is not None and rsrp_dbm < _FAINT_DBM["rsrp"]
        )


def counters(interface: Interface, rx_bytes: float, tx_bytes: float) -> InterfaceCounters:
    """The counters of an interface of the story."""
    key = CounterKey(BOOT_ID, interface.index, interface.name, interface.mac)
    return InterfaceCounters(key, int(rx_bytes), int(tx_bytes))


def wander(at_s: float) -> float:
    """A smooth, repeatable restlessness between -1 and 1."""
    return (math.sin(at_s / 7.3) + math.sin(at_s / 3.1 + 1.7) + math.sin(at_s / 1.9 + 0.4)) / 3


def _wifi(
    name: str,
    security: Security,
    authentication: Authentication,
    *radios: Radio,
    mbit: float,
    origin: tuple[float, float],
) -> Place:
    network = Network(name, security, authentication, is_metered=False)
    router_mac = f"02:00:5e:00:55:{(known(radios[0].bssid) or '')[-2:]}"
    return Place(WLAN, NetworkType.WIFI, network, radios, 433_000_000, mbit, mbit / 9, origin, router_mac)


def _access_point(number: int, channel: int, rssi_dbm: int) -> Radio:
    is_5_ghz = channel > 14
    return Radio(
        bssid=f"02:00:5e:00:54:{number:02x}",
        frequency_mhz=5000 + 5 * channel if is_5_ghz else 2407 + 5 * channel,
        channel=channel,
        width_mhz=80 if is_5_ghz else 20,
        rssi_dbm=rssi_dbm,
        noise_dbm=-95,
        technology="WiFi 6" if is_5_ghz else "WiFi 4",
    )


def _mobile(name: str, mccmnc: str, *radios: Radio, is_roaming: bool) -> Place:
    network = Network(name, Security.CELLULAR, Authentication.CELLULAR, mccmnc, is_roaming, is_metered=True)
    return Place(MODEM, NetworkType.MOBILE, network, radios, 150_000_000, 0.5, 0.08, near_ms=38.0)


def _cell(number: int, rsrp_dbm: float) -> Radio:
    return Radio(rsrp_dbm=rsrp_dbm, rsrq_db=-11.0, sinr_db=9.5, technology="LTE", cell_id=str(26_385_000 + number))


HOME = _wifi(
    "Elm Street", Security.WPA3_SAE, Authentication.SAE,
    _access_point(0x11, 36, -51), _access_point(0x12, 6, -69), _access_point(0x11, 44, -51), mbit=4.5,
    origin=(52.5410, 13.3630),
)  # fmt: skip
"""A mesh: the living room, the study, and the living room after the router chose another channel."""
OFFICE = _wifi(
    "Acme-Staff", Security.WPA2_EAP, Authentication.EAP,
    _access_point(0x21, 52, -57), _access_point(0x22, 100, -63), _access_point(0x23, 116, -66), mbit=2.2,
    origin=(52.5070, 13.3910),
)  # fmt: skip
CAFE = _wifi(
    "Corner Cafe Guests", Security.OPEN, Authentication.OPEN,
    _access_point(0x31, 48, -60), _access_point(0x32, 11, -81), mbit=1.6,
    origin=(52.5083, 13.3950),
)  # fmt: skip
GUESTHOUSE = _wifi(
    "Pension Alpenblick", Security.WPA2_PSK, Authentication.PSK,
    _access_point(0x41, 1, -66), _access_point(0x42, 6, -74), mbit=1.2,
    origin=(47.4210, 10.9850),
)  # fmt: skip
GUESTHOUSE_OPEN = replace(
    GUESTHOUSE, network=replace(GUESTHOUSE.network, security=Security.OPEN, authentication=Authentication.OPEN)
)
"""The same network, which has lost its password."""
DESK = Place(
    CABLE, NetworkType.ETHERNET, Network("Office cable", Security.WIRED, NOT_APPLICABLE, is_metered=False),
    (Radio(),), 1_000_000_000, 6.0, 1.5, OFFICE.origin, "02:00:5e:00:55:2f", 0.4,
)  # fmt: skip
MOBILE = _mobile("Example Mobile", "00101", _cell(1, -93.0), _cell(2, -104.0), _cell(3, -115.0), is_roaming=False)
ROAMING = _mobile("Fremdnetz", "00102", _cell(101, -97.0), _cell(102, -108.0), is_roaming=True)
