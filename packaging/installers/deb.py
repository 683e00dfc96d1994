"""The .deb: the staged tree with what dpkg asks for, packed by dpkg-deb."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import textwrap
from collections.abc import Iterable
from pathlib import Path

from installers import changelog, libraries, linux_tree
from installers.project import ROOT, Project

ABOUT = (
    """netmon watches the network that this computer is on (WiFi, Ethernet, mobile, Bluetooth), shows signal and
    throughput live, and keeps a history and an audit trail of connections. Connection records are uploaded only where
    that was switched on.""",
    """The package holds netmon-tray, for the desktop, and netmon, for terminals and servers. It brings its own Python
    and Qt.""",
)
"""Paragraphs, yet to be wrapped."""


def build(folder: Path, frozen: Path, project: Project, today: dt.date, out: Path, squeeze: str = "xz") -> Path:
    """Make the package in ``out``; ``folder`` is an empty one to work in, ``squeeze`` a compression of dpkg-deb."""
    tree = folder / "tree"
    linux_tree.stage(tree, frozen, project, linux_tree.DEBIAN, today)
    releases = changelog.read_releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    history = changelog.debian(project, [changelog.Release(project.version, None, releases[0].changes)], today)
    linux_tree.put(tree / linux_tree.DOC / "changelog.gz", linux_tree.compressed(history))
    overrides = (linux_tree.STATIC / "lintian-overrides").read_bytes()
    linux_tree.put(tree / "usr/share/lintian/overrides/netmon-tray", overrides)
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    needs = libraries.read_needs(tree / linux_tree.HOME)
    linux_tree.put(tree / "DEBIAN/control", control(project, architecture(), kilobytes, needs.debian()))
    linux_tree.put(tree / "DEBIAN/conffiles", f"/{linux_tree.AUTOSTART}\n")
    linux_tree.put(tree / "DEBIAN/md5sums", checksums(tree, files))
    linux_tree.set_modes(tree)
    package = out / f"{project.name}_{project.version}_{architecture()}.deb"
    midnight = dt.datetime.combine(today, dt.time(), dt.UTC)
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    command: list[str | Path] = ["dpkg-deb", "--root-owner-group", f"-Z{squeeze}", "--build", tree, package]
    subprocess.run(command, env=variables, check=True, stdout=subprocess.DEVNULL)
    return package


def architecture() -> str:
    """Return what Debian calls this machine's processor."""
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def control(project: Project, machine: str, kilobytes: int, depends: Iterable[str]) -> str:
    """Return the control file (deb-control(5))."""
    fields = {
        "Package": project.name,
        "Version": project.version,
        "Architecture": machine,
        "Maintainer": project.contact,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": "ca-certificates",
        "Suggests": "geoclue-2.0, gnome-keyring",
        "Section": "net",
        "Priority": "optional",
        "Description": project.summary,
    }
    about = "\n .\n".join(textwrap.indent(textwrap.fill(" ".join(words.split()), 76), " ") for words in ABOUT)
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + about + "\n"


def checksums(tree: Path, files: Iterable[Path]) -> str:
    """Return md5sums, which ``dpkg --verify`` reads."""
    lines = []
    for file in files:
        place = file.relative_to(tree).as_posix()
        if place != linux_tree.AUTOSTART:
            lines.append(f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {place}\n")
    return "".join(lines)
