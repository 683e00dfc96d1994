"""What makes it worth trying at once what failed before: another way out of this computer, or the end of a sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from netmon_tray import desktop
from netmon_tray.model import CircuitState, LiveEventKind, Reachability, Sample
from netmon_tray.upload.server_clock import asleep_too_s

if TYPE_CHECKING:
    from netmon_tray.sampler import Tick
    from netmon_tray.uploader import Uploader

_LACK_TOKEN = frozenset({CircuitState.NO_TOKEN, CircuitState.AUTH})
SLEPT_S = 2.0
"""Clocks that differ by less than this have only been read at slightly different moments."""


class SleepWatch:
    """Tells a sleep by a clock that counts it beside one that stands still meanwhile."""

    def __init__(
        self, asleep_too_s: Callable[[], float] = asleep_too_s, awake_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._asleep_too_s, self._awake_s = asleep_too_s, awake_s
        self._apart_s = asleep_too_s() - awake_s()

    def has_slept(self) -> bool:
        """Whether the machine slept since the last call."""
        before, self._apart_s = self._apart_s, self._asleep_too_s() - self._awake_s()
        return abs(self._apart_s - before) > SLEPT_S


class WayOut:
    """Follows which way traffic leaves this computer, sample by sample."""

    def __init__(self) -> None:
        self._way: tuple[object, ...] | None = None
        self._reaches_far = False

    def has_changed(self, sample: Sample) -> bool:
        """Whether it is another one now, or one again: connections made before may be dead without a sign."""
        before, self._way = self._way, _way_of(sample)
        return self._way is not None and self._way != before

    def has_opened(self, sample: Sample) -> bool:
        """Whether the same way leads farther now: a login page is passed, the system's own check succeeds again."""
        before, self._reaches_far = self._reaches_far, sample.reachability is Reachability.ONLINE
        return self._reaches_far and not before


def _way_of(sample: Sample) -> tuple[object, ...] | None:
    link = sample.primary
    if link is None:
        return None
    tunnel = sample.vpn.interface if sample.vpn else None
    return link.interface.name, link.interface.index, tunnel, sample.has_portal


class WakeUps:
    """Has the uploader try at once where that is worth it.

    ``heed`` and ``heed_tick`` are called from the sampling thread, the rest from any. ``uploader`` gives the one that
    runs at present; ``look_now`` has the network looked at anew.
    """

    def __init__(
        self,
        uploader: Callable[[], Uploader | None],
        look_now: Callable[[], None],
        *,
        listen: Callable[[str, Callable[[], None]], desktop.Listener | None] = desktop.listen,
        sleep: SleepWatch | None = None,
    ) -> None:
        self._find_uploader, self._look_now, self._listen = uploader, look_now, listen
        self._way, self._sleep = WayOut(), sleep or SleepWatch()
        self._has_ticked = False
        self._resume: desktop.Listener | None = None
        self._keyring: desktop.Listener | None = None

    def start(self) -> None:
        """Begin to listen to the system."""
        self._resume = self._listen("resume", self.woken)

    def close(self) -> None:
        """Stop listening."""
        for listener in (self._resume, self._keyring):
            if listener is not None:
                listener.close()

    def heed(self) -> None:
        """Notice a sleep that nobody told of."""
        if self._sleep.has_slept():
            self.woken()

    def heed_tick(self, tick: Tick) -> None:
        """Notice another way out of this computer, or that the same one leads farther."""
        is_new = any(event.kind is LiveEventKind.CONNECTED for event in tick.events)
        is_new = self._way.has_changed(tick.sample) or is_new
        has_opened = self._way.has_opened(tick.sample)
        uploader, has_ticked, self._has_ticked = self._find_uploader(), self._has_ticked, True
        if uploader is None:
            return
        if has_ticked and is_new:
            uploader.network_changed()
        elif has_ticked and has_opened:
            uploader.try_soon()
        if self._keyring is None and uploader.status().state in _LACK_TOKEN:
            self._keyring = self._listen("keyring", self._keyring_changed)

    def woken(self) -> None:
        """The machine slept: look at everything anew, and trust no connection from before."""
        self._look_now()
        uploader = self._find_uploader()
        if uploader is not None:
            uploader.network_changed()

    def token_changed(self) -> None:
        """Somebody may have given another token."""
        uploader = self._find_uploader()
        if uploader is not None:
            uploader.token_changed()

    def _keyring_changed(self) -> None:
        """Of the many changes of a keyring only those matter that may end the lack of a token."""
        uploader = self._find_uploader()
        if uploader is not None and uploader.status().state in _LACK_TOKEN:
            uploader.token_changed()
