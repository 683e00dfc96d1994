"""The thread that asks how far this machine reaches, round by round, and tells outages and round trips."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from netmon_tray import targets
from netmon_tray.addresses import is_link_local
from netmon_tray.model import Outage, OutageEnd, Reachability, Sample
from netmon_tray.outages import Answered, Evidence, OutageTracker, Told
from netmon_tray.probes.asking import FORESEEN
from netmon_tray.probes.reachability import Place, Reach, Reached
from netmon_tray.round_trips import Place as TripPlace
from netmon_tray.round_trips import Recently, TripLog
from netmon_tray.snapshot import Standing
from netmon_tray.targets import DNS, GATEWAY, Target

if TYPE_CHECKING:
    from netmon_tray.model import RoundTrips
    from netmon_tray.settings import Settings

logger = logging.getLogger(__name__)

DECIDING_S = 3.0
"""Between two rounds while a failure, or its end, is being decided (decisions.md 16)."""
METERED_FACTOR = 6
"""On a metered network so many times fewer questions."""
SLEPT_S = 10.0
"""A round that begins, or ends, this much later than it should have has a sleep before it."""
FAULT_INTERVAL_S = 30.0
"""After a round that could not be asked."""


class Asker(Protocol):
    """Whoever asks: ``probes.reachability.Reach``, or a story."""

    def ask(
        self, place: Place, parties: Sequence[str], targets: Sequence[Target], *, is_urgent: bool, seeks_portal: bool
    ) -> Reached:
        """Ask everybody once; see ``Reach.ask``."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The network as the sampler saw it last."""

    sample: Sample
    network_key: str | None
    """None without a connection."""
    is_metered: bool = False


@dataclass(slots=True)
class _Held:
    """The connection that a loss is measured by."""

    interface: str
    network_key: str


def elapsed_s() -> float:
    """Seconds on a clock that also counts sleep, where the system has one beside its wall clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC_RAW", None)
    read = getattr(time, "clock_gettime", None)
    return time.monotonic() if clock is None or read is None else float(read(clock))


class Reacher:
    """Asks in rounds while something is recorded.

    ``look`` tells the surroundings, None while nothing is recorded; ``on_change`` is called after an outage began or
    ended, ``on_fault`` with why a round could not be asked, None once it could again: all from this thread.
    """

    def __init__(
        self,
        settings: Settings,
        look: Callable[[], Surroundings | None],
        *,
        asker: Asker | None = None,
        on_change: Callable[[], None] = lambda: None,
        on_fault: Callable[[Exception | None], None] = lambda _: None,
        elapsed_s: Callable[[], float] = elapsed_s,
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._settings = settings
        self._look, self._on_change, self._on_fault = look, on_change, on_fault
        self._elapsed_s, self._now_unix_ms = elapsed_s, now_unix_ms
        self._asker: Asker = asker or Reach()
        self._tracker, self._answered = OutageTracker(), Answered()
        self._held: _Held | None = None
        self._recently = Recently()
        self._standing = Standing()
        self._lock = threading.Lock()
        self._outages: list[Outage] = []
        self._trips = TripLog()
        self._due_s: float | None = None
        self._clear_since_unix_ms = 0
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="netmon-reach", daemon=True)

    # --- from other threads -------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread with the round that is under way, for which nobody waits; what goes on ends here."""
        self._stopping.set()
        self._wake.set()
        self._break_off(OutageEnd.STOPPED)

    def look_now(self) -> None:
        """Ask soon: the connection is another."""
        self._wake.set()

    def apply(self, settings: Settings) -> None:
        """Take changed settings."""
        self._settings = settings
        self._wake.set()

    def learn(self, answered: Iterable[tuple[str, str]]) -> None:
        """Take who answered in former runs: network key and party."""
        with self._lock:
            for network_key, party in answered:
                self._answered.note(network_key, party)

    def take(self, everything: bool = False) -> Told:  # noqa: FBT001, FBT002 - the recorder asks so
        """Give out what is to be stored, each once; with ``everything`` the running minute, too."""
        with self._lock:
            told, self._outages = tuple(self._outages), []
            minutes = self._trips.finished(self._now_unix_ms(), everything=everything)
        return Told(told, tuple(minutes))

    @property
    def standing(self) -> Standing:
        """How far this machine reaches, as the last rounds showed."""
        return self._standing

    # --- the thread ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Ask until stopped."""
        has_failed = False
        while not self._stopping.is_set():
            try:
                wait_s = self.step()
                if has_failed:
                    self._on_fault(None)
                has_failed = False
            except FORESEEN as error:  # anything else ends the thread, and is told
                wait_s = FAULT_INTERVAL_S
                if not has_failed:
                    logger.exception("a round of questions failed")
                    self._on_fault(error)
                has_failed = True
            self._wake.wait(wait_s)
            self._wake.clear()

    def step(self) -> float:
        """Ask one round; return the seconds until the next."""
        began_s = self._elapsed_s()
        if self._due_s is not None and began_s - self._due_s > SLEPT_S:
            self._break_off(OutageEnd.SLEPT)
        words = targets.words(self._settings.reachability.targets)
        seen = self._look() if words else None
        if seen is None:
            self._break_off(OutageEnd.PAUSED, is_set_aside=not words)
        elif seen.network_key is None or seen.sample.primary is None:
            self._note_lost_link(seen.sample)
        else:
            self._ask(seen, seen.network_key, words)
        interval_s = self._interval_s(seen)
        now_s = self._elapsed_s()
        self._due_s = max(now_s, began_s + interval_s)
        return self._due_s - now_s

    def _interval_s(self, seen: Surroundings | None) -> float:
        interval_s = self._settings.reachability.interval_s
        if self._tracker.is_deciding:
            return min(DECIDING_S, interval_s)
        return interval_s * METERED_FACTOR if seen is not None and seen.is_metered else interval_s

    def _ask(self, seen: Surroundings, network_key: str, words: list[str]) -> None:
        sample = seen.sample
        place, tunnel = _place_of(sample), sample.vpn
        if self._held is None or self._held.network_key != network_key:
            self._recently.clear()
        self._held = _Held(place.interface, network_key)
        parties = [word for word in words if word in (GATEWAY, DNS)]
        hosts = list(targets.targets(self._settings.reachability.targets))
        has_check = sample.has_portal or sample.reachability is Reachability.ONLINE
        asked_s, at_unix_ms = self._elapsed_s(), self._now_unix_ms()
        reached = self._asker.ask(
            place, parties, hosts, is_urgent=self._tracker.is_deciding, seeks_portal=not has_check
        )
        if self._elapsed_s() - asked_s > SLEPT_S:
            self._break_off(OutageEnd.SLEPT)
            return
        verdicts = self._add_up(at_unix_ms, TripPlace(network_key, tunnel is not None), reached)
        internet = [verdicts.get(host.text) for host in hosts]
        evidence = Evidence(
            at_unix_ms,
            asked_s,
            gateway=verdicts.get(GATEWAY),
            dns=verdicts.get(DNS),
            is_dns_beyond=reached.is_dns_beyond,
            internet=True if True in internet else False if False in internet else None,
            has_portal=sample.has_portal or reached.has_portal,
            network_key=network_key,
            vpn=tunnel.interface if tunnel else None,
        )
        self._judge(evidence, reached)

    def _add_up(self, at_unix_ms: int, place: TripPlace, reached: Reached) -> dict[str, bool | None]:
        """Keep what counts of a round, and return who works."""
        verdicts: dict[str, bool | None] = {}
        shown: dict[str, RoundTrips] = {}
        with self._lock:
            for party, trips in reached.trips.items():
                verdicts[party] = self._answered.verdict(place.network_key, party, trips)
                if self._answered.counts(place.network_key, party, trips):
                    self._trips.add(at_unix_ms, place, party, trips)
                    shown[party] = trips
        self._recently.add(self._elapsed_s(), shown)
        return verdicts

    def _note_lost_link(self, sample: Sample) -> None:
        """A connection that is no more has failed, unless somebody switched it off."""
        self._recently.clear()
        if self._held is None:
            return
        if any(counters.key.interface_name == self._held.interface for counters in sample.switched_off):
            self._break_off(OutageEnd.SWITCHED_OFF, is_set_aside=True)
            return
        at = (self._now_unix_ms(), self._elapsed_s())
        self._judge(Evidence(*at, has_link=False, network_key=self._held.network_key), Reached())

    def _judge(self, evidence: Evidence, reached: Reached) -> None:
        with self._lock:
            if self._stopping.is_set():
                return
            told = self._tracker.observe(evidence)
            self._keep(told)
            self._standing = Standing(
                at_unix_ms=evidence.at_unix_ms,
                round_trips=self._recently.sums(),
                silences={party: trips.silence for party, trips in reached.trips.items() if trips.silence},
                outage=self._tracker.current,
                clear_since_unix_ms=self._clear_since_unix_ms,
                is_online=bool(evidence.internet) and not evidence.has_portal,
                has_portal=reached.has_portal,
                answers_everything=reached.answers_everything,
            )
        for outage in told:
            logger.info("outage of %s %s", outage.cause, f"ended: {outage.end}" if outage.end else "began")
        if told:
            self._on_change()

    def _keep(self, told: tuple[Outage, ...]) -> None:
        self._outages += told
        for outage in told:
            self._clear_since_unix_ms = outage.until_unix_ms or self._clear_since_unix_ms

    def _break_off(self, end: OutageEnd, *, is_set_aside: bool = False) -> None:
        """Nothing is known from the last round on."""
        with self._lock:
            self._keep(self._tracker.close(end))
            self._trips.break_off()
            self._held = None
            self._recently.clear()
            self._standing = Standing(is_set_aside=is_set_aside)


def _place_of(sample: Sample) -> Place:
    interface = sample.primary_name or ""
    gateway = sample.gateway.address if sample.gateway else None
    if gateway is not None and is_link_local(gateway):
        gateway = f"{gateway}%{interface}"
    return Place(interface, gateway, sample.vpn.interface if sample.vpn else None)
