"""Which limit ends an exchange, and that nothing leaves after that."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from netmon_tray.upload.exchange import AbortedError, Exchange, Limits

NEVER_S = 3600.0


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Our end of a connection, and the server's."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_an_exchange_that_is_over_is_not_waited_for() -> None:
    exchange = Exchange()
    exchange.finish()
    exchange.wait(Limits(0, 0, 0))
    assert not exchange.is_cut


def test_a_connection_that_does_not_come_is_cut_and_then_nothing_leaves() -> None:
    exchange = Exchange()
    exchange.wait(Limits(connect_s=0, total_s=NEVER_S))
    assert exchange.is_cut
    with pytest.raises(AbortedError):
        exchange.begin(None)
    assert not exchange.has_begun


def test_a_connection_that_comes_too_late_is_not_kept(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange()
    exchange.wait(Limits(connect_s=0))
    with pytest.raises(AbortedError):
        exchange.connected(line[0])


def test_what_has_begun_has_the_whole_time(line: tuple[socket.socket, socket.socket]) -> None:
    """The waiting thread must notice the beginning, or it would cut at the limit for connecting."""
    exchange = Exchange()
    waiting = threading.Thread(target=exchange.wait, args=(Limits(connect_s=0.2, total_s=NEVER_S),))
    waiting.start()
    exchange.begin(line[0])
    waiting.join(0.3)
    assert waiting.is_alive()
    exchange.finish()
    waiting.join(10)
    assert not exchange.is_cut


def test_the_total_limit_cuts_the_line(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange()
    exchange.begin(line[0])
    exchange.wait(Limits(total_s=0))
    assert exchange.is_cut
    assert line[1].recv(1) == b""


def test_after_a_201_only_the_rest_of_its_body_is_waited_for(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange()
    exchange.begin(line[0])
    exchange.status_line(201)
    exchange.wait(Limits(NEVER_S, NEVER_S, drain_s=0))
    assert exchange.is_cut


def test_a_cancelled_exchange_is_cut(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange()
    exchange.begin(line[0])
    exchange.cancel()
    exchange.wait(Limits(NEVER_S, NEVER_S, NEVER_S))
    assert (exchange.is_cancelled, exchange.is_cut) == (True, True)


def test_a_line_that_is_closed_already_is_no_trouble(line: tuple[socket.socket, socket.socket]) -> None:
    exchange = Exchange()
    exchange.begin(line[0])
    line[0].close()
    exchange.wait(Limits(total_s=0))
    assert exchange.is_cut
