"""Whom the client believes, and what a proxy on the way gets to see."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.model import NetmonError
from netmon_tray.upload import trust
from netmon_tray.upload.address import ProxyAddressError
from netmon_tray.upload.client import GateClient
from netmon_tray.upload.outcome import FaultKind, Reply, TransportFault
from netmon_tray.upload.trust import trusted_context
from support.connect_proxy import ConnectProxy
from support.gate_server import GateServer
from support.tls import TestAuthority

TOKEN = "canary-token-0123456789"
RECORD = '{"network_type":"et","network_security":"opn"}'
NAME = "gate.test"
NOW = dt.datetime.now(tz=dt.UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority: TestAuthority) -> Iterator[GateServer]:
    with GateServer(token=TOKEN, tls=authority.server_context("127.0.0.1", NAME)) as running:
        yield running


@pytest.fixture
def proxy(server: GateServer) -> Iterator[ConnectProxy]:
    with ConnectProxy(("127.0.0.1", server.port)) as running:
        yield running


def client_for(base_url: str, *, ca_file: Path | str = "", **options: Any) -> GateClient:
    return GateClient(base_url, ca_file=str(ca_file), connect_timeout_s=2.0, total_timeout_s=3.0, **options)


def post(base_url: str, *, ca_file: Path | str = "", **options: Any) -> Reply | TransportFault:
    client = client_for(base_url, ca_file=ca_file, **options)
    try:
        return client.post(RECORD, "uuid-1", TOKEN)
    finally:
        client.close()


def fault(outcome: Reply | TransportFault) -> TransportFault:
    assert isinstance(outcome, TransportFault), outcome
    return outcome


NOWHERE = ssl.DefaultVerifyPaths("", "", "", "/nonexistent", "", "/nonexistent")


# --- certificates ---------------------------------------------------------------------------------------------------


def test_an_authority_of_ones_own_is_believed_where_the_settings_name_it(
    server: GateServer, authority: TestAuthority
) -> None:
    outcome = post(server.url, ca_file=authority.ca_file)
    assert isinstance(outcome, Reply)
    assert outcome.status == 201


def test_it_is_not_believed_otherwise_and_nothing_is_sent(server: GateServer) -> None:
    before = len(server.requests)
    outcome = fault(post(server.url))
    assert outcome.kind is FaultKind.TLS
    assert "certificate" in outcome.text.lower()
    assert len(server.requests) == before


def test_another_authority_is_of_no_use(server: GateServer, tmp_path: Path) -> None:
    other = TestAuthority(tmp_path, "other")
    assert fault(post(server.url, ca_file=other.ca_file)).kind is FaultKind.TLS


def test_a_certificate_for_another_name_is_refused(authority: TestAuthority) -> None:
    with GateServer(token=TOKEN, tls=authority.server_context("other.test")) as wrong:
        assert fault(post(wrong.url, ca_file=authority.ca_file)).kind is FaultKind.TLS
        assert wrong.requests == []


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (NOW - dt.timedelta(days=9), NOW - dt.timedelta(days=1)),
        (NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=9)),
    ],
    ids=["no more", "not yet"],
)
def test_a_certificate_out_of_its_time_is_refused_with_a_word_about_the_clock(
    authority: TestAuthority, begins: dt.datetime, ends: dt.datetime
) -> None:
    context = authority.server_context("127.0.0.1", not_before=begins, not_after=ends)
    with GateServer(token=TOKEN, tls=context) as stale:
        outcome = fault(post(stale.url, ca_file=authority.ca_file))
        assert outcome.kind is FaultKind.TLS
        assert outcome.text.endswith("Check this computer's clock.")
        assert stale.requests == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(b"HTTP/1.1 400 Bad Request\r\n\r\n", FaultKind.TLS), (None, FaultKind.UNREACHABLE)],
    ids=["an answer in the clear", "a reset"],
)
def test_a_server_without_tls_on_a_tls_address(answer: bytes | None, kind: FaultKind) -> None:
    """Nothing of the request has left yet, so that neither may count as sent."""
    got: list[bytes] = []

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            got.append(connection.recv(65_536))
            if answer is None:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                connection.sendall(answer)
                connection.recv(65_536)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        outcome = fault(post(f"https://127.0.0.1:{listener.getsockname()[1]}"))
        thread.join(5)
    assert outcome.kind is kind
    assert TOKEN.encode() not in b"".join(got)


@pytest.mark.parametrize(
    ("content", "words"), [(None, "can't be read"), ("no certificate", "holds no certificate"), ("", "certificate")]
)
def test_a_file_of_authorities_that_is_none_is_told(
    server: GateServer, tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    outcome = fault(post(server.url, ca_file=path))
    assert (outcome.kind, words in outcome.text) == (FaultKind.TLS, True)


def test_old_protocols_and_unchecked_names_are_off(authority: TestAuthority) -> None:
    context = trusted_context(str(authority.ca_file))
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_computer_that_trusts_nobody_says_so(monkeypatch: pytest.MonkeyPatch, authority: TestAuthority) -> None:
    monkeypatch.setattr(trust, "_is_hashed_folder", lambda _folder: False)
    monkeypatch.setattr(trust, "BUNDLES", ())
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: NOWHERE)
    with pytest.raises(NetmonError, match="ca-certificates"):
        trusted_context()
    assert len(trusted_context(str(authority.ca_file)).get_ca_certs()) == 1


def test_a_distribution_without_a_hashed_folder_has_its_bundle_read(
    monkeypatch: pytest.MonkeyPatch, authority: TestAuthority
) -> None:
    monkeypatch.setattr(trust, "_is_hashed_folder", lambda _folder: False)
    monkeypatch.setattr(trust, "BUNDLES", ("/nonexistent", str(authority.ca_file)))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: NOWHERE)
    assert len(trusted_context().get_ca_certs()) == 1


def test_the_bundle_that_requests_brings_is_of_no_use(
    server: GateServer, authority: TestAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be added to every context: authorities that neither the system nor the person has chosen."""
    import requests.adapters

    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(authority.ca_file))
    assert fault(post(server.url)).kind is FaultKind.TLS


def test_the_environment_cannot_add_an_authority(server: GateServer, authority: TestAuthority) -> None:
    script = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from netmon_tray.upload.client import GateClient\n"
        f"print(GateClient({server.url!r}).post({RECORD!r}, 'u', {TOKEN!r}).kind.name)"
    )
    variables = dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"), str(authority.ca_file))
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.strip() == "TLS", done.stderr


# --- handshakes that lead nowhere -----------------------------------------------------------------------------------


@pytest.mark.parametrize("drips", [False, True], ids=["silent", "dripping"])
def test_a_handshake_without_end_is_given_up_at_the_limit_of_the_connection(drips: bool) -> None:
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            # A record of 16 KiB is announced; its bytes come one by one, each within the library's limit.
            connection.sendall(b"\x16\x03\x03\x40\x00" if drips else b"")
            while not over.wait(0.05):
                try:
                    connection.sendall(b"\x02" if drips else b"")
                except OSError:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    client = GateClient(f"https://127.0.0.1:{listener.getsockname()[1]}", connect_timeout_s=0.5)
    start_s = time.monotonic()
    outcome = fault(client.post(RECORD, "u", TOKEN))
    assert outcome.kind is FaultKind.CONNECT_TIMEOUT
    assert time.monotonic() - start_s < 1.5
    over.set()
    thread.join(5)
    listener.close()
    client.close()


# --- proxies --------------------------------------------------------------------------------------------------------


def test_a_proxy_sees_a_tunnel_and_no_token(server: GateServer, authority: TestAuthority, proxy: ConnectProxy) -> None:
    with_login = proxy.url.replace("http://", "http://user:proxy-secret@")
    before = len(server.requests)
    outcome = post(f"https://{NAME}/api/v1", ca_file=authority.ca_file, proxy=with_login)
    assert isinstance(outcome, Reply)
    assert (outcome.status, outcome.via_proxy) == (201, True)
    head = proxy.seen[0]
    assert head.startswith(b"CONNECT gate.test:443 HTTP/1.")
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"user:proxy-secret") in head
    assert TOKEN.encode() not in b"".join(proxy.seen)
    assert "proxy-authorization" not in server.requests[before].headers


def test_a_proxy_that_would_read_along_is_refused(tmp_path: Path) -> None:
    """It shows a certificate of its own authority, as inspecting proxies do."""
    inspecting = TestAuthority(tmp_path, "inspecting").server_context(NAME)
    with (
        GateServer(token=TOKEN, tls=inspecting) as middle,
        ConnectProxy(("127.0.0.1", middle.port)) as proxy,
    ):
        assert fault(post(f"https://{NAME}/api/v1", proxy=proxy.url)).kind is FaultKind.TLS
        assert middle.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 403 Forbidden\r\n\r\n<html>blocked",
        b"HTTP/1.1 502 Bad Gateway\r\n\r\n",
        b"garbage\r\n",
        b"",
    ],
)
def test_a_proxy_that_makes_no_tunnel(answer: bytes) -> None:
    with ConnectProxy(("127.0.0.1", 9), answer=answer) as proxy:
        outcome = fault(post(f"https://{NAME}", proxy=proxy.url.replace("http://", "http://user:proxy-secret@")))
        assert outcome.kind is FaultKind.PROXY
        assert "proxy-secret" not in outcome.text
        assert TOKEN.encode() not in b"".join(proxy.seen)


def test_a_proxy_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert fault(post(f"https://{NAME}", proxy=f"http://127.0.0.1:{port}")).kind is FaultKind.PROXY


def test_a_server_on_this_computer_is_never_asked_through_a_proxy(
    server: GateServer, authority: TestAuthority, proxy: ConnectProxy
) -> None:
    assert isinstance(post(server.url, ca_file=authority.ca_file, proxy=proxy.url), Reply)
    with GateServer(token=TOKEN) as plain:
        assert isinstance(post(plain.url, proxy=proxy.url), Reply)
    assert proxy.connections == 0


def test_without_a_setting_the_systems_proxy_is_taken_and_asked_for_anew_on_another_network(
    server: GateServer, authority: TestAuthority, proxy: ConnectProxy
) -> None:
    hosts: list[str] = []
    with ConnectProxy(("127.0.0.1", server.port)) as other:
        proxies = [proxy.url, other.url]
        client = client_for(
            f"https://{NAME}/api/v1",
            ca_file=authority.ca_file,
            system_proxy=lambda host: (hosts.append(host), proxies[0])[1],
        )
        for taken in (proxy, proxy, other):
            if taken is other:
                proxies.pop(0)
                client.close()
            outcome = client.post(RECORD, "uuid-1", TOKEN)
            assert isinstance(outcome, Reply)
            assert (outcome.status, outcome.via_proxy) == (201, True)
        client.close()
        assert (proxy.connections, other.connections) == (1, 1)
    assert hosts == [NAME, NAME]


def test_a_system_proxy_of_another_kind_is_told_in_words_and_nothing_leaves() -> None:
    def socks(host: str) -> str:
        raise ProxyAddressError("The system's proxy is of a kind that can't be used here.", "Set upload.proxy.")

    outcome = fault(post(f"https://{NAME}", system_proxy=socks))
    assert outcome == TransportFault(
        FaultKind.PROXY, "The system's proxy is of a kind that can't be used here. Set upload.proxy."
    )


def test_the_system_is_not_asked_where_a_setting_or_loopback_says_it_all(
    server: GateServer, authority: TestAuthority, proxy: ConnectProxy
) -> None:
    def unasked(host: str) -> str:
        raise AssertionError(host)

    away = f"https://{NAME}/api/v1"
    options = {"ca_file": authority.ca_file, "system_proxy": unasked}
    assert isinstance(post(away, proxy=proxy.url, **options), Reply)
    assert isinstance(post(server.url, **options), Reply)
    assert proxy.connections == 1
    assert fault(post(away, proxy="none", **options)).kind is FaultKind.DNS, "a direct way, and there is no such name"
