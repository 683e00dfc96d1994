"""Plays faults against the real agent and prints the table: ``[--quick] [--list] [--jobs N] [FAULT ...]``."""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from faults.catalogue import FAULTS, Fault, Outcome, suffer  # noqa: E402 - tests/ comes first on the path

STORIES = ("crashes", "replies", "disks", "transports", "networks", "namespaces", "clocks", "keyrings", "databases")
"""The modules that register faults."""
RECORD = HERE.parents[1] / ".dev" / "faults"
"""Where the table of a run of all faults is kept."""
CHUNK = 20
"""So many runs of a fault are played one after another by the same process."""
WAITERS = 4
"""Faults that only wait are played beside the others, so many at a time."""
HEADING = ("fault", "runs", "promised", "lost", "duplicated", "unexplained", "seconds")


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
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="so many at a time (2)")
    parser.add_argument("faults", nargs="*", metavar="FAULT", help="names, or how they begin; all without any")
    asked = parser.parse_args()
    chosen = [one for one in load().values() if not asked.faults or one.name.startswith(tuple(asked.faults))]
    if not chosen:
        sys.stderr.write(f"No fault is called {', '.join(asked.faults)}; there are {', '.join(FAULTS)}.\n")
        return 2
    if asked.list:
        print("\n".join(f"{one.name:28} {one.title}" for one in chosen))
        return 0
    started = time.monotonic()
    runs = {one.name: one.quick_runs if asked.quick else one.whole_runs for one in chosen}
    outcomes = []
    for outcome in played([one for one in chosen if runs[one.name]], runs, asked.jobs):
        outcomes.append(outcome)
        print(line(outcome), flush=True)
    outcomes.sort(key=lambda outcome: list(FAULTS).index(outcome.name))
    words = summary(outcomes, time.monotonic() - started)
    print(f"\n{words}")
    if not asked.faults:
        RECORD.mkdir(parents=True, exist_ok=True)
        (RECORD / f"{'quick' if asked.quick else 'table'}.md").write_text(table(outcomes, words), encoding="utf-8")
    return 0 if all(outcome.is_sound for outcome in outcomes) else 1


def played(chosen: Sequence[Fault], runs: dict[str, int], jobs: int) -> Iterator[Outcome]:
    """Play all runs of these faults in processes of their own; each outcome comes once the fault is through."""
    forked = multiprocessing.get_context("fork")  # a process has mounts of its own, and knows the faults already
    with ProcessPoolExecutor(jobs, forked) as workers, ProcessPoolExecutor(WAITERS, forked) as waiters:
        left: dict[str, set[Future[Outcome]]] = {}
        for one in chosen:
            chunks = [range(first, min(first + CHUNK, runs[one.name])) for first in range(0, runs[one.name], CHUNK)]
            pool = waiters if one.waits else workers
            left[one.name] = {pool.submit(play, one.name, chunk) for chunk in chunks}
        sums = {one.name: Outcome(one.name) for one in chosen}
        for future in as_completed([future for futures in left.values() for future in futures]):
            part = future.result()
            sums[part.name].add(part)
            left[part.name].discard(future)
            if not left[part.name]:
                yield sums[part.name]


def play(name: str, numbers: Iterable[int]) -> Outcome:
    """Play some runs of a fault, in a process of its own."""
    return suffer(FAULTS[name], numbers)


def line(outcome: Outcome) -> str:
    """One line of the table, with its troubles below."""
    counts = f"{outcome.runs:5} {outcome.promised:8} {outcome.lost:5} {outcome.duplicated:5} {outcome.unexplained:5}"
    troubles = "".join(f"\n      {trouble}" for trouble in outcome.troubles)
    return f"{outcome.name:32} {counts} {outcome.seconds:7.1f} s{troubles}"


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """The sums, and what broke a promise."""
    sums = [sum(getattr(one, name) for one in outcomes) for name in ("promised", "lost", "duplicated", "unexplained")]
    broken = [one.name for one in outcomes if not one.is_sound]
    runs = sum(one.runs for one in outcomes)
    return (
        f"{len(outcomes)} faults, {runs} runs in {seconds / 60:.0f} min: {sums[0]} records promised, {sums[1]} lost,\n"
        f"{sums[2]} delivered twice, {sums[3]} of these without a reason. Broken: {', '.join(broken) or 'none'}."
    )


def table(outcomes: Sequence[Outcome], words: str) -> str:
    """The table in Markdown."""
    rows = [HEADING, ("---",) * len(HEADING)]
    for one in outcomes:
        counts = (one.runs, one.promised, one.lost, one.duplicated, one.unexplained, round(one.seconds))
        rows.append((one.name, *(str(count) for count in counts)))
    troubles = [f"- {one.name}: {trouble}" for one in outcomes for trouble in one.troubles]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), "", words, "", *troubles]).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
