"""Asks slow sources of facts (daemons, brokers) in a thread of its own, so that they never hold up a sample."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

A = TypeVar("A")
A_co = TypeVar("A_co", covariant=True)

_JOIN_TIMEOUT_S = 0.5


class Source(Protocol[A_co]):
    """What the thread asks; it is used in that thread alone."""

    def read(self) -> A_co:
        """Ask; takes as long as it takes, and raises nothing."""

    def close(self) -> None:
        """Let go of the source."""


class Desk(Generic[A]):
    """Questions are put with ``ask`` and their answer fetched with ``answer``; the thread starts with the first one.

    ``on_news`` is called from the thread when an answer differs from the one before, or was missed, and nobody waits
    for it. ``make_source`` is asked for a source until there is one; ``nothing`` is the answer while there is none.
    """

    def __init__(
        self, thread_name: str, on_news: Callable[[], None], make_source: Callable[[], Source[A] | None], nothing: A
    ) -> None:
        self._thread_name = thread_name
        self._on_news = on_news
        self._make_source = make_source
        self._source: Source[A] | None = None
        self._changed = threading.Condition()
        self._asked = self._answered = self._missed = 0
        self._is_awaited = False
        self._is_closing = False
        self._latest = nothing
        self._thread: threading.Thread | None = None

    @property
    def latest(self) -> A:
        """The last answer, however old."""
        return self._latest

    def ask(self, *, is_awaited: bool) -> int:
        """Put the question and return its number; returns at once. Where there is no source it is answered already.

        ``is_awaited`` says that ``answer`` will be called for it: then it is news only if that call gave up before.
        """
        with self._changed:
            if self._source is None:
                self._source = self._make_source()
            if self._source is None:
                return self._asked
            self._asked += 1
            self._is_awaited = is_awaited
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._thread_name, daemon=True)
                self._thread.start()
            return self._asked

    def answer(self, timeout_s: float) -> A | None:
        """Return the answer to the last question, waiting at most that long; None where it is still out."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while self._answered < self._asked:
                if not self._changed.wait(max(0.0, deadline - time.monotonic())):
                    self._is_awaited = False
                    return None
            return self._latest

    def answer_since(self, question: int) -> A | None:
        """Return the last answer if it is one to this question or to a later one, and wait for nothing.

        None where there is none yet: it is news then when it comes, whatever it says.
        """
        with self._changed:
            if self._answered >= question:
                return self._latest
            self._missed = question
            return None

    def close(self) -> None:
        """End the thread. One that hangs in a call is left behind: it is a daemon, and ends with that call."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_JOIN_TIMEOUT_S)

    def _run(self) -> None:
        while (question := self._next_question()) is not None and self._source is not None:
            answer = self._source.read()
            if self._publish(question, answer):
                self._on_news()
        if self._source is not None:
            self._source.close()

    def _next_question(self) -> int | None:
        with self._changed:
            while self._asked == self._answered and not self._is_closing:
                self._changed.wait()
            return None if self._is_closing else self._asked

    def _publish(self, question: int, answer: A) -> bool:
        with self._changed:
            was_missed = self._answered < self._missed <= question
            is_news = (was_missed or answer != self._latest) and not self._is_awaited and not self._is_closing
            self._latest, self._answered = answer, question
            self._changed.notify_all()
            return is_news
