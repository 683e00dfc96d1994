"""Results that can't be written are kept, in order, and told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from netmon_tray.model import CircuitState as State
from netmon_tray.model import NetmonError
from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.deliveries import Deliveries
from netmon_tray.upload.verdict import RecordAction, Verdict

NOW = Moment(100.0, 1_790_000_000_000)


@dataclass
class Claimed:
    id: int = 7
    record_uuid: str = "uuid-7"
    payload: str = "{}"
    conflicts: int = 0
    client_errors: int = 0


@dataclass
class Outbox:
    """Notes what is written; fails while ``is_full``."""

    written: list[tuple[object, ...]] = field(default_factory=list)
    is_full: bool = False
    waiting: list[int] = field(default_factory=list)
    fails_to_claim: bool = False

    def _note(self, *what: object) -> bool:
        if self.is_full:
            raise NetmonError("The disk is full.", "Free some space.")
        self.written.append(what)
        return True

    def claim_oldest(self, now_unix_ms: int, *, skip: frozenset[int] = frozenset()) -> Claimed | None:
        if self.fails_to_claim:
            raise NetmonError("The disk is full.", "Free some space.")
        found = next((id_ for id_ in self.waiting if id_ not in skip), None)
        if found is None:
            return None
        self.waiting.remove(found)
        return Claimed(found)

    def acknowledge(self, record_id: int, status: int, at_unix_ms: int) -> bool:
        return self._note("sent", record_id, status, at_unix_ms)

    def reject(
        self, record_id: int, status: int | None, error: str | None, reason: str, *, maybe_sent: bool = False
    ) -> bool:
        return self._note("rejected", record_id, status, error, reason, *(["maybe sent"] if maybe_sent else []))

    def give_back(self, record_id: int, **how: object) -> bool:
        return self._note("ready", record_id, {name: value for name, value in how.items() if value is not None})

    def requeue(self, record_ids: list[int]) -> int:
        self._note("requeued", *record_ids)
        return len(record_ids)


@pytest.fixture
def outbox() -> Outbox:
    return Outbox()


@pytest.fixture
def deliveries(outbox: Outbox) -> Deliveries:
    return Deliveries(outbox, lambda: NOW, lambda: 1.0)  # type: ignore[arg-type]


def test_each_action_is_written(deliveries: Deliveries, outbox: Outbox) -> None:
    deliveries.note(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    deliveries.note(Claimed(), Verdict(RecordAction.REJECT, State.CLOSED, "why", 400, "refused"), NOW, (3, 4))
    deliveries.note(
        Claimed(),
        Verdict(RecordAction.READY, State.BACKOFF, "why", 500, None, maybe_sent=True, attempt=True, record_wait_s=30.0),
        NOW,
    )
    deliveries.note(Claimed(), Verdict(RecordAction.LEAVE, State.CLOSED), NOW)
    assert outbox.written == []
    deliveries.save()
    assert outbox.written == [
        ("sent", 7, 201, NOW.unix_ms),
        ("rejected", 7, 400, "why", "refused"),
        ("requeued", 3, 4),
        (
            "ready",
            7,
            {
                "status": 500,
                "error": "why",
                "maybe_sent": True,
                "attempt": True,
                "not_before_unix_ms": NOW.unix_ms + 30_000,
            },
        ),
    ]


def test_of_what_is_given_up_it_is_kept_that_it_may_have_arrived(deliveries: Deliveries, outbox: Outbox) -> None:
    given_up = Verdict(RecordAction.REJECT, State.CLOSED, "why", 500, "server-error", maybe_sent=True)
    deliveries.note(Claimed(), given_up, NOW)
    deliveries.save()
    assert outbox.written == [("rejected", 7, 500, "why", "server-error", "maybe sent")]


def test_what_a_full_disk_refuses_is_kept_and_written_later_with_its_own_time(
    deliveries: Deliveries, outbox: Outbox
) -> None:
    outbox.is_full = True
    deliveries.note(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    for _ in range(3):
        with pytest.raises(NetmonError):
            deliveries.save()
    outbox.is_full = False
    deliveries.save()
    deliveries.save()
    assert outbox.written == [("sent", 7, 201, NOW.unix_ms)]


def test_trouble_is_told_with_growing_waits_until_all_can_be_written(deliveries: Deliveries) -> None:
    waits = [deliveries.failed(NetmonError("The disk is full.")) for _ in range(6)]
    assert waits == [5, 10, 20, 40, 60, 60]
    assert (deliveries.trouble.state, deliveries.trouble.detail) == (State.STORAGE, "The disk is full.")
    deliveries.worked()
    assert deliveries.trouble.is_closed
    assert deliveries.failed(NetmonError("The disk is full.")) == 5


def test_a_write_that_fails_for_another_reason_is_not_tried_for_ever(deliveries: Deliveries, outbox: Outbox) -> None:
    def broken(*_arguments: object, **_options: object) -> bool:
        raise RuntimeError("the store refused a statement")

    outbox.give_back = broken  # type: ignore[method-assign]
    deliveries.note(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    deliveries.take_back(Claimed())
    with pytest.raises(RuntimeError):
        deliveries.save()
    outbox.written.clear()
    deliveries.save()
    assert outbox.written == [("sent", 7, 201, NOW.unix_ms)]


class Turns:
    """Stands for the store's transactions: what is written within a turn that fails is not written."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.taken = 0

    @contextlib.contextmanager
    def __call__(self) -> Iterator[None]:
        self.taken += 1
        before = list(self.outbox.written)
        try:
            yield
        except BaseException:
            self.outbox.written = before
            raise


def test_results_and_the_next_claims_share_one_transaction(outbox: Outbox) -> None:
    turns = Turns(outbox)
    deliveries = Deliveries(outbox, lambda: NOW, lambda: 1.0, turns)  # type: ignore[arg-type]
    outbox.waiting = [8, 9, 10]
    assert [claimed.id for claimed in deliveries.claim(NOW, frozenset())] == [8]
    assert turns.taken == 0
    for _ in range(3):
        deliveries.note(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    assert [claimed.id for claimed in deliveries.claim(NOW, frozenset(), 4)] == [9, 10]
    assert turns.taken == 1
    assert len(outbox.written) == 3
    deliveries.save()
    assert turns.taken == 1


def test_a_claim_that_fails_takes_the_results_back_into_memory(outbox: Outbox) -> None:
    deliveries = Deliveries(outbox, lambda: NOW, lambda: 1.0, Turns(outbox))  # type: ignore[arg-type]
    deliveries.note(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    outbox.fails_to_claim = True
    with pytest.raises(NetmonError):
        deliveries.claim(NOW, frozenset(), 4)
    assert outbox.written == []
    outbox.fails_to_claim = False
    assert deliveries.claim(NOW, frozenset(), 4) == []
    assert outbox.written == [("sent", 7, 201, NOW.unix_ms)]


def test_what_is_to_be_passed_by_is_claimed_only_where_there_is_nothing_else(
    deliveries: Deliveries, outbox: Outbox
) -> None:
    outbox.waiting = [1, 2]
    assert [claimed.id for claimed in deliveries.claim(NOW, frozenset({1}))] == [2]
    assert [claimed.id for claimed in deliveries.claim(NOW, frozenset({1}))] == [1]


def test_what_is_under_way_is_never_claimed(deliveries: Deliveries, outbox: Outbox) -> None:
    outbox.waiting = [1, 2, 3]
    claimed = deliveries.claim(NOW, frozenset({2}), 4, under_way=frozenset({1}))
    assert [found.id for found in claimed] == [3, 2]
