"""``netmon usage`` on a week that was recorded: every figure is held against a sum over the raw rows."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
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
        self._words = ["--data-dir", str(data_dir), "--config", str(settings), "usage"]
        self._capsys = capsys

    def __call__(self, *words: str) -> str:
        assert cli.main([*self._words, *words]) == 0
        told = self._capsys.readouterr()
        assert told.err == ""
        return told.out

    def json(self, *words: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self(*words, "--json"))
        return document


@pytest.fixture
def netmon(data_dir: Path, settings: Path, capsys: pytest.CaptureFixture[str]) -> Netmon:
    return Netmon(data_dir, settings, capsys)


def raw(data_dir: Path, label: str) -> dict[str, tuple[int, int]]:
    """Bytes down and up by a column of the raw minutes, added up here."""
    rx, tx = Counter[str](), Counter[str]()
    with closing(sqlite3.connect(f"{(data_dir / DATABASE_NAME).as_uri()}?mode=ro", uri=True)) as connection:
        for name, rx_bytes, tx_bytes in connection.execute(
            f"SELECT {label}, t.rx_bytes, t.tx_bytes FROM traffic t JOIN network n ON n.id = t.network_id"
            " WHERE t.span_s = 60"
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
    told = netmon.json("--by", by)
    assert {row[name]: (row["rx_bytes"], row["tx_bytes"]) for row in told["usage"]} == raw(data_dir, label)
    assert told["total"]["rx_bytes"] == sum(rx for rx, _ in raw(data_dir, label).values())
    assert told["quota"] is None


def test_roaming(netmon: Netmon, data_dir: Path) -> None:
    told = {row["where"]: row["rx_bytes"] for row in netmon.json("--by", "roaming")["usage"]}
    sums = raw(data_dir, "n.key")
    assert told["roaming"] == sums["mo:Fremdnetz"][0]
    assert told["home"] == sums["mo:Example Mobile"][0]
    assert told["other"] == sum(rx for key, (rx, _) in sums.items() if not key.startswith("mo:"))


def test_text_has_a_line_for_each_and_their_sum(netmon: Netmon, data_dir: Path) -> None:
    heading, *rows, total = netmon("--by", "network").splitlines()
    assert heading.split() == ["NETWORK", "DOWN", "UP", "BOTH", "OBSERVED"]
    assert len(rows) == len(raw(data_dir, "n.key"))
    assert total.startswith("Total")
    assert netmon("--by", "roaming").splitlines()[1].startswith("Roaming")


def test_the_quota_is_told_with_where_it_will_end(
    netmon: Netmon, settings: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text('[quota]\nbytes = 4000000000\ncounts = "mobile"\nreset_day = 14\n')
    monkeypatch.setattr("netmon_tray.cli.context.Context.now_unix_ms", lambda _: 1_795_176_000_000)  # 20 November, noon
    quota = netmon.json()["quota"]
    used = sum(sum(raw(data_dir, "n.key")[key]) for key in ("mo:Example Mobile", "mo:Fremdnetz"))
    assert (quota["since"], quota["resets"], quota["used_bytes"]) == ("2026-11-14", "2026-12-14", used)
    assert quota["projected_bytes"] > used
    assert date.fromisoformat(quota["resets"]).day == 14
    line = netmon().splitlines()[-1]
    assert line.startswith("Quota: ")
    assert " of 4.00 GB (" in line
    assert "At this pace" in line or "It is used up" in line
