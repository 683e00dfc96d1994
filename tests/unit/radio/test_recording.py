"""The recorder of captures: what it asks the kernel, and how it writes down what others say."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from netmon_tray.probes.parse import netlink, rtnetlink
from radio.lab import recording
from support import recorded_kernel

BOND = {
    "ifindex": 10,
    "ifname": "bond0",
    "flags": ["BROADCAST", "MULTICAST", "MASTER", "UP", "LOWER_UP"],
    "operstate": "UP",
    "linkinfo": {"info_kind": "bond"},
}
CABLE = {
    "ifindex": 2,
    "ifname": "eth0",
    "flags": ["NO-CARRIER", "BROADCAST", "MULTICAST", "SLAVE", "UP"],
    "operstate": "DOWN",
    "master": "bond0",
    "linkinfo": {"info_slave_kind": "bond"},
}


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    for link, speed in ((BOND, "1000"), (CABLE, None)):
        folder = tmp_path / "sys" / str(link["ifname"])
        (folder / "statistics").mkdir(parents=True)
        for number, name in enumerate(recording.COUNTERS):
            (folder / "statistics" / name).write_text(f"{number}\n")
        (folder / "ifindex").write_text(f"{link['ifindex']}\n")
        (folder / "type").write_text("1\n")
        (folder / "uevent").write_text(f"INTERFACE={link['ifname']}\nIFINDEX={link['ifindex']}\n")
        if speed:
            (folder / "speed").write_text(f"{speed}\n")
    (tmp_path / "sys" / "bond0" / "lower_eth0").mkdir()
    (tmp_path / "sys" / "eth0" / "device").mkdir()
    return tmp_path / "sys"


def test_the_lines_of_links_are_those_of_the_recordings(
    sysfs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "linux_bond"
    folder.mkdir()
    lines = [recording.probe_line(link, sysfs) for link in (BOND, CABLE)]
    (folder / "nlprobe.txt").write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(recorded_kernel, "CAPTURES", tmp_path)
    found = recorded_kernel.probed_links("linux_bond")
    assert found.keys() == {"bond0", "eth0"}
    assert (found["bond0"]["kind"], found["bond0"]["flags"], found["bond0"]["oper"]) == (r"b'bond\x00'", "0x11443", "6")
    assert (found["bond0"]["lower"], found["bond0"]["speed"]) == ("'lower_eth0'", "1000")
    assert (found["eth0"]["kind"], found["eth0"]["master"], found["eth0"]["flags"]) == ("None", "10", "0x1803")
    assert (found["eth0"]["device"], found["eth0"]["counters"]) == ("True", "0, 1, 2, 3")
    laid_out = recorded_kernel.make_sysfs(tmp_path / "again", "linux_bond")
    assert (laid_out / "bond0" / "lower_eth0").exists()


def test_a_parent_is_named_by_its_index(sysfs: Path) -> None:
    vlan = BOND | {"link": "eth0", "linkinfo": {"info_kind": "vlan"}}
    assert " link 2 master None " in recording.probe_line(vlan, sysfs)
    elsewhere = BOND | {"link_index": 7}
    assert " link 7 master None " in recording.probe_line(elsewhere, sysfs)


def test_every_question_is_one_that_the_decoders_know(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = recorded_kernel.recording("linux_wpa2_psk")
    monkeypatch.setattr(recording, "ask", lambda question: answered[question.label])
    monkeypatch.setattr("socket.if_nametoindex", lambda _name: 3)
    monkeypatch.setattr(recording, "run", lambda *_words: "[]")
    asked = {question.label: question for question in recording.questions()}
    assert asked["getroute_lookup_2"].payload == rtnetlink.lookup_request(rtnetlink.AF_INET)
    assert asked["getroute_lookup_10"].payload == rtnetlink.lookup_request(rtnetlink.AF_INET6)
    (family,) = struct.unpack_from("=H", netlink.attributes(_body(answered["ctrl_getfamily"]), 4)[1])
    assert asked["get_scan_dump"].kind == family
    assert netlink.attributes(asked["get_scan_dump"].payload, 4) == {3: struct.pack("=I", 3)}


def _body(datagrams: list[bytes]) -> bytes:
    return recorded_kernel.payloads(datagrams)[0]


def test_a_moment_is_written_in_the_form_of_the_recordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded_kernel, "CAPTURES", tmp_path)
    monkeypatch.setattr(recording, "questions", lambda: [recording.Question("getlink", 0, 18, bytes(16))])
    monkeypatch.setattr(recording, "ask", lambda _question: [b"\x01\x02", b"\x03"])
    monkeypatch.setattr(recording, "run", lambda *words: json.dumps([]) if "link" in words else '[{"dst": "default"}]')
    recording.record(tmp_path / "linux_moment")
    assert recorded_kernel.recording("linux_moment") == {"getlink": [b"\x01\x02", b"\x03"]}
    assert json.loads((tmp_path / "linux_moment" / "ip_route.json").read_text()) == [{"dst": "default"}]
    assert (tmp_path / "linux_moment" / "nlprobe.txt").read_text() == ""


def test_the_running_kernel_answers() -> None:
    links = next(recording.questions())
    names = [rtnetlink.link_row(body).name for body in recorded_kernel.payloads(recording.ask(links))]
    assert "lo" in names
