"""Conditions of the network and of whoever tells about it."""

from __future__ import annotations

from netmon_tray.health.sentences import sentence
from netmon_tray.model import Condition, ConsentState, LocationSettings, MissingConsent, Severity

PORTAL = "portal"
OFFLINE = "offline"
CONSENT_MISSING = "consent_missing"


def portal() -> Condition:
    """A captive portal stands between this machine and everything else."""
    return Condition(
        PORTAL,
        Severity.WARNING,
        "This network wants a login",
        "Until then only its login page can be reached. Recording goes on and nothing is lost.",
        visible_after_s=5,
    )


def insecure_network(network_name: str | None, reason: str, action: str) -> Condition:
    """The current network was graded insecure; ``reason`` and ``action`` are the audit's."""
    return Condition(
        "insecure_network",
        Severity.WARNING,
        f"{network_name or 'This network'} is insecure",
        f"{reason} {action}".strip(),
        visible_after_s=5,
    )


def offline() -> Condition:
    """No default route: nothing beyond this machine can be reached."""
    return Condition(
        OFFLINE,
        Severity.INFO,
        "Offline",
        "This computer has no connection. Recording starts by itself when there is one.",
        visible_after_s=15,
    )


_CONSENT: dict[ConsentState, tuple[Severity, str]] = {
    ConsentState.NOT_ASKED: (Severity.WARNING, "nobody has been asked yet whether this program may know that"),
    ConsentState.REFUSED: (Severity.INFO, "this program was refused to know that"),
    ConsentState.FORBIDDEN: (
        Severity.INFO,
        "location access is switched off for the whole computer, or by its organisation",
    ),
    ConsentState.UNKNOWN: (Severity.WARNING, "the system keeps that from this program"),
}
_LOCATION_STEPS: dict[LocationSettings, str] = {
    LocationSettings.WINDOWS: "Settings, Privacy & security, Location: turn on Location services and "
    '"Let desktop apps access your location"',
    LocationSettings.MACOS: "System Settings, Privacy & Security, Location Services: turn it on, also for netmon-tray",
}


def consent_missing(missing: MissingConsent) -> Condition:
    """The system hides networks' names until location access is allowed; a decision already made is only noted."""
    severity, who = _CONSENT[missing.state]
    return Condition(
        CONSENT_MISSING,
        severity,
        "WiFi names are hidden by the system",
        f"Names and access points tell where a computer is, and {who}. Everything else is recorded. "
        f"To allow it: {_LOCATION_STEPS[missing.settings]}.",
        visible_after_s=5,
        link=missing.settings.value,
    )


_ALL_OF_IT = ("interfaces, routes and byte counters", "Nothing can be recorded until it answers.")
_WIFI = ("WiFi details", "Records go on without name, signal and security of WiFi networks.")
_PROBE_PARTS: dict[str, tuple[str, str]] = {
    "rtnetlink": _ALL_OF_IT,
    "iphlpapi": _ALL_OF_IT,
    "nl80211": _WIFI,
    "wlanapi": _WIFI,
    "winrt": ("connection names and details of the mobile network", "Everything else is recorded."),
    "networkmanager": ("connection names and metering", "Everything else is recorded."),
    "modemmanager": ("details of the mobile network", "Everything else is recorded."),
    "systemconfiguration": _ALL_OF_IT,
    "sysctl": ("byte counters or routes", "What it leaves out is missing in records."),
    "corewlan": _WIFI,
    "network": ("what the connection costs", "Everything else is recorded."),
    "corelocation": ("whether location access is allowed", "Everything else is recorded."),
}


def probe_fault(part: str, text: str) -> Condition:
    """A part of the probe does not answer; ``part`` is the name in ``ProbeFault``."""
    asked, effect = _PROBE_PARTS.get(part, (part, "Everything else is recorded."))
    return Condition(
        f"probe_{part}",
        Severity.ERROR if (asked, effect) == _ALL_OF_IT else Severity.WARNING,
        f"The system does not tell {asked}",
        f"{sentence(text)} {effect} It is asked again by itself.",
        visible_after_s=30,
    )
