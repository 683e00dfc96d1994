"""The station's cables: pulled and plugged by the emulator; their links given addresses without any daemon."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

from radio.lab.ground import WIRED_GATEWAY
from radio.lab.shell import run

PORTS = Path("/sys/class/virtio-ports")
MONITOR = "monitor"
"""Name of the port behind which the emulator's own monitor is."""
DEVICES = Path("/dev")
SYSFS = Path("/sys/class/net")
CABLES = {"eth0": "cable0", "eth2": "cable1"}
"""The emulator's names of the near ends."""
PROMPT = b"(qemu) "
ECHO_END = b"\x1b[K\r\n"
"""How its line editor ends a line that was typed."""
MONITOR_LIMIT_S = 10.0
IFF_UP = 0x1
ADDRESS = "10.78.0.20/24"
METRIC = 100
"""Of an Ethernet's default route, as NetworkManager gives it; WiFi's is 600."""


class MonitorError(Exception):
    """The emulator did not do what it was told."""


def pull(interface: str) -> None:
    """Pull the cable; returns once the kernel has seen it."""
    tell_monitor(f"set_link {CABLES[interface]} off")
    await_carrier(interface, is_on=False)


def plug(interface: str) -> None:
    """Plug the cable in; returns once the kernel has seen it, at once for a link that is switched off."""
    tell_monitor(f"set_link {CABLES[interface]} on")
    if is_up(interface):
        await_carrier(interface, is_on=True)


def is_up(interface: str) -> bool:
    """Whether the link is switched on."""
    return bool(int((SYSFS / interface / "flags").read_text(), 16) & IFF_UP)


def has_carrier(interface: str) -> bool:
    """What the kernel says; False for a link that is switched off."""
    try:
        return (SYSFS / interface / "carrier").read_text().strip() == "1"
    except OSError:
        return False


def link_rate_mbit_s(interface: str) -> float | None:
    """What the driver says; None where it does not know."""
    try:
        rate = int((SYSFS / interface / "speed").read_text())
    except OSError:
        return None
    return float(rate) if rate > 0 else None


def connect(interface: str, address: str = ADDRESS, gateway: str = WIRED_GATEWAY, metric: int = METRIC) -> None:
    """Switch a link on and give it an address and a default route; what was there goes first."""
    run("ip", "addr", "flush", "dev", interface)
    run("ip", "link", "set", interface, "up")
    await_carrier(interface, is_on=True)
    run("ip", "addr", "add", address, "dev", interface)
    run("ip", "route", "add", "default", "via", gateway, "dev", interface, "metric", str(metric))


def disconnect(interface: str) -> None:
    """Take a link's address away and switch it off; nothing happens where it is gone."""
    run("ip", "addr", "flush", "dev", interface, check=False)
    run("ip", "link", "set", interface, "down", check=False)


def await_carrier(interface: str, *, is_on: bool) -> None:
    """Wait for the kernel to see the cable come or go.

    Raises:
        MonitorError: it does not.
    """
    deadline = time.monotonic() + MONITOR_LIMIT_S
    while has_carrier(interface) is not is_on:
        if time.monotonic() > deadline:
            raise MonitorError(f"{interface} has {'no' if is_on else 'still a'} carrier")
        time.sleep(0.05)


def tell_monitor(command: str) -> None:
    """Give the emulator a command that answers nothing when it is obeyed.

    Raises:
        MonitorError: it does not answer, or objects.
    """
    port = os.open(_monitor(), os.O_RDWR)
    try:
        os.write(port, command.encode("ascii") + b"\n")
        answer = _read_answer(port, command.encode("ascii") + ECHO_END)
    finally:
        os.close(port)
    if answer:
        raise MonitorError(f"{command}: {answer}")


def _monitor() -> Path:
    for port in PORTS.iterdir():
        if (port / "name").read_text().strip() == MONITOR:
            return DEVICES / port.name
    raise MonitorError(f"no port of {PORTS} is called {MONITOR}")


def _read_answer(port: int, echo: bytes) -> str:
    """Return what stands between the end of the echoed command and the next prompt."""
    said = b""
    while not (echo in said and said.endswith(PROMPT)):
        if not select.select([port], [], [], MONITOR_LIMIT_S)[0]:
            raise MonitorError(f"the emulator says only {said!r}")
        said += os.read(port, 4096)
    return said.rpartition(echo)[2].removesuffix(PROMPT).decode("ascii", "replace").strip()
