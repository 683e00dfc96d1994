"""The systemd unit in a container that boots: a user's own agent, its token a credential, stopped with the machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from packages import products, trial
from packages.bare import EXCHANGE, UID, USER, System, bare_system
from packages.catalogue import INSTALLING, readme_lines, step
from radio.machine.chroot import TIED
from support.bus import wait_for
from support.gate_server import GateServer

START_S, HALT_S = 60.0, 40.0
SYSTEM = "systemd systemd-sysv dbus libpam-systemd dbus-user-session"
DROP_IN = """[Service]
LoadCredential=token:%h/.config/netmon-tray/token
Environment=NETMON_TOKEN_FILE=%d/token
"""
AT_START = f"""[Service]
Type=oneshot
ExecStart=/bin/sh {EXCHANGE}/start
[Install]
WantedBy=multi-user.target
"""
LINES = """exec > {exchange}/started 2>&1
export USER={user}
{linger}
until [ -S /run/user/{uid}/bus ]; do sleep 1; done
runuser -u {user} -- env XDG_RUNTIME_DIR=/run/user/{uid} {enable}
"""
"""What README tells to call. Nobody is logged in here: the user's own systemd comes by lingering, so that is first."""


@step("unit", "the systemd unit on a Debian 12 that boots: enabled by its user, token as a credential, stopped cleanly")
def unit() -> list[str]:
    with products.debian_package() as deb, bare_system("bookworm") as system, GateServer() as server:
        shutil.copy2(deb, system.exchange / deb.name)
        install, enable, linger = (line.removeprefix("sudo ") for line in readme_lines(INSTALLING, 1))
        system.as_root(f"{install} {SYSTEM}")
        prepare(system, server)
        lines = LINES.format(exchange=EXCHANGE, user=USER, uid=UID, linger=linger, enable=enable)
        (system.exchange / "start").write_text(lines, encoding="utf-8")
        container = booted(system)
        try:
            wait_for(lambda: server.accepted or container.poll() is not None, "a record at the server", START_S)
        finally:
            container.terminate()
            ended = container.wait(HALT_S)
        said = (system.exchange / "started").read_text(errors="replace")
        troubles = [] if server.accepted else [f"nothing arrived; the container ended with {ended}; {said}"]
        log = trial.called_inside(system, "netmon log --json")
        troubles += [] if '"terminated"' in log.text else ["it was not stopped cleanly"]
        return troubles + trial.delivery_troubles(log, server)


def prepare(system: System, server: GateServer) -> None:
    """Put settings, token, drop-in and what is called after the start in their places."""
    own = system.root / "home" / USER / ".config" / "netmon-tray"
    files = {
        own / "settings.toml": trial.SETTINGS.format(url=server.url),
        own / "token": server.token,
        system.root / "etc/systemd/user/netmon.service.d/token.conf": DROP_IN,
        system.root / "etc/systemd/system/try.service": AT_START,
    }
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    home = f"/home/{USER}"
    system.as_root(f"chown -R {USER}: {home}; chmod 600 {home}/.config/netmon-tray/token; systemctl enable try")


def booted(system: System) -> subprocess.Popen[bytes]:
    """Boot it as a container that shares this machine's network; SIGTERM halts it."""
    how = ["--register=no", "--keep-unit", "--quiet", "--console=pipe", f"--bind={system.exchange}:{EXCHANGE}"]
    command: list[str | Path] = [*TIED, "systemd-nspawn", *how, "--directory", system.root, "--boot"]
    with (system.exchange / "console").open("w") as console:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
