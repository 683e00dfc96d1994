"""The last hour in memory: what the live charts draw, and the marks on their time axis."""

from __future__ import annotations

import threading
from collections import deque

from netmon_tray.model import Link, LiveEvent, LivePoint, Sample, Throughput, known

SPAN_MS = 3_600_000
"""The longest range of the Live view (ui.md)."""
MOST_POINTS = 3_700
"""An hour at one point a second, and some head room."""
MOST_EVENTS = 500


def live_point(sample: Sample, throughput: Throughput | None, *, starts_after_gap: bool) -> LivePoint:
    """Make the point of a sample; only what was measured is in it."""
    link = sample.primary
    if link is None:
        return LivePoint(sample.at_unix_ms, None, None, None, starts_after_gap=starts_after_gap)
    measure, signal = signal_of(link)
    return LivePoint(
        at_unix_ms=sample.at_unix_ms,
        throughput=throughput,
        signal=signal,
        signal_measure=measure,
        network_name=known(link.network.name),
        bssid=known(link.radio.bssid),
        frequency_mhz=known(link.radio.frequency_mhz),
        channel=known(link.radio.channel),
        starts_after_gap=starts_after_gap,
    )


def signal_of(link: Link) -> tuple[str | None, float | None]:
    """Return the measure and the value of a link's signal, best measure first; (None, None) without one."""
    radio = link.radio
    candidates: tuple[tuple[str, float | None], ...] = (
        ("rsrp", known(radio.rsrp_dbm)),
        ("rssi", known(radio.rssi_dbm)),
        ("rssi", known(radio.derived_rssi_dbm)),
        ("ratio", known(radio.signal_ratio)),
    )
    return next(((measure, float(value)) for measure, value in candidates if value is not None), (None, None))


class LiveSeries:
    """A bounded run of points and events; written by the sampler, read from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._points: deque[LivePoint] = deque(maxlen=MOST_POINTS)
        self._events: deque[LiveEvent] = deque(maxlen=MOST_EVENTS)

    def add(self, point: LivePoint, events: tuple[LiveEvent, ...]) -> None:
        """Append a point with its events and forget what is older than the span."""
        oldest = point.at_unix_ms - SPAN_MS
        with self._lock:
            self._points.append(point)
            self._events.extend(events)
            while self._points and self._points[0].at_unix_ms < oldest:
                self._points.popleft()
            while self._events and self._events[0].at_unix_ms < oldest:
                self._events.popleft()

    def mark(self, events: tuple[LiveEvent, ...]) -> None:
        """Add events that no sample brought."""
        with self._lock:
            self._events.extend(events)

    def points(self) -> tuple[LivePoint, ...]:
        """Return the points, oldest first."""
        with self._lock:
            return tuple(self._points)

    def events(self) -> tuple[LiveEvent, ...]:
        """Return the events, oldest first."""
        with self._lock:
            return tuple(self._events)
