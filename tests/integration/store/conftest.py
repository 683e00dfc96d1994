"""Real processes at one store, each ended by its own id."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / "support" / "store_process.py"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """``start(verb, data_dir, ..., before=())``: a process of tests/support/store_process.py that talks to the test."""
    with ExitStack() as stack:

        def begin(verb: str, data_dir: Path, *words: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
            command = [*before, sys.executable, str(PROGRAM), verb, str(data_dir), *words]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            stack.callback(end, process)
            return process

        yield begin


def end(process: subprocess.Popen[str]) -> None:
    """Leave nothing behind, whatever the test came to."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait(30)
