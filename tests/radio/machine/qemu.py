"""Starts one emulated machine, shows its progress, and ends it in every case."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from radio.machine.chroot import TIED

Show = Callable[[str], None]

PROGRESS = b"## "
LAST_LINES = 30
MEMORY_MB = 2048

CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL)

KERNEL_OPTIONS = (
    "console=ttyS0 quiet loglevel=3 panic=-1 oops=panic net.ifnames=0 no_timer_check"
    " mitigations=off rcupdate.rcu_expedited=1 nowatchdog audit=0 apparmor=0 random.trust_cpu=on"
)
"""A panic or a fault of the kernel's own ends the machine; interfaces are called eth0, ...; a timer that is late on a
busy host is no panic; the rest spares the emulator work."""

CABLES = (("e1000", "cable0", "cable0-far"), ("virtio-net-pci", "cable1", "cable1-far"))
"""(card, near end, far end): eth0 to eth1, eth2 to eth3. The monitor's `set_link cable0 off` pulls eth0's end."""

MODEM_CABLES = ("modem-control", "modem-data")
"""Serial cables to a modem: one for commands, one for data calls. The modem's own end has "-far" at its name."""


@dataclass(frozen=True, slots=True)
class Disk:
    """An image that the guest mounts by its name."""

    name: str
    image: Path
    is_writable: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """What is booted: kernel and initrd, and the disks that the initrd mounts."""

    kernel: Path
    initrd: Path
    disks: tuple[Disk, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a machine ended: QEMU's code, the console's last lines, and the limit where that ended it."""

    emulator_code: int
    last: tuple[str, ...]
    limit_s: float | None

    @property
    def has_crashed(self) -> bool:
        """Whether the emulator died of its own fault: QEMU 7.2 did so once in some dozen starts."""
        return self.limit_s is None and -self.emulator_code in CRASHES

    def words(self, code: int | None) -> str:
        """Return it for a person, given the code that the guest left."""
        if code is not None:
            reason = f"The guest ended with code {code}."
        elif self.limit_s is not None:
            reason = f"The machine did not finish within {self.limit_s:g} s and was ended."
        else:
            reason = f"The machine ended (QEMU's code {self.emulator_code}) before its scenarios did."
        return "\n".join([f"{reason} The last lines of its console:", *(f"  {line}" for line in self.last)])


def command_line(machine: Machine, sockets: Path) -> list[str]:
    """Return the QEMU command: plain emulation, which runs wherever QEMU does, in namespaces and on CI machines too."""
    words = ["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "1", "-m", str(MEMORY_MB)]
    words += ["-display", "none", "-no-reboot", "-nic", "none", "-rtc", "base=utc", "-serial", "stdio"]
    words += ["-kernel", str(machine.kernel), "-initrd", str(machine.initrd)]
    words += ["-append", KERNEL_OPTIONS]
    words += ["-device", "virtio-rng-pci"]
    for disk in machine.disks:
        words += disk_words(disk)
    for hub, cable in enumerate(CABLES):
        words += cable_words(hub, *cable)
    return [*words, *monitor_words(sockets / "monitor"), *modem_words(sockets)]


def disk_words(disk: Disk) -> list[str]:
    """Return the options of a disk that calls itself by its name; several machines may read one image."""
    file = str(disk.image).replace(",", ",,")
    access = "off,cache=unsafe" if disk.is_writable else "on"
    drive = f"if=none,id={disk.name},file={file},format=raw,readonly={access}"
    return ["-drive", drive, "-device", f"virtio-blk-pci,drive={disk.name},serial={disk.name}"]


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


def boot(machine: Machine, console_log: Path, limit_s: float, show: Show, *, shows_all: bool = False) -> Ending:
    """Run a machine to its end or its limit; its console goes to a file, progress (or all of it) to ``show``."""
    is_over_limit = False
    with tempfile.TemporaryDirectory(prefix="netmon-radio-") as sockets, console_log.open("wb") as log:
        console = Console(log, show, b"" if shows_all else PROGRESS)
        with running(command_line(machine, Path(sockets)), console) as child:
            try:
                child.wait(timeout=limit_s)
            except subprocess.TimeoutExpired:
                is_over_limit = True
    return Ending(child.returncode, tuple(console.last), limit_s if is_over_limit else None)


@contextlib.contextmanager
def running(command: Sequence[str], console: Console) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that ends with this block at the latest, and with this process whatever happens to that."""
    child = subprocess.Popen(
        [*TIED, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
    )
    listener = threading.Thread(target=console.copy, args=[child.stdout], daemon=True)
    try:
        listener.start()
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        listener.join()


class Console:
    """Copies a machine's console to a log, shows lines that begin with ``shown`` with the seconds since the start.

    Attributes:
        last: how it ended.
    """

    def __init__(self, log: IO[bytes], show: Show, shown: bytes = PROGRESS) -> None:
        self._log, self._show, self._shown = log, show, shown
        self._started_s = time.monotonic()
        self.last: deque[str] = deque(maxlen=LAST_LINES)

    def copy(self, source: IO[bytes]) -> None:
        """Copy to the end of the source, and close that."""
        with source:
            for line in source:
                self._keep(line)

    def _keep(self, line: bytes) -> None:
        self._log.write(line)
        self._log.flush()
        text = line.decode(errors="replace").rstrip()
        self.last.append(text)
        if line.startswith(self._shown):
            self._show(f"{time.monotonic() - self._started_s:6.1f} s  {text.removeprefix('## ')}")
