"""A pause of recording: as it is kept over a restart of the program, and whoever decides on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pause:
    """Whether recording is paused, and until when (None: until someone resumes)."""

    is_on: bool
    until_unix_ms: int | None = None

    def to_text(self) -> str:
        """Serialize for the database: a pause survives a restart (decisions.md 7)."""
        return json.dumps({"is_on": self.is_on, "until_unix_ms": self.until_unix_ms})

    @classmethod
    def from_text(cls, text: str | None) -> Pause:
        """Read back; what can't be read is no pause."""
        try:
            plain = json.loads(text) if text else {}
            until = plain.get("until_unix_ms")
            return cls(plain.get("is_on") is True, until if isinstance(until, int) else None)
        except (ValueError, AttributeError):
            return cls(is_on=False)

    def is_over(self, now_unix_ms: int) -> bool:
        """Tell whether its deadline has passed."""
        return self.is_on and self.until_unix_ms is not None and now_unix_ms >= self.until_unix_ms


class Pausing:
    """The pause that holds; where another process records it is asked for there, and followed as it stores it.

    ``on_change`` is called with each pause that begins to hold, from whatever thread said so; ``ask`` hands a verb with
    its argument to the process that records.
    """

    def __init__(
        self, is_recording: Callable[[], bool], on_change: Callable[[Pause], None], ask: Callable[[str, str], None]
    ) -> None:
        self.current = Pause(is_on=False)
        self._is_recording, self._on_change, self._ask = is_recording, on_change, ask
        self._is_ours = False

    def decide(self, pause: Pause) -> None:
        """Somebody wants it so."""
        if self._is_recording():
            self._is_ours = True
            self.take(pause)
        else:
            until = "" if pause.until_unix_ms is None else str(pause.until_unix_ms)
            self._ask("pause" if pause.is_on else "resume", until)

    def take(self, pause: Pause) -> None:
        """It is so."""
        self.current = pause
        self._on_change(pause)

    def take_up(self, stored: Pause) -> None:
        """Go on with the pause of the last run, unless somebody has decided since."""
        self.take(self.current if self._is_ours else stored)

    def heed(self, now_unix_ms: int) -> None:
        """End what is over."""
        if self._is_recording() and self.current.is_over(now_unix_ms):
            self.decide(Pause(is_on=False))
