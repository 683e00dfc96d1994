"""The MSI: a file list as Windows Installer wants it, written by wixl, and by msibuild what wixl cannot say."""

from __future__ import annotations

import subprocess
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from installers.project import ROOT, Project
from netmon_tray.paths import BUNDLE_ID

TEMPLATE = ROOT / "packaging" / "windows" / "package.wxs"
TRAY = PurePosixPath("netmon-tray.exe")
UPGRADE_CODE = "8F0C2E37-52C9-4B0E-9C59-3E1B7C7A4F26"
"""By this the MSIs of all versions know each other: it never changes."""
QUERIES = f"""\
UPDATE `Component` SET `Condition` = 'STARTATLOGIN' WHERE `Component` = 'StartAtLogin'
UPDATE `Property` SET `Value` = 'STARTATLOGIN;WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED' \
WHERE `Property` = 'SecureCustomProperties'
UPDATE `InstallExecuteSequence` SET `Sequence` = 1399 WHERE `Action` = 'EndRunning'
CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, `Shortcut_` CHAR(72) NOT NULL, \
`PropertyKey` CHAR(255) NOT NULL, `PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)
INSERT INTO `MsiShortcutProperty` (`MsiShortcutProperty`, `Shortcut_`, `PropertyKey`, `PropVariantValue`) \
VALUES ('ApplicationId', 'Menu', 'System.AppUserModel.ID', '{BUNDLE_ID}')
"""
"""What wixl 0.101 has no words for: a component's condition; which property anybody may set where the installation has
higher rights; the place of an action (it is put first of all, before the folder is known; InstallValidate is 1400); and
the application id that the menu entry bears."""


def build(work: Path, tree: Path, project: Project, out: Path) -> None:
    """Write the MSI of ``tree``, a folder in ``work``, where the program's icon lies too."""
    (work / "package.wxs").write_text(description(tree, project), encoding="utf-8")
    subprocess.run(["wixl", "-a", "x64", "-D", "Win64=yes", "-o", out, "package.wxs"], cwd=work, check=True)
    for query in QUERIES.splitlines():
        subprocess.run(["msibuild", out, "-q", query], check=True)


def description(tree: Path, project: Project) -> str:
    """Return the whole description for wixl."""
    values = {
        "NAME": project.name,
        "VERSION": project.version,
        "AUTHORS": project.authors,
        "SUMMARY": project.summary.capitalize(),
        "UPGRADE_CODE": UPGRADE_CODE,
        "LOGIN_GUID": guid("start at login"),
        "TRAY": identifier("F", TRAY),
        "FOLDERS": "\n".join(ET.tostring(part, encoding="unicode") for part in inside(tree, tree)),
        "COMPONENTS": "\n".join(
            f'<ComponentRef Id="{identifier("C", _place(tree, file))}"/>'
            for file in sorted(tree.rglob("*"))
            if file.is_file()
        ),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def inside(tree: Path, folder: Path) -> Iterator[ET.Element]:
    """The inside of a folder in WiX's words: folders, and a component for each file."""
    for path in sorted(folder.iterdir()):
        place = _place(tree, path)
        if path.is_dir():
            inner = ET.Element("Directory", Id=identifier("D", place), Name=path.name)
            inner.extend(inside(tree, path))
            yield inner
            continue
        component = ET.Element("Component", Id=identifier("C", place), Guid=guid(place.as_posix()), Win64="yes")
        file = identifier("F", place)
        source = f"{tree.name}/{place}"
        ET.SubElement(component, "File", Id=file, Name=path.name, Source=source, KeyPath="yes")
        if place == TRAY:
            entry = {"Id": "Menu", "Directory": "ProgramMenuFolder", "Name": "netmon", "Target": f"[#{file}]"}
            ET.SubElement(component, "Shortcut", entry, Arguments="--show", WorkingDirectory="INSTALLDIR")
        yield component


def identifier(kind: str, place: PurePosixPath) -> str:
    """A name for Windows Installer's tables: the same for the same place in every version."""
    return f"{kind}{uuid.uuid5(uuid.NAMESPACE_URL, place.as_posix()).hex}"


def guid(words: str) -> str:
    """A component's GUID: the same for the same place in every version, as Windows Installer's rules ask for."""
    return str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), words)).upper()


def _place(tree: Path, path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(tree).as_posix())
