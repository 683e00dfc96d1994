"""The window: how fast it opens, changes its view and paints, and what it holds while it is open and after."""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import bench_history
import peers
from desktop import screen
from process import Running, on_disk, passing_home, running
from table import Figure

from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S

assert sys.platform == "linux"  # so that the type checker reads what follows for this system only

from bench_hold import told  # noqa: E402

TITLE = "The window"
SUBJECT = [sys.executable, str(Path(__file__).with_name("measured_window.py"))]
TRAY = [sys.executable, str(Path(__file__).with_name("watched_tray.py"))]
LIMIT_S = 900.0
SETTLE_S = 12.0
OPEN_S = 8.0
TWO_LABELS = "a window of two labels"


def measure() -> list[Figure]:
    """Return times and memory, each beside a bare window or a bare tray."""
    with on_disk() as folder:
        with Database.open(folder) as database:
            bench_history.fill(Stores.of(database), bench_history.YEAR_DAYS)
        return [*_times(folder), *_growth(folder), *_memory()]


def _times(folder: Path) -> list[Figure]:
    opened, bare = asked("opening", folder)["open_ms"], asked("opening", folder, "--bare")["open_ms"]
    changed, bare_changed = asked("changing", folder)["change_ms"], asked("changing", folder, "--bare")["change_ms"]
    year = asked("year", folder)
    return [
        Figure("opens, the first time", opened[0], "ms", TWO_LABELS, bare[0], "<= 300 ms"),
        Figure(
            "opens again", statistics.median(opened[1:]), "ms", TWO_LABELS, statistics.median(bare[1:]), "<= 300 ms"
        ),
        *(
            Figure(
                f"to {name}", statistics.median(took), "ms", TWO_LABELS, statistics.median(bare_changed), "<= 100 ms"
            )
            for name, took in changed.items()
        ),
        Figure(
            "a live frame, 3,600 points",
            statistics.median(asked("frames", folder)["frame_ms"]),
            "ms",
            target="<= 4 ms",
        ),
        Figure(
            f"history of a year, {year['steps']} steps, with the query",
            statistics.median(year["year_ms"]),
            "ms",
            "the query alone",
            _query_ms(folder),
            "<= 50 ms",
        ),
    ]


def _query_ms(folder: Path) -> float:
    end_s = bench_history.BEGIN_S + bench_history.YEAR_DAYS * DAY_S
    with Database.open(folder, writable=False) as database:
        return bench_history.range_ms(Stores.of(database), end_s - 365 * DAY_S, end_s, None)


def _growth(folder: Path) -> list[Figure]:
    rounds, bare = asked("rounds", folder), asked("rounds", folder, "--bare")
    week = asked("week", folder)
    return [
        Figure("growth over 1,000 times open and closed", _grown(rounds), "MB", TWO_LABELS, _grown(bare), "none"),
        Figure("growth over a week of samples", _grown(week), "MB", target="none"),
    ]


def _grown(held: dict[str, float]) -> float:
    return held["after_mb"] - held["before_mb"]


def asked(what: str, folder: Path, *flags: str) -> dict[str, Any]:
    """Have the subject measure something on a screen of its own."""
    with passing_home() as home, screen(home) as variables:
        log = home / "subject.log"
        with running([*SUBJECT, what, str(folder), *flags], variables, log) as subject:
            subject.wait_for("its figures", lambda: "measured " in log.read_text(), LIMIT_S)
            return dict(json.loads(log.read_text().rpartition("measured ")[2]))


def _memory() -> list[Figure]:
    """The real tray: before its window was ever open, with every view of it visited, and after it was closed."""
    with _bare_tray() as peer:
        time.sleep(SETTLE_S)
        peer_mb = peer.proportional_bytes() / 1e6
    with passing_home() as home, screen(home) as variables, told(TRAY, variables, home / "tray.log") as (tray, say):
        idle_mb = _settled(tray, SETTLE_S)
        say("OPEN")
        open_mb = _settled(tray, OPEN_S)
        for command in ("HISTORY", "NETWORKS", "LOG"):
            say(f"view:{command.lower()}")
            time.sleep(1)
        all_mb = _settled(tray, OPEN_S)
        say("shut")
        shut_mb = _settled(tray, OPEN_S)
    bare = "a bare tray icon"
    return [
        Figure("tray before its window was open: PSS", idle_mb, "MB", bare, peer_mb),
        Figure("with the window open: PSS", open_mb, "MB", bare, peer_mb, "<= 130 MB"),
        Figure("  History, Networks and the log visited: PSS", all_mb, "MB", bare, peer_mb, "<= 130 MB"),
        Figure("  closed again, above what it was: PSS", shut_mb - idle_mb, "MB", target="<= 15 MB"),
    ]


def _settled(subject: Running, wait_s: float) -> float:
    time.sleep(wait_s)
    return subject.proportional_bytes() / 1e6


@contextlib.contextmanager
def _bare_tray() -> Iterator[Running]:
    with passing_home() as home, screen(home) as variables:
        command: Sequence[str] = [sys.executable, "-c", peers.TRAY, "5"]
        with running(command, variables, home / "peer.log") as peer:
            yield peer
