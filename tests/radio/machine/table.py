"""The tables that the machines bring back, side by side: one row per comparison, one column per kernel."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIFFERS = "differs"
NOTE = "note"
Table = Mapping[str, Any]
"""What lab.scenario.save wrote: kernel, finished, scenarios (name, title, seconds), rows (a Row each)."""


@dataclass(slots=True)
class Line:
    """One comparison: what each kernel's machine expected and reported."""

    scenario: str
    field: str
    expected: dict[str, str] = dataclasses.field(default_factory=dict)
    reported: dict[str, str] = dataclasses.field(default_factory=dict)
    verdicts: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def has_failed(self) -> bool:
        """Whether the product differed on any kernel."""
        return DIFFERS in self.verdicts.values()

    def expected_text(self) -> str:
        """Return what was expected, by kernel only where they differ (a bssid, a rate that `iw` showed)."""
        values = {kernel: text for kernel, text in self.expected.items() if self.verdicts[kernel] != NOTE}
        if len(set(values.values())) <= 1:
            return next(iter(values.values()), "")
        return "; ".join(f"{kernel}: {text}" for kernel, text in values.items())

    def reported_text(self, kernel: str) -> str:
        """Return what one kernel's machine reported, with a mark where that was not expected."""
        mark = "✗ " if self.verdicts.get(kernel) == DIFFERS else ""
        return mark + self.reported.get(kernel, "")


def read_table(file: Path) -> Table | None:
    """Return the table in a file; None where the machine did not get as far as its first scenario."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def is_good(table: Table | None) -> bool:
    """Whether all scenarios were played and the product differed nowhere."""
    return bool(table and table["finished"]) and all(row["verdict"] != DIFFERS for row in (table or {})["rows"])


def joined(first: Table, second: Table) -> Table:
    """Return the tables of two machines of one kernel as one."""
    rows, scenarios = [*first["rows"], *second["rows"]], [*first["scenarios"], *second["scenarios"]]
    return {**first, "finished": first["finished"] and second["finished"], "scenarios": scenarios, "rows": rows}


def merged(tables: Mapping[str, Table]) -> list[Line]:
    """Return the rows of all kernels side by side, in the order in which they were written.

    A field that a scenario compares several times stays several rows: the first meets the other kernel's first.
    """
    lines: dict[tuple[str, str, int], Line] = {}
    order: dict[str, list[tuple[str, str, int]]] = {}
    for kernel, table in tables.items():
        times: Counter[tuple[str, str]] = Counter()
        for row in table["rows"]:
            same = (row["scenario"], row["field"])
            name = (*same, times[same])
            times[same] += 1
            if name not in lines:
                lines[name] = Line(*same)
                order.setdefault(row["scenario"], []).append(name)
            line = lines[name]
            line.expected[kernel], line.reported[kernel] = str(row["expected"]), str(row["reported"])
            line.verdicts[kernel] = row["verdict"]
    return [lines[name] for names in order.values() for name in names]


def counts(tables: Mapping[str, Table]) -> Iterator[str]:
    """Yield one line per scenario: how many comparisons held, and how long it took, on each kernel."""
    names = list(dict.fromkeys(one["name"] for table in tables.values() for one in table["scenarios"]))
    for name in names:
        parts = [f"{kernel}: {count(table, name)}" for kernel, table in tables.items()]
        yield f"{name:36} " + "   ".join(f"{part:28}" for part in parts).rstrip()


def count(table: Table, scenario: str) -> str:
    """Return how one scenario went on one kernel."""
    seconds = next((one["seconds"] for one in table["scenarios"] if one["name"] == scenario), None)
    if seconds is None:
        return "not played"
    verdicts = Counter(row["verdict"] for row in table["rows"] if row["scenario"] == scenario)
    compared = sum(verdicts.values()) - verdicts[NOTE]
    return f"{compared - verdicts[DIFFERS]} of {compared} ({seconds:.1f} s)"


def failures(lines: Sequence[Line], kernels: Sequence[str]) -> Iterator[str]:
    """Yield what differed, each with what was expected."""
    for line in lines:
        for kernel in kernels:
            if line.verdicts.get(kernel) == DIFFERS:
                expected, reported = line.expected[kernel], line.reported[kernel]
                yield f"{line.scenario}, kernel {kernel}: {line.field}: expected {expected}, reported {reported}"


def markdown(lines: Sequence[Line], kernels: Sequence[str]) -> str:
    """Return the whole table for people to read."""
    rows = [["scenario", "field", "expected", *kernels], ["---"] * (3 + len(kernels))]
    for line in lines:
        reported = [line.reported_text(kernel) for kernel in kernels]
        rows.append([line.scenario, line.field, line.expected_text(), *reported])
    return "".join(f"| {' | '.join(map(cell, row))} |\n" for row in rows)


def cell(text: str) -> str:
    """Return a text that stays in its cell."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").strip()
