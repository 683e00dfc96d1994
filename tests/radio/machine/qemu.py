"""Starts one emulated machine, shows its progress, and ends it in every case."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROGRESS = b"## "
LAST_LINES = 30
MEMORY_MB = 2048
ENDED = "ended"

CABLES = (("e1000", "cable0", "cable0-far"), ("virtio-net-pci", "cable1", "cable1-far"))
"""(card, near end, far end): eth0 to eth1, eth2 to eth3. The monitor's `set_link cable0 off` pulls eth0's end."""

MODEM_CABLES = ("modem-control", "modem-data")
"""Serial cables to a modem: one for commands, one for data calls. The modem's own end has "-far" at its name."""


@dataclass(frozen=True, slots=True)
class Share:
    """A folder of this machine that the guest mounts by its name."""

    name: str
    folder: Path
    is_writable: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """What is booted: kernel and initrd, and the folders that the initrd mounts."""

    kernel: Path
    initrd: Path
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a machine ended: the code of its scenarios, or why there is none."""

    code: int | None
    trouble: str = ""


def command_line(machine: Machine, sockets: Path) -> list[str]:
    """Return the QEMU command: plain emulation, which runs wherever QEMU does, in namespaces and on CI machines too."""
    words = ["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", str(MEMORY_MB)]
    words += ["-display", "none", "-no-reboot", "-nic", "none", "-rtc", "base=utc", "-serial", "stdio"]
    words += ["-kernel", str(machine.kernel), "-initrd", str(machine.initrd)]
    words += ["-append", "console=ttyS0 quiet loglevel=3 panic=-1 net.ifnames=0"]
    words += ["-device", "virtio-rng-pci"]
    for share in machine.shares:
        words += share_words(share)
    for hub, cable in enumerate(CABLES):
        words += cable_words(hub, *cable)
    return [*words, *monitor_words(sockets / "monitor"), *modem_words(sockets)]


def share_words(share: Share) -> list[str]:
    """Return the options of a 9p share; its owners and modes are those of this machine, hence root."""
    access = "" if share.is_writable else ",readonly=on"
    folder = str(share.folder).replace(",", ",,")
    backend = f"local,id={share.name},path={folder},security_model=none,multidevs=remap{access}"
    return ["-fsdev", backend, "-device", f"virtio-9p-pci,fsdev={share.name},mount_tag={share.name}"]


def cable_words(hub: int, card: str, near: str, far: str) -> list[str]:
    """Return the options of two network cards that are plugged into each other."""
    words = []
    for end, name in enumerate((near, far)):
        words += ["-netdev", f"hubport,id={name},hubid={hub}"]
        words += ["-device", f"{card},netdev={name},mac=52:54:00:00:{hub:02x}:{end:02x}"]
    return words


def monitor_words(socket: Path) -> list[str]:
    """Return the options that put QEMU's own monitor behind the guest's /dev/virtio-ports/monitor."""
    words = ["-chardev", f"socket,id=monitor,path={socket},server=on,wait=off", "-mon", "chardev=monitor,mode=readline"]
    words += ["-chardev", f"socket,id=monitor-port,path={socket}", "-device", "virtio-serial-pci"]
    return [*words, "-device", "virtserialport,chardev=monitor-port,name=monitor"]


def modem_words(sockets: Path) -> list[str]:
    """Return the options of the modem's serial cables: two USB serial ports each, known by their serial numbers."""
    words = ["-device", f"qemu-xhci,p2={2 * len(MODEM_CABLES)}"]
    for cable in MODEM_CABLES:
        words += ["-chardev", f"socket,id={cable},path={sockets / cable},server=on,wait=off"]
        words += ["-chardev", f"socket,id={cable}-far,path={sockets / cable}"]
        for end in (cable, f"{cable}-far"):
            words += ["-device", f"usb-serial,chardev={end},serial={end}"]
    return words


def boot(machine: Machine, results: Path, limit_s: float, show: Callable[[str], None]) -> Outcome:
    """Run a machine to its end or its limit; its console goes to ``results/console.log``, progress to ``show``."""
    is_over_limit = False
    with (
        tempfile.TemporaryDirectory(prefix="netmon-radio-") as sockets,
        (results / "console.log").open("wb") as log,
        running(command_line(machine, Path(sockets)), log, show) as (child, console),
    ):
        try:
            child.wait(timeout=limit_s)
        except subprocess.TimeoutExpired:
            is_over_limit = True
    return outcome(results, child.returncode, console.last, limit_s if is_over_limit else None)


@contextlib.contextmanager
def running(
    command: Sequence[str], log: IO[bytes], show: Callable[[str], None]
) -> Iterator[tuple[subprocess.Popen[bytes], Console]]:
    """Run a program that ends with this block at the latest, and with this process whatever happens to that."""
    tied = ["setpriv", "--pdeathsig", "KILL", *command]
    child = subprocess.Popen(
        tied, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0
    )
    assert child.stdout is not None
    console = Console(child.stdout, log, show)
    try:
        console.start()
        yield child, console
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        console.join()


class Console(threading.Thread):
    """Copies a machine's console to a log, shows its progress with the seconds since it was started, keeps the end."""

    def __init__(self, source: IO[bytes], log: IO[bytes], show: Callable[[str], None]) -> None:
        super().__init__(daemon=True)
        self.source, self.log, self.show = source, log, show
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        self.started_s = time.monotonic()

    def run(self) -> None:
        with self.source:
            for line in self.source:
                self.keep(line)

    def keep(self, line: bytes) -> None:
        """Write one line down, and show it where it tells of progress."""
        self.log.write(line)
        self.log.flush()
        text = line.decode(errors="replace").rstrip()
        self.last.append(text)
        if line.startswith(PROGRESS):
            self.show(f"{time.monotonic() - self.started_s:6.1f} s  {text.removeprefix('## ')}")


def outcome(results: Path, emulator_code: int, last: Sequence[str], limit_s: float | None) -> Outcome:
    """Return how it ended, with the console's last lines where the guest did not say so itself."""
    ended = results / ENDED
    if ended.exists() and (word := ended.read_text().strip()).isdigit():
        return Outcome(int(word))
    if limit_s is not None:
        reason = f"The machine did not finish within {limit_s:.0f} s and was ended."
    else:
        reason = f"The machine ended (QEMU's code {emulator_code}) before its scenarios did."
    return Outcome(None, "\n".join([f"{reason} The last lines of its console:", *(f"  {line}" for line in last)]))
