"""Windows' two installers, both of one folder: the setup program for people (NSIS) and the MSI for fleets (msitools).

Both are packed with Debian's tools, so that what is proved there is what is released; WiX would need a Windows.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installers import icons, msi, windows_version
from installers.project import PROJECT, ROOT, Project
from netmon_tray.paths import BUNDLE_ID

STATIC = ROOT / "packaging" / "windows"
SIGN_VARIABLE = "NETMON_SIGN_COMMAND"
"""Names a command that signs the file named behind it, in place; without it nothing is signed."""
PROGRAMS = ("netmon-tray.exe", "netmon.exe")
_COMMON_LICENCES = Path("/usr/share/common-licenses")


def stage(target: Path, frozen: Path) -> None:
    """Fill an empty folder with everything that is installed."""
    shutil.copytree(frozen, target, dirs_exist_ok=True)
    shutil.copy2(ROOT / "LICENSE", target / "LICENSE.txt")
    for name in ("LGPL-3", "GPL-3"):  # Qt's, which its wheels name without the text
        shutil.copy2(_COMMON_LICENCES / name, target / "_internal" / "licences" / f"{name}.txt")
    if (STATIC / "policy").is_dir():
        shutil.copytree(STATIC / "policy", target / "policy")
    for program in PROGRAMS:
        sign(target / program)


def sign(file: Path) -> None:
    """Sign a program or an installer where the command for it is given."""
    if command := os.environ.get(SIGN_VARIABLE):
        subprocess.run([*shlex.split(command), file], check=True)


def build(work: Path, frozen: Path, project: Project, out: Path, *, squeeze: str = "lzma") -> tuple[Path, Path]:
    """Write the setup program and the MSI into ``out``; the version is ``project``'s. Return both."""
    tree = work / "tree"
    stage(tree, frozen)
    setup = out / f"{project.name}-{project.version}-x64-setup.exe"
    package = out / f"{project.name}-{project.version}-x64.msi"
    icons.program_icon(ROOT / "resources" / "app" / f"{project.name}.svg", work, "win32")
    build_setup(work, tree, project, setup, squeeze)
    msi.build(work, tree, project, package)
    for installer in (setup, package):
        sign(installer)
    return setup, package


# --- the setup program ------------------------------------------------------------------------------------------------


def build_setup(work: Path, tree: Path, project: Project, out: Path, squeeze: str) -> None:
    """Run makensis."""
    (work / "files.nsh").write_text(nsis_lists(tree), encoding="utf-8")
    values = {
        "NAME": project.name,
        "VERSION": project.version,
        "NUMBERS": ".".join(str(number) for number in windows_version.numbers(project.version)),
        "AUTHORS": project.authors,
        "COPYRIGHT": project.copyright,
        "SUMMARY": project.summary.capitalize(),
        "APP_ID": BUNDLE_ID,
        "ICON": work / f"{project.name}.ico",
        "OUT": out,
        "COMPRESSOR": squeeze,
        "SIZE_KIB": sum(file.stat().st_size for file in files(tree)) // 1024,
    }
    if command := os.environ.get(SIGN_VARIABLE):
        values["SIGN"] = command
    defined = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run(["makensis", "-V2", "-WX", "-NOCD", *defined, STATIC / "setup.nsi"], cwd=work, check=True)


def nsis_lists(tree: Path) -> str:
    """Return two macros: one puts every file, one deletes just these and the folders that are empty then."""
    put, delete = ["!macro PutFiles"], ["!macro DeleteFiles"]
    folder = None
    for file in files(tree):
        place = file.relative_to(tree)
        if place.parent != folder:
            folder = place.parent
            put.append(f'  SetOutPath "{_installed(folder)}"')
        put.append(f'  File "{file}"')
        delete.append(f'  Delete "{_installed(place)}"')
    inner = sorted((path.relative_to(tree) for path in tree.rglob("*") if path.is_dir()), reverse=True)
    delete += [f'  RMDir "{_installed(path)}"' for path in inner]
    return "\n".join([*put, "!macroend", *delete, "!macroend", ""])


def files(tree: Path) -> list[Path]:
    """All files below a folder, those of a folder together."""
    return sorted((path for path in tree.rglob("*") if path.is_file()), key=lambda path: (path.parent, path.name))


def _installed(place: Path) -> str:
    return "\\".join(["$INSTDIR", *place.parts])


if __name__ == "__main__":
    target = ROOT / ".dev" / "packages"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="work-", dir=target) as folder:
        print(*build(Path(folder), Path(sys.argv[1]), PROJECT, target), sep="\n")
