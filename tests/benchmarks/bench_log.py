"""The window's log with a million records, beside the same with a thousand."""

from __future__ import annotations

import statistics
import sys
from typing import Any

from bench_million import FEW, MANY, settled
from process import on_disk
from table import Figure

assert sys.platform == "linux"  # so that the type checker reads what follows for this system only

from bench_window import asked  # noqa: E402

TITLE = "The log in the window, a million records"


def measure() -> list[Figure]:
    """Return how soon it is there, and how it scrolls."""
    with on_disk() as folder:
        few, many = (asked("log", settled(folder / str(number), number) / "data") for number in (FEW, MANY))
    beside = "the same with a thousand"
    return [
        Figure("from the wish to its first rows", many["listed_ms"], "ms", beside, few["listed_ms"]),
        Figure(
            "a notch of the wheel, painted", median(many, "wheel_ms"), "ms", beside, median(few, "wheel_ms"), "<= 16 ms"
        ),
        Figure("  99 of 100 of them", most(many, "wheel_ms"), "ms", beside, most(few, "wheel_ms")),
        Figure("a jump, until its rows are there", median(many, "jump_ms"), "ms", beside, median(few, "jump_ms")),
    ]


def median(figures: dict[str, Any], name: str) -> float:
    """The middle one."""
    return float(statistics.median(figures[name]))


def most(figures: dict[str, Any], name: str) -> float:
    """What 99 of 100 do not exceed."""
    ordered = sorted(figures[name])
    return float(ordered[len(ordered) * 99 // 100])
