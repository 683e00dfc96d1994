"""What unit tests of several modules stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.storage import Storage


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """An open data directory of the test's own."""
    opened = Storage(tmp_path)
    opened.open()
    yield opened
    opened.close()
