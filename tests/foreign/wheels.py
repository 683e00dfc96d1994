"""The locked wheels of another system, downloaded by their hashes and unpacked; never imported here."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from support.layers import cache_folder, contents, key, layer

LISTS = Path(__file__).resolve().parents[2] / "packaging" / "requirements"
RUN_LIST = LISTS / "run.txt"


@dataclass(frozen=True, slots=True)
class Target:
    """A system that wheels are made for."""

    name: str
    markers: Mapping[str, str]
    """What this system says of itself in a requirement's condition."""
    platforms: tuple[str, ...]
    """Of wheels, as pip names them."""
    python: str = "3.13"

    @property
    def pip_words(self) -> list[str]:
        """What makes pip take wheels for that system."""
        platforms = [word for platform in self.platforms for word in ("--platform", platform)]
        return [*platforms, "--python-version", self.python, "--implementation", "cp", "--only-binary=:all:"]


WINDOWS = Target("win", {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}, ("win_amd64",))
MACOS = Target(
    "mac",
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ("macosx_11_0_universal2", "macosx_11_0_arm64", "macosx_10_13_universal2", "macosx_10_9_universal2"),
)


def wanted(listing: str, target: Target, without: Iterable[str] = ()) -> str:
    """Return those requirements of a hashed list that hold on ``target``, without their conditions."""
    left_out = frozenset(without)
    environment = {
        **target.markers,
        "python_version": target.python,
        "python_full_version": f"{target.python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    kept = []
    for block in listing.replace("\\\n", " ").splitlines():
        words, *hashes = block.split("--hash=")
        if not words.strip() or words.lstrip().startswith("#"):
            continue
        one = Requirement(words)
        if one.name in left_out or (one.marker is not None and not one.marker.evaluate(environment)):
            continue
        kept.append(" ".join([f"{one.name}{one.specifier}", *(f"--hash={digest.strip()}" for digest in hashes)]))
    return "\n".join(kept) + "\n"


@contextlib.contextmanager
def unpacked(target: Target, *, without: Iterable[str] = (), listing: Path = RUN_LIST) -> Iterator[Path]:
    """Yield a folder with all packages of a list as they are installed on ``target``; kept for the next call."""
    requirements = wanted(listing.read_text(encoding="utf-8"), target, without)
    made_of = key(requirements, target.python, *target.platforms, *contents([Path(__file__)]))

    with layer(
        cache_folder(os.environ, "foreign"),
        f"{target.name}-wheels" if listing == RUN_LIST else f"{target.name}-{listing.stem}-wheels",
        made_of,
        lambda home: unpack(target, requirements, home),
    ) as home:
        yield home / "site"


def unpack(target: Target, requirements: str, home: Path) -> None:
    """Unpack what ``wanted`` gives into ``home/site``."""
    listing = home / "requirements.txt"
    listing.write_text(requirements, encoding="utf-8")
    install(*target.pip_words, "--target", home / "site", "--require-hashes", "--requirement", listing)


def install(*words: str | Path) -> None:
    """Run `pip install` of this Python; RuntimeError with all that it said where it fails."""
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    command = [sys.executable, "-m", "pip", "install", *quiet, *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout)
