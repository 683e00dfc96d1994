"""The sampling thread: probe -> derive -> store -> tell, each interval and when the system reports a change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import happenings
from netmon_tray.live import LiveSeries, live_point
from netmon_tray.model import Link, LiveEvent, LivePoint, Sample, known
from netmon_tray.rates import gap_limit_s

if TYPE_CHECKING:
    from netmon_tray.attachments import Attachment, AttachmentTracker
    from netmon_tray.probes import HostProbe
    from netmon_tray.recorder import Recorder

logger = logging.getLogger(__name__)

DEBOUNCE_S = 0.75
"""One WiFi connect makes about 20 link events in two seconds (probes.md 2.2): let a burst settle."""
RETURN_INTERVAL_S = 1.0
"""While a lost connection may still come back within its grace time."""
HEED_S = 5.0
"""What other processes wish is noticed within this time, however far apart the samples are (decisions.md 6)."""
PAST_INTERVAL_S = 30.0
"""Between two samples of a past that was made up, at most: longer is a gap in it."""
SAVED_AT_ONCE = 40
"""Samples of a past: what they made is handed to the store together."""
FAULT_INTERVAL_S = 30.0
"""After a step that failed for a reason nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What observers are told of one sample."""

    sample: Sample
    point: LivePoint
    events: tuple[LiveEvent, ...]
    is_preview: bool = False
    """The present while a made-up past is played: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who follows the attachment, and who saves it: ``recorder`` is None where another process records."""

    tracker: AttachmentTracker
    recorder: Recorder | None


class Sampler:
    """Runs the probe and hands on what it means.

    ``prepare`` is called once in the sampling thread before the first sample, ``past`` is then played as if it
    had been sampled (``--demo``), ``on_preview`` called with the present before it and ``on_past`` after each sample
    of it. ``heed`` is called between two
    samples that lie far apart, ``revise`` adds to a sample what others know, ``on_tick`` is called after each,
    ``on_records`` after records were saved, ``on_fault`` with the error of a step that nobody foresaw: all from the
    sampling thread.
    """

    def __init__(
        self,
        probe: HostProbe,
        role: Role,
        *,
        interval_s: float,
        past: Iterable[Sample] = (),
        on_past: Callable[[Sample], None] = lambda _: None,
        on_preview: Callable[[Tick], None] = lambda _: None,
        prepare: Callable[[], None] = lambda: None,
        heed: Callable[[], None] = lambda: None,
        revise: Callable[[Sample], Sample] = lambda sample: sample,
        on_tick: Callable[[Tick], None],
        on_records: Callable[[], None],
        on_fault: Callable[[Exception | None], None],
        monotonic_s: Callable[[], float] = time.monotonic,
        debounce_s: float = DEBOUNCE_S,
    ) -> None:
        self.series = LiveSeries()
        self.last: Sample | None = None
        self._probe = probe
        self._role = role
        self._interval_s = interval_s
        self._past, self._on_past, self._on_preview = past, on_past, on_preview
        self._preview: Sample | None = None
        self._prepare, self._heed, self._revise = prepare, heed, revise
        self._on_tick, self._on_records, self._on_fault = on_tick, on_records, on_fault
        self._monotonic_s = monotonic_s
        self._debounce_s = debounce_s
        self._is_paused = False
        self._wants_pause = False
        self._new_role: Role | None = None
        self._changed = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="netmon-sampler", daemon=True)

    @property
    def attachment(self) -> Attachment | None:
        """The attachment as it stands."""
        return self._role.tracker.current

    @property
    def shown(self) -> Sample | None:
        """The present, also while a past is played."""
        return self._preview or self.last

    @property
    def tracker(self) -> AttachmentTracker:
        """Who follows the attachment at present."""
        return self._role.tracker

    # --- from other threads: nothing here waits for a probe or a disk -------------------------------------------------

    def start(self) -> None:
        """Start the thread and listen to the system's events."""
        self._thread.start()
        self._probe.subscribe(self._changed.set)

    def stop(self, timeout_s: float) -> bool:
        """End the attachment, save everything and end the thread; whether that was done within ``timeout_s``."""
        self._stopping.set()
        self._changed.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def set_interval(self, interval_s: float) -> None:
        """Change the sampling interval; a shorter one begins at once."""
        is_shorter = interval_s < self._interval_s
        self._interval_s = interval_s
        if is_shorter:
            self._changed.set()

    def set_paused(self, *, is_paused: bool) -> None:
        """Pause or resume recording: a pause ends the attachment (decisions.md 1)."""
        self._wants_pause = is_paused
        self._changed.set()

    def take_role(self, role: Role) -> None:
        """Go on with another tracker and recorder from the next step on."""
        self._new_role = role
        self._changed.set()

    def look_now(self) -> None:
        """Take a sample soon, everything looked at anew."""
        self._probe.mark_stale()
        self._changed.set()

    # --- the thread ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Sample until stopped."""
        has_failed = False
        self._prepare()
        self._apply_role()
        self.play()
        while not self._stopping.is_set():
            try:
                wait_s = self.step()
                if has_failed:
                    self._on_fault(None)
                has_failed = False
            except Exception as error:  # a worker never dies silently
                wait_s = FAULT_INTERVAL_S
                if not has_failed:
                    logger.exception("a sample failed")
                    self._on_fault(error)
                has_failed = True
            if self._rest(wait_s):
                self._stopping.wait(self._debounce_s)
                self._changed.clear()
        self.finish()

    def play(self) -> None:
        """Take the past, in one transaction: a made-up week takes seconds, and less where someone wants to stop.

        Whoever only looks on has none: whoever records has played it.
        """
        recorder = self._role.recorder
        if not self._past or recorder is None:
            return
        self._preview = present = self._probe.sample()
        self._on_preview(Tick(present, live_point(present, None, starts_after_gap=True), (), is_preview=True))
        with recorder.together():
            for number, sample in enumerate(self._past):
                if self._stopping.is_set():
                    break
                self._see(sample)
                self._on_past(sample)
                if number % SAVED_AT_ONCE == 0:
                    self._save(sample)
            self._save(self.last)
        self._preview = None

    def step(self) -> float:
        """Take one sample and pass it on; return the seconds until the next."""
        started_s = self._monotonic_s()
        self._apply_role()
        sample = self._revise(self._probe.sample())
        if self._wants_pause != self._is_paused:
            self._change_pause(sample)
        tick = self._take(sample)
        self._on_tick(tick)
        is_urgent = self._role.tracker.is_waiting_for_return
        interval_s = min(RETURN_INTERVAL_S, self._interval_s) if is_urgent else self._interval_s
        return max(0.0, interval_s - (self._monotonic_s() - started_s))

    def _apply_role(self) -> None:
        if self._new_role is not None:
            self._role, self._new_role = self._new_role, None

    def _take(self, sample: Sample) -> Tick:
        """Derive, keep and save what a sample means."""
        tick = self._see(sample)
        self._save(sample)
        return tick

    def _see(self, sample: Sample) -> Tick:
        """Derive and keep what a sample means."""
        tick = self._paused_tick(sample) if self._is_paused else self._derive(sample)
        self.series.add(tick.point, tick.events)
        self.last = sample
        return tick

    def _rest(self, wait_s: float) -> bool:
        """Wait for the next sample, heeding wishes meanwhile; return whether something cut the wait short."""
        end_s = self._monotonic_s() + wait_s
        while (left_s := end_s - self._monotonic_s()) > HEED_S:
            if self._changed.wait(HEED_S):
                return True
            self._heed()
        return self._changed.wait(left_s)

    def finish(self) -> None:
        """End the attachment with a last look at the counters and save everything."""
        try:
            if self.last is not None and not self._is_paused:
                self._end(self._probe.sample(), keeps_counters=not self._wants_pause)
        finally:
            self._save(self.last, everything=True)

    def _change_pause(self, sample: Sample) -> None:
        self._is_paused = self._wants_pause
        if self._is_paused:
            self._end(sample, keeps_counters=False)
        if self._role.recorder is not None:
            self._role.recorder.note_pause(sample.at_unix_ms, is_on=self._is_paused)
        self.last = None

    def _end(self, sample: Sample, *, keeps_counters: bool) -> None:
        seen = self._role.tracker.end(sample, keeps_counters=keeps_counters)
        if self._role.recorder is not None:
            self._role.recorder.record(seen.derived)
            self._role.recorder.count(sample, seen.moved, self._covered_s(sample))

    def _derive(self, sample: Sample) -> Tick:
        is_gap = self._is_gap(sample)
        seen = self._role.tracker.observe(sample, gap_s=self._gap_s)
        happened = happenings.of_samples(self.last, sample, is_gap=is_gap)
        events = happenings.live_events(happened, "")
        for derived in seen.derived:
            events += happenings.live_events(happenings.of_record(derived.record), _name(derived.record.link))
        if self._role.recorder is not None:
            named = self._role.tracker.named(sample)
            self._role.recorder.record(seen.derived)
            self._role.recorder.note(happened, named.primary)
            self._role.recorder.count(named, seen.moved, self._covered_s(sample))
        return Tick(sample, live_point(sample, seen.throughput, starts_after_gap=is_gap), events)

    @property
    def _gap_s(self) -> float:
        return gap_limit_s(self._interval_s if self._preview is None else PAST_INTERVAL_S)

    def _covered_s(self, sample: Sample) -> float:
        """Seconds since the last sample that were observed; 0 after a gap."""
        return 0.0 if self.last is None or self._is_gap(sample) else sample.uptime_s - self.last.uptime_s

    def _is_gap(self, sample: Sample) -> bool:
        """Whether nothing is known of the time before this sample."""
        return self.last is None or sample.uptime_s - self.last.uptime_s > self._gap_s

    @staticmethod
    def _paused_tick(sample: Sample) -> Tick:
        """While paused the icon stays true, and nothing is kept."""
        return Tick(sample, LivePoint(sample.at_unix_ms, None, None, None, starts_after_gap=True), ())

    def _save(self, sample: Sample | None, *, everything: bool = False) -> None:
        recorder, kept = self._role.recorder, self._role.tracker.kept
        if sample is None or recorder is None:
            return
        if recorder.save(sample.at_unix_ms, self._monotonic_s(), kept, everything=everything):
            self._on_records()


def _name(link: Link) -> str:
    """What people call the network of a link."""
    return known(link.network.name) or link.interface.name
