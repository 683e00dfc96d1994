"""How fast a backlog is sent: how many requests side by side, and how soon after one another (upload-queue.md, Timing).

Additive increase, multiplicative decrease: each success lets a little more fly at once, a failure half of it.
"""

from __future__ import annotations

import sys

HICCUP_S = 0.01
"""What a busy machine makes a start late by without meaning to."""
STEADY = 1.0
"""One request at a time, as long as records are sent no faster than they are made."""


class Pace:
    """The width of the channel and the time of the next start; times are monotonic seconds."""

    def __init__(self) -> None:
        self._width = STEADY
        self._next_start_s = float("-inf")

    def width(self, most: int) -> int:
        """How many requests may be under way at once, ``most`` at the most."""
        return max(1, min(most, int(self._width)))

    def wait_s(self, now_s: float) -> float:
        """Seconds until the next request may start."""
        return max(0.0, self._next_start_s - now_s)

    def starts(self, now_s: float, most_per_s: float) -> int:
        """How many requests may start now: 0 or 1, or a few where a hiccup, or that all were under way, kept some from
        starting in their turn. The next ones wait for all of these.
        """
        late_s, interval_s = now_s - self._next_start_s, 1 / most_per_s
        if late_s < 0:
            return 0
        if interval_s == 0:
            return sys.maxsize
        return 1 + int(min(late_s, HICCUP_S) / interval_s)

    def started(self, now_s: float, most_per_s: float) -> None:
        """Note a start. One that was a little late does not put off the next: the average is kept."""
        is_on_time = now_s - self._next_start_s <= HICCUP_S
        self._next_start_s = (self._next_start_s if is_on_time else now_s) + 1 / most_per_s

    def succeeded(self, most: int) -> None:
        """A record got through: about one more after as many successes as fly at once now."""
        self._width = min(float(most), self._width + 1 / self._width)

    def failed(self) -> None:
        """The channel failed."""
        self._width = max(STEADY, self._width / 2)

    def rested(self) -> None:
        """A server asked for rest, or nothing waits any more: begin anew with one."""
        self._width = STEADY
