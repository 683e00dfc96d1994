"""How well a network protects what is sent over it: a grade, the reason and one thing to do, as a pure table."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from netmon_tray.model import NetworkType, Security, Unavailable
from netmon_tray.words import say


class Grade(enum.StrEnum):
    """Security of a network in one word; the values are what JSON carries."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"
    INSECURE = "insecure"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


GRADE_WORDS: dict[Grade, str] = {
    Grade.STRONG: say("Strong"),
    Grade.GOOD: say("Good"),
    Grade.WEAK: say("Weak"),
    Grade.INSECURE: say("Insecure"),
    Grade.UNKNOWN: say("Unknown"),
    Grade.NOT_APPLICABLE: say("Not applicable"),
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """The grade of one network, said to a person."""

    grade: Grade
    reason: str
    """One sentence."""
    action: str = ""
    """One thing to do, or empty where there is nothing to do."""

    @property
    def word(self) -> str:
        """The grade as it is shown."""
        return GRADE_WORDS[self.grade]


_VPN = say("Use a VPN here, or only sites with https.")
_ROUTER_WPA2 = say("Set the access point to WPA2 or WPA3 only.")
_ASK = say("Ask whoever runs this network how it is secured.")

_ASSESSMENTS: dict[Security, Assessment] = {
    Security.OPEN: Assessment(
        Grade.INSECURE, say("No encryption: anyone nearby can read and change what is sent over the air."), _VPN
    ),
    Security.OWE_TRANSITION: Assessment(
        Grade.INSECURE,
        say("This device joined the unencrypted half of a network that also offers encryption."),
        say("Update the WiFi driver or turn on Enhanced Open, then join again."),
    ),
    Security.OWE: Assessment(
        Grade.GOOD,
        say("Encrypted, but nobody proves who runs it."),
        say("Do not take its name as a proof of whose it is."),
    ),
    Security.WEP: Assessment(Grade.INSECURE, say("WEP is broken: its key can be found within minutes."), _ROUTER_WPA2),
    Security.WEP_SHARED: Assessment(
        Grade.INSECURE, say("WEP is broken, and its shared-key login gives the key away even faster."), _ROUTER_WPA2
    ),
    Security.DYNAMIC_WEP: Assessment(
        Grade.INSECURE,
        say("WEP is broken, also with keys that change."),
        say("Ask for WPA2-Enterprise or WPA3-Enterprise."),
    ),
    Security.WPA_NONE: Assessment(
        Grade.WEAK,
        say("WPA-None gives every member the same TKIP key."),
        say("Replace the ad hoc network by an access point."),
    ),
    Security.WPA_PSK: Assessment(
        Grade.WEAK, say("The first WPA relies on TKIP, which has known holes and is withdrawn."), _ROUTER_WPA2
    ),
    Security.WPA_EAP: Assessment(
        Grade.WEAK,
        say("The first WPA relies on TKIP, which has known holes and is withdrawn."),
        say("Ask for WPA2-Enterprise or WPA3-Enterprise."),
    ),
    Security.WPA_WPA2_PSK: Assessment(
        Grade.WEAK,
        say("The network still lets devices in by the first WPA, and so keeps its holes open."),
        _ROUTER_WPA2,
    ),
    Security.WPA_WPA2_EAP: Assessment(
        Grade.WEAK,
        say("The network still lets devices in by the first WPA, and so keeps its holes open."),
        say("Ask to have the first WPA turned off."),
    ),
    Security.WPA2_PSK: Assessment(
        Grade.GOOD,
        say("WPA2 with a password: safe against strangers, but whoever knows the password can read along."),
        say("Choose WPA3 where the access point and all devices know it."),
    ),
    Security.WPA2_WPA3_PSK: Assessment(
        Grade.GOOD,
        say("WPA3 is offered beside WPA2: whoever knows the password can read along with devices on WPA2."),
        say("Turn WPA2 off once all devices know WPA3."),
    ),
    Security.WPA3_SAE: Assessment(
        Grade.STRONG, say("WPA3 with a password: nobody nearby can read what you send over the air.")
    ),
    Security.WPA2_EAP: Assessment(Grade.STRONG, say("Every device has a key of its own from a login of its own.")),
    Security.WPA3_EAP: Assessment(Grade.STRONG, say("Every device has a key of its own from a login of its own.")),
    Security.WPA3_EAP_192: Assessment(
        Grade.STRONG, say("Every device has a key of its own, with 192-bit cryptography throughout.")
    ),
    Security.FILS: Assessment(Grade.STRONG, say("Every device has a key of its own from a login of its own (FILS).")),
    Security.DPP: Assessment(Grade.STRONG, say("Every device was let in with a key pair of its own (Easy Connect).")),
    Security.OSEN: Assessment(
        Grade.GOOD,
        say("Encrypted for signing up only: the network proves itself, this device does not."),
        say("Finish signing up, then use the network that it gives you."),
    ),
    Security.CCKM: Assessment(
        Grade.UNKNOWN, say("Cisco's own key management can stand on strong or on weak encryption."), _ASK
    ),
    Security.WAPI_PSK: Assessment(Grade.UNKNOWN, say("WAPI uses a cipher that is not judged here."), _ASK),
    Security.WAPI_CERT: Assessment(Grade.UNKNOWN, say("WAPI uses a cipher that is not judged here."), _ASK),
    Security.RSN_OTHER: Assessment(
        Grade.UNKNOWN, say("The network is encrypted, with a key management that is not known here."), _ASK
    ),
    Security.CELLULAR: Assessment(
        Grade.GOOD, say("Encrypted over the air by the mobile network, which itself can read what is not encrypted.")
    ),
    Security.WIRED: Assessment(Grade.NOT_APPLICABLE, say("A cable has no encryption over the air to judge.")),
    Security.WIRED_EAP: Assessment(Grade.STRONG, say("The port let this device in only after it proved who it is.")),
}

_BLUETOOTH = Assessment(Grade.NOT_APPLICABLE, say("Bluetooth links are protected by their pairing, not by a network."))
_UNREADABLE: dict[Unavailable, Assessment] = {
    Unavailable.DENIED: Assessment(
        Grade.UNKNOWN,
        say("The system does not let this program see how the network is secured."),
        say("Allow it in the system's permission settings."),
    ),
    Unavailable.UNSUPPORTED: Assessment(
        Grade.UNKNOWN,
        say("The system did not say how this network is secured."),
        say("Look at it in the system's own settings."),
    ),
    Unavailable.NOT_APPLICABLE: Assessment(Grade.NOT_APPLICABLE, say("This kind of link has no security to judge.")),
}


def grade(network_type: NetworkType, security: Security | Unavailable) -> Assessment:
    """Judge a network by its medium and its exact security; total over both."""
    if isinstance(security, Unavailable):
        return _UNREADABLE[security]
    if network_type is NetworkType.BLUETOOTH and security in {Security.WIRED, Security.OPEN}:
        return _BLUETOOTH
    return _ASSESSMENTS[security]
