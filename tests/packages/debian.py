"""The .deb: what its own checkers say, and a life from installation to purge on bare Debians."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installers.project import PROJECT
from packages import products, trial
from packages.bare import EXCHANGE, USER, System, bare_system
from packages.catalogue import INSTALLING, note, readme_lines, step
from support.gate_server import GateServer

DEB_BYTES = 40_000_000
USERS_CALL = "NETMON_DATA_DIR=$HOME/data NETMON_CONFIG=$HOME/settings.toml NETMON_TOKEN_FILE=$HOME/token"


@step("lintian", "the .deb is built, small enough, and lintian has nothing to say")
def package() -> list[str]:
    with products.debian_package() as deb:
        size = deb.stat().st_size
        note(f"{deb.name}: {size / 1e6:.1f} MB (at most {DEB_BYTES / 1e6:.0f})")
        asked: list[str | Path] = ["lintian", "--allow-root", "--fail-on", "error,warning", deb]
        found = subprocess.run(asked, capture_output=True, text=True, check=False)
        troubles = [line for line in found.stdout.splitlines() if line.startswith(("E:", "W:"))]
        return troubles + ([f"it has {size / 1e6:.1f} MB"] if size > DEB_BYTES else [])


@step("bare", "netmon starts and records on a Debian 12 that has none of Qt's libraries and no Python")
def bare() -> list[str]:
    with products.frozen() as frozen, bare_system("bookworm") as system:
        shutil.copytree(frozen, system.exchange / "netmon-tray", symlinks=True)
        return command_line(system, f"{EXCHANGE}/netmon-tray/netmon")


@step("debian-12", "installed on a fresh Debian 12 without Python, used by an ordinary user, purged")
def debian_12() -> list[str]:
    return life("bookworm")


@step("debian-13", "installed on a fresh Debian 13 without Python, used by an ordinary user, purged")
def debian_13() -> list[str]:
    return life("trixie")


def life(suite: str) -> list[str]:
    """Do what README says, line by line, and more between; return the troubles."""
    install, *uses, purge = readme_lines(INSTALLING, 0)
    with products.debian_package() as deb, bare_system(suite) as system:
        before = system.files()
        shutil.copy2(deb, system.exchange / deb.name)
        said = system.as_root(install.removeprefix("sudo "))
        troubles = [] if not (system.root / "usr/bin/python3").exists() else ["Python was installed"]
        note(f"{suite}: {said.count('Setting up')} packages installed")
        changed = system.as_root("dpkg --verify netmon-tray")
        troubles += [f"dpkg --verify: {changed}"] if changed else []
        troubles += command_line(system, "netmon")
        troubles += [trouble for use in uses for trouble in used(system, suite, use)]
        system.as_root(f"{purge.removeprefix('sudo ')} && apt-get autoremove --purge")
        left = {path for path in system.files() - before if "netmon" in path}
        return troubles + ([f"left after the purge: {', '.join(sorted(left)[:20])}"] if left else [])


def used(system: System, suite: str, line: str) -> list[str]:
    """Call a line as the user; the tray on a screen, of which a picture is taken."""
    if line.startswith("netmon-tray"):
        with trial.tray_shown(suite, lambda screen: system.on_screen(f"exec {line}", screen)) as troubles:
            return troubles
    answer = trial.called_inside(system, line)
    return [] if answer.code in (0, 3) else [f"{line} ended with {answer.code}: {answer.text}"]


def command_line(system: System, netmon: str) -> list[str]:
    """Try ``netmon`` as the ordinary user; return the troubles."""
    with GateServer() as server:
        prepare_user(system, server)

        def call(words: str) -> trial.Answer:
            return trial.called_inside(system, f"{USERS_CALL} {netmon} {words}")

        told = call("--version")
        troubles = [] if told.text.split() == ["netmon", PROJECT.version] else [f"netmon --version: {told.text!r}"]
        troubles += trial.doctor_troubles(call("doctor"))
        ran = call(f"run --duration {trial.RUN_S}")
        troubles += [] if ran.code == 0 else [f"netmon run ended with {ran.code}: {ran.text}"]
        return troubles + trial.delivery_troubles(call("log --json"), server)


def prepare_user(system: System, server: GateServer) -> None:
    """Give the user settings and a token for a server."""
    home = system.root / "home" / USER
    (home / "token").write_text(server.token, encoding="utf-8")
    (home / "settings.toml").write_text(trial.SETTINGS.format(url=server.url), encoding="utf-8")
    system.as_root(f"chown -R {USER}: /home/{USER} && chmod 600 /home/{USER}/token")
