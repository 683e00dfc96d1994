"""How far this computer's wall clock stands from the server's: by the server's last word, carried on by a clock that
nobody sets.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.retry_after import http_date_unix_s

TOLD_S = 60.0
"""How often a server's time is handed on: it comes with every record."""


def asleep_too_s() -> float:
    """Seconds on a clock that also counts sleep. Where there is none it is the wall clock, whose steps look alike.

    It is CLOCK_BOOTTIME of Linux; macOS' CLOCK_MONOTONIC_RAW counts sleep too, as its Libc has it, where Linux' one
    does not: only macOS has a CLOCK_UPTIME_RAW beside it.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    if clock is None and hasattr(time, "CLOCK_UPTIME_RAW"):
        clock = getattr(time, "CLOCK_MONOTONIC_RAW", None)
    read = getattr(time, "clock_gettime", None)
    return time.time() if clock is None or read is None else float(read(clock))


class ServerClock:
    """Safe to use from any thread. ``elapsed_s`` must also count sleep; ``wall_unix_ms`` is the clock in question."""

    def __init__(self, elapsed_s: Callable[[], float], wall_unix_ms: Callable[[], int]) -> None:
        self._elapsed_s, self._wall_unix_ms = elapsed_s, wall_unix_ms
        self._began_unix_ms: float | None = None
        """The server's time when ``elapsed_s`` was 0."""

    def note(self, server_unix_ms: int) -> None:
        """The server just said what time it is."""
        self._began_unix_ms = server_unix_ms - self._elapsed_s() * 1000

    def ahead_ms(self) -> int | None:
        """Milliseconds by which the wall clock is ahead of the server's now, negative when behind; None without a word
        of the server in this run.
        """
        began_unix_ms = self._began_unix_ms
        if began_unix_ms is None:
            return None
        return round(self._wall_unix_ms() - began_unix_ms - self._elapsed_s() * 1000)


class Dates:
    """The Date headers of deliveries, handed on now and then; owned by the uploading thread.

    ``tell`` is given the server's time and that of our wall clock at that moment, both Unix milliseconds.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._last: tuple[str, int] | None = None
        self._next_s = float("-inf")

    def note(self, date: str, now: Moment) -> None:
        """A delivery bore this date."""
        self._last = date, now.unix_ms

    def hand_on(self, now: Moment) -> None:
        """Tell the last one, if that is due; raises what ``tell`` raises."""
        if self._last is None or now.monotonic_s < self._next_s:
            return
        (date, our_unix_ms), self._last = self._last, None
        server_unix_s = http_date_unix_s(date)
        if server_unix_s is not None:
            self._next_s = now.monotonic_s + TOLD_S
            self._tell(round(server_unix_s * 1000), our_unix_ms)
