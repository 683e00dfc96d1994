"""How long the station was without a connection, by the kernel's own word."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from radio.lab.ground import STATION

GRACE_S = 5.0
"""A connection that is back within this time never went away."""
UNSURE_S = 2.0
"""The agent notices within two seconds: nearer than this to the grace time its answer may be either."""
_INTERVAL_S = 0.05
_SYSFS, _ROUTES = Path("/sys/class/net"), Path("/proc/net/route")


class Outage:
    """A context manager that measures the longest time without carrier or default route inside.

    Attributes:
        least_s: between the first and the last look that found none.
        most_s: between the looks around these; where the machine was too busy to look this may be much longer.
    """

    def __init__(self) -> None:
        self.least_s = self.most_s = 0.0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="outage", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def events(self) -> Sequence[tuple[str, ...]]:
        """What may follow for a connection that was established before and is back now."""
        goes_on, splits = ("established",), ("established", "terminated", "established")
        may_go_on, may_split = self.least_s < GRACE_S + UNSURE_S, self.most_s > GRACE_S - UNSURE_S
        return tuple(course for course, may_be in ((goes_on, may_go_on), (splits, may_split)) if may_be)

    def _watch(self) -> None:
        connected_at, gone_at = time.monotonic(), None
        while not self._is_over.wait(_INTERVAL_S):
            is_here, now = is_connected(), time.monotonic()
            if not is_here:
                gone_at = gone_at or now
                self.least_s = max(self.least_s, now - gone_at)
            if gone_at:
                self.most_s = max(self.most_s, now - connected_at)
            if is_here:
                connected_at, gone_at = now, None


def is_connected() -> bool:
    """Whether traffic can leave over the station."""
    return has_carrier() and has_default_route(_ROUTES.read_text())


def has_carrier(sysfs: Path = _SYSFS) -> bool:
    """Whether the station is on a network; a device that is down, or not there, has no carrier."""
    try:
        return (sysfs / STATION / "carrier").read_text().strip() == "1"
    except OSError:
        return False


def has_default_route(routes: str) -> bool:
    """Read /proc/net/route: interface, destination and gateway in hexadecimal, ..."""
    rows = (row.split() for row in routes.splitlines())
    return any(row[:2] == [STATION, "00000000"] for row in rows)
