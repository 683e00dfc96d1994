"""What the organisation has set for this machine: values that the user's settings cannot override.

Linux: ``/etc/netmon-tray/policy.toml``, with the same tables and names as the user's settings. Windows: values below
``HKEY_LOCAL_MACHINE\\Software\\Policies\\netmon-tray`` that bear the keys' names. macOS: the preferences that a profile
manages, below the program's bundle identifier, with the keys' names too.
"""

from __future__ import annotations

import sys
from importlib import import_module

from netmon_tray.policy.source import Policy

__all__ = ["Policy", "read_policy"]

_SOURCES = {
    "linux": "netmon_tray.policy.file",
    "win32": "netmon_tray.policy.windows",
    "darwin": "netmon_tray.policy.macos",
}


def read_policy() -> Policy:
    """Read the policy; one that is not there is empty, one that cannot be trusted is ignored with a condition."""
    source = _SOURCES.get(sys.platform)
    if source is None:
        return Policy()
    policy: Policy = import_module(source).read()
    return policy
