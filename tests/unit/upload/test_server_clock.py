"""How the wall clock is compared with the server's."""

from __future__ import annotations

import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.upload import server_clock
from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.server_clock import TOLD_S, Dates, ServerClock, asleep_too_s

T0_UNIX_MS = 1_795_384_800_000
DATE = "Sun, 22 Nov 2026 22:00:00 GMT"
"""T0_UNIX_MS as a header."""


class Clocks:
    def __init__(self) -> None:
        self.elapsed_s, self.wall_unix_ms = 500.0, T0_UNIX_MS

    def make(self) -> ServerClock:
        return ServerClock(lambda: self.elapsed_s, lambda: self.wall_unix_ms)

    def pass_time(self, seconds: float) -> None:
        self.elapsed_s += seconds
        self.wall_unix_ms += round(seconds * 1000)


def test_without_a_word_of_a_server_nothing_is_known() -> None:
    assert Clocks().make().ahead_ms() is None


def test_the_difference_stays_while_both_go_on_and_shows_a_clock_that_is_set() -> None:
    clocks = Clocks()
    clock = clocks.make()
    clock.note(T0_UNIX_MS - 3_600_000)
    clocks.pass_time(7200)
    assert clock.ahead_ms() == 3_600_000
    clocks.wall_unix_ms -= 3_600_000
    assert clock.ahead_ms() == 0
    clocks.wall_unix_ms -= 86_400_000
    assert clock.ahead_ms() == -86_400_000


def test_a_later_word_replaces_the_first() -> None:
    clocks = Clocks()
    clock = clocks.make()
    clock.note(0)
    clock.note(T0_UNIX_MS + 5000)
    assert clock.ahead_ms() == -5000


@given(st.floats(0, 1e7), st.integers(-(10**12), 10**12))
def test_any_time_that_passes_changes_nothing(seconds: float, offset_ms: int) -> None:
    clocks = Clocks()
    clock = clocks.make()
    clock.note(T0_UNIX_MS - offset_ms)
    clocks.pass_time(seconds)
    assert abs((clock.ahead_ms() or 0) - offset_ms) <= 2


def moment(at_s: float) -> Moment:
    return Moment(at_s, T0_UNIX_MS + round(at_s * 1000))


def test_a_servers_time_is_handed_on_with_ours_of_the_same_moment_and_not_with_every_record() -> None:
    told: list[tuple[int, int]] = []
    dates = Dates(lambda server, ours: told.append((server, ours)))
    dates.hand_on(moment(0))
    dates.note(DATE, moment(1))
    dates.note(DATE, moment(2))
    dates.hand_on(moment(9))
    dates.note(DATE, moment(10))
    dates.hand_on(moment(10))
    assert told == [(T0_UNIX_MS, T0_UNIX_MS + 2000)]
    dates.hand_on(moment(9 + TOLD_S))
    dates.hand_on(moment(500))
    assert told == [(T0_UNIX_MS, T0_UNIX_MS + 2000), (T0_UNIX_MS, T0_UNIX_MS + 10_000)]


def test_a_date_that_is_none_is_not_handed_on() -> None:
    told: list[tuple[int, int]] = []
    dates = Dates(lambda server, ours: told.append((server, ours)))
    dates.note("yesterday", moment(1))
    dates.hand_on(moment(2))
    dates.note(DATE, moment(3))
    dates.hand_on(moment(3))
    assert len(told) == 1


def test_the_clock_that_counts_sleep_goes_on() -> None:
    assert asleep_too_s() <= asleep_too_s()


def test_on_macos_the_clock_is_the_one_that_its_libc_takes_from_the_continuous_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mac = types.SimpleNamespace(
        CLOCK_MONOTONIC_RAW=4, CLOCK_UPTIME_RAW=8, clock_gettime={4: 500.0, 8: 300.0}.__getitem__, time=lambda: 1.8e9
    )
    monkeypatch.setattr(server_clock, "time", mac)
    assert asleep_too_s() == 500.0


def test_without_such_a_clock_the_wall_clock_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_clock, "time", types.SimpleNamespace(CLOCK_MONOTONIC_RAW=4, time=lambda: 1.8e9))
    assert asleep_too_s() == 1.8e9
