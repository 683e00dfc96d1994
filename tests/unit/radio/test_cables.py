"""The laboratory's cables: what the emulator's monitor says, and what sysfs says of a carrier."""

from __future__ import annotations

import os
import pty
import threading
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from radio.lab import cables

BANNER = b"QEMU 7.2.22 monitor - type 'help' for more information\r\n(qemu) "


class Monitor:
    """An emulator's monitor behind a terminal: echoes letter by letter as its line editor does, then answers."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.heard: list[str] = []
        self.near, self._far = pty.openpty()
        tty.setraw(self.near)
        tty.setraw(self._far)
        self.path = Path(os.ttyname(self._far))
        self._answers = answers
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        os.write(self.near, BANNER)
        line = b""
        while True:
            try:
                letter = os.read(self.near, 1)
            except OSError:
                return
            if letter != b"\n":
                line += letter
                os.write(self.near, b"\x1b[D" * (len(line) - 1) + line + b"\x1b[K")
                continue
            command, line = line.decode(), b""
            self.heard.append(command)
            answer = self._answers.get(command, "")
            os.write(self.near, b"\r\n" + answer.encode() + b"(qemu) ")

    def close(self) -> None:
        os.close(self._far)
        self._thread.join(5)
        os.close(self.near)


@pytest.fixture
def monitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Monitor]:
    """Behind the second of two virtio ports."""
    made = Monitor({"nonsense": "unknown command: 'nonsense'\r\n"})
    for device, name in (("vport2p1", "modem"), ("vport2p2", "monitor")):
        (tmp_path / "ports" / device).mkdir(parents=True)
        (tmp_path / "ports" / device / "name").write_text(f"{name}\n")
    (tmp_path / "vport2p2").symlink_to(made.path)
    monkeypatch.setattr(cables, "PORTS", tmp_path / "ports")
    monkeypatch.setattr(cables, "DEVICES", tmp_path)
    yield made
    made.close()


@pytest.fixture
def sysfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cables, "SYSFS", tmp_path)
    (tmp_path / "eth0").mkdir()
    return tmp_path / "eth0"


def test_a_machine_without_a_monitor_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cables, "PORTS", tmp_path)
    with pytest.raises(cables.MonitorError, match="called monitor"):
        cables.pull("eth0")


def test_a_cable_is_pulled_by_its_name(monitor: Monitor, sysfs: Path) -> None:
    (sysfs / "carrier").write_text("0\n")
    cables.pull("eth0")
    assert monitor.heard == ["set_link cable0 off"]


def test_a_link_that_is_switched_off_sees_no_cable(monitor: Monitor, sysfs: Path) -> None:
    (sysfs / "flags").write_text("0x1002\n")
    cables.plug("eth0")
    assert monitor.heard == ["set_link cable0 on"]


def test_one_command_after_another_is_obeyed(monitor: Monitor) -> None:
    for command in ("set_link cable1 off", "set_link cable1 on"):
        cables.tell_monitor(command)
    assert monitor.heard == ["set_link cable1 off", "set_link cable1 on"]


def test_what_the_emulator_objects_to_is_an_error(monitor: Monitor) -> None:
    with pytest.raises(cables.MonitorError, match="unknown command"):
        cables.tell_monitor("nonsense")


@pytest.mark.parametrize(("text", "expected"), [("1\n", True), ("0\n", False)])
def test_the_carrier_is_the_kernels(sysfs: Path, text: str, expected: bool) -> None:
    assert not cables.has_carrier("eth0")  # as of a link that is switched off
    (sysfs / "carrier").write_text(text)
    assert cables.has_carrier("eth0") is expected


@pytest.mark.parametrize(("text", "expected"), [("1000\n", 1000.0), ("-1\n", None)])
def test_the_link_rate_is_the_drivers(sysfs: Path, text: str, expected: float | None) -> None:
    assert cables.link_rate_mbit_s("eth0") is None
    (sysfs / "speed").write_text(text)
    assert cables.link_rate_mbit_s("eth0") == expected
