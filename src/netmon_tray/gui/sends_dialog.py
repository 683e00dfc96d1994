"""What this app sends: where to, whether at all, the newest record exactly as it is sent, and what each field tells."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netmon_tray.gui import sends_words as words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import Text
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.model import LoggedRecord, NetmonError
from netmon_tray.words import joined, say

_SIZE = (640, 640)
_PAYLOAD_LINES = 5


class SendsDialog(QDialog):
    """A page to read; freed on closing.

    Attributes:
        payload: The JSON.
        fields: Name, meaning and value of each field.

    Signals:
        acted: Something is to be done (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What this app sends"))
        self.setPalette(theme.palette())
        self.resize(*_SIZE)
        self._sending, self._newest = self._paragraph(), self._paragraph()
        self.payload = self._make_payload()
        self.fields = self._make_fields()
        self._copy = QPushButton(tr("Copy record"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._paragraph(say("What this app sends"), Role.TITLE))
        column.addWidget(self._paragraph(words.INTRO))
        column.addLayout(self._facts())
        column.addWidget(self.payload)
        column.addWidget(self.fields, 1)
        never = say("Never recorded, whatever is set: {what}.", what=joined(words.NEVER, "; "))
        column.addWidget(self._paragraph(never, Role.AXIS, "ink2"))
        column.addWidget(self._buttons())
        self._newest.set_text(words.READING)
        bridge.changed.connect(self._show_sending)
        self._show_sending()
        self._show_fields(None)
        bridge.errand(self, lambda: [bridge.agent.latest_record()], self.show_newest)

    def show_newest(self, found: LoggedRecord | NetmonError | None) -> None:
        """Show the newest record, that there is none yet (None), or why it cannot be read."""
        record = found if isinstance(found, LoggedRecord) else None
        if isinstance(found, NetmonError):
            self._newest.set_text(words.UNREADABLE)
            self.payload.setPlainText(translated(found.text))
        else:
            self._newest.set_text(words.record_text(record, time.time_ns() // 1_000_000))
            self.payload.setPlainText(record.payload if record else translated(words.NO_RECORD))
        self._show_fields(record.payload if record else None)
        self._copy.setEnabled(record is not None)

    # --- within -------------------------------------------------------------------------------------------------------

    def _facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        address = self._paragraph(words.where_to(self._bridge.agent.settings.upload.base_url))
        for caption, value in (
            (say("Sending"), self._sending),
            (say("Where to"), address),
            (say("Newest record"), self._newest),
        ):
            label = Text(self._theme, Role.BODY, "ink2")
            label.set_text(caption)
            form.addRow(label, value)
        return form

    def _make_payload(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setFont(self._theme.fixed_font())
        made.setTabChangesFocus(True)
        made.setAccessibleName(tr("Newest record, exactly as it is sent"))
        made.setFixedHeight(made.fontMetrics().lineSpacing() * _PAYLOAD_LINES + 16)
        return made

    def _make_fields(self) -> QTableWidget:
        made = QTableWidget(len(words.FIELDS), 3)
        made.setAccessibleName(tr("Fields of a record"))
        made.setHorizontalHeaderLabels([tr("Field"), tr("What it tells"), tr("In the newest record")])
        made.verticalHeader().setVisible(False)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setTabKeyNavigation(False)
        made.setShowGrid(False)
        made.setWordWrap(True)
        header = made.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.payload.toPlainText()))
        change = QPushButton(tr("Change what is sent"))
        change.clicked.connect(lambda: self.acted.emit(Action.PRIVACY))
        for button in (self._copy, change):
            button.setAutoDefault(False)
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.close)
        return box

    def _show_sending(self, _news: object = None) -> None:
        settings = self._bridge.agent.settings
        self._sending.set_text(words.sending_text(settings, self._bridge.snapshot.upload))

    def _show_fields(self, payload: str | None) -> None:
        for row, texts in enumerate(words.field_rows(self._bridge.agent.settings, payload)):
            for place, text in enumerate(texts):
                self.fields.setItem(row, place, QTableWidgetItem(translated(text)))

    def _paragraph(self, text: str = "", role: Role = Role.BODY, colour: str = "ink") -> Text:
        made = Text(self._theme, role, colour)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.set_text(text)
        return made
