"""What all ways to ask a host have in common: how long one waits, and what came back."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from netmon_tray.model import RoundTrips, Silence

T = TypeVar("T")
Place: TypeAlias = tuple[Any, ...]

FORESEEN = (OSError, ValueError, RuntimeError)
"""What keeps the system from asking: no sockets, no threads left."""
MOST_BYTES = 4096
_RECVERR = {"linux": {socket.AF_INET: (0, 11), socket.AF_INET6: (41, 25)}}.get(sys.platform, {})
"""Level and number of IP_RECVERR and IPV6_RECVERR (<linux/in.h>, <linux/in6.h>): without them a datagram socket is
not told that a host can't be reached."""


class Forbidden(Exception):  # noqa: N818 - reads as the sentence it is
    """This system does not let us ask that way."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a party is asked in one round, at the most, and how long each answer is waited for."""

    asks: int
    each_s: float

    @property
    def whole_s(self) -> float:
        """How long a round lasts when nobody answers."""
        return self.asks * self.each_s


class Way(Protocol):
    """A way to ask a host."""

    def __call__(self, address: str, patience: Patience) -> RoundTrips:
        """Ask until answered or out of patience. Raises Forbidden, OSError."""


def endpoint(address: str, port: int = 0) -> tuple[socket.AddressFamily, Place]:
    """Family and socket address of a numeric address. OSError where this system can't use it."""
    found = socket.getaddrinfo(address, port, flags=socket.AI_NUMERICHOST, type=socket.SOCK_DGRAM)
    family, _, _, _, place = found[0]
    return family, place


def prepare(asking: socket.socket) -> None:
    """Have the system report unreachable hosts, where it has to be told to."""
    with contextlib.suppress(OSError):
        if asking.family in _RECVERR:
            asking.setsockopt(*_RECVERR[asking.family], 1)


def converse(
    asking: socket.socket,
    place: Place,
    requests: Sequence[bytes],
    number_of: Callable[[bytes], int | None],
    each_s: float,
) -> RoundTrips:
    """Send requests one after the other until one is answered, however late; ``number_of`` tells which one was."""
    silence = Silence.TIMEOUT
    sent_s: list[float] = []
    for request in requests:
        sent_s.append(time.perf_counter())
        deadline_s = sent_s[-1] + each_s
        try:
            if len(sent_s) == 1:
                asking.connect(place)
            asking.send(request)
            while (left_s := deadline_s - time.perf_counter()) > 0:
                asking.settimeout(left_s)
                number = number_of(asking.recv(MOST_BYTES))
                if number is not None and number < len(sent_s):
                    return RoundTrips(len(sent_s), (ms_since(sent_s[number]),))
        except TimeoutError:
            continue
        except OSError:
            silence = Silence.UNREACHABLE
            if request is not requests[-1]:
                time.sleep(max(0.0, deadline_s - time.perf_counter()))
    return RoundTrips(len(sent_s), (), silence)


def together(calls: Sequence[Callable[[], T]], name: str) -> list[T]:
    """Make all calls at the same time, each but the first in a thread of its own, and return what they returned.

    What is ``FORESEEN`` of a call, or of the threads, is raised here.
    """
    results: dict[int, T] = {}
    errors: list[Exception] = []

    def make(at: int) -> None:
        try:
            results[at] = calls[at]()
        except FORESEEN as error:
            errors.append(error)

    threads = [threading.Thread(target=make, args=(at,), name=name, daemon=True) for at in range(1, len(calls))]
    for thread in threads:
        thread.start()
    if calls:
        make(0)
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [results[at] for at in range(len(calls))]


def ms_since(began_s: float) -> float:
    """Milliseconds since a reading of ``time.perf_counter``."""
    return (time.perf_counter() - began_s) * 1000
