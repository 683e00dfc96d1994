"""Threads that last: what is run comes to an idle one where there is one, and one that gets stuck holds up no other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

MOST_LANES = 24
"""More than that are only alive where a library call does not come back (a name service that hangs)."""


class Lanes:
    """Runs jobs side by side in daemon threads, which end after ``idle_s`` without work."""

    def __init__(self, name: str, *, idle_s: float, most: int = MOST_LANES) -> None:
        self._name, self._idle_s, self._most = name, idle_s, most
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._idle = 0
        """Threads that wait for a job and that none is meant for yet."""
        self._alive = 0

    def run(self, job: Callable[[], None]) -> bool:
        """Have ``job`` run at once; False where all threads are busy and there can't be another one."""
        with self._lock:
            needs_thread = self._idle == 0
            if needs_thread and self._alive >= self._most:
                return False
            if needs_thread:
                self._alive += 1
            else:
                self._idle -= 1
        if needs_thread and not self._start():
            return False
        self._jobs.put(job)
        return True

    def let_go(self) -> None:
        """End the threads that have nothing to do; the next job makes a new one."""
        with self._lock:
            for _ in range(self._idle):
                self._jobs.put(None)
            self._alive -= self._idle
            self._idle = 0

    def _start(self) -> bool:
        try:
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
        except RuntimeError:  # the system gives no more threads
            with self._lock:
                self._alive -= 1
            return False
        return True

    def _work(self) -> None:
        while (job := self._next()) is not None:
            is_done = False
            try:
                job()
                is_done = True
            finally:
                with self._lock:
                    self._idle += is_done
                    self._alive -= not is_done

    def _next(self) -> Callable[[], None] | None:
        """The next job; None where this thread is not needed any more."""
        while True:
            try:
                return self._jobs.get(timeout=self._idle_s)
            except Empty:
                with self._lock:
                    if self._idle > 0:  # else a job is meant for this one and comes in a moment
                        self._idle -= 1
                        self._alive -= 1
                        return None
