"""Autostart by a launch agent of macOS (launchd.plist(5)): a property list that launchd reads at login.

Login items of the newer kind (SMAppService) take an application that carries the list inside; a list in the user's
library starts what was installed with pip as well. macOS 13 and later tell the person of a new one.
"""

from __future__ import annotations

import plistlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from netmon_tray import plist_file
from netmon_tray.autostart import AutostartStatus
from netmon_tray.model import NetmonError
from netmon_tray.paths import BUNDLE_ID
from netmon_tray.words import say

AGENT_NAME = f"{BUNDLE_ID}.plist"
SYSTEM_FOLDER = Path("/Library/LaunchAgents")
_SETTINGS = say("System Settings, General, Login Items & Extensions")
_ON = say("It starts at login, unless it is switched off in {place}.", place=_SETTINGS)
"""launchd keeps that switch where only root can read it."""
_OFF = say("It does not start at login.")


def autostart(environ: Mapping[str, str]) -> LaunchAgentAutostart:
    """This user's autostart."""
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
    return LaunchAgentAutostart(home / "Library" / "LaunchAgents")


class LaunchAgentAutostart:
    """The user's launch agents, beside one for everybody that an administrator may have made.

    Attributes:
        user_agent: the file that ``enable`` writes.
    """

    def __init__(self, user_folder: Path, system_folder: Path = SYSTEM_FOLDER) -> None:
        self.user_agent = user_folder / AGENT_NAME
        self._system_agent = system_folder / AGENT_NAME

    def status(self) -> AutostartStatus:
        """What the user's agent says, else the one for everybody."""
        for agent in (self.user_agent, self._system_agent):
            status = _read(agent)
            if status is not None:
                return status
        return AutostartStatus(is_enabled=False, text=_OFF)

    def enable(self, command: Sequence[str]) -> AutostartStatus:
        """Write the user's agent, unless the one for everybody starts just this already."""
        everybodys = _read(self._system_agent)
        if everybodys is None or not everybodys.is_enabled or everybodys.command != tuple(command):
            self._write(command)
        return self.status()

    def disable(self) -> AutostartStatus:
        """Remove the user's agent; the one for everybody takes an administrator."""
        try:
            self.user_agent.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(self.user_agent, error) from error
        status = self.status()
        if status.is_enabled:
            raise NetmonError(
                say("It starts at login for everybody who uses this computer; only an administrator can change that."),
                say("Switch it off for yourself in {place}.", place=_SETTINGS),
            )
        return status

    def _write(self, command: Sequence[str]) -> None:
        draft = self.user_agent.with_name(f".{AGENT_NAME}.new")
        try:
            self.user_agent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_bytes(_agent(command))
            draft.chmod(0o644)  # launchd passes over a list that others may write
            draft.replace(self.user_agent)
        except OSError as error:
            raise _unwritable(self.user_agent, error) from error


def _agent(command: Sequence[str]) -> bytes:
    """It runs in graphical sessions only, once, with the priority of something that a person looks at."""
    return plistlib.dumps(
        {
            "Label": BUNDLE_ID,
            "AssociatedBundleIdentifiers": [BUNDLE_ID],
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
    )


def _read(agent: Path) -> AutostartStatus | None:
    """What one agent says; None where there is none. NetmonError where it cannot be read."""
    try:
        with agent.open("rb") as stream:
            return _told(agent, plist_file.read(stream))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:
        return AutostartStatus(
            is_enabled=False,
            text=say("It does not start at login: {agent} is there, but {reason}.", agent=agent, reason=error),
            place=str(agent),
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise NetmonError(
            say("The launch agent {agent} cannot be read: {reason}.", agent=agent, reason=reason),
            say("Mend or remove it."),
        ) from error


def _told(agent: Path, values: Mapping[str, object]) -> AutostartStatus:
    if values.get("Disabled") is True or values.get("RunAtLoad") is not True:
        return AutostartStatus(
            is_enabled=False, text=say("It does not start at login: its launch agent is off."), place=str(agent)
        )
    arguments = values.get("ProgramArguments")
    command = tuple(map(str, arguments)) if isinstance(arguments, list) else ()
    if not command or shutil.which(command[0]) is None:
        what = command[0] if command else say("nothing")
        text = say("It cannot start at login: the launch agent starts {what}, which is not there.", what=what)
        return AutostartStatus(True, text, str(agent), command, is_startable=False)
    return AutostartStatus(True, _ON, str(agent), command)


def _unwritable(agent: Path, error: OSError) -> NetmonError:
    return NetmonError(
        say("The launch agent {agent} cannot be changed: {reason}.", agent=agent, reason=error.strerror or error),
        say("Make its folder writable, or add netmon-tray in {place}.", place=_SETTINGS),
    )
