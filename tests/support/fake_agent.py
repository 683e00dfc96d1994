"""An agent without threads: what the tray app sees is what the test puts in, what it asks for is written down."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from netmon_tray.live import MOST_POINTS
from netmon_tray.model import (
    NOT_APPLICABLE,
    Authentication,
    CircuitState,
    Condition,
    Interface,
    InterfaceKind,
    Link,
    LiveEvent,
    LiveEventKind,
    LivePoint,
    LoggedRecord,
    NetmonError,
    Network,
    NetworkType,
    QueueCounts,
    Radio,
    Reachability,
    Sample,
    Security,
    Throughput,
    UploadStatus,
)
from netmon_tray.paths import Paths
from netmon_tray.probes.scripted import CYCLE_S, OUTAGE_S, ROAM_S, VPN_S, signal_dbm, traffic_mbit_per_s
from netmon_tray.sampler import Tick
from netmon_tray.settings import Loaded, Settings
from netmon_tray.snapshot import Snapshot
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.words import say

T = TypeVar("T")

NOW_UNIX_MS = 1_795_356_860_000
"""2026-11-22 14:14:20 UTC."""
LIMIT_S = 30.0
_MBIT = 1_000_000 / 8


def wifi_link(
    name: str = "Cafe-5G", rssi_dbm: int = -58, security: Security = Security.WPA3_SAE, interface: str = "wlan0"
) -> Link:
    """A WiFi link as the probe gives it."""
    return Link(
        Interface(interface, 3, InterfaceKind.WIFI, "02:00:5e:00:53:01", is_up=True, has_carrier=True),
        NetworkType.WIFI,
        Network(name, security, Authentication.SAE, NOT_APPLICABLE, NOT_APPLICABLE, is_metered=False),
        Radio(
            bssid="02:00:5e:00:53:a1", frequency_mhz=5180, channel=36, width_mhz=80, rssi_dbm=rssi_dbm, noise_dbm=-95
        ),
        866_700_000,
    )


def wired_link(name: str = "Office LAN") -> Link:
    """A cable."""
    return Link(
        Interface("eth0", 2, InterfaceKind.WIRED, "02:00:5e:00:53:02", is_up=True, has_carrier=True),
        NetworkType.ETHERNET,
        Network(name, Security.WIRED, Authentication.OPEN),
        link_rate_bit_per_s=1_000_000_000,
    )


def sample(*links: Link, at_unix_ms: int = NOW_UNIX_MS, has_portal: bool = False) -> Sample:
    """A look at the machine; the first link carries the default route."""
    return Sample(
        at_unix_ms,
        86_400.0,
        "boot",
        links,
        links[0].interface.name if links else None,
        reachability=Reachability.ONLINE if links else Reachability.DISCONNECTED,
        has_portal=has_portal,
    )


BUSY = Throughput(12.4 * _MBIT, 1.1 * _MBIT)
NOTHING_QUEUED = QueueCounts()
SENDING_OFF = UploadStatus(CircuitState.OFF, 0, "Sending is off.")


@dataclass(frozen=True, slots=True)
class FakeSnapshot(Snapshot):
    """A snapshot of whatever the test wants to see."""

    sample: Sample | None = field(default_factory=lambda: sample(wifi_link()))
    throughput: Throughput | None = BUSY
    since_unix_ms: int | None = NOW_UNIX_MS - 380_000
    rx_bytes: int = 1_840_000_000
    tx_bytes: int = 220_000_000
    queue: QueueCounts = NOTHING_QUEUED
    upload: UploadStatus = SENDING_OFF
    conditions: tuple[Condition, ...] = ()
    records_here: bool = True
    is_paused: bool = False
    pause_until_unix_ms: int | None = None


WAITING: dict[str, Any] = {
    "queue": QueueCounts(pending=3, sent=40, oldest_pending_at_unix_ms=NOW_UNIX_MS - 600_000),
    "upload": UploadStatus(CircuitState.BACKOFF, NOW_UNIX_MS - 500_000, "The server is busy (503)."),
}
"""Three records that a busy server does not take."""


NO_PLACE = Paths(Path("/nonexistent/netmon"), Path("/nonexistent/settings.toml"))


class FakeAgent:
    """Stands in for the agent; ``asked`` is the list of commands, oldest first."""

    def __init__(
        self,
        snapshot: FakeSnapshot | None = None,
        points: tuple[LivePoint, ...] = (),
        events: tuple[LiveEvent, ...] = (),
        settings: Settings | None = None,
        paths: Paths = NO_PLACE,
    ) -> None:
        self.loaded = Loaded(settings or Settings())
        self.paths = paths
        self.state = snapshot or FakeSnapshot()
        self.record: LoggedRecord | NetmonError | None = None
        self.can_read = threading.Event()
        """Whether the database answers."""
        self.can_read.set()
        self.asked: list[tuple[object, ...]] = []
        self._points, self._events = list(points), list(events)
        self._observers: list[Callable[[Tick], None]] = []

    @property
    def settings(self) -> Settings:
        return self.loaded.settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.loaded = replace(self.loaded, settings=settings)

    def look_now(self) -> None:
        self.asked.append(("look_now",))

    def token_changed(self) -> None:
        self.asked.append(("token_changed",))

    def is_clock_synchronised(self) -> bool:
        return True

    def start(self) -> None:
        self.asked.append(("start",))

    def stop(self) -> None:
        self.asked.append(("stop",))

    def look(self, *, is_live: bool) -> None:
        self.asked.append(("look", is_live))

    def pause(self, until_unix_ms: int | None = None) -> None:
        self.asked.append(("pause", until_unix_ms))
        self.state = replace(self.state, is_paused=True, pause_until_unix_ms=until_unix_ms)

    def resume(self) -> None:
        self.asked.append(("resume",))
        self.state = replace(self.state, is_paused=False, pause_until_unix_ms=None)

    def send_now(self) -> None:
        self.asked.append(("send_now",))

    def add_observer(self, observer: Callable[[Tick], None]) -> None:
        self._observers.append(observer)

    def points(self) -> tuple[LivePoint, ...]:
        return tuple(self._points)

    def events(self) -> tuple[LiveEvent, ...]:
        return tuple(self._events)

    def snapshot(self) -> FakeSnapshot:
        return self.state

    def note(self, step: Callable[[Stores], T]) -> T:
        with Database.open(self.paths.data_dir) as database:
            return step(Stores.of(database))

    def latest_record(self) -> LoggedRecord | None:
        if not self.can_read.wait(LIMIT_S):
            raise TimeoutError("the test never let the database answer")
        if isinstance(self.record, NetmonError):
            raise self.record
        return self.record

    def portal_url(self) -> str:
        return "http://portal.test/"

    # --- what the test does -------------------------------------------------------------------------------------------

    def change(self, **fields: object) -> None:
        """Let the snapshot be another one."""
        self.state = replace(self.state, **fields)  # type: ignore[arg-type]

    def forget(self, most_points: int = MOST_POINTS) -> None:
        """Remember no more than an agent does."""
        del self._points[:-most_points]

    def tick(self, point: LivePoint, *events: LiveEvent) -> None:
        """Play a sample to the observers, in the thread that calls."""
        self._points.append(point)
        self._events.extend(events)
        tick = Tick(self.state.sample or sample(), point, events)
        for observer in self._observers:
            observer(tick)


def story_point(story_s: float, at_unix_ms: int) -> LivePoint:
    """A moment of the scripted host's story as a live point."""
    moment_s = story_s % CYCLE_S
    if OUTAGE_S[0] <= moment_s < OUTAGE_S[1]:
        return LivePoint(at_unix_ms, None, None, None)
    received, sent = traffic_mbit_per_s(story_s)
    is_far = ROAM_S <= moment_s < OUTAGE_S[0]
    return LivePoint(
        at_unix_ms,
        Throughput(received * _MBIT, sent * _MBIT),
        float(signal_dbm(story_s)),
        "rssi",
        "Cafe-5G",
        "02:00:5e:00:53:b2" if is_far else "02:00:5e:00:53:a1",
        2437 if is_far else 5180,
        6 if is_far else 36,
    )


def story(
    *, length_s: int = CYCLE_S, step_s: int = 1, end_unix_ms: int = NOW_UNIX_MS
) -> tuple[tuple[LivePoint, ...], tuple[LiveEvent, ...]]:
    """The last ``length_s`` seconds of the story, and its marks: roam, outage, the way back, VPN."""
    start_unix_ms = end_unix_ms - length_s * 1000
    points = tuple(story_point(at_s, start_unix_ms + at_s * 1000) for at_s in range(0, length_s + 1, step_s))
    marks = (
        (ROAM_S, LiveEventKind.ROAM, say("Roam")),
        (OUTAGE_S[0], LiveEventKind.DISCONNECTED, say("Disconnected from {network}", network="Cafe-5G")),
        (OUTAGE_S[1], LiveEventKind.CONNECTED, say("Connected to {network}", network="Cafe-5G")),
        (VPN_S, LiveEventKind.VPN_ON, say("VPN on")),
    )
    events = [
        LiveEvent(start_unix_ms + int((cycle + at_s) * 1000), kind, text)
        for cycle in range(0, length_s, CYCLE_S)
        for at_s, kind, text in marks
        if cycle + at_s <= length_s
    ]
    return points, tuple(events)
