"""Where the databases of this room's tests lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

MEMORY_DISK = Path("/dev/shm")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where the system has one: the same files, locks and pages, without waiting for a disk.

    tests/integration/store waits for real ones.
    """
    with TemporaryDirectory(dir=MEMORY_DISK if os.access(MEMORY_DISK, os.W_OK) else None) as folder:
        yield Path(folder)
