"""Windows' installers, each through its life: installed as README says, used, removed, and what is left compared."""

from __future__ import annotations

import filecmp
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import screen
from process import passing_home

from installers.project import PROJECT
from netmon_tray.gui import TRAY_ENDED
from packages import trial
from packages.bare_windows import BareWindows, State, installed_folders, windows_machine
from packages.catalogue import ON_WINDOWS, ON_WINDOWS_S, note, readme_lines, step
from packages.windows_products import Installers, installers
from support.bus import wait_for
from support.gate_server import GateServer

SETUP_BYTES = 32_000_000 * 1.05
LEAST_VALUES = 10
"""That an installation must add to the registry: what looks for those left over must see these."""


@step(
    "windows-setup",
    "the setup program under Wine: installed without rights, used, removed, with records and without",
    limit_s=ON_WINDOWS_S,
)
def setup() -> list[str]:
    with installers() as built, windows_machine() as machine:
        _told_size(built.setup)
        size = built.setup.stat().st_size
        troubles = [f"it has {size / 1e6:.1f} MB"] if size > SETUP_BYTES else []
        lines = readme_lines(ON_WINDOWS, 0)
        before = machine.state()
        troubles += life(machine, built, lines, "CurrentUser", before)
        machine.line(lines[0], built.setup.parent)
        machine.line(f"{lines[-1]} /DeleteRecords", built.setup.parent)
        machine.wait()
        left = machine.state().more_than(before)
        return troubles + ([f"left with /DeleteRecords: {', '.join(left[:20])}"] if left else [])


@step(
    "windows-all",
    "the setup program for everybody: other places, the same programs, nothing left",
    limit_s=ON_WINDOWS_S,
)
def for_all() -> list[str]:
    with installers() as built, windows_machine() as machine:
        before = machine.state()
        install, remove = readme_lines(ON_WINDOWS, 1)
        folder = installed_folders(machine)["AllUsers"]
        troubles = install_troubles(machine, built, install, folder)
        said = machine.call(folder / "netmon.exe", "--version").text
        troubles += [] if said.split() == ["netmon", PROJECT.version] else [f"netmon --version said {said!r}"]
        machine.line(remove, built.setup.parent)
        machine.wait()
        left = machine.state().more_than(before)
        return troubles + ([f"left: {', '.join(left[:20])}"] if left else [])


@step(
    "windows-msi", "the MSI under Wine: installed for everybody, used, removed; the records stay", limit_s=ON_WINDOWS_S
)
def msi() -> list[str]:
    with installers() as built, windows_machine() as machine:
        _told_size(built.msi)
        return life(machine, built, readme_lines(ON_WINDOWS, 2), "AllUsers", machine.state())


def _told_size(file: Path) -> None:
    note(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


def life(machine: BareWindows, built: Installers, lines: list[str], whose: str, before: State) -> list[str]:
    """Do what README says, line by line, and more between; return the troubles."""
    install, *uses, remove = lines
    folder = installed_folders(machine)[whose]
    troubles = install_troubles(machine, built, install, folder)
    new = [value for value in machine.state().more_than(before) if ".reg" in value]
    troubles += [] if len(new) >= LEAST_VALUES else [f"it added only {new} to the registry"]
    troubles += command_line(machine, folder)
    for use in uses:
        troubles += used(machine, built, use, whose)
    machine.line(remove, built.setup.parent)
    machine.wait()
    return troubles + left_troubles(machine, before)


def install_troubles(machine: BareWindows, built: Installers, line: str, folder: Path) -> list[str]:
    """Install; every file of the frozen programs must be there, byte for byte, and an entry in the Start menu."""
    started = time.monotonic()
    said = machine.line(line, built.setup.parent)
    note(f"installed in {time.monotonic() - started:.0f} s")
    names = [str(file.relative_to(built.frozen)) for file in built.frozen.rglob("*") if file.is_file()]
    _, other, missing = filecmp.cmpfiles(built.frozen, folder, names, shallow=False)
    wrong = [*other, *missing]
    troubles = [f"{line} ended with {said.code}: {said.text}"] if said.code else []
    troubles += [f"not as they were frozen: {', '.join(wrong[:10])}"] if wrong else []
    entries = [entry for entry in machine.drive.rglob("netmon.lnk") if "Start Menu" in entry.parts]
    return troubles + ([] if len(entries) == 1 else [f"the Start menu has {entries}"])


def command_line(machine: BareWindows, folder: Path) -> list[str]:
    """Try ``netmon`` with settings and token where they belong; return the troubles."""
    with GateServer() as server:
        variables = uploading(machine, server)

        def call(*words: str) -> trial.Answer:
            return machine.call(folder / "netmon.exe", *words, variables=variables)

        told = call("--version")
        troubles = [] if told.text.split() == ["netmon", PROJECT.version] else [f"netmon --version: {told.text!r}"]
        looked = json.loads(call("status", "--json").text)
        troubles += [] if looked["connection"]["interface"] else [f"netmon status: {looked}"]
        ran = call("run", "--duration", str(trial.RUN_S))
        troubles += [] if ran.code == 0 else [f"netmon run ended with {ran.code}: {ran.text}"]
        return troubles + trial.delivery_troubles(call("log", "--json"), server)


def uploading(machine: BareWindows, server: GateServer) -> dict[str, str]:
    """Write settings and token for a server where the program looks; return the variables for the token."""
    own = machine.local / PROJECT.name
    own.mkdir(exist_ok=True)
    (own / "settings.toml").write_text(trial.SETTINGS.format(url=server.url), encoding="utf-8")
    (own / "token").write_text(server.token, encoding="utf-8")
    return {"NETMON_TOKEN_FILE": machine.inside(own / "token")}


def used(machine: BareWindows, built: Installers, line: str, whose: str) -> list[str]:
    """Call a line as the user; the tray on a screen, of which a picture is taken."""
    if "netmon-tray.exe" not in line:
        answered = machine.line(line, built.setup.parent)
        return trial.doctor_troubles(answered) if line.endswith("doctor") else []
    with on_screen(machine) as variables:
        machine.start_line(line, built.setup.parent)
        try:
            wait_for(lambda: trial.window_is_open(variables), "the window", trial.LIMIT_S)
            time.sleep(trial.WINDOW_S)
            troubles = trial.looked_at(f"windows-{whose}", variables)
        finally:
            ended = machine.line(line.replace("--show", "--quit"), built.setup.parent)
        return troubles + ([] if ended.code == TRAY_ENDED else [f"--quit ended with {ended.code}: {ended.text}"])


@contextmanager
def on_screen(machine: BareWindows) -> Iterator[dict[str, str]]:
    """Yield the variables of a screen; who runs in this Windows is ended first, for the first one decides on it."""
    machine.state()
    with passing_home() as home, screen(home) as variables:
        machine.variables["DISPLAY"] = variables["DISPLAY"]
        try:
            yield variables
        finally:
            machine.state()
            del machine.variables["DISPLAY"]


def left_troubles(machine: BareWindows, before: State) -> list[str]:
    """What an uninstallation leaves: the records, all of them, and nothing else."""
    records = (machine.local / PROJECT.name).relative_to(machine.drive).as_posix()
    left = machine.state().more_than(before)
    other = [path for path in left if path != records and not path.startswith(f"{records}/")]
    troubles = [f"left: {', '.join(other[:20])}"] if other else []
    return troubles + ([] if f"{records}/netmon.db" in left else ["the records are gone"])
