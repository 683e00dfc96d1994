"""Tries installed programs as a person would, wherever they are: against a strict server, and on a screen."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop import icon_is_shown, screen
from process import home_variables, passing_home, running

from packages.bare import System
from packages.catalogue import note
from packages.products import OUT
from support.gate_server import GateServer
from support.netmon_process import NOBODY_ASKED

RUN_S = 20
LIMIT_S = 120
WINDOW_S = 4.0
"""From the icon to a window that has drawn itself."""
LEAST_WIDTH = 700
"""Of the main window; the icon is a window too."""
SETTINGS = '[upload]\nenabled = true\nbase_url = "{url}"\nmax_records_per_s = 1000\n' + NOBODY_ASKED


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said, and its exit code."""

    code: int
    text: str


def called(command: Sequence[str | Path], variables: Mapping[str, str]) -> Answer:
    """Run a program to its end."""
    done = subprocess.run(
        command,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    return Answer(done.returncode, done.stdout)


def called_inside(system: System, command: str) -> Answer:
    """Run a shell command as the user of a bare system."""
    return called(system.as_user(command, {}), {"PATH": "/usr/sbin:/usr/bin:/bin"})


def command_line(programs: Path, version: str) -> list[str]:
    """Try ``netmon``: its version, its doctor, and 20 seconds of recording whose records a server accepts."""
    with passing_home() as home, GateServer() as server:
        variables = uploading(home, server)
        netmon = programs / "netmon"
        told = called([netmon, "--version"], variables)
        troubles = [] if told.text.split() == ["netmon", version] else [f"netmon --version said {told.text!r}"]
        troubles += doctor_troubles(called([netmon, "doctor"], variables))
        ran = called([netmon, "run", "--duration", str(RUN_S)], variables)
        troubles += [] if ran.code == 0 else [f"netmon run ended with {ran.code}: {ran.text}"]
        return troubles + delivery_troubles(called([netmon, "log", "--json"], variables), server)


def uploading(home: Path, server: GateServer) -> dict[str, str]:
    """Write settings and token for a server; return the variables for a program that uses them."""
    token = home / "token"
    token.write_text(server.token, encoding="utf-8")
    token.chmod(0o600)
    (home / "settings.toml").write_text(SETTINGS.format(url=server.url), encoding="utf-8")
    return home_variables(home, NETMON_TOKEN_FILE=str(token))


def doctor_troubles(answer: Answer) -> list[str]:
    """``netmon doctor`` ends with 0, or with 3 where a check found something, and its probe works."""
    probe = any(line.startswith("Fine") and "Network probe" in line for line in answer.text.splitlines())
    lacks = [word for word in ("Traceback", "ModuleNotFoundError") if word in answer.text]
    is_good = answer.code in (0, 3) and probe and not lacks
    return [] if is_good else [f"netmon doctor ended with {answer.code}: {answer.text[-1500:]}"]


def delivery_troubles(log: Answer, server: GateServer) -> list[str]:
    """Every record in the log was accepted by the server, once, and none else."""
    try:
        records = json.loads(log.text)
    except ValueError:
        return [f"netmon log --json ended with {log.code}: {log.text[-800:]}"]
    logged = sorted(record["record_uuid"] for record in records)
    accepted = sorted(server.keys())
    unsent = [record["event"] for record in records if record["delivery"]["state"] != "sent"]
    note(f"{len(logged)} records logged, {len(accepted)} accepted by the server")
    troubles = [] if len(logged) >= 2 else [f"only {len(logged)} records were made"]
    troubles += [f"not sent: {', '.join(unsent)}"] if unsent else []
    return troubles + ([] if logged == accepted else ["the server accepted other records than were logged"])


@contextlib.contextmanager
def tray_shown(name: str, start: Callable[[Mapping[str, str]], Sequence[str]]) -> Iterator[list[str]]:
    """Have a tray's icon and window on a screen of their own, take a picture, and yield the troubles.

    ``start`` makes the command line from the variables of the screen.
    """
    with passing_home() as home, screen(home) as variables:
        log = home / "subject.log"
        with running(start(variables), variables, log) as subject:
            troubles = []
            try:
                subject.wait_for("the icon", lambda: icon_is_shown(variables, "netmon-tray"), LIMIT_S)
                time.sleep(WINDOW_S)
                troubles += looked_at(name, variables)
            except RuntimeError as error:
                troubles.append(str(error))
            yield troubles
        said = log.read_text(errors="replace")
        if "Traceback" in said:
            troubles.append(f"the tray said: {said[-1500:]}")


def looked_at(name: str, variables: Mapping[str, str]) -> list[str]:
    """Take a picture of the whole screen, for a person to look at; say where no window of the program is on it."""
    place = OUT / f"{name}.png"
    subprocess.run(["import", "-window", "root", place], env=dict(variables), check=True, timeout=30)
    note(f"picture: {place.relative_to(OUT.parents[1])}")
    return [] if window_is_open(variables) else [f"no window is open: {name}.png shows the screen"]


def window_is_open(variables: Mapping[str, str]) -> bool:
    """Whether the main window is on a screen."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "netmon-tray", "getwindowgeometry", "--shell", "%@"]
    widths = [int(line[6:]) for line in called(search, variables).text.splitlines() if line.startswith("WIDTH=")]
    return any(width >= LEAST_WIDTH for width in widths)
