"""What makes sending worth another try at once, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netmon_tray.model import (
    CircuitState,
    InterfaceKind,
    LiveEvent,
    LiveEventKind,
    LivePoint,
    Reachability,
    Sample,
    UploadStatus,
    Vpn,
)
from netmon_tray.sampler import Tick
from netmon_tray.wakeups import SLEPT_S, SleepWatch, WakeUps, WayOut
from support.samples import sample, wifi, wired


class Clocks:
    """A clock that counts sleep and one that does not."""

    def __init__(self) -> None:
        self.asleep_too_s, self.awake_s = 5000.0, 100.0

    def watch(self) -> SleepWatch:
        return SleepWatch(lambda: self.asleep_too_s, lambda: self.awake_s)

    def work(self, seconds: float) -> None:
        self.asleep_too_s += seconds
        self.awake_s += seconds

    def sleep(self, seconds: float) -> None:
        self.asleep_too_s += seconds


def test_a_sleep_is_told_once_by_the_clocks() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.work(3600)
    assert not watch.has_slept()
    clocks.sleep(SLEPT_S + 1)
    assert [watch.has_slept(), watch.has_slept()] == [True, False]


def test_a_small_difference_and_a_wall_clock_that_creeps_are_no_sleep() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    for _ in range(20):
        clocks.work(5)
        clocks.sleep(SLEPT_S / 2)
        assert not watch.has_slept()


def test_a_wall_clock_set_back_looks_like_one_where_there_is_no_better_clock() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.sleep(-3600)
    assert watch.has_slept()


def test_the_real_clocks_can_be_read() -> None:
    assert not SleepWatch().has_slept()


VPN = Vpn("wg0", InterfaceKind.WIREGUARD)


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (sample(0, wired()), sample(5, wired(100)), False),
        (sample(0, wifi(bssid="02:00:00:00:00:01")), sample(5, wifi(bssid="02:00:00:00:00:02")), False),
        (sample(0, wired()), sample(5, wired(), vpn=VPN), True),
        (sample(0, wired(), vpn=VPN), sample(5, wired()), True),
        (sample(0, wired(), has_portal=True), sample(5, wired()), True),
        (sample(0, wired()), sample(5, wired(name="eth1", index=3)), True),
        (sample(0, wired()), sample(5, wired(index=9)), True),
        (sample(0, wired()), sample(5), False),
        (sample(0), sample(5, wired()), True),
    ],
)
def test_what_is_another_way_out(before: Sample, after: Sample, *, is_new: bool) -> None:
    way = WayOut()
    way.has_changed(before)
    assert way.has_changed(after) is is_new


def test_a_lost_connection_that_comes_back_is_a_new_one() -> None:
    way = WayOut()
    assert [way.has_changed(seen) for seen in (sample(0, wired()), sample(5), sample(9, wired()))] == [
        True,
        False,
        True,
    ]


def test_the_same_way_may_lead_farther() -> None:
    way = WayOut()
    reached = (Reachability.SITE, Reachability.ONLINE, Reachability.ONLINE, Reachability.SITE, Reachability.ONLINE)
    seen = [way.has_opened(sample(0, wired(), reachability=item)) for item in reached]
    assert seen == [False, True, False, False, True]


class Uploader:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.state = CircuitState.CLOSED

    def network_changed(self) -> None:
        self.told.append("network")

    def try_soon(self) -> None:
        self.told.append("soon")

    def token_changed(self) -> None:
        self.told.append("token")

    def status(self) -> UploadStatus:
        return UploadStatus(self.state, 0, "")


class Desk:
    """Wake-ups with nothing real around them; ``heard`` are the ears that were opened."""

    def __init__(self) -> None:
        self.uploader: Uploader | None = Uploader()
        self.looks = 0
        self.clocks = Clocks()
        self.heard: dict[str, Callable[[], None]] = {}
        self.closed = 0
        self.wakeups = WakeUps(lambda: self.uploader, self._look, listen=self._listen, sleep=self.clocks.watch())  # type: ignore[arg-type,return-value]

    def _look(self) -> None:
        self.looks += 1

    def _listen(self, to: str, act: Callable[[], None]) -> Desk:
        self.heard[to] = act
        return self

    def close(self) -> None:
        self.closed += 1

    def tick(self, seen: Sample, *kinds: LiveEventKind) -> None:
        events = tuple(LiveEvent(seen.at_unix_ms, kind, "") for kind in kinds)
        self.wakeups.heed_tick(Tick(seen, LivePoint(seen.at_unix_ms, None, None, None), events))

    @property
    def told(self) -> list[str]:
        assert self.uploader is not None
        return self.uploader.told


def test_another_network_and_a_farther_way_are_told_and_the_first_look_is_not() -> None:
    desk = Desk()
    desk.tick(sample(0, wired()), LiveEventKind.CONNECTED)
    assert desk.told == []
    desk.tick(sample(5, wired()))
    desk.tick(sample(10, wired(), reachability=Reachability.ONLINE))
    desk.tick(sample(15, wired()), LiveEventKind.CONNECTED)
    desk.tick(sample(20, wifi()))
    assert desk.told == ["soon", "network", "network"]


def test_back_from_sleep_everything_is_looked_at_and_tried() -> None:
    desk = Desk()
    desk.wakeups.start()
    desk.wakeups.heed()
    assert desk.told == []
    desk.clocks.sleep(600)
    desk.wakeups.heed()
    desk.heard["resume"]()
    assert (desk.looks, desk.told) == (2, ["network", "network"])


def test_a_keyring_is_listened_to_only_while_there_is_no_token_to_send_with() -> None:
    desk = Desk()
    assert desk.uploader is not None
    desk.tick(sample(0, wired()))
    assert desk.heard == {}
    desk.uploader.state = CircuitState.NO_TOKEN
    for at_s in (5, 10):
        desk.tick(sample(at_s, wired()))
    desk.heard["keyring"]()
    desk.uploader.state = CircuitState.CLOSED
    desk.heard["keyring"]()
    assert desk.told == ["token"]
    desk.wakeups.close()
    assert desk.closed == 1


def test_without_an_uploader_nothing_is_told() -> None:
    desk = Desk()
    desk.uploader = None
    for at_s, seen in enumerate((sample(0, wired()), sample(5, wifi()))):
        desk.tick(seen, *([LiveEventKind.CONNECTED] if at_s else []))
    desk.wakeups.woken()
    desk.wakeups.token_changed()
    assert desk.looks == 1
