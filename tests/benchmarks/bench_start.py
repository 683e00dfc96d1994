"""How long it takes from the start of the process to the first sample and to the icon in the tray."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import peers
from desktop import icon_is_shown, screen
from process import home_variables, netmon, passing_home, program, running
from table import Figure, medians_side_by_side

TITLE = "From start to"
ROUNDS = 5


def measure() -> list[Figure]:
    """Return the time to the first line of `netmon watch` and to a visible icon."""
    first = medians_side_by_side(
        ROUNDS,
        [
            lambda: to_words(netmon("watch", "--json"), b'"sampled_at"'),
            lambda: to_words([sys.executable, "-c", peers.FIRST_COUNTERS], b"bytes_recv"),
        ],
    )
    icon = medians_side_by_side(
        ROUNDS,
        [
            lambda: to_icon([program("netmon-tray")], "netmon-tray"),
            lambda: to_icon([sys.executable, "-c", peers.TRAY, "5"], "peer-tray"),
        ],
    )
    return [
        Figure("the first sample (netmon watch)", first[0], "s", "psutil's counters printed once", first[1]),
        Figure("the icon in the tray", icon[0], "s", "a bare tray icon", icon[1]),
    ]


def to_words(command: Sequence[str], words: bytes) -> float:
    """Return the seconds from the start of a program until it has said these words."""
    with passing_home() as home:
        log = home / "subject.log"
        with running(command, home_variables(home), log) as subject:
            return subject.wait_for("the first sample", lambda: words in log.read_bytes())


def to_icon(command: Sequence[str], name: str) -> float:
    """Return the seconds from the start of a program until its icon is in a tray."""
    with passing_home() as home, screen(home) as variables:
        return _shown_after(command, variables, name)


def _shown_after(command: Sequence[str], variables: Mapping[str, str], name: str) -> float:
    log = Path(variables["HOME"]) / "subject.log"
    with running(command, variables, log) as subject:
        return subject.wait_for("the icon", lambda: icon_is_shown(variables, name))
