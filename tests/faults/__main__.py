"""Plays faults against the real agent and prints the table: ``[--quick] [--list] [FAULT ...]``."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from faults.catalogue import FAULTS, Fault, Outcome, suffer  # noqa: E402 - tests/ comes first on the path

STORIES = ("crashes", "replies", "disks", "transports", "networks", "clocks", "keyrings", "databases")
"""The modules that register faults."""


def load() -> dict[str, Fault]:
    """Every fault by name."""
    for story in STORIES:
        importlib.import_module(f"faults.{story}")
    return FAULTS


def main() -> int:
    """Return 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="as often as in the test run")
    parser.add_argument("--list", action="store_true", help="name them and end")
    parser.add_argument("faults", nargs="*", metavar="FAULT", help="names, or how they begin; all without any")
    asked = parser.parse_args()
    chosen = [one for one in load().values() if not asked.faults or one.name.startswith(tuple(asked.faults))]
    if not chosen:
        sys.stderr.write(f"No fault is called {', '.join(asked.faults)}; there are {', '.join(FAULTS)}.\n")
        return 2
    if asked.list:
        print("\n".join(f"{one.name:28} {one.title}" for one in chosen))
        return 0
    outcomes = []
    for one in chosen:
        runs = one.quick_runs if asked.quick else one.whole_runs
        if runs:
            outcomes.append(suffer(one, runs))
            print(line(outcomes[-1]), flush=True)
    return summary(outcomes)


def line(outcome: Outcome) -> str:
    """One line of the table, with its troubles below."""
    counts = f"{outcome.runs:5} {outcome.promised:8} {outcome.lost:5} {outcome.duplicated:5} {outcome.unexplained:5}"
    troubles = "".join(f"\n      {trouble}" for trouble in outcome.troubles)
    return f"{outcome.fault.name:28} {counts} {outcome.seconds:7.1f} s{troubles}"


def summary(outcomes: Sequence[Outcome]) -> int:
    """Print the sums; 1 where a promise was broken."""
    sums = [sum(getattr(one, name) for one in outcomes) for name in ("promised", "lost", "duplicated", "unexplained")]
    broken = [one.fault.name for one in outcomes if not one.is_sound]
    runs = sum(one.runs for one in outcomes)
    print(f"\n{len(outcomes)} faults, {runs} runs: {sums[0]} records promised, {sums[1]} lost,")
    print(f"{sums[2]} delivered twice, {sums[3]} of these without a reason. Broken: {', '.join(broken) or 'none'}.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
