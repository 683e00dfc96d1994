"""One installation under attack: its folder, its Gate with a durable journal, its agent as a real process."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from faults import witness
from faults.agent import LIMIT_S, TOKEN, Agent, StuckError
from faults.oracle import Judgement, judge, taken_by_gate
from netmon_tray.model import DeliveryState, QueueCounts
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.gate_server import GateServer
from support.netmon_process import NOBODY_ASKED
from support.store_records import LOCAL, PAYLOAD, make_earlier, record

__all__ = ["TOKEN", "Scene", "StuckError"]

HERE = Path(__file__).resolve().parent
MOST_TOLD = 20_000
"""Records that `netmon log` is asked for at the end: all but of the longest backlog."""
Value = TypeVar("Value")


def _here(function: Callable[..., Value], *arguments: Any, **named: Any) -> Value:
    """Call a function in this machine's own network."""
    return function(*arguments, **named)


class Scene:
    """Everything of one run of one fault."""

    def __init__(self, folder: Path, *, parallelism: int = 4) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        self.parallelism = parallelism
        self.inside: Callable[..., Any] = _here
        """Calls a function in the network that agents and commands live in."""
        self.network = "roaming"
        """What the agents measure: see restless.py."""
        self.gate = GateServer(token=TOKEN, journal=folder / "accepted.ndjson")
        self.gates = [self.gate]
        self.agents: list[Agent] = []
        self.seen: set[str] = set()
        """What was noticed of running processes: the token where it does not belong, too much work."""
        self.wishes = 0
        """I3: events after which one more request may leave at once (a start, a new token or address, "send now")."""
        self.allowed_duplicates = 0
        """I2: requests in flight at each abnormal end, and ambiguous transport errors."""
        self.admitted_copies = 0
        """Of each record, beyond what its row admits."""
        self.is_damaged = False
        """Whether somebody changed bytes of the database: a record may have lost its name."""
        self.environ = {
            name: value for name, value in os.environ.items() if not name.startswith(("NETMON_", "DBUS_", "DISPLAY"))
        } | {"NETMON_TOKEN_FILE": str(folder / "token"), "HOME": str(folder), "PYTHONWARNINGS": "error"}
        self.write_token(TOKEN)
        self.configure()

    # --- before -------------------------------------------------------------------------------------------------------

    def write_token(self, token: str) -> None:
        """Provide a token, as an administrator would."""
        place = self.folder / "token"
        place.write_text(token, encoding="ascii")
        place.chmod(0o600)
        self.wishes += 1

    def replace_gate(
        self,
        *,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
        inside: Callable[..., Any] | None = None,
    ) -> None:
        """Go on with another Gate, which writes into the same journal; ``inside`` calls in the network of its own."""
        self.gate.close()
        made = (inside or _here)(
            GateServer, token=TOKEN, journal=self.folder / "accepted.ndjson", port=port, tls=tls, host=host
        )
        self.gate = made
        self.gates.append(made)

    @staticmethod
    def make_fifo(place: Path) -> None:
        """Put a named pipe there: who opens it waits for ever."""
        os.mkfifo(place, 0o600)

    def configure(self, *, log: str = "", upload: str = "", base_url: str = "") -> None:
        """Write the settings; the running agent takes them by itself."""
        text = (
            f"[sampling]\ninterval_s = 1\n[log]\nheartbeat_s = 10\n{log}\n[upload]\nenabled = true\n"
            f'base_url = "{base_url or self.gate.url}"\nmax_records_per_s = 1000\n'
            f"parallelism = {self.parallelism}\n{upload}\n{NOBODY_ASKED}"
        )
        self.wishes += 1
        beside = self.folder / "settings.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.folder / "settings.toml")

    def fill(self, number: int) -> None:
        """Put a backlog of promised records in place; no agent may run yet."""
        names = []
        with Database.open(self.data_dir) as database, database.transaction(durable=True):
            log = ConnectionLog(database)
            for index in range(number):
                made = record(index, at_unix_ms=time.time_ns() // 1_000_000)
                log.append(made, PAYLOAD, LOCAL)
                names.append(made.record_uuid)
        self._promise(names)

    def fill_earlier(self, version: int, number: int) -> None:
        """The same in a database that an earlier version of the program left behind."""
        make_earlier(self.data_dir, version, number)
        self._promise(list(self.states()))

    def _promise(self, names: Iterable[str]) -> None:
        with (self.folder / "appended").open("a", encoding="ascii") as journal:
            journal.writelines(f"{name}\n" for name in names)

    def promise_only(self, names: set[str]) -> None:
        """Take back the promise of all other records: somebody deleted them."""
        kept = [name for name in self.promised() if name in names]
        (self.folder / "appended").write_text("".join(f"{name}\n" for name in kept), encoding="ascii")

    # --- meanwhile ----------------------------------------------------------------------------------------------------

    def start(self, *words: str, die: str = "", environ: Mapping[str, str] | None = None) -> Agent:
        """Start `netmon run`."""
        self.wishes += 1
        dying = ("--die", die) if die else ()
        agent = Agent(self, ("--network", self.network, *dying, *words), environ or {})
        self.agents.append(agent)
        return agent

    def counts(self) -> QueueCounts:
        """The queue as another process sees it."""
        with Database.open(self.data_dir, writable=False) as database:
            return Outbox(database).counts()

    def arrived(self) -> int:
        """How many records the Gate has taken."""
        return len(self.gate.keys())

    @staticmethod
    def eventually(predicate: Callable[[], Value], what: str, limit_s: float = LIMIT_S) -> Value:
        """Wait for a true value; raises StuckError."""
        deadline = time.monotonic() + limit_s
        while not (value := predicate()):
            if time.monotonic() > deadline:
                raise StuckError(f"{what}: not within {limit_s:g} s")
            time.sleep(0.02)
        return value

    def drain(self, limit_s: float = LIMIT_S) -> None:
        """Have all delivered that can be: an undisturbed agent, until what was promised is out, then a clean stop."""
        agent = self.start()
        promised = set(self.promised())
        self.eventually(lambda: not promised & self._waiting(), "what was promised is delivered", limit_s)
        self.eventually(lambda: self._says(agent, "Recording into"), "the agent is up", limit_s)
        agent.stop()

    def _waiting(self) -> set[str]:
        with Database.open(self.data_dir, writable=False) as database:
            states = (DeliveryState.READY, DeliveryState.INFLIGHT)
            log = ConnectionLog(database)
            return {found.record_uuid for state in states for found in log.records(state=state)}

    def states(self) -> dict[str, DeliveryState]:
        """Name of each record on the disk -> its delivery state."""
        with Database.open(self.data_dir, writable=False) as database:
            return {found.record_uuid: found.delivery.state for found in ConnectionLog(database).records()}

    def rests(self, seconds: float, most_requests: int = 2) -> None:
        """I3: let a failing state last, and raise StuckError where the agent works or asks the Gate without pause."""
        agent = self.agents[-1]
        used_s, asked = agent.cpu_s(), len(self.gate.requests)
        time.sleep(seconds)
        used_s, asked = agent.cpu_s() - used_s, len(self.gate.requests) - asked
        if asked > most_requests:
            raise StuckError(f"{asked} requests in {seconds:g} s of a failing state")
        if used_s > 0.5 + witness.CPU_SHARE * seconds:
            raise StuckError(f"{used_s:.1f} s of processor time in {seconds:g} s of a failing state")

    def recovers(self, heal: Callable[[], object]) -> None:
        """I5: end the fault while the channel waits; the first 201 comes with the next probe, without help."""
        wait_s = self.eventually(self.until_next_try, "the channel waits for its next try")
        before = self.arrived()
        heal()
        self.eventually(lambda: self.arrived() > before, f"the first 201 after {wait_s:.1f} s of waiting", wait_s + 8)

    def until_next_try(self) -> float:
        """Seconds until the next probe; 0 while there is none to wait for."""
        at = self.status()["upload"]["next_try_at"]
        left_s = 0.0 if at is None else dt.datetime.fromisoformat(at).timestamp() - time.time()
        return left_s if left_s > 1 else 0.0

    def status(self) -> dict[str, Any]:
        """`netmon status --json`."""
        return json.loads(self.netmon("status", "--json").stdout)  # type: ignore[no-any-return]

    def netmon(self, *words: str, code: int | None = 0, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the real `netmon` on this installation; None takes any exit code."""
        places = ("--data-dir", str(self.data_dir), "--config", str(self.folder / "settings.toml"))
        self.wishes += words[0] in ("queue", "token")
        with self.inside(
            subprocess.Popen,
            [sys.executable, "-m", "netmon_tray", *words, *places],
            env=self.environ | {"PYTHONPATH": f"{HERE.parents[1] / 'src'}:{self.environ.get('PYTHONPATH', '')}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                out, err = process.communicate(text, timeout=LIMIT_S)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise StuckError(f"netmon {' '.join(words)} does not end within {LIMIT_S:g} s") from error
        with (self.folder / "commands.log").open("a", encoding="utf-8") as said:
            said.write(out + err)
        if code is not None and process.returncode != code:
            raise StuckError(f"netmon {' '.join(words)}: code {process.returncode}: {out}{err}")
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def up(self, *words: str, die: str = "", environ: Mapping[str, str] | None = None) -> Agent:
        """Start `netmon run` and wait until it records."""
        agent = self.start(*words, die=die, environ=environ)
        self.eventually(lambda: self._says(agent, "Recording into") or not agent.is_running, "the agent is up")
        return agent

    def _says(self, agent: Agent, words: str) -> bool:
        return words in self.said()[agent.said_before :]

    # --- after --------------------------------------------------------------------------------------------------------

    def promised(self) -> list[str]:
        """Names of the records whose append returned."""
        place = self.folder / "appended"
        return place.read_text(encoding="ascii").splitlines() if place.exists() else []

    def judgement(self) -> Judgement:
        """What became of the records; every agent must have ended."""
        return judge(
            self.promised(),
            self.folder / "accepted.ndjson",
            self.data_dir,
            admitted_copies=self.admitted_copies,
            is_damaged=self.is_damaged,
        )

    @staticmethod
    def resident_bytes(agent: Agent) -> int:
        """How much memory an agent holds."""
        pages = int(Path(f"/proc/{agent.process.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def said(self) -> str:
        """All that the agents printed."""
        place = self.folder / "agent.log"
        return place.read_text(encoding="utf-8", errors="replace") if place.exists() else ""

    def troubles(self, *, asks_log: bool) -> list[str]:
        """What must not be, beside what the judgement says; ``asks_log`` has the real `netmon log` tell its story."""
        known = (self.folder / "token", self.folder / "accepted.ndjson")
        found = [f"the token is in {place}" for place in witness.files_with(TOKEN, self.folder, known)]
        found += sorted(self.seen)
        ended = [agent.process.returncode for agent in self.agents if not agent.may_end]
        found += [f"an agent ended by itself with {code}" for code in ended]
        hasty = sum(witness.impatience(gate.requests, gate.answers, self.parallelism) for gate in self.gates)
        if hasty > self.wishes:
            found.append(f"{hasty} requests came too soon after a failed one, {self.wishes} had a reason")
        if asks_log:
            said = json.loads(self.netmon("log", "--json", "--limit", str(MOST_TOLD)).stdout)
            found += witness.disagreements(said, dict(taken_by_gate(self.folder / "accepted.ndjson")))
        if "Traceback" in self.said():
            found.append(f"a traceback: {self.said()[-1500:]}")
        return found

    def stop_agents(self) -> None:
        """Stop cleanly what still runs."""
        for agent in self.agents:
            if agent.is_running:
                agent.stop()

    def keep_aside(self) -> None:
        """Save the data directory before its disk goes away; no agent may run."""
        self.stop_agents()
        shutil.copytree(self.data_dir, self.folder / "aside", ignore=shutil.ignore_patterns("filler"))

    def bring_back(self) -> None:
        """Put what was saved where the disk was."""
        shutil.copytree(self.folder / "aside", self.data_dir, dirs_exist_ok=True)
        shutil.rmtree(self.folder / "aside")

    def end_agents(self) -> None:
        """End what still runs, whatever it takes."""
        for agent in self.agents:
            if agent.is_running:
                agent.send(signal.SIGCONT)
                agent.kill()

    def close(self) -> None:
        """End everything."""
        self.end_agents()
        self.gate.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
