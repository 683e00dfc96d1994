"""The parts of the radio laboratory that need no radio: its table, its choice of scenarios, its reading of `iw`."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from radio.lab import scenario as registry
from radio.lab.lab import Lab, LabTimeoutError
from radio.lab.measure import IwLink, parse_iw, send_paced
from radio.lab.product import Product
from radio.lab.pump import serve
from radio.lab.scenario import Scenario, Verdict, Way, chosen, save, scenario
from radio.lab.shell import CommandError, Process, run

LINK = """Connected to 02:00:00:00:01:00 (on wlan0)
\tSSID: Caf\\xc3\\xa9
\tfreq: 5180
\tRX: 4010 bytes (52 packets)
\tsignal: -30 dBm
\trx bitrate: 6.0 MBit/s
\ttx bitrate: 433.3 MBit/s VHT-MCS 9 80MHz short GI VHT-NSS 1
"""
INTERFACE = "Interface wlan0\n\ttype managed\n\tchannel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz\n"


def test_iw_is_read() -> None:
    assert parse_iw(LINK, INTERFACE) == IwLink(
        ssid=r"Caf\xc3\xa9", bssid="02:00:00:00:01:00", frequency_mhz=5180, signal_dbm=-30, tx_mbit_per_s=433.3,
        channel=36, width_mhz=80,
    )  # fmt: skip


def test_iw_without_a_network_is_none() -> None:
    assert parse_iw("Not connected.\n", INTERFACE) is None


def test_a_fraction_of_a_megahertz_is_no_part_of_the_frequency() -> None:
    link = parse_iw(LINK.replace("5180", "5180.0"), INTERFACE)
    assert link is not None
    assert link.frequency_mhz == 5180


class Recorded(Way):
    """Writes down when it is up."""

    def __init__(self, name: str, diary: list[str]) -> None:
        self._name, self._diary = name, diary

    def start(self) -> None:
        self._diary.append(f"{self._name} up")

    def stop(self) -> None:
        self._diary.append(f"{self._name} down")


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    written: list[str] = []
    ways = {name: lambda _lab, name=name: Recorded(name, written) for name in ("daemon", "bare")}
    monkeypatch.setattr(registry, "SCENARIOS", {})
    monkeypatch.setattr(registry, "WAYS", ways)
    monkeypatch.setattr("radio.lab.lab.WAYS", ways)
    return written


@pytest.fixture
def lab(tmp_path: Path, diary: list[str]) -> Iterator[Lab]:
    made = Lab(Product(tmp_path / "home", tmp_path), tmp_path)
    yield made
    made.leave_way()


def test_scenarios_of_one_way_are_played_together(diary: list[str]) -> None:
    for name, needs in (("wifi-open", "daemon"), ("wifi-bare", "bare"), ("wifi-wep", "daemon")):
        scenario(name, needs=needs)(lambda _lab: None)
    assert [one.name for one in chosen([])] == ["wifi-open", "wifi-wep", "wifi-bare"]
    assert [one.name for one in chosen(["wifi-b", "wifi-open"])] == ["wifi-open", "wifi-bare"]
    assert [one.name for one in chosen(["!wifi-b"])] == ["wifi-open", "wifi-wep"]
    assert [one.name for one in chosen(["wifi", "!wifi-open"])] == ["wifi-bare", "wifi-wep"]


def test_an_unknown_scenario_is_named(diary: list[str]) -> None:
    scenario("wifi-open", needs="daemon")(lambda _lab: None)
    with pytest.raises(LookupError, match=r"called wlan-open; there are wifi-open"):
        chosen(["wlan-open"])


def test_a_name_is_given_once(diary: list[str]) -> None:
    scenario("wifi-open", needs="daemon")(lambda _lab: None)
    with pytest.raises(ValueError, match="two scenarios are called wifi-open"):
        scenario("wifi-open", needs="bare")(lambda _lab: None)


def test_a_way_stays_up_until_another_is_needed(lab: Lab, diary: list[str]) -> None:
    for name, way in (("a", "daemon"), ("b", "daemon"), ("c", "bare")):
        with lab.scene(name, way):
            diary.append(name)
    assert diary == ["daemon up", "a", "b", "daemon down", "bare up", "c"]


def test_what_a_scenario_began_is_undone_when_it_breaks_off(lab: Lab, diary: list[str]) -> None:
    def play() -> None:
        with lab.scene("a", "daemon"):
            lab.at_end(lambda: diary.append("undone"))
            raise OSError("the cable burns")

    with pytest.raises(OSError, match="the cable burns"):
        play()
    assert diary == ["daemon up", "undone"]


def test_rows_that_take_their_time_are_written_in_the_next_scenario_under_their_own_name(lab: Lab) -> None:
    with lab.scene("a", "daemon"):
        lab.owe(lambda: lab.note("the end"))
    assert lab.owes("a")
    with lab.scene("b", "daemon", settles_itself=True):
        lab.check("joined", 1, 1)
        lab.settle()
        lab.check("bytes", 1, 1)
    assert [(row.scenario, row.field) for row in lab.rows] == [("b", "joined"), ("a", "note"), ("b", "bytes")]
    assert not lab.owes("a")


@pytest.mark.parametrize(("way", "settles_itself"), [("daemon", False), ("bare", True)])
def test_rows_are_not_owed_into_a_scenario_that_may_spoil_them(lab: Lab, way: str, *, settles_itself: bool) -> None:
    with lab.scene("a", "daemon"):
        lab.owe(lambda: lab.failed("the Gate is gone"))
    with lab.scene("b", way, settles_itself=settles_itself):
        lab.check("joined", 1, 1)
    assert [row.scenario for row in lab.rows] == ["a", "b"]


def test_what_breaks_while_it_is_judged_belongs_to_its_own_scenario(lab: Lab) -> None:
    def judge() -> None:
        raise OSError("the log burns")

    with lab.scene("a", "daemon"):
        lab.owe(judge)
    with lab.scene("b", "daemon"):
        lab.check("joined", 1, 1)
    assert [(row.scenario, row.reported) for row in lab.rows] == [("a", "OSError: the log burns"), ("b", "1")]


def test_rows_compare(lab: Lab) -> None:
    with lab.scene("a", "daemon"):
        assert lab.check("bssid", "02:00", "02:00")
        assert not lab.check("security", "wep", None)
        assert lab.check_between("rssi_dbm", -40, -30, -20)
        assert not lab.check_between("rx_bytes", 0, None, 9)
        assert not lab.check_one_of("rate", [1.0, 2.0], 1.5)
        lab.note("no 6 GHz here")
    assert [(row.scenario, row.field, row.expected, row.reported, row.verdict) for row in lab.rows] == [
        ("a", "bssid", "02:00", "02:00", Verdict.OK),
        ("a", "security", "wep", "None", Verdict.DIFFERS),
        ("a", "rssi_dbm", "-40 to -20", "-30", Verdict.OK),
        ("a", "rx_bytes", "0 to 9", "None", Verdict.DIFFERS),
        ("a", "rate", "1.0 or 2.0", "1.5", Verdict.DIFFERS),
        ("a", "note", "", "no 6 GHz here", Verdict.NOTE),
    ]


def test_waiting_in_vain_says_for_what(lab: Lab) -> None:
    assert lab.eventually(lambda: "there", 0) == "there"
    with pytest.raises(LabTimeoutError, match="a lease: not within 0 s"):
        lab.eventually(lambda: False, 0, "a lease")


def test_the_table_is_saved_whole(lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.SCENARIOS, "a", Scenario("a", "A title", "daemon", lambda _lab: None))
    with lab.scene("a", "daemon"):
        lab.check("network_name", "Café", "Café")
    save(tmp_path / "table.json", "6.1.0", lab.rows, {"a": 1.234}, finished=True)
    assert json.loads((tmp_path / "table.json").read_text("utf-8")) == {
        "kernel": "6.1.0",
        "finished": True,
        "scenarios": [{"name": "a", "title": "A title", "seconds": 1.2}],
        "rows": [{"scenario": "a", "field": "network_name", "expected": "Café", "reported": "Café", "verdict": "ok"}],
    }
    assert not (tmp_path / "table.new").exists()


def accepted(key: str, **record: object) -> dict[str, object]:
    return {"key": key, "record": record}


def logged(key: str, **payload: object) -> dict[str, object]:
    return {"record_uuid": key, "payload": payload}


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ([accepted("1", a=1), accepted("2", a=2)], "2 records, in order, as logged"),
        ([accepted("1", a=1, b=None), accepted("2", a=2)], "2 records, in order, as logged"),
        ([accepted("2", a=2), accepted("1", a=1)], "2 accepted, 0 missing, 0 twice"),
        ([accepted("1", a=1), accepted("2", a=3)], "2 accepted, 0 missing, 0 twice"),
        ([accepted("1", a=1)], "1 accepted, 1 missing, 0 twice"),
        ([accepted("1", a=1), accepted("1", a=1), accepted("2", a=2)], "3 accepted, 0 missing, 1 twice"),
    ],
)
def test_uploads_are_compared_record_by_record(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, taken: list[dict[str, object]], said: str
) -> None:
    monkeypatch.setattr(lab.product, "accepted", lambda: taken)
    with lab.scene("a", "daemon"):
        lab.check_uploaded([logged("1", a=1), logged("2", a=2)], timeout_s=0)
    assert (lab.rows[-1].expected, lab.rows[-1].reported) == ("2 records, in order, as logged", said)


@pytest.mark.parametrize(("order", "size"), [(b"down 40000 0\n", 40_000), (b"up 40000 0\n", 40_000)])
def test_the_pump_moves_what_it_is_told(order: bytes, size: int) -> None:
    here, there = socket.socketpair()
    server = threading.Thread(target=serve, args=(there,))
    server.start()
    with here:
        here.settimeout(10)
        here.sendall(order)
        if order.startswith(b"up"):
            send_paced(here, size, 0.0)
            assert here.recv(1) == b"k"
        got = 0
        while part := here.recv(65_536):
            got += len(part)
    server.join(10)
    assert got == (size if order.startswith(b"down") else 0)


def test_a_failing_program_says_its_words() -> None:
    with pytest.raises(CommandError, match=r"code 3: no such radio"):
        run("sh", "-c", "echo no such radio; exit 3")
    assert run("sh", "-c", "echo no such radio; exit 3", check=False) == "no such radio\n"


def test_a_process_is_ended_by_its_id_and_its_words_are_kept(tmp_path: Path) -> None:
    process = Process("sh", "-c", "echo begun; exec sleep 60", log=tmp_path / "deep" / "log")
    assert Lab.eventually(process.said) == "begun\n"
    assert process.is_running
    assert process.end() == -15
    assert not process.is_running
    assert process.end() == -15


def test_a_line_that_the_gate_is_writing_is_left_for_later(tmp_path: Path) -> None:
    product = Product(tmp_path, tmp_path)
    assert product.accepted() == []
    (tmp_path / "journal.ndjson").write_text('{"key": "a"}\n{"key": "b"}\n{"at_unix_ms": 17, "ke', encoding="utf-8")
    assert product.accepted() == [{"key": "a"}, {"key": "b"}]


@pytest.mark.parametrize(
    ("told", "verdict"), [([52.0, 433.3], Verdict.OK), ([52.0, 52.0, 52.0], Verdict.DIFFERS)], ids=["moved", "wrong"]
)
def test_a_rate_that_moves_there_and_back_is_asked_again(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, told: list[float], verdict: Verdict
) -> None:
    connection = {"bssid": "02:00:00:00:01:00", "frequency_ghz": 5.18, "channel": 36, "width_mhz": 80, "rssi_dbm": -30}
    answers = iter(told)
    monkeypatch.setattr("radio.lab.lab.iw_link", lambda _interface: parse_iw(LINK, INTERFACE))
    monkeypatch.setattr(lab, "status", lambda: {"connection": {**connection, "link_speed_mbit_s": next(answers)}})
    lab.side_by_side("wlan0")
    assert [row.field for row in lab.rows if row.verdict is Verdict.OK][:5] == [f"{key} (as iw)" for key in connection]
    assert lab.rows[-1].verdict is verdict
    assert next(answers, None) is None
