"""Figures of a benchmark and how they are printed: each beside a peer's, measured in the same run."""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("figure", "here", "peer", "ratio", "beside", "target")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value and the same of a peer; None where it could not be measured, said in ``note``."""

    name: str
    value: float | None
    unit: str
    peer: str = ""
    """What the peer is: the thing that does the same with less, or the other way to do it."""
    peer_value: float | None = None
    target: str = ""
    note: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the cells of the table."""
        has_ratio = self.value is not None and self.peer_value
        ratio = f"{self.value / self.peer_value:.2f}x" if has_ratio and self.value and self.peer_value else ""
        return (
            self.name,
            shown(self.value, self.unit) if self.value is not None else f"not measured: {self.note}",
            shown(self.peer_value, self.unit) if self.peer_value is not None else "",
            ratio,
            self.peer,
            self.target,
        )


def shown(value: float, unit: str) -> str:
    """Return a value with three significant digits, never in exponents."""
    digits_before = math.floor(math.log10(abs(value))) + 1 if value else 1
    return f"{value:,.{max(0, 3 - digits_before)}f} {unit}"


def print_table(title: str, figures: Iterable[Figure]) -> None:
    """Print the figures of one benchmark as aligned columns."""
    rows = [HEADINGS, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "  ".join("-" * width for width in widths)
    sys.stdout.write("\n".join(["", title, lines[0], rule, *lines[1:], ""]))
    sys.stdout.flush()


def median_of(rounds: int, measure: Callable[[], float]) -> float:
    """Return the median of several measurements."""
    return statistics.median(measure() for _ in range(rounds))


def medians_side_by_side(rounds: int, measures: Sequence[Callable[[], float]]) -> list[float]:
    """Return the median of each measurement, taken in turns so that a busy moment hits all of them alike."""
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return [statistics.median(values) for values in zip(*taken, strict=True)]
