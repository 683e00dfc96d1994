"""The real program in the foreground: run and watch, ended by time and by signals, alone and beside another."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.netmon_process import LIMIT_S, Netmon, Running

Wait = Callable[..., object]


@pytest.fixture
def netmon(tmp_path: Path) -> Netmon:
    made = Netmon(tmp_path)
    made.environ["TMPDIR"] = str(tmp_path)
    return made


@pytest.fixture
def hangup_is_heard() -> Iterator[None]:
    """Also where whoever started the tests ignores it (nohup): what is ignored is inherited."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def demo(netmon: Netmon) -> list[str]:
    """The made-up network, recorded where the test looks: a machine without any network will do."""
    return ["--demo", "--data-dir", str(netmon.data_dir)]


def events(netmon: Netmon) -> list[str]:
    return [record["event"] for record in netmon.json("log")]


def is_recording(command: Running) -> bool:
    return any(line.startswith("Recording into") for line in [*command.lines, *command.errors])


def test_run_ends_by_itself_with_whole_records(netmon: Netmon) -> None:
    done = netmon("run", "--duration", "1s", *demo(netmon))
    assert done.stdout.splitlines()[0] == f"Recording into {netmon.data_dir}. Ctrl-C ends it."
    assert done.stdout.splitlines()[-1] == "Stopped."
    assert done.stderr == ""
    assert {"established", "terminated"} <= set(events(netmon))
    assert {record["delivery"]["state"] for record in netmon.json("log")} == {"withheld"}  # made up, never to be sent


@pytest.mark.usefixtures("hangup_is_heard")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_cleanly(netmon: Netmon, eventually: Wait, by: signal.Signals) -> None:
    with netmon.running("run", *demo(netmon)) as command:
        eventually(lambda: is_recording(command), timeout_s=LIMIT_S)
        assert command.end(by) == 0
        assert command.errors == []
    assert events(netmon)[-1] == "terminated"


def test_only_one_records_in_a_directory(netmon: Netmon, eventually: Wait) -> None:
    with netmon.running("run", *demo(netmon)) as command:
        eventually(lambda: is_recording(command), timeout_s=LIMIT_S)
        said = netmon("run", *demo(netmon), code=1).stderr
        assert f"(process {command.process.pid}) already records in {netmon.data_dir}" in said
        assert f"process {command.process.pid}" in netmon("status").stdout
        with netmon.running("watch", *demo(netmon)) as onlooker:
            eventually(lambda: len(onlooker.lines) >= 1, timeout_s=LIMIT_S)
            who = f"(process {command.process.pid}) records in {netmon.data_dir}; this only looks on."
            assert who in "".join(onlooker.errors)
            assert onlooker.end() == 0
        assert command.end() == 0


def test_watch_records_where_nothing_else_does_and_writes_one_document_a_line(netmon: Netmon, eventually: Wait) -> None:
    with netmon.running("watch", "--json", "--interval", "0.2", *demo(netmon)) as command:
        eventually(lambda: len(command.lines) >= 4, timeout_s=LIMIT_S)
        assert command.end() == 0
    documents = [json.loads(line) for line in command.lines]
    assert {"sampled_at", "connection", "throughput", "queue", "upload", "conditions", "events"} <= set(documents[0])
    moved = [document["connection"]["rx_bytes"] for document in documents if document["connection"]]
    assert moved == sorted(moved)
    assert is_recording(command)
    assert events(netmon)[-1] == "terminated"


def test_watch_as_text(netmon: Netmon, eventually: Wait) -> None:
    with netmon.running("watch", "--interval", "0.2", *demo(netmon)) as command:
        eventually(lambda: any("Mbit/s" in line for line in command.lines), timeout_s=LIMIT_S)
        assert command.end(signal.SIGTERM) == 0
    line = next(line for line in command.lines if "Mbit/s" in line)
    for part in ("wlan0 Cafe-5G", "dBm", "down ", "up ", "moved down "):
        assert part in line


def test_an_interval_out_of_bounds_is_usage(netmon: Netmon) -> None:
    assert "must be from 0.2 to 60" in netmon("watch", "--interval", "0.01", *demo(netmon), code=2).stderr


def test_a_reader_that_leaves_ends_watch_cleanly(netmon: Netmon) -> None:
    words = [sys.executable, "-m", "netmon_tray", "watch", "--json", "--interval", "0.2", *demo(netmon)]
    with subprocess.Popen(words, env=netmon.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.wait(LIMIT_S) == 0
        assert process.stderr.read().splitlines() == [f"Recording into {netmon.data_dir}. Ctrl-C ends it.".encode()]
    assert events(netmon)[-1] == "terminated"


@pytest.mark.parametrize("form", [["--json"], []])
def test_a_reader_that_stops_reading_does_not_keep_watch_from_ending(
    netmon: Netmon, eventually: Wait, form: list[str]
) -> None:
    words = [sys.executable, "-m", "netmon_tray", "watch", *form, "--interval", "0.2", *demo(netmon)]
    ours, theirs = os.pipe()
    fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(words, env=netmon.environ, stdout=theirs, stderr=subprocess.PIPE) as process:
        os.close(theirs)
        eventually(lambda: is_stuck(process.pid), timeout_s=LIMIT_S, what="a full pipe")
        process.terminate()
        assert process.wait(LIMIT_S) == 0
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    os.close(ours)
    assert "terminated" in events(netmon)


def is_stuck(pid: int) -> bool:
    """Whether the main thread of a process waits in a pipe for room."""
    return "pipe_write" in Path(f"/proc/{pid}/wchan").read_text()


def test_the_demo_leaves_nothing_behind_and_never_sends(netmon: Netmon, tmp_path: Path) -> None:
    netmon.config_file.write_text("[upload]\nenabled = true\nbase_url = 'http://127.0.0.1:9/'\n")
    netmon("run", "--demo", "--duration", "1")
    assert not netmon.data_dir.exists()
    assert [item.name for item in tmp_path.iterdir()] == ["settings.toml"]


def test_the_real_network_of_this_machine_is_recorded(netmon: Netmon) -> None:
    netmon("run", "--duration", "2")
    documents = netmon.json("log")
    connection = netmon.json("status")["connection"]
    if connection is not None:
        assert [record["event"] for record in documents] == ["established", "terminated"]
        assert {record["local"]["interface"] for record in documents} == {connection["interface"]}
    log = (netmon.data_dir / "netmon.log").read_text() if (netmon.data_dir / "netmon.log").exists() else ""
    assert " ERROR " not in log
