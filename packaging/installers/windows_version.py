"""The version resource of the Windows programs: what Explorer's Details page and inventory tools show."""

from __future__ import annotations

from typing import Any

from installers.project import Project

_ENGLISH, _UNICODE = 0x0409, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows compares versions by: "1.2.3" is 1, 2, 3, 0."""
    parts = [int(part) for part in version.split(".")]
    major, minor, patch = (*parts, 0, 0)[:3]
    return major, minor, patch, 0


def strings(project: Project, program: str) -> dict[str, str]:
    """Return the texts by the names that Windows gives them."""
    return {
        "CompanyName": project.authors,
        "FileDescription": project.name if program == project.name else f"{project.name}, command line",
        "FileVersion": project.version,
        "InternalName": program,
        "LegalCopyright": project.copyright,
        "OriginalFilename": f"{program}.exe",
        "ProductName": project.name,
        "ProductVersion": project.version,
    }


def resource(project: Project, program: str) -> Any:
    """Return the resource for PyInstaller's EXE; importable on Windows only."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    version = numbers(project.version)
    words = [StringStruct(name, value) for name, value in strings(project, program).items()]
    table = StringTable(f"{_ENGLISH:04x}{_UNICODE:04x}", words)
    translation = VarStruct("Translation", [_ENGLISH, _UNICODE])
    fixed = FixedFileInfo(filevers=version, prodvers=version, mask=0x3F, flags=0, OS=0x40004, fileType=1)
    return VSVersionInfo(ffi=fixed, kids=[StringFileInfo([table]), VarFileInfo([translation])])
