"""The control socket that hostapd and wpa_supplicant share: a command and its answer."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
from pathlib import Path

ANSWER_LIMIT_S = 5.0
_ANSWER_BYTES = 65_536
_numbers = itertools.count()


class ControlError(Exception):
    """The daemon does not answer, or refuses."""


class ControlSocket:
    """Where one interface's daemon is asked. The socket is a file, so network namespaces do not matter."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def ask(self, command: str) -> str:
        """Return the answer to a command.

        Raises:
            ControlError: the daemon is not there, silent, or says FAIL.
        """
        own = Path(f"/run/lab-control-{os.getpid()}-{next(_numbers)}")
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as asking:
            asking.settimeout(ANSWER_LIMIT_S)
            asking.bind(str(own))
            try:
                asking.connect(str(self.path))
                asking.send(command.encode())
                answer = asking.recv(_ANSWER_BYTES).decode("utf-8", "replace")
            except OSError as error:
                raise ControlError(f"{self.path}: {command}: {error}") from error
            finally:
                own.unlink()
        if answer.startswith(("FAIL", "UNKNOWN COMMAND")):
            raise ControlError(f"{self.path}: {command}: {answer.strip()}")
        return answer

    def status(self) -> dict[str, str]:
        """The answer to STATUS; empty while the daemon is not there."""
        try:
            answer = self.ask("STATUS")
        except ControlError:
            return {}
        return dict(line.split("=", 1) for line in answer.splitlines() if "=" in line)
