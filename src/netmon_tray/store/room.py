"""Whether a data directory could be written, told without writing: for processes that only look on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from netmon_tray.store.errors import NEARLY_FULL_BYTES

_ST_RDONLY = 1
"""POSIX sys/statvfs.h."""
_MOUNTS = Path("/proc/self/mountinfo")
"""proc_pid_mountinfo(5): the third field is the device, the last one holds the options of the file system."""
_GIVEN_UP = frozenset({"emergency_ro", "shutdown"})
"""What ext4 says there once an error made it stop writing. Since Linux 6.15 it does not become read-only for that."""


def obstacle(data_dir: Path) -> Literal["full", "readonly"] | None:
    """Return what keeps anybody from writing there, in the words of ``StoreError.kind``; None where nothing is seen.

    An agent that can't save can't leave a note in the database either: whoever asks from outside looks at the disk.
    """
    statvfs = getattr(os, "statvfs", None)
    if statvfs is None:
        return None
    try:
        found = statvfs(data_dir)
        device = data_dir.stat().st_dev
    except OSError:
        return None
    if found.f_flag & _ST_RDONLY or _has_given_up(device):
        return "readonly"
    return "full" if found.f_bavail * found.f_frsize < NEARLY_FULL_BYTES else None


def _has_given_up(device: int) -> bool:
    """Whether the kernel writes no more to a device, although it is not mounted read-only."""
    try:
        mounts = [line.split() for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:  # another system
        return False
    name = ":".join(str(part(device)) for part in (getattr(os, "major", int), getattr(os, "minor", int)))
    return any(mount[2] == name and not _GIVEN_UP.isdisjoint(mount[-1].split(",")) for mount in mounts)
