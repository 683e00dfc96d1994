"""The real program against a strict server on loopback: sending, refusing, asking a running agent, and the token."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmon_tray.store.database import Database
from support.gate_server import GateServer, Step
from support.keyring_service import KeyringService
from support.netmon_process import Netmon
from support.store_records import fill

Wait = Callable[..., object]
TOKEN = "tok-1234567890-secret"


@pytest.fixture
def gate() -> Iterator[GateServer]:
    with GateServer(token=TOKEN) as server:
        yield server


@pytest.fixture
def netmon(tmp_path: Path, gate: GateServer) -> Netmon:
    """Three records wait, the upload is on, a private file holds the token."""
    made = Netmon(tmp_path)
    with Database.open(made.data_dir) as database:
        fill(database, 3)
    made.config_file.write_text(f"[sampling]\ninterval_s = 1\n[upload]\nenabled = true\nbase_url = '{gate.url}'\n")
    token_file = tmp_path / "token"
    token_file.write_text(TOKEN + "\n")
    token_file.chmod(0o600)
    made.environ["NETMON_TOKEN_FILE"] = str(token_file)
    return made


def leaks(netmon: Netmon, *texts: str) -> list[str]:
    """Where the token stands and should not."""
    files = [path for path in netmon.data_dir.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    return [str(path) for path in files] + [text for text in texts if TOKEN in text]


def test_all_is_sent_once_and_the_exit_code_says_so(netmon: Netmon, gate: GateServer) -> None:
    done = netmon("queue", "send")
    assert done.stdout == "3 records sent; none waits.\n"
    assert len(gate.keys()) == len(set(gate.keys())) == 3
    assert netmon.json("queue", "list")["queue"]["sent"] == 3
    assert "0 records sent; none waits." in netmon("queue", "send").stdout
    assert {record["delivery"]["last_status"] for record in netmon.json("log")} == {201}
    assert leaks(netmon, done.stdout, done.stderr) == []


def test_a_refused_token_keeps_everything(netmon: Netmon, gate: GateServer) -> None:
    gate.token = "another-token-entirely"
    done = netmon("queue", "send", code=1)
    assert "3 records waiting" in done.stdout
    assert "token" in done.stdout
    assert netmon.json("status")["upload"]["state"] == "auth"
    assert "upload_auth" in {item["code"] for item in netmon.json("status")["conditions"]}
    assert {row["check"]: row["state"] for row in netmon.json("doctor", code=3)}["server"] == "attention"
    assert gate.keys() == []
    gate.token = TOKEN
    assert netmon.json("queue", "send")["sent"] == 3


def test_a_busy_server_is_not_pressed(netmon: Netmon, gate: GateServer) -> None:
    gate.script(*[Step(status=503)] * 10)
    done = netmon("queue", "send", "--json", code=1)
    document = json.loads(done.stdout)
    assert done.stderr == "", "the log has a file of its own"
    assert "backoff: HTTP 503" in (netmon.data_dir / "netmon.log").read_text(encoding="utf-8")
    assert (document["sent"], document["queue"]["pending"], document["upload"]["state"]) == (0, 3, "backoff")
    assert document["upload"]["next_try_at"] is not None
    assert len(gate.requests) == 1


def test_nobody_answers(netmon: Netmon, gate: GateServer) -> None:
    gate.close()
    assert "3 records waiting" in netmon("queue", "send", code=1).stdout


def test_a_record_that_the_server_refuses_is_rejected_and_can_be_retried(netmon: Netmon, gate: GateServer) -> None:
    gate.script(Step(status=400, body=b'{"frequency": ["too long"]}'))
    document = netmon.json("queue", "send")
    assert (document["sent"], document["queue"]["rejected"]) == (2, 1)
    (rejected,) = netmon.json("log", "--state", "rejected")
    assert "too long" in rejected["delivery"]["last_error"]
    assert "too long" in netmon("queue", "list").stdout
    netmon("queue", "retry", str(rejected["id"]))
    assert netmon.json("queue", "send")["queue"]["sent"] == 3


def test_without_an_upload_nothing_is_sent(netmon: Netmon, gate: GateServer) -> None:
    netmon("settings", "set", "upload.enabled", "false")
    assert "netmon settings set upload.enabled true" in netmon("queue", "send", code=1).stderr
    assert gate.requests == []


def test_a_running_agent_is_asked(netmon: Netmon, gate: GateServer, eventually: Wait) -> None:
    gate.script(Step(status=503))
    with netmon.running("run") as agent:
        eventually(lambda: netmon.json("status")["upload"]["state"] == "backoff", timeout_s=30)
        document = netmon.json("queue", "send")
        assert document["queue"]["pending"] == 0
        assert document["queue"]["sent"] >= 3
        assert agent.end() == 0
    assert len(gate.keys()) == len(set(gate.keys()))


@pytest.mark.parametrize("has_agent", [False, True])
def test_at_a_terminal_a_bar_tells_how_far_it_is(
    netmon: Netmon, gate: GateServer, has_agent: bool, eventually: Wait
) -> None:
    netmon("settings", "set", "upload.parallelism", "1")
    gate.script(*[Step(status=404)] * has_agent, Step(), Step(delay_s=3))
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "netmon_tray", "queue", "send"]
    with contextlib.ExitStack() as stack:
        if has_agent:
            stack.enter_context(netmon.running("run"))
            eventually(lambda: netmon.json("status")["upload"]["state"] == "endpoint", timeout_s=30)
        sending = subprocess.Popen(words, env=netmon.environ, stdout=subprocess.PIPE, stderr=theirs)
        stack.enter_context(sending)
        os.close(theirs)
        read_until(ours, b"-] 1 of ")
        assert sending.wait(60) == 0
    os.close(ours)


def test_a_second_call_has_the_first_one_send(netmon: Netmon, gate: GateServer, eventually: Wait) -> None:
    gate.script(Step(delay_s=3))
    with netmon.running("queue", "send") as first:
        eventually(lambda: gate.requests, timeout_s=30)
        second = netmon("queue", "send")
        assert "none waits" in second.stdout
        assert first.wait() == 0
    assert len(gate.keys()) == len(set(gate.keys())) == 3


def test_an_agent_that_ends_while_it_is_asked_is_replaced(netmon: Netmon, gate: GateServer, eventually: Wait) -> None:
    gate.default = Step(delay_s=1)
    with netmon.running("run") as agent:
        eventually(lambda: gate.requests, timeout_s=30)
        with netmon.running("queue", "send") as asking:
            eventually(lambda: len(gate.keys()) >= 1, timeout_s=30)
            agent.process.kill()
            assert asking.wait() == 0
    assert netmon.json("queue", "list")["queue"]["pending"] == 0


def test_a_process_that_only_sends_gives_way_to_one_that_records(
    netmon: Netmon, gate: GateServer, eventually: Wait
) -> None:
    with Database.open(netmon.data_dir) as database:
        fill(database, 40)
    gate.default = Step(delay_s=0.5)
    netmon("settings", "set", "upload.parallelism", "1")
    with netmon.running("queue", "send") as sending:
        eventually(lambda: gate.requests, timeout_s=30)
        assert f"(process {sending.process.pid}) is sending" in netmon("status").stdout
        with netmon.running("run") as agent:
            eventually(lambda: any("Recording into" in line for line in agent.lines), timeout_s=40)
            assert sending.process.poll() is None
            gate.default = Step()
            assert sending.wait() == 0
            assert "none waits" in sending.lines[-1]
            assert agent.end() == 0
    assert len(gate.keys()) == len(set(gate.keys())) >= 43


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_leaving_anything_in_doubt(
    netmon: Netmon, gate: GateServer, eventually: Wait, by: signal.Signals
) -> None:
    gate.default = Step(delay_s=1)
    with netmon.running("queue", "send") as sending:
        eventually(lambda: gate.requests, timeout_s=30)
        assert sending.end(by) == 130
        assert "waiting" in sending.lines[-1]
    queue = netmon.json("queue", "list")["queue"]
    assert (queue["sending"], queue["sent"]) == (0, len(gate.keys()))
    assert {record["delivery"]["maybe_sent"] for record in netmon.json("log")} == {0}


def test_a_new_token_file_is_taken_up_within_seconds(netmon: Netmon, gate: GateServer, eventually: Wait) -> None:
    token_file = Path(netmon.environ["NETMON_TOKEN_FILE"])
    token_file.write_text("another-token-entirely\n")
    with netmon.running("run") as agent:
        eventually(lambda: netmon.json("status")["upload"]["state"] == "auth", timeout_s=30)
        assert len(gate.requests) == 1
        token_file.write_text(TOKEN + "\n")
        eventually(lambda: len(gate.keys()) >= 3, timeout_s=10)
        assert agent.end() == 0


def test_a_run_delivers_its_own_last_record(netmon: Netmon, gate: GateServer) -> None:
    done = netmon("run", "--duration", "3")
    counts = netmon.json("queue", "list")["queue"]
    assert (counts["pending"], counts["rejected"]) == (0, 0)
    assert len(gate.accepted) == counts["sent"] >= 3
    assert leaks(netmon, done.stdout, done.stderr) == []


# --- the token ------------------------------------------------------------------------------------------------------


def test_turning_the_upload_on_asks_the_server_first(netmon: Netmon, gate: GateServer) -> None:
    netmon("settings", "set", "upload.enabled", "false")
    gate.token = "another-token-entirely"
    done = netmon("settings", "set", "upload.enabled", "true", code=1)
    assert "The server refused the token." in done.stderr
    assert "The upload stays off" in done.stderr
    gate.script(Step(status=503))
    assert "says nothing about the token" in netmon("settings", "set", "upload.enabled", "true", code=1).stderr
    assert netmon.json("settings", "get", "upload.enabled")["value"] is False
    gate.token = TOKEN
    assert "upload.enabled is now true." in netmon("settings", "set", "upload.enabled", "true").stdout
    assert (gate.accepted, {request.body for request in gate.requests}) == ([], {b"{}"})
    asked = len(gate.requests)
    netmon("settings", "set", "upload.enabled", "true")
    assert len(gate.requests) == asked


def test_check_tells_accepted_refused_and_unknown_apart(netmon: Netmon, gate: GateServer) -> None:
    assert netmon.json("token", "check")["result"] == "accepted"
    assert gate.requests[-1].body == b"{}"
    assert gate.accepted == []
    gate.token = "another-token-entirely"
    assert netmon.json("token", "check", code=3)["result"] == "refused"
    gate.close()
    done = netmon("token", "check", code=1)
    assert "could not be asked" in done.stdout
    assert leaks(netmon, done.stdout, done.stderr) == []


def test_a_token_file_that_others_may_read_is_refused(netmon: Netmon) -> None:
    Path(netmon.environ["NETMON_TOKEN_FILE"]).chmod(0o644)
    assert "chmod 600" in netmon("token", "check", code=1).stderr
    assert {row["check"]: row["state"] for row in netmon.json("doctor", code=3)}["token"] == "attention"


@pytest.mark.parametrize("text", ["", "\n", "two words\n", "short\n", "Bearer abcdefghijk\n"])
def test_what_is_no_token_is_not_stored(netmon: Netmon, text: str) -> None:
    done = netmon("token", "set", code=1, text=text)
    assert "oken" in done.stderr
    assert "abcdefghijk" not in done.stderr


@pytest.mark.parametrize(("typed", "said"), [(f"{TOKEN}\n", "NETMON_TOKEN_FILE"), ("\x04", "No token was given")])
def test_at_a_terminal_the_token_is_typed_unseen(netmon: Netmon, typed: str, said: str) -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "netmon_tray", "token", "set"]
    with subprocess.Popen(
        words, env=netmon.environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = read_until(ours, b"Token for ")
        os.write(ours, typed.encode())
        shown += read_until(ours, said.encode())
        assert process.wait(30) == 1
    os.close(ours)
    assert TOKEN.encode() not in shown


def read_until(descriptor: int, text: bytes) -> bytes:
    """What a terminal shows up to ``text``; pytest's time limit ends a wait in vain."""
    shown = b""
    while text not in shown:
        shown += os.read(descriptor, 4096)
    return shown


def test_without_a_keyring_the_way_out_is_named(netmon: Netmon) -> None:
    done = netmon("token", "set", code=1, text=TOKEN)
    assert "NETMON_TOKEN_FILE" in done.stderr
    assert TOKEN not in done.stderr


def test_the_keyring_keeps_gives_and_forgets_it(netmon: Netmon, tmp_path: Path) -> None:
    folder = tmp_path / "session"
    folder.mkdir()
    del netmon.environ["NETMON_TOKEN_FILE"]
    with KeyringService(folder) as keyring:
        keyring.start_daemon()
        session = {name: keyring.environ[name] for name in ("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")}
        assert "netmon token check" in netmon("token", "set", text=f"  {TOKEN}\n", environ=session).stdout
        checked = netmon.json("token", "check", environ=session)
        assert (checked["result"], checked["source"]) == ("accepted", "keyring")
        rows = {row["check"]: row for row in netmon.json("doctor", environ=session, code=0)}
        assert rows["keyring"]["finding"].startswith("SecretService")
        assert rows["token"]["state"] == "fine"
        assert netmon("queue", "send", environ=session).stdout.startswith("3 records sent")
        assert "is removed" in netmon("token", "clear", environ=session).stdout
        assert "holds no token" in netmon("token", "clear", environ=session).stdout
        assert "There is no token to use." in netmon("token", "check", environ=session, code=1).stderr
    assert leaks(netmon) == []
