"""What every package says about the project, from ``pyproject.toml`` where it stands there already."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Project:
    """The words of all packages."""

    name: str
    version: str
    description: str
    """One sentence."""
    authors: str
    licence: str
    copyright: str
    requirements: tuple[str, ...] = ()
    """What it needs at run time, as pip reads it."""
    summary: str = "network monitor with an audit trail"
    """After the name, without capital and full stop, as Debian and AppStream want it."""
    location_reason: str = (
        "macOS tells the name of the WiFi network only to programs that may know the location. "
        "netmon-tray reads your position only where you want it recorded."
    )

    @property
    def contact(self) -> str:
        """Who made the packages. The address is reserved for documentation: releases are signed, not mailed."""
        return f"{self.authors} <{self.name}@example.org>"


def read_project(root: Path = ROOT) -> Project:
    """Read the project's description."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (root / "LICENSE").read_text(encoding="utf-8").splitlines()
    copyright_line = next(line for line in lines if line.startswith("Copyright"))
    return Project(
        table["name"],
        table["version"],
        table["description"],
        table["authors"][0]["name"],
        table["license"],
        copyright_line,
        tuple(table["dependencies"]),
    )


PROJECT = read_project()
