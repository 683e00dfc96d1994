"""The releases in ``CHANGELOG.md``, and the same in the words of Debian, RPM and AppStream."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from installers.project import Project

_HEADING = re.compile(r"## (?P<version>\d+(\.\d+)+) \((?P<date>\d{4}-\d\d-\d\d|not yet released)\)")


@dataclass(frozen=True, slots=True)
class Release:
    """A version and what changed with it."""

    version: str
    date: dt.date | None
    """None while it is not released."""
    changes: tuple[str, ...]


def read_releases(text: str) -> list[Release]:
    """Read the changelog, newest first. ValueError where a heading is no version with a date."""
    releases = []
    for section in text.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        found = _HEADING.fullmatch(f"## {heading}")
        if not found:
            raise ValueError(f"CHANGELOG.md has a heading that is no version with a date: {heading!r}")
        date = None if "not" in found["date"] else dt.date.fromisoformat(found["date"])
        items = re.split(r"^- ", body.strip(), flags=re.MULTILINE)[1:]
        releases.append(Release(found["version"], date, tuple(" ".join(item.split()) for item in items)))
    return releases


def debian(project: Project, releases: Sequence[Release], today: dt.date) -> str:
    """Return Debian's changelog (deb-changelog(5)); ``today`` dates what is not released yet."""
    entries = []
    for release in releases:
        date = release.date or today
        stamp = f"{date:%a}, {date:%d} {date:%b} {date:%Y} 12:00:00 +0000"
        lines = "".join(f"  * {_wrapped(change, '    ')}\n" for change in release.changes)
        head = f"{project.name} ({release.version}) unstable; urgency=medium"
        entries.append(f"{head}\n\n{lines}\n -- {project.contact}  {stamp}\n")
    return "\n".join(entries)


def rpm(project: Project, releases: Sequence[Release], today: dt.date) -> str:
    """Return what follows %changelog."""
    entries = []
    for release in releases:
        date = release.date or today
        lines = "".join(f"- {change.replace('%', '%%')}\n" for change in release.changes)
        entries.append(f"* {date:%a} {date:%b} {date:%d} {date:%Y} {project.contact} - {release.version}-1\n{lines}")
    return "\n".join(entries)


def appstream(releases: Sequence[Release], today: dt.date) -> str:
    """Return the elements inside <releases>."""
    entries = []
    for release in releases:
        kind = "stable" if release.date else "development"
        items = "".join(f"          <li>{escape(change)}</li>\n" for change in release.changes)
        entries.append(
            f'    <release version="{release.version}" date="{release.date or today}" type="{kind}">\n'
            f"      <description>\n        <ul>\n{items}        </ul>\n      </description>\n    </release>"
        )
    return "\n".join(entries)


def _wrapped(words: str, indent: str) -> str:
    import textwrap

    return textwrap.fill(words, 76, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
