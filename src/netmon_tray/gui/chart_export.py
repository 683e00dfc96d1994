"""The button beside charts that saves what they show: the picture as PNG, the values as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.translation import tr
from netmon_tray.words import say

Rows = Callable[[], Iterable[Sequence[object]]]


class ExportButton(QPushButton):
    """Asks for a place and writes there, whole or not at all.

    Signals:
        told: What became of it, in words (``Phrase``); and whether it failed (bool).
    """

    told = Signal(object, bool)

    def __init__(self, picture: QWidget, rows: Rows, stem: Callable[[], str]) -> None:
        """``picture`` is what is pictured, ``rows`` what is written, ``stem`` the file name that is proposed."""
        super().__init__(tr("Export\N{HORIZONTAL ELLIPSIS}"))
        self._picture, self._rows, self._stem = picture, rows, stem
        self.setMinimumHeight(CONTROL_PX)
        menu = QMenu(self)
        menu.addAction(tr("Picture (PNG)\N{HORIZONTAL ELLIPSIS}"), lambda: self._ask("png", self.save_picture))
        menu.addAction(tr("Values (CSV)\N{HORIZONTAL ELLIPSIS}"), lambda: self._ask("csv", self.save_values))
        self.setMenu(menu)

    def save_picture(self, file: Path) -> None:
        """Write what is seen as PNG, in the pixels of the screen."""
        image = self._picture.grab()
        self._write(file, lambda out: image.save(out, "PNG"))

    def save_values(self, file: Path) -> None:
        """Write the values in view as comma-separated text, RFC 4180 but for its line ends."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self._rows())
        self._write(file, lambda out: out.write(text.getvalue().encode()) >= 0)

    def _ask(self, suffix: str, save: Callable[[Path], None]) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), tr("Export"), str(Path(folder) / f"{self._stem()}.{suffix}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda name: save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, file: Path, write: Callable[[QIODevice], bool]) -> None:
        out = QSaveFile(str(file))
        if out.open(QIODevice.OpenModeFlag.WriteOnly) and write(out) and out.commit():
            self.told.emit(say("Saved as {file}", file=str(file)), False)
        else:
            reason = out.errorString()
            told = say("{file} cannot be written: {reason}. Choose another place.", file=str(file), reason=reason)
            self.told.emit(told, True)
