"""Builds what people install and proves it on bare systems, and prints the table: ``[--list] [STEP ...]``."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "benchmarks"), str(ROOT / "packaging"), str(ROOT / "src")]

from foreign.processes import adopt_orphans, end_descendants, played  # noqa: E402 - tests/ comes first on the path
from packages.catalogue import NOTES_VARIABLE, STEPS, Step  # noqa: E402
from packages.products import BUILT, CACHE, OUT  # noqa: E402
from support.layers import cache_folder, forget  # noqa: E402

STORIES = (
    "frozen",
    "words",
    "bill",
    "debian",
    "upgrade",
    "unit",
    "fleet",
    "rpm",
    "appdir",
    "windows_frozen",
    "windows_setup",
    "windows_upgrade",
)
"""The modules that register steps."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went."""

    step: Step
    troubles: Sequence[str]
    notes: Sequence[str]
    seconds: float

    def lines(self) -> list[str]:
        """Its lines of the table."""
        result = "FAILED" if self.troubles else "passed"
        head = f"{result}  {self.step.name:15} {self.seconds:>4.0f} s  {self.step.proves}"
        return [head, *(f"      {text}" for text in (*self.notes, *self.troubles))]


def main() -> int:
    """Return 1 where a step failed."""
    parser = argparse.ArgumentParser(prog="dev.py packages", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name them and end")
    parser.add_argument("--clean", action="store_true", help="delete what was built and fetched, and end")
    parser.add_argument("steps", nargs="*", metavar="STEP", help="names, or how they begin; all without any")
    asked = parser.parse_args()
    if asked.clean:
        forget(cache_folder(os.environ, CACHE))
        forget(BUILT)
        return 0
    for story in STORIES:
        importlib.import_module(f"packages.{story}")
    chosen = [one for one in STEPS.values() if not asked.steps or one.name.startswith(tuple(asked.steps))]
    if not chosen:
        sys.stderr.write(f"No step is called {', '.join(asked.steps)}; there are {', '.join(STEPS)}.\n")
        return 2
    if asked.list:
        print("\n".join(f"{one.name:15} {one.proves}" for one in chosen))
        return 0
    outcomes = run(chosen)
    text = "\n".join(line for outcome in outcomes for line in outcome.lines())
    if not asked.steps:
        (OUT / "table.txt").write_text(f"{text}\n", encoding="utf-8")
    failed = [one.step.name for one in outcomes if one.troubles]
    print(f"\n{text}\n\n{len(outcomes)} steps. Failed: {', '.join(failed) or 'none'}.")
    return 1 if failed else 0


def run(chosen: Sequence[Step]) -> list[Outcome]:
    """Play the steps one after another; nothing of them is left running, however this ends."""
    OUT.mkdir(parents=True, exist_ok=True)
    adopt_orphans()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="netmon-packages-") as folder:
        try:
            for one in chosen:
                print(f"{one.name} ...", flush=True)
                outcomes.append(outcome_of(one, Path(folder) / one.name))
                print(
                    "\n".join(outcomes[-1].lines()[:1] + [f"      {text}" for text in outcomes[-1].troubles]),
                    flush=True,
                )
        finally:
            end_descendants()
    return outcomes


def outcome_of(one: Step, notes: Path) -> Outcome:
    """Play a step."""
    os.environ[NOTES_VARIABLE] = str(notes)
    started = time.monotonic()
    troubles = played(one.play, one.limit_s)
    told = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    return Outcome(one, troubles, told, time.monotonic() - started)


def end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way, which ends what a step started too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
