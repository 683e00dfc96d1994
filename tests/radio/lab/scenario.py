"""Scenarios by name, and the rows of expected against reported values that they write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from radio.lab.lab import Lab


class Verdict(StrEnum):
    """What came of a row."""

    OK = "ok"
    DIFFERS = "differs"
    NOTE = "note"
    """Nothing was compared: says what the emulation cannot do, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    scenario: str
    field: str
    expected: str
    reported: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Scenario:
    """A function that changes the network and checks what the product says of it."""

    name: str
    title: str
    way: str
    """Who sees to the connection: a name that ``way`` registered."""
    play: Callable[[Lab], None]
    settles_itself: bool = False
    """It calls ``Lab.settle`` for the one before it, which is then settled by what this one does."""


SCENARIOS: dict[str, Scenario] = {}
WAYS: dict[str, Callable[[Lab], Way]] = {}


class Way:
    """Who sees to the connection on the station's side (a daemon, several, or nobody); one is up at a time."""

    def start(self) -> None:
        """Start what it consists of; returns once it answers."""

    def stop(self) -> None:
        """End it and leave the links down and bare."""


Played = TypeVar("Played", bound=Callable[["Lab"], None])
WayClass = TypeVar("WayClass", bound=Callable[["Lab"], Way])


def scenario(name: str, *, needs: str, settles_itself: bool = False) -> Callable[[Played], Played]:
    """Register a scenario; its docstring's first line becomes its title."""

    def register(play: Played) -> Played:
        if name in SCENARIOS:
            raise ValueError(f"two scenarios are called {name}")
        title = (play.__doc__ or "").strip().partition("\n")[0]
        SCENARIOS[name] = Scenario(name, title, needs, play, settles_itself)
        return play

    return register


def way(name: str) -> Callable[[WayClass], WayClass]:
    """Register a Way, made with the lab as its only argument when the first scenario needs it."""

    def register(made: WayClass) -> WayClass:
        WAYS[name] = made
        return made

    return register


def chosen(names: Sequence[str]) -> list[Scenario]:
    """Return the scenarios with these names or name beginnings, grouped by way in file order.

    All without any; a name after ``!`` leaves out what begins so.

    Raises:
        LookupError: a name that fits none.
    """
    without = tuple(name.removeprefix("!") for name in names if name.startswith("!"))
    only = tuple(name for name in names if not name.startswith("!"))
    for name in (*only, *without):
        if not any(known.startswith(name) for known in SCENARIOS):
            raise LookupError(f"No scenario is called {name}; there are {', '.join(SCENARIOS)}.")
    found = [one for one in SCENARIOS.values() if not only or one.name.startswith(only)]
    found = [one for one in found if not one.name.startswith(without)]
    ways = list(dict.fromkeys(one.way for one in found))
    return sorted(found, key=lambda one: ways.index(one.way))


def save(path: Path, kernel: str, rows: Iterable[Row], seconds: dict[str, float], *, finished: bool) -> None:
    """Write the table for the host, whole at any moment: a machine that hangs later leaves what was done."""
    table = {
        "kernel": kernel,
        "finished": finished,
        "scenarios": [
            {"name": name, "title": SCENARIOS[name].title, "seconds": round(seconds[name], 1)} for name in seconds
        ],
        "rows": [asdict(row) for row in rows],
    }
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(table, indent=1, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)
