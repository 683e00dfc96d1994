"""The current network as plain text, for "Copy network details". Pure; the facts are those of ``netmon status``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.facts import link_facts
from netmon_tray.gui.tray_words import assess, one_line
from netmon_tray.model import Link, NetworkType, Reachability, Unavailable

if TYPE_CHECKING:
    from netmon_tray.snapshot import Snapshot

_REACH_WORDS = {
    Reachability.UNKNOWN: "not known",
    Reachability.DISCONNECTED: "no connection",
    Reachability.LOCAL: "this link only",
    Reachability.SITE: "the local network; the internet was not checked",
    Reachability.ONLINE: "the internet",
}

_FACTS: tuple[tuple[str, str, Callable[[object], str]], ...] = (
    ("network_name", "Network", str),
    ("network_type", "Medium", lambda code: units.NETWORK_TYPE_WORDS[NetworkType(str(code))]),
    ("interface", "Interface", str),
    ("bssid", "Access point", str),
    ("frequency_ghz", "Frequency", lambda value: f"{value} GHz"),
    ("channel", "Channel", str),
    ("width_mhz", "Channel width", lambda value: f"{value} MHz"),
    ("rssi_dbm", "Signal (RSSI)", lambda value: units.dbm_text(_number(value))),
    ("derived_rssi_dbm", "Signal (RSSI, derived)", lambda value: units.dbm_text(_number(value))),
    ("rsrp_dbm", "Signal (RSRP)", lambda value: units.dbm_text(_number(value))),
    ("sinr_db", "Signal to noise (SINR)", lambda value: units.db_text(_number(value))),
    ("noise_dbm", "Noise", lambda value: units.dbm_text(_number(value))),
    ("technology", "Technology", str),
    ("link_speed_mbit_s", "Link", lambda value: units.link_rate_text(round(_number(value) * 1_000_000))),
    ("mccmnc", "Operator code", str),
    ("cell_id", "Cell", str),
    ("roaming", "Roaming", lambda value: "yes" if value else "no"),
    ("metered", "Metered", lambda value: "yes" if value else "no"),
)


def details_text(snapshot: Snapshot) -> str:
    """Lines of "Name: value", with hyphens for minus signs; a fact that the medium does not have is left out."""
    sample = snapshot.sample
    link = sample.primary if sample else None
    if sample is None or link is None:
        return "Network: not connected\n"
    facts = link_facts(link, gate_security=None, vpn=sample.vpn, position=sample.position)
    lines = [line for line in (_line(facts, *row) for row in _FACTS) if line]
    lines.insert(2, _security_line(link))
    if sample.vpn is not None:
        lines.append(f"VPN: {sample.vpn.interface}")
    lines.append(f"Reaches: {_REACH_WORDS[sample.reachability]}")
    if snapshot.since_unix_ms is not None:
        received, sent = units.byte_text(snapshot.rx_bytes), units.byte_text(snapshot.tx_bytes)
        lines.append(f"Since {units.date_time_text(snapshot.since_unix_ms)}: {received} received, {sent} sent")
    return "\n".join(lines) + "\n"


def _security_line(link: Link) -> str:
    return f"Security: {units.security_text(link.network.security)} ({assess(link).word.lower()})"


def _line(facts: Mapping[str, object], key: str, label: str, form: Callable[[object], str]) -> str | None:
    value = facts.get(key)
    if value is not None:
        return f"{label}: {one_line(form(value))}"
    withheld = facts["unavailable"]
    reason = withheld.get(key) if isinstance(withheld, Mapping) else None
    if reason is None or reason == Unavailable.NOT_APPLICABLE.value:
        return None
    return f"{label}: {units.UNAVAILABLE_WORDS[Unavailable(reason)]}"


def _number(value: object) -> float:
    return float(str(value))
