"""What the process that holds the data directory does: all that an agent does, or only sending for a while.

It stands among the agent's stored state, for whoever finds the directory taken.
"""

from __future__ import annotations

import json
import os

STATE_KEY = "agent"
HAND_OVER = "hand_over"
"""What a process that records asks of one that only sends."""


def to_text(*, started_unix_ms: int, only_sends: bool = False) -> str:
    """What this process stores of itself."""
    return json.dumps({"pid": os.getpid(), "started_unix_ms": started_unix_ms, "only_sends": only_sends})


def only_sends(text: str | None, holder: str | None) -> bool:
    """Whether ``holder``, the lock's own word for the process that holds the directory, stored that it only sends.

    What another process stored, which may have been killed, counts for nothing.
    """
    try:
        plain = json.loads(text) if text else {}
        return plain.get("only_sends") is True and holder is not None and f"(process {plain.get('pid')})" in holder
    except (ValueError, AttributeError):
        return False
