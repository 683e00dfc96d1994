"""Everything that a Linux package installs, laid out below a folder as it will lie below /.

The .deb, the .rpm and the AppDir are all made of this tree, with the system's own tools (dpkg-deb, rpmbuild,
mksquashfs): what remains to be described is a control file and a spec of a page each. A generator for all formats
(nfpm) would save one of them, and put a 7 MB binary of its own between the sources and what root installs.
"""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from installers import bundled, changelog, completions, icons, manual
from installers.commands import Command, read_commands
from installers.project import ROOT, Project

STATIC = ROOT / "packaging" / "linux"
HOME = "usr/lib/netmon-tray"
AUTOSTART = "etc/xdg/autostart/netmon-tray.desktop"
DOC = "usr/share/doc/netmon-tray"
PROGRAMS = ("netmon", "netmon-tray")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where distributions differ."""

    zsh: str


DEBIAN = Layout(zsh="usr/share/zsh/vendor-completions")
RPM = Layout(zsh="usr/share/zsh/site-functions")


def stage(target: Path, frozen: Path, project: Project, layout: Layout, today: dt.date) -> None:
    """Fill an empty folder; ``today`` dates what is not released yet."""
    shutil.copytree(frozen, target / HOME, symlinks=True)
    for program in PROGRAMS:
        link = target / "usr" / "bin" / program
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(f"../lib/netmon-tray/{program}")
    _stage_desktop(target, project, today)
    _stage_words(target, project, layout)
    _stage_licences(target, project, bundled.components(frozen))
    set_modes(target)


def _stage_desktop(target: Path, project: Project, today: dt.date) -> None:
    from netmon_tray.paths import BUNDLE_ID

    releases = changelog.read_releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    text = (STATIC / "metainfo.xml").read_text(encoding="utf-8")
    values = {"ID": BUNDLE_ID, "AUTHORS": project.authors, "RELEASES": changelog.appstream(releases, today)}
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    put(target / f"usr/share/metainfo/{BUNDLE_ID}.metainfo.xml", text)
    put(target / "usr/share/applications/netmon-tray.desktop", (STATIC / "netmon-tray.desktop").read_bytes())
    put(target / AUTOSTART, (STATIC / "autostart.desktop").read_bytes())
    put(target / "usr/lib/systemd/user/netmon.service", (STATIC / "netmon.service").read_bytes())
    drawing = ROOT / "resources" / "app" / "netmon-tray.svg"
    put(target / "usr/share/icons/hicolor/scalable/apps/netmon-tray.svg", drawing.read_bytes())
    for size in icons.HICOLOR_SIZES:
        put(target / f"usr/share/icons/hicolor/{size}x{size}/apps/netmon-tray.png", icons.png(drawing, size))


def _stage_words(target: Path, project: Project, layout: Layout) -> None:
    tray_summary = f"{project.summary}, in the tray"
    for program, summary, other in (
        (console_commands(), project.summary, "netmon-tray"),
        (tray_commands(), tray_summary, "netmon"),
    ):
        name = program.words[0]
        page = manual.page(project, program, summary, [other])
        put(target / f"usr/share/man/man1/{name}.1.gz", compressed(page))
        writers: tuple[tuple[Callable[[Command], str], str], ...] = (
            (completions.bash, f"usr/share/bash-completion/completions/{name}"),
            (completions.zsh, f"{layout.zsh}/_{name}"),
            (completions.fish, f"usr/share/fish/vendor_completions.d/{name}.fish"),
        )
        for write, place in writers:
            put(target / place, write(program))


def console_commands() -> Command:
    """Return the commands of ``netmon``."""
    from netmon_tray.cli.parser import build_parser

    return read_commands(build_parser())


def tray_commands() -> Command:
    """Return the options of ``netmon-tray``."""
    from netmon_tray.gui import make_parser

    return read_commands(make_parser())


def _stage_licences(target: Path, project: Project, parts: Iterable[bundled.Component]) -> None:
    words, texts = bundled.notices(parts)
    for place, file in texts.items():
        put(target / DOC / "licences" / place, file.read_bytes())
    text = (STATIC / "copyright").read_text(encoding="utf-8")
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    values = {"NAME": project.name, "LICENCE": licence, "PARTS": words}
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    put(target / DOC / "copyright", text)


def put(file: Path, content: str | bytes) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def compressed(text: str) -> bytes:
    """Return text as ``gzip -9n`` makes it: the same bytes at any time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def set_modes(tree: Path) -> None:
    """Give everything the modes of a package: only folders and programs can be executed, libraries can not."""
    programs = {tree / HOME / program for program in PROGRAMS} | {tree / "AppRun"}
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
