"""When sending is over, and how it is shown meanwhile."""

from __future__ import annotations

import io
import sys
import time

import pytest

from netmon_tray.cli.progress import Bar, Progress, bar_line, counted
from netmon_tray.cli.sending import POLL_S, follow
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus

NOW = 1_790_000_000_000


def progress(
    state: CircuitState = CircuitState.CLOSED,
    *,
    pending: int = 1,
    in_flight: int = 0,
    next_try: int | None = None,
    due: int | None = NOW,
    is_answered: bool = True,
    is_settled: bool = True,
) -> Progress:
    status = UploadStatus(state, 0, "", next_try)
    return Progress(QueueCounts(pending=pending, sending=in_flight), status, due, is_answered, is_settled)


@pytest.mark.parametrize(
    ("seen", "is_over"),
    [
        (progress(), False),
        (progress(pending=0), True),
        (progress(pending=0, in_flight=1), False),
        (progress(CircuitState.PAUSED), True),
        (progress(CircuitState.OFF), True),
        (progress(CircuitState.BACKOFF, next_try=NOW + 5000), True),
        (progress(CircuitState.BACKOFF, next_try=NOW), False),
        (progress(CircuitState.BACKOFF, next_try=None), False),
        (progress(CircuitState.BACKOFF, next_try=NOW + 5000, is_settled=False), False),
        (progress(due=NOW + 300_000), True),
        (progress(due=NOW + 300_000, in_flight=1), False),
        (progress(due=None), False),
        (progress(pending=0, is_answered=False), False),
    ],
)
def test_it_is_over_when_all_is_sent_or_nothing_moves_soon(seen: Progress, *, is_over: bool) -> None:
    assert seen.is_over(NOW) is is_over


class Sender:
    """Shows its looks one after the other; relieved with the last one if so wished."""

    def __init__(self, *looks: Progress, is_relieved_at_last: bool = False) -> None:
        self.looks = list(looks)
        self.is_relieved = False
        self.drained: list[bool] = []
        self._is_relieved_at_last = is_relieved_at_last

    def look(self) -> Progress:
        look = self.looks.pop(0)
        self.is_relieved = self._is_relieved_at_last and not self.looks
        return look

    def end(self, *, drains: bool) -> None:
        self.drained.append(drains)


def watched(sender: Sender, *, signal_after: int = 1000) -> tuple[int, list[float | None]]:
    """What is left at the end, and how long was waited between the looks."""
    waited: list[float | None] = []

    def wait(limit_s: float | None) -> bool:
        waited.append(limit_s)
        return len(waited) >= signal_after

    return follow(sender, Bar(), wait, lambda: NOW).left, waited


def test_it_looks_until_it_is_over_and_then_drains() -> None:
    sender = Sender(progress(pending=2), progress(pending=1), progress(pending=0))
    assert watched(sender) == (0, [POLL_S, POLL_S])
    assert (sender.looks, sender.drained) == ([], [True])


def test_a_signal_ends_it_without_draining() -> None:
    sender = Sender(progress(pending=9), progress(pending=8), progress(pending=7))
    assert watched(sender, signal_after=2)[0] == 8
    assert sender.drained == [False]


def test_whoever_is_relieved_stops_at_once() -> None:
    sender = Sender(progress(pending=9), progress(pending=8), is_relieved_at_last=True)
    assert watched(sender)[0] == 8
    assert sender.drained == [False]


def test_the_bar() -> None:
    assert bar_line(0, 40, 0.0) == "[------------------------] 0 of 40 records sent"
    assert bar_line(12, 40, 2.0) == "[#######-----------------] 12 of 40 records sent, 6.0 per second"
    assert bar_line(50, 40, 10.0).startswith("[########################] 50 of 40")
    assert bar_line(0, 0, 1.0).startswith("[########################]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("total", "shown"), [(1000, "[############------------] 500 of 1,000 records"), (None, "500 records")]
)
def test_what_takes_longer_than_a_second_is_counted(
    total: int | None, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, *([2.0] * 2000)])
    terminal = Terminal()
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(counted(range(1000), total)) == list(range(1000))
    assert f"\r{shown} written" in terminal.getvalue()
    assert terminal.getvalue().endswith(" \r")  # nothing is left of it


def test_what_is_quick_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert len(list(counted(range(600), 600))) == 600
    assert terminal.getvalue() == ""
