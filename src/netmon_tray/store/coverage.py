"""How long each level was heard at each place, by network and local day: sums that only grow.

Not a row per minute: a computer that stands on a table for a year would have half a million of them, all of one cell,
while its levels of a day are some twenty rows, of which any median is exact.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from netmon_tray.coverage import Heard, Spot, spots
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S, Span, span_starts
from netmon_tray.store.sums import ADD_COVERAGE

Cell = tuple[float, float, str, float]
"""Latitude and longitude as they may be kept, the measure, and the level."""
DEGREE = 1_000_000
"""Positions are kept in millionths of a degree: six decimals are the most that the settings take."""

_FOREVER_S = 2**62


class Coverage:
    """The table of levels.

    Attributes:
        localtime: seconds since 1970 to the local calendar of this machine.
    """

    def __init__(self, database: Database, localtime: Callable[[float], time.struct_time] = time.localtime) -> None:
        self._database = database
        self.localtime = localtime

    def add(self, minute_unix_s: int, network_key: str, times_ms: Mapping[Cell, int]) -> None:
        """Add what was heard in a minute, on a network that the history knows. Raises StoreError."""
        day_s = self._day_s(minute_unix_s)
        rows = [
            (round(latitude * DEGREE), round(longitude * DEGREE), measure, level, day_s, covered_ms, network_key)
            for (latitude, longitude, measure, level), covered_ms in times_ms.items()
            if covered_ms > 0
        ]
        if rows:
            with self._database.transaction(durable=True) as connection:
                connection.executemany(ADD_COVERAGE, rows)

    def spots(
        self, since_unix_s: int | None = None, until_unix_s: int | None = None, network_key: str | None = None
    ) -> list[Spot]:
        """The median signal of each place and network over the local days that the range touches. Raises StoreError."""
        rows = self._database.read(
            "SELECT c.latitude_e6, c.longitude_e6, n.key, ifnull(n.alias, n.name), c.measure, c.level, c.heard_ms FROM"
            " (SELECT network_id, latitude_e6, longitude_e6, measure, level, sum(covered_ms) AS heard_ms FROM coverage"
            " WHERE day_s >= :since AND day_s < :until GROUP BY 1, 2, 3, 4, 5) c"
            " JOIN network n ON n.id = c.network_id WHERE :key IS NULL OR n.key = :key",
            {
                "since": -_FOREVER_S if since_unix_s is None else self._day_s(since_unix_s),
                "until": _FOREVER_S if until_unix_s is None else self._day_s(until_unix_s - 1) + DAY_S,
                "key": network_key,
            },
        )
        return spots(Heard(south / DEGREE, west / DEGREE, *rest) for south, west, *rest in rows)

    def expire(self, before_unix_s: int) -> int:
        """Let go of the days before that one, and tell how many rows went. Raises StoreError."""
        with self._database.transaction(durable=False) as connection:
            return connection.execute("DELETE FROM coverage WHERE day_s < ?", (self._day_s(before_unix_s),)).rowcount

    def _day_s(self, unix_s: int) -> int:
        return span_starts(unix_s, self.localtime)[Span.DAY]
