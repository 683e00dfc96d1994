"""The frames of a -wal, beside what SQLite makes of the same file."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.wal import committed_frames, sound_frames
from support.store_records import fill

PAGE_BYTES = 4096


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with TemporaryDirectory() as folder, Database.open(Path(folder) / "alive") as database:
        fill(database, 12)
        shutil.copytree(Path(folder) / "alive", Path(folder) / "left", ignore=shutil.ignore_patterns("*-shm"))
        yield Path(folder) / "left"


@pytest.fixture
def wal(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "data")
    return tmp_path / "data" / f"{DATABASE_NAME}-wal"


def taken_by_sqlite(wal: Path) -> int:
    """How many frames SQLite sees."""
    with closing(sqlite3.connect(wal.with_name(DATABASE_NAME))) as connection:
        return int(connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])


def counted(wal: Path) -> tuple[int | None, int]:
    with wal.open("rb") as file:
        return sound_frames(file, 30.0), len(committed_frames(file, PAGE_BYTES))


def test_a_sound_file_is_taken_whole(wal: Path) -> None:
    sound, committed = counted(wal)
    assert sound == committed == taken_by_sqlite(wal)


@pytest.mark.parametrize("seed", range(12))
def test_it_is_sound_as_far_as_sqlite_says(wal: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(wal.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    wal.write_bytes(content)
    sound, committed = counted(wal)
    assert sound == taken_by_sqlite(wal)
    assert sound is not None
    assert sound <= committed


@pytest.mark.parametrize("length", [0, 10, 32, 33, 5000])
def test_a_short_file_has_few_frames(wal: Path, length: int) -> None:
    wal.write_bytes(wal.read_bytes()[:length])
    sound, _ = counted(wal)
    assert sound == taken_by_sqlite(wal)


def test_frames_from_before_a_new_beginning_are_passed_over(wal: Path) -> None:
    with closing(sqlite3.connect(wal.with_name(DATABASE_NAME), isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("UPDATE agent_state SET value = value")
        connection.execute("INSERT INTO agent_state (key, value) VALUES ('k', 'v')")
        size_bytes = wal.stat().st_size
        with wal.open("rb") as file:
            frames = committed_frames(file, PAGE_BYTES)
            assert sound_frames(file, 30.0) == len(frames)
        assert 0 < len(frames) < size_bytes // PAGE_BYTES // 2


def test_an_end_in_the_middle_of_a_transaction_is_not_committed(wal: Path) -> None:
    before, _ = counted(wal)
    with wal.open("r+b") as file:
        file.truncate(wal.stat().st_size - PAGE_BYTES // 2)
    sound, committed = counted(wal)
    assert before is not None
    assert sound is not None
    assert sound == committed < before


def test_a_check_that_takes_too_long_is_undecided(wal: Path) -> None:
    with wal.open("rb") as file:
        assert sound_frames(file, -1.0) is None
