"""The database that the scripted week makes, by the program's own way from samples to rows; made once in a test run.

``week_dir`` copies it to a place of the test's own.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import shutil
import time
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from netmon_tray.attachments import AttachmentTracker
from netmon_tray.auditor import Auditor
from netmon_tray.model import Sample
from netmon_tray.past import Past
from netmon_tray.probes.scripted import ScriptedHost
from netmon_tray.recorder import Recorder
from netmon_tray.sampler import Role, Sampler
from netmon_tray.settings import Settings
from netmon_tray.storage import Storage
from netmon_tray.upload.redactor import Redactor

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=ZONE)
"""A Friday; the week begins on the Saturday before, at midnight."""
NOW_UNIX_MS = int(NOW.timestamp()) * 1000


def localtime(unix_s: float) -> time.struct_time:
    """The calendar of the week."""
    return datetime.fromtimestamp(unix_s, ZONE).timetuple()


def unix_ms(text: str) -> int:
    """A moment of the week, as "2026-11-18 19:42"."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


def week_host() -> ScriptedHost:
    """The scripted host, whose present is ``NOW``."""
    host = ScriptedHost(monotonic_s=lambda: 0.0, unix_ms=lambda: NOW_UNIX_MS, localtime=localtime)
    host.locate(Settings().privacy.coordinate_decimals)
    return host


def week_samples() -> list[Sample]:
    """Everything that the week and the quarter of an hour after it show."""
    return list(week_host().past())


def record_week(data_dir: Path, settings: Settings | None = None) -> None:
    """Record the week in ``data_dir``; nothing of it may ever be sent."""
    storage = Storage(data_dir)
    storage.open()
    assert storage.stores is not None
    stores = storage.stores
    for store in (stores.history, stores.trips, stores.coverage, stores.timeline):
        store.localtime = localtime
    recorder = Recorder(settings or Settings(), Redactor(), keeps_local=True)
    recorder.attach(stores)
    numbers = itertools.count(1)
    tracker = AttachmentTracker(
        heartbeat_s=300, new_uuid=lambda: f"00000000-0000-4000-8000-{next(numbers):012}", disguise=recorder.disguise
    )
    host = week_host()
    past = Past(settings or Settings(), recorder, Auditor(storage, recorder), host)

    def on_past(sample: Sample) -> None:
        past.see(tracker.named(sample), tracker.current.uuid if tracker.current is not None else None)

    sampler = Sampler(
        host,
        Role(tracker, recorder),
        interval_s=5.0,
        past=host.past(),
        on_past=on_past,
        on_tick=lambda _tick: None,
        on_records=lambda: None,
        on_fault=lambda _error: None,
    )
    sampler.play()
    past.end()
    sampler.finish()
    storage.close()


def week_dir(place: Path) -> Path:
    """A data directory below ``place`` in which the week was recorded."""
    return Path(shutil.copytree(_recorded(), place / "week"))


@functools.cache
def _recorded() -> Path:
    folder = Path(mkdtemp(prefix="netmon-week-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    record_week(folder)
    return folder
