"""A made-up week that leads up to the scripted host's present: a history for ``--demo``, screenshots and tests.

Nothing in it is by chance: the same moment gives the same week. It is told in local time, so that nights are nights.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from netmon_tray.model import (
    NOT_APPLICABLE,
    InterfaceKind,
    Observed,
    Position,
    Reachability,
    RoundTrips,
    Sample,
    Silence,
    Vpn,
)
from netmon_tray.probes.scripted_places import (
    BOOT_ID,
    BYTES_PER_MBIT,
    CAFE,
    DESK,
    GUESTHOUSE,
    GUESTHOUSE_OPEN,
    HOME,
    MOBILE,
    OFFICE,
    ROAMING,
    Place,
    counters,
)
from netmon_tray.targets import GATEWAY

STEP_S = 30.0
"""Between two samples."""
DAY_S = 86_400
VPN = Vpn("wg0", InterfaceKind.WIREGUARD)


@dataclass(frozen=True, slots=True)
class Stay:
    """From a minute of the day on: where the machine is, and what is special about it."""

    from_minute: int
    place: Place | None = None
    """None: on, and without any network."""
    radio: int = 0
    is_asleep: bool = False
    has_portal: bool = False
    has_vpn: bool = False
    is_cut_off: bool = False
    """The link is there and leads nowhere: the provider's fault."""


def _at(clock: str, *where: Place | int, **special: bool) -> Stay:
    """A stay that begins at "07:30", with a place and the number of its access point."""
    hours, minutes = clock.split(":")
    place, radio = (*where, 0)[:2] if where else (None, 0)
    return Stay(int(hours) * 60 + int(minutes), place, radio, **special)  # type: ignore[arg-type]


_NIGHT = _at("00:00", is_asleep=True)
_MORNING = (
    _NIGHT,
    *(_at("07:30", HOME, 1), _at("07:42", HOME, 0)),
    *(_at("08:20", MOBILE, 0), _at("08:31", MOBILE, 1), _at("08:44", MOBILE, 2), _at("08:52", MOBILE, 0)),
    *(_at("09:00", OFFICE, 0), _at("10:12", OFFICE, 1), _at("11:05", OFFICE, 2)),
    _at("12:28", CAFE, 0, has_portal=True),
    *(_at("12:31", CAFE, 0, has_vpn=True), _at("12:50", CAFE, 1, has_vpn=True), _at("13:05", CAFE, 0, has_vpn=True)),
    _at("13:15", DESK),
    *(_at("17:30", MOBILE, 0), _at("17:55"), _at("17:59", MOBILE, 1), _at("18:08", MOBILE, 0)),
    _at("18:15", HOME, 0),
)
_WORK = (*_MORNING, _at("20:30", HOME, 1), _at("22:00", HOME, 0), _at("23:30", is_asleep=True))
_TROUBLE = (
    *_MORNING,
    *(_at("19:42"), _at("20:03", HOME, 0)),  # the router starts anew
    *(_at("21:10", HOME, 0, is_cut_off=True), _at("21:26", HOME, 0)),
    *(_at("22:15", HOME, 2), _at("23:30", is_asleep=True)),
)
_AWAY = (
    _NIGHT,
    *(_at("08:10", HOME, 0), _at("09:40", MOBILE, 0), _at("10:30", MOBILE, 1), _at("11:20", MOBILE, 2)),
    *(_at("12:15", ROAMING, 0), _at("13:40", ROAMING, 1), _at("14:30", ROAMING, 0)),
    *(_at("15:05", GUESTHOUSE, 0), _at("19:00", GUESTHOUSE, 1), _at("22:40", is_asleep=True)),
)
_BACK = (
    _NIGHT,
    *(_at("08:00", GUESTHOUSE_OPEN, 0), _at("10:20", GUESTHOUSE_OPEN, 1)),
    *(_at("11:10", ROAMING, 0), _at("12:00", ROAMING, 1), _at("13:30", MOBILE, 2), _at("14:10", MOBILE, 0)),
    *(_at("16:00", HOME, 0), _at("19:30", HOME, 1), _at("23:45", is_asleep=True)),
)
DAYS = (_WORK, _AWAY, _BACK, _WORK, _TROUBLE, _WORK, _WORK)
"""The last one is today, as far as it came."""


class ScriptedWeek:
    """The week up to ``end_unix_ms``, the last sample left to whoever goes on from there.

    ``localtime`` is the calendar in which it is told; ``uptime_s`` the machine's at the end; ``told`` what a sample
    says of a position.
    """

    def __init__(
        self,
        end_unix_ms: int,
        uptime_s: float,
        localtime: Callable[[float], time.struct_time] = time.localtime,
        told: Callable[[Position], Observed[Position]] = lambda _: NOT_APPLICABLE,
    ) -> None:
        self._end_unix_ms, self._uptime_s = end_unix_ms, uptime_s
        self._localtime = localtime
        self._told = told
        self._moved: dict[str, list[float]] = {}
        self._present = (0.0, Stay(0))

    def moved(self, interface_name: str) -> tuple[float, float]:
        """Bytes that an interface has received and sent by now."""
        rx_bytes, tx_bytes = self._moved.get(interface_name, (0.0, 0.0))
        return rx_bytes, tx_bytes

    def trips(self, party: str) -> RoundTrips:
        """The round trip to a party at the moment of the last sample."""
        at_s, stay = self._present
        if stay.place is None or (stay.is_cut_off and party != GATEWAY):
            return RoundTrips(1, silence=Silence.TIMEOUT)
        return stay.place.trips(stay.radio, at_s, party)

    def samples(self) -> Iterator[Sample]:
        """Play it once."""
        stays = list(self._stays())
        for (begin_s, stay), (end_s, _) in pairwise(stays):
            at_s = begin_s
            while at_s < end_s and not stay.is_asleep:
                yield self._sample(at_s, stay)
                at_s += STEP_S

    def _stays(self) -> Iterator[tuple[float, Stay]]:
        """Each stay with the moment when it begins, and the end."""
        end_s = self._end_unix_ms / 1000
        for number, day in enumerate(DAYS):
            midnight_s = self._midnight_s(days_ago=len(DAYS) - 1 - number)
            for stay in day:
                begin_s = midnight_s + stay.from_minute * 60.0
                if begin_s < end_s:
                    yield begin_s, stay
        yield end_s, Stay(0)

    def _midnight_s(self, days_ago: int) -> float:
        """Local midnight so many calendar days ago, for a clock that is not changed within the night before."""
        noon_s = self._end_unix_ms / 1000 - days_ago * DAY_S
        local = self._localtime(noon_s)
        return float(int(noon_s) - (local.tm_hour * 60 + local.tm_min) * 60 - local.tm_sec)

    def _sample(self, at_s: float, stay: Stay) -> Sample:
        self._present = (at_s, stay)
        at_unix_ms = round(at_s * 1000)
        uptime_s = self._uptime_s - (self._end_unix_ms - at_unix_ms) / 1000
        place = stay.place
        if place is None:
            return Sample(at_unix_ms, uptime_s, BOOT_ID, reachability=Reachability.DISCONNECTED)
        moved = self._moved.setdefault(place.interface.name, [0.0, 0.0])
        rx_mbit_per_s, tx_mbit_per_s = (0.001, 0.001) if stay.is_cut_off else place.traffic_mbit_per_s(stay.radio, at_s)
        moved[0] += rx_mbit_per_s * BYTES_PER_MBIT * STEP_S
        moved[1] += tx_mbit_per_s * BYTES_PER_MBIT * STEP_S
        return Sample(
            at_unix_ms,
            uptime_s,
            BOOT_ID,
            links=(place.link(stay.radio, at_s, counters(place.interface, *moved)),),
            primary_name=place.interface.name,
            vpn=VPN if stay.has_vpn else None,
            reachability=_reachability(stay),
            has_portal=stay.has_portal,
            position=self._told(place.position(stay.radio)),
            gateway=place.gateway,
        )


def _reachability(stay: Stay) -> Reachability:
    if stay.is_cut_off:
        return Reachability.LOCAL
    return Reachability.SITE if stay.has_portal else Reachability.ONLINE
