"""Whether the wall clock of this computer may be believed: by the word of a server, kept over restarts.

Retention by age is final, and a clock that stands a year ahead makes every record old.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmon_tray.store.agent_state import AgentState

STATE_KEY = "clock"
"""agent_state key of the last word of a server."""
TOLERANCE_MS = 10 * 60 * 1000
"""A server's own clock may be off by this much."""
VALID_MS = 7 * 24 * 3600 * 1000
"""How long a word holds: a clock that jumps by more than this later has no word any more."""
RENEWED_MS = 3600 * 1000
"""A word is stored anew after this time, or at once when it says something else."""


class TrustedClock:
    """The last word of a server about the time. All methods raise StoreError."""

    def __init__(self, state: AgentState) -> None:
        self._state = state

    def note(self, server_unix_ms: int, now_unix_ms: int) -> None:
        """A server that we trust (the Date of a reply over TLS) said what time it is at ``now_unix_ms`` of ours."""
        word = self._word()
        offset_ms = server_unix_ms - now_unix_ms
        if word is not None:
            is_fresh = 0 <= now_unix_ms - word[0] < RENEWED_MS
            if is_fresh and (abs(word[1]) <= TOLERANCE_MS) is (abs(offset_ms) <= TOLERANCE_MS):
                return
        self._state.put({STATE_KEY: json.dumps({"at_unix_ms": now_unix_ms, "offset_ms": offset_ms})})

    def is_trusted(self, now_unix_ms: int, *, is_synchronised: bool) -> bool:
        """Whether records may go for their age at ``now_unix_ms``.

        A word that holds decides. Where there was one and it holds no more, the next one is waited for; where there
        never was one (nothing is uploaded), ``is_synchronised`` tells: the system's own opinion of its clock.
        """
        word = self._word()
        if word is None:
            return is_synchronised
        at_unix_ms, offset_ms = word
        return abs(now_unix_ms - at_unix_ms) <= VALID_MS and abs(offset_ms) <= TOLERANCE_MS

    def last_word(self) -> tuple[int, int] | None:
        """When a server said the time last, by our clock (Unix ms), and how far ahead of ours it was (ms)."""
        return self._word()

    def _word(self) -> tuple[int, int] | None:
        text = self._state.get(STATE_KEY)
        try:
            plain = json.loads(text) if text else None
            return (int(plain["at_unix_ms"]), int(plain["offset_ms"])) if plain else None
        except (ValueError, TypeError, KeyError):
            return None
