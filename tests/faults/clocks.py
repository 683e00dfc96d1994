"""Wall clocks that are wrong, or jump (libfaketime on the real process; the monotonic clocks are left alone)."""

from __future__ import annotations

from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from support.gate_server import Step

BACKLOG = 10
WRONG = ("-1h", "+1y", "@1970-01-01 00:00:10", "@2035-06-01 12:00:00", "-30d")


def fake_time(offset: str) -> dict[str, str]:
    """The environment of a process whose wall clock is wrong."""
    library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
    if library is None:
        raise StuckError("libfaketime is not installed")
    return {"LD_PRELOAD": str(library), "FAKETIME": offset, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


@fault("clock-wrong", quick=3, whole=len(WRONG))
def clock_wrong(scene: Scene, run: int) -> None:
    """A run whose clock is an hour back, a year ahead, in 1970 or 2035: all arrives, nothing ages away"""
    scene.fill(BACKLOG)
    agent = scene.up(environ=fake_time(WRONG[run]))
    scene.eventually(lambda: scene.arrived() >= BACKLOG + 2, "all arrive")
    agent.stop()
    scene.drain()
    if len(scene.states()) < len(scene.promised()):
        raise StuckError("records aged away by a wrong clock")


@fault("clock-jumps-while-waiting", quick=2, whole=len(WRONG))
def clock_jumps_while_waiting(scene: Scene, run: int) -> None:
    """A wait that a server asked for is kept over a restart with another clock: never longer than it was"""
    scene.fill(BACKLOG)
    scene.gate.script(Step(503, headers=(("Retry-After", "6"),)))
    agent = scene.up()
    scene.eventually(lambda: scene.gate.requests, "the first request comes")
    agent.stop()
    scene.up(environ=fake_time(WRONG[run]))
    scene.eventually(scene.arrived, "the first record arrives", 20)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
