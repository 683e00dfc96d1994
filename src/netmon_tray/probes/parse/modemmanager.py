"""What ModemManager's D-Bus objects say about each modem: pure decoding of properties, importable on every OS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from netmon_tray.model import UNSUPPORTED, Observed
from netmon_tray.probes.parse.dbus_values import Properties, children, flag, number, real, text, value

SERVICE = "org.freedesktop.ModemManager1"
ROOT_PATH = "/org/freedesktop/ModemManager1"
MODEM = SERVICE + ".Modem"
MODEM_3GPP = MODEM + ".Modem3gpp"
SIGNAL = MODEM + ".Signal"
LOCATION = MODEM + ".Location"
BEARER = SERVICE + ".Bearer"

# MMModemState, MMModemPortType, MMModemLocationSource, MMModem3gppRegistrationState and MMModemAccessTechnology of
# ModemManager's ModemManager-enums.h.
_STATE_REGISTERED = 8
_PORT_NET = 2
_LOCATION_3GPP = 1
_ROAMING = {1: False, 6: False, 9: False, 5: True, 7: True, 10: True}
_WITHOUT_NETWORK = (0, 2, 3)
"""Idle, searching, denied; "unknown" is not here: some modems never say more while they carry traffic."""
_TECHNOLOGIES = (
    (15, "5G"),
    (14, "LTE"),
    (16, "LTE-M"),
    (17, "NB-IoT"),
    (9, "HSPA+"),
    (8, "HSPA"),
    (7, "HSUPA"),
    (6, "HSDPA"),
    (5, "UMTS"),
    (13, "EV-DO"),
    (12, "EV-DO"),
    (11, "EV-DO"),
    (10, "1xRTT"),
    (4, "EDGE"),
    (3, "GPRS"),
    (2, "GSM"),
    (1, "GSM"),
)
"""Bit of the access technology and its word, the best first: 5G beside LTE is 5G anchored on LTE."""
_SIGNAL_GROUPS = {
    "Nr5g": 1 << 15,
    "Lte": 1 << 14 | 1 << 16 | 1 << 17,
    "Umts": 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9,
    "Evdo": 1 << 11 | 1 << 12 | 1 << 13,
    "Cdma": 1 << 10,
    "Gsm": 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4,
}

# What a receiver can measure at all (3GPP TS 36.133, 38.133, with a margin); anything else is a driver's "unknown".
_RSSI_DBM = (-120.0, 0.0)
_RSRP_DBM = (-156.0, -31.0)
_RSRQ_DB = (-43.0, 20.0)
_SINR_DB = (-23.0, 40.0)

_MCCMNC = re.compile("[0-9]{5,6}")
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,9}")
_UNKNOWN_CELLS = (0, 0xFFFFFFF, 0xFFFFFFFF)
"""0 is ModemManager's "unknown"; all ones in 28 or 32 bits are the modems'."""


@dataclass(frozen=True, slots=True)
class ModemFacts:
    """What ModemManager knows of one modem; None where it does not say or says something impossible."""

    path: str
    """ModemManager's object path; equals ``ConnectionFacts.modem_path`` of the connection above it."""
    interfaces: tuple[str, ...]
    """Interfaces it carries: those of its connected bearers first, then its network ports."""
    operator_name: str | None
    mccmnc: str | None
    """Serving network, 5 or 6 digits as given, never padded."""
    is_roaming: bool | None
    technology: str | None
    """"5G", "LTE", "HSPA+", ..."""
    signal_ratio: float | None
    """0.0 to 1.0."""
    rssi_dbm: int | None
    rsrp_dbm: float | None
    rsrq_db: float | None
    sinr_db: float | None
    cell_id: Observed[str]
    """Decimal text of the full cell identity; DENIED once the system refused it."""
    link_rate_bit_per_s: int | None
    """Uplink rate of the connected bearer (the transmit rate, as with Wi-Fi), else its downlink rate."""
    has_network: bool = True
    """False while it searches, is denied or does neither; a connection may outlast that."""


def decode_modem(
    modem_path: str, interfaces: Mapping[str, Properties], bearers: Iterable[Properties], cell_id: Observed[str]
) -> ModemFacts:
    """Put together what ModemManager says of one modem: its interfaces' properties and those of its bearers.

    Without a network there is no operator and no signal: what still stands is left from the network before.
    """
    modem, registration = interfaces.get(MODEM, {}), interfaces.get(MODEM_3GPP, {})
    access = number(modem, "AccessTechnologies") or 0
    has_network = _has_network(registration)
    levels = _levels(interfaces.get(SIGNAL, {}), access) if has_network else {}
    rssi = _within(real(levels, "rssi"), _RSSI_DBM)
    connected = [bearer for bearer in bearers if flag(bearer, "Connected")]
    return ModemFacts(
        path=modem_path,
        interfaces=_interfaces(modem, connected),
        operator_name=text(registration, "OperatorName") if has_network else None,
        mccmnc=_mccmnc(registration) if has_network else None,
        is_roaming=_ROAMING.get(number(registration, "RegistrationState") or 0),
        technology=next((word for bit, word in _TECHNOLOGIES if access >> bit & 1), None),
        signal_ratio=_signal_ratio(modem) if has_network else None,
        rssi_dbm=None if rssi is None else round(rssi),
        rsrp_dbm=_within(real(levels, "rsrp"), _RSRP_DBM),
        rsrq_db=_within(real(levels, "rsrq"), _RSRQ_DB),
        sinr_db=_within(_sinr(levels), _SINR_DB),
        cell_id=cell_id,
        link_rate_bit_per_s=next(filter(None, map(_link_rate, connected)), None),
        has_network=has_network,
    )


def is_registered(interfaces: Mapping[str, Properties]) -> bool:
    """Whether the modem is attached to a network: only then has it a cell. A connected one may have lost it."""
    state = number(interfaces.get(MODEM, {}), "State") or 0
    return state >= _STATE_REGISTERED and _has_network(interfaces.get(MODEM_3GPP, {}))


def decode_cell_id(location: Mapping[int, Any]) -> Observed[str]:
    """Read the cell out of ``GetLocation``'s answer: "MCC,MNC,LAC,CI,TAC", the last three in hexadecimal.

    The answer is UNSUPPORTED where the modem does not give its cell, or gives a value that means "unknown".
    """
    variant = location.get(_LOCATION_3GPP)
    if not isinstance(variant, (tuple, list)) or len(variant) != 2 or not isinstance(variant[1], str):
        return UNSUPPORTED
    parts = variant[1].split(",")
    if len(parts) < 4 or not _HEXADECIMAL.fullmatch(parts[3]):
        return UNSUPPORTED
    cell = int(parts[3], 16)
    return UNSUPPORTED if cell in _UNKNOWN_CELLS else str(cell)


def _interfaces(modem: Properties, connected: Iterable[Properties]) -> tuple[str, ...]:
    carrying = [text(bearer, "Interface") for bearer in connected]
    ports = value(modem, "Ports")
    given = ports if isinstance(ports, (list, tuple)) else ()
    network_ports = [port[0] for port in given if len(port) == 2 and port[1] == _PORT_NET]
    return tuple(dict.fromkeys(name for name in [*carrying, *network_ports] if name))


def _has_network(registration: Properties) -> bool:
    return number(registration, "RegistrationState") not in _WITHOUT_NETWORK


def _mccmnc(registration: Properties) -> str | None:
    code = text(registration, "OperatorCode")
    return code if code and _MCCMNC.fullmatch(code) else None


def _signal_ratio(modem: Properties) -> float | None:
    """SignalQuality is (percent, recent).

    0 is no measurement: a modem that was never enabled says (0, true) (seen on ModemManager 1.20.4).
    """
    quality = value(modem, "SignalQuality")
    percent = quality[0] if isinstance(quality, (tuple, list)) and quality else None
    return percent / 100 if isinstance(percent, int) and 0 < percent <= 100 else None


def _levels(signal: Properties, access: int) -> Properties:
    """The detailed levels of the technology in use: one dictionary, never a mixture of two radios.

    Those of another technology are left from before a handover, until ModemManager asks the modem again, and all of
    them stay when the network is lost (seen on 1.20.4). Where the technology is unknown any of them counts.
    """
    own = [group for group, bits in _SIGNAL_GROUPS.items() if access & bits]
    for group in own or _SIGNAL_GROUPS:
        if levels := children(signal, group):
            return levels
    return {}


def _sinr(levels: Properties) -> float | None:
    """LTE and 5G call it "snr", EV-DO "sinr"."""
    snr = real(levels, "snr")
    return real(levels, "sinr") if snr is None else snr


def _within(level: float | None, bounds: tuple[float, float]) -> float | None:
    """A level that can be true; drivers put -32768 or -DBL_MAX for "unknown", and NaN fails both bounds."""
    return level if level is not None and bounds[0] <= level <= bounds[1] else None


def _link_rate(bearer: Properties) -> int | None:
    """Bearer.Stats' rates are in bit/s; 0 is "unknown"."""
    counted = children(bearer, "Stats")
    return number(counted, "uplink-speed") or number(counted, "downlink-speed") or None
