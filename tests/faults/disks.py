"""Disks that are full, read-only or held by somebody else. Needs root: the disk is a small tmpfs of its own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from support.gate_server import Request, Step
from support.netns import Namespace

BACKLOG = 10
DISK_BYTES = 4_000_000
FILLER = "filler"
_CLONE_NEWNS = 0x00020000
"""linux/sched.h: a mount namespace of our own, so that no mount outlives this process."""
_HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


class Disk:
    """A small disk under the data directory, filled through a handle: other threads do not see the mount."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY)

    def fill(self) -> None:
        """Leave not one byte free."""
        handle = os.open(FILLER, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600, dir_fd=self._folder)
        left = DISK_BYTES + 1
        try:
            for piece in (1 << 16, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while left > 0:
                        left -= os.write(handle, bytes(min(piece, left)))
        finally:
            os.close(handle)
        if left <= 0:
            raise StuckError("this is not the small disk")

    def free(self) -> None:
        """Give the space back."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(FILLER, dir_fd=self._folder)

    def close(self) -> None:
        """Let go of it."""
        os.close(self._folder)

    def remount(self, how: str) -> None:
        """Make it ``ro`` or ``rw``."""
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.place)], check=True)


@contextlib.contextmanager
def small_disk(scene: Scene) -> Iterator[Disk]:
    """Put the data directory on a disk of a few megabytes until the block ends; nothing may run there then."""
    _own_mounts()
    scene.data_dir.mkdir(mode=0o700, exist_ok=True)
    options = f"size={DISK_BYTES},mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(scene.data_dir)], check=True)
    disk = Disk(scene.data_dir)
    try:
        yield disk
    finally:
        disk.close()
        scene.keep_aside()
        subprocess.run(["umount", "--lazy", str(scene.data_dir)], check=True)
        scene.bring_back()


@contextlib.contextmanager
def failing_disk(scene: Scene) -> Iterator[Callable[[], None]]:
    """Put the data directory on an ext4 of its own until the block ends; what is given makes the kernel find an error
    on it and write to it no more (ext4(5), errors=remount-ro), whoever has it open.
    """
    _own_mounts()
    scene.data_dir.mkdir(mode=0o700, exist_ok=True)
    image = scene.folder / "disk.img"
    image.write_bytes(bytes(4 * DISK_BYTES))
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-F", str(image)], check=True)
    mount = ["mount", "-o", "loop,errors=remount-ro", str(image), str(scene.data_dir)]
    subprocess.run(mount, check=True)
    scene.data_dir.chmod(0o700)
    mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    device = next(line.split()[0] for line in mounts if line.split()[1] == str(scene.data_dir))
    try:
        yield lambda: _find_error(Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error"))
        scene.stop_agents()
        subprocess.run(["umount", str(scene.data_dir)], check=True)
        subprocess.run(["e2fsck", "-fy", str(image)], capture_output=True, check=False)  # 1: there was an error
        subprocess.run(mount, check=True)
    finally:
        scene.keep_aside()
        subprocess.run(["umount", "--lazy", str(scene.data_dir)], check=True)
        scene.bring_back()


def _find_error(trigger: Path) -> None:
    with Namespace() as elsewhere:  # with a /sys that can be written to
        elsewhere.call(trigger.write_text, "as a broken disk would\n", encoding="ascii")


def _own_mounts() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS):
        raise StuckError(f"no mount namespace: {os.strerror(ctypes.get_errno())}")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)


def _codes(scene: Scene) -> set[str]:
    return {condition["code"] for condition in scene.status()["conditions"]}


@fault("disk-full-while-recording", quick=1, whole=5)
def full_while_recording(scene: Scene, _run: int) -> None:
    """The disk fills up under a recording agent, and is given space again: it says so, lives, and saves what it held"""
    with small_disk(scene) as disk:
        scene.fill(BACKLOG)
        agent = scene.up()
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "the backlog arrives")
        disk.fill()
        scene.eventually(lambda: "disk_full" in _codes(scene), "it says that the disk is full")
        requests = len(scene.gate.requests)
        time.sleep(3)
        if len(scene.gate.requests) - requests > 1:
            raise StuckError("it goes on sending what it cannot acknowledge")
        disk.free()
        before = len(scene.promised())
        scene.eventually(lambda: len(scene.promised()) >= before + 4, "what was held in memory is saved", 20)
        scene.eventually(lambda: "disk_full" not in _codes(scene), "it says that the disk is well")
        agent.stop()


@fault("disk-full-before-acknowledgement", quick=1, whole=5)
def full_before_acknowledgement(scene: Scene, run: int) -> None:
    """The disk fills up between a 201 and its acknowledgement: nothing more is sent, nothing is sent twice"""
    with small_disk(scene) as disk:
        scene.fill(BACKLOG)

        def fill_at(_request: Request) -> Step | None:
            if len(scene.gate.requests) == run + 1:
                disk.fill()
            return None

        scene.gate.choose = fill_at
        agent = scene.up()
        scene.eventually(lambda: len(scene.gate.requests) > run + 1, "the record is sent")
        time.sleep(3)
        at_full = len(scene.gate.requests)
        if at_full > run + 2 + scene.parallelism:
            raise StuckError(f"{at_full} requests although nothing can be acknowledged")
        scene.gate.choose = None
        disk.free()
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        agent.stop()


@fault("disk-full-at-start", quick=0, whole=3)
def full_at_start(scene: Scene, _run: int) -> None:
    """Not one byte free at the start, records of the last run in the -wal: it runs, and delivers once there is space"""
    with small_disk(scene) as disk:
        scene.fill(BACKLOG)
        disk.fill()
        agent = scene.up()
        scene.eventually(lambda: "disk_full" in _codes(scene), "it says that the disk is full")
        disk.free()
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        agent.stop()


@fault("disk-read-only", quick=1, whole=3)
def read_only(scene: Scene, _run: int) -> None:
    """The disk is read-only at the start: it says so and ends with 1, and goes on once it can be written again"""
    with small_disk(scene) as disk:
        scene.fill(BACKLOG)
        disk.remount("ro")
        agent = scene.start()
        agent.may_end = True
        scene.eventually(lambda: not agent.is_running, "it gives up")
        if agent.process.returncode != 1 or "can't be written" not in scene.said():
            raise StuckError(f"it ended with {agent.process.returncode}: {scene.said()}")
        if "disk_readonly" not in _codes(scene):
            raise StuckError("netmon status does not say that the directory cannot be written")
        disk.remount("rw")
        scene.drain()


@fault("disk-turns-read-only", quick=0, whole=3)
def turns_read_only(scene: Scene, run: int) -> None:
    """The kernel finds an error on the disk and writes no more, under a running agent: it says so, lives, rests"""
    with failing_disk(scene) as fail:
        scene.fill(BACKLOG)
        scene.gate.default = Step(delay_s=(0.0, 0.1, 0.3)[run])
        scene.up()
        scene.eventually(lambda: scene.arrived() >= BACKLOG - 4 * run, "some arrive")
        scene.allowed_duplicates += scene.parallelism  # what cannot be acknowledged any more,
        scene.admitted_copies = 1  # and its claim, which is not flushed, is lost as by a power cut
        fail()
        scene.eventually(lambda: "disk_readonly" in _codes(scene), "it says that nothing is saved")
        scene.rests(8, most_requests=1)
    scene.drain()


@fault("foreign-lock", quick=1, whole=2, waits=True)
def foreign_lock(scene: Scene, run: int) -> None:
    """Another program holds the database's write lock (5 s; as a whole also a minute): nothing is lost, all goes on"""
    seconds = 60 if run else 5
    scene.fill(BACKLOG)
    scene.gate.default = Step(delay_s=0.1)
    agent = scene.up()
    command = [sys.executable, "-c", _HOLD, str(scene.data_dir / "netmon.db"), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        if holder.stdout is None or holder.stdout.readline() != "held\n":
            raise StuckError("the lock could not be taken")
        before = len(scene.promised())
        holder.wait()
    scene.eventually(lambda: len(scene.promised()) >= before + 4, "what was held in memory is saved", 30)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
    agent.stop()
