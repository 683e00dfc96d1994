"""What unit tests of several modules stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.storage import Storage


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """An open data directory of the test's own; the thread that looks after the file, and writes too, is done."""
    opened = Storage(tmp_path)
    opened.open()
    tending = opened._tending and opened._tending._thread
    if tending:
        tending.join()
    yield opened
    opened.close()
