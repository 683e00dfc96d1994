"""How long the tray's main thread stays away from its event loop while disk, database, server or desktop fail."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_drain import prepared
from desktop import screen
from gate import gate
from process import Running, on_disk, passing_home, running
from table import Figure

assert sys.platform == "linux"  # so that the type checker reads what follows for this system only

from support.bus import HANG, PrivateBus, private_bus, scripted_service  # noqa: E402
from support.keyring_service import KeyringService  # noqa: E402

TITLE = "Longest time away from the event loop, window open, while the menu is used"
SUBJECT = [sys.executable, str(Path(__file__).with_name("watched_tray.py"))]
BEFORE = ("OPEN", "WHAT_IS_SENT", "PAUSE_OPEN_ENDED", "RESUME", "SEND", "COPY", "close")
"""What is done once before measuring: parts that are loaded with their first use are no wait."""
DURING = ("WHAT_IS_SENT", "close", "PAUSE_OPEN_ENDED", "RESUME", "SEND", "COPY", "OPEN") * 2
PACE_S = 0.35
"""Between two of them: 5 s in all."""
SETTLE_S = 3.0
QUIT_LIMIT_S = 30.0
NOT_THE_FIRST_RUN = "[notices]\nsnoozed_until_unix_ms=0\n"
"""On that one nothing is told by notifications."""
TARGET_HOLD, TARGET_QUIT = "<= 100 ms", "<= 10 s"
BACKLOG = 20
SMALL_DISK = 'mount -t tmpfs -o size=8m tmpfs {place} && exec "$@"'
SHM_LOCKS = (120, 8)
"""Place and number of the bytes of a -shm whose locks SQLite takes (https://www.sqlite.org/walformat.html, 2.3.1)."""
NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"

Fault = Callable[[Running], contextlib.AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a tray runs, and what then goes wrong; ``command`` is what the tray is started with."""

    variables: Mapping[str, str]
    fault: Fault = lambda _subject: contextlib.nullcontext()
    command: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """A time that an event loop stood still, and how much of it was no wait for a CPU."""

    start_ms: float
    end_ms: float
    away_ms: float

    def shared_ms(self, other: Away) -> float:
        """Return how long both stood still at once."""
        return max(0.0, min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms))


def measure() -> list[Figure]:
    """Return the longest hold and the time to quit, for each fault; a bare event loop runs beside each."""
    scenes = {
        "nothing wrong": nothing_wrong,
        "every lock of the database taken": locked,
        "database held exclusively from the start": held,
        "full disk": full_disk,
        "a server that drops every packet": black_hole,
        "a keyring that hangs": hanging_keyring,
        "a notification service that hangs": hanging_notifications,
        "a tray's service that hangs from the start": hanging_tray,
        "a session bus that hangs": hanging_bus,
    }
    figures = []
    for name, scene in scenes.items():
        hold_ms, peer_ms, quit_s = away(scene)
        figures.append(Figure(name, hold_ms, "ms", "a bare Qt event loop", peer_ms, TARGET_HOLD))
        figures.append(Figure("  then quitting", quit_s, "s", target=TARGET_QUIT))
    return figures


def away(scene: Callable[[Path], contextlib.AbstractContextManager[Scene]]) -> tuple[float, float, float]:
    """Return the longest hold of the tray and of its peer in ms, and the seconds that the tray takes to quit."""
    with on_disk() as home, passing_home() as desk, screen(desk) as display, scene(home) as made:
        variables = {**display, **made.variables}
        with (
            told([*made.command, *SUBJECT, "--show"], variables, home / "tray.log") as (tray, say),
            told([*SUBJECT, "--bare"], display, home / "peer.log") as (peer, say_peer),
        ):
            for subject in (tray, peer):
                words_of(subject, "watching")
            time.sleep(SETTLE_S)
            use(say, BEFORE)
            with made.fault(tray):
                for speak in (say, say_peer):
                    speak("begin")
                use(say, DURING)
                for speak in (say, say_peer):
                    speak("end")
                tray_away, peer_away = away_of(tray), away_of(peer)
                return longest_ms(tray_away, peer_away), longest_ms(peer_away), seconds_to_quit(tray)


@contextlib.contextmanager
def told(
    command: Sequence[str], variables: Mapping[str, str], log: Path
) -> Iterator[tuple[Running, Callable[[str], None]]]:
    """Run a subject; yield it and what says a line to it."""
    reader, writer = os.pipe()
    with (
        os.fdopen(reader) as lines,
        os.fdopen(writer, "w", buffering=1) as words,
        running(command, variables, log, stdin=lines) as subject,
    ):
        yield subject, lambda line: print(line, file=words)


def use(say: Callable[[str], None], commands: Sequence[str]) -> None:
    """Use the menu at a person's pace."""
    for command in commands:
        say(command)
        time.sleep(PACE_S)


def away_of(subject: Running) -> list[Away]:
    """Return what the subject measured."""
    return [Away(*times) for times in json.loads(words_of(subject, "away"))]


def longest_ms(away: Sequence[Away], beside: Sequence[Away] = ()) -> float:
    """Return the longest of these times, less what a loop beside it was away as well: there the machine stood still."""
    return max((one.away_ms - sum(map(one.shared_ms, beside)) for one in away), default=0.0)


def words_of(subject: Running, word: str) -> str:
    """Wait for a line that begins with a word; return what follows."""
    subject.wait_for(word, lambda: f"{word} " in subject.log.read_text())
    return subject.log.read_text().rpartition(f"{word} ")[2].partition("\n")[0]


def seconds_to_quit(subject: Running) -> float:
    """Ask the subject to end; return how long that takes, QUIT_LIMIT_S where it does not."""
    subject.process.send_signal(signal.SIGTERM)
    asked_s = time.monotonic()
    with contextlib.suppress(subprocess.TimeoutExpired):
        subject.process.wait(QUIT_LIMIT_S)
    return time.monotonic() - asked_s


# --- what goes wrong --------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def nothing_wrong(home: Path) -> Iterator[Scene]:
    """A server that takes all."""
    with gate() as server:
        yield Scene(prepared(home, server.base_url, BACKLOG))


@contextlib.contextmanager
def locked(home: Path) -> Iterator[Scene]:
    """Another program takes all locks of the database's -shm: nobody can read or write."""

    @contextlib.contextmanager
    def fault(_tray: Running) -> Iterator[None]:
        with (home / "data" / "netmon.db-shm").open("r+b") as shm:
            fcntl.lockf(shm, fcntl.LOCK_EX, SHM_LOCKS[1], SHM_LOCKS[0])
            yield

    with gate() as server:
        yield Scene(prepared(home, server.base_url, BACKLOG), fault)


@contextlib.contextmanager
def held(home: Path) -> Iterator[Scene]:
    """Another program has the database for itself (``locking_mode=EXCLUSIVE``)."""
    import sqlite3

    with gate() as server:
        variables = prepared(home, server.base_url, BACKLOG)
        with contextlib.closing(sqlite3.connect(home / "data" / "netmon.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            yield Scene(variables)


@contextlib.contextmanager
def full_disk(home: Path) -> Iterator[Scene]:
    """The data directory lies on a small disk, in a mount namespace of the tray's own, without a free byte."""
    place = home / "data"

    @contextlib.contextmanager
    def fault(tray: Running) -> Iterator[None]:
        filler = Path(f"{tray.proc}/root{place}/filler")
        with filler.open("wb", buffering=0) as full, contextlib.suppress(OSError):
            while True:
                full.write(bytes(4096))
        yield

    apart = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount"]
    with gate() as server:
        variables = prepared(home, server.base_url, 0)
        yield Scene(variables, fault, [*apart, "sh", "-c", SMALL_DISK.format(place=place), "sh"])


@contextlib.contextmanager
def black_hole(home: Path) -> Iterator[Scene]:
    """A listener whose backlog is full drops the first packet of a connection."""
    with contextlib.ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for filler in [stack.enter_context(socket.socket()) for _ in range(4)]:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        yield Scene(prepared(home, f"http://127.0.0.1:{full.getsockname()[1]}/api/v1", BACKLOG))


@contextlib.contextmanager
def hanging_keyring(home: Path) -> Iterator[Scene]:
    """A keyring that is there, stopped; no other place has a token."""

    @contextlib.contextmanager
    def fault(_tray: Running) -> Iterator[None]:
        keyring.freeze(is_frozen=True)
        try:
            yield
        finally:
            keyring.freeze(is_frozen=False)

    with gate() as server, passing_home() as place, KeyringService(place) as keyring:
        keyring.start_daemon()
        variables = prepared(home, server.base_url, BACKLOG)
        del variables["NETMON_TOKEN_FILE"]
        yield Scene({**variables, "DBUS_SESSION_BUS_ADDRESS": keyring.environ["DBUS_SESSION_BUS_ADDRESS"]}, fault)


@contextlib.contextmanager
def hanging_notifications(home: Path) -> Iterator[Scene]:
    """A server that refuses the token, which is worth a notification, and a desktop that never shows it."""
    with (
        private_bus() as bus,
        scripted_service(bus, NOTIFICATIONS, lambda _: HANG) as service,
        gate(token="x") as server,
    ):
        variables = prepared(home, server.base_url, BACKLOG)
        (home / "data" / "window.ini").write_text(NOT_THE_FIRST_RUN)

        @contextlib.contextmanager
        def fault(_tray: Running) -> Iterator[None]:
            yield
            if not service.calls:
                raise RuntimeError("no notification was asked for")

        yield Scene({**variables, **session_of(bus)}, fault)


@contextlib.contextmanager
def hanging_tray(home: Path) -> Iterator[Scene]:
    """A desktop whose tray takes questions and never answers."""
    with private_bus() as bus, scripted_service(bus, WATCHER, lambda _: HANG), gate() as server:
        yield Scene({**prepared(home, server.base_url, BACKLOG), **session_of(bus)})


@contextlib.contextmanager
def hanging_bus(home: Path) -> Iterator[Scene]:
    """A session bus that is there, stopped; the server refuses the token."""
    with private_bus() as bus, gate(token="x") as server:
        yield Scene({**prepared(home, server.base_url, BACKLOG), **session_of(bus)}, lambda _tray: bus.frozen())


def session_of(bus: PrivateBus) -> dict[str, str]:
    """Return the variable that makes it the session bus."""
    return {"DBUS_SESSION_BUS_ADDRESS": bus.address}
