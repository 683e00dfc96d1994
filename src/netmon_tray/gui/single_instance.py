"""One window app per data directory: a second start raises the first one's window and ends."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

from netmon_tray.model import NetmonError

logger = logging.getLogger(__name__)

LOCK_MS = 5_000
LONGEST_PATH_BYTES = 100
"""A Unix socket's path ends at 104 bytes on macOS and 108 on Linux (unix(4), unix(7))."""
_RAISE = "raise"
_port = import_module({"win32": "netmon_tray.gui.local_port_qt"}.get(sys.platform, "netmon_tray.gui.local_port_unix"))


def port_name(data_dir: Path) -> str:
    """Where the app of a data directory listens: a hash of the directory, in a folder that is the user's own.

    Qt's hash, since Python's loads OpenSSL: 3.3 MB in a process that does without it until it sends.
    """
    digest = QCryptographicHash.hash(os.fsencode(data_dir.resolve()), QCryptographicHash.Algorithm.Sha256)
    name = f"netmon-tray-{bytes(digest.toHex().data()).decode()[:16]}"
    runtime_dir = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [Path(runtime_dir)] if runtime_dir else []
    for folder in (*folders, data_dir.resolve()):
        if folder.is_dir() and len(os.fsencode(folder / name)) <= LONGEST_PATH_BYTES:
            return str(folder / name)
    return str(Path(tempfile.gettempdir()) / name)


class SingleInstance(QObject):
    """Holds the name of a data directory, or tells whoever holds it.

    Signals:
        raised: Another start asks for the window; with its activation token (Wayland), which may be empty.
    """

    raised = Signal(str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = port_name(data_dir)
        self._listener = _port.LocalPort(self)
        self._listener.heard.connect(self._hear)

    def claim(self) -> bool:
        """Take the name and return True; or raise the window of who has it and return False.

        Raises NetmonError where the other one does not answer.
        """
        lock = QLockFile(f"{self._name}.lock")  # two starts at once: one after the other
        lock.tryLock(LOCK_MS)
        try:
            answered = _port.say(self._name, f"{_RAISE} {_activation_token()}".strip())
            if answered is None and not self._listener.listen(self._name):
                logger.warning("a second start will not find this one: %s cannot be written", self._name)
        finally:
            lock.unlock()
        if answered is False:
            raise NetmonError(
                "netmon already runs with this data directory and does not answer.",
                "Wait until it has ended, or choose another place with --data-dir.",
            )
        return answered is None

    def close(self) -> None:
        """Give the name back."""
        self._listener.close()

    def _hear(self, line: str) -> None:
        verb, _, token = line.partition(" ")
        if verb == _RAISE:
            self.raised.emit(token)


def _activation_token() -> str:
    """What lets the first one come to the front under Wayland (xdg-activation) or startup notification."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    return token if token.isprintable() and len(token) < 500 else ""
