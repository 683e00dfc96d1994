"""Disks that are full or can't be written, and users who may not write: nothing is lost, all goes on by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.outbox import Outbox
from support.store_records import fill

SUPPORT = Path(__file__).resolve().parents[2] / "support"
NOBODY = 65534


def story(name: str, place: Path) -> dict[str, Any]:
    """What came of a story of tests/support/store_disk.py on a disk of its own."""
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    command = [*apart, sys.executable, str(SUPPORT / "store_disk.py"), name, str(place)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert isinstance(told, dict)
    return told


def test_a_disk_that_fills_up_stops_nothing_for_good(tmp_path: Path) -> None:
    told = story("while running", tmp_path / "disk")
    kind, title, advice = told.pop("append")
    assert (kind, str(tmp_path / "disk" / "data") in title) == ("full", True)
    assert "Free some space" in advice
    assert told == {
        "again": "full",
        "acknowledge": "full",
        "minute": "full",
        "readable": True,
        "in flight": [1, 1],
        "acknowledged after all": True,
        "all there": True,
        "all there after a restart": True,
    }


def test_a_full_disk_at_the_start_can_be_read_and_is_written_when_it_has_room(tmp_path: Path) -> None:
    assert story("at start", tmp_path / "disk") == {
        "lock": True,
        "reader": "full",
        "read": [True, 5],
        "append": "full",
        "not set aside": True,
        "works again": True,
        "others can read again": True,
    }


def test_no_room_for_a_first_database(tmp_path: Path) -> None:
    assert story("on a new disk", tmp_path / "disk") == {"open": "full", "read": None, "works": 1, "left behind": []}


def test_a_read_only_disk_is_read(tmp_path: Path) -> None:
    assert story("read only", tmp_path / "disk") == {
        "open": "readonly",
        "read": [1],
        "write": "cantopen",
        "lock": [True, False],
        "elsewhere": "readonly",
        "works again": 2,
    }


@pytest.fixture
def shared_place() -> Iterator[Path]:
    """A folder that another user can walk into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(data_dir: Path, access: str) -> str:
    """What a process under another user, without any privilege, says of a data directory."""
    program = str(SUPPORT / "store_process.py")
    # The interpreter may lie where nobody may look: the program is loaded first and becomes nobody then.
    become = (
        "import os, runpy, sys; sys.argv = sys.argv[1:]; program = runpy.run_path(sys.argv[0]);"
        f" os.geteuid() or (os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY}));"
        " from pathlib import Path; program['look'](Path(sys.argv[1]), sys.argv[2])"
    )
    command = [sys.executable, "-c", become, program, str(data_dir), access]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def give_away(path: Path) -> None:
    """Make the file the property of the one who will look at it."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


@pytest.fixture
def filled(shared_place: Path) -> Path:
    data_dir = shared_place / "data"
    with Database.open(data_dir) as database:
        fill(database, 3)
    return data_dir


def test_a_directory_that_the_user_may_not_write_is_read_and_told(filled: Path) -> None:
    for path in filled.iterdir():
        give_away(path)
    filled.chmod(0o555)
    try:
        assert as_nobody(filled, "reading") == "pending 3\n"
        kind, _, text = as_nobody(filled, "writable").partition(" ")
        assert kind == "readonly"
        assert f"{filled} can't be written" in text
        assert "--data-dir" in text
    finally:
        filled.chmod(0o700)
    with Database.open(filled) as database:
        assert fill(database, 1) == [4]


def test_a_parent_that_the_user_may_not_write_is_told(shared_place: Path) -> None:
    shared_place.chmod(0o555)
    try:
        assert as_nobody(shared_place / "new", "writable").startswith("readonly ")
        assert as_nobody(shared_place / "new", "reading") == "pending 0\n"
    finally:
        shared_place.chmod(0o755)


def test_a_file_that_the_user_may_not_read_is_told(filled: Path) -> None:
    filled.chmod(0o755)
    (filled / DATABASE_NAME).chmod(0o000)
    assert as_nobody(filled, "reading").startswith("cantopen ")
    assert as_nobody(filled, "writable").startswith("cantopen ")
    (filled / DATABASE_NAME).chmod(0o600)
    with Database.open(filled) as database:
        assert database.was_set_aside is None


def test_a_wal_that_may_not_be_indexed_is_never_passed_over(shared_place: Path) -> None:
    """Read without its -wal the database would look older than it is: better told than read."""
    data_dir = shared_place / "data"
    with Database.open(shared_place / "alive") as database:
        fill(database, 3)
        shutil.copytree(shared_place / "alive", data_dir, ignore=shutil.ignore_patterns("*-shm"))
    for path in data_dir.iterdir():
        give_away(path)
    data_dir.chmod(0o555)
    try:
        assert as_nobody(data_dir, "reading").startswith("readonly ")
    finally:
        data_dir.chmod(0o700)
    with Database.open(data_dir, writable=False) as reader:
        assert Outbox(reader).counts().pending == 3
