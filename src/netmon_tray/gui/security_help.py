"""What to do about an insecure network: the audit's reason and action in a native box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from netmon_tray import units
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.tray_words import assess, network_name
from netmon_tray.model import Link
from netmon_tray.words import joined


def show_security_help(link: Link, icon: QIcon, parent: QWidget | None) -> QMessageBox:
    """Open the box beside the window and return it; it waits for nobody."""
    assessment = assess(link)
    box = QMessageBox(QMessageBox.Icon.Warning, tr("Insecure network"), "", QMessageBox.StandardButton.Close, parent)
    box.setWindowIcon(icon)
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.setTextFormat(Qt.TextFormat.PlainText)
    names = {"network": network_name(link), "security": units.security_text(link.network.security)}
    box.setText(tr("{network} is insecure ({security}).", **names))
    box.setInformativeText(translated(joined([assessment.reason, assessment.action], "\n\n")))
    box.show()
    return box
