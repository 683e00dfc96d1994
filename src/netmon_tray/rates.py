"""Two readings of a counter -> the bytes that moved and the throughput, with resets, glitches and gaps told apart."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.model import CounterKey, InterfaceCounters, Link, NetworkType, Throughput, known

UNTRUSTED_CEILING_BIT_PER_S = 100_000_000_000
"""No interface of a personal computer moves more (100 Gbit/s, architecture.md); above it a figure is a fault."""
CEILING_FACTOR = 1.5
"""Head room over a trusted link rate (architecture.md)."""
COUNTER_LAG_S = 2.0
"""Some drivers publish their counters only once in a second or two: a short interval may hold more than it lasted."""
GAP_FLOOR_S = 10.0
"""An interval longer than this and than five sampling intervals is a gap (architecture.md)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading that the next one is compared with.

    ``rx_is_held``/``tx_is_held``: the last figure fell below the kept one, and the next reading decides
    whether that was a glitch or a reset (decisions.md 3).
    """

    counters: InterfaceCounters
    uptime_s: float
    rx_is_held: bool = False
    tx_is_held: bool = False


@dataclass(frozen=True, slots=True)
class Movement:
    """Bytes that moved between two readings; ``throughput`` is None where a rate would be a lie."""

    rx_bytes: int
    tx_bytes: int
    throughput: Throughput | None


def gap_limit_s(interval_s: float) -> float:
    """Longest time between two readings that still makes a throughput, for a sampling interval."""
    return max(GAP_FLOOR_S, 5 * interval_s)


def ceiling_bytes_per_s(link: Link) -> float:
    """Bytes per second that the link cannot exceed.

    Only a wired link's rate bounds its traffic: a radio's transmit rate falls while it idles and says
    nothing about what is received.
    """
    rate = known(link.link_rate_bit_per_s)
    trusted = rate if rate and link.network_type is NetworkType.ETHERNET else None
    return (trusted * CEILING_FACTOR if trusted else UNTRUSTED_CEILING_BIT_PER_S) / 8


def move(
    base: Reading, counters: InterfaceCounters, uptime_s: float, *, ceiling_bytes_per_s: float, gap_s: float
) -> tuple[Reading, Movement]:
    """Return the next base and what moved since ``base``; another interface's counter counts from 0."""
    elapsed_s = uptime_s - base.uptime_s
    most_bytes = ceiling_bytes_per_s * max(elapsed_s, COUNTER_LAG_S)
    if not _is_same_counter(base.counters.key, counters.key):
        rx = _Step(counters.rx_bytes, counters.rx_bytes)
        tx = _Step(counters.tx_bytes, counters.tx_bytes)
    else:
        rx = _step(base.counters.rx_bytes, counters.rx_bytes, was_held=base.rx_is_held)
        tx = _step(base.counters.tx_bytes, counters.tx_bytes, was_held=base.tx_is_held)
    kept = InterfaceCounters(counters.key, rx.base, tx.base)
    rx_bytes = rx.moved if rx.moved <= most_bytes else 0
    tx_bytes = tx.moved if tx.moved <= most_bytes else 0
    is_sound = (rx_bytes, tx_bytes) == (rx.moved, tx.moved) and not (rx.is_held or tx.is_held)
    throughput = None
    if is_sound and 0 < elapsed_s <= gap_s:
        throughput = Throughput(rx_bytes / elapsed_s, tx_bytes / elapsed_s)
    return Reading(kept, uptime_s, rx.is_held, tx.is_held), Movement(rx_bytes, tx_bytes, throughput)


def _is_same_counter(before: CounterKey, after: CounterKey) -> bool:
    """A renamed interface or a changed MAC goes on counting; only a new device or a new boot begins at 0."""
    return (before.boot_id, before.interface_index) == (after.boot_id, after.interface_index)


@dataclass(frozen=True, slots=True)
class _Step:
    """One direction: the new base, the bytes counted, and whether the next reading has to decide."""

    base: int
    moved: int
    is_held: bool = False


def _step(base: int, value: int, *, was_held: bool) -> _Step:
    if value >= base:
        return _Step(value, value - base)
    if was_held:
        return _Step(value, value)
    return _Step(base, 0, is_held=True)
