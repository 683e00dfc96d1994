"""What a metered network is used for (``upload.on_metered``): for nothing, for what is made meanwhile, or for all."""

from __future__ import annotations

SMALL_BACKLOG = 10
"""So many records in wait are no backlog yet: half a kilobyte each."""


class Allowance:
    """On a metered network as many records leave as are made; what waited before waits for another network.

    Records leave oldest first all the same: only their number is kept.
    """

    def __init__(self) -> None:
        self._floor: int | None = None

    @property
    def held(self) -> int:
        """How many records wait for another network."""
        return self._floor or 0

    def may_send(self, pending: int) -> bool:
        """Whether one of so many waiting records may leave; the first time decides how many are held back."""
        if self._floor is None:
            self._floor = pending if pending > SMALL_BACKLOG else 0
        self._floor = min(self._floor, pending)
        return pending > self._floor

    def lift(self) -> None:
        """Somebody wants them sent all the same."""
        self._floor = 0

    def forget(self) -> None:
        """Another network, or a channel that does not work: count anew when it matters again."""
        self._floor = None
