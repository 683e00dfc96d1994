"""A line between two network namespaces that loses what it is told to lose (this kernel may have no netem).

Each end is a tun device; packets are carried from one to the other by a thread, or dropped.

    with Namespace() as here, Namespace() as there, Wire(here, "198.51.100.1", there, "198.51.100.2") as wire:
        wire.loss = 0.1
"""

from __future__ import annotations

import os
import random
import select
import threading
from typing import Self

from support.netns import Namespace, open_tun

MOST_BYTES = 65_536
DEVICE = "wire0"


class Wire:
    """A line that loses packets in both directions; a context manager.

    Attributes:
        loss: the share of packets that are lost, 0 to 1. It may be changed at any time.
        lost: how many were lost so far.
    """

    def __init__(self, here: Namespace, address: str, there: Namespace, its_address: str, *, seed: int = 0) -> None:
        self.loss = 0.0
        self.lost = 0
        self._chance, self._due = random.Random(seed), 0.0
        self._ends = [namespace.call(open_tun, DEVICE) for namespace in (here, there)]
        self._stop, self._stopped = os.pipe()
        for namespace, its_own, peer in ((here, address, its_address), (there, its_address, address)):
            namespace.run("ip", "address", "add", its_own, "peer", peer, "dev", DEVICE)
            namespace.run("ip", "link", "set", DEVICE, "up")
            namespace.run("ip", "route", "add", "default", "dev", DEVICE)
        self._thread = threading.Thread(target=self._carry, name="wire", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._stopped)  # the reading end becomes readable
        self._thread.join()
        for handle in (*self._ends, self._stop):
            os.close(handle)

    def _carry(self) -> None:
        here, there = self._ends
        while True:
            readable, _, _ = select.select([here, there, self._stop], [], [])
            if self._stop in readable:
                return
            for end in readable:
                packet = os.read(end, MOST_BYTES)
                if self._is_unlucky():
                    self.lost += 1
                else:
                    os.write(there if end == here else here, packet)

    def _is_unlucky(self) -> bool:
        """Whether the next packet is lost: irregularly, but never none for long, as pure chance would have it.

        A line that loses all or nothing has no such debts: none of them may outlast its end.
        """
        if self.loss in (0.0, 1.0):
            self._due = 0.0
            return bool(self.loss)
        self._due += 2 * self.loss * self._chance.random()
        is_lost = self._due >= 1
        self._due -= is_lost
        return is_lost
