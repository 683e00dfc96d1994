"""Which libraries of the system the frozen programs need, and how Debian and RPM call them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ELF = b"\x7fELF"
_GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)(?:\.\d+)?\0")
_NEEDED = re.compile(r"\(NEEDED\)\s+Shared library: \[(.+)\]")
_OF_GLIBC = re.compile(r"(libc|libm|libdl|libpthread|librt|libresolv|ld-linux[-\w]*)\.so\.\d+")

DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libzstd.so.1": "libzstd1",
}
"""Names in Debian 12 and 13 and Ubuntu 24.04; Debian 13 and Ubuntu renamed GLib for 64-bit times."""
DEBIAN_DATA = ("xkb-data",)
RPM_DATA = ("xkeyboard-config",)
"""Keyboard layouts, which the libxkbcommon that is taken along reads from the system."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the programs need of the system.

    Attributes:
        libraries: by the name that a program asks the loader for, without those of glibc.
        glibc: the oldest version that has all symbols.
    """

    libraries: tuple[str, ...]
    glibc: tuple[int, int]

    def debian(self) -> list[str]:
        """Return the field Depends. KeyError names a library that no package is known for."""
        packages = {DEBIAN[library] for library in self.libraries}
        return [f"libc6 (>= {self.glibc[0]}.{self.glibc[1]})", *sorted(packages), *DEBIAN_DATA]

    def rpm(self) -> list[str]:
        """Return what stands after Requires: on each RPM distribution, whatever it calls its packages."""
        libraries = [f"{library}()(64bit)" for library in self.libraries]
        return [f"libc.so.6(GLIBC_{self.glibc[0]}.{self.glibc[1]})(64bit)", *libraries, *RPM_DATA]


def read_needs(folder: Path) -> Needs:
    """Read them from all programs and libraries below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)]
    own = {path.name for path in files}
    versions = [version for path in files for version in glibc_versions(path.read_bytes())]
    return Needs(tuple(sorted(external(needed(files), own))), max(versions))


def is_elf(path: Path) -> bool:
    """Return whether a file is a program or a library."""
    with path.open("rb") as stream:
        return stream.read(4) == _ELF


def needed(files: Iterable[Path]) -> set[str]:
    """Return the libraries that these programs and libraries ask for."""
    listing = subprocess.run(["readelf", "--dynamic", *files], capture_output=True, text=True, check=True).stdout
    return set(_NEEDED.findall(listing))


def external(wanted: Iterable[str], own: set[str]) -> Iterator[str]:
    """Return the libraries that do not come along and are not glibc's."""
    return (name for name in wanted if name not in own and not _OF_GLIBC.fullmatch(name))


def glibc_versions(content: bytes) -> Iterator[tuple[int, int]]:
    """Return the versions of glibc whose symbols a file names."""
    return ((int(major), int(minor)) for major, minor in _GLIBC.findall(content))
