"""The names, numbers and types that the WinRT readers use, against the stubs of the locked Windows wheels.

The wheels are unpacked and never imported. Plain mypy takes WinRT for Any; here it reads the stubs, on which the
readers must be sound, and copies of them with a wrong name must not be.
"""

from __future__ import annotations

import enum
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from foreign.catalogue import How, check
from foreign.wheels import WINDOWS, unpacked
from netmon_tray.probes.parse import dot11
from netmon_tray.probes.windows import profiles

SOURCES = Path(__file__).resolve().parents[2] / "src"
READERS = tuple(Path("netmon_tray", "probes", "windows", name) for name in ("winrt_reader.py", "location.py"))
CONNECTIVITY = Path("winrt", "windows", "networking", "connectivity", "__init__.pyi")
ACCESS = Path("winrt", "windows", "security", "authorization", "appcapabilityaccess", "__init__.pyi")

NUMBERS: tuple[tuple[type[enum.IntEnum], Path, str], ...] = (
    (dot11.RtAuth, CONNECTIVITY, "NetworkAuthenticationType"),
    (dot11.RtCipher, CONNECTIVITY, "NetworkEncryptionType"),
    (profiles.Registration, CONNECTIVITY, "WwanNetworkRegistrationState"),
    (profiles.DataClass, CONNECTIVITY, "WwanDataClass"),
    (profiles.Connectivity, CONNECTIVITY, "NetworkConnectivityLevel"),
    (profiles.Access, ACCESS, "AppCapabilityAccessStatus"),
)
_MEMBER = re.compile(r"^    ([A-Z][A-Z0-9_]*) = (0x[0-9a-f]+|[0-9]+)$", re.MULTILINE)
WRONG_NAMES = (("profile.network_adapter", "profile.network_adaptor"), ("place.latitude", "place.lattitude"))
"""A slip in each reader."""


@check("windows-winrt", "names, types and numbers of WinRT", How.WHEELS)
def winrt() -> list[str]:
    """Compare the numbers, and check the readers on the stubs."""
    with unpacked(WINDOWS) as site:
        told = [trouble for ours, file, name in NUMBERS for trouble in _differences(ours, site / file, name)]
        with tempfile.TemporaryDirectory(prefix="netmon-winrt-") as folder:
            place = Path(folder)
            shutil.copytree(SOURCES / "netmon_tray", place / "netmon_tray")
            shutil.copytree(site / "winrt", place / "winrt", ignore=shutil.ignore_patterns("*.pyd"))
            told += _complaints(place)
            for reader, (right, slip) in zip(READERS, WRONG_NAMES, strict=True):
                text = (place / reader).read_text(encoding="utf-8")
                (place / reader).write_text(text.replace(right, slip), encoding="utf-8")
            noticed = "".join(_complaints(place))
            told += [f"{slip} was not noticed" for _, slip in WRONG_NAMES if slip.partition(".")[2] not in noticed]
    return told


def _complaints(place: Path) -> list[str]:
    """What mypy has against the readers, for Windows and with the stubs, which are not whole themselves."""
    command = [sys.executable, "-m", "mypy", "--strict", "--platform", "win32", "--python-version", "3.13"]
    command += ["--follow-imports", "silent", "--no-error-summary", "--config-file", "", *map(str, READERS)]
    done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return [line for line in done.stdout.splitlines() if line.startswith(tuple(map(str, READERS)))]


def _differences(ours: type[enum.IntEnum], stub: Path, name: str) -> Iterator[str]:
    theirs = _members(stub, name)
    for member in ours:
        number = theirs.get(member.name.replace("_", ""))
        if number != member.value:
            yield f"{name}.{member.name} is {member.value} here and {number} in the wheel"


def _members(stub: Path, name: str) -> dict[str, int]:
    """The members of an enum in a stub, without their underscores, of which ours have more.

    Stubs have Python 3.12's syntax, which the parser of 3.11 does not take.
    """
    _, _, rest = stub.read_text(encoding="utf-8").partition(f"class {name}(enum.")
    body = re.split(r"\n(?=\S)", rest, maxsplit=1)[0]
    return {word.replace("_", ""): int(number, 0) for word, number in _MEMBER.findall(body)}
