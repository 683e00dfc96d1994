"""The faults by name: what is done to a running installation, how often, and the words of the table."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from faults.oracle import Judgement
from faults.scene import Scene, StuckError


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong."""

    name: str
    title: str
    play: Callable[[Scene, int], None]
    """Does it to a scene; the number counts the runs, so that they can differ."""
    quick_runs: int
    """In the test run; 0: only as a whole."""
    whole_runs: int
    parallelism: tuple[int, ...]


@dataclass(slots=True)
class Outcome:
    """A line of the table."""

    fault: Fault
    runs: int = 0
    promised: int = 0
    lost: int = 0
    duplicated: int = 0
    unexplained: int = 0
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, judgement: Judgement, allowed_duplicates: int, leaks: Sequence[str]) -> None:
        """Count one run."""
        self.promised += judgement.promised
        self.lost += len(judgement.lost)
        self.duplicated += judgement.duplicated
        self.unexplained += len(judgement.unexplained) + max(0, judgement.duplicated - allowed_duplicates)
        for what, names in (("called sent but never taken", judgement.invented), ("altered", judgement.altered)):
            if names:
                self.troubles.append(f"run {self.runs}: {len(names)} {what}")
        if leaks:
            self.troubles.append(f"run {self.runs}: the token is in {', '.join(leaks)}")

    @property
    def is_sound(self) -> bool:
        """Whether every promise was kept in every run."""
        return not (self.lost or self.unexplained or self.troubles)


FAULTS: dict[str, Fault] = {}
Played = TypeVar("Played", bound=Callable[[Scene, int], None])


def fault(
    name: str, *, quick: int = 1, whole: int = 1, parallelism: tuple[int, ...] = (4,)
) -> Callable[[Played], Played]:
    """Register a fault; the first line of its docstring is its title in the table."""

    def register(play: Played) -> Played:
        title = (play.__doc__ or "").strip().partition("\n")[0]
        FAULTS[name] = Fault(name, title, play, quick, whole, parallelism)
        return play

    return register


def suffer(one: Fault, runs: int) -> Outcome:
    """Play a fault so many times, each on an installation of its own, and judge each."""
    outcome = Outcome(one)
    started = time.monotonic()
    for number in range(runs):
        outcome.runs += 1
        with tempfile.TemporaryDirectory(prefix="netmon-fault-") as place:
            parallelism = one.parallelism[number % len(one.parallelism)]
            with Scene(Path(place), parallelism=parallelism) as scene:
                _play(one, scene, number, outcome)
    outcome.seconds = time.monotonic() - started
    return outcome


def _play(one: Fault, scene: Scene, number: int, outcome: Outcome) -> None:
    try:
        one.play(scene, number)
    except StuckError as error:
        outcome.troubles.append(f"run {number + 1}: {error}")
    try:
        for agent in scene.agents:
            if agent.is_running:
                agent.stop()
    except StuckError as error:
        outcome.troubles.append(f"run {number + 1}: {error}")
        scene.close()
    outcome.add(scene.judgement(), scene.allowed_duplicates, scene.leaks())
    if "Traceback" in scene.said():
        outcome.troubles.append(f"run {number + 1}: a traceback: {scene.said()[-1500:]}")
