"""When sending is over, and how it is shown meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netmon_tray.cli import sending
from netmon_tray.cli.sending import Progress, bar_line, follow
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus

NOW = 1_790_000_000_000


def progress(
    state: CircuitState = CircuitState.CLOSED,
    *,
    pending: int = 1,
    in_flight: int = 0,
    next_try: int | None = None,
    due: int | None = NOW,
    is_settled: bool = True,
) -> Progress:
    status = UploadStatus(state, 0, "", next_try)
    return Progress(QueueCounts(pending=pending, sending=in_flight), status, due, is_settled)


@pytest.mark.parametrize(
    ("seen", "is_over"),
    [
        (progress(), False),
        (progress(pending=0), True),
        (progress(pending=0, in_flight=1), False),
        (progress(CircuitState.PAUSED), True),
        (progress(CircuitState.OFF), True),
        (progress(CircuitState.BACKOFF, next_try=NOW + 5000), True),
        (progress(CircuitState.BACKOFF, next_try=NOW), False),
        (progress(CircuitState.BACKOFF, next_try=None), False),
        (progress(CircuitState.BACKOFF, next_try=NOW + 5000, is_settled=False), False),
        (progress(due=NOW + 300_000), True),
        (progress(due=NOW + 300_000, in_flight=1), False),
        (progress(due=None), False),
    ],
)
def test_it_is_over_when_all_is_sent_or_nothing_moves_soon(seen: Progress, *, is_over: bool) -> None:
    assert seen.is_over(NOW) is is_over


def test_it_looks_until_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "POLL_S", 0.0)
    seen: Iterator[Progress] = iter([progress(pending=2), progress(pending=1), progress(pending=0)])
    assert follow(lambda: next(seen), lambda: NOW).left == 0
    assert list(seen) == []


def test_the_bar() -> None:
    assert bar_line(0, 40, 0.0) == "[------------------------] 0 of 40 records sent"
    assert bar_line(12, 40, 2.0) == "[#######-----------------] 12 of 40 records sent, 6.0 per second"
    assert bar_line(50, 40, 10.0).startswith("[########################] 50 of 40")
    assert bar_line(0, 0, 1.0).startswith("[########################]")
