"""``netmon autostart``: the tray at login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray.autostart import AutostartStatus, command_of_tray, system_autostart
from netmon_tray.cli import FINE
from netmon_tray.cli.render import printable, write_json, write_lines

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
    """How the tray is started with the places that this call names; NetmonError where it is not installed."""
    places = [("--data-dir", getattr(context.arguments, "data_dir", None), context.paths.data_dir)]
    places.append(("--config", getattr(context.arguments, "config", None), context.paths.config_file))
    return command_of_tray([word for option, given, place in places if given for word in (option, str(place))])


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
