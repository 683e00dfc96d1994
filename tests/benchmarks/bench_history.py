"""A year of minutes: how long any range takes to be answered, how large it is, and what a day's roll-up costs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from process import on_disk
from table import Figure, median_of

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S, Minute, SignalMinute, Span

TITLE = "A year of minutes, 5 networks, 40 access points"
YEAR_DAYS, WEEK_DAYS = 365, 7
NETWORKS, ACCESS_POINTS = 5, 40
STAY_MINUTES = (10, 90)
TRIP_DAYS = 31
"""As long as the settings keep minutes: round trips of two parties beside each of these."""
BEGIN_S = 1_750_000_000 // DAY_S * DAY_S
MB = 1_000_000
PLACES = 25
RANGES = (
    ("an hour", 3600),
    ("a day", DAY_S),
    ("a week", 7 * DAY_S),
    ("two months", 61 * DAY_S),
    ("a year", 365 * DAY_S),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What ``History.rollup`` keeps."""

    minute_days: int
    hour_days: int = 0
    day_days: int = 0


def measure() -> list[Figure]:
    """Return times of the slowest range of each length, the size, and what is done each minute and each day."""
    with on_disk() as folder, Database.open(folder / "w") as small, Database.open(folder / "y") as large:
        week, year = Stores.of(small), Stores.of(large)
        fill(week, WEEK_DAYS)
        fill(year, YEAR_DAYS)
        sizes = [stores.database.size_bytes() / MB for stores in (week, year)]
        figures = [
            *(_range(name, length_s, week, year) for name, length_s in RANGES),
            Figure("usage by month", usage_ms(year), "ms", "a week of minutes", usage_ms(week)),
            Figure("database", sizes[1], "MB", "a week of minutes", sizes[0], "<= 60 MB"),
            Figure(
                "adding a minute", adding_ms(year, YEAR_DAYS), "ms", "a week of minutes", adding_ms(week, WEEK_DAYS)
            ),
        ]
        rollups = [rollup_ms(stores, days) for stores, days in ((year, YEAR_DAYS), (week, WEEK_DAYS))]
        figures.append(Figure("rollup of a day", rollups[0], "ms", "a week of minutes", rollups[1], "<= 50 ms"))
        fill_trips(year, YEAR_DAYS)
        figures.append(Figure("database with a month of round trips", year.database.size_bytes() / MB, "MB"))
        figures.append(_range("a day with round trips", DAY_S, week, year, last_days=TRIP_DAYS))
    return figures


def _range(name: str, length_s: int, week: Stores, year: Stores, last_days: int = YEAR_DAYS) -> Figure:
    peer = slowest_ms(week, WEEK_DAYS, min(length_s, WEEK_DAYS * DAY_S), WEEK_DAYS)
    return Figure(
        f"{name}, the slowest of {PLACES}",
        slowest_ms(year, YEAR_DAYS, length_s, last_days),
        "ms",
        "a week of minutes",
        peer,
        "<= 20 ms",
    )


def slowest_ms(stores: Stores, days: int, length_s: int, last_days: int) -> float:
    """The slowest of ranges here and there, each the median of three; every other one of one network."""
    chance = random.Random(7)
    end_s = BEGIN_S + days * DAY_S
    took = []
    for number in range(PLACES):
        since_s = end_s - last_days * DAY_S + chance.randint(0, max(0, last_days * DAY_S - length_s))
        took.append(range_ms(stores, since_s, since_s + length_s, "wi:net1" if number % 2 else None))
    return max(took)


def range_ms(stores: Stores, since_s: int, until_s: int, network_key: str | None) -> float:
    """Milliseconds of the processor until one range is answered, the median of three: nothing waits for the disk here,
    and others may be at work on the machine.
    """
    return median_of(
        3,
        lambda: timed(
            lambda: stores.timeline.between(since_s * 1000, until_s * 1000, network_key), clock_s=time.thread_time
        ),
    )


def timed(act: Callable[[], object], clock_s: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds that it takes."""
    begun_s = clock_s()
    act()
    return (clock_s() - begun_s) * 1000


def usage_ms(stores: Stores) -> float:
    """Milliseconds of ``netmon usage --by month``."""
    return median_of(9, lambda: timed(lambda: stores.history.usage("month")))


def adding_ms(stores: Stores, days: int) -> float:
    """Milliseconds until a minute is on the disk."""
    minutes = iter(range(days * 1440, days * 1440 + 100))
    return median_of(25, lambda: timed(lambda: stores.history.add_minute(made(next(minutes), random.Random(1), 3))))


def rollup_ms(stores: Stores, days: int) -> float:
    """Milliseconds until a day of minutes is gone."""
    end_s = BEGIN_S + days * DAY_S
    stores.history.rollup(end_s, Limits(minute_days=days - 1))
    kept = iter(range(days - 2, 0, -1))
    return median_of(3, lambda: timed(lambda: stores.history.rollup(end_s, Limits(minute_days=next(kept)))))


def fill(stores: Stores, days: int) -> None:
    """Add minutes as the recorder does, and a roam at each change of the access point."""
    chance = random.Random(days)
    left, point = 0, 0
    for day in range(days):
        with stores.database.transaction(durable=True):
            for number in range(day * 1440, (day + 1) * 1440):
                left -= 1
                if left <= 0:
                    left, point = chance.randint(*STAY_MINUTES), chance.randrange(ACCESS_POINTS)
                    roam = TimelineEvent((BEGIN_S + number * 60) * 1000, TimelineKind.ROAM, _key(point))
                    stores.events.add(roam)
                stores.history.add_minute(made(number, chance, point))


def made(number: int, chance: random.Random, point: int) -> Minute:
    """The minute of that number on that access point."""
    middle = -chance.randint(45, 80)
    heard = SignalMinute(
        f"02:00:00:00:00:{point:02x}",
        "rssi",
        middle - 4.0,
        middle + 0.25,
        middle + 5.0,
        12,
        (0, 0, 20_004, 39_987, 0),
        5180,
    )
    rx, tx = chance.randint(0, 40_000_000), chance.randint(0, 4_000_000)
    return Minute(
        minute_unix_s=BEGIN_S + number * 60,
        network_key=_key(point),
        network_name=_key(point)[3:],
        network_type="wi",
        rx_bytes=rx,
        tx_bytes=tx,
        signals=(heard,),
        covered_s=59.991,
        rx_peak_bytes_per_s=rx // 20,
        tx_peak_bytes_per_s=tx // 20,
    )


def fill_trips(stores: Stores, days: int) -> None:
    """Add the round trips of two parties beside each of the last minutes."""
    chance = random.Random(days)
    rows = stores.history.rows(Span.MINUTE, BEGIN_S + (days - TRIP_DAYS) * DAY_S, BEGIN_S + days * DAY_S)
    for first in range(0, len(rows), 1440):
        with stores.database.transaction(durable=True):
            for row in rows[first : first + 1440]:
                mean = chance.uniform(2, 40)
                sums = TripSums(12, 0, mean / 2, mean * 3, mean * 12, mean * 4, 11)
                stores.trips.add(
                    TripMinute(row.minute_unix_s, row.network_key, party, False, sums) for party in ("gateway", "dns")
                )


def _key(point: int) -> str:
    return f"wi:net{point * NETWORKS // ACCESS_POINTS}"
