"""What the agent makes of round trips: how far it reaches, who is told, and what a crash left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray.happenings import of_outage, outage_of
from netmon_tray.model import (
    LiveEventKind,
    Outage,
    OutageCause,
    OutageEnd,
    Reachability,
    RoundTrips,
    Silence,
    TimelineKind,
)
from netmon_tray.outages import Told
from netmon_tray.reaching import RECENT_MS, SEEN_EVERY_MS, SEEN_KEY, Reaching, Views, standing_conditions
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.settings import Settings
from netmon_tray.snapshot import Standing
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from support.samples import sample, wifi

NOW_MS = 1_764_417_600_000
HERE = sample(0, wifi())
OPEN = Outage(OutageCause.DNS, NOW_MS - 600_000, network_key="wi:Cafe")


class Desk:
    """What was handed out to others."""

    def __init__(self) -> None:
        self.proven_ms: int | None = None
        self.now_ms = NOW_MS
        self.seen: list[tuple[OutageCause | None, int]] = []
        self.reaching = Reaching(
            Views(lambda: None, lambda: self.proven_ms, Settings),
            on_change=lambda: None,
            on_fault=lambda _: None,
            now_unix_ms=lambda: self.now_ms,
        )

    def stands(self, **standing: object) -> None:
        self.reaching.reacher._standing = replace(Standing(at_unix_ms=NOW_MS), **standing)  # type: ignore[arg-type]


@pytest.fixture
def told() -> Desk:
    return Desk()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with Database.open(tmp_path) as database:
        yield Stores.of(database)


def prove(told: Desk, age_ms: int) -> None:
    told.proven_ms = NOW_MS - age_ms


@pytest.mark.parametrize(
    ("prepare", "reach"),
    [
        (lambda told: None, Reachability.SITE),
        (lambda told: told.stands(is_online=True), Reachability.ONLINE),
        (lambda told: prove(told, RECENT_MS - 1), Reachability.ONLINE),
        (lambda told: prove(told, RECENT_MS), Reachability.SITE),
        (lambda told: prove(told, -1), Reachability.SITE),  # the clock was set back since
    ],
)
def test_online_is_told_of_an_answer_or_a_record_just_taken(
    told: Desk, prepare: Callable[[Desk], None], reach: Reachability
) -> None:
    prepare(told)
    assert told.reaching.revise(HERE).reachability is reach


def test_what_the_system_says_is_never_overruled_and_a_login_page_is_added(told: Desk) -> None:
    told.stands(is_online=True)
    portal = replace(HERE, has_portal=True)
    assert told.reaching.revise(portal) == portal
    nowhere = sample(0, primary=None)
    assert told.reaching.revise(nowhere) == nowhere
    told.stands(has_portal=True)
    assert told.reaching.revise(HERE).has_portal


def test_an_outage_is_told_while_it_goes_on_and_when_it_is_over(told: Desk) -> None:
    told.reaching.tell_outage(lambda *seen: told.seen.append(seen))
    assert told.seen == []  # nothing was asked yet
    told.stands(outage=OPEN)
    told.reaching.tell_outage(lambda *seen: told.seen.append(seen))
    told.stands()
    told.reaching.tell_outage(lambda *seen: told.seen.append(seen))
    assert told.seen == [(OutageCause.DNS, OPEN.since_unix_ms), (None, NOW_MS)]
    told.stands(at_unix_ms=0, is_set_aside=True)
    told.reaching.tell_outage(lambda *seen: told.seen.append(seen))
    assert told.seen[2:] == [(None, None)]


def test_what_a_crash_left_open_ended_where_it_was_seen_last(told: Desk, stores: Stores) -> None:
    stores.events.add(of_outage(OPEN))
    told.stands(outage=OPEN)
    told.reaching.heed_tick(HERE, stores)
    told.now_ms += SEEN_EVERY_MS - 1
    told.reaching.heed_tick(HERE, stores)
    assert stores.state.get(SEEN_KEY) == str(NOW_MS)
    Desk().reaching.begin(stores)
    (event,) = stores.events.between(0, NOW_MS * 2, kinds={TimelineKind.OUTAGE})
    assert outage_of(event) == replace(OPEN, until_unix_ms=NOW_MS, end=OutageEnd.CRASHED)


@pytest.mark.parametrize("seen", [None, "", "17644x", "-1"])
def test_of_one_that_was_never_seen_again_no_length_is_made_up(told: Desk, stores: Stores, seen: str | None) -> None:
    stores.events.add(of_outage(OPEN))
    stores.state.put({SEEN_KEY: seen})
    told.reaching.begin(stores)
    (event,) = stores.events.between(0, NOW_MS * 2, kinds={TimelineKind.OUTAGE})
    assert event.until_unix_ms == event.at_unix_ms


def test_who_answered_in_former_runs_is_known(told: Desk, stores: Stores) -> None:
    stores.history.note_network("wi:Cafe", "Cafe", "wi", NOW_MS // 1000)
    stores.trips.add([TripMinute(NOW_MS // 1000, "wi:Cafe", "gateway", False, TripSums(2, 1, 1, 1, 1))])
    told.reaching.begin(stores)
    silent = RoundTrips(1, (), Silence.TIMEOUT)
    assert told.reaching.reacher._answered.verdict("wi:Cafe", "gateway", silent) is False


def test_marks_of_what_began_and_what_was_over(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    over = replace(OPEN, until_unix_ms=NOW_MS, end=OutageEnd.RECOVERED)
    slept = replace(over, end=OutageEnd.SLEPT)
    lost = replace(over, cause=OutageCause.LINK)
    monkeypatch.setattr(told.reaching.reacher, "take", lambda _: Told((OPEN, over, slept, lost)))
    told.reaching.take()
    assert [(mark.kind, mark.at_unix_ms) for mark in told.reaching.take_marks()] == [
        (LiveEventKind.OUTAGE, OPEN.since_unix_ms),
        (LiveEventKind.CONNECTED, NOW_MS),
    ]
    assert told.reaching.take_marks() == ()


def test_what_people_are_told_of_answers() -> None:
    standing = Standing(
        silences={"gateway": Silence.FORBIDDEN, "absent.test": Silence.UNRESOLVED, "dns": Silence.TIMEOUT},
        answers_everything=True,
    )
    codes = {item.code for item in standing_conditions(standing)}
    assert codes == {"unasked_gateway", "target_absent.test", "forged_names"}
    assert not list(standing_conditions(replace(standing, silences={}, has_portal=True)))
