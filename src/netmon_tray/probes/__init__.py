"""The only door to the operating system's network facts: the probe protocol and the one choice of system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from netmon_tray.model import NetmonError, Sample
from netmon_tray.probes.location import LocatedHost, Locator, system_source

_CONSENT = {"darwin": "netmon_tray.probes.macos.consent"}.get(sys.platform)


class HostProbe(Protocol):
    """What every operating system's probe answers; used by one thread at a time except where said."""

    def sample(self) -> Sample:
        """Look at the network once.

        Never raises for trouble of the system: a part that does not answer becomes a ``ProbeFault`` and its own
        fields become unavailable. Cheap enough for every tick: counters and signal are read anew, identity (routes,
        links, names) only after a change was noticed or when it is older than the probe's own interval.
        """

    def mark_stale(self) -> None:
        """Make the next ``sample`` look at everything again. May be called from any thread."""

    def subscribe(self, on_change: Callable[[], None]) -> None:
        """Listen to the system's own events in daemon threads, without wake-ups while nothing happens.

        ``on_change`` is called from such a thread after the probe was marked stale; it must only post.
        """

    def is_clock_synchronised(self) -> bool:
        """Whether a time service keeps the wall clock; False where the system does not tell."""

    def close(self) -> None:
        """End the threads and close the sockets; the probe is not used afterwards."""


class LocatingProbe(HostProbe, Protocol):
    """A probe that can tell the position too."""

    def locate(self, decimals: int | None) -> None:
        """Put positions with so many decimals of a degree into samples; None, as in the beginning: ask for none.

        May be called from any thread. A sample never waits for a position.
        """

    def await_position(self) -> None:
        """Wait until the location service has answered, 10 s at the longest: for one look and no more."""


def host_probe() -> LocatingProbe:
    """Return the probe of this operating system; NetmonError where this version has none."""
    probe: HostProbe | None = None
    if sys.platform == "linux":
        from netmon_tray.probes.linux.host import LinuxHost

        probe = LinuxHost()
    elif sys.platform == "win32":
        from netmon_tray.probes.windows.host import WindowsHost
        from netmon_tray.probes.windows.native import NativeSystem

        probe = WindowsHost(NativeSystem())
    elif sys.platform == "darwin":
        from netmon_tray.probes.macos.host import MacHost
        from netmon_tray.probes.macos.native import NativeSystem

        probe = MacHost(NativeSystem())
    if probe is None:
        raise NetmonError(
            "This version of netmon-tray measures networks on Linux, Windows and macOS only.",
            "Start it with --demo to see it at work on a made-up network.",
        )
    return LocatedHost(probe, Locator(system_source))


def ask_consent() -> bool:
    """Have the system ask the person for what ``Sample.missing_consent`` lacks; False where it has no question to put.

    Only the tray asks, and only from the thread that runs the event loop: a sample never puts a prompt on the screen.
    """
    if _CONSENT is None:
        return False
    asking: Any = import_module(_CONSENT)
    return bool(asking.ask())
