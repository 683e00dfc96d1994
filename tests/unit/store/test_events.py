"""What happened, by range, kind and network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.store.database import Database
from netmon_tray.store.events import Events

ROAM = TimelineEvent(1000, TimelineKind.ROAM, "wi:Cafe", detail={"signal": -81.0, "before": {"signal": -58.0}})
OUTAGE = TimelineEvent(2000, TimelineKind.OUTAGE, "wi:Cafe")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


@pytest.fixture
def events(database: Database) -> Events:
    return Events(database)


def test_an_event_comes_back_as_it_was(events: Events) -> None:
    plain = TimelineEvent(500, TimelineKind.VPN_ON, detail={})
    slept = TimelineEvent(600, TimelineKind.SLEEP, until_unix_ms=900)
    for event in (ROAM, slept, plain):
        events.add(event)
    assert events.between(0, 5000) == [plain, slept, ROAM]


def test_a_range_leaves_out_its_end(events: Events) -> None:
    events.add(ROAM)
    assert events.between(1000, 1001) == [ROAM]
    assert events.between(0, 1000) == []
    assert events.between(1001, 5000) == []


def test_what_reaches_into_a_range_is_in_it(events: Events) -> None:
    closed = TimelineEvent(1000, TimelineKind.OUTAGE, until_unix_ms=3000)
    pause = TimelineEvent(1500, TimelineKind.PAUSE)
    for event in (closed, pause, ROAM):
        events.add(event)
    assert events.between(2000, 2500) == [closed, pause]
    assert events.between(3000, 4000) == [pause], "what ended when the range begins is not in it"
    assert events.between(0, 1200) == [closed, ROAM]


def test_the_same_event_again_takes_no_second_row(events: Events) -> None:
    events.add(OUTAGE)
    ended = replace(OUTAGE, until_unix_ms=2500, detail={"failed": "dns"})
    events.add(ended)
    events.add(ended)
    assert events.between(0, 5000) == [ended]


def test_one_of_a_kind_is_open_at_a_time(events: Events) -> None:
    events.add(OUTAGE)
    events.add(replace(OUTAGE, at_unix_ms=2100))
    assert events.open(TimelineKind.OUTAGE) == OUTAGE
    assert events.end(TimelineKind.OUTAGE, 2600)
    assert events.open(TimelineKind.OUTAGE) is None
    assert not events.end(TimelineKind.OUTAGE, 2700)
    assert events.between(0, 5000) == [replace(OUTAGE, until_unix_ms=2600)]
    events.add(replace(OUTAGE, at_unix_ms=3000))
    assert len(events.between(0, 5000)) == 2


def test_a_clock_set_back_ends_it_where_it_began(events: Events) -> None:
    events.add(OUTAGE)
    events.end(TimelineKind.OUTAGE, 1)
    assert events.between(0, 5000) == [replace(OUTAGE, until_unix_ms=2000)]


def test_a_moment_has_no_end(events: Events) -> None:
    with pytest.raises(ValueError, match="no length"):
        events.end(TimelineKind.ROAM, 1)
    with pytest.raises(ValueError, match="no length"):
        events.open(TimelineKind.ROAM)


def test_by_kind_and_by_network(events: Events) -> None:
    at_home = replace(ROAM, network_key="wi:Home")
    vpn = TimelineEvent(1200, TimelineKind.VPN_ON)
    for event in (ROAM, at_home, OUTAGE, vpn):
        events.add(event)
    assert events.between(0, 5000, kinds={TimelineKind.ROAM}) == [ROAM, at_home]
    assert events.between(0, 5000, network_key="wi:Home") == [at_home, vpn], "a VPN concerns every network"
    assert events.between(0, 5000, kinds=[TimelineKind.OUTAGE, TimelineKind.VPN_ON], network_key="wi:Cafe") == [
        vpn,
        OUTAGE,
    ]
    assert events.between(0, 5000, kinds=()) == []


def test_what_is_over_goes_with_its_time(events: Events) -> None:
    long = TimelineEvent(10, TimelineKind.SLEEP, until_unix_ms=4000)
    pause = TimelineEvent(20, TimelineKind.PAUSE)
    for event in (ROAM, long, pause):
        events.add(event)
    assert events.expire(1500) == 1
    assert events.between(0, 5000) == [long, pause]


def test_a_kind_of_another_version_hides_no_other_event(database: Database, events: Events) -> None:
    events.add(ROAM)
    with database.transaction(durable=False) as connection:
        connection.execute("INSERT INTO event SELECT at_unix_ms, 'eclipse', network_key, NULL, detail FROM event")
    assert events.between(0, 5000) == [ROAM]
    assert events.counts(0, 5000) == {ROAM.kind: 1}


def test_a_detail_that_json_cannot_tell_is_refused(events: Events) -> None:
    with pytest.raises(ValueError, match="JSON"):
        events.add(replace(ROAM, detail={"signal": float("nan")}))
    assert events.between(0, 5000) == []


def test_any_range_is_found_by_an_index(database: Database, events: Events, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2000):
        events.add(TimelineEvent(1000 * number, TimelineKind.ROAM, "wi:Cafe"))
        events.add(TimelineEvent(1000 * number, TimelineKind.SLEEP, until_unix_ms=1000 * number + 10))
    assert len(events.between(1_990_005, 1_991_005)) == 3
    asked: list[tuple[str, object]] = []
    monkeypatch.setattr(database, "read", lambda *query: asked.append(query) or [])
    events.between(1_990_005, 1_991_005)
    monkeypatch.undo()
    sql, parameters = asked[0]
    steps = [row[3] for row in database.read(f"EXPLAIN QUERY PLAN {sql}", parameters)]  # type: ignore[arg-type]
    assert not [step for step in steps if step.startswith("SCAN event")], steps
    assert [step for step in steps if "event_until" in step]
    assert [step for step in steps if "event_open" in step]
