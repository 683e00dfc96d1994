"""Opening the database file: what is there, is it sound and of our version; making, migrating or setting it aside.

The file is opened by SQLite and by nothing else. POSIX drops all of a process's locks on a file when any descriptor of
it is closed (https://www.sqlite.org/howtocorrupt.html, 2.2): one ``open(path).read()`` beside a connection, and another
process that closes the database takes itself for the last one and deletes the -wal under the agent.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from netmon_tray.store.damage import hides_records, note_damage, note_lost_wal
from netmon_tray.store.errors import SQLITE_ERRORS, StoreError, from_sqlite, translated, translated_files
from netmon_tray.store.files import (
    clear_suspicion,
    damaged_databases,
    is_suspect,
    make_private_dir,
    make_private_file,
    set_aside,
    side_files,
)
from netmon_tray.store.lock import sole_right
from netmon_tray.store.migration import apply_migrations, back_up
from netmon_tray.store.schema import APPLICATION_ID, SCHEMA_VERSION
from netmon_tray.store.soundness import Check, has_fault

WAL_CHECKPOINT_PAGES = 2000
"""8 MiB, twice SQLite's default: about 300 appends for each checkpoint's two flushes and its wait of some 10 ms."""
WAL_KEPT_BYTES = 9 * 1024 * 1024
CACHE_KIB = 1024
"""Half of SQLite's default per connection; the system's page cache answers the rest, measured equal at 10^6 rows."""
CHECK_AT_ONCE_BYTES = 128 * 1024 * 1024
"""quick_check reads 240 MB/s here: up to this size it is made while opening, above it by ``Database.verify``."""
CHECK_S = 1.0
"""On a slow disk also that is left to ``verify`` after this time."""
DOUBT_S = 2.0
"""Damage was met and the check that compares all indexes too is not through: then the damage counts."""
LEAST_PAGE_BYTES = 512
"""A database is one page long at least (https://www.sqlite.org/fileformat2.html)."""
_POLL_S = 0.05

Damage = Literal["none", "met", "certain"]
"""What is known of damage: "met" by a statement, which a check must confirm, or "certain" by a check."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is in the place of the database, found without writing to it."""

    version: int = 0
    """Schema version; 0 where there is nothing yet."""
    damage: StoreError | None = None
    has_wal: bool = False
    """A -wal with content: a writer is at work, or the last one ended uncleanly."""
    is_undecided: bool = False
    """The check was not through in time."""
    is_readable: bool = True
    """False where the -wal could not be read (no room for its index): the version is that without it."""

    @property
    def is_current(self) -> bool:
        """Whether it can be used as it is."""
        return self.damage is None and self.version == SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Writer:
    """A writing connection and how it came about."""

    connection: sqlite3.Connection
    is_exclusive: bool = False
    """Opened on a full disk: no other connection can read until it is opened anew."""
    set_aside: Path | None = None
    """Where the damaged database was moved, when there was one."""
    is_unverified: bool = False
    """The last writer ended uncleanly and the file is too large to be checked while opening."""
    has_lost_wal: bool = False
    """The last writer ended uncleanly, and what it left in the -wal was removed since."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reading connection."""

    connection: sqlite3.Connection
    is_stand_in: bool = False
    """Nothing was recorded yet: an empty database in memory, to be replaced as soon as there is a real one."""


def open_writer(path: Path, *, now_unix_ms: int, busy_timeout_ms: int, damage: Damage = "none") -> Writer:
    """Open ``path`` for writing, sound and at our version.

    Every page is checked first where ``damage`` was met, now or before, and after an unclean end of a small database,
    for a short time only. A damaged file is set aside and replaced, but only by the agent of the directory or when
    there is none. Raises StoreError.
    """
    make_private_dir(path.parent)
    deadline = time.monotonic() + busy_timeout_ms / 1000
    has_lost_wal = _has_lost_wal(path)  # looking makes a new one
    while True:
        found = look(path, busy_timeout_ms=busy_timeout_ms)
        damage = "met" if damage == "none" and is_suspect(path) else damage
        doubts = _Doubts(damage, has_lost_wal, found.has_wal)
        if found.is_current and doubts == _Doubts() and not damaged_databases(path):
            return _connect(path, busy_timeout_ms=busy_timeout_ms)
        with sole_right(path.parent) as is_sole:
            if is_sole:
                return _open_alone(path, doubts, now_unix_ms=now_unix_ms, busy_timeout_ms=busy_timeout_ms)
        if found.damage:
            raise found.damage
        if found.is_current:
            return _connect(path, busy_timeout_ms=busy_timeout_ms)
        if time.monotonic() > deadline:
            raise StoreError("busy", f"Another netmon with another database version is using {path.parent}.")
        time.sleep(_POLL_S)


def open_reader(path: Path, *, now_unix_ms: int, busy_timeout_ms: int) -> Reader:
    """Open ``path`` for reading; where nothing was recorded yet an empty database in memory answers.

    An older version is migrated first, where this process may. Raises StoreError.
    """
    found = look(path, busy_timeout_ms=busy_timeout_ms)
    if found.damage:
        raise found.damage
    if found.is_readable and not found.version:
        return Reader(_empty_in_memory(), is_stand_in=True)
    if found.is_readable and not found.is_current:
        open_writer(path, now_unix_ms=now_unix_ms, busy_timeout_ms=busy_timeout_ms).connection.close()
    with translated(path):
        try:
            return Reader(_reading(path, busy_timeout_ms=busy_timeout_ms))
        except sqlite3.OperationalError:
            if os.access(path.parent, os.W_OK) or _has_wal(path):
                raise
            # A read-only place without a -wal: nothing can change the file under us, so immutable=1 is true.
            return Reader(_reading(path, busy_timeout_ms=busy_timeout_ms, immutable=True))


def look(path: Path, *, busy_timeout_ms: int, check: Check | None = None) -> Look:
    """Tell version and, by ``check``, soundness of ``path`` without writing to it.

    Raises StoreError "newer", "cantopen" (another program's database) or what keeps it from being read.
    """
    size_bytes, has_wal = _size_bytes(path), _has_wal(path)
    if not size_bytes:
        return Look(has_wal=has_wal)
    if size_bytes < LEAST_PAGE_BYTES:
        return Look(damage=_damage(path), has_wal=has_wal)  # SQLite would take it for an empty database
    version_without_wal = _version_without_wal(path)
    try:
        version, fault = _ask(path, busy_timeout_ms=busy_timeout_ms, check=check)
    except SQLITE_ERRORS as error:
        known = from_sqlite(error, path)
        if known is not None and known.kind == "corrupt":
            return Look(damage=known, has_wal=has_wal)
        return Look(version_without_wal, has_wal=has_wal, is_readable=False)
    return Look(version, _damage(path) if fault else None, has_wal, is_undecided=fault is None)


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Why a database may not be sound."""

    damage: Damage = "none"
    wal_is_lost: bool = False
    ended_uncleanly: bool = False

    def check(self, path: Path) -> Check | None:
        """What to do about it while opening."""
        if self.damage != "none":
            return "integrity_check" if self.damage == "met" else None
        in_doubt = self.ended_uncleanly or self.wal_is_lost
        return "quick_check" if in_doubt and _size_bytes(path) <= CHECK_AT_ONCE_BYTES else None


def _open_alone(path: Path, doubts: _Doubts, *, now_unix_ms: int, busy_timeout_ms: int) -> Writer:
    with translated_files(path):
        check = doubts.check(path)
        found = look(path, busy_timeout_ms=busy_timeout_ms, check=check)
        is_damaged = (
            found.damage is not None
            or doubts.damage == "certain"
            or (doubts.damage == "met" and found.is_undecided)
            or (found.has_wal and found.is_readable and _hides_records(path, busy_timeout_ms))
        )
        aside = None
        if is_damaged or (found.has_wal and not _size_bytes(path)):
            aside = set_aside(path)  # SQLite would delete a -wal that it finds beside an empty database
        writer = _connect(path, busy_timeout_ms=busy_timeout_ms)
        try:
            _bring_up_to_date(writer.connection, path)
            note_damage(writer.connection, path, now_unix_ms)
            if doubts.wal_is_lost and aside is None:
                note_lost_wal(writer.connection, path, now_unix_ms)
            clear_suspicion(path)
        except BaseException:
            writer.connection.close()
            raise
    in_doubt = doubts.ended_uncleanly or doubts.wal_is_lost
    return Writer(
        writer.connection,
        writer.is_exclusive,
        aside,
        is_unverified=aside is None and in_doubt and (check is None or found.is_undecided),
        has_lost_wal=doubts.wal_is_lost,
    )


def _hides_records(path: Path, busy_timeout_ms: int) -> bool:
    try:
        with closing(_reading(path, busy_timeout_ms=busy_timeout_ms)) as connection:
            return hides_records(connection, path)
    except (*SQLITE_ERRORS, OSError):
        return False  # no database yet, or one that can't be read now: that is told when it is opened


def _connect(path: Path, *, busy_timeout_ms: int) -> Writer:
    """Open for writing; where a full disk has no place for the WAL index, with the index in this process alone."""
    with translated_files(path):
        make_private_file(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError("readonly", f"{path.parent} can't be written.")
    try:
        with translated(path):
            return Writer(_writing(path, busy_timeout_ms=busy_timeout_ms, is_exclusive=False))
    except StoreError as error:
        if error.kind != "full":
            raise
    with translated(path):
        return Writer(_writing(path, busy_timeout_ms=busy_timeout_ms, is_exclusive=True), is_exclusive=True)


def _writing(path: Path, *, busy_timeout_ms: int, is_exclusive: bool) -> sqlite3.Connection:
    connection = _bare(str(path), busy_timeout_ms=busy_timeout_ms, is_exclusive=is_exclusive)
    try:
        if not _size_bytes(path):
            # Retention can then give space back. On a file with tables this would be a write at each opening.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",  # macOS: fsync alone leaves the data in the drive's cache
            "checkpoint_fullfsync = ON",
            "secure_delete = ON",
            f"wal_autocheckpoint = {WAL_CHECKPOINT_PAGES}",
            f"journal_size_limit = {WAL_KEPT_BYTES}",
            "recursive_triggers = ON",  # else INSERT OR REPLACE deletes past the triggers
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # opens the -wal and its index
        connection.execute("PRAGMA busy_timeout = 0")  # Database waits by itself, see there
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path, *, busy_timeout_ms: int, immutable: bool = False) -> sqlite3.Connection:
    query = "?mode=ro&immutable=1" if immutable else "?mode=ro"
    connection = _bare(path.absolute().as_uri() + query, busy_timeout_ms=busy_timeout_ms, is_uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _bare(name: str, *, busy_timeout_ms: int, is_uri: bool = False, is_exclusive: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name, uri=is_uri, timeout=busy_timeout_ms / 1000, isolation_level=None, check_same_thread=False
    )
    # The locking mode comes first: cache_size reads the file, which needs the WAL index that a full disk can't hold.
    pragmas = (f"cache_size = -{CACHE_KIB}", "temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON")
    try:
        for pragma in ("locking_mode = EXCLUSIVE", *pragmas) if is_exclusive else pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _empty_in_memory() -> sqlite3.Connection:
    connection = _bare(":memory:", busy_timeout_ms=0)
    apply_migrations(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version == SCHEMA_VERSION:
        return
    if version:
        back_up(connection, path.parent, version)
    apply_migrations(connection)


def _ask(
    path: Path, *, busy_timeout_ms: int, check: Check | None = None, immutable: bool = False
) -> tuple[int, bool | None]:
    """Schema version, and whether ``check`` finds a fault: None where it was not through in time."""
    connection = _reading(path, busy_timeout_ms=busy_timeout_ms, immutable=immutable)
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        _refuse_foreign(path, application_id, version)
        limit_s = DOUBT_S if check == "integrity_check" else CHECK_S
        return int(version), has_fault(connection, check, limit_s) if check else False
    finally:
        connection.close()


def _refuse_foreign(path: Path, application_id: int, version: int) -> None:
    if application_id not in (0, APPLICATION_ID):
        raise StoreError("cantopen", f"{path} is the database of another program.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            "newer",
            f"{path} was made by a newer netmon-tray (database version {version}, this one knows {SCHEMA_VERSION}).",
        )


def _damage(path: Path) -> StoreError:
    return StoreError("corrupt", f"The database {path} is damaged.")


def _version_without_wal(path: Path) -> int:
    """Schema version in the file itself, asked first because this way SQLite leaves no -wal and -shm beside it."""
    try:
        return _ask(path, busy_timeout_ms=0, immutable=True)[0]
    except SQLITE_ERRORS:
        return 0


def _size_bytes(path: Path) -> int:
    """Size of the file, 0 where there is none; StoreError for what is no file or may not be read."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreError("cantopen", f"{path} can't be read: {error.strerror}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError("cantopen", f"{path} is not a file.")
    if not os.access(path, os.R_OK):
        raise StoreError("cantopen", f"{path} may not be read by your user.")
    return found.st_size


def _has_lost_wal(path: Path) -> bool:
    """An index of a -wal without the -wal: SQLite removes them the other way round, so somebody else did."""
    wal, index = side_files(path)
    return index.exists() and not wal.exists() and path.exists()


def _has_wal(path: Path) -> bool:
    wal, _ = side_files(path)
    try:
        return wal.stat().st_size > 0
    except OSError:
        return False
