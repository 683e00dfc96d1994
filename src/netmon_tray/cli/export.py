"""``netmon export``: records into a file of one's own, private and written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.progress import counted
from netmon_tray.cli.records import in_order
from netmon_tray.cli.render import UsageError, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.exports import unknown_form, write_file
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.store.outbox import Outbox


def export(context: Context) -> int:
    """Write the records of a span to FILE; its suffix chooses the form. They hold what privacy settings let in."""
    file = Path(context.arguments.file).absolute()
    if reason := unknown_form(file):
        raise UsageError(reason)
    if file.exists() and not context.arguments.force:
        raise NetmonError(f"{file} exists already.", "Choose another name, or replace it with --force.")
    with opened(context.paths.data_dir) as stores:
        count = write_file(file, counted(in_order(stores.log, context, None), _total(context, stores.outbox)))
    write_lines([f"{units.count_text(count, 'record')} written to {file}."])
    return FINE


def _total(context: Context, outbox: Outbox) -> int | None:
    """How many records there are to write; of a span nobody knows before it was read."""
    if context.span != (None, None):
        return None
    counts, state = outbox.counts(), context.arguments.state
    by_state = (counts.pending, counts.sending, counts.sent, counts.rejected, counts.withheld, counts.dropped)
    return int(getattr(counts, state)) if state else sum(by_state)
