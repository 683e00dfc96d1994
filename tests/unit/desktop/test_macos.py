"""Back from sleep on a Mac, on a stand-in for IOKit: each sleep is allowed at once, each wake is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from support.apple import Library, forget, import_as_on_a_mac

NAME = "netmon_tray.desktop.macos"
ROOT = 77


class PowerManager:
    """IOKit and CoreFoundation as far as the listener calls them."""

    def __init__(self) -> None:
        self.root = ROOT
        self.hear: Any = None
        self.allowed: list[tuple[int, int]] = []
        self.closed: list[str] = []
        self.stop = threading.Event()

    def library(self, path: str | None) -> Library:
        if path is not None and "IOKit" in path:
            return Library(
                IORegisterForSystemPower=self.register,
                IODeregisterForSystemPower=lambda _notifier: self.closed.append("notifier"),
                IOAllowPowerChange=lambda root, number: self.allowed.append((root, number)),
                IONotificationPortGetRunLoopSource=lambda _port: 1,
                IONotificationPortDestroy=lambda _port: self.closed.append("port"),
                IOServiceClose=lambda _root: self.closed.append("root"),
            )
        return Library(
            CFRunLoopGetCurrent=lambda: 2,
            CFRunLoopAddSource=lambda _loop, _source, _mode: None,
            CFRunLoopRun=lambda: self.stop.wait(30),
            CFRunLoopStop=lambda _loop: self.stop.set(),
        )

    def register(self, _context: None, _port: Any, callback: Any, _notifier: Any) -> int:
        self.hear = callback
        return self.root


@pytest.fixture
def power() -> PowerManager:
    return PowerManager()


@pytest.fixture
def macos(power: PowerManager, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    import ctypes

    loaded = import_as_on_a_mac(monkeypatch, [NAME], {}, power.library)["macos"]
    monkeypatch.setattr(
        loaded.ctypes.c_void_p, "in_dll", classmethod(lambda cls, _library, _name: ctypes.c_void_p(3)), raising=False
    )
    yield loaded
    forget([NAME])


def test_a_wake_is_told_and_a_sleep_is_never_held_up(macos: Any, power: PowerManager) -> None:
    woken: list[int] = []
    listener = macos.on_resume(lambda: woken.append(1))
    power.hear(None, 0, 0xE0000270, 5)
    power.hear(None, 0, 0xE0000280, 6)
    assert (power.allowed, woken) == ([(ROOT, 5), (ROOT, 6)], [])
    power.hear(None, 0, 0xE0000320, 0)
    assert woken == []
    power.hear(None, 0, 0xE0000300, 0)
    assert (power.allowed[2:], woken) == ([], [1])
    listener.close()
    assert power.closed == ["notifier", "root", "port"]


def test_a_system_that_tells_nobody_is_none(macos: Any, power: PowerManager) -> None:
    power.root = 0
    assert macos.on_resume(lambda: None) is None
