"""The store with a million records that wait to be sent, beside the same with a thousand."""

from __future__ import annotations

import json
import sqlite3
import statistics
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import bench_store
from bench_store import PAYLOAD
from process import home_variables, netmon, on_disk, running
from table import Figure

from netmon_tray.facts import link_facts
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.samples import wifi

TITLE = "A million records waiting"
FEW, MANY = 1000, 1_000_000
AT_ONCE = 50_000
STEPS = 50
SETTINGS = "[log]\nmax_records = 2000000\nmax_bytes = 4000000000\n"
"""Above what is there: else retention begins to remove it."""
MB = 1024 * 1024


def measure() -> list[Figure]:
    """Return times of single steps, of the start, and the memory of the running program."""
    with on_disk() as folder:
        few, many = (settled(folder / str(number), number) for number in (FEW, MANY))
        steps = [in_store(home) for home in (few, many)]
        starts = [started(home) for home in (few, many)]
        for home in (few, many):
            kill_one(home)
        restarts = [started(home) for home in (few, many)]
    beside = "the same with a thousand records"
    rows = [
        Figure(name, steps[1][name], "ms", beside, steps[0][name], target)
        for name, target in (("claim", "<= 5 ms"), ("counts", ""), ("append", ""), ("the newest 50 records", ""))
    ]
    return [
        *rows,
        Figure("to the first sample (netmon watch)", starts[1][0], "s", beside, starts[0][0], "<= 3 s"),
        Figure("resident memory then", starts[1][1], "MB", beside, starts[0][1], "<= 120 MB"),
        Figure("to the first sample after a kill", restarts[1][0], "s", beside, restarts[0][0], "<= 3 s"),
        Figure("resident memory then", restarts[1][1], "MB", beside, restarts[0][1], "<= 120 MB"),
    ]


def settled(home: Path, number: int) -> Path:
    """Make a home with so many waiting records; the rows as the program writes them, in few transactions."""
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS)
    with Database.open(home / "data") as database:
        for first in range(1, number + 1, AT_ONCE):
            ids = range(first, min(number + 1, first + AT_ONCE))
            with database.transaction(durable=False) as connection:
                insert(connection, ids, number)
    return home


def insert(connection: sqlite3.Connection, ids: range, number: int) -> None:
    """Insert records that were made a second apart, the last one now."""
    now_unix_ms = time.time_ns() // 1_000_000
    local = json.dumps(link_facts(wifi(), gate_security="wp2"))
    attachment = str(uuid.uuid4())
    connection.executemany(
        "INSERT INTO connection_log (id, record_uuid, attachment_uuid, event, at_unix_ms, payload, local)"
        " VALUES (?, ?, ?, 'maintained', ?, ?, ?)",
        (
            (id_, str(uuid.UUID(int=id_)), attachment, now_unix_ms - 1000 * (number - id_), PAYLOAD, local)
            for id_ in ids
        ),
    )
    connection.executemany("INSERT INTO delivery (record_id, state) VALUES (?, 'pending')", ((id_,) for id_ in ids))


def in_store(home: Path) -> dict[str, float]:
    """Return the median milliseconds of single steps."""
    with Database.open(home / "data") as database:
        log, outbox = ConnectionLog(database), Outbox(database)
        return {
            "claim": median_ms(lambda: outbox.claim_oldest(time.time_ns() // 1_000_000)),
            "counts": median_ms(outbox.counts),
            "append": median_ms(lambda: log.append(bench_store.record(), PAYLOAD, bench_store.LOCAL)),
            "the newest 50 records": median_ms(lambda: list(log.records(limit=50))),
        }


def median_ms(step: Callable[[], object]) -> float:
    """Return the median time of a step."""
    taken = []
    for _ in range(STEPS):
        started_s = time.perf_counter()
        step()
        taken.append(1000 * (time.perf_counter() - started_s))
    return statistics.median(taken)


def kill_one(home: Path) -> None:
    """Have an agent end so that the next one finds reasons to doubt the database."""
    log = home / "killed.log"
    with running(netmon("run"), home_variables(home), log) as subject:
        subject.wait_for("the agent", lambda: b"Recording into" in log.read_bytes())
        subject.process.kill()
        subject.process.wait()


def started(home: Path) -> tuple[float, float]:
    """Return the seconds to the first sample, and the megabytes that are resident a moment later."""
    log = home / "subject.log"
    with running(netmon("watch", "--json"), home_variables(home), log) as subject:
        first_s = subject.wait_for("the first sample", lambda: b'"sampled_at"' in log.read_bytes())
        subject.wait_for("a second sample", lambda: log.read_bytes().count(b'"sampled_at"') > 1)
        return first_s, subject.resident_bytes() / MB
