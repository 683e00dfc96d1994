"""The -wal gets its whole length before it is needed.

A commit that lengthens a file has the file system write about it too, in a journal that it shares with everybody: on
ext4 such a flush took half as long again as one into blocks that are there, several times as long beside other writers.
"""

from __future__ import annotations

import shutil
from contextlib import suppress

from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.opening import CACHE_KIB

WHOLE_BYTES = 8 * 1024 * 1024
"""As long as a -wal gets before it is begun anew (``opening.WAL_CHECKPOINT_PAGES``)."""
SPARE_BYTES = 128 * WHOLE_BYTES
"""Only where so much is free, which leaves a disk that fills up alone."""


def lengthen_wal(database: Database) -> None:
    """Have SQLite fill the -wal with what is taken back before it is committed; the blocks remain.

    Where this fails nothing is lost but speed; what is wrong with the disk is told by those who need it.
    """
    folder = database.path.parent
    with suppress(OSError, StoreError):
        missing = WHOLE_BYTES - (folder / f"{database.path.name}-wal").stat().st_size
        if missing <= 0 or shutil.disk_usage(folder).free < SPARE_BYTES:
            return
        filler_bytes = missing + CACHE_KIB * 1024  # what has room in the cache is never written
        with database.transaction(durable=False) as connection:
            connection.execute("SAVEPOINT filled")
            connection.execute("INSERT INTO agent_state (key, value) VALUES ('filler', zeroblob(?))", (filler_bytes,))
            connection.execute("ROLLBACK TO filled")
