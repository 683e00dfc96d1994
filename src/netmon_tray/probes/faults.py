"""What a part of the probe raises when its source does not answer: caught by the composer, never by callers."""

from __future__ import annotations


class PartFailed(Exception):  # noqa: N818 - reads as the sentence it is
    """One source of facts failed; the other parts of the same sample are not touched by it.

    ``part`` is the stable short name that ``ProbeFault.part`` carries; ``text`` is a sentence about what happened,
    without values that identify a network.
    """

    def __init__(self, part: str, text: str) -> None:
        super().__init__(f"{part}: {text}")
        self.part = part
        self.text = text
