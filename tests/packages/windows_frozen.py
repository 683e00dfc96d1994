"""The frozen programs of Windows beside the same unfrozen, both under Wine; and where they take libraries from."""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from process import Running
from PyInstaller.archive.readers import CArchiveReader
from table import medians_side_by_side

from foreign.wine import Windows, windows
from installers import windows_version
from installers.project import PROJECT, ROOT
from packages.catalogue import ON_WINDOWS_S, note, step
from packages.frozen import ROUNDS, SETTLE_S, START_RATIO, told
from packages.windows_products import windows_frozen
from support.bus import wait_for

FOUND_S = 60.0
TRAY = "import sys; from netmon_tray.gui import main; sys.exit(main())"
HOOK = ROOT / "packaging" / "launchers" / "environment.py"
PLANTED = "#include <windows.h>\n__declspec(dllexport) int planted(void) { return 1; }\n"
LOADED = """
import ctypes, json, runpy, sys
kernel = ctypes.WinDLL("kernel32")
kernel.LoadLibraryW.argtypes, kernel.LoadLibraryW.restype = (ctypes.c_wchar_p,), ctypes.c_void_p
names = ["in_current.dll", "on_path.dll", "our_own.dll"]
if sys.argv[1] == "restricted":
    sys._MEIPASS = sys.argv[2]
    runpy.run_path(sys.argv[3])
print(json.dumps([bool(kernel.LoadLibraryW(name)) for name in names]))
"""
"""Which of three libraries a plain LoadLibrary finds, as the system's own libraries call it."""


@step(
    "windows-costs",
    "start and memory of Windows' programs beside the same unfrozen, in turns, both under Wine",
    limit_s=ON_WINDOWS_S,
)
def costs() -> list[str]:
    with windows_frozen() as folder, windows(has_screen=True) as machine:
        size = sum(path.stat().st_size for path in folder.rglob("*"))
        note(f"frozen: {size / 1e6:.1f} MB in {sum(path.is_file() for path in folder.rglob('*'))} files")
        netmon = (["wine", str(folder / "netmon.exe")], [*machine.python, "-m", "netmon_tray"])
        tray = (["wine", str(folder / "netmon-tray.exe")], [*machine.python, "-c", TRAY])
        watch = [partial(to_sample, machine, [*start, "watch", "--json"]) for start in netmon]
        sample = medians_side_by_side(ROUNDS, watch)
        told("start to first sample", sample[0], sample[1], "s")
        window = medians_side_by_side(ROUNDS, [partial(to_window, machine, [*start, "--show"]) for start in tray])
        told("start to window", window[0], window[1], "s")
        for what, (mine, other), more in (("netmon run", netmon, ["run"]), ("the tray", tray, [])):
            held, beside = (settled(machine, [*start, *more]) for start in (mine, other))
            told(f"memory of {what}, PSS", held[0], beside[0], "MB")
            told(f"memory of {what}, RSS", held[1], beside[1], "MB")
        ratio = window[0] / window[1]
        return [f"the window takes {ratio:.2f} times as long, more than {START_RATIO}"] if ratio > START_RATIO else []


@contextlib.contextmanager
def started(machine: Windows, command: list[str]) -> Iterator[Running]:
    """Start a program with a data directory of its own; its output comes by a pipe (see ``wine``)."""
    with tempfile.TemporaryDirectory(dir=machine.place) as folder:
        places = {"NETMON_DATA_DIR": machine.path(Path(folder)), "NETMON_CONFIG": machine.path(Path(folder) / "none")}
        environ = {**machine.environ, **places}
        process = subprocess.Popen(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            yield Running(process, Path(folder) / "log", time.monotonic())
        finally:
            process.kill()
            process.communicate()


def to_sample(machine: Windows, command: list[str]) -> float:
    """Seconds from the start to the first sample's line."""
    with started(machine, command) as subject:
        assert subject.process.stdout is not None
        said = ""
        while '"sampled_at"' not in said:
            line = subject.process.stdout.readline()
            if not line:
                raise RuntimeError(f"it ended: {said[-400:]}")
            said += line
        return time.monotonic() - subject.started_s


def to_window(machine: Windows, command: list[str]) -> float:
    """Seconds from the start to an open window."""
    screen = machine.screen
    assert screen is not None
    wait_for(lambda: not screen.has_window("netmon"), "the end of the window before", FOUND_S)
    with started(machine, command) as subject:
        wait_for(lambda: screen.has_window("netmon"), "the window", FOUND_S)
        return time.monotonic() - subject.started_s


def settled(machine: Windows, command: list[str]) -> tuple[float, float]:
    """PSS and RSS a while after it began to record, with what Wine itself needs in the process."""
    with started(machine, command) as subject:
        wait_for(subject.log.with_name("agent.lock").exists, "the agent", FOUND_S)
        time.sleep(SETTLE_S)
        if subject.process.poll() is not None:
            raise RuntimeError(f"it ended with {subject.process.returncode}")
        return subject.proportional_bytes() / 1e6, subject.resident_bytes() / 1e6


@step(
    "windows-libraries",
    "libraries planted in the current directory and on PATH are not taken, our own are",
    limit_s=ON_WINDOWS_S,
)
def libraries() -> list[str]:
    with windows_frozen() as folder, windows() as machine:
        own = machine.place / "own"
        own.mkdir()
        compile_library(machine.place / "in_current.dll")
        compile_library(own / "our_own.dll")
        (machine.place / "path").mkdir()
        compile_library(machine.place / "path" / "on_path.dll")
        machine.environ["WINEPATH"] += f";{machine.path(machine.place / 'path')}"
        words = ("-c", LOADED)
        free = machine.run(*words, "free")
        restricted = machine.run(*words, "restricted", machine.path(own), machine.path(HOOK))
        found = [json.loads(done.stdout) if done.returncode == 0 else done.stderr for done in (free, restricted)]
        expected = [[True, True, False], [False, False, True]]
        troubles = [] if found == expected else [f"in the current directory, on PATH, our own: {found}, not {expected}"]
        return [trouble for name in ("netmon", "netmon-tray") for trouble in program_troubles(folder, name)] + troubles


def program_troubles(folder: Path, name: str) -> list[str]:
    """A program begins with the restriction, and bears its version, its words and an icon as resources."""
    program = folder / f"{name}.exe"
    content = program.read_bytes()
    words = windows_version.strings(PROJECT, name)
    lacking = [word for word in words.values() if word.encode("utf-16-le") not in content]
    troubles = (
        [f"{name} does not begin with the restriction"] if HOOK.stem not in CArchiveReader(str(program)).toc else []
    )
    troubles += [f"{name} does not say {', '.join(lacking)}"] if lacking else []
    return troubles + ([] if b"\x89PNG" in content else [f"{name} has no icon"])


def compile_library(target: Path) -> None:
    """Make a library that can be loaded."""
    command: list[str | Path] = ["x86_64-w64-mingw32-gcc", "-shared", "-s", "-x", "c", "-o", target, "-"]
    subprocess.run(command, input=PLANTED, text=True, check=True)
