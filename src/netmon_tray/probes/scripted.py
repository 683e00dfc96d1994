"""A scripted host for ``--demo``, screenshots and tests: a week, then a quarter of an hour in a café, again and again.

Nothing is measured. The story is a pure function of time: a good WiFi signal, a roam to a weak access
point, an outage, the way back, a VPN; with traffic whose counters are the integral of its rates.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence

from netmon_tray.model import (
    NOT_APPLICABLE,
    Authentication,
    InterfaceCounters,
    InterfaceKind,
    Link,
    Network,
    NetworkType,
    Observed,
    Position,
    Radio,
    Reachability,
    RoundTrips,
    Sample,
    Security,
    Vpn,
)
from netmon_tray.probes.reachability import Place, Reached
from netmon_tray.probes.scripted_places import BOOT_ID, BYTES_PER_MBIT, WLAN, counters, wander
from netmon_tray.probes.scripted_week import ScriptedWeek
from netmon_tray.targets import DNS, GATEWAY, Target

CYCLE_S = 900
"""Length of the story."""
PAST_STEP_S = 5
ROAM_S = 350.0
OUTAGE_S = (450.0, 525.0)
VPN_S = 730.0
_UPTIME_S = 900_000.0
"""When the story begins: longer than the week."""


class ScriptedHost:
    """A HostProbe that plays the story; ``monotonic_s`` and ``unix_ms`` are the clocks it runs by.

    ``localtime`` is the calendar of the week before.
    """

    def __init__(
        self,
        *,
        monotonic_s: Callable[[], float] = time.monotonic,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        localtime: Callable[[float], time.struct_time] = time.localtime,
    ) -> None:
        self._localtime = localtime
        self._monotonic_s, self._unix_ms = monotonic_s, unix_ms
        self._began_s = monotonic_s()
        self._summed_to_s = 0.0
        self._week: ScriptedWeek | None = None
        self._decimals: int | None = None
        self._rx_bytes = self._tx_bytes = 0.0

    def sample(self) -> Sample:
        """Return the story's present."""
        return self._at(self._story_s, self._unix_ms())

    def past(self) -> Iterator[Sample]:
        """Play a week and then the story up to now, so that there is something to show.

        To be played before anything is counted; what passes meanwhile is played at the end, or it would be a gap.
        """
        story_unix_ms = self._unix_ms() - round(self._story_s * 1000)
        self._week = week = ScriptedWeek(story_unix_ms, _UPTIME_S, self._localtime, self._told)
        yield from week.samples()
        self._week = None
        self._rx_bytes, self._tx_bytes = week.moved(WLAN.name)
        self._summed_to_s = story_s = 0.0
        while story_s < self._story_s:
            yield self._at(story_s, story_unix_ms + round(story_s * 1000))
            story_s += PAST_STEP_S

    def ask(
        self, place: Place, parties: Sequence[str], targets: Sequence[Target], *, is_urgent: bool, seeks_portal: bool
    ) -> Reached:
        """Return the round trips at the last sample, as ``Reach.ask`` does; nobody is asked."""
        del place, is_urgent, seeks_portal
        named = [*parties, *(host.text for host in targets)]
        return Reached({party: self._trips(party) for party in named})

    def _trips(self, party: str) -> RoundTrips:
        week = self._week
        return week.trips(party) if week is not None else RoundTrips(1, (rtt_ms(party, self._summed_to_s),))

    def locate(self, decimals: int | None) -> None:
        """Tell where the story takes place, or not; see ``LocatingProbe.locate``."""
        self._decimals = decimals

    def await_position(self) -> None:
        """The story knows its place."""

    def mark_stale(self) -> None:
        """Nothing is cached."""

    def subscribe(self, on_change: Callable[[], None]) -> None:
        """The story has no events of its own: each sample looks at everything."""

    def is_clock_synchronised(self) -> bool:
        """A story has no clock to trust."""
        return False

    def close(self) -> None:
        """Nothing is open."""

    @property
    def _story_s(self) -> float:
        """The story's present: it was played once before this host began."""
        return CYCLE_S + self._monotonic_s() - self._began_s

    def _at(self, story_s: float, at_unix_ms: int) -> Sample:
        self._sum_traffic(story_s)
        moment_s = story_s % CYCLE_S
        uptime_s = _UPTIME_S + story_s
        if OUTAGE_S[0] <= moment_s < OUTAGE_S[1]:
            return Sample(at_unix_ms, uptime_s, BOOT_ID, reachability=Reachability.DISCONNECTED)
        return Sample(
            at_unix_ms,
            uptime_s,
            BOOT_ID,
            links=(_link(moment_s, counters(WLAN, self._rx_bytes, self._tx_bytes)),),
            primary_name=WLAN.name,
            vpn=Vpn("wg0", InterfaceKind.WIREGUARD) if moment_s >= VPN_S else None,
            reachability=Reachability.ONLINE,
            position=self._told(position(story_s)),
        )

    def _told(self, place: Position) -> Observed[Position]:
        return NOT_APPLICABLE if self._decimals is None else place.cut(self._decimals)

    def _sum_traffic(self, story_s: float) -> None:
        while self._summed_to_s < story_s:
            step_s = min(1.0, story_s - self._summed_to_s)
            rx_mbit_per_s, tx_mbit_per_s = traffic_mbit_per_s(self._summed_to_s)
            self._rx_bytes += rx_mbit_per_s * BYTES_PER_MBIT * step_s
            self._tx_bytes += tx_mbit_per_s * BYTES_PER_MBIT * step_s
            self._summed_to_s += step_s


def traffic_mbit_per_s(story_s: float) -> tuple[float, float]:
    """Return what is received and sent at a moment, in Mbit/s."""
    moment_s = story_s % CYCLE_S
    if OUTAGE_S[0] <= moment_s < OUTAGE_S[1]:
        return 0.0, 0.0
    restless = wander(story_s)
    if ROAM_S <= moment_s < OUTAGE_S[0]:
        return 1.9 + 0.6 * restless, 0.3 + 0.1 * restless
    received = 10.5 + 4.5 * restless + 27 * _hump(moment_s, 60, 25) + 26 * _hump(moment_s, 610, 28)
    return max(0.5, received), 1.1 + 0.4 * restless + 6.5 * _hump(moment_s, 760, 30)


def rtt_ms(party: str, story_s: float) -> float:
    """Return how long a party takes to answer: longer and less evenly while the access point is far."""
    near_ms = {GATEWAY: 2.4, DNS: 11.0}.get(party, 24.0)
    is_far = ROAM_S <= story_s % CYCLE_S < OUTAGE_S[0]
    return near_ms * (1 + 0.2 * wander(story_s * 3.1)) + (28 + 22 * wander(story_s * 5.3) if is_far else 0.0)


def signal_dbm(story_s: float) -> int:
    """Return the signal at a moment: good, then walking away, then back."""
    moment_s = story_s % CYCLE_S
    fading = 14 * max(0.0, min(1.0, (moment_s - 300) / (ROAM_S - 300)))
    level = -57.0 - (24.0 if ROAM_S <= moment_s < OUTAGE_S[0] else fading if moment_s < ROAM_S else 0.0)
    return round(level + 2.2 * wander(story_s * 1.7))


def position(story_s: float) -> Position:
    """Return where the story is at a moment: at a table in a café, and 250 m along the street while it is far."""
    moment_s = story_s % CYCLE_S
    far = max(0.0, min(1.0, (moment_s - 300) / (ROAM_S - 300))) if moment_s < OUTAGE_S[0] else 0.0
    return Position(52.5200, 13.4050 + 0.0037 * far, accuracy_m=25.0)


def _link(moment_s: float, read: InterfaceCounters) -> Link:
    is_far = ROAM_S <= moment_s < OUTAGE_S[0]
    return Link(
        interface=WLAN,
        network_type=NetworkType.WIFI,
        network=Network(
            "Cafe-5G", Security.WPA3_SAE, Authentication.SAE, NOT_APPLICABLE, NOT_APPLICABLE, is_metered=False
        ),
        radio=Radio(
            bssid="02:00:5e:00:53:b2" if is_far else "02:00:5e:00:53:a1",
            frequency_mhz=2437 if is_far else 5180,
            channel=6 if is_far else 36,
            width_mhz=20 if is_far else 80,
            rssi_dbm=signal_dbm(moment_s),
            noise_dbm=-95,
            technology="WiFi 4" if is_far else "WiFi 5",
        ),
        link_rate_bit_per_s=65_000_000 if is_far else 866_700_000,
        counters=read,
    )


def _hump(at_s: float, centre_s: float, width_s: float) -> float:
    return math.exp(-(((at_s - centre_s) / width_s) ** 2))
