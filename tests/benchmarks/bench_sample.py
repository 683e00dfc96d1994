"""What one look at the network costs: ours, psutil's calls for the same facts, and the system's own programs."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
from table import Figure, medians_side_by_side

from netmon_tray.probes import host_probe

assert sys.platform == "linux"

TITLE = "One sample of this machine's network"
ROUNDS = 7
CALLS = 50
PROCESSES = 5


def measure() -> list[Figure]:
    """Return the CPU time and the duration of one sample, cached identity and fresh."""
    probe = host_probe()
    try:
        probe.sample()

        def fresh() -> None:
            probe.mark_stale()
            probe.sample()

        ways: dict[str, Callable[[], float]] = {
            "sample": lambda: cpu_ms(probe.sample),
            "fresh": lambda: cpu_ms(fresh),
            "psutil": lambda: cpu_ms(psutil_facts),
            "ip": lambda: programs_cpu_ms(
                [["ip", "-j", "-s", "link"], ["ip", "-j", "route"], ["ip", "-j", "-6", "route"]]
            ),
            "sample_wall": lambda: wall_ms(probe.sample),
            "psutil_wall": lambda: wall_ms(psutil_facts),
        }
        if shutil.which("nmcli"):
            ways["nmcli"] = lambda: programs_cpu_ms([["nmcli", "--terse", "device", "show"]])
        taken = dict(zip(ways, medians_side_by_side(ROUNDS, list(ways.values())), strict=True))
    finally:
        probe.close()
    return figures(taken)


def figures(taken: dict[str, float]) -> list[Figure]:
    """Return the rows of the table."""
    mine = taken["sample"]
    return [
        Figure("a sample, CPU", mine, "ms", "psutil: counters, link state, addresses", taken["psutil"], "<= 1 ms"),
        Figure("a sample, CPU", mine, "ms", "ip -j: links, routes v4 and v6", taken["ip"]),
        Figure("a sample, CPU", mine, "ms", "nmcli device show", taken.get("nmcli")),
        Figure("a sample, duration", taken["sample_wall"], "ms", "psutil, the same calls", taken["psutil_wall"]),
        Figure("everything asked anew, CPU", taken["fresh"], "ms", "ip -j, the same facts", taken["ip"]),
    ]


def psutil_facts() -> None:
    """Ask psutil for what it knows of the same facts."""
    psutil.net_io_counters(pernic=True, nowrap=False)
    psutil.net_if_stats()
    psutil.net_if_addrs()


def cpu_ms(call: Callable[[], object]) -> float:
    """Return the CPU time of a call in this process, all threads, mean of many."""
    started = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - started) * 1000 / CALLS


def wall_ms(call: Callable[[], object]) -> float:
    """Return the duration of a call, mean of many."""
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - started) * 1000 / CALLS


def programs_cpu_ms(commands: list[list[str]]) -> float:
    """Return the CPU time of starting these programs once each, mean of several."""
    before = _children_cpu_s()
    for _ in range(PROCESSES):
        for command in commands:
            subprocess.run(command, capture_output=True, check=False)
    return (_children_cpu_s() - before) * 1000 / PROCESSES


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
