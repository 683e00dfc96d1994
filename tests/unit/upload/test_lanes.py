"""Threads that last: which one runs what, and when they end."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from netmon_tray.upload.lanes import Lanes

Wait = Callable[..., object]
LONG_S = 60.0


def _wait(event: threading.Event) -> None:
    event.wait(LONG_S)


def threads(name: str) -> int:
    return sum(one.name == name for one in threading.enumerate())


def test_one_thread_serves_job_after_job(eventually: Wait) -> None:
    lanes = Lanes("lane-one", idle_s=LONG_S)
    served: list[int] = []
    for number in range(1, 6):
        assert lanes.run(lambda: served.append(threading.get_ident()))
        eventually(lambda count=number: len(served) == count)
        eventually(lambda: lanes._idle == 1)
    assert len(set(served)) == 1


def test_a_job_that_gets_stuck_holds_up_no_other(eventually: Wait) -> None:
    lanes = Lanes("lane-stuck", idle_s=0.01)
    stuck, done = threading.Event(), threading.Event()
    lanes.run(lambda: _wait(stuck))
    lanes.run(done.set)
    assert done.wait(10)
    stuck.set()
    eventually(lambda: threads("lane-stuck") == 0)


def test_there_are_never_more_than_allowed(eventually: Wait) -> None:
    lanes = Lanes("lane-most", idle_s=0.01, most=2)
    stuck = threading.Event()
    assert [lanes.run(lambda: _wait(stuck)) for _ in range(3)] == [True, True, False]
    stuck.set()
    eventually(lambda: threads("lane-most") == 0)
    done = threading.Event()
    assert lanes.run(done.set)
    assert done.wait(10)


def test_idle_threads_end_and_new_ones_begin(eventually: Wait) -> None:
    lanes = Lanes("lane-idle", idle_s=0.01)
    for _ in range(50):
        done = threading.Event()
        assert lanes.run(done.set)
        assert done.wait(10)
    eventually(lambda: threads("lane-idle") == 0)
    assert (lanes._idle, lanes._alive) == (0, 0)


def test_threads_without_work_can_be_let_go(eventually: Wait) -> None:
    lanes = Lanes("lane-let-go", idle_s=LONG_S)
    stuck = threading.Event()
    lanes.run(lambda: _wait(stuck))
    lanes.run(lambda: None)
    eventually(lambda: lanes._idle == 1)
    lanes.let_go()
    eventually(lambda: threads("lane-let-go") == 1)
    stuck.set()
    eventually(lambda: lanes._idle == 1)
    lanes.let_go()
    eventually(lambda: threads("lane-let-go") == 0)
    assert (lanes._idle, lanes._alive) == (0, 0)


def test_where_the_system_gives_no_thread_the_job_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    lanes = Lanes("lane-none", idle_s=LONG_S)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert not lanes.run(lambda: None)
    assert (lanes._idle, lanes._alive) == (0, 0)


def test_a_job_that_fails_costs_its_thread_only(eventually: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda details: told.append(str(details.exc_value)))
    lanes = Lanes("lane-fails", idle_s=0.01)

    def fail() -> None:
        raise KeyError("unforeseen")

    lanes.run(fail)
    eventually(lambda: told == ["'unforeseen'"])
    eventually(lambda: lanes._alive == 0)
    done = threading.Event()
    assert lanes.run(done.set)
    assert done.wait(10)
