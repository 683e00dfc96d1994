"""The policy in the registry, where group policies put it: below that key only administrators can write."""

from __future__ import annotations

import itertools
import sys
import winreg
from collections.abc import Iterator

from netmon_tray import health
from netmon_tray.policy.source import Policy, tree

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

KEY = r"Software\Policies\netmon-tray"
"""Of HKEY_LOCAL_MACHINE. Each value is named by a setting's dotted key: numbers and true (1) or false (0) are
REG_DWORD, everything else REG_SZ; a number may be text too.
"""

ERROR_NO_MORE_ITEMS = 259
"""winerror.h"""


def read() -> Policy:
    """Read the key; without it there is no policy."""
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, KEY) as key:
            return Policy(tree(_values(key)))
    except FileNotFoundError:
        return Policy()
    except OSError as error:
        return Policy(conditions=(health.policy_ignored(rf"HKEY_LOCAL_MACHINE\{KEY}", error.strerror or str(error)),))


def _values(key: winreg.HKEYType) -> Iterator[tuple[str, object]]:
    for index in itertools.count():
        try:
            name, value, _ = winreg.EnumValue(key, index)
        except OSError as error:
            if error.winerror == ERROR_NO_MORE_ITEMS:
                return
            raise
        yield name, value
