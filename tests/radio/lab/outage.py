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
UNSURE_S = 2.5
"""The agent notices within two seconds: nearer than this to the grace time its answer may be either."""
_INTERVAL_S = 0.05
_SYSFS, _ROUTES = Path("/sys/class/net"), Path("/proc/net/route")


class Outage:
    """A context manager that measures the longest time without carrier or default route inside."""

    def __init__(self) -> None:
        self.longest_s = 0.0
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
        if abs(self.longest_s - GRACE_S) < UNSURE_S:
            return goes_on, splits
        return (goes_on,) if self.longest_s < GRACE_S else (splits,)

    def _watch(self) -> None:
        connected_at = time.monotonic()
        while not self._is_over.wait(_INTERVAL_S):
            now = time.monotonic()
            if is_connected():
                connected_at = now
            self.longest_s = max(self.longest_s, now - connected_at)


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
