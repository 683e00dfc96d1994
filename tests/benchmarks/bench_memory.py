"""How much memory the program holds, headless and in the tray, before and after HTTP and the keyring are needed."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import peers
from desktop import keyring, screen
from gate import Gate, gate
from process import Running, home_variables, netmon, passing_home, program, running
from table import Figure

TITLE = "Memory (PSS and RSS), each process measured alone"
SETTLE_S = 12.0
TOKEN = "benchmark-token-0123456789"

Subject = tuple[list[str], Mapping[str, str]]
Prepare = Callable[[Path], contextlib.AbstractContextManager[Subject]]


def measure() -> list[Figure]:
    """Return the memory of each way to run beside that of a peer."""
    plain = ("a Python that waits", _held(_plain))
    bare_tray = ("a bare tray icon", _held(_tray_peer))
    return [
        *_figures("netmon run", _headless, plain, "<= 30 MB"),
        *_figures("netmon run, uploading, token file", _headless_uploading, plain, "<= 45 MB"),
        *_figures("netmon run, uploading, keyring", _headless_keyring, plain, "<= 45 MB"),
        *_figures("tray, no window", _tray, bare_tray, "<= 60 MB"),
        *_figures("tray, uploading, keyring", _tray_keyring, bare_tray, "<= 80 MB"),
    ]


def _figures(name: str, prepare: Prepare, peer: tuple[str, tuple[float, float]], target: str) -> list[Figure]:
    """Return PSS and RSS of one way to run; one that cannot run here says so and spares the others."""
    try:
        pss, rss = _held(prepare)
    except RuntimeError as error:
        return [Figure(name, None, "MB", note=str(error))]
    return [
        Figure(f"{name}: PSS", pss, "MB", peer[0], peer[1][0], target),
        Figure(f"{name}: RSS", rss, "MB", peer[0], peer[1][1]),
    ]


def _held(prepare: Prepare) -> tuple[float, float]:
    """Return PSS and RSS in MB of a process that has settled."""
    with (
        passing_home() as home,
        prepare(home) as (command, variables),
        running(command, variables, home / "subject.log") as subject,
    ):
        time.sleep(SETTLE_S)
        if subject.process.poll() is not None:
            raise RuntimeError(f"it ended: {subject.log.read_text(errors='replace')[-400:]}")
        return _megabytes(subject)


def _megabytes(subject: Running) -> tuple[float, float]:
    return subject.proportional_bytes() / 1e6, subject.resident_bytes() / 1e6


@contextlib.contextmanager
def _plain(home: Path) -> Iterator[Subject]:
    yield [sys.executable, "-c", peers.PLAIN], home_variables(home)


@contextlib.contextmanager
def _headless(home: Path) -> Iterator[Subject]:
    yield netmon("run"), home_variables(home)


@contextlib.contextmanager
def _headless_uploading(home: Path) -> Iterator[Subject]:
    with _uploading(home) as server:
        token = home / "token"
        token.write_text(TOKEN)
        token.chmod(0o600)
        yield netmon("run"), home_variables(home, NETMON_TOKEN_FILE=str(token))
        _require_arrival(server)


@contextlib.contextmanager
def _headless_keyring(home: Path) -> Iterator[Subject]:
    with _uploading(home) as server, keyring(home, home_variables(home)) as variables:
        _store_token(variables)
        yield netmon("run"), variables
        _require_arrival(server)


@contextlib.contextmanager
def _tray_peer(home: Path) -> Iterator[Subject]:
    with screen(home) as variables:
        yield [sys.executable, "-c", peers.TRAY, "5"], variables


@contextlib.contextmanager
def _tray(home: Path) -> Iterator[Subject]:
    with screen(home) as variables:
        yield [program("netmon-tray")], variables


@contextlib.contextmanager
def _tray_keyring(home: Path) -> Iterator[Subject]:
    with _uploading(home) as server, screen(home) as on_screen, keyring(home, on_screen) as variables:
        _store_token(variables)
        yield [program("netmon-tray")], variables
        _require_arrival(server)


@contextlib.contextmanager
def _uploading(home: Path) -> Iterator[Gate]:
    """Serve on loopback and write the settings that send every record there."""
    with gate() as server:
        (home / "settings.toml").write_text(f'[upload]\nenabled = true\nbase_url = "{server.base_url}"\n')
        yield server


def _store_token(variables: Mapping[str, str]) -> None:
    subprocess.run(netmon("token", "set"), env=dict(variables), input=TOKEN, text=True, check=True, capture_output=True)


def _require_arrival(server: Gate) -> None:
    """Refuse a figure of a program that had nothing to send (a machine without a network)."""
    if not server.arrivals_s:
        raise RuntimeError("no record arrived: this machine has no connection, so uploading was not measured")
