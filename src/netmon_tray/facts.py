"""A link -> the JSON object that ``netmon status``, the log's ``local`` part and "Copy network details" share.

The one place where an unavailable fact becomes null with its reason in ``unavailable``; names as in ui.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from netmon_tray.model import NOT_APPLICABLE, Link, NetworkType, Observed, Position, Unavailable, Vpn, known


def link_facts(
    link: Link, *, gate_security: str | None, vpn: Vpn | None = None, position: Observed[Position] = NOT_APPLICABLE
) -> dict[str, object]:
    """Return the facts of a link by their public names; ``gate_security`` is the Gate's code for its security."""
    network, radio = link.network, link.radio
    place = known(position)
    observed: dict[str, object] = {
        "network_name": network.name,
        "security": network.security,
        "authentication": network.authentication,
        "bssid": radio.bssid,
        "frequency_ghz": _scaled(radio.frequency_mhz, 1000, 3),
        "channel": radio.channel,
        "width_mhz": radio.width_mhz,
        "rssi_dbm": radio.rssi_dbm,
        "derived_rssi_dbm": radio.derived_rssi_dbm,
        "noise_dbm": radio.noise_dbm,
        "rsrp_dbm": radio.rsrp_dbm,
        "rsrq_db": radio.rsrq_db,
        "sinr_db": radio.sinr_db,
        "signal_ratio": radio.signal_ratio,
        "technology": radio.technology,
        "link_speed_mbit_s": _scaled(link.link_rate_bit_per_s, 1_000_000, 3),
        "mccmnc": network.mccmnc,
        "cell_id": radio.cell_id,
        "roaming": network.is_roaming,
        "metered": network.is_metered,
        "latitude": place.latitude if place else position,
        "longitude": place.longitude if place else position,
    }
    facts: dict[str, object] = {
        "interface": link.interface.name,
        "interface_kind": link.interface.kind.value,
        "tethered": link.interface.is_tethered,
        "network_type": link.network_type.value,
        "network_security": gate_security,
    }
    facts |= {name: None if isinstance(fact, Unavailable) else fact for name, fact in observed.items()}
    facts["vpn"] = {"interface": vpn.interface, "kind": vpn.kind.value} if vpn else None
    facts["unavailable"] = {name: fact.value for name, fact in observed.items() if isinstance(fact, Unavailable)}
    return facts


def network_key_of(facts: Mapping[str, object]) -> str:
    """Name of the network in the history, from what is stored of a link: the same as ``wire.network_key`` makes."""
    medium, name = facts.get("network_type"), facts.get("network_name")
    if name is None and medium in (NetworkType.MOBILE, NetworkType.BLUETOOTH):
        name = facts.get("mccmnc")
    if name is None and medium == NetworkType.ETHERNET:
        name = facts.get("interface")
    return f"{medium}:{name or ''}"


def _scaled(fact: Observed[int], divisor: int, digits: int) -> Observed[float]:
    return fact if isinstance(fact, Unavailable) else round(fact / divisor, digits)
