"""Conditions of the network and of whoever tells about it."""

from __future__ import annotations

from netmon_tray.model import (
    Adapters,
    Condition,
    ConsentState,
    LocationSettings,
    MissingConsent,
    Severity,
    TimelineKind,
)
from netmon_tray.words import joined, say, sentence

PORTAL = "portal"
OFFLINE = "offline"
OUTAGE = "outage"
NO_WAY_OUT = (OFFLINE, PORTAL, OUTAGE)
"""Whoever hears one of these knows why nothing gets through."""
CONSENT_MISSING = "consent_missing"
POSITION_WITHHELD = "position_withheld"
INSECURE_NETWORK = "insecure_network"
_ELSE_RECORDED = say("Everything else is recorded.")


def portal() -> Condition:
    """A captive portal stands between this machine and everything else."""
    return Condition(
        PORTAL,
        Severity.WARNING,
        say("This network wants a login"),
        say("Until then only its login page can be reached. Recording goes on and nothing is lost."),
        visible_after_s=5,
    )


def insecure_network(
    network_name: str | None, reason: str, action: str, *, is_alert: bool = False, since_unix_ms: int | None = None
) -> Condition:
    """The current network was graded insecure; ``reason`` and ``action`` are the audit's."""
    return Condition(
        INSECURE_NETWORK,
        Severity.WARNING,
        say("{network} is insecure", network=network_name) if network_name else say("This network is insecure"),
        joined([reason, action]),
        visible_after_s=5,
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )


def network_changed(
    kind: TimelineKind, title: str, reason: str, action: str, *, since_unix_ms: int, is_alert: bool
) -> Condition:
    """The current network is not as it was; the words are the audit's."""
    return Condition(
        kind.value,
        Severity.WARNING,
        title,
        joined([reason, action]),
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )


UNCONNECTED: dict[Adapters, str] = {
    Adapters.PRESENT: say("Not connected"),
    Adapters.WIFI_OFF: say("WiFi is switched off"),
    Adapters.NONE: say("No network adapter"),
}
"""What a computer without a connection is called, by what it could be connected by."""
OFFLINE_TEXTS: dict[Adapters, str] = {
    Adapters.PRESENT: say("This computer has no connection. Recording starts by itself when there is one."),
    Adapters.WIFI_OFF: say("This computer has no connection. Recording starts by itself when WiFi is switched on."),
    Adapters.NONE: say("Nothing to measure. Recording starts by itself when one appears."),
}
"""What happens next."""


def offline(adapters: Adapters = Adapters.PRESENT) -> Condition:
    """No default route: nothing beyond this machine can be reached."""
    return Condition(
        OFFLINE,
        Severity.INFO,
        say("Offline") if adapters is Adapters.PRESENT else UNCONNECTED[adapters],
        OFFLINE_TEXTS[adapters],
        depends_on=(OUTAGE,),  # which says since when, and what to do
        visible_after_s=15,
    )


_CONSENT: dict[ConsentState, tuple[Severity, str]] = {
    ConsentState.NOT_ASKED: (
        Severity.WARNING,
        say(
            "Names and access points tell where a computer is, and nobody has been asked yet whether this program may "
            "know that."
        ),
    ),
    ConsentState.REFUSED: (
        Severity.INFO,
        say("Names and access points tell where a computer is, and this program was refused to know that."),
    ),
    ConsentState.FORBIDDEN: (
        Severity.INFO,
        say(
            "Names and access points tell where a computer is, and location access is switched off for the whole "
            "computer, or by its organisation."
        ),
    ),
    ConsentState.UNKNOWN: (
        Severity.WARNING,
        say("Names and access points tell where a computer is, and the system keeps that from this program."),
    ),
}
_LOCATION_STEPS: dict[LocationSettings | None, str] = {
    None: say(
        "To allow it: the desktop's settings, Privacy, Location (or Location Services): turn it on, also for "
        "netmon-tray."
    ),
    LocationSettings.WINDOWS: say(
        "To allow it: Settings, Privacy & security, Location: turn on Location services and "
        '"Let desktop apps access your location".'
    ),
    LocationSettings.MACOS: say(
        "To allow it: System Settings, Privacy & Security, Location Services: turn it on, also for netmon-tray."
    ),
}


def consent_missing(missing: MissingConsent) -> Condition:
    """The system hides networks' names until location access is allowed; a decision already made is only noted."""
    severity, who = _CONSENT[missing.state]
    return Condition(
        CONSENT_MISSING,
        severity,
        say("WiFi names are hidden by the system"),
        joined([who, _ELSE_RECORDED, _LOCATION_STEPS[missing.settings]]),
        visible_after_s=5,
        link=missing.settings.value if missing.settings else None,
    )


def position_withheld(missing: MissingConsent) -> Condition:
    """The settings want the position recorded, and the system keeps it from this program."""
    severity, _ = _CONSENT[missing.state]
    why = say("privacy.location is on, and the system does not let this program know where this computer is.")
    return Condition(
        POSITION_WITHHELD,
        severity,
        say("The position is withheld by the system"),
        joined([why, _ELSE_RECORDED, _LOCATION_STEPS[missing.settings]]),
        depends_on=(CONSENT_MISSING,),
        visible_after_s=5,
        link=missing.settings.value if missing.settings else None,
    )


_ALL_OF_IT = (
    say("The system does not tell interfaces, routes and byte counters"),
    say("Nothing can be recorded until it answers."),
)
_WIFI = (
    say("The system does not tell WiFi details"),
    say("Records go on without name, signal and security of WiFi networks."),
)
_POSITION = (say("The system does not tell where this computer is"), say("Records go on without a position."))
_PROBE_PARTS: dict[str, tuple[str, str]] = {
    "rtnetlink": _ALL_OF_IT,
    "iphlpapi": _ALL_OF_IT,
    "nl80211": _WIFI,
    "wlanapi": _WIFI,
    "winrt": (say("The system does not tell connection names and details of the mobile network"), _ELSE_RECORDED),
    "networkmanager": (say("The system does not tell connection names and metering"), _ELSE_RECORDED),
    "modemmanager": (say("The system does not tell details of the mobile network"), _ELSE_RECORDED),
    "systemconfiguration": _ALL_OF_IT,
    "sysctl": (
        say("The system does not tell byte counters or routes"),
        say("What it leaves out is missing in records."),
    ),
    "corewlan": _WIFI,
    "network": (say("The system does not tell what the connection costs"), _ELSE_RECORDED),
    "corelocation": (
        say("The system does not tell whether location access is allowed, or the position"),
        _ELSE_RECORDED,
    ),
    "geoclue": _POSITION,
    "geolocator": _POSITION,
}


def probe_fault(part: str, text: str) -> Condition:
    """A part of the probe does not answer; ``part`` is the name in ``ProbeFault``."""
    title, effect = _PROBE_PARTS.get(part) or (say("The system does not tell {part}", part=part), _ELSE_RECORDED)
    return Condition(
        f"probe_{part}",
        Severity.ERROR if (title, effect) == _ALL_OF_IT else Severity.WARNING,
        title,
        joined([sentence(text), effect, say("It is asked again by itself.")]),
        visible_after_s=30,
    )
