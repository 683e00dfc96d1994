"""The probe of a Mac: configd's dynamic store for connections, CoreWLAN for WiFi, the kernel's table for bytes.

A tick reads the counters of each link and the signal of each WiFi connection, nothing else. Everything that holds until
something changes is looked at again when macOS reports a change or a tick sees another state of an interface, and by
the clock as ``looks`` has it. While a person has still to decide about location access that is every 5 s: no
notification of the answer reaches a program without a window.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from netmon_tray.model import (
    UNSUPPORTED,
    ConsentState,
    CounterKey,
    InterfaceCounters,
    Link,
    ProbeFault,
    Sample,
)
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import GatewayWatch, Hop
from netmon_tray.probes.looks import Looks, Measured
from netmon_tray.probes.macos.identity import Carrier, Device, Identity, Look, identify, read_device, take_look
from netmon_tray.probes.macos.seam import KERNEL, Listener, System
from netmon_tray.probes.parse import arp_table, corewlan, pf_route
from netmon_tray.probes.parse.ifmib import InterfaceData, ReceiveWatch


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one interface showed at a tick."""

    counters: InterfaceCounters | None = None
    fault: ProbeFault | None = None
    has_changed: bool = False
    """It is not as the last look saw it."""


class MacHost:
    """The HostProbe of macOS. ``sample`` and ``close`` belong to one thread, the other calls to any."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._boot_id = system.boot_id()
        self._looks = Looks(lambda: take_look(system), Look())
        self._identity = Identity()
        self._gateways = GatewayWatch(self._gateway_mac)
        self._receiving = ReceiveWatch()
        self._observers: list[Callable[[], None]] = []
        self._listener: Listener | None = None
        self._event_faults: tuple[ProbeFault, ...] = ()

    def sample(self) -> Sample:
        """Look at the network once; see ``HostProbe.sample``."""
        measured = self._looks.measured(self._renew, self._measure)
        return Sample(
            at_unix_ms=measured.at_unix_ms,
            uptime_s=measured.uptime_s,
            boot_id=self._boot_id,
            links=measured.links,
            primary_name=self._identity.primary_name,
            vpn=self._identity.vpn,
            reachability=self._identity.reachability,
            faults=tuple(dict.fromkeys((*self._event_faults, *self._looks.faults, *measured.faults))),
            switched_off=measured.switched_off,
            missing_consent=self._identity.missing_consent,
            gateway=self._gateways.see(self._identity.hop, measured.uptime_s),
            adapters=self._identity.adapters,
        )

    def mark_stale(self) -> None:
        """Make the next sample look at everything again."""
        self._looks.mark_stale()

    def subscribe(self, on_change: Callable[[], None]) -> None:
        """Listen to macOS; see ``HostProbe.subscribe``."""
        self._observers.append(on_change)
        if self._listener is not None or self._event_faults:
            return
        try:
            self._listener = self._system.listen(self._hear)
        except PartFailed as failure:
            self._event_faults = (ProbeFault(failure.part, f"Changes are found by looking only. {failure.text}"),)
        self._looks.mark_stale()

    def is_clock_synchronised(self) -> bool:
        """Ask the kernel; see ``HostProbe.is_clock_synchronised``."""
        return self._system.is_clock_synchronised()

    def close(self) -> None:
        """End the threads."""
        if self._listener is not None:
            self._listener.close()
        self._system.close()

    def _hear(self) -> None:
        """Called from the listener's threads."""
        self._looks.mark_stale()
        for observer in self._observers:
            observer()

    # --- what holds until something changes ---------------------------------------------------------------------------

    def _renew(self) -> None:
        if self._looks.renew(self._system.uptime_s(), is_heard=self._is_heard()):
            self._identity = identify(self._looks.latest)
            self._gateways.forget()

    def _is_heard(self) -> bool:
        """Whether everything that a look finds is told; a person's answer about the location is not."""
        listener, missing = self._listener, self._identity.missing_consent
        if listener is None or not listener.is_listening:
            return False
        is_on_wifi = any(carrier.is_on_wifi for carrier in self._identity.carriers)
        is_undecided = missing is not None and missing.state is ConsentState.NOT_ASKED
        return (listener.hears_wifi or not is_on_wifi) and not is_undecided

    def _gateway_mac(self, hop: Hop) -> str | None:
        family = pf_route.AF_INET if len(hop.address) == 4 else pf_route.AF_INET6
        try:
            return arp_table.mac_of(self._system.neighbours(family), hop.interface, hop.address)
        except ValueError as error:
            raise PartFailed(KERNEL, f"Its answer cannot be read: {error}.") from error

    # --- what moves from tick to tick ---------------------------------------------------------------------------------

    def _measure(self) -> Measured:
        """Read counters and signal of every link. A part that fails costs its own figures."""
        at_unix_ms, now_s = time.time_ns() // 1_000_000, self._system.uptime_s()
        links: list[Link] = []
        readings: list[_Reading] = []
        faults: list[ProbeFault] = []
        for carrier in self._identity.carriers:
            reading = self._read(carrier.device)
            readings.append(reading)
            link = replace(carrier.link, counters=reading.counters)
            links.append(self._with_signal(carrier, link, faults) if carrier.is_on_wifi else link)
        off = [self._read(device) for device in self._identity.switched_off]
        readings += off
        return Measured(
            at_unix_ms=at_unix_ms,
            uptime_s=now_s,
            links=tuple(links),
            switched_off=tuple(reading.counters for reading in off if reading.counters),
            faults=(*(reading.fault for reading in readings if reading.fault), *faults),
            has_changed=any(reading.has_changed for reading in readings),
        )

    def _read(self, device: Device) -> _Reading:
        """Read the counters of an interface, and tell whether it is as the last look saw it."""
        name = device.hardware.name
        try:
            now = read_device(self._system, name, device.index)
        except PartFailed as failure:
            return _Reading(fault=ProbeFault(failure.part, failure.text))
        if now is None:
            return _Reading(has_changed=True)
        has_changed = _state(now) != _state(device.data)
        if self._receiving.is_stuck(device.index, now):
            text = f"It does not count what {name} receives. Bytes and rates of that connection are left out."
            return _Reading(fault=ProbeFault(KERNEL, text), has_changed=has_changed)
        key = CounterKey(self._boot_id, device.index, name, device.hardware.mac)
        return _Reading(InterfaceCounters(key, now.rx_bytes, now.tx_bytes), has_changed=has_changed)

    def _with_signal(self, carrier: Carrier, link: Link, faults: list[ProbeFault]) -> Link:
        try:
            signal = self._system.signal(carrier.device.hardware.name)
        except PartFailed as failure:
            faults.append(ProbeFault(failure.part, failure.text))
            signal = None
        if signal is None:
            return replace(link, link_rate_bit_per_s=UNSUPPORTED)
        radio = corewlan.with_signal(link.radio, signal)
        return replace(link, radio=radio, link_rate_bit_per_s=signal.link_rate_bit_per_s)


def _state(data: InterfaceData) -> tuple[bool, bool]:
    """What a look depends on; the rate is no part of it, since WiFi's changes all the time."""
    return data.is_up, data.is_running
