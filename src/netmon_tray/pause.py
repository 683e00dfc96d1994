"""A pause of recording, as it stands and as it is kept over a restart of the program."""

from __future__ import annotations

import json
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
