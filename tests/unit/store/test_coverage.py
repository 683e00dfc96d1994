"""The coverage's table: sums by local day, network and cell."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.store.coverage import Cell, Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.history import History

DAY_S = 86_400
T0_S = 1_790_000_040
HERE: Cell = (52.52, 13.405, "rssi", -60.0)
WEAK: Cell = (52.52, 13.405, "rssi", -80.0)
THERE: Cell = (-33.8688, 151.209312, "rssi", -70.0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as made:
        history = History(made)
        history.note_network("wi:A", "A", "wi", T0_S)
        history.note_network("wi:B", "B", "wi", T0_S)
        yield made


@pytest.fixture
def coverage(database: Database) -> Coverage:
    return Coverage(database, time.gmtime)


def test_what_was_heard_adds_up_in_any_order(database: Database) -> None:
    parts = [{HERE: 20_000}, {HERE: 15_000, WEAK: 5_000}, {WEAK: 20_000}, {THERE: 1}]
    told = set()
    for order in itertools.permutations(parts):
        with database.transaction(durable=False) as connection:
            connection.execute("DELETE FROM coverage")
        coverage = Coverage(database, time.gmtime)
        for times in order:
            coverage.add(T0_S, "wi:A", times)
        told.add(tuple(coverage.spots()))
    ((there, here),) = told
    assert (here.median, here.weakest, here.covered_s) == (-60, -80, 60)
    assert (there.latitude, there.longitude, there.covered_s) == (-33.8688, 151.209312, 0.001)


def test_networks_are_asked_by_their_key_and_called_by_their_alias(database: Database, coverage: Coverage) -> None:
    coverage.add(T0_S, "wi:A", {HERE: 1000})
    coverage.add(T0_S, "wi:B", {WEAK: 1000})
    history = History(database)
    history.set_flags("wi:B", history.flags("wi:B").__class__(alias="Downstairs"))
    assert [(one.network_name, one.median) for one in coverage.spots()] == [("A", -60), ("Downstairs", -80)]
    assert [one.network_key for one in coverage.spots(network_key="wi:B")] == ["wi:B"]
    assert coverage.spots(network_key="wi:C") == []


def test_a_network_that_the_history_does_not_know_has_no_place(coverage: Coverage) -> None:
    coverage.add(T0_S, "wi:C", {HERE: 1000})
    coverage.add(T0_S, "wi:A", {HERE: 0})
    coverage.add(T0_S, "wi:A", {})
    assert coverage.spots() == []


def test_a_range_is_of_whole_local_days(coverage: Coverage) -> None:
    for day, level in enumerate((-60.0, -70.0, -80.0)):
        coverage.add(T0_S + day * DAY_S, "wi:A", {(*HERE[:3], level): 1000})

    def levels(since_s: int | None, until_s: int | None) -> tuple[float, float]:
        (one,) = coverage.spots(since_s, until_s)
        return one.strongest, one.weakest

    assert levels(None, None) == (-60, -80)
    assert levels(T0_S + DAY_S, None) == (-70, -80)
    assert levels(None, T0_S + 1) == (-60, -60)
    assert levels(T0_S + DAY_S, T0_S + DAY_S + 1) == (-70, -70)


def test_days_go_when_their_time_is_over(coverage: Coverage) -> None:
    coverage.add(T0_S, "wi:A", {HERE: 1000, WEAK: 1000})
    coverage.add(T0_S + DAY_S, "wi:A", {HERE: 1000})
    assert coverage.expire(T0_S) == 0
    assert coverage.expire(T0_S + DAY_S) == 2
    assert [one.covered_s for one in coverage.spots()] == [1]
