"""The uploader between a real database and a real server: everything arrives once, in order, and over restarts."""

from __future__ import annotations

import itertools
import json
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray import log as log_module
from netmon_tray.model import (
    CircuitState,
    ConnectionRecord,
    Delivery,
    DeliveryState,
    Link,
    RecordEvent,
    Security,
    WithheldReason,
)
from netmon_tray.settings import Settings
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from netmon_tray.upload import wire
from netmon_tray.uploader import Uploader
from support.gate_schema import problems
from support.gate_server import GateServer, Request, Step
from support.samples import T0_UNIX_MS, wifi, wired
from support.tls import TestAuthority

TOKEN = "canary-token-0123456789"
Eventually = Callable[..., object]


class Desk:
    """A data directory with its store, and an uploader for one server."""

    def __init__(self, folder: Path, base_url: str, **upload: object) -> None:
        self.folder = folder
        self.token_file = folder / "token"
        self.token_file.touch(mode=0o600)
        self.token_file.write_text(TOKEN, encoding="utf-8")
        chosen: dict[str, object] = {"enabled": True, "base_url": base_url, "max_records_per_s": 1000.0} | upload
        self.settings = replace(Settings(), upload=replace(Settings().upload, **chosen))  # type: ignore[arg-type]
        self._numbers = itertools.count(1)
        self.open()

    def open(self) -> None:
        """Open the store, and make an uploader as a new start of the program does."""
        self.database = Database.open(self.folder / "data")
        self.log, self.outbox = ConnectionLog(self.database), Outbox(self.database)
        self.state = AgentState(self.database)
        self.uploader = Uploader(
            self.outbox,
            self.state,
            settings=self.settings,
            together=lambda: self.database.transaction(durable=True),
            environ={"NETMON_TOKEN_FILE": str(self.token_file)},
            random=lambda: 0.0,
        )

    def with_upload(self, **upload: object) -> Settings:
        """The settings with other upload settings."""
        return replace(self.settings, upload=replace(self.settings.upload, **upload))  # type: ignore[arg-type]

    def close(self) -> None:
        """End both."""
        if self.uploader._thread.is_alive():
            self.uploader.stop(5)
        self.database.close()

    def append(self, count: int = 1, link: Link | None = None) -> list[str]:
        """Append records, each of its own size; returns their names."""
        return [self._append(next(self._numbers), link or wired()) for _ in range(count)]

    def _append(self, number: int, link: Link) -> str:
        record = ConnectionRecord(
            record_uuid=f"00000000-0000-4000-8000-{number:012d}",
            attachment_uuid="00000000-0000-4000-9000-000000000001",
            event=RecordEvent.MAINTAINED,
            at_unix_ms=T0_UNIX_MS + number,
            link=link,
            rx_bytes=number,
            tx_bytes=0,
        )
        made = wire.payload(record, coordinate_decimals=3, include_timestamp=False)
        self.log.append(record, made.text, {}, made.withheld)
        self.uploader.wake()
        return record.record_uuid

    def states(self) -> list[DeliveryState]:
        return [row.delivery.state for row in self.log.records(newest_first=False)]

    def payloads(self) -> list[dict[str, object]]:
        return [json.loads(row.payload) for row in self.log.records(newest_first=False)]

    def told(self) -> CircuitState:
        return self.uploader.status().state


@pytest.fixture(autouse=True)
def _no_secret_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_secrets", dict(log_module._secrets))


class CountingServer(GateServer):
    """A Gate that counts what it answers side by side.

    Attributes:
        at_once: for each request, how many were being answered when it came, itself among them.
    """

    def __post_init__(self) -> None:
        self.at_once: list[int] = []
        self._answering = 0
        self._counting = threading.Lock()
        super().__post_init__()

    def _answer(self, connection: socket.socket, request: Request) -> bool:
        with self._counting:
            self._answering += 1
            self.at_once.append(self._answering)
        try:
            return super()._answer(connection, request)
        finally:
            with self._counting:
                self._answering -= 1


@pytest.fixture
def server() -> Iterator[CountingServer]:
    with CountingServer(token=TOKEN) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: GateServer) -> Iterator[Desk]:
    made = Desk(tmp_path, server.url)
    yield made
    made.close()


def all_sent(desk: Desk) -> bool:
    return set(desk.states()) <= {DeliveryState.SENT}


def test_one_at_a_time_records_arrive_in_order_once_and_byte_for_byte(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    desk.uploader.apply(desk.with_upload(parallelism=1))
    names = desk.append(20)
    desk.uploader.start()
    names += desk.append(20)
    eventually(lambda: all_sent(desk))
    assert server.keys() == names
    assert [item.record for item in server.accepted] == desk.payloads()
    assert server.connections == 1
    first = next(desk.log.records(limit=1, newest_first=False)).delivery
    assert (first.attempts, first.maybe_sent, first.last_status) == (1, 0, 201)
    assert first.sent_at_unix_ms is not None


def test_a_backlog_is_sent_several_at_a_time_and_each_record_once(
    desk: Desk, server: CountingServer, eventually: Eventually
) -> None:
    server.default = Step(delay_s=0.02)
    names = desk.append(60)
    desk.uploader.start()
    eventually(lambda: all_sent(desk), timeout_s=30)
    assert sorted(server.keys()) == names
    assert server.connections == 4
    assert max(server.at_once) == 4
    assert {row.delivery.maybe_sent for row in desk.log.records()} == {0}


def test_in_steady_state_there_is_one_request_at_a_time(
    desk: Desk, server: CountingServer, eventually: Eventually
) -> None:
    server.default = Step(delay_s=0.01)
    desk.append(30)
    desk.uploader.start()
    eventually(lambda: all_sent(desk), timeout_s=30)
    server.at_once.clear()
    for _ in range(8):
        desk.append(1)
        eventually(lambda: all_sent(desk))
    assert max(server.at_once) == 1


def test_a_server_that_hangs_on_all_is_one_failure_and_one_record_each_is_told_apart(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    desk.append(40)
    server.default = Step(delay_s=0.02)
    desk.uploader.start()
    eventually(lambda: len(server.accepted) >= 20, timeout_s=30)
    server.default = Step(raw=b"", end="close", delay_s=0.02)
    eventually(lambda: desk.told() is CircuitState.BACKOFF)
    eventually(lambda: DeliveryState.INFLIGHT not in desk.states())
    asked = len(server.requests)
    assert asked - len(server.accepted) <= 4
    server.default = Step()
    desk.uploader.network_changed()
    eventually(lambda: all_sent(desk), timeout_s=30)
    assert len(server.keys()) == len(set(server.keys())) == 40


def test_the_bytes_of_all_records_add_up_at_the_server(desk: Desk, server: GateServer, eventually: Eventually) -> None:
    desk.append(30)
    server.script(*[Step(status=503), Step(), Step(raw=b"", end="close"), Step(status=500)])
    desk.uploader.start()
    eventually(lambda: all_sent(desk), timeout_s=30)
    assert sum(int(str(item.record["inbytes"])) for item in server.accepted) == sum(range(1, 31))


def test_what_has_no_security_to_tell_stays_here(desk: Desk, server: GateServer, eventually: Eventually) -> None:
    link = wifi()
    desk.append(1, replace(link, network=replace(link.network, security=Security.WAPI_PSK)))
    sent = desk.append(1)
    desk.uploader.start()
    eventually(lambda: desk.states() == [DeliveryState.WITHHELD, DeliveryState.SENT])
    assert server.keys() == sent
    assert next(desk.log.records(newest_first=False)).delivery.reason == WithheldReason.NOT_MAPPABLE.value


def test_a_record_that_was_in_flight_at_a_hard_end_is_sent_after_the_restart(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    (name,) = desk.append(1)
    assert desk.outbox.claim_oldest(T0_UNIX_MS) is not None
    desk.database.close()
    desk.open()
    desk.uploader.start()
    eventually(lambda: server.keys() == [name])
    eventually(lambda: all_sent(desk))
    assert next(desk.log.records()).delivery.maybe_sent == 1


def test_a_stop_delivers_what_was_recorded_last(desk: Desk, server: GateServer, eventually: Eventually) -> None:
    desk.append(1)
    desk.uploader.start()
    eventually(lambda: all_sent(desk))
    desk.append(5)
    desk.uploader.stop(10)
    assert len(server.accepted) == 6
    assert desk.states() == [DeliveryState.SENT] * 6


def test_a_stop_with_a_silent_server_takes_no_longer_than_its_budget(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    server.script(Step(raw=b"", end="hold"))
    desk.append(1)
    desk.uploader.start()
    eventually(lambda: server.requests)
    desk.uploader.stop(1.0)
    assert not desk.uploader._thread.is_alive()
    assert desk.states() == [DeliveryState.INFLIGHT]


def test_while_upload_is_off_nothing_is_asked_of_anybody(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    on = desk.settings
    desk.uploader.apply(replace(on, upload=replace(on.upload, enabled=False)))
    desk.append(2)
    desk.uploader.start()
    assert desk.told() is CircuitState.OFF
    desk.uploader.stop(5)
    assert (server.connections, desk.states()) == (0, [DeliveryState.READY] * 2)
    desk.database.close()
    desk.open()
    desk.uploader.start()
    eventually(lambda: all_sent(desk))


def test_a_wrong_token_stops_sending_and_a_new_one_is_taken_up_at_once(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    desk.token_file.write_text("another-token-000", encoding="utf-8")
    desk.append(3)
    desk.uploader.start()
    eventually(lambda: desk.told() is CircuitState.AUTH)
    eventually(lambda: desk.states() == [DeliveryState.READY] * 3)
    assert len(server.requests) == 1
    desk.token_file.write_text(TOKEN, encoding="utf-8")
    desk.uploader.probe_now()
    eventually(lambda: all_sent(desk))
    assert desk.told() is CircuitState.CLOSED


def test_a_wait_outlives_the_program(desk: Desk, server: GateServer, eventually: Eventually) -> None:
    server.script(Step(status=429, headers=(("Retry-After", "900"),)))
    desk.append(1)
    desk.uploader.start()
    eventually(lambda: desk.state.get("circuit") is not None)
    desk.close()
    desk.open()
    desk.uploader.start()
    eventually(lambda: desk.told() is CircuitState.THROTTLED)
    desk.uploader.probe_now()
    desk.append(1)
    desk.close()
    assert len(server.requests) == 1
    desk.open()


def test_a_record_that_breaks_the_server_waits_aside(desk: Desk, server: GateServer, eventually: Eventually) -> None:
    names = desk.append(4)
    server.choose = lambda request: Step(status=500) if request.key == names[0] else None
    desk.uploader.start()
    eventually(lambda: desk.told() is CircuitState.BACKOFF)
    desk.uploader.probe_now()

    def poisoned() -> Delivery:
        return next(desk.log.records(newest_first=False)).delivery

    eventually(lambda: poisoned().not_before_unix_ms is not None)
    eventually(lambda: desk.states() == [DeliveryState.READY] + [DeliveryState.SENT] * 3)
    assert poisoned().reason == "server-error"
    assert [request.key for request in server.requests[:2]] == names[:2], "the probe takes the next record"
    assert sorted(server.keys()) == names[1:]
    assert desk.told() is CircuitState.CLOSED


def test_a_server_that_refuses_everything_rejects_nothing(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    server.script(*[Step(status=400) for _ in range(5)])
    desk.append(8)
    desk.uploader.start()
    eventually(lambda: desk.told() is CircuitState.CONTRACT)
    eventually(lambda: desk.states() == [DeliveryState.READY] * 8)
    desk.uploader.probe_now()
    eventually(lambda: all_sent(desk))
    assert len(server.accepted) == 8


def test_after_a_change_of_network_a_request_that_hangs_holds_up_nothing(
    desk: Desk, server: GateServer, eventually: Eventually
) -> None:
    """The first 201 comes within ten seconds of a change of network, also where the old connection died in silence."""
    names = desk.append(2)
    server.script(Step(raw=b"", end="hold"))
    desk.uploader.start()
    eventually(lambda: server.requests)
    desk.uploader.network_changed()
    eventually(lambda: all_sent(desk), timeout_s=10)
    assert sorted(server.keys()) == names
    assert [row.delivery.maybe_sent for row in desk.log.records(newest_first=False)] == [1, 0]


def test_over_tls_with_an_authority_of_ones_own(tmp_path: Path, eventually: Eventually) -> None:
    authority = TestAuthority(tmp_path)
    with GateServer(token=TOKEN, tls=authority.server_context("127.0.0.1")) as server:
        desk = Desk(tmp_path, server.url)
        desk.append(1)
        desk.uploader.start()
        eventually(lambda: desk.told() is CircuitState.TLS)
        assert server.requests == []
        settings = replace(desk.settings, upload=replace(desk.settings.upload, ca_file=str(authority.ca_file)))
        desk.uploader.apply(settings)
        eventually(lambda: all_sent(desk))
        desk.close()


def test_the_token_is_in_no_file_of_the_data_directory_and_in_no_log(
    desk: Desk, server: GateServer, eventually: Eventually, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log_file = tmp_path / "netmon.log"
    handler = log_module.PrivateFileHandler(log_file)
    handler.addFilter(log_module.RedactingFilter())
    logging.getLogger().addHandler(handler)
    echo = f'{{"detail": "unknown token {TOKEN}"}}'.encode()
    server.script(Step(status=401, body=echo), Step(status=400, body=echo), Step(status=503, body=echo))
    desk.append(3)
    with caplog.at_level(logging.DEBUG):
        desk.uploader.start()

        def impatient() -> bool:
            desk.uploader.probe_now()
            return len(server.requests) >= 4

        eventually(impatient, timeout_s=30)
        desk.uploader.stop(5)
    logging.getLogger().removeHandler(handler)
    handler.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != desk.token_file]
    assert log_file in files
    assert [path.name for path in files if TOKEN.encode() in path.read_bytes()] == []
    assert TOKEN not in caplog.text


# --- the server as a program ----------------------------------------------------------------------------------------


def test_the_strict_server_runs_as_a_program_and_keeps_a_journal(tmp_path: Path, eventually: Eventually) -> None:
    token_file, journal = tmp_path / "token.txt", tmp_path / "accepted.ndjson"
    token_file.write_text(f"{TOKEN}\n", encoding="utf-8")
    program = Path(__file__).resolve().parents[2] / "support" / "gate_server.py"
    command = [sys.executable, str(program), "--port", "0", "--token-file", str(token_file), "--journal", str(journal)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        desk = Desk(tmp_path, base_url)
        names = desk.append(3)
        desk.uploader.start()
        eventually(lambda: all_sent(desk))
        desk.close()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert sorted(line["key"] for line in lines) == names
    assert [problems(line["record"]) for line in lines] == [{}, {}, {}]
