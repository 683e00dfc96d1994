"""What a metered network is used for (``upload.on_metered``): for nothing, for what is made meanwhile, or for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netmon_tray.upload.circuit import Hold, Moment

if TYPE_CHECKING:
    from netmon_tray.settings import OnMetered

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


class Metering:
    """Applies the setting to the network as it is; owned by the uploading thread but for ``wish`` and ``hold``."""

    def __init__(self, is_metered: Callable[[], bool]) -> None:
        self._is_metered = is_metered
        self._use: OnMetered = "always"
        self._since_unix_ms = 0
        self._allowance = Allowance()
        self._is_wished = False

    @property
    def forbids_all(self) -> bool:
        """Whether nothing may be sent."""
        return self._use == "never"

    @property
    def is_small(self) -> bool:
        """Whether only as much may be sent as is made."""
        return self._use == "small"

    def wish(self) -> None:
        """Somebody wants what waits to be sent, also over this network if the setting leaves a choice."""
        self._is_wished = True

    def follow(self, on_metered: OnMetered, now: Moment) -> None:
        """Look at setting and network anew."""
        use: OnMetered = on_metered if self._is_metered() else "always"
        if use != self._use:
            self._use, self._since_unix_ms = use, now.unix_ms
            self._allowance.forget()
            self._is_wished = self._is_wished and use == "small"

    def may_send(self, *, is_closed: bool, pending: Callable[[], int]) -> bool:
        """Whether one more record may leave; a channel that failed (not ``is_closed``) is always probed."""
        if not self.is_small:
            return not self.forbids_all
        if not is_closed:
            self._allowance.forget()
            return True
        if self._is_wished:
            self._is_wished = False
            self._allowance.lift()
        return self._allowance.may_send(pending())

    def hold(self) -> Hold | None:
        """What is kept back at present."""
        if self._use == "always":
            return None
        return Hold(self._since_unix_ms, self.forbids_all, self._allowance.held)
