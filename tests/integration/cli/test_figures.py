"""``netmon usage``, ``audit`` and ``log`` on a recorded week: every figure is held against a sum over the raw rows."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from netmon_tray import cli
from netmon_tray.store.files import DATABASE_NAME
from support.scripted_week import week_dir


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return week_dir(tmp_path_factory.mktemp("usage"))


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


class Netmon:
    """Runs the command in this process."""

    def __init__(self, data_dir: Path, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._words = ["--data-dir", str(data_dir), "--config", str(settings)]
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        assert cli.main([*self._words, *words]) == code
        told = self._capsys.readouterr()
        assert told.err == ""
        return told.out

    def json(self, *words: str, code: int = 0) -> Any:
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture
def netmon(data_dir: Path, settings: Path, capsys: pytest.CaptureFixture[str]) -> Netmon:
    return Netmon(data_dir, settings, capsys)


def rows(data_dir: Path, sql: str) -> list[tuple[Any, ...]]:
    """Raw rows, read beside the program."""
    with closing(sqlite3.connect(f"{(data_dir / DATABASE_NAME).as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def raw(data_dir: Path, label: str) -> dict[str, tuple[int, int]]:
    """Bytes down and up by a column of the raw minutes, added up here."""
    rx, tx = Counter[str](), Counter[str]()
    for name, rx_bytes, tx_bytes in rows(
        data_dir,
        f"SELECT {label}, t.rx_bytes, t.tx_bytes FROM traffic t JOIN network n ON n.id = t.network_id"
        " WHERE t.span_s = 60",
    ):
        rx[name] += rx_bytes
        tx[name] += tx_bytes
    return {name: (rx[name], tx[name]) for name in rx}


@pytest.mark.parametrize(
    ("by", "name", "label"),
    [
        ("day", "day", "date(t.start_s, 'unixepoch', '+1 hour')"),
        ("month", "month", "strftime('%Y-%m', t.start_s, 'unixepoch', '+1 hour')"),
        ("network", "network_key", "n.key"),
    ],
)
def test_periods_and_networks(netmon: Netmon, data_dir: Path, by: str, name: str, label: str) -> None:
    told = netmon.json("usage", "--by", by)
    assert {row[name]: (row["rx_bytes"], row["tx_bytes"]) for row in told["usage"]} == raw(data_dir, label)
    assert told["total"]["rx_bytes"] == sum(rx for rx, _ in raw(data_dir, label).values())
    assert told["quota"] is None


def test_roaming(netmon: Netmon, data_dir: Path) -> None:
    told = {row["where"]: row["rx_bytes"] for row in netmon.json("usage", "--by", "roaming")["usage"]}
    sums = raw(data_dir, "n.key")
    assert told["roaming"] == sums["mo:Fremdnetz"][0]
    assert told["home"] == sums["mo:Example Mobile"][0]
    assert told["other"] == sum(rx for key, (rx, _) in sums.items() if not key.startswith("mo:"))


def test_text_has_a_line_for_each_and_their_sum(netmon: Netmon, data_dir: Path) -> None:
    heading, *rows, total = netmon("usage", "--by", "network").splitlines()
    assert heading.split() == ["NETWORK", "DOWN", "UP", "BOTH", "OBSERVED"]
    assert len(rows) == len(raw(data_dir, "n.key"))
    assert total.startswith("Total")
    assert netmon("usage", "--by", "roaming").splitlines()[1].startswith("Roaming")


def test_the_quota_is_told_with_where_it_will_end(
    netmon: Netmon, settings: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text('[quota]\nbytes = 4000000000\ncounts = "mobile"\nreset_day = 14\n')
    monkeypatch.setattr("netmon_tray.cli.context.Context.now_unix_ms", lambda _: 1_795_176_000_000)  # 20 November, noon
    quota = netmon.json("usage")["quota"]
    used = sum(sum(raw(data_dir, "n.key")[key]) for key in ("mo:Example Mobile", "mo:Fremdnetz"))
    assert (quota["since"], quota["resets"], quota["used_bytes"]) == ("2026-11-14", "2026-12-14", used)
    assert quota["projected_bytes"] > used
    assert date.fromisoformat(quota["resets"]).day == 14
    line = netmon("usage").splitlines()[-1]
    assert line.startswith("Quota: ")
    assert " of 4.00 GB (" in line
    assert "At this pace" in line or "It is used up" in line


def test_the_audit_tells_each_network_as_its_records_do(netmon: Netmon, data_dir: Path) -> None:
    told = {network["network_key"]: network for network in netmon.json("audit", code=3)["networks"]}
    last_minute = dict(
        rows(data_dir, "SELECT n.key, max(t.start_s) FROM traffic t JOIN network n ON n.id = t.network_id"
                       " WHERE t.span_s = 60 GROUP BY 1")
    )  # fmt: skip
    security = {}
    for text in rows(data_dir, "SELECT local FROM connection_log ORDER BY id"):
        facts = json.loads(text[0])
        security[f"{facts['network_type']}:{facts['network_name']}"] = facts["security"]
    happened: dict[str, list[int]] = {key: [] for key in told}
    for key, at_unix_ms in rows(
        data_dir, "SELECT network_key, at_unix_ms FROM event WHERE kind LIKE 'audit%' OR kind = 'security_change'"
    ):
        happened[key].append(at_unix_ms)
    assert told.keys() == last_minute.keys()
    for key, network in told.items():
        assert network["security"] == security[key]
        assert datetime.fromisoformat(network["last_seen"]).timestamp() == last_minute[key]
        moments = sorted(
            round(datetime.fromisoformat(change["at"]).timestamp() * 1000) for change in network["changes"]
        )
        assert moments == sorted(happened[key])
    insecure = {key for key, network in told.items() if network["grade"] == "insecure"}
    assert insecure == {key for key, code in security.items() if code == "open"} != set()


def test_the_log_has_every_record_once(netmon: Netmon, data_dir: Path) -> None:
    told = netmon.json("log")
    stored = rows(data_dir, "SELECT id, record_uuid, at_unix_ms, payload FROM connection_log ORDER BY id")
    assert [(record["id"], record["record_uuid"], record["payload"]) for record in told] == [
        (number, uuid, json.loads(payload)) for number, uuid, _, payload in stored
    ]
    noon, midnight = "2026-11-18T12:00:00+00:00", "2026-11-19T00:00:00+00:00"
    span = [round(datetime.fromisoformat(text).timestamp() * 1000) for text in (noon, midnight)]
    part = netmon.json("log", "--since", noon, "--until", midnight)
    assert [record["id"] for record in part] == [row[0] for row in stored if span[0] <= row[2] < span[1]]
    assert len(netmon("log", "--csv").splitlines()) == len(stored) + 1
