"""One database file per data directory: one writing connection behind one lock, a separate one for reading."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, Self, TypeAlias

from netmon_tray.store.errors import SQLITE_ERRORS, BrokenTextError, StoreError, StoreErrorKind, told
from netmon_tray.store.files import DATABASE_NAME, Identity, identity, is_suspect, mark_suspect
from netmon_tray.store.lock import is_held_here
from netmon_tray.store.migration import is_our_schema
from netmon_tray.store.opening import Damage, Reader, open_reader, open_writer
from netmon_tray.store.soundness import has_fault

__all__ = ["Database", "StoreError", "StoreErrorKind", "unix_ms"]

BUSY_TIMEOUT_MS = 2000
"""How long a write waits for another process's: its transactions take milliseconds."""
BUSY_AGAIN_MS = 50
BUSY_POLL_S = 0.001
WAL_LOOK_S = 1.0
VERIFIER_ENDS_S = 2.0
"""How long a close waits for a check that it broke off: the last connection to end empties the -wal, if it may."""
HANGS_S = 1.0
"""How long a close waits for a statement of another thread: another program's locks can hold one up for minutes."""
LEAVE_EXCLUSIVE_S = 10.0
"""How often a database that was opened on a full disk tries to become readable for others again."""

_REFUSALS = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CONSTRAINT_TRIGGER,
        sqlite3.SQLITE_CONSTRAINT_CHECK,
        sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
        sqlite3.SQLITE_CONSTRAINT_NOTNULL,
    }
)
"""How SQLite answers a statement of ours that the schema does not fit."""

Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]


def unix_ms() -> int:
    """The wall clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Database:
    """The database of a data directory, usable from any thread.

    After a StoreError it stays usable: the failed transaction left nothing behind and a later one works as soon as
    the cause is gone. A file that vanished or was replaced is noticed and opened anew.

    Attributes:
        path: the database file.
        is_writable: whether ``transaction`` may be used.
        was_set_aside: new name of a damaged database that this object replaced, else None.
        is_unverified: the last writer ended uncleanly and the file was too large to be checked while opening:
            call ``verify`` when there is time.
        has_lost_wal: the last writer ended uncleanly and its -wal was removed since.
        has_broken_text: a text was met that is not UTF-8 any more; such are read with U+FFFD from then on.
        openings: how often the file was opened for writing.
        epoch: a number that grows whenever what was written may not be there: a transaction failed, or another file
            took the database's place.
        after_opening: called, with the write lock held, after the file was opened for writing, also in the middle of
            the work: it may have been set aside.
    """

    def __init__(
        self, data_dir: Path, *, writable: bool, clock_unix_ms: Callable[[], int], busy_timeout_ms: int
    ) -> None:
        """Use ``Database.open``."""
        self.path = data_dir / DATABASE_NAME
        self.is_writable = writable
        self.was_set_aside: Path | None = None
        self.is_unverified = False
        self.has_lost_wal = False
        self.has_broken_text = False
        self.epoch = 0
        self.after_opening: Callable[[], None] = lambda: None
        self.clock_unix_ms = clock_unix_ms
        self._busy_timeout_ms = busy_timeout_ms
        self._write_lock = threading.RLock()
        self._read_lock = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._writer_identity: Identity | None = None
        self.openings = 0
        self._wal_looked_at_s = 0.0
        self._reader: sqlite3.Connection | None = None
        self._reader_identity: Identity | None = None
        self._is_exclusive = False
        self._exclusive_until_s = 0.0
        self._was_busy = False
        self._damage: Damage = "none"
        self._is_closed = False
        self._synchronous = ""
        self._transaction_is_durable: bool | None = None
        self._verifier: sqlite3.Connection | None = None
        self._verifying = threading.Lock()

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        writable: bool = True,
        clock_unix_ms: Callable[[], int] = unix_ms,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    ) -> Database:
        """Open the database of ``data_dir``, made or migrated where needed.

        A reader of a directory where nothing was recorded yet finds an empty database and makes no file.
        Raises StoreError; a newer database and another program's are left untouched.
        """
        database = cls(data_dir, writable=writable, clock_unix_ms=clock_unix_ms, busy_timeout_ms=busy_timeout_ms)
        if writable:
            with database._write_lock:
                database._ready_writer()
        else:
            with database._read_lock:
                database._ready_reader()
        return database

    @contextmanager
    def transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """Write in one transaction, committed when the block ends, undone when it raises.

        ``durable`` waits until the disk has it (one flush); otherwise the commit survives the end of the process but
        not a power cut. Within another transaction of the same thread the block joins that one.
        Raises StoreError; then nothing of the block was written.
        """
        with self._write_lock:
            if self._transaction_is_durable is not None:
                if durable and not self._transaction_is_durable:
                    raise ValueError("a durable transaction can't be part of one that is not")
                yield self._ready_writer()
                return
            connection = self._ready_writer()
            try:
                self._begin(connection, durable=durable)
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                self.epoch += 1
                self._roll_back(connection)
                if isinstance(error, SQLITE_ERRORS):
                    raise self._translated(error) from error
                raise
            finally:
                self._transaction_is_durable = None

    def read(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query, as committed. Raises StoreError."""
        try:
            return self._rows(sql, parameters)
        except BrokenTextError:
            return self._rows(sql, parameters)

    def data_version(self) -> int:
        """A number that changes when another connection, of this or any process, has written. Raises StoreError."""
        if self.is_writable:
            with self._write_lock, self._watched():
                (version,) = self._ready_writer().execute("PRAGMA data_version").fetchone()
                return (self.openings << 32) + int(version)
        return int(self.read("PRAGMA data_version")[0][0])

    def heed_suspicion(self) -> None:
        """Look into damage that another process met, before the next transaction."""
        if self._damage == "none" and is_suspect(self.path):
            self._damage = "met"

    def doubt(self) -> NoReturn:
        """Have the file looked into: something was read that the program never writes. Raises StoreError."""
        self._suspect()
        raise StoreError("corrupt", f"The database {self.path} is damaged.")

    def verify(self) -> bool:
        """Check every page (240 MB/s, without holding up writers); a damaged file is replaced, and the answer False.

        Raises StoreError where it can't be read, or where the database was closed meanwhile.
        """
        checked = identity(self.path)
        try:
            with self._verifying, self._watched():
                if self._is_closed:  # before a connection is opened that would outlive the writing one
                    raise self._closed()
                with closing(self._new_reader().connection) as self._verifier:
                    is_unsound = has_fault(self._verifier, "quick_check")
                if self._is_closed:  # a check that was interrupted may find what is not there
                    raise self._closed()
        except StoreError as error:
            if error.kind != "corrupt":
                raise
            is_unsound = True
        finally:
            self._verifier = None
        self.is_unverified = False
        return not (is_unsound and self._replace(checked))

    def size_bytes(self) -> int:
        """Bytes that the stored rows take: the file without its free pages. Raises StoreError."""
        ((pages, free, page_bytes),) = self.read(
            "SELECT (SELECT page_count FROM pragma_page_count), (SELECT freelist_count FROM pragma_freelist_count),"
            " (SELECT page_size FROM pragma_page_size)"
        )
        return int((pages - free) * page_bytes)

    def close(self) -> None:
        """Close both connections; the agent, or the last one, empties the -wal. Later calls raise StoreError.

        One that a hanging statement uses is closed once that ends, by a thread that nobody waits for.
        """
        self._is_closed = True
        if (verifier := self._verifier) is not None:
            with suppress(sqlite3.ProgrammingError):  # it came to its end just now
                verifier.interrupt()
        if self._verifying.acquire(timeout=VERIFIER_ENDS_S):
            self._verifying.release()
        _when_free(self._read_lock, self._close_reader)
        _when_free(self._write_lock, self._close_writer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- behind the locks ---

    def _rows(self, sql: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        if self._is_exclusive:
            with self._write_lock, self._watched():
                return self._ready_writer().execute(sql, parameters).fetchall()
        with self._read_lock, self._watched():
            return self._ready_reader().execute(sql, parameters).fetchall()

    def _begin(self, connection: sqlite3.Connection, *, durable: bool) -> None:
        synchronous = "FULL" if durable else "NORMAL"
        if synchronous != self._synchronous:
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            self._synchronous = synchronous
        self._begin_when_free(connection)
        self._transaction_is_durable = durable

    def _begin_when_free(self, connection: sqlite3.Connection) -> None:
        """Wait for another process's transaction to end.

        SQLite's own waiting tries ten times a second in the end, and can fail for seconds beside an agent that drains
        its outbox as fast as it can. After one wait in vain the next ones are short: a program that holds the lock for
        a minute must not hold up the sampling for all of it.
        """
        patience_ms = min(self._busy_timeout_ms, BUSY_AGAIN_MS) if self._was_busy else self._busy_timeout_ms
        deadline_s = time.monotonic() + patience_ms / 1000
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() >= deadline_s:
                    self._was_busy = True
                    raise
                time.sleep(BUSY_POLL_S)
            else:
                self._was_busy = False
                return

    def _ready_writer(self) -> sqlite3.Connection:
        """Return the writing connection, opened anew where it has to be. The write lock is held."""
        if self._is_closed or not self.is_writable:
            raise StoreError("cantopen", f"{self.path} is not open for writing.", "")
        if self._writer is not None and self._transaction_is_durable is not None:
            return self._writer
        if self._writer is not None and not self._must_reopen_writer():
            return self._writer
        self._close_writer()
        with self._read_lock:
            self._close_reader()
        opened = open_writer(
            self.path,
            now_unix_ms=self.clock_unix_ms(),
            busy_timeout_ms=self._busy_timeout_ms,
            damage=self._damage,
        )
        self._writer, self._writer_identity = opened.connection, identity(self.path)
        self.openings += 1
        self.epoch += 1
        self._damage = "none"
        self._is_exclusive = opened.is_exclusive
        self._exclusive_until_s = time.monotonic() + LEAVE_EXCLUSIVE_S
        self._synchronous = ""
        self._prepare(self._writer)
        self.is_unverified = opened.is_unverified
        self.has_lost_wal = opened.has_lost_wal or self.has_lost_wal
        self.was_set_aside = opened.set_aside or self.was_set_aside
        self.after_opening()
        return self._writer

    def _must_reopen_writer(self) -> bool:
        return (
            self._damage != "none"
            or (self._is_exclusive and time.monotonic() >= self._exclusive_until_s)
            or self._writer_identity != self._present_identity()
        )

    def _present_identity(self) -> Identity | None:
        """The identity of the file, asked anew; that of its -wal once a second (each costs 2 us)."""
        now_s = time.monotonic()
        if self._writer_identity is None or now_s >= self._wal_looked_at_s + WAL_LOOK_S:
            self._wal_looked_at_s = now_s
            return identity(self.path)
        return identity(self.path, self._writer_identity[2])

    def _ready_reader(self) -> sqlite3.Connection:
        """Return the reading connection, opened anew where it has to be. The read lock is held."""
        if self._is_closed:
            raise self._closed()
        if self._reader is not None and self._reader_identity == identity(self.path):
            return self._reader
        self._close_reader()
        opened = self._new_reader()
        self._reader = opened.connection
        self._prepare(self._reader)
        self._reader_identity = None if opened.is_stand_in else identity(self.path)
        return self._reader

    def _new_reader(self) -> Reader:
        return open_reader(self.path, now_unix_ms=self.clock_unix_ms(), busy_timeout_ms=self._busy_timeout_ms)

    def _closed(self) -> StoreError:
        return StoreError("cantopen", f"{self.path} is closed.", "")

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except SQLITE_ERRORS as error:
            raise self._translated(error) from error

    def _translated(self, error: sqlite3.Error | UnicodeDecodeError) -> Exception:
        """The error in the words of this room; where it tells of damage the file is looked into before it is used."""
        known = told(error, self.path)
        if isinstance(known, BrokenTextError):
            self.has_broken_text = True
            for connection in (self._writer, self._reader):
                self._prepare(connection)
        elif isinstance(known, StoreError) and known.kind == "corrupt":
            self._suspect()
        elif getattr(error, "sqlite_errorcode", None) in _REFUSALS and self._has_other_schema():
            self._suspect()
            return StoreError("corrupt", f"The database {self.path} is damaged.")
        return known

    def _has_other_schema(self) -> bool:
        """Whether a statement can have been refused because the schema is damaged."""
        try:
            with closing(self._new_reader().connection) as connection:
                return not is_our_schema(connection)
        except (*SQLITE_ERRORS, StoreError):
            return False

    def _prepare(self, connection: sqlite3.Connection | None) -> None:
        """Once a text was met that is none, texts are read with U+FFFD for what is broken: that costs a call each."""
        if connection is not None and self.has_broken_text:
            connection.text_factory = _lenient_text

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        """End what is left of a failed transaction; a connection that can't is given up for a new one."""
        if not connection.in_transaction:
            return
        try:
            connection.execute("ROLLBACK")
        except SQLITE_ERRORS:
            self._close_writer()

    def _replace(self, damaged: Identity | None) -> bool:
        """Have the file set aside: that it is damaged is certain. False where another has its name by now."""
        with self._write_lock:
            present = identity(self.path)
            if present is None or damaged is None or present[:2] != damaged[:2]:
                return False
            self._damage = "certain"
            mark_suspect(self.path)
            if self.is_writable:
                self._ready_writer()
            return True

    def _suspect(self) -> None:
        self._damage = "met"
        mark_suspect(self.path)

    def _close_writer(self) -> None:
        connection, self._writer = self._writer, None
        if connection is None:
            return
        try:
            if is_held_here(self.path.parent):
                # A window may still read, and then closing alone would leave a -wal that looks like an unclean end.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except SQLITE_ERRORS:
            pass  # a full, vanished or damaged disk: the -wal stays and is read at the next opening
        finally:
            connection.close()

    def _close_reader(self) -> None:
        connection, self._reader = self._reader, None
        if connection is not None:
            connection.close()


def _when_free(lock: threading.Lock | threading.RLock, close: Callable[[], None]) -> None:
    """Close what a lock guards, at once where that is free soon, else later."""

    def later() -> None:
        with lock:
            close()

    if not lock.acquire(timeout=HANGS_S):
        threading.Thread(target=later, name="netmon-close", daemon=True).start()
        return
    try:
        close()
    finally:
        lock.release()


def _lenient_text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
