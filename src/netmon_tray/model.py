"""The values and words of the field: frozen, slotted dataclasses and enums that every other room shares.

Nothing here reads a clock, a file or the operating system. Units stand in the names; a fact that may be
withheld is ``Observed[T]``, so that "not measured" can never be mistaken for a value.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, Union

from netmon_tray.words import joined, say, sentence

T = TypeVar("T")


class NetmonError(Exception):
    """Something a person can mend: what is wrong (``title``) and what to do about it (``advice``)."""

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(f"{title} {advice}".strip())
        self.title = title
        self.advice = advice

    @property
    def text(self) -> str:
        """Both, as words that can still be translated; ``str()`` is the English."""
        return joined([self.title, self.advice])


class Unavailable(enum.Enum):
    """Why a fact is missing. Deliberately not a string: it can never be stored or sent as a value."""

    DENIED = "denied"
    """The system has it and refuses it to us (permission, policy)."""
    UNSUPPORTED = "unsupported"
    """This driver, service or system does not answer it, or did not answer this time."""
    NOT_APPLICABLE = "not_applicable"
    """The medium has no such fact (a BSSID of a cable)."""


Observed: TypeAlias = Union[T, Unavailable]  # noqa: UP007 - a generic alias needs Union on Python 3.11

DENIED = Unavailable.DENIED
UNSUPPORTED = Unavailable.UNSUPPORTED
NOT_APPLICABLE = Unavailable.NOT_APPLICABLE


def known(fact: T | Unavailable) -> T | None:
    """Return the value of an observed fact, or None where it is unavailable."""
    return None if isinstance(fact, Unavailable) else fact


def or_unsupported(value: T | None) -> T | Unavailable:
    """Return what a system told, or UNSUPPORTED where it told nothing: the other way round of ``known``."""
    return UNSUPPORTED if value is None else value


# --- the network as the system shows it -----------------------------------------------------------------------------


class NetworkType(enum.StrEnum):
    """Medium of a link; the values are the Gate's codes (gate-api.md)."""

    WIFI = "wi"
    MOBILE = "mo"
    BLUETOOTH = "bl"
    ETHERNET = "et"


class InterfaceKind(enum.StrEnum):
    """What an interface is, by the system's own word, before it is resolved to a medium."""

    WIRED = "wired"
    WIFI = "wifi"
    WWAN = "wwan"
    BLUETOOTH = "bluetooth"
    PPP = "ppp"
    BRIDGE = "bridge"
    BOND = "bond"
    VLAN = "vlan"
    """A device stacked on exactly one other: vlan, macvlan, macvtap, ipvlan."""
    TUNNEL = "tunnel"
    WIREGUARD = "wireguard"
    VETH = "veth"
    VIRTUAL = "virtual"
    """Software devices that carry nothing outside: dummy, ifb, nlmon."""
    LOOPBACK = "loopback"
    OTHER = "other"


class Security(enum.StrEnum):
    """The exact security of a network (probes.md 6.1); the Gate's coarser code is made in upload/wire.py."""

    OPEN = "open"
    OWE = "owe"
    OWE_TRANSITION = "owe-transition"
    """The open half of an OWE transition pair, joined without encryption."""
    WEP = "wep"
    WEP_SHARED = "wep-shared"
    DYNAMIC_WEP = "dynamic-wep"
    WPA_NONE = "wpa-none"
    WPA_PSK = "wpa-psk"
    WPA_EAP = "wpa-eap"
    WPA_WPA2_PSK = "wpa-wpa2-psk"
    WPA_WPA2_EAP = "wpa-wpa2-eap"
    WPA2_PSK = "wpa2-psk"
    WPA2_WPA3_PSK = "wpa2-wpa3-psk"
    """Transition: the access point takes WPA2-PSK and WPA3-SAE."""
    WPA3_SAE = "wpa3-sae"
    WPA2_EAP = "wpa2-eap"
    WPA3_EAP = "wpa3-eap"
    WPA3_EAP_192 = "wpa3-eap-192"
    FILS = "fils"
    DPP = "dpp"
    OSEN = "osen"
    CCKM = "cckm"
    WAPI_PSK = "wapi-psk"
    WAPI_CERT = "wapi-cert"
    RSN_OTHER = "rsn-other"
    """An RSN network whose key management we do not know."""
    CELLULAR = "3gpp"
    WIRED = "wired"
    """A cable (or Bluetooth link) without 802.1X."""
    WIRED_EAP = "wired-802.1x"


class Authentication(enum.StrEnum):
    """How the link was authenticated; the values are what the Gate's ``authentication`` field carries."""

    OPEN = "open"
    SHARED = "shared"
    PSK = "psk"
    EAP = "eap"
    SAE = "sae"
    OWE = "owe"
    DPP = "dpp"
    WAPI = "wapi"
    CELLULAR = "3gp"


class Reachability(enum.StrEnum):
    """How far this machine reaches. ONLINE only where something said so (decisions.md 16)."""

    UNKNOWN = "unknown"
    DISCONNECTED = "disconnected"
    LOCAL = "local"
    SITE = "site"
    ONLINE = "online"


class Adapters(enum.StrEnum):
    """What this machine could be connected by: why it has no connection, where it has none."""

    PRESENT = "present"
    """Or not told."""
    WIFI_OFF = "wifi_off"
    """There is WiFi, and all of it is switched off: by a key, in the settings or as part of airplane mode."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CounterKey:
    """Identity of a byte counter: while it stays the same, a decrease is a glitch or a reset of that counter."""

    boot_id: str
    interface_index: int
    interface_name: str
    mac: str | None


@dataclass(frozen=True, slots=True)
class InterfaceCounters:
    """Bytes received and sent since the counter began, 64 bits wide, as the system counts them."""

    key: CounterKey
    rx_bytes: int
    tx_bytes: int


@dataclass(frozen=True, slots=True)
class Interface:
    """A network interface by its name in the operating system."""

    name: str
    index: int
    kind: InterfaceKind
    mac: str | None
    is_up: bool
    has_carrier: bool
    carrier_changes: int | None = None
    """How often the carrier came or went since boot; None where the system does not count it."""
    is_tethered: bool = False
    """A phone's USB tether: wired to us, mobile behind it."""


@dataclass(frozen=True, slots=True)
class Network:
    """What an interface is attached to."""

    name: Observed[str] = UNSUPPORTED
    """SSID, operator or connection name; undecodable SSID bytes appear as backslash escapes."""
    security: Observed[Security] = UNSUPPORTED
    authentication: Observed[Authentication] = NOT_APPLICABLE
    mccmnc: Observed[str] = NOT_APPLICABLE
    """Serving network, 5 or 6 digits, never padded."""
    is_roaming: Observed[bool] = NOT_APPLICABLE
    is_metered: Observed[bool] = UNSUPPORTED


@dataclass(frozen=True, slots=True)
class Radio:
    """Radio facts of a wireless link; all NOT_APPLICABLE on a cable."""

    bssid: Observed[str] = NOT_APPLICABLE
    """Lower-case MAC with colons."""
    frequency_mhz: Observed[int] = NOT_APPLICABLE
    channel: Observed[int] = NOT_APPLICABLE
    width_mhz: Observed[int] = NOT_APPLICABLE
    rssi_dbm: Observed[int] = NOT_APPLICABLE
    derived_rssi_dbm: Observed[int] = NOT_APPLICABLE
    """dBm computed from a percentage by a documented exact formula: shown as derived, never sent."""
    noise_dbm: Observed[int] = NOT_APPLICABLE
    rsrp_dbm: Observed[float] = NOT_APPLICABLE
    rsrq_db: Observed[float] = NOT_APPLICABLE
    sinr_db: Observed[float] = NOT_APPLICABLE
    signal_ratio: Observed[float] = NOT_APPLICABLE
    """0.0 to 1.0, where the system offers only a percentage."""
    technology: Observed[str] = NOT_APPLICABLE
    """"WiFi 6", "LTE", "5G"."""
    cell_id: Observed[str] = NOT_APPLICABLE
    """Decimal text of the full cell identity."""


@dataclass(frozen=True, slots=True)
class Link:
    """An interface with its medium, its network and its radio, as one look at the system showed them."""

    interface: Interface
    network_type: NetworkType
    network: Network = field(default_factory=Network)
    radio: Radio = field(default_factory=Radio)
    link_rate_bit_per_s: Observed[int] = UNSUPPORTED
    counters: InterfaceCounters | None = None
    """None where they could not be read this time."""


@dataclass(frozen=True, slots=True)
class Vpn:
    """The tunnel that carries the traffic above the physical connection."""

    interface: str
    kind: InterfaceKind


@dataclass(frozen=True, slots=True)
class Gateway:
    """The router that the primary connection's traffic goes to first, a VPN looked through."""

    address: str
    """IPv4 or IPv6, without a zone."""
    mac: Observed[str] = UNSUPPORTED
    """Lower case with colons, as this computer's own neighbour table has it; nobody is asked for it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Decimal degrees (WGS 84) and the radius of uncertainty."""

    latitude: float
    longitude: float
    accuracy_m: float

    def cut(self, decimals: int) -> Position:
        """The middle of the cell that so many decimals of a degree make (3 is about 100 m); never "-0.0"."""
        return Position(round(self.latitude, decimals) + 0.0, round(self.longitude, decimals) + 0.0, self.accuracy_m)


@dataclass(frozen=True, slots=True)
class ProbeFault:
    """A part of the probe that did not answer: its own fields are unavailable, all else goes on."""

    part: str
    """Stable short name, such as "rtnetlink" or "wlanapi"; health.py has the words for each."""
    text: str


class ConsentState(enum.StrEnum):
    """Why the system withholds what would tell where this computer is."""

    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    """By the person, for this program or for programs of its kind."""
    FORBIDDEN = "forbidden"
    """For the whole computer, or by its organisation."""
    UNKNOWN = "unknown"
    """The system does not tell whose decision it is."""


class LocationSettings(enum.StrEnum):
    """Where a person decides which programs may know where the computer is: the link that opens it."""

    WINDOWS = "ms-settings:privacy-location"
    MACOS = "x-apple.systempreferences:com.apple.preference.security?Privacy_LocationServices"


@dataclass(frozen=True, slots=True)
class MissingConsent:
    """WiFi names, access points and positions tell where one is: the system needs a person's consent first."""

    state: ConsentState
    settings: LocationSettings | None
    """None where the system has no link that opens the page."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the machine's network."""

    at_unix_ms: int
    uptime_s: float
    """Seconds since boot, sleep included: what time differences are taken from."""
    boot_id: str
    links: tuple[Link, ...] = ()
    """Hardware links that are up, the primary one among them."""
    primary_name: str | None = None
    """Interface name of the link that carries the default route, a VPN looked through."""
    vpn: Vpn | None = None
    reachability: Reachability = Reachability.UNKNOWN
    has_portal: bool = False
    """The system's own check met a captive portal."""
    position: Observed[Position] = NOT_APPLICABLE
    """Where this computer is, no more precisely than the settings allow; NOT_APPLICABLE while nobody wants to know."""
    missing_position: MissingConsent | None = None
    """Why the position is DENIED."""
    faults: tuple[ProbeFault, ...] = ()
    switched_off: tuple[InterfaceCounters, ...] = ()
    """Counters of hardware that is not up: what it moved last belongs to the connection that it carried."""
    missing_consent: MissingConsent | None = None
    """Why facts of these links are DENIED; None where no consent would give more."""
    gateway: Gateway | None = None
    """None on a connection that has none (mobile, point to point), and where the system does not tell it."""
    adapters: Adapters = Adapters.PRESENT

    @property
    def primary(self) -> Link | None:
        """The link that carries the default route, or None without one."""
        return self.link(self.primary_name) if self.primary_name else None

    def link(self, interface_name: str) -> Link | None:
        """The link of that interface, or None when it is not up."""
        return next((link for link in self.links if link.interface.name == interface_name), None)

    def counters(self, interface: Interface) -> InterfaceCounters | None:
        """The counters of this interface, switched on or off; None when it is gone or was not read."""
        read = (*(link.counters for link in self.links if link.counters), *self.switched_off)
        wanted = (interface.index, interface.name)
        return next((one for one in read if (one.key.interface_index, one.key.interface_name) == wanted), None)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Bytes per second between two readings of the same counters."""

    rx_bytes_per_s: float
    tx_bytes_per_s: float


class Silence(enum.StrEnum):
    """Why a question was not answered, or not by whom it was meant for."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    """The system, or somebody on the way, says that there is no way there."""
    SERVER_FAILED = "server_failed"
    """The name server answers that it can't find out."""
    UNRESOLVED = "unresolved"
    """The host's name has no address."""
    HIJACKED = "hijacked"
    """The name server gives for this name the address that it gives for names which don't exist."""
    FORBIDDEN = "forbidden"
    """This system lets no question be asked in any way that is answered."""


@dataclass(frozen=True, slots=True)
class RoundTrips:
    """What one round of questions to one party gave."""

    sent: int = 0
    rtts_ms: tuple[float, ...] = ()
    """Of the answered ones."""
    silence: Silence | None = None
    """None where the party did what it is there for."""

    @property
    def lost(self) -> int:
        """Questions without an answer."""
        return self.sent - len(self.rtts_ms)


class OutageCause(enum.StrEnum):
    """What failed: the nearest part that can be told. "Internet" is claimed of hosts that the user named only."""

    LINK = "link"
    GATEWAY = "gateway"
    DNS = "dns"
    INTERNET = "internet"


class OutageEnd(enum.StrEnum):
    """Why an outage is no longer open; all but the first only end what is known of it."""

    RECOVERED = "recovered"
    OTHER_CAUSE = "other_cause"
    """Something else failed from then on."""
    SLEPT = "slept"
    MOVED = "moved"
    """This machine went to another network."""
    SWITCHED_OFF = "switched_off"
    """Somebody switched the interface off."""
    PAUSED = "paused"
    STOPPED = "stopped"
    CRASHED = "crashed"
    """The program ended without a word while it was open."""


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which something between this machine and the world did not answer."""

    cause: OutageCause
    since_unix_ms: int
    """When the first question went unanswered."""
    until_unix_ms: int | None = None
    """By the clock that nobody sets, counted from the start; None while it goes on."""
    end: OutageEnd | None = None
    network_key: str | None = None
    vpn: str | None = None
    """Interface of the tunnel that was above the connection."""


@dataclass(frozen=True, slots=True)
class LivePoint:
    """What the live charts draw of one sample; None means not measured (a gap), never zero."""

    at_unix_ms: int
    throughput: Throughput | None
    signal: float | None
    """In the unit of ``signal_measure``."""
    signal_measure: str | None
    """"rssi" (dBm), "rsrp" (dBm) or "ratio" (0 to 1)."""
    network_name: str | None = None
    bssid: str | None = None
    frequency_mhz: int | None = None
    channel: int | None = None
    starts_after_gap: bool = False
    """Nothing is known between the point before and this one (sleep, pause, a start)."""


class LiveEventKind(enum.StrEnum):
    """A mark on the time axis."""

    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    ROAM = "roam"
    CHANNEL_SWAP = "channel_swap"
    SECURITY = "security"
    NAME = "name"
    VPN_ON = "vpn_on"
    VPN_OFF = "vpn_off"
    PORTAL = "portal"
    OUTAGE = "outage"
    SLEEP = "sleep"


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """Something that happened at one moment, with the words for it."""

    at_unix_ms: int
    kind: LiveEventKind
    text: str


class TimelineKind(enum.StrEnum):
    """What an event of the timeline is; stored, so a value is never given another meaning."""

    ESTABLISHED = "established"
    TERMINATED = "terminated"
    ROAM = "roam"
    CHANNEL_SWAP = "channel_swap"
    SECURITY_CHANGE = "security_change"
    NAME_CHANGE = "name_change"
    VPN_ON = "vpn_on"
    VPN_OFF = "vpn_off"
    PORTAL = "portal"
    """A login page stands before the internet."""
    OUTAGE = "outage"
    SLEEP = "sleep"
    PAUSE = "pause"
    AUDIT_PASSWORD_LOST = "audit_password_lost"  # noqa: S105 - what happened, not a secret
    """A network of that name took a password, and takes none now."""
    AUDIT_WEAKER = "audit_weaker"
    AUDIT_ACCESS_POINT = "audit_access_point"
    """An access point that the network is not known to have."""
    AUDIT_ROUTER = "audit_router"
    """Another device behind the router's address."""


LASTING_KINDS = frozenset({TimelineKind.OUTAGE, TimelineKind.SLEEP, TimelineKind.PAUSE})
"""Kinds that have a length: without an end they still go on. Every other kind is a moment."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened, as it is stored: known by its beginning, kind and network; no words of a language."""

    at_unix_ms: int
    kind: TimelineKind
    network_key: str | None = None
    """As in the history; None where it concerns no network."""
    until_unix_ms: int | None = None
    """None for a moment, and for a lasting kind that still goes on."""
    detail: Mapping[str, object] = field(default_factory=dict)
    """What JSON can tell, by the names of the model: small."""

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.until_unix_ms is None and self.kind in LASTING_KINDS


# --- the connection log ---------------------------------------------------------------------------------------------


class RecordEvent(enum.StrEnum):
    """Why a connection record was made."""

    ESTABLISHED = "established"
    MAINTAINED = "maintained"
    CHANGED = "changed"
    TERMINATED = "terminated"


class Change(enum.StrEnum):
    """What changed in a ``changed`` record."""

    ROAM = "roam"
    """BSSID, cell or serving operator changed, the network is the same."""
    CHANNEL_SWAP = "channel_swap"
    SECURITY = "security"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class ConnectionRecord:
    """One row of the connection log as it is made: immutable from then on."""

    record_uuid: str
    attachment_uuid: str
    event: RecordEvent
    at_unix_ms: int
    link: Link
    rx_bytes: int
    """Bytes moved since the previous record of this attachment."""
    tx_bytes: int
    changes: tuple[Change, ...] = ()
    attachment_since_unix_ms: int = 0
    vpn: Vpn | None = None
    position: Observed[Position] = NOT_APPLICABLE


class DeliveryState(enum.StrEnum):
    """Upload state of a record; the values are the words of ``--state`` and JSON (decisions.md 10)."""

    READY = "pending"
    INFLIGHT = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    WITHHELD = "withheld"
    DROPPED = "dropped"


DELIVERY_WORDS: dict[DeliveryState, str] = {
    DeliveryState.READY: say("Waiting"),
    DeliveryState.INFLIGHT: say("Sending"),
    DeliveryState.SENT: say("Sent"),
    DeliveryState.REJECTED: say("Rejected"),
    DeliveryState.WITHHELD: say("Withheld"),
    DeliveryState.DROPPED: say("Dropped"),
}
"""What a person reads for each state, in the window and on the command line."""


class Refusal(enum.StrEnum):
    """Why a record was refused without a clear reason; the third time for the same one rejects it."""

    CONFLICT = "conflict"
    """409, and the server does not say that it has this record."""
    CLIENT_ERROR = "client-error"
    """Its request could not even be made."""


class WithheldReason(enum.StrEnum):
    """Why a record is kept in the log and not uploaded."""

    SECURITY_UNKNOWN = "security_unknown"
    NEVER_UPLOAD = "never_upload"
    KEPT_LOCAL = "kept_local"
    NOT_MAPPABLE = "not_mappable"
    DELIVERY_UNKNOWN = "delivery_unknown"
    """Brought back from a damaged database that no longer tells whether it was sent."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Upload state of one record, as stored."""

    state: DeliveryState
    attempts: int = 0
    maybe_sent: int = 0
    """How often the server may have stored it without our learning so."""
    not_before_unix_ms: int | None = None
    reason: str | None = None
    last_status: int | None = None
    last_error: str | None = None
    sent_at_unix_ms: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedRecord:
    """A row of the connection log as it is read back."""

    id: int
    record_uuid: str
    attachment_uuid: str
    event: RecordEvent
    at_unix_ms: int
    payload: str
    """The exact JSON text for the Gate, made once."""
    local: dict[str, object]
    """What the Gate does not take: exact security, interface, channel, ..."""
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many records are in each delivery state."""

    pending: int = 0
    sending: int = 0
    sent: int = 0
    rejected: int = 0
    withheld: int = 0
    dropped: int = 0
    oldest_pending_at_unix_ms: int | None = None


class CircuitState(enum.StrEnum):
    """State of the channel to the Gate, apart from any record's (upload-queue.md, decisions.md 9)."""

    OFF = "off"
    CLOSED = "closed"
    BACKOFF = "backoff"
    OFFLINE = "offline"
    INTERCEPTED = "intercepted"
    AUTH = "auth"
    NO_TOKEN = "no_token"  # noqa: S105 - a state's name, not a secret
    PROXY = "proxy"
    TLS = "tls"
    ENDPOINT = "endpoint"
    CONTRACT = "contract"
    THROTTLED = "throttled"
    STORAGE = "storage"
    PAUSED = "paused"
    METERED = "metered"
    """Nothing is sent over a metered network, because the settings say so."""


@dataclass(frozen=True, slots=True)
class UploadStatus:
    """The circuit as people see it."""

    state: CircuitState
    since_unix_ms: int
    title: str
    """What is, without a full stop."""
    next_try_at_unix_ms: int | None = None
    last_success_at_unix_ms: int | None = None
    rest: str = ""
    """Why, and what to do."""
    detail: str = ""
    """The latest words of the server or the fault, which ``rest`` holds too; empty where there are none."""

    @property
    def text(self) -> str:
        """All of it."""
        return joined([sentence(self.title), self.rest])


class Severity(enum.StrEnum):
    """How much a condition matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Condition:
    """A state that a person should know of, in words with what to do."""

    code: str
    severity: Severity
    title: str
    text: str
    depends_on: tuple[str, ...] = ()
    """Codes that, while shown, explain this one and hide it."""
    visible_after_s: float = 0.0
    """How long it must hold before it is shown."""
    link: str | None = None
    """Opens the page of the system's settings where it can be mended."""
    is_alert: bool = False
    """Worth a notification when it comes up; errors are in any case."""
    since_unix_ms: int | None = None
    """When it began, of what outlives a restart: it is told once. None: with this run of the program."""
