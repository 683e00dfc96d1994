"""Whether a database is sound, as far as SQLite finds out in a given time."""

from __future__ import annotations

import sqlite3
import threading
from typing import Literal

from netmon_tray.store.migration import is_our_schema

Check = Literal["quick_check", "integrity_check"]

# SQLite leaves CHECK constraints out of its checks where a connection only reads (seen with 3.40).
_UNKNOWN_WORDS = """
    SELECT EXISTS (
        SELECT 1 FROM delivery
        WHERE state NOT IN ('pending', 'sending', 'sent', 'rejected', 'withheld', 'dropped')
    ) OR EXISTS (
        SELECT 1 FROM connection_log WHERE event NOT IN ('established', 'maintained', 'changed', 'terminated')
    )
"""


def has_fault(connection: sqlite3.Connection, check: Check, limit_s: float | None = None) -> bool | None:
    """Whether the check finds a fault; None where it was not through in ``limit_s``.

    quick_check reads 240 MB/s; integrity_check also compares every index with its table, and takes three times as
    long. Raises sqlite3.Error.
    """
    if limit_s is None:
        return _fault_found(connection, check)
    is_over = threading.Event()

    def interrupt() -> None:
        is_over.set()
        connection.interrupt()

    timer = threading.Timer(limit_s, interrupt)
    timer.daemon = True
    timer.start()
    try:
        found = _fault_found(connection, check)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return None
    finally:
        timer.cancel()
        timer.join()
    # A walk that was interrupted calls the pages that it did not come to unused: that is no fault.
    return None if is_over.is_set() else found


def _fault_found(connection: sqlite3.Connection, check: Check) -> bool:
    is_sound = _told(connection, check) == b"ok"
    return not is_sound or not is_our_schema(connection) or bool(connection.execute(_UNKNOWN_WORDS).fetchone()[0])


def _told(connection: sqlite3.Connection, check: Check) -> bytes:
    """The first fault as bytes: it is told with names out of the damaged file.

    By the statement and not by ``pragma_quick_check(1)``, whose argument newer versions of SQLite take for a table.
    """
    connection.text_factory, usual = bytes, connection.text_factory
    try:
        told: bytes = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
    finally:
        connection.text_factory = usual
    return told
