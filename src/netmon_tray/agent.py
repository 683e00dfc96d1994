"""The agent: builds the parts, starts and stops them, and is what both faces talk to."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from netmon_tray import health, log
from netmon_tray.alerting import Alerting
from netmon_tray.duty import Beginning, Duty
from netmon_tray.holder import HAND_OVER
from netmon_tray.model import LiveEvent, LivePoint, LoggedRecord, Sample
from netmon_tray.past import Past
from netmon_tray.paths import Paths
from netmon_tray.pause import Pause, Pausing
from netmon_tray.probes import LocatingProbe
from netmon_tray.reacher import Asker, Surroundings
from netmon_tray.reaching import Reaching, Views
from netmon_tray.recorder import Recorder
from netmon_tray.sampler import Role, Sampler, Tick
from netmon_tray.sending import Outside, Sending
from netmon_tray.settings import Loaded, Settings, WatchedSettings
from netmon_tray.snapshot import Snapshot
from netmon_tray.storage import Storage, Stores
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.errors import StoreError
from netmon_tray.telling import Telling
from netmon_tray.upkeep import Upkeep
from netmon_tray.upload.redactor import Redactor
from netmon_tray.upload.token import FILE_VARIABLE
from netmon_tray.uploader import LAST_WORDS_S
from netmon_tray.wakeups import WakeUps
from netmon_tray.wishes import Wishes

T = TypeVar("T")
logger = logging.getLogger(__name__)

PORTAL_URL = "http://neverssl.com/"
"""Opened in the user's browser on their own click only."""
SHUTDOWN_S = {"win32": 4.0}.get(sys.platform, 10.0)
"""In which a closed circuit may still send (decisions.md 2). Windows ends a program 5 s after its console was closed or
the session's end was told (HungAppTimeout), and leaves no time for more.
"""


class Agent:
    """One agent per data directory; without the lock it observes, and takes over when the lock is freed.

    All methods may be called from any thread and none waits for a probe, a disk or the network, but
    ``start(wait_s=...)``, ``stop``, ``note`` and ``latest_record``.
    """

    def __init__(
        self,
        paths: Paths,
        load: Callable[[], Loaded],
        probe: LocatingProbe,
        *,
        past: Iterable[Sample] = (),
        asker: Asker | None = None,
        is_demo: bool = False,
    ) -> None:
        """``load`` reads the settings anew. A demo plays ``past`` first, and nothing of it may ever be sent."""
        self.paths = paths
        watched = WatchedSettings(paths.config_file, load)
        self.loaded = watched.held
        self._probe = probe
        self._storage = Storage(paths.data_dir)
        self._observers: list[Callable[[Tick], None]] = []
        self._reaching = self._make_reaching(asker)
        self._recorder = Recorder(self.settings, Redactor(), keeps_local=is_demo, reached=self._reaching.take)
        self._renew_redactor()
        self._duty = self._make_duty()
        self._sampler = self._make_sampler(past)
        self._upkeep = Upkeep(self._storage, probe.is_clock_synchronised)
        self._sending = self._make_sending()
        self._wakeups = WakeUps(lambda: self._sending.uploader, self._sampler.look_now)
        self._pausing = Pausing(lambda: self._duty.is_recording, self._on_pause, self._ask)
        self._alerting = Alerting(self._storage, self._recorder)
        self._telling = Telling(self._recorder, self._duty, self._upkeep, self._alerting, self._reaching, self._sending)
        self._past = (
            Past(self.settings, self._recorder, self._alerting.auditor, asker) if past and asker is not None else None
        )
        self._wishes = self._make_wishes(watched)
        self._locate()
        self._is_looked_at = self._is_stopped = False
        self._opened = threading.Event()

    @property
    def settings(self) -> Settings:
        """The settings as they hold now."""
        return self.loaded.settings

    def is_clock_synchronised(self) -> bool:
        """Whether a time service keeps the clock."""
        return self._probe.is_clock_synchronised()

    @property
    def storage_problem(self) -> StoreError | None:
        """Why nothing can be saved at the moment."""
        return self._storage.problem

    @property
    def is_taking_over(self) -> bool:
        """Whether a process that only sends was asked for the data directory, and has not given way yet."""
        return self._duty.is_taking_over

    # --- for the faces --------------------------------------------------------------------------------------------

    def start(self, wait_s: float = 0.0) -> None:
        """Start sampling and uploading; wait up to ``wait_s`` until the database was opened, or was found unusable.

        A demo's past is played by then too.
        """
        log.install_hooks(self._telling.note_crash)
        self._wakeups.start()
        self._sampler.start()
        self._reaching.reacher.start()
        if wait_s:
            self._opened.wait(wait_s)

    def stop(self, budget_s: float = SHUTDOWN_S) -> None:
        """Terminate the attachment, let a closed circuit send what is left, and close everything (decisions.md 2).

        A second call does nothing.
        """
        if self._is_stopped:
            return
        self._is_stopped = True
        deadline_s = time.monotonic() + budget_s
        self._wakeups.close()
        self._reaching.reacher.stop()
        has_ended = self._sampler.stop(budget_s / 2)
        self._sending.stop(max(LAST_WORDS_S, deadline_s - time.monotonic()) if has_ended else LAST_WORDS_S)
        if has_ended and self._storage.stores is not None and self._storage.is_agent:  # else the database may hang
            with contextlib.suppress(StoreError):
                self._storage.stores.state.put({"pause": self._pausing.current.to_text()})
        self._probe.close()
        self._storage.close()

    def add_observer(self, observer: Callable[[Tick], None]) -> None:
        """Call ``observer`` from the sampling thread after each sample."""
        self._observers.append(observer)

    def look(self, *, is_live: bool) -> None:
        """Sample at the live interval while someone looks."""
        self._is_looked_at = is_live
        self._set_interval()

    def look_now(self) -> None:
        """Look at everything anew, soon."""
        self._sampler.look_now()

    def pause(self, until_unix_ms: int | None = None) -> None:
        """Record and send nothing until then; None: until someone resumes."""
        self._pausing.decide(Pause(is_on=True, until_unix_ms=until_unix_ms))

    def resume(self) -> None:
        """End the pause."""
        self._pausing.decide(Pause(is_on=False))

    def send_now(self) -> None:
        """Try to send at once, whatever the circuit waits for."""
        if self._sending.uploader is not None:
            self._sending.uploader.probe_now()
        elif not self._duty.is_recording:
            self._ask("send_now")

    def note(self, step: Callable[[Stores], T]) -> T:
        """Write what a person decided (``choices``, a network's flags), whoever records; waits for the disk.

        Raises StoreError.
        """
        with self._storage.writing() as stores:
            done = step(stores)
        self._sending.wake()
        return done

    def token_changed(self) -> None:
        """Try the token anew, at once: somebody gave another."""
        if self._duty.is_recording:
            self._wakeups.token_changed()
        else:
            self._ask("token")

    def latest_record(self) -> LoggedRecord | None:
        """The newest row of the connection log, or None; waits for the database. Raises StoreError."""
        stores = self._storage.stores
        if stores is None:
            raise self._storage.problem or StoreError("busy", "The database is not open yet.")
        return next(stores.log.records(limit=1), None)

    @staticmethod
    def portal_url() -> str:
        """Address at which a captive portal shows its login page: plain HTTP, so that it can answer."""
        return PORTAL_URL

    def points(self) -> tuple[LivePoint, ...]:
        """The live points of the last hour, oldest first."""
        return self._sampler.series.points()

    def events(self) -> tuple[LiveEvent, ...]:
        """The marks of the last hour, oldest first."""
        return self._sampler.series.events()

    def snapshot(self) -> Snapshot:
        """Everything the faces show."""
        points = self.points()
        attachment = self._sampler.attachment
        pause = self._pausing.current
        return Snapshot(
            sample=self._sampler.shown,
            throughput=points[-1].throughput if points else None,
            since_unix_ms=attachment.since_unix_ms if attachment else None,
            rx_bytes=attachment.rx_bytes if attachment else 0,
            tx_bytes=attachment.tx_bytes if attachment else 0,
            queue=self._upkeep.queue,
            upload=self._sending.status(),
            conditions=self._telling.shown(),
            records_here=self._storage.is_agent,
            is_paused=pause.is_on,
            pause_until_unix_ms=pause.until_unix_ms,
            standing=self._reaching.standing,
        )

    # --- in the sampling thread -----------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self._duty.tend()
        if self._past is None:
            self._opened.set()

    def _on_past(self, sample: Sample) -> None:
        attachment = self._sampler.attachment
        if self._past is not None:
            named = self._sampler.tracker.named(sample)
            self._past.see(named, attachment.uuid if attachment is not None else None)

    def _end_past(self) -> None:
        """What was played is over, and what is asked and told is the present."""
        if self._past is not None and not self._opened.is_set():
            self._past.end()
        self._opened.set()

    def _on_tick(self, tick: Tick) -> None:
        self._end_past()
        self._duty.tend()
        self._heed()
        self._upkeep.tend(self.settings, self._pausing.current, self._telling.shown())
        self._reaching.tell_outage(self._alerting.see_outage)
        self._heed_network(self._sampler.tracker.named(tick.sample))
        self._telling.gather(tick.sample, self.loaded)
        self._wakeups.heed_tick(tick)
        self._reaching.heed_tick(tick.sample, self._storage.stores if self._storage.is_agent else None)
        marks = self._reaching.take_marks()
        self._sampler.series.mark(marks)
        self._tell(replace(tick, events=(*tick.events, *marks)) if marks else tick)

    def _tell(self, tick: Tick) -> None:
        for observer in self._observers:
            observer(tick)

    def _heed(self) -> None:
        self._wishes.heed()
        self._wakeups.heed()
        self._pausing.heed(time.time_ns() // 1_000_000)

    def _heed_network(self, sample: Sample) -> None:
        attachment = self._sampler.attachment
        if self._upkeep.follow_network(sample.primary, self._recorder.network_key(sample.primary)):
            self._sending.wake()
        if not self._pausing.current.is_on:
            attachment_uuid = attachment.uuid if attachment is not None else None
            self._alerting.observe(sample, attachment_uuid, self.settings, is_trusted=self._upkeep.is_trusted)

    # --- the parts ------------------------------------------------------------------------------------------------

    def _make_sampler(self, past: Iterable[Sample]) -> Sampler:
        return Sampler(
            self._probe,
            self._duty.onlooker(),
            interval_s=self.settings.sampling.interval_s,
            past=past,
            on_past=self._on_past,
            on_preview=self._tell,
            prepare=self._prepare,
            heed=self._heed,
            revise=self._reaching.revise,
            on_tick=self._on_tick,
            on_records=self._on_records,
            on_fault=lambda error: self._telling.note_fault("netmon-sampler", error),
        )

    def _make_duty(self) -> Duty:
        beginning = Beginning(
            prepare=self._go_on,
            take_role=self._take_role,
            begin=self._begin,
            ask_to_give_way=lambda: self._wishes.ask(HAND_OVER),
        )
        return Duty(self._storage, self._recorder, lambda: self.settings.log.heartbeat_s, beginning)

    def _make_sending(self) -> Sending:
        outside = Outside(
            settings=lambda: self.settings,
            is_paused=lambda: self._pausing.current.is_on,
            has_route=self._has_route,
            is_metered=lambda: self._upkeep.is_metered,
            on_fault=lambda error: self._telling.note_fault("netmon-uploader", error),
            on_server_time=self._upkeep.note_time,
        )
        return Sending(outside)

    def _make_reaching(self, asker: Asker | None) -> Reaching:
        return Reaching(
            Views(self._surroundings, self._proven_unix_ms, lambda: self.settings),
            asker=asker,
            on_change=self.look_now,
            on_fault=lambda error: self._telling.note_fault("netmon-reach", error),
        )

    def _make_wishes(self, watched: WatchedSettings) -> Wishes:
        grants: dict[str, Callable[[str], None]] = {
            "pause": lambda until: self.pause(int(until) if until.isdecimal() else None),
            "resume": lambda _: self.resume(),
            "send_now": lambda _: self.send_now(),
            "token": lambda _: self._wakeups.token_changed(),
        }
        return Wishes(
            self._storage,
            watched,
            os.environ.get(FILE_VARIABLE),
            grants,
            on_settings=self._take_file,
            on_token=self._wakeups.token_changed,
            on_written=self._on_records,
            on_observed=self._observe,
        )

    def _go_on(self, stores: Stores) -> None:
        """Take up what the last run of this data directory left. Raises StoreError."""
        self._storage.privacy_key()  # made while the disk works: choosing "hash" later needs no writing
        self._renew_redactor()
        self._reaching.begin(stores)

    def _take_role(self, role: Role) -> None:
        self._sampler.take_role(role)

    def _begin(self, stores: Stores, pause: Pause) -> None:
        """This process records, and sends from now on."""
        self._pausing.take_up(pause)
        self._sending.begin(stores)

    def _on_records(self) -> None:
        self._sending.wake()

    # --- what the parts ask of one another ------------------------------------------------------------------------

    def _has_route(self) -> bool:
        """Whether there is a connection to send over, as far as the last sample knows."""
        sample = self._sampler.last
        return sample is None or sample.primary is not None

    def _surroundings(self) -> Surroundings | None:
        """What is asked about, while it is recorded."""
        sample = self._sampler.last
        is_present = self._past is None or self._opened.is_set()
        if sample is None or not self._duty.is_recording or self._pausing.current.is_on or not is_present:
            return None
        return Surroundings(sample, self._recorder.network_key(sample.primary), self._upkeep.is_metered)

    def _proven_unix_ms(self) -> int | None:
        """When the server last took a record over the connection as it stands."""
        attachment, proven_unix_ms = self._sampler.attachment, self._sending.last_success_unix_ms()
        is_of_this = attachment is not None and (proven_unix_ms or 0) >= attachment.since_unix_ms
        return proven_unix_ms if is_of_this else None

    def _renew_redactor(self) -> None:
        privacy = self.settings.privacy
        needs_key = "hash" in (privacy.network_name, privacy.bssid)
        key = self._storage.privacy_key() if needs_key else b""
        self._recorder.redactor = Redactor(privacy.network_name, privacy.bssid, key)

    # --- wishes and settings --------------------------------------------------------------------------------------

    def _ask(self, verb: str, argument: str = "") -> None:
        """Have the process that records do something, soon."""
        self._wishes.ask(verb, argument)
        self._sampler.look_now()

    def _observe(self, state: AgentState) -> None:
        """Follow what the process that records has stored."""
        self._pausing.take(Pause.from_text(state.get("pause")))
        self._sending.observe(state)

    def _take_file(self, loaded: Loaded) -> None:
        """A file that can't be read leaves the settings as they were, and is said: nobody's privacy ends by a typo."""
        if any(item.code == health.SETTINGS_BROKEN for item in loaded.conditions):
            self.loaded = replace(self.loaded, conditions=loaded.conditions)
        else:
            self.apply(loaded)

    def apply(self, loaded: Loaded) -> None:
        """Take changed settings; all of them have effect at once."""
        self.loaded = loaded
        self._set_interval()
        self._locate()
        self._recorder.settings = loaded.settings
        self._reaching.reacher.apply(loaded.settings)
        self._sampler.tracker.heartbeat_s = loaded.settings.log.heartbeat_s
        self._sending.apply(loaded.settings)
        self._renew_redactor()

    def _on_pause(self, pause: Pause) -> None:
        self._locate()
        self._sampler.set_paused(is_paused=pause.is_on)
        self._sending.set_paused(is_paused=pause.is_on)

    def _set_interval(self) -> None:
        sampling = self.settings.sampling
        self._sampler.set_interval(sampling.live_interval_s if self._is_looked_at else sampling.interval_s)

    def _locate(self) -> None:
        """Have the probe tell the position where the settings want it recorded, and nobody paused."""
        privacy = self.settings.privacy
        self._probe.locate(
            privacy.coordinate_decimals if privacy.location and not self._pausing.current.is_on else None
        )
