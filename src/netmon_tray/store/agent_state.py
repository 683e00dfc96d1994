"""What the agent remembers over a restart, and the wishes that other processes leave for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from netmon_tray.store.database import Database

FINISHED_KEPT_MS = 24 * 3600 * 1000
"""A finished request can be asked for its outcome this long."""


@dataclass(frozen=True, slots=True)
class Request:
    """A wish of another process to the running agent, such as verb "send"."""

    id: int
    verb: str
    argument: str
    asked_at_unix_ms: int


class AgentState:
    """Texts (JSON) by key: "circuit", "conditions", "attachment", "pause_until", "agent"; and the request table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The stored text, None where there is none. Raises StoreError."""
        rows = self._database.read("SELECT value FROM agent_state WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def put(self, texts: Mapping[str, str | None], *, durable: bool = False) -> None:
        """Store what changed of ``texts``; None removes a key. Nothing is written where all is stored already.

        Raises StoreError.
        """
        changed = {key: text for key, text in texts.items() if self.get(key) != text}
        if changed:
            with self._database.transaction(durable=durable) as connection:
                write_state(connection, changed)

    def ask(self, verb: str, argument: str = "") -> int:
        """Leave a wish for the agent, who looks at least every 5 s; the id is good for ``outcome`` for a day.

        Raises StoreError.
        """
        now_unix_ms = self._database.clock_unix_ms()
        with self._database.transaction(durable=False) as connection:
            connection.execute("DELETE FROM request WHERE done_at_unix_ms < ?", (now_unix_ms - FINISHED_KEPT_MS,))
            asked = connection.execute(
                "INSERT INTO request (verb, argument, asked_at_unix_ms) VALUES (?, ?, ?)", (verb, argument, now_unix_ms)
            )
            return int(asked.lastrowid or 0)

    def open_requests(self) -> list[Request]:
        """The wishes that were not finished, the oldest first. Raises StoreError."""
        rows = self._database.read(
            "SELECT id, verb, argument, asked_at_unix_ms FROM request WHERE done_at_unix_ms IS NULL ORDER BY id"
        )
        return [Request(*row) for row in rows]

    def finish(self, request_id: int, outcome: str) -> None:
        """Answer a wish; the first answer stays. Raises StoreError."""
        with self._database.transaction(durable=False) as connection:
            connection.execute(
                "UPDATE request SET done_at_unix_ms = ?, outcome = ? WHERE id = ? AND done_at_unix_ms IS NULL",
                (self._database.clock_unix_ms(), outcome, request_id),
            )

    def outcome(self, request_id: int) -> str | None:
        """The answer to a wish, None while there is none. Raises StoreError."""
        rows = self._database.read("SELECT outcome FROM request WHERE id = ?", (request_id,))
        return rows[0][0] if rows else None


def write_state(connection: sqlite3.Connection, texts: Mapping[str, str | None]) -> None:
    """Store ``texts`` within an open transaction; None removes a key."""
    for key, text in texts.items():
        if text is None:
            connection.execute("DELETE FROM agent_state WHERE key = ?", (key,))
        else:
            connection.execute(
                "INSERT INTO agent_state (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                (key, text),
            )
