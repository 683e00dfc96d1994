"""Starting the tray at login: the one choice of operating system, and what every system answers alike."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from netmon_tray.model import NetmonError
from netmon_tray.words import say

_MODULES = {
    "linux": "netmon_tray.autostart.linux",
    "win32": "netmon_tray.autostart.windows",
    "darwin": "netmon_tray.autostart.launch_agent",
}


@dataclass(frozen=True, slots=True)
class AutostartStatus:
    """Whether the tray starts at login, and by what."""

    is_enabled: bool
    text: str
    """One sentence for a person."""
    place: str | None = None
    """The file or key that says so."""
    command: tuple[str, ...] = ()
    """What is started."""
    is_startable: bool = True
    """False where that program is not there any more."""


class Autostart(Protocol):
    """One system's way to start a program at login; all of them raise NetmonError where it cannot be changed."""

    def status(self) -> AutostartStatus:
        """How it stands now; raises NetmonError where that cannot be read."""

    def enable(self, command: Sequence[str]) -> AutostartStatus:
        """Have ``command`` (absolute program, arguments) started at login."""

    def disable(self) -> AutostartStatus:
        """Have nothing of ours started at login, also where the system-wide entry would."""


def system_autostart(environ: Mapping[str, str]) -> Autostart:
    """This system's way; ``environ`` tells where the user's configuration is."""
    module = _MODULES.get(sys.platform)
    if module is None:
        raise NetmonError(
            say("Starting at login is not available on this system yet."),
            say("It comes with this system's support; until then add netmon-tray to the login items by hand."),
        )
    found: Autostart = import_module(module).autostart(environ)
    return found


def command_of_tray(options: Sequence[str]) -> list[str]:
    """How the tray is started with these options: the program beside this one, else the one on the path.

    NetmonError without any.
    """
    name = "netmon-tray"
    called_by = Path(sys.argv[0])  # a frozen program is told the name that was typed: a bare one says no folder
    folders = [called_by.absolute().parent] if called_by.name != sys.argv[0] else []
    folders.append(Path(sys.executable).parent)
    beside = [folder / file for folder in folders for file in (name, f"{name}.exe")]
    found = next((str(place) for place in beside if place.is_file()), None) or shutil.which(name)
    if found is None:
        raise NetmonError(
            say("The program netmon-tray is not installed."),
            say("Install netmon-tray first, for example with pip or pipx."),
        )
    return [str(Path(found).absolute()), *options]
