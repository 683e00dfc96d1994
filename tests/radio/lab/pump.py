"""The other end of a transfer: a server that sends or takes as many bytes as it is told. Runs in the namespace `ap`."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from radio.lab.measure import PUMP_PORT, send_paced


def serve(connection: socket.socket) -> None:
    """Obey one order: ``down SIZE SECONDS`` sends, ``up SIZE 0`` takes and answers ``k``."""
    with connection:
        order = b""
        while not order.endswith(b"\n"):
            order += connection.recv(1)
        direction, size, over_s = order.decode().split()
        if direction == "down":
            send_paced(connection, int(size), float(over_s))
            return
        left = int(size)
        while left and (got := connection.recv(min(65_536, left))):
            left -= len(got)
        connection.sendall(b"k" if not left else b"?")


def main() -> None:
    """Serve until ended."""
    with socket.create_server(("0.0.0.0", PUMP_PORT)) as listener:
        while True:
            connection, _ = listener.accept()
            connection.settimeout(30)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    main()
