"""The .rpm: the staged tree with a spec, packed by rpmbuild."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
import subprocess
import textwrap
from collections.abc import Iterable
from pathlib import Path

from installers import changelog, deb, libraries, linux_tree
from installers.project import ROOT, Project

_SPEC = """\
Name: {name}
Version: {version}
Release: 1
Summary: {summary}
License: MIT AND LGPL-3.0-only AND Apache-2.0 AND BSD-3-Clause AND MPL-2.0 AND PSF-2.0
Packager: {contact}
AutoReqProv: no
{requires}
Recommends: ca-certificates
Suggests: geoclue2
# Its programs are finished: nothing is to be stripped, compiled or checked for where it looks for libraries.
%global debug_package %{{nil}}
%global __os_install_post %{{nil}}
%global _build_id_links none

%description
{about}

%install
cp -a {tree}/. %{{buildroot}}/

%files
%defattr(-,root,root)
%config(noreplace) /{autostart}
{files}

%changelog
{history}
"""
_OWN_FOLDERS = (linux_tree.HOME, linux_tree.DOC)
"""Folders that belong to this package alone, with everything in them."""


def build(folder: Path, frozen: Path, project: Project, today: dt.date, out: Path) -> Path:
    """Make the package in ``out``; ``folder`` is an empty one to work in."""
    tree = folder / "tree"
    linux_tree.stage(tree, frozen, project, linux_tree.RPM, today)
    releases = changelog.read_releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    needs = libraries.read_needs(tree / linux_tree.HOME)
    described = _SPEC.format(
        name=project.name,
        version=project.version,
        summary=project.summary[0].upper() + project.summary[1:],
        contact=project.contact,
        requires="\n".join(f"Requires: {need}" for need in needs.rpm()),
        about="\n\n".join(textwrap.fill(" ".join(words.split()), 76) for words in deb.ABOUT),
        tree=tree,
        autostart=linux_tree.AUTOSTART,
        files="\n".join(listed(tree)),
        history=changelog.rpm(project, releases[:1], today),
    )
    spec = folder / f"{project.name}.spec"
    linux_tree.put(spec, described)
    top = folder / "rpmbuild"
    options = [
        "--define",
        f"_topdir {top}",
        "--define",
        "_binary_payload w16T0.zstdio",
        "--define",
        "_buildhost localhost",
    ]
    command: list[str | Path] = ["rpmbuild", "-bb", "--quiet", "--target", platform.machine(), *options, spec]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (built,) = (top / "RPMS").rglob("*.rpm")
    return Path(shutil.move(built, out / built.name))


def listed(tree: Path) -> Iterable[str]:
    """Return the lines of %files: own folders whole, else each file."""
    yield from (f"/{folder}" for folder in _OWN_FOLDERS)
    for path in sorted(tree.rglob("*")):
        place = path.relative_to(tree).as_posix()
        is_own = place.startswith(tuple(f"{folder}/" for folder in _OWN_FOLDERS)) or place == linux_tree.AUTOSTART
        if not is_own and (path.is_symlink() or path.is_file()):
            yield f"/{place}"
