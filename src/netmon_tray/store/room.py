"""Whether a data directory could be written, told without writing: for processes that only look on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from netmon_tray.store.errors import NEARLY_FULL_BYTES

_ST_RDONLY = 1
"""POSIX sys/statvfs.h."""


def obstacle(data_dir: Path) -> Literal["full", "readonly"] | None:
    """Return what keeps anybody from writing there, in the words of ``StoreError.kind``; None where nothing is seen.

    An agent that can't save can't leave a note in the database either: whoever asks from outside looks at the disk.
    """
    statvfs = getattr(os, "statvfs", None)
    if statvfs is None:
        return None
    try:
        found = statvfs(data_dir)
    except OSError:
        return None
    if found.f_flag & _ST_RDONLY:
        return "readonly"
    return "full" if found.f_bavail * found.f_frsize < NEARLY_FULL_BYTES else None
