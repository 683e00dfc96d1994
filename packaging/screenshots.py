"""The screenshot set: every view, light and dark, in three widths and three readings, from the scripted host.

``python3 packaging/dev.py screenshots`` runs this with the environment's Python; no display is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from netmon_tray import launch
from netmon_tray.gui.app import TrayApp, make_application
from netmon_tray.gui.sends_dialog import SendsDialog
from netmon_tray.gui.tray import NullTray
from netmon_tray.gui.views import VIEWS
from netmon_tray.gui.welcome import Welcome
from netmon_tray.paths import Paths
from netmon_tray.settings import with_value

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"wide": (1280, 800), "usual": (1024, 704), "narrow": (720, 640)}
DIALOGS = ("welcome-1", "welcome-2", "welcome-3", "sends")
"""What has a window of its own, in one size: the panes of the first run, and what this app sends."""
THEMES = ("light", "dark")
READINGS = {"en": ("en", False), "de": ("de", False), "rtl": ("en", True)}
"""Name of a reading -> language, and whether the layout is mirrored."""
BEST = {"overview-light-usual-en": "overview-light", "live-dark-usual-en": "live-dark"} | {
    f"{view}-light-usual-en": f"{view}-light" for view in ("history", "networks", "log")
}
"""What README shows, under names of its own: made anew with each whole set."""
FONT_PX = 13
"""The size of visual.md."""
LIMIT_S = 30.0
SETTLED_S = 0.4
"""A view has read and painted what it shows by then."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the set."""

    view: str
    reading: str
    theme: str
    size: str

    @property
    def file_name(self) -> str:
        """Its name in the folder."""
        return f"{self.view}-{self.theme}-{self.size}-{self.reading}.png"


class Tray(NullTray):
    """No icon; the window is not to say that there is none."""

    def has_host(self) -> bool:
        """As on a desktop with a tray."""
        return True


class Studio:
    """The app over the scripted host, turned this way and that."""

    def __init__(self, place: Path) -> None:
        paths = Paths(place, place / "settings.toml")
        self._application = make_application()
        font = self._application.font()
        font.setPixelSize(FONT_PX)
        self._application.setFont(font)
        self._agent = launch.make_agent(paths, lambda: launch.read_settings(paths), is_demo=True)
        self._place = place
        self._app = TrayApp(self._application, self._agent, place, tray=lambda _ask, _parent: Tray())

    def open(self) -> None:
        """Start the app and wait for the first values."""
        ticks: list[object] = []
        self._app.bridge.ticked.connect(ticks.append)
        self._app.start(shows_window=False)
        self._wait(lambda: bool(ticks))

    def take(self, shot: Shot, folder: Path) -> None:
        """Make one picture."""
        language, is_mirrored = READINGS[shot.reading]
        self._turn(shot.theme, language)
        direction = Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
        self._application.setLayoutDirection(direction)
        window = self._show_dialog(shot) if shot.view in DIALOGS else self._show_view(shot)
        settled_s = time.monotonic() + SETTLED_S
        self._wait(lambda: time.monotonic() > settled_s)
        window.grab().save(str(folder / shot.file_name))
        if shot.view in DIALOGS:
            window.close()

    def close(self) -> None:
        """Stop the app."""
        self._app.stop()

    def _show_view(self, shot: Shot) -> QWidget:
        window = self._app.open_window()
        window.resize(*SIZES[shot.size])
        window.go_to(shot.view)
        return window

    def _show_dialog(self, shot: Shot) -> QWidget:
        bridge, theme = self._app.bridge, self._app.theme
        if shot.view == "sends":
            dialog: QDialog = SendsDialog(bridge, theme)
        else:
            dialog = Welcome(bridge, theme, QSettings(str(self._place / "welcome.ini"), QSettings.Format.IniFormat))
            dialog.show_pane(DIALOGS.index(shot.view))
        dialog.show()
        return dialog

    def _turn(self, theme: str, language: str) -> None:
        settings = with_value(self._agent.settings, "ui.theme", theme)
        settings = with_value(settings, "ui.language", language)
        if settings != self._agent.settings:
            self._agent.loaded = replace(self._agent.loaded, settings=settings)
            self._app.bridge.refresh()

    def _wait(self, is_there: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + LIMIT_S
        while not is_there():
            if time.monotonic() > deadline_s:
                sys.exit(f"Nothing came within {LIMIT_S} s.")
            QApplication.processEvents()
            time.sleep(0.005)


def shots(options: argparse.Namespace) -> Iterator[Shot]:
    """Those that the options leave, in the order that turns the app least."""
    for reading in [options.reading] if options.reading else READINGS:
        for theme in [options.theme] if options.theme else THEMES:
            for size in [options.size] if options.size else SIZES:
                for view in [options.view] if options.view else [*(entry.name for entry in VIEWS), *DIALOGS]:
                    if view not in DIALOGS or size == "usual":
                        yield Shot(view, reading, theme, size)


def main(argv: list[str]) -> int:
    """Make the set, or the part of it that the options name."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description="Make pictures of the window's views.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / ".dev" / "screenshots")
    parser.add_argument("--view", choices=[*(entry.name for entry in VIEWS), *DIALOGS])
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--reading", choices=READINGS)
    options = parser.parse_args(argv)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="netmon-screenshots-") as place:
        studio = Studio(Path(place))
        studio.open()
        wanted = list(shots(options))
        for shot in wanted:
            studio.take(shot, options.folder)
        studio.close()
    for name, best in BEST.items() if not any((options.view, options.theme, options.size, options.reading)) else ():
        shutil.copyfile(options.folder / f"{name}.png", ROOT / "resources" / "screenshots" / f"{best}.png")
    print(f"{len(wanted)} pictures in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
