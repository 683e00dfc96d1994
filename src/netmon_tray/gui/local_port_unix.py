"""A line-wise local port on a Unix socket: who listens answers each line.

``QLocalServer`` does the same and lives in QtNetwork, which costs 3.1 MB in every tray (PySide6 6.11.3): it is used
where there are no Unix sockets to be had (``local_port_qt``).
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from pathlib import Path

assert sys.platform != "win32"  # noqa: S101 - makes the type checker leave this file out where it is not used

from PySide6.QtCore import QObject, QSocketNotifier, Signal  # noqa: E402 - below the assertion for the type checker

CONNECT_S = 1.0
ANSWER_S = 3.0
MOST_BYTES = 1_000
ANSWER = b"ok\n"


class LocalPort(QObject):
    """Listens under a name.

    Signals:
        heard: Someone said a line, which was answered.
    """

    heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: socket.socket | None = None
        self._place = ""
        self._notifiers: dict[int, tuple[socket.socket, QSocketNotifier]] = {}

    def listen(self, name: str) -> bool:
        """Take the name, also from one that has died; False where the place cannot be written."""
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.setblocking(False)
        mask = os.umask(0o177)  # for the owner alone
        try:
            Path(name).unlink(missing_ok=True)
            server.bind(name)
            server.listen()
        except OSError:
            server.close()
            return False
        finally:
            os.umask(mask)
        self._server, self._place = server, name
        self._watch(server).activated.connect(self._welcome)
        return True

    def close(self) -> None:
        """Give the name back."""
        for number in list(self._notifiers):
            self._drop(number)
        if self._server is not None:
            self._server = None
            with contextlib.suppress(OSError):
                Path(self._place).unlink(missing_ok=True)

    def _watch(self, connection: socket.socket) -> QSocketNotifier:
        notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifiers[connection.fileno()] = (connection, notifier)
        return notifier

    def _drop(self, number: int) -> None:
        connection, notifier = self._notifiers.pop(number)
        notifier.setEnabled(False)
        notifier.deleteLater()
        connection.close()

    def _welcome(self) -> None:
        if self._server is None:
            return
        try:
            connection, _ = self._server.accept()
        except OSError:  # gone again
            return
        connection.setblocking(False)
        number = connection.fileno()
        self._watch(connection).activated.connect(lambda: self._listen(number))

    def _listen(self, number: int) -> None:
        """Take what is there: a line is short and comes at once; anything else is nobody we know."""
        if number not in self._notifiers:
            return
        connection = self._notifiers[number][0]
        try:
            line = connection.recv(MOST_BYTES)
            is_whole = line.endswith(b"\n")
            if is_whole:
                connection.sendall(ANSWER)
        except OSError:
            is_whole = False
        self._drop(number)
        if is_whole:
            self.heard.emit(line.decode("utf-8", "replace").strip())


def say(name: str, line: str) -> bool | None:
    """Say a line to who listens; True when it was answered, False when not, None where nobody listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(CONNECT_S)
        try:
            client.connect(name)
        except OSError:
            return None
        client.settimeout(ANSWER_S)
        try:
            client.sendall(f"{line}\n".encode())
            return client.recv(MOST_BYTES) == ANSWER
        except OSError:
            return False
