"""Offscreen Qt for the behaviour of window, tray menu and dialogs; nothing here needs a display."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netmon_tray import log
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.window import MainWindow
from netmon_tray.paths import Paths
from netmon_tray.upload import token
from support.fake_agent import NOW_UNIX_MS, FakeAgent, FakeSnapshot, story
from support.memory_vault import MemoryVault

NOT_OFFERED = ("This plugin does not support", "No such signal QPlatformNativeInterface::systemTrayWindowChanged")
"""What the offscreen platform says of raising windows, of size hints and of trays."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say what it cannot do; every other warning of Qt fails its test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*NOT_OFFERED, extend=True))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Light colours, whatever the machine has."""
    made = Theme(qapp, "light")
    yield made
    made.apply("system")
    made.deleteLater()


@pytest.fixture
def agent(tmp_path: Path) -> FakeAgent:
    """An agent that remembers a quarter of an hour in a café; its data directory is empty."""
    return FakeAgent(FakeSnapshot(), *story(), paths=Paths(tmp_path / "data", tmp_path / "settings.toml"))


@pytest.fixture
def bridge(qapp: QApplication, agent: FakeAgent) -> Iterator[Bridge]:
    """The agent's news in the main thread."""
    made = Bridge(agent)
    yield made
    made.close()


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    """What the window remembers, in a file of the test's own."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, bridge: Bridge, theme: Theme, memory: QSettings) -> Iterator[OpenWindow]:
    """Opens the main window in a size; ``has_tray`` is what it is told of the desktop."""
    opened: list[MainWindow] = []

    def make(width: int = 1024, height: int = 704, *, has_tray: bool = True) -> MainWindow:
        window = MainWindow(bridge, theme, memory, icon=QIcon(), is_without_tray=lambda: not has_tray)
        opened.append(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.come_forward()
        return window

    yield make
    for window in opened:
        try:
            window.close()
        except RuntimeError:  # the test has closed it, and Qt has freed it
            continue
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


@pytest.fixture
def memory_vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    """The keyring of whoever asks for the system's; nothing else tells a token."""
    made = MemoryVault()
    monkeypatch.setattr(log, "_secrets", dict(log._secrets))
    monkeypatch.setattr(token, "SystemVault", lambda **_: made)
    for name in (token.FILE_VARIABLE, token.VALUE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.fixture
def now_unix_ms() -> int:
    """When the story ends."""
    return NOW_UNIX_MS
