"""What running costs while nothing happens: CPU seconds an hour and wake-ups a second, headless and in the tray."""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import peers
from desktop import screen
from process import Running, Spent, home_variables, netmon, passing_home, program, running
from table import Figure

TITLE = "Running while nothing happens"
SETTLE_S = 15.0
WINDOWS = 3
WINDOW_S = 60.0
"""One minute: each window holds one write of the per-minute history."""
WATCHED_S = 1.0
UNWATCHED_S = 5.0
TARGET_CPU_S_PER_H = "<= 10.8 CPU-s/h (0.3 %)"


def measure() -> list[Figure]:
    """Run the program and its peers at the same time and return what each used up."""
    with passing_home() as folder, contextlib.ExitStack() as stack:
        desktop = stack.enter_context(screen(folder / "screen"))
        commands: dict[str, tuple[list[str], Mapping[str, str]]] = {
            "headless": (netmon("run"), home_variables(folder / "headless")),
            "loop 5 s": (_peer(peers.COUNTER_LOOP, UNWATCHED_S), home_variables(folder / "loop5")),
            "watch": (netmon("watch"), home_variables(folder / "watch")),
            "loop 1 s": (_peer(peers.COUNTER_LOOP, WATCHED_S), home_variables(folder / "loop1")),
            "tray": ([program("netmon-tray")], {**desktop, **_tray_home(folder / "tray")}),
            "tray peer": (_peer(peers.TRAY, UNWATCHED_S), {**desktop, "HOME": str(folder)}),
        }
        subjects = {
            name: stack.enter_context(running(command, variables, folder / f"{name}.log"))
            for name, (command, variables) in commands.items()
        }
        time.sleep(SETTLE_S)
        used = _windows(subjects)
    rows = [
        ("netmon run", "headless", "psutil's counters each 5 s", "loop 5 s"),
        ("netmon watch (1 s)", "watch", "psutil's counters each 1 s", "loop 1 s"),
        ("tray, no window", "tray", "a bare tray icon, psutil each 5 s", "tray peer"),
    ]
    return [
        *(
            Figure(f"{name}: CPU", used[mine][0], "CPU-s/h", peer, used[other][0], _target(mine))
            for name, mine, peer, other in rows
        ),
        *(Figure(f"{name}: wake-ups", used[mine][1], "/s", peer, used[other][1]) for name, mine, peer, other in rows),
    ]


def _target(name: str) -> str:
    return TARGET_CPU_S_PER_H if name != "watch" else ""


def _peer(code: str, interval_s: float) -> list[str]:
    return [sys.executable, "-c", code, str(interval_s)]


def _tray_home(home: Path) -> dict[str, str]:
    """Return the variables that give the tray its own folders on the screen's display."""
    return {key: value for key, value in home_variables(home).items() if key.startswith(("HOME", "NETMON", "XDG"))}


def _windows(subjects: Mapping[str, Running]) -> dict[str, tuple[float, float]]:
    """Return the median CPU seconds an hour and wake-ups a second over several windows, all subjects in each."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in subjects}
    for _ in range(WINDOWS):
        before = {name: subject.spent() for name, subject in subjects.items()}
        time.sleep(WINDOW_S)
        for name, subject in subjects.items():
            taken[name].append(_rates(before[name], subject.spent()))
    return {
        name: (statistics.median(cpu for cpu, _ in values), statistics.median(wakeups for _, wakeups in values))
        for name, values in taken.items()
    }


def _rates(before: Spent, after: Spent) -> tuple[float, float]:
    span_s = after.at_s - before.at_s
    return (after.cpu_s - before.cpu_s) / span_s * 3600, (after.wakeups - before.wakeups) / span_s
