"""The main job as its user runs it: the real `netmon run` on a real network, records to SQLite and to a strict Gate."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from netmon_tray.model import DeliveryState, LoggedRecord, RecordEvent
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from support.netmon_process import NOBODY_ASKED
from support.netns import Namespace, interface_bytes, send_datagrams, veth_pair

Wait = Callable[..., object]
TOKEN = "tok_end_to_end_0123456789"
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Host:
    """A machine with one cable, a Gate on its loopback, and the files of one installation."""

    here: Namespace
    there: Namespace
    place: Path
    started: list[subprocess.Popen[str]]

    def netmon(self, *words: str) -> subprocess.Popen[str]:
        environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NETMON_TOKEN_FILE": str(self.place / "token")}
        command = [sys.executable, "-m", "netmon_tray", *words, "--data-dir", str(self.place / "data")]
        process = self.here.start(
            *command, "--config", str(self.place / "settings.toml"), env=environ, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.started.append(process)
        return process

    def records(self) -> list[LoggedRecord]:
        with Database.open(self.place / "data", writable=False) as database:
            return list(ConnectionLog(database).records(newest_first=False))

    def accepted(self) -> list[dict[str, object]]:
        journal = self.place / "journal"
        return (
            [json.loads(line)["record"] for line in journal.read_text("utf-8").splitlines()] if journal.exists() else []
        )

    def events(self) -> list[RecordEvent]:
        return [record.event for record in self.records()]

    def counters(self) -> tuple[int, int]:
        return self.here.call(interface_bytes, "lan0")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "token").write_text(TOKEN, "ascii")
    (tmp_path / "token").chmod(0o600)
    with Namespace() as here, Namespace() as there:
        veth_pair(here, "lan0", "198.51.100.1/24", there, "peer0", "198.51.100.2/24")
        here.run("ip", "route", "add", "default", "via", "198.51.100.2")
        words = ("--port", "0", "--token-file", str(tmp_path / "token"), "--journal", str(tmp_path / "journal"))
        server = here.start(
            sys.executable, str(ROOT / "tests/support/gate_server.py"), *words, stdout=subprocess.PIPE, text=True
        )
        url = server.stdout.readline().strip()
        upload = f'[upload]\nenabled = true\nbase_url = "{url}"\n'
        settings = f"[sampling]\ninterval_s = 1\n[log]\nheartbeat_s = 10\n{upload}{NOBODY_ASKED}"  # bytes are counted
        (tmp_path / "settings.toml").write_text(settings, "utf-8")
        started = [server]
        yield Host(here, there, tmp_path, started)
        for process in started:
            process.kill()
            process.communicate(timeout=10)


def ended(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str, str]:
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


def gibberish(payload_bytes: int, datagrams: int) -> list[int]:
    return [payload_bytes] * datagrams


def test_records_reach_the_gate_and_their_bytes_are_the_interface_s(host: Host, eventually: Wait) -> None:
    before = host.counters()
    process = host.netmon("run")
    eventually(host.accepted, 20, "the first record at the Gate")
    host.here.call(send_datagrams, ("198.51.100.2", 9), gibberish(1200, 50))
    host.there.call(send_datagrams, ("198.51.100.1", 9), gibberish(800, 30))
    eventually(lambda: RecordEvent.MAINTAINED in host.events(), 30, "a heartbeat")
    host.here.call(send_datagrams, ("198.51.100.2", 9), gibberish(500, 7))
    code, _out, err = ended(process)
    after = host.counters()
    assert (code, err) == (0, "")
    records = host.records()
    assert records[0].event is RecordEvent.ESTABLISHED
    assert records[-1].event is RecordEvent.TERMINATED
    assert {record.delivery.state for record in records} == {DeliveryState.SENT}
    accepted = host.accepted()
    assert accepted == [json.loads(record.payload) for record in records]
    moved = (sum(item["inbytes"] for item in accepted), sum(item["outbytes"] for item in accepted))
    assert moved == (after[0] - before[0], after[1] - before[1])
    assert moved[1] >= 50 * 1200 + 7 * 500
    assert accepted[0]["network_type"] == "et"
    assert accepted[0]["network_security"] == "opn"


def test_a_killed_agent_goes_on_and_counts_the_time_between_once(host: Host, eventually: Wait) -> None:
    before = host.counters()
    process = host.netmon("run")
    eventually(host.accepted, 20, "the first record at the Gate")
    process.kill()
    process.communicate(timeout=10)
    host.here.call(send_datagrams, ("198.51.100.2", 9), gibberish(1000, 40))
    again = host.netmon("run")
    eventually(lambda: RecordEvent.MAINTAINED in host.events(), 30, "the heartbeat of the same attachment")
    code, _out, err = ended(again)
    assert (code, err) == (0, "")
    records, after = host.records(), host.counters()
    assert [record.event for record in records].count(RecordEvent.ESTABLISHED) == 1
    assert len({record.attachment_uuid for record in records}) == 1
    assert sum(json.loads(record.payload)["outbytes"] for record in records) == after[1] - before[1]
    assert len(host.accepted()) == len(records)


def test_a_cable_that_is_pulled_ends_the_connection_and_one_that_is_back_begins_another(
    host: Host, eventually: Wait
) -> None:
    process = host.netmon("run")
    eventually(lambda: RecordEvent.ESTABLISHED in host.events(), 20)
    host.there.run("ip", "link", "set", "peer0", "down")
    eventually(lambda: RecordEvent.TERMINATED in host.events(), 20, "the end of the connection")
    host.there.run("ip", "link", "set", "peer0", "up")
    eventually(lambda: host.events().count(RecordEvent.ESTABLISHED) == 2, 20, "the new connection")
    ended(process)
    assert host.events() == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED] * 2


def test_a_refused_token_keeps_everything_and_a_new_one_sends_it(host: Host, eventually: Wait) -> None:
    good = (host.place / "token").read_text("ascii")
    process_token = host.place / "wrong"
    process_token.write_text("tok_wrong_0123456789", "ascii")
    process_token.chmod(0o600)
    (host.place / "token").unlink()
    process_token.rename(host.place / "token")
    process = host.netmon("run")
    eventually(lambda: _status(host)["upload"]["state"] == "auth", 20, "the refusal")
    status = _status(host)
    assert status["queue"]["pending"] == 1
    assert "upload_auth" in [item["code"] for item in status["conditions"]]
    assert TOKEN not in json.dumps(status)
    (host.place / "token").write_text(good, "ascii")
    sent = host.netmon("queue", "send", "--json")
    out, err = sent.communicate(timeout=40)
    assert (sent.returncode, err) == (0, ""), out
    assert json.loads(out)["queue"]["pending"] == 0
    assert ended(process)[0] == 0
    assert len(host.accepted()) == 2
    log = (host.place / "data" / "netmon.log").read_text("utf-8")
    assert "tok_wrong_0123456789" not in log
    assert TOKEN not in log


def test_watch_shows_the_real_interface(host: Host) -> None:
    watch = host.netmon("watch", "--json", "--interval", "0.5")
    lines = [json.loads(watch.stdout.readline()) for _ in range(3)]
    watch.send_signal(signal.SIGINT)
    watch.communicate(timeout=20)
    assert watch.returncode == 0
    (route,) = json.loads(host.here.run("ip", "-j", "route", "show", "default"))
    assert {line["connection"]["interface"] for line in lines} == {route["dev"]}


def _status(host: Host) -> dict[str, dict[str, object]]:
    status = host.netmon("status", "--json")
    out, _err = status.communicate(timeout=20)
    return json.loads(out)
