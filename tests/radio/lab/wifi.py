"""Scenarios of WiFi as it stands still: every security, band, width and way of writing a name, joined and left."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from radio.lab.access_point import AccessPoint, Security, WifiNetwork
from radio.lab.connection import own, own_events
from radio.lab.ground import GATEWAY, STATION
from radio.lab.lab import LabTimeoutError
from radio.lab.measure import counters
from radio.lab.product import Document, ProductError
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import station

if TYPE_CHECKING:
    from radio.lab.lab import Lab

DOWN_BYTES, UP_BYTES = 150_000, 60_000

GATE_SECURITY = {
    Security.OPEN: "opn",
    Security.WEP: "wep",
    Security.WEP_SHARED: "wep",
    Security.WPA_PSK: "wpa",
}
"""What the Gate calls them; all others are "wp2" there."""
AUTHENTICATION = {
    Security.OPEN: "open",
    Security.OWE: "owe",
    Security.WEP: "open",
    Security.WEP_SHARED: "shared",
    Security.WPA2_WPA3_PSK: "sae",
    Security.WPA3_SAE: "sae",
    Security.WPA2_EAP: "eap",
    Security.WPA3_EAP: "eap",
}
"""How one logs in; by pre-shared key everywhere else."""
INSECURE = (Security.OPEN, Security.WEP, Security.WEP_SHARED)
"""What a person is warned of."""
WORDS = {"open": "NONE", "shared": "NONE", "psk": "PSK", "sae": "SAE", "owe": "OWE", "eap": "EAP"}
"""What wpa_supplicant's own word for the key management contains."""
PAYLOAD = ("network_type", "network_name", "network_security", "authentication", "bssid")


@dataclass(frozen=True, slots=True)
class Point:
    """A network to be joined, and how.

    Attributes:
        name: how the product must write the SSID.
        authentication: where it is not the one that AUTHENTICATION has for the security.
        joins_as: the security that the station asks for, where it is not the network's.
        way: who joins.
    """

    title: str
    air: AccessPoint
    name: str
    authentication: str = ""
    joins_as: Security | None = None
    way: str = "networkmanager"

    @property
    def network(self) -> WifiNetwork:
        """What the station is told."""
        return replace(self.air.network, security=self.joins_as or self.air.security)

    @property
    def login(self) -> str:
        """How the station logs in, in the product's words."""
        return self.authentication or AUTHENTICATION.get(self.air.security, "psk")

    @property
    def facts(self) -> Document:
        """What the product must say, whatever `iw` says."""
        security = self.air.security
        return {
            "network_type": "wi",
            "network_name": self.name,
            "security": security.value,
            "network_security": GATE_SECURITY.get(security, "wp2"),
            "authentication": self.login,
            "bssid": self.air.bssid,
            "frequency_ghz": self.air.frequency_mhz / 1000,
            "channel": self.air.channel,
            "width_mhz": self.air.width_mhz,
        }


POINTS = {
    "wifi-open": Point(
        "No security; 2.4 GHz, 20 MHz, no country element",
        AccessPoint(ssid=b"LabOpen", security=Security.OPEN, channel=1),
        "LabOpen",
    ),
    "wifi-wep": Point(
        "WEP with open authentication; 802.11g",
        AccessPoint(ssid=b"LabWep", security=Security.WEP),
        "LabWep",
    ),
    "wifi-wep-shared": Point(
        "WEP with shared key authentication; 802.11g",
        AccessPoint(ssid=b"LabWepShared", security=Security.WEP_SHARED),
        "LabWepShared",
    ),
    "wifi-wpa-tkip": Point(
        "The first WPA, TKIP only; 802.11g",
        AccessPoint(ssid=b"LabTkip", security=Security.WPA_PSK, channel=11),
        "LabTkip",
    ),
    "wifi-wpa-wpa2-mixed": Point(
        "WPA and WPA2 beside each other; 2.4 GHz, 40 MHz",
        AccessPoint(ssid=b"LabMixed", security=Security.WPA_WPA2_PSK, width_mhz=40),
        "LabMixed",
    ),
    "wifi-wpa2-psk": Point(
        "WPA2 with a password; 5 GHz, 20 MHz, no country element",
        AccessPoint(ssid=b"LabWpa2", band="5", channel=44, generation=5),
        "LabWpa2",
    ),
    "wifi-transition-sae": Point(
        "WPA2 and WPA3 beside each other, joined by SAE; 5 GHz, 40 MHz",
        AccessPoint(ssid=b"LabTransition", security=Security.WPA2_WPA3_PSK, band="5", channel=40, width_mhz=40),
        "LabTransition",
    ),
    "wifi-transition-psk": Point(
        "WPA2 and WPA3 beside each other, joined by PSK (which NetworkManager never does); with a country element",
        AccessPoint(ssid=b"LabTransitionPsk", security=Security.WPA2_WPA3_PSK, announces_country=True),
        "LabTransitionPsk",
        authentication="psk",
        joins_as=Security.WPA2_PSK,
        way="wpa-supplicant",
    ),
    "wifi-wpa3-sae": Point(
        "WPA3 with a password; 5 GHz, 80 MHz, with a country element",
        AccessPoint(
            ssid=b"LabSae", security=Security.WPA3_SAE, band="5", channel=36, width_mhz=80, announces_country=True
        ),
        "LabSae",
    ),
    "wifi-owe": Point(
        "Enhanced Open: encrypted without a password",
        AccessPoint(ssid=b"LabOwe", security=Security.OWE),
        "LabOwe",
    ),
    "wifi-wpa2-enterprise": Point(
        "WPA2-Enterprise, login by PEAP and MSCHAPv2",
        AccessPoint(ssid=b"LabEnterprise", security=Security.WPA2_EAP),
        "LabEnterprise",
    ),
    "wifi-wpa3-enterprise": Point(
        "WPA3-Enterprise, login by PEAP and MSCHAPv2; 5 GHz, 80 MHz, no country element",
        AccessPoint(ssid=b"LabEnterprise3", security=Security.WPA3_EAP, band="5", channel=48, width_mhz=80),
        "LabEnterprise3",
    ),
    "wifi-hidden": Point(
        "A network that does not tell its name",
        AccessPoint(ssid=b"LabHidden", is_hidden=True),
        "LabHidden",
    ),
    "wifi-name-utf8": Point(
        "A name beyond ASCII",
        AccessPoint(ssid="Café ☕ 学校".encode()),
        "Café ☕ 学校",
    ),
    "wifi-name-bytes": Point(
        "A name that is no UTF-8, with a control character",
        AccessPoint(ssid=b"Lab \xff\xfe caf\xe9 \x1b[1m"),
        "Lab \\xff\\xfe caf\\xe9 \\x1b[1m",
    ),
}


def register(name: str, point: Point) -> None:
    """Make a scenario of a point."""

    def play(lab: Lab) -> None:
        visit(lab, point)

    play.__doc__ = point.title
    scenario(name, needs=point.way, settles_itself=True)(play)


for _name, _point in POINTS.items():
    register(_name, _point)


def visit(lab: Lab, point: Point) -> None:
    """Join, move bytes, look, leave; compare the records with what happened once the next one has joined.

    The end of a connection is told after five seconds without it, or when there is another.
    """
    begun, before = lab.mark(), counters(STATION)
    with point.air:
        with station(lab).joined(point.network):
            check_emulation(lab, point)
            await_established(lab, point)
            lab.settle()
            lab.transfer(STATION, GATEWAY, down_bytes=DOWN_BYTES, up_bytes=UP_BYTES)
            look(lab, point)
        facts = point.facts
    lab.owe(lambda: judge(lab, begun, facts, before))


def judge(lab: Lab, begun: int, facts: Document, before: tuple[int, int]) -> None:
    """Compare the records of a visit that began after the mark ``begun``, with these counters."""
    records = await_end(lab, begun, facts["network_name"])
    after = counters(STATION)
    check_records(lab, records, facts)
    check_bytes(lab, records, (after[0] - before[0], after[1] - before[1]))
    lab.check_uploaded(records)


def check_emulation(lab: Lab, point: Point) -> None:
    """See that both sides do what the point is about.

    Raises:
        RuntimeError: the emulation does not do what the scenario is for.
    """
    heard = run("iw", "dev", STATION, "scan", "dump").split("\nBSS ")
    beacon = next(entry for entry in heard if "-- associated" in entry)
    if ("Country:" in beacon) != point.air.announces_country:
        raise RuntimeError(f"the access point should{'' if point.air.announces_country else ' not'} tell its country")
    used = station(lab).key_management()
    if WORDS[point.login] not in used:
        raise RuntimeError(f"the station should have joined by {point.login}, and did by {used}")


def await_established(lab: Lab, point: Point) -> None:
    """Wait until the agent has recorded the connection: what moves before is nobody's."""

    def is_at_the_gate() -> bool:
        return any(line["record"].get("network_name") == point.name for line in lab.product.accepted())

    with contextlib.suppress(LabTimeoutError):
        lab.eventually(is_at_the_gate)


def look(lab: Lab, point: Point) -> None:
    """Compare what is known without asking, what `iw` says in the same second, and what a person is told."""
    said = lab.side_by_side(STATION)
    connection = said["connection"] or {}
    for key, value in point.facts.items():
        lab.check(key, value, connection.get(key))
    expected = "insecure_network" if point.air.security in INSECURE else "none"
    with contextlib.suppress(LabTimeoutError, ProductError):
        said = lab.live_until(lambda line: conditions(line) == expected)
    lab.check("conditions", expected, conditions(said))


def conditions(said: Document) -> str:
    """The codes of what needs attention; that `netmon watch` is not the one that records needs none."""
    return ", ".join(item["code"] for item in said["conditions"] if item["code"] != "other_agent") or "none"


def await_end(lab: Lab, begun: int, name: str) -> list[Document]:
    """Return the records of this network after this mark, once the connection's end is among them or is overdue."""
    with contextlib.suppress(LabTimeoutError):
        lab.eventually(lambda: "terminated" in own_events(lab, begun))
    return [record for record in own(lab.records(begun)) if record["payload"].get("network_name") == name]


def check_records(lab: Lab, records: list[Document], facts: Document) -> None:
    """Compare the events with their order, and what each record tells with the facts."""
    events = [record["event"] for record in records]
    lab.check("events", "established, terminated", ", ".join(event for event in events if event != "maintained"))
    expected = {key: facts[key] for key in PAYLOAD} | {"frequency": facts["frequency_ghz"]}
    told = [{key: record["payload"].get(key) for key in expected} for record in records]
    different = next((one for one in told if one != expected), expected)
    lab.check("payloads", list(expected.values()), list(different.values()))
    secured = {record["local"]["security"] for record in records}
    lab.check("security in the log", facts["security"], ", ".join(sorted(map(str, secured))))


def check_bytes(lab: Lab, records: list[Document], moved: tuple[int, int]) -> None:
    """Compare the sums with the transfer below and with the kernel's counters above."""
    for key, least, most in zip(("inbytes", "outbytes"), (DOWN_BYTES, UP_BYTES), moved, strict=True):
        lab.check_between(key, least, sum(record["payload"].get(key, 0) for record in records), most)
