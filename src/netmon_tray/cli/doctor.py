"""``netmon doctor``: everything that netmon relies on, each with what was found; nothing is sent anywhere for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray import diagnosis
from netmon_tray.cli import ALERT, FINE
from netmon_tray.cli.render import table, write_json, write_lines
from netmon_tray.cli.status import first_sample
from netmon_tray.diagnosis import STATE_WORDS, Row, RowState, Subject
from netmon_tray.model import Sample
from netmon_tray.probes import host_probe

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.settings import Settings


def doctor(context: Context) -> int:
    """Check everything; exit code 3 where something needs attention."""
    subject = Subject(
        context.paths,
        context.loaded,
        context.environ,
        context.now_unix_ms(),
        lambda: _look(context.settings),
        _is_clock_synchronised,
    )
    rows = list(diagnosis.rows(subject))
    if context.wants_json:
        write_json([row_document(row) for row in rows])
    else:
        write_lines(table([[STATE_WORDS[row.state], row.title, row.finding] for row in rows]))
    return ALERT if any(row.state is RowState.ATTENTION for row in rows) else FINE


def _look(settings: Settings) -> Sample:
    probe = host_probe()
    try:
        return first_sample(probe, settings)
    finally:
        probe.close()


def _is_clock_synchronised() -> bool:
    probe = host_probe()
    try:
        return probe.is_clock_synchronised()
    finally:
        probe.close()


def row_document(row: Row) -> dict[str, object]:
    """One row as JSON."""
    return {"check": row.check, "title": row.title, "state": row.state.value, "finding": row.finding}
