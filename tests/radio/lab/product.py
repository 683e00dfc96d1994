"""The product in the machine: `netmon` as an ordinary user without groups, and the strict Gate that it uploads to."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radio.lab.commands import NETMON, PYTHON, USER_ID, Commands
from radio.lab.shell import ENVIRONMENT, Process
from support.netmon_process import NOBODY_ASKED

GATE = Path(__file__).resolve().parents[2] / "support" / "gate_server.py"
TOKEN = "tok_radio_lab_0123456789"
MADE_MEANWHILE = 10
"""More records than are made between two commands."""
RECORDING = "Recording into"
"""What `netmon run` says once the data directory is its own."""
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest record; before the first one it is as after an end."""

    id: int = 0
    event: str = "terminated"
    interface: str = ""


class ProductError(Exception):
    """`netmon` ended with an error or showed a traceback."""


class Product:
    """One installation: data directory, settings, token file, agent, live view and Gate.

    Attributes:
        agent: the running `netmon run`; None while stopped.
    """

    def __init__(self, home: Path, results: Path) -> None:
        self.home = home
        self.data_dir = home / "data"
        self._results = results
        self._journal = home / "journal.ndjson"
        self.agent: Process | None = None
        self.gate: Process | None = None
        self._commands = Commands(self.environ())
        self._watch: subprocess.Popen[str] | None = None
        self._lines: deque[tuple[float, Document]] = deque(maxlen=3_600)

    # --- life -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the Gate, then the agent and the live view."""
        self.home.mkdir(parents=True, exist_ok=True)
        os.chown(self.home, USER_ID, USER_ID)
        (self.home / "token").write_text(TOKEN, encoding="ascii")
        (self.home / "token").chmod(0o600)
        os.chown(self.home / "token", USER_ID, USER_ID)
        self.gate = Process(
            *(PYTHON, str(GATE), "--port", "0"),
            *("--token-file", str(self.home / "token"), "--journal", str(self._journal)),
            log=self._results / "gate.log",
        )
        url = self._first_line(self.gate, r"http://\S+")
        upload = f'[upload]\nenabled = true\nbase_url = "{url}"\n'
        settings = f"[sampling]\ninterval_s = 1\n[log]\nheartbeat_s = 10\n{upload}{NOBODY_ASKED}"  # bytes are counted
        (self.home / "settings.toml").write_text(settings, encoding="utf-8")
        self.start_agent()

    def start_agent(self) -> None:
        """Start `netmon run`, and the live view once that holds the data directory."""
        log = self._results / "agent.log"
        told = len(log.read_text(encoding="utf-8")) if log.exists() else 0
        self.agent = Process(NETMON, "run", log=log, environ=self.environ(), user_id=USER_ID)
        deadline = time.monotonic() + 30
        while RECORDING not in self.agent.said()[told:]:
            if time.monotonic() > deadline or not self.agent.is_running:
                raise ProductError(f"netmon run does not start: {self.agent.said()[-800:]}")
            time.sleep(0.1)
        self._start_watch()

    def stop_agent(self) -> int:
        """Stop the live view, which would take over, then `netmon run` as a service manager would; return its code."""
        if self._watch:
            self._watch.terminate()
            self._watch.wait(10)
        agent, self.agent = self.agent, None
        return agent.end(20) if agent else 0

    def stop(self) -> None:
        """End everything; the database is whole and in one file afterwards."""
        self.stop_agent()
        self._commands.close()
        if self.gate:
            self.gate.end()

    @staticmethod
    def environ() -> dict[str, str]:
        """What a user's session gives the program, with places of the lab's own."""
        home = "/run/netmon"
        return {
            **ENVIRONMENT,
            "HOME": f"{home}/home",
            "NETMON_DATA_DIR": f"{home}/data",
            "NETMON_CONFIG": f"{home}/settings.toml",
            "NETMON_TOKEN_FILE": f"{home}/token",
        }

    # --- what it says ---------------------------------------------------------------------------------------------

    def netmon(self, *words: str) -> str:
        """Return what a command prints.

        Raises:
            ProductError: it ended with an error, or said a traceback.
        """
        done = self._commands.run(*words)
        if done.returncode or "Traceback" in done.stderr:
            raise ProductError(f"netmon {' '.join(words)}: code {done.returncode}: {done.stderr.strip()[-800:]}")
        return done.stdout

    def status(self) -> Document:
        """`netmon status --json`."""
        return json.loads(self.netmon("status", "--json"))  # type: ignore[no-any-return]

    def records(self, since: int) -> list[Document]:
        """The records of `netmon log --json` after this id, the oldest first; older ones are not asked for."""
        limit = self.newest().id - since + MADE_MEANWHILE
        found = json.loads(self.netmon("log", "--json", "--limit", str(limit)))
        return sorted((record for record in found if record["id"] > since), key=lambda record: record["id"])

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the agent's database, which costs nothing: for what is waited for. What is compared `netmon` must say."""
        database = self.data_dir / "netmon.db"
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as opened:
            return opened.execute(question, values).fetchall()

    def newest(self) -> Newest:
        """The newest record."""
        interface = "json_extract(local, '$.interface')"
        rows = self.ask(f"SELECT id, event, {interface} FROM connection_log ORDER BY id DESC LIMIT 1")
        return Newest(*rows[0]) if rows else Newest()

    def events(self, since: int) -> list[tuple[str, str]]:
        """Event and attachment of the records after this id, the oldest first, heartbeats left out."""
        return self.ask(
            "SELECT event, attachment_uuid FROM connection_log WHERE id > ? AND event <> 'maintained' ORDER BY id",
            since,
        )

    def accepted(self) -> list[Document]:
        """What the Gate took, in its order: ``key`` (the record's UUID) and ``record``."""
        if not self._journal.exists():
            return []
        whole, _, _being_written = self._journal.read_text(encoding="utf-8", errors="replace").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def live(self) -> Document:
        """The newest line of `netmon watch --json`, at most two intervals old.

        Raises:
            ProductError: there is none so new.
        """
        if not self._lines or time.monotonic() - self._lines[-1][0] > 5:
            raise ProductError("netmon watch says nothing")
        return self._lines[-1][1]

    def live_since(self, monotonic_s: float) -> Sequence[tuple[float, Document]]:
        """The lines since then, each with the moment when it came (monotonic seconds)."""
        return [line for line in list(self._lines) if line[0] >= monotonic_s]

    # --- parts ----------------------------------------------------------------------------------------------------

    def _start_watch(self) -> None:
        said = (self._results / "watch.log").open("ab")
        with said:
            self._watch = subprocess.Popen(
                [NETMON, "watch", "--json", "--interval", "1"],
                env=self.environ(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                bufsize=1,
                user=USER_ID,
                group=USER_ID,
                extra_groups=[],
            )
        threading.Thread(target=self._read_watch, args=(self._watch,), daemon=True).start()

    def _read_watch(self, watch: subprocess.Popen[str]) -> None:
        if watch.stdout is None:
            return
        for line in watch.stdout:
            if line.startswith("{"):
                self._lines.append((time.monotonic(), json.loads(line)))

    @staticmethod
    def _first_line(process: Process, pattern: str) -> str:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.is_running:
            found = re.search(pattern, process.said())
            if found:
                return found[0]
            time.sleep(0.1)
        raise ProductError(f"the Gate does not start: {process.said()[-800:]}")
