"""The registry as far as autostart needs it. (Only an MSIX package starts by a Startup task instead: there is none.)"""

from __future__ import annotations

import contextlib
import sys
import winreg
from collections.abc import Mapping

from netmon_tray.autostart.run_key import MACHINE, USER, RunKeyAutostart

assert sys.platform == "win32"  # noqa: S101 - the checker reads this file for one system

_HIVES = {USER: winreg.HKEY_CURRENT_USER, MACHINE: winreg.HKEY_LOCAL_MACHINE}


def autostart(_environ: Mapping[str, str]) -> RunKeyAutostart:
    """This user's autostart; the environment has no say in where that is."""
    return RunKeyAutostart(WindowsRegistry())


class WindowsRegistry:
    """See ``Registry`` for the methods."""

    def read(self, hive: str, key: str, name: str) -> object:
        """A value with its variables expanded; None where there is none."""
        try:
            with winreg.OpenKey(_HIVES[hive], key) as opened:
                value, kind = winreg.QueryValueEx(opened, name)
        except FileNotFoundError:
            return None
        return winreg.ExpandEnvironmentStrings(value) if kind == winreg.REG_EXPAND_SZ else value

    def write(self, hive: str, key: str, name: str, value: str | bytes) -> None:
        """Set a value, as text or as bytes."""
        kind = winreg.REG_SZ if isinstance(value, str) else winreg.REG_BINARY
        with winreg.CreateKeyEx(_HIVES[hive], key, access=winreg.KEY_SET_VALUE) as opened:
            winreg.SetValueEx(opened, name, 0, kind, value)

    def remove(self, hive: str, key: str, name: str) -> None:
        """Remove a value, if it is there."""
        with (
            contextlib.suppress(FileNotFoundError),
            winreg.OpenKey(_HIVES[hive], key, 0, winreg.KEY_SET_VALUE) as opened,
        ):
            winreg.DeleteValue(opened, name)
