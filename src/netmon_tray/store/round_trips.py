"""Round trips by minute, local hour and local day: sums that only grow, as those of the history do."""

# ruff: noqa: S608 - statements are put together from constants of this file

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S, Span, span_starts
from netmon_tray.store.sums import ADD_TRIP, TRIP_SUMS


class TripHistory:
    """The table of round trips; how long each span is kept is the history's own setting (``History.rollup``).

    Attributes:
        localtime: seconds since 1970 to the local calendar of this machine.
    """

    def __init__(self, database: Database, localtime: Callable[[float], time.struct_time] = time.localtime) -> None:
        self._database = database
        self.localtime = localtime

    def add(self, minutes: Iterable[TripMinute]) -> None:
        """Add to what is stored; of networks that the history knows. Raises StoreError."""
        rows = [
            (int(span), start_s, minute.party, int(minute.is_tunnelled), *minute.sums, minute.network_key)
            for minute in minutes
            for span, start_s in span_starts(minute.minute_unix_s, self.localtime).items()
        ]
        with self._database.transaction(durable=True) as connection:
            connection.executemany(ADD_TRIP, rows)

    def rows(
        self,
        span: Span,
        since_unix_s: int,
        until_unix_s: int,
        *,
        network_key: str | None = None,
        party: str | None = None,
    ) -> list[TripMinute]:
        """The rows of ``span`` that begin in the range (its end excluded), in order; days by their date.

        Raises StoreError.
        """
        since_s, until_s = since_unix_s, until_unix_s
        if span is Span.DAY:
            since_s = span_starts(since_unix_s, self.localtime)[span]
            until_s = span_starts(until_unix_s - 1, self.localtime)[span] + DAY_S
        chosen = (" AND n.key = :key" if network_key is not None else "") + (
            " AND t.party = :party" if party is not None else ""
        )
        rows = self._database.read(
            f"SELECT t.start_s, n.key, t.party, t.is_tunnelled, {TRIP_SUMS} FROM round_trip t"
            " CROSS JOIN network n ON n.id = t.network_id"
            f" WHERE t.span_s = :span AND t.start_s >= :since AND t.start_s < :until{chosen}"
            " ORDER BY t.start_s, t.network_id, t.party, t.is_tunnelled",
            {"span": int(span), "since": since_s, "until": until_s, "key": network_key, "party": party},
        )
        return [
            TripMinute(start_s, key, its_party, bool(is_tunnelled), TripSums(*sums))
            for start_s, key, its_party, is_tunnelled, *sums in rows
        ]

    def answered(self) -> set[tuple[str, str]]:
        """Who ever answered: network key and party. Raises StoreError."""
        return {
            (key, party)
            for key, party in self._database.read(
                "SELECT DISTINCT n.key, t.party FROM round_trip t JOIN network n ON n.id = t.network_id"
                f" WHERE t.span_s = {int(Span.DAY)} AND t.sent > t.lost"
            )
        }
