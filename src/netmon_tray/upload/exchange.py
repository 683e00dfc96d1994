"""One request on its way: what its own thread has reached so far, and the limits that may cut it short.

The library's time limits hold for single operations; a server that sends one byte at a time outlives them all.
So the request runs in another thread, and whoever started it looks after it and keeps the only limits that count.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LOOK_S = 1.0
"""How often it is looked at: the status line of a 201 brings its end closer without waking anybody for it."""
GRACE_S = 1.0
"""Whoever looks so much too late was stopped or asleep itself: what came meanwhile may still be read for as long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits in seconds (upload-queue.md, Timing)."""

    connect_s: float = 10.0
    """Name, TCP, proxy and TLS together."""
    total_s: float = 45.0
    drain_s: float = 1.0
    """How long the body of a 201 is waited for: it only keeps the connection usable."""


class AbortedError(OSError):
    """Raised in the request's thread once nobody waits for it any more."""


class Exchange:
    """Shared by the request's thread, which reports, and the one that looks after it, which may cut.

    ``on_over`` is called from the request's thread when that is done. ``monotonic_s`` is the clock of the limits.
    """

    def __init__(
        self,
        limits: Limits,
        on_over: Callable[[], None] = lambda: None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.has_begun = False
        """The request began to leave: from now on the server may have it."""
        self.via_proxy = False
        self.status: int | None = None
        """Of the final status line, as soon as that has arrived."""
        self.headers: Mapping[str, str] = {}
        self.body = b""
        self.is_complete = False
        self.error: BaseException | None = None
        self.is_cancelled = False
        self.is_cut = False
        """A limit was met: what the request's thread says after that is only the echo of it."""
        self._limits, self._on_over, self._monotonic_s = limits, on_over, monotonic_s
        self._start_s = monotonic_s()
        self._latest_s = float("inf")
        self._grace_until_s: float | None = None
        self._is_over = False
        self._status_at_s = 0.0
        self._line: socket.socket | None = None
        self._changed = threading.Condition()

    # --- told by the request's thread ---

    def connected(self, line: socket.socket) -> None:
        """A connection exists; ``line`` is a second handle on it, by which it can be cut."""
        with self._changed:
            self._line = line
            self._stop_if_cut()

    def begin(self, line: socket.socket | None) -> None:
        """The request leaves now; raises AbortedError where that is too late."""
        with self._changed:
            self._line = line
            self._stop_if_cut()
            self.has_begun = True

    def status_line(self, status: int) -> None:
        """The final status line has arrived."""
        with self._changed:
            self.status = status
            self._status_at_s = self._monotonic_s()
            self._changed.notify_all()

    def finish(self) -> None:
        """The thread is done, one way or the other."""
        with self._changed:
            self._is_over = True
            self._line = None  # the connection may serve the next request already
            self._changed.notify_all()
        self._on_over()

    def _stop_if_cut(self) -> None:
        if self.is_cut or self.is_cancelled:
            raise AbortedError

    # --- done by the one that looks after it ---

    def look(self) -> float | None:
        """Seconds until the next look is due; None once it is over. What is cancelled or has met a limit is cut."""
        with self._changed:
            if self._is_over or self.is_cut:
                return None
            left_s = 0.0 if self.is_cancelled else self._left_s()
            if left_s > 0:
                return min(left_s, LOOK_S)
            self._cut()
            return None

    def wait(self) -> None:
        """Look after it until it is over."""
        with self._changed:
            while (left_s := self.look()) is not None:
                self._changed.wait(left_s)

    def hurry(self, limit_s: float) -> None:
        """Give it no more than so many seconds from now."""
        with self._changed:
            self._latest_s = min(self._latest_s, self._monotonic_s() + limit_s)
            self._changed.notify_all()

    def cancel(self) -> None:
        """End it at once: nothing more of it leaves (from any thread)."""
        with self._changed:
            self.is_cancelled = True
            self._changed.notify_all()
        self._on_over()

    def _left_s(self) -> float:
        now_s = self._monotonic_s()
        left_s = self._deadline_s() - now_s
        if left_s < -GRACE_S and self._grace_until_s is None:
            self._grace_until_s = now_s + GRACE_S
        return left_s if self._grace_until_s is None else self._grace_until_s - now_s

    def _deadline_s(self) -> float:
        deadline_s = min(self._start_s + self._limits.total_s, self._latest_s)
        if not self.has_begun:
            return min(deadline_s, self._start_s + self._limits.connect_s)
        if self.status == 201:
            return min(deadline_s, self._status_at_s + self._limits.drain_s)
        return deadline_s

    def _cut(self) -> None:
        self.is_cut = True
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
