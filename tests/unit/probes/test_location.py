"""Positions in samples: asked beside them, cut, and claimed for as long and for where they hold."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from netmon_tray.model import (
    DENIED,
    NOT_APPLICABLE,
    UNSUPPORTED,
    ConsentState,
    Link,
    LocationSettings,
    MissingConsent,
    Position,
    ProbeFault,
    Sample,
)
from netmon_tray.probes.location import INTERVAL_S, LocatedHost, Locator
from netmon_tray.probes.parse.position import MAX_AGE_S, Whereabouts, geoclue, placed
from netmon_tray.probes.scripted import ScriptedHost
from support.samples import T0_UNIX_MS, sample, wifi, wired

HERE = Position(52.5200851, 13.4049521, 12.0)
CUT = Position(52.520, 13.405, 12.0)


class Service:
    """A location service: answers once it may, and is asked in the desk's thread."""

    def __init__(self) -> None:
        self.answer = Whereabouts(HERE, T0_UNIX_MS)
        self.asked = self.closed = 0
        self.may_answer = threading.Event()
        self.may_answer.set()

    def read(self) -> Whereabouts:
        self.asked += 1
        assert self.may_answer.wait(30)
        return self.answer

    def close(self) -> None:
        self.closed += 1


class Desk:
    """A locator with a clock of its own."""

    def __init__(self) -> None:
        self.service = Service()
        self.now_s = 0.0
        self.locator = Locator(lambda: self.service, lambda: self.now_s)

    def at(self, at_s: float, link: Link | None = None) -> Sample:
        """The sample of that moment, with what was known before it; a question that it put is answered after it."""
        self.now_s = at_s
        made = self.locator.place(sample(at_s, wifi() if link is None else link))
        self.locator.wait()
        return made


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.service.may_answer.set()
    made.locator.close()


def test_nobody_is_asked_until_somebody_wants_to_know(desk: Desk) -> None:
    assert desk.at(0) == sample(0, wifi())
    assert desk.at(0).position is NOT_APPLICABLE
    assert desk.service.asked == 0


def test_a_sample_waits_for_nothing_and_the_next_one_has_the_position_cut(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.service.may_answer.clear()
    assert desk.locator.place(sample(0, wifi())).position is UNSUPPORTED
    assert desk.locator.place(sample(1, wifi())).position is UNSUPPORTED
    desk.service.may_answer.set()
    desk.locator.wait()
    assert desk.at(2).position == CUT
    assert desk.service.asked == 1


@pytest.mark.parametrize(("decimals", "place"), [(0, (53.0, 13.0)), (1, (52.5, 13.4)), (6, (52.520085, 13.404952))])
def test_how_precisely_is_a_choice_that_holds_at_once(desk: Desk, decimals: int, place: tuple[float, float]) -> None:
    desk.locator.locate(3)
    desk.at(0)
    desk.locator.locate(decimals)
    assert desk.at(1).position == Position(*place, 12.0)
    desk.locator.locate(None)
    assert desk.at(2).position is NOT_APPLICABLE


def test_it_is_asked_again_every_minute(desk: Desk) -> None:
    desk.locator.locate(3)
    for at_s in (0, 1, INTERVAL_S - 1):
        desk.at(at_s)
    assert desk.service.asked == 1
    desk.at(INTERVAL_S)
    assert desk.service.asked == 2


def test_a_position_that_is_too_old_is_not_claimed(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.at(0)
    assert desk.at(MAX_AGE_S).position == CUT
    assert desk.at(MAX_AGE_S + 1).position is UNSUPPORTED
    desk.service.answer = Whereabouts(HERE, T0_UNIX_MS + round(3 * MAX_AGE_S * 1000))
    desk.at(2 * MAX_AGE_S)
    assert desk.at(2 * MAX_AGE_S + 1).position == CUT  # measured by a clock that was set back since, a little
    assert desk.at(MAX_AGE_S).position is UNSUPPORTED  # and too much


def test_a_position_from_before_is_not_claimed_for_a_new_network(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.at(0)
    assert desk.at(10).position == CUT
    assert desk.at(20, wifi(bssid="02:00:00:00:00:b2")).position == CUT  # a roam is no move
    assert desk.at(30, wifi("Hotel")).position is UNSUPPORTED
    assert desk.service.asked == 2  # at once
    assert desk.at(31, wifi("Hotel")).position is UNSUPPORTED  # the service still tells the old one
    assert desk.service.asked == 2
    desk.service.answer = Whereabouts(replace(HERE, latitude=48.1), T0_UNIX_MS + 38_000)
    desk.at(40, wifi("Hotel"))
    assert desk.at(41, wifi("Hotel")).position == Position(48.1, 13.405, 12.0)
    desk.at(60, wifi("Hotel"))
    assert desk.service.asked == 3
    assert desk.at(93, wired()).position is UNSUPPORTED


def test_a_service_that_knows_nothing_new_is_not_asked_all_the_time(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.at(0)
    for at_s in range(100, 600):
        desk.at(at_s, wifi("Hotel"))
    assert desk.service.asked == 1 + 6 + 7  # for a minute every ten seconds, and then every minute


def test_a_position_of_the_second_in_which_the_network_was_joined_is_of_there(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.at(0)
    desk.service.answer = Whereabouts(HERE, T0_UNIX_MS + 30_000)
    desk.at(30.9, wifi("Hotel"))
    assert desk.at(31, wifi("Hotel")).position == CUT


def test_a_name_that_is_told_later_is_no_other_network(desk: Desk) -> None:
    desk.locator.locate(3)
    unnamed = replace(wifi(), network=replace(wifi().network, name=UNSUPPORTED))
    for at_s, link in enumerate((unnamed, wifi(), unnamed, wifi())):
        desk.at(at_s, link)
    assert desk.service.asked == 1
    assert desk.at(5, wifi()).position == CUT


def test_being_offline_for_a_moment_is_no_new_place(desk: Desk) -> None:
    desk.locator.locate(3)
    desk.at(0)
    desk.now_s = 1
    assert desk.locator.place(sample(1)).position == CUT
    assert desk.at(2).position == CUT


def test_why_there_is_none_is_told(desk: Desk) -> None:
    missing = MissingConsent(ConsentState.REFUSED, LocationSettings.MACOS)
    desk.service.answer = Whereabouts(DENIED, missing=missing)
    desk.locator.locate(3)
    desk.at(0)
    refused = desk.at(1)
    assert (refused.position, refused.missing_position) == (DENIED, missing)
    fault = ProbeFault("geoclue", "no")
    desk.service.answer = Whereabouts(faults=(fault,))
    desk.at(70)
    broken = desk.at(71)
    assert (broken.position, broken.missing_position, broken.faults) == (UNSUPPORTED, None, (fault,))


def test_a_system_without_a_service_never_has_a_position() -> None:
    locator = Locator(lambda: None)
    locator.locate(3)
    locator.wait()
    assert locator.place(sample(0, wifi())).position is UNSUPPORTED
    locator.close()


def test_the_host_hands_on_what_the_probe_underneath_says() -> None:
    service = Service()
    host = LocatedHost(ScriptedHost(), Locator(lambda: service))
    host.locate(2)
    host.mark_stale()
    host.subscribe(lambda: None)
    assert not host.is_clock_synchronised()
    service.answer = Whereabouts(HERE, host.sample().at_unix_ms)
    host.await_position()
    assert host.sample().primary is not None
    host.close()
    assert service.closed == 1


# --- what services say ----------------------------------------------------------------------------------------------


def told(**changes: object) -> dict[str, tuple[str, object]]:
    values = {"Latitude": 52.5, "Longitude": 13.4, "Accuracy": 30.0, "Timestamp": (1_790_000_000, 250_999)} | changes
    return {name: ("x", value) for name, value in values.items() if value is not None}


def test_a_location_of_geoclue() -> None:
    assert geoclue(told(), 7) == Whereabouts(Position(52.5, 13.4, 30.0), 1_790_000_000_250)


@pytest.mark.parametrize("timestamp", [None, (0, 0), 5, (1, 2, 3), ("a", "b")])
def test_one_without_a_time_was_measured_now(timestamp: object) -> None:
    assert geoclue(told(Timestamp=timestamp), 7).at_unix_ms == 7


@pytest.mark.parametrize("name", ["Latitude", "Longitude", "Accuracy"])
@pytest.mark.parametrize("value", [None, "52", 52, float("nan"), float("inf"), -1e9])
def test_what_is_no_position_is_none(name: str, value: object) -> None:
    assert geoclue(told(**{name: value}), 7) == Whereabouts()


def test_the_ends_of_the_earth_are_positions() -> None:
    for latitude, longitude in ((90.0, 180.0), (-90.0, -180.0), (0.0, 0.0)):
        assert placed(latitude, longitude, 0.0, 1).position == Position(latitude, longitude, 0.0)
    assert str(Position(-0.00001, -0.00001, 1.0).cut(3)) == str(Position(0.0, 0.0, 1.0))
