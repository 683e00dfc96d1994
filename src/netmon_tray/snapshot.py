"""Everything that the faces show of a running agent, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from netmon_tray.model import Condition, Outage, QueueCounts, Sample, Silence, Throughput, UploadStatus
from netmon_tray.round_trips import TripSums


@dataclass(frozen=True, slots=True)
class Standing:
    """How far this machine reaches, as the last rounds of questions showed."""

    at_unix_ms: int = 0
    """When the last round was asked; 0 before the first."""
    round_trips: Mapping[str, TripSums] = field(default_factory=dict)
    """Of the last minute, by party: "gateway", "dns", or a host as the user wrote it."""
    silences: Mapping[str, Silence] = field(default_factory=dict)
    """Who did not answer in the last round, and why; also those who never answered, of whom nothing is added up."""
    outage: Outage | None = None
    """What goes on."""
    clear_since_unix_ms: int = 0
    """Where nothing goes on: when the last outage ended, as far as it was followed; 0 where there was none."""
    is_set_aside: bool = False
    """Nobody asks any more what went on: the connection was switched off, or nobody is to be asked."""
    is_online: bool = False
    """A host that the user named answers, and no login page can have done so in its place."""
    has_portal: bool = False
    answers_everything: bool = False
    """The name server gives an address for names that don't exist."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the faces show, as one value."""

    sample: Sample | None
    throughput: Throughput | None
    since_unix_ms: int | None
    """When the current attachment was established; None without one."""
    rx_bytes: int
    """Moved since then."""
    tx_bytes: int
    queue: QueueCounts
    upload: UploadStatus
    conditions: tuple[Condition, ...]
    records_here: bool
    """This process is the agent of the data directory."""
    is_paused: bool
    pause_until_unix_ms: int | None
    """None while paused: until someone resumes."""
    standing: Standing = field(default_factory=Standing)
