"""The .rpm: what rpm says of it, and its programs as installed by ``rpm --root``."""

from __future__ import annotations

import subprocess
from pathlib import Path

from installers.libraries import read_needs
from installers.project import PROJECT
from packages import products, trial
from packages.catalogue import note, step

EXPECTED = {
    "/etc/xdg/autostart/netmon-tray.desktop",
    "/usr/bin/netmon",
    "/usr/bin/netmon-tray",
    "/usr/lib/systemd/user/netmon.service",
    "/usr/share/applications/netmon-tray.desktop",
    "/usr/share/man/man1/netmon.1.gz",
    "/usr/share/zsh/site-functions/_netmon",
}


@step("rpm", "the .rpm: digests, needs and files as rpm reads them, and its programs as rpm --root installs them")
def package() -> list[str]:
    with products.rpm_package() as package, products.working_folder() as work:
        note(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB")
        troubles = [] if "digests OK" in asked("-K", "--nosignature", package) else ["rpm finds its digests wrong"]
        said = asked("-qp", "--queryformat", "%{NAME} %{VERSION} %{ARCH}", package).split()
        troubles += [] if said[:2] == [PROJECT.name, PROJECT.version] else [f"rpm calls it {said}"]
        missing = EXPECTED - set(asked("-qpl", package).splitlines())
        troubles += [f"not in it: {', '.join(sorted(missing))}"] if missing else []
        kept = asked("-qpc", package).split()
        troubles += [] if kept == ["/etc/xdg/autostart/netmon-tray.desktop"] else [f"its configuration files: {kept}"]
        root = work / "root"
        root.mkdir()
        asked("--root", root, "--install", "--nodeps", "--noscripts", package)
        needs = set(read_needs(root / "usr/lib/netmon-tray").rpm())
        lacking = needs - set(asked("-qp", "--requires", package).splitlines())
        troubles += [f"it does not require {', '.join(sorted(lacking))}"] if lacking else []
        troubles += trial.command_line(root / "usr/bin", PROJECT.version)
        asked("--root", root, "--erase", "--noscripts", PROJECT.name)
        left = [str(path) for path in root.rglob("*netmon*") if path.relative_to(root).parts[0] in ("etc", "usr")]
        return troubles + ([f"left after its removal: {', '.join(left[:20])}"] if left else [])


def asked(*words: str | Path) -> str:
    """Return what rpm answers. CalledProcessError where it fails."""
    return subprocess.run(["rpm", *words], capture_output=True, text=True, check=True).stdout
