"""The name servers in a resolv.conf (resolv.conf(5))."""

from __future__ import annotations

from netmon_tray.addresses import is_address

RESOLVED_STUB = "127.0.0.53"
"""systemd-resolved on this machine: it answers from what it remembers, whether its own servers answer or not."""


def resolvers(text: str) -> tuple[str, ...]:
    """The addresses of the name servers, in their order; lines that hold none are left out, as the C library does."""
    found = []
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1 and words[0] == "nameserver" and is_address(words[1].partition("%")[0]):
            found.append(words[1])
    return tuple(found)
