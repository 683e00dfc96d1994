"""The probe of a Windows machine: iphlpapi for everything that moves, wlanapi for WiFi, WinRT for names and mobile.

A tick reads the counters of each link (GetIfEntry2) and the signal of each WiFi connection (opcode 19), nothing else.
Everything that holds until something changes is looked at again

* when Windows reported a change, or a tick sees another state of a link or another channel than the last look did;
* every 60 s (``looks.INTERVAL_S``) in any case;
* every 5 s (``looks.UNHEARD_INTERVAL_S``) by a probe that does not hear of changes: nobody subscribed, Windows refuses
  its notifications, or those of the access point although it may be known.

WinRT answers through brokers that may be slow, so it is asked in another thread, on a change and every 30 s.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace

from netmon_tray.model import CounterKey, InterfaceCounters, Link, Observed, ProbeFault, Sample
from netmon_tray.probes.desk import Desk
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import GatewayWatch, Hop
from netmon_tray.probes.looks import Looks, Measured
from netmon_tray.probes.parse import iphlp
from netmon_tray.probes.parse.iphlp import InterfaceRow
from netmon_tray.probes.parse.wlanapi import Connection
from netmon_tray.probes.windows import links
from netmon_tray.probes.windows.identity import Carrier, Identity, Look, Names, identify, take_look
from netmon_tray.probes.windows.profiles import Access, RtFacts
from netmon_tray.probes.windows.seam import GATED_BUILD, IP_HELPER, CallFailed, Code, System, reported_as
from netmon_tray.probes.windows.wifi import Permission, WirelessReader

NAMES_INTERVAL_S = 30.0
NAMES_WAIT_S = 2.5
"""At the start and after a change, so that a connection has its name from its first record."""
_GONE = frozenset({Code.FILE_NOT_FOUND, Code.NOT_FOUND})


class WindowsHost:
    """The HostProbe of Windows. ``sample`` and ``close`` belong to one thread, the other calls to any."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._wireless = WirelessReader(system.wlan)
        self._desk = Desk("netmon-names-desk", self._hear, system.profiles, RtFacts())
        self._boot_id = system.clock.boot_id()
        self._observers: list[Callable[[], None]] = []
        self._is_subscribed = False
        self._looks = Looks(lambda: take_look(system.ip, self._wireless), Look())
        self._wants_consent_asked = threading.Event()
        self._event_faults: tuple[ProbeFault, ...] = ()
        self._wifi_faults: tuple[ProbeFault, ...] = ()
        self._names: Names | None = None
        self._asked_at_s = 0.0
        self._question = 0
        """The one that the last change put: what was said before it is of another connection."""
        self._identity = Identity()
        self._gateways = GatewayWatch(self._gateway_mac)

    def sample(self) -> Sample:
        """Look at the network once; see ``HostProbe.sample``."""
        measured = self._looks.measured(self._renew, self._measure)
        name_faults = self._names.facts.faults if self._names else ()
        faults = (*self._event_faults, *self._looks.faults, *self._wifi_faults, *measured.faults, *name_faults)
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
            missing_consent=self._identity.missing_consent,
            gateway=self._gateways.see(self._identity.hop, measured.uptime_s),
            adapters=self._identity.adapters,
        )

    def mark_stale(self) -> None:
        """Make the next sample look at everything again, names that were refused included."""
        self._wants_consent_asked.set()
        self._looks.mark_stale()

    def subscribe(self, on_change: Callable[[], None]) -> None:
        """Listen to Windows; see ``HostProbe.subscribe``."""
        self._observers.append(on_change)
        if self._is_subscribed:
            return
        self._is_subscribed = True
        try:
            self._system.notices.start(self._hear)
        except PartFailed as failure:
            self._event_faults = (ProbeFault(failure.part, f"Changes are found by looking only. {failure.text}"),)
        self._looks.mark_stale()

    def is_clock_synchronised(self) -> bool:
        """Ask the kernel; see ``HostProbe.is_clock_synchronised``."""
        return self._system.clock.is_synchronised()

    def close(self) -> None:
        """End the threads and close the handles; may be called again."""
        self._system.notices.close()
        self._desk.close()
        self._system.close()

    def _hear(self) -> None:
        """Called from Windows' own threads, and from the desk's."""
        self._looks.mark_stale()
        for observer in self._observers:
            observer()

    # --- what holds until something changes ---------------------------------------------------------------------------

    def _renew(self) -> None:
        """Bring the identity up to date, where it is not; WinRT works while iphlpapi is asked."""
        now_s = self._system.clock.uptime_s()
        has_news = self._looks.is_stale or self._names is None
        wait_s = self._ask_names(now_s, has_news=has_news)
        has_looked = self._looks.renew(now_s, is_heard=self._is_heard())
        if has_looked:
            self._gateways.forget()
        facts = self._desk.answer(wait_s) or self._desk.answer_since(self._question)
        before = self._names.facts if self._names and not has_news else None
        if has_looked or (facts is not None and facts != before):
            self._name(facts or before, now_s)

    def _ask_names(self, now_s: float, *, has_news: bool) -> float:
        """Put the question to WinRT where it is due, and return how long its answer is worth waiting for."""
        if not has_news and now_s - self._asked_at_s < NAMES_INTERVAL_S:
            return 0.0
        self._asked_at_s = now_s
        question = self._desk.ask(is_awaited=has_news)
        if has_news:
            self._question = question
        return NAMES_WAIT_S if has_news else 0.0

    def _is_heard(self) -> bool:
        """Whether changes are told; those of an access point matter only where it may be known."""
        notices, wireless = self._system.notices, self._looks.latest.wireless
        may_roam = self._identity.missing_consent is None and any(map(wireless.is_connected, wireless.adapters))
        return notices.is_listening and (notices.hears_roams or not may_roam)

    def _name(self, facts: RtFacts | None, now_s: float) -> None:
        """Ask for the names that may be asked for, and put everything together."""
        if self._wants_consent_asked.is_set():
            self._wants_consent_asked.clear()
            self._wireless.forget_refusal()
        wireless = self._looks.latest.wireless
        connections: dict[uuid.UUID, Observed[Connection]] = {}
        permission, access = self._permission(facts), facts.access if facts else None
        self._wifi_faults = ()
        try:
            for adapter in filter(wireless.is_connected, wireless.adapters):
                connections[adapter] = self._wireless.connection(adapter, permission, access, now_s)
        except PartFailed as failure:
            self._wifi_faults = (ProbeFault(failure.part, failure.text),)
        is_missing = facts is None or bool(facts.faults)
        self._names = Names(facts or RtFacts(), is_missing=is_missing, connections=connections)
        self._identity = identify(self._looks.latest, self._names)

    def _permission(self, facts: RtFacts | None) -> Permission:
        """A background program does not put a prompt on the screen; before the gate there was none."""
        if self._system.build < GATED_BUILD:
            return Permission.FREE
        if facts is None:
            return Permission.NOT_YET_KNOWN
        return Permission.WOULD_PROMPT if facts.access == Access.USER_PROMPT_REQUIRED else Permission.FREE

    # --- what moves from tick to tick ---------------------------------------------------------------------------------

    def _measure(self) -> Measured:
        """Read counters and signal of every link. A part that fails costs its own figures."""
        at_unix_ms, now_s = time.time_ns() // 1_000_000, self._system.clock.uptime_s()
        measured: list[Link] = []
        faults: list[ProbeFault] = []
        has_changed = False
        for carrier in self._identity.carriers:
            counters, fault, is_other = self._measure_counters(carrier.row)
            link = replace(carrier.link, counters=counters)
            has_changed |= is_other
            faults += [fault] if fault else []
            if carrier.quality is not None:
                link, fault, is_other = self._measure_quality(carrier, link)
                has_changed |= is_other
                faults += [fault] if fault else []
            measured.append(link)
        off = [self._measure_counters(row) for row in self._identity.switched_off]
        faults += [fault for _, fault, _ in off if fault]
        has_changed |= any(is_other for _, _, is_other in off)
        switched_off = tuple(counters for counters, _, _ in off if counters)
        return Measured(at_unix_ms, now_s, tuple(measured), switched_off, tuple(faults), has_changed)

    def _measure_counters(self, row: InterfaceRow) -> tuple[InterfaceCounters | None, ProbeFault | None, bool]:
        """Read the counters of an interface, and tell whether it is as the last look saw it."""
        try:
            with reported_as(IP_HELPER):
                now = self._interface(row.luid)
        except PartFailed as failure:
            return None, ProbeFault(failure.part, failure.text), False
        if now is None:
            return None, None, True
        key = CounterKey(self._boot_id, row.luid, row.alias, row.permanent_mac or row.mac)
        return InterfaceCounters(key, now.rx_bytes, now.tx_bytes), None, now.state != row.state

    def _interface(self, luid: int) -> InterfaceRow | None:
        """Read an interface; None where it is gone."""
        try:
            return iphlp.interface(self._system.ip.interface(luid))
        except CallFailed as failure:
            if failure.code in _GONE:
                return None
            raise

    def _gateway_mac(self, hop: Hop) -> str | None:
        family = iphlp.AF_INET if len(hop.address) == 4 else iphlp.AF_INET6
        with reported_as(IP_HELPER):
            return iphlp.neighbour_mac(self._system.ip.neighbours(family), hop.interface, hop.address)

    def _measure_quality(self, carrier: Carrier, link: Link) -> tuple[Link, ProbeFault | None, bool]:
        """Read signal and rate of a WiFi link; the last answer tells that its access point may be another."""
        try:
            now = self._wireless.quality(carrier.row.guid)
        except PartFailed as failure:
            return links.without_signal(link), ProbeFault(failure.part, failure.text), False
        if now is None:
            return links.without_signal(link), None, True
        seen = carrier.quality
        is_other = seen is not None and (now.frequency_mhz, now.channel) != (seen.frequency_mhz, seen.channel)
        return links.with_quality(link, now), None, is_other
