"""The frame of the foreign checks: what fails is told, what takes too long is ended, nothing is left running."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from foreign.processes import adopt_orphans, played
from foreign.wheels import MACOS, WINDOWS, wanted

LISTING = """\
# a comment
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:aa
pywin32-ctypes==0.2.3 ; sys_platform == 'win32' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
tomli==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:dd
requests==2.34.2 \\
    --hash=sha256:ee
"""


def apart(play: Callable[[], list[str]], limit_s: float = 60.0) -> list[str]:
    """Play a check below a process of its own: what this one started itself is none of the frame's business."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def frame() -> None:
        adopt_orphans()
        sender.send(played(play, limit_s))

    process = context.Process(target=frame)
    process.start()
    assert receiver.poll(60)
    troubles: list[str] = receiver.recv()
    process.join()
    return troubles


def leave_a_daemon() -> list[str]:
    """Its parent ends only when it runs under its own name: ``Popen`` waits for that."""
    start = "import subprocess; subprocess.Popen(['sleep', '300'], start_new_session=True)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", start], check=True)
    return []


def leave_a_thread() -> list[str]:
    """The first thread of a process ends and another goes on, as in a Wine whose server is gone: it looks ended."""
    start = (
        "import ctypes, threading, time; libc = ctypes.CDLL(None); libc.prctl(15, b'headless', 0, 0, 0);"
        "threading.Thread(target=time.sleep, args=(300,)).start(); libc.pthread_exit(None)"
    )
    process = subprocess.Popen([sys.executable, "-c", start])
    while ") Z " not in Path(f"/proc/{process.pid}/stat").read_text():
        time.sleep(0.01)
    return []


def break_off() -> list[str]:
    raise ValueError("a wrong offset")


def hang() -> list[str]:
    time.sleep(300)
    return []


def vanish() -> list[str]:
    os._exit(3)


@pytest.mark.parametrize(
    ("play", "limit_s", "troubles"),
    [
        (list, 60.0, []),
        (lambda: ["twice 1 is 3"], 60.0, ["twice 1 is 3"]),
        (break_off, 60.0, ["ValueError: a wrong offset"]),
        (hang, 0.05, ["it did not end within 0.05 s"]),
        (vanish, 60.0, ["its process ended with 3 before it told anything"]),
        (leave_a_daemon, 60.0, ["left running: sleep"]),
        (leave_a_thread, 60.0, ["left running: headless"]),
    ],
)
def test_what_a_check_says_and_leaves(play: Callable[[], list[str]], limit_s: float, troubles: list[str]) -> None:
    assert apart(play, limit_s) == troubles


def test_the_wheels_of_another_system_are_those_that_its_conditions_name() -> None:
    assert wanted(LISTING, WINDOWS).splitlines() == [
        "pywin32-ctypes==0.2.3 --hash=sha256:bb --hash=sha256:cc",
        "requests==2.34.2 --hash=sha256:ee",
    ]
    assert wanted(LISTING, MACOS, without=["requests"]).split() == []
