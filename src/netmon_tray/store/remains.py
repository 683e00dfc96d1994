"""What a row on a page of a damaged database was, told by its columns: the schema that named them may be gone.

Every version of the schema is known here. A row is taken only where all its columns are what the program writes, so
that a page of something else, or a row with a broken length, is never taken for a record.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeGuard

from netmon_tray.model import DeliveryState, NetworkType, RecordEvent, Security, TimelineKind
from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.pages import Cell, Value

MOST_ID = 1 << 40
"""No machine makes this many records: a larger id is a broken number."""
_MOST_UNIX_MS = 253_402_300_800_000
"""The end of the year 9999: nothing later can be shown as a date."""
_SPANS = frozenset({60, 3600, 86400})
_EVENTS = frozenset(event.value for event in RecordEvent)
_EVENT_KINDS = frozenset(kind.value for kind in TimelineKind)
_STATES = frozenset(state.value for state in DeliveryState)
_REASONS = frozenset(reason.value for reason in LedgerReason)
_SECURITIES = frozenset(security.value for security in Security)
_NETWORK_TYPES = frozenset(kind.value for kind in NetworkType)
_UUID_CHARACTERS = 64


class Kind(enum.Enum):
    """The table or index that a row belongs to."""

    RECORD = enum.auto()
    """id, then record_uuid, attachment_uuid, event, at_unix_ms, payload, local."""
    DELIVERY = enum.auto()
    """record_id, then state, attempts, maybe_sent, not_before_unix_ms, reason, last_status, last_error, sent_at."""
    STATE = enum.auto()
    """An entry of the index of deliveries: state, record_id, not_before_unix_ms, and the row's number once more."""
    COUNT = enum.auto()
    """state, number."""
    LEDGER = enum.auto()
    """id, then since, until, reason, record_count, undelivered_count, first_id, last_id, note, recovered_count."""
    NETWORK = enum.auto()
    """id, then key, name, network_type, first_seen, last_seen, alias, is_trusted, is_metered, never_upload."""
    ACCESS_POINT = enum.auto()
    """id, then network_id, bssid, frequency_mhz."""
    TEXT = enum.auto()
    """key, value of agent_state."""
    TRAFFIC = enum.auto()
    """The columns of ``sums.TRAFFIC_COLUMNS``."""
    SIGNAL = enum.auto()
    """The columns of ``sums.SIGNAL_COLUMNS``."""
    EVENT = enum.auto()
    """at_unix_ms, kind, network_key, until_unix_ms, detail."""
    ROUND_TRIP = enum.auto()
    """The columns of ``sums.TRIP_COLUMNS``."""
    COVERAGE = enum.auto()
    """The columns of ``sums.COVERAGE_COLUMNS``."""
    SECURITY = enum.auto()
    """network_key, security, seen_unix_s: how a network was secured when it was seen last."""
    KNOWN_ACCESS_POINT = enum.auto()
    """network_key, bssid, security, vendor."""
    KNOWN_ROUTER = enum.auto()
    """network_key, address, mac, vendor."""


MEMORY = (Kind.SECURITY, Kind.KNOWN_ACCESS_POINT, Kind.KNOWN_ROUTER)
"""What the audit knows of networks."""

_WIDTH_AT_FIRST = {Kind.TRAFFIC: 6, Kind.SIGNAL: 8, Kind.ACCESS_POINT: 3}
_ADDED: dict[Kind, tuple[Any, ...]] = {Kind.TRAFFIC: (0,) * 5, Kind.SIGNAL: (0,) * 5, Kind.ACCESS_POINT: (None,)}
"""What later versions of the schema added to a table, at its default."""


@dataclass(frozen=True, slots=True)
class Remains:
    """A row that was recognised; the columns as ``Kind`` names them."""

    kind: Kind
    place: int
    columns: tuple[Any, ...]


def recognise(cell: Cell) -> Remains | None:
    """Return what a row was, None for what is not of this program or not to be read."""
    if cell.rowid is None:
        kind = _index_kind(cell.values)
        return Remains(kind, cell.place, _whole(kind, cell.values)) if kind else None
    if not 0 < cell.rowid < MOST_ID:
        return None
    if len(cell.values) == 2:  # agent_state, the only table with a row's own name in the place of its number
        return Remains(Kind.TEXT, cell.place, cell.values) if _are_texts(cell.values) else None
    kind = _table_kind(cell.values)
    return Remains(kind, cell.place, _whole(kind, (cell.rowid, *cell.values[1:]))) if kind else None


def _whole(kind: Kind, columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns with those that a row lacks because it was written before they were added."""
    return columns + _ADDED.get(kind, ())[len(columns) - _WIDTH_AT_FIRST.get(kind, len(columns)) :]


def _table_kind(row: tuple[Value, ...]) -> Kind | None:
    if not row or row[0] is not None:  # the row's number is not repeated in the row
        return None
    if _is_record(row):
        return Kind.RECORD
    if _is_delivery(row):
        return Kind.DELIVERY
    if _is_ledger(row):
        return Kind.LEDGER
    if _is_network(row):
        return Kind.NETWORK
    return Kind.ACCESS_POINT if _is_access_point(row) else None


def _index_kind(row: tuple[Value, ...]) -> Kind | None:
    """By the number of columns, which few tables share."""
    return next((kind for kind, fits in _INDEX_KINDS.get(len(row), ()) if fits(row)), None)


def _is_record(row: tuple[Value, ...]) -> bool:
    return (
        len(row) >= 7
        and _is_name(row[1])
        and _is_name(row[2])
        and row[3] in _EVENTS
        and _is_moment(row[4])
        and _is_object(row[5])
        and _is_object(row[6])
    )


def _is_delivery(row: tuple[Value, ...]) -> bool:
    return (
        len(row) >= 9
        and row[1] in _STATES
        and _is_count(row[2])
        and _is_count(row[3])
        and _is_moment(row[4], or_none=True)
        and _is_text_or_none(row[5])
        and (row[6] is None or _is_count(row[6]))
        and _is_text_or_none(row[7])
        and _is_moment(row[8], or_none=True)
    )


def _is_ledger(row: tuple[Value, ...]) -> bool:
    return (
        len(row) >= 9
        and _is_moment(row[1])
        and _is_moment(row[2])
        and row[3] in _REASONS
        and all(item is None or _is_count(item) for item in row[4:8])
        and _is_text_or_none(row[8])
        and all(item is None or _is_count(item) for item in row[9:10])
    )


def _is_network(row: tuple[Value, ...]) -> bool:
    return (
        len(row) >= 10
        and isinstance(row[1], str)
        and isinstance(row[2], str)
        and row[3] in _NETWORK_TYPES
        and _is_second(row[4])
        and _is_second(row[5])
        and _is_text_or_none(row[6])
        and row[7] in (0, 1)
        and row[8] in (None, 0, 1)
        and row[9] in (0, 1)
    )


def _is_access_point(row: tuple[Value, ...]) -> bool:
    return (
        len(row) in (3, 4)
        and _is_count(row[1])
        and isinstance(row[2], str)
        and all(item is None or _is_count(item) for item in row[3:])
    )


def _is_traffic(row: tuple[Value, ...]) -> bool:
    return (
        row[0] in _SPANS
        and _is_second(row[1])
        and _is_id(row[2])
        and _is_count(row[3])
        and _is_count(row[4])
        and _is_number(row[5])
        and all(_is_number(item) for item in row[6:])
    )


def _is_signal(row: tuple[Value, ...]) -> bool:
    return (
        row[0] in _SPANS
        and _is_second(row[1])
        and _is_id(row[2])
        and isinstance(row[3], str)
        and all(_is_number(item) for item in row[4:7])
        and _is_count(row[7])
        and row[7] > 0
        and all(_is_count(item) for item in row[8:])
    )


def _is_event(row: tuple[Value, ...]) -> bool:
    return (
        _is_moment(row[0])
        and row[1] in _EVENT_KINDS
        and isinstance(row[2], str)
        and _is_moment(row[3], or_none=True)
        and _is_object(row[4])
    )


def _is_trips(row: tuple[Value, ...]) -> bool:
    return (
        row[0] in _SPANS
        and _is_second(row[1])
        and _is_id(row[2])
        and isinstance(row[3], str)
        and row[4] in (0, 1)
        and _is_count(row[5])
        and _is_count(row[6])
        and row[6] <= row[5]
        and all(item is None or _is_number(item) for item in row[7:9])
        and _is_number(row[9])
        and _is_number(row[10])
        and _is_count(row[11])
    )


def _is_coverage(row: tuple[Value, ...]) -> bool:
    return (
        _is_id(row[0])
        and _is_angle(row[1], 90)
        and _is_angle(row[2], 180)
        and isinstance(row[3], str)
        and _is_number(row[4])
        and _is_second(row[5])
        and _is_count(row[6])
    )


def _is_security(row: tuple[Value, ...]) -> bool:
    return isinstance(row[0], str) and row[1] in _SECURITIES and _is_second(row[2])


def _is_known_access_point(row: tuple[Value, ...]) -> bool:
    return _are_texts(row) and row[2] in _SECURITIES and (row[1] == "" or _is_hardware_address(row[1]))


def _is_known_router(row: tuple[Value, ...]) -> bool:
    return _are_texts(row) and _is_hardware_address(row[2])


def _is_state(row: tuple[Value, ...]) -> bool:
    return row[0] in _STATES and _is_id(row[1]) and row[1] == row[3]


def _is_state_count(row: tuple[Value, ...]) -> bool:
    return row[0] in _STATES and _is_count(row[1])


def _are_texts(row: tuple[Value, ...]) -> bool:
    return all(isinstance(item, str) for item in row)


def _is_count(item: Value) -> TypeGuard[int]:
    return isinstance(item, int) and 0 <= item < 1 << 62


def _is_id(item: Value) -> bool:
    return isinstance(item, int) and 0 < item < MOST_ID


def _is_moment(item: Value, *, or_none: bool = False) -> bool:
    return (or_none and item is None) or (isinstance(item, int) and 0 <= item < _MOST_UNIX_MS)


def _is_second(item: Value) -> bool:
    return isinstance(item, int) and 0 <= item < _MOST_UNIX_MS // 1000


def _is_angle(item: Value, most_degrees: int) -> bool:
    """Whether it is a latitude or a longitude in millionths of a degree."""
    return isinstance(item, int) and abs(item) <= most_degrees * 1_000_000


def _is_hardware_address(item: Value) -> bool:
    return isinstance(item, str) and item[2::3] == ":::::" and len(item) == 17


def _is_number(item: Value) -> bool:
    return isinstance(item, (int, float)) and abs(item) < 1e18


def _is_name(item: Value) -> bool:
    return isinstance(item, str) and 0 < len(item) <= _UUID_CHARACTERS


def _is_object(item: Value) -> bool:
    return isinstance(item, str) and item[:1] == "{" and item[-1:] == "}"


def _is_text_or_none(item: Value) -> bool:
    return item is None or isinstance(item, str)


_INDEX_KINDS: dict[int, tuple[tuple[Kind, Callable[[tuple[Value, ...]], bool]], ...]] = {
    2: ((Kind.COUNT, _is_state_count), (Kind.TEXT, _are_texts)),
    3: ((Kind.SECURITY, _is_security),),
    4: (
        (Kind.STATE, _is_state),
        (Kind.KNOWN_ACCESS_POINT, _is_known_access_point),
        (Kind.KNOWN_ROUTER, _is_known_router),
    ),
    5: ((Kind.EVENT, _is_event),),
    6: ((Kind.TRAFFIC, _is_traffic),),
    7: ((Kind.COVERAGE, _is_coverage),),
    8: ((Kind.SIGNAL, _is_signal),),
    11: ((Kind.TRAFFIC, _is_traffic),),
    12: ((Kind.ROUND_TRIP, _is_trips),),
    13: ((Kind.SIGNAL, _is_signal),),
}
"""What a row without a number of its own may be, by how many columns it has."""
