"""The cache of built folders: each named by what it is made of, made once, never changed, deleted when outdated."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

Build = Callable[[Path], None]
COMPLETE = "complete"


def cache_folder(environ: Mapping[str, str], name: str) -> Path:
    """Return where what ``name`` built is kept: a cache of this user, outside the checkout."""
    base = environ.get("XDG_CACHE_HOME", "")
    caches = Path(base) if base.startswith("/") else Path(environ.get("HOME") or Path.home()) / ".cache"
    return caches / "netmon-tray" / name


def key(*parts: str | bytes) -> str:
    """Return a short name for these contents, each kept apart from its neighbours."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()[:12]


def contents(files: Iterable[Path]) -> list[bytes]:
    """Return the names and contents of files and folders (without caches of compiled code), in a fixed order."""
    parts: list[bytes] = []
    for start in files:
        inner = sorted(path for path in start.rglob("*") if path.is_file()) if start.is_dir() else [start]
        for path in inner:
            if "__pycache__" not in path.parts:
                parts += [os.fsencode(path.relative_to(start.parent)), path.read_bytes()]
    return parts


@contextlib.contextmanager
def exclusive(cache: Path, name: str) -> Iterator[None]:
    """Let one call at a time build or delete; the system drops the lock with the process."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def layer(cache: Path, kind: str, made_of: str, build: Build) -> Iterator[Path]:
    """Yield the folder ``<kind>-<made_of>``, built first where it is missing or incomplete, and keep it while used.

    Others of this kind that nobody uses are deleted.
    """
    home = cache / f"{kind}-{made_of}"
    with exclusive(cache, kind):
        if not (home / COMPLETE).exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            build(home)
            (home / COMPLETE).touch()
        in_use = (home / COMPLETE).open()
        fcntl.flock(in_use, fcntl.LOCK_SH)
        delete_unused(folder for folder in cache.glob(f"{kind}-*") if folder.is_dir() and folder != home)
    with in_use:
        yield home


def delete_unused(folders: Iterable[Path]) -> None:
    """Delete the folders that nobody holds."""
    for folder in folders:
        with contextlib.suppress(BlockingIOError), opened(folder / COMPLETE) as handle:
            if handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


def forget(cache: Path) -> None:
    """Delete everything in the cache that nobody holds."""
    for kind in sorted(cache.glob("*.lock")):
        with exclusive(cache, kind.stem):
            delete_unused(folder for folder in cache.glob(f"{kind.stem}-*") if folder.is_dir())


@contextlib.contextmanager
def opened(file: Path) -> Iterator[IO[str] | None]:
    """Open a file that may be missing."""
    try:
        handle = file.open()
    except FileNotFoundError:
        yield None
        return
    with handle:
        yield handle
