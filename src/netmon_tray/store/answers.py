"""What the server took while its records still lie in a damaged database: kept until they are brought back.

A request that is under way when the database is set aside is answered before or after its record comes back. Before,
there is no row to note the answer in, and without it the record would be sent a second time.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from netmon_tray.store.agent_state import write_state

ANSWERS_KEY = "answers"
"""agent_state key; a second damage brings its text over into the next database."""
_IS_OPEN = "EXISTS (SELECT 1 FROM drop_ledger WHERE reason = 'database_damaged' AND recovered_count IS NULL)"


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that the server has: its answer and when that came."""

    status: int
    at_unix_ms: int


def keep(connection: sqlite3.Connection, record_id: int, taken: Taken) -> None:
    """Keep an answer, where the record has no row yet but may get one; within an open transaction."""
    is_awaited, is_here = connection.execute(
        f"SELECT {_IS_OPEN}, EXISTS (SELECT 1 FROM delivery WHERE record_id = ?)",  # noqa: S608
        (record_id,),
    ).fetchone()
    if is_awaited and not is_here:
        answers = kept(connection) | {record_id: taken}
        plain = {str(id_): [answer.status, answer.at_unix_ms] for id_, answer in answers.items()}
        write_state(connection, {ANSWERS_KEY: json.dumps(plain)})


def kept(connection: sqlite3.Connection) -> dict[int, Taken]:
    """The kept answers by record id; none where their text is damaged too."""
    row = connection.execute("SELECT value FROM agent_state WHERE key = ?", (ANSWERS_KEY,)).fetchone()
    try:
        return {int(id_): Taken(*map(int, answer)) for id_, answer in json.loads(row[0]).items()} if row else {}
    except (ValueError, TypeError, AttributeError):
        return {}


def forget(connection: sqlite3.Connection) -> None:
    """Let go of them once no damaged database is left to be worked off; within an open transaction."""
    connection.execute(f"DELETE FROM agent_state WHERE key = ? AND NOT {_IS_OPEN}", (ANSWERS_KEY,))  # noqa: S608
