"""The current network as plain text, for "Copy network details". Pure; the facts are those of ``netmon status``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.facts import link_facts
from netmon_tray.gui.tray_words import assess, one_line
from netmon_tray.model import Link, NetworkType, Reachability, Unavailable
from netmon_tray.words import Number, joined, say

if TYPE_CHECKING:
    from netmon_tray.snapshot import Snapshot

_REACH_WORDS = {
    Reachability.UNKNOWN: say("not known"),
    Reachability.DISCONNECTED: say("no connection"),
    Reachability.LOCAL: say("this link only"),
    Reachability.SITE: say("the local network; the internet was not checked"),
    Reachability.ONLINE: say("the internet"),
}

_FACTS: tuple[tuple[str, str, Callable[[object], str]], ...] = (
    ("network_name", say("Network"), str),
    ("network_type", say("Medium"), lambda code: units.NETWORK_TYPE_WORDS[NetworkType(str(code))]),
    ("interface", say("Interface"), str),
    ("bssid", say("Access point"), str),
    ("frequency_ghz", say("Frequency"), lambda value: joined([Number(value), "GHz"])),
    ("channel", say("Channel"), str),
    ("width_mhz", say("Channel width"), lambda value: joined([Number(value), "MHz"])),
    ("rssi_dbm", say("Signal (RSSI)"), lambda value: units.dbm_text(_number(value))),
    ("derived_rssi_dbm", say("Signal (RSSI, derived)"), lambda value: units.dbm_text(_number(value))),
    ("rsrp_dbm", say("Signal (RSRP)"), lambda value: units.dbm_text(_number(value))),
    ("sinr_db", say("Signal to noise (SINR)"), lambda value: units.db_text(_number(value))),
    ("noise_dbm", say("Noise"), lambda value: units.dbm_text(_number(value))),
    ("technology", say("Technology"), str),
    ("link_speed_mbit_s", say("Link"), lambda value: units.link_rate_text(round(_number(value) * 1_000_000))),
    ("mccmnc", say("Operator code"), str),
    ("cell_id", say("Cell"), str),
    ("roaming", say("Roaming"), lambda value: say("yes") if value else say("no")),
    ("metered", say("Metered"), lambda value: say("yes") if value else say("no")),
)


def details_text(snapshot: Snapshot) -> str:
    """Lines of "Name: value", with hyphens for minus signs; a fact that the medium does not have is left out."""
    sample = snapshot.sample
    link = sample.primary if sample else None
    if sample is None or link is None:
        return joined([say("Network: not connected"), "\n"], "")
    facts = link_facts(link, gate_security=None, vpn=sample.vpn, position=sample.position)
    lines = [line for line in (_line(facts, *row) for row in _FACTS) if line]
    lines.insert(2, _security_line(link))
    if sample.vpn is not None:
        lines.append(joined(["VPN", sample.vpn.interface], ": "))
    lines.append(joined([say("Reaches"), _REACH_WORDS[sample.reachability]], ": "))
    if snapshot.since_unix_ms is not None:
        received, sent = units.byte_text(snapshot.rx_bytes), units.byte_text(snapshot.tx_bytes)
        at = units.date_time_text(snapshot.since_unix_ms)
        lines.append(say("Since {time}: {received} received, {sent} sent", time=at, received=received, sent=sent))
    return joined([joined(lines, "\n"), "\n"], "")


def _security_line(link: Link) -> str:
    exact, grade = units.security_text(link.network.security), assess(link).word
    return joined([say("Security"), say("{security} ({grade})", security=exact, grade=grade)], ": ")


def _line(facts: Mapping[str, object], key: str, label: str, form: Callable[[object], str]) -> str | None:
    value = facts.get(key)
    if value is not None:
        return joined([label, one_line(form(value))], ": ")
    withheld = facts["unavailable"]
    reason = withheld.get(key) if isinstance(withheld, Mapping) else None
    if reason is None or reason == Unavailable.NOT_APPLICABLE.value:
        return None
    return joined([label, units.UNAVAILABLE_WORDS[Unavailable(reason)]], ": ")


def _number(value: object) -> float:
    return float(str(value))
