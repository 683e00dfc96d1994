"""A Windows to run the program in: Wine, a Windows Python with the locked wheels, and this checkout's own wheel.

What is built is cached. Each call finds the registry and the user's folders as they were made, and leaves no process.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from foreign.wine_build import (
    app_key,
    build_app,
    build_windows,
    copy_prefix,
    end,
    environment,
    path,
    restore,
    windows_key,
)
from support.layers import cache_folder, exclusive, layer
from support.xvfb import Desktop, desktop


class Windows:
    """A running Wine.

    Attributes:
        place: A folder for what a check writes; ``path`` tells what it is called inside.
        environ: What programs are started with.
        python: How the Windows Python is called; it is on the path, where scripts of its pip look for it.
        scripts: The program's own ``netmon.exe`` and ``netmon-tray.exe``, as pip made them.
        screen: Where windows appear, if any.
        users: The user's folders.
    """

    def __init__(self, home: Path, app: Path, place: Path) -> None:
        self.place = place
        self.python = ["wine", str(home / "python" / "python.exe")]
        self.scripts = app / "Scripts"
        self.users = home / "prefix" / "drive_c" / "users"
        self.screen: Desktop | None = None
        self.environ = environment(home, app / "Lib" / "site-packages")

    @staticmethod
    def path(file: Path) -> str:
        """What a file is called inside."""
        return path(file)

    def run(self, *words: str, limit_s: float = 60.0, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run the Windows Python with these words to its end. Wine 8 needs pipes: Python finds no console or file."""
        return subprocess.run(
            [*self.python, *words],
            env=self.environ,
            cwd=self.place,
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=limit_s,
            check=False,
        )


@contextlib.contextmanager
def windows(*, has_screen: bool = False) -> Iterator[Windows]:
    """Yield a Wine with the program in it, alone; everything in it is ended afterwards. Windows need a screen."""
    cache = cache_folder(os.environ, "foreign")
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(layer(cache, "windows", windows_key(), build_windows))
        stack.enter_context(exclusive(cache, "session"))
        restore(home)
        stack.callback(end, environment(home, home))
        app = stack.enter_context(layer(cache, "app", app_key(home), lambda place: build_app(home, place)))
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="netmon-foreign-"))
        machine = Windows(home, app, Path(place))
        if has_screen:
            machine.screen = stack.enter_context(desktop())
            machine.environ["DISPLAY"] = machine.screen.environment["DISPLAY"]
        yield machine


def bare_windows(place: Path) -> dict[str, str]:
    """Make a Wine without Python or program in an empty folder; return what its programs are started with."""
    cache = cache_folder(os.environ, "foreign")
    with layer(cache, "windows", windows_key(), build_windows) as home, exclusive(cache, "session"):
        copy_prefix(home, place)
    variables = environment(place, place)
    return {name: value for name, value in variables.items() if name not in ("PYTHONPATH", "WINEPATH")}
