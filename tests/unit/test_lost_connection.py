"""A connection that is lost is told once, wherever a person looks; what follows from it is not told beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray import health
from netmon_tray.board import ConditionBoard
from netmon_tray.cli.status import settled
from netmon_tray.gui import states, tray_words
from netmon_tray.gui.notices import GATHERED_S, Notices
from netmon_tray.model import CircuitState, Condition, NetworkType, OutageCause, UploadStatus
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot, sample, wifi_link

LOST = health.outage(OutageCause.LINK, NOW_UNIX_MS, is_alert=True)
UPLOADS = [
    health.upload(UploadStatus(state, NOW_UNIX_MS, "It waits"))
    for state in (CircuitState.OFFLINE, CircuitState.BACKOFF)
]


def after(minutes: float, *conditions: Condition | None) -> tuple[Condition, ...]:
    """What is shown when these have held for so long."""
    clock = {"s": 0.0}
    board = ConditionBoard(lambda: clock["s"])
    board.post("all", conditions)
    clock["s"] = minutes * 60
    return board.shown()


def without_connection(*conditions: Condition, **fields: object) -> FakeSnapshot:
    seen = replace(sample(wifi_link()), primary_name=None)
    return replace(FakeSnapshot(), sample=seen, throughput=None, conditions=conditions, **fields)  # type: ignore[arg-type]


def test_it_is_one_condition_among_those_that_hold() -> None:
    stuck = health.queue_stuck(3, 86_400, NOW_UNIX_MS)
    assert after(5, health.offline(), LOST, *UPLOADS, stuck) == (LOST,)
    assert after(5, health.offline(), *UPLOADS, stuck) == (health.offline(),)


@pytest.mark.parametrize("cause", [OutageCause.GATEWAY, OutageCause.INTERNET])
def test_nothing_gets_through_a_network_that_fails(cause: OutageCause) -> None:
    assert [item.code for item in after(5, health.outage(cause, NOW_UNIX_MS), *UPLOADS)] == ["outage"]


def test_on_the_command_line() -> None:
    stored = Condition(LOST.code, LOST.severity, LOST.title, LOST.text)  # as it is read back
    assert settled([stored, health.offline()]) == (stored,)


def test_in_the_window_the_banner_and_the_middle_of_a_view_tell_the_same() -> None:
    snapshot = without_connection(LOST, **WAITING)
    (card,) = states.cards(snapshot, offline_s=250)
    assert (card.title, card.glyph, card.action) == ("The connection was lost", "offline", states.Action.WAITING)
    assert states.empty_card(snapshot, first_values_s=2, offline_s=250) == card
    (elsewhere,) = states.cards(replace(snapshot, sample=sample(wifi_link())))
    assert (elsewhere.code, elsewhere.action) == (health.OUTAGE, None)


def test_in_the_tray_it_is_the_slash_and_one_line() -> None:
    snapshot = without_connection(LOST, **WAITING)
    face = tray_words.face(snapshot, NetworkType.WIFI, NOW_UNIX_MS)
    assert face.badge is tray_words.Badge.OFFLINE
    assert tray_words.tooltip(snapshot, "bits") == "Not connected\n3 waiting to send"
    silent_router = replace(snapshot, sample=sample(wifi_link()))
    assert tray_words.face(silent_router, None, NOW_UNIX_MS).badge is tray_words.Badge.ATTENTION


def test_it_is_notified_of_once() -> None:
    posted: list[str] = []
    clock = {"s": 0.0}
    notices = Notices(lambda _, __, tag: posted.append(tag), started_unix_ms=0, clock_s=lambda: clock["s"])
    for conditions in ((), (LOST,), after(5, LOST, health.offline(), *UPLOADS)):
        for _ in range(2):
            notices.see(conditions)
            clock["s"] += GATHERED_S
    assert posted == [health.OUTAGE]
