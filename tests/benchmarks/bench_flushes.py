"""How often the disk is made to flush, counted by strace at the system call."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from process import home_variables, netmon, on_disk, running
from table import Figure

TITLE = "Disk flushes"
SETTLE_S = 15.0
WINDOW_S = 120.0
FLUSH = re.compile(r"\b(?:fsync|fdatasync|sync_file_range|msync)\(")
BARE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
connection.execute("CREATE TABLE record (payload TEXT)")
print("ready", flush=True)
for _ in range(100):
    connection.execute("INSERT INTO record VALUES ('x')")
"""


def measure() -> list[Figure]:
    """Return flushes a minute beyond one per record, and flushes by record beside a bare commit's."""
    if shutil.which("strace") is None:
        return [Figure("flushes", None, "/min", note="strace is not installed")]
    beyond, per_record = _flushes_of_run()
    bare = _flushes_of_bare_commits()
    return [
        Figure("netmon run: beyond one per record", beyond, "/min", target="<= 1 /min"),
        Figure("netmon run: all, by record", per_record, "/record", "a bare sqlite3 commit, WAL and FULL", bare),
    ]


def _traced(log: Path, command: list[str]) -> list[str]:
    """Return the command under strace, which with -D keeps beside it: signals reach the program itself."""
    return ["strace", "-D", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-o", str(log), *command]


def _flushes_of_run() -> tuple[float, float]:
    """Return flushes a minute beyond one per record, and flushes by record, of a run with a heartbeat each 10 s."""
    with on_disk() as home:
        trace = home / "trace"
        (home / "settings.toml").write_text("[log]\nheartbeat_s = 10\n")
        with running(_traced(trace, netmon("run")), home_variables(home), home / "subject.log"):
            time.sleep(SETTLE_S)
            flushes, records = _count(trace), _records(home / "data")
            time.sleep(WINDOW_S)
            flushes, records = _count(trace) - flushes, _records(home / "data") - records
    if not records:
        raise RuntimeError("no record was made: this machine has no connection, so flushes were not measured")
    return (flushes - records) / (WINDOW_S / 60), flushes / records


def _flushes_of_bare_commits() -> float:
    with on_disk() as home:
        trace, log = home / "trace", home / "subject.log"
        command = _traced(trace, [sys.executable, "-c", BARE, str(home / "bare.db")])
        with running(command, home_variables(home), log) as subject:
            subject.process.wait()
        return _count(trace) / 100


def _count(trace: Path) -> int:
    return len(FLUSH.findall(trace.read_text(errors="replace"))) if trace.exists() else 0


def _records(data: Path) -> int:
    name = next(data.glob("*.db"), None) or next(data.glob("*.sqlite*"))
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM connection_log").fetchone()[0])
