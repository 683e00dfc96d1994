"""The policy as managed preferences: what a configuration profile sets for this program (a payload whose type is the
program's bundle identifier, with settings by their dotted keys).

macOS keeps them as property lists that only root can write: for the computer, and for one user. The files are read and
held to the same rules as Linux' policy. CFPreferences would answer from the same files, but only through 20 MB of
bindings at every start, and without saying who could have written an answer.
"""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path
from typing import BinaryIO

from netmon_tray import plist_file
from netmon_tray.paths import BUNDLE_ID
from netmon_tray.policy import file
from netmon_tray.policy.source import Policy, tree

assert sys.platform != "win32"  # noqa: S101 - makes the type checker read this file where a test can run it

FOLDER = Path("/Library/Managed Preferences")


def read(folder: Path = FOLDER, owner_uid: int = 0, user: str | None = None) -> Policy:
    """Read the computer's preferences and the user's, which win key by key; each is trusted for itself."""
    names = (folder / f"{BUNDLE_ID}.plist", folder / (user or _user()) / f"{BUNDLE_ID}.plist")
    policies = [file.read(name, owner_uid, _parse) for name in names]
    values: dict[str, dict[str, object]] = {}
    for policy in policies:
        for section, keys in policy.values.items():
            assert isinstance(keys, dict)  # noqa: S101 - ``tree`` makes nothing else
            values.setdefault(section, {}).update(keys)
    return Policy(values, tuple(condition for policy in policies for condition in policy.conditions))


def _parse(stream: BinaryIO) -> dict[str, dict[str, object]]:
    return tree(plist_file.read(stream).items())


def _user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user that no directory knows
        return str(os.getuid())
