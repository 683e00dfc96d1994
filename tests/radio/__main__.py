"""Runs the product in an emulated machine with WiFi, a modem and cables, and shows expected beside reported values.

The machine is built once from Debian's packages and cached outside the checkout; its product is this checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import fcntl
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from radio.machine import images, qemu, table  # noqa: E402 - tests/ comes first on the path
from radio.machine.assembly import assembled  # noqa: E402
from radio.machine.chroot import TIED, BuildError  # noqa: E402
from radio.machine.suites import SUITES, Suite  # noqa: E402
from support.layers import cache_folder, forget  # noqa: E402

RESULTS = HERE.parents[1] / ".dev" / "radio"
RESULTS_BYTES = 1 << 30
LIMIT_S = 1190
"""Of a machine, and of all that run side by side: the whole stays below 20 minutes."""
HEAD_START_S = 75
"""A machine that starts takes a processor to itself; two of three machines are past that after this time."""
STARTS = 2
BESIDE = "mobile"
"""These scenarios need no radio and mostly wait: another machine of each kernel plays them meanwhile."""
TABLE = "table.json"


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A machine to be run.

    Attributes:
        name: of its folder of results.
        scenarios: names for the guest; all without any.
        comes_later: whether it waits until the others have started.
    """

    suite: Suite
    name: str
    scenarios: tuple[str, ...]
    comes_later: bool = False


def main(words: Sequence[str]) -> int:
    """Build what is missing, run the machines, print the table; 0 where nothing failed."""
    arguments = parser().parse_args(words)
    if arguments.list:
        return subprocess.run([sys.executable, HERE / "guest.py", "--results", HERE, "--list"], check=False).returncode
    if arguments.clean:
        forget(cache_folder(os.environ, "radio"))
        return 0
    if platform.machine() != "x86_64":
        return trouble("The emulated machine is made for PCs: call this command on one (x86_64).")
    if os.geteuid() != 0:
        return trouble("The emulated machine is built with root's rights: call this command as root.")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    places = places_of(arguments)
    try:
        code = run(places[0], arguments) if len(places) == 1 else side_by_side(places, arguments)
    except BuildError as error:
        return trouble(str(error))
    except KeyboardInterrupt:
        return 130
    if not (arguments.command or arguments.is_part):
        report(arguments.results.resolve(), places)
    return code


def parser() -> argparse.ArgumentParser:
    """Return what the command understands."""
    described = argparse.ArgumentParser(prog="dev.py radio", description=__doc__)
    described.add_argument("--kernel", choices=[suite.kernel for suite in SUITES], help="one kernel instead of all")
    described.add_argument("--list", action="store_true", help="name the scenarios and end")
    described.add_argument("--clean", action="store_true", help="delete all built machines and end")
    described.add_argument(
        "--limit", type=float, default=LIMIT_S, metavar="S", help="seconds per machine (%(default)s)"
    )
    described.add_argument("--results", type=Path, default=RESULTS, metavar="FOLDER", help="where the results go")
    described.add_argument("--is-part", metavar="NAME", help=argparse.SUPPRESS)
    described.add_argument("--command", help="a shell command to run in the machine instead of the scenarios")
    described.add_argument(
        "scenarios",
        nargs="*",
        metavar="SCENARIO",
        help="names, or how they begin; all without any; ! before one leaves it out",
    )
    return described


def places_of(arguments: argparse.Namespace) -> list[Place]:
    """Return the machines that the call is about: one of each kernel, a second one where all scenarios are played."""
    suites = [suite for suite in SUITES if arguments.kernel in (None, suite.kernel)]
    if arguments.is_part or arguments.command or arguments.scenarios:
        asked = tuple(arguments.scenarios)
        return [Place(suite, arguments.is_part or suite.kernel, asked) for suite in suites]
    alone = [Place(suite, suite.kernel, (f"!{BESIDE}",)) for suite in suites]
    return alone + [Place(suite, f"{suite.kernel}-{BESIDE}", (BESIDE,), comes_later=True) for suite in suites]


def side_by_side(places: Sequence[Place], arguments: argparse.Namespace) -> int:
    """Run the machines at the same time, each by a call of its own: they wait more than they work.

    Those that come later run one after another: three machines are what two processors bear.
    """
    begun = time.monotonic()
    with contextlib.ExitStack() as stack:
        calls = [stack.enter_context(called(place, arguments)) for place in places if not place.comes_later]
        codes = []
        for place in (place for place in places if place.comes_later):
            time.sleep(max(0, begun + HEAD_START_S - time.monotonic()))
            with called(place, arguments, begun) as call:
                codes.append(abs(call.wait()))
        return max(codes + [abs(call.wait()) for call in calls])


@contextlib.contextmanager
def called(place: Place, arguments: argparse.Namespace, begun: float | None = None) -> Iterator[subprocess.Popen[str]]:
    """Call this program for one machine; each line that it says begins with the machine's name.

    ``begun`` (monotonic seconds) is when the machine's time limit began to run, where that was earlier.
    """
    limit_s = arguments.limit - (time.monotonic() - begun if begun else 0)
    command = [*TIED, sys.executable, str(HERE), "--is-part", place.name, "--kernel", place.suite.kernel]
    command += ["--results", str(arguments.results), "--limit", f"{limit_s:.0f}"]
    command += ["--command", arguments.command] if arguments.command else ["--", *place.scenarios]
    call = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    speaker = threading.Thread(target=pass_on, args=[call.stdout, place.name], daemon=True)
    speaker.start()
    try:
        yield call
    finally:
        call.terminate()
        call.wait()
        speaker.join()


def pass_on(lines: IO[str], name: str) -> None:
    """Say what a machine's call says."""
    with lines:
        for line in lines:
            say(f"{name:>11}  {line.rstrip()}")


def run(place: Place, arguments: argparse.Namespace) -> int:
    """Run one machine; 0 where all that was asked was done and nothing differed."""
    suite, results = place.suite, arguments.results.resolve() / place.name
    asked = {"asked": "".join(f"{name}\n" for name in place.scenarios), "command": arguments.command or ""}
    with claimed(results), assembled(suite, cache_folder(os.environ, "radio"), say) as machine:
        for _ in range(STARTS):
            empty(results)
            say(f"Starting the machine with kernel {suite.kernel}; its console: {results / 'console.log'}")
            ending = played(machine, asked, results, arguments.limit)
            if not ending.has_crashed or (results / TABLE).exists():
                break
            say("The emulator itself crashed before the first scenario.")
    code = said(results / "ended")
    if arguments.command and code is not None:
        return code
    if code != 0:
        return trouble(ending.words(code))
    return 0 if table.is_good(table.read_table(results / TABLE)) else 1


def played(machine: qemu.Machine, asked: dict[str, str], results: Path, limit_s: float) -> qemu.Ending:
    """Boot a machine with a disk that holds what it is asked; bring back what it wrote there, however it ended."""
    with tempfile.TemporaryDirectory(prefix="netmon-radio-") as scratch:
        question, image = Path(scratch) / "asked", Path(scratch) / "results"
        question.mkdir()
        for name, text in asked.items():
            (question / name).write_text(text)
        images.make_image(question, image, RESULTS_BYTES)
        disks = (*machine.disks, qemu.Disk("results", image, is_writable=True))
        try:
            machine = dataclasses.replace(machine, disks=disks)
            return qemu.boot(machine, results / "console.log", limit_s, say, shows_all=bool(asked["command"]))
        finally:
            images.copy_out(image, results)


def said(file: Path) -> int | None:
    """Return the code with which the guest ended; None where it did not get that far."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        return int(file.read_text())
    return None


def report(results: Path, places: Sequence[Place]) -> None:
    """Print how each scenario went and what differed; write the whole table beside the machines' folders."""
    tables: dict[str, table.Table] = {}
    for place in places:
        if found := table.read_table(results / place.name / TABLE):
            kernel = place.suite.kernel
            tables[kernel] = table.joined(tables[kernel], found) if kernel in tables else found
    lines = table.merged(tables)
    whole = results / "table.md"
    whole.write_text(table.markdown(lines, list(tables)), encoding="utf-8")
    for line in [*table.counts(tables), *table.failures(lines, list(tables))]:
        say(line)
    say(f"The whole table: {whole}")


@contextlib.contextmanager
def claimed(results: Path) -> Iterator[None]:
    """Keep a results folder to this call; end where another one has it."""
    results.mkdir(parents=True, exist_ok=True)
    with results.with_name(f"{results.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(trouble(f"Another call is writing to {results}: wait for it, or choose --results FOLDER."))
        yield


def empty(folder: Path) -> None:
    """Delete what an earlier call left."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way, which ends the machine too."""
    sys.exit(128 + number)


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


def trouble(text: str) -> int:
    """Say what is wrong; return the exit code for it."""
    print(text, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
