"""One step of the sampler at a time, without threads, clocks or disks."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import pytest

from netmon_tray.attachments import Attachment, AttachmentTracker, Derived, Moved
from netmon_tray.model import (
    UNSUPPORTED,
    Link,
    LiveEventKind,
    RecordEvent,
    Sample,
    Throughput,
    TimelineEvent,
    TimelineKind,
)
from netmon_tray.sampler import RETURN_INTERVAL_S, Role, Sampler, Tick
from support.samples import sample, wired


class Probe:
    """Plays samples; the last one again and again."""

    def __init__(self, *samples: Sample) -> None:
        self.samples = list(samples)
        self.stale = 0

    def sample(self) -> Sample:
        return self.samples.pop(0) if len(self.samples) > 1 else self.samples[0]

    def mark_stale(self) -> None:
        self.stale += 1

    def subscribe(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change

    def close(self) -> None:
        self.samples.clear()


class Recorder:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.events: list[RecordEvent] = []
        self.rx_bytes = 0
        self.covered_s = 0.0
        self.names: list[object] = []
        self.happened: list[TimelineEvent] = []
        self.pauses: list[bool] = []
        self.saved_everything = False
        self.has_news = False

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

    def record(self, derived: Iterable[Derived]) -> None:
        for item in derived:
            self.events.append(item.record.event)
            self.has_news = True

    def count(self, seen: Sample, moved: Iterable[Moved], covered_s: float) -> None:
        self.rx_bytes += sum(part.rx_bytes for part in moved)
        self.covered_s += covered_s
        self.names += [link.network.name for link in seen.links]

    def note(self, events: Iterable[TimelineEvent], link: Link | None) -> None:
        self.happened += events

    def note_pause(self, at_unix_ms: int, *, is_on: bool) -> None:
        self.pauses.append(is_on)

    def save(self, now_unix_ms: int, now_s: float, kept: Attachment | None, *, everything: bool = False) -> bool:
        self.saved_everything = everything
        had_news, self.has_news = self.has_news, False
        return had_news


class Desk:
    """A sampler with everything around it."""

    def __init__(self, *samples: Sample, past: Iterable[Sample] = (), interval_s: float = 5.0) -> None:
        self.probe, self.recorder = Probe(*samples), Recorder()
        self.ticks: list[Tick] = []
        self.previews: list[Tick] = []
        self.records_saved = 0
        self.faults: list[Exception | None] = []
        self.sampler = Sampler(
            self.probe,
            self.role(self.recorder),
            interval_s=interval_s,
            past=past,
            on_preview=self.previews.append,
            on_tick=self.ticks.append,
            on_records=self._count_saved,
            on_fault=self.faults.append,
            monotonic_s=lambda: 0.0,
            debounce_s=0.0,
        )

    @staticmethod
    def role(recorder: Recorder | None) -> Role:
        return Role(AttachmentTracker(heartbeat_s=300, new_uuid=lambda: str(uuid.uuid4())), recorder)

    def _count_saved(self) -> None:
        self.records_saved += 1

    def steps(self, number: int) -> list[float]:
        return [self.sampler.step() for _ in range(number)]


def test_samples_become_ticks_records_and_sums() -> None:
    desk = Desk(sample(0, wired(100)), sample(5, wired(600)), sample(10, wired(900)))
    assert desk.steps(3) == [5.0, 5.0, 5.0]
    assert [tick.point.throughput for tick in desk.ticks] == [None, Throughput(100.0, 0.0), Throughput(60.0, 0.0)]
    assert [tick.point.starts_after_gap for tick in desk.ticks] == [True, False, False]
    assert desk.recorder.events == [RecordEvent.ESTABLISHED]
    assert (desk.recorder.rx_bytes, desk.recorder.covered_s) == (800, 10.0)
    assert desk.records_saved == 1
    assert len(desk.sampler.series.points()) == 3


def test_a_name_that_goes_missing_for_a_while_makes_no_network_of_its_own() -> None:
    nameless = replace(wired(600), network=replace(wired().network, name=UNSUPPORTED))
    desk = Desk(sample(0, wired(100)), sample(5, nameless), sample(10, wired(900)))
    desk.steps(3)
    assert desk.recorder.names == ["Office"] * 3
    assert desk.ticks[1].sample.links == (nameless,)


def test_sleep_is_marked_and_not_covered() -> None:
    desk = Desk(sample(0, wired(100)), sample(3600, wired(600)))
    desk.steps(2)
    assert LiveEventKind.SLEEP in [event.kind for event in desk.ticks[1].events]
    (slept,) = desk.recorder.happened
    assert (slept.kind, slept.until_unix_ms) == (TimelineKind.SLEEP, desk.ticks[1].sample.at_unix_ms)
    assert desk.recorder.covered_s == 0.0
    assert desk.recorder.rx_bytes == 500


def test_a_lost_connection_is_looked_at_soon() -> None:
    desk = Desk(sample(0, wired()), sample(5), sample(6, wired()))
    assert desk.steps(3) == [5.0, RETURN_INTERVAL_S, 5.0]


def test_a_pause_ends_the_attachment_and_keeps_nothing_until_it_is_over() -> None:
    desk = Desk(*(sample(5 * n, wired(100 * n)) for n in range(8)))
    desk.steps(2)
    desk.sampler.set_paused(is_paused=True)
    desk.steps(3)
    assert desk.recorder.events == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED]
    assert desk.recorder.rx_bytes == 200
    assert desk.ticks[-1].point.throughput is None
    assert desk.ticks[-1].sample.primary is not None
    desk.sampler.set_paused(is_paused=False)
    desk.steps(2)
    assert desk.recorder.events[2:] == [RecordEvent.ESTABLISHED]
    assert desk.recorder.rx_bytes == 300
    assert desk.recorder.pauses == [True, False]
    assert desk.recorder.happened == [], "what a pause hides is no sleep"


def test_an_observer_follows_and_records_only_in_its_new_role() -> None:
    desk = Desk(sample(0, wired()), sample(5, wired(100)), sample(10, wired(200)))
    desk.sampler.take_role(Desk.role(None))
    desk.steps(2)
    assert desk.recorder.events == []
    assert desk.ticks[1].point.throughput == Throughput(20.0, 0.0)
    desk.sampler.take_role(Desk.role(desk.recorder))
    desk.steps(1)
    assert desk.recorder.events == [RecordEvent.ESTABLISHED]


def test_the_end_takes_a_last_look_and_saves_everything() -> None:
    desk = Desk(sample(0, wired(100)), sample(3, wired(150)))
    desk.steps(1)
    desk.sampler.finish()
    assert desk.recorder.events == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED]
    assert (desk.recorder.rx_bytes, desk.recorder.covered_s) == (50, 3.0)
    assert desk.recorder.saved_everything


def test_an_end_before_the_first_sample_records_nothing() -> None:
    desk = Desk(sample(0, wired(100)))
    desk.sampler.finish()
    assert desk.recorder.events == []


def test_a_shorter_interval_wakes_and_a_longer_one_does_not() -> None:
    desk = Desk(sample(0, wired()))
    desk.sampler.set_interval(1.0)
    assert desk.sampler.step() == 1.0
    desk.sampler.set_interval(5.0)
    assert desk.sampler.step() == 5.0


def test_look_now_makes_the_probe_look_at_everything() -> None:
    desk = Desk(sample(0, wired()))
    desk.sampler.look_now()
    assert desk.probe.stale == 1


class UnforeseenError(Exception):
    """Something that nobody foresaw."""


def test_a_failing_step_is_said_once_and_the_thread_lives(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(sample(0, wired(100)))
    seen = threading.Event()
    plays = iter([UnforeseenError("one"), UnforeseenError("two"), sample(5, wired(200)), sample(10, wired(300))])

    def play() -> Sample:
        item = next(plays, sample(15, wired(400)))
        if isinstance(item, UnforeseenError):
            desk.sampler._changed.set()  # do not wait out the long interval after a fault
            raise item
        seen.set()
        return item

    desk.probe.sample = play
    desk.sampler.start()
    assert seen.wait(10)
    desk.sampler.stop(10)
    assert [type(fault) for fault in desk.faults] == [UnforeseenError, type(None)]
    assert [record.message for record in caplog.records] == ["a sample failed"]
    assert desk.recorder.events[-1] is RecordEvent.TERMINATED


def test_the_past_is_played_before_the_first_look() -> None:
    desk = Desk(sample(10, wired(900)), past=[sample(0, wired(100)), sample(5, wired(600))])
    desk.sampler.play()
    desk.steps(1)
    desk.sampler.finish()
    assert len(desk.sampler.series.points()) == 3
    assert desk.recorder.events == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED]
    assert desk.recorder.rx_bytes == 800


def test_while_the_past_is_played_the_present_is_shown() -> None:
    def past() -> Iterator[Sample]:
        shown.append(desk.sampler.shown)
        yield sample(0, wired(100))
        shown.append(desk.sampler.shown)

    shown: list[Sample | None] = []
    desk = Desk(present := sample(10, wired(900)), past=past())
    desk.sampler.play()
    assert shown == [present, present]
    assert [(tick.sample, tick.is_preview) for tick in desk.previews] == [(present, True)]
    assert desk.sampler.shown == sample(0, wired(100))


def test_whoever_only_looks_on_plays_no_past() -> None:
    desk = Desk(sample(10, wired(900)), past=[sample(0, wired(100)), sample(5, wired(600))])
    desk.sampler.take_role(desk.role(None))
    desk.steps(1)
    desk.sampler.play()
    assert len(desk.sampler.series.points()) == 1


def test_a_past_that_is_played_holds_up_no_end() -> None:
    def past() -> Iterator[Sample]:
        yield sample(0, wired(100))
        desk.sampler._stopping.set()
        yield from (sample(5 * n, wired(600)) for n in range(1, 10_000_000))

    desk = Desk(sample(10, wired(900)), past=past())
    desk.sampler.run()
    assert len(desk.sampler.series.points()) == 1
    assert desk.recorder.events == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED]
