"""What is built, each once for the sources that it is made of: the frozen programs, and the packages made of them."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from installers import deb, rpm
from installers.project import PROJECT, ROOT
from support.layers import contents, key, layer

CACHE = "packages"
OUT = ROOT / ".dev" / "packages"
"""Tables, pictures, and the packages themselves."""
BUILT = OUT / "built"
SOURCES = tuple(ROOT / name for name in ("src", "resources", "packaging", "pyproject.toml", "LICENSE", "CHANGELOG.md"))
EARLIER = "0.0.9"


@contextlib.contextmanager
def frozen() -> Iterator[Path]:
    """Yield the folder with both programs."""
    with layer(BUILT, "frozen", made_of(), lambda home: freeze(home, ROOT)) as home:
        yield home / "dist" / PROJECT.name


@contextlib.contextmanager
def debian_package() -> Iterator[Path]:
    """Yield the .deb."""

    def build(home: Path) -> None:
        with frozen() as folder, working_folder() as work:
            deb.build(work, folder, PROJECT, today(), home)

    with layer(BUILT, "deb", made_of(), build) as home:
        yield kept(*home.glob("*.deb"))


@contextlib.contextmanager
def earlier_package() -> Iterator[Path]:
    """Yield a .deb of the version before."""

    def build(home: Path) -> None:
        with working_folder() as work:
            freeze(work, earlier_sources(work))
            earlier = dataclasses.replace(PROJECT, version=EARLIER)
            deb.build(work, work / "dist" / PROJECT.name, earlier, today(), home, squeeze="gzip")

    with layer(BUILT, "earlier", made_of(), build) as home:
        yield next(home.glob("*.deb"))


def earlier_sources(work: Path) -> Path:
    """Copy the sources, with a lower number and something that moves everything in the frozen program."""
    sources = work / "sources"
    for source in SOURCES:
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, sources / source.name)
    package = sources / "src" / "netmon_tray" / "__init__.py"
    told = re.sub(r'"[\d.]+"', f'"{EARLIER}"', package.read_text(encoding="utf-8"))
    package.write_text(f"{told}PADDING = {bytes(range(256)).hex()!r}\n", encoding="utf-8")
    described = sources / "pyproject.toml"
    numbered = re.sub(r'(?m)^version = ".*"$', f'version = "{EARLIER}"', described.read_text(encoding="utf-8"))
    described.write_text(numbered, encoding="utf-8")
    return sources


@contextlib.contextmanager
def rpm_package() -> Iterator[Path]:
    """Yield the .rpm."""

    def build(home: Path) -> None:
        with frozen() as folder, working_folder() as work:
            rpm.build(work, folder, PROJECT, today(), home)

    with layer(BUILT, "rpm", made_of(), build) as home:
        yield kept(*home.glob("*.rpm"))


def freeze(home: Path, sources: Path) -> None:
    """Run PyInstaller on a checkout; the result is in ``home/dist``."""
    places: list[str | Path] = ["--distpath", home / "dist", "--workpath", home / "build"]
    spec = sources / "packaging" / "netmon_tray.spec"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        *places,
        spec,
    ]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"PyInstaller failed: {(done.stdout + done.stderr)[-2000:]}")
    shutil.rmtree(home / "build")


def made_of() -> str:
    """Name the sources and the Python that is taken along."""
    return key(sys.version, sys.prefix, *contents(SOURCES))


def kept(package: Path) -> Path:
    """Copy a package to where people look for it."""
    shutil.copy2(package, OUT / package.name)
    return package


def today() -> dt.date:
    """The day for what is not released yet."""
    return dt.datetime.now(dt.UTC).date()


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """Yield an empty folder on the disk of the checkout, for hundreds of megabytes."""
    with tempfile.TemporaryDirectory(prefix="work-", dir=OUT) as folder:
        yield Path(folder)
