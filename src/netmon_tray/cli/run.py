"""``netmon run``: the agent in the foreground, for services and scripts."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from netmon_tray.cli import FINE
from netmon_tray.cli.agents import ending_signals, started
from netmon_tray.cli.render import write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import queue_text
from netmon_tray.model import NetmonError
from netmon_tray.store.lock import DataDirLock

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.cli.context import Context

TAKE_OVER_S = 20.0
"""A process that only sends ends what is under way before it gives way: 10 s at the most."""
TAKE_OVER_POLL_S = 0.5
_PERMANENT = frozenset({"readonly", "newer", "cantopen"})
"""Storage troubles that do not pass by themselves: a service that cannot record should say so by ending."""


def run(context: Context) -> int:
    """Sample, log and upload until a signal or for ``--duration``, then stop cleanly."""
    with ending_signals() as wait_for_end, started(context, context.load) as agent:
        _check(agent, wait_for_end)
        with contextlib.suppress(BrokenPipeError):  # a service whose output nobody reads goes on recording
            write_lines([f"Recording into {agent.paths.data_dir}. Ctrl-C ends it."])
        wait_for_end(context.arguments.duration)
        upload = agent.snapshot().upload
    if context.arguments.demo:
        write_lines(["Stopped."])
        return FINE
    with opened(context.paths.data_dir) as stores:
        counts = stores.outbox.counts()
    write_lines([f"Stopped. Records: {queue_text(counts, upload, context.now_unix_ms())}."])
    return FINE


def _check(agent: Agent, wait: Callable[[float | None], bool]) -> None:
    """Refuse to run where nothing would be recorded: NetmonError says why. A process that only sends gives way."""
    deadline_s = time.monotonic() + TAKE_OVER_S
    while agent.is_taking_over and time.monotonic() < deadline_s and not wait(TAKE_OVER_POLL_S):
        agent.look_now()
    problem = agent.storage_problem
    if problem is not None and problem.kind in _PERMANENT:
        raise problem
    if problem is None and not agent.snapshot().records_here and not wait(0):
        holder = DataDirLock(agent.paths.data_dir).held_by() or "Another netmon"
        raise NetmonError(
            f"{holder} already records in {agent.paths.data_dir}.",
            "End it first, choose another place with --data-dir, or use `netmon watch` to look on.",
        )
