"""One request on its way: what its own thread has reached so far, and the clock that may cut it short.

The library's time limits hold for single operations; a server that sends one byte at a time outlives them all.
So the request runs in a thread of its own, and whoever waits for it keeps the only limit that counts.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass


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
    """Shared by the request's thread, which reports, and the waiting one, which may cut."""

    def __init__(self) -> None:
        self.has_begun = False
        """The request began to leave: from now on the server may have it."""
        self.status: int | None = None
        """Of the final status line, as soon as that has arrived."""
        self.headers: Mapping[str, str] = {}
        self.body = b""
        self.is_complete = False
        self.error: BaseException | None = None
        self.is_cancelled = False
        self.is_cut = False
        """A limit was met: what the request's thread says after that is only the echo of it."""
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
            self._changed.notify_all()

    def status_line(self, status: int) -> None:
        """The final status line has arrived."""
        with self._changed:
            self.status = status
            self._status_at_s = time.monotonic()
            self._changed.notify_all()

    def finish(self) -> None:
        """The thread is done, one way or the other."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def _stop_if_cut(self) -> None:
        if self.is_cut or self.is_cancelled:
            raise AbortedError

    # --- done by the waiting thread ---

    def wait(self, limits: Limits) -> None:
        """Wait until the exchange is over, has met a limit or is cancelled; cut it in the last two cases."""
        start_s = time.monotonic()
        with self._changed:
            while not self._is_over and not self.is_cancelled:
                left_s = self._deadline_s(start_s, limits) - time.monotonic()
                if left_s <= 0:
                    break
                self._changed.wait(left_s)
            if not self._is_over:
                self._cut()

    def cancel(self) -> None:
        """End the wait at once (from any thread)."""
        with self._changed:
            self.is_cancelled = True
            self._changed.notify_all()

    def _deadline_s(self, start_s: float, limits: Limits) -> float:
        deadline_s = start_s + limits.total_s
        if not self.has_begun:
            return min(deadline_s, start_s + limits.connect_s)
        if self.status == 201:
            return min(deadline_s, self._status_at_s + limits.drain_s)
        return deadline_s

    def _cut(self) -> None:
        self.is_cut = True
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
