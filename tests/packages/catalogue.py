"""The steps by name, in the order in which they are played: each builds what it needs, so any can be played alone.

A step is a function without arguments that returns its troubles as sentences; none is good. What it measured it tells
by ``note``: its own process ends with it, so the words go through a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LIMIT_S = 900.0
"""Of a step, with what it has to build first on a busy machine."""
ON_WINDOWS_S = 2400.0
"""Of one that may have to freeze two versions under Wine, which goes slowly, and to wait for others that use it."""
NOTES_VARIABLE = "NETMON_PACKAGES_NOTES"
README = Path(__file__).resolve().parents[2] / "README.md"
INSTALLING = "Installing on Linux"
ON_WINDOWS = "Installing on Windows"

Play = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    name: str
    proves: str
    play: Play
    limit_s: float


STEPS: dict[str, Step] = {}


def step(name: str, proves: str, *, limit_s: float = LIMIT_S) -> Callable[[Play], Play]:
    """Register a step."""

    def register(play: Play) -> Play:
        STEPS[name] = Step(name, proves, play, limit_s)
        return play

    return register


def readme_lines(heading: str, number: int) -> list[str]:
    """Return the lines of a block of commands under a heading of README, without the comments behind them."""
    section = README.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    block = section.split("```")[1::2][number]
    return [line.partition("  #")[0].strip() for line in block.splitlines() if line.strip()]


def note(text: str) -> None:
    """Tell a figure, or where a picture lies."""
    print(f"      {text}", flush=True)
    if file := os.environ.get(NOTES_VARIABLE):
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
