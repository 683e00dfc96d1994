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
from radio.machine.qemu import Console, Machine, Outcome, Share, boot, command_line

SHARES = (Share("root", Path("/cache/a,b")), Share("results", Path("/results"), is_writable=True))
MACHINE = Machine(Path("/cache/kernel"), Path("/cache/initrd"), SHARES)


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
    shared = {words.split(",")[1]: words for words in options("-fsdev")}
    assert shared["id=root"].endswith(",readonly=on")
    assert "path=/cache/a,,b," in shared["id=root"]
    assert "readonly" not in shared["id=results"]


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
    console = Console(io.BytesIO(b"booting\n## wifi-open: 9 of 9\r\n\xff\n"), log, shown.append)
    console.run()
    assert log.getvalue() == b"booting\n## wifi-open: 9 of 9\r\n\xff\n"
    assert [line.split(" s  ")[1] for line in shown] == ["wifi-open: 9 of 9"]
    assert list(console.last) == ["booting", "## wifi-open: 9 of 9", "\N{REPLACEMENT CHARACTER}"]


def test_a_guest_that_finishes_says_its_code(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator(f"echo 2 > {tmp_path}/ended")
    assert boot(MACHINE, tmp_path, 10, str) == Outcome(2)


def test_a_guest_that_dies_is_quoted(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator("echo Kernel panic; exit 3")
    outcome = boot(MACHINE, tmp_path, 10, str)
    assert outcome.code is None
    assert outcome.trouble == (
        "The machine ended (QEMU's code 3) before its scenarios did. The last lines of its console:\n  Kernel panic"
    )


def test_a_guest_that_hangs_is_ended(emulator: Callable[[str], None], tmp_path: Path) -> None:
    emulator(f"echo $$ > {tmp_path}/id; echo waiting; exec sleep 60")
    outcome = boot(MACHINE, tmp_path, 0.3, str)
    assert outcome.trouble.startswith("The machine did not finish within 0 s and was ended.")
    assert outcome.trouble.endswith("\n  waiting")
    assert is_gone(int((tmp_path / "id").read_text()))


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
        boot(MACHINE, tmp_path, 10, str)
    assert is_gone(started[0])


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
