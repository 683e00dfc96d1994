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
from radio.lab.product import Document, Newest
from radio.lab.station import station

if TYPE_CHECKING:
    from radio.lab.lab import Lab

GATE_SECURITY = {"wpa2-psk": "wp2"}
STILL_S = 1.2
"""Counters that did not move for so long stand still: nothing here sends more often when nobody wants anything."""
STILL_LIMIT_S = 40.0
LIMIT_S = 40.0
"""For what takes a few seconds where the host has nothing else to do."""
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


def check_facts(lab: Lab, said: Document, expected: Document, where: str) -> None:
    """The same in one row, for facts that were compared one by one before."""
    connection = said["connection"] or {}
    differing = [f"{key} {connection.get(key)}" for key, value in expected.items() if connection.get(key) != value]
    lab.check(f"all facts, {where}", "as expected", ", ".join([*differing, *conditions(said)]) or "as expected")


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

    return lab.eventually(newest, LIMIT_S, "a fitting line of netmon watch") or {}


def fresh(lab: Lab, interface: str = "") -> int:
    """Wait until an earlier scenario's connection (on this interface) has ended, and return the mark.

    A cable that is back within five seconds goes on with its connection, whatever stands on it.
    """

    def end() -> Newest | None:
        newest = lab.product.newest()
        return newest if newest.event == "terminated" or interface not in ("", newest.interface) else None

    before = lab.eventually(end, LIMIT_S, "the end of the connection before")
    return before.id if before else 0


def await_life(lab: Lab, begun: int, *wanted: str, timeout_s: float = LIMIT_S) -> list[Document]:
    """Wait for so many events after the mark, write the row that compares them ("established eth0"), return all."""
    with contextlib.suppress(LabTimeoutError):
        lab.eventually(lambda: len(own_events(lab, begun)) >= len(wanted), timeout_s)
    found = own(lab.records(begun))
    lab.check("events", ", ".join(wanted), life(found))
    return found


def own_events(lab: Lab, begun: int) -> list[str]:
    """What happened to connections that began after the mark, heartbeats left out, by a look that costs nothing."""
    events = lab.product.events(begun)
    ours = {attachment for event, attachment in events if event == "established"}
    return [event for event, attachment in events if attachment in ours]


def own(records: Sequence[Document]) -> list[Document]:
    """The records of connections that began among them; how an earlier one ended is left out."""
    begun = {one["local"]["attachment_uuid"] for one in records if one["event"] == "established"}
    return [one for one in records if one["local"]["attachment_uuid"] in begun]


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


def await_record(lab: Lab, taken: int) -> None:
    """Wait until the Gate has more than so many."""
    lab.eventually(lambda: len(lab.product.accepted()) > taken, LIMIT_S, "a heartbeat at the Gate")


@contextlib.contextmanager
def joined(lab: Lab, ssid: bytes) -> Iterator[AccessPoint]:
    """Be on WiFi, with the agent recording it; at the end compare the life of the connection and its upload."""
    begun = lab.mark()
    with AccessPoint(ssid=ssid) as air, station(lab).joined(air.network):
        lab.live_until(is_named(ssid.decode()), LIMIT_S, f"the connection to {ssid.decode()}")
        yield air
        records = own(lab.records(begun))
        lab.check("events", f"established {STATION}", life(records))
        lab.check_uploaded(records)


def is_named(name: str) -> Callable[[Document], bool]:
    """Tell lines whose connection is to this network."""

    def is_so(said: Document) -> bool:
        return bool(said["connection"]) and said["connection"]["network_name"] == name

    return is_so


class Window:
    """What the records add up to between two moments at which nothing moves, to the byte.

    A record that is made while nothing moves ends what moved before it; the next ones tell of the window. What takes
    time and moves nothing may be done between ``Window`` and ``open``: the record comes by itself meanwhile.
    """

    def __init__(self, lab: Lab, interface: str) -> None:
        self._lab, self._interface = lab, interface
        self._base = quiet(interface)
        self._taken = len(lab.product.accepted())

    def open(self) -> None:
        """Wait for that record; from now on things may move."""
        self._base = self._at_record(self._base, self._taken)
        self._taken = len(self._lab.product.accepted())

    def close(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return what the kernel counted and what the records tell, both as (rx_bytes, tx_bytes)."""
        end = quiet(self._interface)
        end = self._at_record(end, len(self._lab.product.accepted()))
        records = [line["record"] for line in self._lab.product.accepted()[self._taken :]]
        told = (sum(record["inbytes"] for record in records), sum(record["outbytes"] for record in records))
        return (end[0] - self._base[0], end[1] - self._base[1]), told

    def check(self, field: str = "bytes (rx, tx)") -> None:
        """Close, and write the row."""
        expected, reported = self.close()
        self._lab.check(field, expected, reported)

    def _at_record(self, still: tuple[int, int], taken: int) -> tuple[int, int]:
        """Return the counters at a record that is newer than ``taken`` others and has nothing moving around it."""
        while True:
            await_record(self._lab, taken)
            if counters(self._interface) == still:
                return still
            still, taken = quiet(self._interface), len(self._lab.product.accepted())
