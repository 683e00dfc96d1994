"""The agent under Windows: it records, sends and ends well, alone in its data directory, and loses nothing killed."""

from __future__ import annotations

import contextlib
import copy
import signal
import time
from collections.abc import Callable, Iterator

from faults.oracle import judge
from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from foreign.wine_build import CHECKOUT
from support.gate_server import GateServer, Step
from support.netmon_process import Running

RESTLESS = CHECKOUT / "tests" / "faults" / "restless.py"
"""The real `netmon run` on a made-up network that gives a record with every sample."""
TOKEN = "canary-token-of-the-foreign-agent"
KILLS = 4
PARALLELISM = 4
LIMIT_S = 60.0
CLOSES = {"close": 2, "logoff": 5, "shutdown": 6}
"""wincon.h: CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT."""
ENDS = """
import ctypes, runpy, sys, threading, time
from ctypes import wintypes
how, words = sys.argv[1], sys.argv[2:]
WM_QUERYENDSESSION, WM_ENDSESSION = 0x11, 0x16
user = ctypes.WinDLL("user32")
user.FindWindowW.restype = wintypes.HWND
user.SendMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)

def end():
    time.sleep(4)
    print("ending", flush=True)
    if how == "break":
        import signal
        signal.raise_signal(signal.SIGBREAK)
    elif how == "session":
        window = user.FindWindowW("netmon-session-end", None)
        print("asked", user.SendMessageW(window, WM_QUERYENDSESSION, 0, 0), flush=True)
        user.SendMessageW(window, WM_ENDSESSION, 1, 0)
        print("let go", flush=True)
    else:
        import gc
        from netmon_tray.desktop import windows
        (held,) = (found for found in gc.get_objects() if isinstance(found, windows._SessionEnd))
        held._console_handler(int(how))
        print("let go", flush=True)

threading.Thread(target=end, daemon=True).start()
if words[0].endswith(".py"):
    sys.argv = words
    runpy.run_path(words[0], run_name="__main__")
from netmon_tray.cli import main
sys.exit(main(words))
"""
"""`netmon`, or a script, that is told of an end as its first word says, by a thread as the system would."""
GIVEN_S = 5.0
"""HungAppTimeout: what Windows gives a program whose console is closed, or that was told of the session's end."""


@contextlib.contextmanager
def restless(machine: Windows, netmon: WindowsNetmon) -> Iterator[Running]:
    """Run the restless agent."""
    agent = copy.copy(netmon)
    agent.program = [*machine.python, machine.path(RESTLESS)]
    with agent.running(machine.path(netmon.data_dir.parent)) as running:
        yield running


@check("windows-agent-killed", "SQLite, the outbox and the lock, killed while it records and sends", How.WINE)
def killed() -> list[str]:
    """Kill it several times in the middle of its work; then let it end well, and judge by what was promised."""
    found = Findings()
    with windows() as machine, GateServer(token=TOKEN, journal=machine.place / "accepted.ndjson") as gate:
        netmon = installed(machine, gate)
        for number in range(KILLS):
            with restless(machine, netmon) as agent:
                wait_for_records(gate, 2 + number)
                agent.process.kill()
        with restless(machine, netmon) as agent:
            wait_for_records(gate, 3)
            code = agent.end()
            found.expect(code == 0, "a clean end by Ctrl-C", (code, agent.errors))
        promised = (machine.place / "appended").read_text(encoding="ascii").split()
        verdict = judge(promised, machine.place / "accepted.ndjson", netmon.data_dir)
        found.expect(verdict.is_sound, "nothing lost, changed or twice without a reason", verdict)
        found.expect(verdict.duplicated <= KILLS * PARALLELISM, "what was in flight comes twice at most", verdict)
        found.expect(verdict.promised > KILLS, "records at all", verdict)
        logged = netmon.json("log")
        names = {record["record_uuid"] for record in logged}
        found.expect(set(promised) == names, "netmon log tells of all", set(promised) ^ names)
        exported = machine.place / "all.ndjson"
        netmon("export", machine.path(exported))
        lines = exported.read_text(encoding="utf-8").splitlines()
        found.expect(len(lines) == len(logged), "the export holds them all", len(lines))
        waiting = netmon.json("queue", "list")
        found.expect(isinstance(waiting, (dict, list)), "a queue", waiting)
    return found.troubles


@check("windows-one-agent", "one agent per data directory", How.WINE)
def one_agent() -> list[str]:
    """A second one refuses and names the first; it may start once the first was killed."""
    found = Findings()
    with windows() as machine, GateServer(token=TOKEN) as gate:
        netmon = installed(machine, gate)
        with restless(machine, netmon) as agent:
            wait(lambda: agent.lines, "the first one is up")
            with restless(machine, netmon) as second:
                found.expect(second.wait() == 1, "the second one refuses", second.lines)
                said = "\n".join(second.errors)
                found.expect("already records" in said and "(process " in said, "and names the first", said)
            rows = netmon.doctor()
            told = rows["data_directory"]["finding"]
            found.expect("(process " in told, "doctor names it too", told)
            netmon("settings", "set", "log.heartbeat_s", "11")
            agent.process.kill()
            agent.process.wait(LIMIT_S)
        with restless(machine, netmon) as agent:
            wait(lambda: agent.lines or agent.errors, "the next one is up")
            found.expect(agent.end() == 0, "the next one may record", agent.errors)
    return found.troubles


@check("windows-ends", "Ctrl-C, Ctrl-Break, a closed console, the end of the session", How.WINE)
def ends() -> list[str]:
    """Each way ends it in order: a last record, an empty journal, code 0, and no word of a traceback."""
    found = Findings()
    with windows(has_screen=True) as machine:
        netmon = WindowsNetmon(machine, machine.place)
        with netmon.running("run", "--demo") as agent:
            wait(lambda: agent.lines, "it is up")
            found.expect(agent.end(signal.SIGINT) == 0, "code 0 after Ctrl-C", agent.errors)
            found.expect(agent.lines[-1] == "Stopped.", "Ctrl-C stops it", agent.lines)
        netmon.program = [*machine.python, "-c", ENDS]
        for how in ("break", "session", *(str(kind) for kind in CLOSES.values())):
            with netmon.running(how, "run", "--demo") as agent:
                found.expect(agent.wait() == 0, f"code 0 after {how}", agent.errors)
                found.expect(agent.lines[-1:] == ["Stopped."], f"{how} stops it", agent.lines)
                found.expect("let go" not in agent.lines, f"{how} waits for the stop", agent.lines)
                asked = "asked 1" in agent.lines or how != "session"
                found.expect(asked, "the end of the session is agreed to", agent.lines)
            journal = netmon.data_dir / "netmon.db-wal"
            found.expect(not journal.exists(), f"a database that was closed after {how}")
        _ends_in_time(machine, found)
    return found.troubles


def _ends_in_time(machine: Windows, found: Findings) -> None:
    """A backlog, and a Gate that takes its time."""
    with GateServer(token=TOKEN, default=Step(delay_s=1.0)) as gate:
        netmon = installed(machine, gate)
        netmon.program = [*machine.python, "-c", ENDS]
        words = (machine.path(RESTLESS), machine.path(machine.place))
        with netmon.running(str(CLOSES["close"]), *words) as agent:
            wait(lambda: "ending" in agent.lines, "its console is closed")
            began_s = time.monotonic()
            code = agent.wait()
            took_s = time.monotonic() - began_s
            found.expect(code == 0 and took_s < GIVEN_S, f"an end within {GIVEN_S:g} s", (code, took_s, agent.errors))
        found.expect(gate.keys(), "records at all")


def installed(machine: Windows, gate: GateServer) -> WindowsNetmon:
    """An installation that records every second and sends to this Gate."""
    netmon = WindowsNetmon(machine, machine.place)
    token = machine.place / "token"
    token.write_text(gate.token, encoding="ascii")
    netmon.environ["NETMON_TOKEN_FILE"] = machine.path(token)
    netmon.config_file.write_text(
        f"[sampling]\ninterval_s = 1\n[log]\nheartbeat_s = 10\n[upload]\nenabled = true\nbase_url = '{gate.url}'\n"
        f"max_records_per_s = 1000\nparallelism = {PARALLELISM}\n",
        encoding="utf-8",
    )
    return netmon


def wait_for_records(gate: GateServer, more: int) -> None:
    """Wait until so many more records have arrived."""
    wanted = len(gate.keys()) + more
    wait(lambda: len(gate.keys()) >= wanted, "records arrive")


def wait(predicate: Callable[[], object], what: str, limit_s: float = LIMIT_S) -> None:
    """Wait until something holds; TimeoutError where it does not come to that."""
    deadline_s = time.monotonic() + limit_s
    while not predicate():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{what}: not within {limit_s:g} s")
        time.sleep(0.05)
