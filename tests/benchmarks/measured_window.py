"""The main window over a scripted agent, told on the command line what to measure: the subject of bench_window.

Prints one JSON object: ``open_ms``, ``change_ms``, ``frame_ms``, ``year_ms`` or those of a long log, or for ``rounds``
and ``week`` the proportional memory in MB before and after. ``--bare`` does the same to a window with two labels.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtGui import QIcon, QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.window import MainWindow
from netmon_tray.paths import Paths
from netmon_tray.storage import opened
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.fake_agent import NOW_UNIX_MS, FakeAgent, FakeSnapshot, story, story_point

ROUNDS = 12
MANY_ROUNDS = 1_000
WARM_ROUNDS = 100
HOUR_POINTS = 3_600
WEEK_STEP_S = 5
"""As often as a tray samples while nobody looks."""
WEEK_SAMPLES = 7 * 86_400 // WEEK_STEP_S
TICKS_PER_FRAME = 12
"""A screen is painted once a minute of the week: what is measured is what stays, not how fast it is."""
LIMIT_S = 20.0
WAKE_MS = 50
"""How often the event loop looks up, whatever else happens."""
FRAMES = 400
WHEEL_PX = 120
"""Three rows and a bit: a notch of the wheel."""
VIEWS = ("history", "networks", "log", "live")


class Painted(QObject):
    """Notes the moment at which a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name and signature
        """Let everything through."""
        self.is_painted = self.is_painted or event.type() == QEvent.Type.Paint
        return False


class Subject:
    """The window, made anew as often as it is asked for."""

    def __init__(self, application: QApplication, data_dir: Path) -> None:
        self._theme = Theme(application, "light")
        settings = data_dir / "settings.toml"
        self.agent = FakeAgent(FakeSnapshot(), *story(length_s=HOUR_POINTS), paths=Paths(data_dir, settings))
        self.bridge = Bridge(self.agent)
        self.memory = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)
        self.memory.setValue("window/view", "live")
        self.memory.setValue("live/range", "1 h")

    def open(self) -> MainWindow:
        """Make and show the window, until its view was painted."""
        window = MainWindow(self.bridge, self._theme, self.memory, icon=QIcon(), is_without_tray=lambda: False)
        painted = Painted(window.view)
        window.come_forward()
        until(lambda: painted.is_painted)
        return window


class Bare:
    """A window of two labels: the least that there is."""

    def open(self) -> QStackedWidget:
        """Make and show it, until it was painted."""
        window = QStackedWidget()
        window.resize(1024, 704)
        for text in ("one", "two"):
            window.addWidget(QLabel(text))
        painted = Painted(window)
        window.show()
        until(lambda: painted.is_painted)
        return window


def until(predicate: Callable[[], object]) -> None:
    """Run the event loop until it holds."""
    deadline_s = time.monotonic() + LIMIT_S
    while not predicate():
        if time.monotonic() > deadline_s:
            raise TimeoutError("the window did not do what it was asked for")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # spinning would hold up the reader


def shut(window: QWidget) -> None:
    """Close the window and let everything of it go."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    QPixmapCache.clear()  # as the app does


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun_s = time.perf_counter()
    act()
    return (time.perf_counter() - begun_s) * 1000


# --- what is measured -------------------------------------------------------------------------------------------------


def opening(subject: Subject | Bare) -> dict[str, Any]:
    """From the wish until the view is painted; the first time also loads what is needed for it."""
    took = []
    for _ in range(ROUNDS):
        opened: list[QWidget] = []
        took.append(timed(lambda opened=opened: opened.append(subject.open())))  # type: ignore[misc]
        shut(opened[0])
    return {"open_ms": took}


def changing(subject: Subject | Bare) -> dict[str, Any]:
    """From the wish for another view, made before, until it is painted."""
    if isinstance(subject, Bare):
        stack = subject.open()
        labels = [stack.widget(place) for place in (1, 0)] * ROUNDS
        return {"change_ms": [timed(lambda label=label: _show(stack, label)) for label in labels]}  # type: ignore[misc]
    window = subject.open()
    for name in VIEWS:
        window.go_to(name)
        QApplication.processEvents()
    took = {name: [timed(lambda name=name: _go(window, name)) for _ in range(1)] for name in VIEWS}  # type: ignore[misc]
    for _ in range(ROUNDS - 1):
        for name in VIEWS:
            took[name].append(timed(lambda name=name: _go(window, name)))  # type: ignore[misc]
    return {"change_ms": took}


def _go(window: MainWindow, name: str) -> None:
    painted = Painted(window.go_to(name))
    until(lambda: painted.is_painted)


def _show(stack: QStackedWidget, label: QWidget) -> None:
    painted = Painted(label)
    stack.setCurrentWidget(label)
    until(lambda: painted.is_painted)


def frames(subject: Subject) -> dict[str, Any]:
    """A sample of an hour at one a second, from its arrival until it is painted."""
    window = subject.open()
    took = []
    for second in range(1, 121):
        point = story_point(HOUR_POINTS + second, NOW_UNIX_MS + second * 1000)
        window.view.timeline.add(point, ())  # type: ignore[attr-defined]
        took.append(timed(lambda: (window.view.charts.refresh(), QApplication.processEvents())))  # type: ignore[attr-defined]
    return {"frame_ms": took}


def year(subject: Subject) -> dict[str, Any]:
    """The history of a year, from the wish until it is painted, the question to the database included."""
    window = subject.open()
    view: Any = window.go_to("history")
    with opened(subject.agent.paths.data_dir) as stores:
        last_s = max(network.last_seen_unix_s for network in stores.history.networks())
    view._unix_ms = lambda: last_s * 1000
    took = []
    for _ in range(ROUNDS):
        _show_range(view, "Month")
        took.append(timed(lambda: _show_range(view, "Year")))
    return {"year_ms": took, "steps": len(view.line.visible_steps())}


def _show_range(view: Any, name: str) -> None:
    view.go_to(name)
    until(lambda: view.line.answer.shown == view.line.shown)
    view.charts.repaint()


def log(subject: Subject) -> dict[str, Any]:
    """A long log: until it is there, a turn of the wheel until it is painted, a jump until its rows are."""
    with Database.open(subject.agent.paths.data_dir, writable=False) as database:
        subject.agent.change(queue=Outbox(database).counts())
    window = subject.open()
    begun_s = time.perf_counter()
    view: Any = window.go_to("log")
    until(lambda: view.model.row_at(0) is not None)
    listed_ms = (time.perf_counter() - begun_s) * 1000
    bar = view.table.verticalScrollBar()
    wheel = [timed(lambda step=step: _scrolled(view, step * WHEEL_PX)) for step in range(FRAMES)]  # type: ignore[misc]
    jumps = [
        timed(lambda place=place: _jumped(view, bar.maximum() * place // FRAMES))  # type: ignore[misc]
        for place in range(FRAMES, 0, -7)
    ]
    return {"listed_ms": listed_ms, "wheel_ms": wheel, "jump_ms": jumps}


def _scrolled(view: Any, place: int) -> None:
    view.table.verticalScrollBar().setValue(place)
    view.table.viewport().repaint()
    QApplication.processEvents()


def _jumped(view: Any, place: int) -> None:
    _scrolled(view, place)
    middle = view.table.rowAt(view.table.viewport().height() // 2)
    until(lambda: view.model.row_at(middle) is not None)
    view.table.viewport().repaint()


def rounds(subject: Subject | Bare) -> dict[str, Any]:
    """What is held after so many windows were opened and closed."""
    for _ in range(WARM_ROUNDS):
        shut(subject.open())
    before = held_mb()
    for _ in range(MANY_ROUNDS):
        shut(subject.open())
    return {"before_mb": before, "after_mb": held_mb()}


def week(subject: Subject) -> dict[str, Any]:
    """What is held after a week of samples in an open window."""
    window = subject.open()
    for number in range(1, HOUR_POINTS // WEEK_STEP_S + 1):
        _sample(subject, number)
    before = held_mb()
    for number in range(HOUR_POINTS // WEEK_STEP_S + 1, WEEK_SAMPLES + 1):
        _sample(subject, number)
    after = held_mb()
    shut(window)
    return {"before_mb": before, "after_mb": after}


def _sample(subject: Subject, number: int) -> None:
    at_s = HOUR_POINTS + number * WEEK_STEP_S
    subject.agent.tick(story_point(at_s, NOW_UNIX_MS + number * WEEK_STEP_S * 1000))
    subject.agent.forget()
    if number % TICKS_PER_FRAME == 0:
        QApplication.processEvents()


def held_mb() -> float:
    """Proportional memory of this process, after what nobody holds was given back to the system."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    text = Path("/proc/self/smaps_rollup").read_text()
    line = next(line for line in text.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024 / 1e6


MEASURES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "opening": opening,
    "changing": changing,
    "frames": frames,
    "year": year,
    "log": log,
    "rounds": rounds,
    "week": week,
}


def main(what: str, data_dir: str, *flags: str) -> None:
    """Measure one thing and print it."""
    application = QApplication(["measured-window"])
    application.setQuitOnLastWindowClosed(False)
    wake = QTimer(application)
    wake.start(WAKE_MS)
    subject = Bare() if "--bare" in flags else Subject(application, Path(data_dir))
    sys.stdout.write(f"measured {json.dumps(MEASURES[what](subject))}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
