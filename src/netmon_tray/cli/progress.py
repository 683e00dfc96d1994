"""How far sending has come: when it is over, and the line that a terminal shows of it meanwhile."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from netmon_tray import units
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus

T = TypeVar("T")

_BAR_CELLS = 24
SHOWN_AFTER_S = 1.0
DRAWN_EVERY = 500
"""Records between two looks at the bar: it is drawn a few dozen times a second."""
_WILLED = frozenset({CircuitState.OFF, CircuitState.PAUSED, CircuitState.METERED})


@dataclass(frozen=True, slots=True)
class Progress:
    """The queue and the channel at one moment."""

    counts: QueueCounts
    status: UploadStatus
    next_due_unix_ms: int | None
    """When the next record may be claimed; None while none waits."""
    is_answered: bool = True
    """Whoever was asked to send has heard of it."""
    is_settled: bool = True
    """What ``status`` says is newer than the wish to send."""

    @property
    def left(self) -> int:
        """Records that are not sent yet."""
        return self.counts.pending + self.counts.sending

    def is_over(self, now_unix_ms: int) -> bool:
        """Whether nothing more will be sent soon: all is sent, the channel rests, or the rest waits in its own lane."""
        if not self.is_answered:
            return False
        if not self.left or self.status.state in _WILLED:
            return True
        if self.status.state is not CircuitState.CLOSED:
            next_try = self.status.next_try_at_unix_ms
            return self.is_settled and next_try is not None and next_try > now_unix_ms
        return self.is_isolated(now_unix_ms) and not self.counts.sending

    def is_isolated(self, now_unix_ms: int) -> bool:
        """Whether all that waits does so in its own lane."""
        return self.next_due_unix_ms is not None and self.next_due_unix_ms > now_unix_ms + 1000


class Line:
    """One line of a terminal, on standard error; shows nothing where that is none."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def show(self, text: str) -> None:
        """Write over what is shown."""
        if not self._is_shown:
            return
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def clear(self) -> None:
        """Leave an empty line to what comes next."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0


class Bar(Line):
    """How far sending has come."""

    def __init__(self) -> None:
        super().__init__()
        self._first: Progress | None = None
        self._began_s = time.monotonic()

    def draw(self, progress: Progress) -> None:
        """Draw anew over the last state; the first one is what it counts from."""
        first = self._first = self._first or progress
        self.show(bar_line(progress.counts.sent - first.counts.sent, first.left, time.monotonic() - self._began_s))


def counted(items: Iterable[T], total: int | None) -> Iterator[T]:
    """Hand items on, and tell how many were written where that takes more than a second; None: of unknown number."""
    line, began_s = Line(), time.monotonic()
    try:
        for number, item in enumerate(items):
            elapsed_s = time.monotonic() - began_s
            if elapsed_s > SHOWN_AFTER_S and number % DRAWN_EVERY == 0:
                told = f"{units.count_text(number, 'record')} written"
                line.show(told if total is None else bar_line(number, total, elapsed_s, "written"))
            yield item
    finally:
        line.clear()


def bar_line(done: int, total: int, elapsed_s: float, word: str = "sent") -> str:
    """A bar with its figures: "[######------] 12 of 40 sent, 9.8 per second"."""
    share = min(1.0, done / total) if total else 1.0
    filled = round(share * _BAR_CELLS)
    rate = f", {done / elapsed_s:.1f} per second" if elapsed_s > 1 and done else ""
    return f"[{'#' * filled}{'-' * (_BAR_CELLS - filled)}] {done:,} of {units.count_text(total, 'record')} {word}{rate}"
