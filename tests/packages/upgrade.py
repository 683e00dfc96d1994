"""From one version to the next with a full outbox and a recording program: nothing is lost, and it stops cleanly."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from desktop import screen
from process import passing_home

from installers.project import PROJECT
from netmon_tray.store.database import Database
from packages import products, trial
from packages.bare import EXCHANGE, USER, System, bare_system
from packages.catalogue import note, step
from packages.debian import USERS_CALL, prepare_user
from support.bus import wait_for
from support.gate_server import GateServer
from support.store_records import fill

RECORDS = 300
START_S = 30.0
STOP_S = 30.0
OLD_RUN_S = 4.0


@step("upgrade", "from the version before, while it records and its outbox is full: every record arrives")
def upgrade() -> list[str]:
    with (
        products.earlier_package() as earlier,
        products.debian_package() as deb,
        bare_system("bookworm") as system,
        GateServer() as server,
    ):
        for package in (earlier, deb):
            shutil.copy2(package, system.exchange / package.name)
        system.as_root(f"apt-get install -y --no-install-recommends {EXCHANGE}/{earlier.name}")
        prepare_user(system, server)
        told = call(system, "--version").text
        troubles = [] if told.split() == ["netmon", products.EARLIER] else [f"the earlier version said {told!r}"]
        troubles += fill_outbox(system)
        troubles += install_over(system, deb)
        told = call(system, "--version").text
        troubles += [] if told.split() == ["netmon", PROJECT.version] else [f"after the upgrade it said {told!r}"]
        sent = call(system, "queue send")
        troubles += [] if sent.code == 0 else [f"netmon queue send ended with {sent.code}: {sent.text}"]
        return troubles + trial.delivery_troubles(call(system, "log --json"), server)


def call(system: System, words: str, more: str = "") -> trial.Answer:
    """Run ``netmon`` as the user to its end."""
    return trial.called_inside(system, f"{USERS_CALL} {more} netmon {words}")


def fill_outbox(system: System) -> list[str]:
    """Have the earlier version make a database, with the upload off, and put many records into it."""
    made = call(system, f"run --duration {OLD_RUN_S:g}", "NETMON_CONFIG=/nonexistent")
    data_dir = system.root / "home" / USER / "data"
    with Database.open(data_dir) as database:
        fill(database, RECORDS)
    system.as_root(f"chown -R {USER}: /home/{USER}/data")
    waiting = json.loads(call(system, "log --json --state pending").text)
    note(f"{len(waiting)} records waited before the upgrade")
    return [] if made.code == 0 and len(waiting) >= RECORDS + 2 else [f"the earlier version: {made.text}"]


def install_over(system: System, deb: Path) -> list[str]:
    """Upgrade while the earlier version's tray records; then its window opens for the first time, and it stops."""
    before = newest(system)
    places = f"{USERS_CALL} NETMON_CONFIG=/nonexistent"
    log = system.exchange / "old.log"
    with passing_home() as home, screen(home) as shown, log.open("w") as words:
        running = subprocess.Popen(system.on_screen(f"{places} exec netmon-tray", shown), stdout=words, stderr=words)
        try:
            wait_for(lambda: newest(system) > before, "the earlier version's own record", START_S)
            system.as_root(f"dpkg --install {EXCHANGE}/{deb.name}")
            raised = trial.called(system.on_screen(f"{places} exec netmon-tray --show", shown), shown)
            time.sleep(trial.WINDOW_S)
            troubles = trial.looked_at("upgrade", shown)
            stop(system)
            code = running.wait(STOP_S)
        finally:
            running.kill()
            running.wait()
    said = log.read_text()
    events = [record["event"] for record in json.loads(call(system, "log --json --limit 1").text)]
    troubles += [] if raised.code == 0 else [f"the second tray ended with {raised.code}: {raised.text}"]
    troubles += [] if (code, said) == (0, "") else [f"the earlier tray ended with {code} after the upgrade: {said}"]
    return troubles + ([] if events == ["terminated"] else [f"its last record is {events}"])


def newest(system: System) -> int:
    """The id of the newest record."""
    records = json.loads(call(system, "log --json --limit 1").text)
    return max((record["id"] for record in records), default=0)


def stop(system: System) -> None:
    """Send SIGTERM to the program that records, by its place: the namespace hides its number from outside."""
    program = system.root / "usr/lib/netmon-tray"
    for link in Path("/proc").glob("[0-9]*/root"):
        if is_recording(link.parent, program):
            subprocess.run(["kill", f"-{signal.SIGTERM.value}", link.parent.name], check=True)


def is_recording(process: Path, folder: Path) -> bool:
    """Whether a process is the tray of this system."""
    try:
        words: Sequence[bytes] = (process / "cmdline").read_bytes().split(b"\0")
        return (process / "root").resolve() == folder.parents[2] and words[0] == b"netmon-tray"
    except OSError:
        return False
