"""Measures what the program costs and prints it beside what others need for the same: a look, never a test.

Arguments choose benchmarks by name (``sample store``); without any all run, a few minutes in all.
"""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from table import Figure, print_table  # noqa: E402 - the folder of this file comes first


class Benchmark(Protocol):
    """What each bench_*.py offers."""

    TITLE: str

    def measure(self) -> list[Figure]:
        """Return the rows of its table."""


def main(chosen: Sequence[str]) -> int:
    """Run the benchmarks; return 1 where one of them could not be measured."""
    names = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    unknown = [name for name in chosen if name not in names]
    if unknown:
        sys.stderr.write(f"No benchmark is called {', '.join(unknown)}; there are {', '.join(names)}.\n")
        return 2
    version = f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {os.cpu_count()} CPUs"
    sys.stdout.write(f"{version}. Medians of several rounds, this program and its peer in turns.\n")
    return max([run(name) for name in chosen or names])


def run(name: str) -> int:
    """Run one benchmark and print its table."""
    benchmark: Benchmark = importlib.import_module(f"bench_{name}")
    started = time.monotonic()
    try:
        figures = benchmark.measure()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        sys.stdout.write(f"\n{benchmark.TITLE}\nnot measured: {error}\n")
        return 1
    print_table(f"{benchmark.TITLE} ({time.monotonic() - started:.0f} s)", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
