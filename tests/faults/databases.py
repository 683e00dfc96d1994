"""Databases that were damaged between two runs, and very long ones."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME

BACKLOG = 400
"""Enough pages for damage to hit some and miss others."""
PAGE_BYTES = 4096
MILLION = 1_000_000


def _flip_bits(database: Path, chance: random.Random) -> None:
    with database.open("r+b") as file:
        size = database.stat().st_size
        for _ in range(40):
            place = chance.randrange(PAGE_BYTES, size)
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ (1 << chance.randrange(8))]))


def _zero_pages(database: Path, chance: random.Random) -> None:
    with database.open("r+b") as file:
        for _ in range(3):
            file.seek(chance.randrange(1, database.stat().st_size // PAGE_BYTES) * PAGE_BYTES)
            file.write(bytes(PAGE_BYTES))


def _zero_the_head(database: Path, _chance: random.Random) -> None:
    with database.open("r+b") as file:
        file.write(bytes(PAGE_BYTES))


def _truncate(database: Path, chance: random.Random) -> None:
    os.truncate(database, int(database.stat().st_size * chance.uniform(0.2, 0.9)))


def _replace_by_text(database: Path, _chance: random.Random) -> None:
    database.write_text("Dear diary, today I was a database.\n" * 300, encoding="ascii")


DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "flipped-bits": _flip_bits,
    "zeroed-pages": _zero_pages,
    "zeroed-head": _zero_the_head,
    "truncated": _truncate,
    "a-text-file": _replace_by_text,
}


def _damage(name: str, harm: Callable[[Path, random.Random], None]) -> None:
    @fault(f"database-{name}", quick=1, whole=10)
    def damaged(scene: Scene, run: int) -> None:
        scene.fill(BACKLOG)
        harm(scene.data_dir / DATABASE_NAME, random.Random(run))
        scene.is_damaged = True
        agent = scene.up()
        before = len(scene.promised())
        scene.eventually(lambda: len(scene.promised()) >= before + 4, "it goes on recording")
        scene.eventually(lambda: _is_at_rest(scene), "what came back is delivered", 120)
        agent.stop()
        if not list(scene.data_dir.glob("*damaged*")) and scene.arrived() < BACKLOG:
            raise StuckError("records are missing and no damaged database was kept")

    words = name.replace("-", " ")
    damaged.__doc__ = f"Between two runs the database is hurt ({words}): kept aside, what is readable comes back"


def _is_at_rest(scene: Scene) -> bool:
    """Whether nothing that was brought back still waits."""
    counts = scene.counts()
    return counts.pending + counts.sending <= 4


for _name, _harm in DAMAGES.items():
    _damage(_name, _harm)


@fault("database-without-its-wal", quick=1, whole=5)
def without_wal(scene: Scene, _run: int) -> None:
    """The -wal of a killed agent is deleted: what was only there is gone with it, nothing else"""
    scene.fill(BACKLOG)
    agent = scene.up()
    scene.eventually(lambda: scene.arrived() >= 20, "some arrive")
    agent.kill()
    for place in scene.data_dir.glob("*-wal"):
        place.unlink()
    scene.promise_only(set(scene.states()))
    scene.admitted_copies = 1  # the acknowledgements were in the -wal too
    scene.allowed_duplicates += BACKLOG
    scene.drain(120)


@fault("backlog-of-a-million", quick=0, whole=1)
def backlog_of_a_million(scene: Scene, _run: int) -> None:
    """1,000,000 records wait: the first sample within 3 s, the first record sent soon, at most 120 MB"""
    scene.fill(MILLION)
    scene.configure(log="max_records = 2000000\nmax_bytes = 3000000000")
    started = time.monotonic()
    agent = scene.up()
    scene.eventually(scene.arrived, "the first record arrives", 10)
    if time.monotonic() - started > 8:
        raise StuckError(f"the first record took {time.monotonic() - started:.1f} s")
    size = scene.resident_bytes(agent)
    if size > 120_000_000:
        raise StuckError(f"{size / 1e6:.0f} MB resident")
    agent.stop()
    with Database.open(scene.data_dir, writable=False) as database:
        kept = database.read("SELECT count(*) FROM connection_log")[0][0]
    if kept < MILLION:
        raise StuckError(f"only {kept} records are left")
