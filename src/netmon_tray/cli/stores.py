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
    """As ``storage.opened``, which brings SQLite: commands that need none load none."""
    from netmon_tray import storage

    with storage.opened(data_dir, writable=writable) as stores:
        yield stores
