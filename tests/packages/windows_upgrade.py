"""Windows' installers over the version before, with a full outbox and a recording tray: nothing is lost or killed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from installers.project import PROJECT
from netmon_tray.gui import TRAY_ENDED
from netmon_tray.store.database import Database
from packages import trial
from packages.bare_windows import BareWindows, answer, installed_folders, windows_machine
from packages.catalogue import ON_WINDOWS, ON_WINDOWS_S, note, readme_lines, step
from packages.products import EARLIER
from packages.upgrade import OLD_RUN_S, RECORDS, START_S
from packages.windows_products import Installers, installers
from packages.windows_setup import on_screen, uploading
from support.bus import wait_for
from support.gate_server import GateServer
from support.store_records import fill


@step(
    "windows-upgrade",
    "the setup program over the version before, whose tray records: every record arrives",
    limit_s=ON_WINDOWS_S,
)
def by_setup() -> list[str]:
    return upgrade(readme_lines(ON_WINDOWS, 0)[0], "CurrentUser", comes_back=True)


@step(
    "windows-msi-upgrade",
    "the MSI over the version before, whose tray records: every record arrives",
    limit_s=ON_WINDOWS_S,
)
def by_msi() -> list[str]:
    return upgrade(readme_lines(ON_WINDOWS, 2)[0], "AllUsers", comes_back=False)


def upgrade(line: str, whose: str, *, comes_back: bool) -> list[str]:
    """Install the version before, fill its outbox, upgrade while its tray records, and send everything."""
    with (
        installers(EARLIER) as earlier,
        installers() as built,
        windows_machine() as machine,
        GateServer() as server,
        on_screen(machine),
    ):
        folder = installed_folders(machine)[whose]
        said = machine.line(line.replace(PROJECT.version, EARLIER), earlier.setup.parent)
        troubles = [f"installing {EARLIER} ended with {said.code}: {said.text}"] if said.code else []
        troubles += version_troubles(machine, folder, EARLIER)
        troubles += fill_outbox(machine, folder)
        troubles += install_over(machine, folder, built, line, comes_back=comes_back)
        troubles += version_troubles(machine, folder, PROJECT.version)
        starts = machine.call(folder / "netmon.exe", "autostart", "status").text
        troubles += [] if starts.startswith("It starts at login") else [f"after the upgrade: {starts}"]
        variables = uploading(machine, server)
        sent = machine.call(folder / "netmon.exe", "queue", "send", variables=variables)
        troubles += [] if sent.code == 0 else [f"netmon queue send ended with {sent.code}: {sent.text}"]
        return troubles + trial.delivery_troubles(machine.call(folder / "netmon.exe", "log", "--json"), server)


def version_troubles(machine: BareWindows, folder: Path, version: str) -> list[str]:
    """What is installed must be this version."""
    told = machine.call(folder / "netmon.exe", "--version").text
    return [] if told.split() == ["netmon", version] else [f"it is not {version}: {told!r}"]


def fill_outbox(machine: BareWindows, folder: Path) -> list[str]:
    """Have the earlier version make a database, and put many records into it; nothing is sent yet."""
    made = machine.call(folder / "netmon.exe", "run", "--duration", f"{OLD_RUN_S:g}")
    with Database.open(machine.local / PROJECT.name) as database:
        fill(database, RECORDS)
    waiting = logged(machine, folder, "--state", "pending")
    note(f"{len(waiting)} records waited before the upgrade")
    return [] if made.code == 0 and len(waiting) >= RECORDS + 2 else [f"the earlier version: {made.text}"]


def install_over(machine: BareWindows, folder: Path, built: Installers, line: str, *, comes_back: bool) -> list[str]:
    """Upgrade while the earlier version's tray records: it must end by itself, with its last record."""
    before = newest(machine, folder)
    tray = machine.start(folder / "netmon-tray.exe")
    wait_for(lambda: newest(machine, folder) > before, "the earlier version's own record", START_S)
    said = machine.line(line, built.setup.parent)
    troubles = [f"{line} ended with {said.code}: {said.text}"] if said.code else []
    ended = answer(tray)
    troubles += [] if (ended.code, ended.text) == (0, "") else [f"the earlier tray ended with {ended}"]
    if comes_back:
        wait_for(lambda: events(machine, folder, before)[-1:] == ["established"], "the tray's return", START_S)
    code = machine.call(folder / "netmon-tray.exe", "--quit").code
    troubles += [] if (code == TRAY_ENDED) is comes_back else [f"--quit after the upgrade ended with {code}"]
    expected = ["established", "terminated"] * (2 if comes_back else 1)
    made = events(machine, folder, before)
    return troubles + ([] if made == expected else [f"records of the upgrade: {made}"])


def events(machine: BareWindows, folder: Path, after: int) -> list[str]:
    """What was recorded after a record, the oldest first."""
    records = sorted(logged(machine, folder, "--limit", "20"), key=lambda record: record["id"])
    return [record["event"] for record in records if record["id"] > after]


def newest(machine: BareWindows, folder: Path) -> int:
    """The id of the newest record."""
    return max((record["id"] for record in logged(machine, folder, "--limit", "1")), default=0)


def logged(machine: BareWindows, folder: Path, *words: str) -> list[dict[str, Any]]:
    """Records of ``netmon log``."""
    found: list[dict[str, Any]] = json.loads(machine.call(folder / "netmon.exe", "log", "--json", *words).text)
    return found
