"""What this app sends: where to, whether at all, and the newest record exactly as it is sent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui.labels import Text
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.model import DELIVERY_WORDS, CircuitState, DeliveryState, LoggedRecord, NetmonError
from netmon_tray.upload.address import parse_address

if TYPE_CHECKING:
    from netmon_tray.gui.bridge import AgentFace, Bridge

_NO_RECORD = "No record yet. The first one is made as soon as a connection is seen."


class SendsDialog(QDialog):
    """A page to read; freed on closing.

    Attributes:
        payload: The JSON.
    """

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What this app sends")
        self.setPalette(theme.palette())
        self.resize(560, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        title = Text(theme, Role.TITLE)
        title.set_text("What this app sends")
        intro = _paragraph(theme)
        intro.set_text(
            "One record for each connection that begins, goes on, changes or ends, and nothing else: "
            "no addresses that you visit and nothing of what you send or receive."
        )
        column.addWidget(title)
        column.addWidget(intro)
        self._newest = _paragraph(theme)
        self._newest.set_text("is being read")
        column.addLayout(self._facts(bridge.agent, theme))
        self.payload = QPlainTextEdit()
        self.payload.setReadOnly(True)
        self.payload.setFont(theme.fixed_font())
        self.payload.setTabChangesFocus(True)
        self.payload.setAccessibleName("Newest record, exactly as it is sent")
        column.addWidget(self.payload, 1)
        self._copy = QPushButton("Copy record")
        column.addWidget(self._buttons())
        bridge.errand(self, lambda: [bridge.agent.latest_record()], self.show_newest)

    def show_newest(self, found: LoggedRecord | NetmonError | None) -> None:
        """Show the newest record, that there is none yet (None), or why it cannot be read."""
        record = found if isinstance(found, LoggedRecord) else None
        if isinstance(found, NetmonError):
            self._newest.set_text("cannot be read at the moment")
            self.payload.setPlainText(str(found))
        else:
            self._newest.set_text(record_text(record, time.time_ns() // 1_000_000))
            self.payload.setPlainText(record.payload if record else _NO_RECORD)
        self._copy.setEnabled(record is not None)

    def _facts(self, agent: AgentFace, theme: Theme) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        sending, address = _paragraph(theme), _paragraph(theme)
        sending.set_text(sending_text(agent))
        address.set_text(where_to(agent.settings.upload.base_url))
        for caption, value in (("Sending", sending), ("Where to", address), ("Newest record", self._newest)):
            label = Text(theme, Role.BODY, "ink2")
            label.set_text(caption)
            form.addRow(label, value)
        return form

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.payload.toPlainText()))
        box.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.close)
        return box


def sending_text(agent: AgentFace) -> str:
    """Whether records are sent, in a sentence."""
    upload = agent.snapshot().upload
    if not agent.settings.upload.enabled or upload.state is CircuitState.OFF:
        return "Off. Records are kept on this computer and nothing is sent."
    return f"On. {upload.text}".strip()


def where_to(base_url: str) -> str:
    """The full address that records are posted to."""
    try:
        return parse_address(base_url).records_url
    except NetmonError as error:
        return f"{base_url} ({error.title})"


def record_text(record: LoggedRecord | None, now_unix_ms: int) -> str:
    """When the newest record was made and what became of it."""
    if record is None:
        return "none yet"
    state = DELIVERY_WORDS[record.delivery.state].lower()
    if record.delivery.state is DeliveryState.WITHHELD:
        state = "kept here, not to be sent"
    return f"{record.event.value} at {units.moment_text(record.at_unix_ms, now_unix_ms)}, {state}"


def _paragraph(theme: Theme) -> Text:
    text = Text(theme)
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
