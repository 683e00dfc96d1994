"""The router's hardware address, as the system's own neighbour table has it: asked with each look and a little oftener.

Whoever answers for the router's address in somebody else's place changes that table and nothing else: no event of
links or routes tells it. The kernel can tell each change of a neighbour, but does so dozens of times a minute on a busy
network (every entry goes stale and is confirmed again), so the one entry is asked for instead: 0.03 ms each time.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from netmon_tray.model import UNSUPPORTED, Gateway, or_unsupported
from netmon_tray.probes.faults import PartFailed

INTERVAL_S = 10.0


@dataclass(frozen=True, slots=True)
class Hop:
    """Where the traffic of the primary connection goes first."""

    interface: int
    """The system's own number of it."""
    address: bytes
    """4 or 16 bytes in network order."""

    @classmethod
    def of(cls, interface: int, text: str) -> Self:
        """Read the address as people write it; OSError for what is none."""
        return cls(interface, socket.inet_pton(socket.AF_INET6 if ":" in text else socket.AF_INET, text))

    @property
    def text(self) -> str:
        """The address as people write it."""
        return socket.inet_ntop(socket.AF_INET if len(self.address) == 4 else socket.AF_INET6, self.address)


class GatewayWatch:
    """The gateway as it was told last. ``mac_of`` asks the system; None while its table has no entry. PartFailed."""

    def __init__(self, mac_of: Callable[[Hop], str | None]) -> None:
        self._mac_of = mac_of
        self._hop: Hop | None = None
        self._gateway: Gateway | None = None
        self._asked_at_s: float | None = None

    def forget(self) -> None:
        """Ask at the next call: something changed, or may have."""
        self._asked_at_s = None

    def see(self, hop: Hop | None, now_s: float) -> Gateway | None:
        """Return the gateway behind ``hop``; asked anew where it is time to."""
        is_due = self._asked_at_s is None or now_s - self._asked_at_s >= INTERVAL_S
        if hop != self._hop or is_due:
            self._hop, self._asked_at_s = hop, now_s
            self._gateway = self._ask(hop) if hop is not None else None
        return self._gateway

    def _ask(self, hop: Hop) -> Gateway:
        """A part that does not answer is told with what else it tells; here it costs the address."""
        try:
            return Gateway(hop.text, or_unsupported(self._mac_of(hop)))
        except PartFailed:
            return Gateway(hop.text, UNSUPPORTED)
