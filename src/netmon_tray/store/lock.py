"""The lock that makes one process the agent of a data directory: the kernel holds it, and it dies with the process."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from netmon_tray.store.errors import StoreError, from_system
from netmon_tray.store.files import make_private_dir

LOCK_NAME = "agent.lock"
_TRIES = 3
_TRY_AGAIN_S = 0.01
"""``held_by`` of another process takes a shared lock for some microseconds; an acquirer outlives that."""

_held_here: set[Path] = set()
_held_guard = threading.Lock()

_system = import_module({"win32": "netmon_tray.store.lock_windows"}.get(sys.platform, "netmon_tray.store.lock_posix"))
_lock: Callable[[int, bool], None] = _system.lock
_unlock: Callable[[int], None] = _system.unlock

_TAKEN = frozenset((errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK))


class DataDirLock:
    """At most one holder per data directory, over all processes of the machine.

    The file stays when the lock is released: removing it would let two processes hold two files of one name.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._path = data_dir / LOCK_NAME
        self._handle: int | None = None

    def try_acquire(self) -> bool:
        """Take the lock if it is free; True when this object holds it afterwards.

        Raises StoreError where the directory can't be made or written, or its file system offers no locks.
        """
        if self._handle is not None:
            return True
        make_private_dir(self._data_dir)
        handle = self._open_file(os.O_RDWR | os.O_CREAT)
        try:
            acquired = self._acquire(handle)
        except OSError as error:
            os.close(handle)
            raise StoreError("cantopen", f"The file system of {self._data_dir} offers no locks.") from error
        if not acquired:
            os.close(handle)
            return False
        self._handle = handle
        _write_holder(handle)
        with _held_guard:
            _held_here.add(_key(self._data_dir))
        return True

    def release(self) -> None:
        """Give the lock back; without effect when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with _held_guard:
            _held_here.discard(_key(self._data_dir))
        try:
            os.ftruncate(handle, 0)
        except OSError:
            pass  # a read-only or failing disk: the text is only a courtesy
        finally:
            _unlock(handle)
            os.close(handle)

    def held_by(self) -> str | None:
        """Who holds the lock, in words such as "netmon (process 4711)"; None when nobody does."""
        if self._handle is not None:
            return f"this program (process {os.getpid()})"
        try:
            handle = self._open_file(os.O_RDWR)
        except StoreError:
            return None
        try:
            _lock(handle, True)
        except OSError:
            return _read_holder(handle)
        else:
            _unlock(handle)
            return None
        finally:
            os.close(handle)

    def _open_file(self, flags: int) -> int:
        try:
            return os.open(self._path, flags, 0o600)
        except OSError as error:
            failed = error
        try:
            return os.open(self._path, os.O_RDONLY)  # a read-only disk can still tell who is first
        except OSError:
            raise from_system(failed, self._path) from failed

    def _acquire(self, handle: int) -> bool:
        for attempt in range(_TRIES):
            try:
                _lock(handle, False)
            except OSError as error:
                if error.errno not in _TAKEN:
                    raise
                if attempt + 1 < _TRIES:
                    time.sleep(_TRY_AGAIN_S)
            else:
                return True
        return False


def is_held_here(data_dir: Path) -> bool:
    """Whether any lock object of this process holds that directory."""
    with _held_guard:
        return _key(data_dir) in _held_here


@contextmanager
def sole_right(data_dir: Path) -> Iterator[bool]:
    """Tell whether this process alone may replace or migrate the database: it is the agent, or nobody is meanwhile."""
    if is_held_here(data_dir):
        yield True
        return
    lock = DataDirLock(data_dir)
    acquired = lock.try_acquire()
    try:
        yield acquired
    finally:
        lock.release()


def _key(data_dir: Path) -> Path:
    return data_dir.resolve()


def _write_holder(handle: int) -> None:
    text = f"{os.getpid()} {Path(sys.argv[0]).stem or 'netmon'}\n"
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text.encode("utf-8", "replace"))
    except OSError:
        pass  # a full or read-only disk: the lock holds all the same, only its holder stays unnamed


def _read_holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    pid, _, program = os.read(handle, 200).decode("utf-8", "replace").strip().partition(" ")
    return f"{program or 'netmon'} (process {pid})" if pid.isdecimal() else "another process"
