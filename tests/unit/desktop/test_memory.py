"""Giving freed memory back: a call that does its work or does nothing, on every system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netmon_tray.desktop import give_back_memory


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back_to_the_system() -> None:
    kept = [b"x" * (50_000 + number) for number in range(2000)]  # too small for glibc to map each by itself
    last = b"x" * 50_000  # above them all, so that the heap cannot shrink from its end
    del kept
    before = resident_bytes()
    give_back_memory()
    assert resident_bytes() <= before - 50_000_000
    assert last


def test_it_can_be_called_anywhere() -> None:
    give_back_memory()
