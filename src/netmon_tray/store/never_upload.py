"""Networks whose records never leave this computer: the user's word for one of them, and what it does to the backlog.

Records that are made later are withheld as they are stored (recorder.py).
"""

# ruff: noqa: S608 - statements are put together from constants of this file and placeholders

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from netmon_tray.facts import network_key_of
from netmon_tray.model import NetmonError
from netmon_tray.store.database import Database

PAGE_ROWS = 500
_WAITING = "state = 'pending'"
_KEPT = "state = 'withheld' AND reason = 'never_upload'"
_WITHHOLD = "state = 'withheld', reason = 'never_upload', not_before_unix_ms = NULL"
_RELEASE = "state = 'pending', reason = NULL"

Read: TypeAlias = Callable[[str, tuple[int, ...]], list[tuple[Any, ...]]]


class UnknownNetworkError(NetmonError):
    """No network of that key was ever seen."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No network {key} was seen.", "`netmon queue never-upload` lists those that were.")


class NeverUpload:
    """Sets and lifts the flag of a network, by its key in the history. All methods raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self) -> frozenset[str]:
        """The networks whose records never leave this computer."""
        return frozenset(key for (key,) in self._database.read("SELECT key FROM network WHERE never_upload"))

    def forbid(self, key: str) -> int:
        """Never upload records of this network, those that wait now included; how many of these there were.

        All in one transaction, after a look that holds up nobody. Raises UnknownNetworkError.
        """
        return self._change(key, is_forbidden=True, condition=_WAITING, changes=_WITHHOLD)

    def allow(self, key: str, *, release: bool) -> int:
        """Upload records of this network again; ``release`` also lets go those that were withheld for it, how many.

        Raises UnknownNetworkError.
        """
        return self._change(key, is_forbidden=False, condition=_KEPT if release else "0", changes=_RELEASE)

    def _change(self, key: str, *, is_forbidden: bool, condition: str, changes: str) -> int:
        found, last_id = _records_of(key, condition, 0, self._database.read)
        with self._database.transaction(durable=True) as connection:
            flagged = connection.execute("UPDATE network SET never_upload = ? WHERE key = ?", (is_forbidden, key))
            if not flagged.rowcount:
                raise UnknownNetworkError(key)
            newer, _ = _records_of(
                key, condition, last_id, lambda sql, place: connection.execute(sql, place).fetchall()
            )
            changed = 0
            for start in range(0, len(found := found + newer), PAGE_ROWS):
                some = found[start : start + PAGE_ROWS]
                changed += connection.execute(
                    f"UPDATE delivery SET {changes} WHERE record_id IN ({','.join('?' * len(some))}) AND {condition}",
                    some,
                ).rowcount
        return changed


def _records_of(key: str, condition: str, after_id: int, read: Read) -> tuple[list[int], int]:
    """Ids of the records of a network that meet the condition, and the last id that was looked at."""
    found: list[int] = []
    while rows := read(
        "SELECT d.record_id, c.local FROM delivery d CROSS JOIN connection_log c ON c.id = d.record_id"
        f" WHERE {condition} AND d.record_id > ? ORDER BY d.record_id LIMIT {PAGE_ROWS}",
        (after_id,),
    ):
        found += [record_id for record_id, local in rows if _network_key(local) == key]
        after_id = rows[-1][0]
    return found, after_id


def _network_key(local: str) -> str | None:
    try:
        return network_key_of(json.loads(local))
    except (ValueError, AttributeError):
        return None
