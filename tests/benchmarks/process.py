"""A process under measurement: started in a home of its own, read from /proc, and ended again by its own id."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from support.netmon_process import NOBODY_ASKED

END_TIMEOUT_S = 15.0
POLL_S = 0.002


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process has used up so far."""

    cpu_s: float
    wakeups: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Running:
    """A started process."""

    process: subprocess.Popen[str]
    log: Path
    started_s: float

    @property
    def proc(self) -> Path:
        """Its folder under /proc."""
        return Path("/proc") / str(self.process.pid)

    def spent(self) -> Spent:
        """Return CPU time (nanosecond accounting of the scheduler) and voluntary context switches of all threads."""
        cpu_ns, wakeups = 0, 0
        for task in (self.proc / "task").iterdir():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended just now
                cpu_ns += int((task / "schedstat").read_text().split()[0])
                wakeups += int(_field((task / "status").read_text(), "voluntary_ctxt_switches"))
        return Spent(cpu_ns / 1e9, wakeups, time.monotonic())

    def resident_bytes(self) -> int:
        """Return the resident memory."""
        return 1024 * int(_field((self.proc / "smaps_rollup").read_text(), "Rss"))

    def proportional_bytes(self) -> int:
        """Return the resident memory with each shared page divided by the processes that share it."""
        return 1024 * int(_field((self.proc / "smaps_rollup").read_text(), "Pss"))

    def wait_for(self, what: str, predicate: Callable[[], object], timeout_s: float = 30.0) -> float:
        """Poll until the predicate holds; return seconds since the start. Raises RuntimeError with its last words."""
        deadline = time.monotonic() + timeout_s
        while not predicate():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"{what} did not come: {self.log.read_text(errors='replace')[-800:]}")
            time.sleep(POLL_S)
        return time.monotonic() - self.started_s


def _field(text: str, name: str) -> str:
    """Return the first word after ``name:`` of a /proc page."""
    line = next(line for line in text.splitlines() if line.startswith(f"{name}:"))
    return line.split()[1]


def program(name: str) -> str:
    """Return the path of a command of this environment."""
    return str(Path(sys.executable).with_name(name))


def netmon(*arguments: str) -> list[str]:
    """Return the command line of ``netmon``."""
    return [program("netmon"), *arguments]


@contextlib.contextmanager
def on_disk() -> Iterator[Path]:
    """Yield a passing folder beside this environment: /tmp may be memory, where a flush costs nothing."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=Path(sys.prefix).parent) as folder:
        yield Path(folder)


@contextlib.contextmanager
def passing_home() -> Iterator[Path]:
    """Yield a passing home folder with a short path (a bus's socket has room for 107 bytes)."""
    with tempfile.TemporaryDirectory(prefix="netmon-bench-") as folder:
        yield Path(folder)


def home_variables(home: Path, **more: str) -> dict[str, str]:
    """Return an environment whose every personal folder lies in ``home``."""
    runtime = home / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)
    (home / "data").mkdir(mode=0o700, exist_ok=True)
    if not (home / "settings.toml").exists():
        (home / "settings.toml").write_text(NOBODY_ASKED, "utf-8")
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "DBUS_SYSTEM_BUS_ADDRESS") if key in os.environ}
    kept["PATH"] = os.pathsep.join([kept.get("PATH", ""), "/usr/sbin", "/sbin"])
    return {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "NETMON_DATA_DIR": str(home / "data"),
        "NETMON_CONFIG": str(home / "settings.toml"),
        **more,
    }


@contextlib.contextmanager
def running(
    command: Sequence[str], variables: Mapping[str, str], log: Path, stdin: IO[str] | None = None
) -> Iterator[Running]:
    """Start a process and end it when the block ends: politely first, then for good."""
    with log.open("w") as words:
        process = subprocess.Popen(
            command, env=dict(variables), stdin=stdin or subprocess.DEVNULL, stdout=words, stderr=words, text=True
        )
        try:
            yield Running(process, log, time.monotonic())
        finally:
            end(process)


def end(process: subprocess.Popen[str]) -> None:
    """End a process that this program started."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
