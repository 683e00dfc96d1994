"""Which records of the log are asked for, as the statements that read them page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from netmon_tray.model import DeliveryState

Key: TypeAlias = tuple[int, int]
"""Time (0 where the order is that of happening) and id of a record: its place in the order of a list."""
BEFORE_ALL: Key = (-1, -1)
AFTER_ALL: Key = (2**62, 2**62)

COLUMNS = (
    "c.id, c.record_uuid, c.attachment_uuid, c.event, c.at_unix_ms, c.payload, c.local, d.state, d.attempts,"
    " d.maybe_sent, d.not_before_unix_ms, d.reason, d.last_status, d.last_error, d.sent_at_unix_ms"
)
# CROSS JOIN keeps SQLite from choosing another order of the tables: the left one carries the order of the rows.
LOG_FIRST = "FROM connection_log c CROSS JOIN delivery d ON d.record_id = c.id"
DELIVERY_FIRST = "FROM delivery d CROSS JOIN connection_log c ON c.id = d.record_id"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which records; in the order of happening, or by their time where a time is given."""

    states: tuple[DeliveryState, ...] = ()
    """None named: whatever the state."""
    since_unix_ms: int | None = None
    until_unix_ms: int | None = None
    """Not part of the range."""
    text: str = ""
    """Stands somewhere in the payload or in what the Gate does not take; ASCII letters in either case."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.states or self.text or self.is_by_time)

    @property
    def is_by_time(self) -> bool:
        """Whether a time range gives the order."""
        return self.since_unix_ms is not None or self.until_unix_ms is not None

    def key_of(self, record_id: int, at_unix_ms: int) -> Key:
        """The place of a record in this order."""
        return (at_unix_ms if self.is_by_time else 0, record_id)

    def parameters(self, newest: Key, oldest: Key) -> dict[str, object]:
        """What the placeholders stand for, to read what lies between two places, neither of which is part of it."""
        escaped = self.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        since = oldest[0] if self.since_unix_ms is None else max(self.since_unix_ms, oldest[0])
        until = newest[0] + 1 if self.until_unix_ms is None else min(self.until_unix_ms, newest[0] + 1)
        return {
            "since": since,
            "until": until,
            "newest_at": newest[0],
            "newest_id": newest[1],
            "oldest_at": oldest[0],
            "oldest_id": oldest[1],
            "text": f"%{escaped}%",
            **{f"state{place}": state.value for place, state in enumerate(self.states)},
        }

    def conditions(self) -> str:
        """What a row must meet: between the two places, and of this kind."""
        column = self._id_column()
        if self.is_by_time:
            parts = [
                "c.at_unix_ms >= :since AND c.at_unix_ms < :until",
                "(c.at_unix_ms, c.id) < (:newest_at, :newest_id) AND (c.at_unix_ms, c.id) > (:oldest_at, :oldest_id)",
            ]
        else:
            parts = [f"{column} < :newest_id AND {column} > :oldest_id"]
        if self.states:
            marks = ", ".join(f":state{place}" for place in range(len(self.states)))
            # The plus keeps SQLite from the index of the states where the time gives the order.
            parts.append(f"{'+' if self.is_by_time else ''}d.state IN ({marks})")
        if self.text:
            parts.append("(c.payload LIKE :text ESCAPE '\\' OR c.local LIKE :text ESCAPE '\\')")
        return " AND ".join(parts)

    def page_sql(self, *, newest_first: bool) -> str:
        """Up to :rows records, by the index that gives this order without sorting."""
        order = "DESC" if newest_first else "ASC"
        tables = LOG_FIRST if self.is_by_time else DELIVERY_FIRST
        by = f"c.at_unix_ms {order}, c.id {order}" if self.is_by_time else f"{self._id_column()} {order}"
        return f"SELECT {COLUMNS} {tables} WHERE {self.conditions()} ORDER BY {by} LIMIT :rows"

    def keys_sql(self) -> str:
        """The keys of all records, newest first, numbered from 1; the tables' own rows are left alone where possible:
        those of a million records have half a gigabyte."""
        column = self._id_column()
        if self.is_by_time:
            key, by = "c.at_unix_ms AS at, c.id AS id", "c.at_unix_ms DESC, c.id DESC"
            tables = LOG_FIRST if self.states else "FROM connection_log c"
        else:
            key, by = f"0 AS at, {column} AS id", f"{column} DESC"
            tables = DELIVERY_FIRST if self.text else "FROM delivery d"
        return f"SELECT {key}, row_number() OVER (ORDER BY {by}) AS number {tables} WHERE {self.conditions()}"

    def _id_column(self) -> str:
        return "c.id" if self.is_by_time else "d.record_id"
