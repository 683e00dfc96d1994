"""The benchmarks still run against the program as it is; what they measure is for people to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def bench(*names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BENCHMARKS, *names], capture_output=True, text=True, timeout=100, check=False
    )


def test_the_short_ones_print_each_figure_beside_a_peer() -> None:
    outcome = bench("sample", "store")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    rows = [line for line in outcome.stdout.splitlines() if line.startswith(("a sample, CPU", "append", "claim"))]
    assert len(rows) == 6
    assert all("x  " in row for row in rows), outcome.stdout
    assert "not measured" not in outcome.stdout


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    outcome = bench("nonsense")
    assert outcome.returncode == 2
    known = sorted(file.stem.removeprefix("bench_") for file in BENCHMARKS.glob("bench_*.py"))
    assert outcome.stderr == f"No benchmark is called nonsense; there are {', '.join(known)}.\n"
