"""The database as a command uses it: for reading, or for one short change beside a running agent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netmon_tray.storage import Stores


@contextlib.contextmanager
def opened(data_dir: Path, *, writable: bool = False) -> Iterator[Stores]:
    """Open the database of ``data_dir`` and close it again; StoreError where that is not possible.

    A reader of a directory where nothing was recorded yet finds an empty log and makes no file.
    """
    from netmon_tray.storage import Stores
    from netmon_tray.store.database import Database

    database = Database.open(data_dir, writable=writable)
    try:
        yield Stores.of(database)
    finally:
        database.close()
