"""The checks by name: which part of the product each one proves, and how near that comes to the real system.

A check is a function without arguments that returns its troubles as sentences; none is good. Register it in a module
that ``STORIES`` of ``__main__`` names:

    @check("windows-layout", "structures of wlanapi and iphlpapi", How.HEADERS)
    def layouts() -> list[str]:
        ...
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

LIMIT_S = 600.0
"""Of a check, with what it has to download or build first."""

Play = Callable[[], list[str]]


class How(enum.StrEnum):
    """What stands in for the system that is not here, the nearest to it first."""

    WINE = "run under Wine"
    HEADERS = "compiled against the headers"
    WHEELS = "against the wheels' metadata"
    BUFFERS = "on recorded buffers"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table."""

    name: str
    part: str
    """The part or fact that it proves."""
    how: How
    play: Play
    limit_s: float


CHECKS: dict[str, Check] = {}


def check(name: str, part: str, how: How, *, limit_s: float = LIMIT_S) -> Callable[[Play], Play]:
    """Register a check; it is played in a process of its own, which is ended after ``limit_s``."""

    def register(play: Play) -> Play:
        CHECKS[name] = Check(name, part, how, play, limit_s)
        return play

    return register
