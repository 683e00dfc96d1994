"""The real program: commands that look, on a fresh, a filled, a foreign and a broken data directory."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from netmon_tray.model import WithheldReason
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.history import History
from support.netmon_process import Netmon
from support.store_records import LOCAL, PAYLOAD, fill, record

READERS = [
    ["status"], ["log"], ["log", "--json"], ["log", "--csv"], ["usage"], ["usage", "--by", "network", "--json"],
    ["queue", "list"], ["queue", "never-upload"], ["settings", "list"], ["settings", "explain"],
    ["autostart", "status"], ["doctor"],
]  # fmt: skip


@pytest.fixture
def netmon(tmp_path: Path) -> Netmon:
    return Netmon(tmp_path)


@pytest.fixture
def filled(netmon: Netmon) -> Netmon:
    with Database.open(netmon.data_dir) as database:
        fill(database, 5)
    return netmon


def default_route_interface() -> str | None:
    """What the system's own tool says; None without a route, or where it leads over a device that is no hardware."""
    done = subprocess.run(["ip", "-j", "route", "show", "default"], capture_output=True, text=True, check=True)
    routes = json.loads(done.stdout or "[]")
    names = [route["dev"] for route in routes if Path(f"/sys/class/net/{route['dev']}/device").exists()]
    return names[0] if names else None


# --- a fresh directory ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_looking_makes_no_file(netmon: Netmon, words: list[str]) -> None:
    done = netmon(*words)
    assert done.stdout
    assert not netmon.data_dir.exists()
    assert not netmon.config_file.exists()


def test_status_shows_the_connection_of_this_machine(netmon: Netmon) -> None:
    document = netmon.json("status")
    assert list(document) == [
        "sampled_at", "reachability", "adapters", "connection", "links", "throughput", "round_trips", "outages",
        "queue", "upload", "conditions",
    ]  # fmt: skip
    expected = default_route_interface()
    if expected is not None:
        assert document["connection"]["interface"] == expected
        assert document["throughput"]["rx_bytes_per_s"] >= 0
        assert expected in netmon("status").stdout
    assert document["upload"]["state"] == "off"


def test_a_name_beyond_ascii_on_an_output_that_cannot_carry_it(netmon: Netmon) -> None:
    name = "Caf\u00e9 \u5496"
    with Database.open(netmon.data_dir) as database:
        ConnectionLog(database).append(record(), json.dumps({"network_name": name}), LOCAL)
    narrow = {"PYTHONIOENCODING": "ascii"}
    assert "Caf\\xe9" in netmon("log", environ=narrow).stdout
    assert netmon.json("log", environ=narrow)[0]["payload"]["network_name"] == name
    assert name in netmon("log", environ={"PYTHONIOENCODING": "utf-8"}).stdout


# --- a filled directory ---------------------------------------------------------------------------------------------


def test_the_log_in_its_three_forms(filled: Netmon) -> None:
    records = filled.json("log")
    assert [record["id"] for record in records] == [1, 2, 3, 4, 5]
    assert records[0]["payload"]["network_name"] == "Cafe"
    assert records[0]["delivery"]["state"] == "pending"
    assert [row["id"] for row in csv.DictReader(io.StringIO(filled("log", "--csv").stdout))] == list("12345")
    assert len(filled("log").stdout.splitlines()) == 6
    assert [record["id"] for record in filled.json("log", "--limit", "2")] == [4, 5]
    assert filled.json("log", "--state", "sent") == []
    middle = records[2]["at"]
    assert [record["id"] for record in filled.json("log", "--since", middle)] == [3, 4, 5]
    assert [record["id"] for record in filled.json("log", "--until", middle)] == [1, 2]


def exported_ids(suffix: str, text: str) -> list[int]:
    if suffix == "csv":
        return [int(row["id"]) for row in csv.DictReader(io.StringIO(text))]
    documents = json.loads(text) if suffix == "json" else [json.loads(line) for line in text.splitlines()]
    return [document["id"] for document in documents]


@pytest.mark.parametrize("suffix", ["csv", "json", "ndjson"])
def test_an_export_is_private_whole_and_never_overwrites(filled: Netmon, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"mine.{suffix}"
    assert "5 records written" in filled("export", str(file)).stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text()
    assert exported_ids(suffix, text) == [1, 2, 3, 4, 5]
    assert "exists already" in filled("export", str(file), code=1).stderr
    filled("export", str(file), "--force", "--state", "sent")
    assert len(file.read_text()) < len(text)
    assert [item.name for item in tmp_path.glob("*mine*")] == [file.name]


def test_an_export_to_nowhere_is_a_sentence(filled: Netmon, tmp_path: Path) -> None:
    assert "must end in .csv, .json, .ndjson" in filled("export", str(tmp_path / "x.pdf"), code=2).stderr
    assert "cannot be written" in filled("export", str(tmp_path / "no" / "x.csv"), code=1).stderr


def test_the_queue_is_listed_dropped_withheld_and_released(filled: Netmon) -> None:
    assert filled.json("queue", "drop", "1")["changed"] == 1
    assert filled.json("queue", "keep-local")["changed"] == 4
    assert filled.json("queue", "list")["queue"]["withheld"] == 4
    assert filled.json("queue", "retry", "2")["changed"] == 1
    assert filled.json("queue", "keep-local", "--undo")["changed"] == 3
    listed = filled.json("queue", "list", "--limit", "2")
    assert listed["queue"] | {"oldest_pending_at": None} == {
        "pending": 4, "sending": 0, "sent": 0, "rejected": 0, "withheld": 0, "dropped": 1, "oldest_pending_at": None,
    }  # fmt: skip
    assert [record["id"] for record in listed["records"]] == [2, 3]
    assert "... and 2 more" in filled("queue", "list", "--limit", "2").stdout
    done = filled("queue", "retry", "1", "99", code=1)
    assert "Not changed: 2" in done.stdout


def test_a_network_is_never_uploaded_and_is_again(netmon: Netmon) -> None:
    with Database.open(netmon.data_dir) as database:
        history = History(database)
        for key, name in (("wi:Cafe", "Cafe"), ("et:eth0", ""), ("wi:Home", "Home"), ("bl:Home", "Home")):
            history.note_network(key, name, key[:2], 1)
        for name in ("Cafe", "Home"):
            ConnectionLog(database).append(record(), PAYLOAD, {"network_type": "wi", "network_name": name})
    assert "1 record that waited" in netmon("queue", "never-upload", "Cafe").stdout
    assert [record["delivery"]["reason"] for record in netmon.json("log")] == ["never_upload", None]
    listed = {each["network_key"]: each["never_upload"] for each in netmon.json("queue", "never-upload")}
    assert listed == {"wi:Cafe": True, "et:eth0": False, "wi:Home": False, "bl:Home": False}
    assert "Cafe     wi:Cafe  yes" in netmon("queue", "never-upload").stdout
    assert "bl:Home, wi:Home" in netmon("queue", "never-upload", "Home", code=1).stderr
    assert netmon.json("queue", "never-upload", "wi:Home")["changed"] == 1
    assert netmon.json("queue", "never-upload", "Cafe", "--undo") == {
        "network_key": "wi:Cafe", "never_upload": False, "changed": 1,
    }  # fmt: skip
    assert netmon.json("queue", "list")["queue"]["pending"] == 1
    assert "No network Caffe was seen." in netmon("queue", "never-upload", "Caffe", code=1).stderr
    netmon("queue", "never-upload", "--undo", code=2)


def test_what_has_no_body_for_the_server_is_never_released(netmon: Netmon) -> None:
    with Database.open(netmon.data_dir) as database:
        fill(database, 1, withheld=WithheldReason.SECURITY_UNKNOWN)
    assert netmon.json("queue", "retry", "1", code=1)["changed"] == 0
    said = netmon("queue", "retry", "1", code=1).stdout
    assert "Record 1 stays on this computer: its security was not known, and is never guessed." in said
    assert netmon.json("queue", "keep-local", "--undo")["changed"] == 0


def test_a_reader_that_leaves_early_is_quiet(netmon: Netmon) -> None:
    with Database.open(netmon.data_dir) as database, database.transaction(durable=True):
        fill(database, 2000)
    command = [sys.executable, "-m", "netmon_tray", "log", "--json"]
    with subprocess.Popen(command, env=netmon.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.parametrize("words", [["log", "--csv"], ["log", "--json"], ["status"], ["settings", "list"]])
def test_an_output_without_room_is_a_sentence(filled: Netmon, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = filled(*words, code=1, stdout=full)
    assert "cannot be written: No space left on device" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_closed_streams_are_nobodys_concern(filled: Netmon) -> None:
    words = f"exec {sys.executable} -m netmon_tray log >&- 2>&-"
    assert subprocess.run(["sh", "-c", words], env=filled.environ, timeout=60, check=False).returncode == 0


# --- directories that cannot be used --------------------------------------------------------------------------------


@pytest.fixture
def newer(filled: Netmon) -> Netmon:
    with sqlite3.connect(filled.data_dir / DATABASE_NAME) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    return filled


def test_a_newer_database_is_told_and_left_alone(newer: Netmon) -> None:
    before = (newer.data_dir / DATABASE_NAME).read_bytes()
    for words in (["log"], ["usage"], ["queue", "list"], ["queue", "retry", "1"], ["run", "--duration", "5"]):
        assert "newer" in newer(*words, code=1).stderr
    document = newer.json("status")
    assert [item["code"] for item in document["conditions"]] == ["database_newer"]
    assert (document["queue"], document["upload"]) == (None, None)
    assert "not available" in newer("status").stdout
    rows = {row["check"]: row for row in newer.json("doctor", code=3)}
    assert rows["database"]["state"] == "attention"
    assert (newer.data_dir / DATABASE_NAME).read_bytes() == before


def test_a_data_directory_that_cannot_be_is_told(netmon: Netmon, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environ = {"NETMON_DATA_DIR": str(tmp_path / "file" / "data")}
    for words in (["run", "--duration", "5"], ["queue", "keep-local"]):
        done = netmon(*words, code=1, environ=environ)
        assert str(tmp_path / "file" / "data") in done.stderr
        assert len(done.stderr.splitlines()) <= 2
    document = netmon.json("status", environ=environ)
    assert document["connection"] == document["connection"]
    assert "attention" in {row["state"] for row in netmon.json("doctor", code=3, environ=environ)}


def test_a_directory_that_is_read_only_for_its_user_is_told(filled: Netmon) -> None:
    """Permissions do not stop root: there the program runs without root's capabilities."""
    obeying = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.getuid() == 0 else []
    words = [*obeying, sys.executable, "-m", "netmon_tray", "run", "--duration", "5"]
    filled.data_dir.chmod(0o500)
    try:
        done = subprocess.run(words, env=filled.environ, capture_output=True, text=True, timeout=60, check=False)
    finally:
        filled.data_dir.chmod(0o700)
    assert done.returncode == 1
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
