"""The log written into a file that a person chooses, by the same code as ``netmon export``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from netmon_tray.exports import FORMS, write_file
from netmon_tray.gui.translation import tr
from netmon_tray.model import LoggedRecord
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.log_query import LogFilter

TOLD_EVERY_S = 1.0


class ExportDialog(QFileDialog):
    """Asks where to, in a form that the suffix names. Modal to its window, which goes on meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Export records"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters([f"{form[1:].upper()} (*{form})" for form in FORMS])
        self.filterSelected.connect(self._take_form)
        self._take_form(self.nameFilters()[0])
        self.selectFile(f"netmon-{time.strftime('%Y-%m-%d')}{FORMS[0]}")

    def _take_form(self, name_filter: str) -> None:
        self.setDefaultSuffix(name_filter.rpartition("*.")[2].rstrip(")"))


def export(data_dir: Path, which: LogFilter, file: Path, tell: Callable[[int], None]) -> int:
    """Write these records, oldest first, and return how many; over a connection of its own, as it may take a minute.

    ``tell`` is called once a second with how many it has come to. Raises NetmonError.
    """
    with Database.open(data_dir, writable=False) as database:
        return write_file(file, _told(Stores.of(database).log.walk(which, newest_first=False), tell))


def _told(records: Iterable[LoggedRecord], tell: Callable[[int], None]) -> Iterator[LoggedRecord]:
    told_s = time.monotonic()
    for number, record in enumerate(records):
        if time.monotonic() - told_s >= TOLD_EVERY_S:
            told_s = time.monotonic()
            tell(number)
        yield record
