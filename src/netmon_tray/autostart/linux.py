"""Autostart by a desktop entry (freedesktop.org Desktop Application Autostart Specification 0.5)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from netmon_tray.autostart import AutostartStatus
from netmon_tray.autostart.desktop_entry import entry_text, exec_value, parse_entry, split_exec
from netmon_tray.model import NetmonError
from netmon_tray.words import say

assert sys.platform == "linux"  # noqa: S101 - the checker reads this file for one system

ENTRY_NAME = "netmon-tray.desktop"
MAX_ENTRY_BYTES = 100_000
_NOT_IN_PROGRAM = frozenset("%=")
"""The specification forbids = there; GLib does not undo %% when it looks whether the program exists (2.74)."""


def autostart(environ: Mapping[str, str]) -> XdgAutostart:
    """This user's autostart."""
    return XdgAutostart(environ)


class XdgAutostart:
    """The user's autostart folder, over the ones of the system.

    Attributes:
        user_entry: the file that ``enable`` writes; it hides a system-wide entry of the same name.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
        configured = Path(environ.get("XDG_CONFIG_HOME", ""))
        base = configured if configured.is_absolute() else home / ".config"
        system = environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        self.user_entry = base / "autostart" / ENTRY_NAME
        folders = [Path(folder) for folder in system.split(":")]
        self._system_entries = [folder / "autostart" / ENTRY_NAME for folder in folders if folder.is_absolute()]

    def status(self) -> AutostartStatus:
        """What the most important entry says; an entry with Hidden=true counts as none."""
        for entry in (self.user_entry, *self._system_entries):
            text = _read(entry)
            if text is not None:
                return _told(entry, parse_entry(text))
        return AutostartStatus(is_enabled=False, text=say("It does not start at login."))

    def enable(self, command: Sequence[str]) -> AutostartStatus:
        """Write the user's entry, in place of whatever it said before."""
        if _NOT_IN_PROGRAM.intersection(command[0]):
            raise NetmonError(
                say("{command} cannot be started by a desktop: its path holds % or =.", command=command[0]),
                say("Install netmon-tray in a folder without these."),
            )
        self._write(
            {
                "Type": "Application",
                "Version": "1.5",
                "Name": "netmon",
                "Comment": "Watches the current network and keeps its history",
                "Exec": exec_value(command),
                "Icon": "netmon-tray",
                "Terminal": "false",
                "StartupNotify": "false",
                "X-GNOME-Autostart-enabled": "true",
            }
        )
        return self.status()

    def disable(self) -> AutostartStatus:
        """Remove the user's entry, or hide the system-wide one by it."""
        if any(_read(entry) is not None for entry in self._system_entries):
            self._write({"Type": "Application", "Name": "netmon", "Hidden": "true"})
            return self.status()
        try:
            self.user_entry.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(self.user_entry, error) from error
        return self.status()

    def _write(self, values: Mapping[str, str]) -> None:
        draft = self.user_entry.with_name(f".{ENTRY_NAME}.new")
        try:
            self.user_entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_text(entry_text(values), encoding="utf-8")
            draft.replace(self.user_entry)
        except OSError as error:
            raise _unwritable(self.user_entry, error) from error


def _read(entry: Path) -> str | None:
    try:
        with entry.open("rb") as stream:
            return stream.read(MAX_ENTRY_BYTES).decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise NetmonError(
            say("The autostart entry {entry} cannot be read: {reason}.", entry=entry, reason=reason),
            say("Mend or remove it."),
        ) from error


def _told(entry: Path, values: Mapping[str, str]) -> AutostartStatus:
    is_hidden = values.get("Hidden", "").lower() == "true"
    if is_hidden or values.get("X-GNOME-Autostart-enabled", "").lower() == "false":
        text = say("It does not start at login: an entry of the desktop turns it off.")
        return AutostartStatus(is_enabled=False, text=text, place=str(entry))
    command = split_exec(values.get("Exec", ""))
    if not command or shutil.which(command[0]) is None:
        what = command[0] if command else say("nothing")
        text = say("It cannot start at login: the entry starts {what}, which is not there.", what=what)
        return AutostartStatus(True, text, str(entry), command, is_startable=False)
    return AutostartStatus(True, say("It starts at login."), str(entry), command)


def _unwritable(entry: Path, error: OSError) -> NetmonError:
    return NetmonError(
        say("The autostart entry {entry} cannot be changed: {reason}.", entry=entry, reason=error.strerror or error),
        say("Make its folder writable, or add netmon-tray in the desktop's own start-up settings."),
    )
