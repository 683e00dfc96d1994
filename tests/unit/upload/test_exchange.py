"""Which limit ends an exchange, and that nothing leaves after that."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from netmon_tray.upload.exchange import GRACE_S, LOOK_S, AbortedError, Exchange, Limits

NEVER_S = 3600.0


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Our end of a connection, and the server's."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_an_exchange_that_is_over_is_not_waited_for() -> None:
    exchange = Exchange(Limits(0, 0, 0))
    exchange.finish()
    exchange.wait()
    assert not exchange.is_cut


def test_a_connection_that_does_not_come_is_cut_and_then_nothing_leaves() -> None:
    exchange = Exchange(Limits(connect_s=0, total_s=NEVER_S))
    exchange.wait()
    assert exchange.is_cut
    with pytest.raises(AbortedError):
        exchange.begin(None)
    assert not exchange.has_begun


def test_a_connection_that_comes_too_late_is_not_kept(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange(Limits(connect_s=0))
    exchange.wait()
    with pytest.raises(AbortedError):
        exchange.connected(line[0])


def test_what_has_begun_has_the_whole_time(line: tuple[socket.socket, socket.socket]) -> None:
    """The waiting thread must notice the beginning, or it would cut at the limit for connecting."""
    exchange = Exchange(Limits(connect_s=0.2, total_s=NEVER_S))
    waiting = threading.Thread(target=exchange.wait)
    waiting.start()
    exchange.begin(line[0])
    waiting.join(0.3)
    assert waiting.is_alive()
    exchange.finish()
    waiting.join(10)
    assert not exchange.is_cut


def test_the_total_limit_cuts_the_line(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange(Limits(total_s=0))
    exchange.begin(line[0])
    exchange.wait()
    assert exchange.is_cut
    assert line[1].recv(1) == b""


def test_after_a_201_only_the_rest_of_its_body_is_waited_for(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange(Limits(NEVER_S, NEVER_S, drain_s=0))
    exchange.begin(line[0])
    exchange.status_line(201)
    exchange.wait()
    assert exchange.is_cut


def test_a_cancelled_exchange_is_cut(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange(Limits(NEVER_S, NEVER_S, NEVER_S))
    exchange.begin(line[0])
    exchange.cancel()
    assert exchange.look() is None
    assert (exchange.is_cancelled, exchange.is_cut) == (True, True)


def test_a_line_that_is_closed_already_is_no_trouble(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange(Limits(total_s=0))
    exchange.begin(line[0])
    line[0].close()
    exchange.wait()
    assert exchange.is_cut


class Clock:
    """Stands until it is set."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_the_next_look_is_never_far_off_so_that_a_201_need_wake_nobody() -> None:
    clock = Clock()
    exchange = Exchange(Limits(10, 45, 1), monotonic_s=clock)
    assert exchange.look() == LOOK_S
    exchange.begin(None)
    exchange.status_line(201)
    clock.now_s = 0.75
    assert exchange.look() == 0.25
    clock.now_s = 1.0
    assert exchange.look() is None
    assert exchange.status == 201


def test_whoever_looks_too_late_first_lets_be_read_what_came_meanwhile() -> None:
    """The program was stopped or the machine asleep: an answer may lie unread in the connection."""
    clock = Clock()
    exchange = Exchange(Limits(10, 45, 1), monotonic_s=clock)
    exchange.begin(None)
    clock.now_s = 300.0
    assert exchange.look() == GRACE_S
    clock.now_s = 300.5
    assert exchange.look() == 0.5
    clock.now_s = 301.0
    assert exchange.look() is None
    assert exchange.is_cut


def test_a_request_of_the_network_before_is_given_less_time() -> None:
    clock = Clock()
    exchange = Exchange(Limits(10, 45, 1), monotonic_s=clock)
    exchange.begin(None)
    exchange.hurry(0.5)
    exchange.hurry(9.0)
    assert exchange.look() == 0.5
    clock.now_s = 0.5
    assert exchange.look() is None


def test_its_end_is_told_once_it_can_be_looked_at() -> None:
    seen: list[float | None] = []
    exchange = Exchange(Limits(), lambda: seen.append(exchange.look()))
    exchange.finish()
    assert seen == [None]
