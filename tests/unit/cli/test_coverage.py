"""``netmon coverage``: places, networks and their median signal, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netmon_tray.cli import FINE, main
from netmon_tray.store.coverage import Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.history import History

AT_S = 1_790_000_000


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    with Database.open(tmp_path / "data") as database:
        History(database).note_network("wi:Cafe", "Cafe", "wi", AT_S)
        coverage = Coverage(database)
        coverage.add(AT_S, "wi:Cafe", {(52.52, 13.4, "rssi", -58.0): 90_000, (52.52, 13.4, "rssi", -81.0): 30_000})
        coverage.add(AT_S, "wi:Cafe", {(52.52, 13.41, "rssi", -75.0): 60_000})
    return ["--data-dir", str(tmp_path / "data"), "--config", str(tmp_path / "settings.toml")]


def test_a_table_of_places(places: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", *places]) == FINE
    heading, near, far = capsys.readouterr().out.splitlines()
    assert heading.split() == [
        "LATITUDE",
        "LONGITUDE",
        "EAST",
        "m",
        "NORTH",
        "m",
        "NETWORK",
        "MEDIAN",
        "WEAKEST",
        "OBSERVED",
    ]
    assert near.split()[:5] == ["52.52", "13.4", "-338", "0", "Cafe"]
    assert "Good -58 dBm" in near
    assert "-81 dBm" in near
    assert far.split()[:5] == ["52.52", "13.41", "338", "0", "Cafe"]


def test_the_same_as_json(places: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--json", *places]) == FINE
    near, _ = json.loads(capsys.readouterr().out)
    assert near == {
        "latitude": 52.52,
        "longitude": 13.4,
        "east_m": -338,
        "north_m": 0,
        "network_key": "wi:Cafe",
        "network_name": "Cafe",
        "measure": "rssi",
        "median": -58.0,
        "weakest": -81.0,
        "strongest": -58.0,
        "covered_s": 120,
    }


def test_days_without_a_position(places: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--until", "2020-01-01", *places]) == FINE
    assert capsys.readouterr().out == "Nothing recorded with a position. privacy.location is off.\n"
