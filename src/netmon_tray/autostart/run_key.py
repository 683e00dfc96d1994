"""Autostart by the registry's Run keys: what the user's entry, the machine's and the system's own switches say."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Protocol

from netmon_tray.autostart import AutostartStatus, command_line
from netmon_tray.model import NetmonError
from netmon_tray.words import say

ENTRY_NAME = "netmon-tray"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where Task Manager and the system's settings keep what was turned off there: an odd first byte turns an entry off.
Not documented; read in what they write, as many programs do. No value, or an even one: on.
"""
LONGEST = 260
"""Characters of a command line of these keys ("Run and RunOnce Registry Keys", learn.microsoft.com)."""
USER, MACHINE = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"
_OFF = b"\x03" + bytes(11)


class Registry(Protocol):
    """Values of the registry; ``hive`` is USER or MACHINE. Every method raises OSError where it is not allowed."""

    def read(self, hive: str, key: str, name: str) -> object:
        """A value with its variables expanded; None where there is none."""

    def write(self, hive: str, key: str, name: str, value: str | bytes) -> None:
        """Set a value, as text or as bytes."""

    def remove(self, hive: str, key: str, name: str) -> None:
        """Remove a value, if it is there."""


class RunKeyAutostart:
    """The user's own entry, beside one for everybody that an administrator may have made."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def status(self) -> AutostartStatus:
        """What the user's entry says, else the machine's; both start the program where both are there."""
        turned_off = None
        for hive in (USER, MACHINE):
            place = rf"{hive}\{RUN}\{ENTRY_NAME}"
            line = self._read(hive, RUN)
            if not isinstance(line, str):
                continue
            if self._is_on(hive):
                return _told(place, command_line.split(line))
            turned_off = turned_off or place
        if turned_off:
            text = say("It does not start at login: the system's settings for startup apps turn it off.")
            return AutostartStatus(is_enabled=False, text=text, place=turned_off)
        return AutostartStatus(is_enabled=False, text=say("It does not start at login."))

    def enable(self, command: Sequence[str]) -> AutostartStatus:
        """Write the user's entry, unless the machine's one starts just this already."""
        line = command_line.join(command)
        if len(line) > LONGEST:
            raise NetmonError(
                say(
                    "The command that starts at login would be {n} characters long; Windows starts {most}.",
                    n=len(line),
                    most=LONGEST,
                ),
                say("Choose a shorter --data-dir or --config, or install netmon-tray in a folder with a shorter name."),
            )
        if self._read(MACHINE, RUN) != line or not self._is_on(MACHINE):
            self._change(USER, RUN, line)
            self._change(USER, APPROVED, None)
        return self.status()

    def disable(self) -> AutostartStatus:
        """Remove the user's entry, and turn the machine's one off, which takes an administrator."""
        self._change(USER, RUN, None)
        self._change(USER, APPROVED, None)
        if self._read(MACHINE, RUN) is not None and self._is_on(MACHINE):
            self._change(MACHINE, APPROVED, _OFF)
        return self.status()

    def _is_on(self, hive: str) -> bool:
        switch = self._read(hive, APPROVED)
        return not (isinstance(switch, bytes) and switch and switch[0] % 2)

    def _read(self, hive: str, key: str) -> object:
        try:
            return self._registry.read(hive, key, ENTRY_NAME)
        except OSError as error:
            reason = error.strerror or str(error)
            raise NetmonError(
                say(r"The registry's {hive}\{key} cannot be read: {reason}.", hive=hive, key=key, reason=reason)
            ) from error

    def _change(self, hive: str, key: str, value: str | bytes | None) -> None:
        try:
            if value is None:
                self._registry.remove(hive, key, ENTRY_NAME)
            else:
                self._registry.write(hive, key, ENTRY_NAME, value)
        except OSError as error:
            raise _unchangeable(hive, key, error) from error


def _told(place: str, command: tuple[str, ...]) -> AutostartStatus:
    if not command or shutil.which(command[0]) is None:
        what = command[0] if command else say("nothing")
        text = say("It cannot start at login: the entry starts {what}, which is not there.", what=what)
        return AutostartStatus(True, text, place, command, is_startable=False)
    return AutostartStatus(True, say("It starts at login."), place, command)


def _unchangeable(hive: str, key: str, error: OSError) -> NetmonError:
    if hive == MACHINE:
        return NetmonError(
            say("It starts at login for everybody who uses this computer; only an administrator can change that."),
            say("Turn it off in the Windows settings: Apps, Startup."),
        )
    return NetmonError(
        say(
            r"The registry's {hive}\{key} cannot be changed: {reason}.",
            hive=hive,
            key=key,
            reason=error.strerror or error,
        ),
        say("Use the Windows settings instead: Apps, Startup."),
    )
