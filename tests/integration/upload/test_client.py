"""The client against real servers on loopback: what leaves, what is read, and what no server can make it do."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import netmon_tray
from netmon_tray.model import NetmonError
from netmon_tray.upload.client import IDLE_S, GateClient
from netmon_tray.upload.exchange import Limits
from netmon_tray.upload.outcome import MAX_BODY_BYTES, BodyKind, FaultKind, Reply, TransportFault
from netmon_tray.upload.vault import LIMIT_S
from support.gate_server import PATH, GateServer, Step

TOKEN = "canary-token-0123456789"
UUID = "5f0f6c1e-0000-4000-8000-000000000001"
RECORD = '{"network_name":"Café","network_type":"et","network_security":"opn","inbytes":1,"outbytes":2}'


@pytest.fixture
def server() -> Iterator[GateServer]:
    with GateServer(token=TOKEN) as running:
        yield running


@pytest.fixture
def client(server: GateServer) -> Iterator[GateClient]:
    """As patient as a busy machine needs it; only what a 201 still has to say is not waited for."""
    made = GateClient(server.url, connect_timeout_s=30.0, total_timeout_s=30.0, drain_timeout_s=0.3)
    yield made
    made.close()


def post(client: GateClient, payload: str = RECORD) -> Reply | TransportFault:
    return client.post(payload, UUID, TOKEN)


def fault(outcome: Reply | TransportFault) -> FaultKind:
    assert isinstance(outcome, TransportFault), outcome
    return outcome.kind


def status(outcome: Reply | TransportFault) -> int:
    assert isinstance(outcome, Reply), outcome
    return outcome.status


def test_the_limits_are_the_promised_ones_where_nobody_asks_for_others() -> None:
    """upload-queue.md, Timing and Transport; the tests wait less."""
    assert GateClient("https://gate.example")._limits == Limits(connect_s=10, total_s=45)
    assert (IDLE_S, LIMIT_S, MAX_BODY_BYTES) == (10, 10, 64 * 1024)


# --- the request ----------------------------------------------------------------------------------------------------


def test_a_record_leaves_byte_for_byte_with_what_the_contract_wants(server: GateServer, client: GateClient) -> None:
    reply = post(client)
    assert status(reply) == 201
    (request,) = server.requests
    assert (request.method, request.path, request.body) == ("POST", PATH, RECORD.encode())
    assert request.headers == {
        "host": server.origin.removeprefix("http://"),
        "authorization": f"Bearer {TOKEN}",
        "content-type": "application/json",
        "content-length": str(len(RECORD.encode())),
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": f"netmon-tray/{netmon_tray.__version__}",
        "idempotency-key": UUID,
    }


def test_checking_a_token_sends_an_empty_object_and_stores_nothing(server: GateServer, client: GateClient) -> None:
    assert status(client.check(TOKEN)) == 400
    assert status(client.check("another-token-000")) == 401
    assert server.accepted == []
    assert server.requests[0].body == b"{}"
    assert "idempotency-key" not in server.requests[0].headers


def test_one_connection_serves_many_records(server: GateServer, client: GateClient) -> None:
    assert [status(post(client)) for _ in range(5)] == [201] * 5
    assert server.connections == 1


def test_no_cookie_is_kept(server: GateServer, client: GateClient) -> None:
    server.script(Step(headers=(("Set-Cookie", "session=portal; Path=/"),)))
    post(client)
    post(client)
    assert "cookie" not in server.requests[1].headers


def test_an_idle_connection_is_closed(
    server: GateServer, client: GateClient, eventually: Callable[..., object]
) -> None:
    post(client)
    now_s = time.monotonic()
    left_s = client.close_idle(now_s)
    assert left_s is not None
    assert IDLE_S - 1 < left_s <= IDLE_S
    assert server.open_connections == 1
    assert client.close_idle(now_s + IDLE_S) is None
    eventually(lambda: server.open_connections == 0)
    assert status(post(client)) == 201


# --- redirects and other origins ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed_and_the_token_reaches_nobody_else(
    server: GateServer, client: GateClient, code: int
) -> None:
    with GateServer() as other:
        server.script(Step(status=code, headers=(("Location", f"{other.origin}{PATH}"),)))
        reply = post(client)
        assert isinstance(reply, Reply)
        assert (reply.status, reply.is_same_origin) == (code, False)
        assert (other.connections, other.requests) == (0, [])
    assert len(server.requests) == 1


def test_a_redirect_within_the_origin_is_known_and_not_followed_either(server: GateServer, client: GateClient) -> None:
    server.script(Step(status=301, headers=(("Location", PATH.rstrip("/")),)))
    reply = post(client)
    assert isinstance(reply, Reply)
    assert reply.is_same_origin
    assert len(server.requests) == 1


def test_the_endless_body_of_a_redirect_is_not_read(server: GateServer, client: GateClient) -> None:
    """requests reads it whole even when told not to follow."""
    server.script(Step(status=302, body=b"x" * 5_000_000, headers=(("Location", "/elsewhere"),)))
    reply = post(client)
    assert isinstance(reply, Reply)
    assert len(reply.text) == MAX_BODY_BYTES


def test_the_session_has_no_way_to_another_origin(server: GateServer, client: GateClient) -> None:
    import requests

    post(client)
    session = client._session
    assert session is not None
    with GateServer() as other:
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(other.url)
        assert other.connections == 0


# --- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Step(status=400, body=b'{"bssid": ["why"]}'), BodyKind.JSON),
        (Step(status=200, body=b"<html>Log in", content_type="text/html"), BodyKind.HTML),
        (Step(status=503, body=b"busy", content_type="text/plain"), BodyKind.OTHER),
        (Step(status=204, body=b""), BodyKind.EMPTY),
        (Step(status=400, body=b'{"a": "' + b"x" * 100_000), BodyKind.JSON),
        (Step(status=400, body=b"x" * 100_000, content_type="text/plain"), BodyKind.OTHER),
        (Step(status=400, body=b"\x1f\x8b\x08", headers=(("Content-Encoding", "gzip"),)), BodyKind.JSON),
        (Step(raw=b'HTTP/1.0 422 No\r\n\r\n{"a": 1}', end="close"), BodyKind.JSON),
        (
            Step(raw=b"HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", end="close"),
            BodyKind.JSON,
        ),
    ],
)
def test_kinds_of_bodies(server: GateServer, client: GateClient, step: Step, kind: BodyKind) -> None:
    server.script(step)
    reply = post(client)
    assert isinstance(reply, Reply)
    assert reply.kind is kind
    assert len(reply.text.encode()) <= MAX_BODY_BYTES


def test_of_a_long_body_64_kib_are_read_and_the_connection_is_not_used_again(
    server: GateServer, client: GateClient
) -> None:
    server.script(Step(status=400, body=b"y" * 10_000_000))
    reply = post(client)
    assert isinstance(reply, Reply)
    assert len(reply.text) == MAX_BODY_BYTES
    assert status(post(client)) == 201
    assert server.connections == 2


def test_the_date_of_a_delivery_is_handed_on(server: GateServer, client: GateClient) -> None:
    server.script(Step(headers=(("Date", "Sun, 22 Nov 2026 22:00:00 GMT"),)))
    reply = post(client)
    assert isinstance(reply, Reply)
    assert (reply.status, reply.date) == (201, "Sun, 22 Nov 2026 22:00:00 GMT")


def test_headers_that_matter_are_handed_on(server: GateServer, client: GateClient) -> None:
    server.script(Step(status=429, headers=(("Retry-After", "120"), ("Date", "Sun, 22 Nov 2026 22:00:00 GMT"))))
    reply = post(client)
    assert isinstance(reply, Reply)
    assert (reply.retry_after, reply.date) == ("120", "Sun, 22 Nov 2026 22:00:00 GMT")


@pytest.mark.parametrize(
    "step",
    [
        Step(status=201, body=b""),
        Step(status=201, body=b"<html>"),
        Step(stall_after=len("HTTP/1.1 201 Created\r\n")),
        Step(stall_after=len("HTTP/1.1 201 Created\r\nContent-Type: appl")),
        Step(raw=b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{", end="hold"),
        Step(raw=b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{", end="close"),
        Step(raw=b"HTTP/1.1 201\r\nbroken header\r\n\r\n", end="close"),
        Step(raw=b"HTTP/1.1 201 Created\r\nContent-Length: x\r\n\r\n", end="reset"),
    ],
)
def test_a_201_counts_from_its_status_line_on(server: GateServer, client: GateClient, step: Step) -> None:
    server.script(step)
    start_s = time.monotonic()
    assert status(post(client)) == 201
    assert time.monotonic() - start_s < 20
    assert status(post(client)) == 201


def test_interim_answers_are_passed_over(server: GateServer, client: GateClient) -> None:
    """To the standard library 103 would be the answer, and the 201 after it the answer to the next record."""
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    processing = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
    server.script(Step(raw=processing + early + b"HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\n{}", end="close"))
    assert status(post(client)) == 400


def test_what_follows_an_answer_is_not_the_answer_to_the_next_record(server: GateServer, client: GateClient) -> None:
    twice = b"HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\n{}" + b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
    server.script(Step(raw=twice, end="keep"), Step(status=503))
    assert status(post(client)) == 400
    assert status(post(client)) == 503


def test_a_switch_of_protocols_is_final_and_ends_the_connection(server: GateServer, client: GateClient) -> None:
    server.script(Step(raw=b"HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 201 Created\r\n\r\n", end="close"))
    assert status(post(client)) == 101
    assert status(post(client)) == 201
    assert server.connections == 2


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Step(raw=b"", end="close"), FaultKind.CLOSED),
        (Step(raw=b"", end="reset"), FaultKind.CLOSED),
        (Step(raw=b"HTTP/1.1 10", end="close"), FaultKind.TORN),
        (Step(raw=b"HTTP/1.1 201", end="close"), FaultKind.TORN),
        (Step(raw=b"HT", end="close"), FaultKind.TORN),
        (Step(raw=b"HTTP/1.1 100 Continue\r\n\r\n", end="close"), FaultKind.CLOSED),
        (Step(raw=b"SSH-2.0-OpenSSH_9.2\r\n", end="close"), FaultKind.GARBAGE),
        (Step(raw=b"HTTP/2.0 201 Created\r\n\r\n", end="close"), FaultKind.GARBAGE),
        (Step(raw=b"HTTP/1.1 2O1 Created\r\n\r\n", end="close"), FaultKind.GARBAGE),
        (Step(raw=b"HTTP/1.1 0201 Created\r\n\r\n", end="close"), FaultKind.GARBAGE),
        (Step(raw=b"\x15\x03\x01\x00\x02\x02\x50", end="close"), FaultKind.GARBAGE),
        (Step(raw=b"z" * 200_000, end="close"), FaultKind.GARBAGE),
    ],
)
def test_what_is_no_answer(server: GateServer, client: GateClient, step: Step, kind: FaultKind) -> None:
    server.script(step)
    outcome = post(client)
    assert fault(outcome) is kind
    assert isinstance(outcome, TransportFault)
    assert outcome.text.endswith(".")
    assert status(post(client)) == 201


def cut(server: GateServer, client: GateClient, eventually: Callable[..., object]) -> TransportFault:
    """Send a record that the server holds up, and run out of patience once it has it."""
    asked = len(server.requests)
    flight = client.begin(RECORD, UUID, TOKEN)
    eventually(lambda: len(server.requests) > asked)
    flight.hurry(0.1)
    outcome = flight.wait()
    assert isinstance(outcome, TransportFault)
    return outcome


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 201"])
def test_silence_is_no_answer(
    server: GateServer, client: GateClient, begun: bytes, eventually: Callable[..., object]
) -> None:
    server.script(Step(raw=begun, end="hold"))
    outcome = cut(server, client, eventually)
    assert outcome.kind is FaultKind.TIMEOUT
    assert outcome.text.endswith(".")
    assert status(post(client)) == 201


@pytest.mark.parametrize("what", ["status line", "headers", "body"])
def test_a_slow_drip_is_cut_at_the_total_limit(server: GateServer, client: GateClient, what: str) -> None:
    """Each byte comes within the library's own limit, which begins anew with it."""
    head = b"HTTP/1.1 400 No\r\nContent-Type: application/json\r\n"
    begun = {"status line": b"", "headers": head, "body": head + b"Content-Length: 9999\r\n\r\n"}[what]
    drip = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(begun)
            while not drip.wait(0.05):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    slow = GateClient(f"http://127.0.0.1:{listener.getsockname()[1]}", total_timeout_s=0.6)
    start_s = time.monotonic()
    outcome = post(slow)
    assert 0.5 < time.monotonic() - start_s < 20
    if what == "status line":
        assert fault(outcome) is FaultKind.TIMEOUT
    else:
        assert status(outcome) == 400
    drip.set()
    thread.join(5)
    listener.close()
    slow.close()


def test_a_slow_answer_is_not_taken_for_a_slow_connection(server: GateServer) -> None:
    client = GateClient(server.url, connect_timeout_s=0.3, total_timeout_s=5.0)
    server.script(Step(delay_s=0.6), Step(delay_s=0.6))
    assert [status(post(client)) for _ in range(2)] == [201, 201]
    client.close()


def test_a_port_where_nobody_listens(server: GateServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert fault(post(GateClient(f"http://127.0.0.1:{port}"))) is FaultKind.REFUSED


def test_a_name_that_does_not_exist() -> None:
    assert fault(post(GateClient("https://gate.invalid", connect_timeout_s=5))) is FaultKind.DNS


@pytest.mark.parametrize("host", ["x" * 70 + ".invalid", "a..b.invalid"])
def test_a_name_that_is_none(host: str) -> None:
    assert fault(post(GateClient(f"https://{host}"))) is FaultKind.DNS


def test_a_call_that_nobody_takes_is_given_up(server: GateServer) -> None:
    """A listener with a full backlog drops the first packet of a connection, as a black hole does."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        client = GateClient(f"http://127.0.0.1:{full.getsockname()[1]}", connect_timeout_s=0.3)
        start_s = time.monotonic()
        assert fault(post(client)) is FaultKind.CONNECT_TIMEOUT
        assert time.monotonic() - start_s < 1.5
        for filler in fillers:
            filler.close()


def test_a_token_that_no_header_can_carry_is_our_own_fault_and_not_quoted(
    server: GateServer, client: GateClient
) -> None:
    outcome = client.post(RECORD, UUID, "canary\r\nX-Evil: 1")
    assert fault(outcome) is FaultKind.LOCAL
    assert "canary" not in repr(outcome)
    assert server.requests == []


def test_a_request_can_be_cancelled_from_another_thread(server: GateServer) -> None:
    client = GateClient(server.url)
    server.script(Step(raw=b"", end="hold"))
    outcomes: list[Reply | TransportFault] = []
    thread = threading.Thread(target=lambda: outcomes.append(post(client)))
    thread.start()
    while not server.requests:
        thread.join(0.01)
    client.cancel()
    thread.join(2)
    assert [fault(outcome) for outcome in outcomes] == [FaultKind.CANCELLED]
    assert fault(post(client)) is FaultKind.CANCELLED
    assert len(server.requests) == 1


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_nothing_is_left_behind(server: GateServer, client: GateClient, eventually: Callable[..., object]) -> None:
    """Threads of requests that were cut end, and their connections with them."""
    before, others = open_files(), set(threading.enumerate())
    server.script(*[Step(raw=b"", end="hold") for _ in range(3)])
    for _ in range(3):
        assert cut(server, client, eventually).kind is FaultKind.TIMEOUT

    def is_alone() -> bool:
        client.close()  # one that has yet to notice that it was cut is let go with the next one
        return not [one for one in set(threading.enumerate()) - others if one.name == "netmon-upload-io"]

    eventually(is_alone)
    server.close()
    eventually(lambda: open_files() <= before)


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base_url", ["http://gate.example", "https://user:pass@gate.example", "file:///etc/passwd"])
def test_where_no_token_may_go_no_client_is_made(base_url: str) -> None:
    with pytest.raises(NetmonError):
        GateClient(base_url)


# --- what is loaded, said and obeyed --------------------------------------------------------------------------------


def run(script: str, **environ: str) -> str:
    code = f"import sys; sys.path[:0] = {sys.path!r}\n{script}"
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_nothing_of_http_or_tls_is_loaded_before_the_first_post() -> None:
    loaded = run(
        "import netmon_tray.uploader, netmon_tray.upload.client as c\n"
        "c.GateClient('https://gate.example')\n"
        "print([n for n in ('requests', 'urllib3', 'ssl', 'http.client', 'email', 'truststore', 'keyring', 'hmac',"
        " '_hashlib', 'asyncio') if n in sys.modules])"
    )
    assert loaded == "[]"


def test_the_environment_has_no_say_over_where_and_how_a_token_travels(server: GateServer, tmp_path: Path) -> None:
    with GateServer() as proxy:
        (tmp_path / ".netrc").write_text("default login evil password evil\n", encoding="utf-8")
        (tmp_path / ".netrc").chmod(0o600)
        told = run(
            "from netmon_tray.upload.client import GateClient\n"
            f"print(GateClient({server.url!r}).post({RECORD!r}, 'u', {TOKEN!r}).status)",
            HOME=str(tmp_path),
            NETRC=str(tmp_path / ".netrc"),
            http_proxy=proxy.origin,
            HTTPS_PROXY=proxy.origin,
            ALL_PROXY=proxy.origin,
            REQUESTS_CA_BUNDLE="/nonexistent",
            CURL_CA_BUNDLE="/nonexistent",
        )
        assert told == "201"
        assert proxy.connections == 0
    assert server.requests[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_the_token_is_in_no_log_error_or_answer(
    server: GateServer, client: GateClient, caplog: pytest.LogCaptureFixture
) -> None:
    echoing = f'{{"detail": "the token {TOKEN} is not known"}}'.encode()
    server.script(
        Step(status=401, body=echoing),
        Step(raw=b"", end="close"),
        Step(raw=f"{TOKEN}\r\n".encode(), end="close"),
        Step(raw=f"HTTP/1.1 400 No\r\nbroken {TOKEN}\r\n\r\n".encode(), end="close"),
    )
    with caplog.at_level(logging.DEBUG):
        outcomes = [post(client) for _ in range(5)]
    assert "the token" in repr(outcomes[0])
    assert [text for text in (caplog.text, repr(outcomes), repr(client)) if TOKEN in text] == []
