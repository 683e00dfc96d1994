"""The probe of a Linux machine: netlink for everything that moves, the daemons for names and modems.

A tick asks for the counters of each link (RTM_GETLINK of one device) and the signal of each WiFi station, nothing
else. Everything that holds until something changes is looked at again

* when the kernel or a daemon reported a change, or a tick sees another state of a link than the last look did;
* every 60 s (``looks.INTERVAL_S``) in any case: notifications can be lost when the kernel runs out of memory for
  them, and the noise level and a cable's negotiated rate change without one. A full look takes one or two
  milliseconds on a desktop, so this is 0.003 % of a processor;
* every 5 s (``looks.UNHEARD_INTERVAL_S``) by a probe that does not listen to notifications: nobody subscribed, or the
  kernel refuses them.

NetworkManager and ModemManager are asked in another thread, on a change and every 30 s (``BUS_INTERVAL_S``): what a
network costs, the operator and the modem's levels arrive without a notification that is worth a subscription.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from netmon_tray.model import CounterKey, InterfaceCounters, Link, ProbeFault, Sample
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import GatewayWatch
from netmon_tray.probes.looks import Looks, Measured
from netmon_tray.probes.parse.nl80211 import Station
from netmon_tray.probes.parse.rtnetlink import LinkRow

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux import links  # noqa: E402
from netmon_tray.probes.linux.bus_desk import UNANSWERED, BusAnswer, BusDesk, Daemons, Listener, SystemDaemons  # noqa: E402
from netmon_tray.probes.linux.events import Associations, LinkEvents  # noqa: E402
from netmon_tray.probes.linux.identity import Carrier, Identity, Look, identify, take_look  # noqa: E402
from netmon_tray.probes.linux.kinds import SYSFS  # noqa: E402
from netmon_tray.probes.linux.netlink import OpenNetlink, open_netlink  # noqa: E402
from netmon_tray.probes.linux.nl80211 import WirelessReader  # noqa: E402
from netmon_tray.probes.linux.rtnetlink import RouteReader  # noqa: E402

BUS_INTERVAL_S = 30.0
BUS_WAIT_S = 2.5
"""At the start and after a change, so that a connection has its name from its first record. NetworkManager takes about
20 ms, on a machine that is swamped with work over 500; daemons that have not answered after their own 2 s will not."""
PLACING_STEP_S = 0.25
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def uptime_s() -> float:
    """Return the seconds since boot, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class LinuxHost:
    """The HostProbe of Linux. ``sample`` and ``close`` belong to one thread, the other calls to any.

    The arguments are for tests: the kernel to ask, the daemons, the kernel's notifications, the sysfs and the clock.
    """

    def __init__(
        self,
        *,
        open_socket: OpenNetlink = open_netlink,
        daemons: Daemons | None = None,
        make_events: Callable[[Callable[[], None]], LinkEvents] = LinkEvents,
        sysfs: Path = SYSFS,
        uptime_s: Callable[[], float] = uptime_s,
    ) -> None:
        self._routes = RouteReader(open_socket)
        self._wireless = WirelessReader(open_socket)
        self._daemons = daemons or SystemDaemons()
        self._desk = BusDesk(self._tell, self._daemons)
        self._uptime_s = uptime_s
        self._boot_id = _boot_id()
        self._make_events = make_events
        self._observers: list[Callable[[], None]] = []
        self._events: LinkEvents | None = None
        self._listener: Listener | None = None
        self._event_faults: tuple[ProbeFault, ...] = ()
        self._bus_changed = threading.Event()
        self._looks = Looks(lambda: take_look(self._routes, self._wireless, sysfs), Look())
        self._bus: BusAnswer | None = None
        self._bus_asked_at_s = 0.0
        self._bus_question = 0
        """The one that the last change of the kernel's put: what was said before it is of another connection."""
        self._identity = Identity()
        self._gateways = GatewayWatch(self._routes.neighbour_mac)
        self._generations: dict[tuple[int, str, int | None], int] = {}

    def sample(self) -> Sample:
        """Look at the network once; see ``HostProbe.sample``."""
        measured = self._looks.measured(self._renew, self._measure)
        bus_faults = self._bus.faults if self._bus else ()
        faults = (*self._event_faults, *self._looks.faults, *measured.faults, *bus_faults)
        return Sample(
            at_unix_ms=measured.at_unix_ms,
            uptime_s=measured.uptime_s,
            boot_id=self._boot_id,
            links=measured.links,
            primary_name=self._identity.primary_name,
            vpn=self._identity.vpn,
            reachability=self._identity.reachability,
            has_portal=self._identity.has_portal,
            faults=tuple(dict.fromkeys(faults)),
            switched_off=measured.switched_off,
            gateway=self._gateways.see(self._identity.hop, measured.uptime_s),
            adapters=self._identity.adapters,
        )

    def mark_stale(self) -> None:
        """Make the next sample look at everything again."""
        self._looks.mark_stale()

    def subscribe(self, on_change: Callable[[], None]) -> None:
        """Listen to the kernel and the daemons; see ``HostProbe.subscribe``."""
        self._observers.append(on_change)
        if self._events is not None:
            return
        self._events = self._make_events(self._hear_kernel)
        try:
            self._events.start()
        except PartFailed as failure:
            self._event_faults = (ProbeFault(failure.part, f"Changes are found by looking only. {failure.text}"),)
        self._listener = self._daemons.listener(self._hear_bus)
        if self._listener is not None:
            self._listener.start()
        self._looks.mark_stale()

    def is_clock_synchronised(self) -> bool:
        """Ask the kernel; see ``HostProbe.is_clock_synchronised``."""
        from netmon_tray.probes.linux import clock  # ctypes takes a megabyte, and this is asked every ten minutes

        return clock.is_synchronised()

    def close(self) -> None:
        """End the threads and close the sockets."""
        if self._events is not None:
            self._events.close()
        if self._listener is not None:
            self._listener.close()
        self._desk.close()
        self._routes.close()
        self._wireless.close()

    # --- called from the listening threads ----------------------------------------------------------------------------

    def _hear_kernel(self) -> None:
        self._looks.mark_stale()
        self._tell()

    def _hear_bus(self) -> None:
        self._bus_changed.set()
        self._tell()

    def _tell(self) -> None:
        for observer in self._observers:
            observer()

    # --- what holds until something changes ---------------------------------------------------------------------------

    def _renew(self) -> None:
        """Bring the identity up to date, where it is not; the daemons work while the kernel is asked."""
        now_s = self._uptime_s()
        has_kernel_news = self._looks.is_stale or self._bus is None
        wait_s = self._ask_bus(now_s, has_kernel_news=has_kernel_news)
        is_heard = self._events is not None and self._events.is_listening
        has_looked = self._looks.renew(now_s, is_heard=is_heard)
        answer = self._desk.answer(wait_s) or self._desk.answer_since(self._bus_question)
        if answer is None:
            silent = replace(UNANSWERED, faults=self._bus.faults if self._bus else ())
            answer = silent if has_kernel_news or self._bus is None else self._bus
        if has_looked:
            self._gateways.forget()
        if has_looked or answer != self._bus:
            self._adopt(answer)
        if wait_s:
            self._await_place()

    def _adopt(self, answer: BusAnswer) -> None:
        self._bus = answer
        self._identity = identify(self._looks.latest, answer, self._associations)

    def _await_place(self) -> None:
        """Wait for the name of a connection whose route the kernel has, until NetworkManager says that it is there.

        Seen of a phone over Bluetooth on a busy machine: the first record bore the interface's name.
        """
        deadline = time.monotonic() + BUS_WAIT_S
        while self._is_being_placed and (left_s := deadline - time.monotonic()) > 0:
            self._bus_changed.wait(min(left_s, PLACING_STEP_S))
            self._bus_changed.clear()
            self._desk.ask(is_awaited=True)
            answer = self._desk.answer(left_s)
            if answer is None:
                return
            self._adopt(answer)

    @property
    def _is_being_placed(self) -> bool:
        daemon = self._bus.network_manager if self._bus else None
        return daemon is not None and daemon.is_placing and self._identity.is_unclaimed

    def _ask_bus(self, now_s: float, *, has_kernel_news: bool) -> float:
        """Put the question to the daemons where it is due, and return how long its answer is worth waiting for."""
        has_news = has_kernel_news or self._bus_changed.is_set()
        if not has_news and now_s - self._bus_asked_at_s < BUS_INTERVAL_S:
            return 0.0
        self._bus_changed.clear()
        self._bus_asked_at_s = now_s
        wait_s = BUS_WAIT_S if self._bus is None or (has_news and not self._bus.silent) else 0.0
        question = self._desk.ask(is_awaited=wait_s > 0)
        if has_kernel_news:
            self._bus_question = question
        return wait_s

    @property
    def _associations(self) -> Associations:
        return self._events.associations if self._events is not None else Associations()

    # --- what moves from tick to tick ---------------------------------------------------------------------------------

    def _measure(self) -> Measured:
        """Read counters and signal of every link. A part that fails costs its own figures."""
        at_unix_ms, now_s = time.time_ns() // 1_000_000, self._uptime_s()
        measured: list[Link] = []
        faults: list[ProbeFault] = []
        has_changed = False
        for carrier in self._identity.carriers:
            link = carrier.link
            counters, fault, is_other = self._measure_counters(carrier.row)
            if counters is not None:
                link = replace(link, counters=counters)
            has_changed |= is_other
            faults += [fault] if fault else []
            if carrier.station_mac is not None:
                link, fault, is_gone = self._measure_station(carrier, link)
                has_changed |= is_gone
                faults += [fault] if fault else []
            measured.append(link)
        off = [self._measure_counters(row) for row in self._identity.switched_off]
        switched_off = tuple(counters for counters, _, _ in off if counters)
        faults += [fault for _, fault, _ in off if fault]
        has_changed |= any(is_other for _, _, is_other in off)
        return Measured(at_unix_ms, now_s, tuple(measured), switched_off, tuple(faults), has_changed)

    def _measure_counters(self, row: LinkRow) -> tuple[InterfaceCounters | None, ProbeFault | None, bool]:
        """Read the counters of a device, and tell whether it is as the last look saw it."""
        try:
            now = self._routes.link(row.index)
        except PartFailed as failure:
            return None, ProbeFault(failure.part, failure.text), False
        has_changed = now is None or now.state != row.state
        if now is None or now.rx_bytes is None or now.tx_bytes is None:
            return None, None, has_changed
        return InterfaceCounters(self._key(row), now.rx_bytes, now.tx_bytes), None, has_changed

    def _measure_station(self, carrier: Carrier, link: Link) -> tuple[Link, ProbeFault | None, bool]:
        """Read signal and rate of a WiFi link; the last answer tells that its access point is no longer in use."""
        mac = carrier.station_mac or ""
        try:
            station = self._wireless.station(carrier.row.index, mac)
        except PartFailed as failure:
            return links.without_signal(link), ProbeFault(failure.part, failure.text), False
        if station is None:
            return links.without_signal(link), None, True
        return links.with_station(link, station, self._generation(carrier, station)), None, False

    def _generation(self, carrier: Carrier, station: Station) -> int | None:
        """The highest generation that this association used: an idle link falls back to the oldest rates."""
        association = (carrier.row.index, carrier.station_mac or "", carrier.row.carrier_changes)
        seen = (station.generation, carrier.generation, self._generations.get(association))
        generation = max(filter(None, seen), default=None)
        if generation is not None:
            others = {key: kept for key, kept in self._generations.items() if key[0] != carrier.row.index}
            self._generations = {**others, association: generation}
        return generation

    def _key(self, row: LinkRow) -> CounterKey:
        """The permanent address where there is one: a randomized one changes with the network, the counter does not."""
        return CounterKey(self._boot_id, row.index, row.name, row.permanent_mac or row.mac)


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
