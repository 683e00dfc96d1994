"""The commands of `netmon`: the first of each kind as a person calls it, the others, ten times faster, by `warm.py`."""

from __future__ import annotations

import json
import select
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

NETMON = "/opt/netmon/bin/netmon"
PYTHON = "/opt/netmon/bin/python"
USER_ID = 1000
WARM = Path(__file__).resolve().with_name("warm.py")
LIMIT_S = 60.0
Done = subprocess.CompletedProcess[str]


class Commands:
    """Runs commands as the ordinary user, one at a time."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = dict(environ)
        self._called: set[tuple[str, ...]] = set()
        self._lock = threading.Lock()
        self._warm: subprocess.Popen[str] | None = None

    def run(self, *words: str) -> Done:
        """Return how a command ended, with what it printed.

        Raises:
            subprocess.TimeoutExpired: it did not end within LIMIT_S.
        """
        with self._lock:
            if words in self._called:
                return self._run_warm(words)
            self._called.add(words)
            return self._run_cold(words)

    def close(self) -> None:
        """End what keeps the commands warm."""
        warm, self._warm = self._warm, None
        if warm:
            warm.kill()
            warm.communicate()

    def _run_cold(self, words: tuple[str, ...]) -> Done:
        return subprocess.run(
            [NETMON, *words],
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            user=USER_ID,
            group=USER_ID,
            extra_groups=[],
            check=False,
        )

    def _run_warm(self, words: tuple[str, ...]) -> Done:
        warm = self._warm = self._warm or self._started()
        if warm.stdin is None or warm.stdout is None:
            raise RuntimeError("the warm process has no pipes")
        warm.stdin.write(f"{json.dumps(words)}\n")
        warm.stdin.flush()
        if not select.select([warm.stdout], [], [], LIMIT_S)[0]:
            self.close()
            raise subprocess.TimeoutExpired([NETMON, *words], LIMIT_S)
        told = json.loads(warm.stdout.readline())
        return subprocess.CompletedProcess([NETMON, *words], told["code"], told["printed"], told["complained"])

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [PYTHON, str(WARM)],
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            user=USER_ID,
            group=USER_ID,
            extra_groups=[],
        )
