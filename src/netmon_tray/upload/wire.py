"""A connection record -> the exact JSON text that the Gate takes (gate-api.md), or the reason why it has none.

What was not measured is left out: nothing is guessed, and no placeholder is ever sent.
"""

from __future__ import annotations

import json
import math
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from netmon_tray.model import (
    Authentication,
    Link,
    NetworkType,
    Observed,
    Position,
    Radio,
    Security,
    Unavailable,
    WithheldReason,
    known,
)
from netmon_tray.upload.redactor import Redactor

if TYPE_CHECKING:
    from netmon_tray.model import ConnectionRecord

__all__ = ["Redactor", "Wire", "gate_security", "network_key", "network_keys", "payload", "shown_bssid", "shown_name"]

Field: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Wire:
    """The body for one record; ``withheld`` says why it must stay here, None where it may be sent."""

    text: str
    withheld: WithheldReason | None = None


@dataclass(frozen=True, slots=True)
class _Code:
    """A row of the mapping of probes.md 6.1: the Gate's code, and the authentication that the security implies."""

    security: str
    authentication: Authentication | None
    is_told: bool = True
    """Whether what the system itself said of the authentication goes before ``authentication``."""


_WIFI: dict[Security, _Code] = {
    Security.OPEN: _Code("opn", Authentication.OPEN),
    Security.OWE: _Code("wp2", Authentication.OWE),
    Security.OWE_TRANSITION: _Code("opn", Authentication.OPEN),
    Security.WEP: _Code("wep", Authentication.OPEN),
    Security.WEP_SHARED: _Code("wep", Authentication.SHARED),
    Security.DYNAMIC_WEP: _Code("wep", Authentication.EAP),
    Security.WPA_NONE: _Code("wpa", Authentication.PSK),
    Security.WPA_PSK: _Code("wpa", Authentication.PSK),
    Security.WPA_EAP: _Code("wpa", Authentication.EAP),
    Security.WPA_WPA2_PSK: _Code("wp2", Authentication.PSK),
    Security.WPA_WPA2_EAP: _Code("wp2", Authentication.EAP),
    Security.WPA2_PSK: _Code("wp2", Authentication.PSK),
    Security.WPA2_WPA3_PSK: _Code("wp2", Authentication.PSK),
    Security.WPA3_SAE: _Code("wp2", Authentication.SAE),
    Security.WPA2_EAP: _Code("wp2", Authentication.EAP),
    Security.WPA3_EAP: _Code("wp2", Authentication.EAP),
    Security.WPA3_EAP_192: _Code("wp2", Authentication.EAP),
    Security.FILS: _Code("wp2", Authentication.EAP),
    Security.DPP: _Code("wp2", Authentication.DPP),
    Security.OSEN: _Code("wp2", Authentication.EAP),
    Security.CCKM: _Code("wp2", Authentication.EAP),
    Security.RSN_OTHER: _Code("wp2", None, is_told=False),
}
"""WiFi; WAPI has no code and is not here, nor is what no WiFi network can be."""

_MOBILE = _Code("3gp", Authentication.CELLULAR, is_told=False)
_WIRED = _Code("opn", None, is_told=False)
_WIRED_EAP = _Code("opn", Authentication.EAP, is_told=False)

_CELLULAR_MEDIA = frozenset({NetworkType.MOBILE, NetworkType.BLUETOOTH})
"""Media behind which an operator answers; a phone may lend its modem over Bluetooth (probes.md 6.4)."""
_RADIO_MEDIA = frozenset({NetworkType.WIFI, NetworkType.MOBILE})

_QUALITY: dict[NetworkType, tuple[str, ...]] = {
    NetworkType.WIFI: ("rssi",),
    NetworkType.MOBILE: ("sinr", "rssi", "rsrp"),
}
"""What ``quality_metric`` may be, the first that was measured wins (decisions.md 11)."""

_PLAUSIBLE: dict[str, tuple[float, float]] = {"rssi": (-120, 0), "rsrp": (-156, -31), "sinr": (-23, 40)}
"""Beyond these a driver reports nonsense (dBm, dBm, dB; probes.md 6.5)."""

_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){5}")
_MCCMNC = re.compile(r"[0-9]{5,6}")
_DIGITS = re.compile(r"[0-9]{1,20}")
_NO_CELL = frozenset({0, 0xFFFFFFF, 0xFFFFFFFF})
"""Cell identities that mean "none" (3GPP TS 27.007, probes.md 6.3)."""
_NO_BSSID = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters that no JSON text store takes: NUL and lone surrogates."""


def payload(record: ConnectionRecord, *, coordinate_decimals: int, include_timestamp: bool) -> Wire:
    """Make the body of a record whose link a ``Redactor`` has already been over.

    ``coordinate_decimals`` is how precisely a position is sent. A withheld record has a text too: what would be
    sent, without the field that is in the way.
    """
    code = _code(record.link)
    fields = _fields(record, code if isinstance(code, _Code) else None, coordinate_decimals)
    if include_timestamp:
        fields["timestamp"] = _iso(record.at_unix_ms)
    present = {name: value for name, value in fields.items() if value is not None}
    text = json.dumps(present, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Wire(text, code if isinstance(code, WithheldReason) else None)


def gate_security(link: Link) -> str | None:
    """The Gate's code for the link's security; None where it has none or the security is not known."""
    code = _code(link)
    return code.security if isinstance(code, _Code) else None


def shown_name(link: Link) -> str | None:
    """The network's name as it may be kept; None where it is not known or not wanted."""
    return known(link.network.name)


def shown_bssid(link: Link) -> str | None:
    """The access point's address as it may be kept; None where it is not known or not wanted."""
    return known(link.radio.bssid)


def network_key(link: Link) -> str:
    """Name of a network in the history: medium and name, else what tells it apart (operator, interface)."""
    name = known(link.network.name)
    if name is None and link.network_type in _CELLULAR_MEDIA:
        name = known(link.network.mccmnc)
    if name is None and link.network_type is NetworkType.ETHERNET:
        name = link.interface.name
    return f"{link.network_type.value}:{name or ''}"


def network_keys(*links: Link, privacy_key: str | None) -> frozenset[str]:
    """Every key that a network has or had in the history: of the links as they are given, and of the first as a hash.

    ``privacy_key`` is the stored text of the key for hashed names. What the user said about a network, and what is
    known of it, holds on when the privacy settings change.
    """
    keys = {network_key(link) for link in links}
    if privacy_key:
        keys.add(network_key(Redactor("hash", "hash", bytes.fromhex(privacy_key)).link(links[0])))
    return frozenset(keys)


def _fields(record: ConnectionRecord, code: _Code | None, coordinate_decimals: int) -> dict[str, Field | None]:
    """All fields in the order of the vendor's page; None where there is nothing to send."""
    link = record.link
    medium, network, radio = link.network_type, link.network, link.radio
    latitude, longitude = _coordinates(record.position, coordinate_decimals)
    metric, value = _quality(medium, radio)
    return {
        "network_name": _name(network.name),
        "network_type": medium.value,
        "network_security": code.security if code else None,
        "network_mccmnc": _matching(_MCCMNC, network.mccmnc) if medium in _CELLULAR_MEDIA else None,
        "frequency": _scaled(radio.frequency_mhz, 1000) if medium in _RADIO_MEDIA else None,
        "authentication": _authentication(link, code) if code else None,
        "bssid": _bssid(radio.bssid) if medium is NetworkType.WIFI else None,
        "cellid": _cell_id(radio.cell_id) if medium in _CELLULAR_MEDIA else None,
        "roaming": known(network.is_roaming) if medium in _CELLULAR_MEDIA else None,
        "latitude": latitude,
        "longitude": longitude,
        "inbytes": record.rx_bytes if record.rx_bytes >= 0 else None,
        "outbytes": record.tx_bytes if record.tx_bytes >= 0 else None,
        "link_speed": _scaled(link.link_rate_bit_per_s, 1_000_000),
        "quality_metric": metric,
        "quality_value": value,
    }


def _code(link: Link) -> _Code | WithheldReason:
    """The row for a link. Only WiFi can lack one: the other media have one code each (gate-api.md)."""
    security = link.network.security
    if link.network_type is NetworkType.MOBILE:
        return _MOBILE
    if link.network_type is not NetworkType.WIFI:
        return _WIRED_EAP if security is Security.WIRED_EAP else _WIRED
    if isinstance(security, Unavailable):
        return WithheldReason.SECURITY_UNKNOWN
    return _WIFI.get(security, WithheldReason.NOT_MAPPABLE)


def _authentication(link: Link, code: _Code) -> str | None:
    told = known(link.network.authentication) if code.is_told else None
    authentication = told or code.authentication
    return authentication.value if authentication else None


def _name(fact: Observed[str]) -> str | None:
    """A name without the two things that a server must refuse; one of spaces only would be taken as empty."""
    name = known(fact)
    if name is None or not name.strip():
        return None
    return _UNSENDABLE.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), name)


def _bssid(fact: Observed[str]) -> str | None:
    bssid = (known(fact) or "").lower()
    return bssid if _MAC.fullmatch(bssid) and bssid not in _NO_BSSID else None


def _cell_id(fact: Observed[str]) -> str | None:
    text = _matching(_DIGITS, fact)
    return text if text is not None and int(text) not in _NO_CELL else None


def _matching(pattern: re.Pattern[str], fact: Observed[str]) -> str | None:
    text = known(fact)
    return text if text is not None and pattern.fullmatch(text) else None


def _scaled(fact: Observed[int], divisor: int) -> float | None:
    """In the Gate's unit with three decimals, as people see it too (facts.py); 0 means that nothing was measured."""
    value = known(fact)
    return round(value / divisor, 3) or None if value is not None and value > 0 else None


def _coordinates(fact: Observed[Position], decimals: int) -> tuple[str, str] | tuple[None, None]:
    """Both or none, as text with ``decimals`` digits; adding 0.0 turns a rounded -0.0 into 0.0."""
    position = known(fact)
    if position is None or not (abs(position.latitude) <= 90 and abs(position.longitude) <= 180):
        return None, None
    latitude, longitude = (round(degrees, decimals) + 0.0 for degrees in (position.latitude, position.longitude))
    return f"{latitude:.{decimals}f}", f"{longitude:.{decimals}f}"


def _quality(medium: NetworkType, radio: Radio) -> tuple[str, float] | tuple[None, None]:
    measured: dict[str, Observed[int] | Observed[float]] = {
        "rssi": radio.rssi_dbm,
        "rsrp": radio.rsrp_dbm,
        "sinr": radio.sinr_db,
    }
    for metric in _QUALITY.get(medium, ()):
        value = known(measured[metric])
        least, most = _PLAUSIBLE[metric]
        if value is not None and math.isfinite(value) and least <= value <= most:
            return metric, float(value)
    return None, None


def _iso(at_unix_ms: int) -> str:
    """ISO 8601 in UTC with milliseconds."""
    seconds, milliseconds = divmod(at_unix_ms, 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{milliseconds:03d}Z"
