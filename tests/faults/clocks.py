"""Wall clocks that are wrong, or jump (libfaketime on the real process; the monotonic clocks are left alone)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from support.gate_server import Step

BACKLOG = 10
WRONG = ("-1h", "+1y", "@1970-01-01 00:00:10", "@2035-06-01 12:00:00", "-30d")


MINUTES = 60
MINUTE_PLAYED_S = 1.2
REQUESTS_IN_AN_HOUR = 4
"""After 0, 1, 6 and 21 minutes (circuit.py, AUTH); the next one would be after 81."""


def _library() -> dict[str, str]:
    library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
    if library is None:
        raise StuckError("libfaketime is not installed")
    return {"LD_PRELOAD": str(library), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def fake_time(offset: str) -> dict[str, str]:
    """The environment of a process whose wall clock is wrong."""
    return _library() | {"FAKETIME": offset}


def dial(scene: Scene) -> tuple[dict[str, str], Callable[[float], None]]:
    """The environment of a process whose wall clock is put ahead by so many seconds meanwhile, and how to do that."""
    place = scene.folder / "clock"

    def put(ahead_s: float) -> None:
        beside = place.with_suffix(".new")
        beside.write_text(f"+{ahead_s:g}s\n", encoding="ascii")
        beside.replace(place)

    put(0)
    return _library() | {"FAKETIME_TIMESTAMP_FILE": str(place), "FAKETIME_NO_CACHE": "1"}, put


@fault("refused-for-an-hour", quick=0, whole=1, waits=True)
def refused_for_an_hour(scene: Scene, _run: int) -> None:
    """401 for an hour by the wall clock, which is played faster: four requests; then 201 within 10 s of a new token"""
    environ, put = dial(scene)
    scene.gate.token = "another-token-9876543210"
    scene.fill(BACKLOG)
    scene.up(environ=environ)
    scene.eventually(lambda: scene.gate.requests, "the first request comes")
    for minute in range(1, MINUTES + 1):
        put(60 * minute)
        time.sleep(MINUTE_PLAYED_S)
    if len(scene.gate.requests) != REQUESTS_IN_AN_HOUR:
        raise StuckError(f"{len(scene.gate.requests)} requests in an hour, not {REQUESTS_IN_AN_HOUR}")
    scene.write_token(scene.gate.token)
    scene.eventually(scene.arrived, "the first record arrives", 10)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")


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


@fault("clock-jumps-while-waiting", quick=1, whole=len(WRONG))
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
