"""Changed files, and a settings file that is taken only as somebody left it, not as it is in the middle of a change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from netmon_tray import health
from netmon_tray.settings.file import Loaded

SETTLE_S = 2.0
"""How far the two looks lie apart at least that must agree before what was set counts as set no more."""


class WatchedFile:
    """Tells when a settings file was changed, by its time and size: one stat a look, no watch to lose."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._stamp()

    def has_changed(self) -> bool:
        """Whether it is not as it was at the look before."""
        before, self._seen = self._seen, self._stamp()
        return self._seen != before

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size


class WatchedSettings:
    """A settings file under ``load``, which reads it anew.

    Many editors empty a file, or move it away, before they write. What is read then lacks keys, and without them
    privacy settings fall to their defaults. So a change takes effect at once only where all that was set still is set;
    what takes settings away does where a look ``SETTLE_S`` later finds the same.

    Attributes:
        held: the settings in force.
    """

    def __init__(self, path: Path, load: Callable[[], Loaded], clock_s: Callable[[], float] = time.monotonic) -> None:
        self._file, self._load, self._clock_s = WatchedFile(path), load, clock_s
        self.held = load()
        self._doubted: tuple[Loaded, float] | None = None
        """What lacks something that is set, and since when it was read so."""

    def look(self) -> Loaded | None:
        """What the file says now, where that changed and is to be taken; one that can't be read says only that."""
        now_s = self._clock_s()
        is_due = self._doubted is not None and now_s - self._doubted[1] >= SETTLE_S
        if not self._file.has_changed() and not is_due:
            return None
        found, doubted = self._load(), self._doubted
        self._doubted = None
        if any(item.code == health.SETTINGS_BROKEN for item in found.conditions):
            return found
        is_same = doubted is not None and doubted[0] == found
        if _set_keys(self.held) <= _set_keys(found) or (is_due and is_same):
            self.held = found
            return found
        self._doubted = doubted if is_same else (found, now_s)
        return None


def _set_keys(loaded: Loaded) -> set[str]:
    return {key for key, origin in loaded.origins.items() if origin != "default"}
