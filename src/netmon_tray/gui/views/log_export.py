"""The log written into a file that a person chooses, by the same code as ``netmon export``."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from netmon_tray.exports import FORMS, write_file
from netmon_tray.gui.translation import tr
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.log_query import LogFilter


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


def export(data_dir: Path, which: LogFilter, file: Path) -> int:
    """Write these records, oldest first, and return how many; over a connection of its own, as it may take a minute.

    Raises NetmonError.
    """
    with Database.open(data_dir, writable=False) as database:
        return write_file(file, Stores.of(database).log.walk(which, newest_first=False))
