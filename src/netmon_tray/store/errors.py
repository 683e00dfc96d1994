"""What can go wrong with the store, in words for a person; sqlite3's and the system's errors become these here."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from netmon_tray.model import NetmonError

StoreErrorKind = Literal["full", "readonly", "corrupt", "newer", "busy", "cantopen", "io"]

NEARLY_FULL_BYTES = 256 * 1024
"""Below this much free space a failed write is told as a full disk: a WAL index alone takes 32 KiB."""

_ADVICE: dict[StoreErrorKind, str] = {
    "full": "Free some space there: recording goes on by itself.",
    "readonly": "Give your user the right to write there, or choose another folder with --data-dir.",
    "corrupt": "It is set aside under a new name, never deleted, as soon as no other netmon uses it.",
    "newer": "Install that version again, or choose another folder with --data-dir. The database was left as it is.",
    "busy": "Try again in a moment; if it lasts, close the program that holds it.",
    "cantopen": "Check that the folder exists and is yours, or choose another one with --data-dir.",
    "io": "Check the disk; recording goes on by itself when it answers again.",
}

# Primary result codes of https://www.sqlite.org/rescode.html; the extended ones carry them in the low byte.
_KIND_BY_CODE: dict[int, StoreErrorKind] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_INTERRUPT: "busy",
    sqlite3.SQLITE_CANTOPEN: "cantopen",
    sqlite3.SQLITE_PERM: "cantopen",
    sqlite3.SQLITE_AUTH: "cantopen",
    sqlite3.SQLITE_IOERR: "io",
}

_KIND_BY_ERRNO: dict[int, StoreErrorKind] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
    errno.EIO: "io",
}


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a call of sqlite3 raises; the second where SQLite's own words quote bytes of a damaged file."""

_UNDECODABLE = "Could not decode to UTF-8"
"""How Python's sqlite3 begins an error that is none of SQLite's and has no code; the rest is the text itself."""


class StoreError(NetmonError):
    """The store could not do its work; nothing was written by the call that raised it.

    ``kind`` tells callers what to do: "full", "readonly", "busy" and "io" may pass by themselves; "corrupt" mends
    itself at the next write of the agent; "newer" and "cantopen" need a person.
    """

    def __init__(self, kind: StoreErrorKind, title: str, advice: str | None = None) -> None:
        super().__init__(title, _ADVICE[kind] if advice is None else advice)
        self.kind: StoreErrorKind = kind


class BrokenTextError(StoreError):
    """A stored text is not UTF-8 any more; from now on it is read with U+FFFD for what is broken: try again."""

    def __init__(self, path: Path) -> None:
        super().__init__("io", f"A text in the database {path} is damaged.")


def from_sqlite(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError | None:
    """Translate an error of sqlite3 about the database at ``path``; None where the fault is the program's own."""
    if isinstance(error, UnicodeDecodeError):
        return StoreError("corrupt", _title("corrupt", path, ""))
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and str(error).startswith(_UNDECODABLE):
        return BrokenTextError(path)
    kind = _KIND_BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
    if kind is None:
        return None
    if kind in ("io", "cantopen") and _is_nearly_full(path.parent):
        kind = "full"
    if kind == "cantopen" and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        kind = "readonly"  # SQLite can't make the -wal there
    return StoreError(kind, _title(kind, path, str(error)))


def from_system(error: OSError, path: Path) -> StoreError:
    """Translate an error of the operating system about ``path``."""
    kind = _KIND_BY_ERRNO.get(error.errno or 0, "cantopen")
    return StoreError(kind, _title(kind, path, error.strerror or str(error)))


def told(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError | RuntimeError:
    """What an error of sqlite3 is called outside; a broken constraint is a fault of the program: RuntimeError."""
    return from_sqlite(error, path) or RuntimeError(f"the store refused a statement: {error}")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let no error of sqlite3 out of the block: it leaves as ``told``."""
    try:
        yield
    except SQLITE_ERRORS as error:
        raise told(error, path) from error


@contextmanager
def translated_files(path: Path) -> Iterator[None]:
    """As ``translated``, for blocks that also handle the files themselves: OSError leaves as StoreError too."""
    try:
        with translated(path):
            yield
    except OSError as error:
        raise from_system(error, path) from error


def _title(kind: StoreErrorKind, path: Path, text: str) -> str:
    titles: dict[StoreErrorKind, str] = {
        "full": f"The disk that holds {path.parent} is full.",
        "readonly": f"{path.parent} can't be written.",
        "corrupt": f"The database {path} is damaged.",
        "newer": f"The database {path} was made by a newer netmon-tray.",
        "busy": f"The database {path} is in use by another program.",
        "cantopen": f"{path} can't be opened: {text}.",
        "io": f"The disk reported an error at {path}: {text}.",
    }
    return titles[kind]


def _is_nearly_full(folder: Path) -> bool:
    """SQLite reports some writes that met a full disk as I/O errors (the WAL index, a quota)."""
    statvfs = getattr(os, "statvfs", None)
    if statvfs is None:
        return False
    try:
        found = statvfs(folder)
    except OSError:
        return False
    return bool(found.f_bavail * found.f_frsize < NEARLY_FULL_BYTES)
