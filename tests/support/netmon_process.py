"""The real ``python -m netmon_tray`` in a process of its own, with places of the test's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LIMIT_S = 60.0
NOBODY_ASKED = '\n[reachability]\ntargets = ""\n'
"""Settings of what a test runs on this machine: it leaves the real gateway and name servers in peace."""
_ASKING = frozenset({"run", "watch"})
_SOURCES = Path(__file__).resolve().parents[2] / "src"


class Netmon:
    """Calls ``netmon`` with a data directory and a settings file below ``folder``.

    Attributes:
        program: how the process is called.
        encoding: of what it writes and reads.
        environ: what the process is given; the caller's own NETMON_ variables and displays are left out.
    """

    def __init__(self, folder: Path) -> None:
        self.program = [sys.executable, "-m", "netmon_tray"]
        self.encoding = "utf-8"
        self.data_dir = folder / "data"
        self.config_file = folder / "settings.toml"
        self.environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("NETMON_") and name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        }
        self.environ |= {
            "PYTHONPATH": str(_SOURCES),
            "PYTHONWARNINGS": "error",
            "NETMON_DATA_DIR": str(self.data_dir),
            "NETMON_CONFIG": str(self.config_file),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CONFIG_DIRS": str(folder / "xdg"),
        }

    def __call__(
        self,
        *words: str,
        code: int | None = 0,
        text: str = "",
        environ: Mapping[str, str] | None = None,
        stdout: Any = subprocess.PIPE,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; it must end with ``code`` (None: any) and never with a traceback."""
        self._keep_to_itself(words)
        done = subprocess.run(
            [*self.program, *words],
            env=self.environ | dict(environ or {}),
            input=text,
            stdout=stdout,
            stderr=subprocess.PIPE,
            encoding=self.encoding,
            timeout=LIMIT_S,
            check=False,
        )
        said = f"netmon {' '.join(words)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        assert code in (None, done.returncode), said
        assert "Traceback" not in f"{done.stdout}{done.stderr}", said
        return done

    def _keep_to_itself(self, words: Sequence[str]) -> None:
        """Have an agent on this machine ask nobody."""
        if _ASKING.isdisjoint(words[:1]) or "--demo" in words:
            return
        text = self.config_file.read_text("utf-8") if self.config_file.exists() else ""
        if "[reachability]" not in text:
            self.config_file.write_text(text + NOBODY_ASKED, "utf-8")

    def json(self, *words: str, code: int = 0, environ: Mapping[str, str] | None = None) -> Any:
        """The document of a command called with ``--json``."""
        return json.loads(self(*words, "--json", code=code, environ=environ).stdout)

    @contextmanager
    def running(self, *words: str, environ: Mapping[str, str] | None = None) -> Iterator[Running]:
        """A command that goes on until it is ended; ended by its id where the test did not."""
        self._keep_to_itself(words)
        process = subprocess.Popen(
            [*self.program, *words],
            env=self.environ | dict(environ or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding=self.encoding,
            bufsize=1,
        )
        command = Running(process)
        try:
            yield command
        finally:
            command.finish()


class Running:
    """A command under way; its lines are collected as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._readers = [
            threading.Thread(target=_collect, args=(process.stdout, self.lines)),
            threading.Thread(target=_collect, args=(process.stderr, self.errors)),
        ]
        for reader in self._readers:
            reader.start()

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(by)
        return self.wait()

    def wait(self) -> int:
        """Return the exit code once the command ended by itself."""
        code = self.process.wait(LIMIT_S)
        for reader in self._readers:
            reader.join(LIMIT_S)
        assert "Traceback" not in "\n".join([*self.lines, *self.errors]), self.errors
        return code

    def finish(self) -> None:
        """See that it is over, whatever the test did."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(LIMIT_S)
        for reader in self._readers:
            reader.join(LIMIT_S)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


def _collect(stream: Any, lines: list[str]) -> None:
    for line in stream:
        lines.append(line.rstrip("\n"))  # noqa: PERF401 - the test looks at what came so far
