"""What of other people's work is in the frozen program, by what licence, and where the texts are."""

from __future__ import annotations

import re
import sqlite3
import ssl
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

_COMMON = Path("/usr/share/common-licenses")
_DOCS = Path("/usr/share/doc")
_REQUIREMENT = re.compile(r"[\w.-]+")
_NOT_TAKEN = {"pycparser"}
"""Asked for by cffi, which needs it only where it compiles."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part by somebody else.

    Attributes:
        texts: files with its licence, as far as this machine has them.
        kind: of its address as a package (purl): "pypi", or "generic" for what comes from elsewhere.
    """

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()
    kind: str = "generic"


@dataclass(frozen=True, slots=True)
class _Library:
    """A library of the system that Python or Qt needs: how its files begin, and its Debian packages for the text."""

    begins: tuple[str, ...]
    name: str
    licence: str
    packages: tuple[str, ...]


_LIBRARIES = (
    _Library(("libssl", "libcrypto"), "OpenSSL", "Apache-2.0", ("libssl3", "libssl3t64")),
    _Library(("libsqlite3",), "SQLite", "blessing (public domain)", ("libsqlite3-0",)),
    _Library(("libffi",), "libffi", "MIT", ("libffi8",)),
    _Library(("libbz2",), "bzip2", "bzip2-1.0.6", ("libbz2-1.0",)),
    _Library(("liblzma",), "XZ Utils (liblzma)", "public domain", ("liblzma5",)),
    _Library(("libz.",), "zlib", "Zlib", ("zlib1g",)),
    _Library(("libexpat",), "Expat", "MIT", ("libexpat1",)),
    _Library(("libicu",), "ICU (with PySide6)", "Unicode-3.0", ()),
    _Library(("libxcb-",), "xcb-util libraries", "MIT", ("libxcb-cursor0", "libxcb-util1", "libxcb-image0")),
    _Library(("libxkbcommon",), "libxkbcommon", "MIT", ("libxkbcommon0",)),
)
_WINDOWS_LIBRARIES = (
    _Library(("libssl-", "libcrypto-"), "OpenSSL", "Apache-2.0", ()),
    _Library(("sqlite3.",), "SQLite", "blessing (public domain)", ()),
    _Library(("libffi-",), "libffi", "MIT", ()),
    _Library(
        ("msvcp140", "vcruntime140", "ucrtbase", "api-ms-win-"),
        "Microsoft Visual C++ Runtime",
        "Visual Studio's, redistributable",
        (),
    ),
)
"""Those of Windows' Python and Qt; bzip2, Expat, XZ and zlib are parts of Python there, as its licence says."""
_OF_WHEELS = ("libqt6", "libpyside6", "libshiboken6", "libpython", "qt6", "pyside6.", "shiboken6.", "python3")
"""What PySide6 and Python are said to be covers these. All these names begin so in small letters."""


def components(folder: Path) -> list[Component]:
    """Return what is in a frozen Linux folder. LookupError names a library that this page says nothing about."""
    libraries = (path.name for path in (folder / "_internal").glob("lib*.so*"))
    return made_of(libraries, closure(metadata.requires("netmon-tray") or ()))


def made_of(libraries: Iterable[str], distributions: Iterable[str]) -> list[Component]:
    """Return the components for the libraries' names and the distributions that came along, Python's beside them."""
    python = Component("Python", sys.version.split()[0], "PSF-2.0", tuple(_python_texts()))
    starter = metadata.distribution("pyinstaller")
    exception = "GPL-2.0-or-later with an exception that lets any program be started by it"
    starting = Component("PyInstaller (its starter)", starter.version, exception, tuple(_texts(starter)))
    return [python, *map(_of_distribution, distributions), *_of_libraries(libraries), starting]


def notices(parts: Iterable[Component]) -> tuple[str, dict[str, Path]]:
    """Return a line for each part, and the files with the texts by the places, below "licences", that it names."""
    lines = []
    texts: dict[str, Path] = {}
    for part in parts:
        folder = part.name.split(" ")[0].lower()
        texts |= {f"{folder}/{file.name}": file for file in part.texts}
        where = f"; the text is in licences/{folder}" if part.texts else ""
        lines.append(f"  {part.name} {part.version}: {part.licence}{where}".replace("  :", ":"))
    return "\n".join(lines), texts


def closure(requirements: Iterable[str]) -> list[str]:
    """Return the distributions that fulfil requirements on this system, with what these need, in alphabetical order."""
    from packaging.requirements import Requirement

    found: set[str] = set()
    waiting = list(requirements)
    while waiting:
        requirement = Requirement(waiting.pop())
        known = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if known not in found | _NOT_TAKEN and (not requirement.marker or requirement.marker.evaluate({"extra": ""})):
            found.add(known)
            waiting += metadata.requires(known) or ()
    return sorted(found)


def _of_distribution(name: str) -> Component:
    distribution = metadata.distribution(name)
    said: Any = distribution.metadata
    classifiers = [text.rpartition(" :: ")[2] for text in said.get_all("Classifier", ()) if text.startswith("License")]
    licence = said.get("License-Expression") or said.get("License") or ", ".join(classifiers)
    texts = [*_texts(distribution), *_common_texts(licence)]
    return Component(said["Name"], distribution.version, licence, tuple(texts), "pypi")


def _texts(distribution: metadata.Distribution) -> Iterator[Path]:
    for file in distribution.files or ():
        if re.search(r"dist-info/(licenses/)?(licen[cs]e|copying|notice)[^/]*$", str(file), re.IGNORECASE):
            yield Path(str(file.locate()))


def _common_texts(licence: str) -> list[Path]:
    """Qt for Python's wheels name their licence without its text."""
    return [_COMMON / name for name in ("LGPL-3", "GPL-3") if "LGPL-3.0" in licence and _COMMON.is_dir()]


def _python_texts() -> Iterator[Path]:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    places = [
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        _DOCS / f"python{version}" / "copyright",
    ]
    return (place for place in places if place.is_file())


def _of_libraries(names: Iterable[str]) -> Iterator[Component]:
    versions = {"OpenSSL": ssl.OPENSSL_VERSION.split()[1], "SQLite": sqlite3.sqlite_version}
    found = set()
    libraries = _WINDOWS_LIBRARIES if sys.platform == "win32" else _LIBRARIES
    for name in names:
        if not name.lower().startswith(_OF_WHEELS):
            known = [library for library in libraries if name.lower().startswith(library.begins)]
            if not known:
                raise LookupError(f"{name} is taken along, and nothing is known of its licence")
            found.add(known[0])
    for library in sorted(found, key=lambda library: library.name):
        texts = [_DOCS / package / "copyright" for package in library.packages]
        there = tuple(text for text in texts if text.is_file())
        yield Component(library.name, versions.get(library.name, ""), library.licence, there)
