"""The real program: settings in a real file, and what the upload does with what was recorded before."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from netmon_tray.store.database import Database
from support.netmon_process import Netmon
from support.store_records import fill


@pytest.fixture
def netmon(tmp_path: Path) -> Netmon:
    return Netmon(tmp_path)


def test_set_get_list_explain(netmon: Netmon) -> None:
    assert netmon("settings", "set", "ui.units", "bytes").stdout == "ui.units is now bytes.\n"
    assert netmon("settings", "get", "ui.units").stdout == "bytes\n"
    assert stat.S_IMODE(netmon.config_file.stat().st_mode) == 0o600
    rows = {row["key"]: row for row in netmon.json("settings", "list")}
    assert rows["ui.units"] == {
        "key": "ui.units", "value": "bytes", "default": "bits", "set_by": "user", "locked": False,
        "takes": "bits, bytes", "meaning": "Rates in bits or in bytes per second.",
    }  # fmt: skip
    assert "set by you" in netmon("settings", "explain", "ui.units").stdout
    assert len(netmon.json("settings", "explain", "log")) == 4
    assert "B/s" in netmon("status").stdout or "Throughput" not in netmon("status").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set", "log.heartbeat_s", "5"], "must be from 10 to 86400, not 5"),
        (["set", "log.hartbeat", "5"], "Did you mean log.heartbeat_s"),
        (["get", "nothing"], "There is no setting 'nothing'"),
        (["explain", "nothing"], "There is no setting 'nothing'"),
        (["set", "upload.base_url", "http://gate.example"], "https://"),
    ],
)
def test_what_does_not_fit_changes_nothing(netmon: Netmon, words: list[str], said: str) -> None:
    assert said in netmon("settings", *words, code=1).stderr
    assert not netmon.config_file.exists()


def test_a_broken_file_is_told_and_never_overwritten(netmon: Netmon) -> None:
    netmon.config_file.write_text("[ui\nunits = ")
    assert "nothing was changed" in netmon("settings", "set", "ui.units", "bytes", code=1).stderr
    assert netmon.config_file.read_text() == "[ui\nunits = "
    done = netmon("settings", "list")
    assert "The settings file cannot be read" in done.stderr
    assert "ui.units" in done.stdout
    assert "settings_broken" in {item["code"] for item in netmon.json("status")["conditions"]}
    rows = {row["check"]: row["state"] for row in netmon.json("doctor", code=3)}
    assert rows["settings"] == "attention"


def test_an_invalid_key_is_named_and_an_unknown_one_mentioned(netmon: Netmon) -> None:
    netmon.config_file.write_text("[ui]\nunits = 7\n[future]\nx = 1\n")
    done = netmon("settings", "list")
    assert "The setting ui.units is not valid" in done.stderr
    assert "Unknown settings, kept and not used: future" in done.stderr


def test_commands_at_the_same_time_lose_no_change(netmon: Netmon) -> None:
    changes = {"ui.units": "bytes", "log.heartbeat_s": "60", "ui.theme": "dark"}
    commands = [
        subprocess.Popen([sys.executable, "-m", "netmon_tray", "settings", "set", *change], env=netmon.environ)
        for change in changes.items()
    ]
    assert [command.wait(60) for command in commands] == [0, 0, 0]
    rows = {row["key"]: row for row in netmon.json("settings", "list")}
    assert {key: str(rows[key]["value"]) for key in changes} == changes


@pytest.fixture
def recorded(netmon: Netmon) -> Netmon:
    with Database.open(netmon.data_dir) as database:
        fill(database, 3)
    return netmon


def test_without_a_server_and_a_token_that_it_takes_the_upload_stays_off(recorded: Netmon) -> None:
    done = recorded("settings", "set", "upload.enabled", "true", code=1)
    assert "There is no token to use." in done.stderr
    assert "The upload stays off; --untested turns it on all the same." in done.stderr
    assert recorded.json("settings", "get", "upload.enabled")["value"] is False
    assert recorded.json("queue", "list")["queue"]["withheld"] == 0


def test_turning_the_upload_on_says_how_much_will_be_sent(recorded: Netmon) -> None:
    done = recorded("settings", "set", "upload.enabled", "true", "--untested")
    assert "3 records made so far are kept here and will be sent" in done.stderr
    assert "--keep-local" in done.stderr
    assert recorded.json("queue", "list")["queue"]["pending"] == 3
    assert "3 records" not in recorded("settings", "set", "upload.enabled", "true").stderr


def test_what_was_recorded_before_can_stay_here(recorded: Netmon) -> None:
    recorded("settings", "set", "upload.enabled", "true", "--untested", "--keep-local")
    counts = recorded.json("queue", "list")["queue"]
    assert (counts["pending"], counts["withheld"]) == (0, 3)


def test_a_refused_change_keeps_the_backlog_as_it_was(recorded: Netmon) -> None:
    recorded.config_file.write_text("[ui\n")
    recorded("settings", "set", "upload.enabled", "true", "--keep-local", code=1)
    assert recorded.json("queue", "list")["queue"]["pending"] == 3


@pytest.mark.parametrize(("answer", "withheld"), [(b"keep\n", 3), (b"what\nsend\n", 0)])
def test_at_a_terminal_it_asks(recorded: Netmon, answer: bytes, withheld: int) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "netmon_tray", "settings", "set", "upload.enabled", "true", "--untested"]
    with subprocess.Popen(
        command, env=recorded.environ, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        os.write(ours, answer)
        _, errors = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert b"Send them too, or keep them on this computer? [send/keep]" in errors
    assert recorded.json("queue", "list")["queue"]["withheld"] == withheld
    assert recorded.json("settings", "get", "upload.enabled")["value"] is True


def test_autostart_is_written_read_and_removed(netmon: Netmon, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "netmon-tray"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    environ = {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    assert netmon.json("autostart", "status")["enabled"] is False
    enabled = netmon.json("autostart", "enable", "--data-dir", str(tmp_path / "d d"), environ=environ)
    assert enabled["enabled"] is True
    assert enabled["command"][1:] == ["--data-dir", str(tmp_path / "d d")]
    assert Path(enabled["place"]) == tmp_path / "config" / "autostart" / "netmon-tray.desktop"
    rows = {row["check"]: row["state"] for row in netmon.json("doctor")}
    assert rows["autostart"] == "fine"
    assert netmon.json("autostart", "disable")["enabled"] is False
