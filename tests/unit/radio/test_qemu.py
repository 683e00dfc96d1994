"""radio.machine.qemu: the command line, the console, and that a machine never outlives its call."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from radio.machine import qemu
from radio.machine.qemu import Console, Disk, Ending, Machine, boot, command_line

DISKS = (Disk("root", Path("/cache/a,b")), Disk("results", Path("/results"), is_writable=True))
MACHINE = Machine(Path("/cache/kernel"), Path("/cache/initrd"), DISKS)


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a shell script stand in for QEMU."""

    def stand_in(script: str) -> None:
        monkeypatch.setattr(qemu, "command_line", lambda machine, sockets: ["sh", "-c", script])

    return stand_in


def options(name: str) -> list[str]:
    words = command_line(MACHINE, Path("/sockets"))
    return [value for option, value in itertools.pairwise(words) if option == name]


def test_it_is_plain_emulation_without_a_network_of_this_machine() -> None:
    assert options("-accel") == ["tcg,thread=multi"]
    assert options("-nic") == ["none"]
    assert all(backend.startswith("hubport,") for backend in options("-netdev"))


def test_only_the_results_can_be_written() -> None:
    root, results = options("-drive")
    assert root == "if=none,id=root,file=/cache/a,,b,format=raw,readonly=on"
    assert results == "if=none,id=results,file=/results,format=raw,readonly=off,cache=unsafe"


def test_each_cable_has_two_ends_in_one_hub() -> None:
    assert options("-netdev") == [
        "hubport,id=cable0,hubid=0",
        "hubport,id=cable0-far,hubid=0",
        "hubport,id=cable1,hubid=1",
        "hubport,id=cable1-far,hubid=1",
    ]
    cards = [words for words in options("-device") if ",netdev=" in words]
    assert [words.split(",")[0] for words in cards] == ["e1000", "e1000", "virtio-net-pci", "virtio-net-pci"]
    assert len({words.rpartition("mac=")[2] for words in cards}) == 4


def test_every_socket_is_served_before_its_other_end_connects() -> None:
    sockets: dict[str, list[bool]] = {}
    for words in options("-chardev"):
        fields = dict(part.partition("=")[::2] for part in words.split(",")[1:])
        sockets.setdefault(fields["path"], []).append(fields.get("server") == "on")
    assert sockets == {f"/sockets/{name}": [True, False] for name in ("monitor", *qemu.MODEM_CABLES)}


def test_the_console_is_kept_and_its_progress_shown() -> None:
    log, shown = io.BytesIO(), list[str]()
    console = Console(log, shown.append)
    console.copy(io.BytesIO(b"booting\n## wifi-open: 9 of 9\r\n\xff\n"))
    assert log.getvalue() == b"booting\n## wifi-open: 9 of 9\r\n\xff\n"
    assert [line.split(" s  ")[1] for line in shown] == ["wifi-open: 9 of 9"]
    assert list(console.last) == ["booting", "## wifi-open: 9 of 9", "\N{REPLACEMENT CHARACTER}"]


def test_how_a_machine_ended_is_told_with_its_last_words(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator("echo Kernel panic; exit 3")
    ending = boot(MACHINE, tmp_path / "console.log", 10, str)
    assert ending == Ending(3, ("Kernel panic",), None)
    assert ending.words(None) == (
        "The machine ended (QEMU's code 3) before its scenarios did. The last lines of its console:\n  Kernel panic"
    )
    assert (tmp_path / "console.log").read_text() == "Kernel panic\n"


@pytest.mark.parametrize(("code", "limit_s", "has_crashed"), [(-11, None, True), (-9, 600, False), (1, None, False)])
def test_a_crash_is_the_emulators_own(code: int, limit_s: float | None, has_crashed: bool) -> None:
    assert Ending(code, (), limit_s).has_crashed is has_crashed


def test_a_machine_that_hangs_is_ended(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator(f"echo $$ > {tmp_path}/id; echo waiting; exec sleep 60")
    ending = boot(MACHINE, tmp_path / "console.log", 0.3, str)
    assert ending.words(None).splitlines() == [
        "The machine did not finish within 0.3 s and was ended. The last lines of its console:",
        "  waiting",
    ]
    assert is_gone(int((tmp_path / "id").read_text()))


def test_a_guest_that_could_not_play_is_quoted() -> None:
    ending = Ending(0, ("No scenario is called wifi-opne.",), None)
    assert ending.words(2) == (
        "The guest ended with code 2. The last lines of its console:\n  No scenario is called wifi-opne."
    )


def test_the_whole_console_can_be_shown(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator("echo one; echo '## two'")
    shown: list[str] = []
    boot(MACHINE, tmp_path / "console.log", 10, shown.append, shows_all=True)
    assert [line.split(" s  ")[1] for line in shown] == ["one", "two"]


def test_an_interrupted_call_ends_its_machine(
    emulator: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator("exec sleep 60")
    started: list[int] = []
    waited = subprocess.Popen.wait

    def interrupted(child: subprocess.Popen[bytes], timeout: float | None = None) -> Any:
        if timeout is None:
            return waited(child)
        started.append(child.pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        boot(MACHINE, tmp_path / "console.log", 10, str)
    assert is_gone(started[0])


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
