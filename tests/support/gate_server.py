"""A strict Gate on loopback: refuses what the contract does not allow, remembers what it accepted, misbehaves on cue.

As a program it serves people who want to try uploading, and tests that need another process:

    python tests/support/gate_server.py --port 0 --token-file token.txt --journal accepted.ndjson
"""

from __future__ import annotations

import argparse
import contextlib
import hmac
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Literal, Self

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.gate_schema import echo, problems

BASE_PATH = "/api/v1"
PATH = f"{BASE_PATH}/device_app_connection_log/"
MAX_BODY_BYTES = 1_000_000


@dataclass(frozen=True)
class Step:
    """How one request is answered. Without ``status`` and ``raw`` the server judges it as the contract says."""

    status: int | None = None
    body: bytes | None = None
    """None: a fitting JSON body."""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None
    """Sent as it is, instead of an HTTP reply."""
    delay_s: float = 0.0
    drip_s: float = 0.0
    """Between two bytes of the answer."""
    stall_after: int | None = None
    """Send only so many bytes, then nothing more."""
    end: Literal["keep", "close", "reset", "half-close", "hold"] = "keep"
    """What happens to the connection after the answer; "half-close" goes on reading, "hold" keeps it open and silent.
    """
    accepts: bool = False
    """Store a valid record, whatever the answer says (commit, then fail)."""


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int
    at_s: float = 0.0
    """When it was read, monotonic seconds."""

    @property
    def key(self) -> str:
        """The record's name."""
        return self.headers.get("idempotency-key", "")

    @property
    def record(self) -> object:
        """The body's value; None where it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True)
class Accepted:
    """A record that was answered with 201, or stored without telling."""

    key: str
    record: dict[str, object]


@dataclass(frozen=True)
class Answer:
    """How a request was answered."""

    key: str
    status: int | None
    """None: with something else than an HTTP reply."""
    at_s: float
    """When it had left, monotonic seconds."""


@dataclass
class GateServer:
    """Serves in threads of its own until ``close``; use it as a context manager."""

    token: str = "canary-token-0123456789"
    tls: ssl.SSLContext | None = None
    journal: Path | None = None
    takes_timestamp: bool = False
    default: Step = Step()
    choose: Callable[[Request], Step | None] | None = None
    """Asked for each request first; None leaves it to the script and the default."""
    host: str = "127.0.0.1"
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._steps: deque[Step] = deque()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._connections: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._count = 0
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.create_server((self.host, self.port), family=family, backlog=64)
        self.port = int(self._listener.getsockname()[1])
        self._start(self._listen)

    # --- for tests ---

    @property
    def origin(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{name}:{self.port}"

    @property
    def url(self) -> str:
        """What to put into upload.base_url."""
        return f"{self.origin}{BASE_PATH}"

    def script(self, *steps: Step) -> None:
        """Answer the next requests by these steps, one each."""
        with self._lock:
            self._steps.extend(steps)

    @property
    def connections(self) -> int:
        """How many connections were made."""
        return self._count

    @property
    def open_connections(self) -> int:
        """How many are open now."""
        with self._lock:
            return len(self._connections)

    def keys(self) -> list[str]:
        """Names of the accepted records, in order."""
        with self._lock:
            return [item.key for item in self.accepted]

    def close(self) -> None:
        """End all connections and threads."""
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            waiting = list(self._connections)
        for connection in waiting:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_arguments: object) -> None:
        self.close()

    # --- serving ---

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._count += 1
            self._start(self._serve, connection, self._count)

    def _serve(self, plain: socket.socket, number: int) -> None:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.ExitStack() as stack:
            stack.callback(plain.close)
            try:
                connection = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
            except OSError:
                return
            stack.callback(connection.close)
            with self._lock:
                self._connections.add(connection)
            stack.callback(self._forget, connection)
            stream = stack.enter_context(connection.makefile("rb"))
            with contextlib.suppress(OSError, ValueError):
                while not self._closing.is_set():
                    request = _read_request(stream, number)
                    if request is None or not self._answer(connection, request):
                        return

    def _forget(self, connection: socket.socket) -> None:
        with self._lock:
            self._connections.discard(connection)

    def _answer(self, connection: socket.socket, request: Request) -> bool:
        """Answer one request; False when the connection is over."""
        chosen = self.choose(request) if self.choose else None
        with self._lock:
            self.requests.append(request)
            step = chosen or (self._steps.popleft() if self._steps else self.default)
        self._closing.wait(step.delay_s) if step.delay_s else None
        status, body = self._judge(request)
        is_silent = step.status is None and step.raw is None
        if status == 201 and (is_silent or step.accepts or step.status == 201):
            self._accept(request)
        reply = step.raw if step.raw is not None else _reply(step, status, body)
        self._send(connection, reply if step.stall_after is None else reply[: step.stall_after], step.drip_s)
        answered = step.status or (None if step.raw is not None else status)
        self.answers.append(Answer(request.key, answered, time.monotonic()))
        if step.end == "half-close":
            connection.shutdown(socket.SHUT_WR)
        if step.end == "hold" or step.stall_after is not None:
            self._closing.wait()
        if step.end == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return step.end in ("keep", "half-close")

    def _send(self, connection: socket.socket, reply: bytes, drip_s: float) -> None:
        if not drip_s:
            connection.sendall(reply)
            return
        for position in range(len(reply)):
            connection.sendall(reply[position : position + 1])
            if self._closing.wait(drip_s):
                return

    def _judge(self, request: Request) -> tuple[int, dict[str, object]]:
        """What the contract says of a request."""
        if request.path != PATH:
            return 404, {"detail": "Not found."}
        if request.method != "POST":
            return 405, {"detail": f'Method "{request.method}" not allowed.'}
        authorization = request.headers.get("authorization", "")
        if not hmac.compare_digest(authorization.encode(), f"Bearer {self.token}".encode()):
            return 401, {"detail": "Invalid token."}
        if request.headers.get("content-type") != "application/json":
            return 415, {"detail": "Unsupported media type in request."}
        record = request.record
        if record is None:
            return 400, {"detail": "JSON parse error."}
        found = problems(record, takes_timestamp=self.takes_timestamp)
        if found or not isinstance(record, dict):
            return 400, dict(found)
        return 201, echo(record)

    def _accept(self, request: Request) -> None:
        record = request.record
        if not isinstance(record, dict):
            return
        with self._lock:
            self.accepted.append(Accepted(request.key, record))
            if self.journal is not None:
                self._write(self.journal, request, record)

    @staticmethod
    def _write(journal: Path, request: Request, record: dict[str, object]) -> None:
        """On disk before the answer leaves, so that it outlives whatever is done to either side."""
        line = {
            "at_unix_ms": time.time_ns() // 1_000_000,
            "key": request.key,
            "authorization": request.headers.get("authorization"),
            "record": record,
        }
        with journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _read_request(stream: object, number: int) -> Request | None:
    readline, read = stream.readline, stream.read  # type: ignore[attr-defined]
    first = readline(65_536)
    if not first:
        return None
    method, path, _ = first.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := readline(65_536)) not in (b"\r\n", b"\n", b""):
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    length = min(MAX_BODY_BYTES, int(headers.get("content-length", "0")))
    return Request(method, path, headers, read(length), number, time.monotonic())


def _reply(step: Step, judged_status: int, judged_body: dict[str, object]) -> bytes:
    status = judged_status if step.status is None else step.status
    body = step.body
    if body is None:
        body = json.dumps(judged_body if step.status is None else {"detail": f"scripted {status}"}).encode()
    reason = HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else "Scripted"
    headers: Iterable[tuple[str, str]] = (
        ("Content-Type", step.content_type),
        ("Content-Length", str(len(body))),
        *step.headers,
        *((("Connection", "close"),) if step.end not in ("keep", "half-close") else ()),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n".encode("latin-1") + body


def main() -> None:
    """Serve until interrupted; print the address on the first line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token-file", type=Path, required=True, help="file with the token to be accepted")
    parser.add_argument("--journal", type=Path, help="one JSON line for each accepted record is appended here")
    parser.add_argument("--delay-ms", type=float, default=0.0, help="wait before each answer")
    parser.add_argument("--timestamp", action="store_true", help="take the field timestamp")
    chosen = parser.parse_args()
    server = GateServer(
        token=chosen.token_file.read_text(encoding="utf-8").strip(),
        journal=chosen.journal,
        takes_timestamp=chosen.timestamp,
        default=Step(delay_s=chosen.delay_ms / 1000),
        port=chosen.port,
    )
    print(server.url, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    server.close()


if __name__ == "__main__":
    main()
