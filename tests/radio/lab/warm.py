"""Commands of `netmon` in children of a process that has imported it: starting Python takes seconds under emulation.

Called with the product's own Python and as the product's user. Reads a line of JSON a command (its words), answers with
a line of JSON: exit code, what it printed, what it complained.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import IO

FOREIGN = ("gui", "windows", "macos", "__main__")
"""What no command loads here."""


def main() -> None:
    """Answer until the asker goes away."""
    answers = os.fdopen(os.dup(1), "w")
    load()
    for line in sys.stdin:
        json.dump(answer(json.loads(line)), answers)
        answers.write("\n")
        answers.flush()


def load() -> None:
    """Import what a command would."""
    package = importlib.import_module("netmon_tray")
    for found in pkgutil.walk_packages(package.__path__, "netmon_tray."):
        if not any(word in found.name for word in FOREIGN):
            importlib.import_module(found.name)


def answer(words: Sequence[str]) -> dict[str, object]:
    """Run a command in a child, from the first line of its own main on."""
    with os.fdopen(os.memfd_create("printed"), "rb") as printed, os.fdopen(os.memfd_create("complained"), "rb") as said:
        child = os.fork()
        if child == 0:
            become(words, printed, said)
        _, status = os.waitpid(child, 0)
        return {"code": os.waitstatus_to_exitcode(status), "printed": whole(printed), "complained": whole(said)}


def become(words: Sequence[str], printed: IO[bytes], complained: IO[bytes]) -> None:
    """Be that command; never returns."""
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for file, standard in ((nothing, 0), (printed.fileno(), 1), (complained.fileno(), 2)):
            os.dup2(file, standard)
        code = importlib.import_module("netmon_tray.cli").main(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def whole(file: IO[bytes]) -> str:
    """All that was written to it."""
    file.seek(0)
    return file.read().decode()


if __name__ == "__main__":
    main()
