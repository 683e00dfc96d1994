"""What a check expects, collected: one trouble does not hide the next."""

from __future__ import annotations


class Findings:
    """Collects troubles.

    Attributes:
        troubles: What a check returns.
    """

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def expect(self, holds: object, what: str, but: object = "") -> None:
        """Note ``what`` unless it holds; ``but`` is what was found instead."""
        if not holds:
            self.troubles.append(f"expected: {what}" + (f"; but: {but}" if but != "" else ""))
