"""The AppDir, as an AppImage holds it: through squashfs and back, started by its AppRun."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installers import appdir
from installers.project import PROJECT
from packages import products, trial
from packages.catalogue import note, step


@step("appdir", "what an AppImage holds: through squashfs and back, tray and command line started by AppRun")
def image() -> list[str]:
    with products.frozen() as frozen, products.working_folder() as work:
        image, mounted = work / "netmon-tray.squashfs", work / "mounted"
        appdir.build(work / "AppDir", frozen, PROJECT, products.today())
        appdir.pack(work / "AppDir", image)
        shutil.copy2(image, products.OUT / image.name)
        note(f"squashfs: {image.stat().st_size / 1e6:.1f} MB")
        subprocess.run(["unsquashfs", "-quiet", "-no-progress", "-dest", mounted, image], check=True)
        troubles = [
            f"it has no {name}" for name in ("netmon-tray.desktop", ".DirIcon") if not (mounted / name).exists()
        ]
        programs = links(work / "bin", mounted / "AppRun")
        troubles += trial.command_line(programs, PROJECT.version)
        told = trial.called([mounted / "AppRun", "netmon", "--version"], {"PATH": "/usr/bin:/bin"})
        troubles += [] if told.text.split() == ["netmon", PROJECT.version] else [f"AppRun netmon said {told.text!r}"]
        with trial.tray_shown("appdir", lambda _: [str(mounted / "AppRun"), "--show"]) as seen:
            return troubles + seen


def links(folder: Path, target: Path) -> Path:
    """Make the link by which AppRun is the command line; return its folder."""
    folder.mkdir()
    (folder / "netmon").symlink_to(target)
    return folder
