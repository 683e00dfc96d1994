"""Programs in the machine: run to their end, or started and ended by their id; each in a network namespace at will."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

LIMIT_S = 30.0
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "TERM": "dumb",
    "PAGER": "cat",
    "HOME": "/root",
}


class CommandError(Exception):
    """A program ended with an error; the text is what it said."""


def run(*words: str, netns: str = "", check: bool = True, text: str = "", limit_s: float = LIMIT_S) -> str:
    """Return what a program printed (errors included).

    Raises:
        CommandError: it ended with an error and ``check`` is set, or it took longer than ``limit_s``.
    """
    try:
        done = subprocess.run(
            _words(words, netns),
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=ENVIRONMENT,
            timeout=limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CommandError(f"{' '.join(words)}: no end within {limit_s:g} s") from error
    if check and done.returncode:
        raise CommandError(f"{' '.join(words)}: code {done.returncode}: {done.stdout.strip()[-800:]}")
    return done.stdout


class Process:
    """A program that goes on; what it says is kept in a file."""

    def __init__(
        self,
        *words: str,
        log: Path,
        netns: str = "",
        environ: Mapping[str, str] | None = None,
        user_id: int | None = None,
    ) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.log = log
        with log.open("ab") as said:
            self._popen = subprocess.Popen(
                _words(words, netns),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=ENVIRONMENT if environ is None else dict(environ),
                user=user_id,
                group=user_id,
                extra_groups=None if user_id is None else [],
            )

    @property
    def id(self) -> int:
        """Process id."""
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._popen.poll() is None

    def said(self) -> str:
        """Return all that it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def send(self, number: signal.Signals) -> None:
        """Send a signal, where it still runs."""
        if self.is_running:
            os.kill(self.id, number)

    def end(self, limit_s: float = 10.0) -> int:
        """Ask it to end, then make it; return its exit code."""
        self.send(signal.SIGTERM)
        try:
            return self._popen.wait(limit_s)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return self._popen.wait(limit_s)


def _words(words: tuple[str, ...], netns: str) -> list[str]:
    return ["ip", "netns", "exec", netns, *words] if netns else list(words)
