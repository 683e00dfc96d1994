"""What the product must say of the connection, by its medium; and the bytes between two moments, to the byte."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from radio.lab.access_point import AccessPoint
from radio.lab.cables import link_rate_mbit_s
from radio.lab.ground import STATION
from radio.lab.lab import LabTimeoutError
from radio.lab.measure import counters
from radio.lab.product import Document
from radio.lab.station import station

if TYPE_CHECKING:
    from radio.lab.lab import Lab

GATE_SECURITY = {"wpa2-psk": "wp2"}
STILL_S = 1.2
"""Counters that did not move for so long stand still: nothing here sends more often when nobody wants anything."""
STILL_LIMIT_S = 20.0
AFTER_S = 1.0
"""A line that comes later than this was sampled later: sampling, telling and reading take less."""
OBSERVED_BY = "other_agent"
"""A condition of the second process (`netmon watch`) itself."""


def wired(interface: str, name: str | None = None) -> Document:
    """What is expected of a cable; ``name`` is NetworkManager's, the interface's own without it."""
    return {
        "interface": interface,
        "interface_kind": "wired",
        "network_type": "et",
        "network_name": name or interface,
        "security": "wired",
        "network_security": "opn",
        "authentication": None,
        "link_speed_mbit_s": link_rate_mbit_s(interface),
        "bssid": None,
        "rssi_dbm": None,
        "vpn": None,
    }


def wifi(access_point: AccessPoint, interface: str = "wlan0") -> Document:
    """What is expected of WPA2-PSK; what moves is compared with `iw` elsewhere."""
    return {
        "interface": interface,
        "interface_kind": "wifi",
        "network_type": "wi",
        "network_name": access_point.ssid.decode(),
        "security": access_point.security.value,
        "network_security": GATE_SECURITY[access_point.security.value],
        "authentication": "psk",
        "bssid": access_point.bssid,
        "frequency_ghz": round(access_point.frequency_mhz / 1000, 3),
        "vpn": None,
    }


def check_connection(lab: Lab, said: Document, expected: Document, where: str = "") -> None:
    """Write a row for each fact of the connection, and one for what needs attention."""
    connection = said["connection"] or {}
    for key, value in expected.items():
        lab.check(f"{key}{where}", value, connection.get(key))
    lab.check(f"conditions{where}", "none", ", ".join(conditions(said)) or "none")


def conditions(said: Document) -> list[str]:
    """The codes of what needs attention."""
    return [item["code"] for item in said["conditions"] if item["code"] != OBSERVED_BY]


def interface_of(said: Document) -> str | None:
    """The interface of the connection; None without one."""
    return str(said["connection"]["interface"]) if said["connection"] else None


def vpn_of(said: Document) -> str | None:
    """The tunnel above the connection; None without one."""
    vpn = (said["connection"] or {}).get("vpn")
    return f"{vpn['interface']} ({vpn['kind']})" if vpn else None


def on(interface: str | None) -> Callable[[Document], bool]:
    """Tell lines whose connection is on this interface."""

    def is_on(said: Document) -> bool:
        return interface_of(said) == interface

    return is_on


def life(records: Sequence[Document]) -> str:
    """What happened to which interface, heartbeats left out: "established eth0, terminated eth0"."""
    kept = [record for record in records if record["event"] != "maintained"]
    return ", ".join(f"{record['event']} {record['local']['interface']}" for record in kept)


def line_after(lab: Lab, predicate: Callable[[Document], object] = bool) -> Document:
    """Return a fitting live line whose sample was certainly taken after this call."""
    started = time.monotonic() + AFTER_S

    def newest() -> Document | None:
        return next((line for _, line in lab.live_since(started) if predicate(line)), None)

    return lab.eventually(newest, 20, "a fitting line of netmon watch") or {}


def fresh(lab: Lab) -> int:
    """Wait until the connection of an earlier scenario has ended, and return the mark.

    A link that comes back within five seconds goes on with its connection, whatever network it is on.
    """
    newest: list[Document] = []

    def has_ended() -> bool:
        newest[:] = lab.product.records()[-1:]
        return not newest or life(newest).startswith("terminated")

    lab.eventually(has_ended, what="the end of the connection before")
    return int(newest[0]["id"]) if newest else 0


def await_life(lab: Lab, begun: int, *wanted: str, timeout_s: float = 20.0) -> list[Document]:
    """Wait for so many events after the mark, write the row that compares them ("established eth0"), return all."""
    found: list[Document] = []

    def is_there() -> bool:
        if len(lab.product.accepted()) < begun + len(wanted):
            return False  # a look at the journal costs nothing, a look at the log takes a process
        found[:] = lab.records(begun)
        return len([one for one in found if one["event"] != "maintained"]) >= len(wanted)

    with contextlib.suppress(LabTimeoutError):
        lab.eventually(is_there, timeout_s)
    lab.check("events", ", ".join(wanted), life(found))
    return found


def moved(records: Sequence[Document], interface: str | None = None) -> tuple[int, int]:
    """(rx_bytes, tx_bytes) of these records, or of those on one interface."""
    payloads = [one["payload"] for one in records if interface in (None, one["local"]["interface"])]
    return sum(payload["inbytes"] for payload in payloads), sum(payload["outbytes"] for payload in payloads)


def quiet(interface: str) -> tuple[int, int]:
    """Return the interface's counters once they stood still.

    Raises:
        TimeoutError: they never do.
    """
    deadline = time.monotonic() + STILL_LIMIT_S
    seen, since = counters(interface), time.monotonic()
    while time.monotonic() - since < STILL_S:
        time.sleep(0.1)
        if (now := counters(interface)) != seen:
            seen, since = now, time.monotonic()
        if time.monotonic() > deadline:
            raise TimeoutError(f"{interface} is never quiet")
    return seen


def await_record(lab: Lab) -> None:
    """Wait until the Gate has taken one more."""
    taken = len(lab.product.accepted())
    lab.eventually(lambda: len(lab.product.accepted()) > taken, 20, "a heartbeat at the Gate")


@contextlib.contextmanager
def joined(lab: Lab, ssid: bytes) -> Iterator[AccessPoint]:
    """Be on WiFi, with the agent recording it; at the end compare the life of the connection and its upload."""
    begun = fresh(lab)
    with AccessPoint(ssid=ssid) as air:
        with station(lab).joined(air.network):
            lab.live_until(on(STATION))
            yield air
        records = await_life(lab, begun, f"established {STATION}", f"terminated {STATION}")
        lab.check_uploaded(records)


class Window:
    """Bytes between two heartbeats with nothing moving around either: what the records add up to, to the byte."""

    def __init__(self, lab: Lab, interface: str) -> None:
        self._lab, self._interface = lab, interface
        self._base = self._at_heartbeat()
        self._taken = len(lab.product.accepted())

    def close(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return what the kernel counted and what the records tell, both as (rx_bytes, tx_bytes)."""
        end = self._at_heartbeat()
        records = [line["record"] for line in self._lab.product.accepted()[self._taken :]]
        told = (sum(record["inbytes"] for record in records), sum(record["outbytes"] for record in records))
        return (end[0] - self._base[0], end[1] - self._base[1]), told

    def check(self, field: str = "bytes (rx, tx)") -> None:
        """Close, and write the row."""
        expected, reported = self.close()
        self._lab.check(field, expected, reported)

    def _at_heartbeat(self) -> tuple[int, int]:
        """The counters around a record that nothing moved around."""
        while True:
            before = quiet(self._interface)
            await_record(self._lab)
            if counters(self._interface) == before:
                return before
