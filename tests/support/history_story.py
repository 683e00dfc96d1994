"""Half a year in a database: work days on three networks, quiet weekends, a holiday without the program, outages."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from netmon_tray.model import Security, TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.store.coverage import Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.events import Events
from netmon_tray.store.history import History, Minute, SignalMinute
from netmon_tray.store.known_networks import KnownNetworks
from netmon_tray.store.round_trips import TripHistory

HOME, CAFE, DOCK = "wi:Home", "wi:Cafe-5G", "et:Dock"
_NAMES = {HOME: ("Home", "wi"), CAFE: ("Cafe-5G", "wi"), DOCK: ("Dock", "et")}
_SECURITIES = {HOME: Security.WPA_WPA2_PSK, CAFE: Security.WPA3_SAE, DOCK: Security.WIRED}
_POINTS = {
    HOME: (("02:00:5e:00:53:01", 5500),),
    CAFE: (("02:00:5e:00:53:a1", 5180), ("02:00:5e:00:53:b2", 2437)),
    DOCK: (),
}
HOST = "host.example"
MOST_BYTES = 900_000_000
MINUTES_OF_DETAIL = 180


def fill(data_dir: Path, now_unix_ms: int, *, days: int = 180) -> None:
    """Write the story, in steps of an hour and for the last hours of a minute, into a new database."""
    chance = random.Random(20261122)
    with Database.open(data_dir) as database, database.transaction(durable=True):
        history, events = History(database), Events(database)
        today = _local_date(now_unix_ms)
        for ago in range(days, -1, -1):
            _fill_day(history, events, today - timedelta(ago), ago, now_unix_ms, chance)
        for key, security in _SECURITIES.items():
            KnownNetworks(database).note_security(key, security, now_unix_ms // 1000)
        weaker_ms = _local_s(today - timedelta(10), 20) * 1000
        events.add(TimelineEvent(weaker_ms, TimelineKind.AUDIT_WEAKER, HOME))
        _fill_places(Coverage(database), today, chance)
        trips = TripHistory(database)
        trips.add(_trips(today, 4, chance))
        for ago in range(MINUTES_OF_DETAIL, 0, -1):
            history.add_minute(_minute(now_unix_ms // 60_000 * 60 - ago * 60, CAFE, chance, 60, MOST_BYTES // 600))


def _fill_day(history: History, events: Events, day: date, ago: int, now_unix_ms: int, chance: random.Random) -> None:
    if 17 <= ago <= 18 or 60 <= ago <= 72 or (ago > 30 and chance.random() < 0.05):
        return  # not running
    is_weekend = day.weekday() >= 5
    for hour in (10, 11, 20) if is_weekend else range(8, 19):
        at_s = _local_s(day, hour)
        if at_s * 1000 >= now_unix_ms - MINUTES_OF_DETAIL * 60_000:
            return
        key = HOME if is_weekend or hour < 9 else DOCK if day.weekday() in (1, 3) else CAFE
        history.add_minute(_minute(at_s, key, chance, 3600, MOST_BYTES))
    if ago % 6 == 4:
        began_ms = _local_s(day, 15) * 1000
        events.add(TimelineEvent(began_ms, TimelineKind.OUTAGE, CAFE, began_ms + 240_000))
        events.add(TimelineEvent(began_ms + 3_600_000, TimelineKind.ROAM, CAFE))
    if ago % 9 == 2:
        events.add(TimelineEvent(_local_s(day, 11) * 1000, TimelineKind.VPN_ON))
    night_ms = _local_s(day, 19) * 1000
    if night_ms < now_unix_ms and ago:
        events.add(TimelineEvent(night_ms, TimelineKind.SLEEP, until_unix_ms=night_ms + 13 * 3_600_000))


def _fill_places(coverage: Coverage, today: date, chance: random.Random) -> None:
    """The café's network over a few streets, the weaker the farther, and home at one place."""
    for number in range(12):
        north, east = chance.uniform(-0.002, 0.002), chance.uniform(-0.003, 0.003)
        level = float(round(-48 - 9000 * (abs(north) + abs(east))))
        cell = (round(41.387 + north, 3), round(2.17 + east, 3), "rssi", level)
        coverage.add(_local_s(today - timedelta(number % 5), 12), CAFE, {cell: 60_000 * (1 + number)})
    coverage.add(_local_s(today, 9), HOME, {(41.386, 2.168, "rssi", -52.0): 3_600_000})


def _trips(today: date, days: int, chance: random.Random) -> Iterator[TripMinute]:
    """Round trips over the café's network by hour, to its router and to a host on the internet."""
    for ago in range(days):
        for hour in range(9, 12):
            for party, near_ms in (("gateway", 2.0), (HOST, 20.0)):
                mean_ms = near_ms * (1 + chance.random())
                sums = TripSums(60, 1, near_ms, mean_ms * 4, mean_ms * 59)
                yield TripMinute(_local_s(today - timedelta(ago), hour), CAFE, party, is_tunnelled=False, sums=sums)


def _minute(at_s: int, key: str, chance: random.Random, covered_s: float, most_bytes: int) -> Minute:
    name, medium = _NAMES[key]
    moved = int(most_bytes * chance.random() ** 4)
    signals = tuple(
        SignalMinute(
            bssid,
            "rssi",
            mean - 3 - chance.random() * 15,
            mean,
            mean + 3 + chance.random() * 8,
            60,
            (0, 0, 0, int(covered_s * 1000), 0),
            frequency_mhz,
        )
        for place, (bssid, frequency_mhz) in enumerate(_POINTS[key])
        for mean in (-50 - 12 * place - chance.random() * 16,)
        if place == 0 or chance.random() < 0.2
    )
    return Minute(at_s, key, name, medium, moved, moved // 7, signals, covered_s)


def _local_s(day: date, hour: int) -> int:
    return int(time.mktime((day.year, day.month, day.day, hour, 0, 0, 0, 0, -1)))


def _local_date(at_unix_ms: int) -> date:
    local = time.localtime(at_unix_ms / 1000)
    return date(local.tm_year, local.tm_mon, local.tm_mday)
