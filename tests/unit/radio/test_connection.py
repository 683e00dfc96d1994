"""What is expected of a connection, and how records are summed up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from radio.lab import connection
from radio.lab.connection import conditions, interface_of, is_named, life, moved, on, own, vpn_of, wired
from radio.lab.lab import Lab
from radio.lab.product import Newest, Product


def record(event: str, interface: str, inbytes: int = 0, outbytes: int = 0, attachment: str = "a") -> dict[str, Any]:
    payload = {"inbytes": inbytes, "outbytes": outbytes}
    return {"event": event, "local": {"interface": interface, "attachment_uuid": attachment}, "payload": payload}


def line(interface: str | None, **more: Any) -> dict[str, Any]:
    return {"connection": {"interface": interface, **more} if interface else None, "conditions": []}


RECORDS = [
    record("established", "wlan0", 1, 2),
    record("maintained", "wlan0", 10, 20),
    record("terminated", "wlan0", 100, 200),
    record("established", "eth0", 5, 7),
]


def test_the_life_of_connections_leaves_heartbeats_out() -> None:
    assert life(RECORDS) == "established wlan0, terminated wlan0, established eth0"


def test_bytes_are_summed_for_one_interface_or_for_all() -> None:
    assert moved(RECORDS, "wlan0") == (111, 222)
    assert moved(RECORDS) == (116, 229)


def test_lines_are_told_by_their_interface_and_tunnel() -> None:
    assert (interface_of(line("eth0")), interface_of(line(None))) == ("eth0", None)
    assert on("eth0")(line("eth0"))
    assert not on("eth0")(line(None))
    assert on(None)(line(None))
    assert vpn_of(line("wlan0", vpn={"interface": "wg0", "kind": "wireguard"})) == "wg0 (wireguard)"
    assert vpn_of(line("wlan0", vpn=None)) is None
    assert is_named("Lab")(line("wlan0", network_name="Lab"))
    assert not is_named("Lab")(line("wlan0", network_name=None))
    assert not is_named("Lab")(line(None))
    assert vpn_of(line(None)) is None


def test_only_the_second_process_itself_is_no_condition() -> None:
    said = {"conditions": [{"code": "other_agent"}, {"code": "upload_auth"}]}
    assert conditions(said) == ["upload_auth"]


def test_a_cable_without_a_name_is_called_by_its_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "link_rate_mbit_s", lambda _interface: 1000.0)
    assert (wired("eth0")["network_name"], wired("eth0", "Desk cable")["network_name"]) == ("eth0", "Desk cable")
    assert wired("eth0")["link_speed_mbit_s"] == 1000.0


class Clock:
    """Time that passes only while somebody sleeps, and what happens meanwhile."""

    def __init__(self, counted: Iterator[tuple[int, int]]) -> None:
        self.now_s = 0.0
        self._counted = counted
        self.last = (0, 0)

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, duration_s: float) -> None:
        self.now_s += duration_s

    def counters(self, _interface: str) -> tuple[int, int]:
        self.last = next(self._counted, self.last)
        return self.last


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(iter([(1, 1), (2, 1), (2, 1), (3, 4)]))
    monkeypatch.setattr(connection, "time", made)
    monkeypatch.setattr(connection, "counters", made.counters)
    return made


def test_a_link_is_quiet_when_its_counters_stood_still(clock: Clock) -> None:
    assert connection.quiet("eth0") == (3, 4)
    assert clock.now_s == pytest.approx(0.3 + connection.STILL_S, abs=0.11)


def test_a_link_that_is_never_quiet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    restless = Clock((number, 0) for number in range(10_000))
    monkeypatch.setattr(connection, "time", restless)
    monkeypatch.setattr(connection, "counters", restless.counters)
    with pytest.raises(TimeoutError, match="eth0 is never quiet"):
        connection.quiet("eth0")


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(Product(tmp_path, tmp_path), tmp_path)


class Agent:
    """Counters that a test moves, and an agent that makes a record of them whenever one is waited for."""

    def __init__(self, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rx = self.tx = 0
        self.journal: list[dict[str, Any]] = []
        self.moves: Iterator[int] = iter(())
        """Bytes that come in while a record is waited for."""
        self._recorded = (0, 0)
        monkeypatch.setattr(lab.product, "accepted", lambda: list(self.journal))
        monkeypatch.setattr(connection, "quiet", lambda _interface: (self.rx, self.tx))
        monkeypatch.setattr(connection, "counters", lambda _interface: (self.rx, self.tx))
        monkeypatch.setattr(connection, "await_record", self.heartbeat)

    def heartbeat(self, _lab: Lab, _taken: int) -> None:
        was, self._recorded = self._recorded, (self.rx, self.tx)
        record = {"inbytes": self.rx - was[0], "outbytes": self.tx - was[1]}
        self.journal.append({"key": str(len(self.journal)), "record": record})
        self.rx += next(self.moves, 0)


def test_a_window_goes_from_record_to_record(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = Agent(lab, monkeypatch)
    agent.rx, agent.tx = 100, 10
    window = connection.Window(lab, "eth0")
    window.open()
    agent.rx, agent.tx = 150, 17
    agent.heartbeat(lab, 0)
    agent.rx += 5
    window.check("bytes")
    assert (lab.rows[-1].expected, lab.rows[-1].reported) == ("(55, 7)", "(55, 7)")


def test_a_record_that_something_moves_around_does_not_bound_a_window(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = Agent(lab, monkeypatch)
    window = connection.Window(lab, "eth0")
    agent.moves = iter([60, 0])
    window.open()
    agent.rx += 7
    agent.moves = iter([30])
    assert window.close() == ((37, 0), (37, 0))


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        (line("eth0", vpn=None, security="wired"), "as expected"),
        (line("eth2", vpn=None, security="wired"), "interface eth2"),
        (line(None), "interface None, security None"),
        (line("eth0", security="wired") | {"conditions": [{"code": "upload_auth"}]}, "upload_auth"),
    ],
)
def test_many_facts_in_one_row(lab: Lab, said: dict[str, Any], reported: str) -> None:
    connection.check_facts(lab, said, {"interface": "eth0", "security": "wired", "vpn": None}, "again")
    assert [(row.field, row.expected, row.reported) for row in lab.rows] == [
        ("all facts, again", "as expected", reported)
    ]


def test_how_an_earlier_connection_ended_is_no_part_of_this_life() -> None:
    found = [record("terminated", "wlan0", attachment="a"), record("established", "eth0", attachment="b")]
    found.append(record("terminated", "eth0", attachment="b"))
    assert life(own(found)) == "established eth0, terminated eth0"


@pytest.mark.parametrize(
    ("newest", "interface", "mark"),
    [
        (Newest(), "eth0", 0),
        (Newest(7, "terminated", "eth0"), "eth0", 7),
        (Newest(8, "maintained", "wlan0"), "eth0", 8),
        (Newest(9, "terminated", "wlan0"), "", 9),
    ],
)
def test_a_scenario_begins_when_its_link_has_no_connection(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, newest: Newest, interface: str, mark: int
) -> None:
    monkeypatch.setattr(lab.product, "newest", lambda: newest)
    assert connection.fresh(lab, interface) == mark


@pytest.mark.parametrize("interface", ["eth0", ""])
def test_a_scenario_waits_for_the_end_of_the_one_before(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, interface: str
) -> None:
    told = iter([Newest(7, "maintained", "eth0"), Newest(8, "terminated", "eth0")])
    monkeypatch.setattr(lab.product, "newest", lambda: next(told))
    monkeypatch.setattr("time.sleep", lambda _duration_s: None)
    assert connection.fresh(lab, interface) == 8
