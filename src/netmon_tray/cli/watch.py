"""``netmon watch``: live lines of the current network; the agent where none runs, else an observer."""

from __future__ import annotations

import contextlib
import queue
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.agents import ending_signals, started, with_override
from netmon_tray.cli.render import (
    UsageError,
    abandon_output,
    condition_lines,
    padded,
    printable,
    write_json_line,
    write_lines,
)
from netmon_tray.cli.view import (
    View,
    moved_text,
    network_name,
    pause_text,
    signal_words,
    status_document,
    throughput_text,
    trip_text,
)
from netmon_tray.live import signal_of
from netmon_tray.model import CircuitState, LiveEvent, NetmonError, Sample
from netmon_tray.pause import Pause
from netmon_tray.store.lock import DataDirLock
from netmon_tray.targets import DNS, GATEWAY

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.cli.context import Context
    from netmon_tray.round_trips import TripSums
    from netmon_tray.sampler import Tick
    from netmon_tray.settings import Loaded

MOST_WAITING = 600
"""Samples kept for a reader that has stopped reading; it misses what comes after those."""
_NAME_WIDTH = 20
_SIGNAL_WIDTH = 17
_RATE_WIDTH = 28
_TRIP_WIDTH = 15


def watch(context: Context) -> int:
    """Write a line for each sample until Ctrl-C."""
    interval_s = context.arguments.interval

    def load() -> Loaded:
        loaded = context.load()
        return loaded if interval_s is None else with_override(loaded, "sampling.live_interval_s", value=interval_s)

    ticks: queue.SimpleQueue[Tick | None] = queue.SimpleQueue()
    try:
        load()  # an interval out of bounds is said before anything starts
    except NetmonError as error:
        raise UsageError(error.title) from error
    door = _Door(lambda: ticks.put(None))
    with ending_signals(door.close, door.break_off), started(context, load) as agent:
        agent.add_observer(
            lambda tick: ticks.put(tick) if ticks.qsize() < MOST_WAITING and not tick.is_preview else None
        )
        agent.look(is_live=True)
        writer = _Writer(context, agent)
        with contextlib.suppress(_StuckError), door.passage():
            writer.begin()
        while (tick := ticks.get()) is not None:
            with contextlib.suppress(_StuckError), door.passage():
                writer.tell(tick.sample, tick.events)
        if door.was_broken_off:
            abandon_output(sys.stdout)
            abandon_output(sys.stderr)
    return FINE


class _StuckError(Exception):
    """A write was broken off: whoever should read has stopped, and the command is to end."""


class _Door:
    """Lets writing be broken off at the end: a full pipe would hold it, and the signal that wants it to end, for ever.

    ``close`` and ``break_off`` are called by signal handlers, in the middle of whatever the main thread does.
    """

    def __init__(self, on_close: Callable[[], None]) -> None:
        self.was_broken_off = False
        self._on_close = on_close
        self._is_in_use = False

    def close(self) -> None:
        """The command is to end."""
        self._on_close()

    def break_off(self) -> None:
        """The command was to end by now: end a write that is still under way."""
        if self._is_in_use:
            self.was_broken_off = True
            raise _StuckError

    @contextlib.contextmanager
    def passage(self) -> Iterator[None]:
        """Write within this."""
        self._is_in_use = True
        try:
            yield
        finally:
            self._is_in_use = False


class _Writer:
    """Turns ticks into lines; a condition is said when it appears, and again only after it was gone."""

    def __init__(self, context: Context, agent: Agent) -> None:
        self._context = context
        self._agent = agent
        self._said: set[str] = set()

    def begin(self) -> None:
        """Say on standard error who records: standard output carries samples only."""
        directory = self._agent.paths.data_dir
        if self._agent.storage_problem is not None:
            return  # its condition says so with the first sample
        if self._agent.is_taking_over:
            line = f"{DataDirLock(directory).held_by() or 'Nobody'} is sending; recording begins in a moment."
        elif self._agent.snapshot().records_here:
            line = f"Recording into {directory}. Ctrl-C ends it."
        else:
            line = f"{DataDirLock(directory).held_by() or 'Nobody'} records in {directory}; this only looks on."
        write_lines([line], sys.stderr)

    def tell(self, sample: Sample, events: tuple[LiveEvent, ...]) -> None:
        """Write one sample, the marks before it, and what newly needs attention."""
        view = self._view(sample)
        new = [item for item in view.conditions if item.code not in self._said]
        self._said = {item.code for item in view.conditions}
        if self._context.wants_json:
            marks = [
                {"at": units.iso_utc(event.at_unix_ms), "kind": event.kind.value, "text": event.text}
                for event in events
            ]
            write_json_line({**status_document(view), "events": marks})
            return
        write_lines(condition_lines(new), sys.stderr)
        write_lines(event_lines(events))
        write_lines([sample_line(view)])

    def _view(self, sample: Sample) -> View:
        now = self._agent.snapshot()
        return View(
            sample=sample,
            throughput=now.throughput,
            queue=now.queue,
            upload=now.upload,
            conditions=now.conditions,
            since_unix_ms=now.since_unix_ms,
            rx_bytes=now.rx_bytes,
            tx_bytes=now.tx_bytes,
            pause=Pause(now.is_paused, now.pause_until_unix_ms),
            round_trips=now.standing.round_trips,
            units=self._context.settings.ui.units,
        )


def event_lines(events: Iterable[LiveEvent]) -> list[str]:
    """Marks on the time axis, as lines of their own."""
    return [f"{units.clock_text(event.at_unix_ms)}  * {printable(event.text)}" for event in events]


def sample_line(view: View) -> str:
    """One sample: time, interface, network, signal, throughput, what moved, what waits."""
    sample, link = view.sample, view.sample.primary
    clock = units.clock_text(sample.at_unix_ms)
    if link is None:
        return f"{clock}  no connection{_waiting(view)}"
    name = network_name(link)
    place = link.interface.name if name == link.interface.name else f"{link.interface.name} {printable(name)}"
    measure, signal = signal_of(link)
    cells = [padded(place, _NAME_WIDTH)]
    if measure is not None and signal is not None:
        cells.append(padded(signal_words(measure, signal), _SIGNAL_WIDTH))
    cells.append(padded(_rates(view), _RATE_WIDTH))
    if view.round_trips:
        cells.append(padded(trip_text(*_farthest(view.round_trips)), _TRIP_WIDTH))
    if view.rx_bytes is not None and view.tx_bytes is not None:
        cells.append(f"moved {moved_text(view.rx_bytes, view.tx_bytes)}")
    return f"{clock}  {'  '.join(cells)}{_waiting(view)}".rstrip()


def _farthest(round_trips: Mapping[str, TripSums]) -> tuple[str, TripSums]:
    """Of the parties that were asked the one that is farthest away: a host, else the name server, else the gateway."""
    ranks = {GATEWAY: 0, DNS: 1}
    return max(round_trips.items(), key=lambda item: ranks.get(item[0], 2))


def _rates(view: View) -> str:
    if view.pause.is_on:
        return pause_text(view.pause)
    return throughput_text(view.throughput, view.units) if view.throughput else "measuring"


def _waiting(view: View) -> str:
    """How many records wait; while the upload is off they are not waiting for anything."""
    if view.queue is None or view.upload is None or view.upload.state is CircuitState.OFF:
        return ""
    return f"  {view.queue.pending:,} waiting" if view.queue.pending else ""
