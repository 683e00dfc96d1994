"""A line-wise local port by ``QLocalServer`` (a named pipe on Windows): who listens answers each line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS = 1_000
ANSWER_MS = 3_000
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
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self, name: str) -> bool:
        """Take the name, also from one that has died; False where the place cannot be written."""
        QLocalServer.removeServer(_pipe(name))
        return self._server.listen(_pipe(name))

    def close(self) -> None:
        """Give the name back."""
        self._server.close()

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.disconnected.connect(client.deleteLater)
            client.readyRead.connect(lambda client=client: self._listen(client))
            self._listen(client)

    def _listen(self, client: QLocalSocket) -> None:
        if not client.canReadLine():
            if client.bytesAvailable() > MOST_BYTES:
                client.abort()
            return
        line = bytes(client.readLine().data()).decode("utf-8", "replace").strip()
        client.write(ANSWER)
        client.flush()
        client.disconnectFromServer()
        self.heard.emit(line)


def say(name: str, line: str) -> bool | None:
    """Say a line to who listens; True when it was answered, False when not, None where nobody listens."""
    client = QLocalSocket()
    client.connectToServer(_pipe(name))
    if not client.waitForConnected(CONNECT_MS):
        return None
    client.write(f"{line}\n".encode())
    client.flush()
    answer = b""
    while not answer.endswith(b"\n") and client.waitForReadyRead(ANSWER_MS):
        answer += client.readAll().data()
    client.disconnectFromServer()
    return answer == ANSWER


def _pipe(name: str) -> str:
    """Pipes have no folders."""
    return Path(name).name
