"""The program under Windows: its modules, its commands, its places, and how it takes what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from foreign.wine_build import CHECKOUT

OTHER_SYSTEMS = ('sys.platform == "linux"', 'sys.platform != "win32"', 'sys.platform == "darwin"')
"""The first line of a module that is made for another system asserts one of these."""
IMPORTS = """
import importlib, json, sys
failed = {}
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except BaseException as error:
        failed[name] = f"{type(error).__name__}: {error}"
print(json.dumps(failed))
"""
HELP = ("run", "queue")
WRONG: tuple[tuple[int, tuple[str, ...]], ...] = (
    (2, ("settings", "set", "ui.units")),
    (1, ("settings", "set", "ui.units", "furlongs")),
    (1, ("settings", "get", "no.such")),
    (2, ("log", "--since", "yesteryear")),
    (2, ("run", "--duration", "-1")),
    (2, ("export", "records.exe")),
    (1, ("queue", "drop", "4711")),
    (1, ("--data-dir", r"Q:\nowhere\at\all", "run", "--duration", "1", "--demo")),
    (2, ("nonsense",)),
)
"""Exit code and words: each must end with a sentence, never with a traceback."""


@check("windows-imports", "every module that Windows loads", How.WINE)
def imports() -> list[str]:
    """Import all modules but those of other systems, in one process; the window's too."""
    source = CHECKOUT / "src"
    names = [
        ".".join(file.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for file in sorted((source / "netmon_tray").rglob("*.py"))
        if file.name != "__main__.py" and not _is_of_another_system(file)
    ]
    with windows() as machine:
        done = machine.run("-c", IMPORTS, text=json.dumps(names), limit_s=180)
    if done.returncode:
        return [f"the import of all ended with {done.returncode}: {done.stderr[-500:]}"]
    failed: dict[str, str] = json.loads(done.stdout)
    return [f"{name}: {reason}" for name, reason in failed.items()]


def _is_of_another_system(file: Path) -> bool:
    text = file.read_text(encoding="utf-8")
    return "fcntl" in text or any(f"assert {condition}" in text for condition in OTHER_SYSTEMS)


@check("windows-commands", "the command line: help, doctor, settings, wrong input", How.WINE)
def commands() -> list[str]:
    """Call what needs no network, right and wrong."""
    found = Findings()
    with windows() as machine:
        netmon = WindowsNetmon(machine, machine.place / "commands")
        for command in HELP:
            found.expect(f"netmon {command}" in netmon(command, "--help").stdout, f"netmon {command} --help helps")
        _settings(netmon, found)
        rows = netmon.doctor()
        keyring = rows["keyring"]["finding"]
        found.expect("WinVault" in keyring, "doctor names Credential Manager", keyring)
        found.expect(rows["data_directory"]["state"] == "fine", "a fine data directory", rows["data_directory"])
        found.expect(rows["database"]["state"] == "fine", "a fine database", rows["database"])
        for code, words in WRONG:
            done = netmon(*words, code=code)
            found.expect(f"{done.stdout}{done.stderr}".strip(), f"netmon {' '.join(words)} says why it fails")
    return found.troubles


def _settings(netmon: WindowsNetmon, found: Findings) -> None:
    netmon("settings", "set", "ui.units", "bytes")
    netmon.config_file.write_text(netmon.config_file.read_text("utf-8") + "\n# Zürich, 中\n", "utf-8")
    netmon("settings", "set", "sampling.interval_s", "2.5")
    text = netmon.config_file.read_bytes().decode("utf-8")
    found.expect("Zürich, 中" in text, "comments of the settings file live on", text)
    listed = {item["key"]: item for item in netmon.json("settings", "list")}
    found.expect(listed["ui.units"]["value"] == "bytes", "a setting that was set", listed["ui.units"])
    found.expect(listed["sampling.interval_s"]["value"] == 2.5, "a number that was set", listed["sampling.interval_s"])


@check("windows-places", "where the program keeps its files", How.WINE)
def places() -> list[str]:
    """Without any place named, data and settings are the user's own local ones."""
    found = Findings()
    with windows() as machine:
        netmon = WindowsNetmon(machine, machine.place / "places", has_own_places=False)
        netmon("settings", "set", "ui.units", "bytes")
        netmon("--data-dir", r"~\elsewhere", "run", "--duration", "1", "--demo")
        local = _local(machine)
        found.expect((local / "netmon-tray" / "settings.toml").is_file(), "settings in AppData\\Local\\netmon-tray")
        elsewhere = [file.name for file in local.parents[1].glob("elsewhere/*")]
        found.expect("netmon.db" in elsewhere, "a database below the user's folder", elsewhere)
    return found.troubles


def _local(machine: Windows) -> Path:
    (user,) = (folder for folder in machine.users.iterdir() if folder.name != "Public")
    return user / "AppData" / "Local"
