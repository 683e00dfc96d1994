"""A month of a connection with its outages, round trips and traffic, in a database; all figures are known."""

from __future__ import annotations

import random
from pathlib import Path

from netmon_tray.happenings import of_outage
from netmon_tray.model import Outage, OutageCause, OutageEnd
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import Minute

HOUR_S, DAY_S = 3600, 86_400
DAYS = 30
KEY, NAME = "wi:Home", "Home"
_CAUSES = (OutageCause.INTERNET, OutageCause.DNS, OutageCause.GATEWAY, OutageCause.LINK)


def outages(begin_unix_s: int) -> list[Outage]:
    """Twenty outages, of 40 s to 70 min; the last one goes on."""
    chance = random.Random(7)
    found = []
    for number in range(20):
        since_ms = 1000 * (begin_unix_s + number * 36 * HOUR_S + chance.randrange(20) * HOUR_S)
        lasted_ms = 1000 * chance.choice((40, 95, 260, 900, 4200))
        cause = _CAUSES[chance.choice((0, 0, 0, 1, 1, 2, 3))]
        end = chance.choice((OutageEnd.RECOVERED,) * 6 + (OutageEnd.SLEPT, OutageEnd.CRASHED))
        found.append(Outage(cause, since_ms, since_ms + lasted_ms, end, KEY, "wg0" if number == 4 else None))
    last = found[-1]
    return [*found[:-1], Outage(last.cause, last.since_unix_ms, None, None, KEY)]


def fill(folder: Path, begin_unix_s: int) -> list[Outage]:
    """Write it, an hour of each hour observed for 40 min; return the outages."""
    made = outages(begin_unix_s)
    with Database.open(folder) as database, database.transaction(durable=True):
        stores = Stores.of(database)
        for hour in range(DAYS * 24):
            at_s = begin_unix_s + hour * HOUR_S
            stores.history.add_minute(Minute(at_s, KEY, NAME, "wi", 5_000_000, 400_000, covered_s=2400.0))
            rtt_ms = 4.0 + hour % 24 / 8
            stores.trips.add(
                TripMinute(
                    at_s, KEY, party, False, TripSums(480, lost, 0.7 * ms, 3 * ms, (480 - lost) * ms, 300.0, 479)
                )
                for party, ms, lost in (("gateway", rtt_ms, 1), ("dns", 3 * rtt_ms, 3), ("example.org", 8 * rtt_ms, 6))
            )
        for outage in made:
            stores.events.add(of_outage(outage))
    return made
