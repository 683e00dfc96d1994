# ruff: noqa: N802 - Objective-C names its methods
"""Hears of changes: the dynamic store in a thread with a run loop of its own, WiFi on CoreWLAN's own queue.

An exception that leaves a callback would end the process (pyobjc raises it in Objective-C, where nobody catches it):
callbacks only call ``on_change``, which only posts.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse import dynamic_store
from netmon_tray.probes.parse.corewlan import CWEventType

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system

import CoreFoundation  # noqa: E402
import CoreWLAN  # noqa: E402
import SystemConfiguration  # noqa: E402
from Foundation import NSObject  # noqa: E402

from netmon_tray.probes.macos.objects import asking  # noqa: E402
from netmon_tray.probes.macos.seam import CONFIGURATION, WLAN  # noqa: E402

_NAME = "netmon-tray"
_START_S, _JOIN_S, _STOP_AGAIN_S = 2.0, 2.0, 0.05


class _WifiEvents(NSObject):  # type: ignore[misc] # pyobjc has no types
    """The delegate of CWWiFiClient (CWEventDelegate); its methods are called on a queue of CoreWLAN's."""

    on_change: Callable[[], None]

    def powerStateDidChangeForWiFiInterfaceWithName_(self, _name: Any) -> None:
        self.on_change()

    def ssidDidChangeForWiFiInterfaceWithName_(self, _name: Any) -> None:
        self.on_change()

    def bssidDidChangeForWiFiInterfaceWithName_(self, _name: Any) -> None:
        self.on_change()

    def linkDidChangeForWiFiInterfaceWithName_(self, _name: Any) -> None:
        self.on_change()

    def modeDidChangeForWiFiInterfaceWithName_(self, _name: Any) -> None:
        self.on_change()

    def clientConnectionInterrupted(self) -> None:
        """The daemon was restarted; CoreWLAN connects again by itself, and what happened meanwhile was not told."""
        self.on_change()


class Events:
    """Listens from when it is made. PartFailed where the dynamic store does not let us."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._loop: Any = None
        self._kept: tuple[Any, ...] = ()
        """What the run loop uses."""
        self._has_begun = threading.Event()
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name="netmon-store-events", daemon=True)
        self._thread.start()
        if not self._has_begun.wait(_START_S) or self._trouble:
            raise PartFailed(CONFIGURATION, self._trouble or "The dynamic store does not answer.")
        self._client = CoreWLAN.CWWiFiClient.sharedWiFiClient()
        self._delegate = _WifiEvents.alloc().init()
        self._delegate.on_change = on_change
        self._hears_wifi = self._watch_wifi()

    @property
    def is_listening(self) -> bool:
        """Changes of connections reach us; else only looking again finds them."""
        return self._thread.is_alive()

    @property
    def hears_wifi(self) -> bool:
        """Changes of the access point reach us too."""
        return self._hears_wifi

    def close(self) -> None:
        """End the thread and let CoreWLAN forget the delegate."""
        with contextlib.suppress(PartFailed), asking(WLAN):
            self._client.stopMonitoringAllEventsAndReturnError_(None)
            self._client.setDelegate_(None)
        deadline_s = time.monotonic() + _JOIN_S
        while self._thread.is_alive() and time.monotonic() < deadline_s:
            CoreFoundation.CFRunLoopStop(self._loop)  # again, as one that comes before the loop runs is lost
            self._thread.join(_STOP_AGAIN_S)

    def _watch_wifi(self) -> bool:
        """Have CoreWLAN tell; False where it tells of some change nothing (a Mac may have no WiFi)."""
        with contextlib.suppress(PartFailed), asking(WLAN):
            self._client.setDelegate_(self._delegate)
            answers = [self._client.startMonitoringEventWithType_error_(int(event), None) for event in CWEventType]
            return all(is_heard for is_heard, _error in answers)
        return False

    def _run(self) -> None:
        try:
            with asking(CONFIGURATION):
                self._subscribe()
        except PartFailed as failure:
            self._trouble = failure.text
        self._has_begun.set()
        if not self._trouble:
            CoreFoundation.CFRunLoopRun()

    def _subscribe(self) -> None:
        """Hang the store's notifications into this thread's run loop."""
        session = SystemConfiguration.SCDynamicStoreCreate(None, _NAME, self._hear, None)
        keys, patterns = list(dynamic_store.KEYS), list(dynamic_store.HEARD_PATTERNS)
        if session is None or not SystemConfiguration.SCDynamicStoreSetNotificationKeys(session, keys, patterns):
            raise PartFailed(CONFIGURATION, "The dynamic store does not tell of changes.")
        source = SystemConfiguration.SCDynamicStoreCreateRunLoopSource(None, session, 0)
        self._loop, self._kept = CoreFoundation.CFRunLoopGetCurrent(), (session, source)
        CoreFoundation.CFRunLoopAddSource(self._loop, source, CoreFoundation.kCFRunLoopDefaultMode)

    def _hear(self, _session: Any, _keys: Any, _context: Any) -> None:
        self._on_change()
