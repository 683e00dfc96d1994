"""What Windows keeps for the program: the token in Credential Manager, autostart and policy in the registry."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from installers.policies import REGISTRY_KEY
from netmon_tray.policy.source import tree
from support.gate_server import GateServer
from support.templates import written

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
WRITE = """
import json, sys, winreg
hive, key, values = json.load(sys.stdin)
with winreg.CreateKeyEx(getattr(winreg, hive), key) as opened:
    for name, kind, value in values:
        value = bytes(value) if kind == "REG_BINARY" else value
        winreg.SetValueEx(opened, name, 0, getattr(winreg, kind), value)
"""
SPLIT = """
import ctypes, json, sys
from netmon_tray.autostart.command_line import join, split
apart = ctypes.windll.shell32.CommandLineToArgvW
apart.restype = ctypes.POINTER(ctypes.c_wchar_p)
answers = []
for words in json.load(sys.stdin):
    count = ctypes.c_int()
    found = apart(join(words), ctypes.byref(count))
    answers.append([found[index] for index in range(count.value)])
    assert split(join(words)) == tuple(words), words
print(json.dumps(answers))
"""
COMMANDS = [
    [r"C:\Program Files\netmon\netmon-tray.exe"],
    [r"C:\netmon-tray.exe", "--data-dir", "D:\\a b\\", "--config", r"\\server\share\x y.toml"],
    ["p", "", " ", "\t", 'a"b', '\\"', "\\\\", "x\\\\y", "ü 中", '"', '""'],
]


@check("windows-token", "the token in Credential Manager: set, checked, of one origin, cleared", How.WINE)
def token() -> list[str]:
    """Give a token by standard input; the Gate takes it, another origin does not find it, no file holds it."""
    found = Findings()
    with windows() as machine, GateServer() as gate, GateServer() as other:
        netmon = WindowsNetmon(machine, machine.place / "token")
        netmon("settings", "set", "upload.base_url", gate.url)
        netmon("token", "check", code=1)
        netmon("token", "set", text=f"{gate.token}\r\n")
        netmon("token", "check")
        found.expect([gate.token in r.headers.get("authorization", "") for r in gate.requests] == [True], "one request")
        netmon("settings", "set", "upload.base_url", other.url)
        netmon("token", "check", code=1)
        found.expect(not other.requests, "a token bound to its origin goes to no other", other.requests)
        netmon("settings", "set", "upload.base_url", gate.url)
        netmon("token", "clear")
        netmon("token", "check", code=1)
        left = [file.name for file in netmon.data_dir.rglob("*") if file.is_file() and _holds(file, gate.token)]
        found.expect(left == [], "no file with the token", left)
    return found.troubles


def _holds(file: Path, text: str) -> bool:
    content = file.read_bytes()
    return text.encode() in content or text.encode("utf-16-le") in content


@check("windows-command-lines", "command lines: quoted as Windows takes them apart", How.WINE)
def command_lines() -> list[str]:
    """Compare with CommandLineToArgvW, which the system's own programs use."""
    with windows() as machine:
        done = machine.run("-c", SPLIT, text=json.dumps(COMMANDS))
    if done.returncode:
        return [done.stderr[-500:]]
    answers = json.loads(done.stdout)
    return [f"{wanted} arrives as {got}" for wanted, got in zip(COMMANDS, answers, strict=True) if wanted != got]


@check("windows-autostart", "starting at login: Run keys and what the system's settings turn off", How.WINE)
def autostart() -> list[str]:
    """Enable, start what it says, turn off as Task Manager does, enable again, disable; beside an entry for all."""
    found = Findings()
    with windows() as machine:
        netmon = WindowsNetmon(machine, machine.place / "autostart")
        scripts = machine.place / "Scripts"
        shutil.copytree(machine.scripts, scripts)
        tray = scripts / "netmon-tray.exe"
        netmon.program = ["wine", str(scripts / "netmon.exe")]
        found.expect(not netmon.json("autostart", "status")["enabled"], "nothing at first")
        now = netmon.json("--data-dir", machine.path(machine.place / "a b"), "autostart", "enable")
        command = [machine.path(tray), "--data-dir", machine.path(machine.place / "a b")]
        found.expect(
            [word.lower() for word in now["command"]] == [word.lower() for word in command], "its command", now
        )
        found.expect(now["enabled"] and now["startable"], "it is enabled", now)
        found.expect(now["place"] == rf"HKEY_CURRENT_USER\{RUN_KEY}\netmon-tray", "the user's Run key", now)
        set_value(machine, "HKEY_CURRENT_USER", APPROVED_KEY, "netmon-tray", "REG_BINARY", [3, *[0] * 11])
        found.expect(not netmon.json("autostart", "status")["enabled"], "off as Task Manager says")
        found.expect(netmon.json("autostart", "enable")["enabled"], "on again")
        tray.unlink()
        found.expect(not netmon.json("autostart", "status")["startable"], "a program that is gone is told")
        set_value(machine, "HKEY_LOCAL_MACHINE", RUN_KEY, "netmon-tray", "REG_EXPAND_SZ", r"%WINDIR%\notepad.exe /x")
        found.expect(not netmon.json("autostart", "disable")["enabled"], "both entries are off")
        set_value(machine, "HKEY_LOCAL_MACHINE", APPROVED_KEY, "netmon-tray", "REG_BINARY", [2, *[0] * 11])
        now = netmon.json("autostart", "status")
        found.expect(now["place"] == rf"HKEY_LOCAL_MACHINE\{RUN_KEY}\netmon-tray", "the entry for all is told", now)
    return found.troubles


@check("windows-policy", "the organisation's policy: registry values over the user's settings", How.WINE)
def policy() -> list[str]:
    """Lock some settings by numbers and texts; one of a wrong type falls back alone and is told."""
    found = Findings()
    with windows() as machine:
        netmon = WindowsNetmon(machine, machine.place / "policy")
        values: list[tuple[str, str, object]] = [
            ("upload.enabled", "REG_DWORD", 0),
            ("Log.Heartbeat_S", "REG_DWORD", 60),
            ("sampling.interval_s", "REG_SZ", "2.5"),
            ("privacy.bssid", "REG_SZ", "hash"),
            ("log.retention_days", "REG_BINARY", [1, 2]),
            ("no.such.setting", "REG_SZ", "x"),
        ]
        set_values(machine, "HKEY_LOCAL_MACHINE", REGISTRY_KEY, values)
        listed = {item["key"]: item for item in netmon.json("settings", "list")}
        wanted = {"upload.enabled": False, "log.heartbeat_s": 60, "sampling.interval_s": 2.5, "privacy.bssid": "hash"}
        for key, locked in wanted.items():
            item = listed[key]
            found.expect((item["value"], item["set_by"]) == (locked, "policy"), f"{key} locked at {locked}", item)
        found.expect(listed["log.retention_days"]["set_by"] == "default", "a wrong type falls back alone")
        told = netmon("settings", "list").stderr
        found.expect("log.retention_days" in told, "and is told", told)
        refused = netmon("settings", "set", "log.heartbeat_s", "120", code=1)
        found.expect("organisation" in refused.stderr, "a locked setting is not changed", refused.stderr)
    return found.troubles


@check("windows-templates", "every policy of the group policy templates, in the registry and obeyed", How.WINE)
def templates() -> list[str]:
    """What the editor would write for each policy that is enabled holds, whatever the user says."""
    found = Findings()
    values = {name: (kind, value) for name, kind, value in written() if value != ""}
    with windows() as machine:
        netmon = WindowsNetmon(machine, machine.place / "templates")
        set_values(machine, "HKEY_LOCAL_MACHINE", REGISTRY_KEY, [(name, *how) for name, how in values.items()])
        for item in netmon.json("settings", "list"):
            if item["key"] in values:
                _, value = values[item["key"]]
                ((_, keys),) = tree([(item["key"], value)]).items()
                ((_, wanted),) = keys.items()
                found.expect((item["value"], item["set_by"]) == (wanted, "policy"), f"{item['key']} = {value}", item)
        words = netmon("settings", "list").stderr
        found.expect(words == "", "nothing is wrong with any of them", words)
    return found.troubles


def lower(words: list[str]) -> list[str]:
    """Paths have no case there."""
    return [word.lower() for word in words]


def set_value(machine: Windows, hive: str, key: str, name: str, kind: str, value: object) -> None:
    """Put a value into the registry, as another program would."""
    set_values(machine, hive, key, [(name, kind, value)])


def set_values(machine: Windows, hive: str, key: str, values: Sequence[tuple[str, str, object]]) -> None:
    """Put names with their types and values below one key."""
    done = machine.run("-c", WRITE, text=json.dumps([hive, key, values]))
    if done.returncode:
        raise RuntimeError(done.stderr)
