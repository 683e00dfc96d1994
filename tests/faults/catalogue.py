"""The faults by name: what is done to a running installation, how often, and the words of the table."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from faults.oracle import Judgement
from faults.scene import Scene, StuckError

LOG_EVERY = 10
"""In every tenth run the real `netmon log` is asked as well (half a second each)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong."""

    name: str
    play: Callable[[Scene, int], None]
    """Does it to a scene; the number counts the runs, so that they can differ."""
    quick_runs: int
    """In the test run; 0: only as a whole."""
    whole_runs: int
    parallelism: tuple[int, ...]
    waits: bool
    """Whether it does little but wait, so that it can run beside the others."""

    @property
    def title(self) -> str:
        """Its words in the list."""
        return (self.play.__doc__ or "").strip().partition("\n")[0]


@dataclass(slots=True)
class Outcome:
    """A line of the table."""

    name: str
    runs: int = 0
    promised: int = 0
    lost: int = 0
    duplicated: int = 0
    unexplained: int = 0
    troubles: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def judge(self, number: int, judgement: Judgement, allowed_duplicates: int, troubles: Iterable[str]) -> None:
        """Count one run."""
        self.runs += 1
        self.promised += judgement.promised
        self.lost += len(judgement.lost)
        self.duplicated += judgement.duplicated
        self.unexplained += len(judgement.unexplained) + max(0, judgement.duplicated - allowed_duplicates)
        counted = (("called sent but never taken", judgement.invented), ("altered", judgement.altered))
        broken = [f"{len(names)} {what}" for what, names in counted if names]
        self.troubles += [f"run {number + 1}: {trouble}" for trouble in (*broken, *troubles)]

    def add(self, other: Outcome) -> None:
        """Take in other runs of the same fault."""
        for name in ("runs", "promised", "lost", "duplicated", "unexplained", "troubles", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def is_sound(self) -> bool:
        """Whether every promise was kept in every run."""
        return not (self.lost or self.unexplained or self.troubles)


FAULTS: dict[str, Fault] = {}
Played = TypeVar("Played", bound=Callable[[Scene, int], None])


def fault(
    name: str, *, quick: int = 1, whole: int = 1, parallelism: tuple[int, ...] = (4,), waits: bool = False
) -> Callable[[Played], Played]:
    """Register a fault; the first line of its docstring is its title in the list."""

    def register(play: Played) -> Played:
        FAULTS[name] = Fault(name, play, quick, whole, parallelism, waits)
        return play

    return register


def suffer(one: Fault, numbers: Iterable[int]) -> Outcome:
    """Play those runs of a fault, each on an installation of its own, and judge each."""
    outcome = Outcome(one.name)
    started = time.monotonic()
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="netmon-fault-") as place:
            parallelism = one.parallelism[number % len(one.parallelism)]
            with Scene(Path(place), parallelism=parallelism) as scene:
                troubles = _play(one, scene, number)
                troubles += scene.troubles(asks_log=number % LOG_EVERY == 0)
                outcome.judge(number, scene.judgement(), scene.allowed_duplicates, troubles)
    outcome.seconds = time.monotonic() - started
    return outcome


def _play(one: Fault, scene: Scene, number: int) -> list[str]:
    """Have it happen and end; what did not go as it should."""
    troubles: list[str] = []
    steps: tuple[Callable[[], None], ...] = (lambda: one.play(scene, number), scene.stop_agents)
    for step in steps:
        try:
            step()
        except StuckError as error:
            troubles.append(str(error))
        except Exception as error:  # noqa: BLE001 - one that can't be played is told, and the others go on
            troubles.append(f"{type(error).__name__}: {error}")
    scene.end_agents()
    return troubles
