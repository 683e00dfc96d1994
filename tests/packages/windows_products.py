"""What is built for Windows: the programs, frozen by PyInstaller in a Windows Python under Wine, and both installers.

That Python comes from one person's package: what is built here is for the proof. Releases are frozen on Windows.
"""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foreign.wheels import LISTS, WINDOWS, unpacked
from foreign.wine import windows
from foreign.wine_build import WITHOUT_WINE_8, windows_key
from installers import windows as packing
from installers.project import PROJECT, ROOT
from packages.products import BUILT, EARLIER, SOURCES, earlier_sources, kept, working_folder
from support.layers import contents, key, layer

FREEZE_S = 600.0
FROZEN_OF = tuple(
    ROOT / name
    for name in ("src", "resources", "pyproject.toml", "LICENSE", "packaging/netmon_tray.spec", "packaging/launchers")
)
"""With the list of wheels and what the spec reads of ``installers``: no other package changes the programs."""
READ_BY_SPEC = ("bundled", "contents", "icons", "project", "sbom", "windows_version")


@dataclass(frozen=True, slots=True)
class Installers:
    """Both installers of a version, and the frozen programs in them."""

    version: str
    frozen: Path
    setup: Path
    msi: Path


@contextlib.contextmanager
def windows_frozen(version: str = PROJECT.version) -> Iterator[Path]:
    """Yield the folder with both programs, of this version or of the one before."""

    def build(home: Path) -> None:
        with working_folder() as work:
            freeze(home, ROOT if version == PROJECT.version else earlier_sources(work))

    with layer(BUILT, f"windows_{version}_programs", frozen_of(), build) as home:
        yield home / "dist" / PROJECT.name


@contextlib.contextmanager
def installers(version: str = PROJECT.version) -> Iterator[Installers]:
    """Yield both installers of this version, or of the one before, which are quicker to build and larger."""
    is_earlier = version == EARLIER
    project = dataclasses.replace(PROJECT, version=version)

    def build(home: Path) -> None:
        with working_folder() as work:
            packing.build(work, frozen, project, home, squeeze="zlib" if is_earlier else "lzma")

    with windows_frozen(version) as frozen, layer(BUILT, f"windows_{version}_installers", packed_of(), build) as home:
        files = [next(home.glob(f"*.{suffix}")) for suffix in ("exe", "msi")]
        setup, msi = files if is_earlier else [kept(file) for file in files]
        yield Installers(version, frozen, setup, msi)


def freeze(home: Path, sources: Path) -> None:
    """Run PyInstaller on a checkout, with the locked wheels; the result is in ``home/dist``."""
    with windows() as machine, unpacked(WINDOWS, listing=LISTS / "freeze.txt") as wheels:
        (machine.place / "sitecustomize.py").write_text(WITHOUT_WINE_8, encoding="utf-8")
        machine.environ["PYTHONPATH"] = f"{machine.path(wheels)};{machine.path(machine.place)}"
        places = ["--distpath", machine.path(home / "dist"), "--workpath", machine.path(home / "build")]
        spec = machine.path(sources / "packaging" / "netmon_tray.spec")
        words = ["-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, spec]
        done = machine.run(*words, limit_s=FREEZE_S)
        if done.returncode:
            raise RuntimeError(f"PyInstaller failed: {(done.stdout + done.stderr)[-2000:]}")
    shutil.rmtree(home / "build")


def frozen_of() -> str:
    """Name what the frozen programs are made of."""
    read = [ROOT / "packaging" / "installers" / f"{name}.py" for name in READ_BY_SPEC]
    words = [ROOT / "packaging" / "windows" / "licences.txt", LISTS / "freeze.txt"]
    return key(windows_key(), *contents([*FROZEN_OF, *read, *words, Path(__file__)]))


def packed_of() -> str:
    """Name what the installers are made of."""
    return key(frozen_of(), *contents(SOURCES))
