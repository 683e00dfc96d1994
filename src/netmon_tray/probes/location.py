"""Where this computer is, off unless it was asked for: the system's location service, asked beside the samples.

A service may take seconds, ask a person first, or never answer. So it is asked in a thread of its own, 10 s at the
longest (``position.LIMIT_S``), every minute and when the network is another one. A sample takes what is known when it
is made and waits for nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from netmon_tray.model import UNSUPPORTED, Link, Sample, Unavailable, known
from netmon_tray.probes.desk import Desk, Source
from netmon_tray.probes.parse.position import LIMIT_S, MAX_AGE_S, Whereabouts

if TYPE_CHECKING:
    from netmon_tray.probes import HostProbe

_SOURCES = {
    "linux": "netmon_tray.probes.linux.geoclue",
    "win32": "netmon_tray.probes.windows.location",
    "darwin": "netmon_tray.probes.macos.location",
}
INTERVAL_S = 60.0
"""Between two questions: the coverage has minutes, and each question may light the system's location mark."""
AGAIN_S = 10.0
"""The same in the minute after a network was joined, until a position of there is told: services first tell what they
knew last."""
RESOLUTION_MS = 1000
"""Receivers of satellites tell the time in whole seconds."""


class Locator:
    """Puts positions into samples. ``locate`` may be called from any thread, the rest belongs to the sampling one.

    A position is claimed for ``MAX_AGE_S`` after it was measured, and never for a network that was joined after that:
    whoever opens the laptop elsewhere is not where the last answer was.
    """

    def __init__(
        self, make_source: Callable[[], Source[Whereabouts] | None], monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk = Desk("netmon-location-desk", lambda: None, make_source, Whereabouts())
        self._monotonic_s = monotonic_s
        self._decimals: int | None = None
        self._asked_at_s: float | None = None
        self._network: tuple[str, str | None] | None = None
        self._joined_at_unix_ms = 0

    def locate(self, decimals: int | None) -> None:
        """Want positions with so many decimals from the next sample on; None: want none, and ask nobody."""
        self._decimals = decimals

    def place(self, sample: Sample) -> Sample:
        """The sample with the position, or with why there is none."""
        decimals = self._decimals
        if decimals is None:
            self._asked_at_s = None
            return sample
        self._follow(sample)
        told = self._desk.latest
        position = told.position
        if not isinstance(position, Unavailable):
            position = position.cut(decimals) if self._is_of_here(told, sample) else UNSUPPORTED
        return replace(sample, position=position, missing_position=told.missing, faults=(*sample.faults, *told.faults))

    def wait(self) -> None:
        """Wait for the question that is out, for whoever wants one look and no more; ``LIMIT_S`` at the longest."""
        if self._decimals is not None:
            self._desk.answer(LIMIT_S)

    def close(self) -> None:
        """End the thread."""
        self._desk.close()

    def _follow(self, sample: Sample) -> None:
        """Ask where it is time to, and at once where the network is another one."""
        here, before = _network(sample.primary), self._network
        is_elsewhere = here is not None and _is_another(before, here)
        self._network = here or before
        if is_elsewhere:
            self._joined_at_unix_ms = sample.at_unix_ms if before is not None else 0
        now_s = self._monotonic_s()
        if is_elsewhere or self._asked_at_s is None or now_s - self._asked_at_s >= self._interval_s(sample):
            self._asked_at_s = now_s
            self._desk.ask(is_awaited=False)

    def _interval_s(self, sample: Sample) -> float:
        has_just_joined = sample.at_unix_ms - self._joined_at_unix_ms < INTERVAL_S * 1000
        return AGAIN_S if has_just_joined and not self._is_of_here(self._desk.latest, sample) else INTERVAL_S

    def _is_of_here(self, told: Whereabouts, sample: Sample) -> bool:
        age_s = (sample.at_unix_ms - told.at_unix_ms) / 1000
        return abs(age_s) <= MAX_AGE_S and told.at_unix_ms + RESOLUTION_MS > self._joined_at_unix_ms


def _network(link: Link | None) -> tuple[str, str | None] | None:
    return None if link is None else (link.interface.name, known(link.network.name))


def _is_another(before: tuple[str, str | None] | None, here: tuple[str, str | None]) -> bool:
    """Whether one is somewhere else: access points of one network are not that far apart, and a name that was not told
    yet, or is not told any more, is no other one.
    """
    if before is None or before[0] != here[0]:
        return True
    return None not in (before[1], here[1]) and before[1] != here[1]


class LocatedHost:
    """A host probe whose samples have the position too."""

    def __init__(self, probe: HostProbe, locator: Locator) -> None:
        self._probe = probe
        self._locator = locator
        self.mark_stale = probe.mark_stale
        self.subscribe = probe.subscribe
        self.is_clock_synchronised = probe.is_clock_synchronised
        self.locate = locator.locate
        self.await_position = locator.wait

    def sample(self) -> Sample:
        """Look at the network once; see ``HostProbe.sample``."""
        return self._locator.place(self._probe.sample())

    def close(self) -> None:
        """End the threads of both."""
        self._locator.close()
        self._probe.close()


def system_source() -> Source[Whereabouts] | None:
    """What asks this system's location service; None where there is none to ask. Nothing is loaded before that."""
    name = _SOURCES.get(sys.platform)
    if name is None:
        return None
    module: Any = import_module(name)
    source: Source[Whereabouts] | None = module.source()
    return source
