"""When a probe looks again, and what stands while looking fails."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.model import ProbeFault
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.looks import Looks

FAULT = ProbeFault("part", "It failed.")


@dataclass
class View:
    number: int = 0
    faults: tuple[ProbeFault, ...] = ()


class Watcher:
    """Looks, and the clock that they go by."""

    def __init__(self) -> None:
        self.taken = 0
        self.faults: tuple[ProbeFault, ...] = ()
        self.is_failing = False
        self.looks = Looks(self.take, View())

    def take(self) -> View:
        self.taken += 1
        if self.is_failing:
            raise PartFailed(FAULT.part, FAULT.text)
        return View(self.taken, self.faults)

    def at(self, now_s: float, *, is_heard: bool = True) -> int | None:
        """Number of the look that was taken; None where it was not time."""
        return self.taken if self.looks.renew(now_s, is_heard=is_heard) else None


def test_a_probe_that_hears_of_changes_looks_once_a_minute() -> None:
    watcher = Watcher()
    assert [watcher.at(now_s) for now_s in (0, 59, 60, 119, 120)] == [1, None, 2, None, 3]


def test_a_deaf_one_looks_every_five_seconds() -> None:
    watcher = Watcher()
    assert [watcher.at(now_s, is_heard=False) for now_s in (0, 4, 5, 9, 10)] == [1, None, 2, None, 3]


def test_a_change_makes_it_look_once() -> None:
    watcher = Watcher()
    watcher.at(0)
    watcher.looks.mark_stale()
    assert [watcher.at(now_s) for now_s in (1, 2)] == [2, None]


def test_a_look_that_fails_is_taken_again_soon_and_the_last_one_stands_for_a_minute() -> None:
    watcher = Watcher()
    watcher.at(100)
    watcher.is_failing = True
    assert watcher.at(160) == 2
    assert (watcher.looks.latest.number, watcher.looks.faults) == (1, (FAULT,))
    assert [watcher.at(now_s) for now_s in (164, 165)] == [None, 3]
    assert watcher.looks.latest.number == 0
    watcher.is_failing = False
    assert watcher.at(170) == 4
    assert (watcher.looks.latest.number, watcher.looks.faults) == (4, ())


def test_a_look_with_a_fault_is_taken_again_soon() -> None:
    watcher = Watcher()
    watcher.faults = (FAULT,)
    assert [watcher.at(now_s) for now_s in (0, 4, 5)] == [1, None, 2]
    assert watcher.looks.faults == (FAULT,)
