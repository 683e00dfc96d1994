"""What people read when the store can't do its work, and what is told as what."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from netmon_tray.model import NetmonError
from netmon_tray.store import errors
from netmon_tray.store.errors import StoreError, StoreErrorKind, from_sqlite, from_system, translated, translated_files


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "readonly"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "corrupt"),
        (sqlite3.SQLITE_NOTADB, "corrupt"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "busy"),
        (sqlite3.SQLITE_LOCKED, "busy"),
        (sqlite3.SQLITE_CANTOPEN, "cantopen"),
        (sqlite3.SQLITE_PERM, "cantopen"),
        (sqlite3.SQLITE_IOERR_FSYNC, "io"),
    ],
)
def test_each_code_of_sqlite_has_its_kind_and_its_words(tmp_path: Path, code: int, kind: StoreErrorKind) -> None:
    told = from_sqlite(sqlite_error(code), tmp_path / "netmon.db")
    assert told is not None
    assert told.kind == kind
    assert isinstance(told, NetmonError)
    assert str(tmp_path) in told.title
    assert told.title.endswith(".")
    assert told.advice.endswith(".")


def test_a_broken_rule_is_no_trouble_of_the_machine(tmp_path: Path) -> None:
    assert from_sqlite(sqlite_error(sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY), tmp_path / "netmon.db") is None
    assert from_sqlite(sqlite3.ProgrammingError("closed"), tmp_path / "netmon.db") is None


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN])
def test_an_error_on_a_disk_without_room_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    room = os.statvfs(tmp_path)
    monkeypatch.setattr(errors, "NEARLY_FULL_BYTES", room.f_frsize * (room.f_bavail + 10**6))
    told = from_sqlite(sqlite_error(code), tmp_path / "netmon.db")
    assert told is not None
    assert told.kind == "full"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "readonly"),
        (errno.EACCES, "readonly"),
        (errno.EIO, "io"),
        (errno.ENOTDIR, "cantopen"),
    ],
)
def test_each_error_of_the_system_has_its_kind(tmp_path: Path, number: int, kind: StoreErrorKind) -> None:
    told = from_system(OSError(number, os.strerror(number)), tmp_path)
    assert told.kind == kind
    assert told.advice


def test_the_seam_lets_each_error_out_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError), translated(tmp_path):
        raise sqlite_error(sqlite3.SQLITE_BUSY)
    with pytest.raises(RuntimeError, match="refused"), translated(tmp_path):
        raise sqlite_error(sqlite3.SQLITE_CONSTRAINT)
    with pytest.raises(FileNotFoundError), translated(tmp_path):
        raise FileNotFoundError
    with pytest.raises(StoreError), translated_files(tmp_path):
        raise OSError(errno.EROFS, "read-only")
    with pytest.raises(ZeroDivisionError), translated_files(tmp_path):
        raise ZeroDivisionError
