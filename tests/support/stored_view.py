"""A view of the window on a database, without the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.theme import Theme
from netmon_tray.paths import Paths
from support.fake_agent import NOW_UNIX_MS, FakeAgent, FakeSnapshot

LIMIT_MS = 20_000
View = TypeVar("View", bound=Any)


def shown(qtbot: QtBot, kind: type[View], theme: Theme, memory: QSettings, folder: Path, size: tuple[int, int]) -> View:
    """The view of that kind, seen, with everything read that it asked for."""
    bridge = Bridge(FakeAgent(FakeSnapshot(), paths=Paths(folder, folder / "settings.toml")))
    view = kind(bridge, theme, memory, lambda: NOW_UNIX_MS)
    qtbot.addWidget(view, before_close_func=lambda _: bridge.close_reader())
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    view.set_seen(is_seen=True)
    settle(qtbot, view)
    return view


def settle(qtbot: QtBot, view: Any) -> None:
    """Wait until the reader has answered everything."""
    answered: list[None] = []
    view.bridge.reader.ask(view, lambda stores: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=LIMIT_MS)
