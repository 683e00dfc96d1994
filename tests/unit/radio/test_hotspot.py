"""The lab's captive portal: a login page until the login was given, both with status 200."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from radio.lab.hotspot import Answer


class Connection:
    """What a request handler uses of a socket."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self.sent = b""

    def makefile(self, mode: str, size: int) -> io.BytesIO:
        return io.BytesIO(self._request)

    def sendall(self, data: bytes) -> None:
        self.sent += data


def answer() -> bytes:
    connection = Connection(b"GET /check HTTP/1.1\r\nHost: 10.77.0.1\r\n\r\n")
    Answer(connection, ("10.77.0.50", 40_000), None)  # type: ignore[arg-type]
    return connection.sent


def test_a_login_page_until_the_login_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answer, "login", tmp_path / "login")
    assert answer().startswith(b"HTTP/1.0 200 ")
    assert b"Welcome" in answer()
    (tmp_path / "login").touch()
    assert answer().startswith(b"HTTP/1.0 200 ")
    assert answer().endswith(b"\r\n\r\nNetworkManager is online\n")
