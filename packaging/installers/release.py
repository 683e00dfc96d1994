"""What a release changes in the checkout: the version in two places and in the lines of README, the changelog's date.

The packages take their history from the changelog, AppStream's entry with it.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

_PENDING = re.compile(r"^## \d+(\.\d+)+ \(not yet released\)$", re.MULTILINE)
_PACKAGE = re.compile(r"(?<=netmon-tray[_-])\d+\.\d+\.\d+(?=_amd64|-1\.x86_64|-x64)")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_PLACES = {
    "pyproject.toml": re.compile(r'(?<=^version = ")[^"]+(?="$)', re.MULTILINE),
    "src/netmon_tray/__init__.py": re.compile(r'(?<=^__version__ = ")[^"]+(?="$)', re.MULTILINE),
}


def prepare(root: Path, version: str, today: dt.date) -> list[str]:
    """Write a release into a checkout; return the files. ValueError where the version or the changelog is not fit."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f"{version!r} is no version: three numbers, as 1.2.3.")
    changelog = root / "CHANGELOG.md"
    texts = {changelog: dated(changelog.read_text(encoding="utf-8"), version, today)}
    readme = root / "README.md"
    texts[readme] = _PACKAGE.sub(version, readme.read_text(encoding="utf-8"))
    for name, place in _PLACES.items():
        text = (root / name).read_text(encoding="utf-8")
        if len(place.findall(text)) != 1:
            raise ValueError(f"{name} does not say its version once.")
        texts[root / name] = place.sub(version, text)
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")
    return [str(file.relative_to(root)) for file in texts]


def dated(changelog: str, version: str, today: dt.date) -> str:
    """Give the section that is not released yet its version and date. ValueError where there is not exactly one."""
    if len(_PENDING.findall(changelog)) != 1:
        raise ValueError("CHANGELOG.md has no section that is not yet released, or several.")
    return _PENDING.sub(f"## {version} ({today})", changelog)
