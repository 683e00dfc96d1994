"""A stay on a network: which records and which part of the history belong to it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.model import RecordEvent
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, Minute, SignalMinute
from radio.lab import stay
from radio.lab.access_point import AccessPoint
from radio.lab.lab import Lab, LabTimeoutError
from radio.lab.product import Product
from radio.lab.stay import Levels, Stay, attachments, line, without_heartbeats
from support.store_records import record

HERE, ELSEWHERE = "LabHere", "LabElsewhere"
BSSID = "02:00:00:00:01:00"


def logged(event: str, attachment: str = "a", inbytes: int = 0, outbytes: int = 0) -> dict[str, Any]:
    payload = {"network_name": HERE, "inbytes": inbytes, "outbytes": outbytes}
    return {"event": event, "payload": payload, "local": {"attachment_uuid": attachment}}


def said(name: str | None) -> dict[str, Any]:
    return {"connection": {"network_name": name} if name else None}


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(Product(tmp_path, tmp_path), tmp_path)


@pytest.fixture
def here(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Stay:
    """On a link whose counters stand at 1000 and 500 bytes, and later wherever a test puts them."""
    monkeypatch.setattr(stay, "counters", lambda interface: (1_000, 500))
    monkeypatch.setattr(lab, "mark", lambda: 0)
    return Stay(lab, AccessPoint(ssid=HERE.encode()))


def write(lab: Lab, *events: tuple[str, str]) -> None:
    """Make records as the agent does: (event, network)."""
    lab.product.data_dir.mkdir()
    with Database.open(lab.product.data_dir) as database:
        log = ConnectionLog(database)
        for number, (event, name) in enumerate(events):
            made = record(number, RecordEvent(event))
            log.append(made, json.dumps({"network_name": name}), {}, None, {})
        signals = (SignalMinute(BSSID, "rssi", -52.0, -45.0, -31.0, 9), SignalMinute(BSSID, "ratio", 0.1, 0.2, 0.3, 1))
        history = History(database)
        history.add_minute(Minute(60, "a", HERE, "wi", 10, 1, signals, 42.5))
        history.add_minute(Minute(120, "b", ELSEWHERE, "wi", 10, 1, (), 60.0))


def test_only_this_network_counts(lab: Lab, here: Stay) -> None:
    write(lab, ("established", ELSEWHERE), ("established", HERE), ("maintained", HERE), ("terminated", HERE))
    assert here.events() == ["established", "terminated"]
    assert here.covered_s() == 42.5
    assert here.levels(BSSID) == Levels(-52.0, -31.0)
    assert here.levels("02:00:00:00:02:00") is None


def test_events_are_compared_without_heartbeats(lab: Lab, here: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [logged("established"), logged("maintained"), logged("changed")]
    monkeypatch.setattr(here, "events", lambda: ["established", "changed"])
    monkeypatch.setattr(lab.product, "records", lambda since: [*records, {"event": "established", "payload": {}}])
    assert here.await_events("established", "changed") == records
    assert [(row.reported, row.verdict.value) for row in lab.rows] == [("established, changed", "ok")]


def test_bytes_lie_between_the_transfer_and_the_counters(lab: Lab, here: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stay, "counters", lambda interface: (201_000, 100_500))
    here.check_bytes([logged("established", "a", 100_000, 40_000), logged("maintained", "a", 50_000, 5_000)])
    assert [(row.expected, row.reported, row.verdict.value) for row in lab.rows] == [
        ("120000 to 200000", "150000", "ok"),
        ("50000 to 100000", "45000", "differs"),
    ]


def test_a_line_is_waited_for_through_silence(lab: Lab, here: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        (time.monotonic() - 60, said(HERE)),
        (time.monotonic() + 60, said(None)),
        (time.monotonic() + 61, said(HERE)),
    ]
    monkeypatch.setattr(lab, "live_since", lambda at: [one for one in lines if one[0] >= at])
    assert line(lab, lambda one: True, "a line") == said(None)
    assert here.live_until(bool, "the network") == said(HERE)
    monkeypatch.setattr(stay, "PATIENCE_S", 0.0)
    with pytest.raises(LabTimeoutError, match="another network"):
        line(lab, lambda one: one == said(ELSEWHERE), "another network")


def test_records_tell_what_happened_and_over_how_many_attachments() -> None:
    records = [logged("established"), logged("maintained"), logged("terminated"), logged("established", "b")]
    assert [one["event"] for one in without_heartbeats(records)] == ["established", "terminated", "established"]
    assert attachments(records) == 2
