"""The real `netmon run` under attack: started, watched, and ended one way or the other."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from faults import witness

if TYPE_CHECKING:
    from faults.scene import Scene

RESTLESS = Path(__file__).resolve().with_name("restless.py")
TOKEN = f"canary-{secrets.token_hex(12)}"
"""Searched for in everything that is left behind; of this run only, so that nobody else's process is accused."""
LIMIT_S = 60.0
STOP_LIMIT_S = 20.0


class StuckError(AssertionError):
    """What had to happen did not."""


class Agent:
    """A running `netmon run`."""

    def __init__(self, scene: Scene, words: tuple[str, ...], environ: Mapping[str, str]) -> None:
        self._scene = scene
        self.said_before = len(scene.said())
        command = [sys.executable, str(RESTLESS), str(scene.folder), *words]
        with (scene.folder / "agent.log").open("ab") as said:
            self.process: subprocess.Popen[bytes] = scene.inside(
                subprocess.Popen,
                command,
                env=scene.environ | dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self._started_at_s = time.monotonic()
        self.may_end = "--die" in words
        """I6: whether it may end; no fault ends it by itself."""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._observe()
        self.may_end |= self.is_running
        self.process.kill()
        self.process.wait(LIMIT_S)
        self._scene.allowed_duplicates += self._scene.parallelism

    def stop(self) -> None:
        """Ask it to end and wait; it must end well."""
        self._observe()
        self.may_end |= self.is_running
        self.send(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired as error:
            raise StuckError(f"SIGTERM does not end it within {STOP_LIMIT_S:g} s") from error
        if code:
            self._scene.seen.add(f"a clean stop ended with {code}")

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        if self.is_running:
            self.process.send_signal(number)

    def cpu_s(self) -> float:
        """Processor seconds that it has used."""
        return witness.cpu_s(self.process.pid)

    def _observe(self) -> None:
        """Take down what can only be seen while it runs."""
        self._scene.seen.update(witness.processes_with(TOKEN))
        life_s, used_s = time.monotonic() - self._started_at_s, self.cpu_s()
        work_s = witness.RECORD_CPU_S * (len(self._scene.promised()) + self._scene.arrived())
        if used_s > witness.START_CPU_S + witness.CPU_SHARE * life_s + work_s:
            self._scene.seen.add(f"an agent used {used_s:.1f} s of processor time in {life_s:.1f} s")
