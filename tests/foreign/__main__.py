"""Proves what can be proved of Windows and macOS on this machine, and prints the table: ``[--list] [CHECK ...]``."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), *(str(HERE.parents[1] / part) for part in ("src", "packaging"))]

from foreign.catalogue import CHECKS, Check  # noqa: E402 - tests/ comes first on the path
from foreign.processes import adopt_orphans, end_descendants, played  # noqa: E402
from support.layers import cache_folder, forget  # noqa: E402

STORIES: tuple[str, ...] = (
    "windows_layout",
    "windows_program",
    "windows_keeping",
    "windows_reading",
    "windows_agent",
    "windows_network",
    "windows_tls",
    "windows_tests",
    "windows_tray",
    "windows_desktop",
    "windows_probe",
    "windows_winrt",
    "macos",
)
"""The modules that register checks."""
RECORD = HERE.parents[1] / ".dev" / "foreign"
"""Where the table of a run of all checks is kept."""
HEADING = ("check", "part", "how", "result", "seconds")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check went."""

    check: Check
    troubles: Sequence[str]
    seconds: float

    @property
    def row(self) -> tuple[str, ...]:
        """Its line of the table."""
        result = "FAILED" if self.troubles else "passed"
        return self.check.name, self.check.part, str(self.check.how), result, f"{self.seconds:.0f}"


def load() -> dict[str, Check]:
    """Every check by name."""
    for story in STORIES:
        importlib.import_module(f"foreign.{story}")
    return CHECKS


def main() -> int:
    """Return 1 where a check failed."""
    parser = argparse.ArgumentParser(prog="dev.py foreign", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name them and end")
    parser.add_argument("--clean", action="store_true", help="delete what was downloaded and built, and end")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="names, or how they begin; all without any")
    asked = parser.parse_args()
    if asked.clean:
        forget(cache_folder(os.environ, "foreign"))
        return 0
    chosen = [one for one in load().values() if not asked.checks or one.name.startswith(tuple(asked.checks))]
    if not chosen:
        sys.stderr.write(f"No check is called {', '.join(asked.checks)}; there are {', '.join(CHECKS)}.\n")
        return 2
    if asked.list:
        print("\n".join(f"{one.name:28} {one.how:28} {one.part}" for one in chosen))
        return 0
    outcomes = run(chosen)
    if not asked.checks:
        RECORD.mkdir(parents=True, exist_ok=True)
        (RECORD / "table.md").write_text(table(outcomes), encoding="utf-8")
    failed = [one.check.name for one in outcomes if one.troubles]
    print(f"\n{len(outcomes)} checks. Failed: {', '.join(failed) or 'none'}.")
    return 1 if failed else 0


def run(chosen: Sequence[Check]) -> list[Outcome]:
    """Play the checks one after another; nothing of them is left running, however this ends."""
    adopt_orphans()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    outcomes = []
    try:
        for one in chosen:
            started = time.monotonic()
            outcome = Outcome(one, played(one.play, one.limit_s), time.monotonic() - started)
            outcomes.append(outcome)
            print(line(outcome), flush=True)
    finally:
        end_descendants()
    return outcomes


def line(outcome: Outcome) -> str:
    """One line for the terminal, with its troubles below."""
    name, part, how, result, seconds = outcome.row
    troubles = "".join(f"\n      {trouble}" for trouble in outcome.troubles)
    return f"{result}  {name:28} {how:28} {seconds:>4} s  {part}{troubles}"


def table(outcomes: Sequence[Outcome]) -> str:
    """The table in Markdown."""
    rows = [HEADING, ("---",) * len(HEADING), *(outcome.row for outcome in outcomes)]
    troubles = [f"- {one.check.name}: {trouble}" for one in outcomes for trouble in one.troubles]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", *troubles]).rstrip() + "\n"


def end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way, which ends what a check started too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
