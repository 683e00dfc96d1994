"""Results that can't be written are kept, in order, and told."""

from __future__ import annotations

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
    attempts: int = 0


@dataclass
class Outbox:
    """Notes what is written; fails while ``is_full``."""

    written: list[tuple[object, ...]] = field(default_factory=list)
    is_full: bool = False

    def _note(self, *what: object) -> bool:
        if self.is_full:
            raise NetmonError("The disk is full.", "Free some space.")
        self.written.append(what)
        return True

    def acknowledge(self, record_id: int, status: int, at_unix_ms: int) -> bool:
        return self._note("sent", record_id, status, at_unix_ms)

    def reject(self, record_id: int, status: int | None, error: str | None, reason: str) -> bool:
        return self._note("rejected", record_id, status, error, reason)

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
    deliveries.keep(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    deliveries.keep(Claimed(), Verdict(RecordAction.REJECT, State.CLOSED, "why", 400, "refused"), NOW, (3, 4))
    deliveries.keep(
        Claimed(),
        Verdict(RecordAction.READY, State.BACKOFF, "why", 500, None, maybe_sent=True, attempt=True, record_wait_s=30.0),
        NOW,
    )
    deliveries.keep(Claimed(), Verdict(RecordAction.LEAVE, State.CLOSED), NOW)
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


def test_what_a_full_disk_refuses_is_kept_and_written_later_with_its_own_time(
    deliveries: Deliveries, outbox: Outbox
) -> None:
    outbox.is_full = True
    with pytest.raises(NetmonError):
        deliveries.keep(Claimed(), Verdict(RecordAction.SENT, State.CLOSED, status=201), NOW)
    for _ in range(3):
        with pytest.raises(NetmonError):
            deliveries.save()
    outbox.is_full = False
    deliveries.save()
    deliveries.save()
    assert outbox.written == [("sent", 7, 201, NOW.unix_ms)]


def test_trouble_is_told_with_growing_waits_until_something_can_be_written(
    deliveries: Deliveries, outbox: Outbox
) -> None:
    waits = [deliveries.failed(NetmonError("The disk is full.")) for _ in range(6)]
    assert waits == [5, 10, 20, 40, 60, 60]
    assert (deliveries.trouble.state, deliveries.trouble.detail) == (State.STORAGE, "The disk is full.")
    deliveries.take_back(Claimed())
    deliveries.save()
    assert deliveries.trouble.is_closed
    assert outbox.written == [("ready", 7, {"maybe_sent": True, "attempt": False})]


def test_a_write_that_fails_for_another_reason_is_not_tried_for_ever(deliveries: Deliveries, outbox: Outbox) -> None:
    def broken(*_arguments: object, **_options: object) -> bool:
        raise RuntimeError("the store refused a statement")

    outbox.give_back = broken  # type: ignore[method-assign]
    deliveries.take_back(Claimed())
    with pytest.raises(RuntimeError):
        deliveries.save()
    deliveries.save()
