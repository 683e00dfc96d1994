"""What charts and usage read: bytes per network and signal per access point, by minute, hour and day."""

# ruff: noqa: S608 - statements are put together from constants of this file and placeholders

from __future__ import annotations

import enum
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, Protocol

from netmon_tray.model import NetworkType
from netmon_tray.store.agent_state import write_state
from netmon_tray.store.database import Database
from netmon_tray.store.sums import ADD_SIGNAL, ADD_TRAFFIC, LEVEL_COLUMNS, access_point_id, network_id

DAY_S = 86400
DELETED_AT_ONCE_S = 7 * DAY_S
"""A week of minutes goes in 30 ms."""
_ORDINAL_1970 = date(1970, 1, 1).toordinal()
_FOREVER_S = 2**62
_NO_STATE: Mapping[str, str | None] = MappingProxyType({})

Period = Literal["day", "month", "network", "roaming"]


class Span(enum.IntEnum):
    """How much time one row of the history stands for, in seconds."""

    MINUTE = 60
    HOUR = 3600
    DAY = DAY_S


class HistoryLimits(Protocol):
    """The part of the settings that is asked here: how many days each span is kept; 0 means for ever."""

    @property
    def minute_days(self) -> int:
        """Days of minutes."""

    @property
    def hour_days(self) -> int:
        """Days of hours."""

    @property
    def day_days(self) -> int:
        """Days of days."""


@dataclass(frozen=True, slots=True)
class SignalMinute:
    """The signal of one access point (None: the medium names none) in the unit of its measure."""

    bssid: str | None
    measure: str
    """"rssi", "rsrp" (dBm), "sinr" (dB) or "ratio"."""
    minimum: float
    mean: float
    maximum: float
    count: int
    level_ms: tuple[int, ...] = (0, 0, 0, 0, 0)
    """How long it was very weak, weak, fair, good and excellent, in milliseconds; zeros for a measure without words."""
    frequency_mhz: int | None = None
    """Of the access point, as it was last heard."""


@dataclass(frozen=True, slots=True)
class Minute:
    """What one network carried in one minute, and the signal meanwhile; also a row of an hour or a day."""

    minute_unix_s: int
    """Where it begins; for a day midnight UTC of its calendar date."""
    network_key: str
    network_name: str
    network_type: str
    rx_bytes: int
    tx_bytes: int
    signals: tuple[SignalMinute, ...] = ()
    covered_s: float = 60.0
    """How much of it was observed."""
    rx_roaming_bytes: int = 0
    """Of ``rx_bytes``, what came while the mobile network was a foreign one."""
    tx_roaming_bytes: int = 0
    roaming_s: float = 0.0
    rx_peak_bytes_per_s: int = 0
    """The highest rate between two samples."""
    tx_peak_bytes_per_s: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes of a period ("2026-11-22", "2026-11"), of a network (its key), or roaming ("roaming", "home", "other")."""

    period: str
    rx_bytes: int
    tx_bytes: int
    covered_s: float
    network_name: str | None = None
    """The user's alias, else the name; only when asked by network."""
    network_type: str | None = None
    rx_roaming_bytes: int = 0
    """Of ``rx_bytes``."""
    tx_roaming_bytes: int = 0
    roaming_s: float = 0.0


@dataclass(frozen=True, slots=True)
class NetworkFlags:
    """What the user said about a network."""

    alias: str | None = None
    is_trusted: bool = False
    is_metered: bool | None = None
    """None: as the system says."""
    never_upload: bool = False


@dataclass(frozen=True, slots=True)
class SeenNetwork:
    """A network that this machine was attached to."""

    key: str
    name: str
    network_type: str
    first_seen_unix_s: int
    last_seen_unix_s: int
    rx_bytes: int
    tx_bytes: int
    covered_s: float
    access_point_count: int
    flags: NetworkFlags


class History:
    """Sums that only grow: each minute is added to its minute, its local hour and its local calendar day at once.

    So every span is complete for as long as it is kept, in whatever order minutes come; nothing is ever summed up
    later, and no byte is counted in two rows of one span.

    Attributes:
        localtime: seconds since 1970 to the local calendar of this machine.
    """

    def __init__(self, database: Database, localtime: Callable[[float], time.struct_time] = time.localtime) -> None:
        self._database = database
        self.localtime = localtime

    def add_minute(self, minute: Minute, agent_state: Mapping[str, str | None] = _NO_STATE) -> None:
        """Add to what is stored, with what the agent must remember: one flush. Raises StoreError."""
        starts = span_starts(minute.minute_unix_s, self.localtime)
        with self._database.transaction(durable=True) as connection:
            number = _network_id(connection, minute)
            moved = (number, *_moved(minute))
            connection.executemany(ADD_TRAFFIC, [(int(span), start_s, *moved) for span, start_s in starts.items()])
            for signal in filter(lambda measured: measured.count > 0, minute.signals):
                point = access_point_id(connection, number, signal.bssid or "", signal.frequency_mhz)
                band = (point, *_band(signal))
                connection.executemany(ADD_SIGNAL, [(int(span), start_s, *band) for span, start_s in starts.items()])
            write_state(connection, agent_state)

    def minutes(self, since_unix_s: int, until_unix_s: int, network_key: str | None = None) -> list[Minute]:
        """The minutes that begin in the range (its end excluded), in order. Raises StoreError."""
        return self.rows(Span.MINUTE, since_unix_s, until_unix_s, network_key)

    def rows(self, span: Span, since_unix_s: int, until_unix_s: int, network_key: str | None = None) -> list[Minute]:
        """The rows of ``span`` that begin in the range; days by their date, as ``Minute`` says. Raises StoreError."""
        since_s, until_s = since_unix_s, until_unix_s
        if span is Span.DAY:
            since_s, until_s = self._date_s(since_unix_s), self._date_s(until_unix_s - 1) + DAY_S
        place = {"span": int(span), "since": since_s, "until": until_s, "key": network_key}
        of_network = " AND n.key = :key" if network_key is not None else ""
        signals = defaultdict(list)
        for start_s, number, bssid, mhz, measure, minimum, maximum, total, count, *level_ms in self._database.read(
            f"SELECT s.start_s, a.network_id, a.bssid, a.frequency_mhz, s.measure, s.minimum, s.maximum, s.total,"
            f" s.number, {LEVEL_COLUMNS}"
            " FROM signal s CROSS JOIN access_point a ON a.id = s.access_point_id JOIN network n ON n.id = a.network_id"
            f" WHERE s.span_s = :span AND s.start_s >= :since AND s.start_s < :until{of_network}"
            " ORDER BY s.start_s, a.id, s.measure",
            place,
        ):
            heard = SignalMinute(bssid or None, measure, minimum, total / count, maximum, count, tuple(level_ms), mhz)
            signals[start_s, number].append(heard)
        traffic = self._database.read(
            "SELECT t.start_s, t.network_id, n.key, n.name, n.network_type, t.rx_bytes, t.tx_bytes, t.covered_s,"
            " t.rx_roaming_bytes, t.tx_roaming_bytes, t.roaming_s, t.rx_peak_bytes_per_s, t.tx_peak_bytes_per_s"
            " FROM traffic t CROSS JOIN network n ON n.id = t.network_id"
            f" WHERE t.span_s = :span AND t.start_s >= :since AND t.start_s < :until{of_network}"
            " ORDER BY t.start_s, t.network_id",
            place,
        )
        return [
            Minute(start_s, key, name, kind, rx, tx, tuple(signals.get((start_s, number), ())), *rest)
            for start_s, number, key, name, kind, rx, tx, *rest in traffic
        ]

    def usage(
        self,
        by: Period,
        since_unix_s: int | None = None,
        until_unix_s: int | None = None,
        network_key: str | None = None,
    ) -> list[Usage]:
        """Bytes of the local calendar days that the range touches, by day, month, network or roaming.

        Periods come in order of time, networks with the most bytes first. By roaming: mobile networks abroad
        ("roaming") and at home ("home"), and all that is not mobile ("other"). Raises StoreError.
        """
        since_s = -_FOREVER_S if since_unix_s is None else self._date_s(since_unix_s)
        until_s = _FOREVER_S if until_unix_s is None else self._date_s(until_unix_s - 1) + DAY_S
        return self._usage(by, since_s, until_s, network_key)

    def usage_of_days(self, by: Period, first: date, last: date | None = None) -> list[Usage]:
        """Bytes of calendar days, the last one included, as ``usage`` tells them. Raises StoreError."""
        until_s = _FOREVER_S if last is None else _midnight_of(last) + DAY_S
        return self._usage(by, _midnight_of(first), until_s, None)

    def _usage(self, by: Period, since_s: int, until_s: int, network_key: str | None) -> list[Usage]:
        if by == "roaming":
            return _by_roaming(self._usage("network", since_s, until_s, network_key))
        label = {
            "day": "date(t.start_s, 'unixepoch')",
            "month": "strftime('%Y-%m', t.start_s, 'unixepoch')",
            "network": "n.key",
        }[by]
        order = "sum(t.rx_bytes + t.tx_bytes) DESC, n.key" if by == "network" else "1"
        of_network = " AND n.key = :key" if network_key is not None else ""
        rows = self._database.read(
            f"SELECT {label}, sum(t.rx_bytes), sum(t.tx_bytes), sum(t.covered_s),"
            " ifnull(n.alias, n.name), n.network_type, sum(t.rx_roaming_bytes), sum(t.tx_roaming_bytes),"
            " sum(t.roaming_s)"
            " FROM traffic t CROSS JOIN network n ON n.id = t.network_id"
            f" WHERE t.span_s = {int(Span.DAY)} AND t.start_s >= :since AND t.start_s < :until{of_network}"
            f" GROUP BY 1 ORDER BY {order}",
            {"since": since_s, "until": until_s, "key": network_key},
        )
        is_network = by == "network"
        return [Usage(*row[:4], *(row[4:6] if is_network else (None, None)), *row[6:]) for row in rows]

    def rollup(self, now_unix_s: int, limits: HistoryLimits) -> int:
        """Let go of minutes and hours whose time is over: what they said is in the hours and days. How many rows.

        Raises StoreError.
        """
        kept = ((Span.MINUTE, limits.minute_days), (Span.HOUR, limits.hour_days), (Span.DAY, limits.day_days))
        return sum(
            self._delete_before(table, span, now_unix_s - days * DAY_S)
            for span, days in kept
            if days > 0
            for table in ("traffic", "signal", "round_trip")
        )

    def networks(self) -> list[SeenNetwork]:
        """Every network seen, the latest first, with its sums over the days that are kept. Raises StoreError."""
        rows = self._database.read(
            "SELECT n.key, n.name, n.network_type, n.first_seen_unix_s, n.last_seen_unix_s, ifnull(t.rx, 0),"
            " ifnull(t.tx, 0), ifnull(t.covered, 0.0),"
            " (SELECT count(*) FROM access_point a WHERE a.network_id = n.id AND a.bssid <> ''),"
            " n.alias, n.is_trusted, n.is_metered, n.never_upload FROM network n LEFT JOIN"
            " (SELECT network_id, sum(rx_bytes) AS rx, sum(tx_bytes) AS tx, sum(covered_s) AS covered"
            f" FROM traffic WHERE span_s = {int(Span.DAY)} GROUP BY network_id) t ON t.network_id = n.id"
            " ORDER BY n.last_seen_unix_s DESC, n.key"
        )
        return [_seen(*row) for row in rows]

    def note_network(self, key: str, name: str, network_type: str, at_unix_s: int) -> None:
        """Make a network known before its first minute, so that it can be given flags. Raises StoreError."""
        with self._database.transaction(durable=False) as connection:
            _network_id(connection, Minute(at_unix_s, key, name, network_type, 0, 0))

    def flags(self, key: str) -> NetworkFlags:
        """What the user said about a network; the defaults where nothing was. Raises StoreError."""
        rows = self._database.read(
            "SELECT alias, is_trusted, is_metered, never_upload FROM network WHERE key = ?", (key,)
        )
        return _flags(*rows[0]) if rows else NetworkFlags()

    def set_flags(self, key: str, flags: NetworkFlags) -> bool:
        """Keep what the user says about a network; False where no such network was seen. Raises StoreError."""
        with self._database.transaction(durable=True) as connection:
            changed = connection.execute(
                "UPDATE network SET alias = ?, is_trusted = ?, is_metered = ?, never_upload = ? WHERE key = ?",
                (flags.alias, flags.is_trusted, flags.is_metered, flags.never_upload, key),
            )
            return changed.rowcount > 0

    def _delete_before(self, table: str, span: Span, end_s: int) -> int:
        """Delete the rows that begin before ``end_s``, a week in a transaction, so that nobody waits for long."""
        deleted = 0
        while True:
            ((first_s,),) = self._database.read(f"SELECT min(start_s) FROM {table} WHERE span_s = ?", (int(span),))
            if first_s is None or first_s >= end_s:
                return deleted
            with self._database.transaction(durable=False) as connection:
                deleted += connection.execute(
                    f"DELETE FROM {table} WHERE span_s = ? AND start_s < ?",
                    (int(span), min(end_s, first_s + DELETED_AT_ONCE_S)),
                ).rowcount

    def _date_s(self, unix_s: int) -> int:
        """The local calendar date of a moment, as midnight UTC of that date."""
        return _midnight_s(self.localtime(unix_s))


def _by_roaming(networks: list[Usage]) -> list[Usage]:
    """The sums of networks told apart by whether they were roamed in; only what there is."""
    parts: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for one in networks:
        roamed = (one.rx_roaming_bytes, one.tx_roaming_bytes, one.roaming_s)
        parts["roaming"].append(roamed)
        place = "home" if one.network_type == NetworkType.MOBILE else "other"
        rest = (one.rx_bytes - roamed[0], one.tx_bytes - roamed[1], one.covered_s - roamed[2])
        parts[place].append(rest)
    sums = {
        name: tuple(map(sum, zip(*parts[name], strict=True))) for name in ("roaming", "home", "other") if parts[name]
    }
    return [
        Usage(name, rx, tx, covered_s, None, None, *((rx, tx, covered_s) if name == "roaming" else ()))
        for name, (rx, tx, covered_s) in sums.items()
        if rx or tx or covered_s
    ]


def span_starts(unix_s: int, localtime: Callable[[float], time.struct_time]) -> dict[Span, int]:
    """Where the minute, the local hour and the local calendar day of a moment begin."""
    local = localtime(unix_s)
    return {
        Span.MINUTE: unix_s - unix_s % Span.MINUTE,
        Span.HOUR: unix_s - local.tm_min * 60 - local.tm_sec,
        Span.DAY: _midnight_s(local),
    }


def _midnight_s(local: time.struct_time) -> int:
    """Midnight UTC of the calendar date, in seconds since 1970."""
    return _midnight_of(date(local.tm_year, local.tm_mon, local.tm_mday))


def _midnight_of(day: date) -> int:
    return (day.toordinal() - _ORDINAL_1970) * DAY_S


def _network_id(connection: sqlite3.Connection, minute: Minute) -> int:
    return network_id(connection, minute.network_key, minute.network_name, minute.network_type, minute.minute_unix_s)


def _moved(minute: Minute) -> tuple[int | float, ...]:
    """The columns of ``traffic`` behind its key."""
    return (
        minute.rx_bytes,
        minute.tx_bytes,
        minute.covered_s,
        minute.rx_roaming_bytes,
        minute.tx_roaming_bytes,
        minute.roaming_s,
        minute.rx_peak_bytes_per_s,
        minute.tx_peak_bytes_per_s,
    )


def _band(signal: SignalMinute) -> tuple[str | int | float, ...]:
    """The columns of ``signal`` behind the access point."""
    total = signal.mean * signal.count
    return signal.measure, signal.minimum, signal.maximum, total, signal.count, *signal.level_ms


def _seen(
    key: str,
    name: str,
    network_type: str,
    first_seen_unix_s: int,
    last_seen_unix_s: int,
    rx_bytes: int,
    tx_bytes: int,
    covered_s: float,
    access_point_count: int,
    *flags: Any,
) -> SeenNetwork:
    return SeenNetwork(
        key,
        name,
        network_type,
        first_seen_unix_s,
        last_seen_unix_s,
        rx_bytes,
        tx_bytes,
        covered_s,
        access_point_count,
        _flags(*flags),
    )


def _flags(alias: str | None, is_trusted: int, is_metered: int | None, never_upload: int) -> NetworkFlags:
    return NetworkFlags(alias, bool(is_trusted), None if is_metered is None else bool(is_metered), bool(never_upload))
