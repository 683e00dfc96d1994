"""A desktop for each test: virtual screen, window manager and session bus of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.xvfb import Desktop, desktop


@pytest.fixture
def screen() -> Iterator[Desktop]:
    """A desktop without any tray host."""
    with desktop() as made:
        yield made
