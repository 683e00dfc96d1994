"""The example for fleets, played twice on a bare Debian: it does what the README says, and changes nothing twice."""

from __future__ import annotations

import json
import re
import shutil

from installers.linux_tree import STATIC
from packages import products, trial
from packages.bare import EXCHANGE, USER, System, bare_system
from packages.catalogue import note, step

TOKEN = "fleet-token-0123456789"
RECAP = re.compile(r"ok=(\d+) +changed=(\d+) +unreachable=0 +failed=0")


@step("fleet", "the Ansible example, played on a bare Debian 12: package, policy, token, tray and unit; nothing twice")
def fleet() -> list[str]:
    with products.debian_package() as deb, bare_system("bookworm") as system:
        for file in (deb, STATIC / "fleet.yml"):
            shutil.copy2(file, system.exchange / file.name)
        system.as_root("apt-get install -y --no-install-recommends ansible-core python3-apt systemd")
        troubles = [trouble for desktop in (True, False) for trouble in played(system, deb.name, has_desktop=desktop)]
        return troubles + effects(system)


def played(system: System, package: str, *, has_desktop: bool) -> list[str]:
    """Play it two times; the second one must change nothing."""
    variables = {
        "netmon_package": f"{EXCHANGE}/{package}",
        "netmon_users": [USER],
        "netmon_token": TOKEN,
        "netmon_has_desktop": has_desktop,
    }
    (system.exchange / "variables.json").write_text(json.dumps(variables), encoding="utf-8")
    play = f"ansible-playbook --inventory localhost, --connection local --extra-vars @{EXCHANGE}/variables.json"
    counts = []
    for _ in range(2):
        said = system.as_root(f"{play} {EXCHANGE}/fleet.yml")
        found = RECAP.search(said)
        if found is None:
            return [said[-2000:]]
        counts.append((int(found[1]), int(found[2])))
    where = "with" if has_desktop else "without"
    note(f"{where} a desktop: {counts[0][1]} of {counts[0][0]} changed, then {counts[1][1]}")
    return [] if counts[0][1] and not counts[1][1] else [f"it changed {counts[0][1]}, then {counts[1][1]}"]


def effects(system: System) -> list[str]:
    """What the user finds."""

    def call(words: str) -> str:
        return trial.called_inside(system, words).text

    settings = {row["key"]: row for row in json.loads(call("netmon settings list --json"))}
    enabled = settings["upload.enabled"]
    troubles = [] if enabled["value"] is True else [f"the policy is not obeyed: {enabled}"]
    refused = call("netmon settings set upload.enabled false; echo $?")
    troubles += [] if refused.endswith("1\n") else [f"a fixed setting was changed: {refused}"]
    started = json.loads(call("netmon autostart status --json"))
    troubles += [] if started["enabled"] and started["startable"] else [f"the tray is not started at login: {started}"]
    unit = system.as_root("systemctl --global is-enabled netmon").strip()
    troubles += [] if unit == "enabled" else [f"the unit is {unit}"]
    read = call("cat ~/.config/netmon-tray/token; stat -c %a ~/.config/netmon-tray/token")
    troubles += [] if read == f"{TOKEN}600\n" else ["the token is not the user's own"]
    told = call("NETMON_TOKEN_FILE=~/.config/netmon-tray/token netmon doctor")
    return troubles + ([] if "Token" in told and TOKEN not in told else [f"netmon doctor: {told[-800:]}"])
