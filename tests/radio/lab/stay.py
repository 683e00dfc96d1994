"""A time on one WiFi network whose name no other scenario has, and what the product tells of it."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from radio.lab.access_point import AccessPoint
from radio.lab.ground import GATEWAY, STATION
from radio.lab.lab import LabTimeoutError
from radio.lab.measure import counters
from radio.lab.product import Document
from radio.lab.station import station
from radio.lab.wifi import Point

if TYPE_CHECKING:
    from radio.lab.lab import Lab

DOWN_BYTES, UP_BYTES = 120_000, 50_000
PATIENCE_S = 60.0
"""How long a busy machine may take for what takes seconds."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What the history has of one access point's signal."""

    lowest_dbm: float
    highest_dbm: float


class Stay:
    """What happens on one network; its name tells the records of this stay from all others."""

    def __init__(self, lab: Lab, air: AccessPoint) -> None:
        self.lab, self.air = lab, air
        self.name = air.ssid.decode()
        self._begun, self._before = lab.mark(), counters(STATION)

    @property
    def point(self) -> Point:
        """What is expected of the access point as it is now."""
        return Point("", self.air, self.name)

    def join(self) -> None:
        """Join, and wait until the agent has recorded it: what moves before is nobody's."""
        known = len(self.events())
        station(self.lab).join(self.air.network)
        self.lab.eventually(lambda: self.events()[known:], PATIENCE_S, "a record of the connection")
        self.live_until(lambda _: True, what="the connection in netmon watch")

    def live_until(self, predicate: Callable[[Document], object], what: str) -> Document:
        """Return the first live line of this network that fits."""
        return line(self.lab, lambda said: self.is_on(said) and predicate(said["connection"]), what)

    def is_on(self, said: Document) -> bool:
        """Whether a line is of this network."""
        return said["connection"] is not None and said["connection"]["network_name"] == self.name

    # --- records ----------------------------------------------------------------------------------------------------

    def events(self) -> list[str]:
        """What was recorded of this network so far, heartbeats left out."""
        rows = self.lab.product.ask("SELECT event, payload FROM connection_log WHERE event <> 'maintained' ORDER BY id")
        return [event for event, payload in rows if json.loads(payload).get("network_name") == self.name]

    def records(self) -> list[Document]:
        """The records of this network as `netmon log` has them, the oldest first."""
        return [
            record for record in self.lab.records(self._begun) if record["payload"].get("network_name") == self.name
        ]

    def await_events(self, *wanted: str) -> list[Document]:
        """Wait for so many events, write the row that compares them (heartbeats left out); return all records."""
        return self.await_one_of([wanted])

    def await_one_of(self, allowed: Sequence[Sequence[str]]) -> list[Document]:
        """Like ``await_events`` where several courses are right: as many as the shortest has are waited for."""
        fewest = min(map(len, allowed))
        with contextlib.suppress(LabTimeoutError):
            self.lab.eventually(lambda: len(self.events()) >= fewest, PATIENCE_S)
        records = self.records()
        told = ", ".join(record["event"] for record in without_heartbeats(records))
        self.lab.check_one_of("events", [", ".join(course) for course in allowed], told or "none")
        return records

    def await_heartbeat(self) -> None:
        """Wait for one more record of any kind: with it the history is saved."""
        known = self.lab.product.newest().id
        self.lab.eventually(lambda: self.lab.product.newest().id > known, PATIENCE_S, "a heartbeat")

    # --- bytes and history ------------------------------------------------------------------------------------------

    def transfer(self) -> None:
        """Move what ``check_bytes`` expects."""
        self.lab.transfer(STATION, GATEWAY, down_bytes=DOWN_BYTES, up_bytes=UP_BYTES)

    def check_bytes(self, records: Sequence[Document]) -> None:
        """Compare the sums with a transfer below and with the kernel's counters since the stay began above.

        ``records`` must be all of the stay, the last one made after the transfer.
        """
        now = counters(STATION)
        for side, (key, least) in enumerate((("inbytes", DOWN_BYTES), ("outbytes", UP_BYTES))):
            moved = sum(record["payload"].get(key, 0) for record in records)
            self.lab.check_between(key, least, moved, now[side] - self._before[side])

    def covered_s(self) -> float:
        """How many seconds of this stay the history calls observed."""
        rows = self.lab.product.ask(
            "SELECT total(covered_s) FROM traffic JOIN network ON network.id = network_id"
            " WHERE span_s = 60 AND name = ?",
            self.name,
        )
        return float(rows[0][0])

    def levels(self, bssid: str) -> Levels | None:
        """The signal of an access point in the history; None without any."""
        rows = self.lab.product.ask(
            "SELECT min(minimum), max(maximum) FROM signal JOIN access_point ON access_point.id = access_point_id"
            " JOIN network ON network.id = network_id"
            " WHERE span_s = 60 AND measure = 'rssi' AND name = ? AND bssid = ? HAVING count(*)",
            *(self.name, bssid),
        )
        return Levels(*rows[0]) if rows else None


def line(lab: Lab, predicate: Callable[[Document], object], what: str) -> Document:
    """Return the first line of `netmon watch` from now on that fits; it may be silent for a while, as in a sleep.

    Raises:
        LabTimeoutError: none came in time.
    """
    begun = time.monotonic()

    def found() -> Document | None:
        return next((said for _, said in lab.live_since(begun) if predicate(said)), None)

    return lab.eventually(found, PATIENCE_S, what) or {}


@contextlib.contextmanager
def stay(lab: Lab, air: AccessPoint) -> Iterator[Stay]:
    """Be on the network of an access point that is on the air meanwhile."""
    here = Stay(lab, air)
    with air:
        try:
            here.join()
            yield here
        finally:
            station(lab).leave()


def without_heartbeats(records: Sequence[Document]) -> list[Document]:
    """The records that something happened for."""
    return [record for record in records if record["event"] != "maintained"]


def attachments(records: Sequence[Document]) -> int:
    """Over how many attachments the records are spread."""
    return len({record["local"]["attachment_uuid"] for record in records})
