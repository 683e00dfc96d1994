"""Short ways to build the model's values in tests."""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.model import (
    Authentication,
    CounterKey,
    Interface,
    InterfaceCounters,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    Radio,
    Reachability,
    Sample,
    Security,
)

BOOT = "6f0c1b1e-0000-4000-8000-000000000001"
T0_UNIX_MS = 1_790_000_000_000


def counters(
    rx_bytes: int, tx_bytes: int, *, name: str = "eth0", index: int = 2, boot_id: str = BOOT
) -> InterfaceCounters:
    return InterfaceCounters(CounterKey(boot_id, index, name, "02:00:00:00:00:02"), rx_bytes, tx_bytes)


def wired(rx_bytes: int = 0, tx_bytes: int = 0, *, name: str = "eth0", index: int = 2, boot_id: str = BOOT) -> Link:
    return Link(
        interface=Interface(
            name, index, InterfaceKind.WIRED, "02:00:00:00:00:02", is_up=True, has_carrier=True, carrier_changes=1
        ),
        network_type=NetworkType.ETHERNET,
        network=Network(name="Office", security=Security.WIRED),
        link_rate_bit_per_s=1_000_000_000,
        counters=counters(rx_bytes, tx_bytes, name=name, index=index, boot_id=boot_id),
    )


def wifi(
    ssid: str = "Cafe",
    *,
    bssid: str = "02:00:00:00:00:a1",
    mhz: int = 5180,
    rssi_dbm: int = -58,
    security: Security = Security.WPA2_PSK,
    rx_bytes: int = 0,
    tx_bytes: int = 0,
    name: str = "wlan0",
    index: int = 3,
) -> Link:
    return Link(
        interface=Interface(
            name, index, InterfaceKind.WIFI, "02:00:00:00:00:03", is_up=True, has_carrier=True, carrier_changes=2
        ),
        network_type=NetworkType.WIFI,
        network=Network(name=ssid, security=security, authentication=Authentication.PSK),
        radio=Radio(bssid=bssid, frequency_mhz=mhz, channel=36, rssi_dbm=rssi_dbm),
        link_rate_bit_per_s=866_700_000,
        counters=counters(rx_bytes, tx_bytes, name=name, index=index),
    )


def sample(at_s: float, *links: Link, primary: str | None = "", **more: object) -> Sample:
    """A sample ``at_s`` seconds after T0; the first link is primary unless ``primary`` says otherwise."""
    chosen = (links[0].interface.name if links else None) if primary == "" else primary
    made = Sample(
        at_unix_ms=T0_UNIX_MS + round(at_s * 1000),
        uptime_s=1000.0 + at_s,
        boot_id=BOOT,
        links=links,
        primary_name=chosen,
        reachability=Reachability.SITE if chosen else Reachability.DISCONNECTED,
    )
    return replace(made, **more)  # type: ignore[arg-type]
