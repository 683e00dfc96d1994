"""``netmon doctor``: everything that netmon relies on, each with what was found; nothing is sent anywhere for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from netmon_tray.cli import ALERT, FINE
from netmon_tray.cli.checks import (
    Row,
    RowState,
    autostart_row,
    clock_row,
    data_directory_row,
    database_row,
    keyring_row,
    ledger_row,
    network_rows,
    policy_row,
    server_row,
    settings_row,
    token_row,
)
from netmon_tray.cli.render import table, write_json, write_lines

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

_WORDS = {RowState.FINE: "Fine", RowState.ATTENTION: "Attention", RowState.NOT_TESTED: "Not tested"}
_CHECKS: tuple[Callable[[Context], Row], ...] = (
    keyring_row,
    token_row,
    server_row,
    clock_row,
    autostart_row,
    database_row,
    ledger_row,
    data_directory_row,
    settings_row,
    policy_row,
)


def doctor(context: Context) -> int:
    """Check everything; exit code 3 where something needs attention."""
    rows = list(_rows(context))
    if context.wants_json:
        write_json([row_document(row) for row in rows])
    else:
        write_lines(table([[_WORDS[row.state], row.title, row.finding] for row in rows]))
    return ALERT if any(row.state is RowState.ATTENTION for row in rows) else FINE


def _rows(context: Context) -> Iterator[Row]:
    yield from network_rows()
    if sys.platform == "linux":
        from netmon_tray.cli.checks_linux import desktop_rows

        yield from desktop_rows(context.environ)
    for check in _CHECKS:
        yield check(context)


def row_document(row: Row) -> dict[str, object]:
    """One row as JSON."""
    return {"check": row.check, "title": row.title, "state": row.state.value, "finding": row.finding}
