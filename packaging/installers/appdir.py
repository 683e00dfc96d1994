"""The AppDir: the staged tree with what an AppImage's runtime looks for, and the same as a squashfs image."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

from installers import linux_tree
from installers.project import Project

APP_RUN = """\
#!/bin/sh
# Starts the tray; called with a first word "netmon", or by a link of that name, the command line.
here=$(dirname "$(readlink -f "$0")")
case "${ARGV0:-$0}" in
    */netmon|netmon) exec "$here/usr/lib/netmon-tray/netmon" "$@" ;;
esac
if [ "$1" = netmon ]; then
    shift
    exec "$here/usr/lib/netmon-tray/netmon" "$@"
fi
exec "$here/usr/lib/netmon-tray/netmon-tray" "$@"
"""


def build(target: Path, frozen: Path, project: Project, today: dt.date) -> None:
    """Fill an empty folder."""
    linux_tree.stage(target, frozen, project, linux_tree.DEBIAN, today)
    linux_tree.put(target / "AppRun", APP_RUN)
    (target / "netmon-tray.desktop").symlink_to("usr/share/applications/netmon-tray.desktop")
    (target / "netmon-tray.svg").symlink_to("usr/share/icons/hicolor/scalable/apps/netmon-tray.svg")
    (target / ".DirIcon").symlink_to("usr/share/icons/hicolor/256x256/apps/netmon-tray.png")
    linux_tree.set_modes(target)


def pack(tree: Path, image: Path) -> None:
    """Make the squashfs image that an AppImage carries behind its runtime."""
    options = ["-root-owned", "-noappend", "-comp", "zstd", "-b", "1M", "-quiet", "-no-progress"]
    subprocess.run(["mksquashfs", tree, image, *options], check=True)
