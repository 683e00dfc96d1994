"""A Windows to install on: a Wine of its own without Python, what happens in it, and what is there afterwards."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foreign.wine import bare_windows
from foreign.wine_build import REGISTRY, end, path
from installers.project import PROJECT
from packages.products import working_folder
from packages.trial import LIMIT_S, Answer

LAST_WORDS_S = 1.0
"""For what a program said last: whoever it left running holds the pipe open."""
OF_WINE = ("windows/", "users/Public/", "ProgramData/Microsoft/")
"""Below drive C, where Wine keeps its own; as do the user's temporary files."""
KEYS_OF_WINE = ("[System\\\\CurrentControlSet\\\\Control\\\\", "[Software\\\\Wine\\\\")
"""Its devices, its key ring's key, the entries that it made for this desktop, what it deletes at the next start."""


@dataclass(frozen=True, slots=True)
class State:
    """Every file, and every value of the registry, that is not Wine's own."""

    files: frozenset[str]
    values: frozenset[str]

    def more_than(self, before: State) -> list[str]:
        """What is here and was not there."""
        return sorted([*(self.files - before.files), *(self.values - before.values)])


class BareWindows:
    """A running Wine.

    Attributes:
        variables: What programs are started with.
        drive: Drive C.
        local: The user's AppData\\\\Local.
        menu: The user's Start menu.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self.variables = bare_windows(place)
        self.drive = place / "prefix" / "drive_c"
        (user,) = (folder for folder in (self.drive / "users").iterdir() if folder.name != "Public")
        self.local = user / "AppData" / "Local"
        self.menu = user / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def start(self, *words: str | Path, variables: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a program there; a path is told as it is called inside. Its output comes by a pipe (see ``wine``)."""
        told = [self.inside(word) if isinstance(word, Path) else word for word in words]
        return subprocess.Popen(
            ["wine", *told],
            env={**self.variables, **(variables or {})},
            cwd=self._place,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    @staticmethod
    def inside(file: Path) -> str:
        """What a file is called inside."""
        return path(file)

    def call(self, *words: str | Path, variables: Mapping[str, str] | None = None) -> Answer:
        """Run a program to its end, whatever it leaves running."""
        return answer(self.start(*words, variables=variables))

    def start_line(self, line: str, folder: Path) -> subprocess.Popen[str]:
        """Start what a line says, as a script does whose console is in this folder."""
        script = self._place / "line.bat"
        script.write_text(f"@cd /d {path(folder)}\r\n@{line}\r\n", encoding="utf-8")
        return self.start("cmd", "/c", script)

    def line(self, line: str, folder: Path) -> Answer:
        """Do what a line says, to its end."""
        return answer(self.start_line(line, folder))

    def wait(self) -> None:
        """Wait until nothing runs any more: an uninstaller goes on as a copy of itself after it has returned."""
        subprocess.run(["wineserver", "--wait"], env=self.variables, check=True, timeout=LIMIT_S)

    def state(self) -> State:
        """End everything, and return what is there."""
        end(self.variables)
        return State(frozenset(self._files()), frozenset(self._values()))

    def _files(self) -> Iterator[str]:
        for file in self.drive.rglob("*"):
            place = file.relative_to(self.drive).as_posix()
            if not place.startswith(OF_WINE) and "/Temp/" not in place:
                yield place

    def _values(self) -> Iterator[str]:
        for name in REGISTRY:
            key = ""
            for line in (self._place / "prefix" / name).read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("["):
                    key = line.rpartition("]")[0]
                elif line.startswith(('"', "@")) and not key.startswith(KEYS_OF_WINE):
                    yield f"{name}{key}] {line}"


def answer(process: subprocess.Popen[str]) -> Answer:
    """Wait for a program's end."""
    said: list[str] = []
    assert process.stdout is not None
    reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
    reader.start()
    code = process.wait(LIMIT_S)
    reader.join(LAST_WORDS_S)
    return Answer(code, "".join(said))


@contextlib.contextmanager
def windows_machine() -> Iterator[BareWindows]:
    """Yield a Windows that nobody has used yet; everything in it is ended and deleted afterwards."""
    with working_folder() as place:
        machine = BareWindows(place)
        try:
            yield machine
        finally:
            machine.state()


def installed_folders(machine: BareWindows) -> dict[str, Path]:
    """Where the programs are installed: for the user, and for everybody."""
    return {
        "CurrentUser": machine.local / "Programs" / PROJECT.name,
        "AllUsers": machine.drive / "Program Files" / PROJECT.name,
    }
