"""A server on loopback that takes records as the Gate does, after a delay that stands for distance."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/api/v1/device_app_connection_log/"


@dataclass(slots=True)
class Gate:
    """What arrived, and where to send it."""

    base_url: str
    arrivals_s: list[float] = field(default_factory=list)
    """Monotonic time of each record taken."""

    @property
    def records_url(self) -> str:
        """Where a record is posted to."""
        return self.base_url.removesuffix("/api/v1") + PATH

    def records_per_s(self) -> float:
        """Return the rate between the first and the last arrival."""
        span_s = self.arrivals_s[-1] - self.arrivals_s[0]
        return (len(self.arrivals_s) - 1) / span_s


class _Server(ThreadingHTTPServer):
    """Keeps what arrived beside the socket it arrives on."""

    daemon_threads = True

    def __init__(self, delay_s: float, port: int, token: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.delay_s, self.token = delay_s, token
        self.gate = Gate(f"http://127.0.0.1:{self.server_port}/api/v1")


class _Handler(BaseHTTPRequestHandler):
    """Answers 201 with the record, 400 to anything else, 401 to another token, over kept connections."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server
    answer_at_s: float

    def parse_request(self) -> bool:
        """Note when the request came: what this server itself needs for it is part of the delay."""
        self.answer_at_s = time.monotonic() + self.server.delay_s
        return super().parse_request()

    def do_POST(self) -> None:
        """Take a record."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(max(0.0, self.answer_at_s - time.monotonic()))
        status, answer = self._judged(body)
        if status == 201:
            self.server.gate.arrivals_s.append(time.monotonic())
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _judged(self, body: bytes) -> tuple[int, bytes]:
        if self.server.token and self.headers["Authorization"] != f"Bearer {self.server.token}":
            return 401, b'{"detail":"Invalid token."}'
        if self.path != PATH or body == b"{}":
            return 400, b'{"network_type":["This field is required."]}'
        return 201, body

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def gate(delay_s: float = 0.0, port: int = 0, token: str = "") -> Iterator[Gate]:
    """Serve until the block ends: on a free port where none is given, for any token where none is."""
    server = _Server(delay_s, port, token)
    threading.Thread(target=server.serve_forever, name="gate", daemon=True).start()
    try:
        yield server.gate
    finally:
        server.shutdown()
        server.server_close()
