"""What ModemManager's D-Bus objects say about each modem: pure decoding of properties, importable on every OS."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.model import Observed


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
    """Uplink rate of the connected bearer (the transmit rate, as with Wi-Fi); its downlink rate if only that is given."""
