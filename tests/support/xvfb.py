"""A desktop of the test's own: a virtual screen with a window manager, a session bus, and tray hosts on demand."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.bus import PrivateBus, end, private_bus, wait_for

SCREEN = "1280x900x24"
ROOT = Path(__file__).parents[2]
CALL = "import sys; from netmon_tray.gui import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Place:
    """A window on the screen."""

    id: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class Desktop:
    """A running screen; every process that it starts ends with it."""

    def __init__(self, bus: PrivateBus, folder: Path) -> None:
        self.folder = folder
        self.bus = bus
        self._running: list[subprocess.Popen[bytes]] = []
        for name in ("home", "runtime"):
            (folder / name).mkdir(mode=0o700)
        self.environment = bus.environment(
            HOME=str(folder / "home"),
            XDG_RUNTIME_DIR=str(folder / "runtime"),
            XDG_CONFIG_HOME=str(folder / "home" / ".config"),
            XDG_DATA_HOME=str(folder / "home" / ".local"),
            QT_QPA_PLATFORM="xcb",
            PYTHONPATH=str(ROOT / "src"),
        )
        for name in ("WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "NETMON_DATA_DIR", "NETMON_CONFIG"):
            self.environment.pop(name, None)

    def open_screen(self) -> None:
        """Start the X server on a number of its own choice, and a window manager."""
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
        with (self.folder / "xvfb.log").open("wb") as log:
            server = subprocess.Popen(command, pass_fds=(writer,), stdout=log, stderr=log)
        self._running.append(server)
        os.close(writer)
        with os.fdopen(reader) as numbers:
            self.environment["DISPLAY"] = f":{numbers.readline().strip()}"
        self.start("openbox", "--sm-disable")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; its output goes to a file named after it."""
        with (self.folder / f"{Path(command[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, cwd=self.folder)
        self._running.append(process)
        return process

    def start_app(self, *options: str) -> subprocess.Popen[bytes]:
        """Start ``netmon-tray`` on the scripted host, with a data directory of this desktop."""
        return self.start(sys.executable, "-c", CALL, "--demo", "--data-dir", str(self.folder / "data"), *options)

    def netmon(self, *arguments: str) -> str:
        """The output of ``netmon`` on the same data directory."""
        command = [sys.executable, "-m", "netmon_tray", *arguments, "--data-dir", str(self.folder / "data")]
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True, timeout=60)
        return answer.stdout

    def start_xembed_host(self) -> subprocess.Popen[bytes]:
        """A panel that takes icons as embedded windows."""
        return self.start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "24")

    def close(self) -> None:
        """End everything, the newest first."""
        for process in reversed(self._running):
            end(process)

    # --- looking and touching -----------------------------------------------------------------------------------------

    def windows(self, *, visible: bool = True) -> list[Place]:
        """The app's windows, the icon's among them."""
        shown = ["--onlyvisible"] if visible else []
        found = self._tool("search", *shown, "--class", "netmon-tray").split()
        return [place for place in map(self._place, found) if place is not None]

    def main_window(self) -> Place | None:
        """The main window where it is visible."""
        return next((place for place in self.windows() if place.width >= 700), None)

    def has_window(self, title: str) -> bool:
        """Whether a window of whatever program bears exactly this title and is visible."""
        return bool(self._tool("search", "--onlyvisible", "--name", f"^{title}$").split())

    def icon(self) -> Place | None:
        """The embedded icon where a host shows it."""
        return next((place for place in self.windows() if 16 <= place.width <= 48 and place.x > 0), None)

    def menu(self) -> Place | None:
        """The open menu."""
        return next((place for place in self.windows() if 48 < place.width < 700 and place.height > 100), None)

    def click(self, at: tuple[int, int], button: int = 1) -> None:
        """Click somewhere on the screen."""
        self._tool("mousemove", str(at[0]), str(at[1]), "click", str(button))

    def key(self, *keys: str) -> None:
        """Press keys."""
        self._tool("key", *keys)

    def screenshot(self, name: str) -> Path:
        """A picture of the whole screen; kept where NETMON_SHOTS names a folder."""
        folder = Path(os.environ.get("NETMON_SHOTS", self.folder))
        folder.mkdir(parents=True, exist_ok=True)
        picture = folder / f"{name}.png"
        command = ["import", "-window", "root", str(picture)]
        subprocess.run(command, env=self.environment, check=True, timeout=30)
        return picture

    def _place(self, window: str) -> Place | None:
        text = self._tool("getwindowgeometry", "--shell", window)
        values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        if "WIDTH" not in values:  # gone meanwhile
            return None
        return Place(window, *(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    def _tool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=30
        ).stdout


@contextlib.contextmanager
def desktop() -> Iterator[Desktop]:
    """A desktop that is cleaned away."""
    folder = Path(tempfile.mkdtemp(prefix="netmon-desktop-"))
    with private_bus() as bus:
        made = Desktop(bus, folder)
        try:
            made.open_screen()
            yield made
        finally:
            made.close()
            shutil.rmtree(folder, ignore_errors=True)


__all__ = ["Desktop", "Place", "desktop", "wait_for"]
