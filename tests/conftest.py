"""Fixtures that every kind of test shares."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from hypothesis import settings

T = TypeVar("T")

# Enough to notice a mistake at every run; `--hypothesis-profile=thorough` looks for the rare ones.
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("quick")

# A shell's background job ignores Ctrl-C, and so would every program that a test starts and ends by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _hooks_of_the_test_run() -> Iterator[None]:
    """What the program logs instead of printing it, pytest is to see again afterwards."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.fixture
def eventually() -> Callable[..., object]:
    """Return ``wait(predicate, timeout_s=10)``: polls until the predicate is true and returns its value, else fails."""

    def wait(predicate: Callable[[], T], timeout_s: float = 10.0, what: str = "the expected state") -> T:
        deadline = time.monotonic() + timeout_s
        while True:
            value = predicate()
            if value:
                return value
            if time.monotonic() > deadline:
                pytest.fail(f"{what} did not come within {timeout_s} s; last seen: {value!r}")
            time.sleep(0.02)

    return wait
