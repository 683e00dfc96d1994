"""What the present way to the Internet costs, as Network.framework keeps telling on a queue of its own.

A hotspot of an iPhone is expensive, a network in Low Data Mode constrained (<Network/path.h>); nothing else of macOS
tells it. An exception that leaves a block would end the process: everything that can fail is looked up beforehand.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from typing import Any

from netmon_tray.probes.parse.dynamic_store import PathCost

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

import dispatch  # noqa: E402
import Network  # noqa: E402
import objc  # noqa: E402

_FIRST_S = 0.5
"""The first word comes at once, from another thread."""
_FOREIGN = (objc.error, TypeError, ValueError)
_is_expensive, _is_constrained = Network.nw_path_is_expensive, Network.nw_path_is_constrained
_enumerate_interfaces, _name = Network.nw_path_enumerate_interfaces, Network.nw_interface_get_name


class PathMonitor:
    """Listens from when it is made. ``on_change`` is called on the queue and must only post."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._latest: PathCost | None = None
        self._has_told = threading.Event()
        self._monitor = Network.nw_path_monitor_create()
        Network.nw_path_monitor_set_update_handler(self._monitor, self._hear)
        Network.nw_path_monitor_set_queue(self._monitor, dispatch.dispatch_queue_create(b"netmon-path", None))
        Network.nw_path_monitor_start(self._monitor)

    def latest(self) -> PathCost | None:
        """The last word; None where there is none yet."""
        self._has_told.wait(_FIRST_S)
        return self._latest

    def close(self) -> None:
        """Stop listening."""
        Network.nw_path_monitor_cancel(self._monitor)

    def _hear(self, path: Any) -> None:
        before = self._latest
        with contextlib.suppress(*_FOREIGN):
            self._latest = _read(path)
        is_first = not self._has_told.is_set()
        self._has_told.set()
        if not is_first and self._latest != before:
            self._on_change()


def _read(path: Any) -> PathCost:
    names: list[Any] = []

    def take(interface: Any) -> bool:
        """A block again: nothing here can raise."""
        names.append(_name(interface))
        return True

    _enumerate_interfaces(path, take)
    return PathCost(
        interfaces=tuple(name.decode("ascii", "replace") for name in names if isinstance(name, bytes)),
        is_expensive=bool(_is_expensive(path)),
        is_constrained=bool(_is_constrained(path)),
    )
