"""The lock of a data directory within one process; tests/integration/store holds it against other processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netmon_tray.store.errors import StoreError
from netmon_tray.store.lock import LOCK_NAME, DataDirLock, is_held_here, sole_right


def test_one_of_two_holds_it_until_it_lets_go(tmp_path: Path) -> None:
    first, second = DataDirLock(tmp_path), DataDirLock(tmp_path)
    assert first.try_acquire()
    assert first.try_acquire(), "asking again changes nothing"
    assert not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()
    second.release()


def test_the_holder_is_named_and_nobody_where_it_is_free(tmp_path: Path) -> None:
    first, second = DataDirLock(tmp_path), DataDirLock(tmp_path)
    assert second.held_by() is None
    first.try_acquire()
    assert f"process {os.getpid()}" in (second.held_by() or "")
    assert "this program" in (first.held_by() or "")
    first.release()
    assert second.held_by() is None


def test_a_text_that_a_dead_holder_left_means_nothing(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text("1 netmon\n", "utf-8")
    lock = DataDirLock(tmp_path)
    assert lock.held_by() is None
    assert lock.try_acquire()
    lock.release()


def test_asking_who_holds_it_never_takes_it(tmp_path: Path) -> None:
    holder, other = DataDirLock(tmp_path), DataDirLock(tmp_path)
    holder.try_acquire()
    assert other.held_by()
    assert not other.try_acquire()
    holder.release()


def test_an_unreadable_text_still_says_that_it_is_held(tmp_path: Path) -> None:
    holder, other = DataDirLock(tmp_path), DataDirLock(tmp_path)
    holder.try_acquire()
    (tmp_path / LOCK_NAME).write_bytes(b"\xff\xfe nonsense")
    assert other.held_by() == "another process"
    holder.release()


def test_the_directory_and_the_file_are_private(tmp_path: Path) -> None:
    lock = DataDirLock(tmp_path / "new" / "data")
    lock.try_acquire()
    assert (tmp_path / "new" / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / "data" / LOCK_NAME).stat().st_mode & 0o777 == 0o600
    lock.release()


def test_the_sole_right_belongs_to_the_agent_or_to_anyone_without_one(tmp_path: Path) -> None:
    with sole_right(tmp_path) as is_sole:
        assert is_sole
        assert not DataDirLock(tmp_path).try_acquire(), "nobody becomes the agent meanwhile"
    agent = DataDirLock(tmp_path)
    agent.try_acquire()
    with sole_right(tmp_path) as is_sole:
        assert is_sole, "this process is the agent"
    assert is_held_here(tmp_path / "." / "")
    agent.release()
    assert not is_held_here(tmp_path)


def test_a_file_in_the_way_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    with pytest.raises(StoreError) as told:
        DataDirLock(tmp_path / "data").try_acquire()
    assert told.value.kind == "cantopen"
    assert told.value.advice
