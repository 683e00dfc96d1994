"""What the agent keeps within limits, and what it tells of that, on a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray import upkeep as upkeep_module
from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.pause import Pause
from netmon_tray.recorder import Recorder
from netmon_tray.settings import Settings
from netmon_tray.storage import Storage, Stores
from netmon_tray.upkeep import Upkeep
from netmon_tray.upload.redactor import Redactor
from support.samples import T0_UNIX_MS
from support.store_records import fill

DAY_MS = 86_400_000


@pytest.fixture
def stores(storage: Storage) -> Stores:
    assert storage.stores is not None
    return storage.stores


def limited(**log: int) -> Settings:
    return replace(Settings(), log=replace(Settings().log, **log))


def told(upkeep: Upkeep) -> list[str]:
    return [found.title for found in upkeep.conditions(Recorder(Settings(), Redactor()), is_taking_over=False)]


def test_what_goes_unsent_is_told_and_what_was_sent_is_not(storage: Storage, stores: Stores) -> None:
    fill(stores.database, 9)
    for number in (1, 2):
        stores.outbox.claim_oldest(0)
        stores.outbox.acknowledge(number, 201, 0)
    upkeep = Upkeep(storage, lambda: True)
    upkeep.tend(limited(max_records=7), Pause(is_on=False), ())
    assert told(upkeep) == []
    upkeep = Upkeep(storage, lambda: True)
    upkeep.tend(limited(max_records=4), Pause(is_on=False), ())
    assert told(upkeep) == ["Dropped 3 unsent records"]
    assert [(row.record_count, row.undelivered_count) for row in stores.outbox.ledger()] == [(5, 3)]


@pytest.mark.parametrize(("is_synchronised", "left"), [(True, 1), (False, 5)])
def test_nothing_goes_for_its_age_by_a_clock_that_nobody_vouches_for(
    storage: Storage, stores: Stores, is_synchronised: bool, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep_module, "_now_unix_ms", lambda: T0_UNIX_MS + 10 * DAY_MS)
    fill(stores.database, 5)
    old = limited(retention_days=1)
    settings = replace(old, upload=replace(old.upload, enabled=False))
    stores.outbox.drop(range(1, 6), 0)
    Upkeep(storage, lambda: is_synchronised).tend(settings, Pause(is_on=False), ())
    assert sum(1 for _ in stores.log.records()) == left


def test_events_go_when_the_hours_of_their_time_do(
    storage: Storage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Settings().history.hour_days
    monkeypatch.setattr(upkeep_module, "_now_unix_ms", lambda: T0_UNIX_MS + (kept + 1) * DAY_MS)
    events = [TimelineEvent(T0_UNIX_MS + days * DAY_MS, TimelineKind.VPN_ON) for days in (0, 2)]
    for event in events:
        stores.events.add(event)
    Upkeep(storage, lambda: True).tend(Settings(), Pause(is_on=False), ())
    assert stores.events.between(0, 2 * T0_UNIX_MS) == events[1:]
