"""The machine's time zone, for as long as a test wants another one."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator


@contextlib.contextmanager
def zone(name: str) -> Iterator[None]:
    """Live in a time zone ("UTC", "Europe/Madrid")."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()
