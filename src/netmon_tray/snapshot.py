"""Everything that the faces show of a running agent, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.model import Condition, QueueCounts, Sample, Throughput, UploadStatus


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
