"""What a person decides about records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray import choices
from netmon_tray.model import Delivery, DeliveryState, WithheldReason
from netmon_tray.storage import Storage, Stores
from support.samples import T0_UNIX_MS
from support.store_records import LOGGED, fill


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    storage = Storage(tmp_path)
    storage.open()
    assert storage.stores is not None
    yield storage.stores
    storage.close()


def states(stores: Stores) -> list[str]:
    return [record.delivery.state.value for record in stores.log.records(newest_first=False)]


def reject(stores: Stores, number: int) -> None:
    for claimed in stores.outbox.claim(T0_UNIX_MS, number):
        stores.outbox.reject(claimed.id, 400, "no", "refused")


def test_what_was_refused_or_kept_is_sent_again(stores: Stores) -> None:
    fill(stores.database, 2)
    reject(stores, 2)
    fill(stores.database, 1, withheld=WithheldReason.KEPT_LOCAL)
    assert choices.send_again(stores, [1, 3]) == choices.Chosen(2)
    assert states(stores) == ["pending", "rejected", "pending"]


def test_what_the_server_could_not_take_stays_with_the_reason(stores: Stores) -> None:
    fill(stores.database, 1, withheld=WithheldReason.SECURITY_UNKNOWN)
    fill(stores.database, 1, withheld=WithheldReason.NEVER_UPLOAD)
    done = choices.send_again(stores, [1, 2, 99])
    assert done.changed == 1
    assert list(done.kept) == [1]
    assert "never guessed" in done.kept[1]
    assert states(stores) == ["withheld", "pending"]


def test_what_is_given_up_stays_in_the_log_and_in_the_ledger(stores: Stores) -> None:
    fill(stores.database, 3)
    stores.outbox.acknowledge(3, 201, T0_UNIX_MS)
    assert choices.give_up(stores, [1, 3]) == choices.Chosen(1)
    assert states(stores) == ["dropped", "pending", "sent"]
    assert [row.record_count for row in stores.outbox.ledger()] == [1]


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        (Delivery(DeliveryState.REJECTED), True),
        (Delivery(DeliveryState.READY), False),
        (Delivery(DeliveryState.READY, not_before_unix_ms=1), True),
        (Delivery(DeliveryState.SENT), False),
        (Delivery(DeliveryState.INFLIGHT), False),
        (Delivery(DeliveryState.DROPPED), False),
        (Delivery(DeliveryState.WITHHELD, reason="kept_local"), True),
        (Delivery(DeliveryState.WITHHELD, reason="not_mappable"), False),
    ],
)
def test_only_what_is_for_a_person_to_decide_is_offered(delivery: Delivery, expected: bool) -> None:
    assert choices.can_be_sent_again(replace(LOGGED, delivery=delivery)) is expected
