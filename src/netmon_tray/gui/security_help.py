"""What to do about an insecure network: the audit's reason and action in a native box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from netmon_tray import units
from netmon_tray.gui.tray_words import assess, network_name
from netmon_tray.model import Link


def show_security_help(link: Link, icon: QIcon, parent: QWidget | None) -> QMessageBox:
    """Open the box beside the window and return it; it waits for nobody."""
    assessment = assess(link)
    box = QMessageBox(QMessageBox.Icon.Warning, "Insecure network", "", QMessageBox.StandardButton.Close, parent)
    box.setWindowIcon(icon)
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{network_name(link)} is {assessment.word.lower()} ({units.security_text(link.network.security)}).")
    box.setInformativeText(f"{assessment.reason}\n\n{assessment.action}".strip())
    box.show()
    return box
