"""What is expected of a connection, and how records are summed up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from radio.lab import connection
from radio.lab.connection import conditions, interface_of, life, moved, on, vpn_of, wired
from radio.lab.lab import Lab
from radio.lab.product import Product
from radio.lab.scenario import Verdict


def record(event: str, interface: str, inbytes: int = 0, outbytes: int = 0) -> dict[str, Any]:
    payload = {"inbytes": inbytes, "outbytes": outbytes}
    return {"event": event, "local": {"interface": interface}, "payload": payload}


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


def test_a_window_goes_from_heartbeat_to_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = Lab(Product(tmp_path, tmp_path), tmp_path)
    journal: list[dict[str, Any]] = []
    counted = [(100, 10)]
    heartbeats = iter([(3, 3), (50, 7), (0, 0)])

    def heartbeat(_lab: Lab) -> None:
        rx, tx = next(heartbeats)
        journal.append({"key": str(len(journal)), "record": {"inbytes": rx, "outbytes": tx}})

    monkeypatch.setattr(lab.product, "accepted", lambda: list(journal))
    monkeypatch.setattr(connection, "quiet", lambda _interface: counted[-1])
    monkeypatch.setattr(connection, "counters", lambda _interface: counted[-1])
    monkeypatch.setattr(connection, "await_record", heartbeat)
    window = connection.Window(lab, "eth0")
    counted.append((150, 17))
    window.check("bytes")
    assert (lab.rows[-1].expected, lab.rows[-1].reported, lab.rows[-1].verdict) == ("(50, 7)", "(50, 7)", Verdict.OK)
