"""Whom round trips are measured to: the gateway, the name server, and hosts that the user names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from netmon_tray.addresses import is_address

GATEWAY, DNS = "gateway", "dns"
MOST_TARGETS = 8
_HOST = re.compile(r"(?=.{1,253}\Z)[^\W_]([\w-]{0,61}[^\W_])?(\.[^\W_]([\w-]{0,61}[^\W_])?)*")
_PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Target:
    """A host that the user named; by its port where one is given."""

    text: str
    """As the user wrote it: the name under which its round trips are kept."""
    host: str
    port: int | None = None

    @property
    def address(self) -> str | None:
        """The host where it is an address already."""
        return self.host if is_address(self.host) else None


def words(text: str) -> list[str]:
    """The entries of the setting ``reachability.targets``, each once."""
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def targets(text: str) -> tuple[Target, ...]:
    """The hosts in the setting. ValueError says which entry is none."""
    return tuple(_target(word) for word in words(text) if word not in (GATEWAY, DNS))


def check(text: str) -> str:
    """The setting in its plain form; ValueError says what is wrong with it."""
    if len(targets(text)) > MOST_TARGETS:
        raise ValueError(f"must name at most {MOST_TARGETS} hosts")
    return ", ".join(words(text))


def _target(word: str) -> Target:
    host, port = word, ""
    if word.startswith("["):
        host, _, port = word[1:].partition("]")
        port = port.removeprefix(":")
    elif word.count(":") == 1:
        host, _, port = word.partition(":")
    if not is_address(host) and (host.replace(".", "").isdecimal() or not _HOST.fullmatch(host)):
        raise ValueError(f"must hold gateway, dns and hosts (example.org, 192.0.2.1:443), not {word[:40]!r}")
    if port and not (port.isascii() and port.isdecimal() and int(port) in _PORTS):
        raise ValueError(f"must hold ports from 1 to 65535, not {word[:40]!r}")
    return Target(word, host, int(port) if port else None)
