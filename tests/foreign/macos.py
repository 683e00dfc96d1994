"""Holds every Objective-C name that the program uses against the pinned pyobjc: its wheels and its source packages."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from foreign.catalogue import How, check
from foreign.objc_headers import Frameworks, read
from foreign.objc_uses import Uses, judge, literals
from foreign.wheels import MACOS, RUN_LIST, unpacked, wanted
from support.layers import cache_folder, contents, key, layer

SOURCES = Path(__file__).resolve().parents[2] / "src" / "netmon_tray"
PYOBJC = "pyobjc-"
DESCRIBED = ("pyobjc-framework-corelocation", "pyobjc-framework-corewlan", "pyobjc-framework-systemconfiguration")
WRONG = (
    ("rssiValue()", "rssiValu()"),
    ("ssidData()", "SSIDData()"),
    ("interfaceWithName_(name)", "interfaceWithName(name)"),
    ("SCDynamicStoreCopyMultiple(", "SCDynamicStoreCopyMany("),
    ("(self._session, keys, patterns)", "(self._session, keys)"),
    ("linkDidChangeForWiFiInterfaceWithName_", "linkDidChangeForWifiInterfaceWithName_"),
    ("pyobjc_classMethods.locationServicesEnabled", "pyobjc_classMethods.locationServiceEnabled"),
    ("requestLocation()", "requestLocations()"),
    ("locationManager_didUpdateLocations_", "locationManager_didUpdateToLocation_"),
    ("place.coordinate()", "place.coordinates()"),
    ("place.timestamp()", "place.timeStamp()"),
    ("CFDateGetAbsoluteTime(place.timestamp())", "CFDateGetAbsoluteTime(place.timestamp(), 1)"),
    ("kCWPHYMode11n = 4", "kCWPHYMode11N = 4"),
    ("kCWSecurityOWE = 14", "kCWSecurityOWE = 15"),
)
"""Slips that the checks must notice: what stands in a source, and what a slip would make of it."""


@check("mac-pyobjc", "selectors, functions, constants and delegate methods of the macOS probe", How.WHEELS)
def pyobjc() -> list[str]:
    """Judge all sources; say what was proven, so that it can be seen that it was something."""
    with known_frameworks() as known:
        uses = [one for file in sources() for one in judge_file(file.read_text(encoding="utf-8"), file.name, known)]
    proven = sorted(set().union(*(one.proven for one in uses)))
    selectors = [what for what in proven if what.startswith("[")]
    print(f"      {len(proven)} uses proven, {len(selectors)} selectors in their classes: {' '.join(selectors)}")
    return sorted(set().union(*(one.troubles for one in uses))) or ([] if selectors else ["no selector was found"])


@check("mac-slips", "that a wrong selector, constant, function or count is noticed", How.WHEELS)
def slips() -> list[str]:
    """Make each slip in the sources and see that there is trouble."""
    with known_frameworks() as known:
        return [f"nobody noticed {slip}" for right, slip in WRONG if not any(noticed(right, slip, known))]


def noticed(right: str, slip: str, known: Frameworks) -> Iterator[str]:
    """The troubles of the sources with a slip in them; ValueError where none holds what it would be made of."""
    texts = {file: file.read_text(encoding="utf-8") for file in sources()}
    holding = {file: text for file, text in texts.items() if right in text}
    if not holding:
        raise ValueError(f"no source says {right}")
    for file, text in holding.items():
        for uses in judge_file(text.replace(right, slip), file.name, known):
            yield from uses.troubles


def judge_file(text: str, where: str, known: Frameworks) -> tuple[Uses, Uses]:
    """Names and literals of one file."""
    return judge(text, where, known), literals(text, where, known)


def sources() -> list[Path]:
    """Every file of the program."""
    return sorted(SOURCES.rglob("*.py"))


@contextlib.contextmanager
def known_frameworks() -> Iterator[Frameworks]:
    """Read what the pinned packages know; they are downloaded once."""
    names = {line.partition("==")[0] for line in RUN_LIST.read_text(encoding="utf-8").splitlines() if "==" in line}
    others = {name for name in names if not name.startswith(PYOBJC)}
    with unpacked(MACOS, without=others) as wheels, described(names - set(DESCRIBED)) as sources_:
        yield read(wheels, sources_)


@contextlib.contextmanager
def described(others: set[str]) -> Iterator[Path]:
    """Yield a folder with the header descriptions out of the frameworks' source packages."""
    requirements = wanted(RUN_LIST.read_text(encoding="utf-8"), MACOS, without=others).splitlines()

    def build(home: Path) -> None:
        for requirement in requirements:
            name = requirement.partition("==")[0]
            shutil.copy(fetched(requirement, home / name), home / f"{name}.fwinfo")
            shutil.rmtree(home / name)

    made_of = key("\n".join(requirements), *contents([Path(__file__)]))
    with layer(cache_folder(os.environ, "foreign"), "mac-headers", made_of, build) as home:
        yield home


def fetched(requirement: str, home: Path) -> Path:
    """Download a source package by its hash, and return the newest description in it.

    pip unpacks it and wants to build it, which takes a Mac: it is stopped before any code of the package runs, by a
    setuptools that cannot be imported, and told to leave what it unpacked.
    """
    stopper = home / "stop" / "setuptools"
    stopper.mkdir(parents=True)
    (stopper / "__init__.py").write_text('raise ImportError("nothing is built here")\n')
    wish = home / "wish.txt"
    wish.write_text(requirement + "\n")
    how = ["--no-deps", "--no-binary", ":all:", "--no-clean", "--use-pep517", "--no-build-isolation"]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "download",
        *quiet,
        *how,
        "--dest",
        home / "kept",
        "--requirement",
        wish,
    ]
    variables = {**os.environ, "TMPDIR": str(home), "PYTHONPATH": str(stopper.parent)}
    done = subprocess.run(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    found = sorted(home.glob("pip-download-*/*/metadata/raw/arm64-*.fwinfo"))
    if not found:
        raise RuntimeError(done.stdout)
    return found[-1]
