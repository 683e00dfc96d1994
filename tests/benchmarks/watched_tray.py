"""The real tray with a watch on its main thread, told by lines what to do: the subject of bench_hold.

``begin`` starts the measuring anew. ``end`` prints each time that the main thread was away from its event loop: from
and until on the machine's monotonic clock, and how much of that it was not waiting for a CPU, in ms. ``close`` closes
all dialogs, ``shut`` the window, ``view:NAME`` shows a view, and the name of a ``Command`` does what the menu's entry
does. Called with ``--bare`` it is an event loop with that watch and nothing else: the peer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from netmon_tray.gui import app as app_module
from netmon_tray.gui import main
from netmon_tray.gui.tray import Command

BARE = "--bare"
TURN_MS = 5
WORTH_TELLING_MS = 1.0
MOST_BYTES = 1_000


class Watch(QObject):
    """Measures the turns of the event loop of the thread that made it, and hears what is said on standard input."""

    def __init__(self, parent: QObject, app: app_module.TrayApp | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._away: list[tuple[float, float, float]] = []
        self._last_ms, self._last_queued_ms = _now_ms(), _queued_ms()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(TURN_MS)
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._hear)
        _say("watching now")

    def _turn(self) -> None:
        now_ms, queued_ms = _now_ms(), _queued_ms()
        away_ms = now_ms - self._last_ms - TURN_MS - (queued_ms - self._last_queued_ms)
        if away_ms > WORTH_TELLING_MS:
            self._away.append((self._last_ms + TURN_MS, now_ms, away_ms))
        self._last_ms, self._last_queued_ms = now_ms, queued_ms

    def _hear(self) -> None:
        for line in os.read(sys.stdin.fileno(), MOST_BYTES).decode().split():
            self._heed(line)

    def _heed(self, line: str) -> None:
        self._turn()
        if line == "begin":
            self._away.clear()
        elif line == "end":
            _say(f"away {json.dumps(self._away)}")
        elif line == "close":
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog):
                    dialog.close()
        elif self._app is not None and line == "shut":
            if self._app.window is not None:
                self._app.window.close()
        elif self._app is not None and line.startswith("view:"):
            self._app.open_window().go_to(line.removeprefix("view:"))
        elif self._app is not None:
            self._app.do(Command[line])


class WatchedApp(app_module.TrayApp):
    """The app, watched from its start on."""

    def start(self, *, shows_window: bool) -> None:
        """Start as ever, and watch."""
        super().start(shows_window=shows_window)
        self._watch = Watch(self, self)


def _now_ms() -> float:
    return time.monotonic_ns() / 1e6


def _queued_ms() -> float:
    """How long this thread was ready to run and had no CPU, so far."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e6


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _bare() -> int:
    application = QApplication(sys.argv[:1])
    Watch(application)
    return application.exec()


if __name__ == "__main__":
    app_module.TrayApp = WatchedApp  # type: ignore[misc]
    sys.exit(_bare() if BARE in sys.argv else main(sys.argv[1:]))
