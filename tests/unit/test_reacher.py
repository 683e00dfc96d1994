"""The rounds of questions: when they are asked, what counts, and how soon an outage is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from netmon_tray.model import (
    CounterKey,
    Gateway,
    InterfaceCounters,
    InterfaceKind,
    OutageCause,
    OutageEnd,
    Reachability,
    RoundTrips,
    Sample,
    Silence,
    Vpn,
)
from netmon_tray.outages import Told
from netmon_tray.probes.reachability import ONCE, URGENT, Place, Reached
from netmon_tray.reacher import DECIDING_S, Reacher, Surroundings
from netmon_tray.settings import Settings
from netmon_tray.targets import DNS, GATEWAY, Target
from support.samples import wifi

KEY = "wi:Cafe"
FINE = RoundTrips(1, (5.0,))
SILENT = RoundTrips(1, (), Silence.TIMEOUT)
HOST = "example.org"


class World:
    """A clock, a network, and somebody who asks there and takes as long as it takes."""

    def __init__(self, targets: str = "gateway, dns") -> None:
        self.now_s = 1000.0
        self.wall_ms = 1_764_417_600_000
        self.answers: dict[str, RoundTrips] = {GATEWAY: FINE, DNS: FINE}
        self.asked: list[tuple[Place, Sequence[str], Sequence[Target], bool, bool]] = []
        self.reached = Reached(is_dns_beyond=True)
        self.takes_s = 0.01
        here = wifi()
        self.sample = Sample(
            0, 0.0, "boot", links=(here,), primary_name=here.interface.name, gateway=Gateway("192.0.2.1")
        )
        self.surroundings: Surroundings | None = Surroundings(self.sample, KEY)
        settings = Settings()
        self.settings = replace(settings, reachability=replace(settings.reachability, targets=targets))
        self.faults: list[Exception | None] = []
        self.changes: list[float] = []
        self.reacher = self.make()

    def make(self) -> Reacher:
        return Reacher(
            self.settings,
            lambda: self.surroundings,
            asker=self,
            on_change=lambda: self.changes.append(self.now_s),
            on_fault=self.faults.append,
            elapsed_s=lambda: self.now_s,
            now_unix_ms=lambda: self.wall_ms,
        )

    def ask(
        self, place: Place, parties: Sequence[str], targets: Sequence[Target], *, is_urgent: bool, seeks_portal: bool
    ) -> Reached:
        self.asked.append((place, parties, targets, is_urgent, seeks_portal))
        named = [*parties, *(target.text for target in targets)]
        trips = {party: self.answers[party] for party in named if party in self.answers}
        is_silent = any(not one.rtts_ms and one.sent for one in trips.values())
        self.pass_time((URGENT if is_urgent else ONCE).whole_s if is_silent else 0.0)
        self.pass_time(self.takes_s)
        return replace(self.reached, trips=trips)

    def pass_time(self, seconds: float) -> None:
        self.now_s += seconds
        self.wall_ms += round(seconds * 1000)

    def step(self, times: int = 1) -> None:
        for _ in range(times):
            self.pass_time(self.reacher.step())

    def lose_link(self) -> None:
        lost = Sample(0, 0.0, "boot", reachability=Reachability.DISCONNECTED)
        self.surroundings = Surroundings(lost, None)

    def outages(self) -> list[tuple[OutageCause, OutageEnd | None]]:
        return [(outage.cause, outage.end) for outage in self.reacher.take().outages]


# --- how soon --------------------------------------------------------------------------------------------------------

CAUSES: dict[OutageCause, Callable[[World], None]] = {
    OutageCause.LINK: World.lose_link,
    OutageCause.GATEWAY: lambda world: world.answers.update({GATEWAY: SILENT, DNS: SILENT, HOST: SILENT}),
    OutageCause.DNS: lambda world: world.answers.update({DNS: SILENT}),
    OutageCause.INTERNET: lambda world: world.answers.update({DNS: SILENT, HOST: SILENT}),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_what_failed_is_named_within_15_s_of_it_at_the_worst_moment(cause: OutageCause) -> None:
    world = World(f"gateway, dns, {HOST}")
    world.answers[HOST] = FINE
    world.step(4)
    world.pass_time(-4.99)  # right after a round
    failed_s = world.now_s
    CAUSES[cause](world)
    world.pass_time(4.99)
    while not world.changes:
        world.step()
    assert world.outages() == [(cause, None)]
    assert world.changes[0] - failed_s <= 15


def test_while_it_is_decided_it_is_asked_every_3_s_and_urgently_and_then_as_before() -> None:
    world = World()
    world.step(2)
    world.answers[DNS] = SILENT
    began_s = world.now_s
    world.step(4)
    assert [asked[3] for asked in world.asked] == [False, False, False, True, True, False]
    assert world.now_s - began_s == pytest.approx(2 * DECIDING_S + 5 + 5)
    world.answers[DNS] = FINE
    world.step(3)
    assert world.outages() == [(OutageCause.DNS, None), (OutageCause.DNS, OutageEnd.RECOVERED)]


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_round_trips_are_kept_by_minute_and_seen_at_once() -> None:
    world = World()
    world.step(3)
    assert world.reacher.standing.round_trips[GATEWAY].mean_ms == 5
    assert world.reacher.take() == Told()
    minutes = world.reacher.take(everything=True).minutes
    assert [(minute.party, minute.network_key, minute.sums.sent) for minute in minutes] == [
        (GATEWAY, KEY, 3),
        (DNS, KEY, 3),
    ]


def test_a_gateway_that_never_answered_has_lost_nothing() -> None:
    world = World()
    world.answers[GATEWAY] = SILENT
    world.step(6)
    assert world.outages() == []
    assert world.reacher.standing.silences == {GATEWAY: Silence.TIMEOUT}
    assert [minute.party for minute in world.reacher.take(everything=True).minutes] == [DNS]


def test_after_a_restart_it_is_known_who_answered_before() -> None:
    world = World()
    world.answers[GATEWAY] = SILENT
    world.answers[DNS] = SILENT
    world.reacher.learn({(KEY, GATEWAY)})
    world.step(4)
    assert world.outages() == [(OutageCause.GATEWAY, None)]


def test_a_tunnel_is_told_apart() -> None:
    world = World()
    world.surroundings = Surroundings(replace(world.sample, vpn=Vpn("wg0", InterfaceKind.WIREGUARD)), KEY)
    world.step()
    world.answers[DNS] = SILENT
    world.step(3)
    told = world.reacher.take(everything=True)
    assert {minute.is_tunnelled for minute in told.minutes} == {True}
    assert [outage.vpn for outage in told.outages] == ["wg0"]
    assert world.asked[0][0] == Place("wlan0", "192.0.2.1", "wg0")


def test_a_link_local_gateway_is_asked_with_its_zone() -> None:
    world = World()
    world.surroundings = Surroundings(replace(world.sample, gateway=Gateway("fe80::1")), KEY)
    world.step()
    assert world.asked[0][0].gateway == "fe80::1%wlan0"


# --- what is none ----------------------------------------------------------------------------------------------------


def test_a_sleep_is_no_outage_and_ends_one_where_it_was_seen_last() -> None:
    world = World()
    world.step()
    world.answers[DNS] = SILENT
    world.step(4)
    (begun,) = world.reacher.take().outages
    last_ms = world.wall_ms
    world.pass_time(3600)
    world.lose_link()  # WiFi is not back yet
    world.step(5)
    (ended,) = world.reacher.take().outages
    assert (ended.end, ended.since_unix_ms) == (OutageEnd.SLEPT, begun.since_unix_ms)
    assert ended.until_unix_ms is not None
    assert ended.until_unix_ms <= last_ms
    world.surroundings, world.answers[DNS] = Surroundings(world.sample, KEY), FINE
    world.step()
    assert world.reacher.standing.clear_since_unix_ms == ended.until_unix_ms


def test_a_sleep_in_the_middle_of_a_round_leaves_that_round_out() -> None:
    world = World()
    world.step()
    world.answers[DNS] = SILENT
    world.takes_s = 600.0
    world.step(4)
    assert world.outages() == []


def test_a_connection_that_somebody_switched_off_has_not_failed() -> None:
    world = World()
    world.step()
    counters = InterfaceCounters(CounterKey("boot", 3, "wlan0", None), 0, 0)
    world.surroundings = Surroundings(Sample(0, 0.0, "boot", switched_off=(counters,)), None)
    world.step(6)
    assert world.outages() == []


def test_a_lost_connection_that_is_then_switched_off_is_set_aside() -> None:
    world = World()
    world.step()
    world.lose_link()
    world.step(5)
    assert world.reacher.standing.outage is not None
    assert not world.reacher.standing.is_set_aside
    counters = InterfaceCounters(CounterKey("boot", 3, "wlan0", None), 0, 0)
    world.surroundings = Surroundings(Sample(0, 0.0, "boot", switched_off=(counters,)), None)
    world.step(2)
    assert world.outages() == [(OutageCause.LINK, None), (OutageCause.LINK, OutageEnd.SWITCHED_OFF)]
    assert world.reacher.standing.is_set_aside


def test_without_a_connection_from_the_start_nothing_was_lost() -> None:
    world = World()
    world.lose_link()
    world.step(6)
    assert world.outages() == []
    assert world.asked == []


def test_a_pause_and_an_empty_list_ask_nobody() -> None:
    world = World()
    world.step()
    world.answers[DNS] = SILENT
    world.step(4)
    paused, world.surroundings = world.surroundings, None
    asked = len(world.asked)
    world.step(2)
    assert not world.reacher.standing.is_set_aside  # it is asked again soon
    assert len(world.asked) == asked
    assert world.outages() == [(OutageCause.DNS, None), (OutageCause.DNS, OutageEnd.PAUSED)]
    world.surroundings = paused
    nobody = World("")
    nobody.step(3)
    assert nobody.asked == []
    assert nobody.reacher.standing.is_set_aside


def test_a_stop_ends_what_goes_on_and_nothing_comes_after_it() -> None:
    world = World()
    world.step()
    world.answers[DNS] = SILENT
    world.step(4)
    world.reacher.stop()
    world.step(3)
    assert world.outages() == [(OutageCause.DNS, None), (OutageCause.DNS, OutageEnd.STOPPED)]


# --- the internet ----------------------------------------------------------------------------------------------------


def test_online_is_claimed_of_a_named_host_only_and_not_behind_a_login_page() -> None:
    world = World()
    world.step()
    assert not world.reacher.standing.is_online
    named = World(f"gateway, {HOST}")
    named.answers[HOST] = FINE
    named.step()
    assert named.reacher.standing.is_online
    named.reached = Reached(has_portal=True)
    named.step()
    assert not named.reacher.standing.is_online
    assert named.reacher.standing.has_portal


def test_a_login_page_is_sought_where_the_system_has_no_check_of_its_own() -> None:
    world = World()
    world.step()
    world.surroundings = Surroundings(replace(world.sample, reachability=Reachability.ONLINE), KEY)
    world.step()
    assert [asked[4] for asked in world.asked] == [True, False]


def test_a_metered_network_is_asked_less_often() -> None:
    world = World()
    world.surroundings = Surroundings(world.sample, KEY, is_metered=True)
    began_s = world.now_s
    world.step()
    assert world.now_s - began_s == pytest.approx(30)


def test_a_round_that_fails_is_told_and_the_next_one_is_asked() -> None:
    world = World()
    calls = []

    def look() -> Surroundings | None:
        calls.append(1)
        if len(calls) == 1:
            world.reacher.look_now()
            raise OSError("broken")
        world.reacher._stopping.set()
        world.reacher.look_now()
        return None

    world.reacher._look = look
    world.reacher.run()
    assert [type(fault) for fault in world.faults] == [OSError, type(None)]
