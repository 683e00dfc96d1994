"""``netmon autostart``: the tray at login."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.autostart import AutostartStatus, system_autostart
from netmon_tray.cli import FINE
from netmon_tray.cli.render import printable, write_json, write_lines
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context


def enable(context: Context) -> int:
    """Have the tray started at login, with the same places as this call names."""
    return _tell(context, system_autostart(context.environ).enable(tray_command(context)))


def disable(context: Context) -> int:
    """Have it not started at login."""
    return _tell(context, system_autostart(context.environ).disable())


def status(context: Context) -> int:
    """Tell whether it is, and by what."""
    return _tell(context, system_autostart(context.environ).status())


def tray_command(context: Context) -> list[str]:
    """How the tray is started: the program beside this one, else the one on the path; NetmonError without any."""
    name = "netmon-tray"
    called_by = Path(sys.argv[0])  # a frozen program is told the name that was typed: a bare one says no folder
    folders = [called_by.absolute().parent] if called_by.name != sys.argv[0] else []
    folders.append(Path(sys.executable).parent)
    beside = [folder / file for folder in folders for file in (name, f"{name}.exe")]
    found = next((str(place) for place in beside if place.is_file()), None) or shutil.which(name)
    if found is None:
        raise NetmonError(
            "The program netmon-tray is not installed.", "Install netmon-tray first, for example with pip or pipx."
        )
    places = [("--data-dir", getattr(context.arguments, "data_dir", None), context.paths.data_dir)]
    places.append(("--config", getattr(context.arguments, "config", None), context.paths.config_file))
    options = [word for option, given, place in places if given for word in (option, str(place))]
    return [str(Path(found).absolute()), *options]


def _tell(context: Context, now: AutostartStatus) -> int:
    if context.wants_json:
        write_json(
            {
                "enabled": now.is_enabled,
                "startable": now.is_startable,
                "place": now.place,
                "command": list(now.command),
                "text": now.text,
            }
        )
        return FINE
    write_lines([now.text, *([printable(now.place)] if now.place else [])])
    return FINE
