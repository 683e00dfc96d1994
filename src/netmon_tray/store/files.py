"""The files of the store on disk: private modes, names, and moving a damaged database aside."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from netmon_tray.store.errors import from_system

DATABASE_NAME = "netmon.db"
BACKUP_DIR_NAME = "backups"
SIDE_FILES = ("-wal", "-shm")
"""What SQLite keeps beside a database in WAL mode; they belong together and move together."""

_DAMAGED = "-damaged-"

Identity: TypeAlias = tuple[int, int, int]
"""Device and inode of a database, and the inode of its -wal."""

DIR_MODE = 0o700
FILE_MODE = 0o600


def make_private_dir(folder: Path) -> None:
    """Make ``folder`` with mode 0700; one that exists is tightened while it is empty, else left as its owner set it.

    Raises StoreError where it can't be made.
    """
    try:
        folder.mkdir(mode=DIR_MODE, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077 and _is_ours(folder) and not any(folder.iterdir()):
            folder.chmod(DIR_MODE)
    except OSError as error:
        raise from_system(error, folder) from error


def make_private_file(path: Path) -> None:
    """Make an empty ``path`` with mode 0600 (SQLite copies the mode to -wal and -shm), or tighten the one there.

    One that is there is never opened: closing it would cost this process its locks. Raises OSError.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
    for name in (path, *side_files(path)):
        if name.exists() and name.stat().st_mode & 0o077 and _is_ours(name):
            name.chmod(FILE_MODE)


def side_files(path: Path) -> tuple[Path, ...]:
    """The names of the files that SQLite keeps beside the database at ``path``."""
    return tuple(path.with_name(path.name + suffix) for suffix in SIDE_FILES)


def set_aside(path: Path) -> Path | None:
    """Move a database with its -wal and -shm to a timestamped name, where they open together as a database again.

    The database goes first: a crash in between leaves a -wal without it, which the next call moves as well, so that
    SQLite never meets a foreign -wal beside a fresh database. Returns the new name, None when there was nothing.
    """
    target = _free_name(path)
    moved = False
    for suffix in ("", *SIDE_FILES):
        source = path.with_name(path.name + suffix)
        if source.exists():
            source.rename(target.with_name(target.name + suffix))
            moved = True
    return target if moved else None


def identity(path: Path, wal: int | None = None) -> Identity | None:
    """Which file bears the name now, and which is its -wal (0: none; ``wal`` where that is known); None: no file.

    A -wal that was removed under us is still whole in our hands: closing the writer brings it into the database.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - asked before each transaction, and half the cost of Path.stat
    except OSError:
        return None
    return found.st_dev, found.st_ino, _inode(f"{path}-wal") if wal is None else wal


def _inode(name: str) -> int:
    try:
        return os.stat(name).st_ino  # noqa: PTH116
    except OSError:
        return 0


def mark_suspect(path: Path) -> None:
    """Remember, also for the next process, that the database has to be checked, where that can be written."""
    with suppress(OSError):
        _suspicion(path).touch(FILE_MODE)


def is_suspect(path: Path) -> bool:
    """Whether damage was met in the database since it was last found sound."""
    return _suspicion(path).exists()


def clear_suspicion(path: Path) -> None:
    """Forget a suspicion that was looked into. Raises OSError."""
    _suspicion(path).unlink(missing_ok=True)


def damaged_databases(path: Path) -> list[Path]:
    """Every database that was moved aside from ``path``, the oldest first; of some only the -wal was left."""
    names = {found.name for found in path.parent.glob(f"{path.stem}{_DAMAGED}*{path.suffix}*")}
    databases = {name.partition(path.suffix)[0] + path.suffix for name in names}
    return [path.with_name(name) for name in sorted(databases, key=age_key)]


def age_key(name: str) -> tuple[str, int]:
    """Sorts the names of damaged databases by their age: the moment, then the number of those of one second."""
    moment, _, number = name.rpartition(_DAMAGED)[2].partition(".")[0].partition("-")
    return moment, int(number) if number.isdecimal() else 0


def timestamp() -> str:
    """The present moment for file names: UTC, sortable, without characters that Windows refuses."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())


def _suspicion(path: Path) -> Path:
    return path.with_name(path.name + "-suspect")


def _free_name(path: Path) -> Path:
    stem = f"{path.stem}{_DAMAGED}{timestamp()}"
    for number in range(1000):
        target = path.with_name(f"{stem}-{number}{path.suffix}" if number else f"{stem}{path.suffix}")
        if not any(name.exists() for name in (target, *side_files(target))):
            return target
    raise FileExistsError(17, "a thousand damaged databases of the same second", str(path))


def _is_ours(path: Path) -> bool:
    geteuid = getattr(os, "geteuid", None)
    return geteuid is not None and path.stat().st_uid == geteuid()
