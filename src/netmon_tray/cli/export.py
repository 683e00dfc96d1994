"""``netmon export``: records into a file of one's own, private and written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.records import in_order
from netmon_tray.cli.render import UsageError, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.exports import unknown_form, write_file
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context


def export(context: Context) -> int:
    """Write the records of a span to FILE; its suffix chooses the form. They hold what privacy settings let in."""
    file = Path(context.arguments.file).absolute()
    if reason := unknown_form(file):
        raise UsageError(reason)
    if file.exists() and not context.arguments.force:
        raise NetmonError(f"{file} exists already.", "Choose another name, or replace it with --force.")
    with opened(context.paths.data_dir) as stores:
        count = write_file(file, in_order(stores.log, context, None))
    write_lines([f"{units.count_text(count, 'record')} written to {file}."])
    return FINE
