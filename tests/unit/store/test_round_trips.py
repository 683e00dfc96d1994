"""Round trips in the database: each minute in its minute, hour and day; who ever answered; and how long it is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.settings import Settings
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S, Span

NOON_S = 1_764_417_600  # 2025-11-29 12:00 UTC
CAFE, LAN = "wi:Cafe", "et:lan0"
SUMS = TripSums(3, 1, 10.0, 14.0, 24.0, 4.0, 1)
SILENT = TripSums(4, 4)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with Database.open(tmp_path) as database:
        stores = Stores.of(database)
        stores.trips.localtime = time.gmtime
        for key in (CAFE, LAN):
            stores.history.note_network(key, key, "wi", NOON_S)
        yield stores


def minute(at_s: int = NOON_S, sums: TripSums = SUMS, party: str = "gateway", key: str = CAFE) -> TripMinute:
    return TripMinute(at_s, key, party, False, sums)


def test_a_minute_is_part_of_its_hour_and_its_day_at_once(stores: Stores) -> None:
    stores.trips.add([minute(), minute(NOON_S + 60, SILENT), minute(NOON_S + 3600)])
    of_hour = SUMS + SILENT
    assert [row.sums for row in stores.trips.rows(Span.MINUTE, NOON_S, NOON_S + 3600)] == [SUMS, SILENT]
    assert [row.sums for row in stores.trips.rows(Span.HOUR, NOON_S, NOON_S + 7200)] == [of_hour, SUMS]
    (day,) = stores.trips.rows(Span.DAY, NOON_S, NOON_S + 60)
    assert day == replace(minute(NOON_S - NOON_S % DAY_S), sums=of_hour + SUMS)


def test_the_same_minute_in_two_parts_and_first_without_an_answer(stores: Stores) -> None:
    stores.trips.add([minute(sums=SILENT)])
    stores.trips.add([minute()])
    (row,) = stores.trips.rows(Span.MINUTE, NOON_S, NOON_S + 60)
    assert row.sums == SILENT + SUMS


def test_networks_and_parties_are_chosen(stores: Stores) -> None:
    stores.trips.add([minute(), minute(party="dns"), minute(key=LAN), replace(minute(), is_tunnelled=True)])
    everything = (Span.MINUTE, NOON_S, NOON_S + 60)
    assert len(stores.trips.rows(*everything)) == 4
    assert stores.trips.rows(*everything, network_key=LAN) == [minute(key=LAN)]
    assert stores.trips.rows(*everything, party="dns") == [minute(party="dns")]


def test_who_ever_answered(stores: Stores) -> None:
    stores.trips.add([minute(), minute(party="example.org", sums=SILENT), minute(key=LAN, party="dns")])
    assert stores.trips.answered() == {(CAFE, "gateway"), (LAN, "dns")}


def test_round_trips_of_a_network_that_nobody_knows_are_left_out(stores: Stores) -> None:
    stores.trips.add([minute(key="wi:unknown")])
    assert stores.trips.rows(Span.MINUTE, 0, NOON_S + 60) == []


def test_they_go_with_the_history(stores: Stores) -> None:
    stores.trips.add([minute()])
    limits = replace(Settings().history, minute_days=1, hour_days=10)
    stores.history.rollup(NOON_S + 2 * DAY_S, limits)
    assert [len(stores.trips.rows(span, 0, NOON_S + DAY_S)) for span in Span] == [0, 1, 1]
