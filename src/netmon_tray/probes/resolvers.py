"""The name servers that this machine asks. macOS keeps a resolv.conf, too, with those of the primary connection."""

from __future__ import annotations

from pathlib import Path

from netmon_tray.probes.parse.resolv_conf import RESOLVED_STUB, resolvers

_RESOLV_CONF = Path("/etc/resolv.conf")
_RESOLVED_UPLINKS = Path("/run/systemd/resolve/resolv.conf")
"""The servers that systemd-resolved asks itself (systemd-resolved.service(8))."""


def system_resolvers() -> tuple[str, ...]:
    """Return their addresses in order; those behind systemd-resolved where it is the only one that is named."""
    found = _read(_RESOLV_CONF)
    if set(found) == {RESOLVED_STUB}:
        return _read(_RESOLVED_UPLINKS) or found
    return found


def _read(place: Path) -> tuple[str, ...]:
    try:
        return resolvers(place.read_text("utf-8", errors="replace"))
    except OSError:
        return ()
