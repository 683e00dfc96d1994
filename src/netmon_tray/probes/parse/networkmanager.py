"""What NetworkManager's D-Bus objects say about each connection: pure decoding of properties, importable on every OS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmon_tray.model import Reachability


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """What NetworkManager knows of the connection on one interface; None where it does not say."""

    interface: str
    """The kernel's interface that carries the traffic (IpInterface where set, else Interface)."""
    connection_name: str | None
    connection_type: str | None
    """NetworkManager's own word: "802-11-wireless", "802-3-ethernet", "gsm", "bluetooth", ..."""
    is_metered: bool | None
    """NetworkManager's guesses count as answers."""
    has_8021x: bool | None
    """The profile has an 802-1x setting; None where the profile could not be read (it is another user's)."""
    ap_flags: tuple[int, int, int] | None
    """Flags, WpaFlags and RsnFlags of the access point in use."""
    ap_strength_percent: int | None
    """Strength of the access point in use, 0 to 100."""
    bluetooth_name: str | None
    modem_path: str | None
    """ModemManager's object path of the modem behind this connection."""
    key_mgmt: str | None
    """Key management of the Wi-Fi profile: "none", "ieee8021x", "wpa-psk", "sae", "owe", "wpa-eap", ..."""
    bluetooth_profile: str | None = None
    """"dun" (dial-up through a phone) or "nap" (personal area network)."""


@dataclass(frozen=True, slots=True)
class NetworkManagerFacts:
    """One look at NetworkManager."""

    reachability: Reachability
    has_portal: bool
    """NetworkManager's connectivity check met a captive portal."""
    connections: Mapping[str, ConnectionFacts] = field(default_factory=dict)
    """By interface name; under both names where IpInterface and Interface differ (wwan0 and cdc-wdm0)."""
