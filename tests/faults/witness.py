"""What is seen of a run from outside: where the token is, how hard the agent worked, how hard the Gate was pressed."""

from __future__ import annotations

import base64
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from support.gate_server import Answer, Request

LEAST_WAIT_S = 0.9
"""A failing channel is left alone for a second at least (``upload.circuit.LEAST_WAIT_S``), by the server's clock."""
START_CPU_S = 6.0
"""Of processor time for start and stop, on a machine that is busy."""
CPU_SHARE = 0.25
"""Of the time that it runs; the agent of these scenes samples and records once a second, which takes a fiftieth."""
RECORD_CPU_S = 0.02
"""For each record sent."""
_UNFAILING = frozenset({201, 400, 409, 413, 422})
"""Answers that speak of a record, not of the channel."""


def forms(token: str) -> tuple[bytes, ...]:
    """The shapes in which a token could lie around."""
    return token.encode(), base64.b64encode(token.encode())[:-4], token.encode("utf-16-le")


def files_with(token: str, folder: Path, known: Iterable[Path]) -> list[str]:
    """Files below a folder that hold the token, apart from those that may."""
    expected = set(known)
    places = (place for place in folder.rglob("*") if place.is_file() and place not in expected)
    return sorted(str(place.relative_to(folder)) for place in places if _holds(token, place.read_bytes()))


def processes_with(token: str) -> list[str]:
    """Running processes whose arguments or environment show the token."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                is_there = _holds(token, (place / name).read_bytes())
            except OSError:  # it has just ended
                continue
            if is_there:
                found.append(f"{name} of process {place.name}")
    return found


def _holds(token: str, content: bytes) -> bool:
    return any(form in content for form in forms(token))


def cpu_s(pid: int) -> float:
    """Processor seconds that a process has used, 0 when it is gone (proc(5), fields 14 and 15 of stat)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def impatience(requests: Sequence[Request], answers: Sequence[Answer], parallelism: int) -> int:
    """I3: how many requests came within a second after an answer that speaks of a failing channel.

    Those that were on their way already do not count, nor those after a better answer. A record that fails again may
    fail by itself while others pass.
    """
    failed: set[str] = set()
    hasty: set[float] = set()
    well = [answer.at_s for answer in answers if answer.status in _UNFAILING]
    for answer in answers:
        if answer.status in _UNFAILING or answer.key in failed:
            continue
        failed.add(answer.key)
        until_s = min((at_s for at_s in well if at_s > answer.at_s), default=math.inf)
        until_s = min(until_s, answer.at_s + LEAST_WAIT_S)
        soon = sorted(one.at_s for one in requests if answer.at_s < one.at_s < until_s)
        hasty.update(soon[parallelism - 1 :])
    return len(hasty)


def disagreements(said: Iterable[Mapping[str, Any]], taken: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Where ``netmon log --json`` and the Gate's journal tell different stories, record by record."""
    found = []
    for document in said:
        name, delivery = document["record_uuid"], document["delivery"]
        is_in_doubt = delivery["maybe_sent"] or delivery["state"] == "sending"
        if delivery["state"] == "sent" and name not in taken:
            found.append(f"{name} is called sent and was never taken")
        elif name in taken and delivery["state"] != "sent" and not is_in_doubt:
            found.append(f"{name} was taken and is called {delivery['state']} without a doubt")
        elif name in taken and document["payload"] != taken[name]:
            found.append(f"{name} was taken with another content")
    return found
