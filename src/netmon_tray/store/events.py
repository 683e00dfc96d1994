"""What happened when: the events that stand on the time axis beside the sums of the history."""

# ruff: noqa: S608 - statements are put together from constants of this file and placeholders

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from netmon_tray.model import LASTING_KINDS, TimelineEvent, TimelineKind
from netmon_tray.store.database import Database

ADD_EVENT = "INSERT INTO event (at_unix_ms, kind, network_key, until_unix_ms, detail) VALUES (?, ?, ?, ?, ?)"
_REPLACE = (
    " ON CONFLICT (at_unix_ms, kind, network_key) DO UPDATE SET until_unix_ms = excluded.until_unix_ms,"
    " detail = excluded.detail"
)
_COLUMNS = "at_unix_ms, kind, network_key, until_unix_ms, detail"
_LASTING = ", ".join(f"'{kind.value}'" for kind in sorted(LASTING_KINDS))
_KINDS = frozenset(kind.value for kind in TimelineKind)
"""What else stands there, another version of the program, or a flipped bit, has put there."""
_to_json = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class Events:
    """The table of events. Several writes go into one flush within ``Database.transaction``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: TimelineEvent) -> None:
        """Store an event; the same one again (beginning, kind, network) replaces its end and its detail.

        An open one is left out where one of its kind is open already, as after a restart. Raises StoreError;
        ValueError for a detail that JSON can't tell.
        """
        row = (
            event.at_unix_ms,
            event.kind.value,
            event.network_key or "",
            event.until_unix_ms,
            _to_json(dict(event.detail)),
        )
        with self._database.transaction(durable=True) as connection:
            is_open = "SELECT 1 FROM event WHERE kind = ? AND until_unix_ms IS NULL LIMIT 1"
            if not (event.is_open and connection.execute(is_open, (event.kind.value,)).fetchone()):
                connection.execute(ADD_EVENT + _REPLACE, row)

    def end(self, kind: TimelineKind, at_unix_ms: int) -> bool:
        """End what is open of a lasting kind; False where nothing is. Raises StoreError.

        A clock that was set back ends it where it began.
        """
        if kind not in LASTING_KINDS:
            raise ValueError(f"{kind.value} has no length")
        with self._database.transaction(durable=True) as connection:
            ended = connection.execute(
                "UPDATE event SET until_unix_ms = max(?, at_unix_ms) WHERE kind = ? AND until_unix_ms IS NULL",
                (at_unix_ms, kind.value),
            )
            return ended.rowcount > 0

    def open(self, kind: TimelineKind) -> TimelineEvent | None:
        """What goes on of a lasting kind. Raises StoreError."""
        if kind not in LASTING_KINDS:
            raise ValueError(f"{kind.value} has no length")
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM event WHERE kind = ? AND until_unix_ms IS NULL LIMIT 1", (kind.value,)
        )
        return _event(rows[0]) if rows else None

    def between(
        self,
        since_unix_ms: int,
        until_unix_ms: int,
        *,
        kinds: Collection[TimelineKind] | None = None,
        network_key: str | None = None,
    ) -> list[TimelineEvent]:
        """The events of a range (its end excluded) in order, with those that began before and reach into it.

        With ``network_key`` those of that network and those of none. Raises StoreError.
        """
        wanted, names = "", {}
        if kinds is not None:
            names = {f"kind{number}": kind.value for number, kind in enumerate(sorted(kinds))}
            wanted += f" AND kind IN ({', '.join(':' + name for name in names)})"
        if network_key is not None:
            wanted += " AND network_key IN (:network, '')"
        # The plus keeps SQLite from looking through everything before the range (https://www.sqlite.org/optoverview.html),
        # and an ORDER BY would have it do that after all.
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM event WHERE at_unix_ms >= :since AND at_unix_ms < :until{wanted}"
            f" UNION ALL SELECT {_COLUMNS} FROM event WHERE until_unix_ms > :since AND +at_unix_ms < :since{wanted}"
            f" UNION ALL SELECT {_COLUMNS} FROM event"
            f" WHERE kind IN ({_LASTING}) AND until_unix_ms IS NULL AND +at_unix_ms < :since{wanted}",
            {"since": since_unix_ms, "until": until_unix_ms, "network": network_key, **names},
        )
        return [_event(row) for row in sorted(rows, key=lambda row: row[:3]) if row[1] in _KINDS]

    def counts(
        self, since_unix_ms: int, until_unix_ms: int, *, network_key: str | None = None
    ) -> dict[TimelineKind, int]:
        """How many events of each kind began in the range; of that network and of none, as ``between`` tells them.

        Raises StoreError.
        """
        wanted = " AND network_key IN (:network, '')" if network_key is not None else ""
        rows = self._database.read(
            "SELECT kind, count(*) FROM event WHERE at_unix_ms >= :since AND at_unix_ms < :until"
            f"{wanted} GROUP BY kind",
            {"since": since_unix_ms, "until": until_unix_ms, "network": network_key},
        )
        return {TimelineKind(kind): number for kind, number in rows if kind in _KINDS}

    def expire(self, before_unix_ms: int) -> int:
        """Let go of what was over by then; how many. Raises StoreError."""
        with self._database.transaction(durable=False) as connection:
            return connection.execute(
                "DELETE FROM event WHERE at_unix_ms < :before AND ifnull(until_unix_ms, at_unix_ms) < :before"
                f" AND NOT (until_unix_ms IS NULL AND kind IN ({_LASTING}))",
                {"before": before_unix_ms},
            ).rowcount


def _event(row: tuple[Any, ...]) -> TimelineEvent:
    at_unix_ms, kind, network_key, until_unix_ms, detail = row
    return TimelineEvent(at_unix_ms, TimelineKind(kind), network_key or None, until_unix_ms, _detail(detail))


def _detail(text: str) -> dict[str, object]:
    try:
        plain = json.loads(text)
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}
