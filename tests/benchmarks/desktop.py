"""A desktop for the tray: a virtual screen with a tray host, and a session bus with an unlocked keyring."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from process import home_variables, running

READY_TIMEOUT_S = 15.0


@contextlib.contextmanager
def screen(home: Path) -> Iterator[dict[str, str]]:
    """Yield the variables of a fresh home on a virtual screen where trayer hosts icons, without any D-Bus."""
    variables = home_variables(home, QT_QPA_PLATFORM="xcb")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, env=variables, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as numbers:
        number = numbers.readline().strip()
    try:
        variables["DISPLAY"] = f":{number}"
        with running(["trayer", "--widthtype", "request"], variables, home / "trayer.log"):
            yield variables
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def keyring(home: Path, variables: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the variables with a private session bus on which gnome-keyring is unlocked."""
    address = f"unix:path={home}/runtime/bus"
    with_bus = {**variables, "DBUS_SESSION_BUS_ADDRESS": address}
    bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
    password = home / "password"
    password.write_text("benchmark")
    ring = ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"]
    with running(bus, with_bus, home / "bus.log") as daemon:
        daemon.wait_for("the session bus", (home / "runtime" / "bus").exists)
        with password.open() as words, running(ring, with_bus, home / "keyring.log", stdin=words):
            _wait_for_owner("org.freedesktop.secrets", with_bus)
            yield with_bus


def _wait_for_owner(name: str, variables: Mapping[str, str]) -> None:
    ask = [
        "dbus-send",
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/",
        "org.freedesktop.DBus.NameHasOwner",
    ]
    deadline = time.monotonic() + READY_TIMEOUT_S
    while time.monotonic() < deadline:
        answer = subprocess.run(
            [*ask, f"string:{name}"], env=dict(variables), capture_output=True, text=True, check=False
        )
        if "true" in answer.stdout:
            return
        time.sleep(0.05)
    raise RuntimeError(f"{name} did not come to the bus")


def icon_is_shown(variables: Mapping[str, str], name: str) -> bool:
    """Return whether the tray shows an icon of the program of that name."""
    command = ["xdotool", "search", "--onlyvisible", "--class", name]
    answer = subprocess.run(command, env=dict(variables), capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip())
