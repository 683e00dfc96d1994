"""How sending stands, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.gui.upload_words import ASKED_MS, STALLED_MS, Drain, Remedy, standing
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot

CLOSED = UploadStatus(CircuitState.CLOSED, 0, "Records are sent as they are made.")


def in_state(state: CircuitState, **more: object) -> FakeSnapshot:
    return replace(FakeSnapshot(**WAITING), upload=UploadStatus(state, 0, "", **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(CircuitState))
def test_every_state_of_the_channel_is_told(state: CircuitState) -> None:
    seen = standing(in_state(state), NOW_UNIX_MS)
    assert not seen.state.endswith(".")
    assert seen.title.startswith(f"{seen.state}. 3 records ")
    assert replace(seen, waiting="").title == seen.state


def test_a_busy_server() -> None:
    upload = {"detail": "HTTP 503: nothing more.", "next_try_at_unix_ms": NOW_UNIX_MS + 80_000}
    seen = standing(in_state(CircuitState.BACKOFF, **upload), NOW_UNIX_MS)
    assert seen.title == "The server is busy (503). 3 records are waiting."
    assert seen.text.startswith("Nothing is lost. Next try at ")
    assert seen.remedy is Remedy.SEND
    broken = standing(in_state(CircuitState.BACKOFF, detail="HTTP 500: x"), NOW_UNIX_MS)
    assert broken.state == "The server has a fault of its own (500)"
    assert standing(in_state(CircuitState.BACKOFF, detail="timed out"), NOW_UNIX_MS).state == (
        "The server cannot be reached"
    )


@pytest.mark.parametrize(
    ("state", "remedy"),
    [
        (CircuitState.AUTH, Remedy.NEW_TOKEN),
        (CircuitState.NO_TOKEN, Remedy.TOKEN),
        (CircuitState.INTERCEPTED, Remedy.LOGIN),
        (CircuitState.OFF, Remedy.SETTINGS),
        (CircuitState.PAUSED, Remedy.RESUME),
        (CircuitState.THROTTLED, None),
        (CircuitState.OFFLINE, None),
    ],
)
def test_the_one_thing_that_helps(state: CircuitState, remedy: Remedy | None) -> None:
    assert standing(in_state(state), NOW_UNIX_MS).remedy is remedy


def test_while_sending_is_off_nothing_waits() -> None:
    seen = standing(in_state(CircuitState.OFF), NOW_UNIX_MS)
    assert seen.title == "Sending is off. 3 records are kept here."
    assert standing(replace(FakeSnapshot(), upload=CLOSED), NOW_UNIX_MS).waiting == "None waits."


# --- progress -------------------------------------------------------------------------------------------------------


def working(pending: int, sent: int) -> FakeSnapshot:
    return replace(FakeSnapshot(), upload=CLOSED, queue=QueueCounts(pending=pending, sent=sent))


def test_sending_is_told_as_it_goes() -> None:
    drain = Drain.of(QueueCounts(pending=3, sent=40), NOW_UNIX_MS)
    assert drain.follow(working(3, 40), NOW_UNIX_MS)
    assert standing(working(3, 40), NOW_UNIX_MS, drain).title == "Sending 1 of 3"
    assert drain.follow(working(2, 41), NOW_UNIX_MS)
    assert standing(working(2, 41), NOW_UNIX_MS, drain).title == "Sending 2 of 3"
    assert not drain.follow(working(0, 43), NOW_UNIX_MS)


def test_a_channel_that_stays_shut_is_not_asked_for_ever() -> None:
    drain = Drain.of(QueueCounts(pending=3), NOW_UNIX_MS)
    shut = in_state(CircuitState.BACKOFF)
    assert drain.follow(shut, NOW_UNIX_MS)
    assert standing(shut, NOW_UNIX_MS, drain).is_busy
    assert standing(shut, NOW_UNIX_MS, drain).title == "Asking the server"
    assert not drain.follow(shut, NOW_UNIX_MS + ASKED_MS)


def test_a_channel_that_moves_nothing_is_left() -> None:
    drain = Drain.of(QueueCounts(pending=3), NOW_UNIX_MS)
    assert drain.follow(working(3, 0), NOW_UNIX_MS + STALLED_MS - 1)
    assert not drain.follow(working(3, 0), NOW_UNIX_MS + STALLED_MS)
