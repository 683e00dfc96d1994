"""What stands beside the programs: man pages, completions, desktop files and units, each read by its own reader."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installers import linux_tree
from installers.project import PROJECT
from packages import products
from packages.catalogue import step

ASKED_OF_FISH = {
    "netmon queue ": {"list", "send", "retry", "drop", "keep-local", "never-upload"},
    "netmon log --state ": {"pending", "sending", "sent", "rejected", "withheld", "dropped"},
    "netmon-tray --sh": {"--show"},
}


@step(
    "words",
    "man, bash, zsh, fish, desktop-file-validate, appstreamcli and systemd read what stands beside the programs",
)
def words() -> list[str]:
    with products.frozen() as frozen, products.working_folder() as work:
        tree = work / "tree"
        linux_tree.stage(tree, frozen, PROJECT, linux_tree.DEBIAN, products.today())
        share = tree / "usr/share"
        troubles = [trouble for page in share.glob("man/man1/*") for trouble in man_troubles(page)]
        for shell, place in (("bash", "bash-completion"), ("zsh", "zsh"), ("fish", "fish")):
            files = [path for path in (share / place).rglob("*") if path.is_file()]
            troubles += [] if len(files) == 2 else [f"{shell} has {len(files)} completions"]
            troubles += [trouble for file in files for trouble in complaints([shell, "-n", file])]
        troubles += fish_troubles(share / "fish/vendor_completions.d")
        desktop = [share / "applications/netmon-tray.desktop", tree / linux_tree.AUTOSTART]
        troubles += complaints(["desktop-file-validate", *desktop])
        troubles += complaints(["appstreamcli", "validate", "--no-net", *share.glob("metainfo/*")], may_talk=True)
        return troubles + unit_troubles(tree / "usr/lib/systemd/user/netmon.service", work)


def complaints(
    command: Sequence[str | Path], variables: dict[str, str] | None = None, *, may_talk: bool = False
) -> list[str]:
    """Return what a checker says, where it fails or (unless it may) says anything at all."""
    done = subprocess.run(
        command,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    is_fine = done.returncode == 0 and (may_talk or not done.stdout.strip())
    return [] if is_fine else [f"{command[0]}: {done.stdout.strip() or f'code {done.returncode}'}"]


def man_troubles(page: Path) -> list[str]:
    """What groff warns of; the formatted page itself goes away."""
    return complaints(
        ["sh", "-c", 'man --warnings --local-file -Tutf8 -Z "$1" > /dev/null', "-", page], {"MANWIDTH": "100"}
    )


def fish_troubles(folder: Path) -> list[str]:
    """Ask fish for completions as its Tab key does."""
    troubles = []
    for line, wanted in ASKED_OF_FISH.items():
        script = f"source {folder}/netmon.fish; source {folder}/netmon-tray.fish; complete -C '{line}'"
        said = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=False)
        offered = {row.split("\t")[0] for row in said.stdout.splitlines()}
        troubles += [] if offered == wanted else [f"fish offers {sorted(offered)} after {line!r}"]
    return troubles


def unit_troubles(unit: Path, work: Path) -> list[str]:
    """What systemd says of the unit, with its program at hand."""
    runtime = work / "runtime"
    runtime.mkdir(mode=0o700)
    copy = work / unit.name
    program = next(work.glob(f"tree/{linux_tree.HOME}/netmon"))
    copy.write_text(unit.read_text(encoding="utf-8").replace("/usr/bin/netmon", str(program)), encoding="utf-8")
    return complaints(["systemd-analyze", "verify", "--user", "--man=no", copy], {"XDG_RUNTIME_DIR": str(runtime)})
