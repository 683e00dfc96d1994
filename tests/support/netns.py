"""Network namespaces for tests: made by a thread, used through it, gone with it.

A ``Namespace`` is a thread that left for a network namespace of its own (and a mount namespace with a /sys that shows
it). Functions are run in it with ``call``, programs with ``run``; threads and processes that they start are in it as
well. Nothing is left behind: the kernel removes a namespace with its last thread, socket and process. No named
namespaces are used, so nothing is written to /run.

    with Namespace() as here, Namespace() as there:
        veth_pair(here, "v0", "192.0.2.1/24", there, "v1", "192.0.2.2/24")
        here.run("ip", "route", "add", "default", "via", "192.0.2.2")
        probe = here.call(LinuxHost)

Needs root, or a kernel that lets users make namespaces: tests/integration/probes/conftest.py runs its tests in such.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import queue
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")

LIMIT_S = 20.0
_CLONE_NEWNS, _CLONE_NEWNET = 0x00020000, 0x40000000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


class Namespace:
    """A network namespace with a thread in it; a context manager. ``limit_s`` is for one call."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self.thread_id = 0
        self._limit_s = limit_s
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="netns", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.call(_leave)
        self.thread_id = self.call(threading.get_native_id)
        self.run("ip", "link", "set", "lo", "up")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._jobs.put(None)
        self._thread.join(LIMIT_S)

    def call(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run a function in the namespace and return its result, or raise what it raised."""
        job = _Job(lambda: function(*arguments, **named))
        self._jobs.put(job)
        if not job.done.wait(self._limit_s):
            raise TimeoutError(f"{function} did not end within {self._limit_s:g} s")
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def run(self, *command: str) -> str:
        """Run a program in the namespace to its end and return what it printed; it must succeed."""
        done = self.call(subprocess.run, command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def start(self, *command: str, **options: Any) -> subprocess.Popen[Any]:
        """Start a program in the namespace; the caller ends it."""
        return self.call(subprocess.Popen, command, **options)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run()


class _Job:
    def __init__(self, function: Callable[[], Any]) -> None:
        self.done = threading.Event()
        self.result: Any = None
        self.error: BaseException | None = None
        self._function = function

    def run(self) -> None:
        try:
            self.result = self._function()
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
            self.error = error
        self.done.set()


def veth_pair(here: Namespace, name: str, address: str, there: Namespace, peer: str, peer_address: str) -> None:
    """Lay a cable between two namespaces, and return when both ends can carry packets.

    Without duplicate address detection: the link carries nothing by itself.
    """
    # fmt: off
    here.run("ip", "link", "add", name, "type", "veth", "peer", "name", peer, "netns", str(there.thread_id))
    # fmt: on
    for namespace, device, its_address in ((here, name, address), (there, peer, peer_address)):
        namespace.run("ip", "link", "set", device, "addrgenmode", "none")
        namespace.run("ip", "address", "add", its_address, "dev", device)
        namespace.run("ip", "link", "set", device, "up")
    for namespace, device in ((here, name), (there, peer)):
        _wait_until_operational(namespace, device)


def _wait_until_operational(namespace: Namespace, device: str) -> None:
    """The kernel tells a device's carrier from a queue of its own, up to seconds after the device was switched on."""
    deadline_s = time.monotonic() + LIMIT_S
    while (state := _link(namespace, device)["operstate"]) != "UP":
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{device} is still {state} after {LIMIT_S:g} s")
        time.sleep(0.01)


def mac_address(namespace: Namespace, device: str) -> str:
    """The hardware address of a device."""
    return str(_link(namespace, device)["address"])


def _link(namespace: Namespace, device: str) -> dict[str, Any]:
    (link,) = json.loads(namespace.run("ip", "-j", "link", "show", "dev", device))
    return dict(link)


def open_tun(name: str) -> int:
    """Make a tunnel device in the calling thread's namespace, and return the descriptor that keeps it."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
    return device


def send_datagrams(target: tuple[str, int], sizes: list[int]) -> None:
    """Send UDP datagrams of those payload sizes from the calling thread's namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for size in sizes:
            sender.sendto(bytes(size), target)


def interface_bytes(name: str) -> tuple[int, int]:
    """(rx_bytes, tx_bytes) of /proc/net/dev in the calling thread's namespace: a source that no probe reads."""
    with open("/proc/thread-self/net/dev", encoding="ascii") as table:  # noqa: PTH123 - a magic link of this thread
        for line in table:
            device, _, figures = line.partition(":")
            if device.strip() == name:
                numbers = figures.split()
                return int(numbers[0]), int(numbers[8])
    raise LookupError(name)


def may_make_namespaces() -> bool:
    """Tell whether this process has the right to make network namespaces."""
    return os.geteuid() == 0


def _leave() -> None:
    """Take the calling thread to a new network and mount namespace, with a /sys of the new network."""
    _check(_libc.unshare(_CLONE_NEWNET | _CLONE_NEWNS))
    _check(_libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None))
    with contextlib.suppress(OSError):  # a container may forbid it; the probe then does without sysfs
        _check(_libc.mount(b"sysfs", b"/sys", b"sysfs", 0, None))


_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
