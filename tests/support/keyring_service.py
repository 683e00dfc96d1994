"""A session bus with a gnome-keyring of the test's own: nothing of the person's own session is touched."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

START_S = 15.0


class KeyringService:
    """Starts and ends a bus and a keyring daemon by their process ids. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runtime = folder / "run"
        self._home = folder / "home"
        for path in (self._runtime, self._home):
            path.mkdir(mode=0o700)
        self._socket = self._runtime / "bus"
        self._bus: subprocess.Popen[bytes] | None = None
        self._daemon: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        """What a process needs to see this bus and no other, and no screen."""
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return kept | {
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "XDG_DATA_HOME": str(self._home / ".local" / "share"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._socket}",
        }

    def start_bus(self) -> None:
        # The daemon is not activatable: what starts it is the test alone.
        config = self._folder / "bus.conf"
        config.write_text(
            "<busconfig><type>session</type><keep_umask/>"
            f"<listen>unix:path={self._socket}</listen>"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>',
            encoding="utf-8",
        )
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"],
            env=self.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _until(self._is_listening, "the bus")

    def start_daemon(self, password: str | None = "pw1") -> None:
        """Start the keyring: unlocked (and made, if need be) with ``password``, or locked with None."""
        mode = "--start" if password is None else "--unlock"
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", mode, "--components=secrets", "--foreground"],
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if self._daemon.stdin is not None:
            self._daemon.stdin.write((password or "").encode())
            self._daemon.stdin.close()
        _until(lambda: self._owns("org.freedesktop.secrets"), "the keyring")

    def stop_daemon(self) -> None:
        _end(self._daemon)
        self._daemon = None
        _until(lambda: not self._owns("org.freedesktop.secrets"), "the end of the keyring")

    def freeze(self, *, is_frozen: bool) -> None:
        """Have the keyring answer nothing, or go on; it is there all the time."""
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGSTOP if is_frozen else signal.SIGCONT)

    def unlock(self, password: str) -> None:
        """Unlock as the login does: by the daemon's interface for that, without a prompt."""
        with open_dbus_connection(f"unix:path={self._socket}") as bus:
            name, service = "org.freedesktop.secrets", "/org/freedesktop/secrets"
            secrets = DBusAddress(service, name, "org.freedesktop.Secret.Service")
            opened = bus.send_and_get_reply(
                new_method_call(secrets, "OpenSession", "sv", ("plain", ("s", ""))), timeout=START_S
            )
            inner = DBusAddress(service, name, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
            secret = (opened.body[1], b"", password.encode(), "text/plain")
            arguments = (f"{service}/collection/login", secret)
            told = bus.send_and_get_reply(
                new_method_call(inner, "UnlockWithMasterPassword", "o(oayays)", arguments), timeout=START_S
            )
            if told.header.message_type is MessageType.error:
                raise RuntimeError(f"the keyring stayed locked: {told.body}")

    def stop_bus(self) -> None:
        _end(self._bus)
        self._bus = None

    def __enter__(self) -> Self:
        self.start_bus()
        return self

    def __exit__(self, *_arguments: object) -> None:
        _end(self._daemon)
        _end(self._bus)

    def _is_listening(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def _owns(self, name: str) -> bool:
        bus = "org.freedesktop.DBus"
        question = ["dbus-send", "--session", "--print-reply=literal", f"--dest={bus}", f"/{bus.replace('.', '/')}"]
        asked = subprocess.run(
            [*question, f"{bus}.NameHasOwner", f"string:{name}"],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=START_S,
            check=False,
        )
        return "true" in asked.stdout


def _until(is_so: object, what: str) -> None:
    deadline_s = time.monotonic() + START_S
    while not is_so():  # type: ignore[operator]
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{what} did not come within {START_S} s")
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
